/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces that a template is filled in with: cells by their bytes, marks in a text, what a
 * formula looks at. */
#include "fill_text.h"
#include "formula_refs.h"
#include "sheet_xml.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { ARENA_BYTES = 16 << 20, MOST_EDITS = 4 };

static mds_sv view(const char *text)
{
    return (mds_sv){text, strlen(text)};
}

typedef struct edit_case {
    const char *what, *before;
    mds_cell_edit edits[MOST_EDITS];
    size_t count;
    const char *after;
} edit_case;

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define T(text) "<t>" text "</t>"

static const edit_case edit_cases[] = {
    {"an empty cell keeps its style",
     SHEET("<row r=\"2\"><c r=\"B2\" s=\"7\"/></row>"),
     {{2, 1, T("x")}},
     1,
     SHEET("<row r=\"2\"><c r=\"B2\" s=\"7\" t=\"inlineStr\"><is><t>x</t></is></c></row>")},
    {"a value is replaced, attributes in any order stay",
     SHEET("<row r=\"2\"><c t=\"s\" s=\"7\" r=\"B2\" cm='1' vm=\"2\"><v>12</v></c></row>"),
     {{2, 1, T("x")}},
     1,
     SHEET("<row r=\"2\"><c s=\"7\" r=\"B2\" cm='1' t=\"inlineStr\"><is><t>x</t></is></c></row>")},
    {"an extension in the cell stays",
     SHEET("<row r=\"2\"><c r=\"B2\"><v>1</v><extLst><ext><v>2</v></ext></extLst></c></row>"),
     {{2, 1, T("x")}},
     1,
     SHEET("<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>x</t></is>"
           "<extLst><ext><v>2</v></ext></extLst></c></row>")},
    {"no value: the cell stays",
     SHEET("<row r=\"2\"><c r=\"B2\" s=\"7\" t=\"inlineStr\"><is><t>a</t></is></c></row>"),
     {{2, 1, NULL}},
     1,
     SHEET("<row r=\"2\"><c r=\"B2\" s=\"7\"></c></row>")},
    {"a formula stays without its value",
     SHEET("<row r=\"2\"><c r=\"B2\" t=\"str\"><f>C2</f><v>a</v></c></row>"),
     {{2, 1, NULL}},
     1,
     SHEET("<row r=\"2\"><c r=\"B2\"><f>C2</f></c></row>")},
    {"new cells stand in the order of the columns, with the row's style",
     SHEET(
         "<row r=\"2\" spans=\"1:4\" s=\"5\" customFormat=\"1\"><c r=\"A2\"/><c r=\"D2\"/></row>"),
     {{2, 1, T("x")}, {2, 3, T("y")}},
     2,
     SHEET("<row r=\"2\" spans=\"1:4\" s=\"5\" customFormat=\"1\"><c r=\"A2\"/>"
           "<c r=\"B2\" s=\"5\" t=\"inlineStr\"><is><t>x</t></is></c>"
           "<c r=\"D2\" t=\"inlineStr\"><is><t>y</t></is></c></row>")},
    {"a new cell has its column's style",
     "<worksheet><cols><col min=\"2\" max=\"3\" style=\"9\"/></cols><sheetData><row r=\"2\"/>"
     "</sheetData></worksheet>",
     {{2, 2, T("x")}},
     1,
     "<worksheet><cols><col min=\"2\" max=\"3\" style=\"9\"/></cols><sheetData><row r=\"2\">"
     "<c r=\"C2\" s=\"9\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>"},
    {"a hint that is no longer true goes",
     SHEET("<row r=\"2\" spans=\"1:2\" ht=\"20\"><c r=\"A2\"/></row>"),
     {{2, 27, T("x")}},
     1,
     SHEET("<row r=\"2\" ht=\"20\"><c r=\"A2\"/>"
           "<c r=\"AB2\" t=\"inlineStr\"><is><t>x</t></is></c></row>")},
    {"rows that are not there",
     SHEET("<row r=\"2\"/><row r=\"9\"/>"),
     {{1, 0, T("a")}, {5, 0, T("b")}, {12, 0, T("c")}},
     3,
     SHEET("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"2\"/>"
           "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"9\"/>"
           "<row r=\"12\"><c r=\"A12\" t=\"inlineStr\"><is><t>c</t></is></c></row>")},
    {"a sheet without rows",
     "<worksheet><sheetData/></worksheet>",
     {{3, 0, T("a")}},
     1,
     SHEET("<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>a</t></is></c></row>")},
    {"places that are left out are counted",
     SHEET("<row><c/><c s=\"1\"><v>5</v></c></row><row><c/></row>"),
     {{1, 1, T("a")}, {2, 0, T("b")}},
     2,
     SHEET("<row><c/><c s=\"1\" t=\"inlineStr\"><is><t>a</t></is></c></row>"
           "<row><c t=\"inlineStr\"><is><t>b</t></is></c></row>")},
    {"elements under a prefix, comments, CDATA and what nobody knows",
     "<?xml version=\"1.0\" encoding=\"utf-8\"?><!-- <sheetData> --><x:worksheet xmlns:x=\"m\">"
     "<y:sheetData/><x:sheetData><!-- <x:row r=\"2\"> --><x:row r=\"2\"><x:c r=\"A2\"><x:v>"
     "<![CDATA[</x:c>]]></x:v></x:c><y:c r=\"B2\">1</y:c></x:row></x:sheetData></x:worksheet>",
     {{2, 0, "<x:t>a</x:t>"}, {2, 2, "<x:t>b</x:t>"}},
     2,
     "<?xml version=\"1.0\" encoding=\"utf-8\"?><!-- <sheetData> --><x:worksheet xmlns:x=\"m\">"
     "<y:sheetData/><x:sheetData><!-- <x:row r=\"2\"> --><x:row r=\"2\"><x:c r=\"A2\""
     " t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c><y:c r=\"B2\">1</y:c><x:c r=\"C2\""
     " t=\"inlineStr\"><x:is><x:t>b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"},
};

