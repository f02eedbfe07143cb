/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that are bars beside the rows of their table: where the risk comes from, what each
 * measure would do, before and after, which assumption moves the number. */
#include "paper_internal.h"

#include <math.h>
#include <mdsrisk/contribution.h>

enum { SHARES_SHOWN = 9, SWINGS_SHOWN = 12 };

typedef struct bars {
    mds_paper_maker *m;
    mds_table_builder b;
    mds_table *table;
    mds_picture *picture;
    mds_bar *at;
    size_t capacity;
} bars;

static bool begin(bars *s, mds_paper_maker *m, const char *id, const mds_column_spec *columns,
                  size_t count)
{
    *s = (bars){.m = m};
    s->table = mds_paper__room(m, 1, sizeof *s->table);
    s->picture = mds_paper__picture(m, MDS_PICTURE_BARS, id);
    mds_table__init(&s->b, &m->r, id, columns, count);
    return s->table != NULL && s->picture != NULL;
}

/* Of the row last begun. */
static void bar(bars *s, double from, double to, mds_fill fill)
{
    if (!mds_array_reserve(s->m->r.arena, &s->at, &s->capacity, s->picture->bar_count,
                           sizeof *s->at)) {
        s->m->r.status = mds_arena_status(s->m->r.arena);
        return;
    }
    s->at[s->picture->bar_count++] =
        (mds_bar){.row = s->b.table.row_count - 1, .from = from, .to = to, .fill = fill};
}

static void finish(bars *s, const char *id, mds_section_look look, const char *shows)
{
    mds_section *section = mds_paper__section(s->m, id, look);

    mds_table__finish(&s->b, s->table);
    s->picture->bars = s->at;
    s->picture->shows = shows;
    if (section != NULL) {
        section->picture = s->picture;
        section->table = s->table;
    }
}

static void keys(bars *s, const mds_fill *fills, const char *const *words, size_t count)
{
    mds_key *made = mds_paper__room(s->m, count, sizeof *made);

    for (size_t i = 0; i < count && made != NULL; i++) {
        made[i] = (mds_key){.fill = fills[i], .word = mds_reg__text(&s->m->r, words[i])};
    }
    s->picture->keys = made;
    s->picture->key_count = made != NULL ? count : 0;
}

static const char *title_of(const mds_reg *r, const mds_risk *risk)
{
    return mds_reg__in(r, &r->catalog->scenarios[risk->scenario].title);
}

void mds_paper__shares(mds_paper_maker *m)
{
    enum { COL_RANK, COL_RISK, COL_SHARE, COL_RRF, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {
        {"rank", 5, false}, {"risk", 40, true}, {"share", 8, false}, {"rrf", 10, false}};
    mds_reg *r = &m->r;
    const mds_risk_assessment *as = r->as;
    double others = 0.0;
    bars s;

    if (as->ranked_count == 0 || !begin(&s, m, "shares", columns, COLUMNS)) {
        return;
    }
    s.picture->x =
        (mds_axis){.title = "", .to = as->now->risks[as->ranking[0]].at[MDS_STAGE_R2].share};
    for (size_t i = 0; i < as->ranked_count; i++) {
        const mds_risk *risk = &as->now->risks[as->ranking[i]];
        const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
        if (i >= SHARES_SHOWN) {
            others += at->share;
            continue;
        }
        if (!mds_table__row(&s.b)) {
            return;
        }
        mds_table__number(&s.b, COL_RANK, (double)i + 1, MDS_NUMBER_INTEGER);
        mds_table__text(&s.b, COL_RISK, title_of(r, risk));
        mds_table__number(&s.b, COL_SHARE, at->share, MDS_NUMBER_SHARE);
        mds_table__number(&s.b, COL_RRF, at->rrf, MDS_NUMBER_RRF);
        bar(&s, 0.0, at->share, MDS_FILL_STRONG);
    }
    if (as->ranked_count > SHARES_SHOWN && mds_table__row(&s.b)) {
        mds_table__text(&s.b, COL_RISK,
                        mds_reg__format(r, "paper.others",
                                        mds_paper__count(m, as->ranked_count - SHARES_SHOWN),
                                        NULL));
        mds_table__number(&s.b, COL_SHARE, others, MDS_NUMBER_SHARE);
        bar(&s, 0.0, others, MDS_FILL_PALE);
    }
    finish(&s, "shares", MDS_SECTION_BESIDE, "");
}

void mds_paper__helps(mds_paper_maker *m)
{
    enum { COL_MEASURE, COL_DIVIDES, COL_AFTER, COL_VERDICT, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"compensating_controls", 40, true},
                                                     {"paper_divides", 9, false},
                                                     {"paper_then", 10, false},
                                                     {"paper_verdict", 16, true}};
    mds_reg *r = &m->r;
    bars s;

    if (r->as->help_count == 0 || !begin(&s, m, "helps", columns, COLUMNS)) {
        return;
    }
    s.picture->x = (mds_axis){.title = "", .from = 1.0, .to = 2.0, .log = true};
    for (size_t i = 0; i < r->as->help_count && mds_table__row(&s.b); i++) {
        const mds_help *help = &r->as->helps[i];
        const double factor = isfinite(help->factor) ? help->factor : 100.0;
        mds_table__text(&s.b, COL_MEASURE,
                        mds_words__control(r, MDS_NO_ORDINAL, help->compensating));
        mds_table__text(
            &s.b, COL_DIVIDES,
            mds_reg__format(r, "paper.divides", mds_words__divides(r, help->factor), NULL));
        mds_table__number(&s.b, COL_AFTER, help->rrf_after, MDS_NUMBER_RRF);
        mds_table__marked(&s.b, COL_VERDICT,
                          mds_reg__named(r, "signal", mds_verdict_name(help->verdict)),
                          mds_verdict_mark(help->verdict));
        bar(&s, 1.0, factor, MDS_FILL_STRONG);
        s.picture->x.to = factor > s.picture->x.to ? factor : s.picture->x.to;
    }
    finish(&s, "helps", MDS_SECTION_BESIDE, "");
}

