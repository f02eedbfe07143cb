/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses of the guideline: where they went in later editions, and their order. */
#ifndef MDS_ENGINE_CLAUSES_H
#define MDS_ENGINE_CLAUSES_H

#include <mdsrisk/guideline.h>

/* The clauses of later editions that successors lead to, each once, by guideline. */
mds_status mds_clauses_later(const mds_later_clause **out, size_t *count, mds_arena *arena,
                             const mds_catalog *catalog, uint32_t guideline, uint32_t clause);

/* By number: 6.2.C1 is before 6.11.C1. */
int mds_clauses_compare(const char *a, const char *b);

#endif
