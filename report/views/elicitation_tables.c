/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

#include <mdsrisk/elicitation_report.h>

/* The quantiles of both pools are the last columns of a question. */
enum {
    TARGET_ID,
    TARGET_NUMBER,
    TARGET_OF,
    TARGET_PART,
    TARGET_LOW,
    TARGET_MODE,
    TARGET_HIGH,
    TARGET_COUNT,
    TARGET_POOLED,
    TARGET_WHERE = TARGET_POOLED + MDS_POOLING__COUNT * MDS_QUANTILES,
    TARGET_ENTER,
    TARGET_QUESTION
};
enum { SEED_ID, SEED_REALISATION, SEED_POOLED };
enum { SEED_EVIDENCE = SEED_POOLED + MDS_POOLING__COUNT * MDS_QUANTILES, SEED_QUESTION };
enum { EXPERT, CALIBRATION, INFORMATION, INFORMATION_ALL, WEIGHT, HITS, EXPERT_FILE };

#define POOLED_COLUMNS                                                                             \
    {"performance_q5", 13, false}, {"performance_q50", 13, false}, {"performance_q95", 13, false}, \
        {"equal_q5", 9, false}, {"equal_q50", 9, false},                                           \
    {                                                                                              \
        "equal_q95", 9, false                                                                      \
    }

static const mds_column_spec target_columns[] = {
    {"question_id", 24, true},    {"parameter", 22, true},     {"parameter_of", 22, true},
    {"parameter_part", 12, true}, {"parameter_low", 9, false}, {"parameter_mode", 9, false},
    {"parameter_high", 9, false}, {"expert_count", 8, false},  POOLED_COLUMNS,
    {"catalog_place", 30, true},  {"how_to_enter", 44, true},  {"expert_question", 50, true}};
static const mds_column_spec seed_columns[] = {{"question_id", 24, true},
                                               {"realisation", 10, false},
                                               POOLED_COLUMNS,
                                               {"evidence_id", 10, false},
                                               {"expert_question", 60, true}};
static const mds_column_spec score_columns[] = {{"expert", 24, true},
                                                {"calibration", 12, false},
                                                {"information", 12, false},
                                                {"information_all", 12, false},
                                                {"expert_weight", 10, false},
                                                {"expert_hits", 14, false},
                                                {"file", 28, true}};

/* In the question's unit, or with \p per in the catalog's. */
static void put_pooled(mds_table_builder *b, size_t column, const mds_pooled *pooled, double per)
{
    for (size_t k = 0; k < MDS_POOLING__COUNT; k++) {
        for (size_t q = 0; q < MDS_QUANTILES && pooled->there[k]; q++) {
            mds_table__number(b, column + k * MDS_QUANTILES + q, pooled->at[k][q] / per,
                              MDS_NUMBER_PLAIN);
        }
    }
}

/* "scenarios.json, network-exploit, base_rate" */
static const char *place_of(mds_reg *r, const mds_parameter *number)
{
    mds_strbuf_clear(&r->buf);
    mds_strbuf_printf(&r->buf, "%s, %s, %s%s%s", mds_parameter_kind_file(number->kind), number->of,
                      mds_parameter_kind_member(number->kind), number->part[0] != '\0' ? ", " : "",
                      number->part);
    return mds_reg__copy(r, &r->buf);
}

/* What a person would write there, were these answers to become the catalog's number. */
static const char *how_to_enter(mds_reg *r, const mds_pooled *pooled, double per)
{
    const double *at = pooled->at[MDS_POOLING_PERFORMANCE];
    const char *values[MDS_QUANTILES];

    if (!pooled->there[MDS_POOLING_PERFORMANCE]) {
        return "";
    }
    for (size_t q = 0; q < MDS_QUANTILES; q++) {
        values[q] = mds_reg__significant(r, at[q] / per, 2);
    }
    if (pooled->fitted_spread > 0.0) {
        return mds_reg__format(r, "elicitation.enter.rate", values[1],
                               mds_reg__significant(r, pooled->fitted_spread, 2), NULL);
    }
    switch (pooled->number->kind) {
    case MDS_PARAMETER_V1:
    case MDS_PARAMETER_V2:
    case MDS_PARAMETER_EFFECT:
    case MDS_PARAMETER_ROUTE_EFFECT:
        return mds_reg__format(r, "elicitation.enter.range", values[0], values[1], values[2], NULL);
    case MDS_PARAMETER_ANCHOR:
    case MDS_PARAMETER_RATE:
    case MDS_PARAMETER_IMPACT:
    case MDS_PARAMETER_ROUTE_SHARE:
    case MDS_PARAMETER_PATCH_SHARE:
    case MDS_PARAMETER_RAISE:
    case MDS_PARAMETER_ROUTE_RAISE:
    case MDS_PARAMETER_PATCH_STATE:
    case MDS_PARAMETER_SPREAD:
    case MDS_PARAMETER_POLICY:
    case MDS_PARAMETER_TOLERABLE:
    case MDS_PARAMETER_KIND__COUNT:
        break;
    }
    return mds_reg__format(r, "elicitation.enter.number", values[1], NULL);
}

