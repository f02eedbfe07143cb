/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of notes: "1 | text", "1. text", "① text", one or several to a row or to a cell. */
#include "note_table.h"

#include "base/utf8.h"
#include "sign.h"
#include "words.h"
#include <string.h>

/* Longest heading, and longest cell with a bare number. */
enum { HEADING_BYTES = 64, LARGEST_NUMBER = 999 };

static const mds_catalog *catalog_of(const mds_note_collector *c)
{
    return c->layouts->words.choices.catalog;
}

/* The end of a text before one of the words, bytes; 0 when it ends in none. */
static size_t word_at_end(const mds_strings *words, const char *text, size_t n)
{
    for (size_t i = 0; i < words->count; i++) {
        const size_t size = strlen(words->at[i]);
        if (n >= size && memcmp(text + n - size, words->at[i], size) == 0) {
            return size;
        }
    }
    return 0;
}

/* The heading without the signs around it: "[Notes]:". */
static const char *bare_heading(const mds_note_collector *c, const char *key)
{
    const mds_strings *signs = &catalog_of(c)->words[MDS_WORDS_HEADING_SIGNS];
    size_t n = strlen(key);
    size_t size = 1;

    while (size > 0) {
        size = mds_words__at(catalog_of(c), MDS_WORDS_HEADING_SIGNS, key);
        size = size <= n ? size : 0;
        key += size;
        n -= size;
        const size_t end = word_at_end(signs, key, n);
        n -= end;
        size += end;
    }
    return mds_arena_strndup(c->scratch, key, n);
}

/* "Notes:" or another heading of a note column; a sheet may be named so. */
static bool is_heading(const mds_note_collector *c, const char *text)
{
    const char *key = strlen(text) < HEADING_BYTES ? mds_utf8_key(c->scratch, text) : NULL;
    const char *bare = key != NULL ? bare_heading(c, key) : NULL;

    return bare != NULL && (mds_words__have(&c->form->note_headings, key) ||
                            mds_words__have(&c->form->note_headings, bare));
}

/* The index of the cell with a heading; the row's count when there is none. */
static size_t heading_at(const mds_note_collector *c, const mds_grid_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (is_heading(c, row->cells[i].text)) {
            return i;
        }
    }
    return row->count;
}

/* "6", "6.", "(6)", "6)" or "⑥" alone. */
static bool is_bare_number(const mds_note_collector *c, uint32_t *number, const char *text)
{
    mds_number readings[MDS_NUMBER_READINGS];
    const char *p = text;

    if (strlen(text) >= HEADING_BYTES || mds_number__read(readings, catalog_of(c), text) == 0 ||
        readings[0].count != 1) {
        return false;
    }
    p += readings[0].end;
    mds_sign sign = mds_sign__skip_blanks(&p);
    while (sign.kind == MDS_SIGN_DOT || sign.kind == MDS_SIGN_CLOSE) {
        p += sign.length;
        sign = mds_sign__skip_blanks(&p);
    }
    *number = readings[0].at[0];
    return sign.kind == MDS_SIGN_END;
}

/* The number that a line begins with, and the text behind it: "6. text", "(6) text", "⑥text". A
 * blank alone parts them only where the text is Japanese: "10 Base-T" is no note. */
static bool is_numbered_line(const mds_note_collector *c, uint32_t *number, const char **text,
                             const char *line)
{
    mds_number readings[MDS_NUMBER_READINGS];
    size_t count = mds_number__read(readings, catalog_of(c), line);

    if (count == 0 || readings[count - 1].count != 1) {
        return false;
    }
    const mds_number *found = &readings[count - 1];
    const char *p = line + found->end;
    mds_sign sign = mds_sign__at(p);
    bool parted = found->relative;

    while (sign.kind == MDS_SIGN_DOT || sign.kind == MDS_SIGN_CLOSE ||
           sign.kind == MDS_SIGN_COLON || sign.kind == MDS_SIGN_COMMA) {
        parted = true;
        p += sign.length;
        sign = mds_sign__at(p);
    }
    const bool blank = sign.kind == MDS_SIGN_BLANK;
    sign = mds_sign__skip_blanks(&p);
    *number = found->at[0];
    *text = p;
    return *p != '\0' && found->at[0] <= LARGEST_NUMBER &&
           (parted || (blank && (unsigned char)*p >= 0x80));
}

