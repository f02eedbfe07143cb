/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which of the numbers at the beginning of cells are those of items: the longest chain that rises
 * from row to row. Chapters, years, remarks and counters that are between them do not fit in.
 */
#ifndef MDS_IMPORTERS_LEARN_CHAIN_H
#define MDS_IMPORTERS_LEARN_CHAIN_H

#include "learn_sheet.h"

typedef struct learn_candidate {
    size_t row;          /* index in the sheet */
    size_t cell;         /* index in the row */
    learn_number number; /* with its chapter's */
    bool whole;          /* the cell holds nothing else */
    bool inner;          /* "(4)", below a chapter that is elsewhere */
    bool chosen;
} learn_candidate;

typedef struct learn_chain {
    learn_candidate *at; /* by row, then column */
    size_t count, capacity;
    bool overfull; /* what comes behind is not among them */
} learn_chain;

/* The candidates of a sheet, those of the chain chosen. False when \p arena is exhausted. */
bool mds_learn__chain_find(learn_chain *out, mds_arena *arena, const learn_sheet *sheet);

#endif
