/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Printed choices: the answers that a form offers, "Yes No N/A", and the marks, boxes and
 * brackets beside them, as signs in their order. Which sign chooses which word is decided over a
 * whole block: choice_rule.h.
 */
#ifndef MDS_IMPORTERS_CHOICES_H
#define MDS_IMPORTERS_CHOICES_H

#include "base/strbuf.h"
#include <mdsrisk/catalog.h>

/* Choices beside the labels of the forms: "See Note", and one that is no answer, "partially". */
enum { MDS_CHOICE_SEE_NOTE = MDS_LABEL__COUNT, MDS_CHOICE_OTHER, MDS_CHOICE__COUNT };

typedef struct mds_choice_word {
    const char *key;
    size_t choice;
} mds_choice_word;

typedef struct mds_mark_sign {
    const char *key;
    const mds_mark *mark;
} mds_mark_sign;

/* What may begin with a byte; the bit of a mark is shifted by its place. */
enum { MDS_BEGINS_WORD = 1, MDS_BEGINS_SEPARATOR = 2, MDS_BEGINS_MARK = 4 };

/* What the forms print, longest first, so that "not applicable" is no "applicable"; and the marks.
 */
typedef struct mds_choice_words {
    const mds_catalog *catalog;
    mds_choice_word *at;
    size_t count;
    mds_mark_sign *marks;
    size_t mark_count;
    uint8_t begins[256]; /* MDS_BEGINS_ bits: no list is walked for a byte that none begins with */
} mds_choice_words;

/* A text with more signs than this is no list of choices. */
enum { MDS_CHOICE_TOKENS = 64 };

/* What is between a sign and the one before it, weakest first. */
typedef enum mds_gap {
    MDS_GAP_NONE,
    MDS_GAP_COLON, /* "Yes: x" */
    MDS_GAP_BLANK,
    MDS_GAP_WIDE, /* several blanks */
    MDS_GAP_SIGN, /* ",", "/", a new line */
    MDS_GAP_CELL
} mds_gap;

/* A word or a mark. */
typedef struct mds_choice_token {
    bool word;
    bool bracketed; /* in brackets of its own */
    uint8_t choice; /* of a word; of a mark below the heading of a choice; else COUNT */
    uint8_t mark;   /* mds_mark_meaning */
    uint8_t gap;    /* mds_gap */
    uint8_t cell;   /* the cells of a row that have any, counted from 0 */
} mds_choice_token;

typedef struct mds_choices {
    mds_choice_token at[MDS_CHOICE_TOKENS];
    size_t count;
    size_t words; /* how many are there */
    bool stands[MDS_CHOICE__COUNT];
    mds_mark_meaning lone; /* the strongest mark, where no word is */
    size_t marks;          /* how many are there */
    size_t days;           /* places for a day */
    bool dated;            /* a day is filled in */
    bool boxes;            /* an empty box is there */
    size_t end;            /* bytes of the key up to what is no choice */
} mds_choices;

/* Which words of a form are choices: the labels that it prints; the Japanese words of its answers
 * too; all of them. */
typedef enum mds_choice_scope {
    MDS_CHOICE_LABELS,
    MDS_CHOICE_JAPANESE,
    MDS_CHOICE_ALL
} mds_choice_scope;

/* Adds the words of one form; of several, one after the other. False when the arena is exhausted.
 */
bool mds_choice__words_add(mds_choice_words *words, mds_arena *arena, const mds_catalog *catalog,
                           const mds_form *form, mds_choice_scope scope);

/* The key of a text in which the ends of lines and wide gaps still show. NULL when the arena is
 * exhausted. */
const char *mds_choices__key(mds_arena *arena, const char *text);
/* Reads choices from the beginning of \p key. Whether nothing else is there. */
bool mds_choices__read(mds_choices *out, const mds_choice_words *words, const char *key);
/* Finds choices behind other text, as in a line out of a PDF: "1 ...? Yes No N/A Note 1".
 * NULL when there are none, else where they begin. */
const char *mds_choices__find(mds_choices *out, const mds_choice_words *words, const char *key);

/* Whether a text that is no list of choices shows two answers apart from each other, or an answer
 * and a mark: "Yes (default) / No (optional)". */
bool mds_choices__compete(const mds_choice_words *words, const char *key);

/* Whether a key is what a form prints behind its choices: the remark's label, its number, a line
 * for it. */
bool mds_choices__is_remark(const mds_choice_words *words, const char *key);

/* Appends what the next cell of a row says. \p choice: the heading it is below, or
 * MDS_CHOICE__COUNT. */
void mds_choices__join(mds_choices *to, const mds_choices *from, size_t choice);
/* How many different choices are there. */
size_t mds_choices__different(const mds_choices *choices);

/* What digits stand for where a heading says so, "1:Yes 2:No 3:N/A": the class of each, as
 * mds_choice__class() has it. False when fewer than two are explained, or one in two ways. */
enum { MDS_CODES = 10, MDS_CODE_NONE = 255 };
bool mds_choices__codes(uint8_t codes[MDS_CODES], const mds_choice_words *words, const char *key);

/* Yes, no, n/a, see note, other: 0 to 4. */
enum { MDS_CHOICE_CLASSES = 5 };
size_t mds_choice__class(size_t choice);
/* The class of the words that are there; MDS_CHOICE_CLASSES when they are of several, or none. */
size_t mds_choices__class(const mds_choices *choices);

#endif
