/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each shape was, or could be, quadratic in a reader that does not mind it. */
#include "shapes.h"

#include "support/raw_workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

enum { MOST_BYTES = 256 << 20, MOST_COLUMNS = 16384 };

static void repeat(mds_strbuf *out, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_puts(out, text);
    }
}

/* Lines with a number in them. */
static void count_up(mds_strbuf *out, const char *before, const char *after, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_printf(out, "%s%zu%s", before, i, after);
    }
}

/* Tables as text. */

static void csv_quotes(mds_strbuf *out, size_t n)
{
    repeat(out, "\"\n", n);
}

static void csv_columns(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "AUDT-1,Yes");
    repeat(out, ",a", n);
}

static void csv_same_id(mds_strbuf *out, size_t n)
{
    count_up(out, "AUDT-1,Yes,note ", "\n", n);
}

static void csv_other_ids(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "AUDT-1,Question,Yes\n");
    count_up(out, "AUDT-1.", ",Question,Yes\n", n);
}

static void csv_note_goes_on(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "Question,Answer,Notes\nAUDT-1,Yes,begins\n");
    repeat(out, ",,goes on\n", n);
    mds_strbuf_puts(out, "AUDT-2,Yes,\nAUDT-3,Yes,\n");
}

static void csv_headings(mds_strbuf *out, size_t n)
{
    repeat(out, "Yes,No,N/A,Notes\n", n);
    mds_strbuf_puts(out, "AUDT-1,Yes\n");
}

static void csv_choices(mds_strbuf *out, size_t n)
{
    repeat(out, "AUDT-1,[x] Yes [ ] No [ ] N/A See Note 1\n", n);
}

static void csv_long_cell(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "AUDT-1,Yes,");
    repeat(out, "a ", n);
}

static void csv_clauses(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "AUDT-1,Yes,");
    repeat(out, "(1) ", n);
}

static void text_lines(mds_strbuf *out, size_t n)
{
    repeat(out, "AUDT-1 Does it record what happened? Yes\n", n);
}

static void text_open_questions(mds_strbuf *out, size_t n)
{
    repeat(out, "AUDT-1 Does it\n", n);
}

/* JSON and HTML. */

static void json_numbers(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "[0");
    repeat(out, ",0", n);
    mds_strbuf_puts(out, "]");
}

static void json_members(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "{\"a\":0");
    count_up(out, ",\"a", "\":0", n);
    mds_strbuf_puts(out, "}");
}

static void html_rows(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "<table>");
    repeat(out, "<tr><td>AUDT-1<td>Yes", n);
}

static void html_nested(mds_strbuf *out, size_t n)
{
    repeat(out, "<b>", n);
    mds_strbuf_puts(out, "AUDT-1 Yes");
}

static void html_tables(mds_strbuf *out, size_t n)
{
    repeat(out, "<table><tr><td>AUDT-1<td>Yes</table>", n);
}

static void html_attributes(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "<table><tr><td ");
    count_up(out, "a", "=1 ", n);
    mds_strbuf_puts(out, ">AUDT-1<td>Yes");
}

static void html_spans(mds_strbuf *out, size_t n)
{
    mds_strbuf_puts(out, "<table>");
    repeat(out, "<tr><td rowspan=65534 colspan=1000>AUDT-1", n);
}

/* Workbooks. */

static bool pack(workbook *book, mds_strbuf *out)
{
    const bool done = workbook_finish(book);

    if (done) {
        mds_strbuf_append(out, (const char *)book->bytes, book->size);
    }
    workbook_free(book);
    return done;
}

/* A workbook of one sheet whose content is \p sheet, which is let go. */
static bool pack_sheet(mds_strbuf *out, mds_strbuf *sheet)
{
    workbook book;

    workbook_init(&book);
    workbook_sheet(&book, "MDS2", "visible", sheet->p);
    mds_strbuf_finish(sheet);
    return pack(&book, out);
}

#define CELL(ref, text) "<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define ANSWERED "<row r=\"1\">" CELL("A1", "AUDT-1") CELL("B1", "Yes") "</row>"

static bool xlsx_rows(mds_strbuf *out, size_t n)
{
    mds_strbuf sheet;

    mds_strbuf_init(&sheet, MOST_BYTES);
    mds_strbuf_puts(&sheet, "<sheetData>");
    for (size_t i = 1; i <= n; i++) {
        mds_strbuf_printf(&sheet,
                          "<row r=\"%zu\"><c r=\"A%zu\" t=\"inlineStr\"><is><t>AUDT-1</t></is></c>"
                          "<c r=\"B%zu\" t=\"inlineStr\"><is><t>Yes</t></is></c></row>",
                          i, i, i);
    }
    mds_strbuf_puts(&sheet, "</sheetData>");
    return pack_sheet(out, &sheet);
}

