/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbers are moved, and how far: by the range that the catalog gives with the number, or by
 * the spread of its strength. */
#include "sensitivity_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The list in the making. Without \c at it is only counted. */
typedef struct listing {
    mds_movable *in;
    mds_arena *arena;
    mds_moving *at;
    size_t count;
    double factor[MDS_STRENGTH__COUNT]; /* k */
} listing;

static void put(listing *l, mds_moving moving)
{
    if (!(moving.what.high > moving.what.low)) {
        return; /* nothing is judged here, or no range is known */
    }
    if (moving.setting != MDS_SETS_MEAN) {
        moving.what.mode = moving.what.now;
    }
    if (l->at != NULL) {
        l->at[l->count] = moving;
    }
    l->count++;
}

/* The least spread that the catalog gives to a strength; 1, which moves nothing, without any. */
static double spread_of(const mds_catalog *catalog, mds_strength strength)
{
    double least = 0.0;

    for (size_t i = 0; i < catalog->spread_count; i++) {
        const mds_rate_spread *at = &catalog->spreads[i];
        if (at->grounds.strength == strength && (least == 0.0 || at->factor < least)) {
            least = at->factor;
        }
    }
    return least > 0.0 ? least : 1.0;
}

static mds_parameter named(mds_parameter_kind kind, const char *of, const char *part,
                           mds_strength strength)
{
    return (mds_parameter){.kind = kind, .of = of, .part = part, .strength = strength};
}

/* A number above 0: divided and multiplied. */
static void put_scale(listing *l, mds_parameter what, double *at, const double *before, double k)
{
    what.now = *before;
    what.low = *before / k;
    what.high = *before * k;
    put(l, (mds_moving){.what = what, .at = at, .before = before});
}

/* A raise stays a raise, and what lowers a rate still lowers it. */
static void put_raise(listing *l, mds_parameter what, double *at, const double *before)
{
    const double k = l->factor[what.strength];

    what.now = *before;
    what.low = *before >= 1.0 ? fmax(1.0, *before / k) : *before / k;
    what.high = *before < 1.0 ? fmin(1.0, *before * k) : *before * k;
    put(l, (mds_moving){.what = what, .at = at, .before = before});
}

static double with_odds(double p, double by)
{
    return p * by / (p * by + 1.0 - p);
}

/* A number between 0 and 1: its odds divided and multiplied. */
static void set_odds(const listing *l, mds_parameter *what, double now)
{
    what->now = now;
    what->low = with_odds(now, 1.0 / l->factor[what->strength]);
    what->high = with_odds(now, l->factor[what->strength]);
}

static void put_odds(listing *l, mds_parameter what, double *at, const double *before)
{
    set_odds(l, &what, *before);
    put(l, (mds_moving){.what = what, .at = at, .before = before});
}

/* A number with a range of its own. */
static void put_range(listing *l, mds_parameter what, mds_triple *at, const mds_triple *before)
{
    what.now = mds_model_pert(*before).mean;
    what.mode = before->mode;
    what.low = before->low;
    what.high = before->high;
    if (what.now > 0.0) {
        put(l, (mds_moving){.what = what, .setting = MDS_SETS_MEAN, .at = at, .before = before});
    }
}

/* "1", "2", .. */
static const char *ordinal(listing *l, size_t i)
{
    char text[24];
    const int n = snprintf(text, sizeof text, "%zu", i + 1);
    const char *copy = mds_arena_strndup(l->arena, text, (size_t)n);

    return copy != NULL ? copy : "";
}

static void list_shares(listing *l, mds_route_share *at, const mds_scenario *before)
{
    for (size_t i = 0; i < before->route_count; i++) {
        mds_moving moving = {
            .what = named(MDS_PARAMETER_ROUTE_SHARE, before->id,
                          l->in->pristine->routes[before->routes[i].route].id,
                          before->route_grounds.strength),
            .setting = MDS_SETS_SHARE,
            .at = at,
            .before = before->routes,
            .item = i,
            .count = before->route_count,
        };
        set_odds(l, &moving.what, before->routes[i].share);
        put(l, moving);
    }
}

