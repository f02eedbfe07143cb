/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a response cell says, case by case, through a small table of three questions. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

typedef struct answer_case {
    const char *response, *note_cell; /* as the file has them */
    mds_answer_state state;
    const char *note;
} answer_case;

static const answer_case cases[] = {
    {"Yes", "", MDS_ANSWER_YES, ""},
    {" yes ", "__", MDS_ANSWER_YES, ""},
    {"ＹＥＳ", "", MDS_ANSWER_YES, ""},
    {"Ｎ／Ａ", "____", MDS_ANSWER_NA, ""},
    {"NO", "", MDS_ANSWER_NO, ""},
    {"n/a", "", MDS_ANSWER_NA, ""},
    {"Not applicable", "", MDS_ANSWER_NA, ""},
    {"はい", "", MDS_ANSWER_YES, ""},
    {"いいえ", "", MDS_ANSWER_NO, ""},
    {"See Notes", "", MDS_ANSWER_SEE_NOTE, ""},
    {"See Note 6", "", MDS_ANSWER_SEE_NOTE, "Sixth."},
    {"Note 6", "", MDS_ANSWER_SEE_NOTE, "Sixth."},
    {"see notes 1, 6", "", MDS_ANSWER_SEE_NOTE, "First.\nSixth."},
    {"See Notes 1 and 6", "", MDS_ANSWER_SEE_NOTE, "First.\nSixth."},
    {"See Notes 1-2", "", MDS_ANSWER_SEE_NOTE, "First.\nSecond."},
    {"*6", "", MDS_ANSWER_SEE_NOTE, "Sixth."},
    {"注6参照", "", MDS_ANSWER_SEE_NOTE, "Sixth."},
    {"Yes", "See Note 6", MDS_ANSWER_YES, "Sixth."},
    {"Yes", "See Note 6 ", MDS_ANSWER_YES, "Sixth."},
    {"Yes", "6", MDS_ANSWER_YES, "Sixth."},
    {"Yes", "1, 6", MDS_ANSWER_YES, "First.\nSixth."},
    {"No", "*2", MDS_ANSWER_NO, "Second."},
    {"Yes", "Only over the service port", MDS_ANSWER_YES, "Only over the service port"},
    {"Yes", "Only there, see note 2", MDS_ANSWER_YES, "Only there, see note 2\nSecond."},
    {"Yes,USB memory", "__", MDS_ANSWER_YES, "USB memory"},
    {"Yes, Optional", "", MDS_ANSWER_YES, "Optional"},
    {"N/A: No default accounts", "", MDS_ANSWER_NA, "No default accounts"},
    {"No - planned", "", MDS_ANSWER_NO, "planned"},
    {"No – planned", "", MDS_ANSWER_NO, "planned"},
    {"Yes (see note 2)", "", MDS_ANSWER_YES, "Second."},
    {"Yes see note 2", "", MDS_ANSWER_YES, "Second."},
    {"Yes*2", "", MDS_ANSWER_YES, "Second."},
    {"Yes*", "", MDS_ANSWER_YES, ""},
    {"Yes [2]", "", MDS_ANSWER_YES, "Second."},
    {"Yes, 2", "", MDS_ANSWER_YES, "2"},
    {"Yes (optional)", "See Note 2", MDS_ANSWER_YES, "optional\nSecond."},
    {"はい（オプション）", "", MDS_ANSWER_YES, "オプション"},
    {"いいえ、予定なし", "", MDS_ANSWER_NO, "予定なし"},
    {"", "See Note 2", MDS_ANSWER_SEE_NOTE, "Second."},
    {"", "Depends on the site", MDS_ANSWER_SEE_NOTE, "Depends on the site"},
    {"__", "__", MDS_ANSWER_UNANSWERED, ""},
    {"-", "", MDS_ANSWER_UNANSWERED, ""},
    {"", "", MDS_ANSWER_UNANSWERED, ""},
    {"Yes/No", "", MDS_ANSWER_UNREADABLE, ""},
    {"Yes, No", "", MDS_ANSWER_UNREADABLE, ""},
    {"Yes, No, N/A, or maybe", "", MDS_ANSWER_UNREADABLE, ""},
    {"No restrictions apply", "", MDS_ANSWER_UNREADABLE, ""},
    {"None", "", MDS_ANSWER_UNREADABLE, ""},
    {"Noisy", "", MDS_ANSWER_UNREADABLE, ""},
    {"N.B. see the manual", "", MDS_ANSWER_UNREADABLE, ""},
    {"No. 5", "", MDS_ANSWER_UNREADABLE, ""},
    {"Partially", "", MDS_ANSWER_UNREADABLE, ""},
    {"TRUE", "", MDS_ANSWER_UNREADABLE, ""},
    {"1", "", MDS_ANSWER_UNREADABLE, ""},
};

