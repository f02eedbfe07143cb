/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Rows of ids: what tells a table that lies on its side from an upright one.
 */
#ifndef MDS_IMPORTERS_LYING_H
#define MDS_IMPORTERS_LYING_H

#include "ids.h"
#include "layout.h"

/* A row of ids. */
typedef struct mds_id_row {
    bool letters, numbers;
    mds_number first, greatest; /* where they are numbers */
} mds_id_row;

typedef struct mds_lying_view {
    mds_id_row *rows;
    uint32_t *ordinals;            /* of the rows: by how many rows they are apart */
    size_t letters, other_letters; /* cells with ids in rows of ids, and in others */
    size_t widest;                 /* cells of the longest row of ids */
    size_t along, down;            /* steps from a number to a greater one, in a row and a column */
} mds_lying_view;

/* Looks for rows of ids on the sheets of \p grid; NULL when \p scratch is exhausted. */
mds_lying_view *mds_lying__look(mds_arena *scratch, const mds_catalog *catalog,
                                const mds_id_index *ids, const mds_grid *grid);

#endif
