/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the hospital found out itself, and what it is worth: a finding that switches a route or a
 * scenario off needs a basis.
 */
#ifndef MDS_ENGINE_FINDINGS_H
#define MDS_ENGINE_FINDINGS_H

#include <mdsrisk/facts.h>

typedef enum mds_finding_weight {
    MDS_FINDING_COUNTS,         /* before every form */
    MDS_FINDING_IS_DECLARATION, /* one more declaration beside the forms */
    MDS_FINDING_IS_ZONE,        /* that the device is standalone: left out, see zone_declared */
} mds_finding_weight;

typedef struct mds_finding {
    mds_finding_weight weight;
    bool evidence; /* names some */
} mds_finding;

/** What a deployment says of the facts by itself, whatever the forms answer. */
typedef struct mds_findings {
    const mds_finding *at; /* one per finding of the deployment */
    uint32_t zone;         /* in which the device is reckoned */
    bool zone_declared;    /* standalone without a basis: reckoned in a network */
} mds_findings;

/** Weighs what the deployment says; \p arena owns \p out->at. */
MDS_NODISCARD mds_status mds_findings__weigh(mds_findings *out, mds_arena *arena,
                                             const mds_catalog *catalog, const mds_policy *policy,
                                             const mds_deployment *deployment, int32_t as_of);

/** As mds_facts_derive() does, of disclosures that it has taken before but for their answers:
 *  without messages, and without the platforms that they name. */
MDS_NODISCARD mds_status mds_facts__again(const mds_facts **out, mds_arena *arena,
                                          const mds_catalog *catalog, const mds_policy *policy,
                                          const mds_disclosure *const *disclosures, size_t count,
                                          const mds_deployment *deployment, int32_t as_of,
                                          const mds_findings *findings);

#endif
