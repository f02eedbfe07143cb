/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wrong file is no form: what the command itself writes, and numbers alone. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct wrong_file {
    const char *text;
    mds_diag_code code;
    const char *kind; /* the first argument */
} wrong_file;

static const wrong_file wrong[] = {
    {"rank,risk_id,share,rrf\n1,R-1,ALOF-1,2\n", MDS_D_OWN_FILE, "own_file.register"},
    {"Risk id,Question,× tolerable\nR-1,ALOF-1,2\n", MDS_D_OWN_FILE, "own_file.register"},
    {"リスクID,設問,許容値比\nR-1,4.1,2\n", MDS_D_OWN_FILE, "own_file.register"},
    {"field,value,comment\nkind,context,\n", MDS_D_OWN_FILE, "own_file.context"},
    {"Kind,Implementation,Assurance,Objective\nfirewall,in place,,\n", MDS_D_OWN_FILE,
     "own_file.compensating_records"},
    {"place,bid,gates\n1,A,passed\n", MDS_D_OWN_FILE, "own_file.comparison"},
    {"clause,clause_state,clause_answers\n6.5.C13,device,4.1\n", MDS_D_OWN_FILE,
     "own_file.guideline"},
    {"code,severity,file,where,message,way_out\nMDS1,note,f,ALOF-1,m,w\n", MDS_D_OWN_FILE,
     "own_file.lint"},
    {"{\"format_version\": 1, \"kind\": \"register\"}", MDS_D_OWN_FILE, "own_file.register"},
    {"{\"format_version\": 1, \"kind\": \"context\"}", MDS_D_OWN_FILE, "own_file.context"},
    {"{\"format_version\": 1, \"kind\": \"compensating_records\"}", MDS_D_OWN_FILE,
     "own_file.compensating_records"},
    {"{\"format_version\": 1, \"kind\": \"questions\"}", MDS_D_OWN_FILE, "own_file.questions"},
    {"{\"format_version\": 1, \"kind\": \"comparison\"}", MDS_D_OWN_FILE, "own_file.comparison"},
    /* numbers are in every file */
    {"No,設問,回答\n1,朝食,はい\n2,昼食,いいえ\n4.1,走る,はい\n4.2,泳ぐ,はい\n4.3,歩く,いいえ\n",
     MDS_D_FORM_NUMBERS_ALONE, "5"},
    {"1,a,○\n2,b,○\n4.1,c,○\n4.2,d,○\n4.3,e,○\n", MDS_D_FORM_NUMBERS_ALONE, "5"},
    {"Manufacturer Disclosure Statement for Medical Device Security - MDS2\n"
     "7-77,q,Yes\n8-88,q,No\n9-99,q,Yes\n",
     MDS_D_FORM_MDS2_UNKNOWN, ""},
};

Test(own_files, the_wrong_file_is_no_form)
{
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        fixture_form_text(&f, wrong[i].text);
        cr_expect_eq(f.status, MDS_EUNSUPPORTED, "%s", wrong[i].text);
        const mds_diag *d = fixture_diag(&f, wrong[i].code, 0);
        cr_assert_not_null(d, "%s", wrong[i].text);
        cr_expect(d->arg_count == 0 || strcmp(d->args[0], wrong[i].kind) == 0, "%s: %s",
                  wrong[i].text, d->args[0]);
    }
    fixture_free(&f);
}

/* A sheet of questions is read: it goes into the form before it. */
Test(own_files, a_sheet_of_questions_is_named)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "Question,What it asks (our words),Why we ask,Answer,Note\n"
                          "ALOF-1,x,y,Yes,\nALOF-2,x,y,,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_QUESTION_SHEET)->args[0], "1");
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES);
    fixture_free(&f);
}

/* "AUDT | 2.1": the section in each row, in the first of its rows, or as the heading above. */
Test(own_files, ids_over_two_columns_are_put_together)
{
    static const char *const forms[] = {
        "Section,No,Question,Response\nALOF,1,q,Yes\nALOF,2,q,No\nAUDT,2.1,q,N/A\nAUTH,1,q,Yes\n",
        "Section,No,Question,Response\nALOF,1,q,Yes\n,2,q,No\nAUDT,2.1,q,N/A\nAUTH,-1,q,Yes\n",
        ("No,Question,Response\nALOF: Automatic logoff\n1,q,Yes\n2,q,No\nAUDT: Audit controls\n"
         "2.1,q,N/A\nAUTH\n1,q,Yes\n"),
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        fixture_form_text(&f, forms[i]);
        cr_assert_eq(f.status, MDS_OK, "%s", forms[i]);
        cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_YES, "%s", forms[i]);
        cr_expect_eq(fixture_answer(&f, "ALOF-2")->state, MDS_ANSWER_NO, "%s", forms[i]);
        cr_expect_eq(fixture_answer(&f, "AUDT-2.1")->state, MDS_ANSWER_NA, "%s", forms[i]);
        cr_expect_eq(fixture_answer(&f, "AUTH-1")->state, MDS_ANSWER_YES, "%s", forms[i]);
    }
    fixture_free(&f);
}