Test(sheet_edit, everything_else_keeps_its_bytes)
{
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    for (size_t i = 0; i < sizeof edit_cases / sizeof edit_cases[0]; i++) {
        const edit_case *c = &edit_cases[i];
        mds_sheet_xml sheet;
        mds_strbuf out;
        mds_strbuf_init(&out, 1 << 20);
        cr_assert_eq(mds_sheet__scan(&sheet, arena, view(c->before)), MDS_OK, "%s", c->what);
        mds_sheet__edit(&out, &sheet, c->edits, c->count);
        cr_expect_str_eq(out.p, c->after, "%s:\n%s\n%s", c->what, out.p, c->after);
        mds_strbuf_finish(&out);
    }
    mds_arena_free(arena);
}

Test(sheet_edit, what_cannot_be_followed_is_refused)
{
    static const struct {
        const char *xml;
        mds_status status;
    } cases[] = {
        {"", MDS_EFORMAT},
        {"no XML", MDS_EFORMAT},
        {"<worksheet/>", MDS_EFORMAT},
        {"<chartsheet/>", MDS_EUNSUPPORTED},
        {"<worksheet><sheetData><row r=\"1\">", MDS_EFORMAT},
        {"<worksheet><sheetData><row r=\"1\"><c r=\"A1\">", MDS_EFORMAT},
        {"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f>", MDS_EFORMAT},
        {"<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>", MDS_EFORMAT},
        {SHEET("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>"), MDS_EFORMAT},
        {SHEET("<row r=\"1\"><c r=\"A2\"/></row>"), MDS_EFORMAT},
        {SHEET("<row r=\"1\"><c r=\"XFE1\"/></row>"), MDS_EFORMAT},
        {"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" SHEET(""), MDS_EFORMAT},
        {"<worksheet a=\"", MDS_EFORMAT},
        {"<worksheet><!-- ", MDS_EFORMAT},
    };
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mds_sheet_xml sheet;
        cr_expect_eq(mds_sheet__scan(&sheet, arena, view(cases[i].xml)), cases[i].status, "%s",
                     cases[i].xml);
    }
    const char utf16[] = "<\0w\0o\0r\0k\0s\0h\0e\0e\0t\0>";
    mds_sheet_xml sheet;
    cr_expect_eq(mds_sheet__scan(&sheet, arena, (mds_sv){utf16, sizeof utf16}), MDS_EFORMAT);
    mds_arena_free(arena);
}

