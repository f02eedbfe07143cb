/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_BENCH_USAGE_H
#define MDS_BENCH_USAGE_H

#include <sys/types.h>

/** Waits for \p pid; *\p kib gets its largest resident memory. 0, or -1. */
int wait_usage(pid_t pid, int *status, long *kib);
/** Largest resident memory of this process so far, in KiB; -1 when the system does not say. */
long peak_kib(void);

#endif
