/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forms_in.h"

#include <mdsrisk/archive.h>
#include <mdsrisk/limits.h>

typedef struct reading {
    form_fn each;
    void *payload;
    mds_diags *diags;
    size_t passed; /* messages that were given with an earlier file */
    mds_arena *arena;
} reading;

/* The messages since the last file that could not be unpacked. */
static const mds_diags *said_since(reading *at)
{
    mds_diags *said = mds_diags_new(at->arena, MDS_LIMIT_DIAGS);

    for (; at->passed < mds_diags_count(at->diags); at->passed++) {
        const mds_diag *diag = mds_diags_at(at->diags, at->passed);
        const char *args[MDS_DIAG_ARGS] = {NULL};
        for (uint32_t i = 0; i < diag->arg_count; i++) {
            args[i] = diag->args[i];
        }
        mds_diag_add(said, diag->code, diag->file, diag->where, args[0], args[1], args[2], args[3],
                     NULL);
    }
    return said;
}

static mds_status pass_on(void *payload, const char *name, const mds_source *file)
{
    reading *at = payload;
    const mds_diags *said = file == NULL ? said_since(at) : at->diags;

    return said != NULL ? at->each(at->payload, name, file, said) : MDS_ENOMEM;
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
        const mds_diags *said = said_since(&at);
        if (said != NULL && mds_diags_count_of(said, MDS_SEVERITY_ERROR) > 0) {
            status = each(payload, path, NULL, said);
        }
    } else {
        status = pass_on(&at, mds_source_name(source), source);
    }
    mds_source_free(source);
    mds_arena_free(arena);
    return status;
}
