/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disclosure as an attestation of CycloneDX: the maker claims by its answers, each with what
 * is in the form as evidence; what follows for our controls is attested by this program. The
 * requirements are ids and paraphrases, never the words of a standard. */
#include "exchange.h"

#include <mdsrisk/version.h>

static const mds_form *form_of(const mds_exchange *x)
{
    return &x->catalog->forms[x->in->form->form];
}

static const mds_answer *answer_to(const mds_exchange *x, size_t q)
{
    return &x->in->form->answers[q];
}

static bool is_asked(const mds_exchange *x, size_t q)
{
    return form_of(x)->questions[q].kind != MDS_QUESTION_HEADING &&
           answer_to(x, q)->state != MDS_ANSWER_MISSING;
}

static bool is_claim(const mds_exchange *x, size_t q)
{
    const mds_answer_state state = answer_to(x, q)->state;

    return is_asked(x, q) && (state == MDS_ANSWER_YES || state == MDS_ANSWER_NO ||
                              state == MDS_ANSWER_NA || state == MDS_ANSWER_TEXT);
}

static bool is_control(const mds_exchange *x, size_t f)
{
    return x->catalog->facts[f].kind == MDS_FACT_CONTROL && x->in->facts->at[f].asked;
}

/* "claim:AUDT-1": a name that other parts refer to. */
static const char *ref(mds_exchange *x, const char *kind, const char *id)
{
    const char *text = mds_arena_printf(x->arena, "%s:%s", kind, id);

    x->status = text == NULL ? mds_arena_status(x->arena) : x->status;
    return text != NULL ? text : "";
}

static void member_ref(mds_exchange *x, const char *name, const char *kind, const char *id)
{
    mds_jsonw_member_string(&x->w, name, ref(x, kind, id));
}

static void member_line(mds_exchange *x, const char *name, const char *text)
{
    const char *line = mds_exchange__line(x, text);

    if (line[0] != '\0') {
        mds_jsonw_member_string(&x->w, name, line);
    }
}

static void put_device(mds_exchange *x)
{
    const char *maker = mds_exchange__line(x, mds_exchange__device(x, MDS_DEVICE_MANUFACTURER));
    const char *model = mds_exchange__line(x, mds_exchange__device(x, MDS_DEVICE_MODEL));

    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "type", "device");
    member_ref(x, "bom-ref", "device", mds_exchange__device_id(x));
    if (maker[0] != '\0') {
        mds_jsonw_name(&x->w, "manufacturer");
        mds_jsonw_object(&x->w);
        mds_jsonw_member_string(&x->w, "name", maker);
        mds_jsonw_object_end(&x->w);
    }
    mds_jsonw_member_string(&x->w, "name", model[0] != '\0' ? model : mds_exchange__label(x));
    member_line(x, "version", mds_exchange__device(x, MDS_DEVICE_VERSION));
    member_line(x, "description", mds_exchange__device(x, MDS_DEVICE_DESCRIPTION));
    mds_jsonw_object_end(&x->w);
}

static void put_metadata(mds_exchange *x)
{
    mds_jsonw_name(&x->w, "metadata");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "timestamp", mds_exchange__instant(x, x->in->as_of));
    mds_jsonw_name(&x->w, "tools");
    mds_jsonw_object(&x->w);
    mds_exchange__array(x, "components");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "type", "application");
    mds_jsonw_member_string(&x->w, "name", "mdsrisk");
    mds_jsonw_member_string(&x->w, "version", mds_version());
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_name(&x->w, "component");
    put_device(x);
    mds_exchange__array(x, "properties");
    const struct {
        const char *name, *value;
    } properties[] = {{"urn:mdsrisk:edition", form_of(x)->edition},
                      {"urn:mdsrisk:source:file", x->in->form->file},
                      {"urn:mdsrisk:source:sha256", x->in->form->sha256},
                      {"urn:mdsrisk:catalog:sha256", x->catalog->sha256}};
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        mds_jsonw_inline_next(&x->w);
        mds_jsonw_object(&x->w);
        mds_jsonw_member_string(&x->w, "name", properties[i].name);
        mds_jsonw_member_string(&x->w, "value", mds_exchange__line(x, properties[i].value));
        mds_jsonw_object_end(&x->w);
    }
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_assessor(mds_exchange *x, const char *id, bool third_party, const char *name)
{
    mds_jsonw_object(&x->w);
    member_ref(x, "bom-ref", "assessor", id);
    mds_jsonw_member_bool(&x->w, "thirdParty", third_party);
    mds_jsonw_name(&x->w, "organization");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "name", name);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_assessors(mds_exchange *x)
{
    const char *maker = mds_exchange__line(x, mds_exchange__device(x, MDS_DEVICE_MANUFACTURER));

    mds_exchange__array(x, "assessors");
    put_assessor(x, "manufacturer", false,
                 maker[0] != '\0' ? maker : mds_exchange__say(x, "exchange.maker_unknown"));
    put_assessor(x, "mdsrisk", true, "mdsrisk");
    mds_jsonw_array_end(&x->w);
}

