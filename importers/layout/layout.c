/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which columns the ids of an edition are, and which rows hold its questions. */
#include "edition.h"

#include "base/arena_internal.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Columns as bit sets of the questions found in them. */
typedef struct id_columns {
    uint64_t *bits; /* MDS_LIMIT_COLUMNS sets of \c words */
    size_t words;
    uint32_t *found; /* per column: how many different questions */
} id_columns;

static bool set_bit(id_columns *columns, uint32_t column, uint32_t question)
{
    uint64_t *word = &columns->bits[column * columns->words + question / 64];
    const uint64_t bit = (uint64_t)1 << (question % 64);
    const bool fresh = (*word & bit) == 0;

    *word |= bit;
    columns->found[column] += fresh;
    return fresh;
}

/* Counts the different questions of one form in each column of a sheet. */
static bool count_ids(id_columns *out, mds_arena *scratch, const mds_id_index *index,
                      const mds_form *form, const mds_grid_sheet *sheet)
{
    out->words = form->question_count / 64 + 1;
    out->bits = mds_arena_alloc(scratch, MDS_LIMIT_COLUMNS * out->words, sizeof *out->bits);
    out->found = mds_arena_alloc(scratch, MDS_LIMIT_COLUMNS, sizeof *out->found);
    if (out->bits == NULL || out->found == NULL) {
        return false;
    }
    for (size_t r = 0; r < sheet->row_count; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        for (size_t i = 0; i < row->count; i++) {
            const mds_grid_cell *cell = &row->cells[i];
            const mds_arena_mark before = mds_arena_marked(scratch);
            const char *key = cell->spread ? "" : mds_ids__key(scratch, cell->text);
            uint32_t question;
            if (key == NULL) {
                return false;
            }
            if (mds_ids__find(&question, index, key) >= MDS_ID_PREFIX) {
                (void)set_bit(out, cell->column, question);
            }
            mds_arena_rewind(scratch, before);
        }
    }
    return true;
}

static uint32_t richest(const id_columns *columns)
{
    uint32_t best = 0;

    for (uint32_t c = 1; c < MDS_LIMIT_COLUMNS; c++) {
        if (columns->found[c] > columns->found[best]) {
            best = c;
        }
    }
    return best;
}

static bool disjoint(const id_columns *columns, uint32_t a, uint32_t b)
{
    for (size_t w = 0; w < columns->words; w++) {
        if ((columns->bits[a * columns->words + w] & columns->bits[b * columns->words + w]) != 0) {
            return false;
        }
    }
    return true;
}

/* How the id cells of a column match, by row. */
static bool match_row(mds_id_match *match, uint32_t *question, mds_arena *scratch,
                      const mds_id_index *index, const mds_grid_row *row, uint32_t column)
{
    const mds_grid_cell *cell = mds_grid__at(row, column);

    *match = MDS_ID_NONE;
    if (cell == NULL || cell->spread) {
        return true;
    }
    const mds_arena_mark before = mds_arena_marked(scratch);
    const char *key = mds_ids__key(scratch, cell->text);
    if (key == NULL) {
        return false;
    }
    *match = mds_ids__find(question, index, key);
    mds_arena_rewind(scratch, before);
    return true;
}

/* Whether two id columns are side by side: a good part of the rows has an id in both. Ids that
 * are only indented by level share no row. */
static bool side_by_side(bool *out, mds_arena *scratch, const mds_id_index *index,
                         const mds_grid_sheet *sheet, uint32_t a, uint32_t b)
{
    size_t both = 0;
    size_t second = 0;

    for (size_t r = 0; r < sheet->row_count; r++) {
        mds_id_match in_a;
        mds_id_match in_b;
        uint32_t question;
        if (!match_row(&in_a, &question, scratch, index, &sheet->rows[r], a) ||
            !match_row(&in_b, &question, scratch, index, &sheet->rows[r], b)) {
            return false;
        }
        second += in_b >= MDS_ID_PREFIX;
        both += in_a >= MDS_ID_PREFIX && in_b >= MDS_ID_PREFIX;
    }
    *out = both * 2 > second;
    return true;
}

/* The row's id: in the block's id column, or indented beside it. */
static bool find_row_id(mds_layout *layout, size_t r, mds_arena *scratch, const mds_id_index *index)
{
    const mds_grid_row *row = &layout->sheet->rows[r];
    mds_id_match match;
    uint32_t question = MDS_NO_ORDINAL;

    layout->questions[r] = MDS_NO_ORDINAL;
    layout->id_columns[r] = layout->id;
    if (!match_row(&match, &question, scratch, index, row, layout->id)) {
        return false;
    }
    if (match >= MDS_ID_PREFIX) {
        layout->questions[r] = question;
        return true;
    }
    for (uint32_t distance = 1; distance <= 3; distance++) {
        const uint32_t columns[] = {layout->id + distance, layout->id - distance};
        for (size_t i = 0; i < 2; i++) {
            if (columns[i] < layout->first_column || columns[i] > layout->last_column) {
                continue;
            }
            if (!match_row(&match, &question, scratch, index, row, columns[i])) {
                return false;
            }
            if (match == MDS_ID_WHOLE) {
                layout->questions[r] = question;
                layout->id_columns[r] = columns[i];
                return true;
            }
        }
    }
    return true;
}

