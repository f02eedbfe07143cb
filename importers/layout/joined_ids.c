/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids that are in two columns, "AUDT | 2.1", put together. The section may be merged over its
 * rows, are in the first of them only, or be the heading above them. */
#include "layout.h"

#include "base/arena_internal.h"
#include <string.h>

/* Columns from the section to the number; ids that make it more than chance. */
enum { WIDEST_STEP = 3, FEWEST_IDS = 3, CODE_BYTES = 8, NUMBER_BYTES = 12 };

typedef struct joiner {
    mds_arena *scratch;
    const mds_form *form;
    const mds_id_index *index;
    char section[CODE_BYTES]; /* of the row, or of one above it; "" */
    uint32_t column;          /* where it is */
} joiner;

/* Whether an id of the form begins with a code and its number, "audt" of "AUDT-1". */
static bool is_section(const joiner *j, const char *code)
{
    char id[CODE_BYTES + 4];
    uint32_t question = 0;
    const size_t n = strlen(code);

    memcpy(id, code, n);
    memcpy(id + n, "1", 2);
    return mds_ids__find(&question, j->index, id) == MDS_ID_WHOLE;
}

/* The code of a section that a cell is, or begins with: "AUDT", "AUDT: audit controls". */
static bool read_section(joiner *j, const mds_grid_cell *cell)
{
    char code[CODE_BYTES];
    size_t n = 0;

    while (n + 1 < CODE_BYTES && ((cell->text[n] >= 'A' && cell->text[n] <= 'Z') ||
                                  (cell->text[n] >= 'a' && cell->text[n] <= 'z'))) {
        code[n] = (char)(cell->text[n] | 0x20);
        n++;
    }
    code[n] = '\0';
    if (n < 3 || (cell->text[n] != '\0' && strchr(" \t\n:-", cell->text[n]) == NULL) ||
        (cell->text[n] == '-' && cell->text[n + 1] != '\0' && cell->text[n + 1] != ' ') ||
        !is_section(j, code)) {
        return false;
    }
    memcpy(j->section, code, n + 1);
    j->column = cell->column;
    return true;
}

/* "2.1", "-2.1" */
static bool is_number(const char *text)
{
    const char *p = text + (*text == '-');

    return *p >= '0' && *p <= '9' && strlen(p) <= NUMBER_BYTES &&
           p[strspn(p, "0123456789.")] == '\0';
}

/* The id that the cell completes, or NULL; false when the arena is exhausted. */
static bool read_id(const char **out, joiner *j, const mds_grid_cell *cell)
{
    uint32_t question = 0;

    *out = NULL;
    if (j->section[0] == '\0' || cell->column > j->column + WIDEST_STEP ||
        cell->column < j->column || !is_number(cell->text)) {
        return true;
    }
    const char *id =
        mds_arena_printf(j->scratch, "%s-%s", j->section, cell->text + (cell->text[0] == '-'));
    const char *key = id != NULL ? mds_ids__key(j->scratch, id) : NULL;
    if (key != NULL && mds_ids__find(&question, j->index, key) == MDS_ID_WHOLE) {
        *out = j->form->questions[question].id;
    }
    return key != NULL;
}

/* The cell of a row that completes an id, and that id; the row's count when there is none. */
static bool read_row(size_t *at, const char **id, joiner *j, const mds_grid_row *row)
{
    *at = row->count;
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].spread || read_section(j, &row->cells[i])) {
            continue;
        }
        if (!read_id(id, j, &row->cells[i])) {
            return false;
        }
        if (*id != NULL) {
            *at = i;
            return true;
        }
    }
    return true;
}

/* How many rows have an id in two cells. */
static bool count_joined(size_t *joined, joiner *j, const mds_grid_sheet *sheet)
{
    *joined = 0;
    j->section[0] = '\0';
    for (size_t r = 0; r < sheet->row_count; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        const mds_arena_mark before = mds_arena_marked(j->scratch);
        size_t at = 0;
        const char *id = NULL;
        if (!read_row(&at, &id, j, row)) {
            return false;
        }
        *joined += at < row->count;
        mds_arena_rewind(j->scratch, before);
    }
    return true;
}

