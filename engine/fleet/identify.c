/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which device is which: an id of its own for each row, and numbers that occur twice. */
#include <mdsrisk/fleet.h>

#include "base/map.h"
#include "base/utf8.h"
#include "engine/evidence_words.h"
#include <string.h>

typedef struct identifying {
    mds_fleet_list *fleet;
    mds_arena *arena;
    const mds_catalog *catalog;
} identifying;

/* What may be an id, best first. */
static const mds_inventory_field id_fields[] = {MDS_INVENTORY_TAG, MDS_INVENTORY_SERIAL,
                                                MDS_INVENTORY_MAC, MDS_INVENTORY_NAME};
enum { ID_FIELDS = sizeof id_fields / sizeof *id_fields };

/* A number as it is compared; NULL where there is none ("N/A"), or memory is short. */
static const char *key_of(const identifying *in, const mds_fleet_device *device,
                          mds_inventory_field field)
{
    const char *text = device->text[field];

    return text[0] != '\0' && mds_evidence_named(in->catalog, text) ? mds_utf8_key(in->arena, text)
                                                                    : NULL;
}

/* Finds what is in a field twice: of each row the first row with the same, else its own. */
static bool find_twins(const identifying *in, mds_inventory_field field, uint32_t *first,
                       bool *alone)
{
    const size_t count = in->fleet->device_count;
    mds_map *known = mds_map_new(in->arena, count + 1);

    for (uint32_t i = 0; known != NULL && i < count; i++) {
        const char *key = key_of(in, &in->fleet->devices[i], field);
        first[i] = i;
        alone[i] = key != NULL;
        if (key == NULL) {
            continue;
        }
        const uint32_t at = mds_map_find(known, key);
        if (at == MDS_MAP_NONE) {
            (void)mds_map_add(known, key, i);
        } else {
            first[i] = at;
            alone[i] = false;
            alone[at] = false;
        }
    }
    return known != NULL && mds_arena_status(in->arena) == MDS_OK;
}

static void mark_twins(const identifying *in, mds_inventory_field field, const uint32_t *first)
{
    const unsigned problem =
        field == MDS_INVENTORY_SERIAL ? MDS_ROW_SERIAL_TWICE : MDS_ROW_MAC_TWICE;

    for (uint32_t i = 0; i < in->fleet->device_count; i++) {
        mds_fleet_device *device = &in->fleet->devices[i];
        if (first[i] == i) {
            continue;
        }
        device->problems |= problem;
        in->fleet->devices[first[i]].problems |= problem;
        if (device->twin == MDS_NO_ORDINAL) {
            device->twin = first[i];
        }
    }
}

/* Ids that another field gave must stay their own: a name may be another device's number. */
static void take_ids(const identifying *in, mds_inventory_field field, const bool *alone,
                     mds_map *taken)
{
    for (uint32_t i = 0; i < in->fleet->device_count; i++) {
        mds_fleet_device *device = &in->fleet->devices[i];
        const char *key = alone[i] && device->id == NULL ? key_of(in, device, field) : NULL;
        if (key != NULL && mds_map_find(taken, key) == MDS_MAP_NONE) {
            (void)mds_map_add(taken, key, i);
            device->id = device->text[field];
        }
    }
}

static void name_by_place(const identifying *in)
{
    for (size_t i = 0; i < in->fleet->device_count; i++) {
        mds_fleet_device *device = &in->fleet->devices[i];
        if (device->id == NULL) {
            device->id = device->where;
            device->problems |= MDS_ROW_UNNAMED;
        }
    }
}

mds_status mds_fleet_identify(mds_fleet_list *fleet, mds_arena *arena, const mds_catalog *catalog)
{
    const identifying in = {fleet, arena, catalog};
    const size_t count = fleet->device_count;
    uint32_t *first = mds_arena_alloc(arena, count + 1, sizeof *first);
    bool *alone = mds_arena_alloc(arena, count + 1, sizeof *alone);
    mds_map *taken = mds_map_new(arena, count + 1);

    if (first == NULL || alone == NULL || taken == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < count; i++) {
        const char *const *text = fleet->devices[i].text;
        fleet->devices[i].id = NULL;
        fleet->devices[i].twin = MDS_NO_ORDINAL;
        if (text[MDS_INVENTORY_MODEL][0] == '\0' && text[MDS_INVENTORY_MODEL_NUMBER][0] == '\0') {
            fleet->devices[i].problems |= MDS_ROW_NO_MODEL;
        }
    }
    for (size_t f = 0; f < ID_FIELDS; f++) {
        if (!find_twins(&in, id_fields[f], first, alone)) {
            return mds_arena_status(arena);
        }
        if (id_fields[f] == MDS_INVENTORY_SERIAL || id_fields[f] == MDS_INVENTORY_MAC) {
            mark_twins(&in, id_fields[f], first);
        }
        take_ids(&in, id_fields[f], alone, taken);
    }
    name_by_place(&in);
    return MDS_OK;
}
