/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table that people act on: a row per applicable risk in ranking order, then the scenarios
 * that do not apply, with the reason. What one acts on stands first, then the numbers. */
#include "register_internal.h"

#include <stdio.h>
#include <string.h>

/* clang-format off */
#define RISK_COLUMNS(X)                                                                           \
    X(rank, 6, false)               X(risk_id, 28, false)           X(level, 20, false)           \
    X(verdict, 18, true)            X(scenario, 64, true)           X(proposed_response, 60, true)         \
    X(responsible, 15, true)        X(status, 30, true)             X(likelihood, 22, true)       \
    X(key_property, 14, true)       X(device, 22, true)             X(capability, 24, true)       \
    X(eos_stage, 18, true)          X(rrf_lo, 12, false)             X(rrf_expected, 12, false)     \
    X(rrf_hi, 12, false)             X(verdict_lo, 16, true)         X(verdict_hi, 16, true)       \
    X(impact_safety, 12, false)      X(impact_effectiveness, 12, false)                             \
    X(impact_security, 12, false)    X(sp80030_word, 18, false)      X(number_word, 18, false)     \
    X(words_agree, 16, true)        X(r0_word, 18, false)           X(r0_lo, 10, false)            \
    X(r0_expected, 10, false)        X(r0_hi, 10, false)              X(r1_word, 18, false)         \
    X(r1_lo, 10, false)              X(r1_expected, 10, false)        X(r1_hi, 10, false)            \
    X(r2_word, 18, false)           X(r2_lo, 10, false)              X(r2_expected, 10, false)      \
    X(r2_hi, 10, false)              X(frequency_expected, 11, false)                              \
    X(controls_credited, 140, true)  X(controls_missing, 180, true)   X(controls_unknown, 70, true) \
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

static void put_stage(mds_table_builder *b, const mds_scenario_result *s, mds_stage stage,
                      size_t first)
{
    const mds_result *at = s->at[stage];
    mds_level word = mds_model_level(b->r->as->policy->bands, at[MDS_CASE_EXPECTED].risk);
    mds_table__marked(b, first, mds_words__level(b->r, word), mds_level_mark(word));
    for (int c = 0; c < MDS_CASE__COUNT; c++) {
        mds_table__number(b, first + 1 + (size_t)c, at[c].risk, MDS_NUMBER_RISK);
    }
}

static void put_numbers(mds_table_builder *b, const mds_scenario_result *s)
{
    mds_reg *r = b->r;
    const mds_result *at = s->at[MDS_STAGE_R2];
    mds_table__number(b, COL_rrf_lo, at[MDS_CASE_LO].rrf, MDS_NUMBER_FACTOR);
    mds_table__number(b, COL_rrf_expected, at[MDS_CASE_EXPECTED].rrf, MDS_NUMBER_FACTOR);
    mds_table__number(b, COL_rrf_hi, at[MDS_CASE_HI].rrf, MDS_NUMBER_FACTOR);
    mds_verdict lo = at[MDS_CASE_LO].verdict;
    mds_verdict hi = at[MDS_CASE_HI].verdict;
    mds_table__marked(b, COL_verdict_lo, mds_words__verdict(r, lo), mds_verdict_mark(lo));
    mds_table__marked(b, COL_verdict_hi, mds_words__verdict(r, hi), mds_verdict_mark(hi));
    mds_table__number(b, COL_impact_safety, s->impact[MDS_PROPERTY_SAFETY], MDS_NUMBER_PLAIN);
    mds_table__number(b, COL_impact_effectiveness, s->impact[MDS_PROPERTY_EFFECTIVENESS],
                      MDS_NUMBER_PLAIN);
    mds_table__number(b, COL_impact_security, s->impact[MDS_PROPERTY_SECURITY], MDS_NUMBER_PLAIN);
    mds_table__marked(b, COL_sp80030_word, mds_words__level(r, s->risk_word),
                      mds_level_mark(s->risk_word));
    mds_table__marked(b, COL_number_word, mds_words__level(r, s->number_word),
                      mds_level_mark(s->number_word));
    mds_table__text(
        b, COL_words_agree,
        mds_reg__text(r, s->risk_word == s->number_word ? "words.agree" : "words.differ"));
    put_stage(b, s, MDS_STAGE_R0, COL_r0_word);
    put_stage(b, s, MDS_STAGE_R1, COL_r1_word);
    put_stage(b, s, MDS_STAGE_R2, COL_r2_word);
    mds_table__number(b, COL_frequency_expected, at[MDS_CASE_EXPECTED].frequency, MDS_NUMBER_PLAIN);
}

static void next(const mds_reg *r, mds_strbuf *list)
{
    if (list->n > 0) {
        mds_strbuf_puts(list, mds_reg__text(r, "list.entry")); /* titles hold commas */
    }
}

static void append_control(mds_reg *r, mds_strbuf *list, const mds_credit *credit)
{
    const mds_fact_value *value = &r->as->facts->at[credit->effect->fact];
    mds_strbuf questions;
    mds_strbuf_init(&questions, 1 << 18);
    if (credit->truth == MDS_TRUE) {
        mds_proof__append_all(r, &questions, value, MDS_TRUE);
    } else {
        mds_proof__append_questions(r, &questions, value);
    }
    mds_strbuf_puts(list, mds_words__effect_title(r, credit->effect));
    if (questions.n > 0) { /* what is concluded from other facts has no question of its own */
        mds_strbuf_printf(list, " (%s)", questions.p);
    }
    mds_reg__drop(r, &questions);
}

