/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks that other programs read as well, though no spreadsheet program would write them so:
 * each is a sound one, changed in one way, and must give the same answers. */
#include "support/fixture.h"
#include <mdsrisk/limits.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define T(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD "<row r=\"1\">" T("A1", "ID") T("B1", "Question") T("C1", "Response") "</row>"
#define ROW(r, id, answer) "<row r=\"" r "\">" T("A" r, id) T("B" r, "q") T("C" r, answer) "</row>"
#define ROWS HEAD ROW("2", "ALOF-1", "Yes") ROW("3", "ALOF-2", "No") ROW("4", "AUDT-1", "N/A")
#define SHEET "<sheetData>" ROWS "</sheetData>"

static void expect_answers(fixture *f, const char *what)
{
    cr_assert_eq(f->status, MDS_OK, "%s: status %d, MDS%d", what, (int)f->status,
                 mds_diags_count(f->diags) > 0 ? (int)mds_diags_at(f->diags, 0)->code : 0);
    cr_expect_eq(fixture_answer(f, "ALOF-1")->state, MDS_ANSWER_YES, "%s", what);
    cr_expect_eq(fixture_answer(f, "ALOF-2")->state, MDS_ANSWER_NO, "%s", what);
    cr_expect_eq(fixture_answer(f, "AUDT-1")->state, MDS_ANSWER_NA, "%s", what);
    cr_expect_eq(fixture_answer(f, "AUDT-2")->state, MDS_ANSWER_MISSING, "%s", what);
}

static void expect_sheet(fixture *f, const char *content, const char *what)
{
    workbook book;

    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", content);
    fixture_form_workbook(f, &book);
    expect_answers(f, what);
    workbook_free(&book);
}

static void begin(workbook *book)
{
    workbook_init(book);
    workbook_sheet(book, "form", "visible", SHEET);
}

/* A zip file made by hand, entry by entry, so that its headers can say what they like. */
typedef struct archive {
    mds_strbuf bytes, directory;
    size_t count;
} archive;

static void put16(mds_strbuf *to, unsigned value)
{
    mds_strbuf_putc(to, (char)(value & 0xFF));
    mds_strbuf_putc(to, (char)(value >> 8 & 0xFF));
}

static void put32(mds_strbuf *to, size_t value)
{
    put16(to, (unsigned)(value & 0xFFFF));
    put16(to, (unsigned)(value >> 16 & 0xFFFF));
}

static uint32_t crc_of(const char *bytes, size_t n)
{
    uint32_t crc = 0xFFFFFFFFU;

    for (size_t i = 0; i < n; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int k = 0; k < 8; k++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0);
        }
    }
    return ~crc;
}

/* What one entry says of itself in its two headers. */
typedef struct entry {
    const char *name, *local_name;
    const char *content;
    unsigned time, local_time;
    size_t offset;   /* SIZE_MAX: where it is */
    bool descriptor; /* sizes behind the content and not before it */
} entry;

static void add_entry(archive *a, const entry *e)
{
    const size_t n = strlen(e->content);
    const size_t at = a->bytes.n;
    const uint32_t crc = crc_of(e->content, n);
    const unsigned flags = e->descriptor ? 8 : 0;
    const char *names[] = {e->local_name != NULL ? e->local_name : e->name, e->name};

    for (int central = 0; central < 2; central++) {
        mds_strbuf *to = central == 1 ? &a->directory : &a->bytes;
        const bool sizes = central == 1 || !e->descriptor;
        mds_strbuf_append(to, central == 1 ? "PK\x01\x02" : "PK\x03\x04", 4);
        if (central == 1) {
            put16(to, 20);
        }
        put16(to, 20);
        put16(to, flags);
        put16(to, 0);
        put16(to, central == 1 ? e->time : e->local_time);
        put16(to, 33);
        put32(to, sizes ? crc : 0);
        put32(to, sizes ? n : 0);
        put32(to, sizes ? n : 0);
        put16(to, (unsigned)strlen(names[central]));
        put16(to, 0);
        if (central == 1) {
            put16(to, 0);
            put16(to, 0);
            put16(to, 0);
            put32(to, 0);
            put32(to, e->offset != SIZE_MAX ? e->offset : at);
        }
        mds_strbuf_puts(to, names[central]);
        if (central == 0) {
            mds_strbuf_append(to, e->content, n);
        }
    }
    if (e->descriptor) {
        mds_strbuf_append(&a->bytes, "PK\x07\x08", 4);
        put32(&a->bytes, crc);
        put32(&a->bytes, n);
        put32(&a->bytes, n);
    }
    a->count++;
}

