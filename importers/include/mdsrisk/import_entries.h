/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the hospital typed into a register, read back from the workbook, csv or JSON that
 * `assess` wrote, as spreadsheet programs save it (docs/use/register.md).
 */
#ifndef MDSRISK_IMPORT_ENTRIES_H
#define MDSRISK_IMPORT_ENTRIES_H

#include <mdsrisk/entries.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads the entries. What cannot be understood is kept as it was typed, and is a diagnostic.
 *  MDS_EFORMAT when the file is no register; MDS_EUNSUPPORTED, MDS_ELIMIT, MDS_ENOMEM. \p arena
 *  owns the result. */
MDS_NODISCARD MDS_API mds_status mds_import_entries(const mds_entries **out, mds_arena *arena,
                                                    const mds_catalog *catalog,
                                                    const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
