/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts, and the groups in which those that are controls fail together. */
#include "loader.h"

void mds_finish__fact(const record *at, void *out)
{
    mds_fact *fact = out;

    fact->layer = MDS_NO_ORDINAL;
    if ((fact->kind == MDS_FACT_CONTROL) != (fact->group[0] != '\0')) {
        mds_record__fault(at, "group", "catalog.reason.group");
    }
}

void mds_load__facts(loader *in, const loaded_file *file)
{
    in->facts_file = file;
    in->facts_read = mds_load__records(in, file, MDS_RECORD_FACT);
}

void mds_finish__group(const record *at, void *out)
{
    mds_group *group = out;
    size_t count = 0;
    const uint32_t *routes = mds_record__ordinals(at, "routes", at->in->ids[MDS_TO_ROUTE], &count);

    for (size_t i = 0; i < count; i++) {
        group->routes |= (mds_route_bits)1 << routes[i];
    }
    if (group->routes == 0) {
        mds_record__fault(at, "routes", "catalog.reason.empty");
    }
}

uint32_t mds_record__layer(const record *at, const char *group)
{
    const uint32_t layer = mds_map_find(at->in->ids[MDS_TO_GROUP], group);

    if (layer == MDS_MAP_NONE) {
        mds_record__unresolved(at, group);
        return MDS_NO_ORDINAL;
    }
    return layer;
}

/* Facts come before routes, and routes before groups, so a fact gets its layer here. */
void mds_load__groups(loader *in, const loaded_file *file)
{
    const void *groups = mds_load__records(in, file, MDS_RECORD_GROUP);

    for (size_t i = 0; i < in->catalog->fact_count && groups != NULL; i++) {
        mds_fact *fact = &in->facts_read[i];
        const record at = {in, in->facts_file, fact->id, NULL};
        fact->layer = fact->group[0] == '\0' ? MDS_NO_ORDINAL : mds_record__layer(&at, fact->group);
    }
}
