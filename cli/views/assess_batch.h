/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assess of many devices: a register each, and a summary that ranks them. */
#ifndef MDS_CLI_ASSESS_BATCH_H
#define MDS_CLI_ASSESS_BATCH_H

#include "run.h"

/** Assesses what lies at \p path, a folder, an archive or a list of devices, with the run's
 *  options. Into the folder -o, in the format that --format names (else xlsx); with "-" as JSON on
 *  standard output, a line a device. A verdict of \p fail_on or worse is
 *  EXIT_ABOVE_TOLERANCE. */
mds_exit assess_batch(run *r, const char *path, mds_verdict fail_on);

#endif
