/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario as a function of its uncertain inputs. The formulas are those of docs/method/model.md,
 * section 3 and 4; fixed numbers come from the assessment. */
#include "assess_parts.h"
#include "base/strbuf.h"
#include "simulate_parts.h"

#include <math.h>
#include <string.h>

static const mds_pert_shape *shape_of(mds_shapes *shapes, double alpha)
{
    for (size_t i = 0; i < shapes->count; i++) {
        if (fabs(shapes->at[i]->alpha - alpha) < 1e-12) {
            return shapes->at[i];
        }
    }
    mds_pert_shape *shape = mds_arena_alloc(shapes->arena, 1, sizeof *shape);
    if (shape == NULL || !mds_array_reserve(shapes->arena, &shapes->at, &shapes->capacity,
                                            shapes->count, sizeof(mds_pert_shape *))) {
        return NULL;
    }
    mds_pert__shape(shape, alpha);
    shapes->at[shapes->count++] = shape;
    return shape;
}

mds_status mds_plan__input(mds_plan_input *input, mds_shapes *shapes, const mds_triple *triple,
                           bool log10_scale, uint64_t stream)
{
    mds_triple on = *triple;
    if (log10_scale) {
        on = (mds_triple){log10(triple->low), log10(triple->mode), log10(triple->high)};
    }
    if (!mds_pert__valid(triple) || !mds_pert__valid(&on)) {
        return MDS_EINVAL;
    }
    input->triple = *triple;
    input->expected = triple->mode;
    input->log10 = log10_scale && on.low < on.high;
    input->varying = (mds_varying){.low = triple->low, .high = triple->high, .stream = stream};
    if (on.low < on.high) {
        input->varying.low = on.low;
        input->varying.span = on.high - on.low;
        input->varying.high = on.high;
        input->varying.shape = shape_of(shapes, mds_pert__alpha(&on));
        if (input->varying.shape == NULL) {
            return mds_arena_status(shapes->arena);
        }
    }
    return MDS_OK;
}

static mds_status refuse(const mds_assessment *assessment, const mds_plan *plan, const char *what,
                         mds_status status, mds_diags *diags)
{
    if (status == MDS_EINVAL) {
        mds_diag_add(diags, MDS_D_SIMULATE_NO_TRIPLE, NULL, NULL,
                     assessment->catalog->scenarios[plan->scenario].id, what, NULL);
    }
    return status;
}

static mds_status add_scenario_inputs(mds_plan *plan, mds_shapes *shapes,
                                      const mds_assessment *assessment, mds_diags *diags)
{
    const mds_scenario *scenario = &assessment->catalog->scenarios[plan->scenario];
    const mds_estimate *estimates[] = {&scenario->rate[assessment->deployment->country],
                                       &scenario->v1, &scenario->v2};
    static const char *const names[] = {"rate", "v1", "v2"};
    static const mds_input_kind kinds[] = {MDS_INPUT_RATE, MDS_INPUT_V1, MDS_INPUT_V2};

    for (unsigned i = 0; i < 3; i++) {
        mds_plan_input *input = &plan->inputs[plan->input_count++];
        input->what = (mds_input){.kind = kinds[i], .fact = MDS_NO_ORDINAL};
        mds_status status = mds_plan__input(input, shapes, &estimates[i]->value,
                                            i == MDS_INPUT_AT_RATE && scenario->rate_log10,
                                            mds_stream__of(MDS_STREAM_RATE + i, plan->scenario));
        if (status != MDS_OK) {
            return refuse(assessment, plan, names[i], status, diags);
        }
    }
    return MDS_OK;
}

/* The input of an unknown control, which may stand in several credits. */
static size_t unknown_input(mds_plan *plan, uint32_t fact, double mean)
{
    for (size_t i = MDS_INPUT_AT_EFFECTS; i < plan->input_count; i++) {
        if (plan->inputs[i].what.fact == fact) {
            return i;
        }
    }
    plan->inputs[plan->input_count] = (mds_plan_input){
        .what = {.kind = MDS_INPUT_UNKNOWN, .fact = fact},
        .varying = {.low = mean, .high = 1.0, .stream = mds_stream__of(MDS_STREAM_FACT, fact)},
        .expected = mean,
        .triple = {0.0, mean, 1.0}};
    return plan->input_count++;
}

