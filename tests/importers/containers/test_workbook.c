/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in real workbooks beside plain cells. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define T(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD                                                                                       \
    "<row r=\"1\">" T("A1", "Question ID") T("B1", "Question") T("C1", "Answer")                   \
        T("D1", "Notes") "</row>"
#define ROW(n, id, answer) "<row r=\"" n "\">" T("A" n, id) T("B" n, "q") T("C" n, answer) "</row>"

static void import_sheet(fixture *f, const char *strings, const char *content)
{
    workbook book;

    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", content);
    if (strings != NULL) {
        workbook_strings(&book, strings);
    }
    fixture_form_workbook(f, &book);
    workbook_free(&book);
}

Test(workbook, furigana_rich_text_and_escapes)
{
    fixture f;

    fixture_init(&f);
    import_sheet(
        &f,
        "<si><t>製造販売業者</t><rPh sb=\"0\" eb=\"2\"><t>セイゾウ</t></rPh>"
        "<phoneticPr fontId=\"1\"/></si>"
        "<si><r><t>東京</t></r><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>"
        "<r><rPr><b/></rPr><t xml:space=\"preserve\"> 医療</t></r></si>"
        "<si><t>one_x000A_two _x005F_x000A_ _x0001_ _xD800_</t></si>",
        "<sheetData>" HEAD "<row r=\"2\">" T(
            "A2", "DOC-1") "<c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c>"
                           "<c r=\"D2\" t=\"s\"><v>2</v></c></row>" ROW("3", "ALOF-1",
                                                                        "Yes") "</sheetData>");
    cr_assert_eq(f.status, MDS_OK);
    const mds_answer *a = fixture_answer(&f, "DOC-1");
    cr_expect_str_eq(a->wording, "製造販売業者");
    cr_expect_str_eq(a->response, "東京 医療");
    cr_expect_str_eq(a->note, "one\ntwo _x000A_");
    cr_expect_str_eq(f.form->device[MDS_DEVICE_MANUFACTURER], "東京 医療");
    fixture_free(&f);
}

Test(workbook, formulas_give_their_stored_result)
{
    fixture f;

    fixture_init(&f);
    import_sheet(
        &f, NULL,
        "<sheetData>" HEAD "<row r=\"2\">" T(
            "A2",
            "ALOF-1") "<c r=\"C2\" t=\"str\"><f>IF(1,\"Yes\")</f><v>Yes</v></c></row>"
                      "<row r=\"3\">" T(
                          "A3",
                          "ALOF-2") "<c r=\"C3\"><f>B9</f></c></row>"
                                    "<row r=\"4\">" T(
                                        "A4",
                                        "AUDT-1") "<c r=\"C4\" "
                                                  "t=\"e\"><f>B9</f><v>#REF!</v></c></row>"
                                                  "<row r=\"5\">" T(
                                                      "A5",
                                                      "AUDT-1.1") "<c r=\"C5\" "
                                                                  "t=\"b\"><v>1</v></c></row>"
                                                                  "<row r=\"6\">" T(
                                                                      "A6",
                                                                      "AUDT-2") "<c r=\"C6\" "
                                                                                "t=\"s\"><v>"
                                                                                "77</v></c></"
                                                                                "row>" ROW(
                                                                                    "7",
                                                                                    "A"
                                                                                    "U"
                                                                                    "D"
                                                                                    "T"
                                                                                    "-"
                                                                                    "3",
                                                                                    "N"
                                                                                    "o") "</"
                                                                                         "sheetData"
                                                                                         ">");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    cr_expect_eq(fixture_answer(&f, "ALOF-2")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORMULA_NO_VALUE)->where, "form!C3");
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_UNREADABLE);
    cr_expect_str_eq(fixture_answer(&f, "AUDT-1")->response, "#REF!");
    cr_expect_str_eq(fixture_answer(&f, "AUDT-1.1")->response, "TRUE");
    cr_expect_eq(fixture_answer(&f, "AUDT-1.1")->state, MDS_ANSWER_UNREADABLE);
    cr_expect_eq(fixture_answer(&f, "AUDT-2")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_SHARED_STRING_MISSING)->where, "form!C6");
    fixture_free(&f);
}