/* How many rows have an id in one cell. */
static bool count_whole(size_t *whole, const joiner *j, const mds_grid_sheet *sheet)
{
    *whole = 0;
    for (size_t r = 0; r < sheet->row_count; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        const mds_arena_mark before = mds_arena_marked(j->scratch);
        for (size_t i = 0; i < row->count; i++) {
            uint32_t question = 0;
            const char *key = mds_ids__key(j->scratch, row->cells[i].text);
            if (key == NULL) {
                return false;
            }
            if (mds_ids__find(&question, j->index, key) >= MDS_ID_PREFIX) {
                (*whole)++;
                break;
            }
        }
        mds_arena_rewind(j->scratch, before);
    }
    return true;
}

/* The sheet with whole ids where the numbers were. */
static bool join_sheet(mds_grid_sheet *sheet, joiner *j)
{
    mds_grid_row *rows = mds_arena_alloc(j->scratch, sheet->row_count, sizeof *rows);

    if (rows == NULL) {
        return false;
    }
    memcpy(rows, sheet->rows, sheet->row_count * sizeof *rows);
    j->section[0] = '\0';
    for (size_t r = 0; r < sheet->row_count; r++) {
        size_t at = 0;
        const char *id = NULL;
        if (!read_row(&at, &id, j, &rows[r])) {
            return false;
        }
        if (at == rows[r].count) {
            continue;
        }
        mds_grid_cell *cells = mds_arena_alloc(j->scratch, rows[r].count, sizeof *cells);
        if (cells == NULL) {
            return false;
        }
        memcpy(cells, rows[r].cells, rows[r].count * sizeof *cells);
        cells[at].text = cells[at].raw = id;
        rows[r].cells = cells;
    }
    sheet->rows = rows;
    return true;
}

/* The most ids in one cell that any form finds in a sheet. */
static bool most_whole(size_t *whole, const mds_grid_sheet *sheet, const joiner *forms,
                       size_t count)
{
    *whole = 0;
    for (size_t f = 0; f < count; f++) {
        size_t here = 0;
        if (forms[f].index->count > 0 && !count_whole(&here, &forms[f], sheet)) {
            return false;
        }
        *whole = here > *whole ? here : *whole;
    }
    return true;
}

/* Joins the ids of one form in the sheets of \p grid, a copy of \p original, where they are more
 * than those that any form finds in one cell: the numbers of notes below the heading of their
 * section are no ids. */
static bool join_form(bool *changed, mds_grid *grid, const mds_grid *original, const joiner *forms,
                      size_t count, joiner *j)
{
    for (size_t s = 0; s < grid->sheet_count; s++) {
        size_t whole = 0;
        size_t joined = 0;
        if (!count_joined(&joined, j, &grid->sheets[s])) {
            return false;
        }
        if (joined < FEWEST_IDS) {
            continue;
        }
        if (!most_whole(&whole, &original->sheets[s], forms, count)) {
            return false;
        }
        if (joined > whole) {
            *changed = true;
            if (!join_sheet(&grid->sheets[s], j)) {
                return false;
            }
        }
    }
    return true;
}

bool mds_ids__join(const mds_grid **out, mds_arena *scratch, const mds_catalog *catalog,
                   const mds_id_index *ids, const mds_grid *grid)
{
    mds_grid *copy = mds_arena_alloc(scratch, 1, sizeof *copy);
    mds_grid_sheet *sheets = mds_arena_alloc(scratch, grid->sheet_count, sizeof *sheets);
    bool changed = false;

    *out = grid;
    if (copy == NULL || sheets == NULL) {
        return false;
    }
    *copy = *grid;
    copy->sheets = sheets;
    if (grid->sheet_count > 0) {
        memcpy(sheets, grid->sheets, grid->sheet_count * sizeof *sheets);
    }
    joiner *forms = mds_arena_alloc(scratch, catalog->form_count, sizeof *forms);
    if (forms == NULL) {
        return false;
    }
    for (size_t f = 0; f < catalog->form_count; f++) {
        forms[f] = (joiner){.scratch = scratch, .form = &catalog->forms[f], .index = &ids[f]};
    }
    for (size_t f = 0; f < catalog->form_count; f++) {
        if (forms[f].form->completeness != MDS_TOPICS && ids[f].count > 0 &&
            !join_form(&changed, copy, grid, forms, catalog->form_count, &forms[f])) {
            return false;
        }
    }
    *out = changed ? copy : grid;
    return true;
}
