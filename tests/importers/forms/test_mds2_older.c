/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Older editions of MDS2: ids that are numbers, notes that begin anew in each section. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* A form of 2013 with a note in some sections; each list begins with 1. */
static char *write_form(const mds_form *form, const mds_catalog *catalog, unsigned every,
                        const char *heading)
{
    static char text[65536];
    size_t n = (size_t)snprintf(text, sizeof text, "MDS2 HN 1-2013,,,\n,Question,Answer,Note #\n");

    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *question = &form->questions[q];
        const bool last =
            q + 1 == form->question_count || form->questions[q + 1].section != question->section;
        const bool noted = question->section % every == 0;
        n += (size_t)snprintf(text + n, sizeof text - n, "%s,a question,%s,%s\n", question->id,
                              q % 3 == 0   ? "Yes"
                              : q % 3 == 1 ? "No"
                                           : "N/A",
                              noted && last ? "1" : "");
        if (noted && last) {
            const char *section = catalog->capabilities[question->section].id;
            n += (size_t)snprintf(text + n, sizeof text - n, ",%s%s:,,\n1,remark of %s,,\n",
                                  strchr(heading, ' ') != NULL ? section : "", heading, section);
        }
    }
    return text;
}

static void expect_own_notes(fixture *f, unsigned every)
{
    const mds_form *form = &f->catalog->forms[f->form->form];
    char wanted[64];

    cr_assert_str_eq(form->edition, "mds2-2013");
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *question = &form->questions[q];
        const bool last =
            q + 1 == form->question_count || form->questions[q + 1].section != question->section;
        const bool noted = question->section % every == 0 && last;
        (void)snprintf(wanted, sizeof wanted, "remark of %s",
                       f->catalog->capabilities[question->section].id);
        cr_expect_str_eq(f->form->answers[q].note, noted ? wanted : "", "%s", question->id);
        cr_expect_eq(f->form->answers[q].state, q % 3 == 0   ? MDS_ANSWER_YES
                                                : q % 3 == 1 ? MDS_ANSWER_NO
                                                             : MDS_ANSWER_NA);
    }
}

Test(mds2_older, notes_that_begin_anew_in_each_section)
{
    static const char *const headings[] = {" notes", " Notes", "Notes"};
    fixture f;

    fixture_init(&f);
    const mds_form *form = &f.catalog->forms[mds_catalog_form(f.catalog, "mds2-2013")];
    for (size_t h = 0; h < sizeof headings / sizeof *headings; h++) {
        for (unsigned every = 1; every <= 3; every++) {
            fixture_form_text(&f, write_form(form, f.catalog, every, headings[h]));
            cr_assert_eq(f.status, MDS_OK);
            expect_own_notes(&f, every);
            cr_expect_eq(fixture_count(&f, MDS_D_FORM_NOTE_TWICE), 0);
        }
    }
    fixture_free(&f);
}

/* A section without a list takes no note of another one. */
Test(mds2_older, a_note_of_another_section_is_not_taken)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "HN 1-2013,,,\nID,Question,Answer,Note #\n"
                          "1-1,a,Yes,1\n,ALOF notes:,,\n1,of the first,,\n"
                          "2-1,b,No,1\n3-1,c,Yes,1\n,AUTH notes:,,\n1,of the third,,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_str_eq(fixture_answer(&f, "1-1")->note, "of the first");
    cr_expect_str_eq(fixture_answer(&f, "2-1")->note, "");
    cr_expect_str_eq(fixture_answer(&f, "3-1")->note, "of the third");
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_NOTE_UNRESOLVED), 1);
    fixture_free(&f);
}

/* Numbers like "2-2" are in many lists: few of them are no MDS2 unless the title says so. */
Test(mds2_older, a_few_numbers_make_no_form)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "Part,Text,Answer\n1-1,bolt,Yes\n2-1,nut,No\n2-2,washer,Yes\n");
    cr_expect_neq(f.status, MDS_OK);
    fixture_form_text(&f, "HN 1-2013,,\nPart,Text,Answer\n1-1,a,Yes\n2-1,b,No\n2-2,c,Yes\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "2-1")->state, MDS_ANSWER_NO);
    fixture_free(&f);
}

Test(mds2_older, those_before_2013_are_named_and_not_read)
{
    static const struct {
        const char *title, *edition;
    } titles[] = {{"HIMSS/NEMA Standard HN 1-2008", "mds2-2008"},
                  {"MDS2 - HN 1\xE2\x80\x93"
                   "2008",
                   "mds2-2008"},
                  {"MDS2 v 1.0 (2004-11-01)", "mds2-2004"}};
    char text[512];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        (void)snprintf(text, sizeof text, "%s,,\nNo.,Question,Answer\n1,a,Yes\n2,b,No\n3,c,N/A\n",
                       titles[i].title);
        fixture_form_text(&f, text);
        cr_assert_eq(f.status, MDS_EUNSUPPORTED, "%s", titles[i].title);
        cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_TOPICS_ONLY)->args[0], titles[i].edition);
    }
    fixture_free(&f);
}
