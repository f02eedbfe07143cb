/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures over two axes: how likely and how bad, and how often more. */
#include "paper_internal.h"

#include <math.h>

enum { TRACE_POINTS = 61, NOTICED_PER_CENT = 5 };

bool mds_plane__begin(mds_plane *p, mds_paper_maker *m, const char *id,
                      const mds_column_spec *columns, size_t count)
{
    *p = (mds_plane){.m = m,
                     .picture = mds_paper__picture(m, MDS_PICTURE_PLANE, id),
                     .table = mds_paper__room(m, 1, sizeof *p->table)};
    mds_table__init(&p->b, &m->r, id, columns, count);
    return p->picture != NULL && p->table != NULL;
}

mds_section *mds_plane__finish(mds_plane *p, const char *id, const char *shows)
{
    mds_section *section = mds_paper__section(p->m, id, MDS_SECTION_BESIDE);

    mds_table__finish(&p->b, p->table);
    p->picture->shows = shows;
    if (section != NULL) {
        section->picture = p->picture;
        section->table = p->table;
    }
    return section;
}

/* A line over the axis x by \p value of its places, evenly on a log axis where it is one. */
static mds_trace trace(mds_paper_maker *m, const mds_axis *x, const void *of,
                       double (*value)(const void *of, double at), mds_pen pen, const char *word)
{
    mds_xy *at = mds_paper__room(m, TRACE_POINTS, sizeof *at);

    for (size_t i = 0; i < TRACE_POINTS && at != NULL; i++) {
        const double t = (double)i / (TRACE_POINTS - 1);
        at[i].x = x->log ? x->from * pow(x->to / x->from, t) : x->from + t * (x->to - x->from);
        at[i].y = value(of, at[i].x);
    }
    return (mds_trace){.at = at, .count = at != NULL ? TRACE_POINTS : 0, .pen = pen, .word = word};
}

static double tolerated(const void *policy, double impact)
{
    return mds_model_tolerated(policy, impact);
}

static double ten_tolerated(const void *policy, double impact)
{
    return 10.0 * mds_model_tolerated(policy, impact);
}

/* Moments of F of a risk as it stands. */
static mds_moments frequency_of(const mds_risk *risk)
{
    const double mean = risk->at[MDS_STAGE_R2].frequency;

    return (mds_moments){.mean = mean, .second = mean * mean * exp(risk->constants->variance)};
}

/* The axes reach over all that is drawn. */
static void map_axes(mds_plane *p)
{
    mds_reg *r = &p->m->r;
    mds_axis *x = &p->picture->x;
    double least = HUGE_VAL;
    double most = 0.0;
    mds_tick *ticks = mds_paper__room(p->m, 11, sizeof *ticks);

    *x = (mds_axis){.title = mds_reg__text(r, "paper.impact"), .from = 1.0, .ticks = ticks};
    for (size_t i = 0; i < r->as->ranked_count; i++) {
        const mds_risk *risk = &r->as->now->risks[r->as->ranking[i]];
        const mds_moments f = frequency_of(risk);
        x->from = fmin(x->from, floor(10.0 * risk->worst - 0.25) / 10.0);
        x->to = fmax(x->to, ceil(10.0 * risk->worst + 0.25) / 10.0);
        least = fmin(least,
                     f.mean > 0.0 ? mds_model_quantile(f, mds_model_normal_quantile(0.1)) : least);
        most = fmax(most, mds_model_quantile(f, mds_model_normal_quantile(0.9)));
    }
    x->from = fmax(x->from, 0.0);
    least = fmin(least, mds_model_tolerated(r->policy, x->to));
    most = fmax(most, mds_model_tolerated(r->policy, x->from));
    for (int tenth = 0; tenth <= 10 && ticks != NULL; tenth++) {
        const double at = tenth / 10.0;
        if (at >= x->from - 1e-9 && at <= x->to + 1e-9) {
            ticks[x->tick_count++] = (mds_tick){.at = at, .text = mds_reg__significant(r, at, 2)};
        }
    }
    mds_paper__log_axis(p->m, &p->picture->y, mds_reg__text(r, "paper.often"),
                        pow(10.0, floor(log10(least))), pow(10.0, ceil(log10(most))));
    mds_tick *named = mds_paper__room(p->m, p->picture->y.tick_count, sizeof *named);
    for (size_t i = 0; i < p->picture->y.tick_count && named != NULL; i++) {
        named[i] = p->picture->y.ticks[i];
        named[i].text = mds_words__one_in(r, named[i].at);
    }
    p->picture->y.ticks = named != NULL ? named : p->picture->y.ticks;
}

