/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which container a form comes in, by its first bytes; a file's name says nothing. */
#include <mdsrisk/import.h>

#include "form.h"
#include "grid.h"
#include <string.h>

typedef enum container {
    CONTAINER_TEXT,
    CONTAINER_ZIP,
    CONTAINER_OLE, /* legacy .xls, or an encrypted .xlsx in its envelope */
    CONTAINER_JSON,
    CONTAINER_OTHER /* known by name, and not read */
} container;

static bool begins(const unsigned char *bytes, size_t n, const char *with, size_t length)
{
    return n >= length && memcmp(bytes, with, length) == 0;
}

/* Markup instead of a table: some programs write it under the name of a workbook. */
static const char *markup_name(const unsigned char *bytes, size_t n)
{
    static const struct {
        const char *begin, *name;
    } kinds[] = {
        {"<?xml", "XML"},  {"<html", "HTML"}, {"<HTML", "HTML"},
        {"<!DOC", "HTML"}, {"<!doc", "HTML"}, {"<table", "HTML"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (begins(bytes, n, kinds[i].begin, strlen(kinds[i].begin))) {
            return kinds[i].name;
        }
    }
    return NULL;
}

static container sniff(const mds_source *source, const char **name)
{
    static const struct {
        const char *begin;
        size_t length;
        const char *name;
    } others[] = {
        {"%PDF-", 5, "PDF"},         {"{\\rtf", 5, "RTF"},    {"\x89PNG", 4, "PNG"},
        {"\xFF\xD8\xFF", 3, "JPEG"}, {"\x1F\x8B", 2, "gzip"}, {"7z\xBC\xAF", 4, "7z"},
        {"Rar!", 4, "RAR"},
    };
    const unsigned char *bytes = mds_source_bytes(source);
    size_t n = mds_source_size(source);

    if (begins(bytes, n, "PK\x03\x04", 4) || begins(bytes, n, "PK\x05\x06", 4)) {
        return CONTAINER_ZIP;
    }
    if (begins(bytes, n, "\xD0\xCF\x11\xE0", 4)) {
        return CONTAINER_OLE;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (begins(bytes, n, others[i].begin, others[i].length)) {
            *name = others[i].name;
            return CONTAINER_OTHER;
        }
    }
    if (begins(bytes, n, "\xEF\xBB\xBF", 3)) {
        bytes += 3;
        n -= 3;
    }
    while (n > 0 && strchr(" \t\r\n", *bytes) != NULL && *bytes != '\0') {
        bytes++;
        n--;
    }
    *name = markup_name(bytes, n);
    if (*name != NULL) {
        return CONTAINER_OTHER;
    }
    return n > 0 && *bytes == '{' ? CONTAINER_JSON : CONTAINER_TEXT;
}

static mds_status from_grid(const mds_disclosure **out, mds_arena *arena,
                            const mds_catalog *catalog, const mds_source *source, mds_diags *diags,
                            mds_status (*read)(mds_grid *grid, const mds_source *source))
{
    mds_grid grid;

    mds_grid_init(&grid, arena, mds_source_name(source), diags);
    const mds_status status = read(&grid, source);
    return status == MDS_OK ? mds_form_from_grid(out, arena, catalog, &grid, source) : status;
}

mds_status mds_import_form(const mds_disclosure **out, mds_arena *arena, const mds_catalog *catalog,
                           const mds_source *source, mds_diags *diags)
{
    const char *name = NULL;

    switch (sniff(source, &name)) {
    case CONTAINER_ZIP:
        return from_grid(out, arena, catalog, source, diags, mds_xlsx_read);
    case CONTAINER_TEXT:
        return from_grid(out, arena, catalog, source, diags, mds_csv_read);
    case CONTAINER_JSON:
        return mds_form_from_json(out, arena, catalog, source, diags);
    case CONTAINER_OLE:
        mds_diag_add(diags, MDS_D_FORMAT_OLE, mds_source_name(source), NULL, NULL);
        return MDS_EUNSUPPORTED;
    case CONTAINER_OTHER:
        mds_diag_add(diags, MDS_D_FORMAT_NOT_XLSX, mds_source_name(source), NULL, name, NULL);
        return MDS_EUNSUPPORTED;
    }
    return MDS_EINVAL;
}
