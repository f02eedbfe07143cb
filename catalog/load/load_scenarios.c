/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compensating controls, scenarios and effects. */
#include "loader.h"

#include <string.h>

static void read_route_effects(const record *at, mds_compensating *kind)
{
    static const char *const known[] = {"route",    "low",    "mode",      "high", "strength",
                                        "evidence", "source", "rationale", NULL};
    const mds_json *list = mds_json_member(at->object, "route_effects");
    mds_route_effect *effects = mds_loader__alloc(at->in, mds_json_count(list), sizeof *effects);
    size_t count = 0;

    if (effects == NULL) {
        return;
    }
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        const record inner = {at->in, at->file, at->id, json};
        mds_record__known(&inner, known);
        const mds_route_effect effect = {
            .route = mds_record__ordinal(&inner, "route", at->in->routes, true),
            .effectiveness = mds_record__triple(&inner, 0, 1),
            .grounds = mds_record__grounds(&inner)};
        if (effect.route == MDS_NO_ORDINAL) {
            continue;
        }
        if (count > 0 && effects[count - 1].route >= effect.route) {
            mds_record__fault(at, "route_effects", "catalog.reason.route_order");
        }
        if (kind->layer != MDS_NO_ORDINAL &&
            (at->in->catalog->groups[kind->layer].routes >> effect.route & 1) == 0) {
            mds_record__fault(at, "route_effects", "catalog.reason.route_of_group");
        }
        effects[count++] = effect;
    }
    kind->route_effects = effects;
    kind->route_effect_count = count;
}

/* What a kind counts as at the gate for unsupported devices; all of it may be missing. */
static void read_gate(const record *at, mds_compensating *kind)
{
    kind->depth = mds_record__bool(at, "depth");
    kind->gate_closes = mds_record__ordinal(at, "gate_closes", at->in->routes, false);
    if (mds_json_member(at->object, "gate_role") != NULL) {
        kind->gate_role = (mds_gate_role)mds_record__enum(at, "gate_role", mds_gate_role__names,
                                                          MDS_GATE_ROLE__COUNT);
    }
}

static void read_compensating(const record *at, void *out)
{
    static const char *const known[] = {"id",        "title",        "acts_on",       "group",
                                        "certainty", "default_cost", "rationale",     "depth",
                                        "gate_role", "gate_closes",  "route_effects", NULL};
    mds_compensating *kind = out;

    mds_record__known(at, known);
    *kind = (mds_compensating){.id = at->id,
                               .title = mds_record__text(at, "title"),
                               .acts_on = mds_record__text(at, "acts_on"),
                               .group = mds_record__string(at, "group", true),
                               .default_cost = mds_record__number(at, "default_cost", 0, 1000),
                               .certainty = (mds_certainty)mds_record__enum(
                                   at, "certainty", mds_certainty__names, MDS_CERTAINTY__COUNT),
                               .rationale = mds_record__text(at, "rationale")};
    kind->layer = mds_record__layer(at, kind->group);
    read_route_effects(at, kind);
    read_gate(at, kind);
    if (mds_map_find(at->in->facts, at->id) != MDS_MAP_NONE) {
        mds_record__fault(at, "id", "catalog.reason.duplicate"); /* effects name either */
    }
}

void mds_load__compensating(loader *in, const loaded_file *file)
{
    in->catalog->compensating =
        mds_load__list(in, file, sizeof(mds_compensating), read_compensating, &in->compensating,
                       &in->catalog->compensating_count);
}

static void read_raises(const record *at, mds_scenario *scenario)
{
    static const char *const known[] = {"when", "factor", "strength", "rationale", NULL};
    const mds_json *list = mds_json_member(at->object, "raises");
    mds_raise *raises = mds_loader__alloc(at->in, mds_json_count(list), sizeof *raises);

    if (raises == NULL) {
        return;
    }
    size_t count = 0;
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        const record inner = {at->in, at->file, at->id, json};
        mds_record__known(&inner, known);
        raises[count++] =
            (mds_raise){.when = mds_record__condition(&inner, "when"),
                        .factor = mds_record__number(&inner, "factor", 1, 1000),
                        .strength = (mds_strength)mds_record__enum(
                            &inner, "strength", mds_strength__names, MDS_STRENGTH__COUNT),
                        .rationale = mds_record__text(&inner, "rationale")};
    }
    scenario->raises = raises;
    scenario->raise_count = count;
}

