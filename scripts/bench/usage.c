/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wait4 and ru_maxrss are no part of POSIX: alone here, the rest is compiled without extensions. */
#define _DEFAULT_SOURCE
#include "usage.h"

#include <sys/resource.h>
#include <sys/wait.h>

int wait_usage(pid_t pid, int *status, long *kib)
{
    struct rusage usage;

    if (wait4(pid, status, 0, &usage) != pid) {
        return -1;
    }
    *kib = usage.ru_maxrss;
    return 0;
}

long peak_kib(void)
{
    struct rusage usage;

    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : -1;
}
