/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies over the cells: rings, check boxes, option buttons, comments; and choices that only
 * their look sets off. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"

enum { ROWS = 6, FIRST_ROW = 3 };

static const char *const words[2][3] = {{"はい", "いいえ", "対象外"}, {"Yes", "No", "N/A"}};
static const char *const ids[2][ROWS] = {
    {"3", "4", "4.2", "4.3", "5", "6"},
    {"ALOF-1", "ALOF-2", "AUDT-1", "AUDT-2", "AUTH-1", "AUTH-2"}};
static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};

/* A workbook while it is made: its cells and what lies over them. */
typedef struct sheet {
    size_t language;
    mds_strbuf cells, shapes, vml, controls, relations;
    size_t control_count;
    workbook book;
} sheet;

static size_t chosen_in(size_t row)
{
    return (row * 2 + row / 3) % 3;
}

static void put_cell(mds_strbuf *to, size_t style, const char *text)
{
    mds_strbuf_printf(to, "<c s=\"%zu\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", style);
    xml_text(to, text);
    mds_strbuf_puts(to, "</t></is></c>");
}

static void begin_row(sheet *s, const char *id)
{
    mds_strbuf_puts(&s->cells, "<row>");
    put_cell(&s->cells, 0, id);
    put_cell(&s->cells, 0, s->language == 0 ? "利用者の認証機能がありますか" : "Is it so?");
}

/* Title, headings and, of a workbook with a column for each choice, those. */
static void begin(sheet *s, size_t language, bool columns)
{
    *s = (sheet){.language = language};
    workbook_init(&s->book);
    mds_strbuf *const all[] = {&s->cells, &s->shapes, &s->vml, &s->controls, &s->relations};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mds_strbuf_init(all[i], 1 << 20);
    }
    mds_strbuf_puts(&s->cells, "<sheetFormatPr defaultColWidth=\"9.14\" defaultRowHeight=\"15\"/>"
                               "<sheetData><row>");
    put_cell(&s->cells, 0,
             language == 0 ? "開示書の例 (第5.2版対応)"
                           : "Manufacturer Disclosure "
                             "Statement (MDS2)");
    mds_strbuf_puts(&s->cells, "</row><row>");
    put_cell(&s->cells, 0, language == 0 ? "番号" : "Question ID");
    put_cell(&s->cells, 0, language == 0 ? "設問" : "Question");
    for (size_t k = 0; columns && k < 3; k++) {
        put_cell(&s->cells, 0, words[language][k]);
    }
    if (!columns) {
        put_cell(&s->cells, 0, language == 0 ? "回答" : "Response");
    }
    mds_strbuf_puts(&s->cells, "</row>");
}

static void part(sheet *s, const char *name, const char *before, const mds_strbuf *content,
                 const char *after)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 20);
    mds_strbuf_printf(&text, "%s%s%s", before, content->p != NULL ? content->p : "", after);
    workbook_text(&s->book, name, text.p);
    mds_strbuf_finish(&text);
}

static void finish(sheet *s, fixture *f)
{
    mds_strbuf_puts(&s->cells, "</sheetData><drawing xmlns:r=\"" OFFICE "\" r:id=\"rId1\"/>");
    if (s->controls.n > 0) {
        mds_strbuf_printf(&s->cells, "<controls xmlns:r=\"" OFFICE "\">%s</controls>",
                          s->controls.p);
    }
    workbook_sheet(&s->book, "form", "visible", s->cells.p);
    part(s, "xl/worksheets/_rels/sheet1.xml.rels",
         "<Relationships xmlns=\"" RELATIONS "\">"
         "<Relationship Id=\"rId1\" Type=\"" OFFICE
         "/drawing\" Target=\"../drawings/drawing1.xml\"/>"
         "<Relationship Id=\"rId2\" Type=\"" OFFICE
         "/vmlDrawing\" Target=\"../drawings/vmlDrawing1.vml\"/>"
         "<Relationship Id=\"rId3\" Type=\"" OFFICE "/comments\" Target=\"../comments1.xml\"/>",
         &s->relations, "</Relationships>");
    part(s, "xl/drawings/drawing1.xml",
         "<xdr:wsDr xmlns:xdr=\"" DRAWING "spreadsheetDrawing\" xmlns:a=\"" DRAWING "main\">",
         &s->shapes, "</xdr:wsDr>");
    part(s, "xl/drawings/vmlDrawing1.vml",
         "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
         "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">",
         &s->vml, "</xml>");
    fixture_form_workbook(f, &s->book);
    mds_strbuf *const all[] = {&s->cells, &s->shapes, &s->vml, &s->controls, &s->relations};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        mds_strbuf_finish(all[i]);
    }
    workbook_free(&s->book);
}

