/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Assessment of one device by risk model RM-1 (docs/method/model.md, where every formula stands
 * with its source). Pure: no files, no clock, no locale; the same input gives the same numbers.
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

/** The corner where every unknown turns out well, the expected value, and the bad corner. */
typedef enum mds_case { MDS_CASE_LO, MDS_CASE_EXPECTED, MDS_CASE_HI, MDS_CASE__COUNT } mds_case;

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

/** The parameters of the model; every function below takes plain numbers and is exact to the
 *  formulas of docs/method/model.md. */

/** f(E) = (1-B)*prod(1-E_k) + B*min(1-E_k); 1 when \p count is 0. */
MDS_API double mds_model_layers(const double *group_effect, size_t count, double common_cause);
/** L = 1 - exp(-F), for F >= 0. */
MDS_API double mds_model_likelihood(double frequency);
/** R = 100 * (1 - prod(1 - L_s*I_s)). */
MDS_API double mds_model_index(const double *likelihood, const double *impact, size_t count);
/** a * 2^(-y/h) past end of support; 1 for years <= 0. */
MDS_API double mds_model_decay(double years_past, double half_life);
/** min(1 + rho*y, cap) past end of support; 1 for years <= 0. */
MDS_API double mds_model_eos_rate(double years_past, double rho, double cap);
/** Word of a value 0..100 on the policy's bands, lower-inclusive. */
MDS_API mds_level mds_model_level(const double bands[4], double value);
/** NIST SP 800-30 table G-5: initiation x adverse impact -> overall likelihood. */
MDS_API mds_level mds_model_overall_likelihood(mds_level initiation, mds_level adverse_impact);
/** NIST SP 800-30 table I-2: likelihood x impact -> risk. */
MDS_API mds_level mds_model_risk_level(mds_level likelihood, mds_level impact);
/** Tolerable frequency for an impact. */
MDS_API double mds_model_tolerable(const mds_policy *policy, double impact);
MDS_API mds_verdict mds_model_verdict(const mds_policy *policy, double rrf);

/** Credit of one control against one scenario: x = min(e * a * decay * g, cap). */
typedef struct mds_credit {
    const mds_effect *effect;
    const char *group;
    double e;                         /**< design effectiveness, the mode */
    double a[MDS_CASE__COUNT];        /**< state: 0..1 */
    double decay;                     /**< 1, or 2^(-y/h) */
    double g;                         /**< evidence, or the fact's unverified factor */
    double cap;                       /**< the policy's layer cap; 1 when verified */
    double x[MDS_CASE__COUNT];        /**< credit */
    bool leads[MDS_CASE__COUNT];      /**< the best of its group at R2 in that case */
    mds_truth truth;                  /**< of the fact; compensating: true or false */
    const mds_control_record *record; /**< compensating only: the credited one, or NULL */
} mds_credit;

/** One stage and one case of one scenario. */
typedef struct mds_result {
    double f1, f2;       /**< layers on v1 and on v2 */
    double vres;         /**< v1*f1*v2*f2 */
    double frequency;    /**< F, events a device-year */
    double likelihood;   /**< L */
    double risk;         /**< r = 100*L*I, I the headline impact */
    double rrf;          /**< required reduction factor */
    mds_verdict verdict; /**< by RRF, without gates */
} mds_result;

/** What one missing measure would take off. */
typedef struct mds_option {
    const mds_effect
        *effect;      /**< a compensating control not in place, or a control of the device */
    double rrf_after; /**< expected, at R2, with everything else as it is */
    double factor;    /**< RRF before / after; infinite when nothing is left */
} mds_option;

typedef struct mds_scenario_result {
    uint32_t scenario;
    mds_truth open;                       /**< value of its opening condition */
    double lambda[MDS_CASE__COUNT];       /**< with raises, EOS and the hospital's factor */
    double rate;                          /**< the catalog's mode for the country */
    double eos_rate;                      /**< factor past end of support, 1 otherwise */
    const double *raise[MDS_CASE__COUNT]; /**< factor applied per raise of the scenario, 1 if not */
    double impact[MDS_PROPERTY__COUNT];   /**< scaled, 0..1 */
    double headline;                      /**< the largest of them */
    mds_result at[MDS_STAGE__COUNT][MDS_CASE__COUNT];
    const mds_credit *credits; /**< controls first, then compensating; one per effect */
    size_t credit_count;
    const mds_option *options; /**< largest factor first */
    size_t option_count;
    mds_level initiation, adverse, likelihood_word, impact_word, risk_word; /**< R2, expected */
    mds_level number_word; /**< r on the same bands, beside it */
    mds_verdict verdict;   /**< R2 expected, gates applied */
    mds_level level;       /**< risk_word, gates applied */
    bool gated;            /**< a gate raised the verdict or the level */
    mds_strength weakest;  /**< evidence behind it */
} mds_scenario_result;

/** Gates outside the number; they only ever make a verdict worse. */
typedef enum mds_gate_kind {
    MDS_GATE_EOS_NETWORKED,       /**< EOS, networked, no verified isolation: at least High */
    MDS_GATE_EOS_PERIMETER_ALONE, /**< EOS behind segmentation or firewall alone (N70 7.2) */
    MDS_GATE_KIND__COUNT
} mds_gate_kind;

typedef struct mds_assessment {
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_facts *facts;
    const mds_deployment *deployment;
    int32_t as_of;
    mds_lifecycle lifecycle;
    bool eos_warning;      /**< EOS within the policy's warning time */
    double years_past_eos; /**< 0 before */
    bool gate[MDS_GATE_KIND__COUNT];
    bool legacy;                           /**< past EOS without a designated environment */
    const mds_record_state *record_states; /**< one per record of the deployment */
    const mds_scenario_result *scenarios;  /**< all of the catalog's, in its order */
    size_t scenario_count;
    const uint32_t
        *ranking; /**< applicable ones by verdict, RRF, r; no recorded event: last, by impact */
    size_t ranked_count;
    double index[MDS_STAGE__COUNT][MDS_CASE__COUNT]; /**< R, 0..100 */
    double judgement_share; /**< of the summed r at R2 expected whose weakest evidence is J */
    mds_verdict verdict;    /**< the worst of the scenarios */
    mds_verdict verdict_at[MDS_CASE__COUNT]; /**< by RRF at lo, expected and hi, gates applied */
} mds_assessment;

/** Assesses the device at \p as_of (days since 1970-01-01). \p arena owns the result; everything
 *  passed in must outlive it. MDS_ENOMEM or MDS_ELIMIT; MDS_EINVAL when the deployment names a
 *  profile, a data volume or a compensating control that does not exist, or a rate factor that is
 *  negative or not finite. */
MDS_NODISCARD MDS_API mds_status mds_assess(const mds_assessment **out, mds_arena *arena,
                                            const mds_catalog *catalog, const mds_policy *policy,
                                            const mds_facts *facts,
                                            const mds_deployment *deployment, int32_t as_of,
                                            mds_diags *diags);

/** Exceedance: sum of F over scenarios whose headline impact is at least \p impact, R2. */
MDS_API double mds_assessment_exceedance(const mds_assessment *assessment, mds_case which,
                                         double impact);

MDS_API const char *mds_level_name(mds_level level);
MDS_API const char *mds_verdict_name(mds_verdict verdict);
MDS_API const char *mds_lifecycle_name(mds_lifecycle lifecycle);
MDS_API const char *mds_record_state_name(mds_record_state state);

#ifdef __cplusplus
}
#endif
#endif
