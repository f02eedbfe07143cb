/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which container a file is, by its first bytes; a file's name says nothing. */
#include "container.h"

#include "docx.h"
#include "ods.h"
#include "part_name.h"
#include "xlsx.h"
#include <string.h>

static bool begins(const unsigned char *bytes, size_t n, const char *with, size_t length)
{
    return n >= length && memcmp(bytes, with, length) == 0;
}

static bool begins_text(const unsigned char *bytes, size_t n, const char *with)
{
    const size_t length = strlen(with);

    for (size_t i = 0; i < length && i < n; i++) {
        if ((bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] | 0x20 : bytes[i]) !=
            (unsigned char)with[i]) {
            return false;
        }
    }
    return n >= length;
}

/* Whether a page begins there; behind an XML declaration it may come a little later. */
static bool is_html(const unsigned char *bytes, size_t n)
{
    static const char *const begins_with[] = {"<!doctype html", "<html",  "<head", "<body",
                                              "<meta",          "<table", "<div",  "<!--"};

    for (size_t i = 0; i < sizeof begins_with / sizeof *begins_with; i++) {
        if (begins_text(bytes, n, begins_with[i])) {
            return true;
        }
    }
    for (size_t i = 1; begins_text(bytes, n, "<?xml") && i < n && i < 1024; i++) {
        if (begins_text(bytes + i, n - i, "<html")) {
            return true;
        }
    }
    return false;
}

/* Some programs write a few bytes before the heading. */
static bool is_pdf(const unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i + 5 <= n && i < 1024; i++) {
        if (memcmp(bytes + i, "%PDF-", 5) == 0) {
            return true;
        }
    }
    return false;
}

mds_container mds_container__sniff(const mds_source *source, const char **name)
{
    static const struct {
        const char *begin;
        size_t length;
        const char *name;
    } others[] = {
        {"{\\rtf", 5, "RTF"},    {"\x89PNG", 4, "PNG"},   {"\xFF\xD8\xFF", 3, "JPEG"},
        {"\x1F\x8B", 2, "gzip"}, {"7z\xBC\xAF", 4, "7z"}, {"Rar!", 4, "RAR"},
    };
    const unsigned char *bytes = mds_source_bytes(source);
    size_t n = mds_source_size(source);

    if (begins(bytes, n, "PK\x03\x04", 4) || begins(bytes, n, "PK\x05\x06", 4)) {
        return MDS_CONTAINER_ZIP;
    }
    if (is_pdf(bytes, n)) {
        *name = "PDF";
        return MDS_CONTAINER_PDF;
    }
    if (begins(bytes, n, "\xD0\xCF\x11\xE0", 4)) {
        return MDS_CONTAINER_OLE;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (begins(bytes, n, others[i].begin, others[i].length)) {
            *name = others[i].name;
            return MDS_CONTAINER_OTHER;
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
    if (is_html(bytes, n)) {
        *name = "HTML";
        return MDS_CONTAINER_HTML;
    }
    if (begins(bytes, n, "<?xml", 5)) {
        *name = "XML";
        return MDS_CONTAINER_OTHER;
    }
    return n > 0 && *bytes == '{' ? MDS_CONTAINER_JSON : MDS_CONTAINER_TEXT;
}

/* Which kind of document a zip file holds. */
static mds_status read_zip(mds_grid *grid, const mds_source *source)
{
    mds_package *package = NULL;
    const char *part = NULL;
    mds_status status = mds_package__open(&package, source, grid->diags);

    if (status == MDS_OK) {
        status = mds_part__main(&part, package, grid->arena);
    }
    if (part == NULL && status == MDS_OK && mds_package__has(package, "word/document.xml")) {
        part = "word/document.xml";
    }
    if (status == MDS_OK && part != NULL && strncmp(part, "word/", 5) == 0) {
        status = mds_docx__read(grid, package, part);
    } else if (status == MDS_OK && part == NULL && mds_package__has(package, "content.xml")) {
        status = mds_ods__read(grid, package);
    } else if (status == MDS_OK) {
        status = mds_xlsx__read(grid, package, part);
    }
    mds_package__close(package);
    return status;
}

mds_status mds_container__read(mds_grid *grid, const mds_source *source)
{
    const char *name = "JSON";

    switch (mds_container__sniff(source, &name)) {
    case MDS_CONTAINER_ZIP:
        return read_zip(grid, source);
    case MDS_CONTAINER_TEXT:
        return mds_csv__read(grid, source);
    case MDS_CONTAINER_OLE:
        mds_diag_add(grid->diags, MDS_D_FORMAT_OLE, grid->file, NULL, NULL);
        return MDS_EUNSUPPORTED;
    case MDS_CONTAINER_JSON:
        name = "JSON";
        break;
    case MDS_CONTAINER_HTML:
        return mds_html__read(grid, source);
    case MDS_CONTAINER_PDF:
    case MDS_CONTAINER_OTHER:
        break;
    }
    mds_diag_add(grid->diags, MDS_D_FORMAT_NOT_XLSX, grid->file, NULL, name, NULL);
    return MDS_EUNSUPPORTED;
}
