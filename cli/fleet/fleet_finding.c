/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_finding.h"

#include "base/map.h"
#include "base/num.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "fleet_store.h"
#include "schema.h"
#include <mdsrisk/limits.h>
#include <string.h>

enum { FINDING_BYTES = 64 << 20, LINE_BYTES = 1 << 16, FIELDS = 13 };

/* The place of each member in a line; numbers and the standing are read apart. */
enum { AT_STANDING = 3, AT_LOW, AT_HIGH };
static const struct {
    unsigned at;
    size_t offset;
} texts[] = {{0, offsetof(mds_fleet_finding, id)},
             {1, offsetof(mds_fleet_finding, component)},
             {2, offsetof(mds_fleet_finding, version)},
             {6, offsetof(mds_fleet_finding, exploited)},
             {7, offsetof(mds_fleet_finding, due)},
             {8, offsetof(mds_fleet_finding, classed)},
             {9, offsetof(mds_fleet_finding, classed_possible)},
             {10, offsetof(mds_fleet_finding, clause)},
             {11, offsetof(mds_fleet_finding, fixed_in)},
             {12, offsetof(mds_fleet_finding, action)}};

static const char **text_of(mds_fleet_finding *finding, size_t i)
{
    return (const char **)(void *)((char *)finding + texts[i].offset);
}

/* Texts of others have no tab and no end of line in them. */
static void put_text(mds_strbuf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const char c = *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text;
        mds_strbuf_append(out, &c, 1);
    }
}

static void write_finding(mds_strbuf *out, const mds_fleet_finding *finding)
{
    const char *fields[FIELDS];
    char low[MDS_NUM_SIZE];
    char high[MDS_NUM_SIZE];
    mds_fleet_finding copy = *finding;

    mds_num_exact(low, finding->score_low);
    mds_num_exact(high, finding->score_high);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fields[texts[i].at] = *text_of(&copy, i);
    }
    fields[AT_STANDING] = mds_hit_standing_name(finding->standing);
    fields[AT_LOW] = low;
    fields[AT_HIGH] = high;
    for (size_t i = 0; i < FIELDS; i++) {
        mds_strbuf_puts(out, i > 0 ? "\t" : "");
        put_text(out, fields[i]);
    }
}

bool read_finding(mds_arena *arena, const char *line, mds_fleet_finding *out)
{
    const char *fields[FIELDS];

    for (size_t i = 0; i < FIELDS; i++) {
        const size_t n = strcspn(line, "\t\n");
        fields[i] = mds_arena_strndup(arena, line, n);
        line += n + (line[n] == '\t');
        if (fields[i] == NULL) {
            return false;
        }
    }
    *out = (mds_fleet_finding){.standing = MDS_MAY_STAND};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *text_of(out, i) = fields[texts[i].at];
    }
    if (strcmp(fields[AT_STANDING], mds_hit_standing_name(MDS_STANDS)) == 0) {
        out->standing = MDS_STANDS;
    }
    return out->id[0] != '\0' &&
           mds_num_parse(&out->score_low, (mds_sv){fields[AT_LOW], strlen(fields[AT_LOW])}) &&
           mds_num_parse(&out->score_high, (mds_sv){fields[AT_HIGH], strlen(fields[AT_HIGH])});
}

static mds_status read_findings(run *r, const char *text, const mds_fleet_finding **out,
                                size_t *count)
{
    mds_fleet_finding *list = NULL;
    size_t capacity = 0;

    *count = 0;
    while (*text != '\0') {
        if (!mds_array_reserve(r->arena, &list, &capacity, *count, sizeof *list)) {
            return mds_arena_status(r->arena);
        }
        *count += read_finding(r->arena, text, &list[*count]);
        const size_t n = strcspn(text, "\n");
        text += n + (text[n] == '\n');
    }
    *out = list;
    return mds_arena_status(r->arena);
}

mds_status load_findings(run *r, store *s, const char *key, const mds_fleet_finding **out,
                         size_t *count)
{
    const store_value values[] = {store_of_text(key)};
    bool more = false;
    size_t n = 0;

    *out = NULL;
    *count = 0;
    if (key[0] == '\0') {
        return MDS_OK;
    }
    mds_status status = store_ask(s, SQL_FINDING_GET, values, 1);
    if (status == MDS_OK) {
        status = store_next(s, SQL_FINDING_GET, &more);
    }
    if (status != MDS_OK || !more) {
        return status;
    }
    const char *bytes = store_bytes(s, SQL_FINDING_GET, 0, &n);
    const char *text = mds_arena_strndup(r->arena, bytes, n);
    return text != NULL ? read_findings(r, text, out, count) : mds_arena_status(r->arena);
}

