/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand_world.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { TODAY = 20000, ARENA_LIMIT = 16 * 1024 * 1024 };

void hand_init(hand_world *world)
{
    *world = (hand_world){.as_of = TODAY};
    world->arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_not_null(world->arena);
    world->diags = mds_diags_new(world->arena, 1000);
    cr_assert_not_null(world->diags);
    world->profile = (mds_profile){.id = "general", .scale = {1.0, 1.0, 1.0}};
    world->zone =
        (mds_zone){.id = "clinical-network", .data_scale = 1.0, .without_basis = MDS_NO_ORDINAL};
    world->volume = (mds_zone){.id = "few", .data_scale = 1.0, .without_basis = MDS_NO_ORDINAL};
    world->policy = (mds_policy){
        .id = "test",
        .version = "1",
        .common_cause = 0.1,
        .evidence_verified = 1.0,
        .evidence_documented = 0.85,
        .evidence_self_declared = 0.7,
        .partial = 0.5,
        .eos_half_life = 0.5,
        .eos_warn_years = 3.0,
        .reduce_limit = 10.0,
        .profiles = &world->profile,
        .profile_count = 1,
        .zones = &world->zone,
        .zone_count = 1,
        .data_volumes = &world->volume,
        .data_volume_count = 1,
        .default_country = MDS_COUNTRY_JP,
    };
    const mds_tolerance tolerable[5] = {
        {0.02, 3e-1}, {0.125, 3e-2}, {0.5, 3e-3}, {0.875, 3e-4}, {0.98, 3e-5}};
    for (size_t i = 0; i < 5; i++) {
        world->tolerable[i] = tolerable[i];
    }
    world->zone.without_basis = MDS_NO_ORDINAL;
    world->policy.confidence = 0.8;
    world->policy.model_sd = 0.5;
    world->policy.judge_share = 0.5;
    world->policy.given_share = 0.05;
    world->policy.eos_growth = 0.25;
    world->policy.eos_cap = 3.5;
    world->policy.tolerable = world->tolerable;
    world->policy.tolerable_count = 5;
    world->anchors[MDS_COUNTRY_JP] = (mds_rate){.mode = 0.006, .spread = 4.0};
    world->anchors[MDS_COUNTRY_US] = (mds_rate){.mode = 0.018, .spread = 4.0};
    world->anchors[MDS_COUNTRY_OTHER] = (mds_rate){.mode = 0.011, .spread = 4.0};
    world->routes[0] = (mds_route){.id = "any", .networked = true};
    world->share = (mds_route_share){.route = 0, .share = 1.0};
    world->patch_states[0] = (mds_patch_state){.id = "none", .factor = 2.0};
    world->catalog = (mds_catalog){.id = "test",
                                   .version = "1",
                                   .model = "RM-2",
                                   .anchors = world->anchors,
                                   .anchor_count = MDS_COUNTRY__COUNT,
                                   .routes = world->routes,
                                   .route_count = 1,
                                   .groups = world->groups,
                                   .patch_states = world->patch_states,
                                   .patch_state_count = 1,
                                   .facts = world->facts,
                                   .scenarios = world->scenarios,
                                   .effects = world->effects,
                                   .compensating = world->compensating,
                                   .policies = &world->policy,
                                   .policy_count = 1};
    world->device = (mds_facts){.at = world->values};
    world->deployment = mds_deployment_default(&world->policy);
    world->deployment.records = world->records;
}

void hand_finish(hand_world *world)
{
    mds_arena_free(world->arena);
}

/* The number of a group, a new one where the name is new. */
static uint32_t layer_of(hand_world *world, const char *group)
{
    if (group[0] == '\0') {
        return MDS_NO_ORDINAL;
    }
    for (size_t i = 0; i < world->catalog.group_count; i++) {
        if (strcmp(world->groups[i].id, group) == 0) {
            return (uint32_t)i;
        }
    }
    const size_t i = world->catalog.group_count++;
    cr_assert_lt(i, HAND_MAX);
    world->groups[i] = (mds_group){.id = group, .routes = UINT32_MAX};
    return (uint32_t)i;
}

uint32_t hand_fact(hand_world *world, mds_fact_kind kind, const char *id, const char *group,
                   mds_truth truth)
{
    size_t i = world->catalog.fact_count++;
    cr_assert_lt(i, HAND_MAX);
    world->facts[i] = (mds_fact){
        .id = id, .kind = kind, .group = group, .layer = layer_of(world, group), .uncredited = ""};
    world->values[i] = (mds_fact_value){.truth = truth};
    world->device.count = world->catalog.fact_count;
    return (uint32_t)i;
}

uint32_t hand_compensating(hand_world *world, const char *id, const char *group)
{
    size_t i = world->catalog.compensating_count++;
    cr_assert_lt(i, HAND_MAX);
    world->compensating[i] = (mds_compensating){
        .id = id, .group = group, .layer = layer_of(world, group), .gate_closes = MDS_NO_ORDINAL};
    return (uint32_t)i;
}