/* The lines of a cell: those that begin with a number start a note, the others go on with it. */
static mds_status read_lines(const mds_note_collector *c, mds_open_note *open,
                             const mds_grid_sheet *sheet, const mds_grid_row *row,
                             const mds_grid_cell *cell)
{
    const char *from = NULL; /* the text that is being read */
    uint32_t number = 0;
    mds_status status = MDS_OK;

    for (const char *line = cell->text; *line != '\0' && status == MDS_OK;) {
        const size_t n = strcspn(line, "\n");
        uint32_t next = 0;
        const char *text = NULL;
        if (c->notes->lines++ >= MDS_NOTE_LINES) {
            break;
        }
        const char *copy = mds_arena_strndup(c->scratch, line, n);
        if (copy == NULL) {
            return mds_arena_status(c->scratch);
        }
        if (is_numbered_line(c, &next, &text, copy)) {
            if (from != NULL) {
                const mds_sv before = {from, (size_t)(line - from)};
                status = mds_note__add(c, sheet, number, mds_words__trim(before), cell);
            }
            from = line + (text - copy);
            number = next;
        } else if (from == NULL) {
            return MDS_OK;
        }
        line += n + (line[n] == '\n' ? 1 : 0);
    }
    if (from == NULL || status != MDS_OK) {
        return status;
    }
    *open = (mds_open_note){number, row->number, cell->column};
    return mds_note__add(c, sheet, number, mds_words__trim((mds_sv){from, strlen(from)}), cell);
}

/* Numbers with their texts to the right of them, from \p first on: one or several a row. */
static mds_status read_pairs(const mds_note_collector *c, mds_open_note *open,
                             const mds_grid_sheet *sheet, size_t r, size_t first)
{
    const mds_grid_row *row = &sheet->rows[r];
    mds_status status = MDS_OK;

    for (size_t i = first; i < row->count && status == MDS_OK; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        uint32_t number = 0;
        uint32_t other = 0;
        if (cell->spread) {
            continue;
        }
        if (!is_bare_number(c, &number, cell->text)) {
            status = read_lines(c, open, sheet, row, cell);
            continue;
        }
        const mds_grid_cell *text = mds_note__neighbour(c, sheet, r, i, true);
        if (text != NULL && !is_bare_number(c, &other, text->text)) {
            *open = (mds_open_note){number, row->number, text->column};
            status = mds_note__add(c, sheet, number,
                                   mds_words__trim((mds_sv){text->text, strlen(text->text)}), cell);
            i = (size_t)(text - row->cells);
        }
    }
    return status;
}

/* The number in the last cell with its text to the left: the columns are the other way round. */
static mds_status read_mirrored(const mds_note_collector *c, mds_open_note *open,
                                const mds_grid_sheet *sheet, size_t r)
{
    const mds_grid_row *row = &sheet->rows[r];
    size_t last = row->count - 1;
    uint32_t number = 0;

    while (last > 0 && row->cells[last].spread) {
        last--;
    }
    if (!is_bare_number(c, &number, row->cells[last].text)) {
        return MDS_OK;
    }
    const mds_grid_cell *text = mds_note__neighbour(c, sheet, r, last, false);
    if (text == NULL) {
        return MDS_OK;
    }
    *open = (mds_open_note){number, row->number, text->column};
    return mds_note__add(c, sheet, number,
                         mds_words__trim((mds_sv){text->text, strlen(text->text)}),
                         &row->cells[last]);
}

static mds_status read_row(const mds_note_collector *c, mds_open_note *open,
                           const mds_grid_sheet *sheet, size_t r, size_t first)
{
    const mds_grid_row *row = &sheet->rows[r];
    const uint32_t before = open->row;
    uint32_t number = 0;
    mds_status status = read_pairs(c, open, sheet, r, first);

    if (status == MDS_OK && open->row == before && first == 0) {
        status = read_mirrored(c, open, sheet, r);
    }
    if (status != MDS_OK || open->row != before || row->count <= first) {
        return status;
    }
    /* A number without a text, or a label, ends the note before it. */
    if (is_bare_number(c, &number, row->cells[first].text) ||
        mds_note__is_label(c, &number, &row->cells[first], &status)) {
        open->row = 0;
        return status;
    }
    return status == MDS_OK ? mds_note__go_on(c, open, row) : status;
}

mds_status mds_note__block_row(const mds_note_collector *c, mds_open_note *open,
                               const mds_grid_sheet *sheet, size_t r)
{
    const uint32_t before = open->row;
    const mds_status status = mds_note__read_cell(c, open, sheet, r, 0, false);

    return status != MDS_OK || open->row != before ? status : read_row(c, open, sheet, r, 0);
}

