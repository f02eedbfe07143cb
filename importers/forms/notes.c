/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes.h"

#include "base/arena_internal.h"
#include "base/utf8.h"
#include "note_table.h"
#include "words.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

static size_t position(const mds_note *at, size_t count, uint32_t number)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (at[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static const mds_note *find(const mds_note *at, size_t count, uint32_t number)
{
    const size_t i = position(at, count, number);

    return i < count && at[i].number == number ? &at[i] : NULL;
}

const mds_note *mds_notes__find(const mds_notes *notes, uint32_t number,
                                const mds_grid_sheet *sheet, size_t row, uint32_t section)
{
    const mds_note *found = NULL;

    if (!notes->restarts) {
        found = find(notes->at, notes->count, number);
    }
    for (size_t i = 0; i < notes->block_count && found == NULL; i++) {
        const mds_note_block *block = &notes->blocks[i];
        const bool own = block->sheet == sheet && row >= block->from && row < block->to &&
                         section == block->section;
        found = own || !notes->restarts ? find(block->at, block->count, number) : NULL;
    }
    return found;
}

mds_status mds_note__add(const mds_note_collector *c, const mds_grid_sheet *sheet, uint32_t number,
                         mds_sv text, const mds_grid_cell *cell)
{
    mds_notes *notes = c->notes;
    const size_t i = position(notes->at, notes->count, number);
    const char *where = mds_grid__where(c->scratch, c->grid, sheet, cell->line, cell->column);

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
    notes->at[i] = (mds_note){.number = number, .text = text, .where = where};
    notes->count++;
    return MDS_OK;
}

/* What is below the notes and belongs to none: a footnote, a list of another kind. */
static bool is_footnote(const mds_note_collector *c, const char *text)
{
    const mds_catalog *catalog = c->layouts->words.choices.catalog;

    text += strspn(text, " ");
    return mds_words__at(catalog, MDS_WORDS_FOOTNOTE_SIGNS, text) > 0;
}

/* Adds a line to a note. The room doubles, so that a note of many lines is not copied for each. */
static mds_status grow(const mds_note_collector *c, mds_note *note, mds_sv more)
{
    const size_t size = note->text.n + more.n + 1;

    if (size > note->capacity) {
        char *grown = mds_arena_alloc(c->scratch, size, 2);
        if (grown == NULL) {
            return mds_arena_status(c->scratch);
        }
        memcpy(grown, note->text.p, note->text.n);
        note->grown = grown;
        note->capacity = size * 2;
    }
    note->grown[note->text.n] = '\n';
    memcpy(note->grown + note->text.n + 1, more.p, more.n);
    note->text = (mds_sv){note->grown, size};
    return MDS_OK;
}

/* Says once that a note is longer than a cell may be; the rest of it is left out. */
static void cut(const mds_note_collector *c, const mds_note *note)
{
    char number[12];
    char limit[24];

    (void)snprintf(number, sizeof number, "%u", note->number);
    (void)snprintf(limit, sizeof limit, "%zu", MDS_LIMIT_CELL_BYTES);
    mds_diag_add(c->grid->diags, MDS_D_FORM_NOTE_CUT, c->grid->file, note->where, number, limit,
                 NULL);
}

mds_status mds_note__go_on(const mds_note_collector *c, mds_open_note *open,
                           const mds_grid_row *row)
{
    const mds_grid_cell *only = NULL;
    size_t cells = 0;

    for (size_t i = 0; i < row->count; i++) {
        if (!row->cells[i].spread) {
            only = &row->cells[i];
            cells++;
        }
    }
    if (open->row == 0 || row->number != open->row + 1 || cells != 1 ||
        only->column != open->column || is_footnote(c, only->text)) {
        open->row = 0;
        return MDS_OK;
    }
    mds_note *note = &c->notes->at[position(c->notes->at, c->notes->count, open->number)];
    const mds_sv more = mds_words__trim((mds_sv){only->text, strlen(only->text)});
    if (note->text.n + more.n >= MDS_LIMIT_CELL_BYTES) {
        cut(c, note);
        open->row = 0;
        return MDS_OK;
    }
    open->row = row->number;
    return grow(c, note, more);
}

/* The question of a row in any block of its sheet; whether the cell is that block's own. */
static bool is_form_cell(const mds_note_collector *c, const mds_grid_sheet *sheet, size_t r,
                         uint32_t column, bool *question_row)
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

bool mds_note__is_label(const mds_note_collector *c, uint32_t *number, const mds_grid_cell *cell,
                        mds_status *status)
{
    const mds_arena_mark before = mds_arena_marked(c->scratch);
    const char *key = strlen(cell->text) <= 64 ? mds_utf8_key(c->scratch, cell->text) : "";

    if (key == NULL) {
        *status = mds_arena_status(c->scratch);
        return false;
    }
    const bool label = mds_words__note_label(number, c->layouts->words.choices.catalog, key);
    mds_arena_rewind(c->scratch, before);
    return label;
}

const mds_grid_cell *mds_note__neighbour(const mds_note_collector *c, const mds_grid_sheet *sheet,
                                         size_t r, size_t i, bool right)
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
    const mds_grid_cell *below = mds_grid__at(&sheet->rows[r + 1], label->column);
    return below != NULL && !(below->spread && below->merge == label->merge) ? below : NULL;
}

/* The cell that explains the label at \p i: the next one to the right; to the left, where the
 * columns are the other way round; else the one below. NULL when there is none: a label beside
 * a label is a list of labels, and no explanation. */
static const mds_grid_cell *explanation(const mds_note_collector *c, const mds_grid_sheet *sheet,
                                        size_t r, size_t i, bool beside_questions,
                                        mds_status *status)
{
    const mds_grid_cell *const candidates[] = {
        mds_note__neighbour(c, sheet, r, i, true),
        /* What is before an aside in the row of a question speaks of the question. */
        beside_questions ? NULL : mds_note__neighbour(c, sheet, r, i, false),
        beside_questions ? NULL : cell_below(sheet, r, i),
    };
    uint32_t number = 0;

    for (size_t k = 0; k < sizeof candidates / sizeof *candidates; k++) {
        if (candidates[k] != NULL && !mds_note__is_label(c, &number, candidates[k], status)) {
            return candidates[k];
        }
    }
    return NULL;
}

static mds_sv cell_text(const mds_grid_cell *cell)
{
    return mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
}

/* Bytes of a line within which a label ends, with a margin; the shortest line with a label and a
 * text. */
enum { LINE_HEAD = 128, SHORTEST_NOTE = 4 };

/* Labels with their explanations in one cell, "Note 1: one": one, or one at the beginning of each
 * of several lines. */
static mds_status read_labelled(const mds_note_collector *c, mds_open_note *open,
                                const mds_grid_sheet *sheet, const mds_grid_row *row,
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
        if (!first && c->notes->lines++ >= MDS_NOTE_LINES) {
            break;
        }
        const mds_arena_mark before = mds_arena_marked(c->scratch);
        const char *head = mds_arena_strndup(c->scratch, line, n < LINE_HEAD ? n : LINE_HEAD);
        if (head == NULL) {
            return mds_arena_status(c->scratch);
        }
        const bool labelled =
            n >= SHORTEST_NOTE && mds_words__labelled_note(&next, &rest, c->scratch,
                                                           c->layouts->words.choices.catalog, head);
        const size_t behind = labelled ? (size_t)(rest.p - head) : 0;
        mds_arena_rewind(c->scratch, before);
        if (labelled) {
            if (from != NULL) {
                const mds_sv text = {from, (size_t)(line - from)};
                status = mds_note__add(c, sheet, number, mds_words__trim(text), cell);
            }
            from = line + behind;
            number = next;
        }
        line += n + (line[n] == '\n' ? 1 : 0);
    }
    if (from == NULL || status != MDS_OK) {
        return status;
    }
    *open = (mds_open_note){number, row->number, cell->column};
    return mds_note__add(c, sheet, number, mds_words__trim((mds_sv){from, strlen(from)}), cell);
}

