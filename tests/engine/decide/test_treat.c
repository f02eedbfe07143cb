/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The treatment search against brute force, with an assessment as the judge of every set. */
#include "support/hand_world.h"
#include <mdsrisk/treat.h>

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { WORLDS = 150, KINDS = 5 };

/* A device of a few scenarios that five kinds act on, some in place, perhaps past its support. */
static void draw(hand_world *world, hand_random *random)
{
    static const char *const groups[] = {"a", "b", "c", ""};
    hand_init(world);
    world->policy.common_cause = 0.25;
    world->policy.reduce_limit = 5.0;
    for (uint32_t k = 0; k < KINDS; k++) {
        const uint32_t kind = hand_compensating(world, "kind", groups[hand_below(random, 4)]);
        world->compensating[kind].depth = hand_below(random, 2) == 0;
        world->compensating[kind].gate_role = (mds_gate_role)hand_below(random, 3);
        world->compensating[kind].default_cost = 1.0 + hand_below(random, 3);
    }
    for (uint32_t s = 1 + hand_below(random, 4); s > 0; s--) {
        const double impact[] = {hand_unit(random), hand_unit(random), 0.0};
        const uint32_t scenario =
            hand_scenario(world, "s", 0.01 * hand_unit(random), 0.8, 0.8, impact);
        world->scenarios[scenario].anchored = hand_below(random, 2) == 0;
        world->scenarios[scenario].base_rate.spread = 3.0;
        for (uint32_t k = 0; k < KINDS; k++) {
            if (hand_below(random, 2) == 0) {
                hand_effect_compensating(world, scenario, k, MDS_ACTS_ON_V1, hand_unit(random));
            }
        }
    }
    for (uint32_t k = 0; k < KINDS; k++) {
        if (hand_below(random, 3) == 0) {
            hand_record(world, k, (mds_assurance)hand_below(random, MDS_ASSURANCE__COUNT))
                ->implementation = (mds_implementation)hand_below(random, 3);
        }
    }
    if (hand_below(random, 2) == 0) {
        world->deployment.end_of_support = world->as_of - (int32_t)hand_below(random, 900);
    }
}

static const mds_treatment *treat(hand_world *world, double level)
{
    const mds_treatment *found = NULL;
    const mds_treat_options options = {.level = level};
    cr_assert_eq(mds_treat(&found, world->arena, hand_assess_device(world), &options, world->diags),
                 MDS_OK);
    return found;
}

/* The verdict of the device with the kinds of a set recorded as in place and verified. */
static bool is_enough(hand_world *world, uint32_t set, double level)
{
    const mds_deployment kept = world->deployment;
    uint32_t kinds[KINDS];
    size_t count = 0;
    for (uint32_t k = 0; k < KINDS; k++) {
        if ((set >> k & 1U) != 0) {
            kinds[count++] = k;
        }
    }
    world->deployment = *mds_treat_deployment(world->arena, &kept, kinds, count, world->as_of);
    const mds_evaluation *now = hand_assess_device(world)->now;
    world->deployment = kept;
    return mds_model_printed(now->at[MDS_STAGE_R2].rrf) <= level * (1.0 + 1e-12) &&
           now->verdict <= mds_model_judged(&world->policy, level);
}

static uint32_t bits_of(const mds_treat_set *set)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < set->count; i++) {
        bits |= 1U << set->kinds[i];
    }
    return bits;
}

Test(treat, every_minimal_set_and_no_other)
{
    hand_random random = {.state = 11};
    size_t several = 0;
    for (int round = 0; round < WORLDS; round++) {
        hand_world world;
        draw(&world, &random);
        const double level = hand_below(&random, 2) == 0 ? 1.0 : 5.0;
        const mds_treatment *found = treat(&world, level);
        uint32_t candidates = 0;
        bool enough[1 << KINDS];
        size_t minimal = 0;
        for (uint32_t k = 0; k < KINDS; k++) {
            candidates |= found->kinds[k].state == MDS_TREAT_DONE ||
                                  found->kinds[k].state == MDS_TREAT_NO_EFFECT
                              ? 0U
                              : 1U << k;
        }
        for (uint32_t set = 0; set < 1U << KINDS; set++) {
            enough[set] = is_enough(&world, set, level);
            bool part = false;
            for (uint32_t k = 0; k < KINDS; k++) {
                part = part || ((set >> k & 1U) != 0 && enough[set ^ (1U << k)]);
            }
            cr_assert(!part || enough[set], "more kinds are never worse");
            if (enough[set] && !part && (set & ~candidates) == 0) {
                bool listed = false;
                for (size_t i = 0; i < found->set_count; i++) {
                    listed = listed || bits_of(&found->sets[i]) == set;
                }
                cr_assert(listed, "world %d lacks set %u", round, set);
                minimal++;
            }
        }
        cr_assert_eq(found->set_count, minimal, "world %d", round);
        for (size_t i = 1; i < found->set_count; i++) {
            cr_assert_leq(found->sets[i - 1].cost, found->sets[i].cost);
        }
        several += minimal > 1;
        hand_finish(&world);
    }
    cr_assert_gt(several, 10);
}

