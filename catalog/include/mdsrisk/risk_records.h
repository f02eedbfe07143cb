/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The records of the catalog on which the risk model rests: facts, rates, routes, groups, patch
 * states, scenarios, effects, compensating controls, evidence and policies.
 *
 * <mdsrisk/catalog.h> includes this and holds the rest; docs/inside/catalog.md describes
 * the files.
 */
#ifndef MDSRISK_RISK_RECORDS_H
#define MDSRISK_RISK_RECORDS_H

#include <mdsrisk/diag.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MDS_NO_ORDINAL UINT32_MAX

/** A list of strings (identifiers of a standard, aliases, headings). */
typedef struct mds_strings {
    const char *const *at;
    size_t count;
} mds_strings;

/** How sure a record is: what a source says, our judgement, or waiting for the real document. */
typedef enum mds_certainty {
    MDS_CERTAINTY_CERTAIN,
    MDS_CERTAINTY_JUDGEMENT,
    MDS_CERTAINTY_PROVISIONAL,
    MDS_CERTAINTY__COUNT
} mds_certainty;

/** Strength of the evidence behind a number, strongest first; a risk shows its weakest (D P J). */
typedef enum mds_strength {
    MDS_STRENGTH_DIRECT,    /**< D: measured in health care or on the same code base */
    MDS_STRENGTH_PROXY,     /**< P: measured elsewhere, or a neighbouring quantity */
    MDS_STRENGTH_JUDGEMENT, /**< J: nobody measured it */
    MDS_STRENGTH__COUNT
} mds_strength;

/** Security capability of IEC TR 80001-2-2, or a section that MDS2-2019 adds. */
typedef struct mds_capability {
    const char *id;          /**< "ALOF" */
    const char *source;      /**< "IEC TR 80001-2-2:2012" or "ANSI/NEMA HN 1-2019" */
    const char *replaced_by; /**< what the source was replaced by, or "" */
    const char *clause;      /**< "5.1", or "" */
    mds_text title;
} mds_capability;

typedef enum mds_fact_kind {
    MDS_FACT_CONTROL,  /**< true lowers a risk */
    MDS_FACT_EXPOSURE, /**< true opens a scenario or raises its rate */
    MDS_FACT_CONTEXT,  /**< neither */
    MDS_FACT_KIND__COUNT
} mds_fact_kind;

/** What a number of the risk model rests on. */
typedef struct mds_grounds {
    mds_strength strength;
    const uint32_t *evidence; /**< ordinals */
    size_t evidence_count;
    const char *source; /**< whose judgement; "" where the evidence says it */
    mds_text rationale;
} mds_grounds;

/** A fact, or its negation. */
typedef struct mds_literal {
    uint32_t fact;
    bool negated;
} mds_literal;

/** All of its literals. */
typedef struct mds_conjunction {
    const mds_literal *at;
    size_t count;
} mds_conjunction;

/** Any of its conjunctions; without any it is always true where it is a condition. */
typedef struct mds_condition {
    const mds_conjunction *at;
    size_t count;
} mds_condition;

/** Atomic statement about a device in its deployment. */
typedef struct mds_fact {
    const char *id; /**< "account-lockout" */
    mds_fact_kind kind;
    uint32_t capability;
    mds_text title;
    const char *group;     /**< controls of one group fail together; "" unless a control */
    uint32_t layer;        /**< the group's ordinal; MDS_NO_ORDINAL unless a control */
    bool vendor_updates;   /**< its worth rests on the vendor's updates: decays after EOS */
    bool deployment;       /**< set by the deployment's zone or data volume, not by a form */
    bool hospital;         /**< no form asks it: only the hospital can find it */
    bool closes[2];        /**< found false, found true: it works against the condition of a
                                route or a scenario, so that such a finding needs a basis */
    mds_condition derived; /**< follows from other facts; count 0: from the crosswalk */
    mds_strings nist_800_53, iso_27002, iec_62443; /**< our mapping */
    const char *uncredited; /**< a control without effect: why; "" otherwise */
    mds_certainty certainty;
    const char *rationale;
} mds_fact;