static bool xlsx_styled_rows(mds_strbuf *out, size_t n)
{
    mds_strbuf sheet;

    mds_strbuf_init(&sheet, MOST_BYTES);
    mds_strbuf_puts(&sheet, "<sheetData>" ANSWERED);
    for (size_t i = 2; i <= n + 1; i++) {
        mds_strbuf_printf(&sheet, "<row r=\"%zu\" s=\"1\"><c r=\"A%zu\" s=\"1\"/></row>", i, i);
    }
    mds_strbuf_puts(&sheet, "</sheetData>");
    return pack_sheet(out, &sheet);
}

static bool xlsx_merges(mds_strbuf *out, size_t n)
{
    mds_strbuf sheet;

    mds_strbuf_init(&sheet, MOST_BYTES);
    mds_strbuf_puts(&sheet, "<sheetData>" ANSWERED "</sheetData><mergeCells>");
    for (size_t i = 1; i <= n; i++) {
        mds_strbuf_printf(&sheet, "<mergeCell ref=\"A%zu:XFD%zu\"/>", i, i);
    }
    mds_strbuf_puts(&sheet, "</mergeCells>");
    return pack_sheet(out, &sheet);
}

static bool xlsx_one_merge(mds_strbuf *out, size_t n)
{
    mds_strbuf sheet;

    mds_strbuf_init(&sheet, MOST_BYTES);
    mds_strbuf_puts(&sheet, "<sheetData>" ANSWERED "</sheetData><mergeCells>");
    repeat(&sheet, "<mergeCell ref=\"A1:XFD1\"/>", n);
    mds_strbuf_puts(&sheet, "</mergeCells>");
    return pack_sheet(out, &sheet);
}

static bool xlsx_attributes(mds_strbuf *out, size_t n)
{
    mds_strbuf sheet;

    mds_strbuf_init(&sheet, MOST_BYTES);
    mds_strbuf_puts(&sheet, "<sheetData>" ANSWERED "<row ");
    count_up(&sheet, "a", "=\"1\" ", n);
    mds_strbuf_puts(&sheet, "/></sheetData>");
    return pack_sheet(out, &sheet);
}

static bool xlsx_namespaces(mds_strbuf *out, size_t n)
{
    mds_strbuf sheet;

    mds_strbuf_init(&sheet, MOST_BYTES);
    mds_strbuf_puts(&sheet, "<sheetData>" ANSWERED "<row ");
    count_up(&sheet, "xmlns:a", "=\"u\" ", n);
    mds_strbuf_puts(&sheet, "/></sheetData>");
    return pack_sheet(out, &sheet);
}

static bool xlsx_validations(mds_strbuf *out, size_t n)
{
    mds_strbuf sheet;

    mds_strbuf_init(&sheet, MOST_BYTES);
    mds_strbuf_puts(&sheet, "<sheetData>" ANSWERED "</sheetData><conditionalFormatting/>");
    repeat(&sheet, "<hyperlinks><hyperlink ref=\"A1\"/></hyperlinks>", n);
    return pack_sheet(out, &sheet);
}

static bool xlsx_strings(mds_strbuf *out, size_t n)
{
    workbook book;
    mds_strbuf strings;

    workbook_init(&book);
    workbook_sheet(&book, "MDS2", "visible",
                   "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                   "<c r=\"B1\" t=\"s\"><v>1</v></c></row></sheetData>");
    mds_strbuf_init(&strings, MOST_BYTES);
    mds_strbuf_puts(&strings, "<si><t>AUDT-1</t></si><si><t>Yes</t></si>");
    count_up(&strings, "<si><t>text ", "</t></si>", n);
    workbook_strings(&book, strings.p);
    mds_strbuf_finish(&strings);
    return pack(&book, out);
}

static bool xlsx_runs(mds_strbuf *out, size_t n)
{
    workbook book;
    mds_strbuf strings;

    workbook_init(&book);
    workbook_sheet(&book, "MDS2", "visible",
                   "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                   "<c r=\"B1\" t=\"s\"><v>1</v></c></row></sheetData>");
    mds_strbuf_init(&strings, MOST_BYTES);
    mds_strbuf_puts(&strings, "<si><t>AUDT-1</t></si><si>");
    repeat(&strings, "<r><rPr><strike/></rPr><t>Yes </t></r><r><t>No </t></r>", n);
    mds_strbuf_puts(&strings, "</si>");
    workbook_strings(&book, strings.p);
    mds_strbuf_finish(&strings);
    return pack(&book, out);
}

