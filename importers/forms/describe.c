/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form was understood, for a person to check: columns, signs, and the cells of each
 * question. */
#include "recognise.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* More cells of a row, names of columns and signs of a block than any form has. */
enum { ROW_CELLS = 32, COLUMN_NAMES = 48, SIGNS = 24, ANSWER_BYTES = 512, HEADING_BYTES = 96 };

typedef struct column_name {
    uint32_t column;
    const char *name;
} column_name;

typedef struct describer {
    mds_recogniser *r;
    const mds_layout *layout;
    const mds_grid_row *headings;    /* of this block, or NULL */
    column_name names[COLUMN_NAMES]; /* of this block */
    size_t name_count;
    mds_form_sign signs[SIGNS];
    size_t sign_count;
    mds_form_row *rows;
    size_t row_count, row_capacity;
} describer;

/* "361-490": from where to where the column of a PDF reaches, in points. */
static const char *reach_of(const describer *d, uint32_t column)
{
    const mds_grid_sheet *sheet = d->layout->sheet;
    int32_t from = INT32_MAX;
    int32_t to = INT32_MIN;

    for (size_t i = 0; i < sheet->spot_count; i++) {
        const mds_grid_spot *spot = &sheet->spots[i];
        if (spot->column == column) {
            from = spot->box.x0 < from ? spot->box.x0 : from;
            to = spot->box.x1 > to ? spot->box.x1 : to;
        }
    }
    return from < to ? mds_arena_printf(d->r->arena, "%d-%d", from / 100, (to + 99) / 100) : "";
}

/* A column as a reader of the file names it, in a row. NULL when the arena is exhausted. */
static const char *name_of(describer *d, uint32_t row, uint32_t column)
{
    char letters[8];
    const char *name = NULL;

    for (size_t i = 0; i < d->name_count; i++) {
        if (d->names[i].column == column) {
            return d->names[i].name;
        }
    }
    if (d->layout->sheet->band_count > 0) {
        name = mds_arena_printf(d->r->arena, "%u",
                                mds_grid__origin(d->layout->sheet, row, column).row);
        return name; /* each band has rows of its own */
    }
    if (d->r->grid->pages) {
        name = reach_of(d, column);
    } else if (d->r->grid->lines || d->r->grid->document) {
        name = mds_arena_printf(d->r->arena, "%u", column + 1);
    } else {
        mds_grid__column_name(letters, column);
        name = mds_arena_strndup(d->r->arena, letters, strlen(letters));
    }
    if (name != NULL && d->name_count < COLUMN_NAMES) {
        d->names[d->name_count++] = (column_name){column, name};
    }
    return name;
}

/* Whether a column is one of those that the answers of a set are in. */
static bool is_choice(const mds_layout *layout, uint32_t column)
{
    for (size_t n = 0; n < layout->round_count; n++) {
        for (size_t i = 0; i < layout->rounds[n].count; i++) {
            if (layout->rounds[n].at[i].column == column) {
                return true;
            }
        }
    }
    return false;
}

static mds_form_role role_of(const mds_layout *layout, size_t row, uint32_t column)
{
    if (column == layout->id_columns[row]) {
        return MDS_ROLE_ID;
    }
    if (column == layout->answer ||
        (layout->shape != MDS_SHAPE_CELL && is_choice(layout, column))) {
        return MDS_ROLE_ANSWER;
    }
    if (column == layout->wording) {
        return MDS_ROLE_QUESTION;
    }
    return column == layout->note ? MDS_ROLE_NOTE : MDS_ROLE_OTHER;
}

/* Counts a sign among the answers; more than a bound are left out. */
static void count_sign(describer *d, const char *sign, mds_choice_sense sense)
{
    for (size_t i = 0; i < d->sign_count; i++) {
        if (d->signs[i].sense == sense && strcmp(d->signs[i].sign, sign) == 0) {
            d->signs[i].count++;
            return;
        }
    }
    if (d->sign_count < SIGNS) {
        d->signs[d->sign_count++] = (mds_form_sign){sign, sense, 1};
    }
}

