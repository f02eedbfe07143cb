/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Numbers of items where no edition says which there are: with the letters before them and how
 * their levels are written, so that an id can be made; and what follows what.
 */
#ifndef MDS_IMPORTERS_LEARN_NUMBER_H
#define MDS_IMPORTERS_LEARN_NUMBER_H

#include "number.h"

enum { LEARN_PREFIX = 8, LEARN_ID = 64 };

/* How a level is written. */
typedef enum learn_level {
    LEARN_LEVEL_DOT,     /* "4", the 1 of "4.1" */
    LEARN_LEVEL_DASH,    /* the 2 of "4-2" */
    LEARN_LEVEL_BRACKET, /* "(4)" */
    LEARN_LEVEL_CIRCLE   /* "④" */
} learn_level;

typedef struct learn_number {
    char prefix[LEARN_PREFIX];              /* "AUDT", in capitals; "" */
    mds_number number;                      /* count 0: none */
    unsigned char level[MDS_NUMBER_LEVELS]; /* learn_level */
} learn_number;

/* The ways to read the beginning of \p text as a number, the bytes it takes in number.end; 0 when
 * it is none. */
size_t mds_learn__number_read(learn_number out[MDS_NUMBER_READINGS], const mds_catalog *catalog,
                              const char *text);

/* What is behind a number, marks that close it and blanks apart. */
const char *mds_learn__number_rest(const learn_number *number, const char *text);

/* Whether \p next may follow \p before in a form: its number is greater, or its letters are others
 * and it begins anew. */
bool mds_learn__number_rises(const learn_number *before, const learn_number *next);
/* Whether nothing is left out between the two: "4.1" and "4.1.1", "4.2", "5" or "5.1". */
bool mds_learn__number_follows(const learn_number *before, const learn_number *next);
/* Whether it is a first one: "1", "1.1". */
bool mds_learn__number_begins(const learn_number *number);
bool mds_learn__number_equal(const learn_number *a, const learn_number *b);
/* Whether \p inner lies below \p outer: "4.1.1" below "4". */
bool mds_learn__number_inside(const learn_number *inner, const learn_number *outer);
/* \p tail below \p head: "(4)" in chapter 2. False when that is too deep. */
bool mds_learn__number_join(learn_number *out, const learn_number *head, const learn_number *tail);
/* "4.1.1", "2(4)", "2-4" for "④" in chapter 2. */
void mds_learn__number_id(char out[LEARN_ID], const learn_number *number);

#endif
