/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Where the answers of a form belong in a workbook, found by an importer in an empty or a filled
 * one, so that an exporter can write them there. Plain data; lives in the arena that it was made
 * in.
 */
#ifndef MDSRISK_FORM_PLACES_H
#define MDSRISK_FORM_PLACES_H

#include <mdsrisk/catalog.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a form takes an answer. */
typedef enum mds_place_kind {
    MDS_PLACE_NONE,  /**< the question is not in the workbook, or nowhere to answer it */
    MDS_PLACE_CELL,  /**< one cell that takes a word */
    MDS_PLACE_MARKS, /**< an empty cell an answer, of which one takes a mark */
    MDS_PLACE_BOXES, /**< one cell that prints all answers, each behind a box to tick */
    MDS_PLACE_WORDS, /**< a cell an answer that prints its word, or one cell that prints all */
    MDS_PLACE_KIND__COUNT
} mds_place_kind;

/** A cell of a workbook. */
typedef struct mds_place_cell {
    const char *part;  /**< "xl/worksheets/sheet1.xml"; NULL: there is no such cell */
    const char *sheet; /**< its name, for messages */
    uint32_t row;      /**< from 1 */
    uint32_t column;   /**< from 0 */
    const char *text;  /**< what is there now, "" when empty */
} mds_place_cell;

/** Where one question is answered. */
typedef struct mds_form_place {
    mds_place_kind kind;
    mds_place_cell answer[MDS_LABEL_NA + 1]; /**< CELL and BOXES: the first; else by yes, no, na */
    mds_place_cell note;                     /**< of a note or a remark number */
} mds_form_place;

typedef struct mds_form_places {
    uint32_t form;
    const mds_form_place *at; /**< one per question of the form */
    size_t count;
    mds_place_cell device[MDS_DEVICE_FIELD__COUNT]; /**< header fields outside the questions */
    size_t filled;                                  /**< questions that hold an answer already */
    bool note_numbers; /**< the note cells take numbers of remarks that a list explains */
    mds_place_cell
        note_list; /**< first row of that list while it is empty; no part: there is none */
} mds_form_places;

#ifdef __cplusplus
}
#endif
#endif
