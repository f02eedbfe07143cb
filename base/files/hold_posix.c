/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hold.h"

#include <signal.h>
#include <string.h>

void mds_hold_begin(mds_hold *hold)
{
    static const int ends[] = {SIGHUP, SIGINT, SIGTERM};
    sigset_t set;
    sigset_t before;

    _Static_assert(sizeof before <= sizeof hold->mask, "a hold keeps the whole mask");
    (void)sigemptyset(&set);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        (void)sigaddset(&set, ends[i]);
    }
    (void)pthread_sigmask(SIG_BLOCK, &set, &before);
    memcpy(hold->mask, &before, sizeof before);
}

void mds_hold_end(const mds_hold *hold)
{
    sigset_t before;

    memcpy(&before, hold->mask, sizeof before);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
}
