/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Monte Carlo: docs/method/simulation.md. Scenarios are drawn in batches that fit into memory; what
 * goes from one scenario to the next (the index, the worst RRF, the sums of frequencies) is
 * combined draw by draw in the order of the ranking, and every sum over draws is one thread's, from
 * the first to the last. */
#include "assess_parts.h"
#include "simulate_parts.h"
#include <mdsrisk/limits.h>

#include <math.h>
#include <string.h>

enum { BATCH_BYTES = 64 << 20 };

typedef struct sim {
    const mds_assessment *assessment;
    const mds_simulation_options *options;
    mds_arena *scratch;
    size_t draws, shards;
    mds_plan *plans; /* in the order of the ranking */
    size_t plan_count;
    size_t batch, first, now; /* room, first scenario and number of those at work */
    double **frequency;       /* [batch] */
    double **likelihood;      /* [batch] */
    double *none;             /* per draw: product of 1 - L*I */
    double *worst;            /* per draw: largest RRF */
    double **above;           /* per tolerance and draw: sum of F */
    mds_risk_spread *risks;
    mds_exceedance *exceedances;
    size_t exceedance_count;
} sim;

/* Where the values of a scenario's inputs come from during a draw. */
typedef struct source {
    const mds_plan *plan;
    uint64_t seed, shard;
} source;

static const double *fetch(void *payload, size_t input, double *buffer, size_t count)
{
    const source *from = payload;
    mds_plan__draw(&from->plan->inputs[input], from->seed, from->shard, buffer, count);
    return buffer;
}

static size_t shard_size(const sim *s, size_t shard)
{
    size_t done = shard * MDS_SHARD;
    return s->draws - done < MDS_SHARD ? s->draws - done : MDS_SHARD;
}

static void draw_shard(void *payload, size_t item)
{
    sim *s = payload;
    size_t k = item / s->shards;
    size_t shard = item % s->shards;
    size_t count = shard_size(s, shard);
    source from = {&s->plans[s->first + k], s->options->seed, shard};
    double *frequency = s->frequency[k] + shard * MDS_SHARD;
    double *likelihood = s->likelihood[k] + shard * MDS_SHARD;

    mds_plan__frequencies(from.plan, fetch, &from, frequency, count);
    for (size_t i = 0; i < count; i++) {
        likelihood[i] = mds_model_likelihood(frequency[i]);
    }
}

static void combine_shard(void *payload, size_t shard)
{
    sim *s = payload;
    size_t begin = shard * MDS_SHARD;
    size_t end = begin + shard_size(s, shard);

    for (size_t k = 0; k < s->now; k++) {
        const mds_plan *plan = &s->plans[s->first + k];
        const double *frequency = s->frequency[k];
        const double *likelihood = s->likelihood[k];
        for (size_t i = begin; i < end; i++) {
            double rrf = mds_assess__rrf(frequency[i], plan->tolerance);
            s->none[i] *= 1.0 - likelihood[i] * plan->headline;
            s->worst[i] = rrf > s->worst[i] ? rrf : s->worst[i];
        }
        for (size_t t = 0; t < s->exceedance_count; t++) {
            double *above = s->above[t];
            if (plan->headline < s->exceedances[t].impact) {
                continue;
            }
            for (size_t i = begin; i < end; i++) {
                above[i] += frequency[i];
            }
        }
    }
}

static double share_above(const double *values, size_t count, double limit)
{
    size_t above = 0;
    for (size_t i = 0; i < count; i++) {
        above += values[i] > limit;
    }
    return (double)above / (double)count;
}

static double rrf_of(const mds_plan *plan, double frequency)
{
    return mds_assess__rrf(frequency, plan->tolerance);
}

static double risk_of(const mds_plan *plan, double frequency)
{
    return mds_model_likelihood(frequency) * (100.0 * plan->headline);
}

