/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lying.h"

#include "base/arena_internal.h"
#include "number.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Steps from one id to the next that make a row one of ids: two blocks side by side have one, and
 * not to the next column. Numbers are in every table, so that more of them are asked for. */
enum { FEWEST_STEPS = 3, FEWEST_RISES = 5 };

/* The last number of a column, and how often one was greater than the one above. */
typedef struct column {
    mds_number last;
    size_t rises;
} column;

typedef struct looker {
    mds_arena *scratch;
    const mds_catalog *catalog;
    const mds_grid *grid;
    const mds_id_index *ids; /* per form */
    column *columns;         /* of the sheet being looked at */
} looker;

/* Whether a cell begins with an id that has letters and a form knows. False in \p enough when the
 * arena is exhausted. */
static bool is_id(const looker *l, const mds_grid_cell *cell, bool *enough)
{
    const mds_arena_mark before = mds_arena_marked(l->scratch);
    const char *key = cell->spread ? "" : mds_ids__key(l->scratch, cell->text);
    uint32_t question = 0;
    bool known = false;

    *enough = key != NULL;
    if (*enough && key[0] >= 'a' && key[0] <= 'z' && key[1] != '\0') {
        for (size_t f = 0; f < l->catalog->form_count && !known; f++) {
            known = mds_ids__find(&question, &l->ids[f], key) >= MDS_ID_PREFIX;
        }
    }
    mds_arena_rewind(l->scratch, before);
    return known;
}

/* Whether a cell is the number of an item, or begins with it. */
static bool is_number(mds_number *out, const looker *l, const mds_grid_cell *cell)
{
    mds_number readings[MDS_NUMBER_READINGS];

    if (cell->spread || mds_number__read(readings, l->catalog, cell->text) == 0 ||
        readings[0].dated) {
        return false;
    }
    *out = readings[0];
    return true;
}

/* What a row is made of, cell by cell. */
typedef struct tally {
    size_t own, letters, steps, numbers, rises;
    bool id; /* the cell before is one */
    mds_number first, last, greatest;
} tally;

/* Ids are beside each other, numbers rise from the left. */
static bool count_cell(tally *t, const looker *l, const mds_grid_cell *cell, bool next)
{
    column *above = &l->columns[cell->column];
    mds_number number;
    bool enough = true;
    const bool id = is_id(l, cell, &enough);

    t->own += !cell->spread;
    t->letters += id;
    t->steps += id && t->id && next;
    t->id = id;
    if (!id && is_number(&number, l, cell)) {
        t->rises += t->numbers > 0 && mds_number__compare(&t->last, &number) < 0;
        t->first = t->numbers++ == 0 ? number : t->first;
        t->last = number;
        t->greatest = mds_number__compare(&t->greatest, &number) < 0 ? number : t->greatest;
        above->rises += above->last.count > 0 && mds_number__compare(&above->last, &number) < 0;
        above->last = number;
    }
    return enough;
}

static bool look_at_row(mds_lying_view *v, const looker *l, const mds_grid_row *row,
                        mds_id_row *out)
{
    tally t = {.own = 0};

    for (size_t i = 0; i < row->count; i++) {
        const bool next = i > 0 && row->cells[i - 1].column + 1 == row->cells[i].column;
        if (!count_cell(&t, l, &row->cells[i], next)) {
            return false;
        }
    }
    *out = (mds_id_row){.letters = t.steps >= FEWEST_STEPS && t.letters * 2 > t.own,
                        .numbers = t.rises >= FEWEST_RISES && t.numbers * 4 > t.own,
                        .first = t.first,
                        .greatest = t.greatest};
    *(out->letters ? &v->letters : &v->other_letters) += t.letters;
    v->along = out->numbers && t.rises > v->along ? t.rises : v->along;
    if ((out->letters || out->numbers) && t.own > v->widest) {
        v->widest = t.own;
    }
    return true;
}

/* The number of the line or row that a row reaches to: a cell of a text file may have lines. */
static uint32_t last_line(const mds_grid *grid, const mds_grid_row *row)
{
    uint32_t last = row->number;

    for (size_t i = 0; grid->lines && i < row->count; i++) {
        uint32_t line = row->cells[i].line;
        for (const char *p = strchr(row->cells[i].text, '\n'); p != NULL; p = strchr(p + 1, '\n')) {
            line++;
        }
        last = line > last ? line : last;
    }
    return last;
}

/* Counts the rows, empty ones too. In a text file places are lines, of which a row may have many.
 */
static void count_rows(uint32_t *ordinals, const mds_grid *grid, const mds_grid_sheet *sheet)
{
    for (size_t r = 0; r < sheet->row_count; r++) {
        const uint32_t last = r > 0 ? last_line(grid, &sheet->rows[r - 1]) : 0;
        const uint32_t number = sheet->rows[r].number;
        ordinals[r] = (r > 0 ? ordinals[r - 1] : 0) + (number > last ? number - last : 1);
    }
}

/* Looks for rows of ids. */
static bool look_at_sheet(mds_lying_view *v, const looker *l, const mds_grid_sheet *sheet)
{
    *v = (mds_lying_view){.rows = mds_arena_alloc(l->scratch, sheet->row_count, sizeof *v->rows),
                          .ordinals =
                              mds_arena_alloc(l->scratch, sheet->row_count, sizeof *v->ordinals)};
    if (v->ordinals == NULL) {
        return false;
    }
    count_rows(v->ordinals, l->grid, sheet);
    memset(l->columns, 0, MDS_LIMIT_COLUMNS * sizeof *l->columns);
    for (size_t r = 0; v->rows != NULL && r < sheet->row_count; r++) {
        if (!look_at_row(v, l, &sheet->rows[r], &v->rows[r])) {
            return false;
        }
    }
    for (size_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        v->down = l->columns[c].rises > v->down ? l->columns[c].rises : v->down;
    }
    return v->rows != NULL;
}

mds_lying_view *mds_lying__look(mds_arena *scratch, const mds_catalog *catalog,
                                const mds_id_index *ids, const mds_grid *grid)
{
    looker l = {.scratch = scratch,
                .catalog = catalog,
                .grid = grid,
                .ids = ids,
                .columns = mds_arena_alloc(scratch, MDS_LIMIT_COLUMNS, sizeof *l.columns)};
    mds_lying_view *views = mds_arena_alloc(scratch, grid->sheet_count, sizeof *views);

    if (views == NULL || l.columns == NULL) {
        return NULL;
    }
    for (size_t s = 0; s < grid->sheet_count; s++) {
        if (!look_at_sheet(&views[s], &l, &grid->sheets[s])) {
            return NULL;
        }
    }
    return views;
}
