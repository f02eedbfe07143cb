/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Assessment of one device by risk model RM-2 (docs/method/model.md has every formula with its
 * source). Pure: no files, no clock, no locale; the same input gives the same numbers.
 */
#ifndef MDSRISK_RISK_H
#define MDSRISK_RISK_H

#include <mdsrisk/assess.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How what is not known is reckoned. */
typedef enum mds_unknowns {
    MDS_UNKNOWNS_AS_NO,   /**< the verdict: a control that nobody declares is not there */
    MDS_UNKNOWNS_AS_GOOD, /**< the best case: whatever is not known turns out well */
    MDS_UNKNOWNS__COUNT
} mds_unknowns;

/** Mean and mean of the square. */
typedef struct mds_moments {
    double mean, second;
} mds_moments;

/** PERT(low, mode, high). */
MDS_API mds_moments mds_model_pert(mds_triple triple);
/** 10^PERT of the decimal logarithms, by Kummer's series; every value above 0. */
MDS_API mds_moments mds_model_log_pert(mds_triple triple);
/** The rate of \p mode and spread k: the triple mode/k, mode, mode*k on the log scale. */
MDS_API mds_moments mds_model_rate(double mode, double spread);
/** Phi, and its inverse for 0 < p < 1. */
MDS_API double mds_model_normal(double x);
MDS_API double mds_model_normal_quantile(double p);
/** V of the lognormal with these moments: ln(second / mean^2), 0 where mean is 0. */
MDS_API double mds_model_variance(mds_moments moments);
/** Quantile of that lognormal at the normal quantile \p z. */
MDS_API double mds_model_quantile(mds_moments moments, double z);
/** P(it exceeds \p limit). */
MDS_API double mds_model_exceeds(mds_moments moments, double limit);
/** The same of a lognormal with \p mean and V = \p variance. */
MDS_API double mds_model_exceeds_v(double mean, double variance, double limit);
/** f = (1-B) prod m + B min m over the layers; 1 when there is none. */
MDS_API double mds_model_layers_left(const double *left, size_t count, double common_cause);
/** F_tol(I): log-linear between the policy's points, the end slopes go on. */
MDS_API double mds_model_tolerated(const mds_policy *policy, double impact);
/** u of a patch state \p none or better, \p years_past end of support; \p past: it has ended. */
MDS_API double mds_model_patch(const mds_policy *policy, double factor, double none, bool past,
                               double years_past);
/** 2^(-y/h) past end of support, 1 before: what is left of what rests on the vendor's updates. */
MDS_API double mds_model_updates_left(const mds_policy *policy, bool past, double years_past);
/** A number as it is printed, three significant digits, half up: what is printed decides. */
MDS_API double mds_model_printed(double value);
MDS_API mds_verdict mds_model_judged(const mds_policy *policy, double rrf);
/** The five words of NIST SP 800-30 as a scale of the RRF. */
MDS_API mds_level mds_model_word(const mds_policy *policy, double rrf);

/** A control that is there, against one scenario: m = 1 - a d g E[e]. */
typedef struct mds_layer_member {
    uint32_t fact;         /**< or MDS_NO_ORDINAL */
    uint32_t compensating; /**< or MDS_NO_ORDINAL */
    uint32_t layer;        /**< members of one layer fail together */
    mds_triple effectiveness;
    mds_strength strength;    /**< what E[e] rests on */
    const uint32_t *evidence; /**< ordinals */
    size_t evidence_count;
    const mds_text *rationale; /**< of effects by scenario; NULL: of a route's, see there */
    double mean;               /**< E[e] */
    double a, d, g;            /**< in place or in part, decay, evidence */
    double left;               /**< m */
    mds_stage from;            /**< R1: of the device; R2: of the hospital */
    mds_route_bits routes;     /**< on which it acts, of the scenario's open ones */
    mds_route_bits leads[MDS_STAGE__COUNT]; /**< on which it is the least of its layer */
    const mds_control_record *record;       /**< compensating only; NULL when none was written */
} mds_layer_member;