/* A shape from \p x0 to \p x1, in pixels of columns that are \p wide, over the row of index \p row.
 */
static void put_shape(sheet *s, const char *form, const char *fill, size_t row, double y0,
                      double y1, int x0, int x1, int wide)
{
    const int from = FIRST_ROW - 1 + (int)row;

    mds_strbuf_printf(
        &s->shapes,
        "<xdr:twoCellAnchor><xdr:from><xdr:col>%d</xdr:col><xdr:colOff>%d</xdr:colOff>"
        "<xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:from>"
        "<xdr:to><xdr:col>%d</xdr:col><xdr:colOff>%d</xdr:colOff>"
        "<xdr:row>%d</xdr:row><xdr:rowOff>%d</xdr:rowOff></xdr:to>"
        "<xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"7\" name=\"Oval 1\"/></xdr:nvSpPr><xdr:spPr>"
        "<a:prstGeom prst=\"%s\"/>%s<a:ln><a:solidFill/></a:ln></xdr:spPr></xdr:sp>"
        "</xdr:twoCellAnchor>",
        x0 / wide, x0 % wide * 9525, from, (int)(y0 * 15 * 12700), x1 / wide, x1 % wide * 9525,
        from + (int)y1, (int)((y1 - (int)y1) * 15 * 12700), form, fill);
}

static void ring(sheet *s, size_t row, int x0, int x1, int wide)
{
    put_shape(s, "ellipse", "<a:noFill/>", row, .1, .9, x0, x1, wide);
}

static void expect_chosen(const fixture *f, size_t language, const char *what)
{
    cr_assert_eq(f->status, MDS_OK, "%s", what);
    for (size_t i = 0; i < ROWS; i++) {
        const mds_answer *answer = fixture_answer(f, ids[language][i]);
        cr_expect_eq(answer->state, states[chosen_in(i)], "%s: %s \"%s\" is %s", what,
                     ids[language][i], answer->response, mds_answer_state_name(answer->state));
    }
}

static void expect_none(const fixture *f, size_t language, mds_answer_state state, const char *what)
{
    cr_assert_eq(f->status, MDS_OK, "%s", what);
    for (size_t i = 0; i < ROWS; i++) {
        const mds_answer *answer = fixture_answer(f, ids[language][i]);
        cr_expect_eq(answer->state, state, "%s: %s \"%s\" is %s", what, ids[language][i],
                     answer->response, mds_answer_state_name(answer->state));
    }
}

/* Rows whose choices are in cells of their own; or in one. */
static void put_choices(sheet *s, size_t row, bool one_cell)
{
    char text[96];

    begin_row(s, ids[s->language][row]);
    if (one_cell) {
        (void)snprintf(text, sizeof text, "%s  %s  %s", words[s->language][0],
                       words[s->language][1], words[s->language][2]);
        put_cell(&s->cells, 0, text);
    }
    for (size_t k = 0; k < 3 && !one_cell; k++) {
        put_cell(&s->cells, 0, words[s->language][k]);
    }
    mds_strbuf_puts(&s->cells, "</row>");
}

