/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The controls that are there against a scenario, and what each leaves: m = 1 - a d g E[e]. */
#include "evaluation.h"

#include <math.h>

static mds_route_bits routes_of(const mds_catalog *catalog, uint32_t layer)
{
    return layer < catalog->group_count ? catalog->groups[layer].routes : UINT32_MAX;
}

static double mean_of(mds_triple triple)
{
    return (triple.low + 4.0 * triple.mode + triple.high) / 6.0;
}

/* A coarse control that follows from finer ones is those again; where nobody says Yes to it, it is
 * not a further unknown beside them. */
static bool is_repeated(const mds_device *device, const mds_fact *fact, const mds_fact_value *value)
{
    const mds_facts facts = {.at = device->facts, .count = device->catalog->fact_count};

    return fact->derived.count > 0 && (value->truth != MDS_TRUE || !value->stated ||
                                       mds_condition_value(&fact->derived, &facts) == MDS_TRUE);
}

static bool take_fact(mds_layer_member *out, const mds_device *device, uint32_t ordinal)
{
    const mds_fact *fact = &device->catalog->facts[ordinal];
    const mds_fact_value *value = &device->facts[ordinal];

    if (value->truth == MDS_FALSE ||
        (value->truth == MDS_UNKNOWN && device->unknowns == MDS_UNKNOWNS_AS_NO) ||
        is_repeated(device, fact, value)) {
        return false;
    }
    *out = (mds_layer_member){.fact = ordinal,
                              .compensating = MDS_NO_ORDINAL,
                              .layer = fact->layer,
                              .from = MDS_STAGE_R1,
                              .a = 1.0};
    out->d = fact->vendor_updates
                 ? mds_model_updates_left(device->policy, device->past, device->years_past)
                 : 1.0;
    /* What is not known yet will come as a declaration, if it comes. */
    out->g = mds_evaluation__evidence(device->policy, value->truth == MDS_UNKNOWN
                                                          ? MDS_ASSURANCE_SELF_DECLARED
                                                          : value->assurance);
    return true;
}

static bool take_kind(mds_layer_member *out, const mds_device *device, uint32_t ordinal)
{
    const mds_kind_credit *kind = &device->kinds[ordinal];

    if (!(kind->credit > 0.0)) {
        return false;
    }
    *out = (mds_layer_member){.fact = MDS_NO_ORDINAL,
                              .compensating = ordinal,
                              .layer = device->catalog->compensating[ordinal].layer,
                              .from = MDS_STAGE_R2,
                              .a = kind->a,
                              .d = 1.0,
                              .g = kind->g,
                              .record = kind->record};
    return true;
}

static void finish(mds_layer_member *out, mds_triple effectiveness, mds_route_bits routes)
{
    out->effectiveness = effectiveness;
    out->mean = mean_of(effectiveness);
    out->left = 1.0 - out->a * out->d * out->g * out->mean;
    out->routes = routes;
}

/* The kinds that act on a route do so in every scenario that comes by it. */
static size_t take_route_effects(mds_layer_member *out, const mds_device *device,
                                 mds_route_bits open)
{
    const mds_catalog *catalog = device->catalog;
    size_t count = 0;

    for (uint32_t k = 0; k < catalog->compensating_count; k++) {
        const mds_compensating *kind = &catalog->compensating[k];
        for (size_t i = 0; i < kind->route_effect_count; i++) {
            const mds_route_effect *effect = &kind->route_effects[i];
            const mds_route_bits bit = (mds_route_bits)1 << effect->route;
            if ((open & bit) != 0 && take_kind(&out[count], device, k)) {
                out[count].strength = effect->grounds.strength;
                out[count].evidence = effect->grounds.evidence;
                out[count].evidence_count = effect->grounds.evidence_count;
                finish(&out[count++], effect->effectiveness, bit);
            }
        }
    }
    return count;
}

size_t mds_evaluation__members(mds_layer_member *out, const mds_device *device, uint32_t scenario,
                               mds_route_bits open)
{
    const mds_catalog *catalog = device->catalog;
    size_t count = 0;

    for (size_t i = device->first[scenario]; i < device->first[scenario + 1]; i++) {
        const mds_effect *effect = &catalog->effects[device->order[i]];
        mds_layer_member *member = &out[count];
        const bool there = effect->fact != MDS_NO_ORDINAL
                               ? take_fact(member, device, effect->fact)
                               : take_kind(member, device, effect->compensating);
        const mds_route_bits routes = there ? routes_of(catalog, member->layer) & open : 0;
        if (routes != 0) {
            member->strength = effect->effectiveness.strength;
            member->evidence = effect->effectiveness.evidence;
            member->evidence_count = effect->effectiveness.evidence_count;
            member->rationale = &effect->effectiveness.rationale;
            finish(member, effect->effectiveness.value, routes);
            count++;
        }
    }
    return count + take_route_effects(out + count, device, open);
}
