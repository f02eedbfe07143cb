/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * How a form was read, beside its source, for a person to check.
 */
#ifndef MDSRISK_EXPORT_READING_H
#define MDSRISK_EXPORT_READING_H

#include <mdsrisk/export.h>
#include <mdsrisk/reading_report.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Whether \p path ends in what mds_export_reading() writes: ".html" or ".xlsx". */
MDS_API bool mds_export_reading_takes(const char *path);

/** Writes the report to \p path, by its ending as one self-contained page or as a workbook. MDS_EIO
 *  with a diagnostic when it cannot be written; the target is then as it was. \p arena is used on
 *  the way. */
MDS_NODISCARD MDS_API mds_status mds_export_reading(const mds_reading_report *report,
                                                    mds_arena *arena, const mds_catalog *catalog,
                                                    const char *path, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
