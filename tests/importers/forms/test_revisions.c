/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of two revisions or two products: the newer ones hold, and what nothing decides is
 * nobody's answer. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Two headings of answers, the older one and the newer one. */
typedef struct heading_pair {
    const char *older, *newer;
} heading_pair;

static const heading_pair pairs[] = {
    {"前回", "今回"},
    {"前回回答", "今回回答"},
    {"旧", "新版"},
    {"2023年度", "2024年度"},
    {"回答(2023年度)", "回答(2024年度)"},
    {"令和5年度", "令和6年度"},
    {"R5", "R6"},
    {"平成31年度", "令和2年度"},
    {"２０２３年度", "２０２４年度"},
    {"2024/04/01 回答", "2025/04/01 回答"},
    {"2024年4月 回答", "2024年10月 回答"},
    {"2024年4月1日", "2024年4月21日"},
    {"20240401", "20250401"},
    {"第1版", "第2版"},
    {"初版", "改訂版"},
    {"改訂前", "改訂後"},
    {"1回目", "2回目"},
    {"Rev A", "Rev B"},
    {"Response Rev. 1", "Response Rev. 2"},
    {"Ver 1.9", "Ver 1.10"},
    {"Answer v1", "Answer v2"},
    {"Previous answer", "Current answer"},
    {"FY2023", "FY2024"},
    {"Response 2023-05-01", "Response 2024-03-01"},
    {"Last year", "Answer"},
    {"Old", "Response"},
};

/* Headings that tell nothing about which one holds. */
static const heading_pair undecided[] = {
    {"回答A", "回答B"},    {"機種1", "機種2"},       {"Response", "Response"},
    {"回答", "回答"},      {"2024年度", "2024年度"}, {"今回(2023年度)", "前回(2024年度)"},
    {"Rev A", "2024年度"}, {"Monitor", "Pump"},      {"2024年度", "2024年10月"},
};

enum { PAIRS = sizeof pairs / sizeof *pairs, UNDECIDED = sizeof undecided / sizeof *undecided };

static const char *const words[2][3] = {{"はい", "いいえ", "対象外"}, {"Yes", "No", "N/A"}};
static const char *const ids[2][6] = {{"3", "4", "4.2", "4.3", "5", "6"},
                                      {"ALOF-1", "ALOF-2", "AUDT-1", "AUDT-2", "AUTH-1", "AUTH-2"}};
static const char *const begins[2] = {"開示書の例 (第5.2版対応)\n", ""};
static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};

enum { ROWS = 6 };

/* The older answer to a row, and the newer one: each of the nine pairs but those alike. */
static size_t older_of(size_t row)
{
    return row % 3;
}

static size_t newer_of(size_t row)
{
    return (row + 1 + row / 3) % 3;
}

/* A column of answers, or one of each choice with a ring. */
static void put_answer(mds_strbuf *text, size_t language, bool rings, size_t answer)
{
    for (size_t k = 0; rings && k < 3; k++) {
        mds_strbuf_printf(text, ",%s", k == answer ? "○" : "");
    }
    if (!rings) {
        mds_strbuf_printf(text, ",%s", words[language][answer]);
    }
}

static void put_headings(mds_strbuf *text, size_t language, bool rings, const char *left,
                         const char *right)
{
    mds_strbuf_printf(text, rings ? "No,Q,%s,,,%s,,\n" : "No,Q,%s,%s\n", left, right);
    for (size_t k = 0; rings && k < 6; k++) {
        mds_strbuf_printf(text, "%s%s", k == 0 ? "No,Q," : ",", words[language][k % 3]);
    }
    mds_strbuf_puts(text, rings ? "\n" : "");
}

