/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A disclosure while it is filled, from a grid or from JSON, and what is said about it at the end.
 */
#ifndef MDS_IMPORTERS_FORM_H
#define MDS_IMPORTERS_FORM_H

#include "grid.h"
#include <mdsrisk/disclosure.h>

/* The disclosure of edition \p form of \p source: every question missing. */
MDS_NODISCARD mds_status mds_form__begin(mds_disclosure **out, mds_answer **answers,
                                         mds_arena *arena, const mds_catalog *catalog,
                                         uint32_t form, const mds_source *source, mds_diags *diags);
/* Fills the device's fields from the answers, unless they are given, and reads the date. */
MDS_NODISCARD mds_status mds_form__device(mds_disclosure *disclosure, mds_arena *arena,
                                          const mds_catalog *catalog, mds_diags *diags);
/* Says how many questions are missing or without an answer. */
MDS_NODISCARD mds_status mds_form__report(const mds_disclosure *disclosure,
                                          const mds_catalog *catalog, mds_diags *diags);

/* The editions that can be read as one text, "mds2-2019, jp-mds-4.1"; NULL when the arena is
 * exhausted. */
const char *mds_form__editions(mds_arena *arena, const mds_catalog *catalog);

/* The two recognisers. */
MDS_NODISCARD mds_status mds_form__from_grid(const mds_disclosure **out, mds_arena *arena,
                                             const mds_catalog *catalog, const mds_grid *grid,
                                             const mds_source *source, const char *sheet);
MDS_NODISCARD mds_status mds_form__from_json(const mds_disclosure **out, mds_arena *arena,
                                             const mds_catalog *catalog, const mds_source *source,
                                             mds_diags *diags);

#endif
