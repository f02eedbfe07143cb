/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of answers of an example device (question, answer, note), the form whose titles are
 * written beside them, and the words that the example forms print. */
#ifndef MDS_EXAMPLES_ANSWERS_TABLE_H
#define MDS_EXAMPLES_ANSWERS_TABLE_H

#include <cjson/cJSON.h>

enum { MAX_ROWS = 400, FIELDS = 3 };

typedef struct table {
    char *text;
    const char *row[MAX_ROWS][FIELDS];
    int rows;
    int questions; /* rows before the numbered notes */
    cJSON *form;
    cJSON *words; /* of words.json beside this file */
    const char *lang;
} table;

/* NULL when a file is unreadable or out of order. */
table *table_open(const char *words, const char *form, const char *answers);
/* NULL is allowed. */
void table_close(table *t);
/* Title of a record of the form in the table's language; "" when there is none. */
const char *title_of(const table *t, const cJSON *record);
/* The same by the question's id. */
const char *title(const table *t, const char *question);
/* A word that the form prints, and the \p i-th of a list of them; "" when there is none. */
const char *word(const table *t, const char *name);
const char *word_of(const table *t, const char *name, int i);
/* The field of a question's row, 1 its answer and 2 its note; "" when the table lacks it. */
const char *field(const table *t, const char *question, int which);

#endif