static bool add_layout(mds_layouts *out, mds_arena *scratch, const mds_grid_sheet *sheet,
                       uint32_t id, uint32_t first, uint32_t last)
{
    const mds_id_index *index = &out->editions[out->form].index;
    mds_layout layout = {.sheet = sheet, .id = id, .first_column = first, .last_column = last};
    size_t whole = 0;

    layout.questions = mds_arena_alloc(scratch, sheet->row_count, sizeof *layout.questions);
    layout.id_columns = mds_arena_alloc(scratch, sheet->row_count, sizeof *layout.id_columns);
    if (layout.questions == NULL || layout.id_columns == NULL ||
        !mds_array_reserve(scratch, &out->at, &out->capacity, out->count, sizeof *out->at)) {
        return false;
    }
    for (size_t r = 0; r < sheet->row_count; r++) {
        if (!find_row_id(&layout, r, scratch, index)) {
            return false;
        }
        if (layout.questions[r] != MDS_NO_ORDINAL) {
            layout.last_row = r;
            layout.found++;
            whole += strlen(mds_grid__at(&sheet->rows[r], layout.id_columns[r])->text) < 24;
        }
    }
    layout.whole_ids = whole * 2 >= layout.found;
    layout.answer = layout.note = layout.wording = MDS_NO_COLUMN;
    out->at[out->count++] = layout;
    return true;
}

/* The blocks of one sheet: one, or two where a second id column is beside the first. */
static bool add_sheet(mds_layouts *out, mds_arena *scratch, const mds_form *form,
                      const mds_grid_sheet *sheet)
{
    const mds_id_index *index = &out->editions[out->form].index;
    id_columns columns;

    if (!count_ids(&columns, scratch, index, form, sheet)) {
        return false;
    }
    const uint32_t id = richest(&columns);
    if (columns.found[id] == 0) {
        return true;
    }
    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        bool beside = false;
        if (columns.found[c] < 3 || c == id || !disjoint(&columns, id, c)) {
            continue;
        }
        if (!side_by_side(&beside, scratch, index, sheet, id, c)) {
            return false;
        }
        if (beside) {
            const uint32_t left = c < id ? c : id;
            const uint32_t right = c < id ? id : c;
            return add_layout(out, scratch, sheet, left, 0, right - 1) &&
                   add_layout(out, scratch, sheet, right, right, MDS_LIMIT_COLUMNS - 1);
        }
    }
    return add_layout(out, scratch, sheet, id, 0, MDS_LIMIT_COLUMNS - 1);
}

bool mds_layout__count_ids(size_t *out, mds_arena *scratch, const mds_edition *edition,
                           const mds_grid *grid)
{
    *out = 0;
    for (size_t s = 0; s < grid->sheet_count && edition->index.count > 0; s++) {
        id_columns columns;
        if (!count_ids(&columns, scratch, &edition->index, edition->form, &grid->sheets[s])) {
            return false;
        }
        *out += columns.found[richest(&columns)];
    }
    return true;
}

bool mds_layout__add_ids(mds_layouts *out, mds_arena *scratch, const mds_grid *grid)
{
    const mds_form *form = out->editions[out->form].form;

    for (size_t s = 0; s < grid->sheet_count; s++) {
        if (!add_sheet(out, scratch, form, &grid->sheets[s])) {
            return false;
        }
    }
    return true;
}

/* Whether a cell holds a number and no wording. */
static bool is_bare(const mds_catalog *catalog, const mds_grid_cell *cell)
{
    mds_number readings[MDS_NUMBER_READINGS];
    const size_t count = mds_number__read(readings, catalog, cell->text);

    return count > 0 && mds_number__ends(cell->text + readings[0].end);
}

/* A sheet of a form with numbers. */
static bool add_numbered(mds_layouts *out, mds_arena *scratch, const mds_view *view)
{
    mds_layout layout = {.sheet = view->sheet,
                         .view = view,
                         .last_column = MDS_LIMIT_COLUMNS - 1,
                         .answer = MDS_NO_COLUMN,
                         .note = MDS_NO_COLUMN,
                         .wording = MDS_NO_COLUMN};
    size_t whole = 0;

    if (!mds_match__sheet(&layout.matched, scratch, &out->editions[out->form], view)) {
        return false;
    }
    const mds_fit *fit = &layout.matched.fit;
    if (!mds_fit__holds(fit)) {
        return true;
    }
    layout.id = layout.matched.column;
    layout.questions = layout.matched.questions;
    layout.id_columns = layout.matched.id_columns;
    layout.found = fit->found;
    for (size_t r = 0; r < view->sheet->row_count; r++) {
        if (layout.questions[r] != MDS_NO_ORDINAL) {
            layout.last_row = r;
            whole += is_bare(out->editions[out->form].catalog,
                             mds_grid__at(&view->sheet->rows[r], layout.id_columns[r]));
        }
    }
    /* Lines without a number have their wording where the others have it. */
    layout.whole_ids = whole * 3 >= layout.found;
    mds_fit__add(&out->fit, fit);
    if (!mds_array_reserve(scratch, &out->at, &out->capacity, out->count, sizeof *out->at)) {
        return false;
    }
    out->at[out->count++] = layout;
    return true;
}

bool mds_layout__add_numbers(mds_layouts *out, mds_arena *scratch, const mds_grid *grid,
                             const mds_view *views)
{
    for (size_t s = 0; s < grid->sheet_count; s++) {
        if (mds_layouts__own(out, s) && !add_numbered(out, scratch, &views[s])) {
            return false;
        }
    }
    return true;
}

bool mds_layouts__own(const mds_layouts *layouts, size_t sheet)
{
    return layouts->own == NULL || layouts->own[sheet];
}
