/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import of a folder or an archive: a line a file. */
#ifndef MDS_CLI_IMPORT_BATCH_H
#define MDS_CLI_IMPORT_BATCH_H

#include "run.h"

/** Reads what lies there and prints or writes the list. */
mds_exit import_batch(run *r, const char *path);

#endif
