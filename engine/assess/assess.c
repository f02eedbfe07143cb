/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One device by risk model RM-1: docs/method/model.md. */
#include "assess_parts.h"
#include "lifecycle.h"

#include <math.h>

static const char *const level_names[MDS_LEVEL__COUNT] = {
    [MDS_LEVEL_VERY_LOW] = "very_low",   [MDS_LEVEL_LOW] = "low",
    [MDS_LEVEL_MODERATE] = "moderate",   [MDS_LEVEL_HIGH] = "high",
    [MDS_LEVEL_VERY_HIGH] = "very_high",
};

static const char *const verdict_names[MDS_VERDICT__COUNT] = {
    [MDS_VERDICT_ACCEPTABLE] = "acceptable",
    [MDS_VERDICT_REDUCE] = "reduce",
    [MDS_VERDICT_NOT_ACCEPTABLE] = "not_acceptable",
    [MDS_VERDICT_CANNOT_BE_JUDGED] = "cannot_be_judged",
};

static const char *const lifecycle_names[MDS_LIFECYCLE__COUNT] = {
    [MDS_LIFECYCLE_UNKNOWN] = "unknown",
    [MDS_LIFECYCLE_SUPPORT] = "support",
    [MDS_LIFECYCLE_LIMITED_SUPPORT] = "limited_support",
    [MDS_LIFECYCLE_END_OF_SUPPORT] = "end_of_support",
};

static const char *const record_state_names[MDS_RECORD_STATE__COUNT] = {
    [MDS_RECORD_CREDITED] = "credited",           [MDS_RECORD_NOT_IN_PLACE] = "not_in_place",
    [MDS_RECORD_INCOMPLETE] = "incomplete",       [MDS_RECORD_EXPIRED] = "expired",
    [MDS_RECORD_NOT_YET_VALID] = "not_yet_valid",
};

static mds_verdict gated_verdict(const bool *gate, bool applies, mds_verdict verdict)
{
    if (applies && gate[MDS_GATE_EOS_PERIMETER_ALONE]) {
        return MDS_VERDICT_NOT_ACCEPTABLE;
    }
    bool raise = applies && gate[MDS_GATE_EOS_NETWORKED] && verdict < MDS_VERDICT_REDUCE;
    return raise ? MDS_VERDICT_REDUCE : verdict;
}

/* Gates concern the scenarios that old software opens; they only ever make things worse. */
static void apply_gates(const mds_assessment *assessment, mds_scenario_result *result)
{
    const mds_scenario *scenario = &assessment->catalog->scenarios[result->scenario];
    bool applies = scenario->exploit && result->open != MDS_FALSE;
    mds_verdict by_number = result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].verdict;
    result->verdict = gated_verdict(assessment->gate, applies, by_number);
    result->level = result->risk_word;
    if (applies && assessment->gate[MDS_GATE_EOS_NETWORKED] && result->level < MDS_LEVEL_HIGH) {
        result->level = MDS_LEVEL_HIGH;
    }
    result->gated = result->verdict != by_number || result->level != result->risk_word;
}

static bool assess_scenarios(mds_world *world, mds_assessment *assessment)
{
    const mds_catalog *catalog = world->catalog;
    mds_scenario_result *results =
        mds_arena_alloc(world->arena, catalog->scenario_count, sizeof *results);
    mds_credit *credits = mds_arena_alloc(world->arena, catalog->effect_count, sizeof *credits);
    mds_option *options = mds_arena_alloc(world->arena, catalog->effect_count, sizeof *options);
    uint32_t *ranking = mds_arena_alloc(world->arena, catalog->scenario_count, sizeof *ranking);
    if (results == NULL || credits == NULL || options == NULL || ranking == NULL) {
        return false;
    }
    for (uint32_t s = 0; s < catalog->scenario_count; s++) {
        uint32_t first = world->first_effect[s];
        results[s].scenario = s;
        if (!mds_scenario__assess(world, &results[s], credits + first, options + first)) {
            return false;
        }
        apply_gates(assessment, &results[s]);
    }
    assessment->scenarios = results;
    assessment->scenario_count = catalog->scenario_count;
    assessment->ranked_count = mds_ranking__of(catalog, results, ranking);
    assessment->ranking = ranking;
    return true;
}

static bool set_indices(const mds_world *world, mds_assessment *assessment)
{
    size_t count = assessment->scenario_count;
    double *likelihood = mds_arena_alloc(world->arena, count, sizeof *likelihood);
    double *impact = mds_arena_alloc(world->arena, count, sizeof *impact);
    if (likelihood == NULL || impact == NULL) {
        return false;
    }
    for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            for (size_t s = 0; s < count; s++) {
                likelihood[s] = assessment->scenarios[s].at[stage][c].likelihood;
                impact[s] = assessment->scenarios[s].headline;
            }
            assessment->index[stage][c] = mds_model_index(likelihood, impact, count);
        }
    }
    return true;
}

