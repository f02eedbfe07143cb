/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

#include <mdsrisk/lint.h>

/* Copies those of one severity. */
static void take(mds_diags *to, const mds_diags *from, mds_severity severity)
{
    for (size_t i = 0; i < mds_diags_count(from); i++) {
        const mds_diag *at = mds_diags_at(from, i);
        const char *args[MDS_DIAG_ARGS + 1] = {NULL};
        for (uint32_t k = 0; k < at->arg_count; k++) {
            args[k] = at->args[k];
        }
        if (at->severity == severity) {
            mds_diag_add(to, at->code, at->file, at->where, args[0], args[1], args[2], args[3],
                         NULL);
        }
    }
}

mds_status mds_lint_table(const mds_table **out, mds_arena *arena, const mds_catalog *catalog,
                          const mds_diags *diags, mds_lang lang)
{
    mds_diags *sorted = mds_diags_new(arena, mds_diags_count(diags) + 1);
    mds_table *table = mds_arena_alloc(arena, 1, sizeof *table);
    if (sorted == NULL || table == NULL) {
        return mds_arena_status(arena);
    }
    take(sorted, diags, MDS_SEVERITY_ERROR);
    take(sorted, diags, MDS_SEVERITY_WARNING);
    take(sorted, diags, MDS_SEVERITY_NOTE);
    mds_reg r = {.arena = arena, .catalog = catalog, .diags = sorted, .lang = lang};
    mds_strbuf_init(&r.buf, 1 << 20);
    mds_register__diagnostics(&r, table);
    const mds_status status = r.status;
    mds_strbuf_finish(&r.buf);
    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}
