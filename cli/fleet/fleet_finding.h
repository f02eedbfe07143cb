/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files about vulnerabilities say of the devices of a fleet, and how it is kept. */
#ifndef MDS_CLI_FLEET_FINDING_H
#define MDS_CLI_FLEET_FINDING_H

#include "fleet_evidence.h"

#include <mdsrisk/fleet_finding.h>

/** Whether what is kept was found in other files, or by another catalog, than are there now. */
MDS_NODISCARD mds_status findings_are_old(run *r, store *s, bool *out);

/** Finds, within the change that was begun, what is on each product of the fleet. It is stored
 *  under a key, of which \p keys has one a product, "" for nothing; what changed is history. \p
 * all: NULL without files. */
MDS_NODISCARD mds_status keep_findings(run *r, store *s, const evidence *all,
                                       const mds_fleet_list *fleet, const char *const **keys);

/** What a key stands for, in the run's arena. */
MDS_NODISCARD mds_status load_findings(run *r, store *s, const char *key,
                                       const mds_fleet_finding **out, size_t *count);
/** One of them as the history has it; false when the line is none. */
bool read_finding(mds_arena *arena, const char *line, mds_fleet_finding *out);

#endif
