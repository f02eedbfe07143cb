/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Filled forms in layouts that no real file shows, made from a seed, with the answers that must
 * come back.
 */
#ifndef MDS_TESTS_LAYOUTS_H
#define MDS_TESTS_LAYOUTS_H

#include "support/raw_workbook.h"
#include <mdsrisk/disclosure.h>

enum {
    FORM_QUESTIONS = 300,
    FORM_ROWS = 420,
    FORM_COLUMNS = 12,
    FORM_TEXT = 384,
    FORM_SHEETS = 5,
    FORM_NOTES = 9
};

typedef struct made_answer {
    mds_answer_state state;
    char response[FORM_TEXT], note_cell[FORM_TEXT], note[FORM_TEXT];
} made_answer;

typedef struct made_sheet {
    char name[32];
    char cells[FORM_ROWS][FORM_COLUMNS][FORM_TEXT];
    bool hidden[FORM_ROWS];
    size_t rows;
} made_sheet;

typedef enum made_encoding {
    MADE_UTF8,
    MADE_UTF8_BOM,
    MADE_UTF16LE,
    MADE_UTF16BE,
    MADE_CP932,
    MADE_ENCODING__COUNT
} made_encoding;

typedef struct made_form {
    uint32_t random;
    bool workbook; /* xlsx, else csv */
    char delimiter;
    made_encoding encoding;
    bool headings, japanese;
    int id_style, note_place;
    bool notes_right;             /* explained to the right of the table */
    size_t columns[FORM_COLUMNS]; /* position of id, question, answer, note, extras */
    size_t column_count;
    made_answer answers[FORM_QUESTIONS];
    made_sheet sheets[FORM_SHEETS];
    size_t sheet_count;
} made_form;

/* A form of the edition, decided by the seed. Free with free(); NULL when memory is short. */
made_form *made_form_new(const mds_form *form, uint32_t seed);
/* Its bytes, malloc'd; NULL on failure. */
unsigned char *made_form_bytes(made_form *made, size_t *size);

#endif