/* \p swap: the newer answers are on the left. */
static void read_pair(fixture *f, const heading_pair *pair, size_t language, bool rings, bool swap)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_puts(&text, begins[language]);
    put_headings(&text, language, rings, swap ? pair->newer : pair->older,
                 swap ? pair->older : pair->newer);
    for (size_t i = 0; i < ROWS; i++) {
        mds_strbuf_printf(&text, "%s,q", ids[language][i]);
        put_answer(&text, language, rings, swap ? newer_of(i) : older_of(i));
        put_answer(&text, language, rings, swap ? older_of(i) : newer_of(i));
        mds_strbuf_puts(&text, "\n");
    }
    fixture_form_text(f, text.p);
    cr_assert_eq(f->status, MDS_OK, "%s | %s", pair->older, pair->newer);
    mds_strbuf_finish(&text);
}

Test(revisions, the_newer_column_holds)
{
    size_t count = 0;
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < PAIRS * 8; n++) {
        const heading_pair *pair = &pairs[n / 8];
        const size_t language = n % 2;
        const bool rings = (n & 2) != 0;
        read_pair(&f, pair, language, rings, (n & 4) != 0);
        for (size_t i = 0; i < ROWS; i++) {
            const mds_answer *answer = fixture_answer(&f, ids[language][i]);
            cr_expect_eq(answer->state, states[newer_of(i)], "%s | %s, rings %d: %s is %s",
                         pair->older, pair->newer, rings, ids[language][i],
                         mds_answer_state_name(answer->state));
            count++;
        }
        cr_expect_eq(fixture_count(&f, MDS_D_FORM_TWO_ANSWER_COLUMNS), 1, "%s | %s", pair->older,
                     pair->newer);
    }
    cr_log_info("%zu answers beside older ones", count);
    fixture_free(&f);
}

Test(revisions, what_nothing_decides_is_nobodys_answer)
{
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < UNDECIDED * 4; n++) {
        const heading_pair *pair = &undecided[n / 4];
        const size_t language = n % 2;
        read_pair(&f, pair, language, (n & 2) != 0, false);
        for (size_t i = 0; i < ROWS; i++) {
            const mds_answer *answer = fixture_answer(&f, ids[language][i]);
            cr_expect_eq(answer->state, MDS_ANSWER_CONFLICT, "%s | %s: %s is %s", pair->older,
                         pair->newer, ids[language][i], mds_answer_state_name(answer->state));
        }
        cr_expect_eq(fixture_count(&f, MDS_D_FORM_QUESTION_CONFLICT), ROWS);
        (void)fixture_expect(&f, MDS_D_FORM_COLUMNS_UNDECIDED);
    }
    fixture_free(&f);
}

Test(revisions, notes_stay_with_their_answers)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ID,Question,Response 2023,Notes,Response 2024,Notes\n"
                          "ALOF-1,q,Yes,was so,No,is so\nALOF-2,q,No,gone,Yes,\n"
                          "AUDT-1,q,Yes,gone,,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "is so");
    cr_expect_str_eq(fixture_answer(&f, "ALOF-2")->note, "");
    /* The newer column is empty: unanswered, and the older answer that is there is said. */
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_not_null(strstr(fixture_expect(&f, MDS_D_FORM_CELLS_UNANSWERED)->args[1], "L4:C3"));
    fixture_free(&f);
}

/* A sheet with the answers of all rows: older or newer ones. */
static void put_sheet(workbook *book, const char *name, bool hidden, bool newer, size_t rows)
{
    mds_strbuf part;

    mds_strbuf_init(&part, 1 << 16);
    mds_strbuf_puts(&part, "<sheetData><row><c t=\"inlineStr\"><is><t>Question ID</t></is></c>"
                           "<c t=\"inlineStr\"><is><t>Question</t></is></c>"
                           "<c t=\"inlineStr\"><is><t>Answer</t></is></c></row>");
    for (size_t i = 0; i < rows; i++) {
        mds_strbuf_printf(&part,
                          "<row><c t=\"inlineStr\"><is><t>%s</t></is></c>"
                          "<c t=\"inlineStr\"><is><t>q</t></is></c>"
                          "<c t=\"inlineStr\"><is><t>%s</t></is></c></row>",
                          ids[1][i], words[1][newer ? newer_of(i) : older_of(i)]);
    }
    mds_strbuf_puts(&part, "</sheetData>");
    workbook_sheet(book, name, hidden ? "hidden" : "visible", part.p);
    mds_strbuf_finish(&part);
}

