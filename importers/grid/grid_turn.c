/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns a table that lies on its side: its rows become columns. Places are those of the file
 * still; what is drawn over the cells is not followed. */
#include "grid.h"

#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

mds_grid_place mds_grid__origin(const mds_grid_sheet *sheet, uint32_t row, uint32_t column)
{
    const mds_grid_band *band = NULL;

    for (size_t i = 0; i < sheet->band_count && sheet->bands[i].row <= row; i++) {
        band = &sheet->bands[i];
    }
    if (band == NULL) {
        return (mds_grid_place){row, column};
    }
    const uint32_t number = column < band->count ? band->numbers[column] : 0;
    return (mds_grid_place){number > 0 ? number : band->numbers[0] + column, row - band->row};
}

void mds_grid__lane_name(char out[16], const mds_grid_sheet *sheet, uint32_t column)
{
    if (sheet->band_count > 0) {
        (void)snprintf(out, 16, "%u", mds_grid__origin(sheet, sheet->bands[0].row, column).row);
    } else {
        mds_grid__column_name(out, column);
    }
}

typedef struct turner {
    mds_arena *scratch;
    const mds_grid_sheet *from;
    mds_grid_sheet *out;
    const uint32_t *ordinals;
    const mds_grid_part *part;
    uint32_t first, last; /* numbers of its rows */
    uint32_t row, end;    /* where it is in the sheet that is made */
} turner;

/* Counts the cells of each column; how many columns there are. */
static uint32_t count_cells(size_t *counts, const turner *t)
{
    uint32_t columns = 0;

    memset(counts, 0, MDS_LIMIT_COLUMNS * sizeof *counts);
    for (size_t r = t->part->begin; r < t->part->end; r++) {
        const mds_grid_row *row = &t->from->rows[r];
        for (size_t i = 0; i < row->count; i++) {
            counts[row->cells[i].column]++;
        }
        const uint32_t end = row->cells[row->count - 1].column + 1;
        columns = end > columns ? end : columns;
    }
    return columns;
}

/* One row for each column that has cells. */
static bool begin_rows(size_t *index, turner *t)
{
    size_t *counts = mds_arena_alloc(t->scratch, MDS_LIMIT_COLUMNS, sizeof *counts);

    if (counts == NULL) {
        return false;
    }
    t->end = t->row + count_cells(counts, t);
    for (uint32_t c = 0; c < t->end - t->row; c++) {
        if (counts[c] == 0) {
            continue;
        }
        mds_grid_cell *cells = mds_arena_alloc(t->scratch, counts[c], sizeof *cells);
        if (cells == NULL || !mds_array_reserve(t->scratch, &t->out->rows, &t->out->row_capacity,
                                                t->out->row_count, sizeof *t->out->rows)) {
            return false;
        }
        index[c] = t->out->row_count;
        t->out->rows[t->out->row_count++] = (mds_grid_row){
            .number = t->row + c, .hidden = mds_grid__column_hidden(t->from, c), .cells = cells};
    }
    return true;
}

static uint32_t column_of(const turner *t, size_t r)
{
    return t->ordinals[r] - t->ordinals[t->part->begin];
}

/* The column that a row becomes, or would become where it is empty. */
static uint32_t column_at(const turner *t, uint32_t number)
{
    const size_t r = mds_grid__row_index(t->from, number);

    return r < t->part->end && r >= t->part->begin ? column_of(t, r) : 0;
}

static bool turn_rows(turner *t)
{
    size_t *index = mds_arena_alloc(t->scratch, MDS_LIMIT_COLUMNS, sizeof *index);

    if (index == NULL || !begin_rows(index, t)) {
        return false;
    }
    for (size_t r = t->part->begin; r < t->part->end; r++) {
        const mds_grid_row *row = &t->from->rows[r];
        for (size_t i = 0; i < row->count; i++) {
            mds_grid_row *to = &t->out->rows[index[row->cells[i].column]];
            mds_grid_cell *cell = &to->cells[to->count++];
            *cell = row->cells[i];
            cell->column = column_of(t, r);
            cell->line = to->number;
        }
    }
    return true;
}

/* A column is hidden where its row is in every part. */
static bool turn_hidden(mds_grid_sheet *out, const turner *t)
{
    for (size_t r = t->part->begin; r < t->part->end; r++) {
        const uint32_t column = column_of(t, r);
        if (!t->from->rows[r].hidden) {
            continue;
        }
        if (!mds_array_reserve(t->scratch, &out->hidden_columns, &out->hidden_capacity,
                               out->hidden_count, sizeof *out->hidden_columns)) {
            return false;
        }
        out->hidden_columns[out->hidden_count++] =
            (mds_grid_range){.first_column = column, .last_column = column};
    }
    return true;
}

static bool is_inside(const turner *t, uint32_t row)
{
    return row >= t->first && row <= t->last;
}

/* The last row of the band with that number or a lower one. */
static size_t last_index(const turner *t, uint32_t number)
{
    const size_t r = mds_grid__row_index(t->from, number + 1);

    return r > t->part->begin ? r - 1 : t->part->begin;
}

