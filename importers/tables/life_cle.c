/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Common Lifecycle Enumeration (ECMA-428): events in the life of one component, about ranges of its
 * versions. Of several support policies each may end on a day of its own. */
#include "life.h"

#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 128, MOST_CONSTRAINTS = 64 };

static const char *const kinds[] = {"released",     "endOfDevelopment",  "endOfSupport",
                                    "endOfLife",    "endOfDistribution", "endOfMarketing",
                                    "supersededBy", "componentRenamed",  "withdrawn"};

typedef struct event {
    uint64_t id;
    int64_t effective;
    const mds_json *json;
    const char *type;
    bool withdrawn;
} event;

typedef struct cle {
    life *l;
    const mds_json *root;
    mds_map *policies;
    event *events;
    size_t count;
    char name[NAME_BYTES]; /* of the component */
} cle;

static void refuse(const cle *c, size_t i, const char *reason)
{
    char where[LIFE_PLACE];

    (void)snprintf(where, sizeof where, "events[%zu]", i);
    mds_life__refuse(c->l, where, reason);
}

static bool is_kind(const char *type)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i], type) == 0) {
            return true;
        }
    }
    return false;
}

static void read_policies(cle *c)
{
    const mds_json *list = mds_json_member(mds_json_member(c->root, "definitions"), "support");

    c->policies = mds_map_new(c->l->arena, mds_json_count(list));
    if (c->policies == NULL) {
        mds_life__fail(c->l, mds_arena_status(c->l->arena));
        return;
    }
    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        (void)mds_map_add(c->policies, mds_json_string(mds_json_member(at, "id"), ""), 0);
    }
}

static bool is_range(const mds_json *at)
{
    return mds_json_string(mds_json_member(at, "range"), NULL) != NULL ||
           mds_json_string(mds_json_member(at, "version"), NULL) != NULL;
}

static void check_end(const cle *c, size_t i)
{
    const event *e = &c->events[i];
    const mds_json *versions = mds_json_member(e->json, "versions");
    const char *policy = mds_json_string(mds_json_member(e->json, "supportId"), NULL);

    if (strcmp(e->type, "endOfSupport") == 0 &&
        (policy == NULL || mds_map_find(c->policies, policy) == MDS_MAP_NONE)) {
        refuse(c, i, "support_id");
    }
    if (strncmp(e->type, "endOf", 5) != 0) {
        return;
    }
    if (!mds_json_is_array(versions)) {
        refuse(c, i, "versions");
    }
    for (const mds_json *at = mds_json_first(versions); at != NULL; at = mds_json_next(at)) {
        if (!is_range(at)) {
            refuse(c, i, "versions");
            return;
        }
    }
}

/* Newest first, so that the ids fall. */
static void read_event(cle *c, const mds_json *json)
{
    const size_t i = c->count++;
    event *e = &c->events[i];
    const double id = mds_json_number(mds_json_member(json, "id"), 0);

    *e = (event){.json = json, .type = mds_json_string(mds_json_member(json, "type"), "")};
    if (id >= 1 && id < 1e15) {
        e->id = (uint64_t)id;
    }
    if (e->id == 0 || (i > 0 && e->id >= c->events[i - 1].id)) {
        refuse(c, i, "event_id");
    }
    if (!is_kind(e->type)) {
        refuse(c, i, "event_type");
    }
    if (!mds_life__instant(&e->effective,
                           mds_json_string(mds_json_member(json, "effective"), ""))) {
        refuse(c, i, "instant");
    }
    check_end(c, i);
}

static int by_id(const void *key, const void *element)
{
    const uint64_t id = *(const uint64_t *)key;
    const event *e = element;

    return e->id < id ? -1 : e->id > id; /* they fall */
}

static void withdraw(cle *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const double id = mds_json_number(mds_json_member(c->events[i].json, "eventId"), 0);
        if (strcmp(c->events[i].type, "withdrawn") != 0) {
            continue;
        }
        const uint64_t which = id >= 1 && id < 1e15 ? (uint64_t)id : 0;
        event *found = bsearch(&which, c->events, c->count, sizeof *c->events, by_id);
        if (found == NULL) {
            refuse(c, i, "event_unknown");
        } else {
            found->withdrawn = true;
        }
    }
}

