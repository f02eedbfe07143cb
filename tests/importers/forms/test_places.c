/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where workbooks take their answers: an empty one in each shape, and the examples. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

typedef struct found {
    fixture f;
    const mds_form_places *places;
    const mds_form *form;
    mds_status status;
} found;

static void find_source(found *to, mds_source *source)
{
    to->places = NULL;
    to->status = mds_import_places(&to->places, to->f.arena, to->f.catalog, source, to->f.diags);
    to->form = to->places != NULL ? &to->f.catalog->forms[to->places->form] : NULL;
    mds_source_free(source);
}

static void find_file(found *to, const char *path)
{
    mds_source *source = NULL;

    cr_assert_eq(mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, to->f.diags), MDS_OK);
    find_source(to, source);
}

static void find_bytes(found *to, const void *bytes, size_t n)
{
    mds_source *source = NULL;

    cr_assert_eq(mds_source_from_memory(&source, "test", bytes, n), MDS_OK);
    find_source(to, source);
}

/* One sheet; '|' parts cells, lines are rows, "=" makes a formula without a result. */
static void find_sheet(found *to, const char *text, const char *behind)
{
    workbook book;
    mds_strbuf xml;
    size_t row = 1;

    mds_strbuf_init(&xml, 1 << 20);
    mds_strbuf_puts(&xml, "<sheetData>");
    for (const char *line = text; *line != '\0'; row++) {
        const size_t n = strcspn(line, "\n");
        mds_strbuf_printf(&xml, "<row r=\"%zu\">", row);
        uint32_t column = 0;
        for (const char *p = line; p <= line + n; column++) {
            const size_t size = strcspn(p, "|\n");
            const char name = (char)('A' + column);
            if (size > 0 && *p == '=') {
                mds_strbuf_printf(&xml, "<c r=\"%c%zu\" t=\"str\"><f>A1</f><v>%.*s</v></c>", name,
                                  row, (int)size - 1, p + 1);
            } else if (size > 0) {
                mds_strbuf_printf(&xml, "<c r=\"%c%zu\" t=\"inlineStr\"><is><t>%.*s</t></is></c>",
                                  name, row, (int)size, p);
            }
            p += size + 1;
        }
        mds_strbuf_puts(&xml, "</row>");
        line += n + (line[n] == '\n' ? 1 : 0);
    }
    mds_strbuf_puts(&xml, "</sheetData>");
    mds_strbuf_puts(&xml, behind);
    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", xml.p);
    cr_assert(workbook_finish(&book));
    find_bytes(to, book.bytes, book.size);
    workbook_free(&book);
    mds_strbuf_finish(&xml);
}

static const mds_form_place *place_of(const found *in, const char *question)
{
    cr_assert_eq(in->status, MDS_OK);
    const uint32_t q = mds_form_question(in->form, question);
    cr_assert_neq(q, MDS_NO_ORDINAL);
    return &in->places->at[q];
}

/* "B4"; "" when there is no such cell. */
static void expect_cell(const mds_place_cell *cell, const char *name)
{
    char shown[24] = "";

    if (cell->part != NULL) {
        (void)snprintf(shown, sizeof shown, "%c%u", (char)('A' + cell->column), cell->row);
        cr_expect_str_eq(cell->part, "xl/worksheets/sheet1.xml");
    }
    cr_expect_str_eq(shown, name);
}

static void expect_place(const found *in, const char *question, mds_place_kind kind,
                         const char *const cells[3], const char *note)
{
    const mds_form_place *place = place_of(in, question);

    cr_expect_eq(place->kind, kind, "%s: %d", question, (int)place->kind);
    for (size_t i = 0; i < 3; i++) {
        expect_cell(&place->answer[i], cells[i]);
    }
    expect_cell(&place->note, note);
}

#define CELLS(...) ((const char *const[3]){__VA_ARGS__})
#define TITLE "表 (第5.2版対応)\n"