static bool xlsx_styles(mds_strbuf *out, size_t n)
{
    workbook book;
    mds_strbuf styles;

    workbook_init(&book);
    workbook_sheet(&book, "MDS2", "visible", "<sheetData>" ANSWERED "</sheetData>");
    mds_strbuf_init(&styles, MOST_BYTES);
    mds_strbuf_puts(
        &styles, "<styleSheet "
                 "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts>");
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_printf(&styles, "<numFmt numFmtId=\"%zu\" formatCode=\"yyyy\"/>", i + 170);
    }
    mds_strbuf_puts(&styles, "</numFmts><cellXfs>");
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_printf(&styles, "<xf numFmtId=\"%zu\"/>", n + 170 - i);
    }
    mds_strbuf_puts(&styles, "</cellXfs></styleSheet>");
    workbook_text(&book, "xl/styles.xml", styles.p);
    mds_strbuf_finish(&styles);
    return pack(&book, out);
}

/* Other archives. */

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define OPEN_DOCUMENT "urn:oasis:names:tc:opendocument:xmlns:"

static bool pack_part(mds_strbuf *out, const char *name, mds_strbuf *content)
{
    workbook book;

    archive_init(&book);
    workbook_part(&book, name, content->p, content->n);
    mds_strbuf_finish(content);
    const bool done = archive_finish(&book);
    if (done) {
        mds_strbuf_append(out, (const char *)book.bytes, book.size);
    }
    workbook_free(&book);
    return done;
}

static bool docx_of(mds_strbuf *out, size_t n, const char *before, const char *piece,
                    const char *after)
{
    mds_strbuf body;

    mds_strbuf_init(&body, MOST_BYTES);
    mds_strbuf_puts(&body, "<w:document xmlns:w=\"" WORD "\"><w:body>");
    mds_strbuf_puts(&body, before);
    repeat(&body, piece, n);
    mds_strbuf_puts(&body, after);
    mds_strbuf_puts(&body, "</w:body></w:document>");
    return pack_part(out, "word/document.xml", &body);
}

static bool docx_rows(mds_strbuf *out, size_t n)
{
    return docx_of(out, n, "<w:tbl>",
                   "<w:tr><w:tc><w:p><w:r><w:t>AUDT-1</w:t></w:r></w:p></w:tc>"
                   "<w:tc><w:p><w:r><w:t>Yes</w:t></w:r></w:p></w:tc></w:tr>",
                   "</w:tbl>");
}

static bool docx_runs(mds_strbuf *out, size_t n)
{
    return docx_of(out, n, "<w:p>", "<w:r><w:t>AUDT-1 Yes </w:t></w:r>", "</w:p>");
}

static bool docx_changes(mds_strbuf *out, size_t n)
{
    return docx_of(out, n, "<w:p>",
                   "<w:del><w:r><w:delText>No</w:delText></w:r></w:del>"
                   "<w:ins><w:r><w:t>Yes</w:t></w:r></w:ins>",
                   "</w:p>");
}

static bool docx_nested(mds_strbuf *out, size_t n)
{
    mds_strbuf body;

    mds_strbuf_init(&body, MOST_BYTES);
    mds_strbuf_puts(&body, "<w:document xmlns:w=\"" WORD "\"><w:body>");
    repeat(&body, "<w:tbl><w:tr><w:tc>", n);
    repeat(&body, "</w:tc></w:tr></w:tbl>", n);
    mds_strbuf_puts(&body, "</w:body></w:document>");
    return pack_part(out, "word/document.xml", &body);
}

static bool ods_of(mds_strbuf *out, size_t n, const char *piece)
{
    mds_strbuf body;

    mds_strbuf_init(&body, MOST_BYTES);
    mds_strbuf_puts(&body, "<o:document-content xmlns:o=\"" OPEN_DOCUMENT "office:1.0\" "
                           "xmlns:table=\"" OPEN_DOCUMENT "table:1.0\" "
                           "xmlns:text=\"" OPEN_DOCUMENT "text:1.0\">"
                           "<o:body><o:spreadsheet><table:table table:name=\"MDS2\">");
    repeat(&body, piece, n);
    mds_strbuf_puts(&body, "</table:table></o:spreadsheet></o:body></o:document-content>");
    return pack_part(out, "content.xml", &body);
}

static bool ods_rows(mds_strbuf *out, size_t n)
{
    return ods_of(out, n,
                  "<table:table-row><table:table-cell><text:p>AUDT-1</text:p></table:table-cell>"
                  "<table:table-cell><text:p>Yes</text:p></table:table-cell></table:table-row>");
}