static void read_impacts(const record *at, mds_scenario *scenario)
{
    static const char *const known[] = {"value", "reason", NULL};
    const record impacts = mds_record__object(at, "impact");

    for (size_t i = 0; i < MDS_PROPERTY__COUNT; i++) {
        const record inner = mds_record__object(&impacts, mds_property__names[i]);
        if (inner.object != NULL) {
            mds_record__known(&inner, known);
            scenario->impact[i].value = mds_record__number(&inner, "value", 0, 1);
            scenario->impact[i].reason = mds_record__text(&inner, "reason");
        }
    }
}

/* Our words in each language, or a name that is the same in all. */
static mds_text reference_title(const record *at)
{
    const char *name = mds_json_string(mds_json_member(at->object, "title"), NULL);
    mds_text title;

    if (name == NULL) {
        return mds_record__text(at, "title");
    }
    name = mds_record__string(at, "title", true);
    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        title.in[i] = name;
    }
    return title;
}

static void read_references(const record *at, mds_scenario *scenario)
{
    static const char *const known[] = {"id", "title", NULL};
    const mds_json *list = mds_json_member(at->object, "references");
    mds_reference *references = mds_loader__alloc(at->in, mds_json_count(list), sizeof *references);

    if (references == NULL) {
        return;
    }
    size_t count = 0;
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        const record inner = {at->in, at->file, at->id, json};
        mds_record__known(&inner, known);
        references[count++] =
            (mds_reference){mds_record__string(&inner, "id", true), reference_title(&inner)};
    }
    scenario->references = references;
    scenario->reference_count = count;
}

/* {"network": 0.7, "service": 0.3}, in the order of the routes. */
static void read_shares(const record *at, const record *shares, mds_scenario *scenario)
{
    mds_route_share *list = mds_loader__alloc(at->in, mds_json_count(shares->object), sizeof *list);
    size_t count = 0;
    double sum = 0;

    for (const mds_json *json = mds_json_first(shares->object); json != NULL && list != NULL;
         json = mds_json_next(json)) {
        const char *name = mds_json_name(json);
        const uint32_t route = mds_map_find(at->in->routes, name);
        const double share = mds_record__number(shares, name, 1e-9, 1);
        if (route == MDS_MAP_NONE) {
            mds_record__unresolved(at, name);
            continue;
        }
        if (count > 0 && list[count - 1].route >= route) {
            mds_record__fault(at, "routes", "catalog.reason.route_order");
        }
        sum += share;
        list[count++] = (mds_route_share){route, share};
    }
    if (sum < 1 - 1e-9 || sum > 1 + 1e-9) {
        mds_record__fault(at, "routes", "catalog.reason.shares");
    }
    scenario->routes = list;
    scenario->route_count = count;
}

static void read_occurrence(const record *at, mds_scenario *scenario)
{
    static const char *const routes_known[] = {"shares", "strength",  "evidence",
                                               "source", "rationale", NULL};
    static const char *const share_known[] = {"value",  "strength",  "evidence",
                                              "source", "rationale", NULL};
    const record rate = mds_record__object(at, "base_rate");
    const record routes = mds_record__object(at, "routes");
    const record share = mds_record__object(at, "patch_share");

    scenario->anchored = mds_record__bool(at, "anchored");
    if (rate.object != NULL) {
        scenario->base_rate = mds_record__rate(&rate, (const char *const[]){NULL});
    }
    if (routes.object != NULL) {
        const record shares = mds_record__object(&routes, "shares");
        mds_record__known(&routes, routes_known);
        read_shares(at, &shares, scenario);
        scenario->route_grounds = mds_record__grounds(&routes);
    }
    if (share.object != NULL) {
        mds_record__known(&share, share_known);
        scenario->patch_share = mds_record__number(&share, "value", 0, 1);
        scenario->patch_grounds = mds_record__grounds(&share);
    }
}

