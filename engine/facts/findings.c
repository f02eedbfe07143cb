/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include "engine/evidence_words.h"

bool mds_finding_has_basis(const mds_catalog *catalog, const char *by, int32_t on,
                           const char *evidence, int32_t as_of)
{
    return mds_evidence_named(catalog, by) && mds_evidence_named(catalog, evidence) &&
           on != INT32_MIN && on <= as_of;
}

/* Whether the finding says what a zone that needs a basis says: "deployed-standalone". */
static bool states_zone(const mds_policy *policy, const mds_verified_fact *found)
{
    for (size_t z = 0; z < policy->zone_count && found->state; z++) {
        const mds_zone *zone = &policy->zones[z];
        for (size_t i = 0; i < zone->fact_count && zone->without_basis < policy->zone_count; i++) {
            if (zone->facts[i].fact == found->fact && !zone->facts[i].negated) {
                return true;
            }
        }
    }
    return false;
}

mds_finding_weight mds_findings__weight(const mds_catalog *catalog, const mds_policy *policy,
                                        const mds_verified_fact *found, int32_t as_of)
{
    if (mds_finding_has_basis(catalog, found->by, found->on, found->evidence, as_of)) {
        return MDS_FINDING_COUNTS;
    }
    if (states_zone(policy, found)) {
        return MDS_FINDING_IS_ZONE;
    }
    return catalog->facts[found->fact].closes[found->state] ? MDS_FINDING_IS_DECLARATION
                                                            : MDS_FINDING_COUNTS;
}

void mds_findings__zone(mds_facts *out, const mds_catalog *catalog, const mds_policy *policy,
                        const mds_deployment *deployment, int32_t as_of)
{
    const mds_basis *basis = &deployment->zone_basis;

    out->zone = deployment->zone;
    if (deployment->zone < policy->zone_count &&
        policy->zones[deployment->zone].without_basis < policy->zone_count &&
        !mds_finding_has_basis(catalog, basis->by, basis->on, basis->evidence, as_of)) {
        out->zone = policy->zones[deployment->zone].without_basis;
        out->zone_declared = true;
    }
    for (size_t i = 0; i < deployment->verified_count; i++) {
        out->zone_declared =
            out->zone_declared || mds_findings__weight(catalog, policy, &deployment->verified[i],
                                                       as_of) == MDS_FINDING_IS_ZONE;
    }
}
