/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word documents: what a reader of the page sees is what is read. */
#include "support/fixture.h"
#include <mdsrisk/limits.h>

#include <criterion/criterion.h>
#include <string.h>

#define TEXT(t) "<w:r><w:t xml:space=\"preserve\">" t "</w:t></w:r>"
#define P(t) "<w:p>" TEXT(t) "</w:p>"
#define TC(content) "<w:tc>" content "</w:tc>"
#define ROW(id, answer, note) "<w:tr>" TC(P(id)) TC(P("Is it so?")) TC(answer) TC(P(note)) "</w:tr>"
#define HEAD                                                                                       \
    "<w:tr>" TC(P("Question ID")) TC(P("Question")) TC(P("Yes, No, N/A, or See Note"))             \
        TC(P("Note #")) "</w:tr>"
#define TITLE P("Manufacturer Disclosure Statement for Medical Device Security -- MDS2")
#define CONTROL(properties, content)                                                               \
    "<w:sdt><w:sdtPr>" properties "</w:sdtPr><w:sdtContent>" content "</w:sdtContent></w:sdt>"
#define LIST                                                                                       \
    "<w:dropDownList><w:listItem w:displayText=\"Choose an item.\" w:value=\"\"/>"                 \
    "<w:listItem w:displayText=\"Yes\" w:value=\"Yes\"/></w:dropDownList>"
#define BOX(checked)                                                                               \
    CONTROL("<w14:checkbox><w14:checked w14:val=\"" checked "\"/></w14:checkbox>", TEXT("?"))
#define FIELD(data, result)                                                                        \
    "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>" data "</w:ffData></w:fldChar></w:r>"      \
    "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"                                           \
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" result                                    \
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
#define OLD_BOX(inside) FIELD("<w:checkBox><w:default w:val=\"0\"/>" inside "</w:checkBox>", "")
#define OLD_LIST(inside)                                                                           \
    FIELD("<w:ddList>" inside                                                                      \
          "<w:listEntry w:val=\"Yes\"/><w:listEntry w:val=\"No\"/></w:ddList>",                    \
          TEXT("Yes"))

static void add_part(workbook *book, const char *name, const char *content)
{
    mds_strbuf part;

    mds_strbuf_init(&part, (size_t)64 << 20);
    mds_strbuf_puts(&part, "<w:x xmlns:w=\"http://w\" xmlns:w14=\"http://w14\">");
    mds_strbuf_puts(&part, content);
    mds_strbuf_puts(&part, "</w:x>");
    workbook_part(book, name, part.p, part.n);
    mds_strbuf_finish(&part);
}

/* Imports a document with that body, and numbering unless it is NULL. */
static void import(fixture *f, const char *body, const char *numbering)
{
    workbook book;

    workbook_init(&book);
    workbook_text(&book, "_rels/.rels",
                  "<Relationships><Relationship Type=\"http://x/officeDocument\" "
                  "Target=\"word/document.xml\"/></Relationships>");
    add_part(&book, "word/document.xml", body);
    if (numbering != NULL) {
        add_part(&book, "word/numbering.xml", numbering);
    }
    fixture_form_workbook(f, &book);
    workbook_free(&book);
}

static void expect(const fixture *f, const char *question, mds_answer_state state)
{
    const mds_answer *answer = fixture_answer(f, question);

    cr_expect_eq(answer->state, state, "%s is %d, \"%s\" at %s", question, (int)answer->state,
                 answer->response, answer->where);
}

Test(docx, tables_of_sections_are_one_form)
{
    fixture f;

    fixture_init(&f);
    import(&f,
           TITLE "<w:tbl>" HEAD ROW("ALOF-1", P("Yes"), "1")
               ROW("ALOF-2", P("No"), "") "</w:tbl>" P("AUDIT CONTROLS") "<w:tbl>" ROW(
                   "AUDT-1", P("See Note"), "2") ROW("AUDT-2", P("N/A"), "") "</w:tbl>" P("Notes:")
                   P("1. After ten minutes.") P("2. In the log of the server."),
           NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUDT-1", MDS_ANSWER_SEE_NOTE);
    expect(&f, "AUDT-2", MDS_ANSWER_NA);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "After ten minutes.");
    cr_expect_str_eq(fixture_answer(&f, "AUDT-1")->note, "In the log of the server.");
    cr_expect_str_eq(fixture_answer(&f, "AUDT-2")->where, "T2:R2:C3");
    fixture_free(&f);
}

