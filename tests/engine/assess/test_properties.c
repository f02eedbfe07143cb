/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws that must hold in every world, tried on some thousands of drawn ones; the seed is fixed, so
 * a failure can be seen again. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { WORLDS = 1500 };

/* Sums in another order may differ in the last digits. */
static const double slack = 1e-9;

static bool at_most(double a, double b)
{
    return a <= b + slack * (1.0 + fabs(b));
}

Test(properties, stages_fall_and_the_best_case_is_no_worse)
{
    hand_random random = {.state = 1};
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_risk_assessment *found = hand_assess_device(&world);
        const mds_device_at *at = found->now->at;
        cr_assert(at_most(at[MDS_STAGE_R1].rrf, at[MDS_STAGE_R0].rrf), "world %u", i);
        cr_assert(at_most(at[MDS_STAGE_R2].rrf, at[MDS_STAGE_R1].rrf), "world %u", i);
        for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
            cr_assert(at_most(found->best->at[stage].sum.mean, at[stage].sum.mean), "world %u", i);
            cr_assert(at[stage].sure >= 0.0 && at[stage].sure <= 1.0, "world %u", i);
        }
        cr_assert_geq(found->now->verdict, found->now->by_number, "world %u", i);
        cr_assert_leq(found->best->verdict, found->now->verdict, "world %u", i);
        hand_finish(&world);
    }
}

/* One control better off by one step: its state, its evidence, or its effectiveness. */
static void improve(hand_world *world, hand_random *random, uint32_t control)
{
    mds_fact_value *value = &world->values[control];
    uint32_t way = hand_below(random, 3);
    if (way == 0 && value->truth != MDS_TRUE) {
        value->truth = MDS_TRUE;
    } else if (way == 1) {
        value->assurance = MDS_ASSURANCE_VERIFIED;
    } else {
        for (size_t e = 0; e < world->catalog.effect_count; e++) {
            if (world->effects[e].fact == control) {
                mds_triple *value_of = &world->effects[e].effectiveness.value;
                value_of->mode += 0.5 * (1.0 - value_of->mode);
                value_of->high += 0.5 * (1.0 - value_of->high);
            }
        }
    }
}

static void assert_no_higher(const mds_evaluation *after, const mds_evaluation *before, unsigned i)
{
    for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        cr_assert(at_most(after->at[stage].sum.mean, before->at[stage].sum.mean), "world %u", i);
        cr_assert(at_most(after->at[stage].rrf, before->at[stage].rrf), "world %u", i);
    }
}

Test(properties, more_credit_never_raises_the_risk)
{
    hand_random random = {.state = 2};
    unsigned lowered = 0;
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_evaluation *before = hand_assess_device(&world)->now;
        /* The controls are the facts before the first exposure. */
        uint32_t controls = 0;
        while (world.facts[controls].kind == MDS_FACT_CONTROL) {
            controls++;
        }
        improve(&world, &random, hand_below(&random, controls));
        const mds_evaluation *after = hand_assess_device(&world)->now;
        assert_no_higher(after, before, i);
        lowered += after->at[MDS_STAGE_R1].rrf < before->at[MDS_STAGE_R1].rrf * (1.0 - slack);
        hand_finish(&world);
    }
    cr_assert_gt(lowered, WORLDS / 20, "the law was hardly put to the test: %u", lowered);
}

Test(properties, another_compensating_control_never_makes_it_worse)
{
    hand_random random = {.state = 3};
    unsigned lowered = 0;
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_evaluation *before = hand_assess_device(&world)->now;
        if (world.catalog.compensating_count > 0) {
            hand_record(&world, hand_below(&random, (uint32_t)world.catalog.compensating_count),
                        MDS_ASSURANCE_VERIFIED);
        }
        const mds_evaluation *after = hand_assess_device(&world)->now;
        assert_no_higher(after, before, i);
        cr_assert_leq(after->gate, before->gate, "world %u", i);
        lowered += after->at[MDS_STAGE_R2].rrf < before->at[MDS_STAGE_R2].rrf * (1.0 - slack);
        hand_finish(&world);
    }
    cr_assert_gt(lowered, WORLDS / 20, "the law was hardly put to the test: %u", lowered);
}