Test(overlay, a_ring_chooses_the_word_within)
{
    static const char *const forms[] = {"ellipse", "roundRect", "rect"};
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < 12; n++) {
        sheet s;
        begin(&s, n % 2, n % 4 < 2);
        for (size_t i = 0; i < ROWS; i++) {
            const int left = (int)(2 + chosen_in(i)) * 64;
            put_choices(&s, i, false);
            put_shape(&s, forms[n / 4], n % 3 == 0 ? "" : "<a:noFill/>", i, .05, .95,
                      left + (int)n - 4, left + 50, 64);
        }
        finish(&s, &f);
        expect_chosen(&f, n % 2, "ring");
        (void)fixture_expect(&f, MDS_D_FORM_DRAWN_READ);
        cr_expect_eq(fixture_count(&f, MDS_D_FORM_DRAWN_OVER), 0);
    }
    fixture_free(&f);
}

/* A ring around one of three words in one cell; the letters are 7 pixels wide, Japanese ones 14. */
Test(overlay, a_ring_within_a_cell)
{
    static const int begins[2][3] = {{0, 6, 14}, {0, 5, 9}};
    static const int lengths[2][3] = {{4, 6, 6}, {3, 2, 3}};
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < 2; n++) {
        sheet s;
        begin(&s, n, false);
        for (size_t i = 0; i < ROWS; i++) {
            const size_t k = chosen_in(i);
            const int left = 2 * 192 + 3 + begins[n][k] * 7;
            put_choices(&s, i, true);
            ring(&s, i, left - 2, left + lengths[n][k] * 7 + 2, 192);
        }
        /* the column is as wide as its text */
        mds_strbuf cols;
        mds_strbuf_init(&cols, 1 << 20);
        mds_strbuf_printf(&cols, "<cols><col min=\"3\" max=\"3\" width=\"27.43\"/></cols>%s",
                          s.cells.p);
        mds_strbuf_finish(&s.cells);
        s.cells = cols;
        finish(&s, &f);
        for (size_t i = 0; i < ROWS; i++) {
            const mds_answer *answer = fixture_answer(&f, ids[n][i]);
            cr_expect(answer->state == states[chosen_in(i)] ||
                          answer->state == MDS_ANSWER_UNREADABLE,
                      "%s is %s", answer->response, mds_answer_state_name(answer->state));
        }
        cr_expect_eq(fixture_answer(&f, ids[n][0])->state, MDS_ANSWER_YES);
    }
    fixture_free(&f);
}

/* Shapes that may mean either of two choices, or nothing that a program can know. */
Test(overlay, what_a_shape_leaves_open_is_unreadable)
{
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < 10; n++) {
        sheet s;
        begin(&s, n % 2, false);
        for (size_t i = 0; i < ROWS; i++) {
            put_choices(&s, i, n / 2 == 3);
            const int left = (int)(2 + chosen_in(i) % 2) * 64;
            if (n / 2 == 0) { /* between two cells */
                ring(&s, i, left + 40, left + 88, 64);
            } else if (n / 2 == 1) { /* a line through a word */
                put_shape(&s, "line", "", i, .5, .5, left + 4, left + 50, 64);
            } else if (n / 2 == 2) { /* a filled one hides it */
                put_shape(&s, "ellipse", "<a:solidFill/>", i, .1, .9, left + 4, left + 50, 64);
            } else if (n / 2 == 3) { /* around all words of the cell */
                ring(&s, i, 2 * 64, 3 * 64 - 1, 64);
            } else { /* between two rows */
                put_shape(&s, "ellipse", "<a:noFill/>", i, .5, 1.5, left + 4, left + 50, 64);
            }
        }
        finish(&s, &f);
        for (size_t i = 0; i < ROWS; i++) {
            const mds_answer_state state = fixture_answer(&f, ids[n % 2][i])->state;
            cr_expect(state == MDS_ANSWER_UNREADABLE || state == MDS_ANSWER_UNANSWERED ||
                          state == MDS_ANSWER_CONFLICT,
                      "case %zu, row %zu: %s", n, i, mds_answer_state_name(state));
        }
        cr_expect(fixture_count(&f, MDS_D_FORM_MARKS_UNCLEAR) > 0 ||
                  fixture_count(&f, MDS_D_FORM_ANSWER_UNREADABLE) > 0);
    }
    fixture_free(&f);
}

