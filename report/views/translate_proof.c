/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proof of a translated answer in words: one line a step, its parts divided by semicolons. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/answers.h"
#include "engine/translate_source.h"
#include "register_internal.h"

#include <mdsrisk/translate_report.h>
#include <stdio.h>
#include <string.h>

enum { PROOF_LIMIT = 1 << 20, TEXT_KEY = 48 };

typedef struct proof {
    const mds_translation_result *result;
    const mds_form *from, *to;
    mds_lang lang;
    mds_strbuf *out;
} proof;

static const char *text(const proof *p, const char *key)
{
    return mds_catalog_text(p->result->catalog, p->lang, key);
}

static const char *named(const proof *p, const char *prefix, const char *name)
{
    char key[TEXT_KEY];
    (void)snprintf(key, sizeof key, "%s.%s", prefix, name);
    return text(p, key);
}

static void put(const proof *p, const char *string)
{
    mds_strbuf_puts(p->out, string);
}

/* What divides the next line from the one before. */
static const char *line(const proof *p)
{
    return p->out->n > 0 ? "\n" : "";
}

/* A text of the catalog with up to two arguments, after \p before. */
static void put_part(const proof *p, const char *before, const char *key, const char *first,
                     const char *second)
{
    const char *args[] = {first, second};
    put(p, before);
    mds_strbuf_template(p->out, text(p, key), args, 2);
}

/* An answer as its form prints it; a Japanese word with its meaning, for who does not read it. */
static void put_word(const proof *p, const mds_form *form, uint32_t question, mds_label label)
{
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};
    const char *word = mds_form_label(form, question, states[label]);
    put(p, word);
    if (p->lang == MDS_LANG_EN && !mds_utf8_is_ascii(word)) {
        const bool applicable = form->questions[question].answer_set == MDS_ANSWERS_APPLICABLE;
        put(p, " (");
        put(p, named(p, applicable ? "translate.applicable" : "answer",
                     mds_answer_state_name(states[label])));
        put(p, ")");
    }
}

static const char *edition_name(const proof *p, const mds_form *form)
{
    const mds_reg words = {.catalog = p->result->catalog, .lang = p->lang};
    return mds_words__edition(&words, (uint32_t)(form - p->result->catalog->forms));
}

/* Editions of one kind of form number alike: then the source's questions bear the edition. */
static void put_id(const proof *p, const mds_form *form, uint32_t question)
{
    if (form == p->from && form != p->to && strcmp(form->family, p->to->family) == 0) {
        put(p, edition_name(p, form));
        put(p, " ");
    }
    mds_words__append_item(p->out, form, question, p->lang);
}

/* "12.4 = Yes", or with several answers "RMOT-2 = No / N/A"; \p sign is " = " or " ≠ ". */
static void put_answers(const proof *p, const mds_form *form, uint32_t question, const char *sign,
                        mds_answer_bits answers)
{
    const char *before = sign;
    put_id(p, form, question);
    for (unsigned i = 0; i <= MDS_LABEL_NA; i++) {
        if ((answers & ((mds_answer_bits)1 << i)) != 0) {
            put(p, before);
            put_word(p, form, question, (mds_label)i);
            before = " / ";
        }
    }
}

/* A note in one line. */
static void put_note(const proof *p, const char *note)
{
    const bool remark = strcmp(p->from->family, "mds2") != 0;
    mds_strbuf flat;
    mds_strbuf_init(&flat, PROOF_LIMIT);
    for (; *note != '\0'; note++) {
        const bool ends_line = *note == '\n' || *note == '\r';
        mds_strbuf_append(&flat, ends_line ? " " : note, 1);
    }
    const char *args[] = {flat.p};
    put(p, ", ");
    mds_strbuf_template(p->out, text(p, remark ? "translate.proof.remark" : "translate.proof.note"),
                        args, 1);
    mds_strbuf_inherit(p->out, &flat);
    mds_strbuf_finish(&flat);
}

/* "ALOF-1 = Yes (mds2-form!C24), note "..."" */
static void put_source(const proof *p, uint32_t question)
{
    const mds_disclosure *source = p->result->source;
    const mds_answer_bits stated = mds_translate_stated(p->from, source, question);
    const char *where = mds_answers_where(source, question);
    if (stated != 0) {
        put_answers(p, p->from, question, " = ", stated);
    } else {
        put_id(p, p->from, question);
        put(p, ": ");
        put(p, named(p, "answer", mds_answer_state_name(mds_answers_state(source, question))));
    }
    if (where[0] != '\0') {
        put(p, " (");
        put(p, where);
        put(p, ")");
    }
    uint32_t through = MDS_NO_ORDINAL;
    const uint32_t gate = mds_translate_ruled_out(p->from, source, question, &through);
    if (gate != MDS_NO_ORDINAL && through == MDS_NO_ORDINAL &&
        mds_translate_silent(source, question)) {
        char label[MDS_ANSWER_LABEL];
        mds_answers_label(label, p->from, source, gate);
        put_part(p, ", ", "translate.proof.unasked", label, "");
    }
    if (question < source->answer_count && source->answers[question].note[0] != '\0') {
        put_note(p, source->answers[question].note);
    }
}

