/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a batch: the files of a folder, an archive, or the rows of a list of devices. */
#ifndef MDS_CLI_BATCH_ROWS_H
#define MDS_CLI_BATCH_ROWS_H

#include "run.h"

typedef struct batch_row {
    const char *path; /* of the form, or an archive of forms */
    const char *root; /* what its name is told without: a folder or an archive, with a slash; "" */
    const char *context;      /* NULL: the run's */
    const char *device_id;    /* "" */
    const mds_diags *problem; /* why it is not read; NULL */
} batch_row;

typedef struct batch_rows {
    batch_row *at;
    size_t count;
} batch_rows;

/** Paths in a list are relative to its folder. \p output, or NULL, is a folder that is passed over.
 *  A status other than MDS_OK is said. */
MDS_NODISCARD mds_status list_rows(run *r, const char *path, const char *output, batch_rows *out);

#endif
