/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The law that no filled answer cell is lost without a word, as a check of any import.
 */
#ifndef MDS_TESTS_UNSAID_H
#define MDS_TESTS_UNSAID_H

#include <mdsrisk/disclosure.h>

/* A filled cell that was taken for an answer's, whose question ends unanswered, and that no
 * diagnostic names; NULL when there is none. Of workbooks and tables. */
const mds_form_cell *unsaid_cell(const mds_catalog *catalog, const mds_disclosure *form,
                                 const mds_diags *diags);

#endif
