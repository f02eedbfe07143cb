/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The recogniser of a grid: what it has found so far, and the parts that read rows, header fields
 * and places to answer in.
 */
#ifndef MDS_IMPORTERS_RECOGNISE_H
#define MDS_IMPORTERS_RECOGNISE_H

#include "form.h"
#include "layout.h"
#include "notes.h"

typedef struct mds_recogniser {
    mds_arena *arena;   /* of the disclosure */
    mds_arena *scratch; /* gone at the end */
    const mds_catalog *catalog;
    const mds_form *form;
    const mds_grid *grid;
    mds_layouts layouts;
    mds_notes notes;
    mds_disclosure *disclosure;
    mds_answer *answers;
    bool empty;        /* an empty form is no surprise */
    bool questions;    /* a sheet of questions of ours */
    const char *sheet; /* the one that the user chose, or NULL */
} mds_recogniser;

/* What the cells of one question say. */
typedef struct mds_row_cells {
    const mds_grid_cell *id, *answer, *note, *wording; /* NULL when empty */
} mds_row_cells;

/* What was read beside the answer itself. */
typedef struct mds_row_reading {
    mds_answer answer;
    const mds_grid_cell *cell; /* the answer's, or NULL */
    bool lost;                 /* all choices are there, and no mark */
    bool unclear;              /* choices that no rule decides */
    bool not_offered;          /* an answer that the question does not offer */
    bool differs;              /* two columns that may hold differ, which is said */
    unsigned taken;            /* printed choices that are marked, bits by label */
} mds_row_reading;

/* The failed allocation of either arena as a status with its diagnostic. */
mds_status mds_recognise__no_memory(const mds_recogniser *r);
/* Where a cell is, or an empty place; "" when the arena is exhausted. */
const char *mds_recognise__place(const mds_recogniser *r, const mds_layout *layout,
                                 const mds_grid_row *row, uint32_t column,
                                 const mds_grid_cell *cell);
/* Whether the row of index \p i, or a column of it that counts, is hidden. */
bool mds_recognise__hidden(const mds_layout *layout, size_t i);
/* Reads the question in the row of index \p i. */
MDS_NODISCARD mds_status mds_recognise__row(const mds_recogniser *r, mds_row_reading *out,
                                            const mds_layout *layout, size_t i);

/* Of sheets that answer the same questions differently, leaves the one that was chosen, or the
 * newer one; MDS_EUNSUPPORTED, and said, when nothing decides or the chosen one is not there. */
MDS_NODISCARD mds_status mds_recognise__settle_sheets(mds_recogniser *r);

/* Describes how the form was understood, for a person to check. */
MDS_NODISCARD mds_status mds_recognise__describe(mds_recogniser *r);

/* Finds the form and reads its answers and its header; \p r has arenas, catalog and grid. */
MDS_NODISCARD mds_status mds_recognise__form(mds_recogniser *r, const mds_source *source);
/* Says which cells below the headings of answers are filled in and answer nothing. */
MDS_NODISCARD mds_status mds_recognise__leftover(const mds_recogniser *r);
/* Says what the pages of a PDF show among the answers that no question got. */
MDS_NODISCARD mds_status mds_recognise__apart(const mds_recogniser *r);
/* Says which items are unknown, were read back from days, or cite other clauses. */
void mds_recognise__check(const mds_recogniser *r, const mds_layout *layout);
/* A field of the form outside its questions. */
typedef struct mds_header_field {
    mds_device_field field;    /* MDS_DEVICE_FIELD__COUNT: none */
    mds_sv text;               /* its value, empty when nobody has filled it in */
    const mds_grid_cell *cell; /* of the value; NULL when there is none */
    bool apart;                /* the label has a cell of its own */
    const char *next;          /* another field's label behind the value in its cell, or NULL */
} mds_header_field;

/* The field that the cell at \p i of the row of index \p row labels, with its value: behind a
 * colon, to the right, or below. False when the arena is exhausted. */
bool mds_header__read(mds_header_field *out, const mds_recogniser *r, const mds_grid_sheet *sheet,
                      size_t row, size_t i);
/* Fills the device's fields that the form has outside its questions. */
MDS_NODISCARD mds_status mds_recognise__header(mds_recogniser *r);

#endif
