/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/unsaid.h"

#include <mdsrisk/diag.h>
#include <stdio.h>
#include <string.h>

/* Lines that a row of a table with line ends in its cells may take. */
enum { ROW_LINES = 40 };

static bool is_name_part(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == ':';
}

/* Whether a text names a place, and not a longer one. */
static bool names(const char *text, const char *place)
{
    const size_t n = strlen(place);

    for (const char *p = strstr(text, place); p != NULL; p = strstr(p + 1, place)) {
        if ((p == text || !is_name_part(p[-1])) && !is_name_part(p[n])) {
            return true;
        }
    }
    return false;
}

static bool is_named(const mds_diags *diags, const char *place)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *d = mds_diags_at(diags, i);
        if (d->where != NULL && names(d->where, place)) {
            return true;
        }
        for (uint32_t k = 0; k < d->arg_count; k++) {
            if (names(d->args[k], place)) {
                return true;
            }
        }
    }
    return false;
}

/* The place of a cell of a document, by that of its row's answer: "T1:R2:C3" for the third cell of
 * "T1:R2:C1", "P17" for a paragraph itself. False when the answer stands in no document. */
static bool document_place(char *out, size_t size, const char *answer, const mds_form_cell *cell)
{
    const bool paragraph =
        answer[0] == 'P' && strspn(answer + 1, "0123456789") > 0 && strchr(answer, '!') == NULL;
    const char *end = strrchr(answer, ':');

    if (paragraph) {
        (void)snprintf(out, size, "%s", answer);
        return true;
    }
    if (answer[0] != 'T' || end == NULL || strstr(answer, ":R") == NULL ||
        strchr(answer, '!') != NULL) {
        return false;
    }
    (void)snprintf(out, size, "%.*s:C%s", (int)(end - answer), answer, cell->column);
    return true;
}

/* The place of a cell: "C5", "L5:C3" from its row's line on, or that in a document. */
static bool is_said(const mds_diags *diags, const mds_form_row *row, const mds_form_cell *cell,
                    const char *answer)
{
    const bool table = cell->column[0] >= '0' && cell->column[0] <= '9';
    char place[64];

    if (document_place(place, sizeof place, answer, cell)) {
        return is_named(diags, place);
    }
    for (uint32_t line = 0; line < (table ? ROW_LINES : 1); line++) {
        if (table) {
            (void)snprintf(place, sizeof place, "L%u:C%s", row->number + line, cell->column);
        } else {
            (void)snprintf(place, sizeof place, "%s%u", cell->column, row->number);
        }
        if (is_named(diags, place)) {
            return true;
        }
    }
    return false;
}

const mds_form_cell *unsaid_cell(const mds_catalog *catalog, const mds_disclosure *form,
                                 const mds_diags *diags)
{
    const mds_form_reading *reading = form->reading;

    if (reading == NULL || reading->pages || mds_diags_omitted(diags) > 0) {
        return NULL;
    }
    for (size_t i = 0; i < reading->row_count; i++) {
        const mds_form_row *row = &reading->rows[i];
        const bool answered =
            form->answers[row->question].state != MDS_ANSWER_UNANSWERED ||
            catalog->forms[form->form].questions[row->question].kind == MDS_QUESTION_HEADING;
        for (size_t k = 0; !answered && k < row->cell_count; k++) {
            if (row->cells[k].role == MDS_ROLE_ANSWER &&
                !is_said(diags, row, &row->cells[k], form->answers[row->question].where)) {
                return &row->cells[k];
            }
        }
    }
    return NULL;
}