/* The part of a range that lies in the band. */
static mds_grid_range turn_range(const turner *t, mds_grid_range range)
{
    const uint32_t last = range.last_row < t->last ? range.last_row : t->last;
    const uint32_t width = t->end - t->row;

    return (mds_grid_range){
        .first_row = t->row + range.first_column,
        .last_row = t->row + (range.last_column < width ? range.last_column : width - 1),
        .first_column = range.first_row > t->first ? column_at(t, range.first_row) : 0,
        .last_column = column_of(t, last_index(t, last)),
    };
}

/* Merged ranges keep their indices, which cells name. */
static bool turn_ranges(turner *t)
{
    const mds_grid_sheet *from = t->from;

    for (size_t i = 0; i < from->merge_count; i++) {
        if (is_inside(t, from->merges[i].first_row)) {
            t->out->merges[i] = turn_range(t, from->merges[i]);
        }
    }
    for (size_t i = 0; i < from->offer_count; i++) {
        const mds_grid_range range = from->offers[i].range;
        if (range.last_row < t->first || range.first_row > t->last ||
            range.first_column >= t->end - t->row) {
            continue;
        }
        if (!mds_array_reserve(t->scratch, &t->out->offers, &t->out->offer_capacity,
                               t->out->offer_count, sizeof *t->out->offers)) {
            return false;
        }
        t->out->offers[t->out->offer_count++] =
            (mds_grid_offer){turn_range(t, range), from->offers[i].list};
    }
    return true;
}

static int compare_runs(const void *a, const void *b)
{
    const mds_grid_run *x = a;
    const mds_grid_run *y = b;

    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    if (x->column != y->column) {
        return x->column < y->column ? -1 : 1;
    }
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* What is said of cells: how parts of their text look, and remarks on them. */
static void turn_words(turner *t)
{
    for (size_t i = 0; i < t->from->run_count; i++) {
        mds_grid_run run = t->from->runs[i];
        if (is_inside(t, run.row)) {
            const uint32_t row = t->row + run.column;
            run.column = column_at(t, run.row);
            run.row = row;
            t->out->runs[t->out->run_count++] = run;
        }
    }
    for (size_t i = 0; i < t->from->remark_count; i++) {
        const mds_grid_remark *remark = &t->from->remarks[i];
        if (is_inside(t, remark->row)) {
            t->out->remarks[t->out->remark_count++] =
                (mds_grid_remark){t->row + remark->column, column_at(t, remark->row), remark->text};
        }
    }
}

/* Where the columns of a band come from. */
static bool number_band(mds_grid_band *out, const turner *t)
{
    const uint32_t count = column_of(t, t->part->end - 1) + 1;
    uint32_t *numbers = mds_arena_alloc(t->scratch, count, sizeof *numbers);

    *out = (mds_grid_band){t->row, count, numbers};
    for (size_t r = t->part->begin; numbers != NULL && r < t->part->end; r++) {
        numbers[column_of(t, r)] = t->from->rows[r].number;
    }
    return numbers != NULL;
}

static bool begin_sheet(mds_grid_sheet *out, mds_arena *scratch, const mds_grid_sheet *sheet)
{
    *out = (mds_grid_sheet){.name = sheet->name,
                            .part = sheet->part,
                            .hidden = sheet->hidden,
                            .drawn = sheet->drawn || sheet->overlay_count > 0,
                            .usual_width = sheet->usual_width,
                            .formulas = sheet->formulas,
                            .formula_count = sheet->formula_count,
                            .spots = sheet->spots,
                            .spot_count = sheet->spot_count,
                            .blocks = sheet->blocks,
                            .block_count = sheet->block_count,
                            .merge_count = sheet->merge_count};
    out->merges = mds_arena_alloc(scratch, sheet->merge_count, sizeof *out->merges);
    out->runs = mds_arena_alloc(scratch, sheet->run_count, sizeof *out->runs);
    out->remarks = mds_arena_alloc(scratch, sheet->remark_count, sizeof *out->remarks);
    return out->merges != NULL && out->runs != NULL && out->remarks != NULL;
}

bool mds_grid__turn(mds_grid_sheet *out, mds_arena *scratch, const mds_grid_sheet *sheet,
                    const uint32_t *ordinals, const mds_grid_part *parts, size_t count)
{
    mds_grid_band *bands = mds_arena_alloc(scratch, count, sizeof *bands);
    turner t = {.scratch = scratch, .from = sheet, .out = out, .ordinals = ordinals, .end = 1};

    if (bands == NULL || !begin_sheet(out, scratch, sheet)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        t.part = &parts[i];
        t.row = t.end;
        t.first = sheet->rows[parts[i].begin].number;
        t.last = sheet->rows[parts[i].end - 1].number;
        if (!number_band(&bands[i], &t) || !turn_rows(&t) || !turn_hidden(out, &t) ||
            !turn_ranges(&t)) {
            return false;
        }
        turn_words(&t);
    }
    out->bands = bands;
    out->band_count = count;
    if (out->run_count > 0) {
        qsort(out->runs, out->run_count, sizeof *out->runs, compare_runs);
    }
    return true;
}
