/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the parts of an assessment share. Everything here is worked out once for a device, so that
 * a scenario costs no more than its own effects.
 */
#ifndef MDS_ENGINE_ASSESS_PARTS_H
#define MDS_ENGINE_ASSESS_PARTS_H

#include <mdsrisk/assess.h>

/** The best credited record of one kind of compensating control. */
typedef struct mds_best_record {
    const mds_control_record *record; /* NULL: none is credited */
    double a, g;
} mds_best_record;

typedef struct mds_world {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_facts *facts;
    const mds_deployment *deployment;
    double years_past;                     /* EOS */
    double unknown_mean;                   /* pi */
    double evidence[MDS_ASSURANCE__COUNT]; /* g */
    double scale[MDS_PROPERTY__COUNT];     /* of the impacts */
    mds_best_record *best;                 /* per kind of compensating control */
    uint32_t *first_effect; /* per scenario, and one more: where its effects begin in order */
    uint32_t *order;        /* effects by scenario, controls first */
    uint32_t *fact_group;   /* number of the group of each credited fact */
    uint32_t *compensating_group;
    uint32_t group_count;
    size_t most_effects; /* of one scenario */
    /* Scratch of one scenario. A layer is a group on v1 or on v2. */
    uint32_t *layer_of_group[MDS_ACTS_ON__COUNT]; /* per group; MDS_NO_ORDINAL: no layer yet */
    uint32_t *layer;                              /* per credit of the scenario */
    double *effect[MDS_ACTS_ON__COUNT];           /* E per layer */
    double *expected[MDS_ACTS_ON__COUNT];         /* E per layer at R2, expected */
    uint32_t *leader[MDS_ACTS_ON__COUNT];         /* best credit per layer */
    size_t layer_count[MDS_ACTS_ON__COUNT];
} mds_world;

/** Sets up everything but years_past and best. MDS_ENOMEM, MDS_ELIMIT; MDS_EINVAL when the
 * deployment names a profile or a data volume that the policy lacks. */
MDS_NODISCARD mds_status mds_world__init(mds_world *world);

/** Fills \p out (room for the scenario's effects) and the layers of the scratch; returns how
 *  many. */
size_t mds_credits__of(mds_world *world, uint32_t scenario, mds_credit *out);

/** Forgets E and the leader of every layer. */
void mds_credits__clear(mds_world *world);

/** Adds credits [\p begin, \p end) of one case to the layers and gives f1 and f2 of all that were
 *  added since they were cleared. Where two credits are equal, the first leads its layer. */
void mds_credits__layers(mds_world *world, const mds_credit *credits, size_t begin, size_t end,
                         mds_case which, double f[MDS_ACTS_ON__COUNT]);

/** How far \p frequency stands above \p tolerance. */
double mds_assess__rrf(double frequency, double tolerance);

/** The missing measures worth naming, largest factor first. \p out has room for one per credit;
 *  returns how many. world->expected holds E at R2, \p tolerance is the scenario's. */
size_t mds_options__of(mds_world *world, const mds_scenario_result *result, double tolerance,
                       mds_option *out);

/** Works out everything of result->scenario but verdict, level and gated. Room for one credit and
 *  one option per effect. False when the arena is exhausted. */
bool mds_scenario__assess(mds_world *world, mds_scenario_result *result, mds_credit *credits,
                          mds_option *options);

/** Fills \p out with the applicable scenarios in the order in which a person should read them;
 *  returns how many. */
size_t mds_ranking__of(const mds_catalog *catalog, const mds_scenario_result *results,
                       uint32_t *out);

#endif
