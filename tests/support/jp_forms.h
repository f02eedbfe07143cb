/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Filled forms of the shipped catalog, made answer by answer.
 */
#ifndef TEST_JP_FORMS_H
#define TEST_JP_FORMS_H

#include <mdsrisk/disclosure.h>

typedef struct filled {
    const mds_form *form;
    mds_answer *answers;
    mds_disclosure disclosure;
} filled;

/** An empty form of \p edition, called \p file; every question is there without an answer, at
 *  "Sheet!<number>". */
filled fill_form(mds_arena *arena, const mds_catalog *catalog, const char *edition,
                 const char *file);
/** "4.3=no 12.4=yes": the answers, by id. */
void fill_answers(filled *to, const char *text);
void fill_note(filled *to, const char *question, const char *note);

#endif