/** Low, most likely and high value. */
typedef struct mds_triple {
    double low, mode, high;
} mds_triple;

/** A number with what it rests on. */
typedef struct mds_estimate {
    mds_triple value;
    mds_strength strength;
    const uint32_t *evidence; /**< ordinals */
    size_t evidence_count;
    mds_text rationale;
} mds_estimate;

/** Key properties of IEC 80001-1. */
typedef enum mds_property {
    MDS_PROPERTY_SAFETY,
    MDS_PROPERTY_EFFECTIVENESS,
    MDS_PROPERTY_SECURITY, /**< data and system security */
    MDS_PROPERTY__COUNT
} mds_property;

/** Country profiles of the published rates. */
typedef enum mds_country {
    MDS_COUNTRY_JP,
    MDS_COUNTRY_US,
    MDS_COUNTRY_OTHER,
    MDS_COUNTRY__COUNT
} mds_country;

/** How far a rate can be from the truth, by what it rests on. */
typedef struct mds_rate_spread {
    const char *id; /**< "counted", "proxy" */
    mds_text title;
    double factor; /**< k: the rate lies within mode / k and mode * k */
    mds_grounds grounds;
} mds_rate_spread;

/** A rate "m (k)": low, most likely and high are m / k, m and m * k on the log scale. */
typedef struct mds_rate {
    double mode;
    double spread;  /**< k */
    uint32_t basis; /**< ordinal in the catalog's spreads */
    mds_grounds grounds;
} mds_rate;

/** Who can close a route. */
typedef enum mds_closer {
    MDS_CLOSER_FORM,     /**< an answer of the manufacturer */
    MDS_CLOSER_HOSPITAL, /**< a finding of its own */
    MDS_CLOSER_ZONE,     /**< the network zone of the deployment */
    MDS_CLOSER__COUNT
} mds_closer;

/** A set of routes: bit 1 << ordinal. */
typedef uint32_t mds_route_bits;
#define MDS_ROUTE_LIMIT 32

/** Multiplies the share of a route in every scenario while its condition holds (q). */
typedef struct mds_route_raise {
    mds_condition when;
    double factor; /**< above 0 */
    mds_grounds grounds;
} mds_route_raise;

/** How a threat gets to the device. A closed route contributes nothing. */
typedef struct mds_route {
    const char *id; /**< "network", "local" */
    mds_text title;
    mds_condition open_when; /**< open while it is true or unknown; without any: always */
    bool closed_by[MDS_CLOSER__COUNT];
    bool networked; /**< a device is networked while such a route is open */
    const mds_route_raise *raises;
    size_t raise_count;
    mds_grounds grounds;
} mds_route;

/** Controls that fail together: one layer on each route on which they act. */
typedef struct mds_group {
    const char *id; /**< "session" */
    mds_text title;
    mds_route_bits routes;
    mds_grounds grounds;
} mds_group;

/** Facts of which one is enough. */
typedef struct mds_fact_set {
    const uint32_t *at;
    size_t count;
} mds_fact_set;

/** How well a device is patched. Of the states, best first, the first one that holds counts. */
typedef struct mds_patch_state {
    const char *id; /**< "timely" */
    mds_text title;
    double factor;             /**< u, on the share of a rate that needs an unpatched hole */
    const mds_fact_set *needs; /**< one fact of each set; none: it always holds */
    size_t need_count;
    bool found;          /**< by the hospital, documented or verified, with evidence */
    bool when_not_asked; /**< it holds too where no form asks about any fact of a state that is
                              not found, and the hospital verified none */
    mds_grounds grounds;
} mds_patch_state;

/** How much a vulnerability of a device raises the part of a rate that needs an unpatched hole. Of
 *  the classes into which one falls the largest factor counts. */
