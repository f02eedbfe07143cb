/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Where a form's questions, answers and notes stand on the sheets of a grid, found by what the
 * cells say.
 */
#ifndef MDS_IMPORTERS_LAYOUT_H
#define MDS_IMPORTERS_LAYOUT_H

#include "grid.h"
#include "ids.h"
#include <mdsrisk/catalog.h>

#define MDS_NO_COLUMN UINT32_MAX

/* A block of questions: a sheet, or columns of it where two blocks stand side by side. */
typedef struct mds_layout {
    const mds_grid_sheet *sheet;
    uint32_t first_column, last_column; /* the block's columns, inclusive */
    uint32_t id, answer, note, wording; /* columns, or MDS_NO_COLUMN */
    uint32_t other_answer;              /* a second column that might be the answers */
    uint32_t *questions;                /* per row of the sheet, or MDS_NO_ORDINAL */
    uint32_t *id_columns;               /* per row: where its id stands */
    size_t last_row;                    /* index of the last row that holds a question */
    size_t found;                       /* different questions */
    bool whole_ids;                     /* the id cells hold little besides the id */
} mds_layout;

typedef struct mds_layouts {
    uint32_t form;         /* ordinal of the edition that most questions belong to */
    mds_id_index *indexes; /* per form of the catalog */
    mds_layout *at;
    size_t count, capacity;
} mds_layouts;

/* MDS_ENOTFOUND without a diagnostic when no question of any edition stands in the grid. What is
 * kept lives in \p scratch. */
MDS_NODISCARD mds_status mds_layout_find(mds_layouts *out, mds_arena *scratch,
                                         const mds_catalog *catalog, const mds_grid *grid);

/* Finds the answer, note and wording columns of a layout. MDS_ENOMEM or MDS_ELIMIT as \p scratch
 * has it. */
MDS_NODISCARD mds_status mds_layout_columns(mds_layout *layout, mds_arena *scratch,
                                            const mds_form *form);

#endif
