/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare_draws.h"

#include <string.h>

void mds_bid__parts(double *out, const mds_risk_assessment *assessment, unsigned sum,
                    mds_unknowns unknowns)
{
    const mds_evaluation *case_of =
        unknowns == MDS_UNKNOWNS_AS_GOOD ? assessment->best : assessment->now;

    for (size_t s = 0; s < case_of->risk_count; s++) {
        const mds_risk *risk = &case_of->risks[s];
        const double tolerable =
            sum == MDS_SUM_ALL
                ? risk->tolerable
                : mds_model_tolerated(assessment->policy, risk->impact[sum - MDS_SUM_PROPERTY]);
        out[s] = risk->applies ? risk->at[MDS_STAGE_R2].own / tolerable : 0.0;
    }
}

static mds_status set_inputs(mds_world_draws *world, mds_arena *arena)
{
    const mds_risk_assessment *first = world->bids[0].assessment;
    mds_shapes shapes = {.arena = arena};
    mds_status status = mds_plan__common(&world->common, &shapes, first->catalog, first->policy,
                                         first->deployment->country);

    for (uint32_t s = 0; s < first->catalog->scenario_count && status == MDS_OK; s++) {
        status = mds_plan__estimates(&world->inputs[3 * s], &shapes, first->catalog, s, NULL);
    }
    return status;
}

static mds_status set_parts(mds_world_draws *world, mds_arena *arena)
{
    const size_t scenarios = world->bids[0].assessment->catalog->scenario_count;
    double *one = mds_arena_alloc(arena, scenarios, sizeof *one);

    if (one == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t b = 0; b < world->bid_count; b++) {
        for (unsigned sum = 0; sum < MDS_SUM__COUNT; sum++) {
            mds_bid__parts(one, world->bids[b].assessment, sum, MDS_UNKNOWNS_AS_NO);
            for (size_t s = 0; s < scenarios; s++) {
                world->parts[(s * world->bid_count + b) * MDS_SUM__COUNT + sum] = one[s];
            }
        }
    }
    return MDS_OK;
}

mds_status mds_world__draws_new(mds_world_draws *out, mds_arena *arena, const mds_bid *bids,
                                size_t count, uint64_t seed, size_t draws)
{
    mds_world_draws world = {.bids = bids, .bid_count = count, .seed = seed, .draws = draws};
    const size_t scenarios = bids[0].assessment->catalog->scenario_count;
    const size_t sums = count * MDS_SUM__COUNT;

    world.inputs = mds_arena_alloc(arena, 3 * scenarios, sizeof *world.inputs);
    world.parts = mds_arena_alloc(arena, scenarios * sums, sizeof(double));
    world.sums = mds_arena_alloc(arena, sums * MDS_SHARD, sizeof(double));
    world.anchored = mds_arena_alloc(arena, sums * MDS_SHARD, sizeof(double));
    if (world.inputs == NULL || world.parts == NULL || world.sums == NULL ||
        world.anchored == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = set_inputs(&world, arena);
    if (status == MDS_OK) {
        status = set_parts(&world, arena);
    }
    if (status == MDS_OK) {
        *out = world;
    }
    return status;
}

/* Rate, v1 and v2 over their means: the same for every bid. */
static void draw_scenario(const mds_world_draws *world, size_t s, uint64_t shard, double *ratio,
                          double *buffer, size_t count)
{
    for (size_t k = 0; k < 3; k++) {
        const mds_plan_input *input = &world->inputs[3 * s + k];
        double *into = k == 0 ? ratio : buffer;
        mds_plan__draw(input, world->seed, shard, into, count);
        for (size_t i = 0; i < count; i++) {
            ratio[i] = (k == 0 ? 1.0 : ratio[i]) * into[i] / input->mean;
        }
    }
}

static void add_scaled(double *restrict sum, const double *restrict ratio, double part,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sum[i] += part * ratio[i];
    }
}

/* Whether the scenario counts for some bid. */
static bool bears(const mds_world_draws *world, size_t s)
{
    const size_t sums = world->bid_count * MDS_SUM__COUNT;

    for (size_t k = 0; k < sums; k++) {
        if (world->parts[s * sums + k] > 0.0) {
            return true;
        }
    }
    return false;
}

static void draw_block(mds_world_draws *world, uint64_t shard, size_t count)
{
    const mds_catalog *catalog = world->bids[0].assessment->catalog;
    const size_t sums = world->bid_count * MDS_SUM__COUNT;
    double ratio[MDS_SHARD], buffer[MDS_SHARD];

    memset(world->sums, 0, sums * MDS_SHARD * sizeof(double));
    memset(world->anchored, 0, sums * MDS_SHARD * sizeof(double));
    for (size_t s = 0; s < catalog->scenario_count; s++) {
        double *into = catalog->scenarios[s].anchored ? world->anchored : world->sums;
        if (!bears(world, s)) {
            continue;
        }
        draw_scenario(world, s, shard, ratio, buffer, count);
        for (size_t k = 0; k < sums; k++) {
            const double part = world->parts[s * sums + k];
            if (part > 0.0) {
                add_scaled(into + k * MDS_SHARD, ratio, part, count);
            }
        }
    }
    mds_plan__draw(&world->common.anchor, world->seed, shard, ratio, count);
    mds_plan__draw(&world->common.model, world->seed, shard, buffer, count);
    for (size_t k = 0; k < sums; k++) {
        double *restrict sum = world->sums + k * MDS_SHARD;
        const double *restrict anchored = world->anchored + k * MDS_SHARD;
        for (size_t i = 0; i < count; i++) {
            sum[i] = buffer[i] * (ratio[i] * anchored[i] + sum[i]);
        }
    }
}

void mds_world__draw(double *out, mds_world_draws *world, size_t draw)
{
    const size_t left = world->draws - draw;

    if (draw % MDS_SHARD == 0) {
        draw_block(world, draw / MDS_SHARD, left < MDS_SHARD ? left : MDS_SHARD);
    }
    for (size_t k = 0; k < world->bid_count * MDS_SUM__COUNT; k++) {
        out[k] = world->sums[k * MDS_SHARD + draw % MDS_SHARD];
    }
}
