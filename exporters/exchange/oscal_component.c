/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a manufacturer says that its device can do, as a component definition. Only what it claims
 * is an implemented requirement; a no, and what is not answered, are properties of the device. */
#include "oscal.h"

static const mds_form *form_of(const mds_exchange *x)
{
    return &x->catalog->forms[x->in->form->form];
}

static void put_status(mds_exchange *x, const char *status)
{
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "name", "implementation-status");
    mds_jsonw_member_string(&x->w, "value", status);
    mds_jsonw_object_end(&x->w);
}

static void begin_implementation(mds_exchange *x, const char *resource, const char *description)
{
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "control-implementation", mds_oscal__of_device(x, resource));
    mds_jsonw_member_string(&x->w, "source", mds_oscal__local(x, "resource", resource));
    mds_oscal__markup(x, "description", description);
    mds_exchange__array(x, "implemented-requirements");
}

static void end_implementation(mds_exchange *x)
{
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static bool claimed(const mds_answer *answer)
{
    return answer->state == MDS_ANSWER_YES || answer->state == MDS_ANSWER_NA ||
           answer->state == MDS_ANSWER_TEXT;
}

static void put_question(mds_exchange *x, size_t q)
{
    const mds_question *question = &form_of(x)->questions[q];
    const mds_answer *answer = &x->in->form->answers[q];
    const char *edition = form_of(x)->edition;
    const char *id = mds_arena_printf(x->arena, "%s:%s", edition, question->id);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "requirement", mds_oscal__of_device(x, id != NULL ? id : ""));
    mds_jsonw_member_string(&x->w, "control-id", mds_exchange__token(x, question->id));
    mds_oscal__markup(x, "description", mds_oscal__answer(x, question, answer));
    mds_exchange__array(x, "props");
    if (answer->state != MDS_ANSWER_TEXT) {
        put_status(x, answer->state == MDS_ANSWER_YES ? "implemented" : "not-applicable");
    }
    mds_oscal__prop(x, "question", question->id);
    mds_oscal__prop(x, "answer", mds_answer_state_name(answer->state));
    mds_oscal__prop(x, "response", answer->response);
    mds_oscal__prop(x, "place", answer->where);
    mds_oscal__prop(x, "certainty", mds_answer_basis_name(answer->basis));
    mds_jsonw_array_end(&x->w);
    if (answer->note[0] != '\0') {
        mds_oscal__markup(x, "remarks", answer->note);
    }
    mds_jsonw_object_end(&x->w);
}

static void put_questions(mds_exchange *x)
{
    const mds_disclosure *form = x->in->form;
    size_t count = 0;

    for (size_t q = 0; q < form->answer_count; q++) {
        if (!claimed(&form->answers[q])) {
            continue;
        }
        if (count++ == 0) {
            begin_implementation(
                x, form_of(x)->edition,
                mds_exchange__format(x, "exchange.answers_of", form_of(x)->document, NULL));
        }
        put_question(x, q);
    }
    if (count > 0) {
        end_implementation(x);
    }
}

static bool implemented(const mds_exchange *x, size_t fact)
{
    return x->catalog->facts[fact].kind == MDS_FACT_CONTROL &&
           x->in->facts->at[fact].truth == MDS_TRUE;
}

static void put_control(mds_exchange *x, size_t f)
{
    const mds_fact *fact = &x->catalog->facts[f];
    const mds_fact_value *value = &x->in->facts->at[f];
    const mds_form *form = form_of(x);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "requirement", mds_oscal__of_device(x, fact->id));
    mds_jsonw_member_string(&x->w, "control-id", fact->id);
    mds_oscal__markup(x, "description", mds_exchange__in(x, &fact->title));
    mds_exchange__array(x, "props");
    put_status(x, "implemented");
    mds_oscal__prop(x, "capability", x->catalog->capabilities[fact->capability].id);
    for (size_t i = 0; i < value->proof_count; i++) {
        const mds_proof *proof = &value->proofs[i];
        if (proof->disclosure != NULL && proof->question != MDS_NO_ORDINAL &&
            proof->says == MDS_TRUE) {
            mds_oscal__prop(x, "question", form->questions[proof->question].id);
            mds_oscal__prop(x, "place", x->in->form->answers[proof->question].where);
        }
    }
    for (size_t i = 0; i < fact->nist_800_53.count; i++) {
        mds_oscal__prop(x, "nist-800-53", fact->nist_800_53.at[i]);
    }
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_controls(mds_exchange *x)
{
    size_t count = 0;

    for (size_t f = 0; f < x->catalog->fact_count; f++) {
        if (!implemented(x, f)) {
            continue;
        }
        if (count++ == 0) {
            begin_implementation(x, x->catalog->sha256,
                                 mds_exchange__say(x, "exchange.controls_of"));
        }
        put_control(x, f);
    }
    if (count > 0) {
        end_implementation(x);
    }
}

