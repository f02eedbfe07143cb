/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table that people act on: a row per applicable risk in ranking order. Twelve columns are in
 * front, the others in groups beside them. */
#include "register_internal.h"

#include <string.h>

/* clang-format off */
#define RISK_COLUMNS(X)                                                                           \
    X(rank, 5, false, FRONT, NONE)              X(risk, 31, true, FRONT, NONE)                    \
    X(share, 8, false, FRONT, NONE)             X(rrf, 10, false, FRONT, NONE)                    \
    X(frequency, 13, true, FRONT, NONE)         X(worst_effect, 13, true, FRONT, NONE)            \
    X(routes, 17, true, FRONT, NONE)            X(helps_most, 25, true, FRONT, NONE)              \
    X(changed, 16, true, FRONT, NONE)           X(decision, 11, true, FRONT, DECISION)            \
    X(owner, 13, true, FRONT, TEXT)             X(due, 11, false, FRONT, DATE)                    \
    X(accepted_by, 18, true, FOLLOW_UP, TEXT)   X(accepted_until, 12, false, FOLLOW_UP, DATE)     \
    X(reason, 32, true, FOLLOW_UP, TEXT)        X(ticket, 14, true, FOLLOW_UP, TEXT)              \
    X(cost, 12, false, FOLLOW_UP, NUMBER)       X(review_on, 12, false, FOLLOW_UP, DATE)          \
    X(remark, 32, true, FOLLOW_UP, TEXT)                                                          \
    X(sure, 12, false, NUMBERS, NONE)           X(events_a_year, 12, false, NUMBERS, NONE)        \
    X(tolerable, 12, false, NUMBERS, NONE)      X(impact_safety, 12, false, NUMBERS, NONE)        \
    X(impact_effectiveness, 12, false, NUMBERS, NONE)                                             \
    X(impact_security, 12, false, NUMBERS, NONE)                                                  \
    X(rrf_r0, 12, false, NUMBERS, NONE)         X(rrf_r1, 12, false, NUMBERS, NONE)               \
    X(rrf_best, 12, false, NUMBERS, NONE)       X(level, 14, false, NUMBERS, NONE)                \
    X(proposed_response, 50, true, CONTROLS, NONE)                                                \
    X(responsible, 15, true, CONTROLS, NONE)                                                      \
    X(controls_credited, 70, true, CONTROLS, NONE)                                                \
    X(controls_missing, 70, true, CONTROLS, NONE)                                                 \
    X(controls_unknown, 40, true, CONTROLS, NONE)                                                 \
    X(compensating_controls, 36, true, CONTROLS, NONE)                                            \
    X(scenario, 64, true, EVIDENCE, NONE)       X(weakest_evidence, 22, true, EVIDENCE, NONE)     \
    X(references, 60, true, EVIDENCE, NONE)     X(capability, 24, true, EVIDENCE, NONE)           \
    X(risk_id, 30, false, IDENTITY, NONE)       X(device, 24, true, IDENTITY, NONE)               \
    X(asset_tag, 14, true, IDENTITY, NONE)      X(location, 18, true, IDENTITY, NONE)             \
    X(eos_stage, 18, true, IDENTITY, NONE)      X(assessed_on, 12, false, IDENTITY, NONE)         \
    X(model, 8, false, IDENTITY, NONE)          X(accepted_at, 12, false, IDENTITY, NONE)         \
    X(accepted_as, 26, true, IDENTITY, NONE)
/* clang-format on */

enum {
#define X(id, width, wrap, group, input) COL_##id,
    RISK_COLUMNS(X)
#undef X
        COLUMN_COUNT
};

static const mds_column_spec columns[] = {
#define X(id, width, wrap, group, input) {#id, width, wrap},
    RISK_COLUMNS(X)
#undef X
};

static const struct {
    mds_column_group group;
    mds_column_input input;
} places[] = {
#define X(id, width, wrap, group, input) {MDS_GROUP_##group, MDS_INPUT_##input},
    RISK_COLUMNS(X)
#undef X
};

enum { OWN_WIDTH = 20 };

_Static_assert((int)COL_remark - (int)COL_decision + 1 == (int)MDS_ENTRY__COUNT,
               "the hospital's columns stand together, in the order of mds_entry_field");

