/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The words that an assessment speaks: stages, levels, verdicts, the life of a device. What works
 * it out is in <mdsrisk/risk.h>.
 */
#ifndef MDSRISK_ASSESS_H
#define MDSRISK_ASSESS_H

#include <mdsrisk/facts.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Of the register in JSON, written by the exporters and read again by the importers. */
enum { MDS_REGISTER_FORMAT_VERSION = 2 };

/** R0 inherent, R1 with the manufacturer's controls, R2 with the hospital's too. */
typedef enum mds_stage { MDS_STAGE_R0, MDS_STAGE_R1, MDS_STAGE_R2, MDS_STAGE__COUNT } mds_stage;

/** Words of NIST SP 800-30 rev. 1. */
typedef enum mds_level {
    MDS_LEVEL_VERY_LOW,
    MDS_LEVEL_LOW,
    MDS_LEVEL_MODERATE,
    MDS_LEVEL_HIGH,
    MDS_LEVEL_VERY_HIGH,
    MDS_LEVEL__COUNT
} mds_level;

typedef enum mds_verdict {
    MDS_VERDICT_ACCEPTABLE,       /**< RRF <= 1 */
    MDS_VERDICT_REDUCE,           /**< as far as reasonably practicable: RRF <= reduce_limit */
    MDS_VERDICT_NOT_ACCEPTABLE,   /**< above */
    MDS_VERDICT_CANNOT_BE_JUDGED, /**< too little is known, or it rests on what is not known */
    MDS_VERDICT__COUNT
} mds_verdict;

/** IMDRF N60/N70. */
typedef enum mds_lifecycle {
    MDS_LIFECYCLE_UNKNOWN, /**< no date was given */
    MDS_LIFECYCLE_SUPPORT,
    MDS_LIFECYCLE_LIMITED_SUPPORT, /**< from EOL */
    MDS_LIFECYCLE_END_OF_SUPPORT,  /**< from EOS */
    MDS_LIFECYCLE__COUNT
} mds_lifecycle;

/** Why a record of a compensating control gives no credit. */
typedef enum mds_record_state {
    MDS_RECORD_CREDITED,
    MDS_RECORD_NOT_IN_PLACE,
    MDS_RECORD_INCOMPLETE,
    MDS_RECORD_EXPIRED,
    MDS_RECORD_NOT_YET_VALID, /**< validated after the assessment date */
    MDS_RECORD_STATE__COUNT
} mds_record_state;

MDS_API const char *mds_level_name(mds_level level);
MDS_API const char *mds_verdict_name(mds_verdict verdict);
MDS_API const char *mds_lifecycle_name(mds_lifecycle lifecycle);
MDS_API const char *mds_record_state_name(mds_record_state state);

#ifdef __cplusplus
}
#endif
#endif
