/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is filled in where answers are looked for, and answers nothing: no such cell goes unsaid. */
#include "place_list.h"
#include "recognise.h"

typedef struct lister {
    const mds_recogniser *r;
    const mds_layout *layout;
    mds_place_list list;
} lister;

static void add_column(lister *list, size_t r, uint32_t column)
{
    const mds_grid_row *row = &list->layout->sheet->rows[r];
    const mds_grid_cell *cell = column != MDS_NO_COLUMN ? mds_grid__at(row, column) : NULL;

    if (cell != NULL && !cell->spread && column != list->layout->id_columns[r] &&
        column != list->layout->wording && column != list->layout->note) {
        mds_place_list__add(&list->list,
                            mds_recognise__place(list->r, list->layout, row, column, cell));
    }
}

/* Whether a column comes before the \p n-th of the set in the list of those that were looked at. */
static bool is_listed(const mds_layout *layout, size_t n, uint32_t column)
{
    bool listed = column == layout->answer;

    for (size_t i = 0; i < n; i++) {
        listed = listed || layout->headed[i] == column;
    }
    return listed;
}

static void add_row(lister *list, size_t r)
{
    const mds_layout *layout = list->layout;

    add_column(list, r, layout->answer);
    for (size_t i = 0; i < layout->headed_count; i++) {
        if (!is_listed(layout, i, layout->headed[i])) {
            add_column(list, r, layout->headed[i]);
        }
    }
    for (size_t i = 0; i < layout->older_count; i++) {
        if (!is_listed(layout, layout->headed_count, layout->older[i])) {
            add_column(list, r, layout->older[i]);
        }
    }
    for (size_t n = 0; n < layout->round_count; n++) {
        for (size_t i = 0; i < layout->rounds[n].count; i++) {
            const uint32_t column = layout->rounds[n].at[i].column;
            if (!is_listed(layout, layout->headed_count, column)) {
                add_column(list, r, column);
            }
        }
    }
}

/* A ring or a check box that is drawn over the sheet may be the answer that no cell holds. */
static void say_drawn(const lister *list)
{
    const mds_grid_sheet *sheet = list->layout->sheet;

    if (sheet->drawn || list->layout->unread_marks > 0) {
        mds_diag_add(list->r->grid->diags, MDS_D_FORM_DRAWN_OVER, list->r->grid->file, sheet->name,
                     sheet->name, NULL);
    }
}

mds_status mds_recognise__leftover(const mds_recogniser *r)
{
    lister list = {.r = r};

    mds_place_list__init(&list.list, r->grid, MDS_D_FORM_CELLS_UNANSWERED);
    for (size_t i = 0; i < r->layouts.count && !r->empty; i++) {
        list.layout = &r->layouts.at[i];
        for (size_t row = 0; row < list.layout->sheet->row_count; row++) {
            const uint32_t q = list.layout->questions[row];
            if (q != MDS_NO_ORDINAL && r->form->questions[q].kind != MDS_QUESTION_HEADING &&
                r->answers[q].state == MDS_ANSWER_UNANSWERED) {
                add_row(&list, row);
            }
        }
        mds_place_list__say(&list.list);
        say_drawn(&list);
    }
    return mds_place_list__finish(&list.list) == MDS_OK ? MDS_OK : mds_recognise__no_memory(r);
}
