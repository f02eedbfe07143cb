/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words broken over two lines: whether a document hyphenates, "recor-" "der", or only breaks behind
 * hyphens that words have, "two-" "factor". Its own words decide. */
#include "page.h"

#include "base/map.h"
#include <string.h>

enum { LONGEST_WORD = 48, ENOUGH_PROOFS = 3 };

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The word in small letters, without the signs around it; its length, 0 when it is none. */
static size_t plain(char out[LONGEST_WORD], const char *text)
{
    size_t n = 0;

    while (*text == '(' || *text == '"') {
        text++;
    }
    for (; *text != '\0' && n + 1 < LONGEST_WORD; text++) {
        const char c = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
        if (!is_small(c) && c != '-') {
            break;
        }
        out[n++] = c;
    }
    out[n] = '\0';
    return n;
}

/* "recor-" with "der" below it: what the word is without the hyphen, and with it. */
static bool joined(char whole[LONGEST_WORD], char with[LONGEST_WORD], const char *first,
                   const char *second)
{
    char head[LONGEST_WORD];
    char tail[LONGEST_WORD];
    const size_t h = plain(head, first);
    const size_t t = is_small(second[0]) ? plain(tail, second) : 0;

    if (h < 3 || t == 0 || head[h - 1] != '-' || head[h - 2] == '-' ||
        first[strlen(first) - 1] != '-' || h + t + 1 > LONGEST_WORD) {
        return false;
    }
    memcpy(whole, head, h - 1);
    memcpy(whole + h - 1, tail, t + 1);
    memcpy(with, head, h);
    memcpy(with + h, tail, t + 1);
    return true;
}

bool mds_pdf__breaks_word(const mds_pdf_hyphens *hyphens, const char *first, const char *second)
{
    char whole[LONGEST_WORD];
    char with[LONGEST_WORD];

    if (!joined(whole, with, first, second) || mds_map_find(hyphens->words, with) != MDS_MAP_NONE) {
        return false;
    }
    return hyphens->breaks || mds_map_find(hyphens->words, whole) != MDS_MAP_NONE;
}

static bool add_words(mds_pdf_hyphens *out, const mds_pdf_view *views, size_t count,
                      mds_arena *arena)
{
    size_t words = 0;

    for (size_t i = 0; i < count; i++) {
        words += views[i].word_count;
    }
    out->words = mds_map_new(arena, words + 1);
    for (size_t i = 0; i < count && out->words != NULL; i++) {
        for (size_t k = 0; k < views[i].word_count; k++) {
            char word[LONGEST_WORD];
            const size_t n = plain(word, views[i].words[k].text);
            if (n < 2 || word[n - 1] == '-') {
                continue;
            }
            const char *copy = mds_arena_strndup(arena, word, n);
            if (copy == NULL) {
                return false;
            }
            (void)mds_map_add(out->words, copy, 1);
        }
    }
    return out->words != NULL;
}

bool mds_pdf__hyphens_find(mds_pdf_hyphens *out, mds_pdf_view *views, size_t count,
                           mds_arena *arena)
{
    size_t without = 0;
    size_t with = 0;

    *out = (mds_pdf_hyphens){0};
    if (!add_words(out, views, count, arena)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const mds_pdf_piece *last[2 * MDS_PDF_COLUMNS + 2] = {NULL};
        const mds_pdf_view *v = &views[i];
        views[i].hyphens = out;
        for (size_t k = 0; k < v->piece_count; k++) {
            const mds_pdf_piece *piece = &v->pieces[k];
            const mds_pdf_piece *above = last[piece->column];
            char a[LONGEST_WORD];
            char b[LONGEST_WORD];
            last[piece->column] = piece;
            if (above == NULL || !joined(a, b, v->words[above->first + above->count - 1].text,
                                         v->words[piece->first].text)) {
                continue;
            }
            without += mds_map_find(out->words, a) != MDS_MAP_NONE;
            with += mds_map_find(out->words, b) != MDS_MAP_NONE;
        }
    }
    out->breaks = without >= ENOUGH_PROOFS && without > with;
    return true;
}
