/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The items of an empty form on one sheet: rows that carry a number or a list's mark and offer
 * answers, found without knowing the edition.
 */
#ifndef MDS_IMPORTERS_LEARN_SHEET_H
#define MDS_IMPORTERS_LEARN_SHEET_H

#include "grid.h"
#include "learn_number.h"
#include "learn_words.h"

#define LEARN_NO_COLUMN UINT32_MAX

/* Answers as a set of bits, 1 << mds_label. */
typedef unsigned learn_answers;

typedef struct learn_row {
    const mds_grid_row *row;
    learn_answers printed; /* in its cells */
    learn_answers listed;  /* by a list to choose from */
    learn_answers headed;  /* by the headings of the columns, or a default where they name none */
    uint32_t answers_from; /* the first column of its answers */
    bool numbered;         /* a cell can be read as beginning with a number */
    bool dated;            /* prints places for days */
    bool answered;         /* holds one answer */
    bool heading;          /* heads columns */
    bool closing;          /* the label of the remarks: what follows are these */
    bool rounds;           /* below a heading of answers that are confirmed with a date */
} learn_row;

typedef struct learn_item {
    const mds_grid_sheet *sheet;
    size_t row;          /* index */
    learn_number number; /* count 0: a line without a number */
    const char *text;    /* the form's words */
    uint32_t column;     /* where they are */
    uint32_t number_column;
    mds_question_kind kind;
    learn_answers answers; /* offered */
    bool certain;          /* the row itself offers them */
    bool confirmed;        /* each with a date */
    bool inner;            /* its number is below a chapter's: "(4)" */
    bool repeated;         /* its number is above already */
    bool stray;            /* its number does not rise */
} learn_item;

enum { LEARN_ITEMS = 10000 }; /* of a sheet; no form has nearly as many */

typedef struct learn_sheet {
    const mds_catalog *catalog;
    const mds_grid_sheet *sheet;
    learn_row *rows; /* as many as the sheet's */
    learn_item *items;
    size_t item_count;
    size_t choices;   /* items that offer answers */
    size_t answered;  /* rows that hold one */
    size_t first_row; /* index of the first row whose item has a number */
    bool overfull;    /* more items than LEARN_ITEMS; the rest is not read */
} learn_sheet;

/* Finds the items of \p sheet, none where it is no form. False when \p arena is exhausted. */
bool mds_learn__sheet_read(learn_sheet *out, mds_arena *arena, const learn_words *words,
                           const mds_grid *grid, const mds_grid_sheet *sheet);

/* Whether at least two answers are among them. */
bool mds_learn__is_choice(learn_answers answers);

#endif
