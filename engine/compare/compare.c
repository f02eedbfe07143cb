/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bids side by side: docs/use/compare.md. */
#include <mdsrisk/compare.h>

#include "base/date.h"
#include "compare_draws.h"
#include "compare_names.h"
#include "engine/smaa.h"
#include <math.h>
#include <mdsrisk/limits.h>
#include <string.h>

static const char *const gate_names[MDS_BID_GATE__COUNT] = {[MDS_BID_GATE_VERDICT] = "verdict",
                                                            [MDS_BID_GATE_EOS] = "end_of_support",
                                                            [MDS_BID_GATE_HORIZON] = "horizon",
                                                            [MDS_BID_GATE_UNJUDGED] =
                                                                "cannot_be_judged"};

/* From what a criterion measures to its value. */
typedef struct scale {
    bool log10;
    double low;         /* a measure may be 0, an anchor may not */
    double worst, best; /* their logarithms where log10 */
} scale;

typedef struct comparing {
    mds_arena *arena;
    const mds_catalog *catalog;
    mds_comparison *out;
    mds_bid_result *bids;
    double *weights;
    scale *scales; /* per criterion */
    bool *used;    /* per fact: bears on a number */
    double *parts; /* per scenario, of one sum */
    double *drawn; /* per bid and sum, of one draw */
    mds_world_draws world;
} comparing;

const char *mds_bid_gate_name(mds_bid_gate gate)
{
    return (unsigned)gate < MDS_BID_GATE__COUNT ? gate_names[gate] : "";
}

uint32_t mds_compare_criterion(const mds_catalog *catalog, const char *id)
{
    for (uint32_t i = 0; i < catalog->criterion_count; i++) {
        if (strcmp(catalog->criteria[i].id, id) == 0) {
            return i;
        }
    }
    return MDS_NO_ORDINAL;
}

const double *mds_compare_default_weights(mds_arena *arena, const mds_catalog *catalog)
{
    double *weights = mds_arena_alloc(arena, catalog->criterion_count, sizeof *weights);

    for (size_t i = 0; weights != NULL && i < catalog->criterion_count; i++) {
        weights[i] = catalog->criteria[i].weight;
    }
    return weights;
}

static scale scale_of(const mds_criterion *criterion)
{
    const bool logs = criterion->log10;

    return (scale){.log10 = logs,
                   .low = fmin(criterion->worst, criterion->best),
                   .worst = logs ? log10(criterion->worst) : criterion->worst,
                   .best = logs ? log10(criterion->best) : criterion->best};
}

/* 0 at the worst anchor, 1 at the best; beyond them nothing more is lost or won. */
static double anchored(const scale *s, double measure)
{
    if (s->log10) {
        measure = log10(fmax(measure, s->low));
    }
    return fmin(1.0, fmax(0.0, (measure - s->worst) / (s->best - s->worst)));
}

/* The sum that a measure reads, or MDS_SUM__COUNT. */
static unsigned sum_of(mds_measure measure)
{
    switch (measure) {
    case MDS_MEASURE_LARGEST_RRF:
        return MDS_SUM_ALL;
    case MDS_MEASURE_INDEX_SAFETY:
        return MDS_SUM_PROPERTY + MDS_PROPERTY_SAFETY;
    case MDS_MEASURE_INDEX_EFFECTIVENESS:
        return MDS_SUM_PROPERTY + MDS_PROPERTY_EFFECTIVENESS;
    case MDS_MEASURE_INDEX_SECURITY:
        return MDS_SUM_PROPERTY + MDS_PROPERTY_SECURITY;
    case MDS_MEASURE_OWN_SHARE:
    case MDS_MEASURE_ANSWERED_SHARE:
    case MDS_MEASURE_SUPPORT_YEARS:
    case MDS_MEASURE_FACT_SHARE:
    case MDS_MEASURE__COUNT:
        break;
    }
    return MDS_SUM__COUNT;
}

