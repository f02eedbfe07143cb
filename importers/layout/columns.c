/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a block holds the answers, the notes and the wording of the questions. */
#include "layout.h"

#include "base/utf8.h"
#include "words.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Rows that are looked at to tell the columns apart: more than any form has questions. */
enum { SAMPLE_ROWS = 2000 };

/* What a column holds beside the ids. */
typedef struct column {
    size_t cells;
    size_t answers;    /* yes, no, n/a */
    size_t references; /* "see note 6" */
    size_t fillers;    /* placeholders */
    size_t numbers;    /* "6" */
    size_t labels;     /* the label of a note, printed in each row */
    size_t offers;     /* cells that an answer is chosen in from a list */
    size_t printed;    /* the form's own reference columns */
    size_t text;       /* bytes */
    bool answer_heading, note_heading, number_heading;
    bool headed;           /* in the row that heads the answers */
    mds_revision revision; /* whose answers it holds, by its heading */
    bool choice;           /* one of several columns of printed choices */
    bool coded;            /* its heading says what digits mean */
    uint8_t codes[MDS_CODES];
} column;

/* Keys of what the form prints beside a question; "" where it prints nothing. */
typedef struct printed {
    const char *keys[3];
} printed;

static bool read_printed(printed *out, mds_arena *scratch, const mds_question *question)
{
    out->keys[0] = mds_utf8_key(scratch, question->printed_iec_80001_2_2);
    out->keys[1] = mds_utf8_key(scratch, question->printed_nist_800_53);
    out->keys[2] = mds_utf8_key(scratch, question->printed_iso_27002);
    return out->keys[0] != NULL && out->keys[1] != NULL && out->keys[2] != NULL;
}