void mds_paper__stages(mds_paper_maker *m)
{
    enum { COL_RANK, COL_RISK, COL_R0, COL_R1, COL_R2, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"rank", 5, false},
                                                     {"risk", 40, true},
                                                     {"paper_r0", 9, false},
                                                     {"paper_r1", 9, false},
                                                     {"paper_r2", 9, false}};
    static const mds_fill fills[] = {MDS_FILL_STRONG, MDS_FILL_PALE, MDS_FILL_HOLLOW};
    static const char *const words[] = {"paper.stage_left", "paper.stage_hospital",
                                        "paper.stage_device"};
    const double least = 0.01;
    mds_reg *r = &m->r;
    double most = 1.0;
    bars s;

    if (r->as->ranked_count == 0 || !begin(&s, m, "stages", columns, COLUMNS)) {
        return;
    }
    for (size_t i = 0; i < r->as->ranked_count && mds_table__row(&s.b); i++) {
        const mds_risk *risk = &r->as->now->risks[r->as->ranking[i]];
        double rrf[MDS_STAGE__COUNT];
        mds_table__number(&s.b, COL_RANK, (double)i + 1, MDS_NUMBER_INTEGER);
        mds_table__text(&s.b, COL_RISK, title_of(r, risk));
        for (int stage = 0; stage < MDS_STAGE__COUNT; stage++) {
            rrf[stage] = risk->at[stage].rrf;
            mds_table__number(&s.b, (size_t)(COL_R0 + stage), rrf[stage], MDS_NUMBER_RRF);
        }
        bar(&s, least, rrf[MDS_STAGE_R2], MDS_FILL_STRONG);
        bar(&s, rrf[MDS_STAGE_R2], rrf[MDS_STAGE_R1], MDS_FILL_PALE);
        bar(&s, rrf[MDS_STAGE_R1], rrf[MDS_STAGE_R0], MDS_FILL_HOLLOW);
        most = rrf[MDS_STAGE_R0] > most ? rrf[MDS_STAGE_R0] : most;
    }
    mds_paper__log_axis(m, &s.picture->x, mds_reg__text(r, "column.rrf"), least, most);
    keys(&s, fills, words, 3);
    finish(&s, "stages", MDS_SECTION_WIDE, "");
}

const char *mds_paper__input(mds_reg *r, const mds_input *input)
{
    static const char *const names[MDS_INPUT_KIND__COUNT] = {
        [MDS_INPUT_ANCHOR] = "simulate.input.anchor", [MDS_INPUT_MODEL] = "simulate.input.model",
        [MDS_INPUT_RATE] = "simulate.input.rate",     [MDS_INPUT_V1] = "simulate.input.v1",
        [MDS_INPUT_V2] = "simulate.input.v2",         [MDS_INPUT_EFFECT] = "simulate.input.effect"};
    const char *control = input->kind == MDS_INPUT_EFFECT
                              ? mds_words__control(r, input->fact, input->compensating)
                              : "";
    const char *name = mds_reg__format(r, names[input->kind], control, NULL);

    return input->scenario == MDS_NO_ORDINAL
               ? name
               : mds_reg__format(r, "paper.input_of", name,
                                 mds_reg__in(r, &r->catalog->scenarios[input->scenario].title),
                                 NULL);
}

void mds_paper__swings(mds_paper_maker *m, const mds_contributions *c)
{
    enum { COL_INPUT, COL_LOW, COL_HIGH, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {
        {"paper_input", 44, true}, {"paper_low", 9, false}, {"paper_high", 9, false}};
    static const mds_fill fills[] = {MDS_FILL_PALE, MDS_FILL_STRONG};
    static const char *const words[] = {"paper.swing_low", "paper.swing_high"};
    mds_reg *r = &m->r;
    bars s;

    if (c->swing_count == 0 || !begin(&s, m, "swings", columns, COLUMNS)) {
        return;
    }
    s.picture->x =
        (mds_axis){.title = mds_reg__text(r, "paper.mean"), .from = c->after, .to = c->after};
    for (size_t i = 0; i < c->swing_count && i < SWINGS_SHOWN && mds_table__row(&s.b); i++) {
        const mds_swing *swing = &c->swings[i];
        mds_table__text(&s.b, COL_INPUT, mds_paper__input(r, &swing->input));
        mds_table__number(&s.b, COL_LOW, swing->times_low, MDS_NUMBER_RRF);
        mds_table__number(&s.b, COL_HIGH, swing->times_high, MDS_NUMBER_RRF);
        bar(&s, swing->times_low, c->after, MDS_FILL_PALE);
        bar(&s, c->after, swing->times_high, MDS_FILL_STRONG);
        s.picture->x.from = fmin(s.picture->x.from, fmin(swing->times_low, swing->times_high));
        s.picture->x.to = fmax(s.picture->x.to, fmax(swing->times_low, swing->times_high));
    }
    keys(&s, fills, words, 2);
    finish(&s, "swings", MDS_SECTION_WIDE,
           mds_reg__format(r, "paper.mean_is", mds_words__rrf(r, c->after), NULL));
}