static void put_sources(const proof *p, const mds_translation_step *step)
{
    for (size_t i = 0; i < step->source_count; i++) {
        put(p, i > 0 ? ", " : "");
        put_source(p, step->sources[i]);
    }
}

/* An answer as an argument of a phrase; in a buffer that the caller finishes. */
static const char *phrase(const proof *p, mds_strbuf *buf, const mds_form *form,
                          const mds_answer_case *at)
{
    const proof inner = {p->result, p->from, p->to, p->lang, buf};
    mds_strbuf_init(buf, PROOF_LIMIT);
    for (size_t i = 0; i < at->count; i++) {
        put(&inner, i > 0 ? ", " : "");
        put_answers(&inner, form, at->at[i].question, " = ", at->at[i].answers);
    }
    return buf->p;
}

static bool denies(const mds_answer_case *at)
{
    for (size_t i = 0; i < at->count; i++) {
        if ((at->at[i].answers & MDS_MAY_YES) != 0) {
            return false;
        }
    }
    return true;
}

/* Whether a step says only what an answer is not. */
static bool excludes(const mds_translation_step *step)
{
    const mds_answer_bits then = step->rule->then.answers;
    return step->contrapositive || (then & (then - 1)) != 0;
}

/* How the answers of a case decide, in a word. */
static const char *why_key(const mds_translation_step *step)
{
    const mds_answer_bits then = step->rule->then.answers;
    if (step->contrapositive) {
        return "translate.proof.backwards";
    }
    if (excludes(step)) {
        return "translate.proof.excludes";
    }
    if (step->at->count == 1 && step->at->at[0].answers == MDS_MAY_NA && then == MDS_MAY_NA) {
        return "translate.proof.na";
    }
    if (step->at->count == 1 && step->row->relation == MDS_RELATION_EQUAL) {
        return "translate.proof.equal";
    }
    if (then != MDS_MAY_YES && denies(step->at)) {
        return "translate.proof.gate";
    }
    return step->at->count == 1 ? "translate.proof.special" : "translate.proof.together";
}

static void put_why(const proof *p, const mds_translation_step *step)
{
    const mds_answer_case then = {&step->rule->then, 1};
    mds_strbuf when_words;
    mds_strbuf then_words;
    const char *when = phrase(p, &when_words, step->contrapositive ? p->to : p->from, step->at);
    const char *concluded = phrase(p, &then_words, step->contrapositive ? p->from : p->to, &then);
    put_part(p, "; ", why_key(step), when, concluded);
    mds_strbuf_inherit(p->out, &when_words);
    mds_strbuf_inherit(p->out, &then_words);
    mds_strbuf_finish(&when_words);
    mds_strbuf_finish(&then_words);
}

/* Why a lead fills nothing. */
static const char *lead_key(const proof *p, const mds_translation_step *step, uint32_t question)
{
    const mds_translation_row *row = step->row;
    const bool to_left = p->result->translation->left == p->result->target;
    if (row->review == MDS_REVIEW_DISPUTED || row->review == MDS_REVIEW_UNREVIEWED) {
        return "translate.proof.unsettled";
    }
    for (size_t i = 0; i < row->rule_count; i++) {
        if (row->rules[i].to_left == to_left && row->rules[i].then.question == question) {
            return "translate.proof.not_met";
        }
    }
    if (row->rule_count > 0) {
        return "translate.proof.other_way";
    }
    return row->relation == MDS_RELATION_NOT_RELATED ? "translate.proof.unrelated"
                                                     : "translate.proof.overlaps";
}

/* "Suggested, with 4 = Yes: 4.1#b = No" or "Once 4.3 = Yes is answered: 4.3.1 = Yes" */
static void put_offer(const proof *p, const mds_translation_step *step, uint32_t question)
{
    mds_strbuf words;
    const char *given = phrase(p, &words, p->to, &step->rule->given);
    put_part(p, "",
             step->kind == MDS_STEP_SUGGESTS ? "translate.proof.suggests"
                                             : "translate.proof.conditional",
             given, "");
    mds_strbuf_inherit(p->out, &words);
    mds_strbuf_finish(&words);
    put_answers(p, p->to, question, " = ", step->possible);
}

/* "; but CONN-4 = No contradicts it" */
static void put_doubt(const proof *p, const mds_translation_step *step)
{
    if (step->doubted_by != MDS_NO_ORDINAL) {
        char label[MDS_ANSWER_LABEL];
        mds_answers_label(label, p->from, p->result->source, step->doubted_by);
        put_part(p, "; ", "translate.proof.doubted", label, "");
    }
}

