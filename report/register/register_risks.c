/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table that people act on: a row per applicable risk in ranking order, then the scenarios
 * that do not apply, with the reason. What one acts on stands first, then the numbers. */
#include "register_internal.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
#define RISK_COLUMNS(X)                                                                           \
    X(rank, 6, false)               X(risk_id, 28, false)           X(share, 9, false)            \
    X(rrf, 12, false)               X(level, 14, false)             X(verdict, 18, true)          \
    X(scenario, 64, true)           X(proposed_response, 60, true)  X(responsible, 15, true)      \
    X(status, 30, true)             X(frequency, 24, true)          X(sure, 12, false)            \
    X(key_property, 14, true)       X(device, 22, true)             X(capability, 24, true)       \
    X(eos_stage, 18, true)          X(routes, 24, true)             X(rrf_r0, 12, false)          \
    X(rrf_r1, 12, false)            X(rrf_best, 12, false)          X(impact_safety, 12, false)   \
    X(impact_effectiveness, 12, false)                              X(impact_security, 12, false) \
    X(tolerable, 12, false)         X(events_a_year, 12, false)                                   \
    X(controls_credited, 140, true) X(controls_missing, 180, true)  X(controls_unknown, 70, true) \
    X(compensating_controls, 36, true)                              X(weakest_evidence, 22, true) \
    X(references, 60, true)
/* clang-format on */

enum {
#define X(id, width, wrap) COL_##id,
    RISK_COLUMNS(X)
#undef X
        COLUMN_COUNT
};

static const mds_column_spec columns[] = {
#define X(id, width, wrap) {#id, width, wrap},
    RISK_COLUMNS(X)
#undef X
};

static const char *const property_key = "property";

static void put_numbers(mds_table_builder *b, const mds_risk *risk)
{
    mds_reg *r = b->r;
    const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
    const mds_risk *best = &r->as->best->risks[risk->scenario];

    mds_table__number(b, COL_share, at->share, MDS_NUMBER_SHARE);
    mds_table__number(b, COL_rrf, at->rrf, MDS_NUMBER_RRF);
    mds_table__number(b, COL_sure, 1.0 - at->exceeds, MDS_NUMBER_SHARE);
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
}

static void next(const mds_reg *r, mds_strbuf *list)
{
    if (list->n > 0) {
        mds_strbuf_puts(list, mds_reg__text(r, "list.entry")); /* titles hold commas */
    }
}

static void append_control(mds_reg *r, mds_strbuf *list, uint32_t fact)
{
    const mds_fact_value *value = &r->facts->at[fact];
    mds_strbuf questions;
    mds_strbuf_init(&questions, 1 << 18);
    if (value->truth == MDS_TRUE) {
        mds_proof__append_all(r, &questions, value, MDS_TRUE);
    } else {
        mds_proof__append_questions(r, &questions, value);
    }
    mds_strbuf_puts(list, mds_reg__in(r, &r->catalog->facts[fact].title));
    if (questions.n > 0) { /* what is concluded from other facts has no question of its own */
        mds_strbuf_printf(list, " (%s)", questions.p);
    }
    mds_reg__drop(r, &questions);
}

/* Whether the control has another effect on the same scenario before \p effect: it is named once.
 */
static bool is_named(const mds_catalog *catalog, const mds_effect *effect)
{
    return effect > catalog->effects && effect[-1].scenario == effect->scenario &&
           effect[-1].fact == effect->fact && effect[-1].compensating == effect->compensating;
}

/* Whether a control of the device is told here: a coarse one that nobody stated is its finer ones
 * again. */
static bool is_told(const mds_reg *r, const mds_effect *effect, const mds_risk *risk)
{
    return effect->scenario == risk->scenario && effect->fact != MDS_NO_ORDINAL &&
           (r->catalog->facts[effect->fact].derived.count == 0 ||
            r->facts->at[effect->fact].stated) &&
           !is_named(r->catalog, effect);
}