static void list_scenario(listing *l, size_t s)
{
    const mds_scenario *before = &l->in->pristine->scenarios[s];
    mds_scenario *at = &l->in->scenarios[s];
    const char *id = before->id;

    put_scale(l, named(MDS_PARAMETER_RATE, id, "", before->base_rate.grounds.strength),
              &at->base_rate.mode, &before->base_rate.mode, before->base_rate.spread);
    put_range(l, named(MDS_PARAMETER_V1, id, "", before->v1.strength), &at->v1.value,
              &before->v1.value);
    put_range(l, named(MDS_PARAMETER_V2, id, "", before->v2.strength), &at->v2.value,
              &before->v2.value);
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        put_odds(l,
                 named(MDS_PARAMETER_IMPACT, id, mds_property_name((mds_property)p),
                       MDS_STRENGTH_JUDGEMENT),
                 &at->impact[p].value, &before->impact[p].value);
    }
    list_shares(l, l->in->shares[s], before);
    put_odds(l, named(MDS_PARAMETER_PATCH_SHARE, id, "", before->patch_grounds.strength),
             &at->patch_share, &before->patch_share);
    for (size_t i = 0; i < before->raise_count; i++) {
        put_raise(l, named(MDS_PARAMETER_RAISE, id, ordinal(l, i), before->raises[i].strength),
                  &l->in->raises[s][i].factor, &before->raises[i].factor);
    }
}

static void list_controls(listing *l)
{
    const mds_catalog *catalog = l->in->pristine;

    for (size_t i = 0; i < catalog->effect_count; i++) {
        const mds_effect *before = &catalog->effects[i];
        const char *control = before->fact != MDS_NO_ORDINAL
                                  ? catalog->facts[before->fact].id
                                  : catalog->compensating[before->compensating].id;
        put_range(l,
                  named(MDS_PARAMETER_EFFECT, catalog->scenarios[before->scenario].id, control,
                        before->effectiveness.strength),
                  &l->in->effects[i].effectiveness.value, &before->effectiveness.value);
    }
    for (size_t i = 0; i < catalog->compensating_count; i++) {
        const mds_compensating *before = &catalog->compensating[i];
        for (size_t k = 0; k < before->route_effect_count; k++) {
            const mds_route_effect *effect = &before->route_effects[k];
            put_range(l,
                      named(MDS_PARAMETER_ROUTE_EFFECT, before->id,
                            catalog->routes[effect->route].id, effect->grounds.strength),
                      &l->in->route_effects[i][k].effectiveness, &effect->effectiveness);
        }
    }
}

static void list_routes_and_patches(listing *l)
{
    const mds_catalog *catalog = l->in->pristine;

    for (size_t i = 0; i < catalog->route_count; i++) {
        const mds_route *before = &catalog->routes[i];
        for (size_t k = 0; k < before->raise_count; k++) {
            put_raise(l,
                      named(MDS_PARAMETER_ROUTE_RAISE, before->id, ordinal(l, k),
                            before->raises[k].grounds.strength),
                      &l->in->route_raises[i][k].factor, &before->raises[k].factor);
        }
    }
    for (size_t i = 0; i < catalog->patch_state_count; i++) {
        const mds_patch_state *before = &catalog->patch_states[i];
        put_scale(l, named(MDS_PARAMETER_PATCH_STATE, before->id, "", before->grounds.strength),
                  &l->in->states[i].factor, &before->factor, l->factor[before->grounds.strength]);
    }
}

/* To the neighbours in the table of spreads. */
static void list_spreads(listing *l)
{
    const mds_catalog *catalog = l->in->pristine;

    for (size_t i = 0; i < catalog->spread_count; i++) {
        mds_moving moving = {.what = named(MDS_PARAMETER_SPREAD, catalog->spreads[i].id, "",
                                           catalog->spreads[i].grounds.strength),
                             .setting = MDS_SETS_SPREAD,
                             .item = i};
        const double now = catalog->spreads[i].factor;
        moving.what.now = moving.what.low = moving.what.high = now;
        for (size_t k = 0; k < catalog->spread_count; k++) {
            const double other = catalog->spreads[k].factor;
            if (other < now && (moving.what.low == now || other > moving.what.low)) {
                moving.what.low = other;
            } else if (other > now && (moving.what.high == now || other < moving.what.high)) {
                moving.what.high = other;
            }
        }
        put(l, moving);
    }
}