/* A no, and what is not answered: said, and no claim. */
static void put_unclaimed(mds_exchange *x)
{
    const mds_disclosure *form = x->in->form;

    for (size_t q = 0; q < form->answer_count; q++) {
        const mds_answer *answer = &form->answers[q];
        const mds_question *question = &form_of(x)->questions[q];
        if (claimed(answer) || question->kind == MDS_QUESTION_HEADING) {
            continue;
        }
        mds_jsonw_object(&x->w);
        mds_jsonw_member_string(&x->w, "name", "not-claimed");
        mds_jsonw_member_string(&x->w, "ns", MDS_OSCAL_NAMESPACE);
        mds_jsonw_member_string(&x->w, "value", mds_exchange__line(x, question->id));
        mds_jsonw_member_string(&x->w, "class", mds_answer_state_name(answer->state));
        if (answer->response[0] != '\0' || answer->note[0] != '\0') {
            mds_oscal__markup(x, "remarks", mds_oscal__answer(x, question, answer));
        }
        mds_jsonw_object_end(&x->w);
    }
}

/* OSCAL wants no empty list. */
static bool says_any(const mds_exchange *x)
{
    bool any = false;

    for (size_t q = 0; q < x->in->form->answer_count; q++) {
        any = any || claimed(&x->in->form->answers[q]);
    }
    for (size_t f = 0; f < x->catalog->fact_count; f++) {
        any = any || implemented(x, f);
    }
    return any;
}

static void put_component(mds_exchange *x, const char *label)
{
    const char *what = mds_exchange__device(x, MDS_DEVICE_DESCRIPTION);
    const char *maker = mds_exchange__line(x, mds_exchange__device(x, MDS_DEVICE_MANUFACTURER));

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "device", mds_exchange__device_id(x));
    mds_jsonw_member_string(&x->w, "type", "hardware");
    mds_oscal__markup_line(x, "title", label);
    mds_oscal__markup(x, "description", what[0] != '\0' ? what : label);
    if (mds_exchange__device(x, MDS_DEVICE_INTENDED_USE)[0] != '\0') {
        mds_oscal__markup_line(x, "purpose", mds_exchange__device(x, MDS_DEVICE_INTENDED_USE));
    }
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "edition", form_of(x)->edition);
    mds_oscal__prop(x, "model", mds_exchange__device(x, MDS_DEVICE_MODEL));
    mds_oscal__prop(x, "version", mds_exchange__device(x, MDS_DEVICE_VERSION));
    mds_oscal__prop(x, "document-id", mds_exchange__device(x, MDS_DEVICE_DOCUMENT_ID));
    put_unclaimed(x);
    mds_jsonw_array_end(&x->w);
    mds_exchange__array(x, "responsible-roles");
    mds_oscal__responsible(x, "provider", "organization",
                           maker[0] != '\0' ? maker
                                            : mds_exchange__say(x, "exchange.maker_unknown"));
    mds_jsonw_array_end(&x->w);
    if (says_any(x)) {
        mds_exchange__array(x, "control-implementations");
        put_controls(x);
        put_questions(x);
        mds_jsonw_array_end(&x->w);
    }
    mds_jsonw_object_end(&x->w);
}

/* The security capabilities of which the device has a control. */
static void put_capabilities(mds_exchange *x)
{
    size_t count = 0;

    for (uint32_t c = 0; c < x->catalog->capability_count; c++) {
        const mds_capability *capability = &x->catalog->capabilities[c];
        size_t controls = 0;
        for (size_t f = 0; f < x->catalog->fact_count; f++) {
            controls += x->catalog->facts[f].capability == c && implemented(x, f);
        }
        if (controls == 0) {
            continue;
        }
        if (count++ == 0) {
            mds_exchange__array(x, "capabilities");
        }
        mds_jsonw_object(&x->w);
        mds_oscal__id(x, "uuid", "capability", mds_oscal__of_device(x, capability->id));
        mds_jsonw_member_string(&x->w, "name", capability->id);
        mds_oscal__markup(x, "description", mds_exchange__in(x, &capability->title));
        mds_exchange__array(x, "incorporates-components");
        mds_jsonw_object(&x->w);
        mds_oscal__id(x, "component-uuid", "device", mds_exchange__device_id(x));
        mds_oscal__markup(x, "description", mds_exchange__in(x, &capability->title));
        mds_jsonw_object_end(&x->w);
        mds_jsonw_array_end(&x->w);
        mds_jsonw_object_end(&x->w);
    }
    if (count > 0) {
        mds_jsonw_array_end(&x->w);
    }
}

void mds_oscal__component(mds_exchange *x)
{
    const char *label = mds_exchange__label(x);

    mds_oscal__begin(x, "component-definition", mds_oscal__of_device(x, form_of(x)->edition),
                     mds_exchange__format(x, "exchange.title.component", label, NULL));
    mds_exchange__array(x, "components");
    put_component(x, label);
    mds_jsonw_array_end(&x->w);
    put_capabilities(x);
    mds_oscal__end(x);
}
