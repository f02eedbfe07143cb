/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of one scenario: docs/method/model.md, sections 3 and 4. */
#include "assess_parts.h"

#include <math.h>

double mds_assess__rrf(double frequency, double tolerance)
{
    if (frequency <= 0.0) {
        return 0.0;
    }
    return tolerance > 0.0 ? frequency / tolerance : HUGE_VAL;
}

/* F stands above every F_tol(I_p) at once, so the smallest one gives the largest ratio. A property
 * without impact tolerates anything. */
static double tolerance_of(const mds_policy *policy, const double *impact)
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
    result->rate = scenario->rate[world->deployment->country].value.mode;
    result->eos_rate = scenario->exploit
                           ? mds_model_eos_rate(world->years_past, world->policy->eos_rho,
                                                world->policy->eos_rate_cap)
                           : 1.0;
    double base = result->rate * result->eos_rate * world->deployment->hospital_rate_factor;
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
    mds_strength weakest = scenario->rate[world->deployment->country].strength;
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

bool mds_scenario__assess(mds_world *world, mds_scenario_result *result, mds_credit *credits,
                          mds_option *options)
{
    set_impacts(world, result);
    if (!set_rates(world, result)) {
        return false;
    }
    double tolerance = tolerance_of(world->policy, result->impact);
    result->credits = credits;
    result->credit_count = mds_credits__of(world, result->scenario, credits);
    if (result->open != MDS_FALSE) {
        set_stages(world, result, credits, tolerance);
        result->options = options;
        result->option_count = mds_options__of(world, result, tolerance, options);
    }
    set_words(world, result);
    result->weakest = weakest_evidence(world, result);
    return true;
}