static void end_archive(archive *a, const char *comment)
{
    const size_t at = a->bytes.n;

    mds_strbuf_append(&a->bytes, a->directory.p, a->directory.n);
    mds_strbuf_append(&a->bytes, "PK\x05\x06\0\0\0\0", 8);
    put16(&a->bytes, (unsigned)a->count);
    put16(&a->bytes, (unsigned)a->count);
    put32(&a->bytes, a->directory.n);
    put32(&a->bytes, at);
    put16(&a->bytes, (unsigned)strlen(comment));
    mds_strbuf_puts(&a->bytes, comment);
}

#define SPREADSHEET "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

/* The parts of a sound workbook. */
static const char *const parts[][2] = {
    {"[Content_Types].xml", "<Types/>"},
    {"_rels/.rels", "<Relationships " PACKAGE "><Relationship Id=\"r\" Type=\"" OFFICE
                    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/workbook.xml", "<workbook " SPREADSHEET " xmlns:r=\"" OFFICE
                        "\"><sheets><sheet name=\"form\" sheetId=\"1\" r:id=\"s\"/></sheets>"
                        "</workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships " PACKAGE "><Relationship Id=\"s\" Type=\"" OFFICE
     "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
    {"xl/worksheets/sheet1.xml", "<worksheet " SPREADSHEET ">" SHEET "</worksheet>"},
    {"docProps/app.xml", "<Properties/>"},
};
enum { PARTS = sizeof parts / sizeof *parts };

static void begin_archive(archive *a)
{
    *a = (archive){0};
    mds_strbuf_init(&a->bytes, 1 << 22);
    mds_strbuf_init(&a->directory, 1 << 20);
}

static void read_archive(fixture *f, archive *a)
{
    end_archive(a, "");
    fixture_form(f, a->bytes.p, a->bytes.n);
    mds_strbuf_finish(&a->bytes);
    mds_strbuf_finish(&a->directory);
}

/* Time stamps, backslashes, letters of another case, sizes behind the content: none of it changes
 * what is read. */
Test(archives, headers_that_differ_where_it_does_not_matter)
{
    fixture f;

    fixture_init(&f);
    for (unsigned kind = 0; kind < 16; kind++) {
        archive a;
        begin_archive(&a);
        for (size_t i = 0; i < PARTS; i++) {
            char name[64];
            char local[64];
            (void)snprintf(name, sizeof name, "%s", parts[i][0]);
            (void)snprintf(local, sizeof local, "%s", parts[i][0]);
            for (char *p = name; (kind & 1) != 0 && *p != '\0'; p++) {
                *p = *p == '/' ? '\\' : *p;
            }
            for (char *p = local; (kind & 2) != 0 && *p != '\0'; p++) {
                *p = *p == '/' ? '\\' : *p;
            }
            const entry e = {.name = name,
                             .local_name = local,
                             .content = parts[i][1],
                             .time = 100,
                             .local_time = (kind & 4) != 0 ? (unsigned)i : 100,
                             .offset = SIZE_MAX,
                             .descriptor = (kind & 8) != 0};
            add_entry(&a, &e);
        }
        read_archive(&f, &a);
        char what[32];
        (void)snprintf(what, sizeof what, "kind %u", kind);
        expect_answers(&f, what);
    }
    fixture_free(&f);
}

/* A part that is there twice is read when both are the same, and when nobody needs it. */
Test(archives, a_part_that_is_there_twice)
{
    fixture f;

    fixture_init(&f);
    for (size_t twice = 0; twice < PARTS; twice++) {
        for (size_t differs = 0; differs < 2; differs++) {
            archive a;
            begin_archive(&a);
            for (size_t i = 0; i < PARTS; i++) {
                entry e = {.name = parts[i][0], .content = parts[i][1], .offset = SIZE_MAX};
                add_entry(&a, &e);
                if (i == twice) {
                    e.content = differs == 1 ? "<other/>" : e.content;
                    add_entry(&a, &e);
                }
            }
            read_archive(&f, &a);
            const bool needed = twice != 0 && twice != PARTS - 1;
            if (differs == 1 && needed) {
                cr_expect_eq(f.status, MDS_EFORMAT, "%s", parts[twice][0]);
                (void)fixture_expect(&f, MDS_D_ZIP_DAMAGED);
            } else {
                expect_answers(&f, parts[twice][0]);
            }
        }
    }
    fixture_free(&f);
}

/* What two programs would read differently is refused. */
Test(archives, entries_that_lie)
{
    fixture f;

    fixture_init(&f);
    for (int kind = 0; kind < 4; kind++) {
        archive a;
        begin_archive(&a);
        for (size_t i = 0; i < PARTS; i++) {
            entry e = {.name = parts[i][0], .content = parts[i][1], .offset = SIZE_MAX};
            if (i == 4) {
                e.local_name = kind == 0 ? "xl/worksheets/sheet2.xml" : NULL;
                e.offset = kind == 1 ? 0 : kind == 2 ? 7 : kind == 3 ? 1 << 20 : SIZE_MAX;
            }
            add_entry(&a, &e);
        }
        read_archive(&f, &a);
        cr_expect_eq(f.status, MDS_EFORMAT, "kind %d", kind);
        (void)fixture_expect(&f, MDS_D_ZIP_DAMAGED);
    }
    fixture_free(&f);
}

/* Bytes behind the archive: a signature, zeros, a second beginning. */
Test(archives, bytes_behind)
{
    static const char *const tails[] = {"x", "\n", "PK", "PK\x05\x06", "-----BEGIN SIGNATURE-----"};
    fixture f;
    workbook book;

    fixture_init(&f);
    begin(&book);
    cr_assert(workbook_finish(&book));
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        for (size_t size = 1; size <= 200000; size *= 59) {
            unsigned char *bytes = malloc(book.size + size);
            cr_assert_not_null(bytes);
            memcpy(bytes, book.bytes, book.size);
            for (size_t k = 0; k < size; k++) {
                bytes[book.size + k] = (unsigned char)tails[i][k % strlen(tails[i])];
            }
            fixture_form(&f, bytes, book.size + size);
            expect_answers(&f, tails[i]);
            memset(bytes + book.size, 0, size);
            fixture_form(&f, bytes, book.size + size);
            expect_answers(&f, "zeros");
            free(bytes);
        }
    }
    workbook_free(&book);
    fixture_free(&f);
}

