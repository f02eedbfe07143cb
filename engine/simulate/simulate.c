/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Monte Carlo: docs/method/simulation.md. Scenarios are drawn in batches that fit into memory; T is
 * added up draw by draw in the order of the ranking, and every sum over draws is one thread's, from
 * the first to the last. */
#include "simulate_parts.h"
#include <mdsrisk/limits.h>

#include <math.h>
#include <string.h>

enum { BATCH_BYTES = 64 << 20 };

typedef struct sim {
    const mds_risk_assessment *assessment;
    const mds_simulation_options *options;
    mds_arena *scratch;
    size_t draws, shards;
    mds_plan_common common;
    mds_plan *plans; /* in the order of the ranking */
    size_t plan_count;
    size_t batch, first, now; /* room, first scenario and number of those at work */
    double **frequency;       /* [batch] */
    double *anchor, *model;   /* per draw */
    double *times;            /* per draw: T */
    mds_risk_spread *risks;
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

/* What all scenarios share. */
static void draw_common(void *payload, size_t shard)
{
    sim *s = payload;
    const size_t begin = shard * MDS_SHARD;
    const size_t count = shard_size(s, shard);

    mds_plan__draw(&s->common.anchor, s->options->seed, shard, s->anchor + begin, count);
    mds_plan__draw(&s->common.model, s->options->seed, shard, s->model + begin, count);
}

static void draw_shard(void *payload, size_t item)
{
    sim *s = payload;
    const size_t k = item / s->shards;
    const size_t shard = item % s->shards;
    const size_t begin = shard * MDS_SHARD;
    const size_t count = shard_size(s, shard);
    source from = {&s->plans[s->first + k], s->options->seed, shard};
    double *frequency = s->frequency[k] + begin;

    mds_plan__frequencies(from.plan, fetch, &from, frequency, count);
    for (size_t i = 0; i < count; i++) {
        frequency[i] *= s->model[begin + i];
    }
    for (size_t i = 0; i < count && from.plan->anchored; i++) {
        frequency[i] *= s->anchor[begin + i];
    }
}

static void combine_shard(void *payload, size_t shard)
{
    sim *s = payload;
    const size_t begin = shard * MDS_SHARD;
    const size_t end = begin + shard_size(s, shard);

    for (size_t k = 0; k < s->now; k++) {
        const double tolerable = s->plans[s->first + k].tolerable;
        const double *frequency = s->frequency[k];
        for (size_t i = begin; i < end; i++) {
            s->times[i] += frequency[i] / tolerable;
        }
    }
}

static double share_within(const double *values, size_t count, double limit)
{
    size_t within = 0;
    for (size_t i = 0; i < count; i++) {
        within += values[i] <= limit;
    }
    return (double)within / (double)count;
}

/* F / F_tol is F times a number: its spread needs no pass of its own. */
static mds_spread scaled(const mds_spread *spread, double scale)
{
    return (mds_spread){.mean = spread->mean * scale,
                        .error = spread->error * scale,
                        .sd = spread->sd * scale,
                        .least = spread->least * scale,
                        .p05 = spread->p05 * scale,
                        .p50 = spread->p50 * scale,
                        .p95 = spread->p95 * scale,
                        .most = spread->most * scale,
                        .quantile = spread->quantile * scale};
}

static void sum_up(void *payload, size_t k)
{
    sim *s = payload;
    const mds_plan *plan = &s->plans[s->first + k];
    mds_risk_spread *out = &s->risks[s->first + k];

    out->scenario = plan->scenario;
    out->within = share_within(s->frequency[k], s->draws, plan->tolerable);
    mds_spread__of(&out->frequency, s->frequency[k], s->draws, s->assessment->policy->confidence);
    out->times = scaled(&out->frequency, 1.0 / plan->tolerable);
}

static bool make_room(sim *s, mds_arena *arena)
{
    size_t fits = BATCH_BYTES / (s->draws * sizeof(double));

    s->batch = fits < 1 ? 1 : fits > s->plan_count ? s->plan_count : fits;
    s->frequency = mds_arena_alloc(s->scratch, s->batch, sizeof *s->frequency);
    s->anchor = mds_arena_alloc(s->scratch, s->draws, sizeof *s->anchor);
    s->model = mds_arena_alloc(s->scratch, s->draws, sizeof *s->model);
    s->times = mds_arena_alloc(arena, s->draws, sizeof *s->times);
    bool made = s->frequency != NULL && s->anchor != NULL && s->model != NULL && s->times != NULL;
    for (size_t k = 0; k < s->batch && made; k++) {
        s->frequency[k] = mds_arena_alloc(s->scratch, s->draws, sizeof(double));
        made = s->frequency[k] != NULL;
    }
    return made;
}

static mds_status make_plans(sim *s, mds_arena *arena, mds_diags *diags)
{
    const mds_risk_assessment *as = s->assessment;
    mds_shapes shapes = {.arena = s->scratch};

    s->plan_count = as->ranked_count;
    s->plans = mds_arena_alloc(s->scratch, s->plan_count, sizeof *s->plans);
    s->risks = mds_arena_alloc(arena, s->plan_count, sizeof *s->risks);
    if (s->plans == NULL || s->risks == NULL) {
        return mds_arena_status(s->plans == NULL ? s->scratch : arena);
    }
    mds_status status =
        mds_plan__common(&s->common, &shapes, as->catalog, as->policy, as->deployment->country);
    for (size_t i = 0; i < s->plan_count && status == MDS_OK; i++) {
        status = mds_plan__make(&s->plans[i], s->scratch, &shapes, as, as->ranking[i], diags);
    }
    if (status == MDS_OK && !make_room(s, arena)) {
        status = s->times == NULL ? mds_arena_status(arena) : mds_arena_status(s->scratch);
    }
    return status;
}

static void run(sim *s)
{
    const mds_simulation_options *o = s->options;

    mds_tasks__run(o->threads, s->shards, draw_common, s);
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

/* The draws of T are kept in order; the scratch is reordered. */
static void sum_up_device(sim *s, mds_simulation *out)
{
    static const double shares[MDS_CURVE_POINTS] = {0.99, 0.95, 0.9,  0.75, 0.5,
                                                    0.25, 0.1,  0.05, 0.01};
    double *sorted = s->model;

    out->drawn = s->times;
    out->within = share_within(s->times, s->draws, 1.0);
    memcpy(sorted, s->times, s->draws * sizeof *sorted);
    mds_spread__of(&out->times, sorted, s->draws, s->assessment->policy->confidence);
    for (size_t i = 0; i < MDS_CURVE_POINTS; i++) {
        /* The ceil(share*n) largest draws are at least this large. */
        size_t above = mds_spread__rank(shares[i], s->draws);
        out->curve[i] = (mds_curve_point){
            shares[i], mds_spread__select(sorted, s->draws, s->draws - 1 - above)};
    }
}

mds_status mds_simulate(const mds_simulation **out, mds_arena *arena,
                        const mds_risk_assessment *assessment,
                        const mds_simulation_options *options, mds_diags *diags)
{
    if (options->draws < MDS_DRAWS_LEAST || options->draws > MDS_DRAWS_MOST ||
        options->threads < 1 || options->threads > MDS_THREADS_MOST) {
        return MDS_EINVAL;
    }
    mds_simulation *made = mds_arena_alloc(arena, 1, sizeof *made);
    if (made == NULL) {
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
    const mds_status status = make_plans(&s, arena, diags);
    if (status == MDS_OK) {
        run(&s);
        sum_up_device(&s, made);
        made->assessment = assessment;
        made->draws = s.draws;
        made->seed = options->seed;
        made->generator = MDS_RANDOM_NAME;
        made->risks = s.risks;
        made->risk_count = s.plan_count;
        *out = made;
    }
    mds_arena_free(s.scratch);
    return status;
}