Test(places, the_empty_example)
{
    found in = {.places = NULL};

    fixture_init(&in.f);
    find_file(&in, MDS_SOURCE_DIR "/examples/blank-mds-jp-4.1.xlsx");
    cr_assert_eq(in.status, MDS_OK);
    cr_expect_str_eq(in.form->edition, "jp-mds-4.1");
    cr_expect_eq(in.places->filled, 0);
    cr_expect(in.places->note_numbers);
    expect_place(&in, "1", MDS_PLACE_CELL, CELLS("G9", "", ""), "H9");
    expect_place(&in, "4.1", MDS_PLACE_NONE, CELLS("", "", ""), "");
    expect_place(&in, "4.1#c", MDS_PLACE_CELL, CELLS("G16", "", ""), "H16");
    expect_place(&in, "12.4.1", MDS_PLACE_CELL, CELLS("G45", "", ""), "H45");
    /* The printed side is computed; the fields are entered in the input column. */
    expect_cell(&in.places->device[MDS_DEVICE_MANUFACTURER], "G4");
    expect_cell(&in.places->device[MDS_DEVICE_MODEL], "G5");
    expect_cell(&in.places->device[MDS_DEVICE_DOCUMENT_DATE], "G3");
    cr_expect_null(fixture_diag(&in.f, MDS_D_FORM_MARKS_LOST, 0));
    fixture_free(&in.f);
}

Test(places, filled_forms_say_so)
{
    found in = {.places = NULL};

    fixture_init(&in.f);
    find_file(&in, MDS_SOURCE_DIR "/examples/lab-analyser/mds.xlsx");
    cr_assert_eq(in.status, MDS_OK);
    cr_expect_eq(in.places->filled, 35);
    cr_expect_str_eq(place_of(&in, "1")->answer[0].text, "1. はい");
    find_file(&in, MDS_SOURCE_DIR "/examples/infusion-pump/form.xlsx");
    cr_assert_eq(in.status, MDS_OK);
    cr_expect_str_eq(in.form->edition, "mds2-2019");
    cr_expect_gt(in.places->filled, 200);
    cr_expect_eq(place_of(&in, "AUDT-2.8.1")->kind, MDS_PLACE_CELL);
    fixture_free(&in.f);
}

Test(places, every_shape)
{
    found in = {.places = NULL};

    fixture_init(&in.f);
    find_sheet(&in, TITLE "設問|回答|備考番号\n1 一覧(6.2.C1)||\n4.1 方法\n・記憶||\n2 画面||\n",
               "");
    expect_place(&in, "1", MDS_PLACE_CELL, CELLS("B3", "", ""), "C3");
    expect_place(&in, "4.1#a", MDS_PLACE_CELL, CELLS("B5", "", ""), "C5");
    cr_expect(in.places->note_numbers);

    find_sheet(&in, TITLE "設問|はい|いいえ|対象外|備考\n1 一覧(6.2.C1)\n12 通信(6.11)\n", "");
    expect_place(&in, "1", MDS_PLACE_MARKS, CELLS("B3", "C3", "D3"), "E3");
    expect_place(&in, "12", MDS_PLACE_MARKS, CELLS("B4", "C4", ""), "E4");

    find_sheet(&in,
               TITLE "1 一覧(6.2.C1)|はい|いいえ|対象外|備考____\n"
                     "12 通信(6.11)|該当|非該当||備考____\n",
               "");
    expect_place(&in, "1", MDS_PLACE_WORDS, CELLS("B2", "C2", "D2"), "E2");
    expect_place(&in, "12", MDS_PLACE_WORDS, CELLS("B3", "C3", ""), "E3");
    cr_expect_str_eq(place_of(&in, "12")->answer[1].text, "非該当");

    find_sheet(&in,
               TITLE "1 一覧(6.2.C1)|□|はい|□|いいえ|□|対象外\n"
                     "2 画面(6.4.C5)|□|はい|□|いいえ|□|対象外\n",
               "");
    expect_place(&in, "2", MDS_PLACE_MARKS, CELLS("B3", "D3", "F3"), "");

    find_sheet(&in,
               TITLE "1 一覧(6.2.C1)|□はい □いいえ □対象外|\n"
                     "12 通信(6.11)|□該当 □非該当|\n",
               "");
    expect_place(&in, "1", MDS_PLACE_BOXES, CELLS("B2", "", ""), "");
    expect_place(&in, "12", MDS_PLACE_BOXES, CELLS("B3", "", ""), "");

    find_sheet(&in, TITLE "1 一覧(6.2.C1)|はい・いいえ・対象外|\n12 通信(6.11)|該当・非該当|\n",
               "");
    expect_place(&in, "1", MDS_PLACE_WORDS, CELLS("B2", "", ""), "");

    find_sheet(&in,
               TITLE "1 一覧(6.2.C1) はい いいえ 対象外 備考____\n"
                     "2 画面(6.4.C5) はい いいえ 対象外 備考____\n",
               "");
    cr_expect_eq(place_of(&in, "1")->kind, MDS_PLACE_NONE);
    fixture_free(&in.f);
}

