/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The words by which an empty form is understood, of all forms that the catalog knows: answers,
 * headings of columns, labels of header fields.
 */
#ifndef MDS_IMPORTERS_LEARN_WORDS_H
#define MDS_IMPORTERS_LEARN_WORDS_H

#include "base/map.h"
#include "choices.h"
#include "words.h"

/* Bits: a key may head several kinds of columns. */
typedef enum learn_heading {
    LEARN_HEADING_ANSWER = 1,
    LEARN_HEADING_NOTE = 2,
    LEARN_HEADING_ROUND = 4 /* of answers that are confirmed with a date */
} learn_heading;

typedef struct learn_words {
    const mds_catalog *catalog;
    mds_choice_words choices;
    const mds_map *headings; /* key to learn_heading bits */
    const mds_map *labels;   /* key to mds_device_field */
} learn_words;

/* False when the arena is exhausted. */
bool mds_learn__words_build(learn_words *out, mds_arena *arena, const mds_catalog *catalog);

/* learn_heading bits of a key. */
uint32_t mds_learn__heading_of(const learn_words *words, const char *key);

/* Bytes of the mark of a list ("-", a dot) that \p text begins with, blanks included; 0 for none.
 */
size_t mds_learn__list_mark(const learn_words *words, const char *text);

#endif
