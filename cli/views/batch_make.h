/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The devices of one row of a batch, in a worker. */
#ifndef MDS_CLI_BATCH_MAKE_H
#define MDS_CLI_BATCH_MAKE_H

#include "batch_files.h"
#include "batch_rows.h"
#include "jobs.h"

/** What the devices have in common. */
typedef struct batch_basis {
    run *r;
    batch_rows rows;
    const mds_deployment *deployment; /* where a row names none */
    char records[65];                 /* SHA-256 of --records, "" */
    const batch_folder *folder;       /* NULL: none is written */
    bool lines;                       /* JSON on standard output */
} batch_basis;

/** jobs.work of a batch_basis. Each result is the device (put_device_line()) and, with \c lines,
 * the line for standard output. */
MDS_NODISCARD mds_status make_row(void *payload, size_t i, job_sink *sink);

/** A run of its own memory, which is all that a worker changes; false when there is none. Free
 *  its arena. */
bool begin_own(run *own, const run *r);

/** A device of which nothing but \p diags is known; strings in the run's arena. */
MDS_NODISCARD mds_status describe_failure(run *r, const batch_row *row, const char *name,
                                          const mds_diags *diags, mds_batch_device *out);

#endif
