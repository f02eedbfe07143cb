/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes.h"

#include "base/utf8.h"
#include "words.h"
#include <stdio.h>
#include <string.h>

typedef struct collector {
    mds_notes *notes;
    mds_arena *scratch;
    const mds_form *form;
    const mds_grid *grid;
    const mds_layouts *layouts;
} collector;

static size_t position(const mds_notes *notes, uint32_t number)
{
    size_t low = 0;
    size_t high = notes->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (notes->at[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const mds_note *mds_notes_find(const mds_notes *notes, uint32_t number)
{
    const size_t i = position(notes, number);

    return i < notes->count && notes->at[i].number == number ? &notes->at[i] : NULL;
}

static mds_status add(const collector *c, const mds_grid_sheet *sheet, uint32_t number, mds_sv text,
                      const mds_grid_cell *cell)
{
    mds_notes *notes = c->notes;
    const size_t i = position(notes, number);
    const char *where = mds_grid_where(c->scratch, c->grid, sheet, cell->line, cell->column);

    if (where == NULL) {
        return mds_arena_status(c->scratch);
    }
    if (i < notes->count && notes->at[i].number == number) {
        const mds_note *first = &notes->at[i];
        if (first->text.n != text.n || memcmp(first->text.p, text.p, text.n) != 0) {
            char name[12];
            (void)snprintf(name, sizeof name, "%u", number);
            mds_diag_add(c->grid->diags, MDS_D_FORM_NOTE_TWICE, c->grid->file, where, name,
                         first->where, NULL);
        }
        return MDS_OK;
    }
    if (!mds_array_reserve(c->scratch, &notes->at, &notes->capacity, notes->count,
                           sizeof *notes->at)) {
        return mds_arena_status(c->scratch);
    }
    memmove(&notes->at[i + 1], &notes->at[i], (notes->count - i) * sizeof *notes->at);
    notes->at[i] = (mds_note){number, text, where};
    notes->count++;
    return MDS_OK;
}

/* The question of a row in any block of its sheet; whether the cell is that block's own. */
static bool is_form_cell(const collector *c, const mds_grid_sheet *sheet, size_t r, uint32_t column,
                         bool *question_row)
{
    bool own = false;

    *question_row = false;
    for (size_t i = 0; i < c->layouts->count; i++) {
        const mds_layout *layout = &c->layouts->at[i];
        if (layout->sheet == sheet && layout->questions[r] != MDS_NO_ORDINAL) {
            *question_row = true;
            own = own || column == layout->id_columns[r] || column == layout->answer ||
                  column == layout->note || column == layout->wording;
        }
    }
    return own;
}

/* Whether a cell is the label of a note itself. False when memory is short: \p status says so. */
static bool is_label(const collector *c, uint32_t *number, const mds_grid_cell *cell,
                     mds_status *status)
{
    const char *key = strlen(cell->text) <= 64 ? mds_utf8_key(c->scratch, cell->text) : "";

    if (key == NULL) {
        *status = mds_arena_status(c->scratch);
        return false;
    }
    return mds_words_note_label(number, key);
}

/* The nearest cell on one side of the cell at \p i that may explain it: neither a part of the
 * same merged range nor, in the row of a question, the question's own. */
static const mds_grid_cell *neighbour(const collector *c, const mds_grid_sheet *sheet, size_t r,
                                      size_t i, bool right)
{
    const mds_grid_row *row = &sheet->rows[r];
    const mds_grid_cell *label = &row->cells[i];
    const size_t count = right ? row->count - i - 1 : i;
    bool question_row = false;

    for (size_t k = 1; k <= count; k++) {
        const mds_grid_cell *cell = &row->cells[right ? i + k : i - k];
        if ((cell->merge == 0 || cell->merge != label->merge) &&
            !is_form_cell(c, sheet, r, cell->column, &question_row)) {
            return cell;
        }
    }
    return NULL;
}

static const mds_grid_cell *cell_below(const mds_grid_sheet *sheet, size_t r, size_t i)
{
    const mds_grid_row *row = &sheet->rows[r];
    const mds_grid_cell *label = &row->cells[i];

    if (r + 1 >= sheet->row_count || sheet->rows[r + 1].number != row->number + 1) {
        return NULL;
    }
    const mds_grid_cell *below = mds_grid_at(&sheet->rows[r + 1], label->column);
    return below != NULL && !(below->spread && below->merge == label->merge) ? below : NULL;
}

/* The cell that explains the label at \p i: the next one to the right; to the left, where the
 * columns stand the other way round; else the one below. NULL when there is none: a label beside
 * a label is a list of labels, and no explanation. */
static const mds_grid_cell *explanation(const collector *c, const mds_grid_sheet *sheet, size_t r,
                                        size_t i, bool beside_questions, mds_status *status)
{
    const mds_grid_cell *const candidates[] = {
        neighbour(c, sheet, r, i, true),
        /* What stands before an aside in the row of a question speaks of the question. */
        beside_questions ? NULL : neighbour(c, sheet, r, i, false),
        beside_questions ? NULL : cell_below(sheet, r, i),
    };
    uint32_t number = 0;

    for (size_t k = 0; k < sizeof candidates / sizeof *candidates; k++) {
        if (candidates[k] != NULL && !is_label(c, &number, candidates[k], status)) {
            return candidates[k];
        }
    }
    return NULL;
}

static mds_sv cell_text(const mds_grid_cell *cell)
{
    return mds_words_trim((mds_sv){cell->text, strlen(cell->text)});
}

/* Bytes of a line within which a label ends, with a margin; the shortest line with a label and a
 * text; how many lines of all cells are looked at, more than any form has. */
enum { LINE_HEAD = 128, SHORTEST_NOTE = 4, MANY_LINES = 100000 };

/* Labels with their explanations in one cell, "Note 1: one": one, or one at the beginning of each
 * of several lines. */
static mds_status read_labelled(const collector *c, const mds_grid_sheet *sheet,
                                const mds_grid_cell *cell)
{
    mds_status status = MDS_OK;
    const char *from = NULL; /* the explanation that is being read */
    uint32_t number = 0;

    for (const char *line = cell->text; *line != '\0' && status == MDS_OK;) {
        const size_t n = strcspn(line, "\n");
        const bool first = line == cell->text;
        uint32_t next = 0;
        mds_sv rest;
        if (!first && c->notes->lines++ >= MANY_LINES) {
            break;
        }
        const char *head = mds_arena_strndup(c->scratch, line, n < LINE_HEAD ? n : LINE_HEAD);
        if (head == NULL) {
            return mds_arena_status(c->scratch);
        }
        if (n >= SHORTEST_NOTE && mds_words_labelled_note(&next, &rest, c->scratch, head)) {
            if (from != NULL) {
                const mds_sv text = {from, (size_t)(line - from)};
                status = add(c, sheet, number, mds_words_trim(text), cell);
            }
            from = line + (rest.p - head);
            number = next;
        }
        line += n + (line[n] == '\n' ? 1 : 0);
    }
    if (from == NULL || status != MDS_OK) {
        return status;
    }
    return add(c, sheet, number, mds_words_trim((mds_sv){from, strlen(from)}), cell);
}

/* A label with its explanation, or both in one cell. */
static mds_status read_cell(const collector *c, const mds_grid_sheet *sheet, size_t r, size_t i,
                            bool beside_questions)
{
    const mds_grid_cell *cell = &sheet->rows[r].cells[i];
    mds_status status = MDS_OK;
    uint32_t number = 0;

    if (is_label(c, &number, cell, &status)) {
        const mds_grid_cell *text = explanation(c, sheet, r, i, beside_questions, &status);
        return status == MDS_OK && text != NULL ? add(c, sheet, number, cell_text(text), cell)
                                                : status;
    }
    return status == MDS_OK ? read_labelled(c, sheet, cell) : status;
}

/* The index of the first row behind the questions of a sheet. */
static size_t after_questions(const collector *c, const mds_grid_sheet *sheet)
{
    size_t first = 0;

    for (size_t i = 0; i < c->layouts->count; i++) {
        const mds_layout *layout = &c->layouts->at[i];
        if (layout->sheet == sheet && layout->answer != MDS_NO_COLUMN &&
            layout->last_row + 1 > first) {
            first = layout->last_row + 1;
        }
    }
    return first;
}

/* Where a label stands. Behind the questions, or on a sheet without any, is the block of notes; a
 * heading among the questions may carry a reference ("Note 3"), and what stands beside a question
 * may be an aside. */
typedef enum label_place { PLACE_APART, PLACE_AMONG, PLACE_BESIDE } label_place;

static mds_status read_labels(const collector *c, label_place place)
{
    for (size_t s = 0; s < c->grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &c->grid->sheets[s];
        const size_t apart = after_questions(c, sheet);
        for (size_t r = 0; r < sheet->row_count; r++) {
            const mds_grid_row *row = &sheet->rows[r];
            for (size_t i = 0; i < row->count; i++) {
                bool question_row = false;
                const bool own = is_form_cell(c, sheet, r, row->cells[i].column, &question_row);
                const label_place here = question_row ? PLACE_BESIDE
                                         : r < apart  ? PLACE_AMONG
                                                      : PLACE_APART;
                if (own || row->cells[i].spread || here != place) {
                    continue;
                }
                const mds_status status = read_cell(c, sheet, r, i, question_row);
                if (status != MDS_OK) {
                    return status;
                }
            }
        }
    }
    return MDS_OK;
}

/* "Notes:" or a heading of a note column; a sheet may be named so. */
static bool is_heading(const collector *c, const char *key)
{
    const size_t n = strlen(key);

    if (n > 0 && key[n - 1] == ':') {
        const char *bare = mds_arena_strndup(c->scratch, key, n - 1);
        return bare != NULL && mds_words_have(&c->form->note_headings, bare);
    }
    return mds_words_have(&c->form->note_headings, key);
}

/* "6", "6.", "(6)" or "6)" alone. */
static bool is_bare_number(uint32_t *number, const char *key)
{
    uint32_t value = 0;
    size_t digits = 0;

    key += strspn(key, "(");
    while (*key >= '0' && *key <= '9' && digits < 5) {
        value = value * 10 + (uint32_t)(*key++ - '0');
        digits++;
    }
    key += strspn(key, ".)");
    *number = value;
    return digits > 0 && digits < 5 && *key == '\0';
}

/* The end of a row that holds the number of a note alone: the first cell, or the last one where
 * the columns stand the other way round. */
static mds_status numbered_end(const mds_grid_cell **cell, const mds_grid_cell **text,
                               uint32_t *number, const collector *c, const mds_grid_sheet *sheet,
                               size_t r)
{
    const mds_grid_row *row = &sheet->rows[r];
    size_t ends[] = {0, row->count - 1};

    while (ends[1] > 0 && row->cells[ends[1]].spread) {
        ends[1]--;
    }
    *text = NULL;
    for (size_t k = 0; k < 2 && *text == NULL; k++) {
        const char *raw = row->cells[ends[k]].text;
        const char *key = strlen(raw) < 64 ? mds_utf8_key(c->scratch, raw) : "";
        if (key == NULL) {
            return mds_arena_status(c->scratch);
        }
        if (is_bare_number(number, key)) {
            *cell = &row->cells[ends[k]];
            *text = neighbour(c, sheet, r, ends[k], k == 0);
        }
    }
    return MDS_OK;
}

static bool holds_heading(const collector *c, const mds_grid_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->cells[i].text;
        const char *key = strlen(text) < 64 ? mds_utf8_key(c->scratch, text) : NULL;
        if (key != NULL && is_heading(c, key)) {
            return true;
        }
    }
    return false;
}

/* A table of number and text below a heading, or on a sheet named after the notes. */
static mds_status read_table(const collector *c, const mds_grid_sheet *sheet)
{
    const char *name = mds_utf8_key(c->scratch, sheet->name);
    bool under = name != NULL && is_heading(c, name);
    mds_status status = MDS_OK;

    for (size_t r = after_questions(c, sheet); r < sheet->row_count && status == MDS_OK; r++) {
        const mds_grid_cell *cell = NULL;
        const mds_grid_cell *text = NULL;
        uint32_t number = 0;
        if (!under) {
            under = holds_heading(c, &sheet->rows[r]);
            continue;
        }
        status = numbered_end(&cell, &text, &number, c, sheet, r);
        if (status == MDS_OK && text != NULL) {
            status = add(c, sheet, number, cell_text(text), cell);
        }
    }
    return status;
}

mds_status mds_notes_collect(mds_notes *out, mds_arena *scratch, const mds_form *form,
                             const mds_grid *grid, const mds_layouts *layouts)
{
    const collector c = {out, scratch, form, grid, layouts};
    mds_status status;

    *out = (mds_notes){0};
    status = read_labels(&c, PLACE_APART);
    for (size_t s = 0; s < grid->sheet_count && status == MDS_OK; s++) {
        status = read_table(&c, &grid->sheets[s]);
    }
    if (status == MDS_OK) {
        status = read_labels(&c, PLACE_AMONG);
    }
    return status == MDS_OK ? read_labels(&c, PLACE_BESIDE) : status;
}