/* Every order of the rows, and of the cells in them; places in small letters; cells written in the
 * row of another one. */
Test(archives, rows_and_cells_out_of_order)
{
    static const char *const rows[] = {ROW("2", "ALOF-1", "Yes"), ROW("3", "ALOF-2", "No"),
                                       ROW("4", "AUDT-1", "N/A"), HEAD};
    static const char *const cells[] = {T("A2", "ALOF-1"), T("b2", "q"),  T("C2", "Yes"),
                                        T("a3", "ALOF-2"), T("C3", "No"), T("A4", "AUDT-1"),
                                        T("c4", "N/A")};
    fixture f;
    mds_strbuf sheet;

    fixture_init(&f);
    mds_strbuf_init(&sheet, 1 << 16);
    for (size_t order = 0; order < 24; order++) {
        size_t left[] = {0, 1, 2, 3};
        size_t rest = order;
        mds_strbuf_clear(&sheet);
        mds_strbuf_puts(&sheet, "<sheetData>");
        for (size_t n = 4; n > 0; n--) {
            const size_t at = rest % n;
            rest /= n;
            mds_strbuf_puts(&sheet, rows[left[at]]);
            memmove(&left[at], &left[at + 1], (n - at - 1) * sizeof *left);
        }
        mds_strbuf_puts(&sheet, "</sheetData>");
        expect_sheet(&f, sheet.p, "order of rows");
    }
    for (size_t step = 1; step < 7; step++) {
        mds_strbuf_clear(&sheet);
        mds_strbuf_puts(&sheet, "<sheetData>" HEAD "<row r=\"2\">");
        for (size_t i = 0; i < 7; i++) {
            mds_strbuf_puts(&sheet, cells[(i * step + step) % 7]);
        }
        mds_strbuf_puts(&sheet, "</row></sheetData>");
        expect_sheet(&f, sheet.p, "order of cells");
    }
    mds_strbuf_finish(&sheet);
    fixture_free(&f);
}

/* Of two cells in one place the later one counts, and where they differ that is said. */
Test(archives, a_cell_that_is_there_twice)
{
    fixture f;

    fixture_init(&f);
    expect_sheet(&f,
                 "<sheetData>" HEAD "<row r=\"2\">" T("A2", "ALOF-1") T("C2", "No")
                     T("C2", "Yes") "</row>" ROW("3", "ALOF-2", "No") ROW("4", "AUDT-1", "N/A")
                         ROW("3", "ALOF-2", "No") "</sheetData>",
                 "twice");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_SHEET_CELL_TWICE)->where, "form!C2");
    cr_expect_eq(fixture_count(&f, MDS_D_SHEET_CELL_TWICE), 1);
    fixture_free(&f);
}

