/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tornado: one uncertain input at a time at the ends of its middle 90 per cent, all others at
 * their mean. */
#include "contribution_parts.h"
#include "simulate_parts.h"
#include <mdsrisk/limits.h>

#include <math.h>
#include <stdlib.h>

/* Below a billionth of the number a swing is the rounding of sums. */
static const double worth_naming = 1e-9;

typedef struct point {
    const mds_plan *plan;
    size_t input; /* SIZE_MAX: all at their mean */
    double value;
} point;

static const double *fetch(void *payload, size_t input, double *buffer, size_t count)
{
    const point *at = payload;
    (void)count; /* one */
    buffer[0] = input == at->input ? at->value : at->plan->inputs[input].mean;
    return buffer;
}

/* F / F_tol without the anchor. */
static double times_at(point at)
{
    double frequency;
    mds_plan__frequencies(at.plan, fetch, &at, &frequency, 1);
    return frequency / at.plan->tolerable;
}

static double end_of(const mds_plan_input *input, double p)
{
    mds_triple on = input->triple;
    const double sigma = input->varying.low;

    if (input->what.kind == MDS_INPUT_MODEL) {
        return exp(sigma * mds_model_normal_quantile(p) - 0.5 * sigma * sigma);
    }
    if (!input->log10) {
        return mds_pert_quantile(&on, p);
    }
    on = (mds_triple){log10(on.low), log10(on.mode), log10(on.high)};
    return exp(M_LN10 * mds_pert_quantile(&on, p));
}

typedef struct swinging {
    const mds_plan *plans;
    size_t plan_count;
    mds_plan_common common;
    double anchored, other; /* X and Y */
    mds_swing *list;
    size_t count;
} swinging;

static double width(const mds_swing *swing)
{
    return fabs(swing->times_high - swing->times_low);
}

static void add(swinging *s, mds_swing found)
{
    if (width(&found) > worth_naming * found.times_high) {
        s->list[s->count++] = found;
    }
}

static int wider(const void *a, const void *b)
{
    const mds_swing *x = a;
    const mds_swing *y = b;

    if (width(x) < width(y) || width(x) > width(y)) {
        return width(x) > width(y) ? -1 : 1;
    }
    return mds_input__compare(&x->input, &y->input);
}

static mds_swing swing_of(const mds_plan_input *input)
{
    return (mds_swing){
        .input = input->what, .at_low = end_of(input, 0.05), .at_high = end_of(input, 0.95)};
}

static void swing_common(swinging *s)
{
    const double anchor = s->common.anchor.mean;
    mds_swing found = swing_of(&s->common.model);

    found.times_low = found.at_low * (anchor * s->anchored + s->other);
    found.times_high = found.at_high * (anchor * s->anchored + s->other);
    add(s, found);
    found = swing_of(&s->common.anchor);
    found.times_low = found.at_low * s->anchored + s->other;
    found.times_high = found.at_high * s->anchored + s->other;
    add(s, found);
}

static void swing_plan(swinging *s, const mds_plan *plan)
{
    const double anchor = s->common.anchor.mean;
    const double scale = plan->anchored ? anchor : 1.0;
    const double still =
        anchor * s->anchored + s->other - scale * times_at((point){plan, SIZE_MAX, 0.0});

    for (size_t i = 0; i < plan->input_count; i++) {
        if (plan->inputs[i].varying.shape != NULL) {
            mds_swing found = swing_of(&plan->inputs[i]);
            found.times_low = still + scale * times_at((point){plan, i, found.at_low});
            found.times_high = still + scale * times_at((point){plan, i, found.at_high});
            add(s, found);
        }
    }
}

static mds_status swings(mds_contributions *out, const mds_contributing *c, mds_arena *arena,
                         mds_arena *scratch, mds_diags *diags)
{
    const mds_risk_assessment *as = c->assessment;
    mds_shapes shapes = {.arena = scratch};
    mds_plan *plans = mds_arena_alloc(scratch, c->count, sizeof *plans);
    swinging s = {.plans = plans, .plan_count = c->count};
    size_t inputs = 2;

    if (plans == NULL) {
        return mds_arena_status(scratch);
    }
    mds_status status =
        mds_plan__common(&s.common, &shapes, as->catalog, as->policy, as->deployment->country);
    for (size_t k = 0; k < c->count && status == MDS_OK; k++) {
        status = mds_plan__make(&plans[k], scratch, &shapes, as, c->risks[k]->scenario, diags);
        inputs += plans[k].input_count;
    }
    if (status != MDS_OK) {
        return status;
    }
    s.list = mds_arena_alloc(arena, inputs, sizeof *s.list);
    if (s.list == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t k = 0; k < c->count; k++) {
        const double times = times_at((point){&plans[k], SIZE_MAX, 0.0});
        s.anchored += plans[k].anchored ? times : 0.0;
        s.other += plans[k].anchored ? 0.0 : times;
    }
    swing_common(&s);
    for (size_t k = 0; k < c->count; k++) {
        swing_plan(&s, &plans[k]);
    }
    qsort(s.list, s.count, sizeof *s.list, wider);
    out->swings = s.list;
    out->swing_count = s.count;
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
