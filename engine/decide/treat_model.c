/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "treat_model.h"

#include "assess_parts.h"
#include "lifecycle.h"

#include <math.h>
#include <string.h>

static const char *group_of(const mds_catalog *catalog, const mds_effect *effect)
{
    return effect->fact != MDS_NO_ORDINAL ? catalog->facts[effect->fact].group
                                          : catalog->compensating[effect->compensating].group;
}

/* A control without a group fails alone, but its own effects fail together. */
static bool same_layer(const mds_catalog *catalog, const mds_effect *a, const mds_effect *b)
{
    if (a->acts_on != b->acts_on) {
        return false;
    }
    if (a->fact == b->fact && a->compensating == b->compensating) {
        return true;
    }
    const char *group = group_of(catalog, a);
    return group[0] != '\0' && strcmp(group, group_of(catalog, b)) == 0;
}

/* Layers are numbered as they first appear, so that products are made in the same order as in the
 * assessment. */
static uint32_t layer_of(const mds_catalog *catalog, const mds_scenario_result *result, size_t i,
                         const uint32_t *layers, treat_scenario *out)
{
    const mds_effect *effect = result->credits[i].effect;
    for (size_t k = 0; k < i; k++) {
        if (same_layer(catalog, result->credits[k].effect, effect)) {
            return layers[k];
        }
    }
    return (uint32_t)out->layer_count[effect->acts_on]++;
}

/* The credit of a kind once a verified record of it is added: of two records the better counts. */
static double credit_when_added(const mds_policy *policy, const mds_credit *credit, unsigned c)
{
    double g = policy->evidence_verified;
    if (credit->record != NULL && g <= credit->a[c] * credit->g) {
        return credit->x[c];
    }
    return fmin(credit->e * g, 1.0);
}

static bool build_scenario(const treat_model *model, const mds_scenario_result *result,
                           treat_scenario *out)
{
    const mds_assessment *as = model->assessment;
    const mds_scenario *data = &as->catalog->scenarios[result->scenario];
    size_t count = result->credit_count;
    uint32_t *layers = mds_arena_alloc(model->arena, count, sizeof *layers);
    treat_lever *levers = mds_arena_alloc(model->arena, count, sizeof *levers);
    if (layers == NULL || levers == NULL) {
        return false;
    }
    *out = (treat_scenario){.result = result,
                            .exploit = data->exploit && result->open != MDS_FALSE,
                            .v1 = data->v1.value.mode,
                            .v2 = data->v2.value.mode,
                            .tolerance = mds_assess__tolerance(as->policy, result->impact),
                            .levers = levers};
    for (size_t i = 0; i < count; i++) {
        layers[i] = layer_of(as->catalog, result, i, layers, out);
    }
    for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
        for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
            out->base[c][on] = mds_arena_alloc(model->arena, out->layer_count[on], sizeof(double));
            if (out->base[c][on] == NULL) {
                return false;
            }
        }
        for (size_t i = 0; i < count; i++) {
            double *effect = &out->base[c][result->credits[i].effect->acts_on][layers[i]];
            *effect = fmax(*effect, result->credits[i].x[c]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        const mds_credit *credit = &result->credits[i];
        if (credit->effect->compensating != MDS_NO_ORDINAL) {
            levers[out->lever_count++] = (treat_lever){
                .kind = credit->effect->compensating,
                .on = credit->effect->acts_on,
                .layer = layers[i],
                .x = credit_when_added(as->policy, credit, MDS_CASE_EXPECTED),
            };
        }
    }
    return true;
}

/* Without any record, a gate is closed exactly when the device's own state allows it to close;
 * the second gate needs records, and applies whenever support has ended. */
static void note_records(treat_model *model)
{
    const mds_assessment *as = model->assessment;
    mds_deployment bare = *as->deployment;
    bare.record_count = 0;
    mds_lifecycle__gates(model->gates_apply, as->catalog, as->facts, &bare, as->lifecycle, NULL);
    model->gates_apply[MDS_GATE_EOS_PERIMETER_ALONE] =
        as->lifecycle == MDS_LIFECYCLE_END_OF_SUPPORT;
    for (size_t i = 0; i < as->deployment->record_count; i++) {
        const mds_control_record *record = &as->deployment->records[i];
        const mds_compensating *kind = &as->catalog->compensating[record->compensating];
        if (as->record_states[i] != MDS_RECORD_CREDITED) {
            continue;
        }
        model->credited++;
        model->insufficient += kind->insufficient_alone;
        model->isolated =
            model->isolated || (kind->isolates && record->assurance == MDS_ASSURANCE_VERIFIED &&
                                record->implementation == MDS_IMPLEMENTATION_IN_PLACE);
    }
}

