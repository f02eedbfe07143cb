/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which edition a grid holds: by ids with letters; or by numbers together with the title, the
 * clauses and the printed answers, since the numbers of two editions are nearly the same.
 */
#ifndef MDS_IMPORTERS_EDITION_H
#define MDS_IMPORTERS_EDITION_H

#include "layout.h"

/* How many different questions of a form with letters the richest columns of all sheets hold.
 * False when the arena is exhausted. */
bool mds_layout__count_ids(size_t *out, mds_arena *scratch, const mds_edition *edition,
                           const mds_grid *grid);
/* The blocks of the edition that \p out names; of one with numbers on its own sheets. */
bool mds_layout__add_ids(mds_layouts *out, mds_arena *scratch, const mds_grid *grid);
bool mds_layout__add_numbers(mds_layouts *out, mds_arena *scratch, const mds_grid *grid,
                             const mds_view *views);

#endif
