/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random weights, and the counting of ranks. GSL gives the gamma variates from our generator; every
 * argument is checked before, since its error handler ends the process. */
#include "engine/smaa.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

static unsigned long next_32_bits(void *state)
{
    return (unsigned long)(mds_random__next(state) >> 32);
}

static double next_unit(void *state)
{
    return mds_random__unit(state);
}

/* Never seeded by GSL: the state is a stream that exists already. */
static const gsl_rng_type generator_type = {.name = MDS_RANDOM_NAME,
                                            .max = UINT32_MAX,
                                            .size = sizeof(mds_random),
                                            .get = next_32_bits,
                                            .get_double = next_unit};

void mds_random_dirichlet(mds_random *random, const double *alpha, size_t count, double *out)
{
    const gsl_rng generator = {.type = &generator_type, .state = random};
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        out[i] = alpha[i] > 0.0 ? gsl_ran_gamma(&generator, alpha[i], 1.0) : 0.0;
        sum += out[i];
    }
    /* Tiny parameters can underflow all at once: then the weights are their means. */
    const double *from = sum > 0.0 ? out : alpha;
    if (!(sum > 0.0)) {
        for (size_t i = 0; i < count; i++) {
            sum += alpha[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = from[i] / sum;
    }
}

typedef struct running {
    const mds_smaa_setup *setup;
    double *ones;              /* alpha of any weights */
    double *weights, *any;     /* of one draw */
    double *values;            /* of one draw */
    double *total, *total_any; /* of one draw */
    double *totals;            /* [a][draw] */
    double *first_any;         /* [a]: how often first */
} running;

/* Adds each alternative's share of each rank: of m that tie, each gets 1/m of each of the m ranks.
 */
static void count_ranks(double *rank, const double *total, size_t count)
{
    for (size_t a = 0; a < count; a++) {
        size_t above = 0;
        size_t equal = 0;
        for (size_t b = 0; b < count; b++) {
            above += total[b] > total[a];
            equal += !(total[b] > total[a]) && !(total[b] < total[a]);
        }
        for (size_t r = above; r < above + equal; r++) {
            rank[a * count + r] += 1.0 / (double)equal;
        }
    }
}

static void count_better(double *better, const double *total, size_t count)
{
    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; b < count; b++) {
            better[a * count + b] += total[a] > total[b] ? 1.0 : total[a] < total[b] ? 0.0 : 0.5;
        }
    }
}

static void count_first(double *first, const double *total, const bool *eligible, size_t count)
{
    double best = -HUGE_VAL;
    size_t equal = 0;

    for (size_t a = 0; a < count; a++) {
        if (eligible == NULL || eligible[a]) {
            best = fmax(best, total[a]);
        }
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t a = 0; a < count; a++) {
            if ((eligible == NULL || eligible[a]) && total[a] >= best) {
                equal += pass == 0;
                first[a] += pass == 0 ? 0.0 : 1.0 / (double)equal;
            }
        }
    }
}

static double weighted(const double *weights, const double *values, size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i < count; i++) {
        sum += weights[i] * values[i];
    }
    return sum;
}

