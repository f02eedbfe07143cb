/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are broken, or meant to break something: each is refused with its reason. */
#include "support/fixture.h"
#include <mdsrisk/limits.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define T(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define SHEET                                                                                      \
    "<sheetData><row r=\"1\">" T("A1", "ALOF-1") T("B1", "q") T("C1", "Yes") "</row></sheetData>"

static void refused(fixture *f, mds_status status, mds_diag_code code)
{
    (void)fixture_expect(f, code);
    cr_expect_eq(f->status, status, "MDS%d: status %d", (int)code, (int)f->status);
}

Test(hostile, known_files_that_are_no_form)
{
    static const struct {
        const char *bytes;
        size_t n;
        mds_status status;
        mds_diag_code code;
    } files[] = {
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, MDS_EUNSUPPORTED, MDS_D_FORMAT_OLE},
        {"%PDF-1.7\n%\xE2\xE3\xCF\xD3", 14, MDS_EFORMAT, MDS_D_PDF_DAMAGED},
        {"{\\rtf1 ALOF-1}", 14, MDS_EUNSUPPORTED, MDS_D_FORMAT_NOT_XLSX},
        {"<html><p>hello", 14, MDS_EFORMAT, MDS_D_FORM_NOT_RECOGNISED},
        {"\n<?xml version='1.0'?>", 22, MDS_EUNSUPPORTED, MDS_D_FORMAT_NOT_XLSX},
        {"PK\x03\x04", 4, MDS_EFORMAT, MDS_D_ZIP_DAMAGED},
        {"PK\x05\x06", 4, MDS_EFORMAT, MDS_D_ZIP_DAMAGED},
        {"a,b\0c,d", 7, MDS_EFORMAT, MDS_D_FILE_UNKNOWN_FORMAT},
        {"a,\xFF\xFF\xFF\xFF", 6, MDS_EFORMAT, MDS_D_TEXT_ENCODING},
        {"\xFF\xFE\x00\xD8", 4, MDS_EFORMAT, MDS_D_TEXT_ENCODING},
        {"hello", 5, MDS_EFORMAT, MDS_D_FORM_NOT_RECOGNISED},
        {"\xEF\xBB\xBF", 3, MDS_EFORMAT, MDS_D_FORM_NOT_RECOGNISED},
        {" ", 1, MDS_EFORMAT, MDS_D_FORM_NOT_RECOGNISED},
        {"{", 1, MDS_EFORMAT, MDS_D_JSON_INVALID},
        {"{}", 2, MDS_EFORMAT, MDS_D_JSON_VALUE},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        fixture_form(&f, files[i].bytes, files[i].n);
        refused(&f, files[i].status, files[i].code);
    }
    fixture_free(&f);
}

static void add_form(workbook *book)
{
    workbook_init(book);
    workbook_sheet(book, "form", "visible", SHEET);
}

/* Cut anywhere, a workbook is damaged and nothing else. */
Test(hostile, truncated_workbook)
{
    workbook book;
    fixture f;

    fixture_init(&f);
    add_form(&book);
    fixture_form_workbook(&f, &book);
    cr_assert_eq(f.status, MDS_OK);
    for (size_t n = 4; n < book.size; n += 41) {
        fixture_form(&f, book.bytes, n);
        refused(&f, MDS_EFORMAT, MDS_D_ZIP_DAMAGED);
    }
    workbook_free(&book);
    fixture_free(&f);
}

/* Every byte in turn changed: whatever comes of it, no crash, and a refusal has a reason. */
Test(hostile, flipped_bytes)
{
    workbook book;
    fixture f;

    fixture_init(&f);
    add_form(&book);
    cr_assert(workbook_finish(&book));
    for (size_t i = 0; i < book.size; i += 3) {
        book.bytes[i] ^= 0x55;
        fixture_form(&f, book.bytes, book.size);
        book.bytes[i] ^= 0x55;
    }
    fixture_form(&f, book.bytes, book.size);
    cr_expect_eq(f.status, MDS_OK);
    workbook_free(&book);
    fixture_free(&f);
}