mds_status mds_note__read_cell(const mds_note_collector *c, mds_open_note *open,
                               const mds_grid_sheet *sheet, size_t r, size_t i,
                               bool beside_questions)
{
    const mds_grid_row *row = &sheet->rows[r];
    const mds_grid_cell *cell = &row->cells[i];
    mds_status status = MDS_OK;
    uint32_t number = 0;

    if (!mds_note__is_label(c, &number, cell, &status)) {
        return status == MDS_OK ? read_labelled(c, open, sheet, row, cell) : status;
    }
    const mds_grid_cell *text = explanation(c, sheet, r, i, beside_questions, &status);
    if (status != MDS_OK || text == NULL) {
        return status;
    }
    *open = (mds_open_note){number, row->number, text->column};
    return mds_note__add(c, sheet, number, cell_text(text), cell);
}

size_t mds_note__after_questions(const mds_note_collector *c, const mds_grid_sheet *sheet)
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

/* Where a label is. Behind the questions, or on a sheet without any, is the block of notes; a
 * heading among the questions may carry a reference ("Note 3"), and what is beside a question
 * may be an aside. */
typedef enum label_place { PLACE_APART, PLACE_AMONG, PLACE_BESIDE } label_place;

static mds_status read_row(const mds_note_collector *c, mds_open_note *open,
                           const mds_grid_sheet *sheet, size_t r, size_t apart, label_place place)
{
    const mds_grid_row *row = &sheet->rows[r];
    const uint32_t before = open->row;
    bool label = false;
    mds_status status = MDS_OK;

    for (size_t i = 0; i < row->count && status == MDS_OK; i++) {
        bool question_row = false;
        uint32_t number = 0;
        const bool own = is_form_cell(c, sheet, r, row->cells[i].column, &question_row);
        const label_place here = question_row ? PLACE_BESIDE
                                 : r < apart  ? PLACE_AMONG
                                              : PLACE_APART;
        if (!own && !row->cells[i].spread && here == place) {
            label = label || mds_note__is_label(c, &number, &row->cells[i], &status);
            status =
                status == MDS_OK ? mds_note__read_cell(c, open, sheet, r, i, question_row) : status;
        }
    }
    if (status != MDS_OK || open->row != before || place != PLACE_APART) {
        return status;
    }
    if (label || r < apart) {
        open->row = 0;
        return MDS_OK;
    }
    return mds_note__go_on(c, open, row);
}

