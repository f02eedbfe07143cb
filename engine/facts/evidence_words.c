/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/evidence_words.h"

#include "base/utf8.h"
#include <string.h>

static bool is_ascii(const char *text)
{
    while (*text > 0) {
        text++;
    }
    return *text == '\0';
}

/* Whether the piece between blanks that ends before \p at, or begins there, is one letter. */
static bool is_single(const char *key, const char *at, bool before)
{
    return before ? at - key == 1 || (at - key > 1 && at[-2] == ' ')
                  : at[1] == '\0' || at[1] == ' ';
}

/* Letters that stand one by one are one word, "n n" of "N.N."; Japanese has no blanks. */
static void join(char *key, bool tight)
{
    char *to = key;
    char word[MDS_UTF8_SHORT];
    const bool all = tight || !is_ascii(key);

    memcpy(word, key, strlen(key) + 1);
    for (const char *p = word; *p != '\0'; p++) {
        const bool drop =
            *p == ' ' && (all || (is_single(word, p, true) && is_single(word, p + 1, false)));
        if (!drop) {
            *to++ = *p;
        }
    }
    *to = '\0';
}

/* \p tight: without any blank, as it stands beside Japanese. */
static bool spell(char key[MDS_UTF8_SHORT], const char *text, bool tight)
{
    if (!mds_utf8_short_key(key, text)) {
        return false;
    }
    join(key, tight);
    return true;
}

static bool is_listed(const mds_strings *words, const char *key, bool tight)
{
    char word[MDS_UTF8_SHORT];

    for (size_t i = 0; i < words->count; i++) {
        if (spell(word, words->at[i], tight) && strcmp(key, word) == 0) {
            return true;
        }
    }
    return false;
}

/* Bytes of the longest of \p words that \p key has at one end, as a word of its own where there are
 * blanks between words; 0: none, or nothing else. */
static size_t longest(const mds_strings *words, const char *key, bool at_end, bool tight)
{
    const size_t n = strlen(key);
    size_t found = 0;

    for (size_t i = 0; i < words->count; i++) {
        char word[MDS_UTF8_SHORT];
        if (!spell(word, words->at[i], tight)) {
            continue;
        }
        const size_t length = strlen(word);
        const char *place = at_end && length <= n ? key + n - length : key;
        const size_t blank = is_ascii(word) && !tight ? 1 : 0;
        if (length + blank < n && length > found && strncmp(place, word, length) == 0 &&
            (blank == 0 || (at_end ? place[-1] : place[length]) == ' ')) {
            found = length + blank;
        }
    }
    return found;
}

bool mds_evidence_named(const mds_catalog *catalog, const char *text)
{
    char spelt[MDS_UTF8_SHORT];
    char *key = spelt;

    if (text == NULL || text[0] == '\0') {
        return false;
    }
    if (!spell(spelt, text, false)) {
        return true;
    }
    const bool tight = !is_ascii(spelt);
    while (key[0] != '\0' && !is_listed(&catalog->words[MDS_WORDS_NO_EVIDENCE], key, tight)) {
        const size_t begin =
            longest(&catalog->words[MDS_WORDS_NO_EVIDENCE_OPENINGS], key, false, tight);
        const size_t end =
            begin > 0 ? 0
                      : longest(&catalog->words[MDS_WORDS_NO_EVIDENCE_ENDINGS], key, true, tight);
        if (begin + end == 0) {
            return true;
        }
        key += begin;
        key[strlen(key) - end] = '\0';
    }
    return false;
}
