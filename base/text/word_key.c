/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include <string.h>

bool mds_utf8_is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80) {
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

/* Letters that are set apart are one word, "n n" of "N.N."; Japanese has no blanks. */
bool mds_utf8_word_key(char out[MDS_UTF8_SHORT], const char *text)
{
    char key[MDS_UTF8_SHORT];

    if (!mds_utf8_short_key(key, text)) {
        out[0] = '\0';
        return false;
    }
    const bool all = !mds_utf8_is_ascii(key);
    char *to = out;
    for (const char *p = key; *p != '\0'; p++) {
        const bool drop =
            *p == ' ' && (all || (is_single(key, p, true) && is_single(key, p + 1, false)));
        if (!drop) {
            *to++ = *p;
        }
    }
    *to = '\0';
    return true;
}
