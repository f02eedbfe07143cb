/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tornado: one uncertain input at a time at the ends of its middle 90 per cent, all others at
 * their expected value. */
#include "contribution_parts.h"
#include "simulate_parts.h"
#include <mdsrisk/limits.h>

#include <math.h>

/* Below a billionth of the number a swing is the rounding of sums. */
static const double worth_naming = 1e-9;

typedef struct point {
    const mds_plan *plan;
    size_t input; /* SIZE_MAX: all as expected */
    double value;
} point;

static const double *fetch(void *payload, size_t input, double *buffer, size_t count)
{
    const point *at = payload;
    (void)count; /* one */
    buffer[0] = input == at->input ? at->value : at->plan->inputs[input].expected;
    return buffer;
}

static double risk_at(point at)
{
    double frequency;
    mds_plan__frequencies(at.plan, fetch, &at, &frequency, 1);
    return mds_model_likelihood(frequency) * at.plan->headline;
}

static size_t input_of(const mds_plan *plan, uint32_t fact)
{
    for (size_t i = MDS_INPUT_AT_EFFECTS; i < plan->input_count; i++) {
        if (plan->inputs[i].what.fact == fact) {
            return i;
        }
    }
    return SIZE_MAX;
}

static double end_of(const mds_plan_input *input, double p)
{
    mds_triple on = input->triple;
    if (!input->log10) {
        return mds_pert_quantile(&on, p);
    }
    on = (mds_triple){log10(on.low), log10(on.mode), log10(on.high)};
    return exp(M_LN10 * mds_pert_quantile(&on, p));
}

/* The number when input \p i of plan \p p has a value. An unknown control is one thing wherever it
 * acts. */
static double number_at(const mds_plan *plans, size_t count, size_t p, size_t i, double value)
{
    const mds_input *what = &plans[p].inputs[i].what;
    double none = 1.0;
    for (size_t k = 0; k < count; k++) {
        size_t input = k == p                            ? i
                       : what->kind == MDS_INPUT_UNKNOWN ? input_of(&plans[k], what->fact)
                                                         : SIZE_MAX;
        none *= 1.0 - risk_at((point){&plans[k], input, value});
    }
    return 100.0 * (1.0 - none);
}

static double width(const mds_swing *swing)
{
    return fabs(swing->risk_high - swing->risk_low);
}

static void insert(mds_swing *list, size_t count, mds_swing found)
{
    size_t at = count;
    for (; at > 0 && width(&list[at - 1]) < width(&found); at--) {
        list[at] = list[at - 1];
    }
    list[at] = found;
}

/* An unknown control is looked at in the first scenario in which it stands. */
static bool seen(const mds_plan *plans, size_t p, uint32_t fact)
{
    for (size_t k = 0; k < p; k++) {
        if (input_of(&plans[k], fact) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

static size_t find_swings(mds_swing *list, const mds_plan *plans, size_t plan_count)
{
    size_t count = 0;
    for (size_t p = 0; p < plan_count; p++) {
        for (size_t i = 0; i < plans[p].input_count; i++) {
            const mds_plan_input *input = &plans[p].inputs[i];
            bool unknown = input->what.kind == MDS_INPUT_UNKNOWN;
            if (unknown ? seen(plans, p, input->what.fact) : input->varying.shape == NULL) {
                continue;
            }
            mds_swing found = {.scenario =
                                   unknown && plan_count > 1 ? MDS_NO_ORDINAL : plans[p].scenario,
                               .input = input->what,
                               .at_low = unknown ? 0.0 : end_of(input, 0.05),
                               .at_high = unknown ? 1.0 : end_of(input, 0.95)};
            found.risk_low = number_at(plans, plan_count, p, i, found.at_low);
            found.risk_high = number_at(plans, plan_count, p, i, found.at_high);
            if (width(&found) > worth_naming * found.risk_high) {
                insert(list, count++, found);
            }
        }
    }
    return count;
}

static mds_status swings(mds_contributions *out, const mds_contributing *c, mds_arena *arena,
                         mds_arena *scratch, mds_diags *diags)
{
    mds_shapes shapes = {.arena = scratch};
    mds_plan *plans = mds_arena_alloc(scratch, c->count, sizeof *plans);
    size_t inputs = 0;

    if (plans == NULL) {
        return mds_arena_status(scratch);
    }
    for (size_t k = 0; k < c->count; k++) {
        mds_status status = mds_plan__make(&plans[k], scratch, &shapes, c->assessment,
                                           c->results[k]->scenario, diags);
        if (status != MDS_OK) {
            return status;
        }
        inputs += plans[k].input_count;
    }
    mds_swing *list = mds_arena_alloc(arena, inputs, sizeof *list);
    if (list == NULL) {
        return mds_arena_status(arena);
    }
    out->swing_count = find_swings(list, plans, c->count);
    out->swings = list;
    return MDS_OK;
}

mds_status mds_contributing__swings(mds_contributions *out, const mds_contributing *c,
                                    mds_arena *arena, mds_diags *diags)
{
    mds_arena *scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);

    if (scratch == NULL) {
        return MDS_ENOMEM;
    }
    const mds_status status = swings(out, c, arena, scratch, diags);
    mds_arena_free(scratch);
    return status;
}
