/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Exporters of what a hospital decides with: treatment, life cycle, records to fill in. Names and
 * ids are the same in every language; the bytes depend on the arguments alone.
 */
#ifndef MDSRISK_EXPORT_PLAN_H
#define MDSRISK_EXPORT_PLAN_H

#include <mdsrisk/curve.h>
#include <mdsrisk/documents.h>
#include <mdsrisk/export.h>
#include <mdsrisk/treat.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The treatment as JSON or csv text in \p arena; titles in \p lang. MDS_EINVAL for any other
 *  format. */
MDS_NODISCARD MDS_API mds_status mds_export_treatment(const char **out, mds_arena *arena,
                                                      const mds_treatment *treatment,
                                                      mds_export_format format, mds_lang lang);

/** One or more curves of one device likewise, and in JSON the documents due (titles in \p lang);
 *  \p as is the assessment at their beginning. Records of a curve's deployment beyond those of the
 * assessment are what it adds. */
MDS_NODISCARD MDS_API mds_status mds_export_curves(const char **out, mds_arena *arena,
                                                   const mds_life_curve *const *curves,
                                                   size_t count, const mds_risk_assessment *as,
                                                   mds_export_format format, mds_lang lang);

/** Records of compensating controls as a form to fill in, a workbook at \p path: those of
 *  \p deployment, and a row for every kind without one. mds_import_records() reads it again.
 * MDS_EIO with a diagnostic when it cannot be written. */
MDS_NODISCARD MDS_API mds_status mds_export_records(const char *path, const mds_catalog *catalog,
                                                    const mds_deployment *deployment, int32_t as_of,
                                                    mds_lang lang, mds_diags *diags);

/** The same form as JSON or csv text in \p arena. MDS_EINVAL for any other format. */
MDS_NODISCARD MDS_API mds_status mds_export_records_text(const char **out, mds_arena *arena,
                                                         const mds_catalog *catalog,
                                                         const mds_deployment *deployment,
                                                         mds_export_format format, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
