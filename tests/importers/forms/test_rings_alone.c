/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Japanese forms whose every answer is drawn over an empty cell or a printed word: nothing in the
 * cells says that they were answered, and the form is recognised all the same. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"

enum { WIDE = 64, FIRST_ROW = 2 };

static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};

/* What is in the cells of a form. */
typedef struct variant {
    const char *title;
    bool headings; /* of the choices; else the words are printed in each row */
    bool wording;  /* the questions say what they are about */
    bool flat;     /* only items of the first level, which nothing else backs */
} variant;

static const variant variants[] = {{"医療情報セキュリティ開示書", true, true, false},
                                   {"医療情報セキュリティ開示書", false, true, false},
                                   {"様式2", true, true, false},
                                   {"様式2", false, true, false},
                                   {"医療情報セキュリティ開示書", true, false, false},
                                   {"医療情報セキュリティ開示書", true, true, true},
                                   {"様式2", true, true, true}};

static void put_cell(mds_strbuf *to, const char *text)
{
    mds_strbuf_puts(to, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    xml_text(to, text);
    mds_strbuf_puts(to, "</t></is></c>");
}

static void put_ring(mds_strbuf *to, size_t row, size_t column)
{
    mds_strbuf_printf(
        to,
        "<xdr:twoCellAnchor><xdr:from><xdr:col>%zu</xdr:col><xdr:colOff>38100</xdr:colOff>"
        "<xdr:row>%zu</xdr:row><xdr:rowOff>19050</xdr:rowOff></xdr:from><xdr:to><xdr:col>%zu"
        "</xdr:col><xdr:colOff>476250</xdr:colOff><xdr:row>%zu</xdr:row><xdr:rowOff>171450"
        "</xdr:rowOff></xdr:to><xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"7\" name=\"Oval 1\"/>"
        "</xdr:nvSpPr><xdr:spPr><a:prstGeom prst=\"ellipse\"/><a:noFill/><a:ln><a:solidFill/>"
        "</a:ln></xdr:spPr></xdr:sp></xdr:twoCellAnchor>",
        column, row, column, row);
}

static size_t chosen_in(const mds_question *question, size_t row)
{
    return (row * 5 + row / 3) % (question->answer_set == MDS_ANSWERS_YES_NO_NA ? 3 : 2);
}

/* The question's number as the form prints it, without its bullet's letter. */
static void put_question(mds_strbuf *cells, mds_strbuf *shapes, const mds_form *form, size_t q,
                         const variant *v, size_t row)
{
    const mds_question *question = &form->questions[q];
    const bool applicable = question->answer_set == MDS_ANSWERS_APPLICABLE;
    const char *const words[] = {applicable ? "該当" : "はい", applicable ? "非該当" : "いいえ",
                                 applicable ? "" : "対象外"};

    mds_strbuf_puts(cells, "<row>");
    put_cell(cells, question->id);
    put_cell(cells, v->wording ? question->title.in[MDS_LANG_JA] : "項目の内容");
    for (size_t k = 0; k < 3; k++) {
        if (v->headings || words[k][0] == '\0') {
            mds_strbuf_puts(cells, "<c/>");
        } else {
            put_cell(cells, words[k]);
        }
    }
    mds_strbuf_puts(cells, "</row>");
    put_ring(shapes, row, 2 + chosen_in(question, q));
}

static bool is_asked(const mds_question *question, const variant *v)
{
    return question->kind == MDS_QUESTION_CHOICE && strchr(question->id, '#') == NULL &&
           !(v->flat && strchr(question->id, '.') != NULL);
}

static void read_form(fixture *f, const mds_form *form, const variant *v)
{
    mds_strbuf cells;
    mds_strbuf shapes;
    workbook book;
    size_t row = FIRST_ROW;

    mds_strbuf_init(&cells, 1 << 22);
    mds_strbuf_init(&shapes, 1 << 22);
    mds_strbuf_puts(&cells, "<sheetFormatPr defaultColWidth=\"9.14\" defaultRowHeight=\"15\"/>"
                            "<sheetData><row>");
    put_cell(&cells, v->title);
    mds_strbuf_puts(&cells, "</row><row>");
    put_cell(&cells, "番号");
    put_cell(&cells, "設問");
    put_cell(&cells, v->headings ? "はい" : "回答");
    put_cell(&cells, v->headings ? "いいえ" : "");
    put_cell(&cells, v->headings ? "対象外" : "");
    mds_strbuf_puts(&cells, "</row>");
    mds_strbuf_puts(&shapes, "<xdr:wsDr xmlns:xdr=\"" DRAWING
                             "spreadsheetDrawing\" xmlns:a=\"" DRAWING "main\">");
    for (size_t q = 0; q < form->question_count; q++) {
        if (is_asked(&form->questions[q], v)) {
            put_question(&cells, &shapes, form, q, v, row++);
        }
    }
    mds_strbuf_puts(&cells, "</sheetData><drawing xmlns:r=\"" OFFICE "\" r:id=\"rId1\"/>");
    mds_strbuf_puts(&shapes, "</xdr:wsDr>");
    workbook_init(&book);
    workbook_sheet(&book, "form", "visible", cells.p);
    workbook_text(&book, "xl/worksheets/_rels/sheet1.xml.rels",
                  "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                  "/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>");
    workbook_text(&book, "xl/drawings/drawing1.xml", shapes.p);
    fixture_form_workbook(f, &book);
    workbook_free(&book);
    mds_strbuf_finish(&cells);
    mds_strbuf_finish(&shapes);
}

/* Two editions have nearly the same numbers: which one it is may stay open, and is said then. */
static void expect_answers(const fixture *f, uint32_t edition, const variant *v, size_t n)
{
    const mds_form *form = &f->catalog->forms[edition];

    cr_assert_eq(f->status, MDS_OK, "%s, variant %zu", form->edition, n);
    if (f->form->form != edition) {
        cr_expect_eq(fixture_count(f, MDS_D_FORM_EDITION_UNSURE), 1, "%s, variant %zu",
                     form->edition, n);
        return;
    }
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *question = &form->questions[q];
        if (is_asked(question, v)) {
            cr_expect_eq(f->form->answers[q].state, states[chosen_in(question, q)],
                         "%s, variant %zu: %s is %s", form->edition, n, question->id,
                         mds_answer_state_name(f->form->answers[q].state));
        }
    }
}

Test(rings_alone, each_edition_is_recognised_and_read)
{
    static const char *const editions[] = {"jp-mds-4.1", "jp-mds-3.0a", "jp-mds-2.0"};
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < sizeof variants / sizeof *variants; n++) {
        for (size_t e = 0; e < 3; e++) {
            const uint32_t edition = mds_catalog_form(f.catalog, editions[e]);
            read_form(&f, &f.catalog->forms[edition], &variants[n]);
            expect_answers(&f, edition, &variants[n], n);
        }
    }
    fixture_free(&f);
}
