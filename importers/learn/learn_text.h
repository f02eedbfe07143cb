/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The wording of an item out of its row.
 */
#ifndef MDS_IMPORTERS_LEARN_TEXT_H
#define MDS_IMPORTERS_LEARN_TEXT_H

#include "learn_sheet.h"

/* \p text on one line, without the answers that are behind it; NULL when \p arena is exhausted.
 */
const char *mds_learn__text_clean(mds_arena *arena, const learn_words *words, const char *text);

/* Whether a text says anything: it is more than blanks, dashes and marks. */
bool mds_learn__has_words(const char *text);

/* Finds the words of an item whose number is in \p cell, behind it or in the cells to its
 * right, rather in \p column than elsewhere. False when \p arena is exhausted. */
bool mds_learn__text_of_item(learn_item *item, mds_arena *arena, const learn_words *words,
                             const learn_row *row, const mds_grid_cell *cell, uint32_t column);

#endif
