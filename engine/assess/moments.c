/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means, spreads and tolerances of risk model RM-2, mdsrisk:model:RM-2, one function each. The
 * page of the model has them in the same order with the source of each. */
#include <mdsrisk/risk.h>

#include <math.h>

mds_moments mds_model_pert(mds_triple triple)
{
    const double mean = (triple.low + 4.0 * triple.mode + triple.high) / 6.0;

    return (mds_moments){
        .mean = mean,
        .second = mean * mean + (mean - triple.low) * (triple.high - mean) / 7.0,
    };
}

/* Kummer's function 1F1(alpha, 6, t) for t >= 0: every term is positive, so nothing cancels. */
static double kummer(double alpha, double t)
{
    enum { TERMS = 500 };
    double term = 1.0;
    double sum = 1.0;

    for (int j = 0; j < TERMS && term > 1e-18 * sum; j++) {
        term *= (alpha + j) / (6.0 + j) * t / (j + 1.0);
        sum += term;
    }
    return sum;
}

mds_moments mds_model_log_pert(mds_triple triple)
{
    const double t = log(triple.high / triple.low);

    if (!(t > 0.0)) {
        return (mds_moments){.mean = triple.mode, .second = triple.mode * triple.mode};
    }
    const double alpha = 1.0 + 4.0 * log(triple.mode / triple.low) / t;
    return (mds_moments){
        .mean = triple.low * kummer(alpha, t),
        .second = triple.low * triple.low * kummer(alpha, 2.0 * t),
    };
}

mds_moments mds_model_rate(double mode, double spread)
{
    return mds_model_log_pert((mds_triple){mode / spread, mode, mode * spread});
}

double mds_model_normal(double x)
{
    return 0.5 * erfc(-x / sqrt(2.0));
}

/* By halving: erfc falls without a break, and sixty steps leave less than a rounding error. */
double mds_model_normal_quantile(double p)
{
    double low = -9.0;
    double high = 9.0;

    for (int i = 0; i < 64; i++) {
        const double middle = 0.5 * (low + high);
        if (mds_model_normal(middle) < p) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return 0.5 * (low + high);
}

double mds_model_variance(mds_moments moments)
{
    if (!(moments.mean > 0.0)) {
        return 0.0;
    }
    return fmax(0.0, log(moments.second / (moments.mean * moments.mean)));
}

double mds_model_quantile(mds_moments moments, double z)
{
    if (!(moments.mean > 0.0)) {
        return 0.0;
    }
    const double variance = mds_model_variance(moments);
    return moments.mean * exp(z * sqrt(variance) - variance / 2.0);
}

double mds_model_exceeds_v(double mean, double variance, double limit)
{
    if (!(mean > 0.0)) {
        return 0.0;
    }
    if (!(variance > 1e-15)) {
        return mean > limit ? 1.0 : 0.0;
    }
    return mds_model_normal((log(mean / limit) - variance / 2.0) / sqrt(variance));
}

double mds_model_exceeds(mds_moments moments, double limit)
{
    return mds_model_exceeds_v(moments.mean, mds_model_variance(moments), limit);
}

double mds_model_layers_left(const double *left, size_t count, double common_cause)
{
    double product = 1.0;
    double least = 1.0;

    for (size_t i = 0; i < count; i++) {
        product *= left[i];
        least = fmin(least, left[i]);
    }
    return (1.0 - common_cause) * product + common_cause * least;
}

double mds_model_tolerated(const mds_policy *policy, double impact)
{
    const mds_tolerance *points = policy->tolerable;
    size_t i = 0;

    if (policy->tolerable_count < 2) {
        return policy->tolerable_count == 1 ? points[0].frequency : 0.0;
    }
    while (i + 2 < policy->tolerable_count && impact > points[i + 1].impact) {
        i++;
    }
    const double part = (impact - points[i].impact) / (points[i + 1].impact - points[i].impact);
    const double low = log10(points[i].frequency);
    return pow(10.0, low + part * (log10(points[i + 1].frequency) - low));
}

double mds_model_updates_left(const mds_policy *policy, bool past, double years_past)
{
    return past ? exp2(-years_past / policy->eos_half_life) : 1.0;
}

double mds_model_patch(const mds_policy *policy, double factor, double none, bool past,
                       double years_past)
{
    if (!past) {
        return factor;
    }
    const double left = mds_model_updates_left(policy, past, years_past);
    return factor * left +
           fmin(none + policy->eos_growth * years_past, policy->eos_cap) * (1.0 - left);
}

double mds_model_printed(double value)
{
    if (isnan(value) || isinf(value) || value <= 0.0) {
        return value <= 0.0 ? 0.0 : value;
    }
    const double unit = pow(10.0, floor(log10(value)) - 2.0);
    return floor(value / unit + 0.5 + 1e-9) * unit;
}

/* A bound that is met exactly must not be missed by the last bit of a power of ten. */
static bool is_above(double rrf, double bound)
{
    return !(mds_model_printed(rrf) <= bound * (1.0 + 1e-12));
}

mds_verdict mds_model_judged(const mds_policy *policy, double rrf)
{
    if (!is_above(rrf, 1.0)) {
        return MDS_VERDICT_ACCEPTABLE;
    }
    return is_above(rrf, policy->reduce_limit) ? MDS_VERDICT_NOT_ACCEPTABLE : MDS_VERDICT_REDUCE;
}

mds_level mds_model_word(const mds_policy *policy, double rrf)
{
    const double bounds[] = {0.1, 1.0, policy->reduce_limit, 10.0 * policy->reduce_limit};
    unsigned level = MDS_LEVEL_VERY_LOW;

    while (level < MDS_LEVEL_VERY_HIGH && is_above(rrf, bounds[level])) {
        level++;
    }
    return (mds_level)level;
}
