/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of `mdsrisk fleet`. */
#ifndef MDS_CLI_FLEET_H
#define MDS_CLI_FLEET_H

#include "run.h"
#include "store.h"

#include <mdsrisk/import_inventory.h>

/** Options of the command alone. */
typedef struct fleet_options {
    const char *fleet;   /* --fleet: the file that it is kept in, or a server's name */
    const char *tenant;  /* --tenant, of a server */
    const char *lease;   /* --lease, seconds */
    const char *forms;   /* --forms */
    const char *zones;   /* --zones */
    const char *matches; /* --matches */
    const char *since;   /* --since */
} fleet_options;

mds_exit fleet_import(run *r);
mds_exit fleet_assess(run *r);
mds_exit fleet_list(run *r);
mds_exit fleet_report(run *r);
mds_exit fleet_why(run *r);
mds_exit fleet_export(run *r);
mds_exit fleet_update(run *r);
mds_exit fleet_backup(run *r);
mds_exit fleet_work(run *r);

/** Opens what --fleet names; EXIT_USAGE when it was not given. */
MDS_NODISCARD mds_exit open_fleet(run *r, store_use use, store **out);
/** The same when it was given, said to \p diags. */
MDS_NODISCARD mds_status try_fleet(run *r, store_use use, store **out, mds_diags *diags);
/** What is said of --fleet; NULL when it was not given. */
const char *fleet_name(const run *r);

/** The fleet of an inventory and how its columns were taken: devices with ids, products joined to
 *  the forms of --forms, zones of --zones. With a file of a fleet, what is not given comes from
 *  there, and forms that were read are stored. What is wrong with rows is said, a diagnostic a
 *  kind. */
MDS_NODISCARD mds_status read_fleet(run *r, store *s, const char *path, mds_fleet_list *out,
                                    mds_inventory *inventory);

/** Stores devices, zones, contexts and what was settled, all of it or nothing. */
MDS_NODISCARD mds_status keep_fleet(run *r, store *s, const mds_fleet_list *fleet,
                                    const mds_settled *settled, size_t settled_count);

#endif
