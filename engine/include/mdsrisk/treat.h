/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Treatment search: which compensating controls, added to what is in place, bring every risk of a
 * device down to a level, and what each choice costs and leaves (docs/use/treat.md). Pure and
 * exact: every set is looked at or proved not to matter.
 */
#ifndef MDSRISK_TREAT_H
#define MDSRISK_TREAT_H

#include <mdsrisk/simulate.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds that may still be added; the search is exponential in their number. */
enum { MDS_TREAT_MAX_CANDIDATES = 20 };

typedef struct mds_treat_options {
    double level;   /**< the largest RRF that is accepted, above 0; 1: acceptable */
    mds_case which; /**< the case in which it must be met: expected, or hi for certain */
    /** Not NULL: it must be met by the 95th percentile of the draws of every RRF instead; every set
     *  is drawn with the same random numbers. Its progress counts sets. */
    const mds_simulation_options *simulation;
} mds_treat_options;

/** Acceptable in the expected case. */
#define MDS_TREAT_OPTIONS_INIT                                                                     \
    {                                                                                              \
        1.0, MDS_CASE_EXPECTED, NULL                                                               \
    }

/** Whether a kind of compensating control can be added. */
typedef enum mds_treat_state {
    MDS_TREAT_MISSING,    /**< without credit: to be put in place */
    MDS_TREAT_INCOMPLETE, /**< credited in part or not verified: to be completed */
    MDS_TREAT_DONE,       /**< in place as a whole and verified */
    MDS_TREAT_RULED_OUT,  /**< the deployment says that it can not be done */
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
    bool gate[MDS_GATE_KIND__COUNT];
    double index[MDS_CASE__COUNT]; /**< R at R2 */
    double worst[MDS_CASE__COUNT]; /**< largest RRF at R2 */
    uint32_t leader;               /**< scenario with the largest RRF in the case asked for */
    double p95;             /**< largest 95th percentile of an RRF when the draws decide; else 0 */
    const double *rrf;      /**< per scenario, in the case asked for */
    size_t above;           /**< scenarios above the level in the case asked for */
    mds_verdict verdict;    /**< expected, gates applied */
    mds_verdict verdict_hi; /**< likewise when every unknown turns out badly */
} mds_treat_set;

typedef struct mds_treatment {
    const mds_assessment *assessment;
    mds_treat_options options;
    const mds_treat_kind *kinds; /**< one per kind of the catalog */
    size_t kind_count;
    mds_treat_set now;         /**< nothing added */
    mds_treat_set all;         /**< every kind that may be added */
    const mds_treat_set *sets; /**< minimal sets, cheapest first; none: replace or disconnect */
    size_t set_count;
    size_t evaluated; /**< sets whose numbers were worked out */
} mds_treatment;

/** Searches every set of kinds that may be added. A set satisfies when the RRF of every scenario
 *  is at most the level and no gate is closed; it is minimal when no part of it satisfies. Equal
 *  costs: fewer kinds first, then in the catalog's order. \p arena owns the result; the assessment
 *  must outlive it. MDS_EINVAL for a level that is not above 0, or a case that is none; MDS_ELIMIT
 *  and a diagnostic for more than MDS_TREAT_MAX_CANDIDATES kinds; MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_treat(const mds_treatment **out, mds_arena *arena,
                                           const mds_assessment *assessment,
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
