/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "export_internal.h"
#include <string.h>

static bool ends_with(const char *path, const char *ending)
{
    size_t n = strlen(path);
    size_t m = strlen(ending);
    if (n < m) {
        return false;
    }
    for (size_t i = 0; i < m; i++) {
        char c = path[n - m + i];
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        }
        if (c != ending[i]) {
            return false;
        }
    }
    return true;
}

static const char *const endings[MDS_EXPORT_FORMAT__COUNT] = {
    [MDS_EXPORT_XLSX] = ".xlsx", [MDS_EXPORT_CSV] = ".csv", [MDS_EXPORT_JSON] = ".json",
    [MDS_EXPORT_HTML] = ".html", [MDS_EXPORT_MD] = ".md",   [MDS_EXPORT_DOCX] = ".docx"};

bool mds_export_is_document(mds_export_format format)
{
    return format == MDS_EXPORT_HTML || format == MDS_EXPORT_MD || format == MDS_EXPORT_DOCX;
}

const char *mds_export_ending(mds_export_format format)
{
    return (unsigned)format < MDS_EXPORT_FORMAT__COUNT ? endings[format] : "";
}

mds_export_format mds_export_format_of(const char *path)
{
    for (int f = 0; f < MDS_EXPORT_FORMAT__COUNT; f++) {
        if (ends_with(path, endings[f])) {
            return (mds_export_format)f;
        }
    }
    return MDS_EXPORT_FORMAT__COUNT;
}

mds_status mds_export__write(mds_strbuf *text, const char *path, mds_diags *diags)
{
    const mds_status status =
        text->status == MDS_OK ? mds_file_write(path, text->p, text->n, diags) : text->status;

    mds_strbuf_finish(text);
    return status;
}

mds_status mds_export__hand_out(const char **out, mds_arena *arena, mds_strbuf *buf)
{
    mds_status status = buf->status;
    const char *made = status == MDS_OK ? mds_strbuf_copy(buf, arena) : NULL;
    if (status == MDS_OK && made == NULL) {
        status = mds_arena_status(arena);
    }
    mds_strbuf_finish(buf);
    if (status == MDS_OK) {
        *out = made;
    }
    return status;
}
