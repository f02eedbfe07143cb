/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapley values of the layers and the patch state, exactly and without going through subsets: they
 * are integrals over t of what a layer takes off while each other one is there with probability t
 * (Owen 1972). With layers that multiply the integrand is a polynomial in t, which Gauss's rule
 * integrates exactly. */
#include "contribution_parts.h"

#include <math.h>

/* Places of the layers among the shares: groups, facts, kinds, and last the patch state. */
static size_t player_of(const mds_catalog *catalog, const mds_layer_member *member)
{
    if (member->layer < catalog->group_count) {
        return member->layer;
    }
    return catalog->group_count + (member->fact != MDS_NO_ORDINAL
                                       ? member->fact
                                       : catalog->fact_count + member->compensating);
}

static size_t player_count(const mds_catalog *catalog)
{
    return catalog->group_count + catalog->fact_count + catalog->compensating_count + 1;
}

static mds_share share_of(const mds_catalog *catalog, size_t player)
{
    mds_share share = {MDS_NO_ORDINAL, MDS_NO_ORDINAL, MDS_NO_ORDINAL, 0.0};

    if (player < catalog->group_count) {
        share.group = (uint32_t)player;
    } else if (player < catalog->group_count + catalog->fact_count) {
        share.fact = (uint32_t)(player - catalog->group_count);
    } else if (player + 1 < player_count(catalog)) {
        share.compensating = (uint32_t)(player - catalog->group_count - catalog->fact_count);
    }
    return share;
}

typedef struct layer {
    size_t player;
    double left;
} layer;

typedef struct dividing {
    const mds_contributing *c;
    double *values; /* per player */
    double *nodes, *weights;
    size_t node_count;
    layer *layers; /* of one route, least first */
    size_t layer_count;
    double *tail; /* per layer: mean of the least from here on */
} dividing;

/* Gauss's rule on 0..1: roots of Legendre's polynomial by Newton's way. */
static void set_nodes(double *nodes, double *weights, size_t count)
{
    enum { STEPS = 50 };
    const double n = (double)count;

    for (size_t i = 0; i < count; i++) {
        double x = cos(M_PI * ((double)i + 0.75) / (n + 0.5));
        double slope = 1.0;
        for (int step = 0; step < STEPS; step++) {
            double before = 1.0;
            double value = x;
            for (size_t k = 2; k <= count; k++) {
                const double next =
                    ((2.0 * (double)k - 1.0) * x * value - ((double)k - 1.0) * before) / (double)k;
                before = value;
                value = next;
            }
            slope = n * (x * value - before) / (x * x - 1.0);
            const double moved = value / slope;
            x -= moved;
            if (fabs(moved) < 1e-15) {
                break;
            }
        }
        nodes[i] = 0.5 * (1.0 + x);
        weights[i] = 1.0 / ((1.0 - x * x) * slope * slope);
    }
}

static void set_layers(dividing *d, const mds_risk *risk, const mds_path *path)
{
    const mds_route_bits bit = (mds_route_bits)1 << path->route;

    d->layer_count = 0;
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        if ((member->leads[MDS_STAGE_R2] & bit) == 0) {
            continue;
        }
        size_t at = d->layer_count++;
        for (; at > 0 && d->layers[at - 1].left > member->left; at--) {
            d->layers[at] = d->layers[at - 1];
        }
        d->layers[at] = (layer){player_of(d->c->assessment->catalog, member), member->left};
    }
}

/* One node of one route; \p scale: of phi, \p u0, \p u2: U without and with the patch state. */
static void divide_at(dividing *d, double t, double scale, double u0, double u2)
{
    const double common = d->c->assessment->policy->common_cause;
    const double u = (1.0 - t) * u0 + t * u2;
    double product = 1.0;
    double absent = 1.0; /* that none of the layers before is there */

    d->tail[d->layer_count] = 1.0;
    for (size_t k = d->layer_count; k-- > 0;) {
        product *= 1.0 - t * (1.0 - d->layers[k].left);
        d->tail[k] = t * d->layers[k].left + (1.0 - t) * d->tail[k + 1];
    }
    for (size_t k = 0; k < d->layer_count; k++) {
        const double left = d->layers[k].left;
        const double others = product / (1.0 - t * (1.0 - left));
        const double off =
            (1.0 - common) * others * (1.0 - left) + common * absent * (d->tail[k + 1] - left);
        d->values[d->layers[k].player] += scale * u * off;
        absent *= 1.0 - t;
    }
    d->values[player_count(d->c->assessment->catalog) - 1] +=
        scale * (u0 - u2) * ((1.0 - common) * product + common * d->tail[0]);
}

static void divide_risk(dividing *d, const mds_risk *risk)
{
    const double unit = mds_contributing__times(d->c, risk, 1.0, 1.0);

    for (size_t p = 0; p < risk->path_count; p++) {
        const mds_path *path = &risk->paths[p];
        if (!path->open) {
            continue;
        }
        set_layers(d, risk, path);
        for (size_t i = 0; i < d->node_count; i++) {
            divide_at(d, d->nodes[i], d->weights[i] * unit * path->share * path->raise,
                      risk->at[MDS_STAGE_R0].unpatched, risk->at[MDS_STAGE_R2].unpatched);
        }
    }
}

static void list_shares(mds_contributions *out, mds_share *list, const dividing *d)
{
    const mds_catalog *catalog = d->c->assessment->catalog;

    for (size_t i = 0; i < player_count(catalog); i++) {
        mds_share share = share_of(catalog, i);
        share.value = d->values[i];
        if (!(share.value > 0.0)) {
            continue;
        }
        size_t at = out->share_count++;
        for (; at > 0 && list[at - 1].value < share.value; at--) {
            list[at] = list[at - 1];
        }
        list[at] = share;
    }
    out->shares = list;
}

mds_status mds_contributing__shares(mds_contributions *out, const mds_contributing *c,
                                    mds_arena *arena)
{
    const size_t players = player_count(c->assessment->catalog);
    /* n nodes are exact up to degree 2n - 1; here it is the number of layers plus one. */
    const size_t nodes = c->most_members / 2 + 2;
    mds_share *list = mds_arena_alloc(arena, players, sizeof *list);
    dividing d = {.c = c,
                  .node_count = nodes,
                  .values = mds_arena_alloc(arena, players, sizeof(double)),
                  .nodes = mds_arena_alloc(arena, nodes, sizeof(double)),
                  .weights = mds_arena_alloc(arena, nodes, sizeof(double)),
                  .layers = mds_arena_alloc(arena, c->most_members, sizeof(layer)),
                  .tail = mds_arena_alloc(arena, c->most_members + 1, sizeof(double))};

    if (list == NULL || d.values == NULL || d.nodes == NULL || d.weights == NULL ||
        d.layers == NULL || d.tail == NULL) {
        return mds_arena_status(arena);
    }
    set_nodes(d.nodes, d.weights, nodes);
    for (size_t s = 0; s < c->count; s++) {
        divide_risk(&d, c->risks[s]);
    }
    list_shares(out, list, &d);
    return MDS_OK;
}
