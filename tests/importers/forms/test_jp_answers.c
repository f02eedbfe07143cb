/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a response cell of a Japanese form says, case by case. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

typedef struct answer_case {
    const char *response, *remark; /* as the file has them */
    mds_answer_state state;
    const char *note;
    mds_diag_code said; /* 0: nothing */
} answer_case;

#define NOTHING ((mds_diag_code)0)

static const answer_case three[] = {
    {"はい", "", MDS_ANSWER_YES, "", NOTHING},
    {"いいえ", "-", MDS_ANSWER_NO, "", NOTHING},
    {"対象外", "備考 -", MDS_ANSWER_NA, "", NOTHING},
    {"1. はい", "2", MDS_ANSWER_YES, "第二", NOTHING},
    {"１．はい", "備考 2", MDS_ANSWER_YES, "第二", NOTHING},
    {"2.いいえ", "備考_2", MDS_ANSWER_NO, "第二", NOTHING},
    {"3:対象外", "備考____", MDS_ANSWER_NA, "", NOTHING},
    {"①はい", "備考", MDS_ANSWER_YES, "", NOTHING},
    {"はい(オプション)", "", MDS_ANSWER_YES, "オプション", NOTHING},
    {"1. はい（オプション）", "", MDS_ANSWER_YES, "オプション", NOTHING},
    {"いいえ、予定なし", "2", MDS_ANSWER_NO, "予定なし\n第二", NOTHING},
    {"はい", "別途ご相談ください", MDS_ANSWER_YES, "別途ご相談ください", NOTHING},
    {"はい", "1、2", MDS_ANSWER_YES, "第一\n第二", NOTHING},
    {"はい", "備考2参照", MDS_ANSWER_YES, "第二", NOTHING},
    {"はい(備考2)", "", MDS_ANSWER_YES, "第二", NOTHING},
    {"はい", "9", MDS_ANSWER_YES, "", MDS_D_FORM_NOTE_UNRESOLVED},
    {"備考参照", "2", MDS_ANSWER_SEE_NOTE, "第二", NOTHING},
    {"", "2", MDS_ANSWER_SEE_NOTE, "第二", NOTHING},
    {"-", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    {"-", "2", MDS_ANSWER_UNANSWERED, "第二", NOTHING},
    {"－", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    {"ー", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    {"", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    /* printed choices, one of them marked */
    {"○はい", "", MDS_ANSWER_YES, "", NOTHING},
    {"○はい　いいえ　対象外", "", MDS_ANSWER_YES, "", NOTHING},
    {"はい ○いいえ 対象外", "", MDS_ANSWER_NO, "", NOTHING},
    {"はい○・いいえ・対象外", "", MDS_ANSWER_YES, "", NOTHING},
    {"はい・いいえ・対象外○", "", MDS_ANSWER_NA, "", NOTHING},
    {"□はい ■いいえ □対象外", "", MDS_ANSWER_NO, "", NOTHING},
    {"☐はい ☐いいえ ☑対象外", "", MDS_ANSWER_NA, "", NOTHING},
    {"☑はい ☐いいえ", "", MDS_ANSWER_YES, "", NOTHING},
    {"●はい ○いいえ ○対象外", "", MDS_ANSWER_YES, "", NOTHING},
    {"[x] はい [ ] いいえ [ ] 対象外", "", MDS_ANSWER_YES, "", NOTHING},
    {"( )はい (○)いいえ ( )対象外", "", MDS_ANSWER_NO, "", NOTHING},
    {"はい（　） いいえ（○） 対象外（　）", "", MDS_ANSWER_NO, "", NOTHING},
    {"(はい) いいえ 対象外", "", MDS_ANSWER_YES, "", NOTHING},
    {"はい 【いいえ】 対象外", "", MDS_ANSWER_NO, "", NOTHING},
    {"×はい ○いいえ ×対象外", "", MDS_ANSWER_NO, "", NOTHING},
    {"1. はい ○2. いいえ 3. 対象外", "", MDS_ANSWER_NO, "", NOTHING},
    /* none of them, or several */
    {"□はい □いいえ □対象外", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    {"○はい ○いいえ ○対象外", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    {"(はい・いいえ・対象外)", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    {"はい いいえ 対象外 備考 2", "", MDS_ANSWER_UNANSWERED, "第二", NOTHING},
    {"○はい ○いいえ 対象外", "", MDS_ANSWER_CONFLICT, "", MDS_D_FORM_TWO_MARKS},
    {"■はい □いいえ ■対象外", "", MDS_ANSWER_CONFLICT, "", MDS_D_FORM_TWO_MARKS},
    {"○はい ●いいえ 対象外", "", MDS_ANSWER_CONFLICT, "", MDS_D_FORM_TWO_MARKS},
    /* answers of another kind of question, and none at all */
    {"該当", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_NOT_OFFERED},
    {"2. 非該当", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_NOT_OFFERED},
    {"○該当 非該当", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_NOT_OFFERED},
    {"はい?", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_MARKS_UNCLEAR},
    {"はい・いいえ", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_UNREADABLE},
    {"はいといいえ", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_UNREADABLE},
    {"一部対応", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_UNREADABLE},
    {"○", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_UNREADABLE},
    {"8/2", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_UNREADABLE},
};

static const answer_case applicable[] = {
    {"該当", "", MDS_ANSWER_YES, "", NOTHING},
    {"1. 該当", "2", MDS_ANSWER_YES, "第二", NOTHING},
    {"2. 非該当", "", MDS_ANSWER_NO, "", NOTHING},
    {"該当しない", "", MDS_ANSWER_NO, "", NOTHING},
    {"該当　○非該当", "", MDS_ANSWER_NO, "", NOTHING},
    {"■該当 □非該当", "", MDS_ANSWER_YES, "", NOTHING},
    {"はい", "", MDS_ANSWER_YES, "", NOTHING},
    {"-", "", MDS_ANSWER_UNANSWERED, "", NOTHING},
    {"対象外", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_NOT_OFFERED},
    {"3. 対象外", "", MDS_ANSWER_UNREADABLE, "", MDS_D_FORM_ANSWER_NOT_OFFERED},
    {"○該当 ○非該当", "", MDS_ANSWER_CONFLICT, "", MDS_D_FORM_TWO_MARKS},
};

static void check_case(fixture *f, const answer_case *c, const char *id)
{
    static const mds_diag_code codes[] = {
        MDS_D_FORM_MARKS_UNCLEAR,      MDS_D_FORM_NOTE_UNRESOLVED,   MDS_D_FORM_TWO_MARKS,
        MDS_D_FORM_ANSWER_NOT_OFFERED, MDS_D_FORM_ANSWER_UNREADABLE, MDS_D_FORM_MARKS_LOST,
    };
    char text[2048];

    (void)snprintf(text, sizeof text,
                   "開示書の例 (第5.2版対応),,\n設問,回答,備考\n"
                   "1 第一の設問,いいえ,\n%s 第二の設問,\"%s\",\"%s\"\n13 余り,,\n\n"
                   "備考欄\n1,第一\n2,第二\n",
                   id, c->response, c->remark);
    fixture_form_text(f, text);
    cr_assert_eq(f->status, MDS_OK, "%s", c->response);
    cr_assert_str_eq(f->catalog->forms[f->form->form].edition, "jp-mds-4.1");
    const mds_answer *answer = fixture_answer(f, id);
    cr_expect_eq(answer->state, c->state, "%s: %s", c->response,
                 mds_answer_state_name(answer->state));
    cr_expect_str_eq(answer->note, c->note, "%s | %s: %s", c->response, c->remark, answer->note);
    cr_expect_eq(fixture_answer(f, "1")->state, MDS_ANSWER_NO, "%s", c->response);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        cr_expect_eq(fixture_count(f, codes[i]), codes[i] == c->said, "%s: MDS%d", c->response,
                     (int)codes[i]);
    }
}

Test(jp_answers, every_case)
{
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof three / sizeof *three; i++) {
        check_case(&f, &three[i], "2");
    }
    for (size_t i = 0; i < sizeof applicable / sizeof *applicable; i++) {
        check_case(&f, &applicable[i], "12");
    }
    fixture_free(&f);
}

/* The marks of a whole sheet: what a cross means hangs on what else is there. */
Test(jp_answers, marks_below_headings)
{
    static const struct {
        const char *first, *second; /* yes, no, n/a of two rows */
        mds_answer_state states[2];
    } sheets[] = {
        {"○,,", ",○,", {MDS_ANSWER_YES, MDS_ANSWER_NO}},
        {",,レ", "レ,,", {MDS_ANSWER_NA, MDS_ANSWER_YES}},
        {"1,,", ",1,", {MDS_ANSWER_YES, MDS_ANSWER_NO}},
        {"x,,", ",,x", {MDS_ANSWER_YES, MDS_ANSWER_NA}},
        {"×,,", ",,×", {MDS_ANSWER_YES, MDS_ANSWER_NA}},
        {"○,×,×", "×,○,×", {MDS_ANSWER_YES, MDS_ANSWER_NO}},
        {"○,,", "×,×,", {MDS_ANSWER_YES, MDS_ANSWER_UNREADABLE}},
        {"■,□,□", "□,□,□", {MDS_ANSWER_YES, MDS_ANSWER_UNANSWERED}},
        {"●,○,○", "○,○,●", {MDS_ANSWER_YES, MDS_ANSWER_NA}},
        {"○,○,", ",○,", {MDS_ANSWER_CONFLICT, MDS_ANSWER_NO}},
        {"○,,", ",,", {MDS_ANSWER_YES, MDS_ANSWER_UNANSWERED}},
        {"はい,,", ",いいえ,", {MDS_ANSWER_YES, MDS_ANSWER_NO}},
    };
    char text[1024];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        (void)snprintf(text, sizeof text,
                       "開示書の例 (第5.2版対応),,,,\n設問,はい,いいえ,対象外,備考\n"
                       "1 第一の設問,%s,\n2 第二の設問,%s,\n3 第三の設問,,,,\n"
                       "4.1.1 第四,,,,\n4.3.1 第五,,,,\n4.3.2 第六,,,,\n",
                       sheets[i].first, sheets[i].second);
        fixture_form_text(&f, text);
        cr_assert_eq(f.status, MDS_OK, "%s", text);
        for (size_t k = 0; k < 2; k++) {
            const mds_answer *answer = fixture_answer(&f, k == 0 ? "1" : "2");
            cr_expect_eq(answer->state, sheets[i].states[k], "%s | %s: %s", sheets[i].first,
                         sheets[i].second, mds_answer_state_name(answer->state));
        }
        cr_expect_eq(fixture_answer(&f, "3")->state, MDS_ANSWER_UNANSWERED);
    }
    fixture_free(&f);
}

Test(jp_answers, a_lost_mark_is_said_once)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "開示書の例 (第5.2版対応)\n"
                          "1 第一の設問(6.2.C1),はい,いいえ,対象外,備考 -\n"
                          "2 第二の設問(6.4.C5),はい,いいえ,対象外,備考 -\n"
                          "12 第三の設問(6.11),該当,非該当,,備考 -\n");
    cr_assert_eq(f.status, MDS_OK);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_MARKS_LOST);
    cr_expect_str_eq(d->args[0], "3");
    cr_expect_str_eq(d->args[1], "1");
    cr_expect_str_eq(d->where, "L2:C2");
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_MARKS_LOST), 1);
    cr_expect_eq(fixture_answer(&f, "1")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_eq(fixture_answer(&f, "12")->state, MDS_ANSWER_UNANSWERED);
    fixture_free(&f);
}

