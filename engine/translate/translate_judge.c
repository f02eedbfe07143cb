/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of each question come to: docs/method/translation.md. Nothing but a rule that is
 * read forwards and concludes a single answer fills one in; what is merely left over does not. */
#include "engine/answers.h"
#include "translate_parts.h"

#include <string.h>

static bool single(mds_answer_bits bits)
{
    return bits != 0 && (bits & (bits - 1)) == 0;
}

/* Whether a step concludes exactly what is left. */
static bool fills(const mds_translation_step *step, mds_answer_bits left)
{
    return step->kind == MDS_STEP_CONCLUDES && !step->contrapositive &&
           step->rule->then.answers == left;
}

static mds_answer_bits filled(const mds_gathered *at)
{
    for (size_t i = 0; single(at->possible) && i < at->count; i++) {
        if (fills(&at->steps[i], at->possible)) {
            return at->possible;
        }
    }
    return 0;
}

/* Whether a step that the source's contradictions leave doubtful would change what is filled in:
 * by filling in another answer, or by excluding this one. */
static bool unsettles(const mds_translation_step *step, mds_answer_bits answer)
{
    const bool fills_in = !step->contrapositive && single(step->rule->then.answers);
    const bool excludes = answer != 0 && (step->possible & answer) == 0;
    return step->kind == MDS_STEP_DISPUTED &&
           (excludes || (fills_in && step->rule->then.answers != answer));
}

static const mds_translation_step *standing_dispute(const mds_gathered *at)
{
    const mds_answer_bits answer = filled(at);
    for (size_t i = 0; i < at->count; i++) {
        if (unsettles(&at->steps[i], answer)) {
            return &at->steps[i];
        }
    }
    return NULL;
}

mds_answer_bits mds_translate__entailed(const mds_gathered *at)
{
    return standing_dispute(at) == NULL ? filled(at) : 0;
}

/* The best of the rules that fill in the answer: each is a proof by itself. */
static mds_confidence confidence_of(const mds_translator *t, const mds_gathered *at)
{
    mds_confidence best = MDS_CONFIDENCE_LOW;
    for (size_t i = 0; i < at->count; i++) {
        const mds_translation_step *step = &at->steps[i];
        if (!fills(step, at->possible)) {
            continue;
        }
        mds_confidence confidence =
            step->row->review == MDS_REVIEW_AGREED ? MDS_CONFIDENCE_HIGH : MDS_CONFIDENCE_MEDIUM;
        for (size_t k = 0; k < step->source_count; k++) {
            if (t->stated[step->sources[k]].note[0] != '\0') {
                confidence = MDS_CONFIDENCE_LOW;
            }
        }
        confidence = step->doubted_by != MDS_NO_ORDINAL ? MDS_CONFIDENCE_LOW : confidence;
        best = confidence < best ? confidence : best;
    }
    return best;
}

/* The first earlier conclusion that has nothing in common with \p step, or NULL. */
static const mds_translation_step *clash_with(const mds_gathered *at,
                                              const mds_translation_step *step)
{
    for (const mds_translation_step *other = at->steps; other < step; other++) {
        if (other->kind == MDS_STEP_CONCLUDES && (other->possible & step->possible) == 0) {
            return other;
        }
    }
    return NULL;
}

/* Two answers of the source that leave nothing in common; where it takes three steps to leave
 * nothing, that of the first and that of the last. */
static void find_clash(const mds_gathered *at, uint32_t sources[2])
{
    bool any = false;
    for (size_t i = 0; i < at->count; i++) {
        const mds_translation_step *step = &at->steps[i];
        if (step->kind != MDS_STEP_CONCLUDES) {
            continue;
        }
        const mds_translation_step *other = clash_with(at, step);
        sources[0] = any ? sources[0] : step->sources[0];
        sources[1] = step->sources[0];
        any = true;
        if (other != NULL) {
            sources[0] = other->sources[0];
            return;
        }
    }
}

static void report_contradiction(const mds_translator *t, uint32_t target,
                                 const mds_translation_step *dispute)
{
    const mds_disclosure *source = t->result->source;
    uint32_t sources[2] = {0, 0};
    char labels[2][MDS_ANSWER_LABEL];
    if (dispute != NULL) {
        memcpy(sources, dispute->disputed, sizeof sources);
    } else {
        find_clash(&t->at[target], sources);
    }
    mds_answers_label(labels[0], t->from, source, sources[0]);
    mds_answers_label(labels[1], t->from, source, sources[1]);
    mds_diag_add(t->diags, MDS_D_TRANSLATE_CONTRADICTED, source->file,
                 mds_answers_where(source, sources[0]), t->to->questions[target].id, labels[0],
                 labels[1], NULL);
}

static mds_answer_state state_of(mds_answer_bits bit)
{
    return bit == MDS_MAY_YES  ? MDS_ANSWER_YES
           : bit == MDS_MAY_NO ? MDS_ANSWER_NO
           : bit == MDS_MAY_NA ? MDS_ANSWER_NA
                               : MDS_ANSWER_UNANSWERED;
}

/* The answer that all suggestions name; two that differ suggest nothing. */
static mds_answer_state suggested(const mds_gathered *at)
{
    mds_answer_bits named = 0;
    for (size_t i = 0; i < at->count; i++) {
        if (at->steps[i].kind == MDS_STEP_SUGGESTS) {
            named |= at->steps[i].possible;
        }
    }
    return state_of(named);
}