static uint64_t part_of(const char **p)
{
    uint64_t value = 0;

    while (**p >= '0' && **p <= '9') {
        value = value < UINT64_MAX / 16 ? value * 10 + (uint64_t)(**p - '0') : value;
        (*p)++;
    }
    return value;
}

static bool is_number(const char *p)
{
    return *p >= '0' && *p <= '9';
}

/* Numbers part by part; missing parts are nought, and what is no number comes before it ("-rc"). */
static int compare(const char *a, const char *b)
{
    while (*a != '\0' || *b != '\0') {
        const bool words = (*a != '\0' && !is_number(a)) || (*b != '\0' && !is_number(b));
        if (words) {
            const int order = strcmp(a, b);
            return *a == '\0' ? 1 : *b == '\0' ? -1 : order;
        }
        const uint64_t x = part_of(&a);
        const uint64_t y = part_of(&b);
        if (x != y) {
            return x < y ? -1 : 1;
        }
        a += *a == '.';
        b += *b == '.';
    }
    return 0;
}

/* One bound of a range. */
typedef struct bound {
    bool below, above, equal, not ; /* "<=" is below and equal */
    char version[NAME_BYTES];
} bound;

static bool meets(const bound *b, const char *version)
{
    const int order = compare(version, b->version);

    return (b->equal && order == 0) || (b->below && order < 0) || (b->above && order > 0) ||
           (b->not &&order != 0);
}

static void read_bound(bound *out, const char *text, size_t n)
{
    size_t i = 0;

    *out = (bound){.not = n > 0 && text[0] == '!',
                   .below = n > 0 && text[0] == '<',
                   .above = n > 0 && text[0] == '>'};
    out->equal = (n > 1 && text[1] == '=' && !out->not ) || !(out->not || out->below || out->above);
    while (i < n && strchr("!<>= ", text[i]) != NULL) {
        i++;
    }
    (void)snprintf(out->version, sizeof out->version, "%.*s",
                   (int)(n - i < NAME_BYTES ? n - i : NAME_BYTES - 1), text + i);
}

/* Whether \p version lies in "vers:semver/>=4.0.0|<5.0.0": in a pair of a lower and an upper bound,
 * below the first upper or above the last lower one, or at one that is named. */
static bool in_range(const char *range, const char *version)
{
    const char *at = strchr(range, '/');
    bound last = {.below = false};
    bool inside = false;
    size_t count = 0;

    at = at != NULL ? at + 1 : range;
    if (strcmp(at, "*") == 0) {
        return true;
    }
    while (*at != '\0' && count++ < MOST_CONSTRAINTS) {
        const size_t n = strcspn(at, "|");
        bound b;
        read_bound(&b, at, n);
        if (b.not || (b.equal && !b.below && !b.above)) {
            if (compare(version, b.version) == 0) {
                return !b.not ;
            }
        } else {
            inside =
                inside || (b.below && meets(&b, version) && (!last.above || meets(&last, version)));
            last = b;
        }
        at += n + (at[n] == '|');
    }
    return inside || (last.above && meets(&last, version));
}

/* Whether all that is called "9.6" lies in one of the event's ranges. */
static bool covers(const event *e, const char *series)
{
    char last[NAME_BYTES];
    const mds_json *versions = mds_json_member(e->json, "versions");

    (void)snprintf(last, sizeof last, "%.100s.999999", series);
    for (const mds_json *at = mds_json_first(versions); at != NULL; at = mds_json_next(at)) {
        const char *range = mds_json_string(mds_json_member(at, "range"), NULL);
        const char *one = mds_json_string(mds_json_member(at, "version"), "");
        if (range != NULL ? in_range(range, series) && in_range(range, last)
                          : strcmp(one, series) == 0) {
            return true;
        }
    }
    return false;
}

