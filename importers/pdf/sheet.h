/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The rows of a PDF as one table, and the sheet that becomes of it.
 */
#ifndef MDS_IMPORTERS_PDF_SHEET_H
#define MDS_IMPORTERS_PDF_SHEET_H

#include "grid.h"
#include "page.h"

typedef struct mds_pdf_cell {
    const char *text; /* NULL when empty */
    uint32_t page;
    mds_pdf_box box; /* on that page */
    mds_medium medium;
} mds_pdf_cell;

typedef struct mds_pdf_line {
    uint32_t page;
    uint32_t form; /* which of the file's forms, from 0 */
    bool keyed;
    mds_pdf_cell *cells; /* by column */
} mds_pdf_line;

typedef struct mds_pdf_table {
    mds_pdf_line *rows;
    size_t count, capacity;
    uint32_t key; /* the column of ids */
    uint32_t forms;
} mds_pdf_table;

/* Joins the rows of all views. False when the arena is exhausted. */
bool mds_pdf__table_build(mds_pdf_table *table, const mds_pdf_view *views, size_t count,
                          mds_arena *arena);
/* Finds where the ids of a form begin anew. False when the arena is exhausted. */
bool mds_pdf__table_forms(mds_pdf_table *table, mds_arena *arena);
/* Makes a sheet of one form's rows. */
MDS_NODISCARD mds_status mds_pdf__table_put(mds_grid *grid, const mds_pdf_table *table,
                                            uint32_t form);

#endif
