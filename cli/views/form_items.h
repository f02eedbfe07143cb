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

/** Reads them over all processors, each in memory of its own. MDS_EIO, MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD mds_status read_form_items(run *r, const char *path, form_items *out);

#endif
