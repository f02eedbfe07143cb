/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beta-PERT after Vose: alpha = 1 + 4(m-a)/(b-a), beta = 1 + 4(b-m)/(b-a), so that alpha + beta is
 * always 6 and both are at least 1: a bounded density with one peak. It is drawn by rejection from
 * strips of equal area. Most draws fall under the lowest value of the density in their strip, and
 * need one random number and no density; the others are decided by the density itself, so that the
 * distribution is exact. */
#include "simulate_parts.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { CELLS = 1024 };

bool mds_pert__valid(const mds_triple *triple)
{
    return isfinite(triple->low) && isfinite(triple->high) && triple->low <= triple->mode &&
           triple->mode <= triple->high;
}

double mds_pert__alpha(const mds_triple *triple)
{
    return 1.0 + 4.0 * (triple->mode - triple->low) / (triple->high - triple->low);
}

/* x^p where the power 0 wins over the logarithm's pole. */
static double log_power(double p, double log_x)
{
    return p > 0.0 ? p * log_x : 0.0;
}

static double log_density(double alpha, double x)
{
    return log_power(alpha - 1.0, log(x)) + log_power(5.0 - alpha, log1p(-x));
}

/* 1 at the peak. */
static double density(const mds_pert_shape *shape, double x)
{
    return exp(log_density(shape->alpha, x) - shape->log_peak);
}

/* Edges of strips that hold about the same area of the envelope of a fine grid. */
static void place_edges(const mds_pert_shape *shape, double peak, double edge[MDS_PERT_STRIPS + 1])
{
    double area[CELLS + 1];
    double left = density(shape, 0.0);

    area[0] = 0.0;
    for (int i = 0; i < CELLS; i++) {
        double from = (double)i / CELLS;
        double to = (double)(i + 1) / CELLS;
        double right = density(shape, to);
        double most = from <= peak && peak <= to ? 1.0 : fmax(left, right);
        area[i + 1] = area[i] + most;
        left = right;
    }
    int cell = 0;
    for (int k = 1; k < MDS_PERT_STRIPS; k++) {
        double target = area[CELLS] * k / MDS_PERT_STRIPS;
        while (area[cell + 1] < target) {
            cell++;
        }
        edge[k] = (cell + (target - area[cell]) / (area[cell + 1] - area[cell])) / CELLS;
    }
    edge[0] = 0.0;
    edge[MDS_PERT_STRIPS] = 1.0;
}

void mds_pert__shape(mds_pert_shape *shape, double alpha)
{
    double edge[MDS_PERT_STRIPS + 1];
    double peak = (alpha - 1.0) / 4.0;
    double area = 0.0;

    shape->alpha = alpha;
    shape->log_peak = log_density(alpha, peak);
    place_edges(shape, peak, edge);
    double left = density(shape, edge[0]);
    for (int i = 0; i < MDS_PERT_STRIPS; i++) {
        mds_pert_strip *strip = &shape->strips[i];
        double right = density(shape, edge[i + 1]);
        strip->x = edge[i];
        strip->width = edge[i + 1] - edge[i];
        /* One peak: the lowest value of a strip stands at one of its edges. */
        strip->floor = fmin(left, right);
        strip->ceiling = edge[i] <= peak && peak <= edge[i + 1] ? 1.0 : fmax(left, right);
        area = fmax(area, strip->width * strip->ceiling);
        left = right;
    }
    for (int i = 0; i < MDS_PERT_STRIPS; i++) {
        mds_pert_strip *strip = &shape->strips[i];
        strip->ceiling = area / strip->width;
        strip->squeeze = strip->floor / strip->ceiling;
        strip->slope = strip->squeeze > 0.0 ? strip->width / strip->squeeze : 0.0;
    }
}

static inline double draw(const mds_pert_shape *shape, mds_random *random)
{
    for (;;) {
        uint64_t bits = mds_random__next(random);
        const mds_pert_strip *strip = &shape->strips[bits >> 56];
        double u = (double)(int64_t)(bits & UINT64_C(0xffffffffffffff)) * 0x1p-56;
        if (u < strip->squeeze) {
            return strip->x + u * strip->slope;
        }
        double x = strip->x + strip->width * mds_random__unit(random);
        double y = strip->floor + (strip->ceiling - strip->floor) * mds_random__unit(random);
        if (y < density(shape, x)) {
            return x;
        }
    }
}

void mds_pert__fill(const mds_varying *varying, mds_random *random, double *out, size_t count)
{
    const mds_pert_shape *shape = varying->shape;
    const double low = varying->low, span = varying->span, high = varying->high;

    if (shape == NULL) {
        for (size_t i = 0; i < count; i++) {
            out[i] = low;
        }
        return;
    }
    mds_random state = *random;
    for (size_t i = 0; i < count; i++) {
        double value = low + span * draw(shape, &state);
        out[i] = value < high ? value : high;
    }
    *random = state;
}

double mds_pert_mean(const mds_triple *triple)
{
    return (triple->low + 4.0 * triple->mode + triple->high) / 6.0;
}

/* Newton within a bracket, on the distribution function alone: gsl_cdf_beta_Pinv() may call GSL's
 * error handler, which would end the process. */
static double beta_quantile(double alpha, double p)
{
    enum { MOST_STEPS = 200 };
    const double beta = 6.0 - alpha;
    double low = 0.0, high = 1.0, x = alpha / 6.0;

    for (int i = 0; i < MOST_STEPS && high - low > 1e-16; i++) {
        double off = gsl_cdf_beta_P(x, alpha, beta) - p;
        if (off > 0.0) {
            high = x;
        } else {
            low = x;
        }
        double next = x - off / gsl_ran_beta_pdf(x, alpha, beta);
        next = next > low && next < high ? next : 0.5 * (low + high);
        if (fabs(next - x) < 1e-16) {
            break;
        }
        x = next;
    }
    return x;
}

double mds_pert_quantile(const mds_triple *triple, double p)
{
    if (!mds_pert__valid(triple) || !(p > 0.0 && p < 1.0)) {
        return NAN;
    }
    if (!(triple->low < triple->high)) {
        return triple->mode;
    }
    return triple->low + (triple->high - triple->low) * beta_quantile(mds_pert__alpha(triple), p);
}

mds_status mds_pert_draws(double *out, size_t count, const mds_triple *triple, uint64_t seed,
                          uint64_t stream)
{
    mds_pert_shape shape;
    mds_varying varying = {.low = triple->low,
                           .span = triple->high - triple->low,
                           .high = triple->high,
                           .stream = stream};

    if (!mds_pert__valid(triple)) {
        return MDS_EINVAL;
    }
    if (varying.span > 0.0) {
        mds_pert__shape(&shape, mds_pert__alpha(triple));
        varying.shape = &shape;
    }
    for (size_t done = 0; done < count; done += MDS_SHARD) {
        size_t n = count - done < MDS_SHARD ? count - done : MDS_SHARD;
        mds_random random = mds_random__stream(seed, stream, done / MDS_SHARD);
        mds_pert__fill(&varying, &random, out + done, n);
    }
    return MDS_OK;
}
