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

    mds_record__known(at, known);
    *(mds_compensating *)out =
        (mds_compensating){.id = at->id,
                           .title = mds_record__text(at, "title"),
                           .acts_on = mds_record__text(at, "acts_on"),
                           .group = mds_record__string(at, "group", true),
                           .isolates = mds_record__bool(at, "isolates"),
                           .insufficient_alone = mds_record__bool(at, "insufficient_alone"),
                           .default_cost = mds_record__number(at, "default_cost", 0, 1000),
                           .certainty = (mds_certainty)mds_record__enum(
                               at, "certainty", mds_certainty__names, MDS_CERTAINTY__COUNT),
                           .rationale = mds_record__string(at, "rationale", true)};
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
                        .rationale = mds_record__string(&inner, "rationale", true)};
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
        references[count++] = (mds_reference){mds_record__string(&inner, "id", true),
                                              mds_record__string(&inner, "title", true)};
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
        .rate_log10 = mds_record__enum(at, "rate_scale", scales, 2) == 1,
        .v1 = mds_record__estimate(at, "v1", 0, 1),
        .v2 = mds_record__estimate(at, "v2", 0, 1),
        .exploit = mds_record__bool(at, "exploit"),
        .no_recorded_event = mds_record__bool(at, "no_recorded_event"),
        .certainty = (mds_certainty)mds_record__enum(at, "certainty", mds_certainty__names,
                                                     MDS_CERTAINTY__COUNT)};
    const record rates = mds_record__object(at, "rate");
    mds_record__known(&rates, (const char *const[]){"jp", "us", "other", NULL});
    for (size_t i = 0; i < MDS_COUNTRY__COUNT; i++) {
        scenario->rate[i] = mds_record__estimate(&rates, mds_country__names[i], 0, max_rate);
        if (scenario->rate_log10 && scenario->rate[i].value.low <= 0) {
            mds_record__fault(at, mds_country__names[i], "catalog.reason.range");
        }
    }
    read_raises(at, scenario);
    read_impacts(at, scenario);
    read_references(at, scenario);
}

void mds_load__scenarios(loader *in, const loaded_file *file)
{
    in->catalog->scenarios = mds_load__list(in, file, sizeof(mds_scenario), read_scenario,
                                            &in->scenarios, &in->catalog->scenario_count);
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