mds_status mds_treat__build(treat_model *model, mds_arena *arena, const mds_assessment *assessment)
{
    size_t count = assessment->scenario_count;
    size_t most = 0;
    *model = (treat_model){.arena = arena, .assessment = assessment, .scenario_count = count};
    model->scenarios = mds_arena_alloc(arena, count, sizeof *model->scenarios);
    model->likelihood = mds_arena_alloc(arena, count, sizeof(double));
    model->impact = mds_arena_alloc(arena, count, sizeof(double));
    if (model->scenarios == NULL || model->likelihood == NULL || model->impact == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t s = 0; s < count; s++) {
        if (!build_scenario(model, &assessment->scenarios[s], &model->scenarios[s])) {
            return mds_arena_status(arena);
        }
        most = assessment->scenarios[s].credit_count > most ? assessment->scenarios[s].credit_count
                                                            : most;
    }
    model->effect = mds_arena_alloc(arena, most, sizeof(double));
    if (model->effect == NULL) {
        return mds_arena_status(arena);
    }
    note_records(model);
    return MDS_OK;
}

static double layers_with(const treat_model *model, const treat_scenario *s, mds_case which,
                          mds_acts_on on, const bool *added)
{
    double *effect = model->effect;
    size_t count = s->layer_count[on];
    if (count > 0) {
        memcpy(effect, s->base[which][on], count * sizeof *effect);
    }
    for (size_t i = 0; i < s->lever_count; i++) {
        const treat_lever *lever = &s->levers[i];
        if (lever->on == on && added[lever->kind]) {
            effect[lever->layer] = fmax(effect[lever->layer], lever->x);
        }
    }
    return mds_model_layers(effect, count, model->assessment->policy->common_cause);
}

double mds_treat__rrf(const treat_model *model, size_t scenario, mds_case which, const bool *added,
                      double *frequency)
{
    const treat_scenario *s = &model->scenarios[scenario];
    double f = 0.0;
    if (s->result->open != MDS_FALSE) {
        double f1 = layers_with(model, s, which, MDS_ACTS_ON_V1, added);
        double f2 = layers_with(model, s, which, MDS_ACTS_ON_V2, added);
        double vres = s->v1 * f1 * s->v2 * f2;
        f = s->result->lambda[which] * vres;
    }
    if (frequency != NULL) {
        *frequency = f;
    }
    return mds_assess__rrf(f, s->tolerance);
}

void mds_treat__gates(const treat_model *model, const bool *added, bool gate[MDS_GATE_KIND__COUNT])
{
    const mds_catalog *catalog = model->assessment->catalog;
    size_t credited = model->credited;
    size_t insufficient = model->insufficient;
    bool isolated = model->isolated;
    for (size_t k = 0; k < catalog->compensating_count; k++) {
        if (added[k]) {
            credited++;
            insufficient += catalog->compensating[k].insufficient_alone;
            isolated = isolated || catalog->compensating[k].isolates;
        }
    }
    gate[MDS_GATE_EOS_NETWORKED] = model->gates_apply[MDS_GATE_EOS_NETWORKED] && !isolated;
    gate[MDS_GATE_EOS_PERIMETER_ALONE] = model->gates_apply[MDS_GATE_EOS_PERIMETER_ALONE] &&
                                         credited > 0 && credited == insufficient;
}

static mds_verdict worse(mds_verdict a, mds_verdict b)
{
    return a > b ? a : b;
}

/* One case over all scenarios; \p rrf (may be NULL) gets each. */
static mds_verdict outcome_in(const treat_model *model, mds_case which, const bool *added,
                              mds_treat_set *out, double *rrf)
{
    const mds_assessment *as = model->assessment;
    mds_verdict verdict = MDS_VERDICT_ACCEPTABLE;
    for (size_t s = 0; s < model->scenario_count; s++) {
        double frequency;
        double value = mds_treat__rrf(model, s, which, added, &frequency);
        model->likelihood[s] = mds_model_likelihood(frequency);
        model->impact[s] = model->scenarios[s].result->headline;
        out->worst[which] = fmax(out->worst[which], value);
        verdict = worse(verdict, mds_assess__gated(out->gate, model->scenarios[s].exploit,
                                                   mds_model_verdict(as->policy, value)));
        if (rrf != NULL) {
            rrf[s] = value;
        }
    }
    out->index[which] = mds_model_index(model->likelihood, model->impact, model->scenario_count);
    return verdict;
}

mds_status mds_treat__outcome(const treat_model *model, const mds_treat_options *options,
                              const bool *added, mds_treat_set *out)
{
    double *rrf = mds_arena_alloc(model->arena, model->scenario_count, sizeof *rrf);
    if (rrf == NULL) {
        return mds_arena_status(model->arena);
    }
    mds_treat__gates(model, added, out->gate);
    for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
        mds_case which = (mds_case)c;
        mds_verdict verdict =
            outcome_in(model, which, added, out, which == options->which ? rrf : NULL);
        out->verdict = which == MDS_CASE_EXPECTED ? verdict : out->verdict;
        out->verdict_hi = which == MDS_CASE_HI ? verdict : out->verdict_hi;
    }
    out->leader = MDS_NO_ORDINAL;
    for (size_t s = 0; s < model->scenario_count; s++) {
        if (rrf[s] > 0.0 && (out->leader == MDS_NO_ORDINAL || rrf[s] > rrf[out->leader])) {
            out->leader = (uint32_t)s;
        }
        out->above += !(rrf[s] <= options->level);
    }
    out->rrf = rrf;
    return MDS_OK;
}