mds_status findings_are_old(run *r, store *s, bool *out)
{
    mds_source *before = NULL;
    char basis[65];
    mds_status status = evidence_basis(r, s, basis);

    if (status == MDS_OK) {
        status = load_named(r, s, "findings", &before);
    }
    const size_t n = before != NULL ? mds_source_size(before) : 0;
    *out = status == MDS_OK &&
           (n != strlen(basis) || (n > 0 && memcmp(mds_source_bytes(before), basis, n) != 0));
    mds_source_free(before);
    return status;
}

/* Products that are one device by form and version. */
typedef struct subjects {
    run *r;
    store *s;
    const evidence *all;
    mds_map *known; /* keys, by maker, model and version */
    const char **keys;
    size_t count;
} subjects;

/* The first form that says it; the version as the inventory has it, where it does. */
static mds_hit_device device_of(const mds_fleet_list *fleet, const mds_fleet_product *product)
{
    mds_hit_device device = {"", "", product->text[MDS_INVENTORY_VERSION]};

    for (size_t i = 0; i < product->form_count; i++) {
        const mds_fleet_form *form = &fleet->forms[product->forms[i]];
        device.maker = device.maker[0] != '\0' ? device.maker : form->maker;
        device.name = device.name[0] != '\0' ? device.name : form->model;
        device.version = device.version[0] != '\0' ? device.version : form->version;
    }
    return device;
}

/* What is on the device, a line each, and the key of that. */
static mds_status find(subjects *in, const mds_hit_device *device, mds_strbuf *text, char key[65])
{
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    const mds_vulnerabilities *about = NULL;
    const mds_hits *hits = NULL;
    size_t count = 0;
    mds_status status = arena != NULL ? mds_vulnerabilities_about(&about, in->all->uses, arena,
                                                                  &in->all->all, device)
                                      : MDS_ENOMEM;

    if (status == MDS_OK) {
        status = mds_hits_find(&hits, arena, in->r->catalog, about, device);
    }
    if (status == MDS_OK) {
        const mds_fleet_finding *list = mds_fleet_findings(&count, arena, in->r->catalog, hits);
        for (size_t i = 0; list != NULL && i < count; i++) {
            write_finding(text, &list[i]);
            mds_strbuf_puts(text, "\n");
        }
        status = list != NULL ? text->status : MDS_ENOMEM;
    }
    mds_sha256_hex(key, text->p, text->n);
    key[0] = text->n > 0 ? key[0] : '\0';
    mds_arena_free(arena);
    return status;
}

/* The finding about the same thing in another list. */
static const mds_fleet_finding *same_in(const mds_fleet_finding *list, size_t count,
                                        const mds_fleet_finding *finding)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].id, finding->id) == 0 &&
            strcmp(list[i].component, finding->component) == 0 &&
            strcmp(list[i].version, finding->version) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

static mds_status note_one(subjects *in, const char *name, const mds_fleet_finding *before,
                           const mds_fleet_finding *after)
{
    mds_strbuf old;
    mds_strbuf new;

    mds_strbuf_init(&old, LINE_BYTES);
    mds_strbuf_init(&new, LINE_BYTES);
    if (before != NULL) {
        write_finding(&old, before);
    }
    if (after != NULL) {
        write_finding(&new, after);
    }
    const store_value values[] = {store_of_whole(in->r->as_of), store_of_text("vulnerability"),
                                  store_of_text(name),          store_of_text(old.p),
                                  store_of_text(new.p),         store_of_text("")};
    mds_status status = old.status != MDS_OK ? old.status : new.status;
    if (status == MDS_OK && strcmp(old.p, new.p) != 0) {
        status = store_run(in->s, SQL_HISTORY_PUT, values, 6);
    }
    mds_strbuf_finish(&old);
    mds_strbuf_finish(&new);
    return status;
}

/* What came, what changed and what went, a line of the history each. */
static mds_status note_changes(subjects *in, const char *name, const char *before_key,
                               const char *after_key)
{
    const mds_fleet_finding *before = NULL;
    const mds_fleet_finding *after = NULL;
    size_t before_count = 0;
    size_t after_count = 0;
    mds_status status = load_findings(in->r, in->s, before_key, &before, &before_count);

    if (status == MDS_OK) {
        status = load_findings(in->r, in->s, after_key, &after, &after_count);
    }
    for (size_t i = 0; i < after_count && status == MDS_OK; i++) {
        status = note_one(in, name, same_in(before, before_count, &after[i]), &after[i]);
    }
    for (size_t i = 0; i < before_count && status == MDS_OK; i++) {
        if (same_in(after, after_count, &before[i]) == NULL) {
            status = note_one(in, name, &before[i], NULL);
        }
    }
    return status;
}

