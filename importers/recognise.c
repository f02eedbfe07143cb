/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grid to disclosure: collects each question's answer and note from the blocks of a form. */
#include "form.h"
#include "layout.h"
#include "notes.h"
#include "words.h"

#include "base/date.h"
#include "base/limits.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

typedef struct recogniser {
    mds_arena *arena;   /* of the disclosure */
    mds_arena *scratch; /* gone at the end */
    const mds_catalog *catalog;
    const mds_form *form;
    const mds_grid *grid;
    mds_layouts layouts;
    mds_notes notes;
    mds_disclosure *disclosure;
    mds_answer *answers;
} recogniser;

/* What the cells of one question say. */
typedef struct row_cells {
    const mds_grid_cell *id, *answer, *note, *wording; /* NULL when empty */
} row_cells;

static mds_status no_memory(const recogniser *r)
{
    const mds_arena *which = mds_arena_status(r->scratch) != MDS_OK ? r->scratch : r->arena;

    return mds_grid_out_of_memory(which, r->grid->file, r->grid->diags);
}

static const char *place(const recogniser *r, const mds_layout *layout, const mds_grid_row *row,
                         uint32_t column, const mds_grid_cell *cell)
{
    const uint32_t line = cell != NULL && !cell->spread ? cell->line : row->number;
    const char *where = mds_grid_where(r->arena, r->grid, layout->sheet, line, column);

    return where != NULL ? where : "";
}

static bool same_merge(const mds_grid_cell *a, const mds_grid_cell *b)
{
    return a != NULL && b != NULL && a->merge > 0 && a->merge == b->merge;
}

/* A cell of the row, unless it only repeats a merged range that another cell speaks for. */
static const mds_grid_cell *own_cell(const mds_grid_row *row, uint32_t column,
                                     const mds_grid_cell *but, const mds_grid_cell *nor)
{
    const mds_grid_cell *cell = column != MDS_NO_COLUMN ? mds_grid_at(row, column) : NULL;

    return same_merge(cell, but) || same_merge(cell, nor) ? NULL : cell;
}

/* The cells of the question in row \p i. An id merged over several rows speaks for all of them. */
static row_cells cells_of(const mds_layout *layout, size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    row_cells cells = {.id = mds_grid_at(row, layout->id_columns[i])};

    cells.wording =
        layout->wording == layout->id ? cells.id : own_cell(row, layout->wording, cells.id, NULL);
    for (size_t k = i; k < layout->sheet->row_count; k++) {
        const mds_grid_row *part = &layout->sheet->rows[k];
        if (k > i) {
            const mds_grid_cell *id = mds_grid_at(part, layout->id_columns[i]);
            if (id == NULL || !id->spread || id->merge != cells.id->merge) {
                break;
            }
        }
        if (cells.answer == NULL) {
            cells.answer = own_cell(part, layout->answer, cells.id, cells.wording);
        }
        if (cells.note == NULL) {
            cells.note = own_cell(part, layout->note, cells.answer, cells.id);
        }
    }
    return cells;
}

static bool is_hidden(const mds_layout *layout, size_t i)
{
    const mds_grid_sheet *sheet = layout->sheet;

    return sheet->hidden || sheet->rows[i].hidden ||
           mds_grid_column_hidden(sheet, layout->id_columns[i]) ||
           (layout->answer != MDS_NO_COLUMN && mds_grid_column_hidden(sheet, layout->answer));
}

/* Appends the text of each numbered note, or says that there is none. */
static void append_notes(const recogniser *r, mds_strbuf *buf, const mds_note_numbers *numbers,
                         const mds_answer *answer, const char *question)
{
    for (size_t i = 0; i < numbers->count; i++) {
        const mds_note *note = mds_notes_find(&r->notes, numbers->at[i]);
        if (note != NULL) {
            mds_strbuf_puts(buf, buf->n > 0 ? "\n" : "");
            mds_strbuf_append(buf, note->text.p, note->text.n);
        } else {
            char number[12];
            (void)snprintf(number, sizeof number, "%u", numbers->at[i]);
            mds_diag_add(r->grid->diags, MDS_D_FORM_NOTE_UNRESOLVED, r->grid->file, answer->where,
                         question, number, NULL);
        }
    }
}

static void merge_numbers(mds_note_numbers *to, const mds_note_numbers *from)
{
    for (size_t i = 0; i < from->count; i++) {
        bool known = false;
        for (size_t k = 0; k < to->count; k++) {
            known = known || to->at[k] == from->at[i];
        }
        if (!known && to->count < MDS_NOTE_REFERENCES) {
            to->at[to->count++] = from->at[i];
        }
    }
}

