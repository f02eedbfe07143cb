/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beta-PERT after Vose: alpha = 1 + 4(m-a)/(b-a), beta = 1 + 4(b-m)/(b-a), so that alpha + beta is
 * always 6 and both are at least 1: a bounded density with one peak. It is drawn by rejection from
 * strips of equal area. Most draws fall under the lowest value of the density in their strip, and
 * need one random number and no density; the others are decided by the density itself, so that the
 * distribution is exact. */
#include "simulate_parts.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

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

/* Strips of area \p area from the peak to one end, where \p way is 1 or -1: each as high as the
 * density at its inner edge. How many were needed, or MDS_PERT_STRIPS + 1 for more than there are.
 */
static int lay_strips(const mds_pert_shape *shape, double area, int way, mds_pert_strip *strips)
{
    const double end = way > 0 ? 1.0 : 0.0;
    double x = (shape->alpha - 1.0) / 4.0;
    double inner = 1.0;

    for (int count = 0; count <= MDS_PERT_STRIPS; count++) {
        double left = way * (end - x);
        if (left <= 0.0) {
            return count;
        }
        double width = fmin(area / inner, left);
        double outer_x = width < left ? x + way * width : end;
        double outer = density(shape, outer_x);
        if (count < MDS_PERT_STRIPS) {
            strips[count] = (mds_pert_strip){
                .x = way > 0 ? x : outer_x, .width = fabs(outer_x - x), .floor = outer};
        }
        x = outer_x;
        inner = outer;
    }
    return MDS_PERT_STRIPS + 1;
}

/* Both sides of the peak; false when the strips do not suffice. What is left over halves the last
 * one, again and again: a strip may be higher than it need be. */
static bool lay_all(mds_pert_shape *shape, double area)
{
    mds_pert_strip left[MDS_PERT_STRIPS];
    int count = lay_strips(shape, area, 1, shape->strips);
    int more = lay_strips(shape, area, -1, left);

    if (count + more > MDS_PERT_STRIPS) {
        return false;
    }
    for (int i = 0; i < more; i++) {
        shape->strips[count++] = left[i];
    }
    for (; count < MDS_PERT_STRIPS; count++) {
        mds_pert_strip *last = &shape->strips[count - 1];
        shape->strips[count] = *last;
        last->width *= 0.5;
        shape->strips[count].width = last->width;
        shape->strips[count].x = last->x + last->width;
    }
    return true;
}

void mds_pert__shape(mds_pert_shape *shape, double alpha)
{
    const double peak = (alpha - 1.0) / 4.0;

    shape->alpha = alpha;
    shape->log_peak = log_density(alpha, peak);
    /* The area under the density, and what an envelope of that many strips has more. */
    double area = exp(gsl_sf_lnbeta(alpha, 6.0 - alpha) - shape->log_peak) / MDS_PERT_STRIPS;
    do {
        area *= 1.01;
    } while (!lay_all(shape, area));
    for (int i = 0; i < MDS_PERT_STRIPS; i++) {
        mds_pert_strip *strip = &shape->strips[i];
        strip->ceiling = area / strip->width;
        double squeeze = strip->floor / strip->ceiling;
        shape->steps[i] =
            (mds_pert_step){squeeze, strip->x, squeeze > 0.0 ? strip->width / squeeze : 0.0};
    }
}

static inline double draw(const mds_pert_shape *shape, mds_random *random)
{
    for (;;) {
        uint64_t bits = mds_random__next(random);
        size_t i = bits >> 55;
        const mds_pert_step *step = &shape->steps[i];
        double u = (double)(int64_t)(bits & UINT64_C(0x7fffffffffffff)) * 0x1p-55;
        if (u < step->squeeze) {
            return step->x + u * step->slope;
        }
        const mds_pert_strip *strip = &shape->strips[i];
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
        return nan("");
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
