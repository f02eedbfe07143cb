/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bids side by side: docs/use/compare.md. */
#include <mdsrisk/compare.h>

#include "base/date.h"
#include "compare_draws.h"
#include "engine/compare_play.h"
#include "engine/smaa.h"
#include <math.h>
#include <string.h>

static const char *const gate_names[MDS_BID_GATE__COUNT] = {[MDS_BID_GATE_VERDICT] = "verdict",
                                                            [MDS_BID_GATE_EOS] = "end_of_support",
                                                            [MDS_BID_GATE_HORIZON] = "horizon"};

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

/* 0 at the worst anchor, 1 at the best; beyond them nothing more is lost or won. */
static double anchored(const mds_criterion *criterion, double measure)
{
    double worst = criterion->worst;
    double best = criterion->best;

    if (criterion->log10) {
        double low = fmin(worst, best);
        measure = log10(fmax(measure, low)); /* a measure may be 0, an anchor may not */
        worst = log10(worst);
        best = log10(best);
    }
    return fmin(1.0, fmax(0.0, (measure - worst) / (best - worst)));
}

static double index_of(const mds_assessment *as, mds_case which, mds_property property)
{
    double none = 1.0;

    for (size_t s = 0; s < as->scenario_count; s++) {
        const mds_scenario_result *result = &as->scenarios[s];
        none *= 1.0 - result->at[MDS_STAGE_R2][which].likelihood * result->impact[property];
    }
    return 100.0 * (1.0 - none);
}

static double largest_rrf(const mds_assessment *as, mds_case which)
{
    double largest = 0.0;

    for (size_t s = 0; s < as->scenario_count; s++) {
        largest = fmax(largest, as->scenarios[s].at[MDS_STAGE_R2][which].rrf);
    }
    return largest;
}

static double own_share(double r0, double r1)
{
    return r0 > 0.0 ? 1.0 - r1 / r0 : 1.0;
}

/* An unknown of this kind turns out well, as may be expected, or badly. */
static double unknown_share(const mds_policy *policy, mds_case which)
{
    switch (which) {
    case MDS_CASE_LO:
        return 1.0;
    case MDS_CASE_EXPECTED:
        return mds_play_unknown_mean(policy);
    case MDS_CASE_HI:
    case MDS_CASE__COUNT:
        break;
    }
    return 0.0;
}

static double support_years(const mds_assessment *as, const mds_criterion *criterion,
                            mds_case which)
{
    const int32_t end = as->deployment->end_of_support;

    if (end == MDS_DAY_NONE) {
        return criterion->worst +
               unknown_share(as->policy, which) * (criterion->best - criterion->worst);
    }
    return end > as->as_of ? mds_date_years(as->as_of, end) : 0.0;
}

static double fact_share(const mds_assessment *as, const mds_criterion *criterion, mds_case which)
{
    double sum = 0.0;

    for (size_t i = 0; i < criterion->fact_count; i++) {
        mds_truth truth = as->facts->at[criterion->facts[i]].truth;
        sum += truth == MDS_TRUE      ? 1.0
               : truth == MDS_UNKNOWN ? unknown_share(as->policy, which)
                                      : 0.0;
    }
    return criterion->fact_count > 0 ? sum / (double)criterion->fact_count : 0.0;
}

static double answered_share(const mds_bid_result *bid)
{
    return bid->questions > 0 ? (double)bid->answered / (double)bid->questions : 0.0;
}

static double measure_of(const mds_bid_result *bid, const mds_criterion *criterion, mds_case which)
{
    const mds_assessment *as = bid->bid.assessment;

    switch (criterion->measure) {
    case MDS_MEASURE_LARGEST_RRF:
        return largest_rrf(as, which);
    case MDS_MEASURE_INDEX_SAFETY:
        return index_of(as, which, MDS_PROPERTY_SAFETY);
    case MDS_MEASURE_INDEX_EFFECTIVENESS:
        return index_of(as, which, MDS_PROPERTY_EFFECTIVENESS);
    case MDS_MEASURE_INDEX_SECURITY:
        return index_of(as, which, MDS_PROPERTY_SECURITY);
    case MDS_MEASURE_OWN_SHARE:
        return own_share(as->index[MDS_STAGE_R0][which], as->index[MDS_STAGE_R1][which]);
    case MDS_MEASURE_ANSWERED_SHARE:
        return answered_share(bid);
    case MDS_MEASURE_SUPPORT_YEARS:
        return support_years(as, criterion, which);
    case MDS_MEASURE_FACT_SHARE:
        return fact_share(as, criterion, which);
    case MDS_MEASURE__COUNT:
        break;
    }
    return 0.0;
}

