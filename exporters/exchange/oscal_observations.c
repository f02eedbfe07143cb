/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of each fact, with the answers that say so, as observations of OSCAL. */
#include "oscal.h"

bool mds_oscal__observed(const mds_fact_value *value)
{
    return value->asked || value->found;
}

const char *mds_oscal__answer(mds_exchange *x, const mds_question *question,
                              const mds_answer *answer)
{
    const char *stands =
        answer->response[0] != '\0' ? answer->response : mds_answer_state_name(answer->state);

    return mds_exchange__format(
        x, answer->note[0] != '\0' ? "exchange.answer_note" : "exchange.answer", question->id,
        stands, answer->note, NULL);
}

static void put_answer(mds_exchange *x, const mds_proof *proof)
{
    const mds_disclosure *form = proof->disclosure;
    const mds_question *question = &x->catalog->forms[form->form].questions[proof->question];
    const mds_answer *answer = &form->answers[proof->question];

    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "href", mds_oscal__local(x, "resource", form->sha256));
    mds_oscal__markup(x, "description", mds_oscal__answer(x, question, answer));
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "question", question->id);
    mds_oscal__prop(x, "answer", mds_answer_state_name(answer->state));
    mds_oscal__prop(x, "place", answer->where);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_finding(mds_exchange *x, const mds_verified_fact *found)
{
    mds_jsonw_object(&x->w);
    mds_oscal__markup(x, "description",
                      mds_exchange__format(x, "exchange.found", found->by, found->evidence, NULL));
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "answer", found->state ? "yes" : "no");
    mds_oscal__prop(x, "assurance", mds_assurance_name(found->assurance));
    mds_oscal__prop(x, "place", found->where);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static bool is_evidence(const mds_proof *proof)
{
    return (proof->disclosure != NULL && proof->question != MDS_NO_ORDINAL) ||
           proof->verified != NULL;
}

static void put_evidence(mds_exchange *x, const mds_fact_value *value)
{
    size_t count = 0;

    for (size_t i = 0; i < value->proof_count; i++) {
        const mds_proof *proof = &value->proofs[i];
        if (!is_evidence(proof)) {
            continue;
        }
        if (count++ == 0) {
            mds_exchange__array(x, "relevant-evidence");
        }
        if (proof->verified != NULL) {
            put_finding(x, proof->verified);
        } else {
            put_answer(x, proof);
        }
    }
    if (count > 0) {
        mds_jsonw_array_end(&x->w);
    }
}

static void put_observation(mds_exchange *x, const mds_fact *fact, const mds_fact_value *value)
{
    const char *title = mds_exchange__in(x, &fact->title);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "observation", mds_oscal__of_device(x, fact->id));
    mds_oscal__markup_line(x, "title", title);
    mds_oscal__markup(x, "description",
                      mds_exchange__format(x, "exchange.observation", title,
                                           mds_exchange__truth(x, value->truth), NULL));
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "fact", fact->id);
    mds_oscal__prop(x, "capability", x->catalog->capabilities[fact->capability].id);
    mds_oscal__prop(x, "contradicted", value->contradicted ? "yes" : "");
    mds_jsonw_array_end(&x->w);
    mds_exchange__array(x, "methods");
    mds_jsonw_string(&x->w, "EXAMINE");
    mds_jsonw_array_end(&x->w);
    mds_exchange__array(x, "types");
    mds_jsonw_string(&x->w, "control-objective");
    mds_jsonw_array_end(&x->w);
    mds_oscal__origins(x);
    mds_exchange__array(x, "subjects");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "subject-uuid", "device", mds_exchange__device_id(x));
    mds_jsonw_member_string(&x->w, "type", "component");
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    put_evidence(x, value);
    mds_jsonw_member_string(&x->w, "collected", mds_exchange__instant(x, x->in->as_of));
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__observations(mds_exchange *x, const mds_facts *facts)
{
    size_t count = 0;

    for (size_t f = 0; f < facts->count; f++) {
        if (!mds_oscal__observed(&facts->at[f])) {
            continue;
        }
        if (count++ == 0) {
            mds_exchange__array(x, "observations");
        }
        put_observation(x, &x->catalog->facts[f], &facts->at[f]);
    }
    if (count > 0) {
        mds_jsonw_array_end(&x->w);
    }
}

/* Marks the facts on which a scenario's number rests. */
static void mark(bool *used, const mds_condition *condition)
{
    for (size_t c = 0; c < condition->count; c++) {
        for (size_t l = 0; l < condition->at[c].count; l++) {
            used[condition->at[c].at[l].fact] = true;
        }
    }
}

void mds_oscal__related(mds_exchange *x, uint32_t scenario)
{
    const mds_facts *facts = x->in->reg->assessment->facts;
    const mds_scenario *of = &x->catalog->scenarios[scenario];
    bool *used = mds_arena_alloc(x->arena, facts->count + 1, sizeof *used);
    size_t count = 0;

    if (used == NULL) {
        x->status = mds_arena_status(x->arena);
        return;
    }
    mark(used, &of->opens);
    for (size_t i = 0; i < of->raise_count; i++) {
        mark(used, &of->raises[i].when);
    }
    for (size_t i = 0; i < x->catalog->effect_count; i++) {
        const mds_effect *effect = &x->catalog->effects[i];
        if (effect->scenario == scenario && effect->fact != MDS_NO_ORDINAL) {
            used[effect->fact] = true;
        }
    }
    for (size_t f = 0; f < facts->count; f++) {
        if (!used[f] || !mds_oscal__observed(&facts->at[f])) {
            continue;
        }
        if (count++ == 0) {
            mds_exchange__array(x, "related-observations");
        }
        mds_jsonw_inline_next(&x->w);
        mds_jsonw_object(&x->w);
        mds_oscal__id(x, "observation-uuid", "observation",
                      mds_oscal__of_device(x, x->catalog->facts[f].id));
        mds_jsonw_object_end(&x->w);
    }
    if (count > 0) {
        mds_jsonw_array_end(&x->w);
    }
}
