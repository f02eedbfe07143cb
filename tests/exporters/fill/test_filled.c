/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates of every kind, filled in: what is written, what is left alone, what is refused. */
#include "support/fill_world.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#define DATA(rows) "<sheetData>" rows "</sheetData>"
#define LIST(cells, formula)                                                                       \
    "<dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"" cells                    \
    "\"><formula1>" formula "</formula1></dataValidation></dataValidations>"
#define WRITTEN(cell, word) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" word "</t></is></c>"

Test(filled, only_the_cells_of_entailed_answers_change)
{
    fill_world w;
    char changed[256];
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   "<sheetPr/><!-- kept --><sheetData><row r=\"1\" foo:bar=\"1\">"
                   "<c r=\"A1\"><v>1</v></c><c r=\"G1\" s=\"1\"/></row>"
                   "<row r=\"2\"><c r=\"G2\"/></row></sheetData>"
                   "<mc:AlternateContent><x/></mc:AlternateContent><extLst><ext/></extLst>");
    workbook_sheet(&w.book, "Other", "hidden", DATA("<row r=\"1\"><c r=\"A1\"/></row>"));
    workbook_text(&w.book, "xl/drawings/drawing1.xml", "<d/>");
    workbook_text(&w.book, "xl/media/image1.png", "no XML at all <");
    workbook_text(&w.book, "xl/calcChain.xml", "<calcChain/>");
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_place(&w, 1, MDS_PLACE_CELL, "G2");
    fill_entail(&w, 0, MDS_ANSWER_NA);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.written, 1);
    cr_expect_eq(mds_diags_count(w.diags), 0);
    fill_changed(&w, changed, sizeof changed);
    cr_expect_str_eq(changed, "xl/worksheets/sheet1.xml");
    cr_expect(fill_holds(&w, "1",
                         "<sheetPr/><!-- kept --><sheetData><row r=\"1\" foo:bar=\"1\">"
                         "<c r=\"A1\"><v>1</v></c><c r=\"G1\" s=\"1\" t=\"inlineStr\"><is>"
                         "<t>対象外</t></is></c></row><row r=\"2\"><c r=\"G2\"/></row></sheetData>"
                         "<mc:AlternateContent><x/></mc:AlternateContent><extLst><ext/></extLst>"));
    fill_free(&w);
}

Test(filled, nothing_entailed_gives_the_template)
{
    fill_world w;
    size_t size = 0;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA("<row r=\"1\"><c r=\"G1\"/></row>"));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    cr_assert_eq(fill_run(&w), MDS_OK);
    char *bytes = read_file(w.path, &size);
    cr_expect(size == w.book.size && memcmp(bytes, w.book.bytes, size) == 0);
    free(bytes);
    fill_free(&w);
}

