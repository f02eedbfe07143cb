/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks within the text of a cell that prints its answers: a box that is ticked, a circle in front
 * of a word. Everything else of the text, its fonts included, keeps its bytes. */
#ifndef MDS_EXPORTERS_FILL_TEXT_H
#define MDS_EXPORTERS_FILL_TEXT_H

#include "template_book.h"
#include <mdsrisk/catalog.h>

/* A circle, a tick or a filled box at \p p: its bytes; 0 when there is none. */
size_t mds_choice__sign(const mds_catalog *catalog, const char *p);
/* The mark that is set where nothing says which: a circle. */
const char *mds_choice__circle(const mds_catalog *catalog);

/* The words that the cells of one question print. */
typedef struct mds_fill_choices {
    const mds_catalog *catalog;
    const char *at[MDS_LABEL_NA + 1]; /* by label; "" where there is no such answer */
    const char *chosen;               /* one of them, or NULL: none is to be marked */
    bool boxes;                       /* each has a box to tick */
} mds_fill_choices;

typedef enum mds_choice_result {
    MDS_CHOICE_SAME, /* nothing to change */
    MDS_CHOICE_CHANGED,
    MDS_CHOICE_UNCLEAR /* a word or its box is not there, or not just once */
} mds_choice_result;

/* When \p text is nothing but a box, ticked or not: the box as it is to be; else NULL. */
const char *mds_choice__ticked(const mds_catalog *catalog, const char *text, bool ticked);

/* Whether \p text is nothing but a mark, a sign or a letter that is typed for one. */
bool mds_choice__is_mark(const mds_catalog *catalog, const char *text);

/* Marks those of the words that are in the text of a cell: \p rich is what <si> or <is> hold,
 * *out what <is> then holds, in \p arena. The chosen word must be in it, and where there are
 * boxes every word. */
MDS_NODISCARD mds_status mds_choice__mark(const char **out, mds_choice_result *result,
                                          mds_arena *arena, mds_sv rich,
                                          const mds_fill_choices *words);

#endif
