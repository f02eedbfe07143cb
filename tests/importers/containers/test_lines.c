/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text with one question a line. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const fixture *f, const char *question, mds_answer_state state)
{
    cr_assert_not_null(f->form);
    const mds_answer *answer = fixture_answer(f, question);
    cr_expect_eq(answer->state, state, "%s is %d, \"%s\" at %s", question, (int)answer->state,
                 answer->response, answer->where);
}

Test(lines, colons_part_question_and_answer)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f,
                      "# Manufacturer Disclosure Statement for Medical Device Security, MDS2\n\n"
                      "DOC-1:Manufacturer Name:Acme, Inc.\n"
                      "DOC-3,Device Model: Pump, small,\n"
                      "ALOF-1,\"Is it so? If yes, say: when.\": Yes,\r\n"
                      "ALOF-2,Is it so?: No,See Note 2\n"
                      "AUDT-1,Is it so? : N/A,\n"
                      "AUDT-2,Yes: is it so?: ,\n"
                      "AUDT-2.1:Is it? Or is it not?:See Note\n"
                      "AUDT-2.2,Is it so? Say why in notes.: Yes,See Note 1\n"
                      "\nNotes:\nNote 1: one\nNote 2: two\n");
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUDT-1", MDS_ANSWER_NA);
    expect(&f, "AUDT-2", MDS_ANSWER_UNANSWERED);
    expect(&f, "AUDT-2.1", MDS_ANSWER_SEE_NOTE);
    expect(&f, "AUDT-2.2", MDS_ANSWER_YES);
    cr_expect_str_eq(fixture_answer(&f, "DOC-1")->response, "Acme, Inc.");
    cr_expect_str_eq(fixture_answer(&f, "DOC-3")->response, "Pump, small");
    cr_expect_str_eq(fixture_answer(&f, "ALOF-2")->note, "two");
    fixture_free(&f);
}

Test(lines, copied_from_a_page)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "Manufacturer Disclosure Statement for Medical Device Security, MDS2\n"
                          "ALOF-1 Can the device be\nso? Yes\n"
                          "ALOF-2 Is it so? No\n"
                          "AUDT-1\nIs it so?\nN/A\n\n"
                          "AUDT-2 Is it so, as\nthe manual says?\nYes\n"
                          "AUDT-2.1 Is it so?\n\nAUDT-2.2 Is it so? Yes\n");
    expect(&f, "ALOF-1", MDS_ANSWER_YES);
    expect(&f, "ALOF-2", MDS_ANSWER_NO);
    expect(&f, "AUDT-1", MDS_ANSWER_NA);
    expect(&f, "AUDT-2", MDS_ANSWER_YES);
    expect(&f, "AUDT-2.1", MDS_ANSWER_UNANSWERED);
    expect(&f, "AUDT-2.2", MDS_ANSWER_YES);
    fixture_free(&f);
}