/* The word is the one that the cell's own list offers, wherever it is. */
Test(filled, the_word_is_the_one_that_the_list_offers)
{
    static const struct {
        const char *what, *after_data, *names;
    } cases[] = {
        {"in the rule", LIST("A1 G1:G9", "\"1. はい,2. いいえ,3. 対象外,-\""), ""},
        {"on another sheet", LIST("G1:G9", "選択肢!$A$1:$A$4"), ""},
        {"under a name", LIST("G1", "Choices"),
         "<definedName name=\"choices\">'選択肢'!$A$1:$A$4</definedName>"},
        {"under the sheet's own name", LIST("G1", "c"),
         "<definedName name=\"c\">'Form'!$Z$1</definedName>"
         "<definedName name=\"c\" localSheetId=\"0\">'選択肢'!$A$1:$A$4</definedName>"},
        {"grown from a first cell", LIST("G1", "OFFSET(選択肢!$A$1,0,0,COUNTA(選択肢!$A:$A),1)"),
         ""},
        {"grown under a name", LIST("G1", "grown"),
         "<definedName name=\"grown\">OFFSET(選択肢!$A$1,,,3)</definedName>"},
        {"in an extension",
         "<extLst><ext><x14:dataValidations><x14:dataValidation type=\"list\"><x14:formula1><xm:f>"
         "選択肢!$A$1:$A$4</xm:f></x14:formula1><xm:sqref>G1:G3</xm:sqref></x14:dataValidation>"
         "</x14:dataValidations></ext></extLst>",
         ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fill_world w;
        mds_strbuf sheet;
        mds_strbuf book;
        fill_make(&w);
        mds_strbuf_init(&sheet, 1 << 16);
        mds_strbuf_init(&book, 1 << 16);
        mds_strbuf_puts(&sheet, DATA("<row r=\"1\"><c r=\"G1\" s=\"1\"/></row>"));
        mds_strbuf_puts(&sheet, cases[i].after_data);
        workbook_sheet(&w.book, "Form", "visible", sheet.p);
        workbook_sheet(&w.book, "選択肢", "hidden",
                       DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
                            "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>2. いいえ</t></is>"
                            "</c></row><row r=\"4\"><c r=\"A4\" t=\"str\"><v>-</v></c></row>"));
        workbook_strings(&w.book, "<si><r><t>1. </t></r><r><t>はい</t></r>"
                                  "<rPh sb=\"0\" eb=\"1\"><t>ハイ</t></rPh></si>");
        mds_strbuf_printf(&book,
                          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Form\" r:id=\"rId1\"/>"
                          "<sheet name=\"選択肢\" r:id=\"rId2\"/></sheets><definedNames>%s"
                          "</definedNames></workbook>",
                          cases[i].names);
        /* The relations as the helper makes them. */
        cr_assert(workbook_finish(&w.book));
        free(w.book.bytes);
        w.book.bytes = NULL;
        workbook_text(&w.book, "xl/workbook.xml", book.p);
        fill_place(&w, 0, MDS_PLACE_CELL, "G1");
        fill_entail(&w, 0, MDS_ANSWER_YES);
        cr_assert_eq(fill_run(&w), MDS_OK, "%s", cases[i].what);
        cr_expect(fill_holds(&w, "1", "<t>1. はい</t>"), "%s", cases[i].what);
        mds_strbuf_finish(&sheet);
        mds_strbuf_finish(&book);
        fill_free(&w);
    }
}

Test(filled, an_answer_that_the_list_lacks_is_left_to_a_person)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"G1\"/></row>") LIST("G1", "\"はい,いいえ\""));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_entail(&w, 0, MDS_ANSWER_NA);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.written, 0);
    cr_expect_eq(w.filled.unplaced, 1);
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_NO_PLACE));
    fill_free(&w);
}

Test(filled, a_list_that_cannot_be_followed_is_left_to_a_person)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"G1\"/></row>") LIST("G1", "INDIRECT(Z1)"));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.written, 0);
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_NO_PLACE));
    cr_expect(fill_holds(&w, "1", "<c r=\"G1\"/>"));
    fill_free(&w);
}

