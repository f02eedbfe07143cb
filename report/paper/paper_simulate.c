/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation as a report: each risk by draws beside the closed form, what each layer takes off,
 * which input moves the number. */
#include "paper_internal.h"

#include <mdsrisk/contribution.h>

enum {
    DRAW_RISK,
    DRAW_RRF,
    DRAW_CLOSED,
    DRAW_WITHIN,
    DRAW_WITHIN_CLOSED,
    DRAW_MEAN,
    DRAW_P05,
    DRAW_P50,
    DRAW_P95,
    DRAW_COLUMNS
};

static void put_spread(mds_table_builder *b, const char *name, const mds_spread *spread,
                       double within, double rrf, double within_closed)
{
    const double times[] = {spread->mean, spread->p05, spread->p50, spread->p95};

    if (!mds_table__row(b)) {
        return;
    }
    mds_table__text(b, DRAW_RISK, name);
    mds_table__number(b, DRAW_RRF, spread->quantile, MDS_NUMBER_RRF);
    mds_table__number(b, DRAW_CLOSED, rrf, MDS_NUMBER_RRF);
    mds_table__number(b, DRAW_WITHIN, within, MDS_NUMBER_PROBABILITY);
    mds_table__number(b, DRAW_WITHIN_CLOSED, within_closed, MDS_NUMBER_PROBABILITY);
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        mds_table__number(b, DRAW_MEAN + i, times[i], MDS_NUMBER_RRF);
    }
}

static void put_draws(mds_paper_maker *m, const mds_simulation *s)
{
    static const mds_column_spec columns[DRAW_COLUMNS] = {
        {"risk", 44, true},         {"draw_rrf", 11, false},           {"draw_closed", 11, false},
        {"draw_within", 11, false}, {"draw_within_closed", 11, false}, {"draw_mean", 11, false},
        {"draw_p05", 11, false},    {"draw_p50", 11, false},           {"draw_p95", 11, false}};
    mds_reg *r = &m->r;
    const mds_device_at *at = &r->as->now->at[MDS_STAGE_R2];
    mds_section *section = mds_paper__section(m, "draws", MDS_SECTION_WIDE);
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;

    if (section == NULL || table == NULL) {
        return;
    }
    mds_paper__line(m, section,
                    mds_reg__format(r, "draws.basis", mds_paper__count(m, s->draws),
                                    mds_paper__count(m, (size_t)s->seed), s->generator, NULL));
    mds_table__init(&b, r, "draws", columns, DRAW_COLUMNS);
    put_spread(&b, mds_reg__text(r, "draws.device"), &s->times, s->within, at->rrf, at->sure);
    for (size_t i = 0; i < s->risk_count; i++) {
        const mds_risk_spread *risk = &s->risks[i];
        const mds_risk_at *closed = &r->as->now->risks[risk->scenario].at[MDS_STAGE_R2];
        put_spread(&b, mds_reg__in(r, &r->catalog->scenarios[risk->scenario].title), &risk->times,
                   risk->within, closed->rrf, 1.0 - closed->exceeds);
    }
    mds_table__finish(&b, table);
    section->table = table;
}

static const char *taker(mds_reg *r, uint32_t group, uint32_t fact, uint32_t compensating)
{
    if (group != MDS_NO_ORDINAL) {
        return mds_reg__in(r, &r->catalog->groups[group].title);
    }
    return fact == MDS_NO_ORDINAL && compensating == MDS_NO_ORDINAL
               ? mds_reg__text(r, "simulate.patches")
               : mds_words__control(r, fact, compensating);
}

static void put_takes(mds_paper_maker *m, const mds_contributions *c)
{
    enum { COL_LAYER, COL_VALUE, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"draw_layer", 60, true},
                                                     {"draw_takes", 12, false}};
    mds_section *section = mds_paper__section(m, "takes", MDS_SECTION_WIDE);
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;

    if (section == NULL || table == NULL) {
        return;
    }
    mds_table__init(&b, &m->r, "takes", columns, COLUMNS);
    for (size_t i = 0; i < c->share_count && mds_table__row(&b); i++) {
        const mds_share *share = &c->shares[i];
        mds_table__text(&b, COL_LAYER,
                        taker(&m->r, share->group, share->fact, share->compensating));
        mds_table__number(&b, COL_VALUE, share->value, MDS_NUMBER_PLAIN);
    }
    mds_table__finish(&b, table);
    section->table = table;
}

static void put_sobol(mds_paper_maker *m, const mds_sensitivity *at, size_t count)
{
    enum { COL_INPUT, COL_FIRST, COL_TOTAL, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {
        {"paper_input", 60, true}, {"draw_first", 12, false}, {"draw_total", 12, false}};
    mds_section *section = count > 0 ? mds_paper__section(m, "sobol", MDS_SECTION_WIDE) : NULL;
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;

    if (section == NULL || table == NULL) {
        return;
    }
    mds_table__init(&b, &m->r, "sobol", columns, COLUMNS);
    for (size_t i = 0; i < count && mds_table__row(&b); i++) {
        mds_table__text(&b, COL_INPUT, mds_paper__input(&m->r, &at[i].input));
        mds_table__number(&b, COL_FIRST, at[i].first, MDS_NUMBER_PLAIN);
        mds_table__number(&b, COL_TOTAL, at[i].total, MDS_NUMBER_PLAIN);
    }
    mds_table__finish(&b, table);
    section->table = table;
}

mds_status mds_paper_of_simulation(const mds_paper **out, mds_arena *arena,
                                   const mds_simulation *simulation,
                                   const mds_contributions *contributions,
                                   const mds_sensitivity *sensitivities, size_t count,
                                   mds_lang lang)
{
    mds_paper_maker m;

    mds_paper__begin(&m, arena, simulation->assessment, lang);
    put_draws(&m, simulation);
    mds_paper__exceedance(&m);
    put_takes(&m, contributions);
    mds_paper__swings(&m, contributions);
    put_sobol(&m, sensitivities, count);
    return mds_paper__finish(&m, "simulate", mds_paper__title(&m, "draws.title_of"), NULL, out);
}
