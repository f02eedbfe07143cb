/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of numbers: bids in order, criteria, and how sure the order is. */
#include "compare_words.h"

#include <stdio.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *failed_gates(mds_compared *c, const mds_bid_result *bid)
{
    static const char *const keys[MDS_BID_GATE__COUNT] = {
        [MDS_BID_GATE_VERDICT] = "compare.gate.verdict",
        [MDS_BID_GATE_EOS] = "compare.gate.end_of_support",
        [MDS_BID_GATE_HORIZON] = "compare.gate.horizon",
        [MDS_BID_GATE_UNJUDGED] = "compare.gate.cannot_be_judged"};
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t g = 0; g < MDS_BID_GATE__COUNT; g++) {
        if (bid->gate[g]) {
            mds_compared__join(c, &list, mds_reg__text(&c->reg, keys[g]));
        }
    }
    if (mds_compared__date_open(c, bid)) {
        mds_compared__join(c, &list, mds_reg__text(&c->reg, "compare.gate.open"));
    }
    const char *text = list.n > 0 || list.status != MDS_OK
                           ? mds_reg__copy(&c->reg, &list)
                           : mds_reg__text(&c->reg, "compare.gate.passed");
    mds_strbuf_finish(&list);
    return text;
}

static const char *range(mds_compared *c, const mds_bid_result *bid)
{
    return mds_reg__format(&c->reg, "compare.range",
                           mds_compared__value(c, bid->total[MDS_UNKNOWNS_AS_NO]),
                           mds_compared__value(c, bid->total[MDS_UNKNOWNS_AS_GOOD]), NULL);
}

static bool has_price(const mds_compared *c)
{
    bool found = false;

    for (size_t i = 0; i < c->comparison->bid_count; i++) {
        found = found || c->comparison->bids[i].bid.price != NULL;
    }
    return found;
}

void mds_compared__verdict(mds_compared *c, mds_table *out)
{
    static const mds_bid_column columns[] = {
        {"place", 6, false, false},        {"bid", 15, true, false},
        {"device", 30, true, false},       {"gates", 26, true, false},
        {"verdict", 34, true, false},      {"rrf", 9, false, false},
        {"sure", 9, false, false},         {"value", 8, false, false},
        {"value_range", 14, true, false},  {"first", 11, false, false},
        {"first_words", 14, true, false},  {"first_any", 11, false, false},
        {"dominated_by", 14, true, false}, {"end_of_support", 12, false, false},
        {"answered", 11, false, false},    {"price", 14, true, false}};
    enum {
        PLACE,
        BID,
        DEVICE,
        GATES,
        VERDICT,
        RRF,
        SURE,
        VALUE,
        RANGE,
        FIRST,
        WORDS,
        ANY,
        DOMINATED,
        EOS,
        ANSWERED,
        PRICE
    };
    mds_table_builder b;

    mds_compared__table(&b, c, "verdict", columns, COUNT(columns) - (has_price(c) ? 0 : 1));
    for (size_t i = 0; i < c->comparison->bid_count && mds_table__row(&b); i++) {
        const uint32_t ordinal = c->comparison->order[i];
        const mds_bid_result *bid = mds_compared__bid(c, ordinal);
        const mds_verdict verdict = bid->bid.assessment->verdict;
        mds_table__number(&b, PLACE, (double)i + 1, MDS_NUMBER_INTEGER);
        mds_table__text(&b, BID, bid->bid.name);
        mds_table__text(&b, DEVICE, mds_compared__device(c, ordinal));
        mds_table__marked(&b, GATES, failed_gates(c, bid),
                          bid->eligible && !mds_compared__date_open(c, bid) ? MDS_MARK_NONE
                                                                            : MDS_MARK_NOTICE);
        mds_table__marked(&b, VERDICT, mds_words__device_signal(&c->reg),
                          mds_verdict_mark(verdict));
        mds_table__number(&b, RRF, bid->bid.assessment->now->at[MDS_STAGE_R2].rrf, MDS_NUMBER_RRF);
        mds_table__number(&b, SURE, bid->bid.assessment->now->at[MDS_STAGE_R2].sure,
                          MDS_NUMBER_PROBABILITY);
        mds_table__number(&b, VALUE, bid->total[MDS_UNKNOWNS_AS_NO], MDS_NUMBER_PLAIN);
        mds_table__text(&b, RANGE, range(c, bid));
        /* who fails a gate does not compete with those that pass */
        if (bid->eligible || c->comparison->eligible_count == 0) {
            mds_table__number(&b, FIRST, bid->first, MDS_NUMBER_PROBABILITY);
            mds_table__text(&b, WORDS, mds_compared__sure(c, bid->first));
            mds_table__number(&b, ANY, bid->first_any, MDS_NUMBER_PROBABILITY);
        }
        if (bid->bid.price != NULL) {
            mds_table__text(&b, PRICE, bid->bid.price);
        }
        if (bid->dominated_by != MDS_NO_ORDINAL) {
            mds_table__text(&b, DOMINATED, mds_compared__bid(c, bid->dominated_by)->bid.name);
        }
        if (bid->bid.assessment->deployment->end_of_support != INT32_MIN) {
            mds_table__date(&b, EOS, bid->bid.assessment->deployment->end_of_support);
        } else {
            mds_table__text(&b, EOS, mds_reg__text(&c->reg, "not_given"));
        }
        mds_table__number(&b, ANSWERED,
                          bid->questions > 0 ? (double)bid->answered / (double)bid->questions : 0,
                          MDS_NUMBER_SHARE);
    }
    mds_table__finish(&b, out);
}

