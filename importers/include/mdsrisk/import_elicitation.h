/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The form of an expert elicitation, filled in by one expert (docs/method/elicitation.md).
 */
#ifndef MDSRISK_IMPORT_ELICITATION_H
#define MDSRISK_IMPORT_ELICITATION_H

#include <mdsrisk/elicitation.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads one form, a workbook or csv; headings in any language, or ids. \p arena owns the result.
 *  Errors with their place, and MDS_EFORMAT: no table of answers, no name of the expert, a question
 *  that the catalog does not have or that occurs twice, a quantile that is missing, no number, out
 *  of what the question allows or not above the one before, a seed without an answer. A target
 *  without an answer is a warning. */
MDS_NODISCARD MDS_API mds_status mds_import_expert(const mds_expert **out, mds_arena *arena,
                                                   const mds_catalog *catalog,
                                                   const mds_source *source, mds_diags *diags);

/** Whether \p experts can be combined: one that is there twice is an error and MDS_EFORMAT, fewer
 *  than MDS_EXPERTS_FEWEST a warning. More than MDS_LIMIT_EXPERTS: MDS_ELIMIT, and said. */
enum { MDS_EXPERTS_FEWEST = 4 };
MDS_NODISCARD MDS_API mds_status mds_experts_check(const mds_expert *const *experts, size_t count,
                                                   mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
