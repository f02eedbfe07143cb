/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which numbers of the catalog move verdicts, as a table.
 */
#ifndef MDSRISK_SENSITIVITY_REPORT_H
#define MDSRISK_SENSITIVITY_REPORT_H

#include <mdsrisk/register.h>
#include <mdsrisk/sensitivity.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A row a number, in the order of \p from, with headings in \p lang. \p arena owns it; MDS_ENOMEM
 *  or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_sensitivity_table(const mds_table **out, mds_arena *arena,
                                                       const mds_catalog *catalog,
                                                       const mds_number_study *from, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
