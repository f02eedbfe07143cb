/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"
#include <stdio.h>

/* clang-format off */
#define DIAGNOSTIC_COLUMNS(X)                                                                     \
    X(code, 11, false) X(severity, 12, false) X(file, 30, true) X(where, 24, true)                \
    X(message, 70, true) X(way_out, 60, true)
/* clang-format on */

enum {
#define X(id, width, wrap) COL_##id,
    DIAGNOSTIC_COLUMNS(X)
#undef X
        COLUMN_COUNT
};

static const mds_column_spec columns[] = {
#define X(id, width, wrap) {#id, width, wrap},
    DIAGNOSTIC_COLUMNS(X)
#undef X
};

static const char *severity_word(const mds_reg *r, mds_severity severity)
{
    switch (severity) {
    case MDS_SEVERITY_NOTE:
        return mds_reg__text(r, "severity.note");
    case MDS_SEVERITY_WARNING:
        return mds_reg__text(r, "severity.warning");
    case MDS_SEVERITY_ERROR:
        return mds_reg__text(r, "severity.error");
    }
    return "";
}

/* As mds_diag_message() and mds_diag_hint(), but memory that runs out is not a missing text. */
static const char *worded(mds_reg *r, const mds_diag *diag, bool hint)
{
    mds_strbuf_clear(&r->buf);
    mds_message__append(&r->buf, r->catalog, r->lang, diag, hint);
    return mds_reg__copy(r, &r->buf);
}

static void put(mds_table_builder *b, const mds_diag *diag)
{
    mds_reg *r = b->r;
    char name[12];
    mds_diag_code_name(diag->code, name);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, name);
    mds_table__text(b, COL_code, mds_reg__copy(r, &r->buf));
    mds_table__marked(b, COL_severity, severity_word(r, diag->severity),
                      diag->severity == MDS_SEVERITY_NOTE ? MDS_MARK_NONE : MDS_MARK_NOTICE);
    mds_table__text(b, COL_file, diag->file);
    mds_table__text(b, COL_where, diag->where);
    mds_table__text(b, COL_message, worded(r, diag, false));
    mds_table__text(b, COL_way_out, worded(r, diag, true));
}

void mds_register__diagnostics(mds_reg *r, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, r, "diagnostics", columns, COLUMN_COUNT);
    size_t count = r->diags != NULL ? mds_diags_count(r->diags) : 0;
    for (size_t i = 0; i < count && mds_table__row(&b); i++) {
        put(&b, mds_diags_at(r->diags, i));
    }
    size_t omitted = r->diags != NULL ? mds_diags_omitted(r->diags) : 0;
    if (omitted > 0 && mds_table__row(&b)) {
        char number[24];
        snprintf(number, sizeof number, "%zu", omitted);
        mds_table__text(&b, COL_severity, severity_word(r, MDS_SEVERITY_NOTE));
        mds_table__text(&b, COL_message, mds_reg__format(r, "diagnostics.omitted", number, NULL));
    }
    mds_table__finish(&b, out);
}
