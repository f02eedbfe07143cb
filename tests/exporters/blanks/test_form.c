/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Empty forms to type into: every edition, in both languages, is read back as what it is, and with
 * answers in it as those answers. */
#include "support/files.h"
#include "support/fixture.h"
#include "support/translating.h"

#include <criterion/criterion.h>
#include <mdsrisk/export_filled.h>
#include <mdsrisk/export_form.h>
#include <mdsrisk/import.h>
#include <stdio.h>
#include <string.h>

enum { DAY = 20000 };

/* Id and date of a document do not carry over to another one. */
static const char *device_text(size_t field)
{
    return field == MDS_DEVICE_DOCUMENT_DATE || field == MDS_DEVICE_DOCUMENT_ID ? "" : "Aurora 3";
}

/* The next answer that the question's list offers, in turn. */
static mds_answer_state next_answer(const mds_question *question, size_t *turn)
{
    const size_t count = question->answer_set == MDS_ANSWERS_YES_NO_NA ? 3 : 2;
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};

    return states[(*turn)++ % count];
}

/* A form with every choice answered. */
static void answer_all(translating *t, uint32_t form, mds_disclosure *out, size_t turn)
{
    const mds_form *edition = &t->catalog->forms[form];
    mds_answer *answers = translating_form(t, out, form);

    for (size_t q = 0; q < edition->question_count; q++) {
        if (edition->questions[q].kind == MDS_QUESTION_CHOICE) {
            answers[q].state = next_answer(&edition->questions[q], &turn);
        }
    }
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        out->device[i] = device_text(i);
    }
}

static mds_source *open_file(const char *path, mds_diags *diags)
{
    mds_source *source = NULL;

    cr_assert_eq(mds_source_open(&source, path, 0, diags), MDS_OK, "%s", path);
    return source;
}

static void expect_empty(const fixture *f, const mds_form *edition)
{
    cr_assert_not_null(f->form, "%s is not read", edition->edition);
    cr_expect_str_eq(f->catalog->forms[f->form->form].edition, edition->edition);
    for (size_t q = 0; q < edition->question_count; q++) {
        const bool asked = edition->questions[q].kind != MDS_QUESTION_HEADING;
        cr_expect(!asked || f->form->answers[q].state == MDS_ANSWER_UNANSWERED, "%s %s: %d",
                  edition->edition, edition->questions[q].id, (int)f->form->answers[q].state);
    }
    cr_expect_eq(mds_diags_count_of(f->diags, MDS_SEVERITY_ERROR), 0u);
}

/* Fills the blank in with the answers of \p want and reads the copy. */
static void expect_filled(fixture *f, translating *t, const mds_disclosure *want, const char *blank,
                          const char *copy)
{
    const mds_form *edition = &t->catalog->forms[want->form];
    const mds_form_places *places;
    mds_filled filled;
    mds_source *source = open_file(blank, t->diags);

    cr_assert_eq(mds_translate(&t->result, t->arena, t->catalog, want, want->form, t->diags),
                 MDS_OK);
    cr_assert_eq(mds_import_places(&places, t->arena, t->catalog, source, t->diags), MDS_OK);
    cr_assert_eq(mds_export_filled(&filled, t->arena, t->result, places, source, copy, t->diags),
                 MDS_OK);
    mds_source_free(source);
    fixture_form_file(f, copy);
    cr_assert_not_null(f->form, "%s", edition->edition);
    for (size_t q = 0; q < edition->question_count; q++) {
        if (edition->questions[q].kind == MDS_QUESTION_CHOICE) {
            cr_expect_eq(f->form->answers[q].state, want->answers[q].state, "%s %s: %d, not %d",
                         edition->edition, edition->questions[q].id, (int)f->form->answers[q].state,
                         (int)want->answers[q].state);
        }
    }
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        if (edition->header_labels[i].count > 0) {
            cr_expect_str_eq(f->form->device[i], want->device[i], "%s: %zu", edition->edition, i);
        }
    }
}

Test(blank_form, every_edition_is_read_back)
{
    fixture f;
    translating t;
    folder to;
    size_t written = 0;

    fixture_init(&f);
    translating_init(&t, NULL);
    folder_make(&to);
    for (uint32_t form = 0; form < t.catalog->form_count; form++) {
        for (int lang = 0; lang < MDS_LANG__COUNT && mds_form_is_writable(t.catalog, form);
             lang++) {
            char blank[128];
            char copy[128];
            mds_disclosure want;
            (void)snprintf(blank, sizeof blank, "%s", in_folder(&to, "blank.xlsx"));
            (void)snprintf(copy, sizeof copy, "%s", in_folder(&to, "copy.xlsx"));
            cr_assert_eq(
                mds_export_blank_form(blank, t.catalog, form, DAY, (mds_lang)lang, t.diags),
                MDS_OK);
            fixture_form_file(&f, blank);
            expect_empty(&f, &t.catalog->forms[form]);
            answer_all(&t, form, &want, written);
            expect_filled(&f, &t, &want, blank, copy);
            cr_assert_eq(remove(blank), 0);
            cr_assert_eq(remove(copy), 0);
            written++;
            translating_restart(&t);
        }
    }
    cr_expect_gt(written, 10u);
    folder_remove(&to, "none");
    translating_free(&t);
    fixture_free(&f);
}

Test(blank_form, what_is_known_by_its_topics_alone_is_refused)
{
    translating t;

    translating_init(&t, NULL);
    for (uint32_t form = 0; form < t.catalog->form_count; form++) {
        if (!mds_form_is_writable(t.catalog, form)) {
            cr_expect_eq(
                mds_export_blank_form("never.xlsx", t.catalog, form, DAY, MDS_LANG_EN, t.diags),
                MDS_EINVAL);
        }
    }
    cr_expect_eq(
        mds_export_blank_form("never.xlsx", t.catalog, MDS_NO_ORDINAL, DAY, MDS_LANG_EN, t.diags),
        MDS_EINVAL);
    translating_free(&t);
}