static const mds_evaluation *case_of(const mds_risk_assessment *as, mds_unknowns unknowns)
{
    return unknowns == MDS_UNKNOWNS_AS_GOOD ? as->best : as->now;
}

static double own_share(const mds_evaluation *evaluation)
{
    const mds_device_at *at = evaluation->at;

    return at[MDS_STAGE_R0].rrf > 0.0 ? 1.0 - at[MDS_STAGE_R1].rrf / at[MDS_STAGE_R0].rrf : 1.0;
}

static double support_years(const mds_risk_assessment *as, const mds_criterion *criterion,
                            mds_unknowns unknowns)
{
    const int32_t end = as->deployment->end_of_support;

    if (end == MDS_DAY_NONE) {
        return unknowns == MDS_UNKNOWNS_AS_GOOD ? criterion->best : criterion->worst;
    }
    return end > as->as_of ? mds_date_years(as->as_of, end) : 0.0;
}

static bool is_good(const mds_fact_value *value, mds_unknowns unknowns)
{
    return value->truth == MDS_TRUE ||
           (value->truth == MDS_UNKNOWN && unknowns == MDS_UNKNOWNS_AS_GOOD);
}

static double fact_share(const mds_risk_assessment *as, const mds_criterion *criterion,
                         mds_unknowns unknowns)
{
    size_t good = 0;

    for (size_t i = 0; i < criterion->fact_count; i++) {
        good += is_good(&as->facts->at[criterion->facts[i]], unknowns);
    }
    return criterion->fact_count > 0 ? (double)good / (double)criterion->fact_count : 0.0;
}

/* Of what bears on a number and a form can tell: what the bid's forms settle. A short form settles
 * little, however well it is filled in. */
static double settled_share(const comparing *c, const mds_risk_assessment *as)
{
    size_t all = 0;
    size_t settled = 0;

    for (size_t f = 0; f < c->catalog->fact_count; f++) {
        const mds_fact *fact = &c->catalog->facts[f];
        if (c->used[f] && !fact->deployment && !fact->hospital && fact->derived.count == 0) {
            all++;
            settled += as->facts->at[f].truth != MDS_UNKNOWN;
        }
    }
    return all > 0 ? (double)settled / (double)all : 0.0;
}

/* The quantile of a sum at the policy's confidence. */
static double quantile_of(const comparing *c, const mds_risk_assessment *as, unsigned sum,
                          mds_unknowns unknowns)
{
    mds_bid__parts(c->parts, as, sum, unknowns);
    return mds_model_quantile(mds_device_sum(&as->device, c->parts), as->device.z);
}

static double measure_of(const comparing *c, const mds_bid_result *bid,
                         const mds_criterion *criterion, mds_unknowns unknowns)
{
    const mds_risk_assessment *as = bid->bid.assessment;

    switch (criterion->measure) {
    case MDS_MEASURE_LARGEST_RRF:
    case MDS_MEASURE_INDEX_SAFETY:
    case MDS_MEASURE_INDEX_EFFECTIVENESS:
    case MDS_MEASURE_INDEX_SECURITY:
        return quantile_of(c, as, sum_of(criterion->measure), unknowns);
    case MDS_MEASURE_OWN_SHARE:
        return own_share(case_of(as, unknowns));
    case MDS_MEASURE_ANSWERED_SHARE:
        return settled_share(c, as);
    case MDS_MEASURE_SUPPORT_YEARS:
        return support_years(as, criterion, unknowns);
    case MDS_MEASURE_FACT_SHARE:
        return fact_share(as, criterion, unknowns);
    case MDS_MEASURE__COUNT:
        break;
    }
    return 0.0;
}

static void count_answers(mds_bid_result *bid)
{
    const mds_facts *facts = bid->bid.assessment->facts;
    const mds_completeness_count found = mds_disclosures_count(
        bid->bid.assessment->catalog, facts->disclosures, facts->disclosure_count);
    bid->answered = found.answered;
    bid->questions = found.answered + found.unknown;
}