/* A shape over no question is none of ours; one over a question that has no choices is said. */
Test(overlay, other_shapes_are_said)
{
    sheet s;
    fixture f;

    fixture_init(&f);
    begin(&s, 1, false);
    for (size_t i = 0; i < ROWS; i++) {
        begin_row(&s, ids[1][i]);
        put_cell(&s.cells, 0, words[1][chosen_in(i)]);
        mds_strbuf_puts(&s.cells, "</row>");
    }
    put_shape(&s, "rect", "<a:solidFill/>", 20, 0, .5, 10, 50, 64);
    finish(&s, &f);
    expect_chosen(&f, 1, "a logo below");
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_DRAWN_OVER), 0);
    fixture_free(&f);
}

/* How a check box is written. */
typedef enum writing { PROPERTIES, OLDER_DRAWING, BOTH, WRITING__COUNT } writing;

static void put_control(sheet *s, writing how, const char *type, bool on, size_t row, int x0,
                        const char *caption, const char *link)
{
    const size_t number = 1025 + s->control_count;
    const size_t n = ++s->control_count;
    char name[64];
    mds_strbuf text;

    if (how != OLDER_DRAWING) {
        mds_strbuf_printf(&s->controls, "<control shapeId=\"%zu\" r:id=\"rC%zu\" name=\"c\"/>",
                          number, n);
        mds_strbuf_printf(&s->relations,
                          "<Relationship Id=\"rC%zu\" Type=\"" OFFICE
                          "/ctrlProp\" Target=\"../ctrlProps/ctrlProp%zu.xml\"/>",
                          n, n);
        (void)snprintf(name, sizeof name, "xl/ctrlProps/ctrlProp%zu.xml", n);
        mds_strbuf_init(&text, 4096);
        mds_strbuf_printf(&text, "<formControlPr xmlns=\"" MAIN "\" objectType=\"%s\"%s%s%s%s/>",
                          type, on ? " checked=\"Checked\"" : "",
                          link[0] != '\0' ? " fmlaLink=\"" : "", link, link[0] != '\0' ? "\"" : "");
        workbook_text(&s->book, name, text.p);
        mds_strbuf_finish(&text);
    }
    mds_strbuf_printf(
        &s->vml,
        "<v:shape id=\"_x0000_s%zu\"><v:textbox><div><font>%s</font></div></v:textbox>"
        "<x:ClientData ObjectType=\"%s\"><x:Anchor> %d, %d, %zu, 2, %d, %d, %zu, 18</x:Anchor>",
        number, caption, strcmp(type, "CheckBox") == 0 ? "Checkbox" : type, x0 / 64, x0 % 64,
        FIRST_ROW - 1 + row, (x0 + 16) / 64, (x0 + 16) % 64, FIRST_ROW - 1 + row);
    if (how != PROPERTIES) {
        mds_strbuf_printf(&s->vml, "%s%s%s%s", on ? "<x:Checked>1</x:Checked>" : "",
                          link[0] != '\0' ? "<x:FmlaLink>" : "", link,
                          link[0] != '\0' ? "</x:FmlaLink>" : "");
    }
    mds_strbuf_puts(&s->vml, "</x:ClientData></v:shape>");
}

/* Where the boxes are: below headings, on words, three in a cell on its words, with captions. */
typedef enum place { BELOW, ON_WORDS, IN_CELL, CAPTIONS, PLACE__COUNT } place;

static void put_boxes(sheet *s, place where, writing how, size_t row, bool linked)
{
    static const char *const types[] = {"CheckBox", "Radio"};
    char link[16];

    if (where == ON_WORDS || where == IN_CELL) {
        put_choices(s, row, where == IN_CELL);
    } else {
        begin_row(s, ids[s->language][row]);
        mds_strbuf_printf(&s->cells, "%s</row>",
                          linked ? "<c/><c/><c/><c t=\"b\"><v>1</v></c>" : "");
    }
    for (size_t k = 0; k < 3; k++) {
        const int cell =
            where == BELOW || where == ON_WORDS ? (int)(2 + k) * 64 + 4 : 2 * 64 + 2 + (int)k * 20;
        (void)snprintf(link, sizeof link, "$F$%zu", FIRST_ROW + row);
        put_control(s, how, types[row % 2], k == chosen_in(row), row, cell,
                    where == CAPTIONS ? words[s->language][k] : "", linked ? link : "");
    }
}

