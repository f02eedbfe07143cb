/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * How a form was understood: which columns of which sheet were taken for what, which signs mean
 * "chosen" and by which rule, and the cells that each question was read from. Filled by an importer
 * so that a person can check the reading; the assessment does not use it. Plain data; lives in the
 * arena that it was made in.
 */
#ifndef MDSRISK_FORM_READING_H
#define MDSRISK_FORM_READING_H

#include <mdsrisk/catalog.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How an answer was read, the surest first within each kind. */
typedef enum mds_answer_basis {
    MDS_BASIS_NONE,      /**< nothing was read: missing, blank or not understood */
    MDS_BASIS_STATED,    /**< a file of answers says so */
    MDS_BASIS_WORD,      /**< one answer word alone in its cell */
    MDS_BASIS_TEXT,      /**< text, taken as it stands */
    MDS_BASIS_WORD_NOTE, /**< an answer word with a note behind it */
    MDS_BASIS_REFERENCE, /**< the cell refers to a note */
    MDS_BASIS_MARK,      /**< a mark at one of several choices, by the rule of the block */
    MDS_BASIS_SIGN,      /**< a mark alone in a column of answers */
    MDS_BASIS_CODE,      /**< a digit that the heading explains */
    MDS_BASIS_LEFT_OVER, /**< the chosen word alone is left in the columns of the choices */
    MDS_BASIS_ROUND,     /**< the last one answered of several rounds of confirmation */
    MDS_BASIS__COUNT
} mds_answer_basis;

/** What a page of a PDF shows an answer with. */
typedef enum mds_medium {
    MDS_MEDIUM_NONE,       /**< of another file than a PDF, or nothing is there */
    MDS_MEDIUM_PRINTED,    /**< text */
    MDS_MEDIUM_FIELD,      /**< a form field: what it holds, whatever its looks print */
    MDS_MEDIUM_DRAWN,      /**< a drawing or an annotation: a ring, a tick, a box with a cross */
    MDS_MEDIUM_RECOGNISED, /**< characters that a scanner's program recognised: may be misread */
    MDS_MEDIUM__COUNT
} mds_medium;

/** Where on which page something is: hundredths of a point from the left and from the top of
 *  the page as it is looked at. */
typedef struct mds_page_box {
    uint32_t page; /**< from 1; 0: not on a page */
    int32_t x0, y0, x1, y1;
    mds_medium medium;
} mds_page_box;

/** How the answers of a block are given. */
typedef enum mds_shape {
    MDS_SHAPE_CELL,  /**< a word, or all of them, in one cell */
    MDS_SHAPE_MARKS, /**< a column an answer, of which one has a mark */
    MDS_SHAPE_WORDS, /**< a column an answer, which prints its word or holds the chosen one only */
    MDS_SHAPE_LINE,  /**< behind the question, in one cell with it */
    MDS_SHAPE__COUNT
} mds_shape;

/** On which side of the printed words the marks are. */
typedef enum mds_choice_side {
    MDS_SIDE_UNKNOWN, /**< no row shows it, or rows show both */
    MDS_SIDE_FRONT,   /**< "x Yes _ No" */
    MDS_SIDE_BEHIND,  /**< "Yes x No _" */
    MDS_SIDE__COUNT
} mds_choice_side;

/** What a mark says of the choice beside it. */
typedef enum mds_choice_sense {
    MDS_SENSE_UNKNOWN,
    MDS_SENSE_CHOSEN,
    MDS_SENSE_NOT_CHOSEN,
    MDS_SENSE_YES, /**< alone in a column of answers */
    MDS_SENSE_NO,
    MDS_SENSE__COUNT
} mds_choice_sense;

/** What a column, or a cell, was taken for. */
typedef enum mds_form_role {
    MDS_ROLE_OTHER,
    MDS_ROLE_ID,
    MDS_ROLE_QUESTION,
    MDS_ROLE_ANSWER,
    MDS_ROLE_NOTE,
    MDS_ROLE__COUNT
} mds_form_role;

/** A column that was taken for something; one may have several roles, each with an entry. */
typedef struct mds_form_column {
    mds_form_role role;
    const char *name;    /**< "C" of a workbook, "3" of a table, "361-490" (points) of a PDF */
    const char *heading; /**< as it stands above the questions, or "" */
} mds_form_column;

/** A sign that is among the answers of a block. */
typedef struct mds_form_sign {
    const char *sign; /**< "○" */
    mds_choice_sense sense;
    size_t count; /**< cells that have it */
} mds_form_sign;

/** Questions that are together and are read by one rule. */
typedef struct mds_form_block {
    const char *sheet; /**< "" of a file without sheets */
    bool hidden;
    mds_shape shape;
    bool answers; /**< there are cells to answer in */
    bool lies;    /**< questions are beside each other: columns are rows of the file, and rows its
                       columns by number */
    mds_choice_side side;
    const mds_form_column *columns;
    size_t column_count;
    const mds_form_sign *signs; /**< the most frequent one first */
    size_t sign_count;
    size_t questions; /**< different ones */
} mds_form_block;

/** A cell in the row of a question. */
typedef struct mds_form_cell {
    mds_form_role role;
    const char *column; /**< as in mds_form_column */
    const char *text;
    const char *where; /**< of an answer's cell, its place as messages name it; else NULL */
} mds_form_cell;

/** The cells of one question as they stand there, from the left. */
typedef struct mds_form_row {
    uint32_t question; /**< of the form */
    uint32_t block;    /**< index of its block */
    uint32_t number; /**< of the row in its sheet, from 1; of a PDF in the table that was rebuilt */
    const mds_form_cell *cells;
    size_t cell_count;
} mds_form_row;

typedef struct mds_form_reading {
    const mds_form_block *blocks;
    size_t block_count;
    const mds_form_row *rows; /**< in the order of the file */
    size_t row_count;
    bool pages; /**< a PDF: rows and columns are rebuilt, places are pages and boxes */
} mds_form_reading;

/** "word", "mark", ... as the canonical JSON writes it; in the order of the enum. */
MDS_API const char *mds_answer_basis_name(mds_answer_basis basis);
/** The basis by that name; MDS_BASIS__COUNT when there is none. */
MDS_API mds_answer_basis mds_answer_basis_from_name(const char *name);
/** "printed", "field", "drawn", "recognised"; "" for none. */
MDS_API const char *mds_medium_name(mds_medium medium);
/** The medium by that name; MDS_MEDIUM__COUNT when there is none. */
MDS_API mds_medium mds_medium_from_name(const char *name);
MDS_API const char *mds_shape_name(mds_shape shape);
MDS_API const char *mds_choice_side_name(mds_choice_side side);
MDS_API const char *mds_choice_sense_name(mds_choice_sense sense);
MDS_API const char *mds_form_role_name(mds_form_role role);

#ifdef __cplusplus
}
#endif
#endif