static void set_gates(const comparing *c, mds_bid_result *bid)
{
    const mds_risk_assessment *as = bid->bid.assessment;
    const int32_t horizon = c->out->options.horizon;
    const int32_t end = as->deployment->end_of_support;

    bid->gate[MDS_BID_GATE_VERDICT] = as->now->by_number == MDS_VERDICT_NOT_ACCEPTABLE;
    bid->gate[MDS_BID_GATE_EOS] = as->now->gate == MDS_VERDICT_NOT_ACCEPTABLE;
    bid->gate[MDS_BID_GATE_UNJUDGED] = as->unjudged != MDS_UNJUDGED_NOT;
    /* An unknown date is no failure yet: it is the first thing that the contract must settle. */
    bid->gate[MDS_BID_GATE_HORIZON] =
        horizon != MDS_DAY_NONE && end != MDS_DAY_NONE && end < horizon;
    bid->eligible = true;
    for (unsigned g = 0; g < MDS_BID_GATE__COUNT; g++) {
        bid->eligible = bid->eligible && !bid->gate[g];
    }
}

static bool score_bid(comparing *c, mds_bid_result *bid)
{
    const size_t count = c->catalog->criterion_count;
    mds_bid_score *scores = mds_arena_alloc(c->arena, count, sizeof *scores);

    if (scores == NULL) {
        return false;
    }
    count_answers(bid);
    for (size_t i = 0; i < count; i++) {
        for (unsigned k = 0; k < MDS_UNKNOWNS__COUNT; k++) {
            scores[i].measure[k] = measure_of(c, bid, &c->catalog->criteria[i], (mds_unknowns)k);
            scores[i].value[k] = anchored(&c->scales[i], scores[i].measure[k]);
            bid->total[k] += c->weights[i] * scores[i].value[k];
        }
    }
    bid->scores = scores;
    bid->dominated_by = MDS_NO_ORDINAL;
    set_gates(c, bid);
    return true;
}

/* On the values of the verdict, over the criteria that have a weight. */
static bool dominates(const comparing *c, const mds_bid_result *a, const mds_bid_result *b)
{
    bool better = false;

    for (size_t i = 0; i < c->catalog->criterion_count; i++) {
        double left = a->scores[i].value[MDS_UNKNOWNS_AS_NO];
        double right = b->scores[i].value[MDS_UNKNOWNS_AS_NO];
        if (c->weights[i] > 0.0 && left < right) {
            return false;
        }
        better = better || (c->weights[i] > 0.0 && left > right);
    }
    return better;
}

static void find_dominated(comparing *c)
{
    for (size_t b = 0; b < c->out->bid_count; b++) {
        for (uint32_t a = 0; a < c->out->bid_count; a++) {
            if (c->bids[b].dominated_by == MDS_NO_ORDINAL &&
                dominates(c, &c->bids[a], &c->bids[b])) {
                c->bids[b].dominated_by = a;
            }
        }
    }
}

static bool comes_before(const mds_bid_result *a, const mds_bid_result *b)
{
    const bool unjudged = a->gate[MDS_BID_GATE_UNJUDGED];

    if (a->eligible != b->eligible) {
        return a->eligible;
    }
    if (unjudged != b->gate[MDS_BID_GATE_UNJUDGED]) {
        return !unjudged;
    }
    return a->total[MDS_UNKNOWNS_AS_NO] > b->total[MDS_UNKNOWNS_AS_NO];
}