/* The number or the sign before the word belongs to the offer. */
Test(filled, an_offer_is_known_behind_its_number_or_sign)
{
    static const char *const lists[][2] = {
        {"\"(1) いいえ,(2) はい\"", "<t>(2) はい</t>"},
        {"\"（１）いいえ,（２）はい\"", "<t>（２）はい</t>"},
        {"\"②いいえ,①はい\"", "<t>①はい</t>"},
        {"\"×いいえ,○はい\"", "<t>○はい</t>"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        fill_world w;
        char sheet[512];
        (void)snprintf(sheet, sizeof sheet,
                       DATA("<row r=\"1\"><c r=\"G1\"/></row>") LIST("G1", "%s"), lists[i][0]);
        fill_make(&w);
        workbook_sheet(&w.book, "Form", "visible", sheet);
        fill_place(&w, 0, MDS_PLACE_CELL, "G1");
        fill_entail(&w, 0, MDS_ANSWER_YES);
        cr_assert_eq(fill_run(&w), MDS_OK);
        cr_expect(fill_holds(&w, "1", lists[i][1]));
        fill_free(&w);
    }
}

/* Whatever another person put there for a mark. */
Test(filled, marks_of_every_kind_are_taken_out)
{
    static const char *const marks[] = {"○", "V", "ｖ", "1",   "Ｏ", "×",
                                        "✕", "✅", "√",  "レ ", "　●"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        fill_world w;
        char sheet[256];
        (void)snprintf(sheet, sizeof sheet,
                       DATA("<row r=\"3\"><c r=\"B3\" t=\"str\"><v>%s</v></c><c r=\"C3\" t=\"str\">"
                            "<v>-</v></c><c r=\"D3\" t=\"str\"><v>■ </v></c></row>"),
                       marks[i]);
        fill_make(&w);
        workbook_sheet(&w.book, "Form", "visible", sheet);
        fill_place(&w, 0, MDS_PLACE_MARKS, "B3 C3 D3");
        cr_assert_eq(fill_run(&w), MDS_OK);
        cr_expect_eq(w.filled.cleared, 1);
        cr_expect(fill_holds(&w, "1", "<c r=\"B3\"></c><c r=\"C3\" t=\"str\"><v>-</v></c>"));
        cr_expect(fill_holds(&w, "1", WRITTEN("D3", "□")));
        fill_free(&w);
    }
}

Test(filled, columns_boxes_and_printed_words)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"B1\"/><c r=\"C1\"/><c r=\"D1\"/></row>"
                        "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row>"
                        "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" t=\"s\"><v>2</v>"
                        "</c><c r=\"D3\" t=\"s\"><v>3</v></c></row>"
                        "<row r=\"4\"><c r=\"B4\" t=\"s\"><v>4</v></c></row>"
                        "<row r=\"5\"><c r=\"B5\" t=\"s\"><v>5</v></c><c r=\"C5\" t=\"s\"><v>5</v>"
                        "</c></row>"));
    workbook_strings(&w.book,
                     "<si><t>□はい □いいえ □対象外</t></si><si><t>はい</t></si>"
                     "<si><t>いいえ</t></si><si><t>対象外</t></si>"
                     "<si><r><rPr><b/></rPr><t>はい</t></r><r><t>・いいえ・対象外</t></r></si>"
                     "<si><t>□</t></si>");
    fill_place(&w, 0, MDS_PLACE_MARKS, "B1 C1 D1");
    fill_place(&w, 1, MDS_PLACE_BOXES, "B2");
    fill_place(&w, 2, MDS_PLACE_WORDS, "B3 C3 D3");
    fill_place(&w, 3, MDS_PLACE_WORDS, "B4 B4 B4");
    fill_place(&w, FILL_APPLICABLE, MDS_PLACE_MARKS, "B5 C5");
    fill_entail(&w, 0, MDS_ANSWER_NO);
    fill_entail(&w, 1, MDS_ANSWER_YES);
    fill_entail(&w, 2, MDS_ANSWER_NA);
    fill_entail(&w, 3, MDS_ANSWER_NO);
    fill_entail(&w, FILL_APPLICABLE, MDS_ANSWER_NO);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.written, 5);
    cr_expect(fill_holds(&w, "1", "<c r=\"B1\"/>" WRITTEN("C1", "○") "<c r=\"D1\"/>"));
    cr_expect(fill_holds(&w, "1", WRITTEN("B2", "■はい □いいえ □対象外")));
    cr_expect(fill_holds(&w, "1", "<v>2</v></c>" WRITTEN("D3", "○対象外")));
    cr_expect(fill_holds(
        &w, "1", "<is><r><rPr><b/></rPr><t>はい</t></r><r><t>・○いいえ・対象外</t></r></is>"));
    cr_expect(fill_holds(&w, "1", "<v>5</v></c>" WRITTEN("C5", "■")));
    fill_free(&w);
}

/* The form's own directions say which mark it takes. */
Test(filled, the_mark_is_the_one_that_the_form_asks_for)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"/></row>"));
    workbook_strings(&w.book, "<si><t>当てはまる欄に「レ」を付ける</t></si>");
    fill_place(&w, 0, MDS_PLACE_MARKS, "B1 C1 D1");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect(fill_holds(&w, "1", WRITTEN("B1", "レ")));
    fill_free(&w);
}

