/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each measure that is missing would take off a risk: docs/method/model.md, section 5. */
#include "assess_parts.h"

#include <math.h>
#include <string.h>

/* Below half a per cent a measure is not worth a line in a register. */
static const double worth_naming = 1.005;

static bool same_control(const mds_effect *a, const mds_effect *b)
{
    return a->fact == b->fact && a->compensating == b->compensating;
}

/* Credit of the measure once it is there: a control of the device as its manufacturer would
 * declare it, a compensating control verified by the hospital. */
static double credit_when_present(const mds_world *world, const mds_credit *credit)
{
    if (credit->effect->fact == MDS_NO_ORDINAL) {
        return credit->e * world->evidence[MDS_ASSURANCE_VERIFIED];
    }
    const mds_fact *fact = &world->catalog->facts[credit->effect->fact];
    double g = fact->unverified_factor > 0.0 ? fact->unverified_factor
                                             : world->evidence[MDS_ASSURANCE_SELF_DECLARED];
    return fmin(credit->e * credit->decay * g, world->policy->layer_cap);
}

/* Largest factor first; equal ones stay in the catalog's order. */
static void insert(mds_option *options, size_t count, mds_option option)
{
    size_t i = count;
    while (i > 0 && options[i - 1].factor < option.factor) {
        options[i] = options[i - 1];
        i--;
    }
    options[i] = option;
}

/* RRF when the control of credits [begin, end) is present. A group's effect is its best member's,
 * so the new member can only raise it. */
static double rrf_with(mds_world *world, const mds_scenario_result *result, double tolerance,
                       size_t begin, size_t end)
{
    const mds_result *now = &result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    double f[MDS_ACTS_ON__COUNT] = {[MDS_ACTS_ON_V1] = now->f1, [MDS_ACTS_ON_V2] = now->f2};
    bool touched[MDS_ACTS_ON__COUNT] = {false, false};
    for (size_t i = begin; i < end; i++) {
        mds_acts_on on = result->credits[i].effect->acts_on;
        if (!touched[on]) {
            memcpy(world->effect[on], world->expected[on],
                   world->layer_count[on] * sizeof *world->effect[on]);
            touched[on] = true;
        }
        double *effect = &world->effect[on][world->layer[i]];
        *effect = fmax(*effect, credit_when_present(world, &result->credits[i]));
    }
    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        if (touched[on]) {
            f[on] = mds_model_layers(world->effect[on], world->layer_count[on],
                                     world->policy->common_cause);
        }
    }
    const mds_scenario *scenario = &world->catalog->scenarios[result->scenario];
    double vres =
        scenario->v1.value.mode * f[MDS_ACTS_ON_V1] * scenario->v2.value.mode * f[MDS_ACTS_ON_V2];
    return mds_assess__rrf(result->lambda[MDS_CASE_EXPECTED] * vres, tolerance);
}

/* What the hospital has ruled out for this device is not proposed. */
static bool ruled_out(const mds_deployment *deployment, const mds_effect *effect)
{
    for (size_t i = 0; i < deployment->cost_count; i++) {
        const mds_treatment_cost *cost = &deployment->costs[i];
        if (cost->ruled_out && cost->compensating == effect->compensating) {
            return true;
        }
    }
    return false;
}

size_t mds_options__of(mds_world *world, const mds_scenario_result *result, double tolerance,
                       mds_option *out)
{
    double before = result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf;
    size_t count = 0;
    size_t end = 0;
    for (size_t begin = 0; begin < result->credit_count && before > 0.0; begin = end) {
        /* A control that acts on v1 and on v2 has two effects, side by side. */
        const mds_effect *effect = result->credits[begin].effect;
        end = begin + 1;
        while (end < result->credit_count && same_control(effect, result->credits[end].effect)) {
            end++;
        }
        if (result->credits[begin].truth == MDS_TRUE || ruled_out(world->deployment, effect)) {
            continue;
        }
        double after = rrf_with(world, result, tolerance, begin, end);
        double factor = after > 0.0 ? before / after : HUGE_VAL;
        if (factor > worth_naming) {
            insert(out, count++,
                   (mds_option){.effect = effect, .rrf_after = after, .factor = factor});
        }
    }
    return count;
}
