/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_ENGINE_CONTRIBUTION_PARTS_H
#define MDS_ENGINE_CONTRIBUTION_PARTS_H

#include <mdsrisk/contribution.h>

/* The scenarios that are looked at: one, or all that apply. */
typedef struct mds_contributing {
    const mds_assessment *assessment;
    const mds_scenario_result **results;
    size_t count;
    const char **names; /* scratch: groups of one scenario */
    double *effects;
} mds_contributing;

/** Fills the tornado (contribution_swings.c). */
mds_status mds_contributing__swings(mds_contributions *out, const mds_contributing *c,
                                    mds_arena *arena, mds_diags *diags);

#endif
