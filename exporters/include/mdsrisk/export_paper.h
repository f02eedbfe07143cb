/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A report as a page that needs nothing but itself, or as a workbook of its tables.
 */
#ifndef MDSRISK_EXPORT_PAPER_H
#define MDSRISK_EXPORT_PAPER_H

#include <mdsrisk/export.h>
#include <mdsrisk/paper.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes the report to \p path. As HTML: one file, no request, its style and script known by hash;
 *  as Markdown and for Word: tables in place of pictures; as xlsx: a sheet for each table.
 * MDS_EINVAL for another format; MDS_EIO with a diagnostic when it cannot be written, the target is
 * then as it was; MDS_ENOMEM, MDS_ELIMIT. The bytes depend on the report alone. */
MDS_NODISCARD MDS_API mds_status mds_export_paper(const mds_paper *paper, mds_export_format format,
                                                  const char *path, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
