/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What to ask the manufacturer (docs/use/ask.md): open, doubtful and weak answers by what hangs on
 * each, how many of them settle the verdict.
 */
#ifndef MDSRISK_ASK_H
#define MDSRISK_ASK_H

#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Why an answer is asked about. */
typedef enum mds_ask_kind {
    MDS_ASK_UNKNOWN,       /**< it says nothing: see note, unanswered, n/a without ground, ... */
    MDS_ASK_DOUBTFUL,      /**< it contradicts another answer */
    MDS_ASK_QUALIFIED,     /**< a yes whose note takes a part of it back: "optional" */
    MDS_ASK_SELF_DECLARED, /**< a plain yes: which document shows it? */
    MDS_ASK_SYSTEM,        /**< it names a system: which edition, mended until when? */
    MDS_ASK_KIND__COUNT
} mds_ask_kind;

/** One question, and what a good answer to it brings, everything else as it is. */
typedef struct mds_ask_item {
    mds_ask_kind kind;
    const mds_disclosure *disclosure;
    uint32_t question;
    const mds_lint_rule *rule;   /**< that doubts it, or NULL */
    bool yes_is_good;            /**< unknown and doubtful: which answer is the favourable one */
    double rrf_after;            /**< of the device, with the favourable answer */
    double factor;               /**< now / after; infinite when nothing is left */
    double rrf_if_no, rise;      /**< qualified: of the device with a No, and that / now; else 1 */
    uint32_t scenario;           /**< whose part of the sum it moves most, or MDS_NO_ORDINAL */
    double risk_now, risk_after; /**< RRF of that scenario */
} mds_ask_item;

/** No number of answers is enough. */
#define MDS_ASK_NEVER SIZE_MAX

typedef struct mds_ask {
    const mds_risk_assessment *assessment;
    const mds_ask_item *items; /**< by factor, largest first; factors do not multiply */
    size_t count;
    size_t idle;                 /**< questions without a usable answer that move nothing */
    size_t judged_after;         /**< least number of good answers that gives a verdict */
    size_t acceptable_after;     /**< and that makes it acceptable */
    const mds_ask_item *systems; /**< answers that name a system about which is asked; beside the
                                      items, without figures, in the order of the forms */
    size_t system_count;
    const mds_answer_worth *looks; /**< exposures that nobody asked about: for the hospital */
    size_t look_count;
    const mds_answer_worth *extras; /**< controls that the largest risks need and no form asks */
    size_t extra_count;
} mds_ask;

/** Ranks the questions of the assessment's disclosures. Each is tried by assessing the device
 *  again with that answer. \p arena owns the result; the assessment must outlive it. MDS_ENOMEM or
 *  MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_ask_rank(const mds_ask **out, mds_arena *arena,
                                              const mds_risk_assessment *assessment);

/** Whether the manufacturer is asked about a system that a form names: its name leaves open which
 *  edition it is, its updates have ended or nobody says when they do, and the deployment's end of
 *  support does not settle it. */
MDS_API bool mds_ask_about(const mds_risk_assessment *assessment, const mds_named_platform *named);

MDS_API const char *mds_ask_kind_name(mds_ask_kind kind);

/** Whether \p update holds answers to some questions about what \p base discloses: the same
 *  edition, and fewer than half of its questions. */
MDS_API bool mds_disclosure_supplements(const mds_catalog *catalog, const mds_disclosure *base,
                                        const mds_disclosure *update);

/** \p base with the answers of \p update: a definite answer replaces whatever is there, a
 *  reference to a note only what says nothing. Replacing a yes or a no by another answer is a
 *  diagnostic. \p *rest stands for the update's file and holds no answers of its own. MDS_ENOMEM
 *  or MDS_ELIMIT; MDS_EINVAL when the editions differ. */
MDS_NODISCARD MDS_API mds_status mds_disclosure_update(const mds_disclosure **out,
                                                       const mds_disclosure **rest,
                                                       mds_arena *arena, const mds_catalog *catalog,
                                                       const mds_disclosure *base,
                                                       const mds_disclosure *update,
                                                       mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
