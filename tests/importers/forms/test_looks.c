/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choices that their look sets off, in Word, OpenDocument and on web pages: bold, highlighted,
 * coloured, shaded, in one cell or in cells of their own. One rule over the block decides, and what
 * it does not decide is no answer. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 8, CHOICES = 3 };

static const char *const words[] = {"Yes", "No", "N/A"};
static const char *const ids[ROWS] = {"ALOF-1", "ALOF-2", "AUDT-1", "AUDT-2",
                                      "AUTH-1", "AUTH-2", "DTBK-1", "EMRG-1"};
static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};

typedef enum file_kind { WORD, PAGE, SHEET, KIND__COUNT } file_kind;
/* In one cell, in cells of their own, in those as a fill of the cell. */
typedef enum where { ONE_CELL, OWN_CELLS, FILLS, PLACE__COUNT } where;
typedef enum case_of { CHOSEN, OTHER_LOOK, TWO, ALWAYS_ONE, MARKED, CASE__COUNT } case_of;

/* What sets a choice off, by kind of file: a run's properties, a style, a style's properties. */
static const char *const looks[][KIND__COUNT] = {
    {"<w:b/>", "font-weight:bold", "f:font-weight=\"bold\""},
    {"<w:highlight w:val=\"yellow\"/>", "background:yellow", "f:background-color=\"#ffff00\""},
    {"<w:b/><w:u w:val=\"single\"/>", "font-weight:bold;text-decoration:underline",
     "f:font-weight=\"bold\" s:text-underline-style=\"solid\""},
    {"<w:color w:val=\"FF0000\"/>", "color:red", "f:color=\"#ff0000\""},
    {"<w:shd w:val=\"clear\" w:fill=\"D9D9D9\"/>", "background-color: #ddd",
     "f:background-color=\"#dddddd\""},
    {"<w:bdr w:val=\"single\" w:sz=\"4\"/>", "border:1px solid", "f:border=\"1pt solid\""}};
enum { LOOKS = sizeof looks / sizeof *looks };

typedef struct form_text {
    file_kind kind;
    where place;
    mds_strbuf body;
} form_text;

static size_t chosen_in(size_t row)
{
    return (row * 2 + row / 3) % CHOICES;
}

static void put_run(form_text *t, const char *text, size_t look)
{
    mds_strbuf *b = &t->body;

    if (t->kind == WORD) {
        const char *own = look < LOOKS && t->place != FILLS ? looks[look][WORD] : "";
        mds_strbuf_printf(b, "<w:r><w:rPr>%s</w:rPr><w:t xml:space=\"preserve\">%s</w:t></w:r>",
                          own, text);
    } else if (look < LOOKS && t->place != FILLS) {
        mds_strbuf_printf(
            b,
            t->kind == PAGE ? "<span style=\"%s\">%s</span>"
                            : "<x:span s:style-name=\"%s\">%s</x:span>",
            t->kind == PAGE ? looks[look][PAGE] : (const char[]){(char)('A' + look), '\0'}, text);
    } else {
        mds_strbuf_puts(b, text);
    }
}

static void begin_cell(form_text *t, size_t look)
{
    const bool fill = look < LOOKS && t->place == FILLS;

    if (t->kind == WORD) {
        mds_strbuf_printf(&t->body, "<w:tc>%s<w:p>",
                          fill ? "<w:tcPr><w:shd w:val=\"clear\" w:fill=\"FFFF00\"/></w:tcPr>"
                               : "");
    } else if (t->kind == PAGE) {
        mds_strbuf_puts(&t->body, fill ? "<td bgcolor=yellow>" : "<td>");
    } else {
        mds_strbuf_printf(&t->body, "<t:table-cell %s><x:p>", fill ? "t:style-name=\"F\"" : "");
    }
}

static void end_cell(form_text *t)
{
    static const char *const ends[] = {"</w:p></w:tc>", "</td>", "</x:p></t:table-cell>"};

    mds_strbuf_puts(&t->body, ends[t->kind]);
}

static void put_cell(form_text *t, const char *text)
{
    begin_cell(t, LOOKS);
    put_run(t, text, LOOKS);
    end_cell(t);
}

static void put_row(form_text *t, size_t i, size_t look, case_of its)
{
    static const char *const begin[] = {"<w:tr>", "<tr>", "<t:table-row>"};
    static const char *const end[] = {"</w:tr>", "</tr>", "</t:table-row>"};
    const size_t chosen = its == ALWAYS_ONE ? 0 : chosen_in(i);

    mds_strbuf_puts(&t->body, begin[t->kind]);
    put_cell(t, ids[i]);
    put_cell(t, "Is it so?");
    for (size_t k = 0; k < CHOICES; k++) {
        const bool two = its == TWO && i == 3 && k == (chosen + 1) % CHOICES;
        const size_t own = its == OTHER_LOOK && i == 3 ? (look + 1) % LOOKS : look;
        const size_t shown = k == chosen || two ? own : LOOKS;
        if (k == 0 || t->place != ONE_CELL) {
            begin_cell(t, shown);
        }
        /* Marks decide, and the look of another choice does not. */
        put_run(t,
                its == MARKED ? (k == (chosen + 1) % CHOICES ? "\xE2\x98\x92 " : "\xE2\x98\x90 ")
                              : "",
                LOOKS);
        put_run(t, words[k], shown);
        if (t->place != ONE_CELL || k + 1 == CHOICES) {
            end_cell(t);
        } else {
            put_run(t, " / ", LOOKS);
        }
    }
    put_cell(t, "");
    mds_strbuf_puts(&t->body, end[t->kind]);
}

