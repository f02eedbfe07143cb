/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What changed between two forms or registers, as tables.
 */
#ifndef MDSRISK_DIFF_REPORT_H
#define MDSRISK_DIFF_REPORT_H

#include <mdsrisk/diff.h>
#include <mdsrisk/diff_entries.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Tables "changed_risks" and "changed_answers" in \p lang. */
MDS_NODISCARD MDS_API mds_status mds_diff_tables(const mds_table **risks, const mds_table **answers,
                                                 mds_arena *arena, const mds_diff *diff,
                                                 mds_lang lang);

/** Table "changed_known" in \p lang: controls that count, and questions that are open, on one side
 *  alone. */
MDS_NODISCARD MDS_API mds_status mds_diff_known_table(const mds_table **out, mds_arena *arena,
                                                      const mds_diff *diff, mds_lang lang);

/** Table "changed_rows" in \p lang: risks of two registers, and what was typed beside them. */
MDS_NODISCARD MDS_API mds_status mds_diff_entries_table(const mds_table **out, mds_arena *arena,
                                                        const mds_rows_diff *diff, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
