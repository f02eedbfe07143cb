/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided on: the lead of the register, where the number is on the scale, and what
 * drives it. */
#include "paper_internal.h"

enum { DRIVERS = 3 };

/* The scale ends where nothing new is to be seen: at a third of what is tolerable, and above the
 * worst number shown. */
static const mds_picture *ruler(mds_paper_maker *m, const mds_lead *lead)
{
    mds_reg *r = &m->r;
    const mds_device_at *at = r->as->now->at;
    mds_picture *picture = mds_paper__picture(m, MDS_PICTURE_RULER, "ruler");
    mds_dot *dots = mds_paper__room(m, 2 + MDS_STEPS_MAX, sizeof *dots);
    double most = 10.0 * r->policy->reduce_limit;

    if (picture == NULL || dots == NULL || lead == NULL) {
        return NULL;
    }
    while (most < at[MDS_STAGE_R0].rrf) {
        most *= 10.0;
    }
    mds_paper__log_axis(m, &picture->x, mds_reg__text(r, "column.rrf"), 1.0 / 3.0, most);
    mds_paper__verdict_bands(m, picture, picture->x.from, most);
    dots[picture->dot_count++] =
        (mds_dot){.x = at[MDS_STAGE_R2].rrf,
                  .strong = true,
                  .word = mds_reg__format(r, "paper.now", lead->signal.rrf, NULL)};
    dots[picture->dot_count++] = (mds_dot){
        .x = at[MDS_STAGE_R0].rrf,
        .word = mds_reg__format(r, "paper.without", mds_words__rrf(r, at[MDS_STAGE_R0].rrf), NULL)};
    for (size_t i = 0; i < lead->step_count; i++) {
        dots[picture->dot_count++] =
            (mds_dot){.x = lead->steps[i].rrf_after,
                      .below = true,
                      .word = mds_reg__format(r, "paper.step", mds_paper__count(m, i + 1),
                                              lead->steps[i].rrf, NULL)};
    }
    picture->dots = dots;
    picture->shows = lead->signal.sentence;
    return picture;
}

static const mds_table *drivers(mds_paper_maker *m)
{
    enum { COL_SHARE, COL_RISK, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"share", 8, false}, {"risk", 40, true}};
    mds_reg *r = &m->r;
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;

    if (table == NULL) {
        return NULL;
    }
    mds_table__init(&b, r, "drivers", columns, COLUMNS);
    for (size_t i = 0; i < r->as->ranked_count && i < DRIVERS && mds_table__row(&b); i++) {
        const mds_risk *risk = &r->as->now->risks[r->as->ranking[i]];
        mds_table__number(&b, COL_SHARE, risk->at[MDS_STAGE_R2].share, MDS_NUMBER_SHARE);
        mds_table__text(&b, COL_RISK, mds_reg__in(r, &r->catalog->scenarios[risk->scenario].title));
    }
    mds_table__finish(&b, table);
    return table;
}

const mds_front *mds_paper__front(mds_paper_maker *m)
{
    mds_front *front = mds_paper__room(m, 1, sizeof *front);

    if (front != NULL) {
        *front = (mds_front){.lead = m->reg->lead,
                             .verdict = m->r.as->verdict,
                             .ruler = ruler(m, m->reg->lead),
                             .drivers = drivers(m)};
    }
    return front;
}
