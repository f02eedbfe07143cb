/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What a treatment and a life cycle come to, in sentences of one language: the same on the screen
 * and in every report.
 */
#ifndef MDSRISK_PLAN_REPORT_H
#define MDSRISK_PLAN_REPORT_H

#include <mdsrisk/curve.h>
#include <mdsrisk/treat.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Sentences in the order in which they are to be read. */
typedef struct mds_sentences {
    const char *const *at;
    size_t count;
} mds_sentences;

/** What to do: whether the cheapest set can be done here, where nobody has said so yet; and where
 *  no set is enough, to ask or to replace, and what patches or a higher level would give. \p arena
 * owns what \p out points to. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_treat_advice(mds_sentences *out, mds_arena *arena,
                                                  const mds_treatment *treatment, mds_lang lang);

/** Kinds that the search could not use as they are, and where the costs come from. Likewise. */
MDS_NODISCARD MDS_API mds_status mds_treat_basis(mds_sentences *out, mds_arena *arena,
                                                 const mds_treatment *treatment, mds_lang lang);

/** The stage of life, who answers for the device, and what that asks for now. Likewise. */
MDS_NODISCARD MDS_API mds_status mds_life_stage(mds_sentences *out, mds_arena *arena,
                                                const mds_risk_assessment *assessment,
                                                mds_lang lang);

/** From which day on the device is no longer acceptable, and not acceptable at all. Likewise. */
MDS_NODISCARD MDS_API mds_status mds_life_firsts(mds_sentences *out, mds_arena *arena,
                                                 const mds_risk_assessment *assessment,
                                                 const mds_life_curve *curve, mds_lang lang);

/** The titles of kinds of compensating controls, one behind the other; "nothing to add" of none. In
 *  \p arena; NULL when it is exhausted. */
MDS_API const char *mds_treat_kinds(mds_arena *arena, const mds_risk_assessment *assessment,
                                    const uint32_t *kinds, size_t count, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
