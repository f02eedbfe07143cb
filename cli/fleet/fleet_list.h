/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The devices of a fleet with what is said of each. */
#ifndef MDS_CLI_FLEET_LIST_H
#define MDS_CLI_FLEET_LIST_H

#include "fleet.h"

#include <mdsrisk/batch_report.h>

/** Days of results: of the oldest and of the newest. */
typedef struct fleet_days {
    bool any;
    int32_t first, last;
} fleet_days;

void see_day(fleet_days *days, int32_t day);
/** Says of which day the results are; nothing without any. */
void print_days(const run *r, const fleet_days *days);

typedef struct fleet_rows {
    mds_batch_device *at; /* of those that were assessed, the most urgent first */
    size_t count;
    size_t units;                  /* devices: a row may stand for several */
    size_t of[MDS_VERDICT__COUNT]; /* of them, by what is said of them */
    size_t unassessed;             /* devices without a form */
    size_t retired;                /* rows of devices that are no longer there */
    fleet_days days;
} fleet_rows;

/** MDS_EFORMAT, and said, when there is no device or none was assessed. */
MDS_NODISCARD mds_status load_rows(run *r, store *s, fleet_rows *out);

#endif
