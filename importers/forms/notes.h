/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Numbered notes: where a form explains them, in a block at its foot, beside it or on a sheet of
 * its own.
 */
#ifndef MDS_IMPORTERS_NOTES_H
#define MDS_IMPORTERS_NOTES_H

#include "layout.h"

/* Lines within cells that are looked at: more than any form has. */
enum { MDS_NOTE_LINES = 100000 };

typedef struct mds_note {
    uint32_t number;
    mds_sv text;
    const char *where;
    char *grown; /* the text with what went on below it, or NULL */
    size_t capacity;
} mds_note;

/* The notes below one section. */
typedef struct mds_note_block {
    const mds_grid_sheet *sheet;
    size_t from, to;  /* indices of rows: the questions that they explain, the second excluded */
    uint32_t section; /* of these questions */
    mds_note *at;     /* by number */
    size_t count, capacity;
} mds_note_block;

typedef struct mds_notes {
    mds_note *at; /* by number */
    size_t count, capacity;
    size_t lines; /* behind the first one of a cell that were looked at */
    mds_note_block *blocks;
    size_t block_count, block_capacity;
    bool restarts; /* the numbers begin anew in each block */
} mds_notes;

/* Collects the notes of a grid. The same number with two texts in one list is a diagnostic; the
 * first counts. */
MDS_NODISCARD mds_status mds_notes__collect(mds_notes *out, mds_arena *scratch,
                                            const mds_form *form, const mds_grid *grid,
                                            const mds_layouts *layouts);
/* The note of that number for a question of \p section in the row of index \p row, or NULL. */
const mds_note *mds_notes__find(const mds_notes *notes, uint32_t number,
                                const mds_grid_sheet *sheet, size_t row, uint32_t section);

#endif