Test(filled, a_merged_range_takes_its_value_in_the_first_cell)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(
        &w.book, "Form", "visible",
        DATA("<row r=\"1\"><c r=\"G1\"/><c r=\"H1\"/></row>"
             "<row r=\"2\"><c r=\"G2\"/></row><row r=\"3\"><c r=\"G3\"/></row>") "<mergeCells><"
                                                                                 "mergeCell "
                                                                                 "ref=\"G1:H1\"/"
                                                                                 "><mergeCell "
                                                                                 "ref=\"G2:G3\"/></"
                                                                                 "mergeCells>");
    fill_place(&w, 0, MDS_PLACE_CELL, "H1");
    fill_place(&w, 1, MDS_PLACE_CELL, "G2");
    fill_place(&w, 2, MDS_PLACE_CELL, "G3");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    fill_entail(&w, 1, MDS_ANSWER_YES);
    fill_entail(&w, 2, MDS_ANSWER_NO);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect(fill_holds(&w, "1", WRITTEN("G1", "はい") "<c r=\"H1\"/>"));
    /* One cell for two questions: neither can be told. */
    cr_expect(fill_holds(&w, "1", "<c r=\"G2\"/></row>"));
    cr_expect_eq(w.filled.written, 1);
    cr_expect_eq(w.filled.unplaced, 2);
    fill_free(&w);
}

/* A formula's last value goes when a cell changes that it looks at, itself or through others, on
 * any sheet. Others keep theirs. */
Test(filled, a_printed_side_does_not_contradict_the_input)
{
    fill_world w;
    char changed[256];
    fill_make(&w);
    workbook_sheet(
        &w.book, "Form", "visible",
        DATA("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" t=\"str\"><f>IF(G1=\"\","
             "\"\",G1)</f><v>old</v></c><c r=\"C1\" t=\"str\"><f>UPPER(B1)</f><v>old</v></c>"
             "<c r=\"D1\"><f>Other!A1</f><v>7</v></c><c r=\"G1\"/></row>"
             "<row r=\"2\"><c r=\"B2\" t=\"str\"><f t=\"shared\" ref=\"B2:B4\" si=\"0\">G2</f>"
             "<v>old</v></c></row><row r=\"3\"><c r=\"B3\" t=\"str\"><f t=\"shared\" si=\"0\"/>"
             "<v>old</v></c><c r=\"G3\"/></row><row r=\"4\"><c r=\"B4\" t=\"str\">"
             "<f t=\"shared\" si=\"0\"/><v>old</v></c></row>"
             "<row r=\"5\"><c r=\"A5\"><f t=\"array\" ref=\"A5:B5\">G1:G2</f><v>old</v></c>"
             "<c r=\"B5\"><v>old</v></c></row>"));
    workbook_sheet(&w.book, "Print", "visible",
                   DATA("<row r=\"1\"><c r=\"A1\" t=\"str\"><f>Form!C1</f><v>old</v></c></row>"));
    workbook_sheet(&w.book, "Other", "visible",
                   DATA("<row r=\"1\"><c r=\"A1\"><f>ROW()</f><v>7</v></c></row>"));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_place(&w, 1, MDS_PLACE_CELL, "G3");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    fill_entail(&w, 1, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.formulas, 5);
    cr_expect(fill_holds(&w, "1", "<f>1+1</f><v>2</v>"));
    cr_expect(fill_holds(&w, "1", "<c r=\"B1\"><f>IF(G1=\"\",\"\",G1)</f></c>"));
    cr_expect(fill_holds(&w, "1", "<c r=\"C1\"><f>UPPER(B1)</f></c>"));
    cr_expect(fill_holds(&w, "1", "<f>Other!A1</f><v>7</v>"));
    cr_expect(fill_holds(&w, "1", "si=\"0\">G2</f><v>old</v>"));
    cr_expect(fill_holds(&w, "1", "<c r=\"B3\"><f t=\"shared\" si=\"0\"/></c>"));
    cr_expect(fill_holds(&w, "1", "<f t=\"shared\" si=\"0\"/><v>old</v></c></row><row r=\"5\">"));
    cr_expect(fill_holds(&w, "1", ">G1:G2</f></c><c r=\"B5\"></c>"));
    cr_expect(fill_holds(&w, "2", "<c r=\"A1\"><f>Form!C1</f></c>"));
    fill_changed(&w, changed, sizeof changed);
    cr_expect_str_eq(changed, "xl/worksheets/sheet1.xml xl/worksheets/sheet2.xml xl/workbook.xml");
    cr_expect(fill_holds(&w, "xl/workbook.xml", "</sheets><calcPr fullCalcOnLoad=\"1\"/>"));
    fill_free(&w);
}

