/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Importer of records of compensating controls from a table of their own, a record a row.
 */
#ifndef MDSRISK_IMPORT_RECORDS_H
#define MDSRISK_IMPORT_RECORDS_H

#include <mdsrisk/deployment.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MDS_RECORDS_FORMAT_VERSION = 1 };

/** Reads a table of records (xlsx, csv, tsv; headings and words in any language of the catalog) or
 *  its JSON form, and gives \p base with them added. Several records of one kind may be in it:
 *  the best of those that are valid counts. A cell that cannot be read is a diagnostic with its
 *  place and MDS_EFORMAT. \p arena owns the result; \p base must outlive it. */
MDS_NODISCARD MDS_API mds_status mds_import_records(const mds_deployment **out, mds_arena *arena,
                                                    const mds_catalog *catalog,
                                                    const mds_policy *policy,
                                                    const mds_deployment *base,
                                                    const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
