/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet after its rows are read: order, merged ranges, what was left out. */
#include "grid.h"

#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns that a merged range fills beyond the last one that is used; cells that all ranges of a
 * file fill: a few bytes name a range of millions. */
enum { WIDEST_UNUSED = 64, MOST_SPREAD = 200000 };

static mds_status no_memory(const mds_grid *grid)
{
    return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
}

/* Rows and cells are sorted with their place before, so that what came later stays behind. */
typedef struct ranked_row {
    mds_grid_row row;
    size_t rank;
} ranked_row;

typedef struct ranked_cell {
    mds_grid_cell cell;
    size_t rank;
} ranked_cell;

static int compare_rows(const void *a, const void *b)
{
    const ranked_row *x = a;
    const ranked_row *y = b;

    if (x->row.number != y->row.number) {
        return x->row.number < y->row.number ? -1 : 1;
    }
    return x->rank < y->rank ? -1 : 1;
}

static int compare_cells(const void *a, const void *b)
{
    const ranked_cell *x = a;
    const ranked_cell *y = b;

    if (x->cell.column != y->cell.column) {
        return x->cell.column < y->cell.column ? -1 : 1;
    }
    return x->rank < y->rank ? -1 : 1;
}

/* The rows of one number as one row, its cells in order. Of two cells in one place the later one
 * counts, as in other programs; that there are two is said where they differ. */
static mds_status join_rows(mds_grid *grid, mds_grid_sheet *sheet, mds_grid_row *out,
                            const ranked_row *rows, size_t count)
{
    size_t total = 0;
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        total += rows[i].row.count;
    }
    ranked_cell *sorted = malloc(total * sizeof *sorted);
    mds_grid_cell *cells = mds_arena_alloc(grid->arena, total, sizeof *cells);
    if (sorted == NULL || cells == NULL) {
        free(sorted);
        return cells == NULL ? no_memory(grid) : MDS_ENOMEM;
    }
    *out = (mds_grid_row){.number = rows[0].row.number, .cells = cells};
    for (size_t i = 0; i < count; i++) {
        out->hidden = out->hidden || rows[i].row.hidden;
        for (size_t k = 0; k < rows[i].row.count; k++, n++) {
            sorted[n] = (ranked_cell){rows[i].row.cells[k], n};
        }
    }
    qsort(sorted, total, sizeof *sorted, compare_cells);
    for (size_t i = 0; i < total; i++) {
        mds_grid_cell *last = out->count > 0 ? &cells[out->count - 1] : NULL;
        if (last == NULL || last->column != sorted[i].cell.column) {
            cells[out->count++] = sorted[i].cell;
            continue;
        }
        if (strcmp(last->text, sorted[i].cell.text) != 0) {
            mds_diag_add(grid->diags, MDS_D_SHEET_CELL_TWICE, grid->file,
                         mds_grid__where(grid->arena, grid, sheet, out->number, last->column),
                         sorted[i].cell.text, last->text, NULL);
        }
        *last = sorted[i].cell;
        grid->cell_count--;
    }
    free(sorted);
    return MDS_OK;
}

/* Rows by number, cells by column. */
static mds_status sort_sheet(mds_grid *grid, mds_grid_sheet *sheet)
{
    const size_t count = sheet->row_count;
    ranked_row *rows = malloc((count > 0 ? count : 1) * sizeof *rows);
    mds_status status = rows != NULL ? MDS_OK : MDS_ENOMEM;

    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        rows[i] = (ranked_row){sheet->rows[i], i};
    }
    if (status == MDS_OK) {
        qsort(rows, count, sizeof *rows, compare_rows);
        sheet->row_count = 0;
    }
    for (size_t i = 0; i < count && status == MDS_OK;) {
        size_t end = i + 1;
        while (end < count && rows[end].row.number == rows[i].row.number) {
            end++;
        }
        status = join_rows(grid, sheet, &sheet->rows[sheet->row_count++], &rows[i], end - i);
        i = end;
    }
    free(rows);
    if (status == MDS_ENOMEM) {
        mds_diag_add(grid->diags, MDS_D_OUT_OF_MEMORY, grid->file, NULL, NULL);
    }
    return status;
}

