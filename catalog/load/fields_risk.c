/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of members of what the risk model rests on. */
#include "field_table.h"

static const char *const found_as[] = {"false", "true"};

static const mds_field capability[] = {
    ID(mds_capability, id),
    {FIELD(STRING, mds_capability, source), REQUIRED},
    {FIELD(STRING, mds_capability, replaced_by)},
    {FIELD(STRING, mds_capability, clause)},
    {FIELD(TEXT, mds_capability, title), REQUIRED},
};

static const mds_field evidence[] = {
    ID(mds_evidence, id),
    {FIELD(STRING, mds_evidence, subject), REQUIRED},
    {FIELD(STRING, mds_evidence, parameter), REQUIRED},
    {FIELD(TEXT, mds_evidence, published), REQUIRED},
    {FIELD(STRING, mds_evidence, unit)},
    {FIELD(STRING, mds_evidence, conversion)},
    {NAMED("low", NUMBER, mds_evidence, value.low), .low = -1e12, .high = 1e12},
    {NAMED("mode", NUMBER, mds_evidence, value.mode), .low = -1e12, .high = 1e12},
    {NAMED("high", NUMBER, mds_evidence, value.high), .low = -1e12, .high = 1e12},
    {FIELD(FLAG, mds_evidence, has_value), DERIVED},
    {FIELD(ENUM, mds_evidence, strength), WORDS(mds_strength__names), REQUIRED},
    {FIELD(STRING, mds_evidence, source), REQUIRED},
    {FIELD(STRING, mds_evidence, seen)},
    {FIELD(TEXT, mds_evidence, caveat)},
};

static const mds_field triple[] = {
    {FIELD(NUMBER, mds_triple, low), REQUIRED, .high = 1},
    {FIELD(NUMBER, mds_triple, mode), REQUIRED, .high = 1},
    {FIELD(NUMBER, mds_triple, high), REQUIRED, .high = 1},
};

static const mds_field estimate[] = {
    SPREAD_OUT(mds_estimate, value, MDS_RECORD_TRIPLE),
    {FIELD(ENUM, mds_estimate, strength), WORDS(mds_strength__names), REQUIRED},
    {LIST(ORDINALS, mds_estimate, evidence, evidence_count), .to = MDS_TO_EVIDENCE},
    {FIELD(TEXT, mds_estimate, rationale)},
};

static const mds_field grounds[] = {
    {FIELD(ENUM, mds_grounds, strength), WORDS(mds_strength__names), REQUIRED},
    {LIST(ORDINALS, mds_grounds, evidence, evidence_count), .to = MDS_TO_EVIDENCE},
    {FIELD(STRING, mds_grounds, source)},
    {FIELD(TEXT, mds_grounds, rationale), REQUIRED},
};

/* The strength of a rate is the id of a spread, which has the strength in the narrower sense. */
static const mds_field rate[] = {
    {FIELD(NUMBER, mds_rate, mode), REQUIRED, .low = 1e-12, .high = 1e4},
    {FIELD(NUMBER, mds_rate, spread), REQUIRED, .low = 1, .high = 1000},
    {NAMED("strength", ORDINAL, mds_rate, basis), REQUIRED, .to = MDS_TO_SPREAD},
    {FIELD(ENUM, mds_rate, grounds.strength), WORDS(mds_strength__names), DERIVED},
    {NAMED_LIST("evidence", ORDINALS, mds_rate, grounds.evidence, grounds.evidence_count),
     .to = MDS_TO_EVIDENCE},
    {NAMED("source", STRING, mds_rate, grounds.source)},
    {NAMED("rationale", TEXT, mds_rate, grounds.rationale), REQUIRED},
};

static const mds_field spread[] = {
    ID(mds_rate_spread, id),
    {FIELD(TEXT, mds_rate_spread, title), REQUIRED},
    {FIELD(NUMBER, mds_rate_spread, factor), REQUIRED, .low = 1.0001, .high = 1000},
    GROUNDS(mds_rate_spread, grounds),
};

