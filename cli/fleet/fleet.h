/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of `mdsrisk fleet`. */
#ifndef MDS_CLI_FLEET_H
#define MDS_CLI_FLEET_H

#include "run.h"

#include <mdsrisk/import_inventory.h>

/** Options of the command alone. */
typedef struct fleet_options {
    const char *forms;   /* --forms */
    const char *zones;   /* --zones */
    const char *matches; /* --matches */
} fleet_options;

mds_exit fleet_import(run *r);

/** The fleet of an inventory and how its columns were taken: devices with ids, products joined to
 *  the forms of --forms, zones of --zones. What is wrong with rows is said, a diagnostic a kind. */
MDS_NODISCARD mds_status read_fleet(run *r, const char *path, mds_fleet_list *out,
                                    mds_inventory *inventory);

#endif
