/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Findings as a table.
 */
#ifndef MDSRISK_LINT_REPORT_H
#define MDSRISK_LINT_REPORT_H

#include <mdsrisk/lint.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The diagnostics as a table of the register ("diagnostics"), in \p lang: warnings before notes,
 *  else as they came. \p arena owns it. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_lint_table(const mds_table **out, mds_arena *arena,
                                                const mds_catalog *catalog, const mds_diags *diags,
                                                mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
