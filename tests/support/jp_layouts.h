/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Filled Japanese forms in the shapes that occur, made from a seed in this project's own words,
 * with the answers that must come back.
 */
#ifndef MDS_TESTS_JP_LAYOUTS_H
#define MDS_TESTS_JP_LAYOUTS_H

#include "support/layouts.h"

/* How the answers are there. */
typedef enum jp_shape {
    JP_ONE_CELL,    /* はい */
    JP_OPTION,      /* 1. はい */
    JP_MARKS,       /* ○ below a heading */
    JP_WORDS,       /* ○はい | いいえ | 対象外 */
    JP_WORD_BOXES,  /* ■はい | □いいえ | □対象外 */
    JP_BESIDE,      /* ○ | はい | | いいえ | | 対象外 */
    JP_ONLY_CHOSEN, /* the chosen word in its column */
    JP_BOXES,       /* ■はい □いいえ □対象外 */
    JP_RING,        /* ○はい いいえ 対象外 */
    JP_BRACKETS,    /* 【はい】 いいえ 対象外 */
    JP_INPUT,       /* printed choices, and an input column to their right */
    JP_LINE,        /* all of it in one cell */
    JP_LOST,        /* the printed choices alone */
    JP_SHAPE__COUNT
} jp_shape;

typedef struct jp_form {
    made_form made; /* its answers, sheets and encoding */
    jp_shape shape;
    int numbers, remarks, clauses, header; /* which of several ways, for messages */
    char device[MDS_DEVICE_FIELD__COUNT][FORM_TEXT];
} jp_form;

/* A form of the edition, decided by the seed. Free with free(); NULL when memory is short. */
jp_form *jp_form_new(const mds_form *form, uint32_t seed);

#endif
