/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the rooms share of an arena beside its public face.
 */
#ifndef MDS_BASE_ARENA_H
#define MDS_BASE_ARENA_H

#include <mdsrisk/arena.h>

/** Makes \p arena remember that something meant for it could not be made. Like a failed allocation
 *  of its own, that is not forgotten: whoever reads a file asks mds_arena_status() at the end, so
 *  that a text that is missing for want of memory is never taken for one that does not exist. */
void mds_arena_fail(mds_arena *arena, mds_status status);

#endif