Test(overlay, check_boxes_and_option_buttons)
{
    fixture f;
    char what[64];

    fixture_init(&f);
    for (size_t n = 0; n < PLACE__COUNT * WRITING__COUNT * 4; n++) {
        const place where = (place)(n / 2 % PLACE__COUNT);
        const writing how = (writing)(n / 2 / PLACE__COUNT % WRITING__COUNT);
        sheet s;
        begin(&s, n % 2, where == BELOW);
        for (size_t i = 0; i < 3; i++) { /* as many as the workbook has room for */
            put_boxes(&s, where, how, i, n >= PLACE__COUNT * WRITING__COUNT * 2);
        }
        for (size_t i = 3; i < ROWS; i++) {
            begin_row(&s, ids[n % 2][i]);
            put_cell(&s.cells, 0, where == BELOW ? "○" : words[n % 2][0]);
            mds_strbuf_puts(&s.cells, "</row>");
        }
        finish(&s, &f);
        (void)snprintf(what, sizeof what, "place %d, writing %d, language %zu", (int)where,
                       (int)how, n % 2);
        cr_assert_eq(f.status, MDS_OK, "%s", what);
        for (size_t i = 0; i < 3; i++) {
            const mds_answer *answer = fixture_answer(&f, ids[n % 2][i]);
            cr_expect_eq(answer->state, states[chosen_in(i)], "%s: row %zu \"%s\" is %s", what, i,
                         answer->response, mds_answer_state_name(answer->state));
        }
        cr_expect_eq(fixture_count(&f, MDS_D_FORM_DRAWN_OVER), 0, "%s", what);
    }
    fixture_free(&f);
}

Test(overlay, an_activex_control_is_said)
{
    sheet s;
    fixture f;

    fixture_init(&f);
    begin(&s, 1, true);
    for (size_t i = 0; i < ROWS; i++) {
        begin_row(&s, ids[1][i]);
        mds_strbuf_puts(&s.cells, "</row>");
    }
    mds_strbuf_puts(&s.controls, "<control shapeId=\"1025\" r:id=\"rC1\" name=\"CheckBox1\"/>");
    mds_strbuf_puts(&s.relations, "<Relationship Id=\"rC1\" Type=\"" OFFICE
                                  "/control\" Target=\"../activeX/activeX1.xml\"/>");
    mds_strbuf_puts(&s.vml,
                    "<v:shape id=\"_x0000_s1025\"><x:ClientData ObjectType=\"Pict\">"
                    "<x:Anchor>2, 4, 2, 2, 2, 20, 2, 18</x:Anchor></x:ClientData></v:shape>");
    finish(&s, &f);
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, ids[1][0])->state, MDS_ANSWER_UNANSWERED);
    (void)fixture_expect(&f, MDS_D_FORM_DRAWN_OVER);
    fixture_free(&f);
}

Test(overlay, comments_on_answers_are_said)
{
    sheet s;
    fixture f;

    fixture_init(&f);
    begin(&s, 1, false);
    for (size_t i = 0; i < ROWS; i++) {
        begin_row(&s, ids[1][i]);
        put_cell(&s.cells, 0, words[1][chosen_in(i)]);
        mds_strbuf_puts(&s.cells, "</row>");
    }
    workbook_text(&s.book, "xl/comments1.xml",
                  "<comments xmlns=\"" MAIN "\"><commentList>"
                  "<comment ref=\"C4\"><text><t>only with the option</t></text></comment>"
                  "<comment ref=\"B4\"><text><t>of the question</t></text></comment>"
                  "</commentList></comments>");
    finish(&s, &f);
    expect_chosen(&f, 1, "comments");
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_REMARK_ON_ANSWER), 1);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_REMARK_ON_ANSWER);
    cr_expect_str_eq(d->where, "form!C4");
    cr_expect_str_eq(d->args[1], "only with the option");
    fixture_free(&f);
}

