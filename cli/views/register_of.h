/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an assessment to its register, with what the hospital typed into a former one. */
#ifndef MDS_CLI_REGISTER_OF_H
#define MDS_CLI_REGISTER_OF_H

#include "run.h"

#include <mdsrisk/entries.h>

/** The entries of the register \p former (NULL: none), or of the one at \p output (likewise), which
 *  the new one replaces. What is in the output is never lost: it is carried, or the status is
 *  MDS_EIO, and said. */
MDS_NODISCARD mds_status read_former(run *r, const char *former, const char *output,
                                     const mds_entries **out);

/** A file of others holds no entries, but -o may name a register, which does: MDS_EIO, and said. */
MDS_NODISCARD mds_status spare_register(run *r);

/** The register of \p assessment, with a device id (NULL: what the deployment says) and what was
 *  typed (NULL: nothing). */
MDS_NODISCARD mds_status build_register(run *r, const mds_risk_assessment *assessment,
                                        const char *device_id, const mds_entries *former,
                                        const mds_register **out);

/** Writes it to \p path, as the register or as a document to read. */
MDS_NODISCARD mds_status export_register(run *r, const mds_register *reg, mds_export_format format,
                                         const char *path);

#endif
