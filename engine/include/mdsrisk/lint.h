/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Quality of a filled form (docs/use/lint.md): answers that cannot all be right, a document that is
 * old, undated or mostly silent, answers that look copied. Each finding is a diagnostic.
 */
#ifndef MDSRISK_LINT_H
#define MDSRISK_LINT_H

#include <mdsrisk/facts.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Adds the findings about \p disclosure to \p diags, in the order rules, document, sections. A
 *  rule whose answers a diagnostic already there names as contradictory is not reported again: call
 *  it after mds_facts_derive(). Findings never change an answer. MDS_EINVAL when the disclosure
 *  names a form that the catalog lacks; MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_lint_check(const mds_catalog *catalog,
                                                const mds_disclosure *disclosure, int32_t as_of,
                                                mds_diags *diags);

/** Whether the rule holds of the answers: the first of its cases that does, or NULL. */
MDS_API const mds_lint_case *mds_lint_applies(const mds_lint_rule *rule,
                                              const mds_disclosure *disclosure);

/** Adds findings about what the hospital says of the device, held against the forms: a zone without
 *  a network where a form shows one, patches in time without evidence or past end of support, a
 *  measure in depth that the gate does not count, a second form that leaves open what another
 *  answers. It changes no number. MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_lint_deployment(const mds_catalog *catalog,
                                                     const mds_policy *policy,
                                                     const mds_facts *facts,
                                                     const mds_deployment *deployment,
                                                     int32_t as_of, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
