/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which forms count as given.
 */
#ifndef MDS_ENGINE_GIVEN_H
#define MDS_ENGINE_GIVEN_H

#include <mdsrisk/facts.h>

/** A row that never is evidence: it only overlaps, or nobody has agreed to it. */
bool mds_given__is_lead(const mds_crosswalk_row *row);

/** Parts the forms that count from those that are left out, and says which; where none is given,
 *  all count. */
MDS_NODISCARD mds_status mds_given__part(mds_facts *out, mds_arena *arena,
                                         const mds_catalog *catalog, const mds_policy *policy,
                                         const mds_disclosure *const *disclosures, size_t count,
                                         mds_diags *diags);

#endif