static void report_doubt(const mds_translator *t, uint32_t target, const mds_translated *out)
{
    const mds_gathered *at = &t->at[target];
    const mds_disclosure *source = t->result->source;
    char labels[2][MDS_ANSWER_LABEL];
    for (size_t i = 0; i < at->count; i++) {
        const mds_translation_step *step = &at->steps[i];
        if (step->kind == MDS_STEP_CONCLUDES && step->doubted_by != MDS_NO_ORDINAL) {
            mds_answers_label(labels[0], t->from, source, step->sources[0]);
            mds_answers_label(labels[1], t->from, source, step->doubted_by);
            mds_diag_add(t->diags, MDS_D_TRANSLATE_DOUBTED, source->file,
                         mds_answers_where(source, step->doubted_by), t->to->questions[target].id,
                         mds_form_label(t->to, target, out->answer), labels[0], labels[1], NULL);
            return;
        }
    }
}

static void judge(const mds_translator *t, uint32_t target, mds_translated *out)
{
    const mds_gathered *at = &t->at[target];
    const mds_translation_step *dispute = at->possible != 0 ? standing_dispute(at) : NULL;
    out->possible = at->possible;
    if (at->possible == 0 || dispute != NULL) {
        out->state = MDS_TRANSLATED_CONTRADICTED;
        out->possible = 0;
        report_contradiction(t, target, dispute);
        return;
    }
    out->answer = state_of(filled(at));
    if (out->answer == MDS_ANSWER_UNANSWERED) {
        out->state = at->possible == at->takes ? MDS_TRANSLATED_OPEN : MDS_TRANSLATED_NARROWED;
        out->suggested = suggested(at);
        return;
    }
    out->state = MDS_TRANSLATED_ENTAILED;
    out->confidence = confidence_of(t, at);
    report_doubt(t, target, out);
}

/* The source questions that a row shows for one that it leaves open: what it is about, and what its
 * rules would need besides. */
static void show_sources(mds_translator *t, mds_translation_step *step, uint32_t target)
{
    size_t count = 0;
    const uint32_t *own = mds_translate__side(step->row, !t->to_left, &count);
    uint32_t *sources = mds_translate__alloc(t, t->from->question_count, sizeof *sources);
    if (sources == NULL) {
        return;
    }
    memcpy(sources, own, count * sizeof *own);
    for (size_t i = 0; i < step->row->rule_count; i++) {
        const mds_translation_rule *rule = &step->row->rules[i];
        const bool concludes = rule->to_left == t->to_left && rule->then.question == target;
        for (size_t k = 0; concludes && k < rule->when_count; k++) {
            for (size_t n = 0; n < rule->when[k].count; n++) {
                const uint32_t question = rule->when[k].at[n].question;
                if (!mds_translate__contains(sources, count, question)) {
                    sources[count++] = question;
                }
            }
        }
    }
    step->sources = sources;
    step->source_count = count;
}

bool mds_translate__has_step(const mds_gathered *at, const mds_translation_row *row)
{
    size_t i = 0;
    while (i < at->count && at->steps[i].row != row) {
        i++;
    }
    return i < at->count;
}

static void add_leads(mds_translator *t, uint32_t target)
{
    const mds_translation *translation = t->result->translation;
    for (size_t i = 0; i < translation->row_count; i++) {
        const mds_translation_row *row = &translation->rows[i];
        size_t count = 0;
        const uint32_t *questions = mds_translate__side(row, t->to_left, &count);
        if (mds_translate__contains(questions, count, target) &&
            !mds_translate__has_step(&t->at[target], row)) {
            mds_translation_step *step = mds_translate__step(t, target, MDS_STEP_LEAD, row);
            if (step != NULL) {
                show_sources(t, step, target);
            }
        }
    }
}

/* A step that an entailed answer does not need: what is entailed excludes the rest by itself. */
static bool is_idle(const mds_translation_step *step, const mds_translated *out)
{
    return out->state == MDS_TRANSLATED_ENTAILED && step->kind == MDS_STEP_CONCLUDES &&
           !fills(step, out->possible);
}

/* The steps by kind, each kind in the order of the rows. */
static void order_steps(mds_translator *t, uint32_t target, mds_translated *out)
{
    const mds_gathered *at = &t->at[target];
    mds_translation_step *steps = mds_translate__alloc(t, at->count, sizeof *steps);
    for (unsigned kind = 0; steps != NULL && kind < MDS_STEP_KIND__COUNT; kind++) {
        for (size_t i = 0; i < at->count; i++) {
            if (at->steps[i].kind == (mds_step_kind)kind && !is_idle(&at->steps[i], out)) {
                steps[out->step_count++] = at->steps[i];
            }
        }
    }
    out->steps = steps;
}

void mds_translate__judge(mds_translator *t, mds_translated *at)
{
    for (uint32_t q = 0; t->status == MDS_OK && q < t->result->count; q++) {
        if (t->at[q].takes == 0) {
            continue;
        }
        judge(t, q, &at[q]);
        if (at[q].state != MDS_TRANSLATED_ENTAILED) {
            add_leads(t, q);
        }
        order_steps(t, q, &at[q]);
    }
}
