/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of zones: which VLANs and subnets lie where. */
#include <mdsrisk/import_inventory.h>

#include "base/address.h"
#include "base/utf8.h"
#include "container.h"
#include "heads.h"
#include <string.h>

enum { CIDR, VLAN, ZONE, CONTEXT, COLUMNS, LEAST = 2, ALLOWED_BYTES = 1 << 12 };

static const char *column_name(size_t i)
{
    static const char *const names[COLUMNS] = {"cidr", "vlan", "zone", "context"};
    return names[i];
}

typedef struct reading {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    mds_heads heads;
    mds_diags *diags;
    mds_zone_line *lines;
    size_t count, capacity;
} reading;

static bool same_word(const char *a, const char *b)
{
    char x[MDS_UTF8_SHORT];
    char y[MDS_UTF8_SHORT];

    return mds_utf8_short_key(x, a) && mds_utf8_short_key(y, b) && x[0] != '\0' &&
           strcmp(x, y) == 0;
}

/* The zone that a word of the catalog stands for. */
static const char *meant(const reading *r, const char *text)
{
    const mds_strings *words = &r->catalog->words[MDS_WORDS_FLEET_ZONES];

    for (size_t i = 0; i < words->count; i++) {
        char word[MDS_UTF8_SHORT];
        const char *equal = strchr(words->at[i], '=');
        const size_t n = equal != NULL ? (size_t)(equal - words->at[i]) : sizeof word;
        if (n < sizeof word) {
            memcpy(word, words->at[i], n);
            word[n] = '\0';
            if (same_word(word, text)) {
                return equal + 1;
            }
        }
    }
    return text;
}

/* By its id, its title in a language, or a word for it. */
static uint32_t zone_of(const reading *r, const char *text)
{
    const char *id = meant(r, text);

    for (uint32_t i = 0; i < r->policy->zone_count; i++) {
        const mds_zone *zone = &r->policy->zones[i];
        bool same = same_word(zone->id, id);
        for (unsigned lang = 0; lang < MDS_LANG__COUNT && !same; lang++) {
            same = same_word(zone->title.in[lang], text);
        }
        if (same) {
            return i;
        }
    }
    return MDS_NO_ORDINAL;
}

static void refuse_zone(const reading *r, const char *text, const char *where)
{
    mds_strbuf allowed;

    mds_strbuf_init(&allowed, ALLOWED_BYTES);
    for (size_t i = 0; i < r->policy->zone_count; i++) {
        mds_strbuf_puts(&allowed, i > 0 ? ", " : "");
        mds_strbuf_puts(&allowed, r->policy->zones[i].id);
    }
    mds_diag_add(r->diags, MDS_D_ZONES_ZONE, r->grid->file, where, text, allowed.p, NULL);
    mds_strbuf_finish(&allowed);
}

/* The line that says the same VLAN or subnet already. */
static const mds_zone_line *find_same(const reading *r, const mds_zone_line *line)
{
    for (size_t i = 0; i < r->count; i++) {
        const mds_zone_line *at = &r->lines[i];
        const bool same_net =
            at->has_net == line->has_net && at->net == line->net && at->bits == line->bits;
        if (same_net && strcmp(at->vlan, line->vlan) == 0) {
            return at;
        }
    }
    return NULL;
}

/* A line that says nothing of a place is passed over; one that cannot be read is set aside. */
static bool is_line(reading *r, mds_zone_line *line, const char *cidr, const char *zone)
{
    if (cidr[0] == '\0' && line->vlan[0] == '\0') {
        return false;
    }
    line->has_net = cidr[0] != '\0';
    if (line->has_net && !mds_address_net4(&line->net, &line->bits, (mds_sv){cidr, strlen(cidr)})) {
        mds_diag_add(r->diags, MDS_D_ZONES_SUBNET, r->grid->file, line->where, cidr, NULL);
        return false;
    }
    line->zone = zone_of(r, zone);
    if (line->zone == MDS_NO_ORDINAL) {
        refuse_zone(r, zone, line->where);
        return false;
    }
    const mds_zone_line *same = find_same(r, line);
    if (same != NULL) {
        mds_diag_add(r->diags, MDS_D_ZONES_TWICE, r->grid->file, line->where,
                     line->has_net ? cidr : line->vlan, same->where, NULL);
    }
    return same == NULL;
}

static mds_status read_row(reading *r, const mds_grid_row *row)
{
    const char *text[COLUMNS];

    if (!mds_heads__texts(text, r->arena, &r->heads, row, COLUMNS)) {
        return mds_arena_status(r->arena);
    }
    mds_zone_line line = {
        .vlan = text[VLAN],
        .context = text[CONTEXT],
        .where = mds_grid__where(r->arena, r->grid, r->sheet, row->number, r->heads.column[ZONE])};
    if (line.where == NULL) {
        return mds_arena_status(r->arena);
    }
    if (!is_line(r, &line, text[CIDR], text[ZONE])) {
        return MDS_OK;
    }
    if (!mds_array_reserve(r->arena, &r->lines, &r->capacity, r->count, sizeof *r->lines)) {
        return mds_arena_status(r->arena);
    }
    r->lines[r->count++] = line;
    return MDS_OK;
}

static mds_status read_grid(reading *r)
{
    const mds_heads_asked asked = {r->catalog, MDS_WORDS_ZONE_COLUMNS, column_name, COLUMNS};
    mds_status status = MDS_OK;

    r->sheet = mds_heads__sheet(&r->heads, r->arena, &asked, r->grid, LEAST, 1U << ZONE);
    if (mds_arena_status(r->arena) != MDS_OK) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = r->heads.end; r->sheet != NULL && i < r->sheet->row_count && status == MDS_OK;
         i++) {
        status = read_row(r, &r->sheet->rows[i]);
    }
    if (r->sheet != NULL) {
        return status;
    }
    mds_diag_add(r->diags, MDS_D_ZONES_NOT_ONE, r->grid->file, NULL, NULL);
    return MDS_EFORMAT;
}

mds_status mds_import_zones(const mds_zone_line **out, size_t *count, mds_arena *arena,
                            const mds_catalog *catalog, const mds_policy *policy,
                            const mds_source *source, mds_diags *diags)
{
    mds_grid grid;
    reading r = {
        .arena = arena, .catalog = catalog, .policy = policy, .grid = &grid, .diags = diags};

    mds_grid__init(&grid, arena, mds_source_name(source), diags);
    mds_status status = mds_container__read(&grid, source);
    if (status == MDS_OK) {
        status = read_grid(&r);
    }
    if (status == MDS_OK) {
        *out = r.lines;
        *count = r.count;
    }
    return status;
}
