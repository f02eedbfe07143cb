/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A device made ready for evaluation: what its spreads, its records and its deployment come to. */
#include "evaluation.h"

#include "base/date.h"
#include "lifecycle.h"

#include <math.h>

static double g_of(const mds_policy *policy, mds_assurance assurance)
{
    switch (assurance) {
    case MDS_ASSURANCE_VERIFIED:
        return policy->evidence_verified;
    case MDS_ASSURANCE_DOCUMENTED:
        return policy->evidence_documented;
    case MDS_ASSURANCE_SELF_DECLARED:
    case MDS_ASSURANCE__COUNT:
        break;
    }
    return policy->evidence_self_declared;
}

double mds_evaluation__evidence(const mds_policy *policy, mds_assurance assurance)
{
    return g_of(policy, assurance);
}

/* Of several records of one kind each counts for what it is best at: one that is expired beside
 * one that is valid takes nothing away. */
static void take_record(mds_kind_credit *kind, const mds_policy *policy,
                        const mds_control_record *record)
{
    const bool whole = record->implementation == MDS_IMPLEMENTATION_IN_PLACE;
    const double a = whole ? 1.0 : policy->partial;
    const double g = g_of(policy, record->assurance);

    if (a * g > kind->credit) {
        kind->a = a;
        kind->g = g;
        kind->credit = a * g;
        kind->record = record;
    }
    kind->verified = kind->verified || (whole && record->assurance == MDS_ASSURANCE_VERIFIED);
    kind->documented =
        kind->documented || (whole && record->assurance != MDS_ASSURANCE_SELF_DECLARED);
}

mds_kind_credit mds_kind_in_place(const mds_policy *policy, const mds_kind_credit *now,
                                  mds_assurance assurance)
{
    mds_kind_credit kind = *now;
    const double g = g_of(policy, assurance);

    if (g > kind.credit) {
        kind.a = 1.0;
        kind.g = g;
        kind.credit = g;
        kind.record = NULL;
    }
    kind.verified = kind.verified || assurance == MDS_ASSURANCE_VERIFIED;
    kind.documented = kind.documented || assurance != MDS_ASSURANCE_SELF_DECLARED;
    return kind;
}

static mds_status find_kinds(mds_device *out, mds_arena *arena, const mds_facts *facts,
                             const mds_deployment *deployment, int32_t as_of)
{
    const mds_catalog *catalog = out->catalog;
    mds_kind_credit *kinds = mds_arena_alloc(arena, catalog->compensating_count, sizeof *kinds);

    if (kinds == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t k = 0; k < catalog->compensating_count && facts->zone_declared; k++) {
        if (catalog->compensating[k].gate_role == MDS_GATE_ROLE_ISOLATION) {
            kinds[k].a = 1.0;
            kinds[k].g = out->policy->evidence_self_declared;
            kinds[k].credit = kinds[k].g;
        }
    }
    for (size_t i = 0; i < deployment->record_count; i++) {
        const mds_control_record *record = &deployment->records[i];
        if (record->compensating >= catalog->compensating_count) {
            return MDS_EINVAL;
        }
        if (mds_lifecycle__record(catalog, record, as_of) == MDS_RECORD_CREDITED) {
            take_record(&kinds[record->compensating], out->policy, record);
        }
    }
    out->kinds = kinds;
    return MDS_OK;
}

/* Counting sort: by scenario, controls of the device before those of the hospital. */
static mds_status order_effects(mds_device *out, mds_arena *arena)
{
    const mds_catalog *catalog = out->catalog;
    uint32_t *first = mds_arena_alloc(arena, catalog->scenario_count + 1, sizeof *first);
    uint32_t *next = mds_arena_alloc(arena, catalog->scenario_count + 1, sizeof *next);
    uint32_t *order = mds_arena_alloc(arena, catalog->effect_count, sizeof *order);

    if (first == NULL || next == NULL || order == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < catalog->effect_count; i++) {
        first[catalog->effects[i].scenario + 1]++;
    }
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        first[i + 1] += first[i];
        next[i] = first[i];
    }
    for (int hospital = 0; hospital < 2; hospital++) {
        for (uint32_t i = 0; i < catalog->effect_count; i++) {
            const mds_effect *effect = &catalog->effects[i];
            if ((effect->fact == MDS_NO_ORDINAL) == (hospital == 1)) {
                order[next[effect->scenario]++] = i;
            }
        }
    }
    out->first = first;
    out->order = order;
    return MDS_OK;
}