static mds_estimate estimate(double value)
{
    return (mds_estimate){.value = {value, value, value}, .strength = MDS_STRENGTH_DIRECT};
}

uint32_t hand_scenario(hand_world *world, const char *id, double rate, double v1, double v2,
                       const double impact[MDS_PROPERTY__COUNT])
{
    size_t i = world->catalog.scenario_count++;
    cr_assert_lt(i, HAND_MAX);
    mds_scenario *scenario = &world->scenarios[i];
    *scenario = (mds_scenario){.id = id,
                               .base_rate = {.mode = rate, .spread = 1.0},
                               .routes = &world->share,
                               .route_count = 1,
                               .v1 = estimate(v1),
                               .v2 = estimate(v2)};
    for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
        scenario->impact[p].value = impact[p];
    }
    return (uint32_t)i;
}

static mds_effect *add_effect(hand_world *world, uint32_t scenario, mds_acts_on on, double e)
{
    size_t i = world->catalog.effect_count++;
    cr_assert_lt(i, 4 * HAND_MAX);
    world->effects[i] = (mds_effect){.scenario = scenario,
                                     .fact = MDS_NO_ORDINAL,
                                     .compensating = MDS_NO_ORDINAL,
                                     .acts_on = on,
                                     .effectiveness = estimate(e)};
    return &world->effects[i];
}

void hand_effect(hand_world *world, uint32_t scenario, uint32_t fact, mds_acts_on on, double e)
{
    add_effect(world, scenario, on, e)->fact = fact;
}

void hand_effect_compensating(hand_world *world, uint32_t scenario, uint32_t compensating,
                              mds_acts_on on, double e)
{
    add_effect(world, scenario, on, e)->compensating = compensating;
}

mds_control_record *hand_record(hand_world *world, uint32_t compensating, mds_assurance assurance)
{
    size_t i = world->deployment.record_count++;
    cr_assert_lt(i, HAND_MAX);
    world->records[i] = (mds_control_record){
        .compensating = compensating,
        .implementation = MDS_IMPLEMENTATION_IN_PLACE,
        .assurance = assurance,
        .constraint = "no updates",
        .objective = "keep worms out",
        .risk_covered = "network exploit",
        .owner = "clinical engineering",
        .evidence = "scan report 12",
        .validated = TODAY - 30,
        .expires = TODAY + 300,
        .where = "compensating_controls[0]",
    };
    return &world->records[i];
}

mds_condition hand_when(hand_world *world, uint32_t fact, bool negated)
{
    mds_literal *literal = mds_arena_alloc(world->arena, 1, sizeof *literal);
    mds_conjunction *conjunction = mds_arena_alloc(world->arena, 1, sizeof *conjunction);
    cr_assert(literal != NULL && conjunction != NULL);
    *literal = (mds_literal){fact, negated};
    *conjunction = (mds_conjunction){literal, 1};
    return (mds_condition){conjunction, 1};
}

const mds_risk_assessment *hand_assess_device(hand_world *world)
{
    const mds_risk_assessment *assessment = NULL;
    cr_assert_eq(mds_assess_device(&assessment, world->arena, &world->catalog, &world->policy,
                                   &world->device, &world->deployment, world->as_of, world->diags),
                 MDS_OK);
    return assessment;
}

void hand_pump(hand_world *world)
{
    static const double worm[] = {0.5, 0.8, 0.3};
    static const double remote[] = {0.8, 0.6, 0.5};
    static const double theft[] = {0.0, 0.1, 0.9};
    hand_init(world);
    world->policy.evidence_self_declared = 1.0;
    uint32_t t1 = hand_scenario(world, "worm", 0.5, 0.9, 1.0, worm);
    uint32_t t2 = hand_scenario(world, "remote", 0.2, 0.8, 1.0, remote);
    uint32_t t3 = hand_scenario(world, "theft", 0.1, 1.0, 1.0, theft);
    mds_fact_kind control = MDS_FACT_CONTROL;
    hand_effect(world, t1, hand_fact(world, control, "mldp", "os", MDS_FALSE), MDS_ACTS_ON_V1, 0.5);
    hand_effect(world, t1, hand_fact(world, control, "sahd", "os", MDS_TRUE), MDS_ACTS_ON_V1, 0.5);
    hand_effect(world, t1, hand_fact(world, control, "csup", "patch", MDS_FALSE), MDS_ACTS_ON_V1,
                0.6);
    hand_effect(world, t2, hand_fact(world, control, "auth", "id", MDS_TRUE), MDS_ACTS_ON_V1, 0.6);
    hand_effect(world, t2, hand_fact(world, control, "rmot", "rem", MDS_UNKNOWN), MDS_ACTS_ON_V1,
                0.7);
    hand_effect(world, t3, hand_fact(world, control, "stcf", "enc", MDS_TRUE), MDS_ACTS_ON_V1, 0.9);
    hand_effect(world, t3, hand_fact(world, control, "plok", "phys", MDS_TRUE), MDS_ACTS_ON_V1,
                0.5);
    uint32_t segmentation = hand_compensating(world, "segmentation", "net");
    uint32_t broker = hand_compensating(world, "session-broker", "id");
    hand_effect_compensating(world, t1, segmentation, MDS_ACTS_ON_V1, 0.8);
    hand_effect_compensating(world, t2, broker, MDS_ACTS_ON_V1, 0.8);
    hand_record(world, segmentation, MDS_ASSURANCE_VERIFIED);
    hand_record(world, broker, MDS_ASSURANCE_VERIFIED);
}