/* A column that nobody has headed, known by the lists to choose from; merged cells take their
 * answer in the first one. */
Test(places, lists_to_choose_from_and_merged_cells)
{
    found in = {.places = NULL};

    fixture_init(&in.f);
    find_sheet(&in, TITLE "1|一覧のこと||||\n4.1.1|合言葉のこと||||\n4.3.1|閲覧のこと||||\n",
               "<mergeCells count=\"1\"><mergeCell ref=\"D3:E4\"/></mergeCells>"
               "<dataValidations><dataValidation type=\"list\" sqref=\"D2:D4\"><formula1>"
               "\"1. はい,2. いいえ,3. 対象外,-\"</formula1></dataValidation></dataValidations>");
    expect_place(&in, "1", MDS_PLACE_CELL, CELLS("D2", "", ""), "");
    expect_place(&in, "4.1.1", MDS_PLACE_CELL, CELLS("D3", "", ""), "");
    expect_place(&in, "4.3.1", MDS_PLACE_CELL, CELLS("D3", "", ""), "");

    find_sheet(&in,
               TITLE "ALOF-1|First question||\nALOF-2|Second question||\n"
                     "AUDT-1|Third question||\n",
               "<dataValidations><dataValidation type=\"list\" sqref=\"C2:C4\"><formula1>"
               "\"Yes,No,N/A,See Notes\"</formula1></dataValidation></dataValidations>");
    cr_expect_str_eq(in.form->edition, "mds2-2019");
    expect_place(&in, "ALOF-2", MDS_PLACE_CELL, CELLS("C3", "", ""), "");
    fixture_free(&in.f);
}

Test(places, header_fields)
{
    found in = {.places = NULL};

    fixture_init(&in.f);
    find_sheet(&in,
               TITLE "製造業者|||\n製品名称 :||バージョン :|\n作成日|=2023/7/21||\n"
                     "設問|回答|備考\n1 一覧(6.2.C1)\n2 画面(6.4.C5)\n",
               "<mergeCells><mergeCell ref=\"B2:D2\"/></mergeCells>");
    cr_assert_eq(in.status, MDS_OK);
    expect_cell(&in.places->device[MDS_DEVICE_MANUFACTURER], "B2");
    expect_cell(&in.places->device[MDS_DEVICE_MODEL], "B3");
    expect_cell(&in.places->device[MDS_DEVICE_VERSION], "D3");
    /* A formula is never overwritten, and the input column is the formula's own. */
    expect_cell(&in.places->device[MDS_DEVICE_DOCUMENT_DATE], "");
    fixture_free(&in.f);
}

Test(places, only_workbooks_are_filled)
{
    static const char csv[] = "表 第5.2版\n1 一覧(6.2.C1),はい\n";
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    found in = {.places = NULL};

    fixture_init(&in.f);
    find_bytes(&in, csv, sizeof csv - 1);
    cr_expect_eq(in.status, MDS_EUNSUPPORTED);
    cr_expect_null(in.places);
    (void)fixture_expect(&in.f, MDS_D_PLACES_NOT_XLSX);
    find_bytes(&in, ole, sizeof ole - 1);
    cr_expect_eq(in.status, MDS_EUNSUPPORTED);
    (void)fixture_expect(&in.f, MDS_D_FORMAT_OLE);
    fixture_free(&in.f);
}
