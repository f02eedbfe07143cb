/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What one answer of a form says about the yes-state of its question, gates considered.
 */
#ifndef MDS_ENGINE_ANSWERS_H
#define MDS_ENGINE_ANSWERS_H

#include <mdsrisk/disclosure.h>

typedef enum mds_statement {
    MDS_STATEMENT_NOTHING,
    MDS_STATEMENT_YES,
    MDS_STATEMENT_NO,
    MDS_STATEMENT_ABSENT,    /* n/a, and another answer closes the gate */
    MDS_STATEMENT_NA_OPEN,   /* n/a, but no answer closes the gate: says nothing */
    MDS_STATEMENT_YES_GATED, /* yes, although another answer closes the gate */
} mds_statement;

typedef struct mds_reading {
    mds_statement statement;
    uint32_t gate_question; /* the answer that closes the gate; NA_OPEN: the one that does not */
    /* For the report alone. */
    bool feeds;                   /* a fact hangs on the question */
    uint32_t behind, first, last; /* n/a answers that are unknown because this one is */
} mds_reading;

enum { MDS_ANSWER_LABEL = 96 };

/** Reads the answer to \p question; a question that the disclosure does not hold says nothing. */
mds_reading mds_answers_read(const mds_form *form, const mds_disclosure *disclosure,
                             uint32_t question);

/** State of the answer to \p question, MISSING when the disclosure does not hold it. */
mds_answer_state mds_answers_state(const mds_disclosure *disclosure, uint32_t question);

/** "AUDT-2 = no", to name an answer in a message. */
void mds_answers_label(char out[MDS_ANSWER_LABEL], const mds_form *form,
                       const mds_disclosure *disclosure, uint32_t question);

/** Locator of the answer, "" when the disclosure does not hold it. */
const char *mds_answers_where(const mds_disclosure *disclosure, uint32_t question);

/** Says which answers were not taken as they stand. \p readings: one per question of the form; its
 *  report members are used up. */
void mds_answers_report(const mds_form *form, const mds_crosswalk *crosswalk,
                        const mds_disclosure *disclosure, mds_reading *readings, mds_diags *diags);

/** The first crosswalk row of \p question, or where it would be: rows are sorted by question. */
size_t mds_answers_first_row(const mds_crosswalk *crosswalk, uint32_t question);

/** Whether the crosswalk has a row of \p question. */
bool mds_answers_have_rows(const mds_crosswalk *crosswalk, uint32_t question);

/** Whether the answer to \p question leaves open what was asked. */
bool mds_answers_unknown(const mds_catalog *catalog, const mds_disclosure *disclosure,
                         uint32_t question);

#endif
