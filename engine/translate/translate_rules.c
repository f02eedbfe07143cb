/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the rules of the catalog are read: docs/method/translation.md.
 *
 * Forwards, a rule whose case holds leaves its conclusion possible. Backwards, a rule whose
 * conclusion the source denies leaves one of its conditions impossible. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/answers.h"
#include "note_words.h"
#include "translate_parts.h"

#include <string.h>

typedef enum reading_pass { FORWARDS, BACKWARDS_ONE, BACKWARDS_SEVERAL, WAITING } reading_pass;

void *mds_translate__alloc(mds_translator *t, size_t count, size_t size)
{
    void *memory = t->status == MDS_OK ? mds_arena_alloc(t->arena, count + 1, size) : NULL;

    if (memory == NULL && t->status == MDS_OK) {
        t->status = mds_arena_status(t->arena);
    }
    return memory;
}

mds_translation_step *mds_translate__step(mds_translator *t, uint32_t target, mds_step_kind kind,
                                          const mds_translation_row *row)
{
    mds_gathered *at = &t->at[target];
    if (t->status != MDS_OK) {
        return NULL;
    }
    if (!mds_array_reserve(t->arena, &at->steps, &at->capacity, at->count, sizeof *at->steps)) {
        t->status = mds_arena_status(t->arena);
        return NULL;
    }
    mds_translation_step *step = &at->steps[at->count++];
    *step = (mds_translation_step){.kind = kind,
                                   .row = row,
                                   .possible = at->takes,
                                   .blocked_by = "",
                                   .disputed = {MDS_NO_ORDINAL, MDS_NO_ORDINAL},
                                   .doubted_by = MDS_NO_ORDINAL};
    return step;
}

/* What the source says to a question, and what speaks against it. */
static void read_answer(mds_translator *t, uint32_t question, mds_stated *out)
{
    const mds_disclosure *source = t->result->source;
    uint32_t through = MDS_NO_ORDINAL;
    const uint32_t no = mds_translate_ruled_out(t->from, source, question, &through);
    const bool ruled_out = no != MDS_NO_ORDINAL;
    out->answer = mds_translate_stated(t->from, source, question);
    out->can_be = out->answer;
    out->doubt[0] = out->doubt[1] = MDS_NO_ORDINAL;
    out->note = "";
    if (out->answer == MDS_MAY_YES && ruled_out) {
        out->doubt[0] = question;
        out->doubt[1] = no;
    } else if (out->answer == 0) {
        const bool unasked = ruled_out && mds_translate_silent(source, question);
        out->can_be = unasked ? MDS_MAY_NO | MDS_MAY_NA : MDS_MAY_ANY;
        out->doubt[0] = unasked ? through : MDS_NO_ORDINAL;
        out->doubt[1] = unasked && through != MDS_NO_ORDINAL ? no : MDS_NO_ORDINAL;
    }
    if (out->answer != 0 && source->answers[question].note[0] != '\0') {
        out->note = mds_utf8_key(t->arena, source->answers[question].note);
    }
    if (out->note == NULL) {
        out->note = "";
        t->status = mds_arena_status(t->arena);
    }
}

/* Whether a row relates the source question to the target. */
static bool related(const mds_translator *t, uint32_t source, uint32_t target)
{
    const mds_translation *translation = t->result->translation;
    for (size_t i = 0; i < translation->row_count; i++) {
        const mds_translation_row *row = &translation->rows[i];
        size_t counts[2] = {0, 0};
        const uint32_t *to = mds_translate__side(row, t->to_left, &counts[0]);
        const uint32_t *from = mds_translate__side(row, !t->to_left, &counts[1]);
        if (mds_translate__contains(to, counts[0], target) &&
            mds_translate__contains(from, counts[1], source)) {
            return true;
        }
    }
    return false;
}