/* Blanks and line ends around values, and escaped controls behind a text. */
Test(archives, blanks_around_values)
{
    static const char *const blanks[] = {" ", "\n", "\t", " \r\n  ", ""};
    static const char *const escapes[] = {"_x000B_", "_x0000_", "_x001F_", "_x000D_",
                                          "_xD83D_", "_xFFFF_", "_x0009_", ""};
    fixture f;
    mds_strbuf sheet;
    workbook book;

    fixture_init(&f);
    mds_strbuf_init(&sheet, 1 << 16);
    for (size_t b = 0; b < 5; b++) {
        for (size_t e = 0; e < 8; e++) {
            mds_strbuf_clear(&sheet);
            mds_strbuf_printf(&sheet, "<si><t>ALOF-1</t></si><si><t>Yes%s</t></si>", escapes[e]);
            workbook_init(&book);
            workbook_strings(&book, sheet.p);
            mds_strbuf_clear(&sheet);
            mds_strbuf_printf(&sheet,
                              "<sheetData>" HEAD "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>%s0%s</v></c>"
                              "<c r=\"C2\" t=\"s\"><v>%s1%s</v></c></row>" ROW(
                                  "3", "ALOF-2", "No%s") ROW("4", "AUDT-1", "N/A") "</sheetData>",
                              blanks[b], blanks[b], blanks[b], blanks[b], escapes[e]);
            workbook_sheet(&book, "form", "visible", sheet.p);
            fixture_form_workbook(&f, &book);
            expect_answers(&f, escapes[e]);
            workbook_free(&book);
        }
    }
    mds_strbuf_finish(&sheet);
    fixture_free(&f);
}

/* Rows and columns that are only styled cost nothing and hide nothing. */
Test(archives, styled_and_empty)
{
    fixture f;
    mds_strbuf sheet;

    fixture_init(&f);
    mds_strbuf_init(&sheet, (size_t)200 << 20);
    mds_strbuf_puts(&sheet, "<cols>");
    for (size_t c = 1; c <= 16384; c++) {
        mds_strbuf_printf(&sheet, "<col min=\"%zu\" max=\"%zu\" width=\"9\" style=\"1\"/>", c, c);
    }
    mds_strbuf_puts(&sheet, "</cols><sheetData>" ROWS);
    for (size_t r = 5; r <= 1048576; r++) {
        mds_strbuf_printf(&sheet,
                          "<row r=\"%zu\" s=\"1\" customFormat=\"1\"><c r=\"A%zu\" s=\"1\"/>"
                          "<c r=\"XFD%zu\" s=\"1\"><v></v></c></row>",
                          r, r, r);
    }
    mds_strbuf_puts(&sheet, "</sheetData>");
    cr_assert_eq(sheet.status, MDS_OK);
    expect_sheet(&f, sheet.p, "styled");
    cr_expect_eq(fixture_count(&f, MDS_D_SHEET_LEFT_OUT), 0);
    mds_strbuf_finish(&sheet);
    fixture_free(&f);
}

/* Parts of whose absence a form knows nothing, and macros beside it. */
Test(archives, parts_that_the_form_does_not_need)
{
    static const char *const absent[] = {"xl/styles.xml", "xl/sharedStrings.xml",
                                         "[Content_Types].xml", "_rels/.rels"};
    fixture f;
    workbook book;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        begin(&book);
        workbook_text(&book, "xl/vbaProject.bin", "macro");
        for (size_t p = 0; p < book.count; p++) {
            if (strcmp(book.parts[p].name, absent[i]) == 0) {
                (void)snprintf(book.parts[p].name, sizeof book.parts[p].name, "unused/%zu", p);
            }
        }
        fixture_form_workbook(&f, &book);
        expect_answers(&f, absent[i]);
        (void)fixture_expect(&f, MDS_D_XLSX_MACROS);
        workbook_free(&book);
    }
    fixture_free(&f);
}

/* Ranges over each other and the same one many times: the first counts, and nothing grows. */
Test(archives, merged_ranges_over_each_other)
{
    static const char *const merges[] = {"A1:C1", "a1:c1", "B1:XFD1", "A1:XFD1048576", "C2:C2"};
    fixture f;
    mds_strbuf sheet;

    fixture_init(&f);
    mds_strbuf_init(&sheet, (size_t)64 << 20);
    for (size_t i = 0; i < 5; i++) {
        mds_strbuf_clear(&sheet);
        mds_strbuf_puts(&sheet, "<sheetData><row r=\"1\">" T("A1", "Form") "</row>" ROW(
                                    "2", "ALOF-1", "Yes") ROW("3", "ALOF-2", "No")
                                    ROW("4", "AUDT-1", "N/A") "</sheetData><mergeCells>");
        mds_strbuf_puts(&sheet, "<mergeCell ref=\"A1:B1\"/>");
        for (size_t k = 0; k < 20000; k++) {
            mds_strbuf_printf(&sheet, "<mergeCell ref=\"%s\"/>", merges[i]);
        }
        mds_strbuf_puts(&sheet, "</mergeCells>");
        expect_sheet(&f, sheet.p, merges[i]);
    }
    mds_strbuf_finish(&sheet);
    fixture_free(&f);
}
