/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Life-cycle files: which of three formats one is, and what it changes in the platforms of a
 * catalog. A day of the file takes the place of the table's; where a name has several days, or the
 * file itself gives several, it is beside them, and the earliest counts. */
#include "life.h"

#include "base/arena_internal.h"
#include "base/utf8.h"
#include "grid.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* Names that may be added: each is looked for in every text of a form. */
enum { MOST_ADDED = 20000, SHORTEST_NAME = 3, MOST_NAME = 160, NAMES_SHOWN = 300 };

void mds_life__fail(life *l, mds_status status)
{
    if (l->status == MDS_OK) {
        l->status = status;
    }
}

void mds_life__refuse(life *l, const char *where, const char *reason)
{
    char key[64];

    (void)snprintf(key, sizeof key, "life.reason.%.40s", reason);
    mds_diag_add(l->diags, MDS_D_LIFE_INVALID, l->file, where, key, NULL);
    mds_life__fail(l, MDS_EFORMAT);
}

const char *mds_life__keep(life *l, const char *text)
{
    char *copy = mds_arena_strndup(l->arena, text, strlen(text));

    if (copy == NULL) {
        mds_life__fail(l, mds_arena_status(l->arena));
        return "";
    }
    (void)mds_grid__blank_controls(copy); /* it goes to terminals */
    return copy;
}

/* The key of a name without blanks and dashes: "windows1022h2"; "" when it is too short or long. */
static const char *squeezed(life *l, const char *name)
{
    char text[MOST_NAME];
    size_t n = 0;
    const char *key = mds_utf8_key(l->arena, name);

    if (key == NULL) {
        mds_life__fail(l, mds_arena_status(l->arena));
        return "";
    }
    for (const char *p = key; *p != '\0' && n + 1 < sizeof text; p++) {
        if (strchr(" -_/", *p) == NULL) {
            text[n++] = *p;
        }
    }
    text[n] = '\0';
    return n < SHORTEST_NAME || n + 1 == sizeof text ? "" : mds_life__keep(l, text);
}

uint32_t mds_life__called(life *l, const char *name)
{
    const char *key = squeezed(l, name);
    const uint32_t found = mds_map_find(l->names, key);

    return found != MDS_MAP_NONE ? found : mds_map_find(l->added, key);
}

static const char *text_at(const mds_strings *list, size_t i)
{
    return i < list->count ? list->at[i] : "";
}

/* Room for more ends, and for what is known of each. */
static bool open_ends(life *l, mds_platform *p)
{
    mds_strings *const lists[] = {&p->security_ends, &p->end_sources, &p->ends_before};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char **copy = mds_arena_alloc(l->arena, MDS_PLATFORM_ENDS, sizeof *copy);
        if (copy == NULL) {
            mds_life__fail(l, mds_arena_status(l->arena));
            return false;
        }
        for (size_t k = 0; k < MDS_PLATFORM_ENDS; k++) {
            copy[k] = text_at(lists[i], k);
        }
        const size_t count = p->security_ends.count;
        *lists[i] = (mds_strings){copy, i == 0 ? lists[i]->count : count};
    }
    return true;
}

static size_t find_end(const mds_platform *p, const char *day)
{
    size_t i = 0;

    while (i < p->security_ends.count && strcmp(p->security_ends.at[i], day) != 0) {
        i++;
    }
    return i;
}

/* The latest of the ends: of too many the earliest ones are kept. */
static size_t latest(const mds_platform *p)
{
    size_t most = 0;

    for (size_t i = 1; i < p->security_ends.count; i++) {
        most = strcmp(p->security_ends.at[i], p->security_ends.at[most]) > 0 ? i : most;
    }
    return most;
}

/* Which of the ends the day replaces; the number of ends where it is beside them. */
static size_t place_of(const mds_platform *p, uint32_t end, const char *day, bool touched)
{
    const size_t count = p->security_ends.count;

    if (end != LIFE_ANY_END && end < count) {
        return end;
    }
    const size_t same = find_end(p, day);
    if (same < count) {
        return same;
    }
    return count == 1 && !touched ? 0 : count;
}

