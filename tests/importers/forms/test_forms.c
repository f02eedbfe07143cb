/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recogniser where files are incomplete, doubled, laid out oddly or of another kind. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(forms, missing_questions_are_said_loudly)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ID,Question,Answer\nALOF-1,a,Yes\nALOF-2,b,No\n");
    cr_assert_eq(f.status, MDS_OK);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_QUESTIONS_MISSING);
    cr_expect_eq(d->severity, MDS_SEVERITY_WARNING);
    cr_expect_str_eq(d->args[0], "238");
    cr_expect_str_eq(d->args[1], "240");
    cr_expect_not_null(strstr(d->args[2], "DOC-1, DOC-2"));
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_MOSTLY_MISSING)->args[0], "2");
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_MISSING);
    fixture_free(&f);
}

Test(forms, the_same_question_twice)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ID,Question,Answer\n"
                          "ALOF-1,a,Yes\nALOF-1,a,yes\n"
                          "ALOF-2,b,No\nALOF-2,b,Yes\n"
                          "AUDT-1,c,\nAUDT-1,c,No\n"
                          "SAHD-15,d,Yes\nSHAD-15,d,No\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_QUESTION_TWICE), 2);
    const mds_answer *both = fixture_answer(&f, "ALOF-2");
    cr_expect_eq(both->state, MDS_ANSWER_CONFLICT);
    cr_expect_str_eq(both->where, "L4:C3, L5:C3");
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_QUESTION_CONFLICT);
    cr_expect_str_eq(d->where, "L5:C3");
    cr_expect_str_eq(d->args[0], "ALOF-2");
    cr_expect_str_eq(d->args[1], "Yes");
    cr_expect_str_eq(d->args[2], "L4:C3");
    cr_expect_str_eq(d->args[3], "No");
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_NO);
    cr_expect_eq(fixture_answer(&f, "SAHD-15")->state, MDS_ANSWER_CONFLICT);
    fixture_free(&f);
}

Test(forms, unknown_ids_in_the_id_column)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ID,Question,Answer\nALOF-1,a,Yes\nAUDT-99,x,No\nALOF-2,b,No\n"
                          "Part 2,,\nAUDT-1,c,No\nNote 1,ALOF-9\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_QUESTION_UNKNOWN), 1);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_QUESTION_UNKNOWN);
    cr_expect_str_eq(d->args[0], "AUDT-99");
    cr_expect_str_eq(d->where, "L3:C1");
    fixture_free(&f);
}

Test(forms, not_a_form)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "item,price\npump,12\nmonitor,7\n");
    cr_expect_eq(f.status, MDS_EFORMAT);
    cr_expect_not_null(strstr(fixture_expect(&f, MDS_D_FORM_NOT_RECOGNISED)->args[0], "mds2-2019"));
    fixture_free(&f);
}

Test(forms, two_columns_of_answers)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ALOF-1,a,Yes,No\nALOF-2,b,No,No\nAUDT-1,c,Yes,Yes\n");
    cr_assert_eq(f.status, MDS_OK);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_COLUMNS_UNDECIDED);
    cr_expect_str_eq(d->args[0], "C");
    cr_expect_str_eq(d->args[1], "D");
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_CONFLICT);
    cr_expect_eq(fixture_answer(&f, "ALOF-2")->state, MDS_ANSWER_NO);
    /* A heading decides, and an older revision that is left is said. */
    fixture_form_text(&f, "ID,Question,Last year,Answer\n"
                          "ALOF-1,a,Yes,No\nALOF-2,b,No,No\nAUDT-1,c,Yes,Yes\n");
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_TWO_ANSWER_COLUMNS)->args[0], "D");
    /* Notes that say N/A throughout are no answers. */
    fixture_form_text(&f, "ID,Question,Note,Answer\n"
                          "ALOF-1,a,N/A,No\nALOF-2,b,N/A,No\nAUDT-1,c,N/A,\n");
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note_cell, "N/A");
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_TWO_ANSWER_COLUMNS), 0);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_COLUMNS_UNDECIDED), 0);
    /* Not even where the answers' own heading says nothing. */
    fixture_form_text(&f, "ID,Question,Status of 2026,Note\n"
                          "ALOF-1,a,No,N/A\nALOF-2,b,No,N/A\nAUDT-1,c,,N/A\n");
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_NO);
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_SEE_NOTE);
    fixture_free(&f);
}

/* Without headings and without a reference, the words beside the answers are the notes. */
Test(forms, notes_of_free_text_only)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ALOF-1,the first question,Yes,after 5 min\n"
                          "ALOF-2,the second question,No,\nAUDT-1,the third question,N/A,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "after 5 min");
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->wording, "the first question");
    fixture_free(&f);
}

Test(forms, no_column_of_answers)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ALOF-1,first question\nALOF-2,second question\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_NO_ANSWER_COLUMN)->args[0], "2");
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->wording, "first question");
    /* A blank form has the heading and no answer. */
    fixture_form_text(&f, "ID,Question,Answer\nALOF-1,first question,\nALOF-2,second,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_NO_ANSWER_COLUMN), 0);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_UNANSWERED)->args[0], "2");
    fixture_free(&f);
}

