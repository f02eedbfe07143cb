/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the risk model rests on besides scenarios and effects: spreads, anchors, routes, groups and
 * patch states. */
#include "loader.h"

#include <stdlib.h>

static void read_spread(const record *at, void *out)
{
    static const char *const known[] = {"id",       "title",  "factor",    "strength",
                                        "evidence", "source", "rationale", NULL};

    mds_record__known(at, known);
    *(mds_rate_spread *)out =
        (mds_rate_spread){.id = at->id,
                          .title = mds_record__text(at, "title"),
                          .factor = mds_record__number(at, "factor", 1.0001, 1000),
                          .grounds = mds_record__grounds(at)};
}

void mds_load__spreads(loader *in, const loaded_file *file)
{
    in->catalog->spreads = mds_load__list(in, file, sizeof(mds_rate_spread), read_spread,
                                          &in->spreads, &in->catalog->spread_count);
}

/* One for each country, kept by its number. */
void mds_load__anchors(loader *in, const loaded_file *file)
{
    mds_rate *anchors = mds_loader__alloc(in, MDS_COUNTRY__COUNT, sizeof *anchors);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const record head = {in, file, "", file->root};
    const char *previous = NULL;

    if (anchors == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = mds_record__begin(in, file, json, "id", ids, 0, &previous);
        anchors[mds_record__enum(&at, "id", mds_country__names, MDS_COUNTRY__COUNT)] =
            mds_record__rate(&at, (const char *const[]){"id", NULL});
    }
    for (size_t i = 0; i < MDS_COUNTRY__COUNT; i++) {
        if (mds_map_find(ids, mds_country__names[i]) == MDS_MAP_NONE) {
            mds_record__fault(&head, mds_country__names[i], "catalog.reason.missing");
        }
    }
    in->catalog->anchors = anchors;
    in->catalog->anchor_count = MDS_COUNTRY__COUNT;
}

static void read_route_raises(const record *at, mds_route *route)
{
    static const char *const known[] = {"when",   "factor",    "strength", "evidence",
                                        "source", "rationale", NULL};
    const mds_json *list = mds_json_member(at->object, "raises");
    mds_route_raise *raises = mds_loader__alloc(at->in, mds_json_count(list), sizeof *raises);
    size_t count = 0;

    if (raises == NULL) {
        return;
    }
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        const record inner = {at->in, at->file, at->id, json};
        mds_record__known(&inner, known);
        raises[count++] =
            (mds_route_raise){.when = mds_record__condition(&inner, "when"),
                              .factor = mds_record__number(&inner, "factor", 0.001, 1000),
                              .grounds = mds_record__grounds(&inner)};
    }
    route->raises = raises;
    route->raise_count = count;
}

static void read_route(const record *at, void *out)
{
    static const char *const known[] = {"id",        "title",     "open_when", "closed_by",
                                        "networked", "raises",    "strength",  "evidence",
                                        "source",    "rationale", NULL};
    const mds_json *closers = mds_json_member(at->object, "closed_by");
    mds_route *route = out;

    mds_record__known(at, known);
    *route = (mds_route){.id = at->id,
                         .title = mds_record__text(at, "title"),
                         .open_when = mds_record__condition(at, "open_when"),
                         .networked = mds_record__bool(at, "networked"),
                         .grounds = mds_record__grounds(at)};
    for (const mds_json *json = mds_json_first(closers); json != NULL; json = mds_json_next(json)) {
        const uint32_t closer =
            mds_record__word(at, "closed_by", json, mds_closer__names, MDS_CLOSER__COUNT);
        route->closed_by[closer] = true;
    }
    if ((route->open_when.count > 0) != (closers != NULL && mds_json_count(closers) > 0)) {
        mds_record__fault(at, "closed_by", "catalog.reason.closed_by");
    }
    read_route_raises(at, route);
}

void mds_load__routes(loader *in, const loaded_file *file)
{
    const record head = {in, file, "", file->root};

    in->catalog->routes = mds_load__list(in, file, sizeof(mds_route), read_route, &in->routes,
                                         &in->catalog->route_count);
    if (in->catalog->route_count > MDS_ROUTE_LIMIT) { /* they must fit into mds_route_bits */
        mds_record__fault(&head, "records", "catalog.reason.range");
    }
}

static void read_group(const record *at, void *out)
{
    static const char *const known[] = {"id",       "title",  "routes",    "strength",
                                        "evidence", "source", "rationale", NULL};
    mds_group *group = out;
    size_t count = 0;
    const uint32_t *routes = mds_record__ordinals(at, "routes", at->in->routes, &count);

    mds_record__known(at, known);
    *group = (mds_group){
        .id = at->id, .title = mds_record__text(at, "title"), .grounds = mds_record__grounds(at)};
    for (size_t i = 0; i < count; i++) {
        group->routes |= (mds_route_bits)1 << routes[i];
    }
    if (group->routes == 0) {
        mds_record__fault(at, "routes", "catalog.reason.empty");
    }
}

uint32_t mds_record__layer(const record *at, const char *group)
{
    const uint32_t layer = mds_map_find(at->in->groups, group);

    if (layer == MDS_MAP_NONE) {
        mds_record__unresolved(at, group);
        return MDS_NO_ORDINAL;
    }
    return layer;
}