static void put_step(const proof *p, const mds_translation_step *step, uint32_t question)
{
    char labels[2][MDS_ANSWER_LABEL];
    if (step->kind == MDS_STEP_LEAD) {
        put(p, text(p, "translate.proof.lead"));
    } else if (step->kind == MDS_STEP_SUGGESTS || step->kind == MDS_STEP_CONDITIONAL) {
        put_offer(p, step, question);
    } else if (excludes(step)) {
        const mds_answer_bits takes = mds_translate_takes(&p->to->questions[question]);
        put_answers(p, p->to, question, " \xe2\x89\xa0 ", takes & ~step->possible);
    } else {
        put_answers(p, p->to, question, " = ", step->possible);
    }
    put(p, ": ");
    put_sources(p, step);
    switch (step->kind) {
    case MDS_STEP_CONCLUDES:
        put_why(p, step);
        put_doubt(p, step);
        break;
    case MDS_STEP_SUGGESTS:
    case MDS_STEP_CONDITIONAL:
        put_part(p, "; ", "translate.proof.not_filled", "", "");
        break;
    case MDS_STEP_DISPUTED:
        for (size_t i = 0; i < 2; i++) {
            mds_answers_label(labels[i], p->from, p->result->source, step->disputed[i]);
        }
        put_part(p, "; ", "translate.proof.disputed", labels[0], labels[1]);
        break;
    case MDS_STEP_BLOCKED:
        put_part(p, "; ", "translate.proof.blocked", step->blocked_by, "");
        break;
    case MDS_STEP_LEAD:
        put_part(p, "; ", lead_key(p, step, question), "", "");
        break;
    case MDS_STEP_KIND__COUNT:
        break;
    }
    put(p, "; ");
    put(p, named(p, "translate.review", mds_review_name(step->row->review)));
    put(p, "; ");
    put(p, step->row->rationale.in[p->lang]);
}

/* That the target form does not ask the question, by another answer that is entailed. */
static void put_gate(const proof *p, const mds_translated *at)
{
    const uint32_t gate = at->closed_by;
    const mds_answer_state state = at->answer;
    const bool asked = gate == MDS_NO_ORDINAL || at->state == MDS_TRANSLATED_NO_ANSWER;
    if (asked || (state != MDS_ANSWER_YES && state != MDS_ANSWER_UNANSWERED)) {
        return;
    }
    const bool yes = p->result->at[gate].answer == MDS_ANSWER_YES;
    const mds_answer_literal literal = {gate, yes ? MDS_MAY_YES : MDS_MAY_NO};
    const mds_answer_case closed = {&literal, 1};
    mds_strbuf words;
    const char *closer = phrase(p, &words, p->to, &closed);
    put_part(p, line(p),
             state == MDS_ANSWER_YES ? "translate.proof.gated" : "translate.proof.not_asked",
             closer, "");
    mds_strbuf_inherit(p->out, &words);
    mds_strbuf_finish(&words);
}

/* What the steps come to, where they do not say so by themselves. */
static const char *state_key(const proof *p, const mds_translated *at)
{
    switch (at->state) {
    case MDS_TRANSLATED_NO_ANSWER:
        return "translate.proof.heading";
    case MDS_TRANSLATED_CONTRADICTED:
        return "translate.proof.contradicted";
    case MDS_TRANSLATED_NARROWED:
        return at->closed_by == MDS_NO_ORDINAL ? "translate.proof.narrowed" : NULL;
    case MDS_TRANSLATED_ENTAILED:
        if (at->answer == MDS_ANSWER_TEXT) {
            return "translate.proof.copied";
        }
        return p->result->translation == NULL ? "translate.proof.identity" : NULL;
    case MDS_TRANSLATED_OPEN:
        if (at->step_count > 0) {
            return NULL;
        }
        return p->result->translation == NULL ? "translate.proof.undecided"
                                              : "translate.proof.none";
    case MDS_TRANSLATED_STATE__COUNT:
        break;
    }
    return NULL;
}

const char *mds_translation_proof(mds_arena *arena, const mds_translation_result *result,
                                  uint32_t question, mds_lang lang)
{
    if (question >= result->count) {
        return "";
    }
    const mds_translated *at = &result->at[question];
    mds_strbuf out;
    mds_strbuf_init(&out, PROOF_LIMIT);
    const proof p = {result, &result->catalog->forms[result->source->form],
                     &result->catalog->forms[result->target], lang, &out};
    put_gate(&p, at);
    const char *key = state_key(&p, at);
    if (key != NULL) {
        put_part(&p, line(&p), key, edition_name(&p, p.from), "");
    }
    for (size_t i = 0; i < at->step_count; i++) {
        put(&p, line(&p));
        put_step(&p, &at->steps[i], question);
    }
    const char *words = mds_strbuf_copy(&out, arena);
    mds_strbuf_finish(&out);
    return words;
}
