/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `assess` and `update` have in common. */
#ifndef MDS_CLI_FLEET_ASSESS_H
#define MDS_CLI_FLEET_ASSESS_H

#include "fleet.h"

typedef struct assessed {
    size_t classes; /* that had no result */
    size_t rows;    /* of the inventory with a new result */
} assessed;

/** Takes what is named on the command line into the fleet, and finds again what is on the
 *  devices where it was found in other files or by another catalog. */
MDS_NODISCARD mds_status take_news(run *r, store *s);
/** Assesses what has no result yet for this day, catalog, policy and model. \p s may be another
 *  store then, as by work_off(). */
MDS_NODISCARD mds_status assess_fleet(run *r, store **s, assessed *out);
void print_assessed(const run *r, const assessed *done);

#endif
