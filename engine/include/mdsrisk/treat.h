/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Treatment search: which compensating controls, added to what is in place, bring a device
 * down to a level, and what each choice costs and leaves (docs/use/treat.md). Pure and
 * exact: every set is looked at or proved not to matter.
 */
#ifndef MDSRISK_TREAT_H
#define MDSRISK_TREAT_H

#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds that may still be added; the search is exponential in their number. */
enum { MDS_TREAT_MAX_CANDIDATES = 20 };

typedef struct mds_treat_options {
    double level;          /**< the largest RRF of the device that is enough, above 0 */
    mds_unknowns unknowns; /**< the case in which it must be met: verdict, or best */
    double confidence;     /**< .5 to .99; 0: the policy's */
} mds_treat_options;

/** Within what is tolerable, at the policy's confidence. */
#define MDS_TREAT_OPTIONS_INIT                                                                     \
    {                                                                                              \
        1.0, MDS_UNKNOWNS_AS_NO, 0.0                                                               \
    }

/** Whether a kind of compensating control can be added. */
typedef enum mds_treat_state {
    MDS_TREAT_MISSING,    /**< without credit: to be put in place */
    MDS_TREAT_INCOMPLETE, /**< credited in part or not verified: to be completed */
    MDS_TREAT_DONE,       /**< in place as a whole and verified */
    MDS_TREAT_RULED_OUT,  /**< the deployment says that it can not be done */
    MDS_TREAT_NO_EFFECT,  /**< would change nothing here: the ways that it closes are closed */
    MDS_TREAT_STATE__COUNT
} mds_treat_state;

/** One kind of compensating control; one per kind of the catalog. */
typedef struct mds_treat_kind {
    uint32_t compensating;
    mds_treat_state state;
    double cost;     /**< of putting or bringing it in place */
    bool cost_given; /**< by the deployment; else the catalog's ordinal default */
} mds_treat_kind;

/** What the device would be with some kinds added, in place as a whole and verified. */
typedef struct mds_treat_set {
    const uint32_t *kinds; /**< ordinals of compensating controls, ascending */
    size_t count;
    double cost;
    double rrf, sure;      /**< of the device */
    double rrf_documented; /**< where the added kinds are in place and documented only */
    mds_verdict gate;
    mds_verdict verdict; /**< after the gate */
    uint32_t leader;     /**< scenario with the largest share; MDS_NO_ORDINAL: none applies */
    const double *risks; /**< RRF per scenario */
} mds_treat_set;

typedef struct mds_treatment {
    const mds_risk_assessment *assessment;
    mds_treat_options options;
    const mds_treat_kind *kinds; /**< one per kind of the catalog */
    size_t kind_count;
    mds_treat_set now;  /**< nothing added */
    mds_treat_set all;  /**< every kind that may be added */
    mds_treat_set best; /**< likewise, every open answer turned out well, and a document
                             came with each answer that counts */
    double rrf_patched; /**< of all, and `patches in time` found and verified; 0: unknown */
    const mds_treat_set
        *sets; /**< minimal sets, cheapest first; none: ask, replace or disconnect */
    size_t set_count;
    const mds_treat_set *relaxed; /**< where there is none: the cheapest for the policy's limit of
                                       what is to be reduced; NULL: none, or the level is not below
                                       that limit, or nothing needs to be added for it */
    size_t evaluated;             /**< sets whose numbers were worked out */
} mds_treatment;

/** Searches every set of kinds that may be added. A set is enough when the device's printed RRF is
 *  at most the level and the verdict after the gate is not above the level's; it is minimal when
 *  no part of it is enough. Order: cost, number of kinds, RRF after. \p arena owns the result; the
 *  assessment must outlive it. MDS_EINVAL for a level that is not above 0, or a confidence out of
 *  bounds; MDS_ELIMIT and a diagnostic for more than MDS_TREAT_MAX_CANDIDATES kinds; MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_treat(const mds_treatment **out, mds_arena *arena,
                                           const mds_risk_assessment *assessment,
                                           const mds_treat_options *options, mds_diags *diags);

/** The deployment with complete, verified records of \p count kinds added, valid at \p as_of and
 *  without end: what the search assumes of a measure. NULL when the arena is exhausted. */
MDS_API const mds_deployment *mds_treat_deployment(mds_arena *arena,
                                                   const mds_deployment *deployment,
                                                   const uint32_t *kinds, size_t count,
                                                   int32_t as_of);

MDS_API const char *mds_treat_state_name(mds_treat_state state);

#ifdef __cplusplus
}
#endif
#endif
