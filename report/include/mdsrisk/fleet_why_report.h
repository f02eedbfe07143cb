/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Why a device of a fleet is where it is, in tables.
 */
#ifndef MDSRISK_FLEET_WHY_REPORT_H
#define MDSRISK_FLEET_WHY_REPORT_H

#include <mdsrisk/fleet.h>
#include <mdsrisk/fleet_finding.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What was said of the device on a day. */
typedef struct mds_fleet_result {
    int32_t day;
    mds_verdict verdict;
    double rrf, sure;
    bool same_basis; /**< by the catalog, policy and model of now */
} mds_fleet_result;

/** What changed. */
typedef struct mds_fleet_change {
    int32_t day;
    const char *before, *after; /**< verdicts by name; "" before the first */
    const char *why;            /**< words of the file, parted by blanks: "form zone" */
} mds_fleet_change;

/** A device with what is kept of it; strings are never NULL. */
typedef struct mds_fleet_why {
    const mds_fleet_list *fleet; /**< with this device alone, joined and placed */
    const char *settled;         /**< form that a person settled, "" for none; NULL: nobody did */
    const char *context;         /**< path, "" for the defaults */
    const mds_register *reg;     /**< NULL: it cannot be assessed */
    const mds_fleet_finding *findings; /**< what is on it */
    size_t finding_count;
    const mds_fleet_result *results; /**< what is said now first */
    size_t result_count;
    const mds_fleet_change *changes; /**< by day */
    size_t change_count;
} mds_fleet_why;

typedef enum mds_fleet_why_table {
    MDS_FLEET_WHY_DEVICE,  /**< names and values: verdict, forms, network, context */
    MDS_FLEET_WHY_RISKS,   /**< each with the answers behind it */
    MDS_FLEET_WHY_ANSWERS, /**< that are missing, by what hangs on each */
    MDS_FLEET_WHY_VULNERABILITIES,
    MDS_FLEET_WHY_CHANGES, /**< of the verdict, and what else changed then */
    MDS_FLEET_WHY_RESULTS, /**< by day */
    MDS_FLEET_WHY_TABLE__COUNT
} mds_fleet_why_table;

/** The tables, in the order of their kinds, with headings in \p lang; risks and answers only where
 *  it can be assessed. \p arena owns them; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_fleet_why_tables(const mds_table *const **out, size_t *count,
                                                      mds_arena *arena, const mds_catalog *catalog,
                                                      const mds_policy *policy,
                                                      const mds_fleet_why *why, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
