/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of the numbers of a catalog and a policy, to be moved and put back. */
#include "sensitivity_parts.h"

#include <string.h>

/* A copy of \p count items; never NULL unless memory is short. */
static void *copy_of(mds_arena *arena, const void *from, size_t count, size_t size)
{
    void *copy = mds_arena_alloc(arena, count, size);

    if (copy != NULL && count > 0) {
        memcpy(copy, from, count * size);
    }
    return copy;
}

/* The lists within scenarios, kinds and routes. */
static mds_status copy_lists(mds_movable *out, mds_arena *arena)
{
    const mds_catalog *c = out->pristine;

    for (size_t i = 0; i < c->scenario_count; i++) {
        const mds_scenario *from = &c->scenarios[i];
        out->shares[i] = copy_of(arena, from->routes, from->route_count, sizeof *from->routes);
        out->raises[i] = copy_of(arena, from->raises, from->raise_count, sizeof *from->raises);
        out->scenarios[i].routes = out->shares[i];
        out->scenarios[i].raises = out->raises[i];
    }
    for (size_t i = 0; i < c->compensating_count; i++) {
        const mds_compensating *from = &c->compensating[i];
        out->route_effects[i] = copy_of(arena, from->route_effects, from->route_effect_count,
                                        sizeof *from->route_effects);
        out->kinds[i].route_effects = out->route_effects[i];
    }
    for (size_t i = 0; i < c->route_count; i++) {
        const mds_route *from = &c->routes[i];
        out->route_raises[i] =
            copy_of(arena, from->raises, from->raise_count, sizeof *from->raises);
        out->routes[i].raises = out->route_raises[i];
    }
    return mds_arena_status(arena);
}

mds_status mds_movable__make(mds_movable *out, mds_arena *arena, const mds_catalog *catalog,
                             const mds_policy *policy)
{
    *out = (mds_movable){.catalog = *catalog, .policy = *policy, .pristine = catalog};
    out->anchors = copy_of(arena, catalog->anchors, catalog->anchor_count, sizeof *out->anchors);
    out->scenarios =
        copy_of(arena, catalog->scenarios, catalog->scenario_count, sizeof *out->scenarios);
    out->effects = copy_of(arena, catalog->effects, catalog->effect_count, sizeof *out->effects);
    out->kinds =
        copy_of(arena, catalog->compensating, catalog->compensating_count, sizeof *out->kinds);
    out->routes = copy_of(arena, catalog->routes, catalog->route_count, sizeof *out->routes);
    out->states =
        copy_of(arena, catalog->patch_states, catalog->patch_state_count, sizeof *out->states);
    out->tolerable =
        copy_of(arena, policy->tolerable, policy->tolerable_count, sizeof *out->tolerable);
    out->shares = mds_arena_alloc(arena, catalog->scenario_count, sizeof *out->shares);
    out->raises = mds_arena_alloc(arena, catalog->scenario_count, sizeof *out->raises);
    out->route_effects =
        mds_arena_alloc(arena, catalog->compensating_count, sizeof *out->route_effects);
    out->route_raises = mds_arena_alloc(arena, catalog->route_count, sizeof *out->route_raises);
    if (mds_arena_status(arena) != MDS_OK) {
        return mds_arena_status(arena);
    }
    out->catalog.anchors = out->anchors;
    out->catalog.scenarios = out->scenarios;
    out->catalog.effects = out->effects;
    out->catalog.compensating = out->kinds;
    out->catalog.routes = out->routes;
    out->catalog.patch_states = out->states;
    out->policy.tolerable = out->tolerable;
    return copy_lists(out, arena);
}

static void set_mean(mds_triple *to, const mds_triple *from, double mean)
{
    const double by = mean / mds_model_pert(*from).mean;

    *to = (mds_triple){from->low * by, from->mode * by, from->high * by};
}

static void set_share(mds_route_share *to, const mds_route_share *from, const mds_moving *moving,
                      double share)
{
    const double others = (1.0 - share) / (1.0 - from[moving->item].share);

    for (size_t i = 0; i < moving->count; i++) {
        to[i].share = i == moving->item ? share : from[i].share * others;
    }
}

static void set_spread(mds_movable *in, size_t basis, double factor)
{
    for (size_t i = 0; i < in->catalog.anchor_count; i++) {
        if (in->anchors[i].basis == basis) {
            in->anchors[i].spread = factor;
        }
    }
    for (size_t i = 0; i < in->catalog.scenario_count; i++) {
        if (in->scenarios[i].base_rate.basis == basis) {
            in->scenarios[i].base_rate.spread = factor;
        }
    }
}

void mds_movable__set(mds_movable *in, const mds_moving *moving, double value)
{
    switch (moving->setting) {
    case MDS_SETS_NUMBER:
        *(double *)moving->at = value;
        break;
    case MDS_SETS_MEAN:
        set_mean(moving->at, moving->before, value);
        break;
    case MDS_SETS_SHARE:
        set_share(moving->at, moving->before, moving, value);
        break;
    case MDS_SETS_SPREAD:
        set_spread(in, moving->item, value);
        break;
    case MDS_SETS_TOLERABLE:
        for (size_t i = 0; i < moving->count; i++) {
            const mds_tolerance *from = moving->before;
            in->tolerable[i].frequency = from[i].frequency * value;
        }
        break;
    }
}

void mds_movable__restore(mds_movable *in, const mds_moving *moving)
{
    switch (moving->setting) {
    case MDS_SETS_NUMBER:
        memcpy(moving->at, moving->before, sizeof(double));
        break;
    case MDS_SETS_MEAN:
        memcpy(moving->at, moving->before, sizeof(mds_triple));
        break;
    case MDS_SETS_SHARE:
        memcpy(moving->at, moving->before, moving->count * sizeof(mds_route_share));
        break;
    case MDS_SETS_SPREAD:
        set_spread(in, moving->item, moving->what.now);
        break;
    case MDS_SETS_TOLERABLE:
        memcpy(moving->at, moving->before, moving->count * sizeof(mds_tolerance));
        break;
    }
}