static mds_number_style style_of(const mds_criterion *criterion)
{
    switch (criterion->measure) {
    case MDS_MEASURE_LARGEST_RRF:
    case MDS_MEASURE_INDEX_SAFETY:
    case MDS_MEASURE_INDEX_EFFECTIVENESS:
    case MDS_MEASURE_INDEX_SECURITY:
        return MDS_NUMBER_RRF;
    case MDS_MEASURE_OWN_SHARE:
    case MDS_MEASURE_ANSWERED_SHARE:
    case MDS_MEASURE_FACT_SHARE:
        return MDS_NUMBER_SHARE;
    case MDS_MEASURE_SUPPORT_YEARS:
    case MDS_MEASURE__COUNT:
        break;
    }
    return MDS_NUMBER_PLAIN;
}

/* One line a criterion and, below, the sums: what a reader would add up. */
void mds_compared__criteria(mds_compared *c, mds_table *out)
{
    static const mds_bid_column columns[] = {
        {"criterion", 26, true, false}, {"measured", 36, true, false}, {"worst", 9, false, false},
        {"best", 9, false, false},      {"weight", 9, false, false},   {"measure", 11, false, true},
        {"score", 9, false, true},      {"source", 46, true, false}};
    enum { CRITERION, MEASURED, WORST, BEST, WEIGHT, EACH };
    const mds_comparison *cmp = c->comparison;
    const size_t source = EACH + 2 * cmp->bid_count;
    mds_table_builder b;

    mds_compared__table(&b, c, "criteria", columns, COUNT(columns));
    for (size_t i = 0; i < cmp->catalog->criterion_count && mds_table__row(&b); i++) {
        const mds_criterion *criterion = &cmp->catalog->criteria[i];
        const mds_number_style style = style_of(criterion);
        mds_table__text(&b, CRITERION, mds_reg__in(&c->reg, &criterion->title));
        mds_table__text(&b, MEASURED, mds_reg__in(&c->reg, &criterion->measured));
        mds_table__number(&b, WORST, criterion->worst, style);
        mds_table__number(&b, BEST, criterion->best, style);
        mds_table__number(&b, WEIGHT, cmp->weights[i], MDS_NUMBER_PLAIN);
        for (size_t k = 0; k < cmp->bid_count; k++) {
            const mds_bid_score *score = &cmp->bids[k].scores[i];
            mds_table__number(&b, EACH + 2 * k, score->measure[MDS_UNKNOWNS_AS_NO], style);
            mds_table__number(&b, EACH + 2 * k + 1, score->value[MDS_UNKNOWNS_AS_NO],
                              MDS_NUMBER_PLAIN);
        }
        mds_table__text(&b, source,
                        mds_reg__format(&c->reg, "compare.source", criterion->id,
                                        mds_reg__in(&c->reg, &criterion->rationale), NULL));
    }
    if (mds_table__row(&b)) {
        mds_table__marked(&b, CRITERION, mds_reg__text(&c->reg, "compare.sum"), MDS_MARK_HEADING);
        mds_table__number(&b, WEIGHT, 1, MDS_NUMBER_PLAIN);
        for (size_t k = 0; k < cmp->bid_count; k++) {
            mds_table__number(&b, EACH + 2 * k + 1, cmp->bids[k].total[MDS_UNKNOWNS_AS_NO],
                              MDS_NUMBER_PLAIN);
        }
        mds_table__text(&b, source, mds_reg__text(&c->reg, "compare.sum_source"));
    }
    mds_table__finish(&b, out);
}

