/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Empty forms in the shapes that official ones have, made from an edition of the catalog and so in
 * this project's own words.
 */
#ifndef MDS_TESTS_BLANK_H
#define MDS_TESTS_BLANK_H

#include "support/raw_workbook.h"
#include <mdsrisk/catalog.h>

/* How the answers are offered. */
typedef enum blank_shape {
    BLANK_CELLS,   /* a cell an answer, in each row */
    BLANK_ONE,     /* "はい・いいえ・対象外" */
    BLANK_BOXES,   /* "□はい □いいえ □対象外" */
    BLANK_COLUMNS, /* headings はい, いいえ, 対象外 over boxes */
    BLANK_LISTS,   /* a drop-down list on a hidden sheet */
    BLANK_INLINE,  /* a drop-down list in the cell's own rule */
    BLANK_LINE,    /* item and answers in one cell */
    BLANK_SHAPE__COUNT
} blank_shape;

/* Where the numbers are. */
typedef enum blank_number {
    BLANK_GLUED,    /* in front of the wording */
    BLANK_CELL,     /* in a cell of their own */
    BLANK_WIDE,     /* "４．１．１" */
    BLANK_SPACED,   /* "4. 1. 1" */
    BLANK_INDENTED, /* a column further right for each level */
    BLANK_LEVELS,   /* a cell a level */
    BLANK_NUMBER__COUNT
} blank_number;

/* The form as a workbook (\p csv false) or csv text; malloc'd. \p title may be NULL: the form's. */
unsigned char *blank_form(const mds_form *form, blank_shape shape, blank_number number, bool csv,
                          const char *title, size_t *size);

#endif
