/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said about the numbers and clauses of a form after its answers have been read. */
#include "recognise.h"

#include <stdio.h>
#include <string.h>

/* "13.1": an answered item that the edition does not have. */
static void check_unknown_numbers(const mds_recogniser *r, const mds_layout *layout)
{
    for (size_t i = 0; i < layout->matched.unknown_count; i++) {
        const mds_grid_row *row = &layout->sheet->rows[layout->matched.unknown[i]];
        const mds_grid_cell *cell = mds_grid__at(row, layout->id);
        mds_diag_add(r->grid->diags, MDS_D_FORM_QUESTION_UNKNOWN, r->grid->file,
                     mds_recognise__place(r, layout, row, layout->id, cell), cell->text,
                     r->form->edition, NULL);
    }
}

/* Item numbers that a spreadsheet program has turned into days, and that were read back. */
static void check_days(const mds_recogniser *r, const mds_layout *layout)
{
    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        const mds_grid_row *row = &layout->sheet->rows[i];
        if (layout->questions[i] != MDS_NO_ORDINAL && layout->matched.dated[i]) {
            const mds_grid_cell *cell = mds_grid__at(row, layout->id_columns[i]);
            mds_diag_add(r->grid->diags, MDS_D_FORM_NUMBER_DAY, r->grid->file,
                         mds_recognise__place(r, layout, row, layout->id_columns[i], cell),
                         cell->text, r->form->questions[layout->questions[i]].id, NULL);
        }
    }
}

/* The edition of the same family whose item of that number cites what the row cites; "" when there
 * is none. */
static const char *edition_citing(const mds_recogniser *r, const char *id,
                                  const mds_clauses *clauses)
{
    for (size_t f = 0; f < r->catalog->form_count; f++) {
        const mds_form *form = &r->catalog->forms[f];
        const uint32_t q = mds_form_question(form, id);
        if (strcmp(form->family, r->form->family) == 0 && q != MDS_NO_ORDINAL &&
            mds_clauses__compare(&r->layouts.editions[f].clauses[q], clauses) == MDS_CLAUSES_SAME) {
            return form->edition;
        }
    }
    return "";
}

/* Items that cite other clauses than the edition's: a mixture, or an edition that has changed. */
static void check_clauses(const mds_recogniser *r, const mds_layout *layout)
{
    const mds_clauses *known = r->layouts.editions[r->layouts.form].clauses;
    size_t count = 0;
    size_t first = 0;
    char text[24];

    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        const uint32_t q = layout->questions[i];
        if (q != MDS_NO_ORDINAL &&
            mds_clauses__compare(&layout->view->rows[i].clauses, &known[q]) == MDS_CLAUSES_OTHER) {
            first = count == 0 ? i : first;
            count++;
        }
    }
    if (count > 0) {
        const mds_grid_row *row = &layout->sheet->rows[first];
        const char *id = r->form->questions[layout->questions[first]].id;
        const char *other = edition_citing(r, id, &layout->view->rows[first].clauses);
        (void)snprintf(text, sizeof text, "%zu", count);
        mds_diag_add(r->grid->diags, MDS_D_FORM_CLAUSES_DIFFER, r->grid->file,
                     mds_recognise__place(r, layout, row, layout->id_columns[first], NULL), text,
                     id, r->form->edition, other[0] != '\0' ? other : "-", NULL);
    }
}

void mds_recognise__check(const mds_recogniser *r, const mds_layout *layout)
{
    check_unknown_numbers(r, layout);
    check_days(r, layout);
    check_clauses(r, layout);
}