enum { MAP_RANK, MAP_RISK, MAP_IMPACT, MAP_OFTEN, MAP_LOW, MAP_HIGH, MAP_RRF, MAP_COLUMNS };

static void map_risk(mds_plane *p, mds_dot *dot, const mds_risk *risk, size_t rank)
{
    mds_reg *r = &p->m->r;
    const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
    const mds_moments f = frequency_of(risk);
    const mds_scenario *scenario = &r->catalog->scenarios[risk->scenario];

    *dot = (mds_dot){.x = risk->worst,
                     .y = at->quantile,
                     .low = mds_model_quantile(f, mds_model_normal_quantile(0.1)),
                     .high = mds_model_quantile(f, mds_model_normal_quantile(0.9)),
                     .word = mds_paper__count(p->m, rank),
                     .strong = 100.0 * at->share > NOTICED_PER_CENT,
                     .dashed = scenario->no_recorded_event};
    if (mds_table__row(&p->b)) {
        mds_table__number(&p->b, MAP_RANK, (double)rank, MDS_NUMBER_INTEGER);
        mds_table__text(&p->b, MAP_RISK, mds_reg__in(r, &scenario->title));
        mds_table__number(&p->b, MAP_IMPACT, risk->worst, MDS_NUMBER_PLAIN);
        mds_table__text(&p->b, MAP_OFTEN, mds_words__one_in(r, at->quantile));
        mds_table__text(&p->b, MAP_LOW, mds_words__one_in(r, dot->low));
        mds_table__text(&p->b, MAP_HIGH, mds_words__one_in(r, dot->high));
        mds_table__number(&p->b, MAP_RRF, at->rrf, MDS_NUMBER_RRF);
    }
}

void mds_paper__map(mds_paper_maker *m)
{
    static const mds_column_spec columns[MAP_COLUMNS] = {
        {"rank", 5, false},        {"risk", 40, true},         {"paper_impact", 9, false},
        {"paper_often", 14, true}, {"paper_seldom", 14, true}, {"paper_oftener", 14, true},
        {"rrf", 10, false}};
    mds_reg *r = &m->r;
    mds_plane p;

    if (r->as->ranked_count == 0 || !mds_plane__begin(&p, m, "map", columns, MAP_COLUMNS)) {
        return;
    }
    mds_dot *dots = mds_paper__room(m, r->as->ranked_count, sizeof *dots);
    mds_trace *traces = mds_paper__room(m, 2, sizeof *traces);
    map_axes(&p);
    for (size_t i = 0; i < r->as->ranked_count && dots != NULL; i++) {
        map_risk(&p, &dots[i], &r->as->now->risks[r->as->ranking[i]], i + 1);
        p.picture->dot_count++;
    }
    if (traces != NULL) {
        traces[0] = trace(m, &p.picture->x, r->policy, tolerated, MDS_PEN_STRONG,
                          mds_reg__text(r, "paper.tolerable"));
        traces[1] = trace(m, &p.picture->x, r->policy, ten_tolerated, MDS_PEN_DASHED,
                          mds_reg__text(r, "paper.tolerable_ten"));
        p.picture->trace_count = 2;
    }
    p.picture->dots = dots;
    p.picture->traces = traces;
    (void)mds_plane__finish(
        &p, "map",
        mds_reg__format(r, "paper.map_shows", mds_paper__count(m, r->as->ranked_count), NULL));
}

