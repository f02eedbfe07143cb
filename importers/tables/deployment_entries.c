/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a deployment: records, verified facts, costs, documents. */
#include "deployment_build.h"

#include <string.h>

static size_t *count_of(mds_deployment_build *b, mds_deployment_group group)
{
    const mds_deployment_list *list = mds_deployment_list_of(group);

    return (size_t *)(void *)((char *)&b->deployment + list->count_offset);
}

static size_t entry_count(const mds_deployment_build *b, mds_deployment_group group)
{
    size_t count = 0;

    memcpy(&count, (const char *)&b->deployment + mds_deployment_list_of(group)->count_offset,
           sizeof count);
    return count;
}

static char *entry_at(const mds_deployment_build *b, mds_deployment_group group, size_t i)
{
    return (char *)b->entries[group].items + i * mds_deployment_list_of(group)->entry_size;
}

static const mds_deployment_member *naming_member(mds_deployment_group group)
{
    size_t count = 0;

    return mds_deployment_members(group, &count);
}

uint32_t mds_deployment__naming(mds_deployment_build *b, mds_deployment_group group,
                                const char *name, const char *path, const char *where)
{
    const mds_value_set list = naming_member(group)->values;
    const size_t chosen = mds_deployment__choose(b, list, path, name, where);

    return chosen < mds_value_set_size(&b->from, list) ? (uint32_t)chosen : MDS_NO_ORDINAL;
}

void *mds_deployment__entry(const mds_deployment_build *b, mds_deployment_group group,
                            uint32_t ordinal)
{
    const size_t offset = naming_member(group)->offset;

    for (size_t i = 0; i < entry_count(b, group); i++) {
        uint32_t named = 0;
        memcpy(&named, entry_at(b, group, i) + offset, sizeof named);
        if (named == ordinal) {
            return entry_at(b, group, i);
        }
    }
    return NULL;
}

void *mds_deployment__add_entry(mds_deployment_build *b, mds_deployment_group group,
                                uint32_t ordinal, const char *where)
{
    const mds_deployment_list *list = mds_deployment_list_of(group);
    mds_deployment_entries *entries = &b->entries[group];
    size_t *count = count_of(b, group);
    const char *place = mds_deployment__keep(b, where);

    if (!mds_array_reserve(b->arena, &entries->items, &entries->capacity, *count,
                           list->entry_size) ||
        !mds_array_reserve(b->arena, &entries->given, &entries->given_capacity, *count,
                           sizeof *entries->given)) {
        mds_deployment__no_memory(b);
        return NULL;
    }
    char *entry = entry_at(b, group, *count);
    memcpy(entry, list->empty, list->entry_size);
    memcpy(entry + naming_member(group)->offset, &ordinal, sizeof ordinal);
    memcpy(entry + list->where_offset, &place, sizeof place);
    entries->given[(*count)++] = 0;
    return entry;
}

void *mds_deployment__begin_entry(mds_deployment_build *b, mds_deployment_group group,
                                  const char *name, const char *path, const char *where)
{
    const uint32_t ordinal = mds_deployment__naming(b, group, name, path, where);

    if (ordinal == MDS_NO_ORDINAL) {
        return NULL;
    }
    void *entry = mds_deployment__entry(b, group, ordinal);
    return entry != NULL ? entry : mds_deployment__add_entry(b, group, ordinal, where);
}

const char *mds_deployment__entry_where(mds_deployment_group group, const void *entry)
{
    const char *where = NULL;

    memcpy(&where, (const char *)entry + mds_deployment_list_of(group)->where_offset, sizeof where);
    return where;
}

void mds_deployment__set_entry(mds_deployment_build *b, mds_deployment_group group, void *entry,
                               const mds_deployment_member *member, const char *path,
                               const char *text, const char *where)
{
    const char *value = mds_deployment__keep(b, text);
    const size_t i = (size_t)((char *)entry - (char *)b->entries[group].items) /
                     mds_deployment_list_of(group)->entry_size;

    if (value[0] == '\0' || member == naming_member(group)) {
        return;
    }
    b->entries[group].given[i] |= UINT32_C(1) << (member - naming_member(group));
    mds_deployment__store(b, entry, member, path, value, where);
}

static void check_entry(mds_deployment_build *b, mds_deployment_group group, size_t i)
{
    size_t count = 0;
    const mds_deployment_member *members = mds_deployment_members(group, &count);

    for (size_t m = 0; m < count; m++) {
        if (members[m].required && (b->entries[group].given[i] >> m & 1U) == 0) {
            b->refused = true;
            mds_diag_add(b->diags, MDS_D_JSON_MEMBER_MISSING, b->file,
                         mds_deployment__entry_where(group, entry_at(b, group, i)), members[m].name,
                         NULL);
        }
    }
}

void mds_deployment__check_entries(mds_deployment_build *b)
{
    for (int g = 0; g < MDS_MEMBERS__COUNT; g++) {
        const mds_deployment_group group = (mds_deployment_group)g;
        if (mds_deployment_list_of(group)->entry_size == 0) {
            continue;
        }
        for (size_t i = 0; i < entry_count(b, group); i++) {
            check_entry(b, group, i);
        }
    }
}