/** One route of one scenario. */
typedef struct mds_path {
    uint32_t route;
    double share; /**< w */
    double raise; /**< q */
    bool open;
    double f[MDS_STAGE__COUNT]; /**< what the layers leave */
} mds_path;

/** One stage of one scenario. */
typedef struct mds_risk_at {
    double patch;     /**< u */
    double unpatched; /**< U = 1 - n + n u */
    double phi;       /**< sum of w q f over the open routes */
    double own;       /**< E[F] without the anchor */
    double frequency; /**< E[F], events a device-year */
    double quantile;  /**< of F at the policy's confidence */
    double rrf;
    double exceeds; /**< P(F > F_tol) */
    double part;    /**< E[F] / F_tol */
    double share;   /**< of E[T] */
} mds_risk_at;

/** What does not depend on the device: E of rate, v1 and v2, and the spread. */
typedef struct mds_risk_constants {
    mds_moments rate, v1, v2;
    double rho;      /**< E[rate^2] E[v1^2] E[v2^2] over the square of the means */
    double variance; /**< V */
    double factor;   /**< quantile / mean at the policy's confidence */
} mds_risk_constants;

typedef struct mds_risk {
    uint32_t scenario;
    bool applies;    /**< what opens it holds, and a route is open */
    mds_truth opens; /**< value of its own condition */
    const mds_risk_constants *constants;
    const double *raises; /**< factor per raise of the scenario, 1 where it does not count */
    double threat;        /**< V: by vulnerabilities that apply, 1 without */
    double raised;        /**< K: the raises, V and the hospital's factor */
    double impact[MDS_PROPERTY__COUNT];
    double worst;          /**< I, the largest of them */
    double tolerable;      /**< F_tol(I) */
    const mds_path *paths; /**< one per route with a share */
    size_t path_count;
    const mds_layer_member *members; /**< of the device first, then the hospital's */
    size_t member_count;
    mds_risk_at at[MDS_STAGE__COUNT];
    mds_verdict verdict; /**< of R2, without the gate */
    mds_level word;
    mds_strength weakest; /**< evidence behind R2 */
} mds_risk;

/** The device at one stage: T = sum of F / F_tol. */
typedef struct mds_device_at {
    mds_moments sum; /**< E[T], E[T^2] */
    double rrf;      /**< its quantile at the policy's confidence */
    double sure;     /**< P(T <= 1) */
} mds_device_at;

/** A device in one case, worked out. */
typedef struct mds_evaluation {
    mds_risk *risks; /**< one per scenario of the catalog, in its order */
    size_t risk_count;
    uint32_t patch;      /**< state, ordinal in the catalog */
    double patch_factor; /**< u of R1 and R2 */
    double patch_none;   /**< u of R0 */
    mds_truth *opens;    /**< per route: value of its condition */
    double *raise;       /**< per route: q */
    bool networked;      /**< a network or a service route is open */
    mds_device_at at[MDS_STAGE__COUNT];
    mds_verdict by_number;            /**< of R2's printed RRF */
    mds_verdict gate;                 /**< the least verdict that the gate allows */
    mds_verdict verdict;              /**< the worse of the two */
    struct mds_evaluation_room *room; /**< private */
} mds_evaluation;

/** What the valid records say of one kind of compensating control. */
typedef struct mds_kind_credit {
    double a, g;                      /**< of the best record */
    double credit;                    /**< a g; 0: none is valid */
    bool verified, documented;        /**< in place and at least so */
    const mds_control_record *record; /**< the best one */
} mds_kind_credit;

/** A device ready to be evaluated. To play something through, change a copy: facts, kinds, case,
 *  years past end of support, what scales the impacts. */
