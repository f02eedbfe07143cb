/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/evidence_words.h"

#include "base/utf8.h"
#include <string.h>

bool mds_evidence_named(const mds_catalog *catalog, const char *text)
{
    const mds_strings *words = &catalog->words[MDS_WORDS_NO_EVIDENCE];
    char key[MDS_UTF8_SHORT];

    if (text == NULL || text[0] == '\0') {
        return false;
    }
    if (!mds_utf8_short_key(key, text)) {
        return true;
    }
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(key, words->at[i]) == 0) {
            return false;
        }
    }
    return key[0] != '\0';
}