static bool ods_repeats(mds_strbuf *out, size_t n)
{
    return ods_of(out, n,
                  "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell "
                  "table:number-columns-repeated=\"1000\"/></table:table-row>"
                  "<table:table-row><table:table-cell table:number-columns-repeated=\"2000\">"
                  "<text:p>AUDT-1</text:p></table:table-cell></table:table-row>");
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

static const char *const import[] = {"import", NULL};
static const char *const assess[] = {"assess", "--as-of", "2026-11-20", NULL};
static const char *const learn[] = {"catalog", "learn", "--edition", "mds2-2031", NULL};
static const char *const context[] = {
    "assess",    MDS_SOURCE_DIR "/examples/bedside-monitor/form.csv",
    "--as-of",   "2026-11-20",
    "--context", NULL};

const shape shapes[] = {
    {"csv-quotes", "a.csv", csv_quotes, NULL, import, 2000, 16000000},
    {"csv-columns", "a.csv", csv_columns, NULL, import, 100, 10000000},
    {"csv-same-id", "a.csv", csv_same_id, NULL, import, 50, 500000},
    {"csv-same-id-assessed", "a.csv", csv_same_id, NULL, assess, 50, 500000},
    {"csv-other-ids", "a.csv", csv_other_ids, NULL, import, 100, 500000},
    {"csv-note-goes-on", "a.csv", csv_note_goes_on, NULL, import, 100, 100000},
    {"csv-headings", "a.csv", csv_headings, NULL, import, 50, 500000},
    {"csv-choices", "a.csv", csv_choices, NULL, import, 12, 300000},
    {"csv-long-cell", "a.csv", csv_long_cell, NULL, import, 500, 16000000},
    {"csv-clauses", "a.csv", csv_clauses, NULL, import, 200, 4000000},
    {"csv-learnt", "a.csv", csv_other_ids, NULL, learn, 200, 100000},
    {"text-lines", "a.txt", text_lines, NULL, import, 40, 400000},
    {"text-open-questions", "a.txt", text_open_questions, NULL, import, 200, 1000000},
    {"json-numbers", "a.json", json_numbers, NULL, import, 2000, 16000000},
    {"json-members", "a.json", json_members, NULL, import, 1000, 4000000},
    {"json-deployment", "a.json", json_members, NULL, context, 1000, 4000000},
    {"html-rows", "a.html", html_rows, NULL, import, 60, 500000},
    {"html-nested", "a.html", html_nested, NULL, import, 1000, 5000000},
    {"html-tables", "a.html", html_tables, NULL, import, 60, 400000},
    {"html-attributes", "a.html", html_attributes, NULL, import, 400, 4000000},
    {"html-spans", "a.html", html_spans, NULL, import, 40, 300000},
    {"xlsx-rows", "a.xlsx", NULL, xlsx_rows, import, 60, 400000},
    {"xlsx-styled-rows", "a.xlsx", NULL, xlsx_styled_rows, import, 300, 1000000},
    {"xlsx-merges", "a.xlsx", NULL, xlsx_merges, import, 200, 500000},
    {"xlsx-one-merge", "a.xlsx", NULL, xlsx_one_merge, import, 200, 1000000},
    {"xlsx-attributes", "a.xlsx", NULL, xlsx_attributes, import, 100, 2000000},
    {"xlsx-namespaces", "a.xlsx", NULL, xlsx_namespaces, import, 100, 2000000},
    {"xlsx-hyperlinks", "a.xlsx", NULL, xlsx_validations, import, 500, 1000000},
    {"xlsx-strings", "a.xlsx", NULL, xlsx_strings, import, 500, 2000000},
    {"xlsx-runs", "a.xlsx", NULL, xlsx_runs, import, 200, 800000},
    {"xlsx-styles", "a.xlsx", NULL, xlsx_styles, import, 300, 500000},
    {"docx-rows", "a.docx", NULL, docx_rows, import, 60, 300000},
    {"docx-runs", "a.docx", NULL, docx_runs, import, 300, 1000000},
    {"docx-changes", "a.docx", NULL, docx_changes, import, 200, 400000},
    {"docx-nested", "a.docx", NULL, docx_nested, import, 5, 1000000},
    {"ods-rows", "a.ods", NULL, ods_rows, import, 60, 300000},
    {"ods-repeats", "a.ods", NULL, ods_repeats, import, 1, 100000},
    {"zip-entries", "a.zip", NULL, zip_entries, import, 4, 10000},
};
const size_t shape_count = sizeof shapes / sizeof shapes[0];

bool shape_write(const shape *at, size_t n, const char *path)
{
    mds_strbuf out;
    FILE *file = NULL;
    bool done = true;

    mds_strbuf_init(&out, MOST_BYTES);
    if (at->archive != NULL) {
        done = at->archive(&out, n);
    } else {
        at->text(&out, n);
    }
    if (done && out.status == MDS_OK && (file = fopen(path, "wb")) != NULL) {
        done = fwrite(out.p, 1, out.n, file) == out.n;
        done = fclose(file) == 0 && done;
    }
    done = done && file != NULL;
    mds_strbuf_finish(&out);
    return done;
}
