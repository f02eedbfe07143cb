/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of a workbook that a person fills in: its formats, and cells beside each other. */
#ifndef MDS_EXPORTERS_BLANK_SHEET_H
#define MDS_EXPORTERS_BLANK_SHEET_H

#include "workbook.h"

typedef struct mds_blank {
    mds_book *book;
    lxw_worksheet *sheet; /* the one at hand */
    lxw_format *heading, *title, *label, *answer, *date, *note, *path;
} mds_blank;

/* Makes the formats; false, and noted in the book, when memory is short. */
bool mds_blank__init(mds_blank *blank, mds_book *book);
/* A text that stays text, or an empty cell in the format. */
void mds_blank__put(const mds_blank *blank, size_t row, size_t column, const char *value,
                    lxw_format *format);
/* Makes the row as high as \p text takes at \p columns: not every program fits the height of a
 * row to wrapped text by itself. */
void mds_blank__height(const mds_blank *blank, size_t row, const char *text, size_t columns);
/* A4 across, as wide as one page. */
void mds_blank__page(const mds_blank *blank);

#endif