/* The note of an answer: what is glued to it, the note cell's own words, the numbered notes. */
static mds_status read_note(const recogniser *r, mds_answer *answer, const mds_reading *reading,
                            const mds_grid_cell *cell, const char *question)
{
    mds_note_numbers numbers = reading->numbers;
    mds_strbuf buf;

    mds_strbuf_init(&buf, MDS_LIMIT_CELL_BYTES * 2);
    if (reading->glued) {
        mds_strbuf_append(&buf, reading->rest.p, reading->rest.n);
    }
    if (cell != NULL) {
        const char *key = mds_utf8_key(r->scratch, cell->text);
        mds_note_numbers in_cell;
        bool pure = false;
        if (key == NULL) {
            mds_strbuf_finish(&buf);
            return no_memory(r);
        }
        mds_words_references(&in_cell, &pure, key, true);
        merge_numbers(&numbers, &in_cell);
        if (!pure && !mds_words_have(&r->form->words[MDS_WORD_PLACEHOLDER], key) &&
            !mds_words_have(&r->form->words[MDS_WORD_SEE_NOTE], key)) {
            const mds_sv text = mds_words_trim((mds_sv){cell->text, strlen(cell->text)});
            mds_strbuf_puts(&buf, buf.n > 0 ? "\n" : "");
            mds_strbuf_append(&buf, text.p, text.n);
        }
        /* A blank response that points to a note is that reference. */
        if (answer->state == MDS_ANSWER_UNANSWERED && (buf.n > 0 || numbers.count > 0)) {
            answer->state = MDS_ANSWER_SEE_NOTE;
        }
    }
    append_notes(r, &buf, &numbers, answer, question);
    const char *note = mds_strbuf_copy(&buf, r->arena);
    mds_strbuf_finish(&buf);
    if (note == NULL) {
        return no_memory(r);
    }
    answer->note = note;
    return MDS_OK;
}

/* A text question takes whatever stands there, except a filler or a reference to a note. */
static void as_text(mds_reading *reading)
{
    if (reading->state != MDS_ANSWER_UNANSWERED &&
        (reading->state != MDS_ANSWER_SEE_NOTE || reading->glued)) {
        *reading = (mds_reading){.state = MDS_ANSWER_TEXT};
    }
}

static mds_status read_answer(const recogniser *r, mds_answer *out, const mds_layout *layout,
                              size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    const mds_question *question = &r->form->questions[layout->questions[i]];
    const row_cells cells = cells_of(layout, i);
    mds_reading reading;

    *out = (mds_answer){.response = cells.answer != NULL ? cells.answer->raw : "",
                        .note_cell = cells.note != NULL ? cells.note->text : "",
                        .note = "",
                        .wording = cells.wording != NULL ? cells.wording->text : "",
                        .hidden = is_hidden(layout, i)};
    out->where = place(r, layout, row,
                       layout->answer != MDS_NO_COLUMN ? layout->answer : layout->id_columns[i],
                       cells.answer);
    if (!mds_words_read(&reading, r->scratch, r->form, out->response)) {
        return no_memory(r);
    }
    if (question->kind != MDS_QUESTION_CHOICE) {
        as_text(&reading);
    }
    out->state = reading.state;
    return read_note(r, out, &reading, cells.note, question->id);
}