static const mds_field anchor[] = {
    REMARK("id"),
    {.type = MDS_FIELD_OBJECT, .of = MDS_RECORD_RATE},
};

static const mds_field fact[] = {
    ID(mds_fact, id),
    {NAMED("fact_kind", ENUM, mds_fact, kind), WORDS(mds_fact_kind__names), REQUIRED},
    {FIELD(ORDINAL, mds_fact, capability), REQUIRED, .to = MDS_TO_CAPABILITY},
    {FIELD(TEXT, mds_fact, title), REQUIRED},
    {FIELD(STRING, mds_fact, group)},
    {FIELD(ORDINAL, mds_fact, layer), DERIVED, .to = MDS_TO_GROUP},
    {FIELD(FLAG, mds_fact, vendor_updates)},
    {FIELD(FLAG, mds_fact, deployment)},
    {FIELD(FLAG, mds_fact, hospital)},
    {FIELD(FLAG, mds_fact, closes), DERIVED, EACH(found_as, 2)},
    {FIELD(CONDITION, mds_fact, derived)},
    {FIELD(STRINGS, mds_fact, nist_800_53)},
    {FIELD(STRINGS, mds_fact, iso_27002)},
    {FIELD(STRINGS, mds_fact, iec_62443)},
    {FIELD(STRING, mds_fact, uncredited)},
    CERTAINTY(mds_fact),
    {FIELD(STRING, mds_fact, rationale), REQUIRED},
};

static const mds_field fact_set[] = {
    {LIST(ORDINALS, mds_fact_set, at, count), DERIVED, .to = MDS_TO_FACT},
};

static const mds_field route[] = {
    ID(mds_route, id),
    {FIELD(TEXT, mds_route, title), REQUIRED},
    {FIELD(CONDITION, mds_route, open_when)},
    {FIELD(FLAG, mds_route, closed_by), OWN, EACH(mds_closer__names, MDS_CLOSER__COUNT)},
    {FIELD(FLAG, mds_route, networked)},
    {LIST(OBJECTS, mds_route, raises, raise_count), .of = MDS_RECORD_ROUTE_RAISE},
    GROUNDS(mds_route, grounds),
};

static const mds_field route_raise[] = {
    {FIELD(CONDITION, mds_route_raise, when)},
    {FIELD(NUMBER, mds_route_raise, factor), REQUIRED, .low = .001, .high = 1000},
    GROUNDS(mds_route_raise, grounds),
};

static const mds_field group[] = {
    ID(mds_group, id),
    {FIELD(TEXT, mds_group, title), REQUIRED},
    {FIELD(BITS, mds_group, routes), OWN, .to = MDS_TO_ROUTE},
    GROUNDS(mds_group, grounds),
};

static const mds_field patch_state[] = {
    ID(mds_patch_state, id),
    {FIELD(TEXT, mds_patch_state, title), REQUIRED},
    {FIELD(NUMBER, mds_patch_state, factor), REQUIRED, .high = 1000},
    {LIST(OBJECTS, mds_patch_state, needs, need_count), OWN, .of = MDS_RECORD_FACT_SET},
    {FIELD(FLAG, mds_patch_state, found)},
    {FIELD(FLAG, mds_patch_state, when_not_asked)},
    GROUNDS(mds_patch_state, grounds),
};

static const mds_field vulnerability_class[] = {
    ID(mds_vulnerability_class, id),
    {FIELD(TEXT, mds_vulnerability_class, title), REQUIRED},
    {FIELD(FLAG, mds_vulnerability_class, exploited)},
    {FIELD(FLAG, mds_vulnerability_class, remote)},
    {FIELD(NUMBER, mds_vulnerability_class, likely), .high = 1},
    {FIELD(NUMBER, mds_vulnerability_class, score), .high = 10},
    {LIST(ORDINALS, mds_vulnerability_class, routes, route_count), REQUIRED, .to = MDS_TO_ROUTE},
    {FIELD(NUMBER, mds_vulnerability_class, factor), REQUIRED, .low = 1, .high = 1000},
    GROUNDS(mds_vulnerability_class, grounds),
};