/* Formats: plain, bold, red, filled, underlined. */
static const char styles[] =
    "<styleSheet xmlns=\"" MAIN "\"><fonts><font/><font><b/></font>"
    "<font><color rgb=\"FFFF0000\"/></font><font><u/></font></fonts>"
    "<fills><fill/><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFF00\"/>"
    "</patternFill></fill></fills><cellXfs><xf fontId=\"0\" fillId=\"0\"/>"
    "<xf fontId=\"1\" fillId=\"0\"/><xf fontId=\"2\" fillId=\"0\"/><xf fontId=\"0\" fillId=\"1\"/>"
    "<xf fontId=\"3\" fillId=\"0\"/></cellXfs></styleSheet>";

static void put_styled(sheet *s, size_t row, size_t style, size_t also, bool runs)
{
    static const char *const properties[] = {"", "<b/>", "<color rgb=\"FFFF0000\"/>",
                                             "<color rgb=\"FF0000FF\"/>", "<u/>"};

    begin_row(s, ids[s->language][row]);
    mds_strbuf_puts(&s->cells, runs ? "<c t=\"inlineStr\"><is>" : "");
    for (size_t k = 0; k < 3; k++) {
        const size_t look = k == chosen_in(row) ? style : k == also ? style : 0;
        if (runs) {
            mds_strbuf_printf(&s->cells,
                              "<r><rPr>%s</rPr><t>%s</t></r><r><rPr/><t "
                              "xml:space=\"preserve\">%s</t></r>",
                              properties[look], words[s->language][k], k < 2 ? " / " : "");
        } else {
            put_cell(&s->cells, look, words[s->language][k]);
        }
    }
    mds_strbuf_puts(&s->cells, runs ? "</is></c></row>" : "</row>");
}

Test(overlay, a_choice_that_is_set_off_by_its_look)
{
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < 16; n++) {
        sheet s;
        begin(&s, n % 2, n % 8 >= 4);
        workbook_text(&s.book, "xl/styles.xml", styles);
        for (size_t i = 0; i < ROWS; i++) {
            put_styled(&s, i, 1 + n / 4, SIZE_MAX, n % 4 >= 2);
        }
        finish(&s, &f);
        expect_chosen(&f, n % 2, "style");
        (void)fixture_expect(&f, MDS_D_FORM_STYLE_READ);
    }
    fixture_free(&f);
}

/* A look that is not the same in all rows, or on two choices, or always on one of them. */
Test(overlay, looks_that_decide_nothing)
{
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < 8; n++) {
        sheet s;
        begin(&s, n % 2, false);
        workbook_text(&s.book, "xl/styles.xml", styles);
        for (size_t i = 0; i < ROWS; i++) {
            if (n / 2 == 0) { /* another look in one row */
                put_styled(&s, i, i == 3 ? 2 : 1, SIZE_MAX, false);
            } else if (n / 2 == 1) { /* two choices in one row */
                put_styled(&s, i, 1, i == 3 ? (chosen_in(i) + 1) % 3 : SIZE_MAX, false);
            } else if (n / 2 == 2) { /* the form prints one choice so */
                begin_row(&s, ids[n % 2][i]);
                for (size_t k = 0; k < 3; k++) {
                    put_cell(&s.cells, k == 0 ? 1 : 0, words[n % 2][k]);
                }
                mds_strbuf_puts(&s.cells, "</row>");
            } else { /* all alike */
                put_choices(&s, i, false);
            }
        }
        finish(&s, &f);
        expect_none(&f, n % 2, n / 2 < 2 ? MDS_ANSWER_UNREADABLE : MDS_ANSWER_UNANSWERED, "looks");
    }
    fixture_free(&f);
}
