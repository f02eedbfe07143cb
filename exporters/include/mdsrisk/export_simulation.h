/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A simulation with its contributions as JSON or csv. Names are stable, titles are in the
 * language asked for.
 */
#ifndef MDSRISK_EXPORT_SIMULATION_H
#define MDSRISK_EXPORT_SIMULATION_H

#include <mdsrisk/contribution.h>
#include <mdsrisk/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Sobol indices of one risk, or of the device. */
typedef struct mds_sensitivities {
    uint32_t scenario; /**< MDS_NO_ORDINAL: of the device */
    const mds_sensitivity *at;
    size_t count;
    size_t draws; /**< base samples */
} mds_sensitivities;

/** What is written. */
typedef struct mds_simulation_report {
    const mds_simulation *simulation;
    const mds_contributions *contributions; /**< of the device */
    const mds_sensitivities *sensitivities; /**< of the device; NULL: none */
} mds_simulation_report;

/** The report as JSON (everything) or csv (the spreads alone) in \p arena. MDS_EINVAL for another
 *  format; MDS_ENOMEM or MDS_ELIMIT. The bytes depend on the report alone. */
MDS_NODISCARD MDS_API mds_status mds_export_simulation(const char **out, mds_arena *arena,
                                                       const mds_simulation_report *report,
                                                       mds_export_format format, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