static const mds_field compensating[] = {
    ID(mds_compensating, id),
    {FIELD(TEXT, mds_compensating, title), REQUIRED},
    {FIELD(TEXT, mds_compensating, acts_on), REQUIRED},
    {FIELD(STRING, mds_compensating, group), REQUIRED},
    {FIELD(ORDINAL, mds_compensating, layer), DERIVED, .to = MDS_TO_GROUP},
    {LIST(OBJECTS, mds_compensating, route_effects, route_effect_count),
     .of = MDS_RECORD_ROUTE_EFFECT},
    {FIELD(FLAG, mds_compensating, depth)},
    {FIELD(FLAG, mds_compensating, shared)},
    {FIELD(ENUM, mds_compensating, gate_role), WORDS(mds_gate_role__names)},
    {FIELD(ORDINAL, mds_compensating, gate_closes), .to = MDS_TO_ROUTE},
    {FIELD(NUMBER, mds_compensating, default_cost), REQUIRED, .high = 1000},
    CERTAINTY(mds_compensating),
    {FIELD(TEXT, mds_compensating, rationale), REQUIRED},
};

static const mds_field route_effect[] = {
    {FIELD(ORDINAL, mds_route_effect, route), REQUIRED, .to = MDS_TO_ROUTE},
    SPREAD_OUT(mds_route_effect, effectiveness, MDS_RECORD_TRIPLE),
    GROUNDS(mds_route_effect, grounds),
};

static const mds_field scenario[] = {
    ID(mds_scenario, id),
    {FIELD(ORDINAL, mds_scenario, capability), REQUIRED, .to = MDS_TO_CAPABILITY},
    {FIELD(TEXT, mds_scenario, title), REQUIRED},
    {FIELD(TEXT, mds_scenario, asset), REQUIRED},
    {FIELD(TEXT, mds_scenario, threat), REQUIRED},
    {FIELD(TEXT, mds_scenario, weakness), REQUIRED},
    {FIELD(TEXT, mds_scenario, consequence), REQUIRED},
    {FIELD(CONDITION, mds_scenario, opens)},
    {FIELD(FLAG, mds_scenario, anchored)},
    {FIELD(OBJECT, mds_scenario, base_rate), REQUIRED, .of = MDS_RECORD_RATE},
    GATHERED("routes", MDS_RECORD_SCENARIO_ROUTES),
    GATHERED("patch_share", MDS_RECORD_PATCH_SHARE),
    {LIST(OBJECTS, mds_scenario, raises, raise_count), .of = MDS_RECORD_RAISE},
    {FIELD(OBJECT, mds_scenario, v1), REQUIRED, .of = MDS_RECORD_ESTIMATE},
    {FIELD(OBJECT, mds_scenario, v2), REQUIRED, .of = MDS_RECORD_ESTIMATE},
    {FIELD(OBJECT, mds_scenario, impact), REQUIRED, .of = MDS_RECORD_IMPACT,
     EACH(mds_property__names, MDS_PROPERTY__COUNT)},
    {FIELD(FLAG, mds_scenario, no_recorded_event)},
    {LIST(OBJECTS, mds_scenario, references, reference_count), .of = MDS_RECORD_REFERENCE},
    CERTAINTY(mds_scenario),
};

static const mds_field scenario_routes[] = {
    {NAMED_LIST("shares", OBJECTS, mds_scenario, routes, route_count),
     .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED, .of = MDS_RECORD_ROUTE_SHARE},
    GROUNDS(mds_scenario, route_grounds),
};

static const mds_field route_share[] = {
    {FIELD(ORDINAL, mds_route_share, route), DERIVED, .to = MDS_TO_ROUTE},
    {FIELD(NUMBER, mds_route_share, share), DERIVED, .low = 1e-9, .high = 1},
};