static void put_conformance(mds_exchange *x, double score, const char *rationale)
{
    mds_jsonw_name(&x->w, "conformance");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    if (score >= 0.0) {
        mds_jsonw_member_number(&x->w, "score", score);
    }
    mds_jsonw_member_string(&x->w, "rationale", rationale);
    mds_jsonw_object_end(&x->w);
}

static void map_question(mds_exchange *x, size_t q)
{
    const mds_answer_state state = answer_to(x, q)->state;
    const char *id = form_of(x)->questions[q].id;

    mds_jsonw_object(&x->w);
    member_ref(x, "requirement", "question", id);
    if (is_claim(x, q)) {
        mds_exchange__array(x, state == MDS_ANSWER_NO ? "counterClaims" : "claims");
        mds_jsonw_string(&x->w, ref(x, "claim", id));
        mds_jsonw_array_end(&x->w);
    }
    put_conformance(x,
                    state == MDS_ANSWER_YES  ? 1.0
                    : state == MDS_ANSWER_NO ? 0.0
                                             : -1.0,
                    mds_answer_state_name(state));
    mds_jsonw_object_end(&x->w);
}

/* The claims that say \p truth of a fact. */
static void put_claims(mds_exchange *x, const char *name, const mds_fact_value *value,
                       mds_truth truth)
{
    size_t count = 0;

    for (size_t i = 0; i < value->proof_count; i++) {
        const mds_proof *proof = &value->proofs[i];
        if (proof->disclosure == NULL || proof->question == MDS_NO_ORDINAL ||
            proof->says != truth || !is_claim(x, proof->question)) {
            continue;
        }
        if (count++ == 0) {
            mds_exchange__array(x, name);
        }
        mds_jsonw_string(&x->w, ref(x, "claim", form_of(x)->questions[proof->question].id));
    }
    if (count > 0) {
        mds_jsonw_array_end(&x->w);
    }
}

static void map_control(mds_exchange *x, size_t f)
{
    static const double scores[] = {[MDS_FALSE] = 0.0, [MDS_UNKNOWN] = -1.0, [MDS_TRUE] = 1.0};
    const mds_fact_value *value = &x->in->facts->at[f];

    mds_jsonw_object(&x->w);
    member_ref(x, "requirement", "control", x->catalog->facts[f].id);
    put_claims(x, "claims", value, MDS_TRUE);
    put_claims(x, "counterClaims", value, MDS_FALSE);
    put_conformance(x, scores[value->truth], mds_exchange__truth(x, value->truth));
    mds_jsonw_object_end(&x->w);
}

static void put_attestations(mds_exchange *x)
{
    mds_exchange__array(x, "attestations");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(
        &x->w, "summary",
        mds_exchange__format(x, "exchange.answers_of", form_of(x)->document, NULL));
    member_ref(x, "assessor", "assessor", "manufacturer");
    mds_exchange__array(x, "map");
    for (size_t q = 0; q < form_of(x)->question_count; q++) {
        if (is_asked(x, q)) {
            map_question(x, q);
        }
    }
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "summary", mds_exchange__say(x, "exchange.controls_of"));
    member_ref(x, "assessor", "assessor", "mdsrisk");
    mds_exchange__array(x, "map");
    for (size_t f = 0; f < x->catalog->fact_count; f++) {
        if (is_control(x, f)) {
            map_control(x, f);
        }
    }
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
}

