/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answers.h"

#include <string.h>

/* Gates of real forms nest three deep; the bound only ends a cycle in an edited catalog. */
enum { GATE_DEPTH = 16 };

typedef enum gate_state { GATE_OPEN, GATE_CLOSED, GATE_UNDECIDED } gate_state;

mds_answer_state mds_answers__state(const mds_disclosure *disclosure, uint32_t question)
{
    return question < disclosure->answer_count ? disclosure->answers[question].state
                                               : MDS_ANSWER_MISSING;
}

/* A dash is how a form crosses out what does not apply; an empty cell is not. */
static bool is_dash(const char *response)
{
    static const char *const dashes[] = {
        "-",
        "\xef\xbc\x8d",
        "\xe2\x80\x90",
        "\xe2\x80\x91",
        "\xe2\x80\x92",
        "\xe2\x80\x93",
        "\xe2\x80\x94",
        "\xe2\x80\x95",
        "\xe2\x88\x92",
        "\xe3\x83\xbc",
    };
    response += strspn(response, " ");
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        const size_t n = strlen(dashes[i]);
        if (strncmp(response, dashes[i], n) == 0 &&
            response[n + strspn(response + n, " ")] == '\0') {
            return true;
        }
    }
    return false;
}

/* Whether the form gives no answer because the question does not apply: n/a, or crossed out. It
 * is to be believed behind a closed gate only. */
static bool is_set_aside(const mds_disclosure *disclosure, uint32_t question)
{
    const mds_answer_state state = mds_answers__state(disclosure, question);

    return state == MDS_ANSWER_NA ||
           (state == MDS_ANSWER_UNANSWERED && is_dash(disclosure->answers[question].response));
}

/* Whether the gate in front of \p question is closed, and by whose answer. A gate question that is
 * itself n/a or crossed out closes the gate only if its own gate is closed; one that says yes where
 * it can not is no ground for a conclusion. */
static gate_state gate_of(const mds_form *form, const mds_disclosure *disclosure, uint32_t question,
                          uint32_t *closer, int depth)
{
    const mds_gate *gate = &form->questions[question].gate;
    if (gate->question >= form->question_count) {
        return GATE_OPEN;
    }
    if (depth == GATE_DEPTH) {
        return GATE_UNDECIDED;
    }
    uint32_t above = MDS_NO_ORDINAL;
    gate_state outer = gate_of(form, disclosure, gate->question, &above, depth + 1);
    mds_answer_state state = mds_answers__state(disclosure, gate->question);
    if (outer == GATE_CLOSED && is_set_aside(disclosure, gate->question)) {
        *closer = above;
        return GATE_CLOSED;
    }
    if (state != MDS_ANSWER_NO && (state != MDS_ANSWER_YES || outer == GATE_CLOSED)) {
        return GATE_UNDECIDED;
    }
    if ((state == MDS_ANSWER_YES) == gate->yes) {
        return GATE_OPEN;
    }
    *closer = gate->question;
    return GATE_CLOSED;
}

mds_reading mds_answers__read(const mds_form *form, const mds_disclosure *disclosure,
                              uint32_t question)
{
    mds_reading reading = {.statement = MDS_STATEMENT_NOTHING, .gate_question = MDS_NO_ORDINAL};
    if (question >= form->question_count || question >= disclosure->answer_count) {
        return reading;
    }
    uint32_t closer = MDS_NO_ORDINAL;
    bool closed = gate_of(form, disclosure, question, &closer, 0) == GATE_CLOSED;
    switch (disclosure->answers[question].state) {
    case MDS_ANSWER_YES:
        reading.statement = closed ? MDS_STATEMENT_YES_GATED : MDS_STATEMENT_YES;
        break;
    case MDS_ANSWER_NO:
        reading.statement = MDS_STATEMENT_NO;
        break;
    case MDS_ANSWER_NA:
        reading.statement = closed ? MDS_STATEMENT_ABSENT : MDS_STATEMENT_NA_OPEN;
        break;
    case MDS_ANSWER_UNANSWERED:
        if (closed && is_set_aside(disclosure, question)) {
            reading.statement = MDS_STATEMENT_ABSENT;
        }
        break;
    case MDS_ANSWER_MISSING:
    case MDS_ANSWER_SEE_NOTE:
    case MDS_ANSWER_TEXT:
    case MDS_ANSWER_UNREADABLE:
    case MDS_ANSWER_CONFLICT:
    case MDS_ANSWER_STATE__COUNT:
        break;
    }
    if (closed) {
        reading.gate_question = closer;
    } else if (reading.statement == MDS_STATEMENT_NA_OPEN) {
        reading.gate_question = form->questions[question].gate.question;
    }
    return reading;
}