static void read_scenario(const record *at, void *out)
{
    static const char *const known[] = {
        "id",        "capability",  "title",  "asset",    "anchored",          "base_rate",
        "routes",    "patch_share", "threat", "weakness", "consequence",       "opens",
        "raises",    "v1",          "v2",     "impact",   "no_recorded_event", "references",
        "certainty", NULL};
    mds_scenario *scenario = out;

    mds_record__known(at, known);
    *scenario = (mds_scenario){
        .id = at->id,
        .capability = mds_record__ordinal(at, "capability", at->in->capabilities, true),
        .title = mds_record__text(at, "title"),
        .asset = mds_record__text(at, "asset"),
        .threat = mds_record__text(at, "threat"),
        .weakness = mds_record__text(at, "weakness"),
        .consequence = mds_record__text(at, "consequence"),
        .opens = mds_record__condition(at, "opens"),
        .v1 = mds_record__estimate(at, "v1", 0, 1),
        .v2 = mds_record__estimate(at, "v2", 0, 1),
        .no_recorded_event = mds_record__bool(at, "no_recorded_event"),
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT)};
    read_occurrence(at, scenario);
    read_raises(at, scenario);
    read_impacts(at, scenario);
    read_references(at, scenario);
}

void mds_load__scenarios(loader *in, const loaded_file *file)
{
    in->catalog->scenarios = mds_load__list(in, file, sizeof(mds_scenario), read_scenario,
                                            &in->scenarios, &in->catalog->scenario_count);
    mds_load__closing_facts(in);
}

static mds_effect read_effect(const record *at)
{
    static const char *const known[] = {"scenario", "control", "acts_on", "e", NULL};
    const char *control = mds_record__string(at, "control", true);
    mds_effect effect = {.scenario = mds_record__ordinal(at, "scenario", at->in->scenarios, true),
                         .fact = mds_map_find(at->in->facts, control),
                         .compensating = mds_map_find(at->in->compensating, control),
                         .acts_on = (mds_acts_on)mds_record__enum(at, "acts_on", mds_acts_on__names,
                                                                  MDS_ACTS_ON__COUNT),
                         .effectiveness = mds_record__estimate(at, "e", 0, 1)};

    mds_record__known(at, known);
    if (effect.fact == MDS_NO_ORDINAL && effect.compensating == MDS_NO_ORDINAL) {
        mds_record__unresolved(at, control);
        effect.scenario = MDS_NO_ORDINAL;
    } else if (effect.fact != MDS_NO_ORDINAL &&
               at->in->catalog->facts[effect.fact].kind != MDS_FACT_CONTROL) {
        mds_record__fault(at, "control", "catalog.reason.not_control");
    }
    return effect;
}

static const char *control_of(const mds_catalog *catalog, const mds_effect *effect)
{
    return effect->fact != MDS_NO_ORDINAL ? catalog->facts[effect->fact].id
                                          : catalog->compensating[effect->compensating].id;
}

void mds_load__effects(loader *in, const loaded_file *file)
{
    mds_effect *list = mds_loader__alloc(in, file->record_count, sizeof *list);
    size_t count = 0;

    if (list == NULL) {
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = mds_record__begin(in, file, json, "scenario", NULL, 0, NULL);
        const mds_effect effect = read_effect(&at);
        if (effect.scenario == MDS_NO_ORDINAL) {
            continue;
        }
        if (count > 0) {
            const mds_effect *before = &list[count - 1];
            const char *id = control_of(in->catalog, &effect);
            /* sorted by scenario, then control: that also shows a duplicate */
            if (before->scenario > effect.scenario ||
                (before->scenario == effect.scenario &&
                 strcmp(control_of(in->catalog, before), id) >= 0)) {
                mds_diag_add(in->diags, MDS_D_CATALOG_ORDER, file->name, at.id, file->name, id,
                             NULL);
                in->status = in->status == MDS_OK ? MDS_ECATALOG : in->status;
            }
        }
        list[count++] = effect;
    }
    in->catalog->effects = list;
    in->catalog->effect_count = count;
}
