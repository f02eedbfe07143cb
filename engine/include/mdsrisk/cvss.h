/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Scores of the Common Vulnerability Scoring System, worked out from vectors: 2.0, 3.0, 3.1, 4.0.
 *
 * Sources, all by FIRST (https://www.first.org/cvss/): CVSS v4.0 specification, section 8 (scoring
 * by macro vectors) and 7 (vector string); v3.1 and v3.0 specifications, section 7 (equations) and
 * 6 (vector string), v3.1 appendix A (rounding); v2.0 complete guide, sections 2.4 and 3.2.
 * Everything here is pure and needs no catalog: with another table the number would be no CVSS.
 */
#ifndef MDSRISK_CVSS_H
#define MDSRISK_CVSS_H

#include <mdsrisk/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_cvss_version {
    MDS_CVSS_2_0,
    MDS_CVSS_3_0,
    MDS_CVSS_3_1,
    MDS_CVSS_4_0,
    MDS_CVSS_VERSION__COUNT
} mds_cvss_version;

/** Most metrics of a version: those of 4.0. */
enum { MDS_CVSS_METRICS = 32 };

/** Why a vector is refused. */
typedef enum mds_cvss_reason {
    MDS_CVSS_FINE,
    MDS_CVSS_NO_VERSION,     /**< no "CVSS:" in front: 3.0 and 3.1 could not be told apart */
    MDS_CVSS_BAD_VERSION,    /**< a version that is none of the four */
    MDS_CVSS_EMPTY_METRIC,   /**< nothing between two slashes, or a slash at the end */
    MDS_CVSS_BAD_METRIC,     /**< a metric that the version does not have */
    MDS_CVSS_BAD_VALUE,      /**< a value that the metric does not have */
    MDS_CVSS_TWICE,          /**< a metric that was there before */
    MDS_CVSS_OUT_OF_ORDER,   /**< 4.0 alone: the order of metrics is fixed */
    MDS_CVSS_MISSING_METRIC, /**< a base metric that is not there */
    MDS_CVSS_REASON__COUNT
} mds_cvss_reason;

/** Where and why. */
typedef struct mds_cvss_fault {
    mds_cvss_reason reason;
    size_t at;          /**< byte of the vector at which the fault begins */
    const char *metric; /**< the name of the metric that is missing; else "" */
} mds_cvss_fault;

/** A vector that was read. */
typedef struct mds_cvss {
    mds_cvss_version version;
    int8_t value[MDS_CVSS_METRICS]; /**< which value of the metric; -1 where it was not named */
} mds_cvss;

/** What a vector comes to, each 0.0 to 10.0 in steps of a tenth. */
typedef struct mds_cvss_scores {
    double base;          /**< of the base metrics alone (CVSS-B) */
    double threat;        /**< with the threat, before 4.0 temporal, metrics (CVSS-BT) */
    double environmental; /**< with all metrics (CVSS-BTE) */
} mds_cvss_scores;

/** The way an attacker comes, by the base metric AV. */
typedef enum mds_cvss_reach {
    MDS_CVSS_REACH_NETWORK,
    MDS_CVSS_REACH_ADJACENT,
    MDS_CVSS_REACH_LOCAL,
    MDS_CVSS_REACH_PHYSICAL,
    MDS_CVSS_REACH_UNKNOWN, /**< no vector says it */
    MDS_CVSS_REACH__COUNT
} mds_cvss_reach;

/** Reads "CVSS:4.0/AV:N/...". False, \p out untouched, when it is no vector by the specification of
 *  its version; \p fault (may be NULL) then says where and why. */
MDS_API bool mds_cvss_read(mds_cvss *out, const char *vector, mds_cvss_fault *fault);
/** The same for "AV:N/AC:L/Au:N/...", which a record has called version 2: such vectors name no
 *  version themselves. A pair of brackets around it is passed over. */
MDS_API bool mds_cvss_read_2(mds_cvss *out, const char *vector, mds_cvss_fault *fault);
/** The scores of a vector that was read. */
MDS_API mds_cvss_scores mds_cvss_score(const mds_cvss *cvss);
MDS_API mds_cvss_reach mds_cvss_reached_by(const mds_cvss *cvss);

/** "2.0", "3.0", "3.1", "4.0"; "" for no version. */
MDS_API const char *mds_cvss_version_name(mds_cvss_version version);
/** "no_version", ..; "" for no reason. */
MDS_API const char *mds_cvss_reason_name(mds_cvss_reason reason);
/** "network", "adjacent", "local", "physical", "unknown". */
MDS_API const char *mds_cvss_reach_name(mds_cvss_reach reach);

#ifdef __cplusplus
}
#endif
#endif
