/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experts scored on the seeds, combined, and set beside the numbers of the catalog. */
#include "elicit_parts.h"

#include <mdsrisk/limits.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

const char *mds_pooling_name(mds_pooling pooling)
{
    static const char *const names[MDS_POOLING__COUNT] = {"performance", "equal"};

    return (unsigned)pooling < MDS_POOLING__COUNT ? names[pooling] : "";
}

typedef struct panel {
    const mds_catalog *catalog;
    const mds_expert *const *experts;
    size_t count;
    mds_background *backgrounds; /* by question */
    bool *asked;                 /* likewise: somebody answered */
    mds_expert_score *scores;
    double *weights, *equal; /* by expert */
    double *room;
} panel;

static mds_status prepare(panel *p, mds_arena *arena)
{
    const size_t questions = p->catalog->expert_question_count;

    p->backgrounds = mds_arena_alloc(arena, questions, sizeof *p->backgrounds);
    p->asked = mds_arena_alloc(arena, questions, sizeof *p->asked);
    p->scores = mds_arena_alloc(arena, p->count, sizeof *p->scores);
    p->weights = mds_arena_alloc(arena, p->count, sizeof *p->weights);
    p->equal = mds_arena_alloc(arena, p->count, sizeof *p->equal);
    p->room = mds_arena_alloc(arena, p->count + 1, (MDS_QUANTILES + 2) * sizeof *p->room);
    if (p->backgrounds == NULL || p->asked == NULL || p->scores == NULL || p->weights == NULL ||
        p->equal == NULL || p->room == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t q = 0; q < questions; q++) {
        p->asked[q] = mds_elicit__background(&p->backgrounds[q], &p->catalog->expert_questions[q],
                                             p->experts, p->count, q);
    }
    for (size_t i = 0; i < p->count; i++) {
        p->equal[i] = 1.0;
    }
    return MDS_OK;
}

/* Adds one question to a score: sums, of which end_score() makes means. */
static void add_question(const panel *p, mds_expert_score *score, size_t q,
                         const double quantiles[MDS_QUANTILES])
{
    const mds_expert_question *question = &p->catalog->expert_questions[q];
    const double information = mds_elicit__information(&p->backgrounds[q], quantiles);

    score->information_all += information;
    if (question->asks == MDS_ASKED_SEED) {
        score->information += information;
        score->hits[mds_elicit__part_of(quantiles, question->realisation)]++;
    }
}

static void end_score(mds_expert_score *score, size_t seeds, size_t all)
{
    score->calibration = mds_elicit__calibration(score->hits);
    score->information /= (double)seeds;
    score->information_all /= (double)all;
    score->weight = score->calibration * score->information;
}

static size_t seed_count(const mds_catalog *catalog)
{
    size_t count = 0;

    for (size_t q = 0; q < catalog->expert_question_count; q++) {
        count += catalog->expert_questions[q].asks == MDS_ASKED_SEED;
    }
    return count;
}

static void score_experts(panel *p)
{
    for (size_t i = 0; i < p->count; i++) {
        size_t answered = 0;
        p->scores[i] = (mds_expert_score){.calibration = 0.0};
        for (size_t q = 0; q < p->catalog->expert_question_count; q++) {
            if (p->experts[i]->answered[q]) {
                add_question(p, &p->scores[i], q, p->experts[i]->answers[q].at);
                answered++;
            }
        }
        end_score(&p->scores[i], seed_count(p->catalog), answered);
    }
}

/* The score of the weighted sum, as if it were an expert. */
static mds_expert_score score_pooled(const panel *p, const double *weights)
{
    mds_expert_score score = {.calibration = 0.0};
    double quantiles[MDS_QUANTILES];
    size_t answered = 0;

    for (size_t q = 0; q < p->catalog->expert_question_count; q++) {
        if (p->asked[q] && mds_elicit__pool(quantiles, &p->backgrounds[q], p->experts, weights,
                                            p->count, q, p->room)) {
            add_question(p, &score, q, quantiles);
            answered++;
        }
    }
    end_score(&score, seed_count(p->catalog), answered);
    return score;
}

/* Who reaches alpha, by calibration times information; false when nobody does. */
static bool weigh(panel *p, double alpha)
{
    double sum = 0.0;

    for (size_t i = 0; i < p->count; i++) {
        p->weights[i] = p->scores[i].calibration >= alpha ? p->scores[i].weight : 0.0;
        sum += p->weights[i];
    }
    for (size_t i = 0; i < p->count && sum > 0.0; i++) {
        p->weights[i] /= sum;
    }
    return sum > 0.0;
}

/* Between two calibrations nothing changes, so that these are all there is to try; of equals the
 * least, which leaves most experts in. */
static double best_alpha(panel *p)
{
    double best = 0.0;
    double best_score = -1.0;

    for (size_t i = 0; i < p->count; i++) {
        const double alpha = p->scores[i].calibration;
        if (!weigh(p, alpha)) {
            continue;
        }
        const double score = score_pooled(p, p->weights).weight;
        if (score > best_score || (score >= best_score && alpha < best)) {
            best = alpha;
            best_score = score;
        }
    }
    return best;
}