/* "sheet:A1:B2 ...", "*" for anything. */
static const char *refs_text(mds_strbuf *out, const mds_refs *refs)
{
    mds_strbuf_clear(out);
    if (refs->anything) {
        mds_strbuf_puts(out, "*");
        return out->p;
    }
    for (size_t i = 0; i < refs->count; i++) {
        const mds_area *a = &refs->at[i].area;
        char first[8];
        char last[8];
        mds_column__name(first, a->first_column);
        mds_column__name(last, a->last_column);
        mds_strbuf_printf(out, "%s%u:%s%u:%s%u", i > 0 ? " " : "", refs->at[i].sheet, first,
                          a->first_row, last, a->last_row);
    }
    return out->p;
}

Test(formula, what_it_looks_at)
{
    static const char *const cases[][2] = {
        {"G3", "0:G3:G3"},
        {"IF($G$9=\"1. yes\",\"A1\",\"no\")", "0:G9:G9"},
        {"IF(G3=&quot;B7&quot;,C1,&quot;&quot;)", "0:G3:G3 0:C1:C1"},
        {"SUM(A1:B3,5,1.5E+3,.5)", "0:A1:B3"},
        {"Lists!$A$1:$A$4", "1:A1:A4"},
        {"'My ''own'' sheet'!B2&amp;x!A1", "*"},
        {"'My ''own'' sheet'!B2", "2:B2:B2"},
        {"\xE9\x96\x8B\xE7\xA4\xBA\xE6\x9B\xB8!C5", "3:C5:C5"},
        {"A:A", "0:A1:A1048576"},
        {"$2:$3", "0:A2:XFD3"},
        {"TODAY()", ""},
        {"ROW()-5", ""},
        {"TRUE", ""},
        {"\"a \"\"B7\"\" c\"", ""},
        {"INDIRECT(\"A\"&amp;1)", "*"},
        {"OFFSET(A1,1,1)", "*"},
        {"choices", "*"},
        {"Other!A1", "*"},
        {"Table1[Answer]", "*"},
        {"#REF!+1", ""},
        {"LOG10(A1)", "0:A1:A1"},
    };
    static const char *const sheets[] = {"Form", "Lists", "My 'own' sheet",
                                         "\xE9\x96\x8B\xE7\xA4\xBA\xE6\x9B\xB8"};
    const mds_ref_scope scope = {sheets, 4, 0};
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    mds_strbuf out;
    mds_strbuf_init(&out, 1 << 16);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mds_refs refs;
        cr_assert_eq(mds_refs__read(&refs, arena, view(cases[i][0]), &scope), MDS_OK);
        cr_expect_str_eq(refs_text(&out, &refs), cases[i][1], "%s: %s", cases[i][0], out.p);
    }
    mds_strbuf_finish(&out);
    mds_arena_free(arena);
}

Test(formula, moves_with_its_cell_where_it_is_not_fixed)
{
    const mds_ref ref = {.area = {2, 4, 1, 2}, .fixed_first_row = true, .fixed_last_column = true};
    mds_area area;
    cr_assert(mds_ref__moved(&area, &ref, 3, 1));
    cr_expect(area.first_row == 2 && area.last_row == 7);
    cr_expect(area.first_column == 2 && area.last_column == 2);
    cr_expect_not(mds_ref__moved(&area, &ref, -4, 0));
}

typedef struct mark_case {
    const char *before, *chosen;
    bool boxes;
    const char *after; /* "" nothing to change, NULL: cannot be told */
} mark_case;