static mds_status read_labels(const mds_note_collector *c, label_place place)
{
    mds_status status = MDS_OK;

    for (size_t s = 0; s < c->grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &c->grid->sheets[s];
        const size_t apart = mds_note__after_questions(c, sheet);
        mds_open_note open = {0};
        const size_t rows = mds_layouts__own(c->layouts, s) ? sheet->row_count : 0;
        for (size_t r = 0; r < rows && status == MDS_OK; r++) {
            status = read_row(c, &open, sheet, r, apart, place);
        }
    }
    return status;
}

/* Whether the form has numbers: a label beside its items is a reference and explains nothing. */
static bool is_numbered(const mds_layouts *layouts)
{
    return layouts->count > 0 && layouts->at[0].view != NULL;
}

mds_status mds_notes__collect(mds_notes *out, mds_arena *scratch, const mds_form *form,
                              const mds_grid *grid, const mds_layouts *layouts)
{
    const mds_note_collector c = {out, scratch, form, grid, layouts};
    mds_status status;

    *out = (mds_notes){0};
    status = MDS_OK;
    for (size_t s = 0; s < grid->sheet_count && status == MDS_OK && !is_numbered(layouts); s++) {
        status = mds_note__sections_read(&c, &grid->sheets[s]);
    }
    if (status != MDS_OK || out->restarts) {
        return status;
    }
    status = read_labels(&c, PLACE_APART);
    for (size_t s = 0; s < grid->sheet_count && status == MDS_OK; s++) {
        if (mds_layouts__own(layouts, s)) {
            status = mds_note__table_read(&c, &grid->sheets[s]);
        }
    }
    if (status == MDS_OK && !is_numbered(layouts)) {
        status = read_labels(&c, PLACE_AMONG);
    }
    return status == MDS_OK && !is_numbered(layouts) ? read_labels(&c, PLACE_BESIDE) : status;
}
