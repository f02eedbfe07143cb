/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Small catalogs made by hand, so that the arithmetic is tested apart from the shipped numbers.
 */
#ifndef TEST_HAND_WORLD_H
#define TEST_HAND_WORLD_H

#include <mdsrisk/risk.h>

enum { HAND_MAX = 96 };

/** A catalog, a policy with the values of the model's page, one device and its deployment. Ordinals
 *  are those of the calls that added the records. */
typedef struct hand_world {
    mds_arena *arena;
    mds_diags *diags;
    mds_catalog catalog;
    mds_policy policy;
    mds_profile profile;
    mds_zone zone, volume;
    mds_tolerance tolerable[5];
    mds_rate anchors[MDS_COUNTRY__COUNT];
    mds_route routes[2]; /* one that is always open; and room for another */
    mds_route_share share;
    mds_group groups[HAND_MAX];
    mds_patch_state patch_states[2];
    mds_fact facts[HAND_MAX];
    mds_scenario scenarios[HAND_MAX];
    mds_effect effects[4 * HAND_MAX];
    mds_compensating compensating[HAND_MAX];
    mds_fact_value values[HAND_MAX];
    mds_facts device;
    mds_control_record records[HAND_MAX];
    mds_deployment deployment;
    int32_t as_of;
} hand_world;

void hand_init(hand_world *world);
void hand_finish(hand_world *world);

uint32_t hand_fact(hand_world *world, mds_fact_kind kind, const char *id, const char *group,
                   mds_truth truth);
uint32_t hand_compensating(hand_world *world, const char *id, const char *group);
/** Opens always, rate and impacts as given, everything direct evidence. */
uint32_t hand_scenario(hand_world *world, const char *id, double rate, double v1, double v2,
                       const double impact[MDS_PROPERTY__COUNT]);
void hand_effect(hand_world *world, uint32_t scenario, uint32_t fact, mds_acts_on on, double e);
void hand_effect_compensating(hand_world *world, uint32_t scenario, uint32_t compensating,
                              mds_acts_on on, double e);
/** A complete, valid record. */
mds_control_record *hand_record(hand_world *world, uint32_t compensating, mds_assurance assurance);
/** One literal as a condition, in the world's arena. */
mds_condition hand_when(hand_world *world, uint32_t fact, bool negated);

/** The assessment as of the world's date. */
const mds_risk_assessment *hand_assess_device(hand_world *world);

/** A pump: three scenarios, unknown remote control, verified compensating controls, g = 1. */
void hand_pump(hand_world *world);

/** Whether the world's diagnostics hold \p code. */
bool hand_said(const hand_world *world, mds_diag_code code);

/** Deterministic numbers for the property tests (splitmix64). */
typedef struct hand_random {
    uint64_t state;
} hand_random;
uint64_t hand_next(hand_random *random);
/** 0 .. n - 1 */
uint32_t hand_below(hand_random *random, uint32_t n);
/** 0 .. 1 */
double hand_unit(hand_random *random);

/** A world of 1..12 scenarios over 1..20 controls, 1..4 exposures and 0..4 compensating controls,
 *  every state, date and parameter drawn. */
void hand_draw(hand_world *world, hand_random *random);

#endif
