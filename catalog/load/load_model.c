/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes and patch states. */
#include "loader.h"

#include <stdlib.h>

void mds_finish__route(const record *at, void *out)
{
    const mds_json *closers = mds_json_member(at->object, "closed_by");
    mds_route *route = out;

    for (const mds_json *json = mds_json_first(closers); json != NULL; json = mds_json_next(json)) {
        const uint32_t closer =
            mds_record__word(at, "closed_by", json, mds_closer__names, MDS_CLOSER__COUNT);
        route->closed_by[closer] = true;
    }
    if ((route->open_when.count > 0) != (closers != NULL && mds_json_count(closers) > 0)) {
        mds_record__fault(at, "closed_by", "catalog.reason.closed_by");
    }
}

void mds_load__routes(loader *in, const loaded_file *file)
{
    const record head = {in, file, "", file->root};

    (void)mds_load__records(in, file, MDS_RECORD_ROUTE);
    if (in->catalog->route_count > MDS_ROUTE_LIMIT) { /* they must fit into mds_route_bits */
        mds_record__fault(&head, "records", "catalog.reason.range");
    }
}

void mds_finish__patch_state(const record *at, void *out)
{
    mds_patch_state *state = out;
    const mds_json *list = mds_json_member(at->object, "needs");
    mds_fact_set *needs = mds_loader__alloc(at->in, mds_json_count(list), sizeof *needs);

    if (needs == NULL || !mds_json_is_array(list)) {
        mds_record__fault(at, "needs", "catalog.reason.not_list");
        return;
    }
    for (const mds_json *json = mds_json_first(list); json != NULL; json = mds_json_next(json)) {
        mds_fact_set *set = &needs[state->need_count++];
        set->at = mds_record__ids(at, "needs", json, at->in->ids[MDS_TO_FACT], &set->count);
        if (set->count == 0) {
            mds_record__fault(at, "needs", "catalog.reason.empty");
        }
    }
    state->needs = needs;
}

static int better_first(const void *a, const void *b)
{
    const mds_patch_state *one = a;
    const mds_patch_state *other = b;

    return (one->factor > other->factor) - (one->factor < other->factor);
}

/* Sorted by their factor; the worst one must hold whatever is known. */
void mds_load__patch_states(loader *in, const loaded_file *file)
{
    const record head = {in, file, "", file->root};
    mds_patch_state *states = mds_load__records(in, file, MDS_RECORD_PATCH_STATE);
    const size_t count = in->catalog->patch_state_count;

    if (states == NULL) {
        return;
    }
    qsort(states, count, sizeof *states, better_first);
    for (size_t i = 1; i < count; i++) {
        if (states[i - 1].factor >= states[i].factor) {
            mds_record__fault(&(record){in, file, states[i].id, NULL}, "factor",
                              "catalog.reason.duplicate");
        }
    }
    if (count == 0 || states[count - 1].need_count > 0) {
        mds_record__fault(&head, "needs", "catalog.reason.patch_floor");
    }
}