/* Whether the row is an item that the edition lacks: it has an answer. */
static bool is_item(const mds_note_collector *c, const mds_grid_sheet *sheet, size_t r)
{
    for (size_t i = 0; i < c->layouts->count; i++) {
        const mds_layout *layout = &c->layouts->at[i];
        if (layout->sheet == sheet && layout->view != NULL && layout->view->rows[r].answer) {
            return true;
        }
    }
    return false;
}

/* Whether the list of notes needs no heading: behind the items of a form with numbers, where no
 * heading is. */
static bool needs_no_heading(const mds_note_collector *c, const mds_grid_sheet *sheet, size_t first)
{
    bool numbered = false;

    for (size_t i = 0; i < c->layouts->count; i++) {
        numbered = numbered || (c->layouts->at[i].sheet == sheet && c->layouts->at[i].view != NULL);
    }
    for (size_t r = first; r < sheet->row_count && numbered; r++) {
        numbered = heading_at(c, &sheet->rows[r]) == sheet->rows[r].count;
    }
    return numbered;
}

/* The column behind all that the form's blocks of a sheet use. */
static uint32_t behind_form(const mds_note_collector *c, const mds_grid_sheet *sheet)
{
    uint32_t last = 0;

    for (size_t i = 0; i < c->layouts->count; i++) {
        const mds_layout *layout = &c->layouts->at[i];
        const uint32_t used[] = {layout->id, layout->answer, layout->note, layout->wording};
        for (size_t k = 0; layout->sheet == sheet && k < sizeof used / sizeof *used; k++) {
            last = used[k] != MDS_NO_COLUMN && used[k] > last ? used[k] : last;
        }
    }
    return last + 1;
}

/* A list beside the questions: below a heading to the right of all that the form uses. */
static mds_status read_beside(const mds_note_collector *c, const mds_grid_sheet *sheet)
{
    const size_t end = mds_note__after_questions(c, sheet);
    const uint32_t behind = behind_form(c, sheet);
    mds_open_note open = {0};
    mds_status status = MDS_OK;
    bool under = false;

    for (size_t r = 0; r < end && status == MDS_OK; r++) {
        const mds_grid_row *row = &sheet->rows[r];
        size_t first = 0;
        while (first < row->count && row->cells[first].column < behind) {
            first++;
        }
        if (under && first < row->count) {
            status = read_pairs(c, &open, sheet, r, first);
        }
        for (size_t i = first; i < row->count && !under; i++) {
            under = is_heading(c, row->cells[i].text);
        }
    }
    return status;
}

mds_status mds_note__table_read(const mds_note_collector *c, const mds_grid_sheet *sheet)
{
    const size_t first = mds_note__after_questions(c, sheet);
    bool under = is_heading(c, sheet->name) || needs_no_heading(c, sheet, first);
    mds_open_note open = {0};
    mds_status status = MDS_OK;

    for (size_t r = first; r < sheet->row_count && status == MDS_OK; r++) {
        const size_t heading = heading_at(c, &sheet->rows[r]);
        if (is_item(c, sheet, r)) {
            open.row = 0;
            continue;
        }
        if (heading < sheet->rows[r].count) {
            under = true;
            open.row = 0;
            status = read_row(c, &open, sheet, r, heading + 1);
        } else if (under) {
            status = read_row(c, &open, sheet, r, 0);
        }
    }
    return status == MDS_OK && c->notes->count == 0 ? read_beside(c, sheet) : status;
}

static bool is_empty(const mds_grid_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (!row->cells[i].spread && row->cells[i].text[0] != '\0') {
            return false;
        }
    }
    return true;
}

/* The last row of the cell, which may be merged. */
static uint32_t last_row(const mds_grid_sheet *sheet, const mds_grid_row *row,
                         const mds_grid_cell *cell)
{
    for (size_t i = 0; i < sheet->merge_count; i++) {
        const mds_grid_range *range = &sheet->merges[i];
        if (range->first_row == row->number && range->first_column == cell->column) {
            return range->last_row;
        }
    }
    return row->number;
}

bool mds_note__empty_list(const mds_note_collector *c, const mds_grid_sheet *sheet, uint32_t *row,
                          uint32_t *column)
{
    bool found = false;

    for (size_t r = mds_note__after_questions(c, sheet); r < sheet->row_count; r++) {
        const mds_grid_row *at = &sheet->rows[r];
        const size_t heading = found ? at->count : heading_at(c, at);
        if (heading < at->count) {
            found = true;
            *row = last_row(sheet, at, &at->cells[heading]) + 1;
            *column = at->cells[heading].column;
        } else if (found && at->number >= *row && !is_empty(at)) {
            return false;
        }
    }
    return found;
}