/* Facts come before routes, and routes before groups, so a fact gets its layer here. */
void mds_load__groups(loader *in, const loaded_file *file)
{
    in->catalog->groups = mds_load__list(in, file, sizeof(mds_group), read_group, &in->groups,
                                         &in->catalog->group_count);
    for (size_t i = 0; i < in->catalog->fact_count && in->groups != NULL; i++) {
        mds_fact *fact = &in->facts_read[i];
        const record at = {in, in->facts_file, fact->id, NULL};
        fact->layer = fact->group[0] == '\0' ? MDS_NO_ORDINAL : mds_record__layer(&at, fact->group);
    }
}

static void read_needs(const record *at, mds_patch_state *state)
{
    const mds_json *list = mds_json_member(at->object, "needs");
    mds_fact_set *needs = mds_loader__alloc(at->in, mds_json_count(list), sizeof *needs);

    if (needs == NULL || !mds_json_is_array(list)) {
        mds_record__fault(at, "needs", "catalog.reason.not_list");
        return;
    }
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        mds_fact_set *set = &needs[state->need_count++];
        set->at = mds_record__ids(at, "needs", json, at->in->facts, &set->count);
        if (set->count == 0) {
            mds_record__fault(at, "needs", "catalog.reason.empty");
        }
    }
    state->needs = needs;
}

static void read_patch_state(const record *at, void *out)
{
    static const char *const known[] = {"id",     "title",          "factor",   "needs",
                                        "found",  "when_not_asked", "strength", "evidence",
                                        "source", "rationale",      NULL};
    mds_patch_state *state = out;

    mds_record__known(at, known);
    *state = (mds_patch_state){.id = at->id,
                               .title = mds_record__text(at, "title"),
                               .factor = mds_record__number(at, "factor", 0, 1000),
                               .found = mds_record__bool(at, "found"),
                               .when_not_asked = mds_record__bool(at, "when_not_asked"),
                               .grounds = mds_record__grounds(at)};
    read_needs(at, state);
}

static int better_first(const void *a, const void *b)
{
    const mds_patch_state *one = a;
    const mds_patch_state *other = b;

    return (one->factor > other->factor) - (one->factor < other->factor);
}

/* Sorted by their factor; the worst one must hold whatever is known. */
void mds_load__patch_states(loader *in, const loaded_file *file)
{
    const record head = {in, file, "", file->root};
    const mds_map *ids = NULL;
    mds_patch_state *states = mds_load__list(in, file, sizeof *states, read_patch_state, &ids,
                                             &in->catalog->patch_state_count);
    const size_t count = in->catalog->patch_state_count;

    if (states == NULL) {
        return;
    }
    qsort(states, count, sizeof *states, better_first);
    for (size_t i = 1; i < count; i++) {
        if (states[i - 1].factor >= states[i].factor) {
            mds_record__fault(&(record){in, file, states[i].id, NULL}, "factor",
                              "catalog.reason.duplicate");
        }
    }
    if (count == 0 || states[count - 1].need_count > 0) {
        mds_record__fault(&head, "needs", "catalog.reason.patch_floor");
    }
    in->catalog->patch_states = states;
}

/* Marks the finding that works against a literal, and those that work against what it is derived
 * from: "network-connected" is closed by "ethernet-port" found false and by "deployed-standalone",
 * which stands there with "!", found true. */
static void mark_closing(loader *in, mds_literal *work, size_t count)
{
    while (count > 0) {
        const mds_literal at = work[--count];
        const mds_condition *derived = &in->facts_read[at.fact].derived;
        for (size_t i = 0; i < derived->count; i++) {
            for (size_t k = 0; k < derived->at[i].count; k++) {
                const mds_literal part = derived->at[i].at[k];
                const bool negated = part.negated != at.negated;
                if (!in->facts_read[part.fact].closes[negated]) {
                    in->facts_read[part.fact].closes[negated] = true;
                    work[count++] = (mds_literal){part.fact, negated};
                }
            }
        }
    }
}

static size_t add_closing(loader *in, const mds_condition *condition, mds_literal *work,
                          size_t count)
{
    for (size_t i = 0; i < condition->count; i++) {
        for (size_t k = 0; k < condition->at[i].count; k++) {
            const mds_literal at = condition->at[i].at[k];
            if (!in->facts_read[at.fact].closes[at.negated]) {
                in->facts_read[at.fact].closes[at.negated] = true;
                work[count++] = at;
            }
        }
    }
    return count;
}

/* The deployment's own facts come from its zone, which has a basis of its own. */
void mds_load__closing_facts(loader *in)
{
    const mds_catalog *catalog = in->catalog;
    mds_literal *work = mds_loader__alloc(in, 2 * catalog->fact_count, sizeof *work);
    size_t count = 0;

    if (work == NULL) {
        return;
    }
    for (size_t i = 0; i < catalog->route_count; i++) {
        count = add_closing(in, &catalog->routes[i].open_when, work, count);
    }
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        count = add_closing(in, &catalog->scenarios[i].opens, work, count);
    }
    mark_closing(in, work, count);
    for (size_t i = 0; i < catalog->fact_count; i++) {
        if (in->facts_read[i].deployment) {
            in->facts_read[i].closes[false] = in->facts_read[i].closes[true] = false;
        }
    }
}