/* Whether the source contradicts its answer to \p question, and by which two answers: a no closes a
 * gate behind which there is a yes. The yes is doubtful in any case; the no where the yes is about
 * the matter of \p target. */
static bool is_disputed(const mds_translator *t, uint32_t question, uint32_t target,
                        uint32_t pair[2])
{
    const mds_stated *stated = &t->stated[question];
    if (stated->doubt[0] != MDS_NO_ORDINAL) {
        memcpy(pair, stated->doubt, sizeof stated->doubt);
        return true;
    }
    for (uint32_t q = 0; stated->answer == MDS_MAY_NO && q < t->from->question_count; q++) {
        if (t->stated[q].doubt[0] == q && t->stated[q].doubt[1] == question &&
            related(t, q, target)) {
            memcpy(pair, t->stated[q].doubt, sizeof t->stated[q].doubt);
            return true;
        }
    }
    return false;
}

/* The word in a note that keeps the row from being used, or "". The notes count of the questions
 * that the row is about, not of those that merely guard a rule. */
static const char *blocking_word(const mds_translator *t, const mds_translation_row *row,
                                 const uint32_t *sources, size_t count)
{
    size_t own_count = 0;
    const uint32_t *own = mds_translate__side(row, !t->to_left, &own_count);
    for (size_t i = 0; i < count; i++) {
        const char *word = mds_translate__contains(own, own_count, sources[i])
                               ? mds_note_words__find(&row->note_blocks, t->stated[sources[i]].note)
                               : NULL;
        if (word != NULL) {
            return word;
        }
    }
    return "";
}

static bool case_disputed(const mds_translator *t, const mds_answer_case *at, uint32_t target,
                          uint32_t pair[2])
{
    size_t i = 0;
    while (i < at->count && !is_disputed(t, at->at[i].question, target, pair)) {
        i++;
    }
    return i < at->count;
}

/* Whether a condition holds however the source's open questions are answered. A yes that a gate
 * rules out may be either: what follows from it is disputed. */
static bool condition_holds(const mds_translator *t, const mds_answer_literal *literal)
{
    const mds_stated *stated = &t->stated[literal->question];
    const bool ruled_out = stated->doubt[0] == literal->question;
    return (stated->can_be & ~literal->answers) == 0 ||
           (ruled_out && ((MDS_MAY_NO | MDS_MAY_NA) & ~literal->answers) == 0);
}

static bool case_holds(const mds_translator *t, const mds_answer_case *at)
{
    size_t i = 0;
    while (i < at->count && condition_holds(t, &at->at[i])) {
        i++;
    }
    return i == at->count;
}

/* Lets a step count, unless a note forbids it or the source contradicts itself. */
static void settle_step(const mds_translator *t, mds_translation_step *step, mds_gathered *target,
                        bool disputed, const uint32_t pair[2])
{
    step->blocked_by = blocking_word(t, step->row, step->sources, step->source_count);
    if (step->blocked_by[0] != '\0') {
        step->kind = MDS_STEP_BLOCKED;
    } else if (disputed) {
        step->kind = MDS_STEP_DISPUTED;
        memcpy(step->disputed, pair, sizeof step->disputed);
    } else {
        target->possible &= step->possible;
    }
}

/* A step that rests on the source answers of \p at; NULL when memory is short. */
static mds_translation_step *begin_step(mds_translator *t, mds_step_kind kind,
                                        const mds_translation_row *row,
                                        const mds_translation_rule *rule, const mds_answer_case *at)
{
    uint32_t *sources = mds_translate__alloc(t, at->count, sizeof *sources);
    mds_translation_step *step = mds_translate__step(t, rule->then.question, kind, row);
    if (sources == NULL || step == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < at->count; i++) {
        sources[i] = at->at[i].question;
    }
    step->rule = rule;
    step->at = at;
    step->sources = sources;
    step->source_count = at->count;
    step->possible &= rule->then.answers;
    return step;
}

