/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Life-cycle stage, states of the compensating controls' records, and the gates that are
 * outside the number.
 */
#ifndef MDS_ENGINE_LIFECYCLE_H
#define MDS_ENGINE_LIFECYCLE_H

#include <mdsrisk/assess.h>

typedef struct mds_lifespan {
    mds_lifecycle stage;
    bool warning;      /* EOS lies within the policy's warning time */
    double years_past; /* since EOS; 0 before */
} mds_lifespan;

mds_lifespan mds_lifecycle__of(const mds_policy *policy, const mds_deployment *deployment,
                               int32_t as_of);

/** The first day on which \p eos lies within the policy's warning time. */
int32_t mds_lifecycle__warning_day(const mds_policy *policy, int32_t eos);

mds_record_state mds_lifecycle__record(const mds_catalog *catalog, const mds_control_record *record,
                                       int32_t as_of);

/** One diagnostic for each record that was meant to count and does not, and for the dates and
 *  documents that are missing. \p states: one per record. */
void mds_lifecycle__report(const mds_catalog *catalog, const mds_deployment *deployment,
                           const mds_record_state *states, mds_diags *diags);

#endif
