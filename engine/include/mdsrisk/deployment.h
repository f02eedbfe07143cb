/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A deployment: where a device is, what it is for, how long it is supported, and what
 * the hospital does about it.
 */
#ifndef MDSRISK_DEPLOYMENT_H
#define MDSRISK_DEPLOYMENT_H

#include <mdsrisk/catalog.h>
#include <mdsrisk/vulnerability.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Evidence behind a credit, the g of the model. */
typedef enum mds_assurance {
    MDS_ASSURANCE_SELF_DECLARED,
    MDS_ASSURANCE_DOCUMENTED,
    MDS_ASSURANCE_VERIFIED, /**< by the hospital */
    MDS_ASSURANCE__COUNT
} mds_assurance;

typedef enum mds_implementation {
    MDS_IMPLEMENTATION_NONE,
    MDS_IMPLEMENTATION_PARTIAL,
    MDS_IMPLEMENTATION_IN_PLACE,
    MDS_IMPLEMENTATION__COUNT
} mds_implementation;

/** Record of a compensating control (IMDRF N70). Without a complete record there is no credit. */
typedef struct mds_control_record {
    uint32_t compensating; /**< ordinal */
    mds_implementation implementation;
    mds_assurance assurance;
    const char *constraint, *objective, *risk_covered, *owner, *evidence; /**< "" when not given */
    int32_t validated, expires; /**< days since 1970-01-01; INT32_MIN when not given */
    const char *file;           /**< where it was read: the deployment, or a table of records */
    const char *where;          /**< place in that file */
} mds_control_record;

/** Who found something, when and how. */
typedef struct mds_basis {
    const char *by; /**< "" when not given */
    int32_t on;     /**< days since 1970-01-01; INT32_MIN when not given */
    const char *evidence;
} mds_basis;

/** What the hospital found out about a fact itself; it overrides the form. */
typedef struct mds_verified_fact {
    uint32_t fact;
    bool state;
    mds_assurance assurance;
    const char *by;       /**< who; "" when not given */
    int32_t on;           /**< when; INT32_MIN when not given */
    const char *evidence; /**< how */
    const char *where;
} mds_verified_fact;

/** What the hospital says about adding a compensating control, for the treatment search. */
typedef struct mds_treatment_cost {
    uint32_t compensating; /**< ordinal */
    double cost;           /**< in any one unit, 0 or more; below 0: not given */
    bool ruled_out;        /**< it can not be done here */
    const char *reason;    /**< "" when not given */
    const char *where;
} mds_treatment_cost;

/** What an event costs, in money of any one unit: both anchors or none. Nothing of it moves a
 *  number of the assessment. */
typedef struct mds_event_cost {
    const char *currency; /**< "EUR", "" when not given */
    double tenth, full;   /**< at an impact of .1 and of 1; 0: not given */
} mds_event_cost;

/** A document about the device's life that the hospital holds. */
typedef struct mds_held_document {
    uint32_t document;     /**< ordinal */
    const char *reference; /**< where it is */
    const char *where;
} mds_held_document;

/** The device as the hospital knows it; nothing of it moves a number. */
typedef enum mds_asset_field {
    MDS_ASSET_DEVICE_ID, /**< ends the ids of its risks */
    MDS_ASSET_TAG,
    MDS_ASSET_SERIAL,
    MDS_ASSET_LOCATION,
    MDS_ASSET_DEPARTMENT,
    MDS_ASSET_QUANTITY,
    MDS_ASSET_CRITICALITY,
    MDS_ASSET_DATA_KEPT,
    MDS_ASSET_CONNECTED,
    MDS_ASSET__COUNT
} mds_asset_field;

/** What a deployment states itself; else the policy's default holds. Bits. */
enum {
    MDS_STATED_PROFILE = 1,
    MDS_STATED_ZONE = 2,
    MDS_STATED_DATA_VOLUME = 4,
    MDS_STATED_COUNTRY = 8
};

/** V: by what the vulnerabilities of a device raise one scenario, 1 or more. */
typedef struct mds_threat {
    double known;    /**< by those that certainly apply */
    double possible; /**< by those too of which that is not known; at least the former */
    uint32_t known_class, possible_class; /**< class of the worst one; MDS_NO_ORDINAL */
    const char *known_by, *possible_by;   /**< which: "CVE-2021-44228, log4j-core 2.14.1"; "" */
} mds_threat;

typedef struct mds_deployment {
    const char *file;                    /**< "" for the defaults */
    char sha256[65];                     /**< of the file, "" for the defaults */
    const char *name;                    /**< of the device or the deployment, "" */
    uint32_t profile, zone, data_volume; /**< ordinals in the policy */
    mds_country country;
    int32_t end_of_life;         /**< EOL, days since 1970-01-01; INT32_MIN: not known */
    int32_t end_of_support;      /**< EOS, likewise */
    bool designated_environment; /**< the manufacturer names the compensating environment of use */
    const char *designation_document; /**< and this says so; "" when not */
    const mds_control_record *records;
    size_t record_count;
    const mds_verified_fact *verified;
    size_t verified_count;
    const mds_treatment_cost *costs;
    size_t cost_count;
    const mds_held_document *documents;
    size_t document_count;
    mds_basis zone_basis;        /**< of the zone, where it switches routes off */
    double hospital_rate_factor; /**< the hospital's own counts: multiplies every rate; 1 default */
    mds_event_cost event_cost;
    const char *asset[MDS_ASSET__COUNT];               /**< "" when not given */
    unsigned stated;                                   /**< MDS_STATED_.. */
    const mds_vulnerability_file *vulnerability_files; /**< that were read about it */
    size_t vulnerability_file_count;
    const mds_threat
        *threats; /**< one per scenario, by files about vulnerabilities; NULL without */
} mds_deployment;

/** The documented defaults of \p policy: no dates, no records. */
MDS_API mds_deployment mds_deployment_default(const mds_policy *policy);

/** Whether both anchors are above 0, and the greater impact costs no less. */
MDS_API bool mds_event_cost_given(const mds_event_cost *cost);
/** What an event of \p impact (0 to 1) costs by given anchors: log-linear in the impact, as the
 *  tolerable frequency is; the slope goes on below .1. */
MDS_API double mds_event_cost_at(const mds_event_cost *cost, double impact);

MDS_API const char *mds_assurance_name(mds_assurance assurance);
/** "asset_tag": the member in a deployment's file, and the column of the register. */
MDS_API const char *mds_asset_name(mds_asset_field field);
MDS_API const char *mds_implementation_name(mds_implementation implementation);

#ifdef __cplusplus
}
#endif
#endif
