/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * One import for a test: catalog, arena, diagnostics, the disclosure or deployment that came out.
 */
#ifndef MDS_TESTS_FIXTURE_H
#define MDS_TESTS_FIXTURE_H

#include "support/raw_workbook.h"
#include <mdsrisk/import.h>

typedef struct fixture {
    mds_catalog *catalog;
    mds_arena *arena;
    mds_diags *diags;
    mds_status status;
    const mds_disclosure *form;       /* NULL when it failed */
    const mds_deployment *deployment; /* likewise */
} fixture;

/* Loads the catalog, once a process. */
void fixture_init(fixture *f);
void fixture_free(fixture *f);

/* Imports bytes as a form, or as a deployment; what an earlier import left is forgotten. */
void fixture_form(fixture *f, const void *bytes, size_t n);
void fixture_form_text(fixture *f, const char *text);
void fixture_form_file(fixture *f, const char *path);
void fixture_form_workbook(fixture *f, workbook *book);
void fixture_deployment(fixture *f, const char *text);
void fixture_context_file(fixture *f, const char *path);

/* The answer to a question of the imported form; fails the test when there is none such. */
const mds_answer *fixture_answer(const fixture *f, const char *question);
/* The \p n-th diagnostic of that code, or NULL. */
const mds_diag *fixture_diag(const fixture *f, mds_diag_code code, size_t n);
size_t fixture_count(const fixture *f, mds_diag_code code);
/* Fails the test, listing what is there, unless the code is among the diagnostics. */
const mds_diag *fixture_expect(const fixture *f, mds_diag_code code);
/* Fails the test when a warning or an error is there that is not in the list, ended by 0. */
void fixture_expect_only(const fixture *f, const mds_diag_code *allowed);

#endif
