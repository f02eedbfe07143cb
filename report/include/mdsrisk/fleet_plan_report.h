/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What to do about a fleet, in tables.
 */
#ifndef MDSRISK_FLEET_PLAN_REPORT_H
#define MDSRISK_FLEET_PLAN_REPORT_H

#include <mdsrisk/fleet_plan.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_plan_table {
    MDS_PLAN_NETWORKS,        /**< verdicts and the cheapest measures of each network */
    MDS_PLAN_ORDERS,          /**< a row a measure: once for a network, or for a device */
    MDS_PLAN_VULNERABILITIES, /**< of each product, and who must act */
    MDS_PLAN_MISSING,         /**< products without a form */
    MDS_PLAN_CHANGES,         /**< devices of which something changes within a year, by day */
    MDS_PLAN_TABLE__COUNT
} mds_plan_table;

/** The tables, by kind, with headings in \p lang. \p arena owns them; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_plan_tables(const mds_table *const **out, mds_arena *arena,
                                                 const mds_catalog *catalog,
                                                 const mds_policy *policy,
                                                 const mds_fleet_plan *plan, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