/* Writes another unpacked size into every header: 22 bytes into a local one, 24 into a central. */
static void declare_size(workbook *book, unsigned char low, unsigned char high)
{
    for (size_t i = 0; i + 28 < book->size; i++) {
        unsigned char *at = book->bytes + i;
        const bool local = memcmp(at, "PK\x03\x04", 4) == 0;
        if (local || memcmp(at, "PK\x01\x02", 4) == 0) {
            const unsigned char size[] = {low, high, high, high};
            memcpy(at + (local ? 22 : 24), size, sizeof size);
        }
    }
}

Test(hostile, lying_sizes)
{
    static const unsigned char sizes[][2] = {{10, 0}, {0, 0}, {0xF0, 0xFF}};
    workbook book;
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        add_form(&book);
        cr_assert(workbook_finish(&book));
        declare_size(&book, sizes[i][0], sizes[i][1]);
        fixture_form(&f, book.bytes, book.size);
        refused(&f, MDS_EFORMAT, MDS_D_ZIP_DAMAGED);
        workbook_free(&book);
    }
    fixture_free(&f);
}

Test(hostile, encrypted_entry)
{
    workbook book;
    fixture f;

    fixture_init(&f);
    add_form(&book);
    for (size_t i = 0; i < book.count; i++) {
        book.parts[i].encrypted = strcmp(book.parts[i].name, "xl/worksheets/sheet1.xml") == 0;
    }
    fixture_form_workbook(&f, &book);
    refused(&f, MDS_EUNSUPPORTED, MDS_D_ZIP_ENCRYPTED);
    workbook_free(&book);
    fixture_free(&f);
}

Test(hostile, other_packages)
{
    static const char *const parts[] = {"xl/workbook.bin", "ppt/presentation.xml",
                                        "META-INF/manifest.xml"};
    workbook book;
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        workbook_init(&book);
        workbook_text(&book, parts[i], "x");
        workbook_text(&book, "_rels/.rels",
                      "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" "
                      "Target=\"absent.xml\"/></Relationships>");
        fixture_form_workbook(&f, &book);
        refused(&f, MDS_EUNSUPPORTED, MDS_D_FORMAT_NOT_XLSX);
        workbook_free(&book);
    }
    fixture_free(&f);
}

/* A sheet that is listed and not there is said; the form on another one is read. */
Test(hostile, missing_parts)
{
    static const char *const targets[] = {NULL, "../../../etc/passwd", "worksheets/absent.xml"};
    mds_strbuf relation;
    workbook book;
    fixture f;

    fixture_init(&f);
    mds_strbuf_init(&relation, 1000);
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        add_form(&book);
        mds_strbuf_puts(&book.sheet_list, "<sheet name=\"ghost\" sheetId=\"9\" r:id=\"rId99\"/>");
        mds_strbuf_clear(&relation);
        if (targets[i] != NULL) {
            mds_strbuf_printf(&relation,
                              "<Relationship Id=\"rId99\" Type=\"t/worksheet\" Target=\"%s\"/>",
                              targets[i]);
        }
        mds_strbuf_puts(&book.relations, relation.p);
        fixture_form_workbook(&f, &book);
        cr_expect_eq(f.status, MDS_OK);
        cr_expect_str_eq(fixture_expect(&f, MDS_D_XLSX_SHEET_MISSING)->args[0], "ghost");
        cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
        workbook_free(&book);
    }
    mds_strbuf_finish(&relation);
    fixture_free(&f);
}

Test(hostile, doctype_and_entities)
{
    static const char *const heads[] = {
        "<!DOCTYPE worksheet>",
        ("<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\">"
         "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
         "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>"),
        "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\">",
    };
    mds_strbuf part;
    workbook book;
    fixture f;

    fixture_init(&f);
    mds_strbuf_init(&part, 1 << 16);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        add_form(&book);
        mds_strbuf_clear(&part);
        mds_strbuf_printf(&part, "%s<worksheet>%s</worksheet>", heads[i], SHEET);
        workbook_text(&book, "xl/worksheets/sheet1.xml", part.p);
        fixture_form_workbook(&f, &book);
        refused(&f, MDS_EFORMAT, MDS_D_XML_INVALID);
        workbook_free(&book);
    }
    mds_strbuf_finish(&part);
    fixture_free(&f);
}

