/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/raw_workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define SPREADSHEET "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

enum { PART_LIMIT = 128 << 20 };

void xml_text(mds_strbuf *buf, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '&') {
            mds_strbuf_puts(buf, "&amp;");
        } else if (*text == '<') {
            mds_strbuf_puts(buf, "&lt;");
        } else if (*text == '>') {
            mds_strbuf_puts(buf, "&gt;");
        } else {
            mds_strbuf_putc(buf, *text);
        }
    }
}

void workbook_part(workbook *book, const char *name, const char *content, size_t n)
{
    size_t i = 0;

    while (i < book->count && strcmp(book->parts[i].name, name) != 0) {
        i++;
    }
    if (i == WORKBOOK_PARTS) {
        return;
    }
    if (i == book->count) {
        book->count++;
        (void)snprintf(book->parts[i].name, sizeof book->parts[i].name, "%s", name);
        mds_strbuf_init(&book->parts[i].bytes, PART_LIMIT);
    }
    mds_strbuf_clear(&book->parts[i].bytes);
    mds_strbuf_append(&book->parts[i].bytes, content, n);
}

void workbook_text(workbook *book, const char *name, const char *content)
{
    workbook_part(book, name, content, strlen(content));
}

void workbook_init(workbook *book)
{
    archive_init(book);
    workbook_text(book, "[Content_Types].xml",
                  DECLARATION "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                              "content-types\"/>");
    workbook_text(book, "_rels/.rels",
                  DECLARATION "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" "
                              "Type=\"" RELATION "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                              "</Relationships>");
    workbook_text(book, "xl/styles.xml",
                  DECLARATION
                  "<styleSheet xmlns=\"" SPREADSHEET "\"><numFmts count=\"1\">"
                  "<numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd;&quot;d&quot;@\"/>"
                  "</numFmts><cellStyleXfs count=\"1\"><xf numFmtId=\"14\"/></cellStyleXfs>"
                  "<cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                  "<xf numFmtId=\"170\"/></cellXfs></styleSheet>");
}

void workbook_free(workbook *book)
{
    for (size_t i = 0; i < book->count; i++) {
        mds_strbuf_finish(&book->parts[i].bytes);
    }
    mds_strbuf_finish(&book->sheet_list);
    mds_strbuf_finish(&book->relations);
    free(book->bytes);
    *book = (workbook){.properties = ""};
}

void workbook_sheet(workbook *book, const char *name, const char *state, const char *content)
{
    mds_strbuf part;
    char path[64];

    book->sheets++;
    mds_strbuf_puts(&book->sheet_list, "<sheet name=\"");
    xml_text(&book->sheet_list, name);
    mds_strbuf_printf(&book->sheet_list, "\" sheetId=\"%zu\" state=\"%s\" r:id=\"rId%zu\"/>",
                      book->sheets, state, book->sheets);
    mds_strbuf_printf(&book->relations,
                      "<Relationship Id=\"rId%zu\" Type=\"" RELATION
                      "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
                      book->sheets, book->sheets);
    (void)snprintf(path, sizeof path, "xl/worksheets/sheet%zu.xml", book->sheets);
    mds_strbuf_init(&part, PART_LIMIT);
    mds_strbuf_puts(&part, DECLARATION "<worksheet xmlns=\"" SPREADSHEET "\">");
    mds_strbuf_puts(&part, content);
    mds_strbuf_puts(&part, "</worksheet>");
    workbook_part(book, path, part.p, part.n);
    mds_strbuf_finish(&part);
}

void workbook_strings(workbook *book, const char *content)
{
    mds_strbuf part;

    mds_strbuf_init(&part, PART_LIMIT);
    mds_strbuf_puts(&part, DECLARATION "<sst xmlns=\"" SPREADSHEET "\">");
    mds_strbuf_puts(&part, content);
    mds_strbuf_puts(&part, "</sst>");
    workbook_part(book, "xl/sharedStrings.xml", part.p, part.n);
    mds_strbuf_finish(&part);
    mds_strbuf_puts(&book->relations, "<Relationship Id=\"rIdS\" Type=\"" RELATION
                                      "/sharedStrings\" Target=\"sharedStrings.xml\"/>");
}

/* The workbook part and its relations, unless the test made its own. */
static void add_structure(workbook *book)
{
    mds_strbuf part;

    for (size_t i = 0; i < book->count; i++) {
        if (strcmp(book->parts[i].name, "xl/workbook.xml") == 0) {
            return;
        }
    }
    mds_strbuf_init(&part, PART_LIMIT);
    mds_strbuf_printf(&part,
                      DECLARATION "<workbook xmlns=\"" SPREADSHEET "\" xmlns:r=\"" RELATION
                                  "\"><workbookPr %s/><sheets>%s</sheets></workbook>",
                      book->properties, book->sheet_list.p);
    workbook_part(book, "xl/workbook.xml", part.p, part.n);
    mds_strbuf_clear(&part);
    mds_strbuf_printf(&part,
                      DECLARATION "<Relationships xmlns=\"" PACKAGE
                                  "\">%s<Relationship Id=\"rIdT\" Type=\"" RELATION
                                  "/styles\" Target=\"/xl/styles.xml\"/></Relationships>",
                      book->relations.p);
    workbook_part(book, "xl/_rels/workbook.xml.rels", part.p, part.n);
    mds_strbuf_finish(&part);
}

static bool pack(zip_t *zip, const workbook *book)
{
    for (size_t i = 0; i < book->count; i++) {
        zip_source_t *source =
            zip_source_buffer(zip, book->parts[i].bytes.p, book->parts[i].bytes.n, 0);
        const zip_int64_t index =
            source == NULL
                ? -1
                : zip_file_add(zip, book->parts[i].name, source,
                               book->parts[i].old_name ? ZIP_FL_ENC_CP437 : ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            return false;
        }
        if (book->parts[i].encrypted &&
            zip_file_set_encryption(zip, (zip_uint64_t)index, ZIP_EM_AES_128, "secret") != 0) {
            return false;
        }
    }
    return true;
}

bool workbook_finish(workbook *book)
{
    add_structure(book);
    return archive_finish(book);
}

void archive_init(workbook *book)
{
    *book = (workbook){.properties = ""};
    mds_strbuf_init(&book->sheet_list, PART_LIMIT);
    mds_strbuf_init(&book->relations, PART_LIMIT);
}

bool archive_finish(workbook *book)
{
    zip_error_t error;
    zip_stat_t stat;
    zip_t *zip = NULL;
    bool packed = false;

    zip_error_init(&error);
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &error);
    if (memory == NULL) {
        goto out;
    }
    zip_source_keep(memory);
    zip = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    if (zip == NULL || !pack(zip, book)) {
        goto out;
    }
    if (zip_close(zip) != 0) {
        goto out;
    }
    zip = NULL;
    zip_stat_init(&stat);
    if (zip_source_stat(memory, &stat) != 0 || zip_source_open(memory) != 0) {
        goto out;
    }
    book->bytes = malloc(stat.size > 0 ? stat.size : 1);
    book->size = stat.size;
    packed = book->bytes != NULL &&
             zip_source_read(memory, book->bytes, stat.size) == (zip_int64_t)stat.size;
    (void)zip_source_close(memory);
out:
    if (zip != NULL) {
        zip_discard(zip);
    }
    zip_source_free(memory);
    zip_error_fini(&error);
    return packed;
}