Test(filled, the_workbook_is_asked_to_work_formulas_out)
{
    static const char *const cases[][2] = {
        {"<calcPr calcId=\"1\"/><x/>", "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/><x/>"},
        {"<calcPr fullCalcOnLoad=\"0\" calcMode=\"manual\"></calcPr>",
         "<calcPr calcMode=\"manual\" fullCalcOnLoad=\"1\"></calcPr>"},
        {"<definedNames/><oleSize/>", "<definedNames/><calcPr fullCalcOnLoad=\"1\"/><oleSize/>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fill_world w;
        char book[512];
        char expected[512];
        fill_make(&w);
        workbook_sheet(&w.book, "Form", "visible",
                       DATA("<row r=\"1\"><c r=\"A1\"><f>G1</f></c><c r=\"G1\"/></row>"));
        cr_assert(workbook_finish(&w.book));
        free(w.book.bytes);
        w.book.bytes = NULL;
        (void)snprintf(book, sizeof book,
                       "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Form\" r:id=\"rId1\"/>"
                       "</sheets>%s</workbook>",
                       cases[i][0]);
        (void)snprintf(expected, sizeof expected, "</sheets>%s</workbook>", cases[i][1]);
        workbook_text(&w.book, "xl/workbook.xml", book);
        fill_place(&w, 0, MDS_PLACE_CELL, "G1");
        fill_entail(&w, 0, MDS_ANSWER_YES);
        cr_assert_eq(fill_run(&w), MDS_OK);
        cr_expect(fill_holds(&w, "xl/workbook.xml", expected));
        fill_free(&w);
    }
}

Test(filled, a_formula_is_never_overwritten)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"G1\" t=\"str\"><f>A1</f><v>いいえ</v></c></row>"
                        "<row r=\"2\"><c r=\"F2\"><f t=\"array\" ref=\"F2:G2\">A1:B1</f></c>"
                        "<c r=\"G2\"/></row>"));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_place(&w, 1, MDS_PLACE_CELL, "G2");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    fill_entail(&w, 1, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.unplaced, 2);
    cr_expect(fill_holds(&w, "1", "<f>A1</f><v>いいえ</v>"));
    fill_free(&w);
}

/* A form that was filled in for another device. */
Test(filled, answers_of_another_device_do_not_stay)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"G1\" s=\"2\" t=\"s\"><v>0</v></c></row>"
                        "<row r=\"2\"><c r=\"G2\" t=\"s\"><v>0</v></c></row>"
                        "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c></row>"
                        "<row r=\"4\"><c r=\"B4\" t=\"s\"><v>2</v></c></row>"
                        "<row r=\"5\"><c r=\"G5\" t=\"s\"><v>3</v></c></row>"
                        "<row r=\"6\"><c r=\"G6\" t=\"s\"><v>4</v></c></row>"
                        "<row r=\"7\"><c r=\"G7\" t=\"s\"><v>4</v></c></row>")
                       LIST("G2", "\"1. はい,2. いいえ,-\""));
    workbook_strings(&w.book, "<si><t>1. はい</t></si><si><t>○</t></si>"
                              "<si><t>■はい □いいえ □対象外</t></si><si><t>2. 非該当</t></si>"
                              "<si><t>Other maker</t></si>");
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_place(&w, 1, MDS_PLACE_CELL, "G2");
    fill_place(&w, 2, MDS_PLACE_MARKS, "B3 C3 D3");
    fill_place(&w, 3, MDS_PLACE_BOXES, "B4");
    fill_place(&w, FILL_APPLICABLE, MDS_PLACE_CELL, "G5");
    fill_place(&w, FILL_TEXT, MDS_PLACE_CELL, "G6");
    fill_field(&w, MDS_DEVICE_MODEL, "G7", "Other maker");
    w.result.device[MDS_DEVICE_MODEL] = "Ours";
    fill_entail(&w, FILL_APPLICABLE, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.cleared, 4);
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_CLEARED));
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_TEXT_KEPT));
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_FIELD_KEPT));
    cr_expect(fill_holds(&w, "1", "<c r=\"G1\" s=\"2\"></c>"));
    cr_expect(fill_holds(&w, "1", WRITTEN("G2", "-")));
    cr_expect(fill_holds(&w, "1", "<c r=\"B3\"></c>"));
    cr_expect(fill_holds(&w, "1", WRITTEN("B4", "□はい □いいえ □対象外")));
    cr_expect(fill_holds(&w, "1", WRITTEN("G5", "該当")));
    cr_expect(fill_holds(&w, "1", "<c r=\"G6\" t=\"s\"><v>4</v></c>"));
    cr_expect(fill_holds(&w, "1", "<c r=\"G7\" t=\"s\"><v>4</v></c>"));
    fill_free(&w);
}

