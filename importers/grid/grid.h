/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Grid: what every container becomes, sheets of rows of non-empty cells with their place. Private
 * to the importers; lives in the arena that it was read into.
 */
#ifndef MDS_IMPORTERS_GRID_H
#define MDS_IMPORTERS_GRID_H

#include "base/strbuf.h"
#include "look.h"
#include <mdsrisk/form_reading.h>
#include <mdsrisk/source.h>

typedef struct mds_grid_cell {
    const char *text; /* what a reader of the sheet sees; never empty */
    const char *raw;  /* as stored: the serial behind a date, else the same text */
    uint32_t column;  /* from 0 */
    uint32_t line;    /* csv: where the cell begins; else its row */
    uint32_t merge;   /* 1 + index of the merged range that it belongs to, 0 none */
    bool spread;      /* repeats the text of the merged range's first cell */
    uint8_t align;    /* mds_grid_align */
    uint16_t look;    /* by which cells of one weight, colour and fill are told from others */
} mds_grid_cell;

/* On which side of a cell its text is. */
typedef enum mds_grid_align {
    MDS_ALIGN_UNKNOWN,
    MDS_ALIGN_LEFT,
    MDS_ALIGN_CENTER,
    MDS_ALIGN_RIGHT
} mds_grid_align;

/* A part of a cell's text that looks otherwise than what is around it. */
typedef struct mds_grid_run {
    uint32_t row, column;
    uint32_t begin, end; /* bytes */
    uint16_t look;
} mds_grid_run;

/* What lies over the cells of a sheet. */
typedef enum mds_drawn_kind {
    MDS_DRAWN_RING, /* around something */
    MDS_DRAWN_ON,   /* a check box or an option button */
    MDS_DRAWN_OFF,
    MDS_DRAWN_OTHER, /* whatever else: a line, a picture, a list to choose from */
    MDS_DRAWN_KIND__COUNT
} mds_drawn_kind;

typedef struct mds_grid_drawn {
    mds_drawn_kind kind;
    double x0, x1;                  /* in pixels from the sheet's left edge */
    double y0, y1;                  /* in rows: 3.5 is the middle of row 3 */
    const char *caption;            /* "" */
    uint32_t link_row, link_column; /* the cell that holds its state; row 0: none */
} mds_grid_drawn;

/* Columns of one width, in pixels. */
typedef struct mds_grid_width {
    uint32_t first, last;
    double pixels;
} mds_grid_width;

/* What somebody has remarked on a cell. */
typedef struct mds_grid_remark {
    uint32_t row, column;
    const char *text;
} mds_grid_remark;

typedef struct mds_grid_row {
    uint32_t number; /* from 1 */
    bool hidden;
    mds_grid_cell *cells; /* by column */
    size_t count;
} mds_grid_row;

/* Rows and columns are inclusive; columns from 0, rows from 1. */
typedef struct mds_grid_range {
    uint32_t first_row, last_row, first_column, last_column;
} mds_grid_range;

typedef struct mds_grid_place {
    uint32_t row, column;
} mds_grid_place;

/* Cells that offer a list to choose from. */
typedef struct mds_grid_offer {
    mds_grid_range range;
    const char *list; /* "\"Yes,No\"", "Lists!$A$1:$A$4" or a defined name */
} mds_grid_offer;

/* Where a cell of a PDF lies: its page, and its box in hundredths of a point from the top left. */
typedef struct mds_grid_spot {
    uint32_t row, column;
    mds_page_box box;
} mds_grid_spot;

/* A table or a paragraph of a document, from its first row on. */
typedef struct mds_grid_block {
    uint32_t row, ordinal;
    bool table;
} mds_grid_block;

/* A part of a table that lay on its side, now upright: from row \c row on are the columns of the
 * file; its columns are \c count rows of the file. */
typedef struct mds_grid_band {
    uint32_t row, count;
    const uint32_t *numbers; /* of the rows; 0: an empty one */
} mds_grid_band;

