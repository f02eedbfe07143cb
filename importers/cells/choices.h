/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Printed choices: the answers that a form offers, "はい いいえ 対象外", and the mark, box or
 * bracket that chooses one of them.
 */
#ifndef MDS_IMPORTERS_CHOICES_H
#define MDS_IMPORTERS_CHOICES_H

#include "base/strbuf.h"
#include <mdsrisk/catalog.h>

typedef struct mds_choice_word {
    const char *key;
    mds_label label;
} mds_choice_word;

/* What the forms print, longest first, so that "非該当" is no "該当". */
typedef struct mds_choice_words {
    mds_choice_word *at;
    size_t count;
} mds_choice_words;

/* How a choice is marked, weakest first. */
typedef enum mds_tick {
    MDS_TICK_NONE,
    MDS_TICK_EMPTY, /* "□", "( )" */
    MDS_TICK_CROSS, /* "×": chosen in one sheet, struck out in another */
    MDS_TICK_RING,  /* "○": a ring around it, or a radio button that is off */
    MDS_TICK_FULL   /* "●", "■", "✓" */
} mds_tick;

typedef struct mds_choices {
    size_t words; /* how many stand there */
    bool stands[MDS_LABEL__COUNT];
    bool bracketed[MDS_LABEL__COUNT];
    mds_tick marks[MDS_LABEL__COUNT];
    mds_tick lone; /* a mark, and no word */
    size_t days;   /* places for a day */
    bool dated;    /* a day is filled in */
    bool boxes;    /* an empty box stands at a word */
    size_t end;    /* bytes of the key up to what is no choice */
} mds_choices;

/* The words of one form, or of every form for which \p next goes on. False when the arena is
 * exhausted. */
bool mds_choice__words_add(mds_choice_words *words, mds_arena *arena, const mds_form *form);

/* Reads choices from the beginning of \p key. Whether nothing else stands there. */
bool mds_choices__read(mds_choices *out, const mds_choice_words *words, const char *key);
/* Finds choices behind other text, as in a line out of a PDF: "1 ...? はい いいえ 対象外 備考 1".
 * NULL when there are none, else where they begin. */
const char *mds_choices__find(mds_choices *out, const mds_choice_words *words, const char *key);

/* Whether a key is what a form prints behind its choices: the remark's label, its number, a line
 * for it. */
bool mds_choices__is_remark(const char *key);

/* Joins what several cells of a row say. */
void mds_choices__join(mds_choices *to, const mds_choices *from);
/* Which choices are taken, as a set of bits by label. \p crosses: a cross chooses. */
unsigned mds_choices__taken(const mds_choices *choices, bool crosses);
/* What digits stand for where a heading says so, "1:はい 2:いいえ 3:対象外": the class of each, as
 * mds_label__class() has it. False when fewer than two are explained, or one in two ways. */
enum { MDS_CODES = 10, MDS_CODE_NONE = 255 };
bool mds_choices__codes(uint8_t codes[MDS_CODES], const mds_choice_words *words, const char *key);

/* Yes, no or n/a: 0, 1, 2. */
size_t mds_label__class(mds_label label);

#endif