/* The controls of the device whose fact is known. */
static const char *controls(mds_reg *r, const mds_scenario_result *s, mds_truth truth)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < s->credit_count; i++) {
        const mds_credit *credit = &s->credits[i];
        if (credit->effect->fact != MDS_NO_ORDINAL && credit->truth == truth) {
            next(r, &list);
            append_control(r, &list, credit);
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
    mds_proof__append_questions(r, &ids, &r->as->facts->at[fact]);
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
static const char *unknown_controls(mds_reg *r, const mds_scenario_result *s)
{
    const char **listed = mds_arena_alloc(r->arena, s->credit_count + 1, sizeof *listed);
    size_t count = 0;
    size_t unasked = 0;
    mds_strbuf list;
    if (listed == NULL) {
        r->status = mds_arena_status(r->arena);
        return "";
    }
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < s->credit_count; i++) {
        const mds_credit *credit = &s->credits[i];
        if (credit->effect->fact == MDS_NO_ORDINAL || credit->truth != MDS_UNKNOWN) {
            continue;
        }
        const char *questions = questions_of(r, credit->effect->fact);
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

static const char *compensating(mds_reg *r, const mds_scenario_result *s)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < s->credit_count; i++) {
        const mds_credit *credit = &s->credits[i];
        if (credit->record == NULL) {
            continue;
        }
        next(r, &list);
        mds_reg__append(r, &list, "compensating.line", mds_words__effect_title(r, credit->effect),
                        mds_words__record_state(r, credit->record), credit->record->owner,
                        mds_reg__date(r, credit->record->expires), NULL);
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

/* \p s NULL: of a scenario that does not apply. */
static const char *references(mds_reg *r, const mds_scenario *scenario,
                              const mds_scenario_result *s)
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

static const char *likelihood(mds_reg *r, const mds_scenario *scenario, double frequency)
{
    const char *words = mds_words__frequency(r, frequency);
    return scenario->no_recorded_event ? mds_reg__format(r, "likelihood.upper_limit", words, NULL)
                                       : words;
}

static void put_identity(mds_table_builder *b, uint32_t ordinal, const mds_scenario_result *s)
{
    mds_reg *r = b->r;
    const mds_scenario *scenario = &r->catalog->scenarios[ordinal];
    const char *id = mds_risk_id(r->arena, r->as, ordinal);
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

static void put_risk(mds_table_builder *b, const mds_scenario_result *s, size_t rank)
{
    mds_reg *r = b->r;
    const mds_scenario *scenario = &r->catalog->scenarios[s->scenario];
    const mds_result *expected = &s->at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    put_identity(b, s->scenario, s);
    if (!scenario->no_recorded_event) { /* without a recorded event there is no rank to claim */
        mds_table__number(b, COL_rank, (double)rank, MDS_NUMBER_INTEGER);
    }
    mds_table__marked(b, COL_level, mds_words__level(r, s->level), mds_level_mark(s->level));
    mds_table__marked(b, COL_verdict, mds_words__verdict(r, s->verdict),
                      mds_verdict_mark(s->verdict));
    mds_table__text(b, COL_proposed_response, mds_words__response(r, s));
    mds_table__text(b, COL_responsible, mds_words__responsible(r, s));
    mds_table__text(
        b, COL_status,
        mds_reg__text(r, s->verdict == MDS_VERDICT_ACCEPTABLE ? "status.accepted" : "status.open"));
    mds_table__text(b, COL_likelihood, likelihood(r, scenario, expected->frequency));
    mds_table__text(b, COL_key_property,
                    mds_reg__named(r, property_key, mds_property_name(mds_words__headline(s))));
    mds_table__text(b, COL_eos_stage,
                    mds_reg__named(r, "lifecycle", mds_lifecycle_name(r->as->lifecycle)));
    put_numbers(b, s);
    mds_table__text(b, COL_controls_credited, controls(r, s, MDS_TRUE));
    mds_table__text(b, COL_controls_missing, controls(r, s, MDS_FALSE));
    mds_table__text(b, COL_controls_unknown, unknown_controls(r, s));
    mds_table__text(b, COL_compensating_controls, compensating(r, s));
    mds_table__text(b, COL_weakest_evidence, mds_words__strength(r, s->weakest));
}

void mds_register__risks(mds_reg *r, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, r, "register", columns, COLUMN_COUNT);
    for (size_t i = 0; i < r->as->ranked_count; i++) {
        if (!mds_table__row(&b)) {
            break;
        }
        put_risk(&b, &r->as->scenarios[r->as->ranking[i]], i + 1);
    }
    for (size_t i = 0; i < r->as->scenario_count; i++) {
        const mds_scenario_result *s = &r->as->scenarios[i];
        if (s->open != MDS_FALSE) {
            continue;
        }
        if (!mds_table__row(&b)) {
            break;
        }
        put_identity(&b, s->scenario, NULL);
        mds_table__text(&b, COL_status,
                        mds_words__not_applicable(r, &r->catalog->scenarios[s->scenario]));
    }
    mds_table__finish(&b, out);
}
