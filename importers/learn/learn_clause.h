/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Clauses of a guideline as forms print them, to the ids that the catalog gives them:
 * "(6.5.C10-1~6.5.C10-3)", "6.11.C4, C10", and in guidelines of several volumes the name of a
 * volume with a number and one in a circle, "System operations 14(5)".
 */
#ifndef MDS_IMPORTERS_LEARN_CLAUSE_H
#define MDS_IMPORTERS_LEARN_CLAUSE_H

#include "base/strbuf.h"
#include <mdsrisk/catalog.h>

enum { LEARN_VOLUMES = 16, LEARN_REFERENCES = 32 };

/* A volume of a guideline that has several, as the labels of its clauses name it. */
typedef struct learn_volume {
    const char *key; /* of its Japanese name */
    mds_text name;
    const char *id; /* "SO" of "SO-14-5" */
} learn_volume;

typedef struct learn_guideline {
    const mds_catalog *catalog;
    const mds_guideline *guideline;
    learn_volume volumes[LEARN_VOLUMES];
    size_t volume_count;
    const learn_volume *usual; /* meant where none is named; NULL: there are no volumes */
    bool dotted; /* some of its clauses are "14.2" beside those with a number in a circle */
} learn_guideline;

typedef struct learn_references {
    const char *at[LEARN_REFERENCES]; /* ids of clauses, known to the guideline or not */
    size_t count;
} learn_references;

/* How the guideline \p ordinal is cited. False when the arena is exhausted. */
bool mds_learn__guideline_init(learn_guideline *out, mds_arena *arena, const mds_catalog *catalog,
                               uint32_t ordinal);

/* Adds the clauses that \p text cites: in its brackets and wherever they cannot be anything else;
 * or, where \p whole, the text if it is nothing but clauses of \p volume (NULL: the usual one).
 * False when the arena is exhausted. */
bool mds_learn__clauses_read(learn_references *out, mds_arena *arena,
                             const learn_guideline *guideline, const learn_volume *volume,
                             const char *text, bool whole);

/* The volume that a heading names, or NULL. */
const learn_volume *mds_learn__volume_named(const learn_guideline *guideline, const char *key);

/* How a clause that the catalog lacks is cited: "System operations 14-5".
 * NULL when the arena is exhausted. */
const char *mds_learn__clause_label(mds_arena *arena, const learn_guideline *guideline,
                                    const char *id, mds_lang lang);

#endif
