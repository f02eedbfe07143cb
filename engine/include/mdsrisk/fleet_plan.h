/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A fleet as a whole: its networks, the measures that they share, and what one intrusion takes.
 */
#ifndef MDSRISK_FLEET_PLAN_H
#define MDSRISK_FLEET_PLAN_H

#include <mdsrisk/fleet_finding.h>
#include <mdsrisk/fleet_share.h>
#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A device as the plan sees it; strings are never NULL. */
typedef struct mds_plan_device {
    const char *id, *manufacturer, *model, *location;
    uint32_t network; /**< index; MDS_NO_ORDINAL: not known */
    uint32_t units;
    bool assessed; /**< else it has no form */
    mds_verdict verdict;
    uint32_t member;          /**< of the shared measures; MDS_NO_ORDINAL: needs none */
    double taken;             /**< share of the model's intrusions that take it, p of model.md */
    double other;             /**< other events a year */
    int32_t next_day;         /**< when something changes within a year; INT32_MIN: nothing known */
    mds_verdict next_verdict; /**< what it is then */
    /** why, by mds_life_curve_event_name(): a step where only time passes; "": not known */
    const char *next_event;
} mds_plan_device;

/** A vulnerability of a product, that is devices of one form and version. */
typedef struct mds_plan_finding {
    const char *manufacturer, *model, *version;
    uint32_t units; /**< devices */
    const mds_fleet_finding *finding;
} mds_plan_finding;

typedef struct mds_fleet_plan {
    const mds_plan_device *devices;
    size_t device_count;
    const char *const *networks; /**< how each is called */
    const char *const *zones;    /**< the zone of each, by its id in the policy */
    const mds_share_plan *plans; /**< one a network, and one of the devices without */
    size_t network_count;
    const mds_plan_finding *findings; /**< those that call for action first */
    size_t finding_count;
    const mds_share_member *members;
    const uint32_t *chosen; /**< set of each member */
    double anchor;          /**< intrusions a year that reach a hospital, E[A] of model.md */
} mds_fleet_plan;

/** The fleet view of the model: one intrusion takes a share of the fleet. \p out: years between
 *  intrusions that take any device, devices that one takes on average, other events a year. */
MDS_API mds_fleet mds_plan_fleet(const mds_fleet_plan *plan);

#ifdef __cplusplus
}
#endif
#endif