static const mark_case mark_cases[] = {
    {"<t>□はい □いいえ □対象外</t>", "いいえ", true, "<t>□はい ■いいえ □対象外</t>"},
    {"<t>■はい □いいえ □対象外</t>", "いいえ", true, "<t>□はい ■いいえ □対象外</t>"},
    {"<t>■はい □いいえ □対象外</t>", NULL, true, "<t>□はい □いいえ □対象外</t>"},
    {"<t>☐ はい　☐ いいえ　☐ 対象外</t>", "対象外", true, "<t>☐ はい　☐ いいえ　☑ 対象外</t>"},
    {"<t>はい□ いいえ□ 対象外□</t>", "いいえ", true, "<t>はい□ いいえ■ 対象外□</t>"},
    {"<t>はい いいえ 対象外</t>", "はい", true, NULL},
    {"<t>□はい □いいえ</t>", "はい", true, NULL},
    {"<t>□はい □はい □いいえ □対象外</t>", "はい", true, NULL},
    /* Fonts and entities stay as they are. */
    {"<r><rPr><b/></rPr><t>□は</t></r><r><t xml:space=\"preserve\">い □いいえ &amp; "
     "&#9633;対象外</t></r>",
     "対象外", true,
     "<r><rPr><b/></rPr><t>□は</t></r><r><t xml:space=\"preserve\">い □いいえ &amp; "
     "■対象外</t></r>"},
    {"<t>はい</t>", "はい", false, "<t>○はい</t>"},
    {"<t>○はい</t>", "はい", false, ""},
    {"<t>○はい</t>", NULL, false, "<t>はい</t>"},
    {"<t>はい・いいえ・対象外</t>", "いいえ", false, "<t>はい・○いいえ・対象外</t>"},
    {"<t>はい・いいえ・● 対象外</t>", "はい", false, "<t>○はい・いいえ・ 対象外</t>"},
    {"<t>はい・いいえ</t>", "対象外", false, NULL},
    {"<t>はい はい</t>", "はい", false, NULL},
    {"<r><t>はい</t></r><rPh sb=\"0\" eb=\"1\"><t>はい</t></rPh>", "はい", false,
     "<r><t>○はい</t></r><rPh sb=\"0\" eb=\"1\"><t>はい</t></rPh>"},
};

Test(choice, is_marked_and_the_rest_of_the_text_stays)
{
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    mds_catalog *catalog = NULL;
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    for (size_t i = 0; i < sizeof mark_cases / sizeof mark_cases[0]; i++) {
        const mark_case *c = &mark_cases[i];
        const mds_fill_choices words = {.catalog = catalog,
                                        .at = {"はい", "いいえ", "対象外"},
                                        .chosen = c->chosen,
                                        .boxes = c->boxes};
        const char *out = "";
        mds_choice_result result = MDS_CHOICE_SAME;
        cr_assert_eq(mds_choice__mark(&out, &result, arena, view(c->before), &words), MDS_OK);
        if (c->after == NULL) {
            cr_expect_eq(result, MDS_CHOICE_UNCLEAR, "%s", c->before);
        } else {
            cr_expect_eq(result, c->after[0] == '\0' ? MDS_CHOICE_SAME : MDS_CHOICE_CHANGED);
            cr_expect_str_eq(out, c->after, "%s: %s", c->before, out);
        }
    }
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

/* One word may be within another. */
Test(choice, part_of_a_longer_word_is_not_marked)
{
    mds_catalog *catalog = NULL;
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    const mds_fill_choices applies = {
        .catalog = catalog, .at = {"該当", "非該当", ""}, .chosen = "該当"};
    const mds_fill_choices denies = {
        .catalog = catalog, .at = {"Yes", "No", "N/A"}, .chosen = "No"};
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    const char *out = NULL;
    mds_choice_result result = MDS_CHOICE_SAME;
    cr_assert_eq(mds_choice__mark(&out, &result, arena, view("<t>非該当・該当</t>"), &applies),
                 MDS_OK);
    cr_expect_str_eq(out, "<t>非該当・○該当</t>");
    cr_assert_eq(mds_choice__mark(&out, &result, arena, view("<t>Yes No (Notes)</t>"), &denies),
                 MDS_OK);
    cr_expect_str_eq(out, "<t>Yes ○No (Notes)</t>");
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}
