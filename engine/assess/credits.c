/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Credit of a control, and the layers that controls failing together form: docs/method/model.md,
 * section 3. */
#include "assess_parts.h"

#include <math.h>

static void credit_fact(const mds_world *world, const mds_effect *effect, mds_credit *credit)
{
    const mds_fact *fact = &world->catalog->facts[effect->fact];
    const mds_fact_value *value = &world->facts->at[effect->fact];
    /* What is not known yet will come as a self-declared answer, if it comes. */
    mds_assurance assurance =
        value->truth == MDS_UNKNOWN ? MDS_ASSURANCE_SELF_DECLARED : value->assurance;
    bool verified = assurance == MDS_ASSURANCE_VERIFIED;
    credit->group = fact->group;
    credit->truth = value->truth;
    credit->g = world->evidence[assurance];
    if (fact->unverified_factor > 0.0 && !verified) {
        credit->g = fact->unverified_factor;
    }
    if (fact->vendor_updates) {
        credit->decay = mds_model_decay(world->years_past, world->policy->eos_half_life);
    }
    credit->cap = verified ? 1.0 : world->policy->layer_cap;
    const double a[MDS_CASE__COUNT] = {
        [MDS_CASE_LO] = value->truth == MDS_FALSE ? 0.0 : 1.0,
        [MDS_CASE_EXPECTED] = value->truth == MDS_UNKNOWN ? world->unknown_mean
                              : value->truth == MDS_TRUE  ? 1.0
                                                          : 0.0,
        [MDS_CASE_HI] = value->truth == MDS_TRUE ? 1.0 : 0.0,
    };
    for (unsigned i = 0; i < MDS_CASE__COUNT; i++) {
        credit->a[i] = a[i];
    }
}

static void credit_compensating(const mds_world *world, const mds_effect *effect,
                                mds_credit *credit)
{
    const mds_best_record *best = &world->best[effect->compensating];
    credit->group = world->catalog->compensating[effect->compensating].group;
    credit->record = best->record;
    credit->truth = best->record != NULL ? MDS_TRUE : MDS_FALSE;
    credit->g = best->g;
    bool verified = best->record != NULL && best->record->assurance == MDS_ASSURANCE_VERIFIED;
    credit->cap = verified ? 1.0 : world->policy->layer_cap;
    for (unsigned i = 0; i < MDS_CASE__COUNT; i++) {
        credit->a[i] = best->a;
    }
}

static uint32_t layer_of(mds_world *world, const mds_effect *effect)
{
    uint32_t group = effect->fact != MDS_NO_ORDINAL
                         ? world->fact_group[effect->fact]
                         : world->compensating_group[effect->compensating];
    uint32_t *layer = &world->layer_of_group[effect->acts_on][group];
    if (*layer == MDS_NO_ORDINAL) {
        *layer = (uint32_t)world->layer_count[effect->acts_on]++;
    }
    return *layer;
}

/* A coarse control that follows from a finer one is that one again, which has its own credit; and
 * one that nobody has stated is not a further unknown beside them. */
static bool is_repeated(const mds_world *world, const mds_effect *effect)
{
    if (effect->fact == MDS_NO_ORDINAL) {
        return false;
    }
    const mds_condition *derived = &world->catalog->facts[effect->fact].derived;
    return derived->count > 0 && (!world->facts->at[effect->fact].stated ||
                                  mds_condition_value(derived, world->facts) == MDS_TRUE);
}

size_t mds_credits__of(mds_world *world, uint32_t scenario, mds_credit *out)
{
    uint32_t begin = world->first_effect[scenario];
    size_t end = world->first_effect[scenario + 1];
    size_t count = 0;
    world->layer_count[MDS_ACTS_ON_V1] = 0;
    world->layer_count[MDS_ACTS_ON_V2] = 0;
    for (size_t i = begin; i < end; i++) {
        const mds_effect *effect = &world->catalog->effects[world->order[i]];
        if (is_repeated(world, effect)) {
            continue;
        }
        mds_credit *credit = &out[count];
        credit->effect = effect;
        credit->e = effect->effectiveness.value.mode;
        credit->decay = 1.0;
        if (effect->fact != MDS_NO_ORDINAL) {
            credit_fact(world, effect, credit);
        } else {
            credit_compensating(world, effect, credit);
        }
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            double x = credit->e * credit->a[c] * credit->decay * credit->g;
            credit->x[c] = fmin(x, credit->cap);
        }
        world->layer[count++] = layer_of(world, effect);
    }
    for (size_t i = 0; i < count; i++) {
        const mds_effect *effect = out[i].effect;
        uint32_t group = effect->fact != MDS_NO_ORDINAL
                             ? world->fact_group[effect->fact]
                             : world->compensating_group[effect->compensating];
        world->layer_of_group[effect->acts_on][group] = MDS_NO_ORDINAL;
    }
    return count;
}

void mds_credits__clear(mds_world *world)
{
    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        for (size_t i = 0; i < world->layer_count[on]; i++) {
            world->effect[on][i] = 0.0;
            world->leader[on][i] = MDS_NO_ORDINAL;
        }
    }
}

void mds_credits__layers(mds_world *world, const mds_credit *credits, size_t begin, size_t end,
                         mds_case which, double f[MDS_ACTS_ON__COUNT])
{
    for (size_t i = begin; i < end; i++) {
        mds_acts_on on = credits[i].effect->acts_on;
        uint32_t layer = world->layer[i];
        double x = credits[i].x[which];
        if (world->leader[on][layer] == MDS_NO_ORDINAL || x > world->effect[on][layer]) {
            world->effect[on][layer] = x;
            world->leader[on][layer] = (uint32_t)i;
        }
    }
    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        f[on] = mds_model_layers(world->effect[on], world->layer_count[on],
                                 world->policy->common_cause);
    }
}