/* One line a bid: its value over the draws, each rank, and against each other bid. */
void mds_compared__certainty(mds_compared *c, mds_table *out)
{
    static const mds_bid_column columns[] = {
        {"bid", 15, true, false},         {"device", 30, true, false},
        {"value", 10, false, false},      {"well", 10, false, false},
        {"mean", 10, false, false},       {"p05", 10, false, false},
        {"p50", 10, false, false},        {"p95", 10, false, false},
        {"first", 11, false, false},      {"first_words", 14, true, false},
        {"first_any", 11, false, false},  {"safer_than", 13, false, true},
        {"better_than", 13, false, true}, {"ranks", 40, true, false}};
    enum { BID, DEVICE, VALUE, WELL, MEAN, P05, P50, P95, FIRST, WORDS, ANY, EACH };
    const mds_comparison *cmp = c->comparison;
    mds_table_builder b;

    mds_compared__table(&b, c, "certainty", columns, COUNT(columns));
    for (uint32_t i = 0; i < cmp->bid_count && mds_table__row(&b); i++) {
        const mds_bid_result *bid = mds_compared__bid(c, i);
        const double numbers[] = {bid->total[MDS_UNKNOWNS_AS_NO],
                                  bid->total[MDS_UNKNOWNS_AS_GOOD],
                                  bid->mean,
                                  bid->p05,
                                  bid->p50,
                                  bid->p95};
        mds_strbuf list;
        mds_table__text(&b, BID, bid->bid.name);
        mds_table__text(&b, DEVICE, mds_compared__device(c, i));
        for (size_t k = 0; k < COUNT(numbers); k++) {
            mds_table__number(&b, VALUE + k, numbers[k], MDS_NUMBER_PLAIN);
        }
        if (bid->eligible || cmp->eligible_count == 0) {
            mds_table__number(&b, FIRST, bid->first, MDS_NUMBER_PROBABILITY);
            mds_table__text(&b, WORDS, mds_compared__sure(c, bid->first));
            mds_table__number(&b, ANY, bid->first_any, MDS_NUMBER_PROBABILITY);
        }
        mds_strbuf_init(&list, 4096);
        for (size_t k = 0; k < cmp->bid_count; k++) {
            if (k != i) {
                mds_table__number(&b, EACH + 2 * k, bid->safer[k], MDS_NUMBER_PROBABILITY);
                mds_table__number(&b, EACH + 2 * k + 1, bid->better[k], MDS_NUMBER_PROBABILITY);
            }
            char rank[24];
            (void)snprintf(rank, sizeof rank, "%zu", k + 1);
            mds_compared__join(c, &list,
                               mds_reg__format(&c->reg, "compare.rank", rank,
                                               mds_words__sure(&c->reg, bid->rank[k]), NULL));
        }
        mds_table__text(&b, EACH + 2 * cmp->bid_count, mds_reg__copy(&c->reg, &list));
        mds_strbuf_finish(&list);
    }
    mds_table__finish(&b, out);
}