/* "( )": the empty bracket at \p p; its length, 0 when there is none. */
static size_t empty_bracket(const describer *d, const char *p, const char **sign)
{
    const mds_strings *openings = &d->r->catalog->words[MDS_WORDS_BRACKET_OPENINGS];
    const mds_strings *closings = &d->r->catalog->words[MDS_WORDS_BRACKET_CLOSINGS];

    for (size_t i = 0; i < openings->count && i < closings->count; i++) {
        const size_t n = strlen(openings->at[i]);
        if (strncmp(p, openings->at[i], n) != 0) {
            continue;
        }
        const char *close = p + n + strspn(p + n, " _");
        const size_t m = strlen(closings->at[i]);
        if (strncmp(close, closings->at[i], m) == 0) {
            *sign = mds_arena_printf(d->r->arena, "%s %s", openings->at[i], closings->at[i]);
            return (size_t)(close - p) + m;
        }
    }
    return 0;
}

/* The mark at \p p of a text in which it is not alone; letters and digits only in brackets. */
static const mds_mark *mark_at(mds_mark_meaning *meaning, const describer *d, const char *key,
                               const char *p)
{
    const mds_choice_words *words = &d->r->layouts.words.choices;

    for (size_t i = 0; i < words->mark_count; i++) {
        const size_t n = strlen(words->marks[i].key);
        if (strncmp(p, words->marks[i].key, n) != 0) {
            continue;
        }
        const bool bracketed =
            p > key && (p[-1] == '(' || p[-1] == '[') && (p[n] == ')' || p[n] == ']');
        if (words->marks[i].mark->place == MDS_TICK_ANYWHERE || bracketed) {
            *meaning = words->marks[i].mark->meaning;
            return words->marks[i].mark;
        }
    }
    return NULL;
}

/* The sense of a mark that is alone in its cell. */
static mds_choice_sense lone_sense(const describer *d, const mds_choice_rule *rule,
                                   const mds_mark *mark, const char *key)
{
    if (d->layout->shape != MDS_SHAPE_CELL) {
        return rule->sense[mark->meaning];
    }
    const mds_answer_state state = mds_choice__rule_sign(rule, &d->r->layouts.words.choices, key);
    return state == MDS_ANSWER_YES  ? MDS_SENSE_YES
           : state == MDS_ANSWER_NO ? MDS_SENSE_NO
                                    : MDS_SENSE_UNKNOWN;
}

/* Counts the signs of one cell. False when the arena is exhausted. */
static bool count_signs(describer *d, const mds_choice_rule *rule, const mds_grid_cell *cell)
{
    const mds_choice_words *words = &d->r->layouts.words.choices;
    const char *sign = "";
    const char *key = cell != NULL && strlen(cell->text) < ANSWER_BYTES
                          ? mds_utf8_key(d->r->scratch, cell->text)
                          : "";

    if (key == NULL) {
        return false;
    }
    for (size_t i = 0; i < words->mark_count; i++) {
        if (strcmp(key, words->marks[i].key) == 0) {
            count_sign(d, words->marks[i].mark->sign,
                       lone_sense(d, rule, words->marks[i].mark, key));
            return true;
        }
    }
    for (const char *p = key; *p != '\0' && sign != NULL; p += mds_utf8_next(p, NULL)) {
        mds_mark_meaning meaning = MDS_TICK_NONE;
        const mds_mark *mark = mark_at(&meaning, d, key, p);
        if (mark != NULL && meaning != MDS_TICK_DASH && meaning != MDS_TICK_LOST) {
            count_sign(d, mark->sign, rule->sense[meaning]);
        } else if (mark == NULL && empty_bracket(d, p, &sign) > 0 && sign != NULL) {
            count_sign(d, sign, rule->sense[MDS_TICK_EMPTY]);
        }
    }
    return sign != NULL;
}

