/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation of a form: docs/method/translation.md. What the rules entail is in translate_rules.c,
 * the words of the proof in translate_proof.c. */
#include "base/strbuf.h"
#include "engine/answers.h"
#include "translate_parts.h"

#include <string.h>

/* Gates of real forms nest three deep; the bound only ends a cycle in an edited catalog. */
enum { GATE_DEPTH = 16, LIST_LIMIT = 1 << 12 };

const char *mds_translated_state_name(mds_translated_state state)
{
    static const char *const names[MDS_TRANSLATED_STATE__COUNT] = {
        [MDS_TRANSLATED_ENTAILED] = "entailed",   [MDS_TRANSLATED_NARROWED] = "narrowed",
        [MDS_TRANSLATED_OPEN] = "open",           [MDS_TRANSLATED_CONTRADICTED] = "contradicted",
        [MDS_TRANSLATED_NO_ANSWER] = "no_answer",
    };
    return names[state];
}

const char *mds_confidence_name(mds_confidence confidence)
{
    static const char *const names[MDS_CONFIDENCE__COUNT] = {
        [MDS_CONFIDENCE_HIGH] = "high",
        [MDS_CONFIDENCE_MEDIUM] = "medium",
        [MDS_CONFIDENCE_LOW] = "low",
    };
    return names[confidence];
}

/* The result is another document, with an id and a date of its own. */
static bool carries_over(mds_device_field field)
{
    return field != MDS_DEVICE_DOCUMENT_ID && field != MDS_DEVICE_DOCUMENT_DATE;
}

mds_answer_bits mds_translate_takes(const mds_question *question)
{
    if (question->kind != MDS_QUESTION_CHOICE) {
        return 0;
    }
    return question->answer_set == MDS_ANSWERS_YES_NO_NA ? MDS_MAY_ANY : MDS_MAY_YES | MDS_MAY_NO;
}

mds_answer_bits mds_translate_stated(const mds_form *form, const mds_disclosure *disclosure,
                                     uint32_t question)
{
    switch (mds_answers_read(form, disclosure, question).statement) {
    case MDS_STATEMENT_YES:
    case MDS_STATEMENT_YES_GATED:
        return MDS_MAY_YES;
    case MDS_STATEMENT_NO:
        return MDS_MAY_NO;
    case MDS_STATEMENT_ABSENT:
    case MDS_STATEMENT_NA_OPEN:
        return MDS_MAY_NA;
    case MDS_STATEMENT_NOTHING:
        break;
    }
    return 0;
}

uint32_t mds_translate_ruled_out(const mds_form *form, const mds_disclosure *disclosure,
                                 uint32_t question, uint32_t *through)
{
    *through = MDS_NO_ORDINAL;
    for (int depth = 0; depth < GATE_DEPTH; depth++) {
        const uint32_t closer = mds_answers_read(form, disclosure, question).gate_question;
        const mds_gate *gate = &form->questions[question].gate;
        if (mds_answers_state(disclosure, closer) == MDS_ANSWER_NO) {
            return closer;
        }
        if (gate->question >= form->question_count || !gate->yes) {
            break;
        }
        question = gate->question;
        if (mds_translate_stated(form, disclosure, question) == MDS_MAY_YES &&
            *through == MDS_NO_ORDINAL) {
            *through = question;
        }
    }
    *through = MDS_NO_ORDINAL;
    return MDS_NO_ORDINAL;
}

bool mds_translate_silent(const mds_disclosure *disclosure, uint32_t question)
{
    const mds_answer_state state = mds_answers_state(disclosure, question);
    return state == MDS_ANSWER_MISSING || state == MDS_ANSWER_UNANSWERED;
}

/* The entailed answer of the target because of which its form does not ask a question. */
static uint32_t closed_by(const mds_form *form, const mds_translated *at, uint32_t question)
{
    for (int depth = 0; depth < GATE_DEPTH; depth++) {
        const mds_gate *gate = &form->questions[question].gate;
        if (gate->question >= form->question_count) {
            break;
        }
        question = gate->question;
        const mds_answer_state answer = at[question].answer;
        const bool decided = answer == MDS_ANSWER_YES || answer == MDS_ANSWER_NO;
        if (decided && (answer == MDS_ANSWER_YES) != gate->yes) {
            return question;
        }
    }
    return MDS_NO_ORDINAL;
}

static void copy_device(mds_translation_result *result, mds_translated *at)
{
    const mds_form *form = &result->catalog->forms[result->target];
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        const bool carries = carries_over((mds_device_field)i);
        const uint32_t question = form->device_questions[i];
        result->device[i] = carries ? result->source->device[i] : "";
        if (question < result->count && result->device[i][0] != '\0') {
            at[question].state = MDS_TRANSLATED_ENTAILED;
            at[question].answer = MDS_ANSWER_TEXT;
            at[question].text = result->device[i];
        }
    }
}

/* The same edition: every definite answer holds as it stands. */
static void take_over(const mds_translation_result *result, mds_translated *at)
{
    const mds_disclosure *source = result->source;
    for (uint32_t q = 0; q < result->count && q < source->answer_count; q++) {
        const mds_answer *answer = &source->answers[q];
        if (at[q].possible != 0 &&
            (answer->state == MDS_ANSWER_YES || answer->state == MDS_ANSWER_NO ||
             answer->state == MDS_ANSWER_NA)) {
            at[q].state = MDS_TRANSLATED_ENTAILED;
            at[q].answer = answer->state;
            at[q].confidence = answer->note[0] != '\0' ? MDS_CONFIDENCE_LOW : MDS_CONFIDENCE_HIGH;
        }
    }
}

