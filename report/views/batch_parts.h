/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists of files and of devices share. */
#ifndef MDS_REPORT_BATCH_PARTS_H
#define MDS_REPORT_BATCH_PARTS_H

#include "register_internal.h"
#include <mdsrisk/batch_report.h>

/* The first diagnostic of the most severe kind in words; all "" when there are only notes. */
typedef struct mds_batch_problem {
    const char *code, *text, *way_out;
    const char *file, *where; /* of the diagnostic */
} mds_batch_problem;
mds_batch_problem mds_batch__problem(mds_arena *arena, const mds_catalog *catalog,
                                     const mds_diags *diags, mds_lang lang);

/* Two tables in the making: all, and those that were not read. */
typedef struct mds_batch_pair {
    mds_reg r;
    mds_table *tables;
} mds_batch_pair;
mds_status mds_batch__begin(mds_batch_pair *out, mds_arena *arena, const mds_catalog *catalog,
                            mds_lang lang);
mds_status mds_batch__end(const mds_table *const **out, mds_batch_pair *pair);

#endif