Test(filled, header_fields_are_written_where_nothing_stands)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"B1\"/></row><row r=\"2\"/>"));
    fill_field(&w, MDS_DEVICE_MANUFACTURER, "B1", "");
    fill_field(&w, MDS_DEVICE_MODEL, "B2", "");
    fill_place(&w, FILL_TEXT, MDS_PLACE_CELL, "B3");
    w.result.device[MDS_DEVICE_MANUFACTURER] = "A & B <Ltd> ";
    w.result.device[MDS_DEVICE_MODEL] = "=1+1 _x0041_";
    fill_entail_text(&w, "line\nline");
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.fields, 2);
    cr_expect_eq(w.filled.written, 1);
    cr_expect(
        fill_holds(&w, "1", "<t xml:space=\"preserve\">A &amp; B &lt;Ltd&gt; </t></is></c></row>"));
    /* Text that looks like a formula, or like an escape, is text. */
    cr_expect(fill_holds(&w, "1", WRITTEN("B2", "=1+1 _x005F_x0041_")));
    cr_expect(fill_holds(&w, "1", WRITTEN("B3", "line\nline")));
    fill_free(&w);
}

static const char protected_styles[] =
    "<styleSheet><cellStyleXfs><xf><protection locked=\"0\"/></xf></cellStyleXfs><cellXfs><xf/>"
    "<xf applyProtection=\"1\"><protection locked=\"0\"/></xf></cellXfs></styleSheet>";

Test(filled, a_protected_sheet_takes_what_it_leaves_unlocked)
{
    for (int locked = 0; locked < 2; locked++) {
        fill_world w;
        fill_make(&w);
        workbook_text(&w.book, "xl/styles.xml", protected_styles);
        workbook_sheet(&w.book, "Form", "visible",
                       DATA("<row r=\"1\"><c r=\"G1\" s=\"1\"/></row><row r=\"2\"><c r=\"G2\"/>"
                            "</row>") "<sheetProtection password=\"CC1A\" sheet=\"1\"/>");
        fill_place(&w, 0, MDS_PLACE_CELL, "G1");
        fill_place(&w, 1, MDS_PLACE_CELL, "G2");
        fill_entail(&w, 0, MDS_ANSWER_YES);
        if (locked) {
            fill_entail(&w, 1, MDS_ANSWER_YES);
        }
        cr_expect_eq(fill_run(&w), locked ? MDS_EUNSUPPORTED : MDS_OK);
        cr_expect_eq(folder_count(&w.folder), locked ? 0 : 1);
        if (locked) {
            const mds_diag *diag = mds_diags_at(w.diags, 0);
            cr_expect_eq(diag->code, MDS_D_TEMPLATE_LOCKED);
            cr_expect_str_eq(diag->where, "Form!G2");
        }
        fill_free(&w);
    }
}