typedef struct comparing {
    mds_arena *arena;
    const mds_catalog *catalog;
    mds_comparison *out;
    mds_bid_result *bids;
    double *weights;
    mds_player **players;
    mds_drawn drawn;
    mds_drawn apart; /* the same world, but unknowns settled for one bid alone */
    mds_random *own; /* per bid: settles its unknowns there */
    mds_world_draws world;
} comparing;

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
    const mds_assessment *as = bid->bid.assessment;
    const int32_t horizon = c->out->options.horizon;
    const int32_t end = as->deployment->end_of_support;

    bid->gate[MDS_BID_GATE_VERDICT] = as->verdict == MDS_VERDICT_NOT_ACCEPTABLE;
    for (unsigned g = 0; g < MDS_GATE_KIND__COUNT; g++) {
        bid->gate[MDS_BID_GATE_EOS] = bid->gate[MDS_BID_GATE_EOS] || as->gate[g];
    }
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
        for (unsigned k = 0; k < MDS_CASE__COUNT; k++) {
            scores[i].measure[k] = measure_of(bid, &c->catalog->criteria[i], (mds_case)k);
            scores[i].value[k] = anchored(&c->catalog->criteria[i], scores[i].measure[k]);
            bid->total[k] += c->weights[i] * scores[i].value[k];
        }
    }
    bid->scores = scores;
    bid->dominated_by = MDS_NO_ORDINAL;
    set_gates(c, bid);
    return true;
}