/* The controls of the device whose fact is known. */
static const char *controls(mds_reg *r, const mds_risk *risk, mds_truth truth)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < r->catalog->effect_count; i++) {
        const mds_effect *effect = &r->catalog->effects[i];
        if (is_told(r, effect, risk) && r->facts->at[effect->fact].truth == truth) {
            next(r, &list);
            append_control(r, &list, effect->fact);
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static const char *questions_of(mds_reg *r, uint32_t fact)
{
    mds_strbuf ids;
    mds_strbuf_init(&ids, 1 << 16);
    mds_proof__append_questions(r, &ids, &r->facts->at[fact]);
    const char *text = mds_reg__copy(r, &ids);
    mds_strbuf_finish(&ids);
    return text;
}

/* Whether two facts hang on the same questions: a coarse form asks once for several. */
static bool is_listed(const char *const *listed, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(listed[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* The questions on which the unknown controls hang; the sheet of unknowns tells each one's story. A
 * coarse form has none for many controls: these are counted. */
static const char *unknown_controls(mds_reg *r, const mds_risk *risk)
{
    const char **listed = mds_arena_alloc(r->arena, r->catalog->fact_count + 1, sizeof *listed);
    size_t count = 0;
    size_t unasked = 0;
    mds_strbuf list;
    if (listed == NULL) {
        r->status = mds_arena_status(r->arena);
        return "";
    }
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < r->catalog->effect_count; i++) {
        const mds_effect *effect = &r->catalog->effects[i];
        if (!is_told(r, effect, risk) || r->facts->at[effect->fact].truth != MDS_UNKNOWN) {
            continue;
        }
        const char *questions = questions_of(r, effect->fact);
        if (questions[0] == '\0') {
            unasked++;
        } else if (!is_listed(listed, count, questions)) {
            listed[count++] = questions;
            next(r, &list);
            mds_strbuf_puts(&list, questions);
        }
    }
    if (unasked > 0) {
        char number[24];
        (void)snprintf(number, sizeof number, "%zu", unasked);
        next(r, &list);
        mds_reg__append(r, &list, "controls.unasked", number, NULL);
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

/* The hospital's measures that count here, each once. */
static const char *compensating(mds_reg *r, const mds_risk *risk)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        bool named = member->record == NULL;
        for (size_t k = 0; k < i && !named; k++) {
            named = risk->members[k].record == member->record;
        }
        if (!named) {
            next(r, &list);
            mds_reg__append(r, &list, "compensating.line",
                            mds_words__control(r, MDS_NO_ORDINAL, member->compensating),
                            mds_words__record_state(r, member->record), member->record->owner,
                            mds_reg__date(r, member->record->expires), NULL);
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static const char *routes(mds_reg *r, const mds_risk *risk)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < risk->path_count; i++) {
        if (risk->paths[i].open) {
            next(r, &list);
            mds_strbuf_puts(&list, mds_reg__in(r, &r->catalog->routes[risk->paths[i].route].title));
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

/* \p s NULL: of a scenario that does not apply. */
static const char *references(mds_reg *r, const mds_scenario *scenario, const mds_risk *s)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < scenario->reference_count; i++) {
        next(r, &list);
        mds_strbuf_puts(&list, scenario->references[i].id);
        if (scenario->references[i].title[0] != '\0') {
            mds_strbuf_printf(&list, ": %s", scenario->references[i].title);
        }
    }
    if (s != NULL) {
        mds_register__append_clauses(r, &list, s);
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static const char *frequency(mds_reg *r, const mds_scenario *scenario, double value)
{
    const char *words = mds_words__frequency(r, value);
    return scenario->no_recorded_event ? mds_reg__format(r, "likelihood.upper_limit", words, NULL)
                                       : words;
}

static void put_identity(mds_table_builder *b, uint32_t ordinal, const mds_risk *s)
{
    mds_reg *r = b->r;
    const mds_scenario *scenario = &r->catalog->scenarios[ordinal];
    const char *id = mds_risk_id(r->arena, r->catalog, r->facts, ordinal);
    if (id == NULL) {
        r->status = mds_arena_status(r->arena);
        id = "";
    }
    mds_table__text(b, COL_risk_id, id);
    mds_table__text(b, COL_scenario, mds_words__scenario(r, scenario));
    mds_table__text(b, COL_device, mds_words__device(r));
    const mds_capability *capability = &r->catalog->capabilities[scenario->capability];
    mds_table__text(b, COL_capability,
                    mds_reg__format(r, "capability.name", capability->id,
                                    mds_reg__in(r, &capability->title), NULL));
    mds_table__text(b, COL_references, references(r, scenario, s));
}

static void put_risk(mds_table_builder *b, const mds_risk *risk, size_t rank)
{
    mds_reg *r = b->r;
    const mds_scenario *scenario = &r->catalog->scenarios[risk->scenario];
    put_identity(b, risk->scenario, risk);
    mds_table__number(b, COL_rank, (double)rank, MDS_NUMBER_INTEGER);
    mds_table__marked(b, COL_level, mds_words__level(r, risk->word), mds_level_mark(risk->word));
    mds_table__marked(b, COL_verdict, mds_words__verdict(r, risk->verdict),
                      mds_verdict_mark(risk->verdict));
    mds_table__text(b, COL_proposed_response, mds_words__response(r, risk));
    mds_table__text(b, COL_responsible, mds_words__responsible(r, risk));
    mds_table__text(b, COL_status,
                    mds_reg__text(r, risk->verdict == MDS_VERDICT_ACCEPTABLE ? "status.within"
                                                                             : "status.open"));
    mds_table__text(b, COL_frequency, frequency(r, scenario, risk->at[MDS_STAGE_R2].frequency));
    mds_table__text(b, COL_key_property,
                    mds_reg__named(r, property_key, mds_property_name(mds_words__headline(risk))));
    mds_table__text(b, COL_eos_stage,
                    mds_reg__named(r, "lifecycle", mds_lifecycle_name(r->as->lifecycle)));
    mds_table__text(b, COL_routes, routes(r, risk));
    put_numbers(b, risk);
    mds_table__text(b, COL_controls_credited, controls(r, risk, MDS_TRUE));
    mds_table__text(b, COL_controls_missing, controls(r, risk, MDS_FALSE));
    mds_table__text(b, COL_controls_unknown, unknown_controls(r, risk));
    mds_table__text(b, COL_compensating_controls, compensating(r, risk));
    mds_table__text(b, COL_weakest_evidence, mds_words__strength(r, risk->weakest));
}

void mds_register__risks(mds_reg *r, mds_table *out)
{
    const mds_evaluation *now = r->as->now;
    mds_table_builder b;
    mds_table__init(&b, r, "register", columns, COLUMN_COUNT);
    for (size_t i = 0; i < r->as->ranked_count && mds_table__row(&b); i++) {
        put_risk(&b, &now->risks[r->as->ranking[i]], i + 1);
    }
    for (size_t i = 0; i < now->risk_count; i++) {
        const mds_risk *risk = &now->risks[i];
        if (risk->applies) {
            continue;
        }
        if (!mds_table__row(&b)) {
            break;
        }
        put_identity(&b, risk->scenario, NULL);
        mds_table__text(&b, COL_status, mds_words__not_applicable(r, risk));
    }
    mds_table__finish(&b, out);
}
