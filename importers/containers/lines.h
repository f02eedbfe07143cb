/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Text with one question a line, each behind its id: as published, "MPII-2,question? : Yes,", or as
 * copied from a page, "MPII-2 question? Yes" and lines that go on.
 */
#ifndef MDS_IMPORTERS_LINES_H
#define MDS_IMPORTERS_LINES_H

#include "grid.h"

/* How the lines are written. */
typedef enum mds_lines_kind {
    MDS_LINES_NONE,   /* a table, or other text */
    MDS_LINES_COLON,  /* a colon parts question and answer */
    MDS_LINES_COPIED, /* blanks and new lines part everything */
} mds_lines_kind;

mds_lines_kind mds_lines__kind(mds_sv text);
/* Fills the last sheet of the grid: id, question, answer, note. */
MDS_NODISCARD mds_status mds_lines__read(mds_grid *grid, mds_sv text, mds_lines_kind kind);

#endif
