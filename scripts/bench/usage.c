/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wait4 is no part of POSIX: alone here, so that the rest is compiled without extensions. */
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
