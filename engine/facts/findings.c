/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

#include "engine/evidence_words.h"

/* Who and when, beside evidence. */
static bool is_signed(const mds_catalog *catalog, const char *by, int32_t on, int32_t as_of)
{
    return on != INT32_MIN && on <= as_of && mds_evidence_named(catalog, by);
}

bool mds_finding_has_basis(const mds_catalog *catalog, const char *by, int32_t on,
                           const char *evidence, int32_t as_of)
{
    return is_signed(catalog, by, on, as_of) && mds_evidence_named(catalog, evidence);
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

static mds_finding_weight weight_of(const mds_catalog *catalog, const mds_policy *policy,
                                    const mds_verified_fact *found, bool has_basis)
{
    if (has_basis) {
        return MDS_FINDING_COUNTS;
    }
    if (states_zone(policy, found)) {
        return MDS_FINDING_IS_ZONE;
    }
    return catalog->facts[found->fact].closes[found->state] ? MDS_FINDING_IS_DECLARATION
                                                            : MDS_FINDING_COUNTS;
}

mds_status mds_findings__weigh(mds_findings *out, mds_arena *arena, const mds_catalog *catalog,
                               const mds_policy *policy, const mds_deployment *deployment,
                               int32_t as_of)
{
    const mds_basis *basis = &deployment->zone_basis;
    mds_finding *at = mds_arena_alloc(arena, deployment->verified_count, sizeof *at);

    if (at == NULL) {
        return mds_arena_status(arena);
    }
    out->at = at;
    out->zone_declared = false;

    out->zone = deployment->zone;
    if (deployment->zone < policy->zone_count &&
        policy->zones[deployment->zone].without_basis < policy->zone_count &&
        !mds_finding_has_basis(catalog, basis->by, basis->on, basis->evidence, as_of)) {
        out->zone = policy->zones[deployment->zone].without_basis;
        out->zone_declared = true;
    }
    for (size_t i = 0; i < deployment->verified_count; i++) {
        const mds_verified_fact *found = &deployment->verified[i];
        at[i].evidence = mds_evidence_named(catalog, found->evidence);
        const bool has_basis = at[i].evidence && is_signed(catalog, found->by, found->on, as_of);
        at[i].weight = weight_of(catalog, policy, found, has_basis);
        out->zone_declared = out->zone_declared || at[i].weight == MDS_FINDING_IS_ZONE;
    }
    return MDS_OK;
}
