/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a block holds the answers, the notes and the wording of the questions. */
#include "layout.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "words.h"
#include <string.h>

/* Rows that are looked at to tell the columns apart: more than any form has questions. */
enum { SAMPLE_ROWS = 2000 };

/* What a column holds beside the ids. */
typedef struct column {
    size_t cells;
    size_t answers;    /* yes, no, n/a */
    size_t references; /* "see note 6" */
    size_t fillers;    /* placeholders */
    size_t printed;    /* the form's own reference columns */
    size_t text;       /* bytes */
    bool answer_heading, note_heading;
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

static bool tally(column *out, mds_arena *scratch, const mds_form *form, const printed *beside,
                  const mds_grid_cell *cell)
{
    mds_reading reading;

    if (!mds_words_read(&reading, scratch, form, cell->text)) {
        return false;
    }
    out->cells++;
    out->text += strlen(cell->text);
    switch (reading.state) {
    case MDS_ANSWER_YES:
    case MDS_ANSWER_NO:
    case MDS_ANSWER_NA:
        out->answers++;
        break;
    case MDS_ANSWER_SEE_NOTE:
        out->references++;
        break;
    case MDS_ANSWER_UNANSWERED:
        out->fillers++;
        break;
    case MDS_ANSWER_UNREADABLE:
        out->printed += is_printed(reading.key, beside);
        break;
    case MDS_ANSWER_MISSING:
    case MDS_ANSWER_TEXT:
    case MDS_ANSWER_CONFLICT:
    case MDS_ANSWER_STATE__COUNT:
        break;
    }
    return true;
}

static bool in_block(const mds_layout *layout, uint32_t c)
{
    return c >= layout->first_column && c <= layout->last_column;
}

/* Counts what stands in the columns of the rows with ids. */
static bool tally_rows(column *columns, size_t *rows, mds_arena *scratch, const mds_form *form,
                       const mds_layout *layout)
{
    *rows = 0;
    for (size_t r = 0; r < layout->sheet->row_count && *rows < SAMPLE_ROWS; r++) {
        const mds_grid_row *row = &layout->sheet->rows[r];
        if (layout->questions[r] == MDS_NO_ORDINAL) {
            continue;
        }
        (*rows)++;
        printed beside;
        if (!read_printed(&beside, scratch, &form->questions[layout->questions[r]])) {
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
            if (!tally(&columns[cell->column], scratch, form, &beside, cell)) {
                return false;
            }
        }
    }
    return true;
}

/* Headings stand in rows without an id, above the last question. */
static bool find_headings(column *columns, mds_arena *scratch, const mds_form *form,
                          const mds_layout *layout)
{
    for (size_t r = 0; r < layout->last_row; r++) {
        const mds_grid_row *row = &layout->sheet->rows[r];
        for (size_t i = 0; layout->questions[r] == MDS_NO_ORDINAL && i < row->count; i++) {
            const mds_grid_cell *cell = &row->cells[i];
            if (cell->spread || !in_block(layout, cell->column) || strlen(cell->text) > 200) {
                continue;
            }
            const char *key = mds_utf8_key(scratch, cell->text);
            if (key == NULL) {
                return false;
            }
            column *c = &columns[cell->column];
            c->answer_heading = c->answer_heading || mds_words_have(&form->answer_headings, key);
            c->note_heading = c->note_heading || mds_words_have(&form->note_headings, key);
        }
    }
    return true;
}

/* A heading outweighs what half of the rows say; a column headed "Note" is hardly the answers. */
static size_t answer_score(const column *c, size_t rows)
{
    size_t score = c->answers * 4 + c->references;

    if (c->answer_heading) {
        score += rows * 2 + 1;
    } else if (c->note_heading) {
        score /= 8;
    }
    return c->answers > 0 || c->answer_heading ? score : 0;
}

static void choose_answer(mds_layout *layout, const column *columns, size_t rows)
{
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
    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        const column *other = &columns[c];
        if (c != layout->answer && other->answers * 2 > rows && !other->note_heading &&
            other->answer_heading == chosen->answer_heading) {
            layout->other_answer = c;
            return;
        }
    }
}

static bool is_reference_column(const column *c)
{
    return c->printed * 2 > c->cells;
}

static void choose_wording(mds_layout *layout, const column *columns)
{
    size_t best = 0;

    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        if (c == layout->answer || c == layout->id || columns[c].note_heading ||
            is_reference_column(&columns[c])) {
            continue;
        }
        if (columns[c].text > best) {
            best = columns[c].text;
            layout->wording = c;
        }
    }
    /* One cell for id and question: no other column has more text than an answer. */
    if (!layout->whole_ids) {
        layout->wording = layout->id;
    }
}

/* The note column: by heading, by what it holds, else the next one to the right of the answers. */
static void choose_note(mds_layout *layout, const column *columns)
{
    size_t best = 0;
    uint32_t nearest = MDS_NO_COLUMN;

    for (uint32_t c = 0; c < MDS_LIMIT_COLUMNS; c++) {
        const column *candidate = &columns[c];
        if (c == layout->answer || c == layout->id || c == layout->wording ||
            is_reference_column(candidate)) {
            continue;
        }
        size_t score = (candidate->fillers + candidate->references) * 2;
        if (candidate->note_heading) {
            score = SIZE_MAX / 2 + candidate->cells;
        }
        if (score > best) {
            best = score;
            layout->note = c;
        }
        if (nearest == MDS_NO_COLUMN && candidate->cells > 0 && c > layout->answer &&
            c != layout->other_answer) {
            nearest = c;
        }
    }
    if (layout->note == MDS_NO_COLUMN) {
        layout->note = nearest;
    }
}

mds_status mds_layout_columns(mds_layout *layout, mds_arena *scratch, const mds_form *form)
{
    column *columns = mds_arena_alloc(scratch, MDS_LIMIT_COLUMNS, sizeof *columns);
    size_t rows = 0;

    if (columns == NULL || !tally_rows(columns, &rows, scratch, form, layout) ||
        !find_headings(columns, scratch, form, layout)) {
        return mds_arena_status(scratch);
    }
    choose_answer(layout, columns, rows);
    choose_wording(layout, columns);
    if (layout->answer != MDS_NO_COLUMN) {
        choose_note(layout, columns);
    }
    return MDS_OK;
}
