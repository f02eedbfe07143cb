/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A sheet as the recogniser of numbered forms sees it: where a question may begin, and what its
 * row says besides. The same for every edition, made once.
 */
#ifndef MDS_IMPORTERS_VIEW_H
#define MDS_IMPORTERS_VIEW_H

#include "choices.h"
#include "clause_marks.h"
#include "grid.h"
#include "number.h"

enum { MDS_SITE_NUMBERS = 8 };

/* A cell that may hold the number of a question: in front of wording, or beside it. */
typedef struct mds_site {
    uint32_t row; /* index */
    uint32_t column;
    mds_number numbers[MDS_SITE_NUMBERS]; /* likeliest first, below the levels or the chapter that
                                             are in other cells */
    size_t count;
} mds_site;

/* What a row says about the question that may be in it. */
typedef struct mds_view_row {
    mds_clauses clauses;
    uint32_t heading;       /* index of the nearest row above that is no item, UINT32_MAX: none */
    bool printed;           /* several answers are printed */
    bool answer;            /* one answer is there, or may be chosen from a list */
    bool applicable, three; /* the printed ones are "applicable" and "not applicable"; or three */
} mds_view_row;

typedef struct mds_view {
    const mds_grid_sheet *sheet;
    mds_site *sites; /* by row and column */
    size_t site_count, site_capacity;
    mds_view_row *rows;
} mds_view;

/* One view a sheet. NULL when \p scratch is exhausted. */
mds_view *mds_views__build(mds_arena *scratch, const mds_grid *grid, const mds_choice_words *words);

/* The answers that a list holds; false when it holds none, or one alone. */
bool mds_view__offered(mds_choices *out, mds_arena *scratch, const mds_grid *grid,
                       const mds_grid_sheet *sheet, const mds_choice_words *words,
                       const char *list);
/* Whether a list that a cell offers holds answers of the forms: from its text, or from the cells
 * that it refers to. */
bool mds_view__offers(mds_arena *scratch, const mds_grid *grid, const mds_grid_sheet *sheet,
                      const mds_choice_words *words, const char *list);

#endif