static const char *date_of(fixture *f, const char *properties, const char *cell)
{
    char content[1024];
    workbook book;

    workbook_init(&book);
    book.properties = properties;
    (void)snprintf(content, sizeof content,
                   "<sheetData>" HEAD "<row r=\"2\">" T("A2", "DOC-7") "%s</row>" ROW(
                       "3", "ALOF-1", "Yes") "</sheetData>",
                   cell);
    workbook_sheet(&book, "form", "visible", content);
    fixture_form_workbook(f, &book);
    workbook_free(&book);
    cr_assert_eq(f->status, MDS_OK);
    return f->form->device[MDS_DEVICE_DOCUMENT_DATE];
}

Test(workbook, dates_in_every_form)
{
    fixture f;

    fixture_init(&f);
    cr_expect_str_eq(date_of(&f, "", "<c r=\"C2\" s=\"1\"><v>43747</v></c>"), "2019-10-09");
    cr_expect_str_eq(fixture_answer(&f, "DOC-7")->response, "43747");
    cr_expect_str_eq(date_of(&f, "", "<c r=\"C2\" s=\"2\"><v>43747</v></c>"), "2019-10-09");
    cr_expect_str_eq(date_of(&f, "", "<c r=\"C2\"><v>43747</v></c>"), "2019-10-09");
    cr_expect_str_eq(date_of(&f, "date1904=\"1\"", "<c r=\"C2\" s=\"1\"><v>42285</v></c>"),
                     "2019-10-09");
    cr_expect_str_eq(date_of(&f, "date1904=\"1\"", "<c r=\"C2\"><v>42285</v></c>"), "2019-10-09");
    cr_expect_str_eq(date_of(&f, "", "<c r=\"C2\" t=\"d\"><v>2019-10-09</v></c>"), "2019-10-09");
    fixture_free(&f);
}

Test(workbook, hidden_rows_columns_and_sheets_are_read_and_said)
{
    workbook book;
    fixture f;

    fixture_init(&f);
    workbook_init(&book);
    workbook_sheet(&book, "open", "visible",
                   "<sheetData>" HEAD ROW("2", "ALOF-1", "Yes") "<row r=\"3\" hidden=\"1\">" T(
                       "A3", "ALOF-2") T("C3", "No") "</row></sheetData>");
    workbook_sheet(&book, "away", "veryHidden",
                   "<sheetData>" HEAD ROW("2", "AUDT-1", "N/A") "</sheetData>");
    workbook_sheet(&book, "narrow", "visible",
                   "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols><sheetData>" HEAD ROW(
                       "2", "AUTH-1", "No") "</sheetData>");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_not(fixture_answer(&f, "ALOF-1")->hidden);
    cr_expect(fixture_answer(&f, "ALOF-2")->hidden);
    cr_expect_eq(fixture_answer(&f, "ALOF-2")->state, MDS_ANSWER_NO);
    cr_expect(fixture_answer(&f, "AUDT-1")->hidden);
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_NA);
    cr_expect(fixture_answer(&f, "AUTH-1")->hidden);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_HIDDEN_ROWS), 2);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_HIDDEN_ROWS)->args[1], "ALOF-2");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_HIDDEN_SHEET)->where, "away");
    fixture_free(&f);
}

