/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Importers: files in, disclosures and deployments out. The format is found by content, never by
 * the file's name.
 */
#ifndef MDSRISK_IMPORT_H
#define MDSRISK_IMPORT_H

#include <mdsrisk/deployment.h>
#include <mdsrisk/disclosure.h>
#include <mdsrisk/form_places.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MDS_DISCLOSURE_FORMAT_VERSION = 1, MDS_DEPLOYMENT_FORMAT_VERSION = 1 };

/** Reads a filled form: a workbook (xlsx), a table (csv, tsv), or the canonical disclosure JSON.
 *  Whatever could not be read is a diagnostic with its place; a form of which at least one
 *  question was recognised is a disclosure, with the rest MISSING and said. MDS_EFORMAT,
 *  MDS_EUNSUPPORTED, MDS_ELIMIT or MDS_ENOMEM otherwise. \p arena owns the result. */
MDS_NODISCARD MDS_API mds_status mds_import_form(const mds_disclosure **out, mds_arena *arena,
                                                 const mds_catalog *catalog,
                                                 const mds_source *source, mds_diags *diags);

/** The same where a workbook holds forms of several products or revisions: of sheets that ask the
 *  same questions, the one called \p sheet is read. NULL: as mds_import_form(), which refuses such
 *  a workbook unless the sheets say which one is the newest. MDS_EUNSUPPORTED when no sheet of the
 *  form has that name. */
MDS_NODISCARD MDS_API mds_status mds_import_form_sheet(const mds_disclosure **out, mds_arena *arena,
                                                       const mds_catalog *catalog,
                                                       const mds_source *source, const char *sheet,
                                                       mds_diags *diags);

/** Finds where a workbook, empty or filled, takes the answers and the header fields of its form.
 *  Only a workbook can be filled: MDS_EUNSUPPORTED for anything else; otherwise as
 *  mds_import_form(), with the same diagnostics. \p arena owns the result. */
MDS_NODISCARD MDS_API mds_status mds_import_places(const mds_form_places **out, mds_arena *arena,
                                                   const mds_catalog *catalog,
                                                   const mds_source *source, mds_diags *diags);

/** Reads a deployment, JSON or csv (docs/deployment.md). Members that begin with "//" are
 *  comments. */
MDS_NODISCARD MDS_API mds_status mds_import_deployment(const mds_deployment **out, mds_arena *arena,
                                                       const mds_catalog *catalog,
                                                       const mds_policy *policy,
                                                       const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