/* Whether two answers to one question say the same. */
static bool same_answer(const recogniser *r, const mds_answer *a, const mds_answer *b)
{
    if (a->state != b->state) {
        return false;
    }
    if (a->state != MDS_ANSWER_TEXT && a->state != MDS_ANSWER_UNREADABLE) {
        return true;
    }
    const char *x = mds_utf8_key(r->scratch, a->response);
    const char *y = mds_utf8_key(r->scratch, b->response);
    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

/* The question stands in the file a second time. A blank one contradicts nothing. */
static mds_status merge_answer(const recogniser *r, mds_answer *first, const mds_answer *second,
                               const char *question)
{
    mds_diags *diags = r->grid->diags;

    if (first->state == MDS_ANSWER_CONFLICT || same_answer(r, first, second) ||
        first->state == MDS_ANSWER_UNANSWERED || second->state == MDS_ANSWER_UNANSWERED) {
        mds_diag_add(diags, MDS_D_FORM_QUESTION_TWICE, r->grid->file, second->where, question,
                     first->where, NULL);
        if (first->state == MDS_ANSWER_UNANSWERED) {
            *first = *second;
        }
        return MDS_OK;
    }
    mds_diag_add(diags, MDS_D_FORM_QUESTION_CONFLICT, r->grid->file, second->where, question,
                 second->response, first->where, first->response, NULL);
    mds_strbuf both;
    mds_strbuf_init(&both, 4096);
    mds_strbuf_printf(&both, "%s, %s", first->where, second->where);
    const char *where = mds_strbuf_copy(&both, r->arena);
    mds_strbuf_finish(&both);
    if (where == NULL) {
        return no_memory(r);
    }
    first->state = MDS_ANSWER_CONFLICT;
    first->where = where;
    return MDS_OK;
}

static mds_status take_answer(recogniser *r, const mds_layout *layout, size_t i)
{
    const uint32_t q = layout->questions[i];
    const mds_question *question = &r->form->questions[q];
    mds_answer answer;

    const mds_status status = read_answer(r, &answer, layout, i);
    if (status != MDS_OK) {
        return status;
    }
    if (answer.state == MDS_ANSWER_UNREADABLE) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_ANSWER_UNREADABLE, r->grid->file, answer.where,
                     question->id, answer.response, NULL);
    }
    if (q == r->form->device_questions[MDS_DEVICE_DOCUMENT_DATE] &&
        answer.state == MDS_ANSWER_TEXT && r->disclosure->document_day == MDS_DAY_NONE) {
        const row_cells cells = cells_of(layout, i);
        (void)mds_form_read_date(&r->disclosure->document_day, r->scratch, cells.answer->text,
                                 r->grid->epoch_1904);
    }
    if (r->answers[q].state != MDS_ANSWER_MISSING) {
        return merge_answer(r, &r->answers[q], &answer, question->id);
    }
    r->answers[q] = answer;
    return MDS_OK;
}

/* "AUDT-99": an id by its shape that the edition does not have, in a column of ids. */
static mds_status check_unknown_ids(const recogniser *r, const mds_layout *layout, size_t *foreign)
{
    for (size_t i = 0; i < layout->sheet->row_count && i <= layout->last_row; i++) {
        const mds_grid_row *row = &layout->sheet->rows[i];
        const mds_grid_cell *cell = mds_grid_at(row, layout->id);
        if (layout->questions[i] != MDS_NO_ORDINAL || cell == NULL || cell->spread ||
            strlen(cell->text) > 32) {
            continue;
        }
        const char *key = mds_ids_key(r->scratch, cell->text);
        const char *plain = mds_utf8_key(r->scratch, cell->text);
        uint32_t question = 0;
        bool known = false;
        if (key == NULL || plain == NULL) {
            return no_memory(r);
        }
        for (size_t f = 0; f < r->catalog->form_count; f++) {
            known = known || mds_ids_find(&question, &r->layouts.indexes[f], key) == MDS_ID_WHOLE;
        }
        *foreign += known;
        if (known || strchr(plain, '-') == NULL ||
            mds_ids_find(&question, &r->layouts.indexes[r->layouts.form], key) != MDS_ID_UNKNOWN ||
            mds_words_note_label(&question, plain)) {
            continue;
        }
        mds_diag_add(r->grid->diags, MDS_D_FORM_QUESTION_UNKNOWN, r->grid->file,
                     place(r, layout, row, layout->id, cell), cell->text, r->form->edition, NULL);
    }
    return MDS_OK;
}

/* Questions in hidden rows and sheets are read like the others, and said. */
static void report_hidden(const recogniser *r, const mds_layout *layout)
{
    size_t count = 0;
    uint32_t first = MDS_NO_ORDINAL;
    char text[24];

    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        if (layout->questions[i] != MDS_NO_ORDINAL && is_hidden(layout, i)) {
            first = count == 0 ? layout->questions[i] : first;
            count++;
        }
    }
    (void)snprintf(text, sizeof text, "%zu", count);
    if (layout->sheet->hidden) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_HIDDEN_SHEET, r->grid->file, layout->sheet->name,
                     text, NULL);
    } else if (count > 0) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_HIDDEN_ROWS, r->grid->file, layout->sheet->name,
                     text, r->form->questions[first].id, NULL);
    }
}

static mds_status read_layout(recogniser *r, const mds_layout *layout, size_t *foreign)
{
    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        if (layout->questions[i] != MDS_NO_ORDINAL) {
            const mds_status status = take_answer(r, layout, i);
            if (status != MDS_OK) {
                return status;
            }
        }
    }
    if (layout->other_answer != MDS_NO_COLUMN) {
        char chosen[8];
        char other[8];
        mds_grid_column_name(chosen, layout->answer);
        mds_grid_column_name(other, layout->other_answer);
        mds_diag_add(r->grid->diags, MDS_D_FORM_TWO_ANSWER_COLUMNS, r->grid->file,
                     layout->sheet->name, chosen, other, NULL);
    }
    report_hidden(r, layout);
    return check_unknown_ids(r, layout, foreign);
}

