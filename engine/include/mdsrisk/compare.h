/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Comparing the bids of a purchase in one deployment (docs/use/compare.md): gates, dominance,
 * additive value on anchored scales, and how sure the order is. A bid's value depends on that bid
 * alone.
 */
#ifndef MDSRISK_COMPARE_H
#define MDSRISK_COMPARE_H

#include <mdsrisk/ahp.h>
#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    MDS_COMPARE_BIDS = 20,     /**< most bids of one comparison */
    MDS_COMPARE_DRAWS = 10000, /**< by default */
    MDS_COMPARE_MOST_DRAWS = 1000000,
    MDS_COMPARISON_FORMAT_VERSION = 2
};

/** Sum of the Dirichlet parameters around the weights: the larger, the closer the drawn weights
 *  stay. Weights that the buyer stated, and those of the catalog, which nobody stated. */
#define MDS_COMPARE_STATED_PRECISION 100.0
#define MDS_COMPARE_DEFAULT_PRECISION 25.0

/** Why a bid should not be taken, whatever its value. */
typedef enum mds_bid_gate {
    MDS_BID_GATE_VERDICT,  /**< the device is not acceptable by its number */
    MDS_BID_GATE_EOS,      /**< past end of support without what that needs */
    MDS_BID_GATE_HORIZON,  /**< support ends before the date that is required */
    MDS_BID_GATE_UNJUDGED, /**< it cannot be judged: behind every other */
    MDS_BID_GATE__COUNT
} mds_bid_gate;

/** What a bid is known by, and its assessment in the common deployment; the assessment's deployment
 *  holds the bid's own support dates. */
typedef struct mds_bid {
    const char *label; /**< "A": names it in files */
    const mds_risk_assessment *assessment;
    const char *price; /**< as the buyer wrote it; shown, never counted; NULL: not given */
    const char *name;  /**< what people read, by mds_compare(): the device, or the label */
} mds_bid;

typedef struct mds_compare_options {
    const double *weights;        /**< one per criterion, not negative; only their ratios count */
    bool weights_stated;          /**< by the buyer; else they are the catalog's */
    const char *weights_file;     /**< where they are, "" for the catalog */
    const mds_ahp *ahp;           /**< they come from pairwise judgements; or NULL */
    const uint32_t *ahp_criteria; /**< ordinals of its items */
    size_t draws;
    uint64_t seed;   /**< up to 2^32 - 1 */
    int32_t horizon; /**< support must last until then; INT32_MIN: not asked */
} mds_compare_options;

/** The defaults of the command; the weights must be set. */
#define MDS_COMPARE_OPTIONS_INIT                                                                   \
    {                                                                                              \
        NULL, false, "", NULL, NULL, MDS_COMPARE_DRAWS, 1, INT32_MIN                               \
    }

/** One bid on one criterion; what is not known counts as No, or turns out well. */
typedef struct mds_bid_score {
    double measure[MDS_UNKNOWNS__COUNT]; /**< in the criterion's unit */
    double value[MDS_UNKNOWNS__COUNT];   /**< 0 at the worst anchor, 1 at the best */
} mds_bid_score;

typedef struct mds_bid_result {
    mds_bid bid;
    const mds_bid_score *scores;       /**< one per criterion */
    double total[MDS_UNKNOWNS__COUNT]; /**< weighted sum, 0..1 */
    bool gate[MDS_BID_GATE__COUNT];
    bool eligible;              /**< no gate */
    uint32_t dominated_by;      /**< a bid at least as good everywhere; MDS_NO_ORDINAL none */
    size_t questions, answered; /**< choice questions of its forms */
    double mean, p05, p50, p95; /**< of the total over the draws */
    double first;               /**< P(best of those that pass the gates) */
    double first_any;           /**< the same with any weights at all */
    const double *rank;         /**< P(rank 1), P(rank 2), ... with the weights given */
    const double *rank_any;     /**< the same with any weights at all */
    const double *better;       /**< per bid: P(this one is worth more), ties half */
    const double *safer;        /**< per bid: P(T of this one is smaller) */
    const double *central;      /**< mean weights that make it first among any; NULL: none */
} mds_bid_result;

typedef struct mds_comparison {
    const mds_catalog *catalog;
    mds_compare_options options;
    const double *weights;      /**< one per criterion, sum 1 */
    const mds_bid_result *bids; /**< in the order given */
    size_t bid_count;
    const uint32_t *order; /**< those that pass the gates first, then by total; unjudged last */
    size_t eligible_count;
} mds_comparison;

/** Compares \p count bids that were assessed with one catalog, policy and date. MDS_EINVAL for
 *  fewer than 2 or more than MDS_COMPARE_BIDS bids, bids of different catalogs, weights that are
 *  negative, not finite or all 0, no draws or too many; MDS_ENOMEM or MDS_ELIMIT. \p arena owns the
 *  result; what was passed in must outlive it. */
MDS_NODISCARD MDS_API mds_status mds_compare(const mds_comparison **out, mds_arena *arena,
                                             const mds_bid *bids, size_t count,
                                             const mds_compare_options *options);

/** Two bids whose forms describe other devices: nothing in common in what they are, or are for. */
typedef struct mds_purpose {
    mds_device_field field; /**< description, or intended use */
    const mds_bid *first, *other;
    const char *first_text, *other_text;
} mds_purpose;

/** Bids that are perhaps not for the purpose of the first one, by what their forms say; a form that
 *  says nothing is none of them. \p arena owns the list. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_compare_purposes(const mds_purpose **out, size_t *count,
                                                      mds_arena *arena,
                                                      const mds_comparison *comparison);

/** The default weights of the catalog's criteria, in \p arena; NULL when it is exhausted. */
MDS_API const double *mds_compare_default_weights(mds_arena *arena, const mds_catalog *catalog);
/** Criterion by id, or MDS_NO_ORDINAL. */
MDS_API uint32_t mds_compare_criterion(const mds_catalog *catalog, const char *id);
MDS_API const char *mds_bid_gate_name(mds_bid_gate gate);

#ifdef __cplusplus
}
#endif
#endif
