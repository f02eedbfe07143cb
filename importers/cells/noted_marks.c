/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks with a note behind them in the same cell: "○※1", "(x) optional". */
#include "note_words.h"

#include "base/arena_internal.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include <string.h>

bool mds_words__note_behind(mds_cell_reading *out, mds_arena *scratch, const mds_catalog *catalog,
                            const char *text, size_t from)
{
    bool in_brackets = true; /* "○1" is a mark with the number of a note */
    bool pure = false;
    const mds_sv rest = mds_words__unwrap((mds_sv){text + from, strlen(text + from)}, &in_brackets);
    const char *copy = mds_arena_strndup(scratch, rest.p, rest.n);
    const char *key = copy != NULL ? mds_utf8_key(scratch, copy) : NULL;

    if (key == NULL) {
        return false;
    }
    mds_words__references(&out->numbers, &pure, catalog, key, true);
    out->glued = !pure && rest.n > 0;
    out->rest = rest;
    return true;
}

/* Where a sign ends that is one anywhere, "○" of "○ optional". */
static size_t sign_end(const mds_choice_words *words, const char *text, const mds_choices *choices)
{
    const mds_sv trimmed = mds_words__trim((mds_sv){text, strlen(text)});

    if (choices->count != 1 || choices->at[0].word || trimmed.n == 0) {
        return 0;
    }
    for (size_t i = 0; i < words->mark_count; i++) {
        const mds_mark *mark = words->marks[i].mark;
        const size_t n = strlen(mark->sign);
        if (n < trimmed.n && mark->place == MDS_TICK_ANYWHERE &&
            strncmp(trimmed.p, mark->sign, n) == 0) {
            return (size_t)(trimmed.p - text) + n;
        }
    }
    return 0;
}

/* Whether the first \p n bytes are a mark and nothing else. False when the arena is exhausted. */
static bool is_mark(bool *mark, mds_arena *scratch, const mds_choice_words *words, const char *text,
                    size_t n)
{
    mds_choices choices;
    const char *copy = mds_arena_strndup(scratch, text, n);
    const char *key = copy != NULL ? mds_choices__key(scratch, copy) : NULL;

    *mark = key != NULL && mds_choices__read(&choices, words, key) && choices.count == 1 &&
            !choices.at[0].word;
    return key != NULL;
}

/* Whether \p text is a note in brackets, or numbers of notes. False when the arena is exhausted. */
static bool is_note(bool *note, mds_arena *scratch, const mds_catalog *catalog, const char *text)
{
    mds_note_numbers numbers;
    bool bracketed = false;
    bool pure = false;
    const mds_sv rest = mds_words__unwrap((mds_sv){text, strlen(text)}, &bracketed);
    const char *copy = mds_arena_strndup(scratch, rest.p, rest.n);
    const char *key = copy != NULL ? mds_utf8_key(scratch, copy) : NULL;

    if (key != NULL) {
        mds_words__references(&numbers, &pure, catalog, key, true);
    }
    *note = (bracketed && rest.n > 0) || pure;
    return key != NULL;
}

/* A mark in brackets, or a letter, with a note behind it: "(x)¹", "v (optional)". */
static bool mark_before_note(size_t *end, mds_arena *scratch, const mds_choice_words *words,
                             const char *text)
{
    enum { MARK_BYTES = 16 };
    const size_t size = strlen(text);

    for (size_t i = mds_utf8_next(text, NULL); i < size && i <= MARK_BYTES;
         i += mds_utf8_next(text + i, NULL)) {
        const mds_arena_mark before = mds_arena_marked(scratch);
        bool mark = false;
        bool note = false;
        if ((mds_is_letter(text[i - 1]) && mds_is_letter(text[i])) ||
            mds_words__blank_at(text + i - 1, 1) > 0) {
            continue;
        }
        const bool done = is_mark(&mark, scratch, words, text, i) &&
                          (!mark || is_note(&note, scratch, words->catalog, text + i));
        mds_arena_rewind(scratch, before);
        if (!done) {
            return false;
        }
        if (mark && note) {
            *end = i;
            return true;
        }
    }
    return true;
}

bool mds_words__mark_end(size_t *end, mds_arena *scratch, const mds_choice_words *words,
                         const char *text, const mds_choices *choices)
{
    const bool digit = text[0] >= '0' && text[0] <= '9';

    *end = sign_end(words, text, choices);
    return *end > 0 || choices->words > 0 || digit || mark_before_note(end, scratch, words, text);
}