/* A merged range that covers the row being filled, and the cell that it repeats. */
typedef struct span {
    const mds_grid_range *range;
    mds_grid_cell origin;
    uint32_t first, last; /* columns */
    uint32_t merge;       /* 1 + index of the range */
} span;

/* The ranges that cover a row: by column, none over another. */
typedef struct spans {
    span at[MDS_LIMIT_COLUMNS];
    size_t count;
} spans;

static void drop_ended(spans *s, uint32_t row)
{
    size_t kept = 0;

    for (size_t i = 0; i < s->count; i++) {
        if (s->at[i].range->last_row >= row) {
            s->at[kept++] = s->at[i];
        }
    }
    s->count = kept;
}

/* Ranges over each other are none that a program can show: the first one counts. */
static void add_span(spans *s, const span *fresh)
{
    size_t at = s->count;

    while (at > 0 && s->at[at - 1].first > fresh->first) {
        at--;
    }
    if ((at > 0 && s->at[at - 1].last >= fresh->first) ||
        (at < s->count && s->at[at].first <= fresh->last)) {
        return;
    }
    memmove(&s->at[at + 1], &s->at[at], (s->count - at) * sizeof *s->at);
    s->at[at] = *fresh;
    s->count++;
}

/* Cells that the row has with all its ranges filled. */
static size_t count_filled(const mds_grid_row *row, const spans *s)
{
    size_t count = 0;
    size_t k = 0;

    for (size_t i = 0; i < s->count; i++) {
        count += s->at[i].last - s->at[i].first + 1;
    }
    for (size_t i = 0; i < row->count; i++) {
        while (k < s->count && s->at[k].last < row->cells[i].column) {
            k++;
        }
        count += k == s->count || row->cells[i].column < s->at[k].first;
    }
    return count;
}

static size_t fill_span(mds_grid_cell *out, const span *s, uint32_t row)
{
    for (uint32_t column = s->first; column <= s->last; column++) {
        mds_grid_cell *cell = &out[column - s->first];
        *cell = s->origin;
        cell->column = column;
        cell->merge = s->merge;
        cell->spread = column != s->first || row != s->range->first_row;
    }
    return s->last - s->first + 1;
}

/* Fills the ranges of one row with copies of their first cells. */
static mds_status fill_row(mds_grid *grid, mds_grid_sheet *sheet, mds_grid_row *row, const spans *s)
{
    const size_t count = count_filled(row, s);
    size_t n = 0;
    size_t k = 0;

    if (count - row->count > MDS_LIMIT_CELLS - grid->cell_count ||
        count - row->count > MOST_SPREAD - grid->spread_count) {
        sheet->left_out_first = sheet->left_out == 0
                                    ? mds_grid__where(grid->arena, grid, sheet, row->number, 0)
                                    : sheet->left_out_first;
        sheet->left_out += count - row->count;
        return MDS_OK;
    }
    mds_grid_cell *cells = mds_arena_alloc(grid->arena, count, sizeof *cells);
    if (cells == NULL) {
        return no_memory(grid);
    }
    for (size_t i = 0; i <= row->count; i++) {
        const uint32_t column = i < row->count ? row->cells[i].column : MDS_LIMIT_COLUMNS;
        while (k < s->count && s->at[k].first <= column) {
            n += fill_span(cells + n, &s->at[k++], row->number);
        }
        if (i < row->count && (k == 0 || s->at[k - 1].last < column)) {
            cells[n++] = row->cells[i];
        }
    }
    grid->cell_count += count - row->count;
    grid->spread_count += count - row->count;
    row->cells = cells;
    row->count = count;
    return MDS_OK;
}

/* An index into the merged ranges, sorted by their first rows. */
typedef struct ranked_range {
    uint32_t first_row, index;
} ranked_range;

