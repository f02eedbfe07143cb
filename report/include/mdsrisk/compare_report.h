/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A comparison of bids as tables in one language.
 */
#ifndef MDSRISK_COMPARE_REPORT_H
#define MDSRISK_COMPARE_REPORT_H

#include <mdsrisk/compare.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_compare_table {
    MDS_COMPARE_VERDICT, /**< one page */
    MDS_COMPARE_CRITERIA,
    MDS_COMPARE_CERTAINTY,
    MDS_COMPARE_CAPABILITIES,
    MDS_COMPARE_DIFFERENCES,
    MDS_COMPARE_CONTRACT,
    MDS_COMPARE_BASIS, /**< where every number comes from */
    MDS_COMPARE_TABLE__COUNT
} mds_compare_table;

/** The comparison as tables in one language, of which every output is a view. */
typedef struct mds_compare_report {
    mds_lang lang;
    const char *title;
    const char *headline;     /**< the verdict in one or two sentences */
    const char *const *notes; /**< how sure it is, and what it leaves out */
    size_t note_count;
    const mds_comparison *comparison;
    mds_table tables[MDS_COMPARE_TABLE__COUNT];
} mds_compare_report;

/** MDS_ENOMEM or MDS_ELIMIT. \p arena owns it; the comparison must outlive it. */
MDS_NODISCARD MDS_API mds_status mds_compare_report_build(const mds_compare_report **out,
                                                          mds_arena *arena,
                                                          const mds_comparison *comparison,
                                                          mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
