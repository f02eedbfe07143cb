/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formulas of risk model RM-1, mdsrisk:model:RM-1, one function each. docs/method/model.md
 * numbers them in the same order and gives the source of each. */
#include <mdsrisk/assess.h>

#include <math.h>

double mds_model_layers(const double *group_effect, size_t count, double common_cause)
{
    double product = 1.0;
    double best = 1.0;
    for (size_t i = 0; i < count; i++) {
        double left = 1.0 - group_effect[i];
        product *= left;
        if (left < best) {
            best = left;
        }
    }
    return (1.0 - common_cause) * product + common_cause * best;
}

double mds_model_likelihood(double frequency)
{
    /* expm1 keeps the digits of rare events, which 1 - exp(-F) would lose. */
    return -expm1(-frequency);
}

double mds_model_index(const double *likelihood, const double *impact, size_t count)
{
    double none = 1.0;
    for (size_t i = 0; i < count; i++) {
        none *= 1.0 - likelihood[i] * impact[i];
    }
    return 100.0 * (1.0 - none);
}

double mds_model_decay(double years_past, double half_life)
{
    if (years_past <= 0.0) {
        return 1.0;
    }
    return half_life > 0.0 ? exp2(-years_past / half_life) : 0.0;
}

double mds_model_eos_rate(double years_past, double rho, double cap)
{
    if (years_past <= 0.0) {
        return 1.0;
    }
    return fmin(1.0 + rho * years_past, cap);
}

mds_level mds_model_level(const double bands[4], double value)
{
    unsigned level = MDS_LEVEL_VERY_LOW;
    while (level < MDS_LEVEL_VERY_HIGH && value >= bands[level]) {
        level++;
    }
    return (mds_level)level;
}

enum {
    VL = MDS_LEVEL_VERY_LOW,
    L = MDS_LEVEL_LOW,
    M = MDS_LEVEL_MODERATE,
    H = MDS_LEVEL_HIGH,
    VH = MDS_LEVEL_VERY_HIGH
};

/* NIST SP 800-30 rev. 1, table G-5. Row: likelihood that the event is initiated; column:
 * likelihood that it then results in adverse impact. */
static const unsigned char overall_likelihood[MDS_LEVEL__COUNT][MDS_LEVEL__COUNT] = {
    [VL] = {VL, VL, L, L, L}, [L] = {VL, L, L, M, M},   [M] = {L, L, M, M, H},
    [H] = {L, M, M, H, VH},   [VH] = {L, M, H, VH, VH},
};

/* NIST SP 800-30 rev. 1, table I-2. Row: overall likelihood; column: level of impact. */
static const unsigned char risk_level[MDS_LEVEL__COUNT][MDS_LEVEL__COUNT] = {
    [VL] = {VL, VL, VL, L, L}, [L] = {VL, L, L, L, M},   [M] = {VL, L, M, M, H},
    [H] = {VL, L, M, H, VH},   [VH] = {VL, L, M, H, VH},
};

mds_level mds_model_overall_likelihood(mds_level initiation, mds_level adverse_impact)
{
    return (mds_level)overall_likelihood[initiation][adverse_impact];
}

mds_level mds_model_risk_level(mds_level likelihood, mds_level impact)
{
    return (mds_level)risk_level[likelihood][impact];
}

double mds_model_tolerable(const mds_policy *policy, double impact)
{
    for (size_t i = 0; i < policy->tolerance_count; i++) {
        if (impact >= policy->tolerances[i].impact) {
            return policy->tolerances[i].frequency;
        }
    }
    return 0.0; /* no band covers it: nothing is tolerated */
}

mds_verdict mds_model_verdict(const mds_policy *policy, double rrf)
{
    if (rrf <= 1.0) {
        return MDS_VERDICT_ACCEPTABLE;
    }
    /* Written so that a value that is not a number is never acceptable. */
    return rrf <= policy->reduce_limit ? MDS_VERDICT_REDUCE : MDS_VERDICT_NOT_ACCEPTABLE;
}
