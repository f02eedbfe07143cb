/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/evidence_words.h"

#include "base/utf8.h"
#include <string.h>

/* What of \p text a word of the catalog leaves when both are read from the left; NULL when the
 * text does not begin with it. Beside Japanese (\p tight) the word's blanks do not count. */
static const char *behind(const char *text, const char *word, bool tight)
{
    for (; *word != '\0'; word++) {
        if (tight && *word == ' ') {
            continue;
        }
        if (*text++ != *word) {
            return NULL;
        }
    }
    return text;
}

static size_t length_of(const char *word, bool tight)
{
    size_t n = 0;

    for (; *word != '\0'; word++) {
        n += !tight || *word != ' ';
    }
    return n;
}

static bool is_listed(const mds_strings *words, const char *key, bool tight)
{
    for (size_t i = 0; i < words->count; i++) {
        const char *rest = behind(key, words->at[i], tight);
        if (rest != NULL && *rest == '\0') {
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
    const size_t blank = tight ? 0 : 1;
    size_t found = 0;

    for (size_t i = 0; i < words->count; i++) {
        const size_t length = length_of(words->at[i], tight);
        if (length + blank >= n || length <= found) {
            continue;
        }
        const char *place = at_end ? key + n - length : key;
        if (behind(place, words->at[i], tight) != NULL &&
            (tight || (at_end ? place[-1] : place[length]) == ' ')) {
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
    if (!mds_utf8_word_key(spelt, text)) {
        return true;
    }
    const bool tight = !mds_utf8_is_ascii(spelt);
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