Test(filled, macros_are_refused_and_a_signature_is_said)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA(""));
    workbook_text(&w.book, "xl/vbaProject.bin", "macro");
    cr_expect_eq(fill_run(&w), MDS_EUNSUPPORTED);
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_MACROS));
    cr_expect_eq(folder_count(&w.folder), 0);
    fill_free(&w);

    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA(""));
    workbook_text(&w.book, "[Content_Types].xml",
                  "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.macroEnabled"
                  ".main+xml\"/></Types>");
    cr_expect_eq(fill_run(&w), MDS_EUNSUPPORTED);
    fill_free(&w);

    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA(""));
    workbook_text(&w.book, "_xmlsignatures/origin.sigs", "signed");
    cr_expect_eq(fill_run(&w), MDS_OK);
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_SIGNED));
    fill_free(&w);
}

/* The copy is called a workbook, and Excel believes what it says of itself. */
Test(filled, a_template_by_type_becomes_a_workbook)
{
    fill_world w;
    char changed[256];
    fill_make(&w);
    workbook_text(&w.book, "[Content_Types].xml",
                  "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
                  "vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml\"/></Types>");
    workbook_sheet(&w.book, "Form", "visible", DATA(""));
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect(fill_holds(&w, "[Content_Types].xml", "spreadsheetml.sheet.main+xml\"/></Types>"));
    fill_changed(&w, changed, sizeof changed);
    cr_expect_str_eq(changed, "[Content_Types].xml");
    fill_free(&w);
}

Test(filled, damaged_packages_and_foreign_encodings_are_refused)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA(""));
    workbook_text(
        &w.book, "xl/worksheets/sheet1.xml",
        "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><worksheet><sheetData/></worksheet>");
    cr_expect_eq(fill_run(&w), MDS_EUNSUPPORTED);
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_PART));
    fill_free(&w);

    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA(""));
    cr_assert(workbook_finish(&w.book));
    for (size_t cut = 1; cut < w.book.size; cut += 97) {
        mds_source *source = NULL;
        cr_assert_eq(mds_source_from_memory(&source, "cut.xlsx", w.book.bytes, cut), MDS_OK);
        cr_expect_eq(
            mds_export_filled(&w.filled, w.arena, &w.result, &w.places, source, w.path, w.diags),
            MDS_EFORMAT, "cut at %zu", cut);
        mds_source_free(source);
    }
    cr_expect_eq(folder_count(&w.folder), 0);
    fill_free(&w);
}

/* Every part that is followed byte by byte, not the sheets alone. */
Test(filled, a_part_in_another_encoding_is_named)
{
    static const char *const parts[][2] = {
        {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Form\" r:id=\"rId1\"/>"
                            "</sheets></workbook>"},
        {"xl/sharedStrings.xml", "<sst><si><t>1. </t></si></sst>"},
        {"xl/styles.xml", "<styleSheet><cellXfs><xf/></cellXfs></styleSheet>"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        fill_world w;
        char text[512];
        fill_make(&w);
        workbook_sheet(&w.book, "Form", "visible", DATA("<row r=\"1\"><c r=\"G1\"/></row>"));
        workbook_strings(&w.book, "");
        cr_assert(workbook_finish(&w.book));
        free(w.book.bytes);
        w.book.bytes = NULL;
        (void)snprintf(text, sizeof text, "<?xml version=\"1.0\" encoding=\"EUC-JP\"?>%s",
                       parts[i][1]);
        workbook_text(&w.book, parts[i][0], text);
        cr_expect_eq(fill_run(&w), MDS_EUNSUPPORTED, "%s", parts[i][0]);
        cr_assert_eq(mds_diags_count(w.diags), 1, "%s", parts[i][0]);
        cr_expect_eq(mds_diags_at(w.diags, 0)->code, MDS_D_TEMPLATE_PART);
        cr_expect_str_eq(mds_diags_at(w.diags, 0)->args[0], parts[i][0]);
        cr_expect_eq(folder_count(&w.folder), 0);
        fill_free(&w);
    }
}

/* Words in CDATA, or with a comment inside, are offered and cleared like any others. */
Test(filled, words_in_sections_of_xml_are_read)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"G1\"/><c r=\"Z1\" t=\"s\"><v>0</v></c></row>"
                        "<row r=\"2\"><c r=\"G2\" t=\"s\"><v>1</v></c><c r=\"Z2\" t=\"s\"><v>1</v>"
                        "</c></row>") LIST("G1", "<![CDATA[$Z$1:$Z$2]]>"));
    workbook_strings(&w.book, "<si><t>1. <!-- no --><![CDATA[はい]]></t></si>"
                              "<si><t><![CDATA[2. いいえ]]></t></si>");
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_place(&w, 1, MDS_PLACE_CELL, "G2");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.cleared, 1);
    cr_expect(fill_holds(&w, "1", WRITTEN("G1", "1. はい")));
    cr_expect(fill_holds(&w, "1", "<c r=\"G2\"></c>"));
    fill_free(&w);
}

