/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

#include <mdsrisk/lint_report.h>
#include <mdsrisk/message.h>
#include <string.h>

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

/* Wording a diagnostic needs memory of its own and gives "" without it: a row without its words
 * would pass for a finding that says nothing. */
static bool all_worded(const mds_table *table, const mds_catalog *catalog, const mds_diags *diags)
{
    enum { MESSAGE = 4, WAY_OUT = 5 };
    if (table->row_count != mds_diags_count(diags)) {
        return false;
    }
    for (size_t i = 0; i < table->row_count; i++) {
        const mds_cell *cells = &table->cells[i * table->column_count];
        char id[12];
        mds_diag_code_name(mds_diags_at(diags, i)->code, id);
        const bool has_hint = mds_catalog_message(catalog, id) != NULL;
        if (cells[MESSAGE].text[0] == '\0' || (has_hint && cells[WAY_OUT].text[0] == '\0')) {
            return false;
        }
    }
    return true;
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
    if (mds_diags_count(sorted) != mds_diags_count(diags)) {
        return mds_arena_status(arena) != MDS_OK ? mds_arena_status(arena) : MDS_ENOMEM;
    }
    mds_reg r = {.arena = arena, .catalog = catalog, .diags = sorted, .lang = lang};
    mds_strbuf_init(&r.buf, 1 << 20);
    mds_register__diagnostics(&r, table);
    mds_status status = r.status;
    if (status == MDS_OK && !all_worded(table, catalog, sorted)) {
        status = mds_arena_status(arena) != MDS_OK ? mds_arena_status(arena) : MDS_ENOMEM;
    }
    mds_strbuf_finish(&r.buf);
    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}
