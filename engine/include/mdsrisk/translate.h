/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Translation: the answers of one form as answers of another edition, as far as they are entailed.
 *
 * An answer is filled only if it holds for every completion of what the source leaves unknown: by
 * a rule of the catalog's translation whose conditions are all definite answers, behind open
 * gates. Rules are shown with their source answers; what is only suggested, what waits for another
 * answer and what only overlaps is shown as help and fills nothing. docs/method/translation.md has
 * the logic and its laws.
 */
#ifndef MDSRISK_TRANSLATE_H
#define MDSRISK_TRANSLATE_H

#include <mdsrisk/disclosure.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_translated_state {
    MDS_TRANSLATED_ENTAILED,     /**< one answer remains, and a rule concludes it */
    MDS_TRANSLATED_NARROWED,     /**< some answers are excluded; a person chooses */
    MDS_TRANSLATED_OPEN,         /**< nothing is entailed; a person answers */
    MDS_TRANSLATED_CONTRADICTED, /**< the source's answers entail two things: a person answers */
    MDS_TRANSLATED_NO_ANSWER,    /**< a heading: takes no answer */
    MDS_TRANSLATED_STATE__COUNT
} mds_translated_state;

/** How far an entailed answer can be relied upon without a look. */
typedef enum mds_confidence {
    MDS_CONFIDENCE_HIGH,   /**< two readings of the relation agree, and no note qualifies the source
                            */
    MDS_CONFIDENCE_MEDIUM, /**< the relation was changed, added or read only once */
    MDS_CONFIDENCE_LOW,    /**< a source answer carries a note, another one contradicts it, or the
                                target form does not ask behind another entailed answer */
    MDS_CONFIDENCE__COUNT
} mds_confidence;

/** What one rule did, or why it did nothing. */
typedef enum mds_step_kind {
    MDS_STEP_CONCLUDES,   /**< leaves \c possible */
    MDS_STEP_DISPUTED,    /**< would, but the source contradicts an answer that it rests on */
    MDS_STEP_BLOCKED,     /**< would, but a source note holds a word that forbids it */
    MDS_STEP_SUGGESTS,    /**< names an answer for a person to confirm; fills nothing */
    MDS_STEP_CONDITIONAL, /**< names the answer that follows once a person gives another one */
    MDS_STEP_LEAD,        /**< overlaps, or not reviewed: help for a person */
    MDS_STEP_KIND__COUNT
} mds_step_kind;

/** One row of the catalog, applied to the source. */
typedef struct mds_translation_step {
    mds_step_kind kind;
    const mds_translation_row *row;
    const mds_translation_rule *rule; /**< NULL for a lead */
    const mds_answer_case *at; /**< the case of it that holds, or that can not; NULL for a lead */
    bool contrapositive;       /**< the rule, read backwards: it then only excludes */
    mds_answer_bits possible;  /**< what it leaves, or would leave */
    const uint32_t *sources;   /**< questions of the source form */
    size_t source_count;
    const char *blocked_by; /**< the word of the note, of a blocked one; else "" */
    uint32_t disputed[2];   /**< the source answers that contradict each other, of a disputed one;
                                 else MDS_NO_ORDINAL */
    uint32_t doubted_by;    /**< source answer that contradicts what a conclusion rests on, without
                                 denying it, or MDS_NO_ORDINAL */
} mds_translation_step;

/** One question of the target edition. */
typedef struct mds_translated {
    mds_translated_state state;
    mds_answer_state answer;   /**< YES, NO, NA of an entailed one, TEXT of a copied header field;
                                    else UNANSWERED */
    const char *text;          /**< of a copied header field; else "" */
    mds_answer_bits possible;  /**< of the answers that it takes; 0 when contradicted */
    mds_confidence confidence; /**< of an entailed one */
    uint32_t closed_by; /**< question of the target by whose entailed answer the form does not ask
                             this one, or MDS_NO_ORDINAL */
    const mds_translation_step *steps; /**< by kind, then in the order of the catalog's rows */
    size_t step_count;
    mds_answer_state suggested; /**< YES, NO or NA for a person to confirm, of one that is not
                                     entailed; else UNANSWERED */
} mds_translated;

typedef struct mds_translation_result {
    const mds_catalog *catalog;
    const mds_translation *translation; /**< NULL: source and target are the same edition */
    const mds_disclosure *source;
    uint32_t target;          /**< form */
    const mds_translated *at; /**< one per question of the target */
    size_t count;
    const char *device[MDS_DEVICE_FIELD__COUNT];     /**< header fields that carry over, or "" */
    size_t state_count[MDS_TRANSLATED_STATE__COUNT]; /**< coverage */
    size_t na_count;                                 /**< of the entailed ones: not applicable */
    size_t unasked_count;     /**< of the others: not asked, by an entailed answer */
    size_t suggested_count;   /**< of those left to a person: with an answer to confirm */
    size_t conditional_count; /**< of those: with an answer that follows from another one */
} mds_translation_result;

/** Translates \p source to edition \p target. \p arena owns the result; catalog and source must
 *  outlive it. MDS_ENOTFOUND, and a diagnostic that names the editions that can be reached, when
 *  the catalog relates the two editions in no file; MDS_EINVAL when source or target is no
 *  form, or one of which the catalog knows only topics (with a diagnostic); MDS_ENOMEM or
 *  MDS_ELIMIT. Contradictions are diagnostics. To the same edition, answers are taken over as they
 *  are. Id and date of the document do not carry over: the result is another document. */
MDS_NODISCARD MDS_API mds_status mds_translate(const mds_translation_result **out, mds_arena *arena,
                                               const mds_catalog *catalog,
                                               const mds_disclosure *source, uint32_t target,
                                               mds_diags *diags);

/** "entailed", "high": names for files, and the last part of a text's key. */
MDS_API const char *mds_translated_state_name(mds_translated_state state);
MDS_API const char *mds_confidence_name(mds_confidence confidence);

#ifdef __cplusplus
}
#endif
#endif
