/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a fact comes from: the question, the answer as it stands, its note and its cell. */
#include "register_internal.h"

const char *mds_proof__answer_word(mds_reg *r, const mds_disclosure *disclosure, uint32_t question)
{
    return mds_words__answer(r, &r->catalog->forms[disclosure->form], question,
                             disclosure->answers[question].state);
}

static const mds_question *question_of(const mds_reg *r, const mds_disclosure *d, uint32_t ordinal)
{
    return &r->catalog->forms[d->form].questions[ordinal];
}

void mds_proof__append_note(mds_reg *r, mds_strbuf *out, const mds_form *form, const char *note)
{
    mds_reg__append(r, out, mds_words__is_japanese(form) ? "proof.remark" : "proof.note", note,
                    NULL);
}

static void append_answer(mds_reg *r, mds_strbuf *out, const mds_proof *proof)
{
    const mds_disclosure *d = proof->disclosure;
    const mds_answer *answer = &d->answers[proof->question];
    mds_strbuf_printf(out, "%s: %s", question_of(r, d, proof->question)->id,
                      mds_proof__answer_word(r, d, proof->question));
    if (answer->where[0] != '\0') {
        mds_strbuf_printf(out, " [%s]", answer->where);
    }
    if (proof->rule == MDS_PROOF_GATE_CLOSED && proof->gate_question != MDS_NO_ORDINAL) {
        mds_reg__append(r, out, "proof.gate_closed", question_of(r, d, proof->gate_question)->id,
                        mds_proof__answer_word(r, d, proof->gate_question), NULL);
    }
    if (answer->note[0] != '\0') {
        mds_proof__append_note(r, out, &r->catalog->forms[d->form], answer->note);
    }
}

/* One proof: "AUTH-1: Yes (mds2-form!C24), note: ...". */
static void append_proof(mds_reg *r, mds_strbuf *out, const mds_proof *proof)
{
    if (proof->disclosure != NULL && proof->question != MDS_NO_ORDINAL) {
        append_answer(r, out, proof);
        return;
    }
    switch (proof->rule) {
    case MDS_PROOF_VERIFIED:
        mds_reg__append(r, out, "proof.verified",
                        proof->verified != NULL ? proof->verified->evidence : "",
                        proof->verified != NULL ? proof->verified->where : "", NULL);
        return;
    case MDS_PROOF_DECLARED:
        mds_reg__append(r, out, "proof.declared",
                        proof->verified != NULL ? proof->verified->where : "", NULL);
        return;
    case MDS_PROOF_DEPLOYMENT:
        mds_strbuf_puts(out, mds_reg__text(r, "proof.deployment"));
        return;
    case MDS_PROOF_DERIVED:
        mds_strbuf_puts(out, mds_reg__text(r, "proof.derived"));
        return;
    case MDS_PROOF_ANSWER:
    case MDS_PROOF_GATE_CLOSED:
    case MDS_PROOF_NOTHING:
    case MDS_PROOF_RULE__COUNT:
        mds_strbuf_puts(out, mds_reg__text(r, "proof.nothing"));
        return;
    }
}

void mds_proof__append_all(mds_reg *r, mds_strbuf *out, const mds_fact_value *value,
                           mds_truth truth)
{
    size_t start = out->n;
    for (size_t i = 0; i < value->proof_count; i++) {
        if (truth != MDS_UNKNOWN && value->proofs[i].says != truth) {
            continue;
        }
        if (out->n > start) {
            mds_strbuf_puts(out, "; ");
        }
        append_proof(r, out, &value->proofs[i]);
    }
    if (out->n == start) {
        mds_strbuf_puts(out, mds_reg__text(r, "proof.nothing"));
    }
}

void mds_proof__append_questions(mds_reg *r, mds_strbuf *out, const mds_fact_value *value)
{
    size_t start = out->n;
    for (size_t i = 0; i < value->proof_count; i++) {
        const mds_proof *proof = &value->proofs[i];
        if (proof->disclosure == NULL || proof->question == MDS_NO_ORDINAL) {
            continue;
        }
        if (out->n > start) {
            mds_strbuf_puts(out, ", ");
        }
        mds_strbuf_puts(out, question_of(r, proof->disclosure, proof->question)->id);
    }
}

void mds_proof__append_condition(mds_reg *r, mds_strbuf *out, const mds_condition *condition)
{
    static const char *const truths[] = {
        [MDS_FALSE] = "truth.false", [MDS_UNKNOWN] = "truth.unknown", [MDS_TRUE] = "truth.true"};
    if (condition->count == 0) {
        mds_strbuf_puts(out, mds_reg__text(r, "condition.always"));
    }
    for (size_t i = 0; i < condition->count; i++) {
        const mds_conjunction *all = &condition->at[i];
        if (i > 0) {
            mds_strbuf_puts(out, mds_reg__text(r, "condition.or"));
        }
        bool bracket = condition->count > 1 && all->count > 1;
        if (bracket) {
            mds_strbuf_putc(out, '(');
        }
        for (size_t k = 0; k < all->count; k++) {
            const mds_fact *fact = &r->catalog->facts[all->at[k].fact];
            if (k > 0) {
                mds_strbuf_puts(out, mds_reg__text(r, "condition.and"));
            }
            mds_reg__append(r, out, all->at[k].negated ? "condition.not_fact" : "condition.fact",
                            mds_reg__in(r, &fact->title),
                            mds_reg__text(r, truths[r->facts->at[all->at[k].fact].truth]), NULL);
        }
        if (bracket) {
            mds_strbuf_putc(out, ')');
        }
    }
}
