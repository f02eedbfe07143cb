/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When it changes: the number over the coming days, as a picture with its dates. */
#include "base/date.h"
#include "paper_internal.h"

#include <math.h>
#include <string.h>

enum { LIFE_YEARS = 10, LIFE_MONTHS = 6, TICKS = 16 };

/* Why a date is there; a record goes by its title. */
static const char *event_text(mds_reg *r, const mds_life_curve *curve,
                              const mds_life_curve_point *point)
{
    const char *name = mds_reg__named(r, "curve.event", mds_life_curve_event_name(point->event));

    return point->record == MDS_NO_ORDINAL
               ? name
               : mds_reg__format(
                     r, "paper.input_of", name,
                     mds_words__control(r, MDS_NO_ORDINAL,
                                        curve->deployment->records[point->record].compensating),
                     NULL);
}

enum { LIFE_NO, LIFE_DAY, LIFE_WHAT, LIFE_RRF, LIFE_SURE, LIFE_VERDICT, LIFE_COLUMNS };

static void life_rows(mds_plane *p, const mds_life_curve *curve, mds_event *events)
{
    mds_reg *r = &p->m->r;

    for (size_t i = 0; i < curve->point_count; i++) {
        const mds_life_curve_point *point = &curve->points[i];
        const bool last = i + 1 == curve->point_count;
        if ((point->event == MDS_LIFE_STEP && !last) || !mds_table__row(&p->b)) {
            continue;
        }
        if (point->event != MDS_LIFE_STEP && point->event != MDS_LIFE_TODAY) {
            const char *number = mds_paper__count(p->m, p->picture->event_count + 1);
            events[p->picture->event_count++] =
                (mds_event){.x = (double)point->day, .word = number};
            mds_table__number(&p->b, LIFE_NO, (double)p->picture->event_count, MDS_NUMBER_INTEGER);
        }
        mds_table__date(&p->b, LIFE_DAY, point->day);
        mds_table__text(&p->b, LIFE_WHAT, event_text(r, curve, point));
        mds_table__number(&p->b, LIFE_RRF, point->rrf, MDS_NUMBER_RRF);
        mds_table__number(&p->b, LIFE_SURE, point->sure, MDS_NUMBER_PROBABILITY);
        mds_table__marked(&p->b, LIFE_VERDICT,
                          mds_reg__named(r, "signal", mds_verdict_name(point->verdict)),
                          mds_verdict_mark(point->verdict));
    }
}

/* A tick at the beginning of every year, second or fifth year. */
static void life_axis(mds_plane *p, const mds_life_curve *curve)
{
    mds_reg *r = &p->m->r;
    mds_tick *ticks = mds_paper__room(p->m, TICKS, sizeof *ticks);
    mds_axis *x = &p->picture->x;
    const double years = mds_date_years(curve->begin, curve->end);
    const int step = years > 16.0 ? 5 : years > 6.0 ? 2 : 1;

    *x = (mds_axis){
        .title = "", .from = (double)curve->begin, .to = (double)curve->end, .ticks = ticks};
    for (int32_t day = curve->begin; day <= curve->end && ticks != NULL; day++) {
        char date[MDS_DATE_SIZE];
        mds_date_format(date, day);
        if (strcmp(date + 4, "-01-01") == 0 && (date[3] - '0') % step == 0 &&
            x->tick_count < TICKS) {
            ticks[x->tick_count++] =
                (mds_tick){.at = (double)day, .text = mds_arena_strndup(r->arena, date, 4)};
        }
    }
}

/* A point of both lines; before a date that changes something, the number as it was. */
static size_t put_point(const mds_life_curve *curve, size_t i, size_t made, mds_xy *known,
                        mds_xy *best)
{
    const mds_life_curve_point *point = &curve->points[i];

    if (i > 0 && point->event != MDS_LIFE_STEP) {
        known[made] = (mds_xy){(double)point->day, curve->points[i - 1].rrf};
        best[made++] = (mds_xy){(double)point->day, curve->points[i - 1].rrf_best};
    }
    known[made] = (mds_xy){(double)point->day, point->rrf};
    best[made++] = (mds_xy){(double)point->day, point->rrf_best};
    return made;
}

/* The number over the days, and under it what it would be if all turned out well. */
static void life_traces(mds_plane *p, const mds_life_curve *curve)
{
    mds_reg *r = &p->m->r;
    mds_xy *known = mds_paper__room(p->m, 2 * curve->point_count, sizeof *known);
    mds_xy *best = mds_paper__room(p->m, 2 * curve->point_count, sizeof *best);
    mds_trace *traces = mds_paper__room(p->m, 2, sizeof *traces);
    double least = 0.5;
    double most = 2.0 * r->policy->reduce_limit;
    size_t count = 0;

    if (known == NULL || best == NULL || traces == NULL) {
        return;
    }
    for (size_t i = 0; i < curve->point_count; i++) {
        const mds_life_curve_point *point = &curve->points[i];
        count = put_point(curve, i, count, known, best);
        least = fmin(least, point->rrf_best > 0.0 ? point->rrf_best : least);
        most = fmax(most, point->rrf);
    }
    traces[0] = (mds_trace){known, count, MDS_PEN_STRONG, mds_reg__text(r, "paper.life_known")};
    traces[1] = (mds_trace){best, count, MDS_PEN_DASHED, mds_reg__text(r, "paper.life_best")};
    p->picture->traces = traces;
    p->picture->trace_count = 2;
    mds_paper__log_axis(p->m, &p->picture->y, mds_reg__text(r, "column.rrf"), 0.8 * least,
                        1.6 * most);
    mds_paper__verdict_bands(p->m, p->picture, p->picture->y.from, p->picture->y.to);
}

mds_section *mds_paper__curve(mds_paper_maker *m, const char *id, const mds_life_curve *curve)
{
    static const mds_column_spec columns[LIFE_COLUMNS] = {
        {"rank", 5, false}, {"paper_day", 11, false}, {"paper_what", 40, true},
        {"rrf", 10, false}, {"paper_sure", 8, false}, {"paper_verdict", 16, true}};
    mds_reg *r = &m->r;
    mds_plane p;

    if (curve->point_count == 0 || !mds_plane__begin(&p, m, id, columns, LIFE_COLUMNS)) {
        return NULL;
    }
    mds_event *events = mds_paper__room(m, curve->point_count, sizeof *events);
    if (events == NULL) {
        return NULL;
    }
    life_axis(&p, curve);
    life_traces(&p, curve);
    life_rows(&p, curve, events);
    p.picture->events = events;
    const int32_t day = curve->first[MDS_VERDICT_NOT_ACCEPTABLE];
    const char *shows = day == INT32_MIN
                            ? mds_reg__text(r, "paper.life_never")
                            : mds_reg__format(r, "paper.life_from", mds_reg__date(r, day), NULL);
    mds_section *section = mds_plane__finish(&p, id, shows);
    if (curve->deployment->end_of_support == MDS_DAY_NONE) {
        mds_paper__line(m, section, mds_reg__text(r, "paper.life_support"));
    }
    return section;
}

void mds_paper__life(mds_paper_maker *m)
{
    const mds_risk_assessment *as = m->r.as;
    const mds_life_curve *curve = NULL;
    const mds_status status =
        mds_life_curve_build(&curve, m->r.arena, as->catalog, as->policy, as->facts, as->deployment,
                             as->as_of, LIFE_YEARS, LIFE_MONTHS);

    if (status != MDS_OK) {
        m->r.status = status;
        return;
    }
    (void)mds_paper__curve(m, "life", curve);
}
