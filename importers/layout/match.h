/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which row of a sheet holds which question of an edition whose items have numbers. Numbers alone
 * say little, since remarks, pages and rows are numbered too: what counts is the longest chain of
 * rows whose numbers rise in the form's order, backed by the clauses and answers beside them.
 */
#ifndef MDS_IMPORTERS_MATCH_H
#define MDS_IMPORTERS_MATCH_H

#include "ids.h"
#include "view.h"

/* An edition with what its questions are recognised by. */
typedef struct mds_edition {
    const mds_catalog *catalog;
    const mds_form *form;
    mds_id_index index;
    mds_clauses *clauses; /* per question */
    const char **scopes;  /* per question: what the heading above it begins with, "server", or "" */
} mds_edition;

/* How well a sheet, or a file, fits an edition. */
typedef struct mds_fit {
    size_t found;         /* different questions */
    size_t backed;        /* rows that clauses or answers back */
    size_t deep;          /* rows with a number of two levels or more */
    size_t same, other;   /* rows that cite the same clauses, and others */
    size_t sets, misfits; /* rows that print the question's answers, and others */
    size_t disorder;      /* lines without a number out of the form's order */
    size_t unknown;       /* answered items whose number the edition lacks */
} mds_fit;

typedef struct mds_matched {
    uint32_t *questions;  /* per row of the sheet, or MDS_NO_ORDINAL */
    uint32_t *id_columns; /* per row: where its number or its line begins */
    bool *dated;          /* per row: its number was read back from a day */
    uint32_t column;      /* where most numbers are */
    uint32_t *unknown;    /* rows with an answer to an item that the edition lacks */
    size_t unknown_count;
    mds_fit fit;
} mds_matched;

/* False when the arena is exhausted. */
bool mds_edition__build(mds_edition *out, mds_arena *arena, const mds_catalog *catalog,
                        const mds_form *form, const mds_id_index *ids);
/* What is found lives in \p scratch; false when it is exhausted. */
bool mds_match__sheet(mds_matched *out, mds_arena *scratch, const mds_edition *edition,
                      const mds_view *view);

/* Whether the sheet holds questions, and not only numbered lines that neither answers, nor clauses,
 * nor levels back: remarks, instructions. */
bool mds_fit__holds(const mds_fit *fit);
void mds_fit__add(mds_fit *to, const mds_fit *from);

#endif
