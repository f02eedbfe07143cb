/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What cells and parts of their text look like, as numbers: equal looks have equal ones.
 */
#ifndef MDS_IMPORTERS_LOOK_H
#define MDS_IMPORTERS_LOOK_H

#include "base/arena_internal.h"
#include <stdbool.h>
#include <stdint.h>

/* Parts of a cell that look different; with more they are no choices. */
enum { MDS_LOOK_PARTS = 16 };

/* What text up to a byte of its cell looks like. */
typedef struct mds_look_part {
    uint32_t end;
    uint16_t look;
} mds_look_part;

/* Those of a cell while it is read. */
typedef struct mds_look_parts {
    mds_look_part at[MDS_LOOK_PARTS];
    size_t count;
} mds_look_parts;

/* What a cell looks like: as a whole, and its parts where they differ. */
typedef struct mds_looks {
    uint16_t look;
    const mds_look_part *parts;
    size_t count;
} mds_looks;

/* Adds a mark, "b" or a colour, to a look, which is 0 to begin with: the same marks in the same
 * order give the same. */
uint16_t mds_look__mix(uint16_t look, const char *mark);
/* Notes that the text of a cell, now \p end bytes long, has grown by what looks so. */
void mds_look__note(mds_look_parts *parts, size_t end, uint16_t look);
/* What a cell with such parts on such a fill looks like. False when the arena is exhausted. */
bool mds_look__settle(mds_looks *out, mds_arena *arena, const mds_look_parts *parts, uint16_t fill);

#endif
