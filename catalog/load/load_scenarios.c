/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compensating controls, scenarios and effects. */
#include "loader.h"

#include <string.h>

/* Each route once, in their order, and only those on which the control's group acts. */
static void check_route_effects(const record *at, const mds_compensating *kind)
{
    for (size_t i = 0; i < kind->route_effect_count; i++) {
        const uint32_t route = kind->route_effects[i].route;
        if (route == MDS_NO_ORDINAL) {
            continue;
        }
        if (i > 0 && kind->route_effects[i - 1].route >= route) {
            mds_record__fault(at, "route_effects", "catalog.reason.route_order");
        }
        if (kind->layer != MDS_NO_ORDINAL &&
            (at->in->catalog->groups[kind->layer].routes >> route & 1) == 0) {
            mds_record__fault(at, "route_effects", "catalog.reason.route_of_group");
        }
    }
}

void mds_finish__compensating(const record *at, void *out)
{
    mds_compensating *kind = out;

    kind->layer = mds_record__layer(at, kind->group);
    check_route_effects(at, kind);
    if (mds_map_find(at->in->ids[MDS_TO_FACT], at->id) != MDS_MAP_NONE) {
        mds_record__fault(at, "id", "catalog.reason.duplicate"); /* effects name either */
    }
}

/* Our words in each language, or a name that is the same in all. */
void mds_finish__reference(const record *at, void *out)
{
    mds_reference *reference = out;
    const char *name = mds_json_string(mds_json_member(at->object, "title"), NULL);

    if (name == NULL) {
        reference->title = mds_record__text(at, "title");
        return;
    }
    name = mds_record__string(at, "title", true);
    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        reference->title.in[i] = name;
    }
}

/* {"network": 0.7, "service": 0.3}, in the order of the routes. */
void mds_finish__scenario_routes(const record *at, void *out)
{
    const record shares = mds_record__object(at, "shares");
    mds_route_share *list = mds_loader__alloc(at->in, mds_json_count(shares.object), sizeof *list);
    mds_scenario *scenario = out;
    size_t count = 0;
    double sum = 0;

    for (const mds_json *json = mds_json_first(shares.object); json != NULL && list != NULL;
         json = mds_json_next(json)) {
        const char *name = mds_json_name(json);
        const uint32_t route = mds_map_find(at->in->ids[MDS_TO_ROUTE], name);
        const double share = mds_record__number(&shares, name, 1e-9, 1);
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

/* Marks the finding that works against a literal, and those that work against what it is derived
 * from: "network-connected" is closed by "ethernet-port" found false and by "deployed-standalone",
 * which is there with "!", found true. */
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

/* Which findings close a route or a scenario, once both are read. The deployment's own facts come
 * from its zone, which has a basis of its own. */
static void find_closing_facts(loader *in)
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

void mds_load__scenarios(loader *in, const loaded_file *file)
{
    (void)mds_load__records(in, file, MDS_RECORD_SCENARIO);
    find_closing_facts(in);
}

void mds_finish__effect(const record *at, void *out)
{
    const char *control = mds_record__string(at, "control", true);
    mds_effect *effect = out;

    effect->fact = mds_map_find(at->in->ids[MDS_TO_FACT], control);
    effect->compensating = mds_map_find(at->in->ids[MDS_TO_COMPENSATING], control);
    if (effect->fact == MDS_NO_ORDINAL && effect->compensating == MDS_NO_ORDINAL) {
        mds_record__unresolved(at, control);
        effect->scenario = MDS_NO_ORDINAL;
    } else if (effect->fact != MDS_NO_ORDINAL &&
               at->in->catalog->facts[effect->fact].kind != MDS_FACT_CONTROL) {
        mds_record__fault(at, "control", "catalog.reason.not_control");
    }
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
        mds_effect effect;
        mds_record__read(&at, MDS_RECORD_EFFECT, &effect);
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
