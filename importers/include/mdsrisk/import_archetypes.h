/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Fictional devices by which the numbers of a catalog are tried out: a table, a line a device
 * (examples/archetypes/README.md).
 */
#ifndef MDSRISK_IMPORT_ARCHETYPES_H
#define MDSRISK_IMPORT_ARCHETYPES_H

#include <mdsrisk/risk.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where the devices are, and when. */
typedef struct mds_archetype_places {
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_deployment *const *deployments; /**< profile and end of support are the device's */
    size_t deployment_count;
    int32_t as_of;
} mds_archetype_places;

/** Assesses every device of the table in every deployment, devices one after the other. \p arena
 *  owns them. A column that is missing, a word that catalog and policy do not know, and a table
 *  without a device are errors with their place, and MDS_EFORMAT. */
MDS_NODISCARD MDS_API mds_status mds_import_archetypes(const mds_risk_assessment *const **out,
                                                       size_t *count, mds_arena *arena,
                                                       const mds_archetype_places *places,
                                                       const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