static bool same_layer(const mds_credit *a, const mds_credit *b)
{
    return a->effect->acts_on == b->effect->acts_on && a->group[0] != '\0' &&
           strcmp(a->group, b->group) == 0;
}

static mds_status add_credit(mds_plan *plan, mds_shapes *shapes, const mds_assessment *assessment,
                             const mds_credit *credit, bool begins, mds_diags *diags)
{
    const mds_catalog *catalog = assessment->catalog;
    const mds_effect *effect = credit->effect;
    mds_plan_credit *out = &plan->credits[plan->credit_count];
    bool unknown = credit->truth == MDS_UNKNOWN;
    mds_plan_input *input = &plan->inputs[plan->input_count];
    mds_status status =
        mds_plan__input(input, shapes, &effect->effectiveness.value, false,
                        mds_stream__of(MDS_STREAM_EFFECT, (size_t)(effect - catalog->effects)));

    if (status != MDS_OK) {
        return refuse(assessment, plan,
                      effect->fact != MDS_NO_ORDINAL
                          ? catalog->facts[effect->fact].id
                          : catalog->compensating[effect->compensating].id,
                      status, diags);
    }
    input->what = (mds_input){.kind = MDS_INPUT_EFFECT, .effect = effect, .fact = MDS_NO_ORDINAL};
    *out = (mds_plan_credit){.effect = plan->input_count++,
                             .unknown = SIZE_MAX,
                             .factor = (unknown ? 1.0 : credit->a[MDS_CASE_EXPECTED]) *
                                       credit->decay * credit->g,
                             .cap = credit->cap,
                             .begins = begins,
                             .acts_on = effect->acts_on};
    out->capped = input->triple.high * out->factor > out->cap;
    if (unknown) {
        out->unknown = unknown_input(plan, effect->fact, credit->a[MDS_CASE_EXPECTED]);
    }
    plan->credit_count++;
    return MDS_OK;
}

/* A control that is surely absent neither varies nor counts. The others come by v1 and v2, and
 * those of one group side by side, in the order of the catalog. */
static mds_status add_credits(mds_plan *plan, mds_shapes *shapes, const mds_assessment *assessment,
                              const mds_scenario_result *result, bool *added, mds_diags *diags)
{
    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        for (size_t i = 0; i < result->credit_count; i++) {
            const mds_credit *first = &result->credits[i];
            bool begins = true;
            if (added[i] || first->effect->acts_on != on) {
                continue;
            }
            for (size_t k = i; k < result->credit_count; k++) {
                const mds_credit *credit = &result->credits[k];
                if (added[k] || credit->truth == MDS_FALSE ||
                    (k != i && !same_layer(first, credit))) {
                    continue;
                }
                mds_status status = add_credit(plan, shapes, assessment, credit, begins, diags);
                if (status != MDS_OK) {
                    return status;
                }
                begins = false;
                added[k] = true;
            }
        }
    }
    return MDS_OK;
}

mds_status mds_plan__make(mds_plan *plan, mds_arena *arena, mds_shapes *shapes,
                          const mds_assessment *assessment, uint32_t scenario, mds_diags *diags)
{
    const mds_scenario_result *result = &assessment->scenarios[scenario];
    size_t most = MDS_INPUT_AT_EFFECTS + 2 * result->credit_count;
    bool *added = mds_arena_alloc(arena, result->credit_count, sizeof *added);

    *plan =
        (mds_plan){.scenario = scenario,
                   .inputs = mds_arena_alloc(arena, most, sizeof *plan->inputs),
                   .credits = mds_arena_alloc(arena, result->credit_count, sizeof *plan->credits),
                   .rate_factor = result->eos_rate * assessment->deployment->hospital_rate_factor,
                   .common_cause = assessment->policy->common_cause,
                   .tolerance = mds_assess__tolerance(assessment->policy, result->impact),
                   .headline = result->headline};
    if (added == NULL || plan->inputs == NULL || plan->credits == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < assessment->catalog->scenarios[scenario].raise_count; i++) {
        plan->rate_factor *= result->raise[MDS_CASE_EXPECTED][i];
    }
    mds_status status = add_scenario_inputs(plan, shapes, assessment, diags);
    if (status == MDS_OK) {
        status = add_credits(plan, shapes, assessment, result, added, diags);
    }
    return status;
}