/* An answer that contradicts what the rule rests on, or MDS_NO_ORDINAL. */
static uint32_t doubting(const mds_translator *t, const mds_translation_rule *rule)
{
    for (size_t i = 0; i < rule->doubted_count; i++) {
        if (case_holds(t, &rule->doubted_by[i])) {
            return rule->doubted_by[i].at[0].question;
        }
    }
    return MDS_NO_ORDINAL;
}

static void conclude(mds_translator *t, const mds_translation_row *row,
                     const mds_translation_rule *rule, const mds_answer_case *at)
{
    const uint32_t target = rule->then.question;
    uint32_t pair[2];
    mds_translation_step *step = begin_step(t, MDS_STEP_CONCLUDES, row, rule, at);
    if (step == NULL) {
        return;
    }
    settle_step(t, step, &t->at[target], case_disputed(t, at, target, pair), pair);
    step->doubted_by = doubting(t, rule);
}

/* Whether the answers of the target that a rule needs are there (suggested), or can still be given
 * (conditional). */
static bool given_allows(const mds_translator *t, const mds_translation_rule *rule)
{
    for (size_t i = 0; i < rule->given.count; i++) {
        const mds_answer_literal *literal = &rule->given.at[i];
        const mds_gathered *at = &t->at[literal->question];
        const mds_answer_bits has = rule->tier == MDS_TIER_SUGGESTED ? at->settled : at->possible;
        if ((has & literal->answers) == 0) {
            return false;
        }
    }
    return true;
}

/* What a person confirms, or what follows from an answer that a person gives: nothing is filled. */
static void offer(mds_translator *t, const mds_translation_row *row,
                  const mds_translation_rule *rule, const mds_answer_case *at)
{
    const uint32_t target = rule->then.question;
    uint32_t pair[2];
    if (t->at[target].settled != 0 || (t->at[target].possible & rule->then.answers) == 0 ||
        !given_allows(t, rule) || case_disputed(t, at, target, pair)) {
        return;
    }
    mds_translation_step *step =
        begin_step(t, rule->tier == MDS_TIER_SUGGESTED ? MDS_STEP_SUGGESTS : MDS_STEP_CONDITIONAL,
                   row, rule, at);
    if (step == NULL) {
        return;
    }
    step->blocked_by = blocking_word(t, row, step->sources, step->source_count);
    step->kind = step->blocked_by[0] != '\0' ? MDS_STEP_BLOCKED : step->kind;
}

/* Leaves out what a rule that is read backwards excludes of one question. A row that has spoken
 * already is not repeated for what it excludes as well. */
static void exclude(mds_translator *t, const mds_translation_row *row,
                    const mds_translation_rule *rule, const mds_answer_case *at, size_t condition)
{
    const mds_answer_literal *literal = &at->at[condition];
    mds_gathered *target = &t->at[literal->question];
    uint32_t pair[2];
    if ((target->possible & literal->answers) == 0 && mds_translate__has_step(target, row)) {
        return;
    }
    uint32_t *sources = mds_translate__alloc(t, 1, sizeof *sources);
    mds_translation_step *step = mds_translate__step(t, literal->question, MDS_STEP_CONCLUDES, row);
    if (sources == NULL || step == NULL) {
        return;
    }
    sources[0] = rule->then.question;
    step->rule = rule;
    step->at = at;
    step->contrapositive = true;
    step->sources = sources;
    step->source_count = 1;
    step->possible &= ~literal->answers;
    settle_step(t, step, target, is_disputed(t, sources[0], literal->question, pair), pair);
}

/* Whether every other condition of the case is an entailed answer. */
static bool others_settled(const mds_translator *t, const mds_answer_case *at, size_t except)
{
    for (size_t i = 0; i < at->count; i++) {
        if (i != except && (t->at[at->at[i].question].settled & at->at[i].answers) == 0) {
            return false;
        }
    }
    return true;
}

