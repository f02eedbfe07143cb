/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes below each section, numbered anew in each: "ALOF notes:", "1 | text". */
#include "note_table.h"

#include "base/arena_internal.h"
#include "base/utf8.h"
#include <string.h>

/* Sections that are looked at, and bytes of a heading. */
enum { MOST_BLOCKS = 200, HEADING_BYTES = 64 };

/* A way through the rows of one sheet. */
typedef struct walk {
    const mds_note_collector *c;
    const mds_grid_sheet *sheet;
    mds_note_block *block; /* that is being read, or NULL */
    mds_open_note open;
    size_t from;      /* the first row whose notes are in the next block */
    uint32_t section; /* of the last question, or MDS_NO_ORDINAL */
} walk;

static uint32_t question_of(const walk *w, size_t r)
{
    for (size_t i = 0; i < w->c->layouts->count; i++) {
        const mds_layout *layout = &w->c->layouts->at[i];
        if (layout->sheet == w->sheet && layout->questions[r] != MDS_NO_ORDINAL) {
            return layout->questions[r];
        }
    }
    return MDS_NO_ORDINAL;
}

/* The only cell of a row, or NULL. */
static const mds_grid_cell *only_cell(const mds_grid_row *row)
{
    const mds_grid_cell *only = NULL;

    for (size_t i = 0; i < row->count; i++) {
        if (!row->cells[i].spread) {
            if (only != NULL) {
                return NULL;
            }
            only = &row->cells[i];
        }
    }
    return only;
}

/* "ALOF notes:" or "Notes": the first word may name a section. \p named: it does. */
static bool is_heading(const walk *w, const mds_grid_row *row, bool *named)
{
    const mds_grid_cell *cell = only_cell(row);

    *named = false;
    if (cell == NULL || strlen(cell->text) >= HEADING_BYTES) {
        return false;
    }
    const char *key = mds_utf8_key(w->c->scratch, cell->text);
    if (key == NULL || mds_words__have(&w->c->form->words[MDS_WORD_SEE_NOTE], key)) {
        return false;
    }
    const size_t n = strcspn(key, ":");
    const char *bare = mds_arena_strndup(w->c->scratch, key, n);
    if (bare == NULL || key[n + (key[n] == ':')] != '\0') {
        return false;
    }
    const char *blank = strchr(bare, ' ');
    *named = blank != NULL && blank - bare <= 5 &&
             mds_words__have(&w->c->form->note_headings, blank + 1);
    return *named || mds_words__have(&w->c->form->note_headings, bare);
}

/* "5 | CYBER SECURITY PRODUCT UPGRADES (CSUP)": the title of a section is no note. */
static bool is_title(const mds_grid_row *row)
{
    const mds_grid_cell *last = row->count > 0 ? &row->cells[row->count - 1] : NULL;
    const size_t n = last != NULL ? strlen(last->text) : 0;
    size_t letters = 0;

    if (n < 6 || last->text[n - 1] != ')') {
        return false;
    }
    while (letters < 5 && last->text[n - 2 - letters] >= 'A' &&
           last->text[n - 2 - letters] <= 'Z') {
        letters++;
    }
    return letters >= 3 && last->text[n - 2 - letters] == '(';
}

static mds_status open_block(walk *w, size_t r)
{
    mds_notes *notes = w->c->notes;

    if (notes->block_count == MOST_BLOCKS) {
        return MDS_OK;
    }
    if (!mds_array_reserve(w->c->scratch, &notes->blocks, &notes->block_capacity,
                           notes->block_count, sizeof *notes->blocks)) {
        return mds_arena_status(w->c->scratch);
    }
    w->block = &notes->blocks[notes->block_count++];
    *w->block =
        (mds_note_block){.sheet = w->sheet, .from = w->from, .to = r, .section = w->section};
    w->open = (mds_open_note){0};
    return MDS_OK;
}

static mds_status read_row(walk *w, size_t r, size_t after)
{
    const mds_grid_row *row = &w->sheet->rows[r];
    const uint32_t question = question_of(w, r);
    bool named = false;

    if (question != MDS_NO_ORDINAL) {
        w->from = w->block != NULL ? r : w->from;
        w->block = NULL;
        w->section = w->c->form->questions[question].section;
        return MDS_OK;
    }
    if (w->section == MDS_NO_ORDINAL) {
        return MDS_OK;
    }
    /* A heading behind all questions that names no section is that of a common list. */
    if (is_heading(w, row, &named) && (r < after || named || w->c->notes->block_count > 0)) {
        return open_block(w, r);
    }
    if (w->block == NULL || is_title(row)) {
        w->open.row = 0;
        return MDS_OK;
    }
    mds_note_collector inside = *w->c;
    mds_notes found = {
        .at = w->block->at, .count = w->block->count, .capacity = w->block->capacity};
    inside.notes = &found;
    const mds_status status = mds_note__block_row(&inside, &w->open, w->sheet, r);
    w->block->at = found.at;
    w->block->count = found.count;
    w->block->capacity = found.capacity;
    return status;
}

/* Whether a number is in two blocks. */
static bool restarts(const mds_notes *notes)
{
    for (size_t i = 1; i < notes->block_count; i++) {
        for (size_t k = 0; k < i; k++) {
            const mds_note_block *a = &notes->blocks[i];
            const mds_note_block *b = &notes->blocks[k];
            if (a->count > 0 && b->count > 0 && a->at[0].number == b->at[0].number) {
                return true;
            }
        }
    }
    return false;
}

mds_status mds_note__sections_read(const mds_note_collector *c, const mds_grid_sheet *sheet)
{
    walk w = {.c = c, .sheet = sheet, .section = MDS_NO_ORDINAL};
    const size_t after = mds_note__after_questions(c, sheet);
    mds_status status = MDS_OK;

    for (size_t r = 0; r < sheet->row_count && status == MDS_OK; r++) {
        const mds_arena_mark before = mds_arena_marked(c->scratch);
        bool named = false;
        if (w.block == NULL && !is_heading(&w, &sheet->rows[r], &named) &&
            question_of(&w, r) == MDS_NO_ORDINAL) {
            mds_arena_rewind(c->scratch, before);
            continue;
        }
        status = read_row(&w, r, after);
    }
    c->notes->restarts = c->notes->restarts || restarts(c->notes);
    return status == MDS_OK ? mds_arena_status(c->scratch) : status;
}
