/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Calibration: a typical device must reproduce a published frequency (docs/method/model.md).
 */
#ifndef MDSRISK_CALIBRATE_H
#define MDSRISK_CALIBRATE_H

#include <mdsrisk/catalog.h>

#ifdef __cplusplus
extern "C" {
#endif

/** For the typical device of the calibration, with its own controls (R1): what comes through to it,
 *  the sum of E[F] / (E[v1] E[v2]) over the anchored scenarios, as a multiple of what reaches a
 *  hospital, E[A]. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_calibration_value(double *out, const mds_catalog *catalog,
                                                       const mds_policy *policy,
                                                       const mds_calibration *calibration);

/** Computes every calibration under the first policy; one CATALOG_CALIBRATION diagnostic and
 *  MDS_ECATALOG for each that lies outside its published range. */
MDS_NODISCARD MDS_API mds_status mds_calibration_check(const mds_catalog *catalog,
                                                       mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