typedef struct mds_grid_sheet {
    const char *name; /* "" in a csv file */
    const char *part; /* of the workbook, "xl/worksheets/sheet1.xml"; NULL in a csv file */
    bool hidden;
    bool drawn;         /* shapes or controls lie over it that were not looked at */
    mds_grid_row *rows; /* by number */
    size_t row_count, row_capacity;
    bool disorder;              /* rows or cells came out of order: finishing sorts them */
    size_t left_out;            /* cells beyond the bounds */
    const char *left_out_first; /* where the first of them is */
    mds_grid_range *merges;
    size_t merge_count, merge_capacity;
    mds_grid_range *hidden_columns; /* only the columns count */
    size_t hidden_count, hidden_capacity;
    mds_grid_place *formulas; /* cells that are computed, by row and column */
    size_t formula_count, formula_capacity;
    mds_grid_offer *offers;
    size_t offer_count, offer_capacity;
    mds_grid_drawn *overlay; /* of a workbook */
    size_t overlay_count, overlay_capacity;
    mds_grid_remark *remarks; /* likewise */
    size_t remark_count, remark_capacity;
    mds_grid_run *runs; /* likewise, by row and column */
    size_t run_count, run_capacity;
    mds_grid_width *widths; /* likewise */
    size_t width_count, width_capacity;
    double usual_width;   /* of the other columns, in pixels */
    mds_grid_spot *spots; /* of a PDF, by row and column */
    size_t spot_count, spot_capacity;
    mds_grid_block *blocks; /* of a document, by row */
    size_t block_count, block_capacity;
    const mds_grid_band *bands; /* of a sheet that was turned upright, by row */
    size_t band_count;
} mds_grid_sheet;

/* A name that the workbook gives to a range. */
typedef struct mds_grid_name {
    const char *name, *refers;
} mds_grid_name;

typedef struct mds_grid {
    mds_arena *arena;
    const char *file;
    mds_diags *diags;
    bool lines;     /* a csv file: places are lines and fields */
    char delimiter; /* of a csv file, where it is known beforehand; else 0 */
    bool pages;     /* a PDF: places are pages and boxes */
    bool document;  /* a text document: places are tables with rows and cells, and paragraphs */
    bool epoch_1904;
    mds_grid_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    size_t cell_count;      /* of all sheets, against MDS_LIMIT_CELLS */
    size_t spread_count;    /* likewise: cells that repeat a merged range's first one */
    mds_grid_cell *scratch; /* cells of the row being read */
    size_t scratch_count, scratch_capacity;
    bool scratch_disorder;
    mds_grid_name *names;
    size_t name_count, name_capacity;
} mds_grid;

/* Whether rows or cells were left out because there are more than are read. */
bool mds_grid__is_cut(const mds_grid *grid, const mds_grid_sheet *sheet);

/* Building. Each returns MDS_ELIMIT with a diagnostic when a bound of limits.h is passed; rows,
 * columns and cells beyond theirs are left out, which finishing the sheet says. */
void mds_grid__init(mds_grid *grid, mds_arena *arena, const char *file, mds_diags *diags);
MDS_NODISCARD mds_status mds_grid__add_sheet(mds_grid *grid, const char *name, bool hidden);
/* Adds a cell to the row being read; empty and blank-only text is passed over. */
MDS_NODISCARD mds_status mds_grid__add_cell(mds_grid *grid, uint32_t column, uint32_t line,
                                            const char *text, const char *raw);
/* Whether a cell is beyond the bounds, so that nothing is kept of it. It is counted unless its
 * text is blank. */
bool mds_grid__leaves_out(const mds_grid *grid, uint32_t line, uint32_t column, const char *text);
/* Counts \p count cells, the first of them here, that are beyond a bound of the reader's own. */
void mds_grid__leave_out(const mds_grid *grid, uint32_t line, uint32_t column, size_t count);
/* Ends the row being read: it joins the last sheet unless it is empty. */
MDS_NODISCARD mds_status mds_grid__end_row(mds_grid *grid, uint32_t number, bool hidden);
/* Remembers that a cell is computed. */
MDS_NODISCARD mds_status mds_grid__add_formula(mds_grid *grid, uint32_t row, uint32_t column);
/* Remembers a merged range. */
MDS_NODISCARD mds_status mds_grid__add_merge(mds_grid *grid, mds_grid_range range);
/* Remembers what of a document begins at a row; by row. */
MDS_NODISCARD mds_status mds_grid__add_block(mds_grid *grid, mds_grid_block block);
/* How many blocks begin at a row or above it: the last of them is what the row belongs to. */
size_t mds_grid__blocks_to(const mds_grid_sheet *sheet, uint32_t row);
/* Gives the cell that was added last, if it is that of \p row and \p column, its looks. */
MDS_NODISCARD mds_status mds_grid__put_looks(mds_grid *grid, uint32_t row, uint32_t column,
                                             const mds_looks *looks);