/* Reads a workbook of two sheets; \p older comes first. */
static void read_sheets(fixture *f, const char *older, const char *newer, bool hidden,
                        const char *sheet)
{
    mds_source *source = NULL;
    workbook book;

    workbook_init(&book);
    put_sheet(&book, older, hidden, false, ROWS);
    put_sheet(&book, newer, false, true, ROWS);
    cr_assert(workbook_finish(&book));
    fixture_form(f, book.bytes, book.size); /* forgets what was read before */
    if (sheet != NULL) {
        f->diags = mds_diags_new(f->arena, 100);
        cr_assert_eq(mds_source_from_memory(&source, "test", book.bytes, book.size), MDS_OK);
        f->status = mds_import_form_sheet(&f->form, f->arena, f->catalog, source, sheet, f->diags);
        mds_source_free(source);
    }
    workbook_free(&book);
}

static void expect_sheet(const fixture *f, bool newer)
{
    cr_assert_eq(f->status, MDS_OK);
    for (size_t i = 0; i < ROWS; i++) {
        cr_expect_eq(fixture_answer(f, ids[1][i])->state, states[newer ? newer_of(i) : older_of(i)],
                     "%s", ids[1][i]);
    }
}

Test(revisions, sheets_of_two_revisions)
{
    fixture f;

    fixture_init(&f);
    for (size_t n = 0; n < PAIRS; n++) {
        char older[64];
        char newer[64];
        (void)snprintf(older, sizeof older, "MDS2 %s", pairs[n].older);
        (void)snprintf(newer, sizeof newer, "MDS2 %s", pairs[n].newer);
        read_sheets(&f, older, newer, false, NULL);
        expect_sheet(&f, true);
        cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_SHEET_OLDER)->args[0], older);
    }
    /* A hidden one is no answer beside one that can be seen. */
    read_sheets(&f, "form", "copy", true, NULL);
    expect_sheet(&f, true);
    (void)fixture_expect(&f, MDS_D_FORM_SHEET_OLDER);
    fixture_free(&f);
}

Test(revisions, two_products_are_asked_for)
{
    fixture f;

    fixture_init(&f);
    read_sheets(&f, "Pump", "Monitor", false, NULL);
    cr_expect_eq(f.status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_SHEETS_RIVAL)->args[0], "Pump");
    read_sheets(&f, "Pump", "Monitor", false, "pump");
    expect_sheet(&f, false);
    read_sheets(&f, "Pump", "Monitor", false, "Monitor");
    expect_sheet(&f, true);
    read_sheets(&f, "Pump", "Monitor", false, "Scanner");
    cr_expect_eq(f.status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_SHEET_NOT_THERE)->args[1], "Pump, Monitor");
    fixture_free(&f);
}

Test(revisions, a_hidden_row_loses)
{
    workbook book;
    fixture f;

    fixture_init(&f);
    workbook_init(&book);
    workbook_sheet(&book, "form", "visible",
                   "<sheetData><row><c t=\"inlineStr\"><is><t>Question ID</t></is></c>"
                   "<c t=\"inlineStr\"><is><t>Answer</t></is></c></row>"
                   "<row hidden=\"1\"><c t=\"inlineStr\"><is><t>ALOF-1</t></is></c>"
                   "<c t=\"inlineStr\"><is><t>Yes</t></is></c></row>"
                   "<row><c t=\"inlineStr\"><is><t>ALOF-1</t></is></c>"
                   "<c t=\"inlineStr\"><is><t>No</t></is></c></row>"
                   "<row><c t=\"inlineStr\"><is><t>ALOF-2</t></is></c>"
                   "<c t=\"inlineStr\"><is><t>Yes</t></is></c></row></sheetData>");
    fixture_form_workbook(&f, &book);
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_HIDDEN_OLDER)->where, "form!B2");
    workbook_free(&book);
    fixture_free(&f);
}