static void put_claim(mds_exchange *x, size_t q)
{
    const mds_question *question = &form_of(x)->questions[q];
    const mds_answer *answer = answer_to(x, q);
    const char *stands =
        answer->response[0] != '\0' ? answer->response : mds_answer_state_name(answer->state);

    mds_jsonw_object(&x->w);
    member_ref(x, "bom-ref", "claim", question->id);
    member_ref(x, "target", "device", mds_exchange__device_id(x));
    mds_jsonw_member_string(&x->w, "predicate",
                            mds_exchange__format(x, "exchange.answer",
                                                 mds_exchange__in(x, &question->title), stands,
                                                 NULL));
    member_line(x, "reasoning", answer->note);
    mds_exchange__array(x, "evidence");
    mds_jsonw_string(&x->w, ref(x, "evidence", question->id));
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_data(mds_exchange *x, const char *name, const char *text)
{
    const char *line = mds_exchange__line(x, text);

    if (line[0] == '\0') {
        return;
    }
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "name", name);
    mds_jsonw_name(&x->w, "contents");
    mds_jsonw_object(&x->w);
    mds_jsonw_name(&x->w, "attachment");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "contentType", "text/plain");
    mds_jsonw_member_string(&x->w, "content", line);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_evidence(mds_exchange *x, size_t q)
{
    const mds_answer *answer = answer_to(x, q);

    mds_jsonw_object(&x->w);
    member_ref(x, "bom-ref", "evidence", form_of(x)->questions[q].id);
    mds_jsonw_member_string(&x->w, "propertyName", "urn:mdsrisk:answer");
    mds_exchange__array(x, "data");
    put_data(x, "answer", mds_answer_state_name(answer->state));
    put_data(x, "response", answer->response);
    put_data(x, "note", answer->note);
    put_data(x, "place", answer->where);
    put_data(x, "certainty", mds_answer_basis_name(answer->basis));
    mds_jsonw_array_end(&x->w);
    mds_jsonw_member_string(&x->w, "created", mds_exchange__instant(x, x->in->as_of));
    mds_jsonw_object_end(&x->w);
}

static void for_each_claim(mds_exchange *x, const char *name, void (*put)(mds_exchange *, size_t))
{
    mds_exchange__array(x, name);
    for (size_t q = 0; q < form_of(x)->question_count; q++) {
        if (is_claim(x, q)) {
            put(x, q);
        }
    }
    mds_jsonw_array_end(&x->w);
}

static void put_declarations(mds_exchange *x)
{
    mds_jsonw_name(&x->w, "declarations");
    mds_jsonw_object(&x->w);
    put_assessors(x);
    put_attestations(x);
    for_each_claim(x, "claims", put_claim);
    for_each_claim(x, "evidence", put_evidence);
    mds_jsonw_object_end(&x->w);
}

static void put_requirement(mds_exchange *x, const char *kind, const char *id, const char *title)
{
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    member_ref(x, "bom-ref", kind, id);
    mds_jsonw_member_string(&x->w, "identifier", id);
    mds_jsonw_member_string(&x->w, "title", title);
    mds_jsonw_object_end(&x->w);
}

static void begin_standard(mds_exchange *x, const char *id, const char *name, const char *version,
                           const char *description)
{
    mds_jsonw_object(&x->w);
    member_ref(x, "bom-ref", "standard", id);
    mds_jsonw_member_string(&x->w, "name", name);
    mds_jsonw_member_string(&x->w, "version", version);
    mds_jsonw_member_string(&x->w, "description", description);
    mds_exchange__array(x, "requirements");
}

static void end_standard(mds_exchange *x)
{
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_standards(mds_exchange *x)
{
    const mds_form *form = form_of(x);

    mds_jsonw_name(&x->w, "definitions");
    mds_jsonw_object(&x->w);
    mds_exchange__array(x, "standards");
    begin_standard(x, form->edition, form->document, form->edition,
                   mds_exchange__say(x, "exchange.paraphrased"));
    for (size_t q = 0; q < form->question_count; q++) {
        if (is_asked(x, q)) {
            put_requirement(x, "question", form->questions[q].id,
                            mds_exchange__in(x, &form->questions[q].title));
        }
    }
    end_standard(x);
    begin_standard(x, x->catalog->id, x->catalog->id, x->catalog->version,
                   mds_exchange__say(x, "exchange.controls_of"));
    for (size_t f = 0; f < x->catalog->fact_count; f++) {
        if (is_control(x, f)) {
            put_requirement(x, "control", x->catalog->facts[f].id,
                            mds_exchange__in(x, &x->catalog->facts[f].title));
        }
    }
    end_standard(x);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

void mds_cyclonedx__attestation(mds_exchange *x)
{
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "bomFormat", "CycloneDX");
    mds_jsonw_member_string(&x->w, "specVersion", x->edition);
    mds_jsonw_member_string(&x->w, "serialNumber", "urn:uuid:" MDS_EXCHANGE_UNNAMED);
    mds_jsonw_member_uint(&x->w, "version", 1);
    put_metadata(x);
    put_declarations(x);
    put_standards(x);
    mds_jsonw_object_end(&x->w);
}
