/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure it is that one bid is safer than another: both sums are lognormal, and what they share
 * does not count against either. */
#include "compare_draws.h"

#include <math.h>
#include <string.h>

/* Below this the two differ by nothing but rounding. */
static const double no_spread = 1e-12;

typedef struct side {
    mds_device device;
    mds_evaluation *evaluation;
    mds_fact_value *facts;
    double *parts;
    mds_moments sum;
} side;

static void take_parts(side *one)
{
    for (size_t s = 0; s < one->evaluation->risk_count; s++) {
        const mds_risk *risk = &one->evaluation->risks[s];
        one->parts[s] = risk->applies ? risk->at[MDS_STAGE_R2].own / risk->tolerable : 0.0;
    }
    one->sum = one->evaluation->at[MDS_STAGE_R2].sum;
}

static double odds(const side *a, const side *b)
{
    const double shared = mds_device_joint(&a->device, a->parts, b->parts);

    if (!(a->sum.mean > 0.0) || !(b->sum.mean > 0.0)) {
        return a->sum.mean < b->sum.mean ? 1.0 : b->sum.mean < a->sum.mean ? 0.0 : 0.5;
    }
    const double va = mds_model_variance(a->sum);
    const double vb = mds_model_variance(b->sum);
    const double common = log(shared / (a->sum.mean * b->sum.mean));
    const double apart = log(b->sum.mean / a->sum.mean) - 0.5 * (vb - va);
    const double variance = va + vb - 2.0 * common;
    if (!(variance > no_spread)) {
        return fabs(apart) < no_spread ? 0.5 : apart > 0.0 ? 1.0 : 0.0;
    }
    return mds_model_normal(apart / sqrt(variance));
}

/* What only one of the two was asked counts as asked of neither. Returns whether anything was. */
static bool forget(side *one, const mds_facts *mine, const mds_facts *other)
{
    const mds_catalog *catalog = one->device.catalog;
    bool changed = false;

    memcpy(one->facts, mine->at, catalog->fact_count * sizeof *one->facts);
    for (size_t f = 0; f < catalog->fact_count; f++) {
        mds_fact_value *value = &one->facts[f];
        if (mine->at[f].asked != other->at[f].asked && !catalog->facts[f].deployment) {
            *value = (mds_fact_value){.truth = MDS_UNKNOWN};
            changed = true;
        } else if (catalog->facts[f].derived.count > 0 && !value->stated) {
            value->truth = MDS_UNKNOWN;
        }
    }
    return changed;
}

/* As facts are derived in the first place: again and again until nothing becomes known. */
static void derive_again(side *one)
{
    const mds_catalog *catalog = one->device.catalog;
    const mds_facts facts = {.at = one->facts, .count = catalog->fact_count};
    bool changed = true;

    while (changed) {
        changed = false;
        for (size_t f = 0; f < catalog->fact_count; f++) {
            const mds_fact *fact = &catalog->facts[f];
            mds_fact_value *value = &one->facts[f];
            if (fact->derived.count == 0 || value->stated || value->truth != MDS_UNKNOWN) {
                continue;
            }
            const mds_truth follows = mds_condition_value(&fact->derived, &facts);
            if (follows == MDS_TRUE || (follows == MDS_FALSE && fact->kind != MDS_FACT_CONTROL)) {
                value->truth = follows;
                changed = true;
            }
        }
    }
}

static mds_status begin(side *one, mds_arena *arena, const mds_risk_assessment *assessment)
{
    const mds_catalog *catalog = assessment->catalog;

    one->device = assessment->device;
    one->device.from = MDS_STAGE_R2;
    one->facts = mds_arena_alloc(arena, catalog->fact_count, sizeof *one->facts);
    one->parts = mds_arena_alloc(arena, catalog->scenario_count, sizeof *one->parts);
    if (one->facts == NULL || one->parts == NULL) {
        return mds_arena_status(arena);
    }
    const mds_status status = mds_evaluation_new(&one->evaluation, arena, catalog);
    if (status == MDS_OK) {
        mds_device_evaluate(one->evaluation, &one->device);
        take_parts(one);
    }
    return status;
}

static void evaluate_again(side *one)
{
    derive_again(one);
    one->device.facts = one->facts;
    mds_device_evaluate(one->evaluation, &one->device);
    take_parts(one);
}

mds_status mds_bid__safer(double *out, mds_arena *arena, const mds_risk_assessment *a,
                          const mds_risk_assessment *b)
{
    side left, right;
    mds_status status = begin(&left, arena, a);

    if (status == MDS_OK) {
        status = begin(&right, arena, b);
    }
    if (status != MDS_OK) {
        return status;
    }
    const double plain = odds(&left, &right);
    const bool changed = forget(&left, a->facts, b->facts);
    *out = plain;
    if (changed) {
        (void)forget(&right, b->facts, a->facts);
        evaluate_again(&left);
        evaluate_again(&right);
        const double level = odds(&left, &right);
        *out = (plain - 0.5) * (level - 0.5) <= 0.0    ? 0.5
               : fabs(level - 0.5) < fabs(plain - 0.5) ? level
                                                       : plain;
    }
    return MDS_OK;
}
