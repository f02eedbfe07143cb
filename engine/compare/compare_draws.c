/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare_draws.h"

static mds_status set_inputs(mds_world_draws *world, mds_arena *arena, mds_country country)
{
    const mds_catalog *catalog = world->catalog;
    mds_shapes shapes = {.arena = arena};
    mds_plan_input *rates = world->inputs + catalog->effect_count;
    mds_status status = MDS_OK;

    for (size_t i = 0; i < catalog->effect_count && status == MDS_OK; i++) {
        status =
            mds_plan__input(&world->inputs[i], &shapes, &catalog->effects[i].effectiveness.value,
                            false, mds_stream__of(MDS_STREAM_EFFECT, i));
    }
    for (size_t s = 0; s < catalog->scenario_count && status == MDS_OK; s++) {
        const mds_scenario *scenario = &catalog->scenarios[s];
        const mds_estimate *estimates[] = {&scenario->rate[country], &scenario->v1, &scenario->v2};
        for (unsigned k = 0; k < 3 && status == MDS_OK; k++) {
            /* A log scale is for what spans powers of ten; probabilities do not. */
            status = mds_plan__input(&rates[k * catalog->scenario_count + s], &shapes,
                                     &estimates[k]->value, k == 0 && scenario->rate_log10,
                                     mds_stream__of(MDS_STREAM_RATE + k, s));
        }
    }
    return status;
}

mds_status mds_world__draws_new(mds_world_draws *out, mds_arena *arena, const mds_catalog *catalog,
                                mds_country country, uint64_t seed, size_t draws)
{
    mds_world_draws world = {.catalog = catalog, .seed = seed, .draws = draws};

    const size_t at_once = draws < MDS_SHARD ? draws : MDS_SHARD;

    world.input_count = catalog->effect_count + 3 * catalog->scenario_count;
    world.width = world.input_count + catalog->fact_count + 1;
    world.inputs = mds_arena_alloc(arena, world.input_count, sizeof *world.inputs);
    world.rows = mds_arena_alloc(arena, world.width * at_once, sizeof(double));
    world.column = mds_arena_alloc(arena, at_once, sizeof(double));
    if (world.inputs == NULL || world.rows == NULL || world.column == NULL) {
        return mds_arena_status(arena);
    }
    const mds_status status = set_inputs(&world, arena, country);
    if (status == MDS_OK) {
        *out = world;
    }
    return status;
}

static void put_column(mds_world_draws *world, size_t at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        world->rows[i * world->width + at] = world->column[i];
    }
}

static void draw_uniform(mds_world_draws *world, size_t at, uint64_t stream, uint64_t shard,
                         size_t count)
{
    mds_random random = mds_random__stream(world->seed, stream, shard);

    for (size_t i = 0; i < count; i++) {
        world->column[i] = mds_random__unit(&random);
    }
    put_column(world, at, count);
}

static void draw_shard(mds_world_draws *world, uint64_t shard, size_t count)
{
    const size_t facts = world->catalog->fact_count;

    for (size_t i = 0; i < world->input_count; i++) {
        mds_plan__draw(&world->inputs[i], world->seed, shard, world->column, count);
        put_column(world, i, count);
    }
    for (size_t f = 0; f < facts; f++) {
        draw_uniform(world, world->input_count + f, mds_stream__of(MDS_STREAM_FACT, f), shard,
                     count);
    }
    draw_uniform(world, world->input_count + facts, mds_stream__of(MDS_STREAM_SUPPORT, 0), shard,
                 count);
}

void mds_world__draw(mds_drawn *out, mds_world_draws *world, size_t draw)
{
    const mds_catalog *catalog = world->catalog;
    const size_t left = world->draws - draw;

    if (draw % MDS_SHARD == 0) {
        draw_shard(world, draw / MDS_SHARD, left < MDS_SHARD ? left : MDS_SHARD);
    }
    out->e = world->rows + draw % MDS_SHARD * world->width;
    out->rate = out->e + catalog->effect_count;
    out->v1 = out->rate + catalog->scenario_count;
    out->v2 = out->v1 + catalog->scenario_count;
    out->chance = out->v2 + catalog->scenario_count;
    out->support_chance = out->chance[catalog->fact_count];
}
