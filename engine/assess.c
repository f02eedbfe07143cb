/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One device by risk model RM-1: docs/model.md. */
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

double mds_assess__rrf(double frequency, double tolerance)
{
    if (frequency <= 0.0) {
        return 0.0;
    }
    return tolerance > 0.0 ? frequency / tolerance : HUGE_VAL;
}

/* F stands above every F_tol(I_p) at once, so the smallest one gives the largest ratio. A property
 * without impact tolerates anything. */
static double smallest_tolerance(const mds_policy *policy, const double *impact)
{
    double smallest = HUGE_VAL;
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        if (impact[p] > 0.0) {
            smallest = fmin(smallest, mds_model_tolerable(policy, impact[p]));
        }
    }
    return smallest;
}

static void set_impacts(const mds_world *world, mds_scenario_result *result)
{
    const mds_scenario *scenario = &world->catalog->scenarios[result->scenario];
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        result->impact[p] = fmin(1.0, scenario->impact[p].value * world->scale[p]);
        result->headline = fmax(result->headline, result->impact[p]);
    }
}

/* An unknown condition is closed for lo and open for expected and hi; a factor below 1 lowers a
 * rate, so there the cases change sides. */
static void raise_factors(mds_truth when, double factor, double out[MDS_CASE__COUNT])
{
    bool known = when != MDS_UNKNOWN;
    double certain = when == MDS_TRUE ? factor : 1.0;
    out[MDS_CASE_LO] = known ? certain : fmin(1.0, factor);
    out[MDS_CASE_EXPECTED] = known ? certain : fmax(1.0, factor);
    out[MDS_CASE_HI] = known ? certain : fmax(1.0, factor);
}

static bool set_rates(const mds_world *world, mds_scenario_result *result)
{
    const mds_scenario *scenario = &world->catalog->scenarios[result->scenario];
    double *raise[MDS_CASE__COUNT];
    for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
        raise[c] = mds_arena_alloc(world->arena, scenario->raise_count, sizeof *raise[c]);
        if (raise[c] == NULL) {
            return false;
        }
        result->raise[c] = raise[c];
    }
    result->open = mds_condition_value(&scenario->opens, world->facts);
    result->rate = scenario->rate[world->context->country].value.mode;
    result->eos_rate = scenario->exploit
                           ? mds_model_eos_rate(world->years_past, world->policy->eos_rho,
                                                world->policy->eos_rate_cap)
                           : 1.0;
    double base = result->rate * result->eos_rate * world->context->hospital_rate_factor;
    double raised[MDS_CASE__COUNT] = {1.0, 1.0, 1.0};
    for (size_t i = 0; i < scenario->raise_count; i++) {
        double factor[MDS_CASE__COUNT];
        raise_factors(mds_condition_value(&scenario->raises[i].when, world->facts),
                      scenario->raises[i].factor, factor);
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            raise[c][i] = factor[c];
            raised[c] *= factor[c];
        }
    }
    result->lambda[MDS_CASE_LO] = result->open == MDS_TRUE ? base * raised[MDS_CASE_LO] : 0.0;
    if (result->open != MDS_FALSE) {
        result->lambda[MDS_CASE_EXPECTED] = base * raised[MDS_CASE_EXPECTED];
        result->lambda[MDS_CASE_HI] = base * raised[MDS_CASE_HI];
    }
    return true;
}

static mds_result result_at(const mds_world *world, const mds_scenario_result *scenario,
                            double lambda, double f1, double f2, double tolerance)
{
    const mds_scenario *data = &world->catalog->scenarios[scenario->scenario];
    mds_result at = {.f1 = f1, .f2 = f2};
    at.vres = data->v1.value.mode * f1 * data->v2.value.mode * f2;
    at.frequency = lambda * at.vres;
    at.likelihood = mds_model_likelihood(at.frequency);
    at.risk = 100.0 * at.likelihood * scenario->headline;
    at.rrf = mds_assess__rrf(at.frequency, tolerance);
    at.verdict = mds_model_verdict(world->policy, at.rrf);
    return at;
}

/* The controls' credits come first, so R1 is a prefix of R2. */
static size_t control_credits(const mds_credit *credits, size_t count)
{
    size_t controls = 0;
    while (controls < count && credits[controls].effect->fact != MDS_NO_ORDINAL) {
        controls++;
    }
    return controls;
}

static void set_stages(mds_world *world, mds_scenario_result *result, mds_credit *credits,
                       double tolerance)
{
    size_t count = result->credit_count;
    size_t controls = control_credits(credits, count);
    for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
        double f[MDS_ACTS_ON__COUNT];
        double lambda = result->lambda[c];
        result->at[MDS_STAGE_R0][c] = result_at(world, result, lambda, 1.0, 1.0, tolerance);
        mds_credits__clear(world);
        mds_credits__layers(world, credits, 0, controls, (mds_case)c, f);
        result->at[MDS_STAGE_R1][c] =
            result_at(world, result, lambda, f[MDS_ACTS_ON_V1], f[MDS_ACTS_ON_V2], tolerance);
        mds_credits__layers(world, credits, controls, count, (mds_case)c, f);
        result->at[MDS_STAGE_R2][c] =
            result_at(world, result, lambda, f[MDS_ACTS_ON_V1], f[MDS_ACTS_ON_V2], tolerance);
        for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
            for (size_t i = 0; i < world->layer_count[on]; i++) {
                credits[world->leader[on][i]].leads[c] = true;
                if (c == MDS_CASE_EXPECTED) {
                    world->expected[on][i] = world->effect[on][i];
                }
            }
        }
    }
}

