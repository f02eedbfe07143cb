/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a document to the sheets of its grid. */
#include "document.h"

#include "place_list.h"
#include <stdio.h>
#include <string.h>

/* A sheet while the blocks are dealt out: the columns that its tables have, and the first row of
 * the first of them. */
typedef struct group {
    uint32_t column_count;
    size_t first_table; /* block */
} group;

typedef struct dealing {
    mds_document *document;
    group groups[MDS_LIMIT_SHEETS];
    size_t count;
    mds_place_list struck; /* text that is left out */
} dealing;

/* Whether the first rows of two tables name the same columns in another order. */
static bool heads_differ(const mds_document *d, const mds_document_block *a,
                         const mds_document_block *b)
{
    for (size_t i = 0; i < a->cell_count && d->cells[a->first_cell + i].row == 0; i++) {
        const mds_document_cell *x = &d->cells[a->first_cell + i];
        bool elsewhere = false;
        bool same = false;
        for (size_t k = 0; k < b->cell_count && d->cells[b->first_cell + k].row == 0; k++) {
            const mds_document_cell *y = &d->cells[b->first_cell + k];
            if (strcmp(x->text, y->text) == 0) {
                same = same || x->column == y->column;
                elsewhere = elsewhere || x->column != y->column;
            }
        }
        if (elsewhere && !same) {
            return true;
        }
    }
    return false;
}

/* The sheet of a table; the number of sheets when it needs a new one. */
static size_t group_of(const dealing *g, const mds_document_block *block)
{
    size_t i = 0;

    while (i < g->count &&
           (g->groups[i].column_count != block->column_count ||
            heads_differ(g->document, block, &g->document->blocks[g->groups[i].first_table]))) {
        i++;
    }
    return i;
}

static mds_status too_many(const mds_document *d)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%d", MDS_LIMIT_SHEETS);
    mds_diag_add(d->grid->diags, MDS_D_SHEET_SHEETS, d->grid->file, NULL, text, NULL);
    return MDS_ELIMIT;
}

/* Each table to the sheet with its columns; a paragraph to the sheet of the table before it. */
static mds_status deal(dealing *g)
{
    mds_document *d = g->document;
    size_t current = 0;

    for (size_t i = 0; i < d->block_count; i++) {
        mds_document_block *block = &d->blocks[i];
        if (block->table) {
            current = group_of(g, block);
            if (current == MDS_LIMIT_SHEETS) {
                return too_many(d);
            }
            if (current == g->count) {
                g->groups[g->count++] = (group){block->column_count, i};
            }
        }
        block->group = current;
    }
    g->count = g->count == 0 ? 1 : g->count;
    return MDS_OK;
}

static void note_struck(dealing *g, const mds_grid_sheet *sheet, uint32_t row, uint32_t column)
{
    const mds_grid *grid = g->document->grid;

    mds_place_list__add(&g->struck, mds_grid__where(grid->arena, grid, sheet, row, column));
}

static mds_status put_cell(dealing *g, const mds_document_cell *cell, uint32_t row)
{
    mds_grid *grid = g->document->grid;
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];
    mds_status status = MDS_OK;

    if (cell->struck) {
        note_struck(g, sheet, row, cell->column);
    }
    if (cell->rows > 1 || cell->columns > 1) {
        const mds_grid_range range = {row, row + cell->rows - 1, cell->column,
                                      cell->column + cell->columns - 1};
        status = mds_grid__add_merge(grid, range);
    }
    if (status == MDS_OK) {
        status = mds_grid__add_cell(grid, cell->column, row, cell->text, cell->text);
    }
    return status == MDS_OK && cell->looks > 0
               ? mds_grid__put_looks(grid, row, cell->column, &g->document->looks[cell->looks - 1])
               : status;
}

static mds_status put_block(dealing *g, const mds_document_block *block, uint32_t row)
{
    mds_document *d = g->document;
    const mds_document_cell *cells = &d->cells[block->first_cell];
    mds_status status =
        mds_grid__add_block(d->grid, (mds_grid_block){row, block->ordinal, block->table});

    for (size_t i = 0; i < block->cell_count && status == MDS_OK; i++) {
        status = put_cell(g, &cells[i], row + cells[i].row);
        if (status == MDS_OK && (i + 1 == block->cell_count || cells[i + 1].row != cells[i].row)) {
            status = mds_grid__end_row(d->grid, row + cells[i].row, false);
        }
    }
    return status;
}

static mds_status put_group(dealing *g, size_t n)
{
    mds_document *d = g->document;
    uint32_t row = 1;
    char name[24] = "";

    if (d->block_count > 0 && d->blocks[g->groups[n].first_table].table) {
        (void)snprintf(name, sizeof name, "T%u", d->blocks[g->groups[n].first_table].ordinal);
    }
    mds_status status = mds_grid__add_sheet(d->grid, name, false);
    if (status == MDS_OK) {
        d->grid->sheets[n].drawn = d->drawn;
    }
    for (size_t i = 0; i < d->block_count && status == MDS_OK; i++) {
        if (d->blocks[i].group == n) {
            status = put_block(g, &d->blocks[i], row);
            row += d->blocks[i].row_count;
        }
    }
    return status == MDS_OK ? mds_grid__finish_sheet(d->grid) : status;
}

mds_status mds_document__end(mds_document *d)
{
    dealing g = {.document = d};

    while (d->depth > 0 || d->deeper > 0) {
        mds_document__end_table(d);
        if (d->status != MDS_OK) {
            return d->status;
        }
    }
    mds_document__end_line(d);
    if (d->status != MDS_OK) {
        return d->status;
    }
    mds_status status = deal(&g);
    mds_place_list__init(&g.struck, d->grid, MDS_D_FORM_STRUCK);
    for (size_t n = 0; n < g.count && status == MDS_OK; n++) {
        status = put_group(&g, n);
    }
    const mds_status listed = mds_place_list__finish(&g.struck);
    return status == MDS_OK ? listed : status;
}
