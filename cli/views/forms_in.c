/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forms_in.h"

#include <mdsrisk/archive.h>
#include <mdsrisk/limits.h>

typedef struct reading {
    form_fn each;
    void *payload;
    mds_diags *diags; /* since the last file that could not be unpacked */
    mds_arena *arena;
} reading;

static mds_status pass_on(void *payload, const char *name, const mds_source *file)
{
    reading *at = payload;
    const mds_status status = at->each(at->payload, name, file, at->diags);

    if (file == NULL) {
        at->diags = mds_diags_new(at->arena, MDS_LIMIT_DIAGS);
    }
    return at->diags != NULL ? status : MDS_ENOMEM;
}

mds_status each_form(const char *path, form_fn each, void *payload)
{
    mds_source *source = NULL;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    reading at = {.each = each, .payload = payload, .arena = arena};

    at.diags = arena != NULL ? mds_diags_new(arena, MDS_LIMIT_DIAGS) : NULL;
    mds_status status = at.diags != NULL ? mds_source_open(&source, path, 0, at.diags) : MDS_ENOMEM;
    if (status != MDS_OK) {
        status = at.diags != NULL ? pass_on(&at, path, NULL) : MDS_ENOMEM;
    } else if (mds_source_is_archive(source)) {
        status = mds_archive_read(source, pass_on, &at, at.diags);
        if (at.diags != NULL && mds_diags_count_of(at.diags, MDS_SEVERITY_ERROR) > 0) {
            status = pass_on(&at, path, NULL);
        }
    } else {
        status = pass_on(&at, mds_source_name(source), source);
    }
    mds_source_free(source);
    mds_arena_free(arena);
    return status;
}
