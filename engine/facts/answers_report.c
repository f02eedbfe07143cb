/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/answers.h"

#include <mdsrisk/translate.h>
#include <stdio.h>

/* A Japanese form's answers are named as it prints them. */
void mds_answers_label(char out[MDS_ANSWER_LABEL], const mds_form *form,
                       const mds_disclosure *disclosure, uint32_t question)
{
    const mds_answer_state state = mds_answers_state(disclosure, question);
    const char *label = mds_form_label(form, question, state);
    const bool japanese = label != NULL && (unsigned char)label[0] >= 0x80;
    (void)snprintf(out, MDS_ANSWER_LABEL, "%.60s = %.30s", form->questions[question].id,
                   japanese ? label : mds_answer_state_name(state));
}

const char *mds_answers_where(const mds_disclosure *disclosure, uint32_t question)
{
    return question < disclosure->answer_count ? disclosure->answers[question].where : "";
}

/* The n/a on which this one rests: a whole section that is crossed out has one cause, and one
 * message is enough. The bound ends a ring of gates. */
static uint32_t root_of(const mds_reading *readings, size_t count, uint32_t question)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t gate = readings[question].gate_question;
        if (gate >= count || readings[gate].statement != MDS_STATEMENT_NA_OPEN) {
            return question;
        }
        question = gate;
    }
    return question;
}

static void find_roots(const mds_crosswalk *crosswalk, mds_reading *readings, size_t count)
{
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        uint32_t question = crosswalk->rows[i].question;
        if (question >= count || readings[question].feeds) {
            continue;
        }
        readings[question].feeds = true;
        uint32_t root = readings[question].statement == MDS_STATEMENT_NA_OPEN
                            ? root_of(readings, count, question)
                            : question;
        if (root != question) {
            mds_reading *reading = &readings[root];
            reading->first = reading->behind == 0 ? question : reading->first;
            reading->last = question;
            reading->behind++;
        }
    }
}

static void report_na(const mds_form *form, const mds_disclosure *disclosure, uint32_t question,
                      const mds_reading *reading, mds_diags *diags)
{
    const char *id = form->questions[question].id;
    const char *where = mds_answers_where(disclosure, question);
    if (reading->gate_question == MDS_NO_ORDINAL) {
        mds_diag_add(diags, MDS_D_FACT_NA_UNGATED, disclosure->file, where, id, NULL);
    } else {
        char gate[MDS_ANSWER_LABEL];
        mds_answers_label(gate, form, disclosure, reading->gate_question);
        mds_diag_add(diags, MDS_D_FACT_NA_OPEN, disclosure->file, where, id, gate, NULL);
    }
    if (reading->behind > 0) {
        char count[24];
        (void)snprintf(count, sizeof count, "%u", (unsigned)reading->behind);
        mds_diag_add(diags, MDS_D_FACT_NA_BEHIND, disclosure->file, where, id, count,
                     form->questions[reading->first].id, form->questions[reading->last].id, NULL);
    }
}

void mds_answers_report(const mds_form *form, const mds_crosswalk *crosswalk,
                        const mds_disclosure *disclosure, mds_reading *readings, mds_diags *diags)
{
    size_t count = disclosure->answer_count < form->question_count ? disclosure->answer_count
                                                                   : form->question_count;
    find_roots(crosswalk, readings, count);
    for (uint32_t q = 0; q < count; q++) {
        const mds_reading *reading = &readings[q];
        if (reading->statement == MDS_STATEMENT_YES_GATED && reading->feeds) {
            char gate[MDS_ANSWER_LABEL];
            mds_answers_label(gate, form, disclosure, reading->gate_question);
            mds_diag_add(diags, MDS_D_FACT_YES_GATED, disclosure->file,
                         mds_answers_where(disclosure, q), form->questions[q].id, gate, NULL);
        }
        /* A question that feeds no fact is not complained about: nothing hangs on it. */
        bool root = reading->behind > 0 || (reading->feeds && root_of(readings, count, q) == q);
        if (reading->statement == MDS_STATEMENT_NA_OPEN && root) {
            report_na(form, disclosure, q, reading, diags);
        }
    }
}
