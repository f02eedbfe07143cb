/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/version.h>

const char *mds_version(void)
{
    return MDS_VERSION;
}