/* A yes that the target form does not ask for is true all the same, but a reader of the form would
 * doubt it. */
static void doubt(const mds_translation_result *result, uint32_t question, mds_translated *at,
                  mds_diags *diags)
{
    const mds_form *form = &result->catalog->forms[result->target];
    const uint32_t gate = at->closed_by;
    const uint32_t source = at->step_count > 0 ? at->steps[0].sources[0] : question;
    at->confidence = MDS_CONFIDENCE_LOW;
    mds_diag_add(diags, MDS_D_TRANSLATE_GATED, result->source->file,
                 mds_answers_where(result->source, source), form->questions[question].id,
                 mds_form_label(form, question, at->answer), form->questions[gate].id,
                 mds_form_label(form, gate, result->at[gate].answer), NULL);
}

static bool is_conditional(const mds_translated *at)
{
    size_t i = 0;
    while (i < at->step_count && at->steps[i].kind != MDS_STEP_CONDITIONAL) {
        i++;
    }
    return i < at->step_count;
}

static void sum_up(mds_translation_result *result, mds_translated *list, mds_diags *diags)
{
    const mds_form *form = &result->catalog->forms[result->target];
    for (uint32_t q = 0; q < result->count; q++) {
        mds_translated *at = &list[q];
        const bool entailed = at->state == MDS_TRANSLATED_ENTAILED;
        const bool not_applicable =
            at->answer == MDS_ANSWER_NO && form->questions[q].answer_set == MDS_ANSWERS_APPLICABLE;
        at->closed_by = closed_by(form, list, q);
        result->state_count[at->state]++;
        result->na_count += at->answer == MDS_ANSWER_NA || not_applicable;
        result->unasked_count +=
            !entailed && at->state != MDS_TRANSLATED_NO_ANSWER && at->closed_by != MDS_NO_ORDINAL;
        result->suggested_count +=
            at->suggested != MDS_ANSWER_UNANSWERED && at->closed_by == MDS_NO_ORDINAL;
        result->conditional_count +=
            !entailed && at->closed_by == MDS_NO_ORDINAL && is_conditional(at);
        if (at->answer == MDS_ANSWER_YES && at->closed_by != MDS_NO_ORDINAL) {
            doubt(result, q, at, diags);
        }
    }
}

static void report_unrelated(const mds_catalog *catalog, const mds_disclosure *source,
                             uint32_t target, mds_diags *diags)
{
    mds_strbuf known;
    mds_strbuf_init(&known, LIST_LIMIT);
    for (uint32_t form = 0; form < catalog->form_count; form++) {
        if (mds_catalog_translation(catalog, source->form, form) != MDS_NO_ORDINAL) {
            mds_strbuf_puts(&known, known.n > 0 ? " / " : "");
            mds_strbuf_puts(&known, catalog->forms[form].edition);
        }
    }
    mds_diag_add(diags, MDS_D_TRANSLATE_UNRELATED, source->file, NULL,
                 catalog->forms[source->form].edition, catalog->forms[target].edition,
                 known.n > 0 ? known.p : "-", NULL);
    mds_strbuf_finish(&known);
}

static mds_status check_editions(const mds_catalog *catalog, const mds_disclosure *source,
                                 uint32_t target, mds_diags *diags)
{
    if (source->form >= catalog->form_count || target >= catalog->form_count) {
        return MDS_EINVAL;
    }
    const uint32_t forms[] = {source->form, target};
    for (size_t i = 0; i < 2; i++) {
        if (catalog->forms[forms[i]].completeness == MDS_TOPICS) {
            mds_diag_add(diags, MDS_D_TRANSLATE_TOPICS, source->file, NULL,
                         catalog->forms[forms[i]].edition, NULL);
            return MDS_EINVAL;
        }
    }
    if (source->form != target &&
        mds_catalog_translation(catalog, source->form, target) == MDS_NO_ORDINAL) {
        report_unrelated(catalog, source, target, diags);
        return MDS_ENOTFOUND;
    }
    return MDS_OK;
}

mds_status mds_translate(const mds_translation_result **out, mds_arena *arena,
                         const mds_catalog *catalog, const mds_disclosure *source, uint32_t target,
                         mds_diags *diags)
{
    mds_status status = check_editions(catalog, source, target, diags);
    if (status != MDS_OK) {
        return status;
    }
    const mds_form *form = &catalog->forms[target];
    mds_translation_result *result = mds_arena_alloc(arena, 1, sizeof *result);
    mds_translated *at = mds_arena_alloc(arena, form->question_count + 1, sizeof *at);
    if (result == NULL || at == NULL) {
        return mds_arena_status(arena);
    }
    *result = (mds_translation_result){.catalog = catalog,
                                       .source = source,
                                       .target = target,
                                       .at = at,
                                       .count = form->question_count};
    for (uint32_t q = 0; q < result->count; q++) {
        const bool heading = form->questions[q].kind == MDS_QUESTION_HEADING;
        at[q] = (mds_translated){.state = heading ? MDS_TRANSLATED_NO_ANSWER : MDS_TRANSLATED_OPEN,
                                 .answer = MDS_ANSWER_UNANSWERED,
                                 .suggested = MDS_ANSWER_UNANSWERED,
                                 .text = "",
                                 .possible = mds_translate_takes(&form->questions[q])};
    }
    copy_device(result, at);
    if (source->form == target) {
        take_over(result, at);
    } else {
        result->translation =
            &catalog->translations[mds_catalog_translation(catalog, source->form, target)];
        status = mds_translate__apply(result, at, arena, diags);
    }
    if (status == MDS_OK) {
        sum_up(result, at, diags);
        *out = result;
    }
    return status;
}