static void set_verdicts(mds_assessment *assessment)
{
    double sum = 0.0;
    double judged = 0.0;
    for (size_t s = 0; s < assessment->scenario_count; s++) {
        const mds_scenario_result *result = &assessment->scenarios[s];
        bool exploit = assessment->catalog->scenarios[s].exploit;
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            bool open = c == MDS_CASE_LO ? result->open == MDS_TRUE : result->open != MDS_FALSE;
            mds_verdict verdict = gated_verdict(assessment->gate, exploit && open,
                                                result->at[MDS_STAGE_R2][c].verdict);
            if (verdict > assessment->verdict_at[c]) {
                assessment->verdict_at[c] = verdict;
            }
        }
        double risk = result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].risk;
        sum += risk;
        judged += result->weakest == MDS_STRENGTH_JUDGEMENT ? risk : 0.0;
    }
    assessment->verdict = assessment->verdict_at[MDS_CASE_EXPECTED];
    assessment->judgement_share = sum > 0.0 ? judged / sum : 0.0;
}

/* The best record of each kind: one that is expired beside one that is valid takes nothing away. */
static bool find_records(mds_world *world, mds_assessment *assessment, int32_t as_of)
{
    const mds_deployment *deployment = world->deployment;
    mds_record_state *states =
        mds_arena_alloc(world->arena, deployment->record_count, sizeof *states);
    world->best =
        mds_arena_alloc(world->arena, world->catalog->compensating_count, sizeof *world->best);
    if (states == NULL || world->best == NULL) {
        return false;
    }
    for (size_t i = 0; i < deployment->record_count; i++) {
        const mds_control_record *record = &deployment->records[i];
        states[i] = mds_lifecycle__record(world->catalog, record, as_of);
        if (states[i] != MDS_RECORD_CREDITED) {
            continue;
        }
        mds_best_record found = {
            .record = record,
            .a =
                record->implementation == MDS_IMPLEMENTATION_PARTIAL ? world->policy->partial : 1.0,
            .g = world->evidence[record->assurance],
        };
        mds_best_record *best = &world->best[record->compensating];
        if (best->record == NULL || found.a * found.g > best->a * best->g) {
            *best = found;
        }
    }
    assessment->record_states = states;
    return true;
}

static bool usable(const mds_catalog *catalog, const mds_facts *facts,
                   const mds_deployment *deployment)
{
    for (size_t i = 0; i < deployment->record_count; i++) {
        if (deployment->records[i].compensating >= catalog->compensating_count) {
            return false;
        }
    }
    return facts->count == catalog->fact_count && isfinite(deployment->hospital_rate_factor) &&
           deployment->hospital_rate_factor >= 0.0;
}

mds_status mds_assess(const mds_assessment **out, mds_arena *arena, const mds_catalog *catalog,
                      const mds_policy *policy, const mds_facts *facts,
                      const mds_deployment *deployment, int32_t as_of, mds_diags *diags)
{
    if (!usable(catalog, facts, deployment)) {
        return MDS_EINVAL;
    }
    mds_lifespan span = mds_lifecycle__of(policy, deployment, as_of);
    mds_world world = {.arena = arena,
                       .catalog = catalog,
                       .policy = policy,
                       .facts = facts,
                       .deployment = deployment,
                       .years_past = span.years_past};
    mds_status status = mds_world__init(&world);
    if (status != MDS_OK) {
        return status;
    }
    mds_assessment *assessment = mds_arena_alloc(arena, 1, sizeof *assessment);
    if (assessment == NULL || !find_records(&world, assessment, as_of)) {
        return mds_arena_status(arena);
    }
    assessment->catalog = catalog;
    assessment->policy = policy;
    assessment->facts = facts;
    assessment->deployment = deployment;
    assessment->as_of = as_of;
    assessment->lifecycle = span.stage;
    assessment->eos_warning = span.warning;
    assessment->years_past_eos = span.years_past;
    bool designated =
        deployment->designated_environment && deployment->designation_document[0] != '\0';
    assessment->legacy = span.stage == MDS_LIFECYCLE_END_OF_SUPPORT && !designated;
    mds_lifecycle__gates(assessment->gate, catalog, facts, deployment, span.stage,
                         assessment->record_states);
    if (!assess_scenarios(&world, assessment) || !set_indices(&world, assessment)) {
        return mds_arena_status(arena);
    }
    set_verdicts(assessment);
    mds_lifecycle__report(catalog, deployment, assessment->record_states, diags);
    *out = assessment;
    return MDS_OK;
}

double mds_assessment_exceedance(const mds_assessment *assessment, mds_case which, double impact)
{
    double sum = 0.0;
    for (size_t s = 0; s < assessment->scenario_count; s++) {
        if (assessment->scenarios[s].headline >= impact) {
            sum += assessment->scenarios[s].at[MDS_STAGE_R2][which].frequency;
        }
    }
    return sum;
}

const char *mds_level_name(mds_level level)
{
    return (unsigned)level < MDS_LEVEL__COUNT ? level_names[level] : "";
}

const char *mds_verdict_name(mds_verdict verdict)
{
    return (unsigned)verdict < MDS_VERDICT__COUNT ? verdict_names[verdict] : "";
}

const char *mds_lifecycle_name(mds_lifecycle lifecycle)
{
    return (unsigned)lifecycle < MDS_LIFECYCLE__COUNT ? lifecycle_names[lifecycle] : "";
}

const char *mds_record_state_name(mds_record_state state)
{
    return (unsigned)state < MDS_RECORD_STATE__COUNT ? record_state_names[state] : "";
}
