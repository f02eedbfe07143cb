/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each form of a folder or an archive says of itself. */
#ifndef MDS_CLI_FORM_ITEMS_H
#define MDS_CLI_FORM_ITEMS_H

#include "run.h"

#include <mdsrisk/batch_report.h>

typedef struct form_items {
    mds_batch_item *at; /* in the order of the files; what was not read too */
    size_t count, read_count;
} form_items;

/** Takes a form that was read: what it says of itself, the SHA-256 of its bytes, and the disclosure
 *  as JSON. Anything but MDS_OK ends the reading. */
typedef mds_status (*form_take)(void *payload, const mds_batch_item *item, const char *sha256,
                                const char *answers);

/** Reads them over all processors, each in memory of its own; \p take, or NULL, gets those that
 *  were read. MDS_EIO, MDS_ENOMEM, MDS_ELIMIT, or what \p take returned. */
MDS_NODISCARD mds_status read_form_items(run *r, const char *path, form_items *out, form_take take,
                                         void *payload);

#endif
