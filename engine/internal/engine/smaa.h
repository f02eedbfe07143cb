/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Stochastic multicriteria acceptability analysis (Lahdelma, Hokkanen and Salminen 1998; SMAA-2,
 * Lahdelma and Salminen 2001): how often each alternative gets each rank when weights and values
 * are drawn. The same seed gives the same numbers.
 */
#ifndef MDS_ENGINE_SMAA_H
#define MDS_ENGINE_SMAA_H

#include "engine/random.h"
#include <mdsrisk/catalog.h>

/** A Dirichlet vector; a parameter of 0 gives a weight of 0. At least one is above 0. */
void mds_random_dirichlet(mds_random *random, const double *alpha, size_t count, double *out);

/** Fills values[alternative * criteria + criterion] of one draw. The draws are asked for in order.
 *  The values of one alternative must not depend on the others. */
typedef void mds_smaa_draw(void *payload, size_t draw, double *values);

typedef struct mds_smaa_setup {
    size_t alternatives, criteria, draws;
    mds_random weights;   /**< the stream that weights are taken from */
    const double *alpha;  /**< Dirichlet parameters of the weights that were given */
    const bool *eligible; /**< who competes for \c first; NULL: all */
    mds_smaa_draw *draw;
    void *payload;
} mds_smaa_setup;

/** Rows by alternative. Ties share their ranks evenly. */
typedef struct mds_smaa {
    double *rank;      /**< [a][r]: with the weights given */
    double *rank_any;  /**< [a][r]: with weights uniform over all there are */
    double *better;    /**< [a][b]: P(a > b) + P(a = b) / 2, with the weights given */
    double *central;   /**< [a][c]: mean of any weights with which a is first; all 0: never */
    double *first_any; /**< [a]: best of the eligible, with any weights */
    double *first;     /**< [a]: best of the eligible, with the weights given */
    double *mean, *p05, *p50, *p95; /**< [a]: of the weighted sum */
} mds_smaa;

/** MDS_EINVAL without alternatives, criteria, draws, or a parameter above 0; MDS_ENOMEM or
 *  MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_smaa_run(mds_smaa *out, mds_arena *arena, const mds_smaa_setup *setup);

#endif