/* "section 5.1, alof" and "5.1" are the same reference. */
static bool is_printed(const char *key, const printed *beside)
{
    for (size_t i = 0; i < sizeof beside->keys / sizeof *beside->keys; i++) {
        if (beside->keys[i][0] != '\0' && strstr(key, beside->keys[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* What a cell that holds no answer may be to a note. */
static void tally_note(column *out, const mds_vocabulary *words, const char *key)
{
    const mds_form *form = words->form;

    out->numbers += strspn(key, "0123456789") == strlen(key) && strlen(key) < 4;
    out->labels += mds_words__have(&form->note_headings, key);
    out->fillers += mds_words__blank_note(words->choices.catalog, form, key);
}

static bool tally(column *out, mds_arena *scratch, const mds_vocabulary *words,
                  const mds_question *question, const printed *beside, const mds_grid_cell *cell)
{
    mds_cell_reading reading;

    if (!mds_words__read(&reading, scratch, words, NULL, question->answer_set, cell->text)) {
        return false;
    }
    out->cells++;
    out->text += strlen(cell->text);
    switch (reading.state) {
    case MDS_ANSWER_YES:
    case MDS_ANSWER_NO:
    case MDS_ANSWER_NA:
    case MDS_ANSWER_CONFLICT:
        out->answers++;
        break;
    case MDS_ANSWER_SEE_NOTE:
        out->references++;
        break;
    case MDS_ANSWER_UNANSWERED:
        out->answers += reading.printed;
        /* A checklist has places for days, which are no notes. */
        out->fillers += !reading.printed && question->answer_set != MDS_ANSWERS_CONFIRMED;
        break;
    case MDS_ANSWER_UNREADABLE:
        out->answers += reading.not_offered;
        out->printed += is_printed(reading.key, beside);
        tally_note(out, words, reading.key);
        break;
    case MDS_ANSWER_MISSING:
    case MDS_ANSWER_TEXT:
    case MDS_ANSWER_STATE__COUNT:
        break;
    }
    return true;
}

static bool in_block(const mds_layout *layout, uint32_t c)
{
    return c >= layout->first_column && c <= layout->last_column;
}

/* Counts what is in the columns of the rows with ids. */
static bool tally_rows(column *columns, size_t *rows, mds_arena *scratch,
                       const mds_vocabulary *words, const mds_layout *layout)
{
    *rows = 0;
    for (size_t r = 0; r < layout->sheet->row_count && *rows < SAMPLE_ROWS; r++) {
        const mds_grid_row *row = &layout->sheet->rows[r];
        if (layout->questions[r] == MDS_NO_ORDINAL) {
            continue;
        }
        (*rows)++;
        const mds_question *question = &words->form->questions[layout->questions[r]];
        printed beside;
        if (!read_printed(&beside, scratch, question)) {
            return false;
        }
        for (size_t i = 0; i < row->count; i++) {
            const mds_grid_cell *cell = &row->cells[i];
            if (cell->column == layout->id_columns[r] || !in_block(layout, cell->column)) {
                continue;
            }
            /* A merged answer speaks for its first column, and for every row that it covers. */
            const mds_grid_cell *left = i > 0 ? &row->cells[i - 1] : NULL;
            if (cell->merge > 0 && left != NULL && left->merge == cell->merge) {
                continue;
            }
            if (!tally(&columns[cell->column], scratch, words, question, &beside, cell)) {
                return false;
            }
        }
    }
    return true;
}

/* "Note #": the column takes numbers of notes, and no text. */
static bool names_numbers(const mds_catalog *catalog, const char *key)
{
    const size_t n = strlen(key);

    return mds_words__within(catalog, MDS_WORDS_NUMBER_HEADINGS, key) ||
           (n >= 2 && strcmp(key + n - 2, "no") == 0);
}

/* A row that heads the answers heads the other columns too. */
static void keep_headings(column *columns, const mds_layout *layout, const mds_grid_row *row)
{
    bool heads = false;

    for (size_t i = 0; i < row->count; i++) {
        const uint32_t c = row->cells[i].column;
        heads = heads || (in_block(layout, c) && columns[c].answer_heading);
    }
    for (size_t i = 0; heads && i < row->count; i++) {
        const uint32_t c = row->cells[i].column;
        if (in_block(layout, c)) {
            columns[c].headed = true;
        }
    }
}

/* Headings are in rows without an id, above the last question. */
static bool find_headings(column *columns, mds_arena *scratch, const mds_vocabulary *words,
                          const mds_layout *layout)
{
    const mds_form *form = words->form;

    for (size_t r = 0; r < layout->last_row; r++) {
        const mds_grid_row *row = &layout->sheet->rows[r];
        for (size_t i = 0; layout->questions[r] == MDS_NO_ORDINAL && i < row->count; i++) {
            const mds_grid_cell *cell = &row->cells[i];
            if (!in_block(layout, cell->column) || strlen(cell->text) > 200) {
                continue;
            }
            const char *key = mds_utf8_key(scratch, cell->text);
            if (key == NULL) {
                return false;
            }
            column *c = &columns[cell->column];
            /* A year may be above all columns of its revision. */
            mds_revision__read(&c->revision, words->choices.catalog, key);
            if (cell->spread) {
                continue;
            }
            if (!c->coded) {
                c->coded = mds_choices__codes(c->codes, &words->choices, key);
            }
            c->answer_heading =
                c->answer_heading || c->coded || mds_words__have(&form->answer_headings, key);
            if (mds_words__have(&form->note_headings, key)) {
                c->note_heading = true;
                c->number_heading = c->number_heading || names_numbers(words->choices.catalog, key);
            }
        }
        if (layout->questions[r] == MDS_NO_ORDINAL) {
            keep_headings(columns, layout, row);
        }
    }
    return true;
}

/* How many questions' rows have a list to choose an answer from, by column. */
static void count_offers(column *columns, mds_arena *scratch, const mds_grid *grid,
                         const mds_vocabulary *words, const mds_layout *layout)
{
    const mds_grid_sheet *sheet = layout->sheet;
    const char *last = NULL;
    bool answers = false;

    for (size_t i = 0; i < sheet->offer_count; i++) {
        const mds_grid_offer *offer = &sheet->offers[i];
        const uint32_t c = offer->range.first_column;
        if (last == NULL || strcmp(last, offer->list) != 0) {
            answers = mds_view__offers(scratch, grid, sheet, &words->choices, offer->list);
            last = offer->list;
        }
        if (!answers || c >= MDS_LIMIT_COLUMNS || columns[c].choice) {
            continue;
        }
        for (size_t r = mds_grid__row_index(sheet, offer->range.first_row);
             r <= layout->last_row && sheet->rows[r].number <= offer->range.last_row &&
             columns[c].offers < SAMPLE_ROWS;
             r++) {
            columns[c].offers += layout->questions[r] != MDS_NO_ORDINAL;
        }
    }
}

/* Every column in which an answer is looked for by its heading. */
static void keep_headed(mds_layout *layout, const column *columns)
{
    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS && layout->headed_count < MDS_SET_COLUMNS; c++) {
        if (columns[c].answer_heading && c != layout->id) {
            layout->headed[layout->headed_count++] = c;
        }
    }
}

/* The columns of printed choices are no single column of answers. */
static void set_choices_aside(column *columns, const mds_layout *layout)
{
    for (size_t n = 0; n < layout->round_count; n++) {
        for (size_t i = 0; i < layout->rounds[n].count; i++) {
            column *c = &columns[layout->rounds[n].at[i].column];
            c->choice = true;
            c->answers = 0;
            c->answer_heading = false;
        }
    }
}

/* "Note | 3": where each row prints the label, the note is in the next column. */
static void pass_on_labels(column *columns)
{
    for (uint32_t c = 0; c + 1 < MDS_LIMIT_COLUMNS; c++) {
        if (columns[c].labels > 0 && columns[c].labels == columns[c].cells) {
            columns[c].note_heading = false;
            columns[c].printed = columns[c].cells;
            columns[c + 1].note_heading = true;
        }
    }
}

/* A heading outweighs what half of the rows say; a column headed "Note" is hardly the answers. */
static size_t answer_score(const column *c, size_t rows)
{
    const bool offered = c->offers * 2 > rows;
    size_t score = c->answers * 4 + c->references;

    if (c->revision.previous && !c->revision.present) {
        return score > 0;
    }
    if (c->answer_heading || offered || (c->revision.present && c->answers > 0)) {
        score += rows * 2 + 1;
    } else if (c->note_heading) {
        score /= 8;
    }
    if (c->choice) {
        return 0;
    }
    return c->answers > 0 || c->answer_heading || offered ? score : 0;
}

/* Whether a column may hold the answers as well as the chosen one. */
static bool is_rival(const column *c, const column *chosen, size_t rows)
{
    const bool filled = c->answers > 0;
    const bool alike =
        c->answer_heading == chosen->answer_heading && (c->answer_heading || c->answers * 2 > rows);
    const bool told =
        c->revision.previous || c->revision.present ||
        (c->revision.stamp != MDS_STAMP_NONE && chosen->revision.stamp != MDS_STAMP_NONE);

    if (c->choice || c->note_heading) {
        return false;
    }
    /* An empty column counts only where its heading makes it the newer one. */
    return filled ? alike || told
                  : c->answer_heading && chosen->answer_heading &&
                        mds_revision__compare(&c->revision, &chosen->revision) != 0;
}

static void choose_answer(mds_layout *layout, const column *columns, size_t rows, bool rounds)
{
    mds_answer_column found[MDS_SET_COLUMNS];
    size_t count = 0;
    size_t best = 0;

    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        const size_t score = answer_score(&columns[c], rows);
        if (score > best) {
            best = score;
            layout->answer = c;
        }
    }
    if (layout->answer == MDS_NO_COLUMN) {
        return;
    }
    const column *chosen = &columns[layout->answer];
    found[count++] = (mds_answer_column){layout->answer, chosen->revision};
    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS && count < MDS_SET_COLUMNS; c++) {
        if (c != layout->answer && c != layout->id && is_rival(&columns[c], chosen, rows)) {
            found[count++] = (mds_answer_column){c, columns[c].revision};
        }
    }
    mds_layout__rank_columns(layout, found, count, rounds);
}

static bool is_reference_column(const column *c)
{
    return c->printed * 2 > c->cells;
}

/* A remark behind the answers that has no heading. */
static bool is_behind(const mds_layout *layout, const column *columns, uint32_t c)
{
    return !columns[c].headed && layout->answer != MDS_NO_COLUMN && c > layout->answer;
}

/* Whether column \p c holds the questions rather than \p other: remarks may be longer, but they
 * have no heading, or are not in each row. */
static bool is_rather_wording(const mds_layout *layout, const column *columns, uint32_t c,
                              uint32_t other)
{
    if (other == MDS_NO_COLUMN || columns[other].cells * 2 < columns[c].cells) {
        return columns[c].text > 0;
    }
    if (columns[c].cells * 2 < columns[other].cells) {
        return false;
    }
    if (columns[c].headed != columns[other].headed &&
        is_behind(layout, columns, c) != is_behind(layout, columns, other)) {
        return columns[c].headed;
    }
    return columns[c].text > columns[other].text;
}

static void choose_wording(mds_layout *layout, const column *columns)
{
    layout->wording = MDS_NO_COLUMN;
    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        if (c == layout->answer || c == layout->id || columns[c].note_heading ||
            columns[c].choice || is_reference_column(&columns[c]) ||
            mds_layout__is_rival(layout, c)) {
            continue;
        }
        if (is_rather_wording(layout, columns, c, layout->wording)) {
            layout->wording = c;
        }
    }
    /* One cell for id and question: no other column has more text than an answer. */
    if (!layout->whole_ids) {
        layout->wording = layout->id;
    }
}

/* Whether a column takes numbers of notes that a list explains. */
static bool takes_numbers(const column *c)
{
    return c->number_heading ||
           (c->cells > 0 && c->references + c->numbers + c->fillers == c->cells);
}

/* The note column: by heading, by what it holds, else the next one to the right of the answers. */
static void choose_note(mds_layout *layout, const column *columns, bool rounds)
{
    size_t best = 0;
    uint32_t nearest = MDS_NO_COLUMN;

    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        const column *candidate = &columns[c];
        if (c == layout->answer || c == layout->id || c == layout->wording || candidate->choice ||
            is_reference_column(candidate) || mds_layout__is_beside_older(layout, c)) {
            continue;
        }
        size_t score = (candidate->fillers + candidate->references) * 2;
        if (candidate->note_heading) {
            score = SIZE_MAX / 2 + candidate->cells;
            /* A list of remarks beside the items is headed like their column. */
            if ((layout->view != NULL || layout->older_count + layout->rival_count > 0) &&
                c > layout->answer) {
                score += (size_t)SAMPLE_ROWS * 2 - (c - layout->answer);
            }
        }
        if (score > best) {
            best = score;
            layout->note = c;
        }
        if (nearest == MDS_NO_COLUMN && candidate->cells > 0 && c > layout->answer &&
            !mds_layout__is_rival(layout, c)) {
            nearest = c;
        }
    }
    if (layout->note == MDS_NO_COLUMN && !rounds) {
        layout->note = nearest;
    }
    if (layout->note != MDS_NO_COLUMN) {
        layout->note_numbers = takes_numbers(&columns[layout->note]);
    }
}

