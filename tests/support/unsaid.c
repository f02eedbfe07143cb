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

/* Whether a place as documents have them, "T1:R2:C3" or "P17". */
static bool is_document_place(const char *where)
{
    return strchr(where, '!') == NULL && ((where[0] == 'T' && strstr(where, ":R") != NULL) ||
                                          (where[0] == 'P' && strspn(where + 1, "0123456789") > 0));
}

/* Whether a text names a cell of that column of some table of a document. Which table and row a
 * row of the reading has there is not kept, and a question may be in two of them. */
static bool names_column(const char *text, const char *column)
{
    const size_t n = strlen(column);

    for (const char *p = strstr(text, ":C"); p != NULL; p = strstr(p + 1, ":C")) {
        if (p > text && p[-1] >= '0' && p[-1] <= '9' && strncmp(p + 2, column, n) == 0 &&
            !is_name_part(p[2 + n])) {
            return true;
        }
    }
    return false;
}

static bool is_said_in_document(const mds_diags *diags, const mds_form_cell *cell,
                                const char *answer)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *d = mds_diags_at(diags, i);
        if (d->where != NULL && names_column(d->where, cell->column)) {
            return true;
        }
        for (uint32_t k = 0; k < d->arg_count; k++) {
            if (names_column(d->args[k], cell->column)) {
                return true;
            }
        }
    }
    return answer[0] == 'P' && is_named(diags, answer);
}

/* The place of a cell of a table that lies: its row's number is the column, its column the row. */
static bool is_said_of_lying(const mds_diags *diags, const mds_form_row *row,
                             const mds_form_cell *cell)
{
    char column[8];
    char place[64];

    (void)snprintf(column, sizeof column, "%u", row->number);
    (void)snprintf(place, sizeof place, "L%s:C%s", cell->column, column);
    const mds_form_cell document = {.column = column};
    if (is_named(diags, place) || is_said_in_document(diags, &document, "")) {
        return true;
    }
    const uint32_t n = row->number - 1; /* at most two letters */
    const char letters[] = {(char)(n >= 26 ? 'A' + n / 26 - 1 : 0), (char)('A' + n % 26), '\0'};
    (void)snprintf(place, sizeof place, "%s%s", n >= 26 ? letters : letters + 1, cell->column);
    return is_named(diags, place);
}

/* The place of a cell without its sheet, which a list of places names once. */
static const char *place_in_sheet(const char *where)
{
    const char *bang = strrchr(where, '!');

    return bang != NULL ? bang + 1 : where;
}

/* The place of a cell: "C5", "L5:C3" from its row's line on, or that in a document. */
static bool is_said(const mds_diags *diags, const mds_form_row *row, const mds_form_cell *cell,
                    const char *answer, bool lies)
{
    const bool table = cell->column[0] >= '0' && cell->column[0] <= '9';
    char place[64];

    if (lies) {
        return is_said_of_lying(diags, row, cell);
    }
    if (is_document_place(answer)) {
        return is_said_in_document(diags, cell, answer);
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

    if (reading == NULL || mds_diags_omitted(diags) > 0) {
        return NULL;
    }
    for (size_t i = 0; i < reading->row_count; i++) {
        const mds_form_row *row = &reading->rows[i];
        const bool answered =
            form->answers[row->question].state != MDS_ANSWER_UNANSWERED ||
            catalog->forms[form->form].questions[row->question].kind == MDS_QUESTION_HEADING;
        for (size_t k = 0; !answered && k < row->cell_count; k++) {
            if (row->cells[k].role == MDS_ROLE_ANSWER &&
                !is_named(diags, place_in_sheet(row->cells[k].where)) &&
                (reading->pages ||
                 !is_said(diags, row, &row->cells[k], form->answers[row->question].where,
                          reading->blocks[row->block].lies))) {
                return &row->cells[k];
            }
        }
    }
    return NULL;
}