Test(workbook, merged_cells)
{
    fixture f;

    fixture_init(&f);
    import_sheet(
        &f, NULL,
        "<sheetData>" HEAD
        /* one answer for two questions */
        "<row r=\"2\">" T("A2", "ALOF-1") T("B2", "q") T(
            "C2",
            "N/A") "</row>"
                   "<row r=\"3\">" T("A3", "ALOF-2") T(
                       "B3",
                       "q") "<c r=\"C3\" s=\"1\"/></row>"
                            /* an id over two rows, its answer in the second */
                            "<row r=\"4\">" T("A4", "AUDT-1") T(
                                "B4",
                                "q") "</row>"
                                     "<row r=\"5\">" T("B5", "more") T(
                                         "C5",
                                         "Yes") "</row>"
                                                /* answer and note in one merged cell: no note */
                                                "<row r=\"6\">" T("A6", "AUTH-1") T("B6", "q") T(
                                                    "C6",
                                                    "No") "</row>"
                                                          /* a section title over everything is no
                                                             answer */
                                                          "<row r=\"7\">" T(
                                                              "A7",
                                                              "AUDT-2") "</row>"
                                                                        "</"
                                                                        "sheetData><mergeCells><"
                                                                        "mergeCell "
                                                                        "ref=\"C2:C3\"/><mergeCell "
                                                                        "ref=\"A4:A5\"/>"
                                                                        "<mergeCell "
                                                                        "ref=\"C6:D6\"/><mergeCell "
                                                                        "ref=\"A7:D7\"/><mergeCell "
                                                                        "ref=\"Z9:A1\"/>"
                                                                        "<mergeCell "
                                                                        "ref=\"nonsense\"/></"
                                                                        "mergeCells>");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_NA);
    cr_expect_eq(fixture_answer(&f, "ALOF-2")->state, MDS_ANSWER_NA);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-2")->where, "form!C3");
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_YES);
    cr_expect_str_eq(fixture_answer(&f, "AUDT-1")->where, "form!C5");
    cr_expect_str_eq(fixture_answer(&f, "AUTH-1")->note, "");
    cr_expect_str_eq(fixture_answer(&f, "AUTH-1")->note_cell, "");
    cr_expect_eq(fixture_answer(&f, "AUDT-2")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_QUESTION_TWICE), 0);
    fixture_free(&f);
}

Test(workbook, strange_but_harmless_parts)
{
    workbook book;
    fixture f;

    fixture_init(&f);
    workbook_init(&book);
    workbook_sheet(&book, "form", "visible",
                   "<sheetData>" HEAD ROW("2", "ALOF-1", "Yes") "</sheetData>");
    workbook_part(&book, "[trash]/0000.dat", "\x00\x01\x02", 3);
    workbook_part(&book, "xl/vbaProject.bin", "macro", 5);
    workbook_text(&book, "../../escape.xml", "<a/>");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    cr_expect_eq(fixture_expect(&f, MDS_D_XLSX_MACROS)->severity, MDS_SEVERITY_NOTE);
    fixture_free(&f);
}

/* The workbook part need not be where it usually is, nor be called so. */
Test(workbook, parts_by_their_relations)
{
    workbook book;
    fixture f;

    fixture_init(&f);
    workbook_init(&book);
    workbook_text(&book, "_rels/.rels",
                  "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                  "Target=\"/book/main.xml\"/></Relationships>");
    workbook_text(&book, "xl/workbook.xml", "<workbook/>");
    workbook_text(&book, "book/main.xml",
                  "<x:workbook xmlns:x=\"urn:x\" xmlns:r=\"urn:r\"><x:sheets>"
                  "<x:sheet name=\"S\" sheetId=\"1\" r:id=\"k1\"/></x:sheets></x:workbook>");
    workbook_text(&book, "book/_rels/main.xml.rels",
                  "<Relationships><Relationship Id=\"k1\" Type=\"x/worksheet\" "
                  "Target=\"../elsewhere/./s.xml\"/></Relationships>");
    workbook_text(
        &book, "elsewhere/s.xml",
        "<worksheet><sheetData>" HEAD ROW("2", "ALOF-1", "No") "</sheetData></worksheet>");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->where, "S!C2");
    fixture_free(&f);
}
