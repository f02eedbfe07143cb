/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/calibrate.h>

#include "base/num.h"
#include <mdsrisk/limits.h>
#include <mdsrisk/risk.h>

/* The typical device as a deployment: what the calibration states about it is taken as found, with
 * no more assurance than a declaration has. */
static mds_status make_deployment(mds_deployment *deployment, mds_arena *arena,
                                  const mds_calibration *calibration)
{
    mds_verified_fact *facts = mds_arena_alloc(arena, calibration->fact_count, sizeof *facts);

    if (facts == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < calibration->fact_count; i++) {
        facts[i] = (mds_verified_fact){.fact = calibration->facts[i].fact,
                                       .state = !calibration->facts[i].negated,
                                       .assurance = MDS_ASSURANCE_SELF_DECLARED,
                                       .by = calibration->id,
                                       .on = 0,
                                       .evidence = calibration->id,
                                       .where = ""};
    }
    deployment->verified = facts;
    deployment->verified_count = calibration->fact_count;
    return MDS_OK;
}

static mds_status value_in(double *out, mds_arena *arena, const mds_catalog *catalog,
                           const mds_policy *policy, const mds_calibration *calibration)
{
    mds_deployment deployment = mds_deployment_default(policy);
    const mds_facts *facts = NULL;
    const mds_risk_assessment *assessment = NULL;
    double sum = 0.0;

    mds_status status = make_deployment(&deployment, arena, calibration);
    if (status == MDS_OK) {
        status = mds_facts_derive(&facts, arena, catalog, policy, NULL, 0, &deployment, 0, NULL);
    }
    if (status == MDS_OK) {
        status =
            mds_assess_device(&assessment, arena, catalog, policy, facts, &deployment, 0, NULL);
    }
    for (size_t s = 0; status == MDS_OK && s < catalog->scenario_count; s++) {
        const mds_risk *risk = &assessment->now->risks[s];
        if (risk->applies && catalog->scenarios[s].anchored) {
            sum +=
                risk->at[MDS_STAGE_R1].own / (risk->constants->v1.mean * risk->constants->v2.mean);
        }
    }
    *out = sum;
    return status;
}

mds_status mds_calibration_value(double *out, const mds_catalog *catalog, const mds_policy *policy,
                                 const mds_calibration *calibration)
{
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);

    if (arena == NULL) {
        return MDS_ENOMEM;
    }
    const mds_status status = value_in(out, arena, catalog, policy, calibration);
    mds_arena_free(arena);
    return status;
}

mds_status mds_calibration_check(const mds_catalog *catalog, mds_diags *diags)
{
    mds_status result = MDS_OK;

    for (size_t i = 0; i < catalog->calibration_count; i++) {
        const mds_calibration *calibration = &catalog->calibrations[i];
        char number[3][MDS_NUM_SIZE];
        double value;
        const mds_status status =
            mds_calibration_value(&value, catalog, &catalog->policies[0], calibration);

        if (status != MDS_OK) {
            return status;
        }
        if (value >= calibration->low && value <= calibration->high) {
            continue;
        }
        mds_num_significant(number[0], value, 3);
        mds_num_significant(number[1], calibration->low, 3);
        mds_num_significant(number[2], calibration->high, 3);
        mds_diag_add(diags, MDS_D_CATALOG_CALIBRATION, "calibration.json", calibration->id,
                     calibration->id, number[0], number[1], number[2], NULL);
        result = MDS_ECATALOG;
    }
    return result;
}
