/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compensating controls, scenarios and effects. */
#include "loader.h"

#include <string.h>

/* More attempts than this a year against one device is a typing error. */
static const double max_rate = 10000;

static void read_compensating(const record *at, void *out)
{
    static const char *const known[] = {
        "id",        "title",        "acts_on",   "group", "isolates", "insufficient_alone",
        "certainty", "default_cost", "rationale", NULL};

    record_known(at, known);
    *(mds_compensating *)out =
        (mds_compensating){.id = at->id,
                           .title = record_text(at, "title"),
                           .acts_on = record_text(at, "acts_on"),
                           .group = record_string(at, "group", true),
                           .isolates = record_bool(at, "isolates"),
                           .insufficient_alone = record_bool(at, "insufficient_alone"),
                           .default_cost = record_number(at, "default_cost", 0, 1000),
                           .certainty = (mds_certainty)record_enum(at, "certainty", certainty_names,
                                                                   MDS_CERTAINTY__COUNT),
                           .rationale = record_string(at, "rationale", true)};
    if (mds_map_find(at->in->facts, at->id) != MDS_MAP_NONE) {
        record_fault(at, "id", "catalog.reason.duplicate"); /* effects name either */
    }
}

void load_compensating(loader *in, const loaded_file *file)
{
    in->catalog->compensating = load_list(in, file, sizeof(mds_compensating), read_compensating,
                                          &in->compensating, &in->catalog->compensating_count);
}

static void read_raises(const record *at, mds_scenario *scenario)
{
    static const char *const known[] = {"when", "factor", "strength", "rationale", NULL};
    const mds_json *list = mds_json_member(at->object, "raises");
    mds_raise *raises = loader_alloc(at->in, mds_json_count(list), sizeof *raises);

    if (raises == NULL) {
        return;
    }
    size_t count = 0;
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        const record inner = {at->in, at->file, at->id, json};
        record_known(&inner, known);
        raises[count++] = (mds_raise){.when = record_condition(&inner, "when"),
                                      .factor = record_number(&inner, "factor", 1, 1000),
                                      .strength = (mds_strength)record_enum(
                                          &inner, "strength", strength_names, MDS_STRENGTH__COUNT),
                                      .rationale = record_string(&inner, "rationale", true)};
    }
    scenario->raises = raises;
    scenario->raise_count = count;
}

static void read_impacts(const record *at, mds_scenario *scenario)
{
    static const char *const known[] = {"value", "reason", NULL};
    const record impacts = record_object(at, "impact");

    for (size_t i = 0; i < MDS_PROPERTY__COUNT; i++) {
        const record inner = record_object(&impacts, property_names[i]);
        if (inner.object != NULL) {
            record_known(&inner, known);
            scenario->impact[i].value = record_number(&inner, "value", 0, 1);
            scenario->impact[i].reason = record_text(&inner, "reason");
        }
    }
}

static void read_references(const record *at, mds_scenario *scenario)
{
    static const char *const known[] = {"id", "title", NULL};
    const mds_json *list = mds_json_member(at->object, "references");
    mds_reference *references = loader_alloc(at->in, mds_json_count(list), sizeof *references);

    if (references == NULL) {
        return;
    }
    size_t count = 0;
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        const record inner = {at->in, at->file, at->id, json};
        record_known(&inner, known);
        references[count++] = (mds_reference){record_string(&inner, "id", true),
                                              record_string(&inner, "title", true)};
    }
    scenario->references = references;
    scenario->reference_count = count;
}

static void read_scenario(const record *at, void *out)
{
    static const char *const known[] = {
        "id",         "capability", "title",       "asset",
        "threat",     "weakness",   "consequence", "opens",
        "rate",       "rate_scale", "raises",      "v1",
        "v2",         "impact",     "exploit",     "no_recorded_event",
        "references", "certainty",  NULL};
    static const char *const scales[] = {"linear", "log10"};
    mds_scenario *scenario = out;

    record_known(at, known);
    *scenario =
        (mds_scenario){.id = at->id,
                       .capability = record_ordinal(at, "capability", at->in->capabilities, true),
                       .title = record_text(at, "title"),
                       .asset = record_text(at, "asset"),
                       .threat = record_text(at, "threat"),
                       .weakness = record_text(at, "weakness"),
                       .consequence = record_text(at, "consequence"),
                       .opens = record_condition(at, "opens"),
                       .rate_log10 = record_enum(at, "rate_scale", scales, 2) == 1,
                       .v1 = record_estimate(at, "v1", 0, 1),
                       .v2 = record_estimate(at, "v2", 0, 1),
                       .exploit = record_bool(at, "exploit"),
                       .no_recorded_event = record_bool(at, "no_recorded_event"),
                       .certainty = (mds_certainty)record_enum(at, "certainty", certainty_names,
                                                               MDS_CERTAINTY__COUNT)};
    const record rates = record_object(at, "rate");
    record_known(&rates, (const char *const[]){"jp", "us", "other", NULL});
    for (size_t i = 0; i < MDS_COUNTRY__COUNT; i++) {
        scenario->rate[i] = record_estimate(&rates, country_names[i], 0, max_rate);
        if (scenario->rate_log10 && scenario->rate[i].value.low <= 0) {
            record_fault(at, country_names[i], "catalog.reason.range");
        }
    }
    read_raises(at, scenario);
    read_impacts(at, scenario);
    read_references(at, scenario);
}

void load_scenarios(loader *in, const loaded_file *file)
{
    in->catalog->scenarios = load_list(in, file, sizeof(mds_scenario), read_scenario,
                                       &in->scenarios, &in->catalog->scenario_count);
}

static mds_effect read_effect(const record *at)
{
    static const char *const known[] = {"scenario", "control", "acts_on", "e", NULL};
    const char *control = record_string(at, "control", true);
    mds_effect effect = {
        .scenario = record_ordinal(at, "scenario", at->in->scenarios, true),
        .fact = mds_map_find(at->in->facts, control),
        .compensating = mds_map_find(at->in->compensating, control),
        .acts_on = (mds_acts_on)record_enum(at, "acts_on", acts_on_names, MDS_ACTS_ON__COUNT),
        .effectiveness = record_estimate(at, "e", 0, 1)};

    record_known(at, known);
    if (effect.fact == MDS_NO_ORDINAL && effect.compensating == MDS_NO_ORDINAL) {
        record_unresolved(at, control);
        effect.scenario = MDS_NO_ORDINAL;
    } else if (effect.fact != MDS_NO_ORDINAL &&
               at->in->catalog->facts[effect.fact].kind != MDS_FACT_CONTROL) {
        record_fault(at, "control", "catalog.reason.not_control");
    }
    return effect;
}

static const char *control_of(const mds_catalog *catalog, const mds_effect *effect)
{
    return effect->fact != MDS_NO_ORDINAL ? catalog->facts[effect->fact].id
                                          : catalog->compensating[effect->compensating].id;
}

void load_effects(loader *in, const loaded_file *file)
{
    mds_effect *list = loader_alloc(in, file->record_count, sizeof *list);
    size_t count = 0;

    if (list == NULL) {
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = record_begin(in, file, json, "scenario", NULL, 0, NULL);
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
