/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages: tables as a browser shows them. */
#include "support/fixture.h"
#include <mdsrisk/limits.h>

#include <criterion/criterion.h>
#include <string.h>

#define HEAD "<tr><th>Question ID<th>Question<th>Yes, No, N/A, or See Note<th>Note #</tr>"
#define ROW(id, answer, note) "<tr><td>" id "<td>Is it so?<td>" answer "<td>" note "</tr>\n"
#define TITLE "<h1>Manufacturer Disclosure Statement for Medical Device Security -- MDS2</h1>"

static void expect(const fixture *f, const char *question, mds_answer_state state)
{
    cr_assert_not_null(f->form);
    const mds_answer *answer = fixture_answer(f, question);
    cr_expect_eq(answer->state, state, "%s is %d, \"%s\" at %s", question, (int)answer->state,
                 answer->response, answer->where);
}

Test(html, tags_that_are_left_open)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(
        &f, "<!DOCTYPE html><head><title>ALOF-1</title></head><body>" TITLE
            "<TABLE>" HEAD ROW("ALOF-1", "Yes", "2")
                ROW("ALOF-2", "&#78;o<br>",
                    "") "<tr><td>AUDT-1<td>q<td>N/A<tr><td>AUDT-2<td>q<td>See&nbsp;Note<td>1"
                        "</TABLE><h2>Notes</h2><ol><li>first<li>second</ol>");
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUDT-1", MDS_ANSWER_NA);
    expect(&f, "AUDT-2", MDS_ANSWER_SEE_NOTE);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "second");
    cr_expect_str_eq(fixture_answer(&f, "AUDT-2")->note, "first");
    fixture_free(&f);
}

/* What a browser does not show, or shows as no longer meant, is no answer. */
Test(html, what_is_seen_counts)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(
        &f, "<html>" TITLE "<script>var a = '<td>No';</script><style>td {}</style><!-- <td>No -->"
            "<table>" HEAD ROW("ALOF-1", "<s>No</s> Yes", "")
                ROW("ALOF-2", "<span style='display : none'>Yes</span>No", "")
                    ROW("AUDT-1", "<input type=radio checked>Yes <input type=radio>No", "")
                        ROW("AUDT-2", "<select><option>Yes<option selected>No</select>", "")
                            ROW("AUTH-1", "<select><option>Yes<option>No</select>", "") "</table>");
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUDT-1", MDS_ANSWER_YES);
    expect(&f, "AUDT-2", MDS_ANSWER_NO);
    expect(&f, "AUTH-1", MDS_ANSWER_UNANSWERED);
    (void)fixture_expect(&f, MDS_D_FORM_STRUCK);
    fixture_free(&f);
}

/* A cell over two rows pushes the cells of the second one to the right. */
Test(html, spans_keep_their_columns)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "<html>" TITLE "<table>" HEAD "<tr><td>ALOF-1<td rowspan=2>q<td>Yes<td>"
                          "<tr><td>ALOF-2<td>No<td>" ROW("AUDT-1", "No", "") "</table>");
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUDT-1", MDS_ANSWER_NO);
    fixture_free(&f);
}

static void refused(fixture *f, const mds_strbuf *page, const char *what)
{
    cr_assert_eq(page->status, MDS_OK);
    fixture_form(f, page->p, page->n);
    cr_expect_null(f->form, "%s", what);
    cr_expect_neq(f->status, MDS_OK, "%s", what);
}

/* A million tags, tags that never end, a tag with a million attributes: quickly read or refused. */
Test(html, bounds)
{
    mds_strbuf page;
    fixture f;

    fixture_init(&f);
    mds_strbuf_init(&page, (size_t)31 << 20);
    mds_strbuf_puts(&page, "<html>" TITLE "<table>" HEAD);
    for (int i = 0; i < 500000; i++) {
        mds_strbuf_puts(&page, "<tr><td>");
    }
    mds_strbuf_puts(&page, ROW("ALOF-1", "Yes", "") ROW("ALOF-2", "No", ""));
    fixture_form(&f, page.p, page.n);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);

    static const char *const many[] = {"<div>", "<b>", "<table><tr><td>"};
    for (size_t k = 0; k < sizeof many / sizeof *many; k++) {
        mds_strbuf_clear(&page);
        mds_strbuf_puts(&page, "<html>");
        for (int i = 0; i < 300000; i++) {
            mds_strbuf_puts(&page, many[k]);
        }
        refused(&f, &page, many[k]);
        (void)fixture_expect(&f, MDS_D_HTML_BOUNDS);
    }
    mds_strbuf_clear(&page);
    mds_strbuf_puts(&page, "<html><p");
    for (int i = 0; i < 1000000; i++) {
        mds_strbuf_printf(&page, " a%d='>'", i);
    }
    refused(&f, &page, "attributes");
    (void)fixture_expect(&f, MDS_D_HTML_BOUNDS);
    mds_strbuf_finish(&page);
    fixture_free(&f);
}
