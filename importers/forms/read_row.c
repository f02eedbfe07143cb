/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one row says: the answer in whatever shape it is there, and its note. */
#include "recognise.h"

#include "base/utf8.h"
#include "choice_spots.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

mds_status mds_recognise__no_memory(const mds_recogniser *r)
{
    const mds_arena *which = mds_arena_status(r->scratch) != MDS_OK ? r->scratch : r->arena;

    return mds_grid__out_of_memory(which, r->grid->file, r->grid->diags);
}

const char *mds_recognise__place(const mds_recogniser *r, const mds_layout *layout,
                                 const mds_grid_row *row, uint32_t column,
                                 const mds_grid_cell *cell)
{
    const uint32_t line = cell != NULL && !cell->spread ? cell->line : row->number;
    const char *where = mds_grid__where(r->arena, r->grid, layout->sheet, line, column);

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
    const mds_grid_cell *cell = column != MDS_NO_COLUMN ? mds_grid__at(row, column) : NULL;

    return same_merge(cell, but) || same_merge(cell, nor) ? NULL : cell;
}

/* The cells of the question in row \p i. An id merged over several rows speaks for all of them. */
static mds_row_cells cells_of(const mds_layout *layout, size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    mds_row_cells cells = {.id = mds_grid__at(row, layout->id_columns[i])};

    cells.wording =
        layout->wording == layout->id ? cells.id : own_cell(row, layout->wording, cells.id, NULL);
    for (size_t k = i; k < layout->sheet->row_count; k++) {
        const mds_grid_row *part = &layout->sheet->rows[k];
        if (k > i) {
            const mds_grid_cell *id = mds_grid__at(part, layout->id_columns[i]);
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

bool mds_recognise__hidden(const mds_layout *layout, size_t i)
{
    const mds_grid_sheet *sheet = layout->sheet;

    return sheet->hidden || sheet->rows[i].hidden ||
           mds_grid__column_hidden(sheet, layout->id_columns[i]) ||
           (layout->answer != MDS_NO_COLUMN && mds_grid__column_hidden(sheet, layout->answer));
}

/* Appends the text of each numbered note, or says that there is none. */
static void append_notes(const mds_recogniser *r, mds_strbuf *buf, const mds_note_numbers *numbers,
                         const mds_answer *answer, const mds_layout *layout, size_t row)
{
    const mds_question *question = &r->form->questions[layout->questions[row]];

    for (size_t i = 0; i < numbers->count; i++) {
        const mds_note *note =
            mds_notes__find(&r->notes, numbers->at[i], layout->sheet, row, question->section);
        if (note != NULL) {
            mds_strbuf_puts(buf, buf->n > 0 ? "\n" : "");
            mds_strbuf_append(buf, note->text.p, note->text.n);
        } else {
            char number[12];
            (void)snprintf(number, sizeof number, "%u", numbers->at[i]);
            mds_diag_add(r->grid->diags, MDS_D_FORM_NOTE_UNRESOLVED, r->grid->file, answer->where,
                         question->id, number, NULL);
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

/* The note of an answer: what is glued to it, the note cell's own words, the numbered notes. What
 * \p buf holds already comes first. */
static mds_status read_note(const mds_recogniser *r, mds_answer *answer, mds_strbuf *buf,
                            const mds_cell_reading *reading, const mds_grid_cell *cell,
                            const mds_layout *layout, size_t row)
{
    mds_note_numbers numbers = reading->numbers;

    if (reading->glued) {
        mds_strbuf_append(buf, reading->rest.p, reading->rest.n);
    }
    if (cell != NULL) {
        const char *key = mds_utf8_key(r->scratch, cell->text);
        mds_note_numbers in_cell;
        bool pure = false;
        if (key == NULL) {
            return mds_recognise__no_memory(r);
        }
        mds_words__references(&in_cell, &pure, r->catalog, key, true);
        merge_numbers(&numbers, &in_cell);
        if (!pure && !mds_words__blank_note(r->catalog, r->form, key) &&
            !mds_words__have(&r->form->words[MDS_WORD_SEE_NOTE], key)) {
            const mds_sv text = mds_words__trim((mds_sv){cell->text, strlen(cell->text)});
            mds_strbuf_puts(buf, buf->n > 0 ? "\n" : "");
            mds_strbuf_append(buf, text.p, text.n);
        }
        /* A blank response that points to a note is that reference; a dash crosses the question of
         * a Japanese form out, whatever the remark says. */
        const bool crossed = r->layouts.at[0].view != NULL && strcmp(reading->key, "-") == 0;
        if (answer->state == MDS_ANSWER_UNANSWERED && !reading->unmarked && !crossed &&
            (buf->n > 0 || numbers.count > 0)) {
            answer->state = MDS_ANSWER_SEE_NOTE;
        }
    }
    append_notes(r, buf, &numbers, answer, layout, row);
    const char *note = mds_strbuf_copy(buf, r->arena);
    if (note == NULL) {
        return mds_recognise__no_memory(r);
    }
    answer->note = note;
    return MDS_OK;
}

/* A text question takes whatever is there, except a filler or a reference to a note. */
static void as_text(mds_cell_reading *reading)
{
    if (reading->state != MDS_ANSWER_UNANSWERED &&
        (reading->state != MDS_ANSWER_SEE_NOTE || reading->glued)) {
        *reading = (mds_cell_reading){.state = MDS_ANSWER_TEXT};
    }
}

static bool is_definite(mds_answer_state state)
{
    return state == MDS_ANSWER_YES || state == MDS_ANSWER_NO || state == MDS_ANSWER_NA;
}

/* A round of confirmation, or a day: what a checklist has to the right of its items. */
typedef struct round_cell {
    const mds_grid_cell *cell;
    mds_cell_reading reading;
    bool day; /* a day alone */
} round_cell;

enum { ROUND_CELLS = 12 };

/* Whether a cell holds a day, or the place for one, and nothing else. */
static bool is_day(const mds_recogniser *r, const char *key, bool *filled)
{
    mds_choices choices;
    const bool whole = mds_choices__read(&choices, &r->layouts.words.choices, key);

    *filled = choices.dated;
    return whole && choices.words == 0 && choices.lone == MDS_TICK_NONE && choices.days > 0;
}

/* How far a row is to the left of the others: its number fell into a cell of the chapter. */
static uint32_t shift_of(const mds_layout *layout, size_t i)
{
    const uint32_t own = layout->id_columns[i];

    return own < layout->id ? layout->id - own : 0;
}

static mds_status collect_rounds(const mds_recogniser *r, round_cell *rounds, size_t *count,
                                 const mds_layout *layout, size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    const uint32_t own = layout->id_columns[i];

    *count = 0;
    for (size_t k = 0; k < row->count && *count < ROUND_CELLS; k++) {
        const mds_grid_cell *cell = &row->cells[k];
        const uint32_t column = cell->column + shift_of(layout, i);
        round_cell *round = &rounds[*count];
        if (cell->column <= own || column == layout->wording || column == layout->note ||
            mds_layout__is_older(layout, column) ||
            (k > 0 && same_merge(cell, &row->cells[k - 1]))) {
            continue;
        }
        bool filled = false;
        *round = (round_cell){.cell = cell};
        if (!mds_words__read(&round->reading, r->scratch, &r->layouts.words, &layout->rule,
                             MDS_ANSWERS_CONFIRMED, cell->text)) {
            return mds_recognise__no_memory(r);
        }
        round->day = is_day(r, round->reading.key, &filled) ||
                     (round->reading.state == MDS_ANSWER_UNREADABLE && filled);
        round->reading.dated = round->reading.dated || filled;
        *count += round->day || round->reading.state != MDS_ANSWER_UNREADABLE;
    }
    return MDS_OK;
}

/* What a column is headed, above the questions; "" when nothing short is there. */
static const char *heading_of(const mds_layout *layout, uint32_t column)
{
    const char *heading = "";

    for (size_t r = 0; r < layout->last_row; r++) {
        if (layout->questions[r] != MDS_NO_ORDINAL) {
            break;
        }
        const mds_grid_cell *cell = mds_grid__at(&layout->sheet->rows[r], column);
        heading = cell != NULL && strlen(cell->text) < 48 ? cell->text : heading;
    }
    return heading;
}

/* The rounds and days in words, as the file has them: "1st: No (9/20) / Due: (3/31)". */
static void describe_rounds(mds_strbuf *buf, const round_cell *rounds, size_t count,
                            const mds_layout *layout, size_t i)
{
    const uint32_t shift = shift_of(layout, i);

    for (size_t k = 0; k < count; k++) {
        const round_cell *round = &rounds[k];
        if (!round->reading.dated && !(is_definite(round->reading.state) && count > 1)) {
            continue;
        }
        const char *heading = heading_of(layout, round->cell->column + shift);
        const mds_sv text = mds_words__trim((mds_sv){round->cell->text, strlen(round->cell->text)});
        mds_strbuf_puts(buf, buf->n > 0 ? " / " : "");
        mds_strbuf_puts(buf, heading);
        mds_strbuf_puts(buf, heading[0] != '\0' ? ": " : "");
        mds_strbuf_append(buf, text.p, text.n);
    }
}

/* A checklist is confirmed up to twice: the last round with an answer counts. */
static mds_status read_rounds(const mds_recogniser *r, mds_cell_reading *out, mds_strbuf *note,
                              const mds_grid_cell **cell, const mds_layout *layout, size_t i)
{
    round_cell rounds[ROUND_CELLS];
    const round_cell *last = NULL;
    size_t count = 0;
    size_t answered = 0;
    const mds_status status = collect_rounds(r, rounds, &count, layout, i);

    for (size_t k = 0; k < count; k++) {
        const round_cell *round = &rounds[k];
        const bool better =
            last == NULL || is_definite(round->reading.state) ||
            (!is_definite(last->reading.state) && round->reading.state != MDS_ANSWER_UNANSWERED);
        last = !round->day && better ? round : last;
        answered += !round->day && is_definite(round->reading.state);
    }
    if (status != MDS_OK) {
        return status;
    }
    *cell = last != NULL ? last->cell : NULL;
    *out = last != NULL ? last->reading
                        : (mds_cell_reading){.state = MDS_ANSWER_UNANSWERED, .key = ""};
    if (last != NULL) {
        /* "Yes / No (/)" waits for its answer; with a day, the answer has been lost. */
        out->unmarked = out->unmarked && out->dated;
        out->round = answered > 1;
        describe_rounds(note, rounds, count, layout, i);
    }
    return MDS_OK;
}

/* Two cells that may hold the answer say different things: it is nobody's. The first may be
 * empty. */
static void take_differing(const mds_recogniser *r, mds_cell_reading *out, mds_row_cells *cells,
                           const mds_layout *layout, size_t i, const mds_grid_cell *second)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    const mds_grid_cell *first = cells->answer;
    const uint32_t column = first != NULL ? first->column : layout->answer;

    mds_diag_add(r->grid->diags, MDS_D_FORM_QUESTION_CONFLICT, r->grid->file,
                 mds_recognise__place(r, layout, row, second->column, second),
                 r->form->questions[layout->questions[i]].id, second->raw,
                 mds_recognise__place(r, layout, row, column, first),
                 first != NULL ? first->raw : "", NULL);
    cells->answer = first != NULL ? first : second;
    out->state = MDS_ANSWER_CONFLICT;
    out->differs = true;
}

/* The last set of choices that says something; where nothing says which set holds, all that do. */
static mds_status read_choices(const mds_recogniser *r, mds_cell_reading *out, mds_row_cells *cells,
                               const mds_layout *layout, size_t i)
{
    bool first = true;

    *out = (mds_cell_reading){.state = MDS_ANSWER_UNANSWERED, .key = ""};
    for (size_t n = 0; n < layout->round_count; n++) {
        mds_cell_reading reading;
        const mds_grid_cell *at = NULL;
        if (layout->rounds[n].older) {
            continue;
        }
        if (!mds_layout__choose(&reading, &at, r->scratch, &r->layouts.words, layout, i, n)) {
            return mds_recognise__no_memory(r);
        }
        if (!first && layout->rival_sets && at != NULL && reading.state != out->state) {
            take_differing(r, out, cells, layout, i, at);
            return MDS_OK;
        }
        if (first || reading.state != MDS_ANSWER_UNANSWERED) {
            *out = reading;
            cells->answer = at;
        }
        first = false;
    }
    return MDS_OK;
}

/* A digit that the heading of the answers explains. */
static void read_code(mds_cell_reading *out, const mds_layout *layout, mds_answer_set set)
{
    const char digit = out->key[0];

    if (layout->coded && out->state == MDS_ANSWER_UNREADABLE && digit >= '0' && digit <= '9' &&
        out->key[1] == '\0' && layout->codes[digit - '0'] != MDS_CODE_NONE) {
        mds_choices choices = {.words = 1};
        choices.at[choices.count++] = (mds_choice_token){
            .word = true, .choice = (uint8_t)mds_layout__choice(layout->codes[digit - '0'], set)};
        choices.stands[choices.at[0].choice] = true;
        mds_words__choose(out, NULL, &choices, 0, set);
        out->code = true;
    }
}

/* A mark that somebody has set on the printed side counts where the input column is empty; where
 * both answer, the input column wins, and the other one is said. What a formula prints only repeats
 * the input. */
static mds_status compare_printed(const mds_recogniser *r, mds_cell_reading *out,
                                  mds_row_cells *cells, const mds_layout *layout, size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    const mds_question *question = &r->form->questions[layout->questions[i]];
    const mds_grid_cell *cell = NULL;
    mds_cell_reading printed;

    if (!mds_layout__choose(&printed, &cell, r->scratch, &r->layouts.words, layout, i, 0)) {
        return mds_recognise__no_memory(r);
    }
    if (printed.taken == 0 || !is_definite(printed.state) || cell == NULL ||
        mds_grid__is_formula(layout->sheet, row->number, cell->column)) {
        return MDS_OK;
    }
    if (out->state == MDS_ANSWER_UNANSWERED) {
        *out = printed;
        cells->answer = cell;
    } else if (is_definite(out->state) && out->state != printed.state) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_SIDES_DIFFER, r->grid->file,
                     mds_recognise__place(r, layout, row, cell->column, cell), question->id,
                     cells->answer->raw, cell->text, NULL);
    }
    return MDS_OK;
}

/* Compares the answer with those of columns that may hold it as well. An empty cell beside a filled
 * one differs too: nothing says which of them holds. */
static mds_status compare_rivals(const mds_recogniser *r, mds_cell_reading *out,
                                 mds_row_cells *cells, const mds_layout *layout, size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    const mds_question *question = &r->form->questions[layout->questions[i]];

    for (size_t k = 0; k < layout->rival_count && out->state != MDS_ANSWER_CONFLICT; k++) {
        const mds_grid_cell *cell = own_cell(row, layout->rivals[k], cells->answer, cells->id);
        mds_cell_reading other = {.key = ""};
        if (cell == NULL) {
            continue;
        }
        if (!mds_words__read(&other, r->scratch, &r->layouts.words, &layout->rule,
                             question->answer_set, cell->raw)) {
            return mds_recognise__no_memory(r);
        }
        const bool text = question->kind != MDS_QUESTION_CHOICE;
        if (text ? strcmp(other.key, out->key) == 0 : other.state == out->state) {
            continue;
        }
        take_differing(r, out, cells, layout, i, cell);
    }
    return MDS_OK;
}

/* Whether a text is nothing but different choices, an "or" between them, signs, and numbers of
 * notes. */
static bool is_list_of_choices(bool *list, const mds_recogniser *r, const char *text)
{
    mds_choice_spot spots[MDS_SPOTS];
    size_t count = 0;
    size_t first = MDS_CHOICE_CLASSES;
    bool different = false;
    const char *key = strlen(text) <= MDS_SPOT_BYTES ? mds_utf8_key(r->scratch, text) : "";

    *list = false;
    if (key == NULL ||
        !mds_choices__spots(spots, &count, r->scratch, &r->layouts.words.choices, key)) {
        return false;
    }
    for (size_t k = 0; k < count; k++) {
        const size_t class = mds_choice__class(spots[k].choice);
        different = different || (class < 3 && first < 3 && class != first);
        first = class < 3 ? class : first;
    }
    *list =
        different && mds_choices__other_letters(r->catalog, key, spots, count) <= 2 * (count - 1);
    return true;
}

/* A word is no answer where it is printed in each row, nor where all choices are in the cell and
 * no mark was understood. */
static bool doubt_word(mds_cell_reading *out, const mds_recogniser *r, const mds_layout *layout,
                       const char *text)
{
    bool list = false;

    if (!is_definite(out->state)) {
        return true;
    }
    if (out->taken == 0 && !out->sign && !out->code && !is_list_of_choices(&list, r, text)) {
        return false;
    }
    if (list || layout->printed) {
        out->state = MDS_ANSWER_UNREADABLE;
        out->unclear = true;
    }
    return true;
}

/* The answer in one cell, whatever is printed beside it. */
static mds_status read_cell(const mds_recogniser *r, mds_cell_reading *out, mds_row_cells *cells,
                            const mds_layout *layout, size_t i)
{
    const mds_question *question = &r->form->questions[layout->questions[i]];

    if (!mds_words__read(out, r->scratch, &r->layouts.words, &layout->rule, question->answer_set,
                         cells->answer != NULL ? cells->answer->raw : "")) {
        return mds_recognise__no_memory(r);
    }
    if (question->kind == MDS_QUESTION_CHOICE && cells->answer != NULL &&
        !doubt_word(out, r, layout, cells->answer->raw)) {
        return mds_recognise__no_memory(r);
    }
    if (question->kind != MDS_QUESTION_CHOICE) {
        const mds_status status = compare_rivals(r, out, cells, layout, i);
        if (!out->differs) {
            as_text(out);
        }
        return status;
    }
    read_code(out, layout, question->answer_set);
    if (layout->rival_count > 0) {
        return compare_rivals(r, out, cells, layout, i);
    }
    return layout->view != NULL && layout->round_count > 0
               ? compare_printed(r, out, cells, layout, i)
               : MDS_OK;
}

/* The answer behind the question, in one cell with it. */
static mds_status read_line(const mds_recogniser *r, mds_cell_reading *out, mds_row_cells *cells,
                            const mds_layout *layout, size_t i)
{
    const mds_question *question = &r->form->questions[layout->questions[i]];

    if (!mds_words__read_line(out, r->scratch, &r->layouts.words, &layout->rule,
                              question->answer_set, cells->id->text)) {
        return mds_recognise__no_memory(r);
    }
    cells->answer = cells->id;
    if (out->state == MDS_ANSWER_UNREADABLE && !out->not_offered) {
        cells->answer = NULL; /* it is a question, and no answer */
        out->state = MDS_ANSWER_UNANSWERED;
    }
    return MDS_OK;
}

/* The answer in the shape of the layout. */
static mds_status read_shape(const mds_recogniser *r, mds_cell_reading *out, mds_strbuf *note,
                             mds_row_cells *cells, const mds_layout *layout, size_t i)
{
    const mds_question *question = &r->form->questions[layout->questions[i]];

    if (question->kind == MDS_QUESTION_HEADING) {
        cells->answer = NULL;
        return MDS_OK;
    }
    if (layout->shape == MDS_SHAPE_CELL || question->kind != MDS_QUESTION_CHOICE) {
        return question->answer_set == MDS_ANSWERS_CONFIRMED
                   ? read_rounds(r, out, note, &cells->answer, layout, i)
                   : read_cell(r, out, cells, layout, i);
    }
    return layout->shape == MDS_SHAPE_LINE ? read_line(r, out, cells, layout, i)
                                           : read_choices(r, out, cells, layout, i);
}

/* How the answer was read. */
static mds_answer_basis basis_of(const mds_cell_reading *reading, mds_answer_state state,
                                 mds_shape shape)
{
    if (state == MDS_ANSWER_TEXT) {
        return MDS_BASIS_TEXT;
    }
    if (!is_definite(state)) {
        return state == MDS_ANSWER_SEE_NOTE ? MDS_BASIS_REFERENCE : MDS_BASIS_NONE;
    }
    if (reading->round) {
        return MDS_BASIS_ROUND;
    }
    if (reading->sign || reading->code) {
        return reading->sign ? MDS_BASIS_SIGN : MDS_BASIS_CODE;
    }
    if (reading->taken != 0 && reading->marked) {
        return MDS_BASIS_MARK;
    }
    if (reading->taken != 0 && shape == MDS_SHAPE_WORDS) {
        return MDS_BASIS_LEFT_OVER;
    }
    return reading->glued || reading->numbers.count > 0 ? MDS_BASIS_WORD_NOTE : MDS_BASIS_WORD;
}

mds_status mds_recognise__row(const mds_recogniser *r, mds_row_reading *out,
                              const mds_layout *layout, size_t i)
{
    const mds_grid_row *row = &layout->sheet->rows[i];
    mds_row_cells cells = cells_of(layout, i);
    mds_cell_reading reading = {.state = MDS_ANSWER_UNANSWERED, .key = ""};
    mds_answer *answer = &out->answer;
    mds_strbuf note;

    mds_strbuf_init(&note, MDS_LIMIT_CELL_BYTES * 2);
    mds_status status = read_shape(r, &reading, &note, &cells, layout, i);
    if (status == MDS_OK) {
        *answer = (mds_answer){.state = reading.state,
                               .response = cells.answer != NULL ? cells.answer->raw : "",
                               .note_cell = cells.note != NULL ? cells.note->text : "",
                               .note = "",
                               .wording = cells.wording != NULL ? cells.wording->text : "",
                               .hidden = mds_recognise__hidden(layout, i)};
        answer->where =
            mds_recognise__place(r, layout, row,
                                 cells.answer != NULL              ? cells.answer->column
                                 : layout->answer != MDS_NO_COLUMN ? layout->answer
                                                                   : layout->id_columns[i],
                                 cells.answer);
        answer->box = cells.answer != NULL
                          ? mds_grid__box(layout->sheet, cells.answer->line, cells.answer->column)
                          : (mds_page_box){.page = 0};
        out->cell = cells.answer;
        out->lost = reading.unmarked;
        out->not_offered = reading.not_offered;
        out->differs = reading.differs;
        out->unclear = reading.unclear;
        out->taken = reading.taken;
        status = read_note(r, answer, &note, &reading, cells.note, layout, i);
        answer->basis = basis_of(&reading, answer->state, layout->shape);
    }
    mds_strbuf_finish(&note);
    return status;
}
