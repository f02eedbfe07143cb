/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_text.h"

#include "base/utf8.h"
#include "sign.h"
#include "words.h"
#include <string.h>

enum { TAIL_BYTES = 640 /* at the end of a cell, within which its answers are */ };

static bool is_break(char c)
{
    return c == '\n' || c == '\r' || c == '\t';
}

/* Whether a broken line goes on without a blank: between two characters of Japanese. */
static bool joins(const char *before, const char *behind)
{
    return (unsigned char)*before >= 0x80 && (unsigned char)*behind >= 0x80;
}

static const char *on_one_line(mds_arena *arena, mds_sv text)
{
    char *line = mds_arena_strndup(arena, text.p, text.n);
    size_t n = 0;

    if (line == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < text.n;) {
        if (!is_break(text.p[i])) {
            line[n++] = text.p[i++];
            continue;
        }
        while (i < text.n && is_break(text.p[i])) {
            i++;
        }
        if (n > 0 && i < text.n && line[n - 1] != ' ' && !joins(&line[n - 1], &text.p[i])) {
            line[n++] = ' ';
        }
    }
    line[n] = '\0';
    return line;
}

/* Bytes of \p text before what has the key \p tail. */
static size_t before_tail(mds_arena *arena, const char *text, const char *tail)
{
    const size_t size = strlen(text);
    const size_t wanted = strlen(tail);

    for (size_t i = size; i > 0 && size - i < TAIL_BYTES; i--) {
        if (mds_utf8_continues(text[i - 1])) {
            continue;
        }
        const char *key = mds_utf8_key(arena, text + i - 1);
        if (key == NULL || strlen(key) > wanted) {
            break;
        }
        if (strcmp(key, tail) == 0) {
            return i - 1;
        }
    }
    return size;
}

const char *mds_learn__text_clean(mds_arena *arena, const learn_words *words, const char *text)
{
    const char *key = mds_utf8_key(arena, text);
    mds_choices choices;
    size_t size = strlen(text);

    if (key == NULL) {
        return NULL;
    }
    const char *tail = mds_choices__find(&choices, &words->choices, key);
    if (tail != NULL) {
        size = before_tail(arena, text, tail);
    }
    return on_one_line(arena, mds_words__trim((mds_sv){text, size}));
}

bool mds_learn__has_words(const char *text)
{
    while (*text != '\0') {
        const mds_sign sign = mds_sign__at(text);
        if (sign.kind == MDS_SIGN_LETTER || sign.kind == MDS_SIGN_DIGIT ||
            (sign.kind == MDS_SIGN_OTHER && (unsigned char)*text >= 0x80)) {
            return true;
        }
        text += sign.length;
    }
    return false;
}

/* A cell to the right of the number that is wording: in \p column, else the longest before the
 * answers. */
static const mds_grid_cell *wording_cell(const learn_row *row, const mds_grid_cell *number,
                                         uint32_t column)
{
    const mds_grid_cell *best = column > number->column && column < row->answers_from
                                    ? mds_grid__at(row->row, column)
                                    : NULL;

    if (best != NULL) {
        return best;
    }

    for (size_t i = 0; i < row->row->count; i++) {
        const mds_grid_cell *cell = &row->row->cells[i];
        if (cell->column <= number->column || cell->column >= row->answers_from || cell->spread) {
            continue;
        }
        if (best == NULL || strlen(cell->text) > strlen(best->text)) {
            best = cell;
        }
    }
    return best;
}

bool mds_learn__text_of_item(learn_item *item, mds_arena *arena, const learn_words *words,
                             const learn_row *row, const mds_grid_cell *cell, uint32_t column)
{
    const char *rest = mds_learn__number_rest(&item->number, cell->text);
    const mds_grid_cell *wording = *rest == '\0' ? wording_cell(row, cell, column) : cell;

    if (wording == NULL) {
        item->column = cell->column;
        return true;
    }
    item->column = wording->column;
    item->text = mds_learn__text_clean(arena, words, wording == cell ? rest : wording->text);
    return item->text != NULL;
}