typedef struct mds_vulnerability_class {
    const char *id; /**< "exploited-remote" */
    mds_text title;
    bool exploited; /**< it is known to be exploited (KEV) */
    bool remote;    /**< reached over a network, be it the nearest one; else at the device */
    double likely;  /**< EPSS from here on, where it is not in KEV; 0: not asked */
    double score;   /**< base score from here on, where there is no EPSS either; 0: not asked */
    const uint32_t *routes; /**< by which it is used, ordinals */
    size_t route_count;
    double factor; /**< k, 1 or more */
    mds_grounds grounds;
} mds_vulnerability_class;

/** Multiplies a scenario's rate when its condition is true. */
typedef struct mds_raise {
    mds_condition when;
    double factor; /**< above 0 */
    mds_strength strength;
    mds_text rationale;
} mds_raise;

typedef struct mds_impact {
    double value; /**< 0..1 before the clinical profile's scale */
    mds_text reason;
    const uint32_t *evidence; /**< ordinals; may be none */
    size_t evidence_count;
} mds_impact;

typedef struct mds_reference {
    const char *id; /**< "ATT&CK T1210", "CAPEC-94", "WannaCry 2017" */
    mds_text title; /**< our words; the name of a technique is the same in each language */
} mds_reference;

/** What part of a scenario's events comes by a route. */
typedef struct mds_route_share {
    uint32_t route;
    double share; /**< above 0; those of a scenario sum to 1 */
} mds_route_share;

/** A threat event against the device. */
typedef struct mds_scenario {
    const char *id; /**< "network-exploit" */
    uint32_t capability;
    mds_text title, asset, threat, weakness, consequence;
    mds_condition opens; /**< no open path: the scenario does not apply */
    bool anchored;       /**< its rate is a ratio to the country's anchor; else per device-year */
    mds_rate base_rate;  /**< victims as the statistics know them */
    const mds_route_share *routes; /**< by route */
    size_t route_count;
    mds_grounds route_grounds;
    double patch_share; /**< n, the part of the rate that needs an unpatched hole */
    mds_grounds patch_grounds;
    const mds_raise *raises;
    size_t raise_count;
    mds_estimate v1; /**< P(event | attempt, no control) */
    mds_estimate v2; /**< P(harm | event) */
    mds_impact impact[MDS_PROPERTY__COUNT];
    bool no_recorded_event; /**< the rate is an upper limit: listed by consequence */
    const mds_reference *references;
    size_t reference_count;
    mds_certainty certainty;
} mds_scenario;

typedef enum mds_acts_on { MDS_ACTS_ON_V1, MDS_ACTS_ON_V2, MDS_ACTS_ON__COUNT } mds_acts_on;

/** What one control does against one scenario. Exactly one of fact and compensating is set. */
typedef struct mds_effect {
    uint32_t scenario;
    uint32_t fact;         /**< control fact, or MDS_NO_ORDINAL */
    uint32_t compensating; /**< or MDS_NO_ORDINAL */
    mds_acts_on acts_on;
    mds_estimate effectiveness; /**< 0..1 */
} mds_effect;

/** What a kind counts as at the gate for unsupported devices. */
typedef enum mds_gate_role {
    MDS_GATE_ROLE_NONE,
    MDS_GATE_ROLE_ISOLATION, /**< enough in place and verified; also what a device counts as that
                                  is declared standalone */
    MDS_GATE_ROLE_PERIMETER, /**< enough beside a kind that gives depth */
    MDS_GATE_ROLE__COUNT
} mds_gate_role;

/** What a kind does on a route, in every scenario. */
typedef struct mds_route_effect {
    uint32_t route;
    mds_triple effectiveness; /**< 0..1 */
    mds_grounds grounds;
} mds_route_effect;

