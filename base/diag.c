/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/diag.h>

#include "base/strbuf.h"
#include <stdio.h>
#include <string.h>

struct mds_diags {
    mds_arena *arena;
    mds_diag *at;
    size_t count;
    size_t capacity;
    size_t max;
    size_t omitted;
    size_t by_severity[MDS_SEVERITY_ERROR + 1];
};

mds_diags *mds_diags_new(mds_arena *arena, size_t max)
{
    mds_diags *diags = mds_arena_alloc(arena, 1, sizeof *diags);

    if (diags != NULL) {
        diags->arena = arena;
        diags->max = max;
    }
    return diags;
}

mds_severity mds_diag_severity(mds_diag_code code)
{
    switch (code) {
#define MDS_X(name, number, severity)                                                              \
    case MDS_D_##name:                                                                             \
        return MDS_SEVERITY_##severity;
        MDS_DIAG_CODES(MDS_X)
#undef MDS_X
    }
    return MDS_SEVERITY_ERROR;
}

/* A copy of \p text (NULL: empty) in the list's arena; NULL when it is exhausted. */
static const char *keep(const mds_diags *diags, const char *text)
{
    return text == NULL ? "" : mds_arena_strndup(diags->arena, text, strlen(text));
}

static bool fill(const mds_diags *diags, mds_diag *entry, const char *file, const char *where,
                 va_list args)
{
    entry->file = keep(diags, file);
    entry->where = keep(diags, where);
    if (entry->file == NULL || entry->where == NULL) {
        return false;
    }
    for (const char *arg = va_arg(args, const char *);
         arg != NULL && entry->arg_count < MDS_DIAG_ARGS; arg = va_arg(args, const char *)) {
        const char *kept = keep(diags, arg);
        if (kept == NULL) {
            return false;
        }
        entry->args[entry->arg_count++] = kept;
    }
    return true;
}

void mds_diag_add(mds_diags *diags, mds_diag_code code, const char *file, const char *where, ...)
{
    if (diags == NULL) {
        return;
    }
    mds_diag entry = {.code = code, .severity = mds_diag_severity(code)};
    diags->by_severity[entry.severity]++;

    va_list args;
    va_start(args, where);
    if (diags->count < diags->max &&
        mds_array_reserve(diags->arena, &diags->at, &diags->capacity, diags->count,
                          sizeof *diags->at) &&
        fill(diags, &entry, file, where, args)) {
        diags->at[diags->count++] = entry;
    } else {
        diags->omitted++;
    }
    va_end(args);
}

size_t mds_diags_count(const mds_diags *diags)
{
    return diags->count;
}

const mds_diag *mds_diags_at(const mds_diags *diags, size_t i)
{
    return &diags->at[i];
}

size_t mds_diags_omitted(const mds_diags *diags)
{
    return diags->omitted;
}

size_t mds_diags_count_of(const mds_diags *diags, mds_severity severity)
{
    return diags->by_severity[severity];
}

void mds_diag_code_name(mds_diag_code code, char out[12])
{
    (void)snprintf(out, 12, "MDS%04u", (unsigned)code % 10000U);
}
