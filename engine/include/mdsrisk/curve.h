/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Risk of one device over the coming years: the same assessment at other dates
 * (docs/use/lifecycle.md). Nothing is foretold but what the dates bring: end of life, end of
 * support, the decay of what rests on updates, the growing share of unpatched holes, records that
 * become valid or expire.
 */
#ifndef MDSRISK_CURVE_H
#define MDSRISK_CURVE_H

#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MDS_LIFE_MAX_YEARS = 50 };

/** Why a date is in the curve. */
typedef enum mds_life_curve_event {
    MDS_LIFE_STEP,    /**< a regular step */
    MDS_LIFE_TODAY,   /**< the assessment date */
    MDS_LIFE_WARNING, /**< end of support comes within the policy's warning time */
    MDS_LIFE_END_OF_LIFE,
    MDS_LIFE_END_OF_SUPPORT,
    MDS_LIFE_RECORD_VALID,   /**< a record begins to count */
    MDS_LIFE_RECORD_EXPIRED, /**< the first day on which a record no longer counts */
    MDS_LIFE_EVENT__COUNT
} mds_life_curve_event;

typedef struct mds_life_curve_point {
    int32_t day;
    mds_life_curve_event event;
    uint32_t record; /**< of the deployment, for the two events about one; else MDS_NO_ORDINAL */
    mds_lifecycle stage;
    bool warning;
    double years_past_eos;
    size_t credited;      /**< records that count */
    double rrf, sure;     /**< of the device at R2 */
    double rrf_best;      /**< if whatever is not known turns out well */
    uint32_t leader;      /**< scenario with the largest share, or MDS_NO_ORDINAL */
    mds_verdict gate;     /**< the least verdict that the gate allows */
    mds_verdict as_known; /**< by number and gate, what is not known counting as No */
    mds_verdict best;     /**< likewise, what is not known turning out well */
    mds_verdict verdict;  /**< what as_known comes to, or that it cannot be judged */
} mds_life_curve_point;

typedef struct mds_life_curve {
    int32_t begin, end;
    const mds_deployment *deployment;   /**< that was assessed */
    const mds_life_curve_point *points; /**< by day; several on one day are in the events' order */
    size_t point_count;
    /** First day of the span on which the verdict, as far as is known, is at least this one;
     *  INT32_MIN when it never is. Exact to the day, not to the step. */
    int32_t first[MDS_VERDICT_NOT_ACCEPTABLE + 1];
    int32_t first_best[MDS_VERDICT_NOT_ACCEPTABLE + 1]; /**< likewise in the best case */
} mds_life_curve;

/** Assesses the device as \p deployment describes it at \p begin, every \p step_months (1..12) and
 * at every date that changes something, for \p years (1..MDS_LIFE_MAX_YEARS). \p arena owns the
 *  result. Status as mds_assess_device(); MDS_EINVAL for a step or a span out of range. */
MDS_NODISCARD MDS_API mds_status mds_life_curve_build(
    const mds_life_curve **out, mds_arena *arena, const mds_catalog *catalog,
    const mds_policy *policy, const mds_facts *facts, const mds_deployment *deployment,
    int32_t begin, unsigned years, unsigned step_months);

/** The deployment with every record that counts at \p as_of renewed before it expires. NULL when
 * the arena is exhausted. */
MDS_API const mds_deployment *mds_life_curve_renewed(mds_arena *arena, const mds_catalog *catalog,
                                                     const mds_deployment *deployment,
                                                     int32_t as_of);

MDS_API const char *mds_life_curve_event_name(mds_life_curve_event event);

#ifdef __cplusplus
}
#endif
#endif
