/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What is in front of every report: the verdict, what to do, what is assumed, what is not
 * known, what changed; as lists, of which a table or a page is a view.
 */
#ifndef MDSRISK_LEAD_H
#define MDSRISK_LEAD_H

#include <mdsrisk/entries.h>
#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The verdict as it is said everywhere. */
typedef struct mds_signal {
    const char *word;     /**< "Reduce" */
    const char *rrf;      /**< "1.08", times the tolerable */
    const char *sure;     /**< "76", per cent, rounded down */
    const char *sentence; /**< all three */
    const char *assumed;  /**< what it assumes, "" for nothing */
    const char *unjudged; /**< why there is none, "" where there is */
} mds_signal;

/** Words the verdict in \p lang; \p arena owns the texts. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_signal_of(mds_signal *out, mds_arena *arena,
                                               const mds_risk_assessment *assessment,
                                               mds_lang lang);

/** What a reader must notice of a line. */
typedef enum mds_lead_flag {
    MDS_LEAD_PLAIN,
    MDS_LEAD_DEFAULT, /**< the policy's value, not the hospital's */
    MDS_LEAD_CHECK    /**< nobody stated it */
} mds_lead_flag;

typedef struct mds_lead_line {
    const char *name; /**< "Zone", or "" */
    const char *text;
    mds_lead_flag flag;
} mds_lead_line;

typedef struct mds_lead_list {
    const mds_lead_line *at;
    size_t count;
} mds_lead_list;

/** A step with those before it; texts are rounded for people. */
typedef struct mds_lead_step {
    const char *text; /**< what to do, and who can do it */
    const char *rrf, *sure;
    double rrf_after;
    mds_verdict verdict;
} mds_lead_step;

typedef struct mds_lead {
    const char *title;  /**< "Risk register of ...": the device */
    const char *device; /**< "" when no form names it */
    mds_signal signal;
    const char *gate;       /**< the rule that overrides the number, or "" */
    mds_lead_list identity; /**< date, model, asset facts */
    mds_lead_step steps[MDS_STEPS_MAX];
    size_t step_count;
    const char *conclusion; /**< that nothing helps, or is not enough; or "" */
    size_t enough;          /**< steps after which it is acceptable; 0: never */
    mds_lead_list assumes, unknown;
    mds_lead_list changed; /**< empty without a former register */
} mds_lead;

#ifdef __cplusplus
}
#endif
#endif