/* The key that the subject had before. */
static mds_status find_former(subjects *in, const store_value *subject, const char **out)
{
    bool more = false;
    mds_status status = store_ask(in->s, SQL_SUBJECT_GET, subject, 3);

    if (status == MDS_OK) {
        status = store_next(in->s, SQL_SUBJECT_GET, &more);
    }
    const char *text = status == MDS_OK && more ? store_text(in->s, SQL_SUBJECT_GET, 0) : "";
    *out = mds_arena_strndup(in->r->arena, text, strlen(text));
    return status == MDS_OK && *out == NULL ? mds_arena_status(in->r->arena) : status;
}

static mds_status keep_subject(subjects *in, const mds_hit_device *device, uint32_t units,
                               const char *key, bool first)
{
    const store_value values[] = {store_of_text(device->maker), store_of_text(device->name),
                                  store_of_text(device->version), store_of_whole(units),
                                  store_of_text(key)};
    const char *const parts[] = {device->maker, device->name, device->version};
    const char *former = "";
    mds_status status = first ? find_former(in, values, &former) : MDS_OK;

    if (status == MDS_OK && first && strcmp(former, key) != 0) {
        status = note_changes(in, joined(in->r, parts, 3), former, key);
    }
    return status == MDS_OK ? store_run(in->s, SQL_SUBJECT_PUT, values, 5) : status;
}

static mds_status find_and_keep(subjects *in, const mds_hit_device *device, char key[65])
{
    mds_strbuf text;

    mds_strbuf_init(&text, FINDING_BYTES);
    mds_status status = find(in, device, &text, key);
    const store_value values[] = {store_of_text(key), store_of_bytes(text.p, text.n)};
    if (status == MDS_OK && key[0] != '\0') {
        status = store_run(in->s, SQL_FINDING_PUT, values, 2);
    }
    mds_strbuf_finish(&text);
    return status;
}

static mds_status take_product(subjects *in, const mds_fleet_list *fleet, size_t p)
{
    run *r = in->r;
    const mds_fleet_product *product = &fleet->products[p];
    const mds_hit_device device = device_of(fleet, product);
    char key[65];
    const char *name =
        mds_arena_printf(r->arena, "%s\t%s\t%s", device.maker, device.name, device.version);
    const uint32_t at = name != NULL ? mds_map_find(in->known, name) : MDS_MAP_NONE;

    if (name == NULL) {
        return mds_arena_status(r->arena);
    }
    if (at != MDS_MAP_NONE) {
        in->keys[p] = in->keys[at];
        return keep_subject(in, &device, product->units, in->keys[p], false);
    }
    mds_status status = find_and_keep(in, &device, key);
    if (status == MDS_OK) {
        in->keys[p] = mds_arena_strndup(r->arena, key, strlen(key));
        (void)mds_map_add(in->known, name, (uint32_t)p);
        status = in->keys[p] != NULL ? keep_subject(in, &device, product->units, in->keys[p], true)
                                     : mds_arena_status(r->arena);
    }
    return status;
}

mds_status keep_findings(run *r, store *s, const evidence *all, const mds_fleet_list *fleet,
                         const char *const **keys)
{
    subjects in = {.r = r, .s = s, .all = all};
    char basis[65];

    in.known = mds_map_new(r->arena, fleet->product_count + 1);
    in.keys = mds_arena_alloc(r->arena, fleet->product_count + 1, sizeof *in.keys);
    if (in.known == NULL || in.keys == NULL) {
        return mds_arena_status(r->arena);
    }
    mds_status status = store_run(s, SQL_SUBJECT_LEAVE, NULL, 0);
    for (size_t p = 0; p < fleet->product_count && status == MDS_OK; p++) {
        in.keys[p] = "";
        if (all != NULL && fleet->products[p].form_count > 0) {
            status = take_product(&in, fleet, p);
        }
    }
    if (status == MDS_OK) {
        status = evidence_basis(r, s, basis);
    }
    const store_value values[] = {store_of_text("findings"), store_of_bytes(basis, strlen(basis))};
    *keys = in.keys;
    return status == MDS_OK ? store_run(s, SQL_META_PUT, values, 2) : status;
}
