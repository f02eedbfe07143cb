/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module of its own in the page has its own memory, and nothing of the system. */
#include "worker.h"

const char *mds_worker__confine(void)
{
    return "page";
}