typedef struct mds_device {
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_fact_value *facts;         /**< one per fact */
    const mds_kind_credit *kinds;        /**< one per kind */
    mds_moments anchor;                  /**< A */
    const mds_risk_constants *constants; /**< one per scenario */
    double z;                            /**< normal quantile at the confidence */
    double own_error;                    /**< exp(sigma^2) */
    double scale[MDS_PROPERTY__COUNT];
    double rate_factor;        /**< the hospital's */
    const mds_threat *threats; /**< one per scenario; NULL: no file about vulnerabilities */
    bool past;                 /**< support has ended */
    double years_past;
    mds_unknowns unknowns;
    mds_stage from;        /**< stages before it are not needed; R0: all */
    const uint32_t *order; /**< effects by scenario, controls first */
    const uint32_t *first; /**< per scenario, and one more: where its effects begin in order */
} mds_device;

/** Makes \p out of facts and deployment at \p as_of (days since 1970-01-01). MDS_ENOMEM,
 * MDS_ELIMIT; MDS_EINVAL when the deployment names what the policy or the catalog lacks, or a rate
 * factor that is negative or not finite. */
MDS_NODISCARD MDS_API mds_status mds_device_prepare(
    mds_device *out, mds_arena *arena, const mds_catalog *catalog, const mds_policy *policy,
    const mds_facts *facts, const mds_deployment *deployment, int32_t as_of);

/** Room for evaluations of devices of one catalog, to be used again and again. */
MDS_NODISCARD MDS_API mds_status mds_evaluation_new(mds_evaluation **out, mds_arena *arena,
                                                    const mds_catalog *catalog);

/** Works \p device out. The one place where layers are multiplied and frequencies summed. */
MDS_API void mds_device_evaluate(mds_evaluation *out, const mds_device *device);

/** E[T_a T_b] of two sums over the same scenarios: \p a and \p b hold E[F] / F_tol without the
 *  anchor, one per scenario, 0 where it does not apply. The anchor, the model's own error and,
 *  scenario by scenario, rate, v1 and v2 are common to both. */
MDS_API double mds_device_joint(const mds_device *device, const double *a, const double *b);

/** The moments of one such sum. */
MDS_API mds_moments mds_device_sum(const mds_device *device, const double *parts);

/** A kind in place and verified, as a treatment would make it; of two records the better counts. */
MDS_API mds_kind_credit mds_kind_in_place(const mds_policy *policy, const mds_kind_credit *now,
                                          mds_assurance assurance);

/** Why there is no verdict. */
typedef enum mds_unjudged {
    MDS_UNJUDGED_NOT,           /**< there is one */
    MDS_UNJUDGED_NO_FORM,       /**< no form counts as given */
    MDS_UNJUDGED_LITTLE_KNOWN,  /**< less than the policy's share is known */
    MDS_UNJUDGED_RESTS_ON_OPEN, /**< acceptable at best, not acceptable as far as is known */
    MDS_UNJUDGED__COUNT
} mds_unjudged;

/** What one kind of compensating control would do, added in place and verified. */
typedef struct mds_help {
    uint32_t compensating;
    double rrf_after;    /**< of the device */
    double factor;       /**< now / after; infinite when nothing is left */
    mds_verdict verdict; /**< after the gate */
    const double *risks; /**< RRF after of each scenario of the catalog */
} mds_help;

/** Which answers are wanted. */
typedef enum mds_worth_of {
    MDS_WORTH_OPEN,   /**< open questions, and exposures that nobody asked about */
    MDS_WORTH_LOOKS,  /**< these exposures alone: the hospital looks itself */
    MDS_WORTH_EXTRAS, /**< controls against the largest risks that no form asks about */
    MDS_WORTH__COUNT
} mds_worth_of;

/** What a good answer about one fact would bring: a control is there, an exposure is not. */
typedef struct mds_answer_worth {
    uint32_t fact;
    double rrf_after; /**< of the device */
    double factor;    /**< now / after */
    bool asked;       /**< a form asks; else an exposure for the hospital to look at itself */
} mds_answer_worth;

/** n devices alike. */
typedef struct mds_fleet {
    double years; /**< between intrusions that take any; infinite: none does */
    double taken; /**< devices that one takes on average */
    double other; /**< other events a year */
} mds_fleet;