static const mds_field patch_share[] = {
    {NAMED("value", NUMBER, mds_scenario, patch_share), REQUIRED, .high = 1},
    GROUNDS(mds_scenario, patch_grounds),
};

static const mds_field raises[] = {
    {FIELD(CONDITION, mds_raise, when)},
    {FIELD(NUMBER, mds_raise, factor), REQUIRED, .low = 1, .high = 1000},
    {FIELD(ENUM, mds_raise, strength), WORDS(mds_strength__names), REQUIRED},
    {FIELD(TEXT, mds_raise, rationale), REQUIRED},
};

static const mds_field impact[] = {
    {FIELD(NUMBER, mds_impact, value), REQUIRED, .high = 1},
    {FIELD(TEXT, mds_impact, reason), REQUIRED},
    {LIST(ORDINALS, mds_impact, evidence, evidence_count), .to = MDS_TO_EVIDENCE},
};

static const mds_field reference[] = {
    {FIELD(STRING, mds_reference, id), REQUIRED},
    {FIELD(TEXT, mds_reference, title), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
};

static const mds_field effect[] = {
    {FIELD(ORDINAL, mds_effect, scenario), REQUIRED, .to = MDS_TO_SCENARIO},
    TAKEN_APART("control"),
    {FIELD(ORDINAL, mds_effect, fact), DERIVED, .to = MDS_TO_FACT},
    {FIELD(ORDINAL, mds_effect, compensating), DERIVED, .to = MDS_TO_COMPENSATING},
    {FIELD(ENUM, mds_effect, acts_on), WORDS(mds_acts_on__names), REQUIRED},
    {NAMED("e", OBJECT, mds_effect, effectiveness), REQUIRED, .of = MDS_RECORD_ESTIMATE},
};

/* A number of the policy: a record of the file by this name. */
#define PARAMETER(id, m, least, most)                                                              \
    {                                                                                              \
        NAMED(id, NUMBER, mds_policy, m), DERIVED, .low = least, .high = most                      \
    }

static const mds_field policy[] = {
    ID(mds_policy, id),
    {FIELD(STRING, mds_policy, version), REQUIRED},
    REMARK("model"),
    {FIELD(TEXT, mds_policy, title), REQUIRED},
    PARAMETER("common-cause", common_cause, 0, 1),
    PARAMETER("confidence", confidence, .5, .99),
    PARAMETER("eos-cap", eos_cap, 1, 1000),
    PARAMETER("eos-growth", eos_growth, 0, 100),
    PARAMETER("eos-half-life", eos_half_life, .001, 100),
    PARAMETER("eos-warn-years", eos_warn_years, 0, 50),
    PARAMETER("evidence-documented", evidence_documented, 0, 1),
    PARAMETER("evidence-self-declared", evidence_self_declared, 0, 1),
    PARAMETER("evidence-verified", evidence_verified, 0, 1),
    PARAMETER("given-share", given_share, 0, 1),
    PARAMETER("judge-share", judge_share, 0, 1),
    PARAMETER("model-sd", model_sd, 0, 3),
    PARAMETER("partial", partial, 0, 1),
    PARAMETER("reduce-limit", reduce_limit, 1, 1e6),
    {LIST(OBJECTS, mds_policy, tolerable, tolerable_count), DERIVED, .of = MDS_RECORD_TOLERANCE},
    {LIST(OBJECTS, mds_policy, numbers, number_count), DERIVED, .of = MDS_RECORD_PARAMETER},
    {LIST(OBJECTS, mds_policy, profiles, profile_count), DERIVED, .of = MDS_RECORD_PROFILE},
    {LIST(OBJECTS, mds_policy, zones, zone_count), DERIVED, .of = MDS_RECORD_ZONE},
    {LIST(OBJECTS, mds_policy, data_volumes, data_volume_count), DERIVED,
     .of = MDS_RECORD_DATA_VOLUME},
    {FIELD(ORDINAL, mds_policy, default_profile), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    {FIELD(ORDINAL, mds_policy, default_zone), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    {FIELD(ORDINAL, mds_policy, default_data_volume), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED},
    {FIELD(ENUM, mds_policy, default_country), WORDS(mds_country__names), REQUIRED},
    {FIELD(DIGEST, mds_policy, sha256), DERIVED},
};

static const mds_field parameter[] = {
    ID(mds_policy_number, id),
    TAKEN_APART("type"),
    {FIELD(NUMBER, mds_policy_number, value), .flags = MDS_FIELD_OWN | MDS_FIELD_REQUIRED,
     .high = 1e6},
    GROUNDS(mds_policy_number, grounds),
};

/* What a person reads of a tolerable frequency; the sum uses the next. */
static const mds_field tolerable[] = {
    ID(mds_policy_number, id),
    TAKEN_APART("type"),
    TAKEN_APART("impact"),
    {NAMED("frequency", NUMBER, mds_policy_number, value), REQUIRED, .low = 1e-12, .high = 1e6},
    GROUNDS(mds_policy_number, grounds),
};

static const mds_field tolerance[] = {
    {FIELD(NUMBER, mds_tolerance, impact), DERIVED, .high = 1},
    {FIELD(NUMBER, mds_tolerance, frequency), DERIVED, .low = 1e-12, .high = 1e6},
};

static const mds_field profile[] = {
    ID(mds_profile, id),
    TAKEN_APART("type"),
    {FIELD(TEXT, mds_profile, title), REQUIRED},
    {FIELD(NUMBER, mds_profile, scale), REQUIRED, .high = 50,
     EACH(mds_property__names, MDS_PROPERTY__COUNT)},
    GROUNDS(mds_profile, grounds),
};

static const mds_field zone[] = {
    ID(mds_zone, id),
    TAKEN_APART("type"),
    {FIELD(TEXT, mds_zone, title), REQUIRED},
    {LIST(LITERALS, mds_zone, facts, fact_count)},
    {FIELD(NUMBER, mds_zone, data_scale), DERIVED},
    {FIELD(ORDINAL, mds_zone, without_basis), OWN},
    GROUNDS(mds_zone, grounds),
};

static const mds_field data_volume[] = {
    ID(mds_zone, id),
    TAKEN_APART("type"),
    {FIELD(TEXT, mds_zone, title), REQUIRED},
    {LIST(LITERALS, mds_zone, facts, fact_count)},
    {NAMED("security_scale", NUMBER, mds_zone, data_scale), REQUIRED, .high = 50},
    {FIELD(ORDINAL, mds_zone, without_basis), DERIVED},
    GROUNDS(mds_zone, grounds),
};

static const mds_field calibration[] = {
    ID(mds_calibration, id),
    {LIST(LITERALS, mds_calibration, facts, fact_count)},
    {LIST(ORDINALS, mds_calibration, compensating, compensating_count), .to = MDS_TO_COMPENSATING},
    {FIELD(NUMBER, mds_calibration, low), REQUIRED, .high = 1e6},
    {FIELD(NUMBER, mds_calibration, high), REQUIRED, .high = 1e6},
    GROUNDS(mds_calibration, grounds),
};

static const mds_field expert_question[] = {
    ID(mds_expert_question, id),
    {FIELD(ENUM, mds_expert_question, asks), WORDS(mds_asked__names), REQUIRED},
    {FIELD(TEXT, mds_expert_question, question), REQUIRED},
    {FIELD(TEXT, mds_expert_question, unit), REQUIRED},
    {NAMED("scale", CHOICE, mds_expert_question, log10), WORDS(mds_scale__names), REQUIRED},
    {FIELD(NUMBER, mds_expert_question, least), REQUIRED, .high = 1e12},
    {FIELD(NUMBER, mds_expert_question, most), REQUIRED, .high = 1e12},
    {FIELD(NUMBER, mds_expert_question, realisation), .high = 1e12},
    {LIST(ORDINALS, mds_expert_question, evidence, evidence_count), .to = MDS_TO_EVIDENCE},
    {FIELD(STRING, mds_expert_question, parameter)},
    {FIELD(STRING, mds_expert_question, of)},
    {FIELD(STRING, mds_expert_question, part)},
    {FIELD(NUMBER, mds_expert_question, per), .high = 1e12},
};

#define AT(kind) [MDS_RECORD_##kind - MDS_RECORD_CAPABILITY]

const mds_record_type mds_fields__risk[MDS_RECORD__COUNT - MDS_RECORD_CAPABILITY] = {
    AT(CAPABILITY) = REFERRED("capability", mds_capability, capability, capabilities,
                              capability_count, MDS_TO_CAPABILITY),
    AT(EVIDENCE) =
        REFERRED("evidence", mds_evidence, evidence, evidence, evidence_count, MDS_TO_EVIDENCE),
    AT(TRIPLE) = PART(NULL, mds_triple, triple),
    AT(ESTIMATE) = PART("estimate", mds_estimate, estimate),
    AT(GROUNDS) = PART(NULL, mds_grounds, grounds),
    AT(RATE) = PART("rate", mds_rate, rate),
    AT(SPREAD) = REFERRED("spread", mds_rate_spread, spread, spreads, spread_count, MDS_TO_SPREAD),
    AT(ANCHOR) = LISTED("anchor", mds_rate, anchor, anchors, anchor_count),
    AT(FACT) = REFERRED("fact", mds_fact, fact, facts, fact_count, MDS_TO_FACT),
    AT(FACT_SET) = PART("fact_set", mds_fact_set, fact_set),
    AT(ROUTE) = REFERRED("route", mds_route, route, routes, route_count, MDS_TO_ROUTE),
    AT(ROUTE_RAISE) = PART("route_raise", mds_route_raise, route_raise),
    AT(GROUP) = REFERRED("group", mds_group, group, groups, group_count, MDS_TO_GROUP),
    AT(PATCH_STATE) =
        LISTED("patch_state", mds_patch_state, patch_state, patch_states, patch_state_count),
    AT(VULNERABILITY_CLASS) =
        LISTED("vulnerability_class", mds_vulnerability_class, vulnerability_class,
               vulnerability_classes, vulnerability_class_count),
    AT(COMPENSATING) = REFERRED("compensating", mds_compensating, compensating, compensating,
                                compensating_count, MDS_TO_COMPENSATING),
    AT(ROUTE_EFFECT) = PART("route_effect", mds_route_effect, route_effect),
    AT(SCENARIO) =
        REFERRED("scenario", mds_scenario, scenario, scenarios, scenario_count, MDS_TO_SCENARIO),
    AT(SCENARIO_ROUTES) = PART("scenario_routes", mds_scenario, scenario_routes),
    AT(ROUTE_SHARE) = PART("route_share", mds_route_share, route_share),
    AT(PATCH_SHARE) = PART("patch_share", mds_scenario, patch_share),
    AT(RAISE) = PART("raise", mds_raise, raises),
    AT(IMPACT) = PART("impact", mds_impact, impact),
    AT(REFERENCE) = PART("reference", mds_reference, reference),
    AT(EFFECT) = LISTED("effect", mds_effect, effect, effects, effect_count),
    AT(POLICY) = FILE_LISTED("policy", mds_policy, policy, policies, policy_count),
    AT(PARAMETER) = PART("parameter", mds_policy_number, parameter),
    AT(TOLERABLE) = PART("tolerable", mds_policy_number, tolerable),
    AT(TOLERANCE) = PART("tolerance", mds_tolerance, tolerance),
    AT(PROFILE) = PART("profile", mds_profile, profile),
    AT(ZONE) = PART("zone", mds_zone, zone),
    AT(DATA_VOLUME) = PART("data_volume", mds_zone, data_volume),
    AT(CALIBRATION) =
        LISTED("calibration", mds_calibration, calibration, calibrations, calibration_count),
    AT(EXPERT_QUESTION) = LISTED("expert_question", mds_expert_question, expert_question,
                                 expert_questions, expert_question_count),
};