/* How many rows the printed choices answer. */
static bool count_chosen(size_t *out, mds_arena *scratch, const mds_vocabulary *words,
                         const mds_layout *layout)
{
    *out = 0;
    for (size_t r = 0; r <= layout->last_row && layout->round_count > 0; r++) {
        mds_cell_reading reading;
        if (layout->questions[r] == MDS_NO_ORDINAL) {
            continue;
        }
        if (!mds_layout__choose(&reading, NULL, scratch, words, layout, r, 0)) {
            return false;
        }
        *out += reading.state != MDS_ANSWER_UNANSWERED && reading.state != MDS_ANSWER_UNREADABLE;
    }
    return true;
}

/* An input column beside the printed choices wins, unless nobody has used it. */
static bool prefers_choices(const mds_layout *layout, const column *columns, size_t chosen,
                            size_t rows)
{
    if (layout->shape == MDS_SHAPE_LINE || layout->answer == MDS_NO_COLUMN) {
        return true;
    }
    const column *input = &columns[layout->answer];
    const bool meant = input->answer_heading || input->offers * 2 > rows;

    return input->answers == 0 ? chosen > 0 || !meant : !meant && chosen > input->answers;
}

/* Chooses between one column of answers and printed choices, and finds the first of these. */
static bool settle_shape(mds_layout *layout, const column *columns, mds_arena *scratch,
                         const mds_vocabulary *words, size_t rows)
{
    size_t chosen = 0;

    if (layout->shape == MDS_SHAPE_CELL) {
        return true;
    }
    if (!count_chosen(&chosen, scratch, words, layout)) {
        return false;
    }
    if (!prefers_choices(layout, columns, chosen, rows)) {
        layout->shape = MDS_SHAPE_CELL;
        return true;
    }
    layout->older_count = layout->rival_count = 0;
    layout->answer = layout->id;
    for (size_t i = 0; i < layout->rounds[0].count && layout->shape != MDS_SHAPE_LINE; i++) {
        if (layout->rounds[0].at[i].class < MDS_CHOICE_CLASSES) {
            layout->answer = layout->rounds[0].at[i].column;
            break;
        }
    }
    return true;
}

