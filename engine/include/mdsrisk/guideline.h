/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Guideline view (docs/use/guideline.md): clause by clause of the safety guideline, what the forms
 * of one device answer, which measure the device gives and what is left to the hospital, and where
 * a remark moves responsibility.
 *
 * The hospital answers for a clause, by technical and organisational measures together: a no of the
 * form leaves an organisational measure, and says nothing about meeting the clause.
 */
#ifndef MDSRISK_GUIDELINE_H
#define MDSRISK_GUIDELINE_H

#include <mdsrisk/translate.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the answer to one item says. */
typedef enum mds_item_says {
    MDS_ITEM_GIVEN,     /**< yes: the device gives the measure */
    MDS_ITEM_NOT_GIVEN, /**< no: the hospital takes an organisational one */
    MDS_ITEM_APPLIES,   /**< applicable: a function that is there; its use is to be agreed */
    MDS_ITEM_ABSENT,    /**< not applicable: a function that is not there */
    MDS_ITEM_NA,        /**< n/a that nothing explains: to be confirmed */
    MDS_ITEM_NA_STATED, /**< n/a that its remark explains, and no other answer of the form denies:
                             read the remark */
    MDS_ITEM_NOT_ASKED, /**< n/a or crossed out, since another answer rules the item out */
    MDS_ITEM_LACKED,    /**< one of several ways of doing one thing, that the device does not have:
                             nobody's duty, since it has another */
    MDS_ITEM_UNKNOWN,   /**< no definite answer, or one that another answer contradicts */
    MDS_ITEM_SILENT,    /**< nothing was derived, where another form answers for itself */
    MDS_ITEM_SAYS__COUNT
} mds_item_says;

/** What follows for a clause from all its items. */
typedef enum mds_clause_state {
    MDS_CLAUSE_TECHNICAL,      /**< every item: a measure that the device gives */
    MDS_CLAUSE_REMARK,         /**< so too, but a remark takes something back: read it first */
    MDS_CLAUSE_PARTLY,         /**< the items differ */
    MDS_CLAUSE_ORGANISATIONAL, /**< the device gives none: left to the hospital */
    MDS_CLAUSE_AGREE,          /**< about a function that is there: its use is to be agreed */
    MDS_CLAUSE_NOT_APPLICABLE, /**< said not to apply: the hospital confirms it */
    MDS_CLAUSE_UNKNOWN,        /**< to be asked */
    MDS_CLAUSE_STATE__COUNT
} mds_clause_state;

/** One of the forms, and how its answers reach the clauses. */
typedef struct mds_guideline_form {
    const mds_disclosure *disclosure;
    uint32_t form; /**< edition whose items name the clauses: its own, or the one that its answers
                        were translated to; MDS_NO_ORDINAL: none */
    const mds_translation_result *derived; /**< NULL: its own answers */
} mds_guideline_form;

/** A word in a remark that moves responsibility. */
typedef struct mds_guideline_flag {
    uint32_t form;     /**< of the view */
    uint32_t question; /**< of the disclosure's own edition */
    const mds_responsibility_mark *mark;
    const char *word; /**< of the mark's words, the first that was found */
} mds_guideline_flag;

typedef struct mds_guideline_item {
    uint32_t form;     /**< of the view */
    uint32_t question; /**< of the edition that names the clauses */
    mds_item_says says;
    bool flagged; /**< its remark, or one of a source answer, moves responsibility */
} mds_guideline_item;

/** Where a clause went in a later edition. */
typedef struct mds_later_clause {
    uint32_t guideline, clause;
    mds_certainty certainty; /**< the weakest on the way there */
} mds_later_clause;

typedef struct mds_guideline_row {
    uint32_t guideline, clause;
    mds_clause_state state;
    const mds_guideline_item *items; /**< by form, then in the form's order */
    size_t item_count;
    const mds_later_clause *later; /**< by guideline; none: where it went is not known */
    size_t later_count;
    const mds_text *organisational; /**< what the hospital can do, of this clause or of one that it
                                         became or came from; NULL: the catalog has none */
} mds_guideline_row;

typedef struct mds_guideline_view {
    const mds_catalog *catalog;
    const mds_guideline_form *forms;
    size_t form_count;
    uint32_t guideline; /**< the newest that a form names: its clauses come first */
    const mds_guideline_row *rows;
    size_t row_count;
    size_t state_count[MDS_CLAUSE_STATE__COUNT];
    const mds_guideline_flag *flags; /**< by form, question, then mark */
    size_t flag_count;
    const mds_diags *findings; /**< of mds_consistency_check() */
} mds_guideline_view;

/** Builds the view of \p count forms of one device. A form that names no clauses itself reaches
 *  them by translation to the newest edition that does; only entailed answers count. \p arena owns
 *  the view; catalog and disclosures must outlive it. MDS_EFORMAT with a diagnostic when no form
 *  reaches a clause; MDS_EINVAL when a disclosure names a form that the catalog lacks; MDS_ENOMEM
 *  or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_guideline_view_build(const mds_guideline_view **out,
                                                          mds_arena *arena,
                                                          const mds_catalog *catalog,
                                                          const mds_disclosure *const *disclosures,
                                                          size_t count, mds_diags *diags);

/** "technical", ...; the last part of its text's key. */
MDS_API const char *mds_clause_state_name(mds_clause_state state);

#ifdef __cplusplus
}
#endif
#endif
