/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Pages as the PDF worker writes them, and what is found of them in the grid.
 */
#ifndef MDS_TESTS_PDF_PAGES_H
#define MDS_TESTS_PDF_PAGES_H

#include "base/strbuf.h"
#include "grid.h"

/* Answers that a page may have; the last is none. */
extern const char *const pdf_answers[4];
enum { PDF_ANSWERS = 4, PDF_LINE = 1000, PDF_HEIGHT = 800 };

uint32_t pdf_random(uint32_t *state, uint32_t bound);
void pdf_word(mds_strbuf *page, int x, int y, const char *text);

/* The cell of a row that is an answer, or "". */
const char *pdf_answer_in(const mds_grid_row *row);
/* The row whose first cell is an id, or begins with it and no longer one. */
const mds_grid_row *pdf_row_of(const mds_grid *grid, const char *id);

#endif
