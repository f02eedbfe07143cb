/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Which judged numbers of the catalog and the policy move verdicts: one at a time at a low and a
 * high value, all others as they are (docs/method/sensitivity.md). Low and high come from the
 * number's own range, or from the spread of its strength; none is chosen here.
 */
#ifndef MDSRISK_SENSITIVITY_H
#define MDSRISK_SENSITIVITY_H

#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_parameter_kind {
    MDS_PARAMETER_ANCHOR,       /**< of: country */
    MDS_PARAMETER_RATE,         /**< of: scenario */
    MDS_PARAMETER_V1,           /**< of: scenario; the mean, likewise in v2 and effects */
    MDS_PARAMETER_V2,           /**< of: scenario */
    MDS_PARAMETER_IMPACT,       /**< of: scenario, part: property */
    MDS_PARAMETER_ROUTE_SHARE,  /**< of: scenario, part: route */
    MDS_PARAMETER_PATCH_SHARE,  /**< of: scenario */
    MDS_PARAMETER_RAISE,        /**< of: scenario, part: number of the raise, from 1 */
    MDS_PARAMETER_EFFECT,       /**< of: scenario, part: control or kind */
    MDS_PARAMETER_ROUTE_EFFECT, /**< of: kind, part: route */
    MDS_PARAMETER_ROUTE_RAISE,  /**< of: route, part: number of the raise, from 1 */
    MDS_PARAMETER_PATCH_STATE,  /**< of: state */
    MDS_PARAMETER_SPREAD,       /**< of: spread */
    MDS_PARAMETER_POLICY,       /**< of: parameter of the policy */
    MDS_PARAMETER_TOLERABLE,    /**< all tolerable frequencies together, as a factor */
    MDS_PARAMETER_KIND__COUNT
} mds_parameter_kind;

/** One number at its ends. */
typedef struct mds_parameter {
    mds_parameter_kind kind;
    const char *of, *part; /**< ids; "" where there is none */
    mds_strength strength;
    double now, low, high;
    double
        mode; /**< of a number with a low and a high of its own, the most likely value; else now */
    size_t moved_low, moved_high; /**< devices whose verdict is another one */
    double change; /**< largest |ln (E[T] then / E[T] now)| of a device at either end */
} mds_parameter;

typedef struct mds_number_study {
    size_t device_count;
    const mds_parameter *parameters; /**< most verdicts moved first, then largest change */
    size_t parameter_count;
} mds_number_study;

/** Plays every judged number through over \p devices, which share catalog and policy. \p arena owns
 *  the result; the catalog must outlive it. MDS_EINVAL where they do not share them or there is
 *  none; MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_sensitivity_of(const mds_number_study **out, mds_arena *arena,
                                                    const mds_risk_assessment *const *devices,
                                                    size_t count);

/** The numbers alone, in the catalog's order, not played through. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_sensitivity_numbers(const mds_parameter **out, size_t *count,
                                                         mds_arena *arena,
                                                         const mds_catalog *catalog,
                                                         const mds_policy *policy);

/** "rate", "route_share" */
MDS_API const char *mds_parameter_kind_name(mds_parameter_kind kind);
/** Where such numbers are: the file and the member of its record ("scenarios.json",
 *  "base_rate"). */
MDS_API const char *mds_parameter_kind_file(mds_parameter_kind kind);
MDS_API const char *mds_parameter_kind_member(mds_parameter_kind kind);

#ifdef __cplusplus
}
#endif
#endif
