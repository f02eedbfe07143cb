/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saaty, The Analytic Hierarchy Process (1980). */
#include <mdsrisk/ahp.h>

#include <math.h>
#include <stdbool.h>

/* Table of random indices as Saaty gives it, for 1 to 15 items. */
static const double random_index[MDS_AHP_MAX + 1] = {
    0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};

double mds_ahp_random_index(size_t count)
{
    return count <= MDS_AHP_MAX ? random_index[count] : 0.0;
}

static bool usable(const double *matrix, size_t count)
{
    if (count == 0 || count > MDS_AHP_MAX) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j <= i; j++) {
            double entry = matrix[i * count + j];
            double mirror = matrix[j * count + i];
            if (!(entry > 0.0) || !(mirror > 0.0) || !isfinite(entry) || !isfinite(mirror) ||
                fabs(entry * mirror - 1.0) > 0.01) {
                return false;
            }
        }
    }
    return true;
}

/* Power iteration. A positive matrix has one eigenvalue of largest modulus, simple and positive
 * (Perron), so this converges to its vector from any positive start; and fast, since the others
 * are small when judgements are nearly consistent. Returns the eigenvalue. */
static double principal(double *weights, double *next, const double *matrix, size_t count)
{
    enum { MOST_STEPS = 10000 };
    double lambda = (double)count;
    double moved = 1.0;

    for (size_t i = 0; i < count; i++) {
        weights[i] = 1.0 / (double)count;
    }
    for (int step = 0; step < MOST_STEPS && moved > 1e-15; step++) {
        lambda = 0.0;
        for (size_t i = 0; i < count; i++) {
            next[i] = 0.0;
            for (size_t j = 0; j < count; j++) {
                next[i] += matrix[i * count + j] * weights[j];
            }
            lambda += next[i];
        }
        moved = 0.0;
        for (size_t i = 0; i < count; i++) {
            moved = fmax(moved, fabs(next[i] / lambda - weights[i]));
            weights[i] = next[i] / lambda;
        }
    }
    return lambda;
}

static void find_odd(mds_ahp *out, const double *matrix)
{
    double worst = 1.0;

    for (size_t i = 0; i < out->count; i++) {
        for (size_t j = i + 1; j < out->count; j++) {
            double fits = out->weights[i] / out->weights[j];
            double ratio = matrix[i * out->count + j] / fits;
            ratio = ratio < 1.0 ? 1.0 / ratio : ratio;
            if (ratio > worst) {
                worst = ratio;
                out->odd_row = i;
                out->odd_column = j;
                out->odd_fits = fits;
            }
        }
    }
}

mds_status mds_ahp_weights(mds_ahp *out, mds_arena *arena, const double *matrix, size_t count)
{
    if (!usable(matrix, count)) {
        return MDS_EINVAL;
    }
    double *weights = mds_arena_alloc(arena, count, sizeof *weights);
    double *next = mds_arena_alloc(arena, count, sizeof *next);
    if (weights == NULL || next == NULL) {
        return mds_arena_status(arena);
    }
    mds_ahp result = {.count = count, .weights = weights, .odd_fits = 1.0};
    result.lambda_max = principal(weights, next, matrix, count);
    if (count > 2) {
        double n = (double)count;
        /* rounding must not make a consistent table look better than perfect */
        result.ci = fmax(0.0, (result.lambda_max - n) / (n - 1.0));
        result.ri = random_index[count];
        result.cr = result.ci / result.ri;
    }
    find_odd(&result, matrix);
    *out = result;
    return MDS_OK;
}