static bool is_room(const mds_platform *p, size_t *at, const char *day)
{
    if (*at < MDS_PLATFORM_ENDS) {
        return true;
    }
    *at = latest(p);
    return strcmp(day, p->security_ends.at[*at]) < 0;
}

void mds_life__day(life *l, uint32_t platform, uint32_t end, mds_day day, const char *where)
{
    mds_platform *p = &l->platforms[platform];
    char text[MDS_DATE_SIZE];

    mds_date_format(text, day);
    l->taken++;
    if (!l->touched[platform] && !open_ends(l, p)) {
        return;
    }
    size_t at = place_of(p, end, text, l->touched[platform]);
    l->touched[platform] = true;
    if (!is_room(p, &at, text)) {
        return;
    }
    const char **ends = (const char **)(uintptr_t)p->security_ends.at;
    const char **sources = (const char **)(uintptr_t)p->end_sources.at;
    const char **before = (const char **)(uintptr_t)p->ends_before.at;
    const bool is_new = at == p->security_ends.count;
    const bool differs = !is_new && strcmp(ends[at], text) != 0;
    sources[at] = mds_arena_printf(l->arena, "%s: %s", l->file, where);
    before[at] = differs ? ends[at] : "";
    ends[at] = mds_life__keep(l, text);
    if (is_new) {
        p->security_ends.count++;
        p->end_sources.count = p->ends_before.count = p->security_ends.count;
    }
    l->differing += differs;
    if (sources[at] == NULL) {
        sources[at] = "";
        mds_life__fail(l, mds_arena_status(l->arena));
    }
}

void mds_life__undated(life *l, uint32_t platform, bool ended, const char *where)
{
    mds_platform *p = &l->platforms[platform];
    const char *source = mds_arena_printf(l->arena, "%s: %s", l->file, where);

    l->idle++;
    if (source == NULL) {
        mds_life__fail(l, mds_arena_status(l->arena));
    } else if (ended) {
        p->ended = source;
    } else {
        p->supported = source;
    }
}

/* Names that nothing else has: the longest name in a text counts, of two alike the first. */
static size_t free_words(life *l, const char **out, const char *const *words, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        const char *key = squeezed(l, words[i]);
        const char *word = mds_utf8_key(l->arena, words[i]);
        if (word == NULL) {
            mds_life__fail(l, mds_arena_status(l->arena));
        } else if (key[0] != '\0' && mds_map_find(l->names, key) == MDS_MAP_NONE &&
                   mds_map_add(l->added, key, (uint32_t)l->count)) {
            out[kept++] = word;
        }
    }
    return kept;
}

static bool grow(life *l)
{
    const size_t before = l->capacity;

    if (!mds_array_reserve(l->arena, &l->platforms, &l->capacity, l->count, sizeof *l->platforms)) {
        return false;
    }
    if (l->capacity == before) {
        return true;
    }
    bool *touched = mds_arena_alloc(l->arena, l->capacity, sizeof *touched);
    if (touched == NULL) {
        return false;
    }
    memcpy(touched, l->touched, l->count * sizeof *touched);
    l->touched = touched;
    return true;
}

uint32_t mds_life__add(life *l, const char *name, const char *const *words, size_t count)
{
    const char **kept = mds_arena_alloc(l->arena, count, sizeof *kept);

    if (kept == NULL || !grow(l)) {
        mds_life__fail(l, mds_arena_status(l->arena));
        return MDS_NO_ORDINAL;
    }
    const size_t free_count = free_words(l, kept, words, count);
    if (free_count == 0) {
        return MDS_NO_ORDINAL;
    }
    const char *called = mds_life__keep(l, name);
    l->platforms[l->count] = (mds_platform){.id = called,
                                            .name = called,
                                            .mainstream_end = "",
                                            .paid_end = "",
                                            .paid_name = "",
                                            .words = {kept, free_count},
                                            .sure = MDS_SURE_UNKNOWN,
                                            .source = l->file,
                                            .remark = ""};
    l->made++;
    return (uint32_t)l->count++;
}