bool hand_said(const hand_world *world, mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(world->diags); i++) {
        if (mds_diags_at(world->diags, i)->code == code) {
            return true;
        }
    }
    return false;
}

uint64_t hand_next(hand_random *random)
{
    uint64_t z = random->state += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

uint32_t hand_below(hand_random *random, uint32_t n)
{
    return (uint32_t)(hand_next(random) % n);
}

double hand_unit(hand_random *random)
{
    return (double)(hand_next(random) >> 11) * 0x1p-53;
}

static void draw_policy(hand_world *world, hand_random *random)
{
    mds_policy *policy = &world->policy;
    policy->common_cause = hand_unit(random);
    policy->evidence_self_declared = hand_unit(random);
    policy->evidence_documented =
        policy->evidence_self_declared + (1.0 - policy->evidence_self_declared) * hand_unit(random);
    world->deployment.hospital_rate_factor = 3.0 * hand_unit(random);
    if (hand_below(random, 2) == 0) {
        world->deployment.end_of_support = world->as_of - 1000 + (int32_t)hand_below(random, 2000);
    }
}

static void draw_records(hand_world *world, hand_random *random)
{
    for (uint32_t i = 0; i < world->catalog.compensating_count; i++) {
        mds_control_record *record =
            hand_record(world, i, (mds_assurance)hand_below(random, MDS_ASSURANCE__COUNT));
        record->implementation = (mds_implementation)hand_below(random, MDS_IMPLEMENTATION__COUNT);
        record->expires += hand_below(random, 4) == 0 ? -400 : 0;
        record->owner = hand_below(random, 4) == 0 ? "" : "owner";
    }
}

void hand_draw(hand_world *world, hand_random *random)
{
    static const char *const groups[] = {"a", "b", "c", "d", "e", ""};
    hand_init(world);
    uint32_t controls = 1 + hand_below(random, 20);
    for (uint32_t i = 0; i < controls; i++) {
        uint32_t fact = hand_fact(world, MDS_FACT_CONTROL, "control", groups[hand_below(random, 6)],
                                  (mds_truth)hand_below(random, 3));
        world->facts[fact].vendor_updates = hand_below(random, 3) == 0;
        world->values[fact].assurance = (mds_assurance)hand_below(random, MDS_ASSURANCE__COUNT);
    }
    uint32_t exposures = 1 + hand_below(random, 4);
    for (uint32_t i = 0; i < exposures; i++) {
        hand_fact(world, MDS_FACT_EXPOSURE, i == 0 ? "network-connected" : "exposure", "",
                  (mds_truth)hand_below(random, 3));
    }
    for (uint32_t i = hand_below(random, 5); i > 0; i--) {
        uint32_t kind = hand_compensating(world, "kind", groups[hand_below(random, 6)]);
        world->compensating[kind].depth = hand_below(random, 2) == 0;
        world->compensating[kind].gate_role =
            (mds_gate_role)hand_below(random, MDS_GATE_ROLE__COUNT);
    }
    for (uint32_t s = 1 + hand_below(random, 12); s > 0; s--) {
        const double impact[] = {hand_unit(random), hand_unit(random), hand_unit(random)};
        uint32_t scenario = hand_scenario(world, "scenario", 2.0 * hand_unit(random),
                                          hand_unit(random), hand_unit(random), impact);
        world->scenarios[scenario].patch_share = 0.5 * hand_below(random, 3);
        world->scenarios[scenario].no_recorded_event = hand_below(random, 5) == 0;
        if (hand_below(random, 3) > 0) {
            world->scenarios[scenario].opens =
                hand_when(world, controls + hand_below(random, exposures), false);
        }
        mds_raise *raise = mds_arena_alloc(world->arena, 1, sizeof *raise);
        cr_assert_not_null(raise);
        *raise =
            (mds_raise){.when = hand_when(world, controls + hand_below(random, exposures), true),
                        .factor = 1.0 + 3.0 * hand_unit(random)};
        world->scenarios[scenario].raises = raise;
        world->scenarios[scenario].raise_count = hand_below(random, 2);
        for (uint32_t i = 0; i < controls; i++) {
            if (hand_below(random, 3) == 0) {
                hand_effect(world, scenario, i, (mds_acts_on)hand_below(random, 2),
                            hand_unit(random));
            }
        }
        for (uint32_t i = 0; i < world->catalog.compensating_count; i++) {
            if (hand_below(random, 2) == 0) {
                hand_effect_compensating(world, scenario, i, (mds_acts_on)hand_below(random, 2),
                                         hand_unit(random));
            }
        }
    }
    draw_policy(world, random);
    draw_records(world, random);
}
