/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the file of a fleet holds, and how it gets there. */
#ifndef MDS_CLI_FLEET_STORE_H
#define MDS_CLI_FLEET_STORE_H

#include "fleet.h"

#include <mdsrisk/batch_report.h>

/** A form that was read; payload is a run's form_keeper. Many go into one change of the file, since
 *  each change waits for the disk. */
typedef struct form_keeper {
    run *r;
    store *s;
    size_t pending;
} form_keeper;
mds_status keep_form(void *payload, const mds_batch_item *item, const char *sha256,
                     const char *answers);
/** Stores what keep_form() took last. */
MDS_NODISCARD mds_status keep_forms_end(form_keeper *keeper);

/** Forms, devices and what was settled, as they were stored; texts in the run's arena. */
MDS_NODISCARD mds_status load_forms(run *r, store *s, mds_fleet_list *out);
MDS_NODISCARD mds_status load_devices(run *r, store *s, mds_fleet_list *out);
MDS_NODISCARD mds_status load_settled(run *r, store *s, const mds_settled **out, size_t *count);
/** A file that was stored under a name, "zones"; NULL when there is none. */
MDS_NODISCARD mds_status load_named(run *r, store *s, const char *name, mds_source **out);

#endif
