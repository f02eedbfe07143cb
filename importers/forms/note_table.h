/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the readers of notes share: where they collect them, and the list of numbers and texts
 * below a heading.
 */
#ifndef MDS_IMPORTERS_NOTE_TABLE_H
#define MDS_IMPORTERS_NOTE_TABLE_H

#include "notes.h"

typedef struct mds_note_collector {
    mds_notes *notes;
    mds_arena *scratch;
    const mds_form *form;
    const mds_grid *grid;
    const mds_layouts *layouts;
} mds_note_collector;

/* The note that a line below may go on with. */
typedef struct mds_open_note {
    uint32_t number;
    uint32_t row;    /* the last one that it is in; 0: none is open */
    uint32_t column; /* of its text */
} mds_open_note;

/* Keeps a note; the same number with another text is a diagnostic. */
mds_status mds_note__add(const mds_note_collector *c, const mds_grid_sheet *sheet, uint32_t number,
                         mds_sv text, const mds_grid_cell *cell);
/* Adds a line that has neither label nor number to the note that \p open names, if it is right
 * below it. */
mds_status mds_note__go_on(const mds_note_collector *c, mds_open_note *open,
                           const mds_grid_row *row);
/* The index of the first row behind the questions of a sheet. */
size_t mds_note__after_questions(const mds_note_collector *c, const mds_grid_sheet *sheet);
/* Whether a cell begins with a note's label. False, with \p status set, when memory is short. */
bool mds_note__is_label(const mds_note_collector *c, uint32_t *number, const mds_grid_cell *cell,
                        mds_status *status);
/* The nearest cell on one side of the cell at \p i that may explain it: neither a part of the same
 * merged range nor, in the row of a question, the question's own. */
const mds_grid_cell *mds_note__neighbour(const mds_note_collector *c, const mds_grid_sheet *sheet,
                                         size_t r, size_t i, bool right);

/* Reads the lists of numbers and texts behind the questions: below a heading, on a sheet named
 * after the notes; and, of a form with numbers, without either. */
mds_status mds_note__table_read(const mds_note_collector *c, const mds_grid_sheet *sheet);
/* Where a list that is still empty begins: right below its heading behind the questions, when
 * nothing is on the sheet from there on. False when there is none. */
bool mds_note__empty_list(const mds_note_collector *c, const mds_grid_sheet *sheet, uint32_t *row,
                          uint32_t *column);
/* Reads one row of such a list, or of labels with their texts. */
mds_status mds_note__block_row(const mds_note_collector *c, mds_open_note *open,
                               const mds_grid_sheet *sheet, size_t r);
/* Reads the lists below sections. */
mds_status mds_note__sections_read(const mds_note_collector *c, const mds_grid_sheet *sheet);
/* A label with its explanation, or both in one cell. */
mds_status mds_note__read_cell(const mds_note_collector *c, mds_open_note *open,
                               const mds_grid_sheet *sheet, size_t r, size_t i,
                               bool beside_questions);

#endif
