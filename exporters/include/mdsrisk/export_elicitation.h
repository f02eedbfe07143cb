/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The form of an expert elicitation, for one expert to fill in (docs/method/elicitation.md).
 */
#ifndef MDSRISK_EXPORT_ELICITATION_H
#define MDSRISK_EXPORT_ELICITATION_H

#include <mdsrisk/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes the form to \p path, xlsx or csv, in \p lang; mds_import_expert() reads it again. What is
 *  known about the seeds is not in it. MDS_EINVAL for another format; MDS_EIO with a diagnostic
 * when it cannot be written, the target is then as it was; MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_export_elicitation_form(const char *path,
                                                             const mds_catalog *catalog,
                                                             mds_export_format format,
                                                             int32_t as_of, mds_lang lang,
                                                             mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
