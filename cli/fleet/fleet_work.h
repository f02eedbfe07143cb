/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of devices that have no result yet, until there are none. */
#ifndef MDS_CLI_FLEET_WORK_H
#define MDS_CLI_FLEET_WORK_H

#include "fleet_class.h"

/** What this run's results are kept under; the catalog is NULL when memory is short. */
fleet_basis basis_of(run *r);
/** The four values that statements about results begin with. */
void basis_values(store_value out[4], const fleet_basis *basis, int32_t day);

/** Assesses all that has no result of the run's day; how many there were. Of a fleet on a server
 *  other programs take a share, and a connection that broke is begun again: \p s may then be
 *  another store. */
MDS_NODISCARD mds_status work_off(run *r, store **s, const fleet_basis *basis, size_t *classes);

#endif
