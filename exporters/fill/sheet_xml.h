/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of a workbook by the bytes of its XML (ECMA-376 part 1, 18.3): where each row and cell
 * is, so that the cells that are filled can be written and everything else, what this program
 * has never heard of included, keeps its bytes. */
#ifndef MDS_EXPORTERS_SHEET_XML_H
#define MDS_EXPORTERS_SHEET_XML_H

#include "xml_scan.h"
#include <mdsrisk/diag.h>

/* Rows from 1, columns from 0, both ends included. */
typedef struct mds_area {
    uint32_t first_row, last_row, first_column, last_column;
} mds_area;

bool mds_area__has(const mds_area *area, uint32_t row, uint32_t column);
/* "B5" or "B5:C7", with or without "$"; false for anything else. */
bool mds_area__parse(mds_area *out, mds_sv text);

/* "C", "AMH". */
void mds_column__name(char out[8], uint32_t column);

/* A formula, with its text as the XML has it. */
typedef struct mds_sheet_formula {
    mds_sv text;
    const char *shared; /* group of formulas that are one, moved from cell to cell; "" none */
    bool spreads;       /* of an array or a table: \c area holds its cells */
    mds_area area;
} mds_sheet_formula;

typedef struct mds_sheet_cell {
    uint32_t row, column;
    uint32_t style;
    size_t begin, open_end, end;      /* of the element, and behind its start tag */
    bool empty;                       /* "<c/>" */
    const mds_sheet_formula *formula; /* or NULL */
} mds_sheet_cell;

typedef struct mds_sheet_row {
    uint32_t number;
    uint32_t style;                         /* of cells that do not exist, or MDS_SHEET_NO_STYLE */
    size_t begin, open_end, inner_end, end; /* the end tag is from inner_end to end */
    bool empty;
    size_t first_cell, cell_count;
} mds_sheet_row;

#define MDS_SHEET_NO_STYLE UINT32_MAX

typedef struct mds_sheet_columns {
    uint32_t first, last, style;
} mds_sheet_columns;

typedef struct mds_sheet_xml {
    mds_sv xml;
    mds_sv prefix;       /* of the sheet's elements, with its colon */
    mds_tag data;        /* <sheetData> */
    size_t data_end;     /* where its end tag begins */
    mds_sheet_row *rows; /* by number */
    size_t row_count, row_capacity;
    mds_sheet_cell *cells; /* by row and column */
    size_t cell_count, cell_capacity;
    mds_area *merges;
    size_t merge_count, merge_capacity;
    mds_area *spreads; /* of array formulas and tables of them */
    size_t spread_count, spread_capacity;
    mds_sheet_columns *columns; /* with a style of their own */
    size_t column_count, column_capacity;
    bool is_protected;
} mds_sheet_xml;

/* Locates what is in \p xml, which must outlive \p out. MDS_EFORMAT when it cannot be
 * followed or is not UTF-8 by its declaration, MDS_EUNSUPPORTED when it is no sheet of cells. */
MDS_NODISCARD mds_status mds_sheet__scan(mds_sheet_xml *out, mds_arena *arena, mds_sv xml);

/* The cell, or NULL where there is none. */
const mds_sheet_cell *mds_sheet__cell(const mds_sheet_xml *sheet, uint32_t row, uint32_t column);
/* Whether the cell's value is worked out: by a formula of its own, or by one beside it. */
bool mds_sheet__computed(const mds_sheet_xml *sheet, uint32_t row, uint32_t column);
/* Index of the first row whose number is not below \p number. */
size_t mds_sheet__row(const mds_sheet_xml *sheet, uint32_t number);
/* The style of a cell, or the one that it would have. */
uint32_t mds_sheet__style(const mds_sheet_xml *sheet, uint32_t row, uint32_t column);
/* The first cell of the merged range that the cell belongs to, which alone holds a value. */
void mds_sheet__unmerge(const mds_sheet_xml *sheet, uint32_t *row, uint32_t *column);

typedef struct mds_cell_edit {
    uint32_t row, column;
    const char *content; /* what <is> holds, as XML, in place of the value. NULL: no value; the
                            cell stays, and so does a formula, which is then worked out anew */
} mds_cell_edit;

/* Appends the sheet with the edits made; they are by row and column, one a cell. */
void mds_sheet__edit(mds_strbuf *out, const mds_sheet_xml *sheet, const mds_cell_edit *edits,
                     size_t count);

#endif