static bool count_row(describer *d, size_t row)
{
    const mds_layout *layout = d->layout;
    const mds_grid_row *cells = &layout->sheet->rows[row];

    if (layout->shape == MDS_SHAPE_CELL) {
        return layout->answer == MDS_NO_COLUMN ||
               count_signs(d, &layout->rule, mds_grid__at(cells, layout->answer));
    }
    if (layout->shape == MDS_SHAPE_LINE) {
        return count_signs(d, &layout->rule, mds_grid__at(cells, layout->id_columns[row]));
    }
    for (size_t n = 0; n < layout->round_count; n++) {
        const mds_choice_columns *set = &layout->rounds[n];
        for (size_t i = 0; i < set->count; i++) {
            if (!count_signs(d, &set->rule, mds_grid__at(cells, set->at[i].column))) {
                return false;
            }
        }
    }
    return true;
}

/* The number of a row in the file: of a table that lies, of the column. */
static uint32_t number_of(const mds_grid_sheet *sheet, const mds_grid_row *row)
{
    return sheet->band_count > 0 ? mds_grid__origin(sheet, row->number, 0).column + 1 : row->number;
}

/* The cells of a row with a question. */
static bool add_row(describer *d, size_t row, uint32_t block)
{
    const mds_grid_row *from = &d->layout->sheet->rows[row];
    mds_form_cell *cells = mds_arena_alloc(
        d->r->arena, from->count < ROW_CELLS ? from->count : ROW_CELLS, sizeof *cells);
    size_t count = 0;

    if (cells == NULL || !mds_array_reserve(d->r->arena, &d->rows, &d->row_capacity, d->row_count,
                                            sizeof *d->rows)) {
        return false;
    }
    for (size_t i = 0; i < from->count && count < ROW_CELLS; i++) {
        const mds_grid_cell *cell = &from->cells[i];
        if (cell->spread || cell->column < d->layout->first_column ||
            cell->column > d->layout->last_column) {
            continue;
        }
        const char *name = name_of(d, from->number, cell->column);
        if (name == NULL) {
            return false;
        }
        const mds_form_role role = role_of(d->layout, row, cell->column);
        const char *where = role == MDS_ROLE_ANSWER
                                ? mds_recognise__place(d->r, d->layout, from, cell->column, cell)
                                : NULL;
        cells[count++] = (mds_form_cell){role, name, cell->text, where};
    }
    d->rows[d->row_count++] = (mds_form_row){.question = d->layout->questions[row],
                                             .block = block,
                                             .number = number_of(d->layout->sheet, from),
                                             .cells = cells,
                                             .cell_count = count};
    return true;
}

/* How much a row looks like headings: words that head answers and notes, then cells. */
static size_t worth_of(const describer *d, const mds_grid_row *row)
{
    const mds_form *form = d->r->form;
    size_t known = 0;

    for (size_t i = 0; i < row->count; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        const char *key = !cell->spread && strlen(cell->text) < HEADING_BYTES
                              ? mds_utf8_key(d->r->scratch, cell->text)
                              : NULL;
        known += key != NULL && (mds_words__have(&form->answer_headings, key) ||
                                 mds_words__have(&form->note_headings, key));
    }
    return known * ROW_CELLS + (row->count < ROW_CELLS ? row->count : ROW_CELLS - 1);
}

/* The row of headings above the first question, the lowest of several; NULL when there is none. */
static const mds_grid_row *headings_of(const describer *d)
{
    const mds_grid_row *found = NULL;
    size_t best = 2;

    for (size_t i = 0; i < d->layout->last_row && d->layout->questions[i] == MDS_NO_ORDINAL; i++) {
        const mds_grid_row *row = &d->layout->sheet->rows[i];
        const size_t worth = worth_of(d, row);
        found = worth >= best ? row : found;
        best = worth >= best ? worth : best;
    }
    return found;
}

static const char *heading_of(const describer *d, uint32_t column)
{
    const mds_grid_cell *cell = d->headings != NULL ? mds_grid__at(d->headings, column) : NULL;

    return cell != NULL && strlen(cell->text) < HEADING_BYTES ? cell->text : "";
}

static bool add_column(describer *d, mds_form_column *to, size_t *count, mds_form_role role,
                       uint32_t column)
{
    if (column == MDS_NO_COLUMN) {
        return true;
    }
    const char *name = name_of(d, d->layout->sheet->rows[0].number, column);
    to[*count] = (mds_form_column){role, name, heading_of(d, column)};
    ++*count;
    return name != NULL;
}

