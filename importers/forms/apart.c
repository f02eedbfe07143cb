/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of a PDF show beside the answers or between two rows, and no question got: a word
 * in a column of its own, a line that belongs to one of two rows. A table is rebuilt from where
 * words lie, so what it leaves over may be the rest of an answer. */
#include "place_list.h"
#include "recognise.h"

/* One question in so many has something in a column that is one of the form. */
enum { SHARE = 4 };

typedef struct searcher {
    const mds_recogniser *r;
    const mds_layout *layout;
    size_t first;                /* index of the first row with a question */
    const mds_grid_row *heading; /* or NULL */
    mds_place_list list;
} searcher;

/* Whether many questions have something in a column. */
static bool is_full(const searcher *s, uint32_t column)
{
    const mds_layout *layout = s->layout;
    size_t questions = 0;
    size_t filled = 0;

    for (size_t r = s->first; r <= layout->last_row; r++) {
        if (layout->questions[r] != MDS_NO_ORDINAL) {
            questions++;
            filled += mds_grid__at(&layout->sheet->rows[r], column) != NULL;
        }
    }
    return filled * SHARE >= questions;
}

/* Whether a column has a part in the form: it was read, or a heading says what it is for. */
static bool is_known(const searcher *s, size_t r, uint32_t column)
{
    const mds_layout *layout = s->layout;
    bool known = column == layout->id_columns[r] || column == layout->id ||
                 column == layout->answer || column == layout->note || column == layout->wording ||
                 mds_layout__is_older(layout, column) || mds_layout__is_rival(layout, column);

    for (size_t i = 0; i < layout->headed_count && !known; i++) {
        known = layout->headed[i] == column;
    }
    for (size_t n = 0; n < layout->round_count; n++) {
        for (size_t i = 0; i < layout->rounds[n].count && !known; i++) {
            known = layout->rounds[n].at[i].column == column;
        }
    }
    return known || (s->heading != NULL && mds_grid__at(s->heading, column) != NULL) ||
           is_full(s, column);
}

static void add(searcher *s, const mds_grid_row *row, const mds_grid_cell *cell)
{
    mds_place_list__add(&s->list, mds_recognise__place(s->r, s->layout, row, cell->column, cell));
}

/* A row without a question that begins behind the questions: a heading begins before them. */
static bool is_stray(const searcher *s, const mds_grid_row *row)
{
    return row->count > 0 && s->layout->wording != MDS_NO_COLUMN &&
           row->cells[0].column > s->layout->wording;
}

static void search_row(searcher *s, size_t r)
{
    const mds_grid_row *row = &s->layout->sheet->rows[r];
    const bool question = s->layout->questions[r] != MDS_NO_ORDINAL;

    for (size_t i = 0; i < row->count; i++) {
        if (question ? !is_known(s, r, row->cells[i].column) : is_stray(s, row)) {
            add(s, row, &row->cells[i]);
        }
    }
}

/* The last row with several cells above the questions. */
static void find_heading(searcher *s)
{
    const mds_layout *layout = s->layout;

    s->first = 0;
    while (s->first < layout->last_row && layout->questions[s->first] == MDS_NO_ORDINAL) {
        s->first++;
    }
    s->heading = NULL;
    for (size_t i = s->first; i > 0 && s->heading == NULL; i--) {
        const mds_grid_row *row = &layout->sheet->rows[i - 1];
        s->heading = row->count > 1 ? row : NULL;
    }
}

mds_status mds_recognise__apart(const mds_recogniser *r)
{
    searcher s = {.r = r};

    mds_place_list__init(&s.list, r->grid, MDS_D_PDF_TEXT_APART);
    for (size_t i = 0; i < r->layouts.count; i++) {
        s.layout = &r->layouts.at[i];
        find_heading(&s);
        for (size_t row = s.first; row <= s.layout->last_row && s.layout->found > 0; row++) {
            search_row(&s, row);
        }
        mds_place_list__say(&s.list);
    }
    return mds_place_list__finish(&s.list) == MDS_OK ? MDS_OK : mds_recognise__no_memory(r);
}