void mds_life__unmatched(life *l, const char *name)
{
    l->unmatched++;
    if (l->unmatched_names.n + strlen(name) < NAMES_SHOWN) {
        mds_strbuf_printf(&l->unmatched_names, "%s%s", l->unmatched_names.n > 0 ? ", " : "",
                          mds_life__keep(l, name));
    }
}

/* Digits as a number; false when there are others. */
static bool digits(int *out, const char *text, size_t n)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

/* "Z", or hours and minutes behind a sign, in seconds. */
static bool offset_of(int *out, const char *text)
{
    int hours = 0;
    int minutes = 0;

    *out = 0;
    if (strcmp(text, "Z") == 0) {
        return true;
    }
    if ((text[0] != '+' && text[0] != '-') || strlen(text) != 6 || text[3] != ':' ||
        !digits(&hours, text + 1, 2) || !digits(&minutes, text + 4, 2) || hours > 23 ||
        minutes > 59) {
        return false;
    }
    *out = (hours * 60 + minutes) * 60 * (text[0] == '-' ? -1 : 1);
    return true;
}

bool mds_life__instant(int64_t *out, const char *text)
{
    int at[6];
    static const struct {
        uint8_t from, n;
        char behind;
    } parts[6] = {{0, 4, '-'}, {5, 2, '-'}, {8, 2, 'T'}, {11, 2, ':'}, {14, 2, ':'}, {17, 2, '\0'}};
    int offset = 0;
    mds_day day;

    if (strlen(text) < 20) {
        return false;
    }
    for (size_t i = 0; i < 6; i++) {
        const char behind = text[parts[i].from + parts[i].n];
        if (!digits(&at[i], text + parts[i].from, parts[i].n) ||
            (parts[i].behind != '\0' && behind != parts[i].behind)) {
            return false;
        }
    }
    const char *rest = text + 19;
    if (*rest == '.') {
        const size_t n = strspn(rest + 1, "0123456789");
        rest += n > 0 ? n + 1 : 0;
    }
    if (!mds_date_from_civil(&day, at[0], at[1], at[2]) || at[3] > 23 || at[4] > 59 || at[5] > 60 ||
        !offset_of(&offset, rest)) {
        return false;
    }
    *out = (int64_t)day * 86400 + at[3] * 3600 + at[4] * 60 + at[5] - offset;
    return true;
}

mds_day mds_life__day_of(int64_t instant)
{
    return (mds_day)((instant >= 0 ? instant : instant - 86399) / 86400);
}

static void index_cycles(life *l)
{
    uint32_t count = 0;

    for (uint32_t p = 0; p < l->base->platform_count; p++) {
        const mds_strings *names = &l->base->platforms[p].cycles;
        for (uint32_t i = 0; i < names->count; i++) {
            const uint32_t first = mds_map_find(l->cycle_names, names->at[i]);
            life_cycle *at = &l->cycles[count];
            *at = (life_cycle){p, i, MDS_NO_ORDINAL};
            if (first == MDS_MAP_NONE) {
                (void)mds_map_add(l->cycle_names, names->at[i], count);
            } else {
                at->next = l->cycles[first].next;
                l->cycles[first].next = count;
            }
            count++;
        }
    }
}

static bool index_platforms(life *l)
{
    const mds_catalog *base = l->base;
    size_t words = 0;
    size_t cycles = 0;

    for (size_t p = 0; p < base->platform_count; p++) {
        words += base->platforms[p].words.count;
        cycles += base->platforms[p].cycles.count;
    }
    l->names = mds_map_new(l->arena, words + base->platform_count);
    l->added = mds_map_new(l->arena, MOST_ADDED);
    l->cycle_names = mds_map_new(l->arena, cycles);
    l->cycles = mds_arena_alloc(l->arena, cycles, sizeof *l->cycles);
    if (l->names == NULL || l->added == NULL || l->cycle_names == NULL || l->cycles == NULL) {
        return false;
    }
    index_cycles(l);
    for (uint32_t p = 0; p < base->platform_count; p++) {
        const mds_strings *at = &base->platforms[p].words;
        (void)mds_map_add(l->names, squeezed(l, base->platforms[p].name), p);
        for (size_t w = 0; w < at->count; w++) {
            (void)mds_map_add(l->names, squeezed(l, at->at[w]), p);
        }
    }
    return l->status == MDS_OK;
}