static void sum_up(void *payload, size_t k)
{
    sim *s = payload;
    const mds_plan *plan = &s->plans[s->first + k];
    mds_risk_spread *out = &s->risks[s->first + k];
    double *values = s->frequency[k];
    double scale = plan->tolerance > 0.0 ? 1.0 / plan->tolerance : HUGE_VAL;

    out->scenario = plan->scenario;
    /* RRF is F times a number: its spread needs no pass of its own. */
    for (size_t i = 0; i < s->draws; i++) {
        double rrf = rrf_of(plan, values[i]);
        out->above_one += rrf > 1.0;
        out->above_limit += rrf > s->assessment->policy->reduce_limit;
    }
    out->above_one /= (double)s->draws;
    out->above_limit /= (double)s->draws;
    mds_spread__of(&out->frequency, values, s->draws);
    const mds_spread *f = &out->frequency;
    out->rrf = (mds_spread){.mean = rrf_of(plan, f->mean),
                            .error = f->error > 0.0 ? f->error * scale : 0.0,
                            .sd = f->sd > 0.0 ? f->sd * scale : 0.0,
                            .least = rrf_of(plan, f->least),
                            .p05 = rrf_of(plan, f->p05),
                            .p50 = rrf_of(plan, f->p50),
                            .p95 = rrf_of(plan, f->p95),
                            .most = rrf_of(plan, f->most)};
    /* r grows with F: its quantiles are those of the same draws. */
    for (size_t i = 0; i < s->draws; i++) {
        s->likelihood[k][i] *= 100.0 * plan->headline;
    }
    mds_spread__moments(&out->risk, s->likelihood[k], s->draws);
    out->risk.p05 = risk_of(plan, f->p05);
    out->risk.p50 = risk_of(plan, f->p50);
    out->risk.p95 = risk_of(plan, f->p95);
}

static bool make_room(sim *s)
{
    size_t bytes = 2 * s->draws * sizeof(double);
    size_t fits = BATCH_BYTES / bytes;
    size_t tolerances = s->assessment->policy->tolerance_count;

    s->batch = fits < 1 ? 1 : fits > s->plan_count ? s->plan_count : fits;
    s->frequency = mds_arena_alloc(s->scratch, s->batch, sizeof *s->frequency);
    s->likelihood = mds_arena_alloc(s->scratch, s->batch, sizeof *s->likelihood);
    s->above = mds_arena_alloc(s->scratch, tolerances, sizeof *s->above);
    s->none = mds_arena_alloc(s->scratch, s->draws, sizeof *s->none);
    s->worst = mds_arena_alloc(s->scratch, s->draws, sizeof *s->worst);
    bool made = s->frequency != NULL && s->likelihood != NULL && s->above != NULL &&
                s->none != NULL && s->worst != NULL;
    for (size_t k = 0; k < s->batch && made; k++) {
        s->frequency[k] = mds_arena_alloc(s->scratch, s->draws, sizeof(double));
        s->likelihood[k] = mds_arena_alloc(s->scratch, s->draws, sizeof(double));
        made = s->frequency[k] != NULL && s->likelihood[k] != NULL;
    }
    for (size_t t = 0; t < tolerances && made; t++) {
        s->above[t] = mds_arena_alloc(s->scratch, s->draws, sizeof(double));
        made = s->above[t] != NULL;
    }
    for (size_t i = 0; i < s->draws && made; i++) {
        s->none[i] = 1.0;
    }
    return made;
}

static mds_status make_plans(sim *s, mds_diags *diags)
{
    const mds_assessment *as = s->assessment;
    mds_shapes shapes = {.arena = s->scratch};

    s->plan_count = as->ranked_count;
    s->plans = mds_arena_alloc(s->scratch, s->plan_count, sizeof *s->plans);
    if (s->plans == NULL) {
        return mds_arena_status(s->scratch);
    }
    for (size_t i = 0; i < s->plan_count; i++) {
        mds_status status =
            mds_plan__make(&s->plans[i], s->scratch, &shapes, as, as->ranking[i], diags);
        if (status != MDS_OK) {
            return status;
        }
    }
    return make_room(s) ? MDS_OK : mds_arena_status(s->scratch);
}

