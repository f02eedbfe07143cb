/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as a sheet: a row of headings that stays in sight, and every cell laid out by what it
 * is. What a mark means is told by colour and by symbol and word, so that a print in grey or a
 * colour-blind reader loses nothing. */
#ifndef MDS_EXPORTERS_TABLE_SHEET_H
#define MDS_EXPORTERS_TABLE_SHEET_H

#include "workbook.h"

enum { MDS_SHEET_LOOKS = 9 };

typedef struct mds_sheets {
    mds_book *book;
    const char *title; /* of every page, and of a row above the headings where asked for */
    lxw_format *heading, *title_row;
    lxw_format *formats[2][MDS_MARK__COUNT][MDS_SHEET_LOOKS]; /* by whether numbers stand left */
    mds_strbuf symbols;
    bool left;
} mds_sheets;

typedef struct mds_sheet_layout {
    uint8_t paper;
    uint16_t pages_wide;
    uint8_t frozen;    /* columns that stay in sight */
    uint8_t repeated;  /* columns on every page */
    size_t most_lines; /* a taller row hides its neighbours; the cell still holds the whole text */
    bool title_row;
    bool names; /* names and values: numbers stand beside their names, and nothing is filtered */
} mds_sheet_layout;

/* The formats are made when first used. Failures are noted in the book. */
void mds_sheets__begin(mds_sheets *sheets, mds_book *book, const char *title);
void mds_sheets__write(mds_sheets *sheets, const mds_table *table, const mds_sheet_layout *layout);
void mds_sheets__finish(mds_sheets *sheets);

#endif
