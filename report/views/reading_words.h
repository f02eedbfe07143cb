/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files that say how a form was read. */
#ifndef MDS_REPORT_READING_WORDS_H
#define MDS_REPORT_READING_WORDS_H

#include "register_internal.h"
#include <mdsrisk/message.h>
#include <mdsrisk/reading_report.h>

enum { MDS_READING_TEXT = 1 << 20 };

typedef struct mds_reading {
    mds_reg reg;
    const mds_disclosure *disclosure;
    const mds_form *form;
    const mds_diags *diags;
    size_t diag_count;
    const mds_message **messages; /* of the diagnostics */
    bool *taken;                  /* likewise: said with a question */
    mds_reading_report *out;
} mds_reading;

/* What is there: the cell; of several columns each with its heading. */
const char *mds_reading__stands(mds_reading *r, const mds_answer *answer, const mds_form_row *row);
/* The layout in sentences. */
void mds_reading__layout(mds_reading *r);

#endif