static int compare_ranges(const void *a, const void *b)
{
    const ranked_range *x = a;
    const ranked_range *y = b;

    if (x->first_row != y->first_row) {
        return x->first_row < y->first_row ? -1 : 1;
    }
    return x->index < y->index ? -1 : 1;
}

/* The last column that a merged range is followed to. */
static uint32_t widest_of(const mds_grid_sheet *sheet)
{
    uint32_t last = 0;

    for (size_t r = 0; r < sheet->row_count; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        const uint32_t end = row->cells[row->count - 1].column;
        last = end > last ? end : last;
    }
    return last + WIDEST_UNUSED < MDS_LIMIT_COLUMNS ? last + WIDEST_UNUSED : MDS_LIMIT_COLUMNS - 1;
}

/* The ranges that begin in the row and whose first cell has a text. */
static size_t begin_spans(spans *s, const mds_grid_sheet *sheet, const mds_grid_row *row,
                          const ranked_range *sorted, size_t next, uint32_t widest)
{
    for (; next < sheet->merge_count && sorted[next].first_row <= row->number; next++) {
        const mds_grid_range *range = &sheet->merges[sorted[next].index];
        const mds_grid_cell *origin =
            range->first_row == row->number && range->first_column < MDS_LIMIT_COLUMNS
                ? mds_grid__at(row, range->first_column)
                : NULL;
        if (origin != NULL) {
            const span fresh = {.range = range,
                                .origin = *origin,
                                .first = range->first_column,
                                .last = range->last_column < widest ? range->last_column : widest,
                                .merge = sorted[next].index + 1};
            add_span(s, &fresh);
        }
    }
    return next;
}

static mds_status spread_merges(mds_grid *grid, mds_grid_sheet *sheet)
{
    ranked_range *sorted = malloc(sheet->merge_count * sizeof *sorted);
    spans *covering = calloc(1, sizeof *covering);
    mds_status status = sorted != NULL && covering != NULL ? MDS_OK : MDS_ENOMEM;
    const uint32_t widest = widest_of(sheet);
    size_t next = 0;

    for (size_t i = 0; i < sheet->merge_count && status == MDS_OK; i++) {
        sorted[i] = (ranked_range){sheet->merges[i].first_row, (uint32_t)i};
    }
    if (status == MDS_OK) {
        qsort(sorted, sheet->merge_count, sizeof *sorted, compare_ranges);
    }
    for (size_t r = 0; r < sheet->row_count && status == MDS_OK; r++) {
        mds_grid_row *row = &sheet->rows[r];
        drop_ended(covering, row->number);
        next = begin_spans(covering, sheet, row, sorted, next, widest);
        if (covering->count > 0) {
            status = fill_row(grid, sheet, row, covering);
        }
    }
    free(sorted);
    free(covering);
    if (status == MDS_ENOMEM) {
        mds_diag_add(grid->diags, MDS_D_OUT_OF_MEMORY, grid->file, NULL, NULL);
    }
    return status;
}

static void report_left_out(const mds_grid *grid, const mds_grid_sheet *sheet)
{
    char count[24];

    if (sheet->left_out > 0) {
        (void)snprintf(count, sizeof count, "%zu", sheet->left_out);
        mds_diag_add(grid->diags, MDS_D_SHEET_LEFT_OUT, grid->file, sheet->left_out_first, count,
                     NULL);
    }
}

mds_status mds_grid__finish_sheet(mds_grid *grid)
{
    mds_grid_sheet *sheet = &grid->sheets[grid->sheet_count - 1];
    mds_status status = MDS_OK;

    if (sheet->disorder) {
        status = sort_sheet(grid, sheet);
        if (sheet->formula_count > 0) {
            qsort(sheet->formulas, sheet->formula_count, sizeof *sheet->formulas,
                  mds_grid__compare_places);
        }
    }
    if (status == MDS_OK && sheet->merge_count > 0) {
        status = spread_merges(grid, sheet);
    }
    report_left_out(grid, sheet);
    return status;
}
