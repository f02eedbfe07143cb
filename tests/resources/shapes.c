/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each shape was, or could be, quadratic in a reader that does not mind it. */
#include "shapes.h"

#include "support/raw_workbook.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

enum { MOST_BYTES = 256 << 20 };

/* The piece n times; in it "#" stands for the number of the time, from 1. */
static void put_pieces(mds_strbuf *out, const char *piece, size_t n)
{
    for (size_t i = 1; i <= n && piece != NULL; i++) {
        const char *from = piece;
        for (const char *sign = strchr(from, '#'); sign != NULL; sign = strchr(from, '#')) {
            mds_strbuf_append(out, from, (size_t)(sign - from));
            mds_strbuf_printf(out, "%zu", i);
            from = sign + 1;
        }
        mds_strbuf_puts(out, from);
    }
}

static void put_content(mds_strbuf *out, const shape *at, size_t n)
{
    for (size_t i = 0; i < SHAPE_PARTS; i++) {
        mds_strbuf_puts(out, at->parts[i].before != NULL ? at->parts[i].before : "");
        put_pieces(out, at->parts[i].piece, n);
    }
    mds_strbuf_puts(out, at->after != NULL ? at->after : "");
}

/* What a workbook or a document takes besides the part that matters. */
static bool pack(mds_strbuf *out, const shape *at, const mds_strbuf *content)
{
    static const char strings[] = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                                  "<c r=\"B1\" t=\"s\"><v>1</v></c></row></sheetData>";
    workbook book;

    if (at->wrap == SHAPE_PART) {
        archive_init(&book);
        workbook_part(&book, at->part, content->p, content->n);
    } else {
        workbook_init(&book);
        workbook_sheet(&book, "MDS2", "visible",
                       at->wrap == SHAPE_SHEET     ? content->p
                       : at->wrap == SHAPE_STRINGS ? strings
                                                   : "<sheetData>" ANSWERED "</sheetData>");
        if (at->wrap == SHAPE_STRINGS) {
            workbook_strings(&book, content->p);
        } else if (at->wrap == SHAPE_STYLES) {
            workbook_text(&book, "xl/styles.xml", content->p);
        }
    }
    const bool done = at->wrap == SHAPE_PART ? archive_finish(&book) : workbook_finish(&book);
    if (done) {
        mds_strbuf_append(out, (const char *)book.bytes, book.size);
    }
    workbook_free(&book);
    return done;
}

static bool zip_entries(mds_strbuf *out, size_t n)
{
    zip_error_t error;
    zip_source_t *kept = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *archive = kept != NULL ? zip_open_from_source(kept, ZIP_TRUNCATE, NULL) : NULL;

    zip_error_init(&error);
    if (archive == NULL) {
        return false;
    }
    zip_source_keep(kept);
    for (size_t i = 0; i < n; i++) {
        static const char form[] = "AUDT-1,Yes\n";
        char name[32];
        (void)snprintf(name, sizeof name, "form-%zu.csv", i);
        if (zip_file_add(archive, name, zip_source_buffer(archive, form, sizeof form - 1, 0), 0) <
            0) {
            return false;
        }
    }
    bool done = zip_close(archive) == 0 && zip_source_open(kept) == 0;
    char block[1 << 14];
    for (zip_int64_t got = 1; done && got > 0;) {
        got = zip_source_read(kept, block, sizeof block);
        done = got >= 0;
        mds_strbuf_append(out, block, got > 0 ? (size_t)got : 0);
    }
    (void)zip_source_close(kept);
    zip_source_free(kept);
    return done;
}

static bool make(mds_strbuf *out, const shape *at, size_t n)
{
    mds_strbuf content;
    bool done = true;

    if (at->wrap == SHAPE_TEXT) {
        put_content(out, at, n);
    } else if (at->wrap == SHAPE_ZIP) {
        done = zip_entries(out, n);
    } else {
        mds_strbuf_init(&content, MOST_BYTES);
        put_content(&content, at, n);
        done = content.status == MDS_OK && pack(out, at, &content);
        mds_strbuf_finish(&content);
    }
    return done && out->status == MDS_OK;
}

bool shape_write(const shape *at, size_t n, const char *path)
{
    mds_strbuf out;
    FILE *file = NULL;

    mds_strbuf_init(&out, MOST_BYTES);
    bool done = make(&out, at, n) && (file = fopen(path, "wb")) != NULL;
    if (done) {
        done = fwrite(out.p, 1, out.n, file) == out.n;
        done = fclose(file) == 0 && done;
    }
    mds_strbuf_finish(&out);
    return done;
}