Test(answers, every_case)
{
    char text[2048];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const answer_case *c = &cases[i];
        (void)snprintf(text, sizeof text,
                       "Question ID,Question,Answer,Notes\n"
                       "ALOF-1,First question,No,\n"
                       "ALOF-2,Second question,\"%s\",\"%s\"\n"
                       "AUDT-1,Third question,N/A,\n"
                       "\nNote 1,First.\nNote 2: Second.\nNote 6,Sixth.\n",
                       c->response, c->note_cell);
        fixture_form_text(&f, text);
        cr_assert_eq(f.status, MDS_OK, "%s", c->response);
        const mds_answer *answer = fixture_answer(&f, "ALOF-2");
        cr_expect_eq(answer->state, c->state, "%s: %s", c->response,
                     mds_answer_state_name(answer->state));
        cr_expect_str_eq(answer->note, c->note, "%s | %s", c->response, c->note_cell);
        cr_expect_eq(fixture_count(&f, MDS_D_FORM_ANSWER_UNREADABLE) +
                         fixture_count(&f, MDS_D_FORM_MARKS_UNCLEAR),
                     c->state == MDS_ANSWER_UNREADABLE, "%s", c->response);
        cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_NO, "%s", c->response);
        cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_NA, "%s", c->response);
        cr_expect_str_eq(answer->wording, "Second question");
    }
    fixture_free(&f);
}

Test(answers, an_unknown_note_number_keeps_the_answer)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ID,Question,Answer,Notes\nALOF-1,a,Yes,See Note 9\nALOF-2,b,No,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_NOTE_UNRESOLVED);
    cr_expect_str_eq(d->args[0], "ALOF-1");
    cr_expect_str_eq(d->args[1], "9");
    cr_expect_str_eq(d->where, "L2:C3");
    fixture_free(&f);
}

Test(answers, dates_that_can_be_one_day_only)
{
    static const struct {
        const char *text, *day;
    } dates[] = {
        {"2019-10-08", "2019-10-08"},
        {"2019/10/08", "2019-10-08"},
        {"8 October 2019", "2019-10-08"},
        {"8-Oct-2019", "2019-10-08"},
        {"October 8, 2019", "2019-10-08"},
        {"2019年10月8日", "2019-10-08"},
        {"２０１９年１０月８日", "2019-10-08"},
        {"2019.10.8", "2019-10-08"},
        {"8th Oct 2019", "2019-10-08"},
        {"43746", "2019-10-08"},
        {"10/8/2019", ""},
        {"October 2019", ""},
        {"2019-13-01", ""},
        {"30 February 2019", ""},
        {"soon", ""},
    };
    char text[512];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        (void)snprintf(text, sizeof text, "DOC-7,Date,\"%s\"\nALOF-1,a,Yes\nALOF-2,b,No\n",
                       dates[i].text);
        fixture_form_text(&f, text);
        cr_assert_eq(f.status, MDS_OK);
        cr_expect_str_eq(fixture_answer(&f, "DOC-7")->response, dates[i].text);
        cr_expect_eq(f.form->document_day == INT32_MIN, dates[i].day[0] == '\0', "%s",
                     dates[i].text);
        if (dates[i].day[0] != '\0') {
            cr_expect_str_eq(f.form->device[MDS_DEVICE_DOCUMENT_DATE], dates[i].day);
        } else {
            cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_DATE_UNREADABLE)->args[1],
                             dates[i].text);
        }
    }
    fixture_free(&f);
}