static void wrap(form_text *t, fixture *f)
{
    workbook book;
    mds_strbuf part;

    if (t->kind == PAGE) {
        fixture_form(f, t->body.p, t->body.n);
        return;
    }
    workbook_init(&book);
    mds_strbuf_init(&part, 1 << 20);
    if (t->kind == WORD) {
        workbook_text(&book, "_rels/.rels",
                      "<Relationships><Relationship Type=\"http://x/officeDocument\" "
                      "Target=\"word/document.xml\"/></Relationships>");
        mds_strbuf_printf(&part, "<w:x xmlns:w=\"http://w\">%s</w:x>", t->body.p);
    } else {
        workbook_text(&book, "_rels/.rels", "<Relationships/>");
        mds_strbuf_puts(&part, "<o xmlns:o=\"o\" xmlns:t=\"t\" xmlns:x=\"x\" xmlns:s=\"s\" "
                               "xmlns:f=\"f\">");
        for (size_t i = 0; i < LOOKS; i++) {
            mds_strbuf_printf(&part, "<s:style s:name=\"%c\"><s:text-properties %s/></s:style>",
                              (char)('A' + i), looks[i][SHEET]);
        }
        mds_strbuf_printf(&part,
                          "<s:style s:name=\"F\"><s:table-cell-properties f:background-color="
                          "\"#ffff00\"/></s:style>"
                          "<o:spreadsheet>%s</o:spreadsheet></o>",
                          t->body.p);
    }
    workbook_part(&book, t->kind == WORD ? "word/document.xml" : "content.xml", part.p, part.n);
    mds_strbuf_finish(&part);
    fixture_form_workbook(f, &book);
    workbook_free(&book);
}

static void import(fixture *f, file_kind kind, where place, size_t look, case_of its)
{
    static const char *const begin[] = {"<w:p><w:r><w:t>MDS2 2019</w:t></w:r></w:p><w:tbl>",
                                        "<!DOCTYPE html><html><h1>MDS2 2019</h1><table>",
                                        "<t:table t:name=\"form\">"};
    static const char *const end[] = {"</w:tbl>", "</table>", "</t:table>"};
    form_text t = {.kind = kind, .place = place};

    mds_strbuf_init(&t.body, 1 << 20);
    mds_strbuf_puts(&t.body, begin[kind]);
    for (size_t i = 0; i < ROWS; i++) {
        put_row(&t, i, look, its);
    }
    mds_strbuf_puts(&t.body, end[kind]);
    wrap(&t, f);
    mds_strbuf_finish(&t.body);
}

typedef struct tally {
    size_t read, wrong, invented;
} tally;

static void count(tally *t, const fixture *f, case_of its, const char *what)
{
    for (size_t i = 0; i < ROWS; i++) {
        const mds_answer *a = fixture_answer(f, ids[i]);
        const bool definite =
            a->state == MDS_ANSWER_YES || a->state == MDS_ANSWER_NO || a->state == MDS_ANSWER_NA;
        const size_t chosen = (chosen_in(i) + (its == MARKED)) % CHOICES;
        const bool told = its == CHOSEN || its == MARKED;
        t->read += told && a->state == states[chosen];
        t->wrong += told && definite && a->state != states[chosen];
        t->invented += !told && definite;
        if (told ? a->state != states[chosen] : definite) {
            cr_log_warn("%s: %s is \"%s\" %s", what, ids[i], a->response,
                        mds_answer_state_name(a->state));
        }
    }
}

Test(looks, one_rule_decides_or_none)
{
    static const char *const kinds[] = {"docx", "html", "ods"};
    tally t = {0};
    size_t told = 0;
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < (size_t)KIND__COUNT * PLACE__COUNT * LOOKS * CASE__COUNT; n++) {
        const file_kind kind = (file_kind)(n % KIND__COUNT);
        const where place = (where)(n / KIND__COUNT % PLACE__COUNT);
        const size_t look = n / KIND__COUNT / PLACE__COUNT % LOOKS;
        const case_of its = (case_of)(n / KIND__COUNT / PLACE__COUNT / LOOKS);
        char what[80];
        if (place == FILLS && its == OTHER_LOOK) {
            continue; /* there is one fill */
        }
        (void)snprintf(what, sizeof what, "%s, place %d, look %zu, case %d", kinds[kind],
                       (int)place, look, (int)its);
        import(&f, kind, place, look, its);
        cr_assert_not_null(f.form, "%s", what);
        told += its == CHOSEN || its == MARKED ? ROWS : 0;
        count(&t, &f, its, what);
        if (its == CHOSEN) {
            (void)fixture_expect(&f, MDS_D_FORM_STYLE_READ);
        }
    }
    printf("%zu answers shown by looks and marks: %zu read, %zu wrong, %zu invented\n", told,
           t.read, t.wrong, t.invented);
    cr_expect_eq(t.wrong, 0);
    cr_expect_eq(t.invented, 0);
    cr_expect_eq(t.read, told);
    fixture_free(&f);
}