Test(properties, another_scenario_never_lowers_the_sum)
{
    hand_random random = {.state = 4};
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        size_t count = world.catalog.scenario_count;
        world.catalog.scenario_count = count - 1;
        size_t effects = world.catalog.effect_count;
        while (world.catalog.effect_count > 0 &&
               world.effects[world.catalog.effect_count - 1].scenario == count - 1) {
            world.catalog.effect_count--;
        }
        const mds_evaluation *before = hand_assess_device(&world)->now;
        world.catalog.scenario_count = count;
        world.catalog.effect_count = effects;
        const mds_evaluation *after = hand_assess_device(&world)->now;
        for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
            cr_assert(at_most(before->at[stage].sum.mean, after->at[stage].sum.mean), "world %u",
                      i);
        }
        hand_finish(&world);
    }
}

/* Scenarios in reverse, and the effects of each in reverse. */
static void turn_round(hand_world *world)
{
    size_t scenarios = world->catalog.scenario_count;
    for (size_t i = 0; i < scenarios / 2; i++) {
        mds_scenario kept = world->scenarios[i];
        world->scenarios[i] = world->scenarios[scenarios - 1 - i];
        world->scenarios[scenarios - 1 - i] = kept;
    }
    size_t effects = world->catalog.effect_count;
    for (size_t i = 0; i < effects / 2; i++) {
        mds_effect kept = world->effects[i];
        world->effects[i] = world->effects[effects - 1 - i];
        world->effects[effects - 1 - i] = kept;
    }
    for (size_t i = 0; i < effects; i++) {
        world->effects[i].scenario = (uint32_t)scenarios - 1 - world->effects[i].scenario;
    }
}

Test(properties, order_of_rows_does_not_matter)
{
    hand_random random = {.state = 5};
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_risk_assessment *before = hand_assess_device(&world);
        turn_round(&world);
        const mds_risk_assessment *after = hand_assess_device(&world);
        assert_no_higher(after->now, before->now, i);
        assert_no_higher(before->now, after->now, i);
        cr_assert_eq(after->verdict, before->verdict, "world %u", i);
        cr_assert_eq(after->ranked_count, before->ranked_count);
        size_t count = before->now->risk_count;
        for (size_t s = 0; s < count; s++) {
            const mds_risk *a = &before->now->risks[s];
            const mds_risk *b = &after->now->risks[count - 1 - s];
            cr_assert_eq(a->member_count, b->member_count, "world %u", i);
            cr_assert_eq(a->word, b->word, "world %u", i);
            cr_assert_eq(a->weakest, b->weakest, "world %u", i);
        }
        hand_finish(&world);
    }
}

Test(properties, same_input_gives_the_same_bytes)
{
    hand_random random = {.state = 8};
    for (unsigned i = 0; i < 100; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_risk_assessment *a = hand_assess_device(&world);
        const mds_risk_assessment *b = hand_assess_device(&world);
        cr_assert_eq(memcmp(a->now->at, b->now->at, sizeof a->now->at), 0);
        for (size_t s = 0; s < a->now->risk_count; s++) {
            cr_assert_eq(
                memcmp(a->now->risks[s].at, b->now->risks[s].at, sizeof a->now->risks[s].at), 0);
        }
        cr_assert_eq(memcmp(a->ranking, b->ranking, a->ranked_count * sizeof *a->ranking), 0);
        hand_finish(&world);
    }
}

/* What the kinds that would help promise is kept when one is put in place and verified. */
Test(properties, helps_do_what_they_say)
{
    hand_random random = {.state = 9};
    unsigned kept = 0;
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_risk_assessment *before = hand_assess_device(&world);
        for (size_t h = 0; h < before->help_count; h++) {
            const mds_help *help = &before->helps[h];
            cr_assert_geq(help->factor, 1.005);
            cr_assert(h == 0 || help->rrf_after >= help[-1].rrf_after, "world %u", i);
            hand_record(&world, help->compensating, MDS_ASSURANCE_VERIFIED);
            const double after = hand_assess_device(&world)->now->at[MDS_STAGE_R2].rrf;
            cr_assert(at_most(after, help->rrf_after) && at_most(help->rrf_after, after),
                      "world %u: %.17g promised, %.17g kept", i, help->rrf_after, after);
            world.deployment.record_count--;
            kept++;
        }
        hand_finish(&world);
    }
    cr_assert_gt(kept, 500);
}
