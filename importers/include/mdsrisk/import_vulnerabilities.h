/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Importer of files about components and vulnerabilities: bills of materials (CycloneDX 1.2 to 1.7
 * as JSON and XML, SPDX 2.2, 2.3 and 3 as JSON, 2.x as tag-value), statements of makers (CycloneDX,
 * OpenVEX, CSAF 2.0 and 2.1), records of vulnerabilities (CVE JSON 5), which of them are exploited
 * (KEV as JSON) and how likely (EPSS as csv).
 */
#ifndef MDSRISK_IMPORT_VULNERABILITIES_H
#define MDSRISK_IMPORT_VULNERABILITIES_H

#include <mdsrisk/source.h>
#include <mdsrisk/vulnerability.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Adds what a file holds to \p all, in \p arena; the kind of file is recognised by its content.
 *  What was read, and what of it cannot be used, is a diagnostic. A file that is none of these
 * kinds, or breaks the rules of its own, adds nothing: a diagnostic, and MDS_EUNSUPPORTED or
 * MDS_EFORMAT. The source must have been opened with MDS_LIMIT_SBOM_BYTES; it may be freed behind
 * the call. */
MDS_NODISCARD MDS_API mds_status mds_import_vulnerabilities(mds_vulnerabilities *all,
                                                            mds_arena *arena,
                                                            const mds_source *source,
                                                            mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