/* Columns that another table has in another order are not mixed up. */
Test(docx, tables_with_other_columns_stand_apart)
{
    fixture f;

    fixture_init(&f);
    import(&f,
           TITLE "<w:tbl>" HEAD ROW("ALOF-1", P("Yes"), "") ROW("ALOF-2", P("Yes"), "")
               ROW("AUDT-1", P("Yes"), "") "</w:tbl><w:tbl><w:tr>" TC(P("Question ID"))
                   TC(P("Question")) TC(P("Note #"))
                       TC(P("Yes, No, N/A, or See Note")) "</w:tr>" ROW("CONN-1", P(""), "No")
                           ROW("CONN-2", P(""), "N/A") "</w:tbl>",
           NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "CONN-1", MDS_ANSWER_NO);
    expect(&f, "CONN-2", MDS_ANSWER_NA);
    fixture_free(&f);
}

Test(docx, controls_give_their_state)
{
    fixture f;

    fixture_init(&f);
    import(&f,
           TITLE "<w:tbl>" HEAD ROW("ALOF-1", CONTROL(LIST, P("Yes")), "")
               ROW("ALOF-2", CONTROL(LIST, P("Choose an item.")), "")
                   ROW("AUDT-1", CONTROL("<w:showingPlcHdr/>", P("Yes or No")), "")
                       ROW("AUDT-2", "<w:p>" BOX("0") TEXT(" Yes ") BOX("1") TEXT(" No") "</w:p>",
                           "") "<w:tr>" TC(P("AUTH-1")) TC(P("q")) CONTROL(LIST, TC(P("Yes")))
                           TC(P("")) "</w:tr></w:tbl>",
           NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_UNANSWERED);
    expect(&f, "AUDT-1", MDS_ANSWER_UNANSWERED);
    expect(&f, "AUDT-2", MDS_ANSWER_NO);
    expect(&f, "AUTH-1", MDS_ANSWER_YES);
    fixture_free(&f);
}

/* A list that names no choice shows its first entry all the same: that is nobody's answer. */
Test(docx, fields_give_their_state)
{
    fixture f;

    fixture_init(&f);
    import(
        &f,
        TITLE "<w:tbl>" HEAD ROW(
            "ALOF-1", "<w:p>" OLD_BOX("<w:checked/>") TEXT("Yes ") OLD_BOX("") TEXT("No") "</w:p>",
            "") ROW("ALOF-2", "<w:p>" OLD_LIST("<w:result w:val=\"1\"/>") "</w:p>", "")
            ROW("AUDT-1", "<w:p>" OLD_LIST("") "</w:p>", "") ROW("AUDT-2", P("Yes"), "") "</w:tbl>",
        NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUDT-1", MDS_ANSWER_UNANSWERED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_DOCX_LIST_UNCHOSEN)->args[0], "1");
    fixture_free(&f);
}

Test(docx, changes_are_read_as_accepted_and_said)
{
    fixture f;

    fixture_init(&f);
    import(&f,
           TITLE "<w:tbl>" HEAD ROW(
               "ALOF-1",
               "<w:p><w:del><w:r><w:delText>No</w:delText></w:r></w:del><w:ins>" TEXT(
                   "Yes") "</w:ins></w:p>",
               "") ROW("ALOF-2", "<w:p><w:moveFrom>" TEXT("Yes") "</w:moveFrom></w:p>",
                       "") "<w:tr><w:trPr><w:del/></w:trPr>" TC(P("AUDT-1")) TC(P("q"))
               TC(P("Yes")) "</w:tr>" ROW("AUDT-2",
                                          "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></"
                                          "w:rPr></w:rPrChange></w:rPr><w:t>N/A</w:t></w:r></w:p>",
                                          "") "</w:tbl>",
           NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_UNANSWERED);
    expect(&f, "AUDT-1", MDS_ANSWER_MISSING);
    expect(&f, "AUDT-2", MDS_ANSWER_NA);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_DOCX_CHANGES)->args[0], "4");
    fixture_free(&f);
}

#define STYLED(property, t) "<w:r><w:rPr><w:" property "/></w:rPr><w:t>" t "</w:t></w:r>"

