/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look.h"

#include <string.h>

uint16_t mds_look__mix(uint16_t look, const char *mark)
{
    uint32_t hash = look + 1u;

    for (; *mark != '\0'; mark++) {
        hash = (hash ^ (unsigned char)*mark) * 16777619u;
    }
    return (uint16_t)(hash ^ hash >> 16);
}

void mds_look__note(mds_look_parts *parts, size_t end, uint16_t look)
{
    mds_look_part *last = parts->count > 0 ? &parts->at[parts->count - 1] : NULL;

    if (last != NULL && (last->look == look || parts->count == MDS_LOOK_PARTS)) {
        last->end = (uint32_t)end;
    } else {
        parts->at[parts->count++] = (mds_look_part){(uint32_t)end, look};
    }
}

bool mds_look__settle(mds_looks *out, mds_arena *arena, const mds_look_parts *parts, uint16_t fill)
{
    const size_t n = parts->count;

    *out = (mds_looks){.look = fill};
    if (n == 1) {
        const uint16_t look = parts->at[0].look;
        out->look = fill == 0 ? look : (uint16_t)(fill * 31u + look);
    } else if (n > 1 && n < MDS_LOOK_PARTS) {
        mds_look_part *kept = mds_arena_alloc(arena, n, sizeof *kept);
        if (kept == NULL) {
            return false;
        }
        memcpy(kept, parts->at, n * sizeof *kept);
        out->parts = kept;
        out->count = n;
    }
    return true;
}
