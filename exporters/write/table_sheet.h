/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as a sheet: a row of headings that stays in sight, and every cell laid out by what it
 * is. What a mark means is told by colour and by symbol and word, so that a print in grey or a
 * colour-blind reader loses nothing. */
#ifndef MDS_EXPORTERS_TABLE_SHEET_H
#define MDS_EXPORTERS_TABLE_SHEET_H

#include "workbook.h"

enum { MDS_SHEET_LOOKS = 17 };

typedef struct mds_sheets {
    mds_book *book;
    const mds_catalog *catalog; /* of the words that a sheet has beyond its table */
    const char *title;          /* of every page, and of a row above the headings where asked for */
    lxw_format *heading, *title_row;
    /* By whether numbers are on the left, and whether the cell is the hospital's. */
    lxw_format *formats[2][2][MDS_MARK__COUNT][MDS_SHEET_LOOKS];
    lxw_format *group_heading, *input_heading;
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
    const mds_table *lead; /* rows above the headings, or NULL */
    bool names; /* names and values: numbers are beside their names, and nothing is filtered */
} mds_sheet_layout;

/* Colours and symbol of a mark. */
typedef struct mds_paint {
    uint32_t fill, ink; /* fill 0: none */
    bool bold;
    const char *symbol; /* or NULL */
} mds_paint;
const mds_paint *mds_sheets__paint(mds_cell_mark mark);

/* sheet_columns.c: where the columns of a table are. In front of each group but the first is
 * a narrow column with the group's name, to which the group folds. */
lxw_col_t mds_sheets__column(const mds_table *table, size_t column);
/* How many columns are in front. */
size_t mds_sheets__front(const mds_table *table);
/* Widths, groups, headings. */
void mds_sheets__columns(mds_sheets *sheets, lxw_worksheet *sheet, const mds_table *table,
                         lxw_row_t top);
/* Drop-downs and checks of the hospital's columns, bars of shares. */
void mds_sheets__rules(mds_sheets *sheets, lxw_worksheet *sheet, const mds_table *table,
                       lxw_row_t top);

/* sheet_lead.c: writes the rows of \p lead over \p columns columns of \p width characters together;
 * returns how many rows. */
lxw_row_t mds_sheets__lead(mds_sheets *sheets, lxw_worksheet *sheet, const mds_table *lead,
                           size_t columns, double width);

/* The formats are made when first used. Failures are noted in the book. */
void mds_sheets__begin(mds_sheets *sheets, mds_book *book, const mds_catalog *catalog,
                       const char *title);
void mds_sheets__write(mds_sheets *sheets, const mds_table *table, const mds_sheet_layout *layout);
void mds_sheets__finish(mds_sheets *sheets);

#endif
