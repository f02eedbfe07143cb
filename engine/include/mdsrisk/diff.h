/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What changed between two versions of a form, or between two registers, and why
 * (docs/use/diff.md).
 */
#ifndef MDSRISK_DIFF_H
#define MDSRISK_DIFF_H

#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Credit of one control in one scenario. */
typedef struct mds_saved_credit {
    const char *control;
    const char *layer;
    double x; /**< 1 - m */
} mds_saved_credit;

typedef struct mds_saved_risk {
    const char *scenario;
    bool applies;
    mds_verdict verdict;
    double rrf, part, rate; /**< R2; part: E[F] / F_tol, rate: without layers and impact; 0 where
                                 it does not apply */
    double impact;          /**< the largest */
    const mds_saved_credit *credits;
    size_t credit_count;
} mds_saved_risk;

/** What a diff needs of an assessment, made now or read from a register's JSON. One of RM-1 has its
 *  names, its verdict, risks with the controls that count, and open questions: no number. */
typedef struct mds_saved {
    const char *file, *device, *model, *catalog, *policy; /**< catalog and policy: SHA-256 */
    const char *as_of;                                    /**< "2026-11-20" */
    bool no_numbers;                                      /**< of RM-1 */
    mds_verdict verdict, gate;
    double sum;        /**< E[T] at R2: the sum of the parts */
    double rrf, sure;  /**< of the device */
    double known;      /**< share of what was asked */
    const char *patch; /**< state */
    const mds_saved_risk *risks;
    size_t risk_count;
    const char *const *open; /**< questions that are open, in a register */
    size_t open_count;
} mds_saved;

/** An answer that is not what it was. */
typedef struct mds_answer_change {
    uint32_t question;
    const mds_answer *before, *after;
    bool note_only; /**< the answer stands, its note or text is another one */
    double factor;  /**< RRF of the device with this answer alone / before */
    double *rrf;    /**< per scenario, when this answer alone changes */
} mds_answer_change;

/** One thing behind a change. */
typedef enum mds_cause_kind {
    MDS_CAUSE_ANSWER,  /**< number of the answer change; RRF before and with it alone */
    MDS_CAUSE_CONTROL, /**< credit before and after */
    MDS_CAUSE_RATE,    /**< before and after */
    MDS_CAUSE_IMPACT,
    MDS_CAUSE_KIND__COUNT
} mds_cause_kind;

typedef struct mds_cause {
    mds_cause_kind kind;
    size_t answer;       /**< MDS_CAUSE_ANSWER */
    const char *control; /**< MDS_CAUSE_CONTROL */
    double before, after;
} mds_cause;

typedef struct mds_risk_change {
    const mds_saved_risk *before, *after; /**< one is NULL when a catalog lacks the scenario */
    bool worse;
    const mds_cause *causes; /**< largest first */
    size_t cause_count;
} mds_risk_change;

/** A control that counts on one side alone, or a question that is open on one side alone. */
typedef struct mds_known_change {
    const char *id; /**< control, or question of the form */
    bool question;
    bool before; /**< it counted, or was open, before; else it does now */
} mds_known_change;

typedef struct mds_diff {
    const mds_catalog *catalog;
    const mds_form *form; /**< NULL between registers */
    const mds_saved *before, *after;
    const mds_answer_change *answers; /**< what raises the RRF first */
    size_t answer_count;
    const mds_risk_change *risks; /**< regressions first, the largest first */
    size_t risk_count;
    size_t regressions;
    bool other_model;              /**< a side is of another risk model: no risk is compared */
    const mds_known_change *known; /**< instead: controls by name, then questions as they stood */
    size_t known_count;
} mds_diff;

/** An assessment as a diff sees it. \p file is what messages call it. NULL when \p arena is
 *  exhausted. */
MDS_API const mds_saved *mds_saved_of(mds_arena *arena, const mds_risk_assessment *assessment,
                                      const char *file);

/** Compares two assessments of a form each, of the same edition, policy and deployment; each
 *  changed answer is tried by itself. MDS_EINVAL when the editions differ or a side has no form;
 *  MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_diff_forms(const mds_diff **out, mds_arena *arena,
                                                const mds_risk_assessment *before,
                                                const mds_risk_assessment *after);

/** Compares two registers. Another catalog, policy, date or device is a diagnostic: then numbers
 * may have moved without any answer. Of another risk model only controls and open questions are
 *  compared, which is a diagnostic too. */
MDS_NODISCARD MDS_API mds_status mds_diff_saved(const mds_diff **out, mds_arena *arena,
                                                const mds_catalog *catalog, const mds_saved *before,
                                                const mds_saved *after, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