static void put_numbers(mds_table_builder *b, const mds_risk *risk)
{
    mds_reg *r = b->r;
    const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
    const mds_risk *best = &r->as->best->risks[risk->scenario];

    mds_table__number(b, COL_share, at->share, MDS_NUMBER_SHARE);
    mds_table__number(b, COL_rrf, at->rrf, MDS_NUMBER_RRF);
    mds_table__number(b, COL_sure, 1.0 - at->exceeds, MDS_NUMBER_PROBABILITY);
    mds_table__number(b, COL_rrf_r0, risk->at[MDS_STAGE_R0].rrf, MDS_NUMBER_RRF);
    mds_table__number(b, COL_rrf_r1, risk->at[MDS_STAGE_R1].rrf, MDS_NUMBER_RRF);
    mds_table__number(b, COL_rrf_best, best->at[MDS_STAGE_R2].rrf, MDS_NUMBER_RRF);
    mds_table__number(b, COL_impact_safety, risk->impact[MDS_PROPERTY_SAFETY], MDS_NUMBER_PLAIN);
    mds_table__number(b, COL_impact_effectiveness, risk->impact[MDS_PROPERTY_EFFECTIVENESS],
                      MDS_NUMBER_PLAIN);
    mds_table__number(b, COL_impact_security, risk->impact[MDS_PROPERTY_SECURITY],
                      MDS_NUMBER_PLAIN);
    mds_table__number(b, COL_tolerable, risk->tolerable, MDS_NUMBER_PLAIN);
    mds_table__number(b, COL_events_a_year, at->frequency, MDS_NUMBER_PLAIN);
    mds_table__marked(b, COL_level, mds_words__level(r, risk->word), mds_level_mark(risk->word));
}

static void next(const mds_reg *r, mds_strbuf *list)
{
    if (list->n > 0) {
        mds_strbuf_puts(list, mds_reg__text(r, "list.entry")); /* titles hold commas */
    }
}

