/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command has put the worker into a job that bounds memory, time and processes:
 * run_worker_windows.c. */
#include "worker.h"

const char *mds_worker__confine(void)
{
    return "job";
}
