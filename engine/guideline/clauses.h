/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses of the guideline: where they went in later editions, and how they are cited. */
#ifndef MDS_ENGINE_CLAUSES_H
#define MDS_ENGINE_CLAUSES_H

#include "register_internal.h"
#include <mdsrisk/guideline.h>

/* The clauses of later editions that successors lead to, each once, by guideline. */
mds_status mds_clauses__later(const mds_later_clause **out, size_t *count, mds_arena *arena,
                              const mds_catalog *catalog, uint32_t guideline, uint32_t clause);

/* By number: 6.2.C1 stands before 6.11.C1. */
int mds_clauses__compare(const char *a, const char *b);

/* "6.0: System operations 17-1" */
void mds_clauses__append(mds_reg *r, mds_strbuf *out, uint32_t guideline, uint32_t clause);
/* The same of each later clause, with how sure it is, \p separator between them. */
void mds_clauses__append_later(mds_reg *r, mds_strbuf *out, const mds_later_clause *later,
                               size_t count, const char *separator);

#endif