static void run(sim *s)
{
    const mds_simulation_options *o = s->options;

    for (s->first = 0; s->first < s->plan_count; s->first += s->now) {
        size_t left = s->plan_count - s->first;
        if (o->progress != NULL) {
            o->progress(o->payload, s->first, s->plan_count);
        }
        s->now = left < s->batch ? left : s->batch;
        mds_tasks__run(o->threads, s->now * s->shards, draw_shard, s);
        mds_tasks__run(o->threads, s->shards, combine_shard, s);
        mds_tasks__run(o->threads, s->now, sum_up, s);
    }
    if (o->progress != NULL) {
        o->progress(o->payload, s->plan_count, s->plan_count);
    }
}

static void sum_up_device(sim *s, mds_simulation *out, double *index)
{
    static const double shares[MDS_CURVE_POINTS] = {0.99, 0.95, 0.9,  0.75, 0.5,
                                                    0.25, 0.1,  0.05, 0.01};
    for (size_t i = 0; i < s->draws; i++) {
        index[i] = 100.0 * (1.0 - s->none[i]);
    }
    out->index_draws = index;
    out->above_one = share_above(s->worst, s->draws, 1.0);
    out->above_limit = share_above(s->worst, s->draws, s->assessment->policy->reduce_limit);
    memcpy(s->none, index, s->draws * sizeof *index);
    mds_spread__of(&out->index, s->none, s->draws);
    for (size_t i = 0; i < MDS_CURVE_POINTS; i++) {
        /* The ceil(share*n) largest draws are at least this large. */
        size_t above = mds_spread__rank(shares[i], s->draws);
        out->curve[i] = (mds_curve_point){
            shares[i], mds_spread__select(s->none, s->draws, s->draws - 1 - above)};
    }
    for (size_t t = 0; t < s->exceedance_count; t++) {
        mds_spread__of(&s->exceedances[t].frequency, s->above[t], s->draws);
    }
}

static mds_status simulate(mds_simulation *out, mds_arena *arena, sim *s, mds_diags *diags)
{
    const mds_policy *policy = s->assessment->policy;
    double *index = mds_arena_alloc(arena, s->draws, sizeof *index);

    s->exceedance_count = policy->tolerance_count;
    s->risks = mds_arena_alloc(arena, s->assessment->ranked_count, sizeof *s->risks);
    s->exceedances = mds_arena_alloc(arena, s->exceedance_count, sizeof *s->exceedances);
    if (index == NULL || s->risks == NULL || s->exceedances == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t t = 0; t < s->exceedance_count; t++) {
        s->exceedances[t].impact = policy->tolerances[t].impact;
        s->exceedances[t].tolerable = policy->tolerances[t].frequency;
    }
    const mds_status status = make_plans(s, diags);
    if (status != MDS_OK) {
        return status;
    }
    run(s);
    sum_up_device(s, out, index);
    out->assessment = s->assessment;
    out->draws = s->draws;
    out->seed = s->options->seed;
    out->generator = MDS_RANDOM_NAME;
    out->risks = s->risks;
    out->risk_count = s->plan_count;
    out->exceedances = s->exceedances;
    out->exceedance_count = s->exceedance_count;
    return MDS_OK;
}

mds_status mds_simulate(const mds_simulation **out, mds_arena *arena,
                        const mds_assessment *assessment, const mds_simulation_options *options,
                        mds_diags *diags)
{
    if (options->draws < MDS_DRAWS_LEAST || options->draws > MDS_DRAWS_MOST ||
        options->threads < 1 || options->threads > MDS_THREADS_MOST) {
        return MDS_EINVAL;
    }
    mds_simulation *simulation = mds_arena_alloc(arena, 1, sizeof *simulation);
    if (simulation == NULL) {
        return mds_arena_status(arena);
    }
    sim s = {.assessment = assessment,
             .options = options,
             .draws = options->draws,
             .shards = (options->draws + MDS_SHARD - 1) / MDS_SHARD,
             .scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL)};
    if (s.scratch == NULL) {
        return MDS_ENOMEM;
    }
    const mds_status status = simulate(simulation, arena, &s, diags);
    mds_arena_free(s.scratch);
    if (status == MDS_OK) {
        *out = simulation;
    }
    return status;
}