/* A block without a column of answers: a sheet of only text questions that is laid out as the
 * others are, or a list of ids (an index, notes by question), which answers nothing. */
static mds_status read_unanswered(recogniser *r, mds_layout *layout, size_t *foreign)
{
    bool text_only = true;
    char count[24];

    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        const uint32_t q = layout->questions[i];
        text_only =
            text_only && (q == MDS_NO_ORDINAL || r->form->questions[q].kind != MDS_QUESTION_CHOICE);
    }
    for (size_t i = 0; i < r->layouts.count && text_only; i++) {
        const mds_layout *like = &r->layouts.at[i];
        if (like->answer != MDS_NO_COLUMN && like->id == layout->id) {
            layout->answer = like->answer;
            layout->note = like->note;
            layout->wording = like->wording;
            return read_layout(r, layout, foreign);
        }
    }
    (void)snprintf(count, sizeof count, "%zu", layout->found);
    mds_diag_add(r->grid->diags, MDS_D_FORM_NO_ANSWER_COLUMN, r->grid->file, layout->sheet->name,
                 count, NULL);
    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        const uint32_t q = layout->questions[i];
        if (q != MDS_NO_ORDINAL && r->answers[q].state == MDS_ANSWER_MISSING) {
            const mds_status status = take_answer(r, layout, i);
            if (status != MDS_OK) {
                return status;
            }
        }
    }
    return MDS_OK;
}

static mds_status read_layouts(recogniser *r)
{
    size_t foreign = 0;
    mds_status status = MDS_OK;

    for (size_t i = 0; i < r->layouts.count && status == MDS_OK; i++) {
        if (r->layouts.at[i].answer != MDS_NO_COLUMN) {
            status = read_layout(r, &r->layouts.at[i], &foreign);
        }
    }
    for (size_t i = 0; i < r->layouts.count && status == MDS_OK; i++) {
        if (r->layouts.at[i].answer == MDS_NO_COLUMN) {
            status = read_unanswered(r, &r->layouts.at[i], &foreign);
        }
    }
    if (status == MDS_OK && foreign > 0) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", foreign);
        mds_diag_add(r->grid->diags, MDS_D_FORM_OTHER_EDITION, r->grid->file, NULL,
                     r->form->edition, count, NULL);
    }
    return status;
}

static mds_status find_layouts(recogniser *r)
{
    mds_status status = mds_layout_find(&r->layouts, r->scratch, r->catalog, r->grid);

    if (status == MDS_ENOTFOUND) {
        const char *editions = mds_form_editions(r->scratch, r->catalog);
        mds_diag_add(r->grid->diags, MDS_D_FORM_NOT_RECOGNISED, r->grid->file, NULL,
                     editions != NULL ? editions : "", NULL);
        return MDS_EFORMAT;
    }
    if (status != MDS_OK) {
        return no_memory(r);
    }
    r->form = &r->catalog->forms[r->layouts.form];
    for (size_t i = 0; i < r->layouts.count; i++) {
        if (mds_layout_columns(&r->layouts.at[i], r->scratch, r->form) != MDS_OK) {
            return no_memory(r);
        }
    }
    status = mds_notes_collect(&r->notes, r->scratch, r->form, r->grid, &r->layouts);
    return status == MDS_OK ? MDS_OK : no_memory(r);
}

mds_status mds_form_from_grid(const mds_disclosure **out, mds_arena *arena,
                              const mds_catalog *catalog, const mds_grid *grid,
                              const mds_source *source)
{
    recogniser r = {.arena = arena, .catalog = catalog, .grid = grid};
    mds_status status;

    r.scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (r.scratch == NULL) {
        mds_diag_add(grid->diags, MDS_D_OUT_OF_MEMORY, grid->file, NULL, NULL);
        return MDS_ENOMEM;
    }
    status = find_layouts(&r);
    if (status == MDS_OK) {
        status = mds_form_begin(&r.disclosure, &r.answers, arena, catalog, r.layouts.form, source,
                                grid->diags);
    }
    if (status == MDS_OK) {
        status = read_layouts(&r);
    }
    if (status == MDS_OK) {
        status = mds_form_device(r.disclosure, arena, catalog, grid->diags);
    }
    if (status == MDS_OK) {
        status = mds_form_report(r.disclosure, catalog, grid->diags);
    }
    if (status == MDS_OK) {
        *out = r.disclosure;
    }
    mds_arena_free(r.scratch);
    return status;
}
