/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Where in a text as it stands the words of printed choices are.
 */
#ifndef MDS_IMPORTERS_CHOICE_SPOTS_H
#define MDS_IMPORTERS_CHOICE_SPOTS_H

#include "choices.h"

/* Words of one cell; more are no list of choices. A longer text is none either. */
enum { MDS_SPOTS = 12, MDS_SPOT_BYTES = 120 };

typedef struct mds_choice_spot {
    size_t begin, end; /* bytes of the text */
    size_t choice;
} mds_choice_spot;

/* How many words are in \p text; at most MDS_SPOTS. False when the arena is exhausted. */
bool mds_choices__spots(mds_choice_spot out[MDS_SPOTS], size_t *count, mds_arena *scratch,
                        const mds_choice_words *words, const char *text);
/* How many letters of \p text, a key, are outside the words, and outside "note" before a number;
 * a Japanese one is counted twice. */
size_t mds_choices__other_letters(const mds_catalog *catalog, const char *text,
                                  const mds_choice_spot *spots, size_t count);

#endif
