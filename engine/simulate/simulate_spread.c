/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulate_parts.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* A quantile is a draw, without interpolation: whatever grows with F then has the
 * quantile that belongs to F's. */
size_t mds_spread__rank(double q, size_t count)
{
    double rank = ceil(q * (double)count);
    return rank < 1.0 ? 0 : (size_t)rank - 1;
}

double mds_spread__select(double *values, size_t count, size_t rank)
{
    return gsl_stats_select(values, 1, count, rank);
}

static void set_moments(mds_spread *out, const double *values, size_t count)
{
    const double n = (double)count;
    double sum = 0.0;
    double squares = 0.0;

    out->least = values[0];
    out->most = values[0];
    for (size_t i = 0; i < count; i++) {
        sum += values[i];
        out->least = values[i] < out->least ? values[i] : out->least;
        out->most = values[i] > out->most ? values[i] : out->most;
    }
    out->mean = sum / n;
    /* Two passes: the variance of nearly equal draws would vanish in a sum of squares. */
    for (size_t i = 0; i < count; i++) {
        double off = values[i] - out->mean;
        squares += off * off;
    }
    out->sd = sqrt(squares / (n - 1.0));
    out->error = out->sd / sqrt(n);
}

void mds_spread__of(mds_spread *out, double *values, size_t count, double confidence)
{
    set_moments(out, values, count);
    out->p05 = mds_spread__select(values, count, mds_spread__rank(0.05, count));
    out->p50 = mds_spread__select(values, count, mds_spread__rank(0.5, count));
    out->p95 = mds_spread__select(values, count, mds_spread__rank(0.95, count));
    out->quantile = mds_spread__select(values, count, mds_spread__rank(confidence, count));
}
