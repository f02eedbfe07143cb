/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Weights from pairwise judgements by the analytic hierarchy process (Saaty 1980): the principal
 * eigenvector, and how consistent the judgements are. For weights only, never for scoring bids: a
 * bid's value must not depend on the other bids (Belton and Gear 1983).
 */
#ifndef MDSRISK_AHP_H
#define MDSRISK_AHP_H

#include <mdsrisk/arena.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Saaty's random indices end here. */
enum { MDS_AHP_MAX = 15 };

typedef struct mds_ahp {
    size_t count;
    const double *weights;      /**< sum to 1 */
    double lambda_max;          /**< principal eigenvalue; \c count when perfectly consistent */
    double ci;                  /**< consistency index: (lambda_max - n) / (n - 1) */
    double ri;                  /**< random index: the mean ci of random matrices of that size */
    double cr;                  /**< consistency ratio ci / ri; 0 up to two items */
    size_t odd_row, odd_column; /**< the judgement that fits the weights least */
    double odd_fits;            /**< what the weights would say in its place */
} mds_ahp;

/** Above this consistency ratio judgements should be looked at again (Saaty). */
#define MDS_AHP_CR_LIMIT 0.1

/** Saaty's random index for \p count items; 0 up to two and above MDS_AHP_MAX. */
MDS_API double mds_ahp_random_index(size_t count);

/** Weights of \p count items from \p matrix, row by row: [i][j] says how many times more i matters
 *  than j. MDS_EINVAL unless there are 1 to MDS_AHP_MAX items, every entry is positive and finite,
 *  the diagonal is 1 and mirrored entries are reciprocal (to 1 %, as printed tables round).
 *  MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_ahp_weights(mds_ahp *out, mds_arena *arena,
                                                 const double *matrix, size_t count);

#ifdef __cplusplus
}
#endif
#endif
