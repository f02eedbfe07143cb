/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * One bid worked out again for drawn parameters: the formulas of docs/method/model.md with every
 * unknown settled, in the form in which thousands of repetitions are cheap.
 */
#ifndef MDS_ENGINE_COMPARE_PLAY_H
#define MDS_ENGINE_COMPARE_PLAY_H

#include <mdsrisk/compare.h>

/** What one draw says about the world: the same for every bid. */
typedef struct mds_drawn {
    double *e;              /**< per effect of the catalog */
    double *rate, *v1, *v2; /**< per scenario */
    double *chance;         /**< per fact: settles it where a bid leaves it unknown */
    double support_chance;  /**< likewise the end of support */
} mds_drawn;

typedef struct mds_player mds_player;

typedef struct mds_played {
    double index[MDS_PROPERTY__COUNT]; /**< per property, at R2 */
    double r0, r1;                     /**< headline indices */
    double largest_rrf;                /**< at R2 */
} mds_played;

/** Mean of the policy's prior of an unknown control. */
double mds_play_unknown_mean(const mds_policy *policy);

/** NULL when the arena is exhausted. */
mds_player *mds_player_new(mds_arena *arena, const mds_assessment *assessment);
void mds_player_play(mds_player *player, const mds_drawn *drawn, mds_played *out);
/** After playing: the fact's truth in that draw. */
bool mds_player_fact(const mds_player *player, uint32_t fact);

#endif
