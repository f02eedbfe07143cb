/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet that shows how a form is filled in, beside the form. */
#include <criterion/criterion.h>

#include "support/fixture.h"
#include "support/raw_workbook.h"
#include <stdio.h>

static void add_sheet(workbook *book, const char *name, const char *answer)
{
    char xml[2048];
    mds_strbuf rows;

    mds_strbuf_init(&rows, sizeof xml);
    mds_strbuf_puts(&rows,
                    "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>表 (第5.2版対応)</t></is>"
                    "</c></row>");
    for (int i = 1; i <= 3; i++) {
        mds_strbuf_printf(&rows,
                          "<row r=\"%d\"><c t=\"inlineStr\"><is><t>%d 甲(6.%d.C1)</t></is></c>"
                          "<c t=\"inlineStr\"><is><t>%s</t></is></c></row>",
                          i + 1, i, i, answer);
    }
    mds_strbuf_puts(&rows, "</sheetData>");
    workbook_sheet(book, name, "visible", rows.p);
    mds_strbuf_finish(&rows);
}

Test(sample, is_not_read_beside_the_form)
{
    static const struct {
        const char *first, *second;
        mds_answer_state state;
        size_t said;
    } cases[] = {
        {"記入例", "開示書", MDS_ANSWER_NO, 1},
        {"MDS", "MDS (サンプル)", MDS_ANSWER_YES, 1},
        {"甲", "乙", MDS_ANSWER_CONFLICT, 0},
        /* Two samples are a form that somebody has not renamed. */
        {"記入例", "記入例 (2)", MDS_ANSWER_CONFLICT, 0},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        workbook book;
        workbook_init(&book);
        add_sheet(&book, cases[i].first, "はい");
        add_sheet(&book, cases[i].second, "いいえ");
        fixture_form_workbook(&f, &book);
        workbook_free(&book);
        cr_assert_eq(f.status, MDS_OK);
        cr_expect_eq(fixture_answer(&f, "1")->state, cases[i].state, "%s", cases[i].first);
        cr_expect_eq(fixture_count(&f, MDS_D_FORM_SAMPLE_SHEET), cases[i].said);
    }
    fixture_free(&f);
}
