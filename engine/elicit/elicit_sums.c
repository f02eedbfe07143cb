/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums of the classical model for one question, or for one expert. */
#include "elicit_parts.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* On either side of the answers, as the classical model has it. */
#define OVERSHOOT 0.1
/* Of the background: closer quantiles are one to a double, and would tell infinitely much. */
#define NARROWEST 1e-12

const double mds_elicit__shares[MDS_QUANTILE_PARTS] = {.05, .45, .45, .05};
static const double below[MDS_QUANTILES] = {.05, .5, .95};

int mds_quantile_per_cent(size_t i)
{
    return i < MDS_QUANTILES ? (int)lround(100.0 * below[i]) : 0;
}

static double on_scale(const mds_background *background, double value)
{
    return background->log10 ? log(value) : value;
}

static double off_scale(const mds_background *background, double value)
{
    return background->log10 ? exp(value) : value;
}

bool mds_elicit__background(mds_background *out, const mds_expert_question *question,
                            const mds_expert *const *experts, size_t count, size_t ordinal)
{
    *out = (mds_background){.log10 = question->log10, .low = HUGE_VAL, .high = -HUGE_VAL};
    if (question->asks == MDS_ASKED_SEED) {
        out->low = out->high = on_scale(out, question->realisation);
    }
    bool answered = false;
    for (size_t i = 0; i < count; i++) {
        if (experts[i]->answered[ordinal]) {
            const double *at = experts[i]->answers[ordinal].at;
            out->low = fmin(out->low, on_scale(out, at[0]));
            out->high = fmax(out->high, on_scale(out, at[MDS_QUANTILES - 1]));
            answered = true;
        }
    }
    const double spare = OVERSHOOT * (out->high - out->low);
    out->low -= spare;
    out->high += spare;
    return answered;
}

double mds_elicit__information(const mds_background *background,
                               const double quantiles[MDS_QUANTILES])
{
    const double width = background->high - background->low;
    double sum = 0.0;
    double from = background->low;

    for (size_t i = 0; i < MDS_QUANTILE_PARTS; i++) {
        const double to = i < MDS_QUANTILES ? on_scale(background, quantiles[i]) : background->high;
        const double part = fmax((to - from) / width, NARROWEST);
        sum += mds_elicit__shares[i] * log(mds_elicit__shares[i] / part);
        from = to;
    }
    return sum;
}

size_t mds_elicit__part_of(const double quantiles[MDS_QUANTILES], double value)
{
    size_t part = 0;

    while (part < MDS_QUANTILES && value > quantiles[part]) {
        part++;
    }
    return part;
}

double mds_elicit__calibration(const size_t hits[MDS_QUANTILE_PARTS])
{
    double count = 0.0;
    double divergence = 0.0;

    for (size_t i = 0; i < MDS_QUANTILE_PARTS; i++) {
        count += (double)hits[i];
    }
    for (size_t i = 0; i < MDS_QUANTILE_PARTS && count > 0.0; i++) {
        const double share = (double)hits[i] / count;
        divergence += share > 0.0 ? share * log(share / mds_elicit__shares[i]) : 0.0;
    }
    /* rounding can leave it a hair below nothing */
    return gsl_cdf_chisq_Q(2.0 * count * fmax(divergence, 0.0), MDS_QUANTILE_PARTS - 1);
}

/* The distribution of one expert at \p value; both are on the scale. */
static double share_below(const mds_background *background, const double quantiles[MDS_QUANTILES],
                          double value)
{
    double from = background->low;
    double sum = 0.0;

    for (size_t i = 0; i < MDS_QUANTILE_PARTS; i++) {
        const double to = i < MDS_QUANTILES ? on_scale(background, quantiles[i]) : background->high;
        if (value < to) {
            return sum + mds_elicit__shares[i] * (value - from) / (to - from);
        }
        sum += mds_elicit__shares[i];
        from = to;
    }
    return 1.0;
}

typedef struct pool {
    const mds_background *background;
    const mds_expert *const *experts;
    const double *weights;
    size_t count, ordinal;
    double total; /* of the weights of those who answered */
} pool;

static double pooled_below(const pool *p, double value)
{
    double sum = 0.0;

    for (size_t i = 0; i < p->count; i++) {
        if (p->experts[i]->answered[p->ordinal] && p->weights[i] > 0.0) {
            sum += p->weights[i] *
                   share_below(p->background, p->experts[i]->answers[p->ordinal].at, value);
        }
    }
    return sum / p->total;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Where the sum bends: between two such places it is a straight line. */
static size_t find_bends(const pool *p, double *room)
{
    size_t bends = 0;

    room[bends++] = p->background->low;
    room[bends++] = p->background->high;
    for (size_t i = 0; i < p->count; i++) {
        for (size_t q = 0; p->experts[i]->answered[p->ordinal] && q < MDS_QUANTILES; q++) {
            room[bends++] = on_scale(p->background, p->experts[i]->answers[p->ordinal].at[q]);
        }
    }
    qsort(room, bends, sizeof *room, by_size);
    return bends;
}

bool mds_elicit__pool(double out[MDS_QUANTILES], const mds_background *background,
                      const mds_expert *const *experts, const double *weights, size_t count,
                      size_t ordinal, double *room)
{
    pool p = {background, experts, weights, count, ordinal, 0.0};

    for (size_t i = 0; i < count; i++) {
        p.total += experts[i]->answered[ordinal] ? weights[i] : 0.0;
    }
    if (!(p.total > 0.0)) {
        return false;
    }
    const size_t bends = find_bends(&p, room);
    size_t at = 0;
    double before = 0.0;
    double here = 0.0; /* at room[at] */
    for (size_t q = 0; q < MDS_QUANTILES; q++) {
        while (here < below[q] && at + 1 < bends) {
            before = here;
            here = pooled_below(&p, room[++at]);
        }
        const double step = here - before;
        const double part = step > 0.0 ? (below[q] - before) / step : 1.0;
        const double from = room[at > 0 ? at - 1 : 0];
        out[q] = off_scale(background, from + fmin(part, 1.0) * (room[at] - from));
    }
    return true;
}
