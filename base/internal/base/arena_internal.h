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

/** A moment of an arena, by mds_arena_marked(). */
typedef struct mds_arena_mark {
    const void *block, *next;
    size_t block_used, used;
} mds_arena_mark;

/** The arena as it is now. */
mds_arena_mark mds_arena_marked(const mds_arena *arena);
/** Gives back all that was allocated since \p mark: for what is made only to be looked at, a cell's
 *  key. A failure since then is not forgotten. */
void mds_arena_rewind(mds_arena *arena, mds_arena_mark mark);

#endif