static mds_risk_constants constants_of(const mds_device *device, const mds_scenario *scenario)
{
    mds_risk_constants c = {
        .rate = mds_model_rate(scenario->base_rate.mode, scenario->base_rate.spread),
        .v1 = mds_model_pert(scenario->v1.value),
        .v2 = mds_model_pert(scenario->v2.value),
    };
    const double mean = c.rate.mean * c.v1.mean * c.v2.mean;

    c.rho = mean > 0.0 ? c.rate.second * c.v1.second * c.v2.second / (mean * mean) : 1.0;
    /* what does not vary at all must not come out below 0 by a rounding */
    c.variance = fmax(0.0, log(c.rho * device->own_error));
    if (scenario->anchored) {
        c.variance += mds_model_variance(device->anchor);
    }
    c.factor = exp(device->z * sqrt(c.variance) - c.variance / 2.0);
    return c;
}

static mds_status find_constants(mds_device *out, mds_arena *arena)
{
    const mds_catalog *catalog = out->catalog;
    mds_risk_constants *constants =
        mds_arena_alloc(arena, catalog->scenario_count, sizeof *constants);

    if (constants == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t s = 0; s < catalog->scenario_count; s++) {
        constants[s] = constants_of(out, &catalog->scenarios[s]);
    }
    out->constants = constants;
    return MDS_OK;
}

static bool usable(const mds_catalog *catalog, const mds_policy *policy, const mds_facts *facts,
                   const mds_deployment *deployment)
{
    return deployment->profile < policy->profile_count &&
           deployment->data_volume < policy->data_volume_count &&
           (unsigned)deployment->country < MDS_COUNTRY__COUNT &&
           facts->count == catalog->fact_count && isfinite(deployment->hospital_rate_factor) &&
           deployment->hospital_rate_factor >= 0.0;
}

/* Where nobody says how long the device is supported, and what its forms name is mended no more: it
 * may be out of support, and is reckoned so until somebody confirms the opposite. */
static void reckon_platforms(mds_device *device, const mds_facts *facts,
                             const mds_deployment *deployment, int32_t as_of)
{
    const int32_t end = mds_platforms_end(&facts->platforms);
    const bool past = end != MDS_DAY_NONE && end < as_of;

    if (deployment->end_of_support == MDS_DAY_NONE &&
        (past || mds_platforms_ended(&facts->platforms))) {
        device->past = true;
        device->years_past = past ? mds_date_years(end, as_of) : 0;
    }
}

mds_status mds_device_prepare(mds_device *out, mds_arena *arena, const mds_catalog *catalog,
                              const mds_policy *policy, const mds_facts *facts,
                              const mds_deployment *deployment, int32_t as_of)
{
    if (!usable(catalog, policy, facts, deployment)) {
        return MDS_EINVAL;
    }
    const mds_rate *anchor = &catalog->anchors[deployment->country];
    const mds_lifespan span = mds_lifecycle__of(policy, deployment, as_of);
    mds_device device = {
        .catalog = catalog,
        .policy = policy,
        .facts = facts->at,
        .anchor = mds_model_rate(anchor->mode, anchor->spread),
        .z = mds_model_normal_quantile(policy->confidence),
        .own_error = exp(policy->model_sd * policy->model_sd),
        .rate_factor = deployment->hospital_rate_factor,
        .threats = deployment->threats,
        .past = span.stage == MDS_LIFECYCLE_END_OF_SUPPORT,
        .years_past = span.years_past,
    };

    reckon_platforms(&device, facts, deployment, as_of);
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        device.scale[p] = policy->profiles[deployment->profile].scale[p];
    }
    device.scale[MDS_PROPERTY_SECURITY] *= policy->data_volumes[deployment->data_volume].data_scale;
    mds_status status = find_kinds(&device, arena, facts, deployment, as_of);
    if (status == MDS_OK) {
        status = order_effects(&device, arena);
    }
    if (status == MDS_OK) {
        status = find_constants(&device, arena);
    }
    if (status == MDS_OK) {
        *out = device;
    }
    return status;
}
