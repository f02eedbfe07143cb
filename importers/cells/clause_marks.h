/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Clauses of the safety guideline as forms print them beside their items: "6.5.C7", "6.5.C.11",
 * "6.5.C11(1)~6.5.C11(3)", "6.11.C4、C10", "(6.9)".
 */
#ifndef MDS_IMPORTERS_CLAUSES_H
#define MDS_IMPORTERS_CLAUSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MDS_CLAUSES = 12 };

/* Chapter in two levels, requirement and part of it; 0 where there is none. */
typedef struct mds_clause_number {
    uint8_t chapter, section, requirement, part;
} mds_clause_number;

typedef struct mds_clauses {
    mds_clause_number at[MDS_CLAUSES];
    size_t count;
} mds_clauses;

typedef enum mds_clauses_match {
    MDS_CLAUSES_NONE,  /* one side cites nothing */
    MDS_CLAUSES_OTHER, /* nothing in common */
    MDS_CLAUSES_SOME,
    MDS_CLAUSES_SAME
} mds_clauses_match;

/* Adds what \p text cites. A chapter alone counts in brackets only, where no number of an item
 * is. */
void mds_clauses__read(mds_clauses *out, const char *text);
mds_clauses_match mds_clauses__compare(const mds_clauses *a, const mds_clauses *b);

#endif