/* The name of a component: "openssl" of "pkg:generic/openssl/openssl@3.0?arch=x". */
static void find_name(cle *c)
{
    const mds_json *identifier = mds_json_member(c->root, "identifier");
    const char *text = mds_json_string(
        mds_json_is_array(identifier) ? mds_json_first(identifier) : identifier, NULL);

    if (text == NULL) {
        mds_life__refuse(c->l, "identifier", "missing");
        return;
    }
    if (c->l->system != NULL) {
        (void)snprintf(c->name, sizeof c->name, "%s", c->l->system);
        return;
    }
    const size_t n = strcspn(text, "?#");
    size_t begin = 0;
    for (size_t i = 0; i < n; i++) {
        begin = text[i] == '/' || text[i] == ':' ? i + 1 : begin;
    }
    size_t end = begin;
    while (end < n && text[end] != '@') {
        end++;
    }
    (void)snprintf(c->name, sizeof c->name, "%.*s",
                   (int)(end - begin < NAME_BYTES ? end - begin : NAME_BYTES - 1), text + begin);
}

/* The version in a name of the platform that begins with the component's, "9.6" of "postgresql
 * 9.6"; NULL. */
static const char *version_of(const mds_platform *platform, const char *name)
{
    const size_t n = strlen(name);

    for (size_t w = 0; w < platform->words.count; w++) {
        const char *word = platform->words.at[w];
        if (n > 0 && strncmp(word, name, n) == 0 && word[n] == ' ' && is_number(word + n + 1) &&
            strchr(word + n + 1, ' ') == NULL) {
            return word + n + 1;
        }
    }
    return NULL;
}

static bool take_for(const cle *c, uint32_t platform, const char *version, const char *type,
                     bool *used)
{
    bool taken = false;
    char where[LIFE_PLACE];

    for (size_t i = 0; i < c->count; i++) {
        const event *e = &c->events[i];
        if (!e->withdrawn && strcmp(e->type, type) == 0 && covers(e, version)) {
            (void)snprintf(where, sizeof where, "events[%zu]", i);
            mds_life__day(c->l, platform, LIFE_ANY_END, mds_life__day_of(e->effective), where);
            taken = used[i] = true;
        }
    }
    return taken;
}

/* The end of support counts, and the end of life where none is told. Versions in the file that no
 * platform has belong to nothing. */
static void take(const cle *c)
{
    life *l = c->l;
    char key[NAME_BYTES] = "";
    const char *name = mds_utf8_key(l->arena, c->name);
    bool *used = mds_arena_alloc(l->arena, c->count, sizeof *used);

    if (name == NULL || used == NULL) {
        mds_life__fail(l, mds_arena_status(l->arena));
        return;
    }
    for (uint32_t p = 0; p < l->base->platform_count; p++) {
        const char *version = version_of(&l->base->platforms[p], name);
        if (version != NULL && !take_for(c, p, version, "endOfSupport", used)) {
            (void)take_for(c, p, version, "endOfLife", used);
        }
    }
    for (size_t i = 0; i < c->count; i++) {
        const event *e = &c->events[i];
        const bool ends = strcmp(e->type, "endOfSupport") == 0 || strcmp(e->type, "endOfLife") == 0;
        if (ends && !e->withdrawn && !used[i]) {
            (void)snprintf(key, sizeof key, "%.90s (events[%zu])", c->name, i);
            mds_life__unmatched(l, key);
        }
    }
}

void mds_life__read_cle(life *l, const mds_json *root)
{
    const mds_json *events = mds_json_member(root, "events");
    cle c = {.l = l, .root = root};

    c.events = mds_arena_alloc(l->arena, mds_json_count(events) + 1, sizeof *c.events);
    if (c.events == NULL) {
        mds_life__fail(l, mds_arena_status(l->arena));
        return;
    }
    find_name(&c);
    read_policies(&c);
    for (const mds_json *at = mds_json_first(events); at != NULL; at = mds_json_next(at)) {
        read_event(&c, at);
    }
    withdraw(&c);
    if (l->status == MDS_OK) {
        take(&c);
    }
}
