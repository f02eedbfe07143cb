/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The worlds in which bids are valued. All bids share the anchor, the model's own error and,
 * scenario by scenario, rate, v1 and v2; they are drawn in blocks from the same streams as in the
 * simulation of one device.
 */
#ifndef MDS_ENGINE_COMPARE_DRAWS_H
#define MDS_ENGINE_COMPARE_DRAWS_H

#include "simulate_parts.h"
#include <mdsrisk/compare.h>

/** The sums that a bid is measured by: T, and T with the tolerable frequency of one property. */
enum { MDS_SUM_ALL, MDS_SUM_PROPERTY, MDS_SUM__COUNT = MDS_SUM_PROPERTY + MDS_PROPERTY__COUNT };

typedef struct mds_world_draws {
    const mds_bid *bids;
    size_t bid_count;
    uint64_t seed;
    size_t draws;
    mds_plan_common common;
    mds_plan_input *inputs; /* three per scenario */
    double *parts;          /* [scenario][bid][sum]: F / F_tol without the anchor, at means */
    double *sums;           /* [bid][sum][MDS_SHARD], of the block at hand */
    double *anchored;       /* likewise, of what is anchored alone */
} mds_world_draws;

/** F / F_tol of a bid, without the anchor, per scenario of the catalog; \p out has room. */
void mds_bid__parts(double *out, const mds_risk_assessment *assessment, unsigned sum,
                    mds_unknowns unknowns);

/** Everything in \p arena. MDS_EINVAL when an estimate of the catalog is no triple. */
MDS_NODISCARD mds_status mds_world__draws_new(mds_world_draws *out, mds_arena *arena,
                                              const mds_bid *bids, size_t count, uint64_t seed,
                                              size_t draws);
/** Draw 0, 1, 2, ... below the number of draws, in this order: [bid][sum]. */
void mds_world__draw(double *out, mds_world_draws *world, size_t draw);

/** P(T of \p a < T of \p b): the bids share the anchor, the model's own error and, scenario by
 *  scenario, rate, v1 and v2. Where their forms ask different things it is worked out once more
 *  over what both ask, and the probability nearer to one half is returned; one half when the two
 *  disagree. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_bid__safer(double *out, mds_arena *arena, const mds_risk_assessment *a,
                                        const mds_risk_assessment *b);

#endif
