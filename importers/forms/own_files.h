/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Files that the command itself has written: registers, sheets of questions, records. They hold ids
 * and answers of forms, and are none.
 */
#ifndef MDS_IMPORTERS_OWN_FILES_H
#define MDS_IMPORTERS_OWN_FILES_H

#include "grid.h"
#include <mdsrisk/catalog.h>

/* The kind of such a file by the headings of its tables, "register"; "" when it is none. False when
 * \p scratch is exhausted. */
bool mds_own__kind(const char **out, mds_arena *scratch, const mds_catalog *catalog,
                   const mds_grid *grid);
/* Whether a kind that a JSON file names is one of them. */
bool mds_own__is_kind(const mds_catalog *catalog, const char *kind);
/* Says what the file is, and what it is for. MDS_EUNSUPPORTED, or MDS_ENOMEM. */
mds_status mds_own__refuse(mds_diags *diags, mds_arena *scratch, const char *file,
                           const char *kind);

#endif
