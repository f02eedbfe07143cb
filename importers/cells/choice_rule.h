/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which of several printed choices is chosen. One rule for a whole block: on which side of the
 * words the marks are, and which sign means "chosen". What the rule cannot decide is nobody's
 * answer.
 *
 * Made in two passes over the rows of the block, side first, then signs.
 */
#ifndef MDS_IMPORTERS_CHOICE_RULE_H
#define MDS_IMPORTERS_CHOICE_RULE_H

#include "choices.h"
#include <mdsrisk/disclosure.h>

typedef struct mds_choice_rule {
    /* Counted over the rows of a block. */
    size_t front, behind;                /* rows that show on which side the marks are */
    size_t single[MDS_TICK__COUNT];      /* the only mark of its row, of three choices or more */
    size_t pairs[MDS_TICK__COUNT];       /* the only mark of its row, of two choices */
    size_t all_but_one[MDS_TICK__COUNT]; /* at each of three choices or more but one */
    size_t ones[MDS_TICK__COUNT];        /* at one of three choices or more */
    size_t every[MDS_TICK__COUNT];       /* at each of three choices or more */
    size_t together[MDS_TICK__COUNT][MDS_TICK__COUNT]; /* rows that have both */
    size_t radio;                             /* rings at each choice but one, which is filled */
    size_t boxed;                             /* rows with "[x]" */
    size_t alone[MDS_ANSWER_WORD__COUNT + 1]; /* cells with a mark that answers, and no word */
    size_t worded;                            /* cells with a word */
    size_t digits[MDS_CODES];                 /* cells with a digit alone */
    /* Settled from them. */
    mds_choice_side side;
    mds_choice_sense sense[MDS_TICK__COUNT];
} mds_choice_rule;

typedef enum mds_choice_verdict {
    MDS_CHOSEN_NOTHING,  /* no choice is there */
    MDS_CHOSEN_UNMARKED, /* printed choices without a mark */
    MDS_CHOSEN_EMPTY,    /* boxes, all of them empty */
    MDS_CHOSEN_ONE,
    MDS_CHOSEN_SEVERAL, /* more than one is chosen */
    MDS_CHOSEN_UNCLEAR  /* the rule does not decide it */
} mds_choice_verdict;

typedef struct mds_choice_decision {
    mds_choice_verdict verdict;
    unsigned taken; /* bits by class */
} mds_choice_decision;

/* First pass. */
void mds_choice__rule_side(mds_choice_rule *rule, const mds_choices *row);
void mds_choice__rule_settle_side(mds_choice_rule *rule);
/* Second pass. \p offered: how many choices the headings above offer; 0 where the row prints them.
 */
void mds_choice__rule_count(mds_choice_rule *rule, const mds_choices *row, size_t offered);
void mds_choice__rule_settle(mds_choice_rule *rule);
/* \p offered: as above. */
mds_choice_decision mds_choice__rule_decide(const mds_choice_rule *rule, const mds_choices *row,
                                            size_t offered);

/* Counts a cell of a column of answers, by its key. */
void mds_choice__rule_count_cell(mds_choice_rule *rule, const mds_choice_words *words,
                                 const char *key);
/* What a mark alone, "○", "TRUE", answers in such a column; UNREADABLE when it answers nothing. */
mds_answer_state mds_choice__rule_sign(const mds_choice_rule *rule, const mds_choice_words *words,
                                       const char *key);

#endif
