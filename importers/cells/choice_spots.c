/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "choice_spots.h"

#include "base/arena_internal.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "note_words.h"
#include <string.h>

/* The longest word that is looked for, in bytes of the text. */
enum { WORD_BYTES = 40 };

/* The choice whose word a key is; MDS_CHOICE__COUNT for none. */
static size_t choice_of(const mds_choice_words *words, const char *key)
{
    for (size_t i = 0; i < words->count; i++) {
        const char *word = words->at[i].key;
        if (word[0] == key[0] && strcmp(word, key) == 0) {
            return words->at[i].choice;
        }
    }
    return MDS_CHOICE__COUNT;
}

/* The longest word that begins at \p from; its end is \p from when there is none. */
static bool word_at(mds_choice_spot *out, mds_arena *scratch, const mds_choice_words *words,
                    const char *text, size_t from)
{
    *out = (mds_choice_spot){from, from, MDS_CHOICE__COUNT};
    for (size_t n = 0; text[from + n] != '\0' && n < WORD_BYTES;) {
        n += mds_utf8_next(text + from + n, NULL);
        const char *behind = text + from + n;
        if (mds_is_letter(behind[-1]) && mds_is_letter(*behind)) {
            continue;
        }
        const mds_arena_mark before = mds_arena_marked(scratch);
        const char *key = mds_words__head_key(scratch, text + from, n);
        if (key == NULL) {
            return false;
        }
        const size_t choice = choice_of(words, key);
        if (choice < MDS_CHOICE__COUNT && mds_words__blank_at(behind - 1, 1) == 0) {
            *out = (mds_choice_spot){from, from + n, choice};
        }
        mds_arena_rewind(scratch, before);
    }
    return true;
}

bool mds_choices__spots(mds_choice_spot out[MDS_SPOTS], size_t *count, mds_arena *scratch,
                        const mds_choice_words *words, const char *text)
{
    const size_t size = strlen(text);

    *count = 0;
    for (size_t i = 0; size <= MDS_SPOT_BYTES && i < size && *count < MDS_SPOTS;) {
        mds_choice_spot spot = {i, i, MDS_CHOICE__COUNT};
        const bool within = i > 0 && mds_is_letter(text[i]) && mds_is_letter(text[i - 1]);
        if (!within && mds_words__blank_at(text + i, size - i) == 0 &&
            !word_at(&spot, scratch, words, text, i)) {
            return false;
        }
        if (spot.end > i) {
            out[(*count)++] = spot;
            i = spot.end;
        } else {
            i += mds_utf8_next(text + i, NULL);
        }
    }
    return true;
}

/* Bytes of "note 1" at \p p; 0 when none is there. */
static size_t reference_at(const mds_catalog *catalog, const char *p)
{
    size_t n = mds_words__at(catalog, MDS_WORDS_NOTE_WORDS, p);

    n += n > 0 ? strspn(p + n, " .") : 0;
    return n > 0 && mds_is_digit(p[n]) ? n : 0;
}

size_t mds_choices__other_letters(const mds_catalog *catalog, const char *text,
                                  const mds_choice_spot *spots, size_t count)
{
    size_t letters = 0;

    for (size_t i = 0, k = 0; text[i] != '\0'; i++) {
        i += count > 1 ? reference_at(catalog, text + i) : 0;
        const unsigned char c = (unsigned char)text[i];
        const bool dot = strncmp(text + i, "\xE3\x83\xBB", 3) == 0; /* parts words */
        const bool kana = c == 0xE3 && (unsigned char)text[i + 1] != 0x80 && !dot;
        const bool wide = kana || (c >= 0xE4 && c <= 0xE9);
        k += k < count && i >= spots[k].end;
        if (k == count || i < spots[k].begin) {
            letters += wide ? 2 : mds_is_letter((char)c);
        }
    }
    return letters;
}
