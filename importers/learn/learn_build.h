/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * From the items of an empty form to an edition.
 */
#ifndef MDS_IMPORTERS_LEARN_BUILD_H
#define MDS_IMPORTERS_LEARN_BUILD_H

#include "learn_clause.h"
#include "learn_sheet.h"
#include "learn_title.h"

/* An empty form: the sheets that it is on, in order. */
typedef struct learn_group {
    const learn_sheet **sheets;
    size_t count;
    learn_titles titles; /* of the first sheet */
} learn_group;

typedef struct learn_builder {
    mds_arena *arena;
    const mds_catalog *catalog;
    const learn_words *words;
    const mds_grid *grid;
    const learn_group *group;
    mds_diags *diags;
    const char *family, *edition;
    uint32_t guideline; /* or MDS_NO_ORDINAL */
} learn_builder;

/* The clauses that an item's words cite, or else the cells beside them. False when the arena is
 * exhausted. */
bool mds_learn__cite(learn_references *out, mds_arena *arena, const learn_guideline *guideline,
                     const learn_sheet *sheet, const learn_item *item);

/* The guideline, of those of the catalog, that has most of the clauses that the items cite;
 * MDS_NO_ORDINAL when none has any. False when the arena is exhausted. */
bool mds_learn__guideline_guess(uint32_t *out, mds_arena *arena, const mds_catalog *catalog,
                                const learn_group *group);

/* The kind of the known form that most of the items are in, by number and clause, of at least half
 * of its own: *out; NULL when there is none. False when the arena is exhausted. */
bool mds_learn__family_guess(const char **out, mds_arena *arena, const mds_catalog *catalog,
                             const learn_group *group);

/* Builds the edition. MDS_ENOMEM or MDS_ELIMIT as the arena has it. */
MDS_NODISCARD mds_status mds_learn__build(mds_learnt *out, const learn_builder *builder);

#endif