mds_status mds_layout__columns(mds_layout *layout, mds_arena *scratch, const mds_grid *grid,
                               const mds_vocabulary *words)
{
    column *columns = mds_arena_alloc(scratch, MDS_LIMIT_COLUMNS, sizeof *columns);
    const bool rounds = mds_layout__has_rounds(words->form);
    size_t rows = 0;

    if (columns == NULL || !mds_layout__shape(layout, scratch, words) ||
        !tally_rows(columns, &rows, scratch, words, layout) ||
        !find_headings(columns, scratch, words, layout)) {
        return mds_arena_status(scratch);
    }
    keep_headed(layout, columns);
    set_choices_aside(columns, layout);
    count_offers(columns, scratch, grid, words, layout);
    pass_on_labels(columns);
    choose_answer(layout, columns, rows, rounds);
    if (!settle_shape(layout, columns, scratch, words, rows)) {
        return mds_arena_status(scratch);
    }
    if (layout->answer != MDS_NO_COLUMN && layout->shape == MDS_SHAPE_CELL) {
        layout->coded = columns[layout->answer].coded;
        memcpy(layout->codes, columns[layout->answer].codes, sizeof layout->codes);
    }
    choose_wording(layout, columns);
    if (!mds_layout__cell_rule(layout, scratch, words)) {
        return mds_arena_status(scratch);
    }
    if (layout->answer != MDS_NO_COLUMN && layout->shape != MDS_SHAPE_LINE) {
        choose_note(layout, columns, rounds);
    }
    if (layout->answer != MDS_NO_COLUMN && layout->shape == MDS_SHAPE_CELL && !rounds &&
        !mds_layout__find_printed(layout, scratch, words)) {
        return mds_arena_status(scratch);
    }
    return MDS_OK;
}
