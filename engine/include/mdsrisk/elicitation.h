/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Expert elicitation after Cooke's classical model (R. M. Cooke, Experts in Uncertainty, Oxford
 * University Press 1991; docs/method/elicitation.md): experts are weighed by how they do on
 * questions whose answers are known, and combined. It changes nothing in the catalog.
 */
#ifndef MDSRISK_ELICITATION_H
#define MDSRISK_ELICITATION_H

#include <mdsrisk/sensitivity.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The 5, 50 and 95 % quantiles, and the parts of a distribution that they cut it into. */
enum { MDS_QUANTILES = 3, MDS_QUANTILE_PARTS = MDS_QUANTILES + 1 };

/** 5, 50, 95 */
MDS_API int mds_quantile_per_cent(size_t i);

/** They rise. */
typedef struct mds_quantiles {
    double at[MDS_QUANTILES];
} mds_quantiles;

/** What one expert answered, in the units of the questions. */
typedef struct mds_expert {
    const char *name, *file;
    const mds_quantiles *answers; /**< by question of the catalog */
    const bool *answered;         /**< likewise; every seed is */
} mds_expert;

/** How somebody does on the seeds. */
typedef struct mds_expert_score {
    size_t hits[MDS_QUANTILE_PARTS]; /**< seeds whose realisation fell into each part */
    double calibration; /**< P(such hits or worse ones | the quantiles are right), by chi-square */
    double information; /**< mean over the seeds, relative to the background, in nats; above 0 */
    double information_all; /**< the same over all that was answered */
    double weight;          /**< in the performance-weighted sum; these sum to 1 */
} mds_expert_score;

/** Whose distribution is the weighted sum of the experts'. */
typedef enum mds_pooling {
    MDS_POOLING_PERFORMANCE, /**< calibration times information, from alpha on */
    MDS_POOLING_EQUAL
} mds_pooling;
enum { MDS_POOLING__COUNT = MDS_POOLING_EQUAL + 1 };

/** "performance", "equal" */
MDS_API const char *mds_pooling_name(mds_pooling pooling);

/** One question, answered by all together. */
typedef struct mds_pooled {
    size_t count; /**< experts who answered it */
    /** Quantiles; there when anybody with a weight answered. */
    double at[MDS_POOLING__COUNT][MDS_QUANTILES];
    bool there[MDS_POOLING__COUNT];
    const mds_parameter *number; /**< of a target: as it stands in the catalog; else NULL */
    double fitted_spread; /**< k of the rate m (k) whose 5 and 95 % quantiles lie as far apart as
                               the performance-weighted ones; of a rate or an anchor, else 0 */
} mds_pooled;

typedef struct mds_elicitation {
    const mds_catalog *catalog;
    const mds_expert *const *experts;
    const mds_expert_score *scores; /**< by expert */
    size_t expert_count;
    double alpha;      /**< least calibration that has a weight */
    bool alpha_chosen; /**< the one that is best for the performance-weighted sum, else given */
    mds_expert_score pooled_scores[MDS_POOLING__COUNT]; /**< weight: calibration * information */
    const mds_pooled *pooled;                           /**< by question of the catalog */
} mds_elicitation;

/** A negative alpha stands for the best one. */
#define MDS_ALPHA_BEST (-1.0)

/** Scores and combines the experts. \p arena owns the result; catalog and experts must outlive it.
 *  MDS_EINVAL without an expert or a seed, above MDS_LIMIT_EXPERTS, for an alpha above 1, or when
 *  an expert left a seed out; MDS_ENOTFOUND when no expert reaches \p alpha; MDS_ECATALOG when a
 *  target names no number of the catalog; MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_elicitation_combine(
    const mds_elicitation **out, mds_arena *arena, const mds_catalog *catalog,
    const mds_policy *policy, const mds_expert *const *experts, size_t count, double alpha);

/** Every target names a number of the catalog or of its first policy. One diagnostic for each that
 * does not, and MDS_ECATALOG; MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_elicitation_check(const mds_catalog *catalog,
                                                       mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