void mds_plan__draw(const mds_plan_input *input, uint64_t seed, uint64_t shard, double *out,
                    size_t count)
{
    mds_random random = mds_random__stream(seed, input->varying.stream, shard);

    if (input->what.kind == MDS_INPUT_UNKNOWN) {
        /* Compared as integers, and counted instead of chosen: no branch to guess wrong. */
        const uint64_t limit = (uint64_t)ceil(input->varying.low * 0x1p53);
        for (size_t i = 0; i < count; i++) {
            out[i] = (double)(mds_random__next(&random) >> 11 < limit);
        }
        return;
    }
    mds_pert__fill(&input->varying, &random, out, count);
    for (size_t i = 0; input->log10 && i < count; i++) {
        out[i] = exp(M_LN10 * out[i]);
    }
}

/* What the groups on one factor of v leave, while they are gone through. */
typedef struct layers {
    double product[MDS_SHARD], best[MDS_SHARD];
} layers;

static void close_group(layers *on, const double *effect, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double left = 1.0 - effect[i];
        on->product[i] *= left;
        on->best[i] = left < on->best[i] ? left : on->best[i];
    }
}

/* The group's effect is its best member's. */
static void add_member(double *restrict effect, const mds_plan_credit *credit,
                       const double *restrict e, const double *restrict state, size_t count)
{
    const double factor = credit->factor;
    const double cap = credit->capped ? credit->cap : HUGE_VAL;

    if (state == NULL) {
        for (size_t i = 0; i < count; i++) {
            double x = e[i] * factor;
            x = x < cap ? x : cap;
            effect[i] = x > effect[i] ? x : effect[i];
        }
        return;
    }
    for (size_t i = 0; i < count; i++) {
        double x = e[i] * factor * state[i];
        x = x < cap ? x : cap;
        effect[i] = x > effect[i] ? x : effect[i];
    }
}

static void apply_layers(const mds_plan *plan, mds_acts_on which, mds_plan_fetch fetch,
                         void *payload, double *restrict out, size_t count)
{
    double e[MDS_SHARD], state[MDS_SHARD], effect[MDS_SHARD];
    layers on;
    bool open = false;

    for (size_t i = 0; i < count; i++) {
        on.product[i] = 1.0;
        on.best[i] = 1.0;
    }
    for (size_t k = 0; k < plan->credit_count; k++) {
        const mds_plan_credit *credit = &plan->credits[k];
        if (credit->acts_on != which) {
            continue;
        }
        if (credit->begins) {
            if (open) {
                close_group(&on, effect, count);
            }
            memset(effect, 0, count * sizeof *effect);
            open = true;
        }
        const double *states =
            credit->unknown == SIZE_MAX ? NULL : fetch(payload, credit->unknown, state, count);
        add_member(effect, credit, fetch(payload, credit->effect, e, count), states, count);
    }
    if (open) {
        close_group(&on, effect, count);
    }
    const double common = plan->common_cause;
    for (size_t i = 0; i < count; i++) {
        out[i] *= (1.0 - common) * on.product[i] + common * on.best[i];
    }
}

void mds_plan__frequencies(const mds_plan *plan, mds_plan_fetch fetch, void *payload, double *out,
                           size_t count)
{
    double buffer[MDS_SHARD];

    for (size_t i = 0; i < count; i++) {
        out[i] = plan->rate_factor;
    }
    for (size_t input = MDS_INPUT_AT_RATE; input < MDS_INPUT_AT_EFFECTS; input++) {
        const double *values = fetch(payload, input, buffer, count);
        for (size_t i = 0; i < count; i++) {
            out[i] *= values[i];
        }
    }
    apply_layers(plan, MDS_ACTS_ON_V1, fetch, payload, out, count);
    apply_layers(plan, MDS_ACTS_ON_V2, fetch, payload, out, count);
}