Test(docx, struck_and_hidden_text_is_left_out_and_said)
{
    fixture f;

    fixture_init(&f);
    import(&f,
           TITLE "<w:tbl>" HEAD ROW("ALOF-1", "<w:p>" TEXT("Yes ") STYLED("strike", "No") "</w:p>",
                                    "") ROW("ALOF-2", "<w:p>" STYLED("dstrike", "Yes") "</w:p>", "")
               ROW("AUDT-1", "<w:p>" STYLED("vanish", "Yes") TEXT("No") "</w:p>", "") ROW(
                   "AUDT-2", "<w:p>" STYLED("strike w:val=\"0\"", "No") "</w:p>", "") "</w:tbl>",
           NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_UNANSWERED);
    expect(&f, "AUDT-1", MDS_ANSWER_NO);
    expect(&f, "AUDT-2", MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_STRUCK)->args[1], "T1:R2:C3, T1:R3:C3");
    (void)fixture_expect(&f, MDS_D_DOCX_HIDDEN);
    fixture_free(&f);
}

#define DEFINITION                                                                                 \
    "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"              \
    "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"              \
    "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num>"
#define NUMBERED(t)                                                                                \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>" TEXT(     \
        t) "</w:p>"

/* Word counts notes itself: no paragraph holds their numbers. */
Test(docx, counted_notes_have_their_numbers)
{
    fixture f;

    fixture_init(&f);
    import(&f,
           TITLE "<w:tbl>" HEAD ROW("ALOF-1", P("Yes"), "2")
               ROW("ALOF-2", P("No"), "") "</w:tbl>" P("Notes:") NUMBERED("first")
                   NUMBERED("second"),
           DEFINITION);
    cr_assert_not_null(f.form);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "second");
    fixture_free(&f);
}

/* A table that only lays out the page holds the form; a small one holds the choices of a cell. */
Test(docx, tables_within_tables)
{
    fixture f;

    fixture_init(&f);
    import(&f,
           "<w:tbl><w:tr>" TC(TITLE "<w:tbl>" HEAD ROW("ALOF-1", P("Yes"), "") ROW(
               "ALOF-2",
               "<w:tbl><w:tr>" TC(P("&#9744; Yes")) TC(P("&#9746; No"))
                   TC(P("&#9744; N/A")) "</w:tr></w:tbl>" P(""),
               "") ROW("AUDT-1", P("No"), "") ROW("AUDT-2", P("No"), "")
                                  ROW("AUTH-1", P("No"), "") "</w:tbl>" P("")) "</w:tr></w:tbl>",
           NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUTH-1", MDS_ANSWER_NO);
    fixture_free(&f);
}

/* Many tags, deep ones, and cells that never end: read or refused, and quickly. */
Test(docx, bounds)
{
    mds_strbuf body;
    fixture f;

    fixture_init(&f);
    mds_strbuf_init(&body, (size_t)64 << 20);
    mds_strbuf_puts(&body, TITLE "<w:tbl>");
    for (unsigned i = 0; i < 250000; i++) {
        mds_strbuf_printf(&body, "<w:tr w:a=\"%x\"><w:tc><w:p/></w:tc></w:tr>", i * 2654435761U);
    }
    mds_strbuf_puts(&body, HEAD ROW("ALOF-1", P("Yes"), "") ROW("ALOF-2", P("No"), ""));
    mds_strbuf_puts(&body, "</w:tbl>");
    import(&f, body.p, NULL);
    cr_assert_not_null(f.form);
    expect(&f, "ALOF-1", MDS_ANSWER_YES);

    mds_strbuf_clear(&body);
    mds_strbuf_puts(&body, "<w:tbl><w:tr>");
    for (int i = 0; i < 300; i++) {
        mds_strbuf_puts(&body, "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr></w:tc>");
    }
    mds_strbuf_puts(&body, "</w:tr></w:tbl>");
    import(&f, body.p, NULL);
    (void)fixture_expect(&f, MDS_D_DOCUMENT_COMPLEX);
    cr_expect_eq(f.status, MDS_ELIMIT);

    mds_strbuf_clear(&body);
    for (int i = 0; i < 100; i++) {
        mds_strbuf_puts(&body, "<w:tbl><w:tr><w:tc>");
    }
    for (int i = 0; i < 100; i++) {
        mds_strbuf_puts(&body, "</w:tc></w:tr></w:tbl>");
    }
    import(&f, body.p, NULL);
    (void)fixture_expect(&f, MDS_D_XML_INVALID);
    mds_strbuf_finish(&body);
    fixture_free(&f);
}