static const mds_parameter *number_of(const mds_parameter *numbers, size_t count,
                                      const mds_expert_question *question)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(mds_parameter_kind_name(numbers[i].kind), question->parameter) == 0 &&
            strcmp(numbers[i].of, question->of) == 0 &&
            strcmp(numbers[i].part, question->part) == 0) {
            return &numbers[i];
        }
    }
    return NULL;
}

/* m (k) is symmetric on the log scale: a Beta(3, 3) between m / k and m * k. */
static double fitted_spread(const mds_pooled *pooled)
{
    const double *at = pooled->at[MDS_POOLING_PERFORMANCE];
    const double part = 1.0 - 2.0 * gsl_cdf_beta_Pinv(mds_elicit__shares[0], 3.0, 3.0);

    return exp(log(at[MDS_QUANTILES - 1] / at[0]) / (2.0 * part));
}

static mds_status pool_questions(mds_elicitation *out, panel *p, mds_arena *arena,
                                 const mds_policy *policy)
{
    const size_t questions = p->catalog->expert_question_count;
    const double *const weights[MDS_POOLING__COUNT] = {p->weights, p->equal};
    mds_pooled *pooled = mds_arena_alloc(arena, questions, sizeof *pooled);
    const mds_parameter *numbers = NULL;
    size_t number_count = 0;

    if (pooled == NULL) {
        return mds_arena_status(arena);
    }
    const mds_status status =
        mds_sensitivity_numbers(&numbers, &number_count, arena, p->catalog, policy);
    for (size_t q = 0; q < questions && status == MDS_OK; q++) {
        const mds_expert_question *question = &p->catalog->expert_questions[q];
        for (size_t i = 0; i < p->count; i++) {
            pooled[q].count += p->experts[i]->answered[q];
        }
        for (unsigned k = 0; k < MDS_POOLING__COUNT && p->asked[q]; k++) {
            pooled[q].there[k] = mds_elicit__pool(pooled[q].at[k], &p->backgrounds[q], p->experts,
                                                  weights[k], p->count, q, p->room);
        }
        if (question->asks == MDS_ASKED_SEED) {
            continue;
        }
        pooled[q].number = number_of(numbers, number_count, question);
        if (pooled[q].number == NULL) {
            return MDS_ECATALOG;
        }
        const mds_parameter_kind kind = pooled[q].number->kind;
        if (pooled[q].there[MDS_POOLING_PERFORMANCE] &&
            (kind == MDS_PARAMETER_RATE || kind == MDS_PARAMETER_ANCHOR)) {
            pooled[q].fitted_spread = fitted_spread(&pooled[q]);
        }
    }
    out->pooled = pooled;
    return status;
}

static bool usable(const mds_catalog *catalog, const mds_expert *const *experts, size_t count,
                   double alpha)
{
    if (count == 0 || count > MDS_LIMIT_EXPERTS || alpha > 1.0 || seed_count(catalog) == 0) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t q = 0; q < catalog->expert_question_count; q++) {
            if (catalog->expert_questions[q].asks == MDS_ASKED_SEED && !experts[i]->answered[q]) {
                return false;
            }
        }
    }
    return true;
}

mds_status mds_elicitation_combine(const mds_elicitation **out, mds_arena *arena,
                                   const mds_catalog *catalog, const mds_policy *policy,
                                   const mds_expert *const *experts, size_t count, double alpha)
{
    panel p = {.catalog = catalog, .experts = experts, .count = count};

    if (!usable(catalog, experts, count, alpha)) {
        return MDS_EINVAL;
    }
    mds_elicitation *made = mds_arena_alloc(arena, 1, sizeof *made);
    if (made == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = prepare(&p, arena);
    if (status != MDS_OK) {
        return status;
    }
    score_experts(&p);
    *made = (mds_elicitation){.catalog = catalog,
                              .experts = experts,
                              .scores = p.scores,
                              .expert_count = count,
                              .alpha = alpha < 0.0 ? best_alpha(&p) : alpha,
                              .alpha_chosen = alpha < 0.0};
    if (!weigh(&p, made->alpha)) {
        return MDS_ENOTFOUND;
    }
    for (size_t i = 0; i < count; i++) {
        p.scores[i].weight = p.weights[i];
    }
    made->pooled_scores[MDS_POOLING_PERFORMANCE] = score_pooled(&p, p.weights);
    made->pooled_scores[MDS_POOLING_EQUAL] = score_pooled(&p, p.equal);
    status = pool_questions(made, &p, arena, policy);
    if (status == MDS_OK) {
        *out = made;
    }
    return status;
}

mds_status mds_elicitation_check(const mds_catalog *catalog, mds_diags *diags)
{
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    const mds_parameter *numbers = NULL;
    size_t count = 0;

    if (arena == NULL) {
        return MDS_ENOMEM;
    }
    mds_status status =
        mds_sensitivity_numbers(&numbers, &count, arena, catalog, &catalog->policies[0]);
    const mds_status listed = status;
    for (size_t q = 0; q < catalog->expert_question_count && listed == MDS_OK; q++) {
        const mds_expert_question *question = &catalog->expert_questions[q];
        if (question->asks == MDS_ASKED_TARGET && number_of(numbers, count, question) == NULL) {
            mds_diag_add(diags, MDS_D_ELICITATION_PARAMETER, "elicitation.json", question->id,
                         question->parameter, question->of, question->part, NULL);
            status = MDS_ECATALOG;
        }
    }
    mds_arena_free(arena);
    return status;
}
