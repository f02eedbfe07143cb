/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the parts of an evaluation share.
 */
#ifndef MDS_ENGINE_EVALUATION_H
#define MDS_ENGINE_EVALUATION_H

#include <mdsrisk/risk.h>

/** g of a kind of evidence. */
double mds_evaluation__evidence(const mds_policy *policy, mds_assurance assurance);

/** Whether a condition of this value counts as holding. */
bool mds_evaluation__holds(const mds_device *device, mds_truth truth);

/** Fills \p out with the controls that are there against \p scenario, the device's first; \p open:
 *  the scenario's open routes. Returns how many. */
size_t mds_evaluation__members(mds_layer_member *out, const mds_device *device, uint32_t scenario,
                               mds_route_bits open);

/** The state of the device's patches, an ordinal in the catalog. */
uint32_t mds_evaluation__patch(const mds_device *device);

/** The least verdict that the gate past end of support allows. */
mds_verdict mds_evaluation__gate(const mds_device *device, const mds_evaluation *evaluation);

/** Makes \p values those with a good answer about one of them, and what follows from it. */
void mds_evaluation__answer_well(mds_fact_value *values, const mds_catalog *catalog, uint32_t fact);

/** Fills the kinds that would help. */
MDS_NODISCARD mds_status mds_evaluation__helps(mds_risk_assessment *out, mds_arena *arena);

/** The device as it is when every unknown turns out well. */
mds_device mds_evaluation__best_case(const mds_device *device, mds_lifecycle lifecycle);

/** Sets the verdict by the two cases, and why there is none. */
void mds_evaluation__judge(mds_risk_assessment *out);

/** The verdict of \p as with other facts; what it is worked out with stays in \p arena. */
MDS_NODISCARD mds_status mds_evaluation__verdict(mds_verdict *out, mds_arena *arena,
                                                 const mds_risk_assessment *as,
                                                 const mds_facts *facts);

#endif