static double exceeds(const void *sum, double times)
{
    return mds_model_exceeds(*(const mds_moments *)sum, times);
}

static void exceedance_rows(mds_plane *p)
{
    static const double places[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
    const mds_device_at *at = p->m->r.as->now->at;

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (places[i] < p->picture->x.from || places[i] > p->picture->x.to ||
            !mds_table__row(&p->b)) {
            continue;
        }
        mds_table__number(&p->b, 0, places[i], MDS_NUMBER_PLAIN);
        for (size_t stage = 0; stage < MDS_STAGE__COUNT; stage++) {
            mds_table__number(&p->b, 1 + stage, exceeds(&at[stage].sum, places[i]),
                              MDS_NUMBER_PROBABILITY);
        }
    }
}

void mds_paper__exceedance(mds_paper_maker *m)
{
    static const mds_column_spec columns[] = {{"paper_times", 10, false},
                                              {"paper_r0", 9, false},
                                              {"paper_r1", 9, false},
                                              {"paper_r2", 9, false}};
    static const struct {
        const char *word;
        mds_pen pen;
    } stages[MDS_STAGE__COUNT] = {
        {"paper.r0", MDS_PEN_PALE}, {"paper.r1", MDS_PEN_DASHED}, {"paper.r2", MDS_PEN_STRONG}};
    static const double shares[] = {0.0, 0.25, 0.5, 0.75, 1.0};
    mds_reg *r = &m->r;
    const mds_device_at *at = r->as->now->at;
    mds_plane p;

    if (!(at[MDS_STAGE_R2].sum.mean > 0.0) || !mds_plane__begin(&p, m, "exceedance", columns, 4)) {
        return;
    }
    mds_trace *traces = mds_paper__room(m, MDS_STAGE__COUNT, sizeof *traces);
    mds_tick *ticks = mds_paper__room(m, 5, sizeof *ticks);
    const double z = mds_model_normal_quantile(0.99);
    mds_paper__log_axis(
        m, &p.picture->x, mds_reg__text(r, "column.rrf"),
        pow(10.0, floor(log10(fmin(1.0, mds_model_quantile(at[MDS_STAGE_R2].sum, -z))))),
        pow(10.0, ceil(log10(fmax(10.0, mds_model_quantile(at[MDS_STAGE_R0].sum, z))))));
    mds_paper__verdict_bands(m, p.picture, p.picture->x.from, p.picture->x.to);
    p.picture->bands_along_x = true;
    p.picture->y =
        (mds_axis){.title = mds_reg__text(r, "paper.exceeds"), .to = 1.0, .ticks = ticks};
    for (size_t i = 0; i < 5 && ticks != NULL; i++) {
        ticks[i] =
            (mds_tick){.at = shares[i],
                       .text = mds_reg__format(
                           r, "per_cent", mds_reg__significant(r, 100.0 * shares[i], 3), NULL)};
        p.picture->y.tick_count++;
    }
    for (size_t stage = 0; stage < MDS_STAGE__COUNT && traces != NULL; stage++) {
        traces[stage] = trace(m, &p.picture->x, &at[stage].sum, exceeds, stages[stage].pen,
                              mds_reg__text(r, stages[stage].word));
        p.picture->trace_count++;
    }
    p.picture->traces = traces;
    exceedance_rows(&p);
    (void)mds_plane__finish(&p, "exceedance",
                            mds_reg__format(r, "paper.exceedance_shows",
                                            mds_words__sure(r, exceeds(&at[MDS_STAGE_R2].sum, 1.0)),
                                            mds_words__sure(r, exceeds(&at[MDS_STAGE_R0].sum, 1.0)),
                                            NULL));
}