/* Whether the source denies what a rule concludes. */
static bool denied(const mds_translator *t, const mds_answer_literal *then)
{
    const mds_answer_bits stated = t->stated[then->question].answer;
    return stated != 0 && (stated & then->answers) == 0;
}

static void read_case(mds_translator *t, const mds_translation_row *row,
                      const mds_translation_rule *rule, const mds_answer_case *at,
                      reading_pass pass)
{
    if (pass == FORWARDS || pass == WAITING) {
        if (case_holds(t, at)) {
            (pass == FORWARDS ? conclude : offer)(t, row, rule, at);
        }
        return;
    }
    for (size_t i = 0; (at->count == 1) == (pass == BACKWARDS_ONE) && i < at->count; i++) {
        if (others_settled(t, at, i)) {
            exclude(t, row, rule, at, i);
        }
    }
}

/* What nobody has confirmed is not turned round: 4.2 entails SAHD-5 in one reading only, so that
 * SAHD-5 = No excludes nothing of 4.2. */
static bool reads_backwards(const mds_translator *t, const mds_translation_row *row,
                            const mds_translation_rule *rule)
{
    return !rule->one_way && row->review != MDS_REVIEW_PROPOSED && denied(t, &rule->then);
}

static void read_rule(mds_translator *t, const mds_translation_row *row,
                      const mds_translation_rule *rule, reading_pass pass)
{
    const bool forwards = rule->to_left == t->to_left;
    const bool waits = rule->tier != MDS_TIER_ENTAILED;
    if (waits != (pass == WAITING) || forwards != (pass == FORWARDS || pass == WAITING) ||
        (!forwards && !reads_backwards(t, row, rule))) {
        return;
    }
    for (size_t i = 0; i < rule->when_count; i++) {
        read_case(t, row, rule, &rule->when[i], pass);
    }
}

static void read_rules(mds_translator *t, reading_pass pass)
{
    const mds_translation *translation = t->result->translation;
    for (size_t i = 0; i < translation->row_count; i++) {
        const mds_translation_row *row = &translation->rows[i];
        /* A lead, even if somebody wrote rules into it. */
        if (row->review == MDS_REVIEW_DISPUTED || row->review == MDS_REVIEW_UNREVIEWED) {
            continue;
        }
        for (size_t k = 0; k < row->rule_count; k++) {
            read_rule(t, row, &row->rules[k], pass);
        }
    }
}

mds_status mds_translate__apply(mds_translation_result *result, mds_translated *at,
                                mds_arena *arena, mds_diags *diags)
{
    const mds_catalog *catalog = result->catalog;
    mds_translator t = {.arena = arena,
                        .result = result,
                        .from = &catalog->forms[result->source->form],
                        .to = &catalog->forms[result->target],
                        .to_left = result->translation->left == result->target,
                        .diags = diags};
    t.stated = mds_translate__alloc(&t, t.from->question_count, sizeof *t.stated);
    t.at = mds_translate__alloc(&t, result->count, sizeof *t.at);
    if (t.status != MDS_OK) {
        return t.status;
    }
    for (uint32_t q = 0; q < result->count; q++) {
        t.at[q].takes = t.at[q].possible = at[q].possible;
    }
    for (uint32_t q = 0; q < t.from->question_count; q++) {
        read_answer(&t, q, &t.stated[q]);
    }
    read_rules(&t, FORWARDS);
    read_rules(&t, BACKWARDS_ONE);
    for (uint32_t q = 0; q < result->count; q++) {
        t.at[q].settled = mds_translate__entailed(&t.at[q]);
    }
    read_rules(&t, BACKWARDS_SEVERAL);
    for (uint32_t q = 0; q < result->count; q++) {
        t.at[q].settled = mds_translate__entailed(&t.at[q]);
    }
    read_rules(&t, WAITING);
    mds_translate__judge(&t, at);
    return t.status;
}