/* What is no answer may be a request to choose one, or an answer in a word that is not known. */
Test(filled, a_word_that_is_no_answer_stays_and_is_said)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible",
                   DATA("<row r=\"1\"><c r=\"G1\" t=\"str\"><v>to be settled</v></c></row>"));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    cr_assert_eq(fill_run(&w), MDS_OK);
    cr_expect_eq(w.filled.cleared, 0);
    cr_expect(fill_said(&w, MDS_D_TEMPLATE_TEXT_KEPT));
    cr_expect(fill_holds(&w, "1", "<v>to be settled</v>"));
    fill_free(&w);
}

/* Formulas without a value lose none, and a workbook that asks already is not asked again. */
Test(filled, a_part_that_would_come_out_the_same_is_not_packed_again)
{
    fill_world w;
    char changed[256];
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA("<row r=\"1\"><c r=\"G1\"/></row>"));
    workbook_sheet(&w.book, "Print", "visible",
                   DATA("<row r=\"1\"><c r=\"A1\"><f>Form!G1</f></c></row>"));
    cr_assert(workbook_finish(&w.book));
    free(w.book.bytes);
    w.book.bytes = NULL;
    workbook_text(&w.book, "xl/workbook.xml",
                  "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Form\" r:id=\"rId1\"/>"
                  "<sheet name=\"Print\" r:id=\"rId2\"/></sheets>"
                  "<calcPr fullCalcOnLoad=\"1\" calcId=\"1\"/></workbook>");
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    fill_changed(&w, changed, sizeof changed);
    cr_expect_str_eq(changed, "xl/worksheets/sheet1.xml");
    fill_free(&w);
}

Test(filled, an_unwritable_target_leaves_nothing_behind)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA("<row r=\"1\"><c r=\"G1\"/></row>"));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    w.path = w.folder.path;
    cr_expect_eq(fill_run(&w), MDS_EIO);
    cr_expect_eq(folder_count(&w.folder), 0);
    fill_free(&w);
}

Test(filled, the_same_template_gives_the_same_bytes)
{
    fill_world w;
    size_t sizes[2];
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA("<row r=\"1\"><c r=\"G1\"/></row>"));
    fill_place(&w, 0, MDS_PLACE_CELL, "G1");
    fill_entail(&w, 0, MDS_ANSWER_YES);
    cr_assert_eq(fill_run(&w), MDS_OK);
    char *first = read_file(w.path, &sizes[0]);
    sleep(3); /* a zip file tells times to two seconds */
    cr_assert_eq(
        mds_export_filled(&w.filled, w.arena, &w.result, &w.places, w.source, w.path, w.diags),
        MDS_OK);
    char *second = read_file(w.path, &sizes[1]);
    cr_expect(sizes[0] == sizes[1] && memcmp(first, second, sizes[0]) == 0);
    free(first);
    free(second);
    fill_free(&w);
}

Test(filled, places_of_another_edition_are_no_places)
{
    fill_world w;
    fill_make(&w);
    workbook_sheet(&w.book, "Form", "visible", DATA(""));
    w.places.form = 1;
    cr_expect_eq(fill_run(&w), MDS_EINVAL);
    fill_free(&w);
}
