/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of several revisions side by side: the newest ones hold, and what nothing decides is
 * compared cell by cell. */
#include "layout.h"

#include <string.h>

bool mds_layout__has_rounds(const mds_form *form)
{
    return form->question_count > 0 && form->questions[0].answer_set == MDS_ANSWERS_CONFIRMED;
}

/* What tells rounds apart is no revision, unless a word or a year does. */
static bool is_newer(const mds_revision *a, const mds_revision *b, bool rounds)
{
    mds_revision x = *a;

    if (rounds && x.stamp != MDS_STAMP_YEAR) {
        x.stamp = MDS_STAMP_NONE;
    }
    return mds_revision__compare(&x, b) > 0;
}

/* Whether one of the others is newer than the \p n-th. */
static bool has_newer(const mds_answer_column *columns, size_t count, size_t n, bool rounds)
{
    for (size_t i = 0; i < count; i++) {
        if (i != n && is_newer(&columns[i].revision, &columns[n].revision, rounds)) {
            return true;
        }
    }
    return false;
}

void mds_layout__rank_columns(mds_layout *layout, const mds_answer_column *columns, size_t count,
                              bool rounds)
{
    layout->older_count = layout->rival_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (has_newer(columns, count, i, rounds)) {
            layout->older[layout->older_count++] = columns[i].column;
        } else {
            layout->rivals[layout->rival_count++] = columns[i].column;
        }
    }
    if (layout->rival_count == 0) {
        /* Each newer than another, in a ring: nothing decides. */
        layout->rival_count = layout->older_count;
        memcpy(layout->rivals, layout->older, layout->older_count * sizeof *layout->older);
        layout->older_count = 0;
    }
    layout->answer = layout->rivals[0];
    layout->rival_count--;
    memmove(layout->rivals, layout->rivals + 1, layout->rival_count * sizeof *layout->rivals);
    layout->rival_count = rounds ? 0 : layout->rival_count;
}

void mds_layout__rank_sets(mds_layout *layout, bool rounds)
{
    size_t holding = 0;

    for (size_t n = 0; n < layout->round_count; n++) {
        mds_choice_columns *set = &layout->rounds[n];
        set->older = false;
        for (size_t i = 0; i < layout->round_count; i++) {
            set->older =
                set->older || is_newer(&layout->rounds[i].revision, &set->revision, rounds);
        }
        holding += !set->older;
    }
    layout->rival_sets = holding > 1 && !rounds;
}

static bool holds(const uint32_t *columns, size_t count, uint32_t column)
{
    for (size_t i = 0; i < count; i++) {
        if (columns[i] == column) {
            return true;
        }
    }
    return false;
}

bool mds_layout__is_older(const mds_layout *layout, uint32_t column)
{
    return holds(layout->older, layout->older_count, column);
}

bool mds_layout__is_rival(const mds_layout *layout, uint32_t column)
{
    return mds_layout__is_older(layout, column) ||
           holds(layout->rivals, layout->rival_count, column);
}

bool mds_layout__is_beside_older(const mds_layout *layout, uint32_t column)
{
    for (size_t i = 0; i < layout->older_count; i++) {
        if (column < layout->answer && layout->older[i] < column) {
            return true;
        }
    }
    return false;
}
