/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Consistency of several forms about one device (docs/method/consistency.md): answers that
 * contradict each other between forms, a companion form that is due and missing, forms that seem to
 * be about two devices or two times. Each finding is a diagnostic.
 */
#ifndef MDSRISK_CONSISTENCY_H
#define MDSRISK_CONSISTENCY_H

#include <mdsrisk/disclosure.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Adds the findings about \p count forms of one device to \p diags, in the order rules,
 *  translations, header fields, dates; each names its answers with file and place. Contradictions
 *  that a diagnostic already there names by the same answers are not reported again: call it after
 *  mds_facts_derive(). Findings never change an answer. \p arena holds what the comparison needs.
 *  MDS_EINVAL when a disclosure names a form that the catalog lacks; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_consistency_check(mds_arena *arena, const mds_catalog *catalog,
                                                       const mds_disclosure *const *disclosures,
                                                       size_t count, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
