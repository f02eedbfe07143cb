/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files about vulnerabilities that a fleet keeps. */
#ifndef MDS_CLI_FLEET_EVIDENCE_H
#define MDS_CLI_FLEET_EVIDENCE_H

#include "fleet.h"

#include <mdsrisk/hits.h>

/** What the stored files say, and which bills of materials of them were used. */
typedef struct evidence {
    mds_vulnerabilities all;
    mds_bill_use *uses;
} evidence;

/** Stores the files of --vulnerability-data, each in place of what was stored of its path; a KEV or
 *  EPSS list in place of any of before. Without the option nothing is done. */
MDS_NODISCARD mds_status keep_evidence(run *r, store *s);
/** What findings are made from: the stored files and the catalog; "" without files. */
MDS_NODISCARD mds_status evidence_basis(run *r, store *s, char basis[65]);
/** Reads the stored files; NULL when there are none. */
MDS_NODISCARD mds_status load_evidence(run *r, store *s, evidence **out);
void say_unused_bills(run *r, const evidence *all);

#endif