/* On the expected values, over the criteria that have a weight. */
static bool dominates(const comparing *c, const mds_bid_result *a, const mds_bid_result *b)
{
    bool better = false;

    for (size_t i = 0; i < c->catalog->criterion_count; i++) {
        double left = a->scores[i].value[MDS_CASE_EXPECTED];
        double right = b->scores[i].value[MDS_CASE_EXPECTED];
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
    if (a->eligible != b->eligible) {
        return a->eligible;
    }
    return a->total[MDS_CASE_EXPECTED] > b->total[MDS_CASE_EXPECTED];
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

static double drawn_facts(const mds_player *player, const mds_criterion *criterion)
{
    size_t there = 0;

    for (size_t i = 0; i < criterion->fact_count; i++) {
        there += mds_player_fact(player, criterion->facts[i]);
    }
    return criterion->fact_count > 0 ? (double)there / (double)criterion->fact_count : 0.0;
}

static double drawn_measure(const comparing *c, size_t b, const mds_criterion *criterion,
                            const mds_drawn *drawn, const mds_played *played)
{
    const mds_bid_result *bid = &c->bids[b];
    const mds_policy *policy = bid->bid.assessment->policy;

    switch (criterion->measure) {
    case MDS_MEASURE_LARGEST_RRF:
        return played->largest_rrf;
    case MDS_MEASURE_INDEX_SAFETY:
        return played->index[MDS_PROPERTY_SAFETY];
    case MDS_MEASURE_INDEX_EFFECTIVENESS:
        return played->index[MDS_PROPERTY_EFFECTIVENESS];
    case MDS_MEASURE_INDEX_SECURITY:
        return played->index[MDS_PROPERTY_SECURITY];
    case MDS_MEASURE_OWN_SHARE:
        return own_share(played->r0, played->r1);
    case MDS_MEASURE_ANSWERED_SHARE:
        return answered_share(bid);
    case MDS_MEASURE_SUPPORT_YEARS:
        return support_years(bid->bid.assessment, criterion,
                             drawn->support_chance < mds_play_unknown_mean(policy) ? MDS_CASE_LO
                                                                                   : MDS_CASE_HI);
    case MDS_MEASURE_FACT_SHARE:
        return drawn_facts(c->players[b], criterion);
    case MDS_MEASURE__COUNT:
        break;
    }
    return 0.0;
}

static void value_bid(comparing *c, size_t b, const mds_drawn *drawn, double *values)
{
    mds_played played;

    mds_player_play(c->players[b], drawn, &played);
    for (size_t i = 0; i < c->catalog->criterion_count; i++) {
        const mds_criterion *criterion = &c->catalog->criteria[i];
        values[i] = anchored(criterion, drawn_measure(c, b, criterion, drawn, &played));
    }
}

static void settle_apart(comparing *c, size_t b)
{
    for (size_t i = 0; i < c->catalog->fact_count; i++) {
        c->apart.chance[i] = mds_random__unit(&c->own[b]);
    }
    c->apart.support_chance = mds_random__unit(&c->own[b]);
}

/* The seed and the form, and nothing of the other bids: eight digits of its SHA-256. */
static uint64_t own_seed(const comparing *c, size_t b)
{
    const mds_facts *facts = c->bids[b].bid.assessment->facts;
    uint64_t seed = 0;

    if (facts->disclosure_count > 0) {
        for (const char *digit = facts->disclosures[0]->sha256; *digit != '\0' && seed >> 28 == 0;
             digit++) {
            seed = 16 * seed + (uint64_t)(*digit <= '9' ? *digit - '0' : *digit - 'a' + 10);
        }
    }
    return seed ^ c->out->options.seed;
}

/* Common random numbers: one world a draw, in which every bid is valued, so that another bid
 * changes no bid's values. */
static void draw_values(void *payload, size_t draw, double *values)
{
    comparing *c = payload;
    const size_t count = c->catalog->criterion_count;

    mds_world__draw(&c->drawn, &c->world, draw);
    for (size_t b = 0; b < c->out->bid_count; b++) {
        double *chance = c->apart.chance;
        c->apart = c->drawn;
        c->apart.chance = chance;
        settle_apart(c, b);
        value_bid(c, b, &c->drawn, values + b * count);
        value_bid(c, b, &c->apart, values + (c->out->bid_count + b) * count);
    }
}

static mds_status reserve_draws(comparing *c)
{
    const mds_compare_options *options = &c->out->options;

    c->players = mds_arena_alloc(c->arena, c->out->bid_count, sizeof(mds_player *));
    c->own = mds_arena_alloc(c->arena, c->out->bid_count, sizeof *c->own);
    c->apart.chance = mds_arena_alloc(c->arena, c->catalog->fact_count, sizeof(double));
    if (c->players == NULL || c->own == NULL || c->apart.chance == NULL) {
        return mds_arena_status(c->arena);
    }
    for (size_t b = 0; b < c->out->bid_count; b++) {
        c->players[b] = mds_player_new(c->arena, c->bids[b].bid.assessment);
        c->own[b] = mds_random__stream(own_seed(c, b), mds_stream__of(MDS_STREAM_FACT, 0), 0);
        if (c->players[b] == NULL) {
            return mds_arena_status(c->arena);
        }
    }
    return mds_world__draws_new(&c->world, c->arena, c->catalog,
                                c->bids[0].bid.assessment->deployment->country, options->seed,
                                options->draws);
}

static mds_status run_draws(comparing *c)
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
    mds_status status = reserve_draws(c);
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
        .apart = true,
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
        bid->first_apart = found.first_apart[b];
        bid->better_apart = found.better_apart + b * n;
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
    const mds_assessment *first = bids[0].assessment;
    for (size_t b = 1; b < count; b++) {
        const mds_assessment *as = bids[b].assessment;
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
    if (c->weights == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        sum += c->out->options.weights[i];
    }
    for (size_t i = 0; i < count; i++) {
        c->weights[i] = c->out->options.weights[i] / sum;
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
    find_dominated(&c);
    if (!put_in_order(&c)) {
        return mds_arena_status(arena);
    }
    mds_status status = run_draws(&c);
    if (status == MDS_OK) {
        *out = c.out;
    }
    return status;
}
