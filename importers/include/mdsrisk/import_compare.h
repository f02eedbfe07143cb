/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What a buyer states about a comparison: weights, pairwise judgements, the bids' support dates.
 * csv or JSON, found by content (docs/use/compare.md).
 */
#ifndef MDSRISK_IMPORT_COMPARE_H
#define MDSRISK_IMPORT_COMPARE_H

#include <mdsrisk/compare.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MDS_COMPARE_FILE_VERSION = 1 };

/** Weights, one per criterion of the catalog; those of criteria that are not named are 0. */
typedef struct mds_stated_weights {
    const double *weights;
    const mds_ahp *ahp;           /**< from pairwise judgements; or NULL */
    const uint32_t *ahp_criteria; /**< ordinals of its items */
} mds_stated_weights;

/** Reads weights or pairwise judgements. A sum other than 1, a criterion without weight and
 *  inconsistent judgements are warnings; an unknown or repeated criterion, a value that is no
 *  weight, judgements that are no reciprocals are errors with their place, and MDS_EFORMAT. */
MDS_NODISCARD MDS_API mds_status mds_import_weights(mds_stated_weights *out, mds_arena *arena,
                                                    const mds_catalog *catalog,
                                                    const mds_source *source, mds_diags *diags);

/** Support dates, INT32_MIN when not given, and price of one bid. */
typedef struct mds_bid_terms {
    const char *bid; /**< label or file name */
    const char *where;
    bool dated; /**< the list has a column of dates */
    int32_t end_of_life, end_of_support;
    const char *price; /**< as it is written; NULL when not given */
} mds_bid_terms;

/** Reads the bids' support dates and prices. A value that is no date is an error and MDS_EFORMAT;
 * end of support before end of life is a warning. */
MDS_NODISCARD MDS_API mds_status mds_import_bid_terms(const mds_bid_terms **out, size_t *count,
                                                      mds_arena *arena, const mds_source *source,
                                                      mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
