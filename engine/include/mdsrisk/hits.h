/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Vulnerabilities that concern a device: what files say put together, how each was matched, what
 * its maker says of it, how it is rated, and what follows from it for the risks of the device.
 *
 * Order of what counts: known to be exploited (KEV), then the statement of the device's maker
 * (VEX), then how likely it is exploited (EPSS), then the score of a record. A vulnerability
 * without a score has one between 0 and 10.
 */
#ifndef MDSRISK_HITS_H
#define MDSRISK_HITS_H

#include <mdsrisk/deployment.h>
#include <mdsrisk/diag.h>
#include <mdsrisk/vulnerability.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How the component was recognised, best first. */
typedef enum mds_hit_by {
    MDS_HIT_BY_STATEMENT, /**< a statement names it */
    MDS_HIT_BY_PURL,
    MDS_HIT_BY_CPE,
    MDS_HIT_BY_NAME, /**< by its name alone: another product may be called so */
    MDS_HIT_BY__COUNT
} mds_hit_by;

/** How sure its version is. */
typedef enum mds_hit_version {
    MDS_HIT_VERSION_EXACT, /**< this very version is named */
    MDS_HIT_VERSION_RANGE, /**< it lies within the versions that are named */
    MDS_HIT_VERSION_OPEN,  /**< not known, or cannot be ordered */
    MDS_HIT_VERSION__COUNT
} mds_hit_version;

/** Whether it applies. */
typedef enum mds_hit_standing {
    MDS_STANDS,     /**< the device has it */
    MDS_MAY_STAND,  /**< not known */
    MDS_STANDS_NOT, /**< the maker says so; or another, where no record says the opposite */
    MDS_STANDING__COUNT
} mds_hit_standing;

/** The device that is looked at, as its form names it; "" where that is not known. */
typedef struct mds_hit_device {
    const char *maker, *name, *version;
} mds_hit_device;

typedef struct mds_hit {
    const char *id;
    const mds_component *component; /**< NULL: the device itself, or what \c named says */
    const char *named;              /**< what no bill of materials has; "" */
    mds_hit_by by;
    mds_hit_version version;
    mds_hit_standing standing;
    const mds_cve *record;        /**< NULL */
    const mds_kev *exploited;     /**< NULL */
    double likely;                /**< EPSS, MDS_SCORE_NONE */
    const mds_vex *statement;     /**< that counts; NULL */
    bool by_maker;                /**< it is of the device's maker */
    const mds_vex *other;         /**< of somebody else, who says the opposite; NULL */
    const char *fixed_in;         /**< version of the device in which it is mended; "" */
    mds_rating rating;            /**< the best founded */
    double score_low, score_high; /**< 0 and 10 where there is none */
    uint32_t clause;              /**< of the contract, by the score; MDS_NO_ORDINAL */
    uint32_t classed;             /**< class by what is known, MDS_NO_ORDINAL */
    uint32_t classed_possible;    /**< where what is unknown turns out badly, MDS_NO_ORDINAL */
} mds_hit;

/** A component whose updates have ended, or will. */
typedef struct mds_component_end {
    const mds_component *component;
    uint32_t platform; /**< of the catalog */
    int32_t end;       /**< days since 1970-01-01 */
} mds_component_end;

typedef struct mds_hits {
    const mds_vulnerabilities *all;
    mds_hit_device device;
    const mds_hit *at; /**< those that apply first, then by class and score */
    size_t count;
    const mds_component_end *ends; /**< earliest first */
    size_t end_count;
    size_t unversioned;            /**< components without a version */
    const char *unversioned_names; /**< the first of them */
    size_t twice;                  /**< components that are named more than once, and count once */
    const char *twice_names;
    size_t rejected;   /**< records that are no vulnerability */
    size_t elsewhere;  /**< statements about other products or versions */
    size_t outside;    /**< components that statements name and no bill of materials has */
    size_t left_out;   /**< hits beyond the most that are kept */
    bool other_device; /**< a bill of materials is about another device than the form */
} mds_hits;

/** What became of a bill of materials; the greater one counts. */
typedef enum mds_bill_use {
    MDS_BILL_UNUSED, /**< no device had its name */
    MDS_BILL_USED,
    MDS_BILL_OF_OTHER_VERSION /**< of a device that has none of its own version */
} mds_bill_use;

/** Of files about many devices, what is about \p device: of bills of materials (with what they
 *  state) those that name it, of its version where there is one, and all other files. \p uses has a
 *  member a file of \p all, which is raised where the file is used. \p arena owns the result, which
 *  refers to \p all. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_vulnerabilities_about(const mds_vulnerabilities **out,
                                                           mds_bill_use *uses, mds_arena *arena,
                                                           const mds_vulnerabilities *all,
                                                           const mds_hit_device *device);

/** Puts together what was read (mds_vulnerabilities_settle() before). \p arena owns the result,
 * which refers to \p all and \p catalog. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_hits_find(const mds_hits **out, mds_arena *arena,
                                               const mds_catalog *catalog,
                                               const mds_vulnerabilities *all,
                                               const mds_hit_device *device);

/** V of each scenario of the catalog; mds_deployment.threats. NULL without memory. */
MDS_API const mds_threat *mds_hits_threats(mds_arena *arena, const mds_catalog *catalog,
                                           const mds_hits *hits);

/** "CVE-2021-44228, log4j-core 2.14.1"; "" without memory. */
MDS_API const char *mds_hit_name(mds_arena *arena, const mds_hit *hit);

/** Says as diagnostics what a reader must know of the hits: how many apply, which are known to be
 *  exploited, which reach a clause of the contract, what of the components could not be looked for,
 *  and whose updates have ended by \p as_of. */
MDS_API void mds_hits_report(const mds_hits *hits, mds_arena *arena, const mds_catalog *catalog,
                             int32_t as_of, mds_diags *diags);

MDS_API const char *mds_hit_by_name(mds_hit_by by);
MDS_API const char *mds_hit_version_name(mds_hit_version version);
MDS_API const char *mds_hit_standing_name(mds_hit_standing standing);

/** How versions of one kind are ordered. */
typedef enum mds_version_order {
    MDS_ORDER_PLAIN,  /**< numbers part by part, letters behind them later, "rc" and the like before
                       */
    MDS_ORDER_SEMVER, /**< Semantic Versioning 2.0.0 */
    MDS_ORDER_PACKAGE, /**< epoch, version and revision of deb, rpm, apk; "~" before the end */
    MDS_ORDER_NONE,    /**< commits: no order at all */
    MDS_ORDER__COUNT
} mds_version_order;

/** Compares two versions: below, at or above 0. False when the order does not tell. */
MDS_API bool mds_version_compare(int *out, mds_version_order order, const char *a, const char *b);
/** The order by the type of a record ("semver") or of a package URL ("npm"). */
MDS_API mds_version_order mds_version_order_of(const char *type);
/** Whether a version lies in "vers:npm/>=1.0|<2.0", "<=12.1", "< 3", "*". MDS_HIT_VERSION_OPEN
 * where that cannot be told; MDS_HIT_VERSION__COUNT: it does not. */
MDS_API mds_hit_version mds_version_in_range(const char *range, const char *version);

#ifdef __cplusplus
}
#endif
#endif
