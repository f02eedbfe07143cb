/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A translation in words: what is entailed and why, what is left to a person, and each step of
 * each proof.
 */
#ifndef MDSRISK_TRANSLATE_REPORT_H
#define MDSRISK_TRANSLATE_REPORT_H

#include <mdsrisk/register.h>
#include <mdsrisk/translate.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_translate_table {
    MDS_TRANSLATE_SUMMARY, /**< coverage, and what it rests on */
    MDS_TRANSLATE_ANSWERS, /**< one row a question of the target, for a person */
    MDS_TRANSLATE_STEPS,   /**< one row a step of a proof and source answer in it */
    MDS_TRANSLATE_DIAGNOSTICS,
    MDS_TRANSLATE_VALUES, /**< one row a question, in names that are the same in every language */
    MDS_TRANSLATE_TABLE__COUNT
} mds_translate_table;

typedef struct mds_translate_report {
    const char *title;
    mds_table tables[MDS_TRANSLATE_TABLE__COUNT];
} mds_translate_report;

/** Words \p result in \p lang; \p diags are those of the whole run. \p arena owns the report; the
 *  result must outlive it. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_translate_report_build(const mds_translate_report **out,
                                                            mds_arena *arena,
                                                            const mds_translation_result *result,
                                                            const mds_diags *diags, mds_lang lang);

/** The proof of one question in words, one line a step, each with the source answers and where they
 *  are, how they decide, who has read the relation, and its rationale: "3 = Yes: ALOF-1 = Yes
 *  (mds2-form!C24); ...". NULL when memory is short. */
MDS_API const char *mds_translation_proof(mds_arena *arena, const mds_translation_result *result,
                                          uint32_t question, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