static const char *routes(mds_reg *r, const mds_risk *risk)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < risk->path_count; i++) {
        if (risk->paths[i].open) {
            mds_strbuf_puts(&list, list.n > 0 ? mds_reg__text(r, "list.separator") : "");
            mds_strbuf_puts(&list, mds_reg__in(r, &r->catalog->routes[risk->paths[i].route].title));
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static const char *references(mds_reg *r, const mds_scenario *scenario, const mds_risk *s)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < scenario->reference_count; i++) {
        next(r, &list);
        mds_strbuf_puts(&list, scenario->references[i].id);
        const char *title = mds_reg__in(r, &scenario->references[i].title);
        if (title[0] != '\0') {
            mds_strbuf_printf(&list, ": %s", title);
        }
    }
    mds_register__append_clauses(r, &list, s);
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static const char *frequency(mds_reg *r, const mds_scenario *scenario, double value)
{
    const char *words = mds_words__one_in(r, value);
    return scenario->no_recorded_event ? mds_reg__format(r, "frequency.at_most", words, NULL)
                                       : words;
}

/* "safety 0.60": which of the three properties suffers most, and how much of the worst. */
static const char *worst_effect(mds_reg *r, const mds_risk *risk)
{
    const mds_property worst = mds_words__headline(risk);
    const char *name = mds_reg__named(r, "effect", mds_property_name(worst));
    char number[MDS_NUM_SIZE];

    mds_num_fixed(number, risk->impact[worst], 2);
    return mds_reg__format(r, "effect.worst", name, number, NULL);
}

static void put_identity(mds_table_builder *b, const mds_risk *risk)
{
    mds_reg *r = b->r;
    const mds_scenario *scenario = &r->catalog->scenarios[risk->scenario];
    const mds_capability *capability = &r->catalog->capabilities[scenario->capability];
    const char *id = mds_risk_id(r->arena, r->catalog, r->facts, r->deployment, risk->scenario);

    if (id == NULL) {
        r->status = mds_arena_status(r->arena);
        id = "";
    }
    mds_table__text(b, COL_risk_id, id);
    mds_table__text(b, COL_risk, mds_reg__in(r, &scenario->title));
    mds_table__text(b, COL_scenario, mds_words__scenario(r, scenario));
    mds_table__text(b, COL_device, mds_words__device(r));
    mds_table__text(b, COL_asset_tag, r->deployment->asset[MDS_ASSET_TAG]);
    mds_table__text(b, COL_location, r->deployment->asset[MDS_ASSET_LOCATION]);
    mds_table__text(b, COL_capability,
                    mds_reg__format(r, "capability.name", capability->id,
                                    mds_reg__in(r, &capability->title), NULL));
    mds_table__text(b, COL_references, references(r, scenario, risk));
    mds_table__text(b, COL_eos_stage,
                    mds_reg__named(r, "lifecycle", mds_lifecycle_name(r->as->lifecycle)));
    mds_table__date(b, COL_assessed_on, r->as_of);
    mds_table__text(b, COL_model, r->catalog->model);
}

/* The hospital's cells, and what became of the risk since. */
static void put_entry(mds_table_builder *b, const mds_risk *risk)
{
    mds_reg *r = b->r;
    static const mds_carried_risk first = {.before = -1.0, .accepted_rrf = -1.0};
    const mds_carried_risk *carried =
        r->carried != NULL ? &r->carried->risks[risk->scenario] : &first;

    mds_register__put_entry(b, COL_decision, carried->entry);
    const char *changed = mds_register__since(r, carried, risk->at[MDS_STAGE_R2].rrf);
    mds_table__marked(b, COL_changed, changed,
                      carried->flags != 0 ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    if (carried->accepted_rrf >= 0.0) {
        mds_table__number(b, COL_accepted_at, carried->accepted_rrf, MDS_NUMBER_RRF);
        mds_table__text(b, COL_accepted_as, carried->accepted_as);
    }
    for (size_t i = 0; carried->entry != NULL && i < r->carried->former->own_count; i++) {
        mds_register__put_typed(b, COLUMN_COUNT + i, &carried->entry->own[i]);
    }
}

static void put_risk(mds_table_builder *b, const mds_risk *risk, size_t rank)
{
    mds_reg *r = b->r;
    const mds_scenario *scenario = &r->catalog->scenarios[risk->scenario];

    put_identity(b, risk);
    mds_table__number(b, COL_rank, (double)rank, MDS_NUMBER_INTEGER);
    mds_table__text(b, COL_frequency, frequency(r, scenario, risk->at[MDS_STAGE_R2].frequency));
    mds_table__text(b, COL_worst_effect, worst_effect(r, risk));
    mds_table__text(b, COL_routes, routes(r, risk));
    mds_table__text(b, COL_helps_most, mds_register__helps_most(r, risk));
    put_entry(b, risk);
    put_numbers(b, risk);
    mds_table__text(b, COL_proposed_response, mds_words__response(r, risk));
    mds_table__text(b, COL_responsible, mds_words__responsible(r, risk));
    mds_table__text(b, COL_controls_credited, mds_register__controls(r, risk, MDS_TRUE));
    mds_table__text(b, COL_controls_missing, mds_register__controls(r, risk, MDS_FALSE));
    mds_table__text(b, COL_controls_unknown, mds_register__unknown_controls(r, risk));
    mds_table__text(b, COL_compensating_controls, mds_register__compensating(r, risk));
    mds_table__text(b, COL_weakest_evidence, mds_words__strength(r, risk->weakest));
}

/* Our columns, and behind them those that the hospital added. */
static void begin(mds_table_builder *b, mds_reg *r)
{
    const mds_entries *former = r->carried != NULL ? r->carried->former : NULL;
    const size_t own = former != NULL ? former->own_count : 0;
    mds_column_spec *all = mds_arena_alloc(r->arena, COLUMN_COUNT + own, sizeof *all);

    if (all == NULL) {
        r->status = mds_arena_status(r->arena);
        *b = (mds_table_builder){.r = r, .table = {.id = "register", .title = ""}};
        return;
    }
    memcpy(all, columns, sizeof columns);
    for (size_t i = 0; i < own; i++) {
        all[COLUMN_COUNT + i] =
            (mds_column_spec){.id = former->own_titles[i], .width = OWN_WIDTH, .wrap = true};
    }
    mds_table__init(b, r, "register", all, COLUMN_COUNT + own);
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        mds_table__place(b, c, places[c].group, places[c].input);
    }
    for (size_t i = 0; i < own; i++) {
        mds_table__place(b, COLUMN_COUNT + i, MDS_GROUP_OWN, MDS_INPUT_TEXT);
        mds_table__rename(b, COLUMN_COUNT + i, former->own_titles[i]);
    }
}

void mds_register__risks(mds_reg *r, mds_table *out)
{
    mds_table_builder b;

    begin(&b, r);
    for (size_t i = 0; i < r->as->ranked_count && mds_table__row(&b); i++) {
        put_risk(&b, &r->as->now->risks[r->as->ranking[i]], i + 1);
    }
    mds_table__finish(&b, out);
}
