/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The guideline view as tables in one language.
 */
#ifndef MDSRISK_GUIDELINE_REPORT_H
#define MDSRISK_GUIDELINE_REPORT_H

#include <mdsrisk/guideline.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_guideline_table {
    MDS_GUIDELINE_SUMMARY,
    MDS_GUIDELINE_CLAUSES,
    MDS_GUIDELINE_RESPONSIBILITY, /**< responsibility matrix: one row an item */
    MDS_GUIDELINE_CONTRACT,       /**< points that arose, then examples of clauses to edit */
    MDS_GUIDELINE_FINDINGS,       /**< missing companions and contradictions */
    MDS_GUIDELINE_PROOF,          /**< of derived answers; without rows where there are none */
    MDS_GUIDELINE_DIAGNOSTICS,
    MDS_GUIDELINE_TABLE__COUNT
} mds_guideline_table;

/** The view in words. */
typedef struct mds_guideline_report {
    const char *title;
    mds_table tables[MDS_GUIDELINE_TABLE__COUNT];
} mds_guideline_report;

/** Words the view in \p lang; \p diags are those of the whole run. \p arena owns it. MDS_ENOMEM or
 *  MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_guideline_report_build(const mds_guideline_report **out,
                                                            mds_arena *arena,
                                                            const mds_guideline_view *view,
                                                            const mds_diags *diags, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
