/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Importer of a reviewed list of proposals.
 */
#ifndef MDSRISK_IMPORT_REVIEW_H
#define MDSRISK_IMPORT_REVIEW_H

#include <mdsrisk/adopt.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads the list that mds_adopt_tables() gave, filled in, from a workbook or csv; headings and
 *  words in any language of the catalog. A row without a verdict is open. MDS_EFORMAT with a
 *  diagnostic a cell that cannot be read, and where a proposal is there twice. \p arena owns
 * the list. */
MDS_NODISCARD MDS_API mds_status mds_import_review(const mds_reviewed **out, size_t *count,
                                                   mds_arena *arena, const mds_catalog *catalog,
                                                   const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
