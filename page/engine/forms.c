/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess.h"

#include <mdsrisk/facts.h>

static const char *const field_names[MDS_DEVICE_FIELD__COUNT] = {
    [MDS_DEVICE_MANUFACTURER] = "manufacturer",
    [MDS_DEVICE_DESCRIPTION] = "description",
    [MDS_DEVICE_MODEL] = "model",
    [MDS_DEVICE_VERSION] = "version",
    [MDS_DEVICE_DOCUMENT_ID] = "document_id",
    [MDS_DEVICE_CONTACT] = "contact",
    [MDS_DEVICE_INTENDED_USE] = "intended_use",
    [MDS_DEVICE_DOCUMENT_DATE] = "document_date",
};

/* What a good answer to each question of a form brings: the largest factor of the facts that it
 * bears on; 1 where none. */
static double *worth_of(mds_page *page, const page_assessment *a, const mds_disclosure *form,
                        const mds_answer_worth *worth, size_t count)
{
    double *of = mds_arena_alloc(page->session.arena, form->answer_count + 1, sizeof *of);

    for (size_t i = 0; of != NULL && i < count; i++) {
        const mds_fact_value *fact = &a->now->facts->at[worth[i].fact];
        for (size_t k = 0; k < fact->proof_count; k++) {
            const mds_proof *proof = &fact->proofs[k];
            if (proof->disclosure == form && proof->question < form->answer_count &&
                worth[i].factor > of[proof->question]) {
                of[proof->question] = worth[i].factor;
            }
        }
    }
    return of;
}

static void put_answer(mds_page *page, const mds_question *question, const mds_answer *answer,
                       double worth)
{
    mds_jsonw *out = &page->out;

    mds_jsonw_inline_next(out);
    mds_jsonw_object(out);
    mds_jsonw_member_string(out, "id", question->id);
    mds_page__text(page, "title", &question->title);
    mds_jsonw_member_bool(out, "choice", question->kind == MDS_QUESTION_CHOICE);
    mds_jsonw_member_string(out, "state", mds_answer_state_name(answer->state));
    mds_jsonw_member_string(out, "response", answer->response);
    mds_jsonw_member_string(out, "note", answer->note);
    mds_jsonw_member_string(out, "where", answer->where);
    mds_jsonw_member_bool(out, "hidden", answer->hidden);
    if (worth > 1.0) {
        mds_jsonw_member_number(out, "worth", worth);
    }
    mds_jsonw_object_end(out);
}

static mds_status put_form(mds_page *page, const page_assessment *a, const mds_disclosure *form,
                           const mds_answer_worth *worth, size_t worth_count)
{
    const mds_form *edition = &page->session.catalog->forms[form->form];
    const double *of = worth_of(page, a, form, worth, worth_count);
    mds_jsonw *out = &page->out;

    if (of == NULL) {
        return mds_arena_status(page->session.arena);
    }
    mds_jsonw_object(out);
    mds_jsonw_member_string(out, "file", form->file);
    mds_jsonw_member_string(out, "edition", edition->edition);
    mds_page__text(page, "title", &edition->title);
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        mds_jsonw_member_string(out, field_names[i], form->device[i]);
    }
    mds_jsonw_name(out, "answers");
    mds_jsonw_array(out);
    for (size_t i = 0; i < form->answer_count; i++) {
        put_answer(page, &edition->questions[i], &form->answers[i], of[i]);
    }
    mds_jsonw_array_end(out);
    mds_jsonw_object_end(out);
    return MDS_OK;
}

mds_status mds_page__put_forms(mds_page *page, const page_assessment *a)
{
    const mds_answer_worth *worth = NULL;
    size_t count = 0;

    mds_status status =
        mds_answers_worth(&worth, &count, page->session.arena, a->now, MDS_WORTH_OPEN);
    mds_jsonw_name(&page->out, "forms");
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < a->form_count && status == MDS_OK; i++) {
        status = put_form(page, a, a->forms[i], worth, count);
    }
    mds_jsonw_array_end(&page->out);
    return status;
}