static bool add_columns(describer *d, mds_form_block *block)
{
    const mds_layout *layout = d->layout;
    mds_form_column *to =
        mds_arena_alloc(d->r->arena, 4 + MDS_ROUNDS * MDS_SET_COLUMNS, sizeof *to);
    size_t count = 0;
    bool fine = to != NULL && add_column(d, to, &count, MDS_ROLE_ID, layout->id) &&
                add_column(d, to, &count, MDS_ROLE_QUESTION, layout->wording);

    if (fine && (layout->shape == MDS_SHAPE_CELL || layout->shape == MDS_SHAPE_LINE)) {
        fine = add_column(d, to, &count, MDS_ROLE_ANSWER, layout->answer);
    }
    for (size_t n = 0; n < layout->round_count && layout->shape != MDS_SHAPE_CELL; n++) {
        for (size_t i = 0; i < layout->rounds[n].count && fine; i++) {
            fine = add_column(d, to, &count, MDS_ROLE_ANSWER, layout->rounds[n].at[i].column);
        }
    }
    block->columns = to;
    fine = fine && add_column(d, to, &count, MDS_ROLE_NOTE, layout->note);
    block->column_count = count;
    return fine;
}

static int more_frequent(const void *a, const void *b)
{
    const mds_form_sign *x = a;
    const mds_form_sign *y = b;

    return x->count != y->count ? (x->count > y->count ? -1 : 1) : strcmp(x->sign, y->sign);
}

static mds_choice_side side_of(const mds_layout *layout)
{
    return layout->shape == MDS_SHAPE_CELL || layout->shape == MDS_SHAPE_LINE
               ? layout->rule.side
               : layout->rounds[0].rule.side;
}

static bool describe_block(describer *d, mds_form_block *block, uint32_t number)
{
    const mds_layout *layout = d->layout;
    const mds_grid_sheet *sheet = layout->sheet;

    d->headings = headings_of(d);
    d->name_count = 0;
    d->sign_count = 0;
    *block = (mds_form_block){.sheet = sheet->name,
                              .hidden = sheet->hidden,
                              .shape = layout->shape,
                              .answers = layout->answer != MDS_NO_COLUMN,
                              .lies = sheet->band_count > 0,
                              .side = side_of(layout),
                              .questions = layout->found};
    for (size_t row = 0; row < sheet->row_count; row++) {
        const uint32_t q = layout->questions[row];
        if (q == MDS_NO_ORDINAL) {
            continue;
        }
        if (!add_row(d, row, number) ||
            (d->r->form->questions[q].kind == MDS_QUESTION_CHOICE && !count_row(d, row))) {
            return false;
        }
    }
    qsort(d->signs, d->sign_count, sizeof *d->signs, more_frequent);
    mds_form_sign *signs = mds_arena_alloc(d->r->arena, d->sign_count + 1, sizeof *signs);
    if (signs == NULL) {
        return false;
    }
    memcpy(signs, d->signs, d->sign_count * sizeof *signs);
    block->signs = signs;
    block->sign_count = d->sign_count;
    return add_columns(d, block);
}

mds_status mds_recognise__describe(mds_recogniser *r)
{
    mds_form_reading *reading = mds_arena_alloc(r->arena, 1, sizeof *reading);
    mds_form_block *blocks = mds_arena_alloc(r->arena, r->layouts.count + 1, sizeof *blocks);
    describer d = {.r = r};

    if (reading == NULL || blocks == NULL) {
        return mds_recognise__no_memory(r);
    }
    for (size_t i = 0; i < r->layouts.count; i++) {
        d.layout = &r->layouts.at[i];
        if (!describe_block(&d, &blocks[i], (uint32_t)i)) {
            return mds_recognise__no_memory(r);
        }
    }
    *reading = (mds_form_reading){.blocks = blocks,
                                  .block_count = r->layouts.count,
                                  .rows = d.rows,
                                  .row_count = d.row_count,
                                  .pages = r->grid->pages};
    r->disclosure->reading = reading;
    return MDS_OK;
}