Test(jp_answers, the_message_names_the_marked_choices)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "開示書の例 (第5.2版対応)\n設問,はい,いいえ,対象外,備考\n"
                          "1 第一の設問,○,,○,\n2 第二の設問,,○,,\n12 第三の設問,,,○,\n");
    cr_assert_eq(f.status, MDS_OK);
    const mds_diag *two = fixture_expect(&f, MDS_D_FORM_TWO_MARKS);
    cr_expect_str_eq(two->args[0], "1");
    cr_expect_str_eq(two->args[1], "はい / 対象外");
    const mds_diag *other = fixture_expect(&f, MDS_D_FORM_ANSWER_NOT_OFFERED);
    cr_expect_str_eq(other->args[0], "12");
    cr_expect_str_eq(other->args[1], "対象外");
    cr_expect_str_eq(other->args[2], "該当 / 非該当");
    cr_expect_str_eq(other->where, "L5:C4");
    fixture_free(&f);
}

/* The input column wins over the printed side; a mark set by hand fills its gaps, and no formula's
 * does. */
Test(jp_answers, the_printed_side_and_the_input_column)
{
    fixture f;
    workbook book;

    fixture_init(&f);
    fixture_form_text(&f, "開示書の例 (第5.2版対応)\n,,,,,回答欄\n"
                          "1 第一の設問(6.2.C1),○はい,いいえ,対象外,,1. はい\n"
                          "2 第二の設問(6.4.C5),○はい,いいえ,対象外,,2. いいえ\n"
                          "3 第三の設問(6.5.C4),はい,○いいえ,対象外,,-\n"
                          "4 第四の設問(6.5.C1),はい,いいえ,対象外,,3. 対象外\n"
                          "5 第五の設問(6.5.C9),はい,いいえ,対象外,,-\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "1")->state, MDS_ANSWER_YES);
    cr_expect_eq(fixture_answer(&f, "2")->state, MDS_ANSWER_NO);
    cr_expect_eq(fixture_answer(&f, "3")->state, MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_answer(&f, "3")->where, "L5:C3");
    cr_expect_eq(fixture_answer(&f, "4")->state, MDS_ANSWER_NA);
    cr_expect_eq(fixture_answer(&f, "5")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_SIDES_DIFFER), 1);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_SIDES_DIFFER);
    cr_expect_str_eq(d->args[0], "2");
    cr_expect_str_eq(d->where, "L4:C2");

    workbook_init(&book);
    workbook_sheet(&book, "s", "visible",
                   "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>表 (第5.2版対応)</t></is></c>"
                   "<c r=\"E1\" t=\"inlineStr\"><is><t>回答欄</t></is></c></row>"
                   "<row r=\"2\"><c t=\"inlineStr\"><is><t>1 第一の設問(6.2.C1)</t></is></c>"
                   "<c t=\"str\"><f>E2</f><v>○はい</v></c><c t=\"str\"><f>E2</f><v>いいえ</v></c>"
                   "<c t=\"str\"><f>E2</f><v>対象外</v></c>"
                   "<c t=\"inlineStr\"><is><t>-</t></is></c></row>"
                   "<row r=\"3\"><c t=\"inlineStr\"><is><t>2 第二の設問(6.4.C5)</t></is></c>"
                   "<c t=\"str\"><f>E3</f><v>○はい</v></c><c t=\"str\"><f>E3</f><v>いいえ</v></c>"
                   "<c t=\"str\"><f>E3</f><v>対象外</v></c>"
                   "<c t=\"inlineStr\"><is><t>2. いいえ</t></is></c></row></sheetData>");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "1")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_eq(fixture_answer(&f, "2")->state, MDS_ANSWER_NO);
    cr_expect_null(fixture_diag(&f, MDS_D_FORM_SIDES_DIFFER, 0));
    fixture_free(&f);
}
