/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Takes a new edition of a form into a catalog: what its questions may have to do with known ones,
 * as proposals for a person; and what follows from those that the person accepts.
 *
 * A proposal is never evidence. It says how it came about: the same number, the same clause of the
 * guideline (through the clauses' successors), and the likeness of wordings, which compares the
 * form's own words with this catalog's paraphrase of the known question. docs/use/learning.md.
 */
#ifndef MDSRISK_ADOPT_H
#define MDSRISK_ADOPT_H

#include <mdsrisk/disclosure.h>

#ifdef __cplusplus
extern "C" {
#endif

/** That a question of a new form has to do with a known one. */
typedef struct mds_proposal {
    uint32_t question;     /**< of the new form */
    uint32_t form, known;  /**< known form, and its question */
    mds_relation relation; /**< EQUAL, or INTERSECTS_WITH when it may only touch it */
    double score;          /**< 0 .. 1, the weighted mean of those below that can be compared */
    double number;  /**< 1 the same, 0.5 beside it below the same parent; below 0: not compared */
    double clauses; /**< share of common clauses; below 0: one side names none */
    double wording; /**< likeness */
} mds_proposal;

typedef struct mds_proposals {
    const mds_proposal *at; /**< by question, then score */
    size_t count;
} mds_proposals;

/** Proposals for the choice questions of \p form, whose own edition in the catalog is passed over:
 *  to the latest form of its kind, and to the latest MDS2 where that one has nothing as likely.
 *  MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_propose(mds_proposals *out, mds_arena *arena,
                                             const mds_catalog *catalog, const mds_form *form);

/** Gives a section to every question that has none: its best proposal's, else its parent's or its
 *  neighbour's. */
MDS_API void mds_adopt_sections(mds_question *questions, size_t count, const mds_catalog *catalog,
                                const mds_proposals *proposals);

/** \p form, learned with \p catalog, together with its edition as catalog \p held holds it in part:
 *  the known questions stay as they are, with everything that refers to them, and the others come
 *  between them. \p missing gets the known ones that the new form lacks (they stay, too).
 *  MDS_ENOTFOUND when it has less than half of them: another edition; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_adopt_merge(mds_form *out, mds_strings *missing,
                                                 mds_arena *arena, const mds_catalog *catalog,
                                                 const mds_form *form, const mds_catalog *held,
                                                 uint32_t known);

/** Relations between two forms, one of them the new one: translations/<left>--<right>.json. */
typedef struct mds_adopted_pair {
    const mds_form *left, *right;
    const mds_translation_row *rows; /**< by id */
    size_t row_count;
} mds_adopted_pair;

/** What becomes of a new form in the catalog. */
typedef struct mds_adopted {
    const mds_form *form;
    mds_crosswalk crosswalk; /**< its form's ordinal is not set */
    const mds_adopted_pair *pairs;
    size_t pair_count;
    size_t open; /**< proposals that wait for a person */
    size_t kept; /**< reviewed relations that were there before and still hold */
} mds_adopted;

/** Puts proposals into the files' form. Reviewed relations of the same edition that the catalog has
 *  stay where the words of the question are the same; the rest is unreviewed. */
MDS_NODISCARD MDS_API mds_status mds_adopt_draft(mds_adopted *out, mds_arena *arena,
                                                 const mds_catalog *catalog, const mds_form *form,
                                                 const mds_proposals *proposals);

typedef enum mds_reviewed_as {
    MDS_REVIEWED_OPEN, /**< nothing said */
    MDS_REVIEWED_ACCEPTED,
    MDS_REVIEWED_REFUSED,
    MDS_REVIEWED__COUNT
} mds_reviewed_as;

/** What a person says of one proposal. */
typedef struct mds_reviewed {
    const char *edition, *known; /**< the new form's edition, and the known form's */
    const char *row;             /**< id of the proposal */
    mds_reviewed_as verdict;
    mds_relation
        relation; /**< of an accepted one: of the new question's yes-state to the known one */
    const char *comment;
    const char *where; /**< in the reviewer's file */
} mds_reviewed;

/** Applies reviews of edition \p form, of the catalog that holds its proposals. An accepted
 * relation gets the rules that its kind allows, yes to yes and never no, and the known question's
 * relations to facts and, where it is equal, to further editions. A review of a proposal that is
 * not there: MDS_EINVAL with a diagnostic at its place in \p file. */
MDS_NODISCARD MDS_API mds_status mds_adopt_review(mds_adopted *out, mds_arena *arena,
                                                  const mds_catalog *catalog, uint32_t form,
                                                  const mds_reviewed *reviews, size_t count,
                                                  const char *file, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
