/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenDocument spreadsheets. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#define STYLED(style, t)                                                                           \
    "<table:table-cell table:style-name=\"" style "\"><text:p>" t "</text:p></table:table-cell>"
#define T(t) STYLED("", t)
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define HEAD ROW(T("Question ID") T("Question") T("Yes, No, N/A, or See Note") T("Note #"))
#define SHEET(rows) "<table:table table:name=\"form\">" rows "</table:table>"

static void import(fixture *f, const char *body)
{
    workbook book;
    mds_strbuf part;

    workbook_init(&book);
    mds_strbuf_init(&part, (size_t)1 << 20);
    mds_strbuf_puts(&part, "<o xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "
                           "xmlns:style=\"s\"><style:style style:name=\"gone\">"
                           "<style:text-properties style:text-line-through-style=\"solid\"/>"
                           "</style:style><office:spreadsheet>");
    mds_strbuf_puts(&part, body);
    mds_strbuf_puts(&part, "</office:spreadsheet></o>");
    workbook_text(&book, "_rels/.rels", "<Relationships/>");
    workbook_part(&book, "content.xml", part.p, part.n);
    mds_strbuf_finish(&part);
    fixture_form_workbook(f, &book);
    workbook_free(&book);
}

static void expect(const fixture *f, const char *question, mds_answer_state state)
{
    cr_assert_not_null(f->form);
    const mds_answer *answer = fixture_answer(f, question);
    cr_expect_eq(answer->state, state, "%s is %d, \"%s\" at %s", question, (int)answer->state,
                 answer->response, answer->where);
}

Test(ods, repeats_merges_and_styles)
{
    fixture f;

    fixture_init(&f);
    import(
        &f,
        SHEET(HEAD ROW(T("ALOF-1") T("q") T(
            "Yes <text:span text:style-name=\"gone\">No</text:span>")) ROW(T("ALOF-2") T("q")
                                                                               STYLED("gone", "No"))
                  ROW(T("AUDT-1") "<table:table-cell table:number-columns-repeated=\"2\"/>" T(
                      "see manual")) "<table:table-row table:number-rows-repeated=\"1000000\">"
                                     "<table:table-cell "
                                     "table:number-columns-repeated=\"16384\"/></"
                                     "table:table-row>" ROW(T(
                                         "AUDT-2") "<table:table-cell/"
                                                   "><table:table-cell><text:p>N<text:s/></text:p>"
                                                   "</table:table-cell>")
                                         ROW(T("AUTH-1") T("q") T("N/A"))));
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_UNANSWERED);
    expect(&f, "AUDT-1", MDS_ANSWER_SEE_NOTE);
    expect(&f, "AUTH-1", MDS_ANSWER_NA);
    cr_expect_str_eq(fixture_answer(&f, "AUTH-1")->where, "form!C1000006");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_STRUCK)->args[1], "C2, C3");
    fixture_free(&f);
}

/* A line of text that says "as before" makes no million of cells: what is kept is bounded, and the
 * rest is counted. Answers in front of it are read. */
Test(ods, repeats_are_bounded)
{
    static const char many_rows[] =
        "<table:table-row table:number-rows-repeated=\"2000000000\">" T("x") "</table:table-row>";
    static const char a_block[] =
        "<table:table-row table:number-rows-repeated=\"900\"><table:table-cell "
        "table:number-columns-repeated=\"1000\"><text:p>x</text:p></table:table-cell>"
        "</table:table-row>";
    static const char many_columns[] =
        "<table:table-row><table:table-cell table:number-columns-repeated=\"2000000000\">"
        "<text:p>x</text:p></table:table-cell></table:table-row>";
    /* Fewer rows, but a long text to read in each. */
    static const char long_rows[] =
        "<table:table-row table:number-rows-repeated=\"9000\"><table:table-cell><text:p>x"
        "<text:s text:c=\"99\"/><text:s text:c=\"99\"/><text:s text:c=\"99\"/>"
        "<text:s text:c=\"99\"/>x</text:p></table:table-cell></table:table-row>";
    const char *const many[] = {many_rows, a_block, many_columns, long_rows};
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        mds_strbuf body;
        mds_strbuf_init(&body, 1 << 16);
        mds_strbuf_puts(&body,
                        "<table:table table:name=\"form\">" HEAD ROW(T("ALOF-1") T("q") T("Yes"))
                            ROW(T("ALOF-2") T("q") T("No")) ROW(T("AUDT-1") T("q") T("No")));
        mds_strbuf_puts(&body, many[i]);
        mds_strbuf_puts(&body, "</table:table>");
        import(&f, body.p);
        mds_strbuf_finish(&body);
        expect(&f, "ALOF-1", MDS_ANSWER_YES);
        expect(&f, "AUDT-1", MDS_ANSWER_NO);
        (void)fixture_expect(&f, MDS_D_SHEET_LEFT_OUT);
        cr_expect_lt(mds_arena_used(f.arena), (size_t)64 << 20);
    }
    fixture_free(&f);
}
