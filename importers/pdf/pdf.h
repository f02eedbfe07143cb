/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A PDF becomes a grid: its rows are rebuilt from where the words lie.
 */
#ifndef MDS_IMPORTERS_PDF_H
#define MDS_IMPORTERS_PDF_H

#include "grid.h"

/* Reads a PDF. What keeps it from being read is a diagnostic and MDS_EUNSUPPORTED, MDS_EFORMAT,
 * MDS_ELIMIT, MDS_ESANDBOX or MDS_ENOMEM. */
MDS_NODISCARD mds_status mds_pdf__read(mds_grid *grid, const mds_source *source);
/* The same from what the worker wrote. */
MDS_NODISCARD mds_status mds_pdf__read_lines(mds_grid *grid, mds_sv lines);

#endif