Test(hostile, malformed_sheets)
{
    static const struct {
        const char *content;
        mds_status status;
        mds_diag_code code;
    } sheets[] = {
        {"<sheetData><row r=\"1\">", MDS_EFORMAT, MDS_D_XML_INVALID},
        {"<sheetData><row r=\"99999999\">" T("A99999999", "a") "</row></sheetData>", MDS_EFORMAT,
         MDS_D_XML_INVALID},
        {"<sheetData><row r=\"1\">" T("ZZZZ1", "a") "</row></sheetData>", MDS_EFORMAT,
         MDS_D_XML_INVALID},
        {"<sheetData><row r=\"1\">" T("A99999999", "a") "</row></sheetData>", MDS_EFORMAT,
         MDS_D_XML_INVALID},
        {"<sheetData><row r=\"1\">" T("ZZZ1", "a") "</row></sheetData>", MDS_EFORMAT,
         MDS_D_FORM_NOT_RECOGNISED},
        {"<sheetData><row r=\"1\"><c r=\"A1\"><v>&undefined;</v></c></row></sheetData>",
         MDS_EFORMAT, MDS_D_XML_INVALID},
        {"<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999999999999999999</v></c></row>"
         "</sheetData>",
         MDS_EFORMAT, MDS_D_FORM_NOT_RECOGNISED},
    };
    workbook book;
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        workbook_init(&book);
        workbook_sheet(&book, "form", "visible", sheets[i].content);
        fixture_form_workbook(&f, &book);
        refused(&f, sheets[i].status, sheets[i].code);
        workbook_free(&book);
    }
    fixture_free(&f);
}

/* A sheet that repeats one piece until a bound is passed. */
static void import_repeated(fixture *f, const char *before, const char *piece, size_t times,
                            const char *after)
{
    mds_strbuf content;
    workbook book;

    mds_strbuf_init(&content, (size_t)100 << 20);
    mds_strbuf_puts(&content, before);
    for (size_t i = 0; i < times; i++) {
        mds_strbuf_puts(&content, piece);
    }
    mds_strbuf_puts(&content, after);
    cr_assert_eq(content.status, MDS_OK);
    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", content.p);
    mds_strbuf_finish(&content);
    fixture_form_workbook(f, &book);
    workbook_free(&book);
}

Test(hostile, over_the_bounds)
{
    fixture f;

    fixture_init(&f);
    /* Highly compressible: the ratio stops it long before its end. */
    import_repeated(&f, "<sheetData><row>", "<c><v>1</v></c>", 4000000, "</row></sheetData>");
    refused(&f, MDS_ELIMIT, MDS_D_ZIP_BOMB);
    import_repeated(&f, "<!--", "x", (size_t)3 << 20, "--><sheetData/>");
    refused(&f, MDS_ELIMIT, MDS_D_ZIP_BOMB);
    mds_strbuf ends;
    mds_strbuf_init(&ends, 1 << 16);
    for (size_t i = 0; i < 100; i++) {
        mds_strbuf_puts(&ends, "</d>");
    }
    import_repeated(&f, "", "<d>", 100, ends.p);
    mds_strbuf_finish(&ends);
    refused(&f, MDS_ELIMIT, MDS_D_XML_INVALID);
    fixture_free(&f);
}

/* A text over the XML library's own bound is no lack of memory. What is before it hardly
 * packs, so that the ratio is not what stops it. */
Test(hostile, text_of_ten_megabytes)
{
    mds_strbuf before;
    uint32_t random = 1;
    fixture f;

    fixture_init(&f);
    mds_strbuf_init(&before, 1 << 20);
    mds_strbuf_puts(&before, "<!--");
    for (size_t i = 0; i < 200000; i++) {
        random = random * 1664525U + 1013904223U;
        mds_strbuf_putc(&before, "0123456789abcdef"[random >> 28]);
    }
    mds_strbuf_puts(&before, "--><sheetData><row><c t=\"inlineStr\"><is><t>");
    import_repeated(&f, before.p, "ten bytes ", 1100000, "</t></is></c></row></sheetData>");
    mds_strbuf_finish(&before);
    refused(&f, MDS_ELIMIT, MDS_D_XML_INVALID);
    fixture_free(&f);
}