/* Partly verified work is no promise: with documents only, a set leaves no less. */
Test(treat, documents_alone_leave_no_less)
{
    hand_random random = {.state = 12};
    for (int round = 0; round < WORLDS; round++) {
        hand_world world;
        draw(&world, &random);
        const mds_treatment *found = treat(&world, 5.0);
        cr_assert_geq(found->all.rrf_documented, found->all.rrf);
        cr_assert_leq(found->all.rrf, found->now.rrf);
        cr_assert_leq(found->best.rrf, found->all.rrf);
        hand_finish(&world);
    }
}

Test(treat, a_ruled_out_kind_is_not_used_and_costs_are_ones_own)
{
    static const double impact[] = {0.8, 0.0, 0.0};
    hand_world world;
    hand_init(&world);
    const uint32_t s = hand_scenario(&world, "s", 0.001, 1.0, 1.0, impact);
    for (uint32_t k = 0; k < 2; k++) {
        hand_compensating(&world, "kind", k == 0 ? "a" : "b");
        world.compensating[k].default_cost = 2.0 + k;
        hand_effect_compensating(&world, s, k, MDS_ACTS_ON_V1, 0.95);
    }
    const mds_treatment *found = treat(&world, 1.0);
    cr_assert_eq(found->set_count, 2);
    cr_assert(found->sets[0].kinds[0] == 0 && found->sets[1].kinds[0] == 1);
    mds_treatment_cost cost = {.compensating = 0, .cost = 5000.0, .reason = ""};
    world.deployment.costs = &cost;
    world.deployment.cost_count = 1;
    found = treat(&world, 1.0);
    cr_assert_eq(found->sets[0].kinds[0], 1);
    cr_assert(hand_said(&world, MDS_D_TREAT_COST_MIXED));
    cost.ruled_out = true;
    found = treat(&world, 1.0);
    cr_assert_eq(found->set_count, 1);
    cr_assert_eq(found->kinds[0].state, MDS_TREAT_RULED_OUT);
    hand_finish(&world);
}

Test(treat, more_confidence_asks_for_more)
{
    hand_random random = {.state = 13};
    for (int round = 0; round < WORLDS; round++) {
        hand_world world;
        const mds_treatment *found[2] = {NULL, NULL};
        draw(&world, &random);
        const mds_risk_assessment *as = hand_assess_device(&world);
        for (int i = 0; i < 2; i++) {
            const mds_treat_options options = {.level = 1.0, .confidence = i == 0 ? 0.7 : 0.9};
            cr_assert_eq(mds_treat(&found[i], world.arena, as, &options, NULL), MDS_OK);
        }
        cr_assert_leq(found[0]->now.rrf, found[1]->now.rrf);
        cr_assert_float_eq(found[0]->now.sure, found[1]->now.sure, 1e-12);
        hand_finish(&world);
    }
}

Test(treat, bad_options_are_refused)
{
    hand_world world;
    const mds_treatment *found = NULL;
    hand_init(&world);
    const mds_risk_assessment *as = hand_assess_device(&world);
    static const mds_treat_options bad[] = {{.level = 0.0},
                                            {.level = -1.0},
                                            {.level = (double)NAN},
                                            {.level = 1.0, .confidence = 0.4},
                                            {.level = 1.0, .confidence = 1.0}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cr_assert_eq(mds_treat(&found, world.arena, as, &bad[i], NULL), MDS_EINVAL);
    }
    cr_assert_null(found);
    hand_finish(&world);
}

