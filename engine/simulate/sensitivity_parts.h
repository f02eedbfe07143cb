/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A catalog and a policy whose numbers can be moved, and the list of these numbers.
 */
#ifndef MDS_ENGINE_SENSITIVITY_PARTS_H
#define MDS_ENGINE_SENSITIVITY_PARTS_H

#include <mdsrisk/sensitivity.h>

/* The copies share everything that is no number with what they were made from. */
typedef struct mds_movable {
    mds_catalog catalog;
    mds_policy policy;
    const mds_catalog *pristine;
    mds_rate *anchors;
    mds_scenario *scenarios;
    mds_effect *effects;
    mds_compensating *kinds;
    mds_route *routes;
    mds_patch_state *states;
    mds_tolerance *tolerable;
    mds_route_share **shares;         /* per scenario: its own list, likewise below */
    mds_raise **raises;               /* per scenario */
    mds_route_effect **route_effects; /* per kind */
    mds_route_raise **route_raises;   /* per route */
} mds_movable;

/* How a number is set. */
typedef enum mds_setting {
    MDS_SETS_NUMBER,
    MDS_SETS_MEAN,      /* of a triple, which keeps its relative spread */
    MDS_SETS_SHARE,     /* of a route; the others shrink or grow alike */
    MDS_SETS_SPREAD,    /* of every rate that has it */
    MDS_SETS_TOLERABLE, /* a factor on all */
} mds_setting;

/* A number in its place. */
typedef struct mds_moving {
    mds_parameter what;
    mds_setting setting;
    void *at;           /* in the copy */
    const void *before; /* the same in the original */
    size_t place;       /* in the list */
    size_t item, count; /* of a list: which one is set, of how many; a spread's ordinal */
} mds_moving;

MDS_NODISCARD mds_status mds_movable__make(mds_movable *out, mds_arena *arena,
                                           const mds_catalog *catalog, const mds_policy *policy);
/* Every number that has a low other than its high, in the catalog's order; \p policy: the original.
 */
MDS_NODISCARD mds_status mds_movable__list(mds_moving **out, size_t *count, mds_arena *arena,
                                           mds_movable *in, const mds_policy *policy);
void mds_movable__set(mds_movable *in, const mds_moving *moving, double value);
void mds_movable__restore(mds_movable *in, const mds_moving *moving);

#endif