static void one_draw(running *run, mds_smaa *out, mds_random *random, size_t draw)
{
    const mds_smaa_setup *setup = run->setup;
    const size_t n = setup->alternatives;
    const size_t m = setup->criteria;

    mds_random_dirichlet(random, run->ones, m, run->any);
    mds_random_dirichlet(random, setup->alpha, m, run->weights);
    setup->draw(setup->payload, draw, run->values);
    for (size_t a = 0; a < n; a++) {
        run->total[a] = weighted(run->weights, run->values + a * m, m);
        run->total_any[a] = weighted(run->any, run->values + a * m, m);
        run->totals[a * setup->draws + draw] = run->total[a];
        out->mean[a] += run->total[a];
    }
    count_ranks(out->rank, run->total, n);
    count_ranks(out->rank_any, run->total_any, n);
    count_better(out->better, run->total, n);
    count_first(out->first, run->total, setup->eligible, n);
    count_first(out->first_any, run->total_any, setup->eligible, n);
    for (size_t a = 0; a < n; a++) {
        bool first = true;
        for (size_t b = 0; b < n; b++) {
            first = first && run->total_any[a] >= run->total_any[b];
        }
        run->first_any[a] += first;
        for (size_t c = 0; c < m && first; c++) {
            out->central[a * m + c] += run->any[c];
        }
    }
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Nearest rank: an observed value, no interpolation to explain. */
static double quantile(const double *sorted, size_t count, double p)
{
    size_t i = (size_t)ceil(p * (double)count);
    return sorted[i > 0 ? i - 1 : 0];
}

static void divide(double *list, size_t count, double by)
{
    for (size_t i = 0; i < count; i++) {
        list[i] /= by;
    }
}

static void summarise(running *run, mds_smaa *out)
{
    const mds_smaa_setup *setup = run->setup;
    const size_t n = setup->alternatives;
    const double draws = (double)setup->draws;

    divide(out->rank, n * n, draws);
    divide(out->rank_any, n * n, draws);
    divide(out->better, n * n, draws);
    divide(out->first, n, draws);
    divide(out->first_any, n, draws);
    divide(out->mean, n, draws);
    for (size_t a = 0; a < n; a++) {
        double *totals = run->totals + a * setup->draws;
        qsort(totals, setup->draws, sizeof *totals, ascending);
        out->p05[a] = quantile(totals, setup->draws, 0.05);
        out->p50[a] = quantile(totals, setup->draws, 0.50);
        out->p95[a] = quantile(totals, setup->draws, 0.95);
        if (run->first_any[a] > 0.0) {
            divide(out->central + a * setup->criteria, setup->criteria, run->first_any[a]);
        }
    }
}

/* Room for the result and for one draw; all or nothing. */
static bool reserve(running *run, mds_smaa *out, mds_arena *arena)
{
    const size_t n = run->setup->alternatives;
    const size_t m = run->setup->criteria;
    struct {
        double **at;
        size_t count;
    } const lists[] = {
        {&out->first_any, n},  {&out->rank, n * n},    {&out->rank_any, n * n},
        {&out->better, n * n}, {&out->central, n * m}, {&out->first, n},
        {&out->mean, n},       {&out->p05, n},         {&out->p50, n},
        {&out->p95, n},        {&run->ones, m},        {&run->weights, m},
        {&run->any, m},        {&run->values, n * m},  {&run->total, n},
        {&run->total_any, n},  {&run->first_any, n},   {&run->totals, n * run->setup->draws}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        *lists[i].at = mds_arena_alloc(arena, lists[i].count, sizeof(double));
        if (*lists[i].at == NULL) {
            return false;
        }
    }
    for (size_t c = 0; c < m; c++) {
        run->ones[c] = 1.0;
    }
    return true;
}

static bool usable(const mds_smaa_setup *setup)
{
    bool any = false;
    for (size_t c = 0; c < setup->criteria; c++) {
        if (!(setup->alpha[c] >= 0.0) || !isfinite(setup->alpha[c])) {
            return false;
        }
        any = any || setup->alpha[c] > 0.0;
    }
    return any && setup->alternatives > 0 && setup->draws > 0;
}

mds_status mds_smaa_run(mds_smaa *out, mds_arena *arena, const mds_smaa_setup *setup)
{
    running run = {.setup = setup};
    mds_smaa result;

    if (!usable(setup)) {
        return MDS_EINVAL;
    }
    if (!reserve(&run, &result, arena)) {
        return mds_arena_status(arena);
    }
    mds_random weights = setup->weights;
    for (size_t draw = 0; draw < setup->draws; draw++) {
        one_draw(&run, &result, &weights, draw);
    }
    summarise(&run, &result);
    *out = result;
    return MDS_OK;
}