/* Where no set is enough, the cheapest for what may be reduced is named; else none is. */
Test(treat, the_higher_level_is_that_of_the_policy)
{
    hand_random random = {.state = 14};
    size_t named = 0;
    size_t none = 0;

    for (int round = 0; round < WORLDS; round++) {
        hand_world world;
        draw(&world, &random);
        const mds_treatment *found = treat(&world, 1.0);
        const mds_treatment *higher = treat(&world, world.policy.reduce_limit);
        const bool expected =
            found->set_count == 0 && higher->set_count > 0 && higher->sets[0].count > 0;
        cr_assert_eq(found->relaxed != NULL, expected);
        cr_assert_null(higher->relaxed);
        if (expected) {
            cr_assert_eq(bits_of(found->relaxed), bits_of(&higher->sets[0]));
            cr_assert_float_eq(found->relaxed->rrf, higher->sets[0].rrf, 1e-12);
            cr_assert_leq(found->relaxed->verdict, MDS_VERDICT_REDUCE);
        }
        named += expected;
        none += found->set_count == 0 && !expected;
        hand_finish(&world);
    }
    cr_assert_gt(named, 5);
    cr_assert_gt(none, 5);
}

/* What documents and open answers could settle is no reason to replace a device: the best of all
 * sets is the assessment in which they came. */
Test(treat, the_best_is_with_every_answer_and_document)
{
    hand_random random = {.state = 15};
    size_t settled = 0;

    for (int round = 0; round < WORLDS; round++) {
        hand_world world;
        uint32_t fact[2];
        draw(&world, &random);
        world.policy.evidence_self_declared = 0.5;
        world.policy.evidence_documented = 0.8;
        world.policy.evidence_verified = 1.0;
        for (size_t i = 0; i < 2; i++) {
            fact[i] = hand_fact(&world, MDS_FACT_CONTROL, i == 0 ? "f" : "g", "own",
                                i == 0 ? MDS_TRUE : MDS_UNKNOWN);
            world.values[fact[i]].asked = true;
            world.values[fact[i]].stated = i == 0;
            world.values[fact[i]].assurance = MDS_ASSURANCE_SELF_DECLARED;
            for (uint32_t k = 0; k < world.catalog.scenario_count; k++) {
                hand_effect(&world, k, fact[i], MDS_ACTS_ON_V1, 0.5 + 0.5 * hand_unit(&random));
            }
        }
        const mds_treatment *before = treat(&world, 1.0);
        cr_assert_leq(before->best.rrf, before->all.rrf);
        cr_assert_lt(before->best.rrf, before->all.rrf * 0.999999);
        for (size_t i = 0; i < 2; i++) {
            world.values[fact[i]].truth = MDS_TRUE;
            world.values[fact[i]].stated = true;
            world.values[fact[i]].assurance = MDS_ASSURANCE_DOCUMENTED;
        }
        const mds_treatment *after = treat(&world, 1.0);
        cr_assert_float_eq(before->best.rrf, after->all.rrf, 1e-12 * after->all.rrf);
        settled += before->set_count == 0 && after->set_count > 0;
        hand_finish(&world);
    }
    cr_assert_gt(settled, 2);
}

/* A kind whose ways are closed here is never proposed, nor is it part of "all"; that no set is lost
 * by it is what the test of every set says. */
Test(treat, what_changes_nothing_is_not_proposed)
{
    hand_random random = {.state = 16};
    size_t idle = 0;

    for (int round = 0; round < WORLDS; round++) {
        hand_world world;
        draw(&world, &random);
        const uint32_t kind = hand_compensating(&world, "kind", "elsewhere");
        const double level = hand_below(&random, 2) == 0 ? 1.0 : 0.001;
        const mds_treatment *found = treat(&world, level);
        cr_assert_eq(found->kinds[kind].state, MDS_TREAT_NO_EFFECT);
        for (size_t i = 0; i < found->all.count; i++) {
            cr_assert_neq(found->all.kinds[i], kind);
        }
        for (uint32_t k = 0; k < KINDS; k++) {
            idle += found->kinds[k].state == MDS_TREAT_NO_EFFECT;
        }
        hand_finish(&world);
    }
    cr_assert_gt(idle, 20);
}
