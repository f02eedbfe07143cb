/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A vulnerability of devices of a fleet, as it is kept from one run to the next.
 */
#ifndef MDSRISK_FLEET_FINDING_H
#define MDSRISK_FLEET_FINDING_H

#include <mdsrisk/hits.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A vulnerability that is, or may; strings are never NULL. */
typedef struct mds_fleet_finding {
    const char *id;        /**< "CVE-2021-44228" */
    const char *component; /**< "" for the device itself */
    const char *version;   /**< of the component */
    mds_hit_standing standing;
    double score_low, score_high; /**< equal where a score is known */
    const char *exploited; /**< day since when it is known to be exploited (KEV), "?" where it is
                              not said, "" */
    const char *due;       /**< day by which US authorities must mend it, "" */
    const char *classed;   /**< id of its class by what is known, "" */
    const char *classed_possible; /**< where what is unknown turns out badly, "" */
    const char *clause;           /**< id of the clause of the contract that it reaches, "" */
    const char *fixed_in;         /**< version of the device that mends it, "" */
    const char *action;           /**< what the author of the statement says is to be done, "" */
} mds_fleet_finding;

/** Findings of the hits that are or may, without those that are not; \p arena owns them. NULL
 *  without memory. */
MDS_API const mds_fleet_finding *mds_fleet_findings(size_t *count, mds_arena *arena,
                                                    const mds_catalog *catalog,
                                                    const mds_hits *hits);
/** V of each scenario of the catalog by findings, as mds_hits_threats(). A class that the catalog
 *  does not have counts as none. */
MDS_API const mds_threat *mds_fleet_threats(mds_arena *arena, const mds_catalog *catalog,
                                            const mds_fleet_finding *findings, size_t count);
/** Whether somebody must act: it reaches a clause of the contract or is known to be exploited. */
MDS_API bool mds_fleet_finding_calls(const mds_fleet_finding *finding);
/** Whether \p after is worse than \p before (NULL: it was not there): it calls for action and did
 *  not, or now for certain, since it is exploited, or by a higher score. */
MDS_API bool mds_fleet_finding_worse(const mds_fleet_finding *before,
                                     const mds_fleet_finding *after);

#ifdef __cplusplus
}
#endif
#endif
