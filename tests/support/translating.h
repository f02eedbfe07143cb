/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A form in a few words, and its translation.
 */
#ifndef TEST_TRANSLATING_H
#define TEST_TRANSLATING_H

#include <mdsrisk/translate.h>

typedef struct translating {
    mds_catalog *catalog;
    mds_arena *arena;
    mds_diags *diags;
    mds_disclosure source;
    mds_status status;
    const mds_translation_result *result; /* NULL when it failed */
} translating;

/** With the compiled-in catalog, or with that of \p dir. */
void translating_init(translating *t, const char *dir);
void translating_free(translating *t);
/** Forgets the source, the result and the diagnostics. */
void translating_restart(translating *t);

/** A form of \p edition without any answer, in the arena; its answers may be written to. */
mds_answer *translating_form(translating *t, mds_disclosure *out, uint32_t form);

/** Translates "PAUT-1=yes:Optional; AUTH-1=na" of one edition to another: id, answer (yes, no, na,
 *  dash, see), and the note behind a colon. */
void translating_run(translating *t, const char *from, const char *to, const char *answers);

/** What became of a question of the target; fails the test when there is no such question. */
const mds_translated *translating_at(const translating *t, const char *question);

/** "12.4=no" for every filled answer of the target, in the form's order, divided by blanks. */
const char *translating_filled(translating *t);

/** The form that a translation makes. */
void translating_back(translating *t, mds_disclosure *out, const mds_translation_result *result);

size_t translating_said(const translating *t, mds_diag_code code);

#endif