static bool begin(life *l)
{
    const mds_catalog *base = l->base;

    l->capacity = l->count = base->platform_count;
    l->platforms = mds_arena_alloc(l->arena, l->count, sizeof *l->platforms);
    l->touched = mds_arena_alloc(l->arena, l->count, sizeof *l->touched);
    if (l->platforms == NULL || l->touched == NULL || !index_platforms(l)) {
        mds_life__fail(l, mds_arena_status(l->arena));
        return false;
    }
    memcpy(l->platforms, base->platforms, l->count * sizeof *l->platforms);
    return true;
}

/* What was taken, and what was left over. */
static void report(const life *l)
{
    char counts[4][24];
    const size_t numbers[] = {l->taken, l->differing, l->made, l->idle};

    for (size_t i = 0; i < 4; i++) {
        (void)snprintf(counts[i], sizeof counts[i], "%zu", numbers[i]);
    }
    mds_diag_add(l->diags, MDS_D_LIFE_READ, l->file, NULL, counts[0], counts[1], counts[2],
                 counts[3], NULL);
    if (l->unmatched > 0) {
        (void)snprintf(counts[0], sizeof counts[0], "%zu", l->unmatched);
        mds_diag_add(l->diags, MDS_D_LIFE_UNMATCHED, l->file, NULL, counts[0], l->unmatched_names.p,
                     NULL);
    }
}

static mds_status hand_out(const life *l, const mds_source *source, const mds_catalog **out)
{
    mds_catalog *made = mds_arena_alloc(l->arena, 1, sizeof *made);
    const size_t count = l->base->life_file_count;
    mds_life_file *files = mds_arena_alloc(l->arena, count + 1, sizeof *files);

    if (made == NULL || files == NULL) {
        return mds_arena_status(l->arena);
    }
    if (count > 0) {
        memcpy(files, l->base->life_files, count * sizeof *files);
    }
    files[count].file = l->file;
    mds_source_sha256(source, files[count].sha256);
    *made = *l->base;
    made->platforms = l->platforms;
    made->platform_count = l->count;
    made->life_files = files;
    made->life_file_count = count + 1;
    *out = made;
    return MDS_OK;
}

static void read_root(life *l, const mds_json *root)
{
    if (mds_json_is_array(mds_json_member(root, "events"))) {
        mds_life__read_cle(l, root);
    } else if (mds_life__is_endoflife(root)) {
        mds_life__read_endoflife(l, root);
    } else if (mds_json_member(root, "end_of_security_support") != NULL ||
               mds_json_member(root, "end_of_life") != NULL) {
        mds_life__read_openeox(l, root);
    } else {
        mds_diag_add(l->diags, MDS_D_LIFE_NOT_ONE, l->file, NULL, NULL);
        mds_life__fail(l, MDS_EUNSUPPORTED);
    }
}

mds_status mds_import_life(const mds_catalog **out, mds_arena *arena, const mds_catalog *base,
                           const mds_source *source, const char *system, mds_diags *diags)
{
    life l = {.arena = arena, .base = base, .system = system, .diags = diags};
    mds_json *root = NULL;

    l.file = mds_life__keep(&l, mds_source_name(source));
    mds_strbuf_init(&l.unmatched_names, 2 * NAMES_SHOWN);
    if (l.status == MDS_OK && begin(&l)) {
        mds_life__fail(&l, mds_json_parse(&root, l.file, (const char *)mds_source_bytes(source),
                                          mds_source_size(source), diags));
    }
    if (l.status == MDS_OK) {
        read_root(&l, root);
    }
    if (l.status == MDS_OK) {
        report(&l);
        l.status = hand_out(&l, source, out);
    }
    mds_json_free(root);
    mds_strbuf_finish(&l.unmatched_names);
    return l.status;
}