static mds_strength weaker(mds_strength a, mds_strength b)
{
    return a > b ? a : b;
}

/* Whatever the expected value at R2 rests on: rate, what raised it, v1, v2, and the control that
 * leads each group. */
static mds_strength weakest_evidence(const mds_world *world, const mds_scenario_result *result)
{
    const mds_scenario *scenario = &world->catalog->scenarios[result->scenario];
    mds_strength weakest = scenario->rate[world->context->country].strength;
    weakest = weaker(weakest, scenario->v1.strength);
    weakest = weaker(weakest, scenario->v2.strength);
    for (size_t i = 0; i < scenario->raise_count; i++) {
        double factor = result->raise[MDS_CASE_EXPECTED][i];
        if (factor > 1.0 || factor < 1.0) {
            weakest = weaker(weakest, scenario->raises[i].strength);
        }
    }
    for (size_t i = 0; i < result->credit_count; i++) {
        const mds_credit *credit = &result->credits[i];
        if (credit->leads[MDS_CASE_EXPECTED] && credit->x[MDS_CASE_EXPECTED] > 0.0) {
            weakest = weaker(weakest, credit->effect->effectiveness.strength);
        }
    }
    return weakest;
}

/* NIST SP 800-30 rev. 1 beside the number; neither is derived from the other. */
static void set_words(const mds_world *world, mds_scenario_result *result)
{
    const double *bands = world->policy->bands;
    const mds_result *at = &result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    result->initiation =
        mds_model_level(bands, 100.0 * mds_model_likelihood(result->lambda[MDS_CASE_EXPECTED]));
    result->adverse = mds_model_level(bands, 100.0 * at->vres);
    result->likelihood_word = mds_model_overall_likelihood(result->initiation, result->adverse);
    result->impact_word = mds_model_level(bands, 100.0 * result->headline);
    result->risk_word = mds_model_risk_level(result->likelihood_word, result->impact_word);
    result->number_word = mds_model_level(bands, at->risk);
}

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

static bool assess_scenario(mds_world *world, const mds_assessment *assessment,
                            mds_scenario_result *result, mds_credit *credits, mds_option *options)
{
    set_impacts(world, result);
    if (!set_rates(world, result)) {
        return false;
    }
    double tolerance = smallest_tolerance(world->policy, result->impact);
    result->credits = credits;
    result->credit_count = mds_credits__of(world, result->scenario, credits);
    if (result->open != MDS_FALSE) {
        set_stages(world, result, credits, tolerance);
        result->options = options;
        result->option_count = mds_options__of(world, result, tolerance, options);
    }
    set_words(world, result);
    result->weakest = weakest_evidence(world, result);
    apply_gates(assessment, result);
    return true;
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
        if (!assess_scenario(world, assessment, &results[s], credits + first, options + first)) {
            return false;
        }
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
    const mds_context *context = world->context;
    mds_record_state *states = mds_arena_alloc(world->arena, context->record_count, sizeof *states);
    world->best =
        mds_arena_alloc(world->arena, world->catalog->compensating_count, sizeof *world->best);
    if (states == NULL || world->best == NULL) {
        return false;
    }
    for (size_t i = 0; i < context->record_count; i++) {
        const mds_control_record *record = &context->records[i];
        states[i] = mds_lifecycle__record(record, as_of);
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

static bool usable(const mds_catalog *catalog, const mds_facts *facts, const mds_context *context)
{
    for (size_t i = 0; i < context->record_count; i++) {
        if (context->records[i].compensating >= catalog->compensating_count) {
            return false;
        }
    }
    return facts->count == catalog->fact_count && isfinite(context->hospital_rate_factor) &&
           context->hospital_rate_factor >= 0.0;
}

mds_status mds_assess(const mds_assessment **out, mds_arena *arena, const mds_catalog *catalog,
                      const mds_policy *policy, const mds_facts *facts, const mds_context *context,
                      int32_t as_of, mds_diags *diags)
{
    if (!usable(catalog, facts, context)) {
        return MDS_EINVAL;
    }
    mds_lifespan span = mds_lifecycle__of(policy, context, as_of);
    mds_world world = {.arena = arena,
                       .catalog = catalog,
                       .policy = policy,
                       .facts = facts,
                       .context = context,
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
    assessment->context = context;
    assessment->as_of = as_of;
    assessment->lifecycle = span.stage;
    assessment->eos_warning = span.warning;
    assessment->years_past_eos = span.years_past;
    bool designated = context->designated_environment && context->designation_document[0] != '\0';
    assessment->legacy = span.stage == MDS_LIFECYCLE_END_OF_SUPPORT && !designated;
    mds_lifecycle__gates(assessment->gate, catalog, facts, context, span.stage,
                         assessment->record_states);
    if (!assess_scenarios(&world, assessment) || !set_indices(&world, assessment)) {
        return mds_arena_status(arena);
    }
    set_verdicts(assessment);
    mds_lifecycle__report(catalog, context, assessment->record_states, diags);
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
