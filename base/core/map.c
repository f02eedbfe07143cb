/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include <string.h>

typedef struct slot {
    const char *key; /* NULL: free */
    uint32_t hash;
    uint32_t value;
} slot;

struct mds_map {
    slot *slots;
    size_t mask; /* count of slots - 1, a power of two */
    size_t capacity;
    size_t count;
};

/* FNV-1a. Keys are ids of a catalog or a form: their number is bounded, so that a caller who
 * chose them to collide would only slow down himself. */
static uint32_t hash_of(const char *key)
{
    uint32_t hash = 2166136261U;

    for (; *key != '\0'; key++) {
        hash = (hash ^ (unsigned char)*key) * 16777619U;
    }
    return hash;
}

mds_map *mds_map_new(mds_arena *arena, size_t capacity)
{
    size_t slots = 8;

    while (slots / 2 < capacity) {
        slots *= 2;
    }
    mds_map *map = mds_arena_alloc(arena, 1, sizeof *map);
    if (map == NULL) {
        return NULL;
    }
    map->slots = mds_arena_alloc(arena, slots, sizeof *map->slots);
    map->mask = slots - 1;
    map->capacity = capacity;
    return map->slots != NULL ? map : NULL;
}

/* The slot that holds the key, or the free one where it belongs. */
static slot *locate(const mds_map *map, const char *key, uint32_t hash)
{
    size_t at = hash & map->mask;

    while (map->slots[at].key != NULL &&
           (map->slots[at].hash != hash || strcmp(map->slots[at].key, key) != 0)) {
        at = (at + 1) & map->mask;
    }
    return &map->slots[at];
}

bool mds_map_add(mds_map *map, const char *key, uint32_t value)
{
    const uint32_t hash = hash_of(key);
    slot *where = locate(map, key, hash);

    if (where->key != NULL || map->count == map->capacity) {
        return false;
    }
    *where = (slot){key, hash, value};
    map->count++;
    return true;
}

uint32_t mds_map_find(const mds_map *map, const char *key)
{
    if (map == NULL) {
        return MDS_MAP_NONE;
    }
    const slot *where = locate(map, key, hash_of(key));
    return where->key != NULL ? where->value : MDS_MAP_NONE;
}
