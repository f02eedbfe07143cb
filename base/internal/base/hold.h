/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Signals that end the process (interrupt, terminate, hang-up) wait while a file is being made, so
 * that no temporary file is left behind. They arrive when the last hold is released.
 */
#ifndef MDS_BASE_HOLD_H
#define MDS_BASE_HOLD_H

/** What was set before, for the release. */
typedef struct mds_hold {
    unsigned long mask[16];
} mds_hold;

/** In the calling thread. Holds may be nested, released in the reverse order. */
void mds_hold_begin(mds_hold *hold);
void mds_hold_end(const mds_hold *hold);

#endif