static bool put_in_order(comparing *c)
{
    uint32_t *order = mds_arena_alloc(c->arena, c->out->bid_count, sizeof *order);

    if (order == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < c->out->bid_count; i++) {
        size_t at = i;
        for (; at > 0 && comes_before(&c->bids[i], &c->bids[order[at - 1]]); at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
        c->out->eligible_count += c->bids[i].eligible;
    }
    c->out->order = order;
    return true;
}

/* One world a draw, in which every bid is valued, so that another bid changes no bid's values. What
 * no draw moves is worth what it is worth in the verdict. */
static void draw_values(void *payload, size_t draw, double *values)
{
    comparing *c = payload;
    const size_t count = c->catalog->criterion_count;

    mds_world__draw(c->drawn, &c->world, draw);
    for (size_t b = 0; b < c->out->bid_count; b++) {
        for (size_t i = 0; i < count; i++) {
            const unsigned sum = sum_of(c->catalog->criteria[i].measure);
            values[b * count + i] =
                sum < MDS_SUM__COUNT ? anchored(&c->scales[i], c->drawn[b * MDS_SUM__COUNT + sum])
                                     : c->bids[b].scores[i].value[MDS_UNKNOWNS_AS_NO];
        }
    }
}

/* Every pair by itself: another bid changes none of them. */
static mds_status find_safer(comparing *c)
{
    const size_t n = c->out->bid_count;
    double *safer = mds_arena_alloc(c->arena, n * n, sizeof *safer);
    mds_arena *scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_status status = MDS_OK;

    if (safer == NULL || scratch == NULL) {
        mds_arena_free(scratch);
        return safer == NULL ? mds_arena_status(c->arena) : MDS_ENOMEM;
    }
    for (size_t a = 0; a < n && status == MDS_OK; a++) {
        c->bids[a].safer = safer + a * n;
        safer[a * n + a] = 0.5;
        for (size_t b = a + 1; b < n && status == MDS_OK; b++) {
            status = mds_bid__safer(&safer[a * n + b], scratch, c->bids[a].bid.assessment,
                                    c->bids[b].bid.assessment);
            safer[b * n + a] = 1.0 - safer[a * n + b];
        }
    }
    mds_arena_free(scratch);
    return status;
}

static mds_status reserve_draws(comparing *c, const mds_bid *bids)
{
    const mds_compare_options *options = &c->out->options;
    const size_t n = c->out->bid_count;

    c->drawn = mds_arena_alloc(c->arena, n * MDS_SUM__COUNT, sizeof *c->drawn);
    if (c->drawn == NULL) {
        return mds_arena_status(c->arena);
    }
    return mds_world__draws_new(&c->world, c->arena, bids, n, options->seed, options->draws);
}

static mds_status run_draws(comparing *c, const mds_bid *bids)
{
    const size_t n = c->out->bid_count;
    const size_t count = c->catalog->criterion_count;
    const mds_compare_options *options = &c->out->options;
    double *alpha = mds_arena_alloc(c->arena, count, sizeof *alpha);
    bool *eligible = mds_arena_alloc(c->arena, n, sizeof *eligible);
    mds_smaa found;

    if (alpha == NULL || eligible == NULL) {
        return mds_arena_status(c->arena);
    }
    mds_status status = reserve_draws(c, bids);
    if (status != MDS_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        alpha[i] = c->weights[i] * (options->weights_stated ? MDS_COMPARE_STATED_PRECISION
                                                            : MDS_COMPARE_DEFAULT_PRECISION);
    }
    for (size_t b = 0; b < n; b++) {
        /* when no bid passes, they compete as they are */
        eligible[b] = c->bids[b].eligible || c->out->eligible_count == 0;
    }
    const mds_smaa_setup setup = {
        .alternatives = n,
        .criteria = count,
        .draws = options->draws,
        .weights = mds_random__stream(options->seed, mds_stream__of(MDS_STREAM_WEIGHTS, 0), 0),
        .alpha = alpha,
        .eligible = eligible,
        .draw = draw_values,
        .payload = c};
    status = mds_smaa_run(&found, c->arena, &setup);
    for (size_t b = 0; b < n && status == MDS_OK; b++) {
        mds_bid_result *bid = &c->bids[b];
        double sum = 0.0;
        for (size_t i = 0; i < count; i++) {
            sum += found.central[b * count + i];
        }
        bid->rank = found.rank + b * n;
        bid->rank_any = found.rank_any + b * n;
        bid->better = found.better + b * n;
        bid->central = sum > 0.0 ? found.central + b * count : NULL;
        bid->first = found.first[b];
        bid->first_any = found.first_any[b];
        bid->mean = found.mean[b];
        bid->p05 = found.p05[b];
        bid->p50 = found.p50[b];
        bid->p95 = found.p95[b];
    }
    return status;
}

static bool usable(const mds_bid *bids, size_t count, const mds_compare_options *options)
{
    double sum = 0.0;

    if (count < 2 || count > MDS_COMPARE_BIDS || options->draws == 0 ||
        options->draws > MDS_COMPARE_MOST_DRAWS || options->seed > UINT32_MAX) {
        return false;
    }
    const mds_risk_assessment *first = bids[0].assessment;
    for (size_t b = 1; b < count; b++) {
        const mds_risk_assessment *as = bids[b].assessment;
        if (as->catalog != first->catalog || as->policy != first->policy ||
            as->as_of != first->as_of || as->deployment->country != first->deployment->country) {
            return false;
        }
    }
    for (size_t i = 0; i < first->catalog->criterion_count; i++) {
        if (!(options->weights[i] >= 0.0) || !isfinite(options->weights[i])) {
            return false;
        }
        sum += options->weights[i];
    }
    return sum > 0.0 && isfinite(sum);
}

static bool set_weights(comparing *c)
{
    const size_t count = c->catalog->criterion_count;
    double sum = 0.0;

    c->weights = mds_arena_alloc(c->arena, count, sizeof *c->weights);
    c->scales = mds_arena_alloc(c->arena, count, sizeof *c->scales);
    c->used = mds_arena_alloc(c->arena, c->catalog->fact_count, sizeof *c->used);
    c->parts = mds_arena_alloc(c->arena, c->catalog->scenario_count, sizeof *c->parts);
    if (c->weights == NULL || c->scales == NULL || c->used == NULL || c->parts == NULL) {
        return false;
    }
    mds_facts_used(c->used, c->catalog);
    for (size_t i = 0; i < count; i++) {
        sum += c->out->options.weights[i];
    }
    for (size_t i = 0; i < count; i++) {
        c->weights[i] = c->out->options.weights[i] / sum;
        c->scales[i] = scale_of(&c->catalog->criteria[i]);
    }
    c->out->weights = c->weights;
    return true;
}

mds_status mds_compare(const mds_comparison **out, mds_arena *arena, const mds_bid *bids,
                       size_t count, const mds_compare_options *options)
{
    if (!usable(bids, count, options)) {
        return MDS_EINVAL;
    }
    comparing c = {.arena = arena, .catalog = bids[0].assessment->catalog};
    c.out = mds_arena_alloc(arena, 1, sizeof *c.out);
    c.bids = mds_arena_alloc(arena, count, sizeof *c.bids);
    if (c.out == NULL || c.bids == NULL) {
        return mds_arena_status(arena);
    }
    *c.out = (mds_comparison){
        .catalog = c.catalog, .options = *options, .bids = c.bids, .bid_count = count};
    if (!set_weights(&c)) {
        return mds_arena_status(arena);
    }
    for (size_t b = 0; b < count; b++) {
        c.bids[b].bid = bids[b];
        if (!score_bid(&c, &c.bids[b])) {
            return mds_arena_status(arena);
        }
    }
    mds_status status = mds_compare__names(c.bids, count, arena);
    if (status != MDS_OK) {
        return status;
    }
    find_dominated(&c);
    if (!put_in_order(&c)) {
        return mds_arena_status(arena);
    }
    status = find_safer(&c);
    if (status == MDS_OK) {
        status = run_draws(&c, bids);
    }
    if (status == MDS_OK) {
        *out = c.out;
    }
    return status;
}