/* Adds what a part of a cell looks like; cells and parts come in order. */
MDS_NODISCARD mds_status mds_grid__add_run(mds_grid *grid, const mds_grid_run *run);
/* Remembers where a cell of a PDF lies; by row and column. */
MDS_NODISCARD mds_status mds_grid__add_spot(mds_grid *grid, const mds_grid_spot *spot);
/* Remembers what the cells of \p range offer, and a name of the workbook; more than a bound are
 * passed over. The texts live in the grid's arena. */
MDS_NODISCARD mds_status mds_grid__add_offer(mds_grid *grid, mds_grid_range range,
                                             const char *list);
MDS_NODISCARD mds_status mds_grid__add_name(mds_grid *grid, const char *name, const char *refers);
/* Ends the last sheet, after its rows: sorts what came out of order, repeats the text of merged
 * ranges in the rows that they cover, says what was left out. */
MDS_NODISCARD mds_status mds_grid__finish_sheet(mds_grid *grid);

/* Reading. */
const mds_grid_cell *mds_grid__at(const mds_grid_row *row, uint32_t column);
/* The index of the first row with that number or a higher one. */
size_t mds_grid__row_index(const mds_grid_sheet *sheet, uint32_t number);
/* The row by its number, or NULL. */
const mds_grid_row *mds_grid__row_at(const mds_grid_sheet *sheet, uint32_t number);
bool mds_grid__is_formula(const mds_grid_sheet *sheet, uint32_t row, uint32_t column);
bool mds_grid__column_hidden(const mds_grid_sheet *sheet, uint32_t column);
/* "mds2-form!C24", "L12:C3", "T2:R5:C3", "P17" or "p. 3, 361-490 x 182-205"; NULL when the arena is
 * exhausted. */
const char *mds_grid__where(mds_arena *arena, const mds_grid *grid, const mds_grid_sheet *sheet,
                            uint32_t row, uint32_t column);
/* Where a cell of a PDF lies; page 0 when it is not known. */
mds_page_box mds_grid__box(const mds_grid_sheet *sheet, uint32_t row, uint32_t column);
/* Where the cell of a sheet that was turned upright lies in the file; of any other, the same. */
mds_grid_place mds_grid__origin(const mds_grid_sheet *sheet, uint32_t row, uint32_t column);
typedef struct mds_grid_part {
    size_t begin, end; /* indices of rows */
} mds_grid_part;

/* Stands up parts of a sheet one below the other: their rows become columns, by the ordinals of the
 * rows, of which each part spans at most MDS_LIMIT_COLUMNS. False when \p scratch is exhausted. */
bool mds_grid__turn(mds_grid_sheet *out, mds_arena *scratch, const mds_grid_sheet *sheet,
                    const uint32_t *ordinals, const mds_grid_part *parts, size_t count);
/* Where a column begins, in pixels from the sheet's left edge. */
double mds_grid__left_of(const mds_grid_sheet *sheet, uint32_t column);
/* "C", "AMH". */
void mds_grid__column_name(char out[8], uint32_t column);
/* The same; of a sheet that was turned upright the row in its file, "5". */
void mds_grid__lane_name(char out[16], const mds_grid_sheet *sheet, uint32_t column);
/* "AMH349" to row and column, "C" with row 0; false when it is no reference. */
bool mds_grid__parse_reference(uint32_t *row, uint32_t *column, mds_sv text);
/* "A1:E1", "$A$1:$A$4" or "A1"; false when it is no range of cells. */
bool mds_grid__parse_range(mds_grid_range *out, mds_sv text);

/* By row and column; of mds_grid_place. */
int mds_grid__compare_places(const void *a, const void *b);

/* Turns characters that XML, and thus a workbook, cannot hold into blanks; how many there were. */
size_t mds_grid__blank_controls(char *text);

/* A failed allocation as a status with its diagnostic. */
mds_status mds_grid__out_of_memory(const mds_arena *arena, const char *file, mds_diags *diags);

#endif