/* What is beyond the bounds is left out and said; what is within them is read. */
Test(hostile, csv_bounds)
{
    static const struct {
        size_t rows, columns;
        const char *where, *count;
    } sizes[] = {{MDS_LIMIT_ROWS + 7, 1, "L100001:C1", "8"},
                 {1, MDS_LIMIT_COLUMNS + 9, "L2:C1025", "9"},
                 {1000, 1001, "L1000:C1000", "1003"}};
    mds_strbuf text;
    fixture f;

    fixture_init(&f);
    mds_strbuf_init(&text, (size_t)40 << 20);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        mds_strbuf_clear(&text);
        mds_strbuf_puts(&text, "ALOF-1,q,Yes\n");
        for (size_t r = 0; r < sizes[i].rows; r++) {
            for (size_t c = 0; c < sizes[i].columns; c++) {
                mds_strbuf_puts(&text, "a,");
            }
            mds_strbuf_putc(&text, '\n');
        }
        fixture_form(&f, text.p, text.n);
        cr_assert_eq(f.status, MDS_OK);
        const mds_diag *d = fixture_expect(&f, MDS_D_SHEET_LEFT_OUT);
        cr_expect_str_eq(d->where, sizes[i].where);
        cr_expect_str_eq(d->args[0], sizes[i].count);
        cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    }
    mds_strbuf_clear(&text);
    for (size_t i = 0; i <= MDS_LIMIT_CELL_BYTES; i++) {
        mds_strbuf_putc(&text, 'a');
    }
    fixture_form(&f, text.p, text.n);
    refused(&f, MDS_ELIMIT, MDS_D_SHEET_CELL_BYTES);
    mds_strbuf_clear(&text);
    while (text.n <= MDS_LIMIT_TEXT_BYTES) {
        mds_strbuf_puts(&text, "ALOF-1,a line of text that is repeated,Yes\n");
    }
    fixture_form(&f, text.p, text.n);
    refused(&f, MDS_ELIMIT, MDS_D_TEXT_TOO_LARGE);
    mds_strbuf_finish(&text);
    fixture_free(&f);
}

/* A merged range as large as a sheet can be is spread only where rows are. */
Test(hostile, merged_over_everything)
{
    fixture f;

    fixture_init(&f);
    import_repeated(&f,
                    "<sheetData><row>" T("A1", "ALOF-1") "</row><row r=\"9\"><c><v>2</v></c></row>"
                                                         "</sheetData><mergeCells>",
                    "<mergeCell ref=\"A1:XFD1048576\"/>", 2000, "</mergeCells>");
    cr_expect(f.status == MDS_OK || f.status == MDS_ELIMIT);
    fixture_free(&f);
}

/* The arena's limit is the budget: a small one refuses, at whatever point it runs out. */
Test(hostile, any_budget_is_enough_to_fail_cleanly)
{
    workbook book;
    fixture f;
    size_t refusals = 0;

    fixture_init(&f);
    add_form(&book);
    cr_assert(workbook_finish(&book));
    for (size_t limit = 1024; limit < 80000; limit += 997) {
        mds_arena *arena = mds_arena_new(limit, NULL);
        const mds_disclosure *form = NULL;
        mds_source *source = NULL;
        cr_assert_not_null(arena);
        cr_assert_eq(mds_source_from_memory(&source, "test", book.bytes, book.size), MDS_OK);
        const mds_status status = mds_import_form(&form, arena, f.catalog, source, f.diags);
        cr_expect(status == MDS_OK || status == MDS_ELIMIT, "limit %zu: %d", limit, (int)status);
        cr_expect_eq(form != NULL, status == MDS_OK);
        refusals += status == MDS_ELIMIT;
        mds_source_free(source);
        mds_arena_free(arena);
    }
    cr_expect_gt(refusals, 0);
    workbook_free(&book);
    fixture_free(&f);
}
