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

mds_finding_weight mds_findings__weight(const mds_catalog *catalog, const mds_policy *policy,
                                        const mds_verified_fact *found, int32_t as_of);

/** Sets zone and zone_declared of \p out. */
void mds_findings__zone(mds_facts *out, const mds_catalog *catalog, const mds_policy *policy,
                        const mds_deployment *deployment, int32_t as_of);

#endif
