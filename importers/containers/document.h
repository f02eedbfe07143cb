/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A document while it is read: paragraphs and tables, one after the other and within each other,
 * from any kind of text document, to the sheets of a grid. Tables of the same columns come to the
 * same sheet, however much is between them.
 *
 * Failure is sticky: what is added to a failed document is passed over, and finishing tells.
 */
#ifndef MDS_IMPORTERS_DOCUMENT_H
#define MDS_IMPORTERS_DOCUMENT_H

#include "grid.h"
#include <mdsrisk/limits.h>

/* Tables within tables; text of deeper ones belongs to the cell around them. */
enum { MDS_DOCUMENT_DEPTH = 12 };

/* Cells of one column that run over several rows at once; columns of a table that are kept. */
enum { MDS_DOCUMENT_SPANS = 256 };

typedef struct mds_document_cell {
    const char *text;
    uint32_t row, column; /* of its table, from 0 */
    uint32_t rows, columns;
    uint32_t looks; /* number of what it looks like in mds_document.looks, from 1; 0: as most */
    bool struck;    /* text in it was struck through and is left out */
} mds_document_cell;

/* A table, or a paragraph: one cell. */
typedef struct mds_document_block {
    uint32_t ordinal; /* of the tables or of the paragraphs, from 1 */
    bool table;
    uint32_t row_count, column_count;
    size_t first_cell, cell_count; /* in mds_document.cells */
    size_t group;                  /* the sheet that it comes to */
} mds_document_block;

/* A cell that runs on below. */
typedef struct mds_document_span {
    uint32_t column, columns;
    uint32_t until; /* the first row that it does not cover; UINT32_MAX while it may go on */
    size_t cell;    /* in the level's cells; SIZE_MAX when it is empty */
} mds_document_span;

/* A table that is open. */
typedef struct mds_document_level {
    mds_strbuf text; /* of the open cell */
    mds_look_parts parts;
    uint16_t fill; /* of the open cell */
    mds_document_cell *cells;
    size_t count, capacity;
    mds_document_span spans[MDS_DOCUMENT_SPANS];
    size_t span_count;
    uint32_t rows;   /* the open one included */
    uint32_t column; /* the next free one */
    mds_document_cell cell;
    bool in_row, in_cell, kept; /* kept: the open cell is no rest of the one above */
    bool used[MDS_LIMIT_COLUMNS];
} mds_document_level;

typedef struct mds_document {
    mds_grid *grid;
    mds_status status;
    mds_strbuf line; /* the open paragraph, outside all tables */
    bool line_struck;
    uint16_t look;    /* of the text that comes next */
    mds_looks *looks; /* of cells that look otherwise than most */
    size_t look_count, look_capacity;
    mds_document_level *levels[MDS_DOCUMENT_DEPTH];
    size_t depth;  /* open tables */
    size_t deeper; /* open tables beyond those */
    bool drawn;    /* shapes lie over it */
    uint32_t tables, paragraphs;
    mds_document_cell *cells; /* of the blocks */
    size_t cell_count, cell_capacity;
    mds_document_block *blocks;
    size_t block_count, block_capacity;
} mds_document;

void mds_document__begin(mds_document *document, mds_grid *grid);
/* Puts everything into the grid. */
MDS_NODISCARD mds_status mds_document__end(mds_document *document);
/* Gives back what is not the grid's; after end, or in place of it. */
void mds_document__free(mds_document *document);

void mds_document__begin_table(mds_document *document);
void mds_document__end_table(mds_document *document);
/* The open cell and row, if any, end by themselves. */
void mds_document__begin_row(mds_document *document);
void mds_document__end_row(mds_document *document);
/* Takes the row back that is open. */
void mds_document__drop_row(mds_document *document);
void mds_document__skip_columns(mds_document *document, uint32_t columns);
/* \p rows 0: it may run on below, where a cell says so by \p rest. */
void mds_document__begin_cell(mds_document *document, uint32_t columns, uint32_t rows, bool rest);
void mds_document__end_cell(mds_document *document);

/* Text in the open cell, or in the open paragraph. */
void mds_document__text(mds_document *document, const char *text, size_t n);
/* What the text that follows looks like, 0 as most, and what the open cell is filled with: numbers
 * of mds_look__mix(). */
void mds_document__look(mds_document *document, uint16_t look);
void mds_document__fill(mds_document *document, uint16_t look);
/* Notes that text was struck through and left out. */
void mds_document__struck(mds_document *document);
/* Ends a line: of a cell, or a paragraph. */
void mds_document__end_line(mds_document *document);
/* Whether nothing is in the line yet. */
bool mds_document__line_empty(const mds_document *document);

#endif
