/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Cells that messages of one kind name: what does not fit into one message begins the next.
 */
#ifndef MDS_IMPORTERS_PLACE_LIST_H
#define MDS_IMPORTERS_PLACE_LIST_H

#include "grid.h"

typedef struct mds_place_list {
    const mds_grid *grid;
    mds_diag_code code;
    mds_strbuf text;
    size_t count;
    const char *first;
} mds_place_list;

void mds_place_list__init(mds_place_list *list, const mds_grid *grid, mds_diag_code code);
/* Adds a place, which lives as long as the grid; behind the first one its sheet is not named. NULL,
 * for which there was no memory, is passed over. */
void mds_place_list__add(mds_place_list *list, const char *where);
/* Says what has been added; the next place begins another message. */
void mds_place_list__say(mds_place_list *list);
/* Says what is left. MDS_ENOMEM when memory is short. */
MDS_NODISCARD mds_status mds_place_list__finish(mds_place_list *list);

#endif
