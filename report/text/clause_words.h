/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How clauses of the guideline are cited. */
#ifndef MDS_REPORT_CLAUSE_WORDS_H
#define MDS_REPORT_CLAUSE_WORDS_H

#include "register_internal.h"
#include <mdsrisk/guideline.h>

/* An edition of the guideline: its version in Japanese, else its id. */
const char *mds_clauses__version(const mds_reg *r, uint32_t guideline);
/* "6.0: System operations 17-1" */
void mds_clauses__append(mds_reg *r, mds_strbuf *out, uint32_t guideline, uint32_t clause);
/* The same of each later clause, with how sure it is, \p separator between them. */
void mds_clauses__append_later(mds_reg *r, mds_strbuf *out, const mds_later_clause *later,
                               size_t count, const char *separator);

#endif