Test(forms, blocks_side_by_side_and_indented_ids)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ID,Question,Answer,ID,Question,Answer\n"
                          "ALOF-1,a,Yes,AUTH-1,d,No\n"
                          "ALOF-2,b,No,AUTH-1.1,e,N/A\n"
                          "AUDT-1,c,N/A,AUTH-1.2,f,Yes\n"
                          "AUDT-1.1,c,Yes,AUTH-1.3,g,\"No, later\"\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    cr_expect_eq(fixture_answer(&f, "AUTH-1")->state, MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_answer(&f, "AUTH-1.3")->note, "later");
    cr_expect_str_eq(fixture_answer(&f, "AUTH-1.2")->wording, "f");
    fixture_form_text(&f, "ALOF-1,,a,Yes\nALOF-2,,b,No\nAUDT-2,,b,No\n,AUDT-2.1,c,Yes\n"
                          ",AUDT-2.2,d,No\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-2")->state, MDS_ANSWER_NO);
    cr_expect_eq(fixture_answer(&f, "AUDT-2.1")->state, MDS_ANSWER_YES);
    cr_expect_eq(fixture_answer(&f, "AUDT-2.2")->state, MDS_ANSWER_NO);
    fixture_free(&f);
}

Test(forms, id_and_question_in_one_cell)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "Item,Answer,Notes\n"
                          "ALOF-1: Does the device log its users off?,Yes,__\n"
                          "ALOF-2: Is the time until then adjustable?,No,__\n"
                          "AUDT-2.8.1 Remote sessions in the log,N/A,fine\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    cr_expect_eq(fixture_answer(&f, "AUDT-2.8.1")->state, MDS_ANSWER_NA);
    cr_expect_str_eq(fixture_answer(&f, "AUDT-2.8.1")->note, "fine");
    cr_expect_not_null(strstr(fixture_answer(&f, "ALOF-1")->wording, "log its users off"));
    fixture_free(&f);
}

Test(forms, notes_explained_twice)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "ID,Question,Answer,Note\nALOF-1,a,Yes,See Note 1\nALOF-2,b,No,\n"
                          "Note 1,one thing\nNote 1,another thing\nNote 2,alone\nNote 2,alone\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_NOTE_TWICE), 1);
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "one thing");
    fixture_free(&f);
}

/* A heading that refers to a note explains none; several notes may share a cell. */
Test(forms, notes_in_a_heading_and_in_one_cell)
{
    static const char *const notes[] = {"Note 1,one\nNote 3,three\n",
                                        "\"Notes:\nNote 1: one\nNote 3 - three\"\n"};
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        char text[512];
        (void)snprintf(text, sizeof text,
                       "ID,Question,Answer,Note,IEC\n,LOGOFF (ALOF),,Note 3,IEC TR 80001-2-2\n"
                       "ALOF-1,a,Yes,See Note 3,\nALOF-2,b,No,See Note 1,\n,,,,\n%s",
                       notes[i]);
        fixture_form_text(&f, text);
        cr_assert_eq(f.status, MDS_OK);
        cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "three", "%zu", i);
        cr_expect_str_eq(fixture_answer(&f, "ALOF-2")->note, "one", "%zu", i);
    }
    fixture_free(&f);
}

Test(forms, csv_places_and_quotes)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "sep=;\nID;Question;Answer;Notes\r\n"
                          "ALOF-1;\"two\nlines; and \"\"quotes\"\"\";Yes;\"a\nb\"\r\n"
                          "ALOF-2;b;perhaps;\n");
    cr_assert_eq(f.status, MDS_OK);
    const mds_answer *a = fixture_answer(&f, "ALOF-1");
    cr_expect_str_eq(a->wording, "two\nlines; and \"quotes\"");
    cr_expect_str_eq(a->note, "a\nb");
    cr_expect_str_eq(a->where, "L4:C3"); /* where the cell begins, not its record */
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_ANSWER_UNREADABLE)->where, "L6:C3");
    fixture_form_text(&f, "ALOF-1,a,Yes\nALOF-2,\"b,No\nAUDT-1,c,No\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_CSV_QUOTE_OPEN)->where, "L2:C2");
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_MISSING);
    fixture_form_text(&f, "ALOF-1,a\x0B"
                          "b,Yes\nALOF-2,c,No\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_TEXT_CONTROLS)->args[0], "1");
    cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->wording, "a b");
    fixture_free(&f);
}

/* Notes in the ways that lists have them: two a row, going on in the next line, numbered lines. */
Test(forms, notes_that_go_on)
{
    static const char *const lists[] = {
        "Note 1,one,,\n,and more,,\nNote 3,three,,\n", "Note 1: one\nand more\n\nNote 3: three\n",
        "Note 1,\"one\nand more\",Note 3,three\n",     "Notes:\n1. one\nand more\n3. three\n",
        "Notes:\n1,\"one\nand more\",3,three\n",       "Notes:\n\"(1) one\nand more\n(3) three\"\n",
        "Notes:,1. one,,\n,and more,,\n,3. three,,\n",
    };
    char text[1024];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        (void)snprintf(text, sizeof text,
                       "ID,Question,Answer,Note\nALOF-1,a,Yes,See Note 1\n"
                       "ALOF-2,b,No,See Note 3\n,,,\n%s\n* not a note\n",
                       lists[i]);
        fixture_form_text(&f, text);
        cr_assert_eq(f.status, MDS_OK);
        cr_expect_str_eq(fixture_answer(&f, "ALOF-1")->note, "one\nand more", "%s: %s", lists[i],
                         fixture_answer(&f, "ALOF-1")->note);
        cr_expect_str_eq(fixture_answer(&f, "ALOF-2")->note, "three", "%s: %s", lists[i],
                         fixture_answer(&f, "ALOF-2")->note);
    }
    fixture_free(&f);
}
