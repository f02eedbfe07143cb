/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers of a form should be doubted: docs/use/lint.md. */
#include "engine/answers.h"

#include "base/date.h"
#include "base/num.h"
#include "base/strbuf.h"
#include <mdsrisk/lint.h>
#include <stdio.h>
#include <string.h>

enum { LABELS_LIMIT = 1 << 14, COUNT_SIZE = 24 };

static bool holds(const mds_lint_literal *literal, const mds_disclosure *disclosure)
{
    static const mds_answer_state states[MDS_LINT_ANSWER__COUNT] = {MDS_ANSWER_YES, MDS_ANSWER_NO,
                                                                    MDS_ANSWER_NA};
    const bool equal = mds_answers_state(disclosure, literal->question) == states[literal->answer];
    return equal != literal->other;
}

const mds_lint_case *mds_lint_applies(const mds_lint_rule *rule, const mds_disclosure *disclosure)
{
    for (size_t i = 0; i < rule->when_count; i++) {
        const mds_lint_case *at = &rule->when[i];
        size_t k = 0;
        while (k < at->count && holds(&at->at[k], disclosure)) {
            k++;
        }
        if (k == at->count) {
            return at;
        }
    }
    return NULL;
}

static bool names(const mds_diag *diag, const char *argument)
{
    for (uint32_t i = 0; i < diag->arg_count; i++) {
        if (strcmp(diag->args[i], argument) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the derivation of the facts has already said that two of these answers contradict each
 * other; one finding is enough. */
static bool already_said(const mds_form *form, const mds_disclosure *disclosure,
                         const mds_lint_case *found, const mds_diags *diags)
{
    for (size_t d = 0; diags != NULL && d < mds_diags_count(diags); d++) {
        const mds_diag *diag = mds_diags_at(diags, d);
        const bool gated = diag->code == MDS_D_FACT_YES_GATED;
        size_t named = 0;
        if ((!gated && diag->code != MDS_D_FACT_CONTRADICTED) ||
            strcmp(diag->file, disclosure->file) != 0) {
            continue;
        }
        for (size_t i = 0; i < found->count; i++) {
            char label[MDS_ANSWER_LABEL];
            mds_answers_label(label, form, disclosure, found->at[i].question);
            named += names(diag, label) ||
                     (gated && names(diag, form->questions[found->at[i].question].id));
        }
        if (named >= 2) {
            return true;
        }
    }
    return false;
}

static mds_status report_rule(const mds_form *form, const mds_disclosure *disclosure,
                              const mds_lint_rule *rule, const mds_lint_case *found,
                              mds_diags *diags)
{
    mds_strbuf labels;
    mds_strbuf_init(&labels, LABELS_LIMIT);
    for (size_t i = 0; i < found->count; i++) {
        char label[MDS_ANSWER_LABEL];
        if (found->at[i].other) {
            continue; /* a condition of the rule, not an answer that is in doubt */
        }
        mds_answers_label(label, form, disclosure, found->at[i].question);
        mds_strbuf_puts(&labels, labels.n > 0 ? ", " : "");
        mds_strbuf_puts(&labels, label);
    }
    mds_diag_add(diags,
                 rule->severity == MDS_SEVERITY_NOTE ? MDS_D_LINT_REMARK : MDS_D_LINT_CONTRADICTION,
                 disclosure->file, mds_answers_where(disclosure, found->at[0].question),
                 rule->reason_key, labels.p, rule->id, NULL);
    const mds_status status = labels.status;
    mds_strbuf_finish(&labels);
    return status;
}

static void check_document(const mds_lint *lint, const mds_form *form,
                           const mds_disclosure *disclosure, int32_t as_of, mds_diags *diags)
{
    const uint32_t question = form->device_questions[MDS_DEVICE_DOCUMENT_DATE];
    const char *where = mds_answers_where(disclosure, question);
    char date[MDS_DATE_SIZE];
    char other[MDS_DATE_SIZE];
    char years[MDS_NUM_SIZE];

    if (disclosure->document_day == MDS_DAY_NONE) {
        mds_diag_add(diags, MDS_D_LINT_UNDATED, disclosure->file, where, NULL);
        return;
    }
    const double age = mds_date_years(disclosure->document_day, as_of);
    mds_date_format(date, disclosure->document_day);
    mds_date_format(other, as_of);
    mds_num_fixed(years, age, 1);
    if (disclosure->document_day > as_of) {
        mds_diag_add(diags, MDS_D_LINT_FROM_THE_FUTURE, disclosure->file, where, date, other, NULL);
    } else if (age > lint->stale_years) {
        mds_diag_add(diags, MDS_D_LINT_STALE, disclosure->file, where, date, years, NULL);
    }
}

static bool feeds(const mds_crosswalk *crosswalk, uint32_t question)
{
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        if (crosswalk->rows[i].question == question) {
            return true;
        }
    }
    return false;
}

/* A definite answer: yes, no, or an n/a that is justified or on which nothing hangs. */
static bool is_open(const mds_crosswalk *crosswalk, const mds_reading *reading, uint32_t question)
{
    switch (reading->statement) {
    case MDS_STATEMENT_YES:
    case MDS_STATEMENT_NO:
    case MDS_STATEMENT_ABSENT:
        return false;
    case MDS_STATEMENT_NA_OPEN:
        return feeds(crosswalk, question);
    case MDS_STATEMENT_NOTHING:
    case MDS_STATEMENT_YES_GATED:
        break;
    }
    return true;
}

static void check_open(const mds_lint *lint, const mds_form *form, const mds_crosswalk *crosswalk,
                       const mds_disclosure *disclosure, mds_diags *diags)
{
    size_t open = 0;
    size_t total = 0;
    for (uint32_t q = 0; q < form->question_count; q++) {
        if (form->questions[q].kind == MDS_QUESTION_CHOICE) {
            const mds_reading reading = mds_answers_read(form, disclosure, q);
            total++;
            open += is_open(crosswalk, &reading, q);
        }
    }
    if ((double)open > lint->open_share * (double)total) {
        char counts[2][COUNT_SIZE];
        (void)snprintf(counts[0], COUNT_SIZE, "%zu", open);
        (void)snprintf(counts[1], COUNT_SIZE, "%zu", total);
        mds_diag_add(diags, MDS_D_LINT_OPEN, disclosure->file, NULL, counts[0], counts[1], NULL);
    }
}

/* The questions of a section are together. What a closed gate crosses out is no answer of its
 * own; one answer that differs, or is missing, speaks against copying. */
static void check_section(const mds_catalog *catalog, const mds_lint *lint, const mds_form *form,
                          const mds_disclosure *disclosure, uint32_t begin, uint32_t end,
                          mds_diags *diags)
{
    static const char *const keys[] = {"answer.yes", "answer.no", "answer.na"};
    static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO, MDS_ANSWER_NA};
    size_t counts[3] = {0, 0, 0};
    size_t asked = 0;
    uint32_t first = MDS_NO_ORDINAL;
    for (uint32_t q = begin; q < end; q++) {
        if (form->questions[q].kind != MDS_QUESTION_CHOICE ||
            mds_answers_read(form, disclosure, q).statement == MDS_STATEMENT_ABSENT) {
            continue;
        }
        first = first == MDS_NO_ORDINAL ? q : first;
        asked++;
        for (size_t i = 0; i < 3; i++) {
            counts[i] += mds_answers_state(disclosure, q) == states[i];
        }
    }
    for (size_t i = 0; i < 3; i++) {
        if (asked >= lint->same_answers && counts[i] == asked) {
            char number[COUNT_SIZE];
            (void)snprintf(number, sizeof number, "%zu", asked);
            mds_diag_add(diags, MDS_D_LINT_SAME_ANSWERS, disclosure->file,
                         mds_answers_where(disclosure, first),
                         catalog->capabilities[form->questions[begin].section].id, number, keys[i],
                         NULL);
        }
    }
}

static void check_sections(const mds_catalog *catalog, const mds_lint *lint, const mds_form *form,
                           const mds_disclosure *disclosure, mds_diags *diags)
{
    uint32_t begin = 0;
    for (uint32_t q = 1; q <= form->question_count; q++) {
        if (q == form->question_count ||
            form->questions[q].section != form->questions[begin].section) {
            check_section(catalog, lint, form, disclosure, begin, q, diags);
            begin = q;
        }
    }
}

mds_status mds_lint_check(const mds_catalog *catalog, const mds_disclosure *disclosure,
                          int32_t as_of, mds_diags *diags)
{
    if (disclosure->form >= catalog->form_count) {
        return MDS_EINVAL;
    }
    const mds_form *form = &catalog->forms[disclosure->form];
    mds_status status = MDS_OK;
    for (size_t i = 0; i < catalog->lint_count; i++) {
        const mds_lint *lint = &catalog->lints[i];
        /* One without answers stands for a file whose answers went into another form. */
        if (lint->form != disclosure->form || disclosure->answer_count == 0) {
            continue;
        }
        for (size_t k = 0; k < lint->rule_count && status == MDS_OK; k++) {
            const mds_lint_case *found = mds_lint_applies(&lint->rules[k], disclosure);
            if (found != NULL && !already_said(form, disclosure, found, diags)) {
                status = report_rule(form, disclosure, &lint->rules[k], found, diags);
            }
        }
        check_document(lint, form, disclosure, as_of, diags);
        check_open(lint, form, &catalog->crosswalks[disclosure->form], disclosure, diags);
        check_sections(catalog, lint, form, disclosure, diags);
    }
    return status;
}
