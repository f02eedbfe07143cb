/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess_parts.h"

#include <string.h>

/* Names of groups to numbers, by open addressing; a table lookup a name keeps a device cheap. */
typedef struct group_table {
    const char **name;
    uint32_t *number;
    size_t mask;
    uint32_t count;
} group_table;

static uint32_t hash(const char *text)
{
    uint32_t h = 2166136261U; /* FNV-1a */
    for (; *text != '\0'; text++) {
        h = (h ^ (unsigned char)*text) * 16777619U;
    }
    return h;
}

/* A control without a group fails alone: it gets a number of its own. */
static uint32_t group_number(group_table *table, const char *name)
{
    if (name[0] == '\0') {
        return table->count++;
    }
    size_t slot = hash(name) & table->mask;
    while (table->name[slot] != NULL && strcmp(table->name[slot], name) != 0) {
        slot = (slot + 1) & table->mask;
    }
    if (table->name[slot] == NULL) {
        table->name[slot] = name;
        table->number[slot] = table->count++;
    }
    return table->number[slot];
}

static bool number_groups(mds_world *world)
{
    const mds_catalog *catalog = world->catalog;
    size_t names = catalog->fact_count + catalog->compensating_count;
    size_t slots = 16;
    while (slots < 2 * names) {
        slots *= 2;
    }
    group_table table = {.name = mds_arena_alloc(world->arena, slots, sizeof *table.name),
                         .number = mds_arena_alloc(world->arena, slots, sizeof *table.number),
                         .mask = slots - 1};
    world->fact_group = mds_arena_alloc(world->arena, catalog->fact_count, sizeof(uint32_t));
    world->compensating_group =
        mds_arena_alloc(world->arena, catalog->compensating_count, sizeof(uint32_t));
    if (table.name == NULL || table.number == NULL || world->fact_group == NULL ||
        world->compensating_group == NULL) {
        return false;
    }
    for (size_t i = 0; i < catalog->fact_count; i++) {
        if (catalog->facts[i].kind == MDS_FACT_CONTROL) {
            world->fact_group[i] = group_number(&table, catalog->facts[i].group);
        }
    }
    for (size_t i = 0; i < catalog->compensating_count; i++) {
        world->compensating_group[i] = group_number(&table, catalog->compensating[i].group);
    }
    world->group_count = table.count;
    return true;
}

/* Counting sort: by scenario, controls before compensating controls, else as the catalog has it. */
static bool order_effects(mds_world *world)
{
    const mds_catalog *catalog = world->catalog;
    uint32_t *first = mds_arena_alloc(world->arena, catalog->scenario_count + 1, sizeof *first);
    uint32_t *next = mds_arena_alloc(world->arena, catalog->scenario_count + 1, sizeof *next);
    uint32_t *order = mds_arena_alloc(world->arena, catalog->effect_count, sizeof *order);
    if (first == NULL || next == NULL || order == NULL) {
        return false;
    }
    for (size_t i = 0; i < catalog->effect_count; i++) {
        first[catalog->effects[i].scenario + 1]++;
    }
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        if (first[i + 1] > world->most_effects) {
            world->most_effects = first[i + 1];
        }
        first[i + 1] += first[i];
        next[i] = first[i];
    }
    for (int compensating = 0; compensating < 2; compensating++) {
        for (uint32_t i = 0; i < catalog->effect_count; i++) {
            const mds_effect *effect = &catalog->effects[i];
            if ((effect->fact == MDS_NO_ORDINAL) == (compensating == 1)) {
                order[next[effect->scenario]++] = i;
            }
        }
    }
    world->first_effect = first;
    world->order = order;
    return true;
}

static bool make_scratch(mds_world *world)
{
    world->layer = mds_arena_alloc(world->arena, world->most_effects, sizeof *world->layer);
    bool made = world->layer != NULL;
    for (unsigned i = 0; i < MDS_ACTS_ON__COUNT && made; i++) {
        world->layer_of_group[i] =
            mds_arena_alloc(world->arena, world->group_count, sizeof *world->layer_of_group[i]);
        world->effect[i] =
            mds_arena_alloc(world->arena, world->most_effects, sizeof *world->effect[i]);
        world->expected[i] =
            mds_arena_alloc(world->arena, world->most_effects, sizeof *world->expected[i]);
        world->leader[i] =
            mds_arena_alloc(world->arena, world->most_effects, sizeof *world->leader[i]);
        made = world->layer_of_group[i] != NULL && world->effect[i] != NULL &&
               world->expected[i] != NULL && world->leader[i] != NULL;
        if (made && world->group_count > 0) {
            /* Every byte 0xff: MDS_NO_ORDINAL. */
            memset(world->layer_of_group[i], 0xff,
                   world->group_count * sizeof *world->layer_of_group[i]);
        }
    }
    return made;
}

mds_status mds_world__init(mds_world *world)
{
    const mds_policy *policy = world->policy;
    const mds_deployment *deployment = world->deployment;
    if (deployment->profile >= policy->profile_count ||
        deployment->data_volume >= policy->data_volume_count ||
        (unsigned)deployment->country >= MDS_COUNTRY__COUNT) {
        return MDS_EINVAL;
    }
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        world->scale[p] = policy->profiles[deployment->profile].scale[p];
    }
    world->scale[MDS_PROPERTY_SECURITY] *= policy->data_volumes[deployment->data_volume].data_scale;
    double weight = policy->unknown_alpha + policy->unknown_beta;
    world->unknown_mean = weight > 0.0 ? policy->unknown_alpha / weight : 0.0;
    world->evidence[MDS_ASSURANCE_SELF_DECLARED] = policy->evidence_self_declared;
    world->evidence[MDS_ASSURANCE_DOCUMENTED] = policy->evidence_documented;
    world->evidence[MDS_ASSURANCE_VERIFIED] = policy->evidence_verified;
    if (!number_groups(world) || !order_effects(world) || !make_scratch(world)) {
        return mds_arena_status(world->arena);
    }
    return MDS_OK;
}
