/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "note_words.h"

#include <string.h>

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool holds(const char *note, const char *word)
{
    for (const char *p = strstr(note, word); p != NULL; p = strstr(p + 1, word)) {
        if (p == note || !is_latin(p[0]) || !is_latin(p[-1])) {
            return true;
        }
    }
    return false;
}

const char *mds_note_words__find(const mds_strings *words, const char *note)
{
    for (size_t i = 0; i < words->count; i++) {
        if (holds(note, words->at[i])) {
            return words->at[i];
        }
    }
    return NULL;
}
