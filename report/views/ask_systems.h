/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_REPORT_ASK_SYSTEMS_H
#define MDS_REPORT_ASK_SYSTEMS_H

#include "register_internal.h"
#include <mdsrisk/ask.h>

/** All that is asked about systems which that answer names, or, for MDS_NO_ORDINAL, the header of
 *  any form; "" when that is nothing. */
const char *mds_ask__systems(mds_reg *r, const mds_disclosure *disclosure, uint32_t question);

#endif
