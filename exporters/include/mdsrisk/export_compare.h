/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Views of a comparison of bids. A file appears whole or not at all.
 */
#ifndef MDSRISK_EXPORT_COMPARE_H
#define MDSRISK_EXPORT_COMPARE_H

#include <mdsrisk/compare_report.h>
#include <mdsrisk/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes the comparison to \p path: a workbook with the verdict on one page, csv with one line a
 *  bid, or JSON with all digits. MDS_EIO with a diagnostic when it cannot be written. The bytes
 *  depend on the report alone. */
MDS_NODISCARD MDS_API mds_status mds_export_comparison(const mds_compare_report *report,
                                                       mds_export_format format, const char *path,
                                                       mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
