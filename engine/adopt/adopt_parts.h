/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Parts of taking an edition in that a first draft and a review share.
 */
#ifndef MDS_ENGINE_ADOPT_PARTS_H
#define MDS_ENGINE_ADOPT_PARTS_H

#include "base/strbuf.h"
#include <mdsrisk/adopt.h>

/* Rows of one pair while they are gathered. */
typedef struct adopt_pair {
    uint32_t other; /* the known form */
    bool new_left;  /* the new form is on the left */
    bool touched;   /* its file has to be written */
    mds_translation_row *rows;
    size_t count, capacity;
} adopt_pair;

typedef struct adopting {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_form *form; /* the new one */
    uint32_t own;         /* its edition in the catalog, or MDS_NO_ORDINAL */
    uint32_t *renumbered; /* per question of the catalog's: the new ordinal where it still is
                             the same question, else MDS_NO_ORDINAL */
    adopt_pair *pairs;
    size_t pair_count;
    mds_crosswalk_row *facts;
    size_t fact_count, fact_capacity;
    size_t kept;
} adopting;

/* MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_adopt__begin(adopting *a, mds_arena *arena, const mds_catalog *catalog,
                                          const mds_form *form);
/* The pair with a known form; NULL when memory is short. */
adopt_pair *mds_adopt__pair_with(adopting *a, uint32_t other);
/* Whether a pair has a row of that id. */
bool mds_adopt__has_row(const adopt_pair *pair, const char *id);
bool mds_adopt__add_row(adopting *a, adopt_pair *pair, mds_translation_row row);
/* "4.3:AUDT-2", the new question's side as the pair has it. NULL when memory is short. */
const char *mds_adopt__row_id(const adopting *a, const adopt_pair *pair, const uint32_t *own,
                              size_t own_count, const uint32_t *others, size_t other_count);
/* Takes a row of the catalog's file over, with the new ordinals. False when memory is short. */
bool mds_adopt__renumber(mds_translation_row *row, const adopting *a, bool new_left);

/* Adds a relation to a fact unless the question has one to it; better ones come first. */
bool mds_adopt__add_fact(adopting *a, mds_crosswalk_row row);
/* Adds the relations that the known question of a row has to facts, seen through \p relation of the
 * new question to it, with \p review at best. \p reason is a text key. */
bool mds_adopt__facts_through(adopting *a, uint32_t question, uint32_t form, uint32_t known,
                              mds_relation relation, mds_review review, const char *reason);

/* Why a question that the catalog has already has no relation to a fact; NULL when nobody has said.
 */
const char *mds_adopt__excuse(const adopting *a, uint32_t question);

/* A text of the catalog in every language, with arguments; NULLs when memory is short. */
mds_text mds_adopt__text(const adopting *a, const char *key, const char *const *args, size_t count);

/* Whether an English text was made from the template under \p key: it begins as that does. */
bool mds_adopt__is_made(const adopting *a, const char *key, const char *text);

/* Sorts and hands out. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_adopt__end(mds_adopted *out, adopting *a);

/* Whether a relation was looked at by a person. */
static inline bool adopt_is_reviewed(mds_review review)
{
    return review != MDS_REVIEW_UNREVIEWED;
}

#endif
