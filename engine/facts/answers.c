/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/answers.h"

#include <stdio.h>
#include <string.h>

/* Gates of real forms nest three deep; the bound only ends a cycle in an edited catalog. */
enum { GATE_DEPTH = 16 };

typedef enum gate_state { GATE_OPEN, GATE_CLOSED, GATE_UNDECIDED } gate_state;

mds_answer_state mds_answers_state(const mds_disclosure *disclosure, uint32_t question)
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
    const mds_answer_state state = mds_answers_state(disclosure, question);

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
    mds_answer_state state = mds_answers_state(disclosure, gate->question);
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

mds_reading mds_answers_read(const mds_form *form, const mds_disclosure *disclosure,
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

size_t mds_answers_first_row(const mds_crosswalk *crosswalk, uint32_t question)
{
    size_t low = 0;
    size_t high = crosswalk->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (crosswalk->rows[middle].question < question) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool mds_answers_have_rows(const mds_crosswalk *crosswalk, uint32_t question)
{
    size_t row = mds_answers_first_row(crosswalk, question);
    return row < crosswalk->row_count && crosswalk->rows[row].question == question;
}

bool mds_answers_unknown(const mds_catalog *catalog, const mds_disclosure *disclosure,
                         uint32_t question)
{
    const mds_form *form = &catalog->forms[disclosure->form];
    switch (mds_answers_read(form, disclosure, question).statement) {
    case MDS_STATEMENT_YES:
    case MDS_STATEMENT_NO:
    case MDS_STATEMENT_ABSENT:
        return false;
    case MDS_STATEMENT_NA_OPEN: /* where nothing hangs on it, an n/a is as good as any answer */
        return mds_answers_have_rows(&catalog->crosswalks[disclosure->form], question);
    case MDS_STATEMENT_NOTHING:
    case MDS_STATEMENT_YES_GATED:
        return true;
    }
    return true;
}

mds_completeness_count mds_disclosures_count(const mds_catalog *catalog,
                                             const mds_disclosure *const *disclosures, size_t count)
{
    mds_completeness_count found = {0, 0};
    for (size_t i = 0; i < count; i++) {
        const mds_disclosure *d = disclosures[i];
        for (uint32_t q = 0; q < d->answer_count; q++) {
            if (catalog->forms[d->form].questions[q].kind != MDS_QUESTION_CHOICE) {
                continue;
            }
            if (mds_answers_unknown(catalog, d, q)) {
                found.unknown++;
            } else {
                found.answered++;
            }
        }
    }
    return found;
}

/* Whether a question says something, a reference to a note included. */
static bool says_something(mds_answer_state state)
{
    return state == MDS_ANSWER_YES || state == MDS_ANSWER_NO || state == MDS_ANSWER_NA ||
           state == MDS_ANSWER_SEE_NOTE;
}

/* Below one answer in twenty, or three in all, nothing can be said of a device. */
enum { ONE_IN = 20, FEWEST_ANSWERS = 3 };

mds_status mds_disclosures_suffice(const mds_catalog *catalog,
                                   const mds_disclosure *const *disclosures, size_t count,
                                   mds_diags *diags)
{
    size_t answered = 0;
    size_t asked = 0;
    char counts[2][24];

    for (size_t i = 0; i < count; i++) {
        const mds_disclosure *d = disclosures[i];
        for (uint32_t q = 0; q < d->answer_count; q++) {
            const bool choice = catalog->forms[d->form].questions[q].kind == MDS_QUESTION_CHOICE;
            asked += choice;
            answered += choice && says_something(d->answers[q].state);
        }
    }
    if (answered >= FEWEST_ANSWERS && answered * ONE_IN >= asked) {
        return MDS_OK;
    }
    (void)snprintf(counts[0], sizeof counts[0], "%zu", answered);
    (void)snprintf(counts[1], sizeof counts[1], "%zu", asked);
    mds_diag_add(diags, MDS_D_FORM_ALMOST_NOTHING, count > 0 ? disclosures[0]->file : NULL, NULL,
                 counts[0], counts[1], NULL);
    return MDS_EUNSUPPORTED;
}
