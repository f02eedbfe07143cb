/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_store.h"

#include "base/strbuf.h"
#include "schema.h"
#include <string.h>

static const char *copy(run *r, store *s, unsigned id, unsigned column)
{
    const char *text = store_text(s, id, column);

    return mds_arena_strndup(r->arena, text, strlen(text));
}

mds_status load_forms(run *r, store *s, mds_fleet_list *out)
{
    mds_fleet_form *forms = NULL;
    size_t capacity = 0;
    bool more = false;
    mds_status status = store_ask(s, SQL_FORM_ALL, NULL, 0);

    out->form_count = 0;
    while (status == MDS_OK && (status = store_next(s, SQL_FORM_ALL, &more)) == MDS_OK && more) {
        if (!mds_array_reserve(r->arena, &forms, &capacity, out->form_count, sizeof *forms)) {
            return mds_arena_status(r->arena);
        }
        forms[out->form_count++] =
            (mds_fleet_form){.sha256 = copy(r, s, SQL_FORM_ALL, 0),
                             .path = copy(r, s, SQL_FORM_ALL, 1),
                             .maker = copy(r, s, SQL_FORM_ALL, 2),
                             .model = copy(r, s, SQL_FORM_ALL, 3),
                             .version = copy(r, s, SQL_FORM_ALL, 4),
                             .edition = copy(r, s, SQL_FORM_ALL, 5),
                             .date = (int32_t)store_whole(s, SQL_FORM_ALL, 6)};
    }
    out->forms = forms;
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

mds_status load_devices(run *r, store *s, mds_fleet_list *out)
{
    enum { PLACE = 1 + MDS_INVENTORY__COUNT, UNITS, USED };
    size_t capacity = 0;
    bool more = false;
    mds_status status = store_ask(s, SQL_DEVICE_ALL, NULL, 0);

    while (status == MDS_OK && (status = store_next(s, SQL_DEVICE_ALL, &more)) == MDS_OK && more) {
        if (!mds_array_reserve(r->arena, &out->devices, &capacity, out->device_count,
                               sizeof *out->devices)) {
            return mds_arena_status(r->arena);
        }
        mds_fleet_device *device = &out->devices[out->device_count++];
        *device = (mds_fleet_device){.where = copy(r, s, SQL_DEVICE_ALL, PLACE),
                                     .quantity = (uint32_t)store_whole(s, SQL_DEVICE_ALL, UNITS),
                                     .use = (mds_device_use)store_whole(s, SQL_DEVICE_ALL, USED)};
        for (unsigned i = 0; i < MDS_INVENTORY__COUNT; i++) {
            device->text[i] = copy(r, s, SQL_DEVICE_ALL, i + 1);
        }
    }
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

mds_status load_settled(run *r, store *s, const mds_settled **out, size_t *count)
{
    mds_settled *rows = NULL;
    size_t capacity = 0;
    bool more = false;
    mds_status status = store_ask(s, SQL_DECISION_ALL, NULL, 0);

    *count = 0;
    while (status == MDS_OK && (status = store_next(s, SQL_DECISION_ALL, &more)) == MDS_OK &&
           more) {
        if (!mds_array_reserve(r->arena, &rows, &capacity, *count, sizeof *rows)) {
            return mds_arena_status(r->arena);
        }
        rows[(*count)++] = (mds_settled){.maker = copy(r, s, SQL_DECISION_ALL, 0),
                                         .model = copy(r, s, SQL_DECISION_ALL, 1),
                                         .model_number = copy(r, s, SQL_DECISION_ALL, 2),
                                         .version = copy(r, s, SQL_DECISION_ALL, 3),
                                         .form = copy(r, s, SQL_DECISION_ALL, 4),
                                         .where = ""};
    }
    *out = rows;
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

mds_status load_named(run *r, store *s, const char *name, mds_source **out)
{
    const store_value values[] = {store_of_text(name)};
    bool more = false;
    size_t n = 0;
    mds_status status = store_ask(s, SQL_META_GET, values, 1);

    *out = NULL;
    if (status == MDS_OK) {
        status = store_next(s, SQL_META_GET, &more);
    }
    if (status == MDS_OK && more) {
        const char *bytes = store_bytes(s, SQL_META_GET, 0, &n);
        const char *kept = mds_arena_strndup(r->arena, bytes, n);
        status =
            kept != NULL ? mds_source_from_memory(out, name, kept, n) : mds_arena_status(r->arena);
    }
    return status;
}
