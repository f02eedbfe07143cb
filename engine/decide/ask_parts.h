/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the parts of `ask` share: an answer turned out otherwise, and the device with it.
 */
#ifndef MDS_ENGINE_ASK_PARTS_H
#define MDS_ENGINE_ASK_PARTS_H

#include <mdsrisk/ask.h>

/** How an answer may turn out. */
typedef enum mds_ask_outcome {
    MDS_ASK_OUTCOME_AS_IS,
    MDS_ASK_OUTCOME_YES,
    MDS_ASK_OUTCOME_NO,
    MDS_ASK_OUTCOME_DOCUMENTED /* the yes stands, and a document shows it */
} mds_ask_outcome;

typedef struct mds_ask_candidate {
    mds_ask_item item;
    size_t disclosure; /* its number */
    mds_ask_outcome good, bad;
} mds_ask_candidate;

/** What is kept of a device with some answers turned out. */
typedef struct mds_ask_tried {
    double rrf;
    double *risks; /* in: room for one RRF a scenario */
} mds_ask_tried;

/** A device whose answers may turn out otherwise, in memory of its own. */
typedef struct mds_ask_trial mds_ask_trial;

/** NULL, and \p status set, without memory. */
mds_ask_trial *mds_ask__trial_new(const mds_risk_assessment *as, mds_status *status);
void mds_ask__trial_free(mds_ask_trial *trial);

/** The verdict of the device with the first \p count of \p list turned out well. */
MDS_NODISCARD mds_status mds_ask__try_first(mds_ask_trial *trial, const mds_ask_candidate *list,
                                            size_t count, mds_verdict *out);

/** The numbers of the device with one answer turned out in one way. */
MDS_NODISCARD mds_status mds_ask__try(mds_ask_trial *trial, const mds_ask_candidate *candidate,
                                      mds_ask_outcome how, mds_ask_tried *out);

#endif