static void put_target(mds_table_builder *b, const mds_expert_question *question,
                       const mds_pooled *pooled)
{
    const mds_parameter *number = pooled->number;

    mds_table__text(b, TARGET_ID, question->id);
    mds_table__text(b, TARGET_NUMBER,
                    mds_reg__named(b->r, "sensitivity", mds_parameter_kind_name(number->kind)));
    mds_table__text(b, TARGET_OF, number->of);
    mds_table__text(b, TARGET_PART, number->part);
    mds_table__number(b, TARGET_LOW, number->low, MDS_NUMBER_PLAIN);
    mds_table__number(b, TARGET_MODE, number->mode, MDS_NUMBER_PLAIN);
    mds_table__number(b, TARGET_HIGH, number->high, MDS_NUMBER_PLAIN);
    mds_table__number(b, TARGET_COUNT, (double)pooled->count, MDS_NUMBER_INTEGER);
    put_pooled(b, TARGET_POOLED, pooled, question->per);
    mds_table__text(b, TARGET_WHERE, place_of(b->r, number));
    mds_table__text(b, TARGET_ENTER, how_to_enter(b->r, pooled, question->per));
    mds_table__text(b, TARGET_QUESTION, mds_reg__in(b->r, &question->question));
}

static void put_seed(mds_table_builder *b, const mds_expert_question *question,
                     const mds_pooled *pooled)
{
    mds_reg *r = b->r;

    mds_table__text(b, SEED_ID, question->id);
    mds_table__number(b, SEED_REALISATION, question->realisation, MDS_NUMBER_PLAIN);
    put_pooled(b, SEED_POOLED, pooled, 1.0);
    mds_strbuf_clear(&r->buf);
    for (size_t i = 0; i < question->evidence_count; i++) {
        mds_strbuf_printf(&r->buf, "%s%s", i > 0 ? ", " : "",
                          r->catalog->evidence[question->evidence[i]].id);
    }
    mds_table__text(b, SEED_EVIDENCE, mds_reg__copy(r, &r->buf));
    mds_table__text(b, SEED_QUESTION, mds_reg__in(r, &question->question));
}

static void put_score(mds_table_builder *b, const char *name, const mds_expert_score *score)
{
    mds_reg *r = b->r;

    if (!mds_table__row(b)) {
        return;
    }
    mds_table__text(b, EXPERT, name);
    mds_table__number(b, CALIBRATION, score->calibration, MDS_NUMBER_PLAIN);
    mds_table__number(b, INFORMATION, score->information, MDS_NUMBER_PLAIN);
    mds_table__number(b, INFORMATION_ALL, score->information_all, MDS_NUMBER_PLAIN);
    mds_strbuf_clear(&r->buf);
    for (size_t i = 0; i < MDS_QUANTILE_PARTS; i++) {
        mds_strbuf_printf(&r->buf, "%s%zu", i > 0 ? " / " : "", score->hits[i]);
    }
    mds_table__text(b, HITS, mds_reg__copy(r, &r->buf));
}

static void put_scores(mds_table_builder *b, const mds_elicitation *from)
{
    for (size_t i = 0; i < from->expert_count; i++) {
        put_score(b, from->experts[i]->name, &from->scores[i]);
        mds_table__number(b, WEIGHT, from->scores[i].weight, MDS_NUMBER_PLAIN);
        mds_table__text(b, EXPERT_FILE, mds_words__file(from->experts[i]->file));
    }
    for (unsigned k = 0; k < MDS_POOLING__COUNT; k++) {
        put_score(b, mds_reg__named(b->r, "elicitation.pool", mds_pooling_name((mds_pooling)k)),
                  &from->pooled_scores[k]);
    }
}

static void put_questions(mds_table_builder *b, const mds_elicitation *from, mds_asked asks)
{
    for (size_t q = 0; q < from->catalog->expert_question_count; q++) {
        const mds_expert_question *question = &from->catalog->expert_questions[q];
        if (question->asks != asks || !mds_table__row(b)) {
            continue;
        }
        if (asks == MDS_ASKED_SEED) {
            put_seed(b, question, &from->pooled[q]);
        } else {
            put_target(b, question, &from->pooled[q]);
        }
    }
}

#define COUNT(columns) (sizeof(columns) / sizeof((columns)[0]))

static void build(mds_reg *r, const mds_elicitation *from, mds_table *tables)
{
    mds_table_builder b;

    mds_table__init(&b, r, "elicited", target_columns, COUNT(target_columns));
    put_questions(&b, from, MDS_ASKED_TARGET);
    mds_table__finish(&b, &tables[MDS_ELICITATION_TARGETS]);
    mds_table__init(&b, r, "expert_scores", score_columns, COUNT(score_columns));
    put_scores(&b, from);
    mds_table__finish(&b, &tables[MDS_ELICITATION_SCORES]);
    mds_table__init(&b, r, "expert_seeds", seed_columns, COUNT(seed_columns));
    put_questions(&b, from, MDS_ASKED_SEED);
    mds_table__finish(&b, &tables[MDS_ELICITATION_SEEDS]);
}

mds_status mds_elicitation_tables(const mds_table *const **out, mds_arena *arena,
                                  const mds_elicitation *from, mds_lang lang)
{
    mds_reg r = {.arena = arena, .catalog = from->catalog, .lang = lang};
    mds_table *tables = mds_arena_alloc(arena, MDS_ELICITATION_TABLE__COUNT, sizeof *tables);
    const mds_table **list = mds_arena_alloc(arena, MDS_ELICITATION_TABLE__COUNT, sizeof *list);

    if (tables == NULL || list == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 16);
    build(&r, from, tables);
    mds_strbuf_finish(&r.buf);
    for (size_t i = 0; i < MDS_ELICITATION_TABLE__COUNT; i++) {
        list[i] = &tables[i];
    }
    if (r.status == MDS_OK) {
        *out = list;
    }
    return r.status;
}