static mds_strength policy_strength(const mds_policy *policy, const char *id)
{
    for (size_t i = 0; i < policy->number_count; i++) {
        if (strcmp(policy->numbers[i].id, id) == 0) {
            return policy->numbers[i].grounds.strength;
        }
    }
    return MDS_STRENGTH_JUDGEMENT;
}

static void list_tolerable(listing *l, const mds_policy *before)
{
    const double k = l->factor[MDS_STRENGTH_JUDGEMENT];
    mds_moving level = {
        .what = named(MDS_PARAMETER_TOLERABLE, "", "", MDS_STRENGTH_JUDGEMENT),
        .setting = MDS_SETS_TOLERABLE,
        .at = l->in->tolerable,
        .before = before->tolerable,
        .count = before->tolerable_count,
    };
    level.what.now = 1.0;
    level.what.low = 1.0 / k;
    level.what.high = k;
    put(l, level);
}

/* Without what a hospital chooses: confidence, limits, shares that must be known. */
static void list_policy(listing *l, const mds_policy *before)
{
    mds_policy *to = &l->in->policy;
    const struct {
        const char *id;
        double *at;
        const double *before;
        bool odds;
    } numbers[] = {
        {"common-cause", &to->common_cause, &before->common_cause, true},
        {"evidence-documented", &to->evidence_documented, &before->evidence_documented, true},
        {"evidence-self-declared", &to->evidence_self_declared, &before->evidence_self_declared,
         true},
        {"evidence-verified", &to->evidence_verified, &before->evidence_verified, true},
        {"partial", &to->partial, &before->partial, true},
        {"eos-half-life", &to->eos_half_life, &before->eos_half_life, false},
        {"eos-growth", &to->eos_growth, &before->eos_growth, false},
        {"eos-cap", &to->eos_cap, &before->eos_cap, false},
        {"model-sd", &to->model_sd, &before->model_sd, false},
    };

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const mds_parameter what =
            named(MDS_PARAMETER_POLICY, numbers[i].id, "", policy_strength(before, numbers[i].id));
        if (numbers[i].odds) {
            put_odds(l, what, numbers[i].at, numbers[i].before);
        } else {
            put_scale(l, what, numbers[i].at, numbers[i].before, l->factor[what.strength]);
        }
    }
    list_tolerable(l, before);
}

static void list_all(listing *l, const mds_policy *policy)
{
    const mds_catalog *catalog = l->in->pristine;

    l->count = 0;
    for (size_t i = 0; i < catalog->anchor_count; i++) {
        const mds_rate *before = &catalog->anchors[i];
        put_scale(l,
                  named(MDS_PARAMETER_ANCHOR, mds_country_name((mds_country)i), "",
                        before->grounds.strength),
                  &l->in->anchors[i].mode, &before->mode, before->spread);
    }
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        list_scenario(l, i);
    }
    list_controls(l);
    list_routes_and_patches(l);
    list_spreads(l);
    list_policy(l, policy);
}

mds_status mds_movable__list(mds_moving **out, size_t *count, mds_arena *arena, mds_movable *in,
                             const mds_policy *policy)
{
    listing l = {.in = in, .arena = arena};

    for (unsigned s = 0; s < MDS_STRENGTH__COUNT; s++) {
        l.factor[s] = spread_of(in->pristine, (mds_strength)s);
    }
    list_all(&l, policy);
    l.at = mds_arena_alloc(arena, l.count, sizeof *l.at);
    if (l.at == NULL) {
        return mds_arena_status(arena);
    }
    list_all(&l, policy);
    *out = l.at;
    *count = l.count;
    return mds_arena_status(arena);
}
