/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Look-up of a number by a string, in an arena.
 */
#ifndef MDS_BASE_MAP_H
#define MDS_BASE_MAP_H

#include <mdsrisk/arena.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct mds_map mds_map;

#define MDS_MAP_NONE UINT32_MAX

/** A map with room for \p capacity keys; NULL when the arena is exhausted. */
mds_map *mds_map_new(mds_arena *arena, size_t capacity);
/** Adds a key, which must outlive the map; false when it is there already or the map is full. */
bool mds_map_add(mds_map *map, const char *key, uint32_t value);
/** The value, or MDS_MAP_NONE. \p map may be NULL: nothing is found. */
uint32_t mds_map_find(const mds_map *map, const char *key);

#endif
