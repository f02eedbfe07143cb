/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_ENGINE_CONTRIBUTION_PARTS_H
#define MDS_ENGINE_CONTRIBUTION_PARTS_H

#include <mdsrisk/contribution.h>

/* The risks that are looked at: one, or all that apply, in the catalog's order. */
typedef struct mds_contributing {
    const mds_risk_assessment *assessment;
    const mds_risk **risks;
    size_t count;
    size_t most_members; /* of one risk */
} mds_contributing;

/** E[F] / F_tol of a risk at R2 for U = \p unpatched and phi = \p phi. */
double mds_contributing__times(const mds_contributing *c, const mds_risk *risk, double unpatched,
                               double phi);

/** Fills the Shapley values (contribution_shapley.c). */
mds_status mds_contributing__shares(mds_contributions *out, const mds_contributing *c,
                                    mds_arena *arena);
/** Fills the tornado (contribution_swings.c). */
mds_status mds_contributing__swings(mds_contributions *out, const mds_contributing *c,
                                    mds_arena *arena, mds_diags *diags);

#endif
