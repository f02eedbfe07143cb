/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The worlds in which bids are valued: the catalog's estimates, drawn from the same streams as in
 * the simulation of one device, in blocks.
 */
#ifndef MDS_ENGINE_COMPARE_DRAWS_H
#define MDS_ENGINE_COMPARE_DRAWS_H

#include "engine/compare_play.h"
#include "simulate_parts.h"

typedef struct mds_world_draws {
    const mds_catalog *catalog;
    uint64_t seed;
    size_t draws;
    mds_plan_input *inputs; /* effects, rates, v1, v2 */
    size_t input_count;
    size_t width;   /* of a row: the inputs, a number per fact, one for the support date */
    double *rows;   /* up to MDS_SHARD draws */
    double *column; /* one input of them */
} mds_world_draws;

/** Everything in \p arena. MDS_EINVAL when an estimate of the catalog is no triple. */
MDS_NODISCARD mds_status mds_world__draws_new(mds_world_draws *out, mds_arena *arena,
                                              const mds_catalog *catalog, mds_country country,
                                              uint64_t seed, size_t draws);
/** Draw 0, 1, 2, ... below the number of draws, in this order. \p out stays good until the next. */
void mds_world__draw(mds_drawn *out, mds_world_draws *world, size_t draw);

#endif