typedef struct mds_risk_assessment {
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_facts *facts;
    const mds_deployment *deployment;
    int32_t as_of;
    mds_lifecycle lifecycle;
    bool eos_warning;                      /**< EOS within the policy's warning time */
    bool legacy;                           /**< past EOS without a designated environment */
    bool support_known;                    /**< a date of EOS is given */
    bool zone_declared;                    /**< standalone without a basis: reckoned in a network */
    const mds_record_state *record_states; /**< one per record of the deployment */
    mds_device device;                     /**< the verdict case, to play changes through */
    const mds_evaluation *now;             /**< the verdict case */
    const mds_evaluation *best;            /**< the best case */
    const uint32_t *ranking;               /**< scenarios that apply, largest share first */
    size_t ranked_count;
    size_t asked, open;    /**< used facts that a question bears on or a finding; open among them */
    double known;          /**< share of them that is not open */
    mds_verdict verdict;   /**< or that it cannot be judged */
    mds_unjudged unjudged; /**< why not */
    int32_t supported_until_at_least; /**< acceptable if the maker confirms; MDS_DAY_NONE: none */
    const mds_help *helps;            /**< kinds that would help, smallest RRF after first */
    size_t help_count;
} mds_risk_assessment;

/** Assesses the device at \p as_of. \p arena owns the result; what is passed in must outlive it.
 *  Statuses as of mds_device_prepare(). */
MDS_NODISCARD MDS_API mds_status mds_assess_device(const mds_risk_assessment **out,
                                                   mds_arena *arena, const mds_catalog *catalog,
                                                   const mds_policy *policy, const mds_facts *facts,
                                                   const mds_deployment *deployment, int32_t as_of,
                                                   mds_diags *diags);

/** What good answers would bring, largest factor first, from a factor of 1.005. Factors do not
 *  multiply. */
MDS_NODISCARD MDS_API mds_status mds_answers_worth(const mds_answer_worth **out, size_t *count,
                                                   mds_arena *arena,
                                                   const mds_risk_assessment *assessment,
                                                   mds_worth_of of);

/** What to do next, each step on top of those before it. */
typedef struct mds_step {
    uint32_t compensating; /**< put in place and verified; MDS_NO_ORDINAL: ask instead */
    size_t questions;      /**< of mds_answers_worth() that a form asks: the first so many */
    double rrf_after;      /**< of the device */
    double sure_after;
    mds_verdict verdict; /**< after the gate */
} mds_step;

enum { MDS_STEPS_MAX = 3, MDS_STEPS_QUESTIONS = 5 };

/** The measures and questions that lower the device's number most, one after the other, at most
 *  MDS_STEPS_MAX. Questions come first where there is no verdict, else last. MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_assess_steps(mds_step out[MDS_STEPS_MAX], size_t *count,
                                                  mds_arena *arena,
                                                  const mds_risk_assessment *assessment);

/** \p count devices like this one. */
MDS_API mds_fleet mds_assess_fleet(const mds_risk_assessment *assessment, double count);

/** What tells the device from others: the deployment's device id, or the SHA-256 of manufacturer
 *  and model as one reads them (64 digits). \p arena owns it; NULL when it is exhausted. */
MDS_API const char *mds_device_key(mds_arena *arena, const mds_facts *facts,
                                   const mds_deployment *deployment);

/** Stable id of a scenario's risk for a device: "network-exploit-3fa21c", the scenario's id and
 *  the deployment's device id, or the first six digits of mds_device_key():
 *  capitals, widths, blanks and dashes do not count. \p arena owns it; NULL when it is exhausted.
 */
MDS_API const char *mds_risk_id(mds_arena *arena, const mds_catalog *catalog,
                                const mds_facts *facts, const mds_deployment *deployment,
                                uint32_t scenario);

MDS_API const char *mds_unjudged_name(mds_unjudged unjudged);

#ifdef __cplusplus
}
#endif
#endif
