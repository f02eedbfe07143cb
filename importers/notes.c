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

/* The cell that explains the label at \p i: the next one to the right, else the one below. */
static const mds_grid_cell *explanation(const mds_grid_sheet *sheet, size_t r, size_t i)
{
    const mds_grid_row *row = &sheet->rows[r];
    const mds_grid_cell *label = &row->cells[i];

    for (size_t k = i + 1; k < row->count; k++) {
        if (row->cells[k].merge == 0 || row->cells[k].merge != label->merge) {
            return &row->cells[k];
        }
    }
    if (r + 1 < sheet->row_count && sheet->rows[r + 1].number == row->number + 1) {
        const mds_grid_cell *below = mds_grid_at(&sheet->rows[r + 1], label->column);
        if (below != NULL && !(below->spread && below->merge == label->merge)) {
            return below;
        }
    }
    return NULL;
}

static mds_sv cell_text(const mds_grid_cell *cell)
{
    return mds_words_trim((mds_sv){cell->text, strlen(cell->text)});
}

/* A label with its explanation, or both in one cell. */
static mds_status read_cell(const collector *c, const mds_grid_sheet *sheet, size_t r, size_t i)
{
    const mds_grid_cell *cell = &sheet->rows[r].cells[i];
    uint32_t number = 0;
    mds_sv rest;

    if (strlen(cell->text) <= 64) {
        const char *key = mds_utf8_key(c->scratch, cell->text);
        if (key == NULL) {
            return mds_arena_status(c->scratch);
        }
        if (mds_words_note_label(&number, key)) {
            const mds_grid_cell *text = explanation(sheet, r, i);
            uint32_t other = 0;
            const char *next = text != NULL ? mds_utf8_key(c->scratch, text->text) : "";
            if (next == NULL) {
                return mds_arena_status(c->scratch);
            }
            /* A label beside a label is a list of labels, and no explanation. */
            if (text == NULL || mds_words_note_label(&other, next)) {
                return MDS_OK;
            }
            return add(c, sheet, number, cell_text(text), cell);
        }
    }
    if (mds_words_labelled_note(&number, &rest, c->scratch, cell->text)) {
        return add(c, sheet, number, rest, cell);
    }
    return MDS_OK;
}

/* Rows of a question first or last: what stands apart from the questions is the block of notes,
 * what stands beside them may be an aside. */
static mds_status read_labels(const collector *c, bool beside_questions)
{
    for (size_t s = 0; s < c->grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &c->grid->sheets[s];
        for (size_t r = 0; r < sheet->row_count; r++) {
            const mds_grid_row *row = &sheet->rows[r];
            for (size_t i = 0; i < row->count; i++) {
                bool question_row = false;
                const bool own = is_form_cell(c, sheet, r, row->cells[i].column, &question_row);
                if (own || row->cells[i].spread || question_row != beside_questions) {
                    continue;
                }
                const mds_status status = read_cell(c, sheet, r, i);
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

/* A table of number and text below a heading, or on a sheet named after the notes. */
static mds_status read_table(const collector *c, const mds_grid_sheet *sheet)
{
    const char *name = mds_utf8_key(c->scratch, sheet->name);
    bool under = name != NULL && is_heading(c, name);

    for (size_t r = after_questions(c, sheet); r < sheet->row_count; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        uint32_t number = 0;
        const char *key = mds_utf8_key(c->scratch, row->cells[0].text);
        if (key == NULL) {
            return mds_arena_status(c->scratch);
        }
        if (under && row->count > 1 && is_bare_number(&number, key)) {
            const mds_status status =
                add(c, sheet, number, cell_text(&row->cells[1]), &row->cells[0]);
            if (status != MDS_OK) {
                return status;
            }
            continue;
        }
        for (size_t i = 0; i < row->count && !under; i++) {
            const char *other =
                strlen(row->cells[i].text) < 64 ? mds_utf8_key(c->scratch, row->cells[i].text) : "";
            under = other != NULL && is_heading(c, other);
        }
    }
    return MDS_OK;
}

mds_status mds_notes_collect(mds_notes *out, mds_arena *scratch, const mds_form *form,
                             const mds_grid *grid, const mds_layouts *layouts)
{
    const collector c = {out, scratch, form, grid, layouts};
    mds_status status;

    *out = (mds_notes){0};
    status = read_labels(&c, false);
    for (size_t s = 0; s < grid->sheet_count && status == MDS_OK; s++) {
        status = read_table(&c, &grid->sheets[s]);
    }
    return status == MDS_OK ? read_labels(&c, true) : status;
}