/** One of the nine kinds of compensating control (IMDRF N70, table 1). */
typedef struct mds_compensating {
    const char *id; /**< "network-segmentation" */
    mds_text title;
    mds_text acts_on; /**< what it works against, for a reader */
    const char *group;
    uint32_t layer;                        /**< the group's ordinal */
    const mds_route_effect *route_effects; /**< by route; none: its effects are by scenario */
    size_t route_effect_count;
    bool depth;  /**< gives depth at the gate for unsupported devices */
    bool shared; /**< once in place, it serves every device of the network */
    mds_gate_role gate_role;
    uint32_t gate_closes; /**< route that counts as closed at the gate while this is in place and
                               verified, or MDS_NO_ORDINAL */
    double default_cost;  /**< ordinal, 1 cheapest to 5 */
    mds_certainty certainty;
    mds_text rationale;
} mds_compensating;

/** A published figure, or the statement that there is none. */
typedef struct mds_evidence {
    const char *id; /**< "EV-001" */
    const char *subject, *parameter, *unit, *conversion, *source, *seen;
    mds_text published, caveat; /**< the caveat may be empty */
    mds_triple value;           /**< meaningful where has_value */
    bool has_value;
    mds_strength strength;
} mds_evidence;

/** Scale of the three impacts by what the device is for. */
typedef struct mds_profile {
    const char *id;
    mds_text title;
    double scale[MDS_PROPERTY__COUNT];
    mds_grounds grounds;
} mds_profile;

/** Facts that the deployment states. */
typedef struct mds_zone {
    const char *id;
    mds_text title;
    const mds_literal *facts; /**< negated: false */
    size_t fact_count;
    double data_scale;      /**< data volumes only: multiplies the impact on security */
    uint32_t without_basis; /**< the zone in which a device is reckoned whose zone is this one
                                 without a basis; MDS_NO_ORDINAL: this one */
    mds_grounds grounds;
} mds_zone;

/** Largest tolerable frequency of all causes together at an impact. */
typedef struct mds_tolerance {
    double impact;
    double frequency; /**< per device-year */
} mds_tolerance;

/** Why a parameter or a tolerance of the policy is what it is. */
typedef struct mds_policy_number {
    const char *id;
    double value; /**< of a tolerance: the frequency */
    mds_grounds grounds;
} mds_policy_number;

/** What a hospital may set without a compiler. */
typedef struct mds_policy {
    const char *id, *version;
    mds_text title;
    double common_cause;                                                   /**< B, 0..1 */
    double evidence_verified, evidence_documented, evidence_self_declared; /**< g */
    double partial;       /**< a of a control that is in place in part */
    double eos_half_life; /**< h, years */
    double eos_growth;    /**< of the patch factor, per year past end of support */
    double eos_cap;       /**< largest patch factor past end of support */
    double eos_warn_years;
    double confidence;   /**< c: the verdict is read at this quantile, .5 to .99 */
    double model_sd;     /**< sigma: our own error, common to all, on the log scale */
    double judge_share;  /**< share of the facts asked that must be known for a verdict */
    double given_share;  /**< share of the questions answered from which a form counts as given */
    double reduce_limit; /**< RRF above it is not acceptable */
    const mds_tolerance *tolerable; /**< impact ascending; log-linear between and beyond */
    size_t tolerable_count;
    const mds_policy_number *numbers; /**< in the file's order; for a person, not for the sum */
    size_t number_count;
    const mds_profile *profiles;
    size_t profile_count;
    const mds_zone *zones;
    size_t zone_count;
    const mds_zone *data_volumes;
    size_t data_volume_count;
    uint32_t default_profile, default_zone, default_data_volume;
    mds_country default_country;
    char sha256[65]; /**< of the policy's file */
} mds_policy;

/** A known frequency that the model must reproduce: of what reaches a hospital, about as much must
 *  come through to a typical device. */
typedef struct mds_calibration {
    const char *id;
    const mds_literal *facts; /**< the typical profile; facts not named are unknown */
    size_t fact_count;
    const uint32_t *compensating; /**< in place and verified */
    size_t compensating_count;
    double low, high; /**< the sum over the anchored scenarios of E[F] / (E[v1] E[v2]) at R1, in
                           parts of the anchor, must lie within */
    mds_grounds grounds;
} mds_calibration;

#ifdef __cplusplus
}
#endif
#endif
