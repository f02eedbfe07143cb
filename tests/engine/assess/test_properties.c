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

Test(properties, stages_fall_and_cases_rise)
{
    hand_random random = {.state = 1};
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_assessment *assessment = hand_assess(&world);
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            const double r[] = {assessment->index[MDS_STAGE_R0][c],
                                assessment->index[MDS_STAGE_R1][c],
                                assessment->index[MDS_STAGE_R2][c]};
            cr_assert(at_most(r[1], r[0]) && at_most(r[2], r[1]), "world %u case %u", i, c);
            cr_assert(r[2] >= 0.0 && r[0] <= 100.0, "world %u", i);
        }
        for (size_t s = 0; s < assessment->scenario_count; s++) {
            for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
                const mds_result *at = assessment->scenarios[s].at[stage];
                cr_assert(at_most(at[MDS_CASE_LO].rrf, at[MDS_CASE_EXPECTED].rrf), "world %u", i);
                cr_assert(at_most(at[MDS_CASE_EXPECTED].rrf, at[MDS_CASE_HI].rrf), "world %u", i);
                cr_assert(at_most(at[MDS_CASE_LO].risk, at[MDS_CASE_EXPECTED].risk));
                cr_assert(at_most(at[MDS_CASE_EXPECTED].risk, at[MDS_CASE_HI].risk));
            }
            cr_assert_geq(assessment->scenarios[s].verdict,
                          assessment->scenarios[s].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].verdict);
            cr_assert_geq(assessment->scenarios[s].level, assessment->scenarios[s].risk_word);
        }
        cr_assert_leq(assessment->verdict_at[MDS_CASE_LO], assessment->verdict);
        cr_assert_leq(assessment->verdict, assessment->verdict_at[MDS_CASE_HI]);
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
                world->effects[e].effectiveness.value.mode +=
                    0.5 * (1.0 - world->effects[e].effectiveness.value.mode);
            }
        }
    }
}

static void assert_no_higher(const mds_assessment *after, const mds_assessment *before, unsigned i)
{
    for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            cr_assert(at_most(after->index[stage][c], before->index[stage][c]), "world %u", i);
        }
    }
}

Test(properties, more_credit_never_raises_the_risk)
{
    hand_random random = {.state = 2};
    unsigned lowered = 0;
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_assessment *before = hand_assess(&world);
        /* The controls are the facts before the first exposure. */
        uint32_t controls = 0;
        while (world.facts[controls].kind == MDS_FACT_CONTROL) {
            controls++;
        }
        uint32_t control = hand_below(&random, controls);
        mds_assurance assurance = world.values[control].assurance;
        /* A better evidence of an absence is no credit, and what is unknown carries none yet. */
        improve(&world, &random, control);
        if (world.values[control].truth == MDS_UNKNOWN) {
            world.values[control].assurance = assurance;
        }
        const mds_assessment *after = hand_assess(&world);
        assert_no_higher(after, before, i);
        lowered += after->index[MDS_STAGE_R1][MDS_CASE_HI] <
                   before->index[MDS_STAGE_R1][MDS_CASE_HI] - slack;
        hand_finish(&world);
    }
    cr_assert_gt(lowered, WORLDS / 20, "the law was hardly put to the test: %u", lowered);
}

Test(properties, another_compensating_control_never_raises_the_risk)
{
    hand_random random = {.state = 3};
    unsigned lowered = 0;
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_assessment *before = hand_assess(&world);
        if (world.catalog.compensating_count > 0) {
            hand_record(&world, hand_below(&random, (uint32_t)world.catalog.compensating_count),
                        MDS_ASSURANCE_VERIFIED);
        }
        const mds_assessment *after = hand_assess(&world);
        assert_no_higher(after, before, i);
        lowered += after->index[MDS_STAGE_R2][MDS_CASE_HI] <
                   before->index[MDS_STAGE_R2][MDS_CASE_HI] - slack;
        hand_finish(&world);
    }
    cr_assert_gt(lowered, WORLDS / 20, "the law was hardly put to the test: %u", lowered);
}

Test(properties, another_scenario_never_lowers_the_index)
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
        const mds_assessment *before = hand_assess(&world);
        world.catalog.scenario_count = count;
        world.catalog.effect_count = effects;
        const mds_assessment *after = hand_assess(&world);
        assert_no_higher(before, after, i);
        cr_assert_leq(before->verdict, after->verdict);
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
        const mds_assessment *before = hand_assess(&world);
        turn_round(&world);
        const mds_assessment *after = hand_assess(&world);
        assert_no_higher(after, before, i);
        assert_no_higher(before, after, i);
        cr_assert_eq(after->verdict, before->verdict, "world %u", i);
        cr_assert_eq(after->ranked_count, before->ranked_count);
        size_t count = before->scenario_count;
        for (size_t s = 0; s < count; s++) {
            const mds_scenario_result *a = &before->scenarios[s];
            const mds_scenario_result *b = &after->scenarios[count - 1 - s];
            cr_assert_eq(a->option_count, b->option_count, "world %u", i);
            cr_assert_eq(a->level, b->level, "world %u", i);
            cr_assert_eq(a->weakest, b->weakest, "world %u", i);
        }
        hand_finish(&world);
    }
}

/* With a control that leads its group, unknown gives an interval with no and yes as its ends, and
 * an expected value strictly between them: it is neither of the two. */
Test(properties, unknown_is_between_yes_and_no_and_neither)
{
    static const double impact[] = {0.5, 0.5, 0.5};
    hand_random random = {.state = 6};
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_init(&world);
        uint32_t s = hand_scenario(&world, "s", 0.01 + hand_unit(&random), 0.5, 0.5, impact);
        uint32_t c = hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_UNKNOWN);
        hand_effect(&world, s, c, (mds_acts_on)hand_below(&random, 2),
                    0.05 + 0.9 * hand_unit(&random));
        const mds_result *unknown = hand_assess(&world)->scenarios[s].at[MDS_STAGE_R2];
        world.values[c].truth = MDS_TRUE;
        double yes = hand_frequency(&world, s);
        world.values[c].truth = MDS_FALSE;
        double no = hand_frequency(&world, s);
        cr_assert_lt(yes, no);
        cr_assert_lt(fabs(unknown[MDS_CASE_LO].frequency - yes), 1e-12);
        cr_assert_lt(fabs(unknown[MDS_CASE_HI].frequency - no), 1e-12);
        cr_assert_gt(unknown[MDS_CASE_EXPECTED].frequency, yes);
        cr_assert_lt(unknown[MDS_CASE_EXPECTED].frequency, no);
        hand_finish(&world);
    }
}

/* Only the answers of the controls vary here: whatever they turn out to be lies within. */
Test(properties, every_outcome_of_the_unknown_lies_within_the_interval)
{
    hand_random random = {.state = 7};
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_assessment *before = hand_assess(&world);
        for (uint32_t f = 0; f < world.catalog.fact_count; f++) {
            if (world.values[f].truth == MDS_UNKNOWN) {
                world.values[f].truth = hand_below(&random, 2) == 0 ? MDS_FALSE : MDS_TRUE;
                world.values[f].assurance = MDS_ASSURANCE_SELF_DECLARED;
            }
        }
        const mds_assessment *after = hand_assess(&world);
        for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
            const double *interval = before->index[stage];
            for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
                cr_assert(at_most(interval[MDS_CASE_LO], after->index[stage][c]), "world %u", i);
                cr_assert(at_most(after->index[stage][c], interval[MDS_CASE_HI]), "world %u", i);
            }
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
        const mds_assessment *a = hand_assess(&world);
        const mds_assessment *b = hand_assess(&world);
        cr_assert_eq(memcmp(a->index, b->index, sizeof a->index), 0);
        for (size_t s = 0; s < a->scenario_count; s++) {
            cr_assert_eq(memcmp(a->scenarios[s].at, b->scenarios[s].at, sizeof a->scenarios[s].at),
                         0);
        }
        cr_assert_eq(memcmp(a->ranking, b->ranking, a->ranked_count * sizeof *a->ranking), 0);
        hand_finish(&world);
    }
}

/* Every option's promise is kept, and none is forgotten. */
Test(properties, options_do_what_they_say)
{
    hand_random random = {.state = 9};
    unsigned kept = 0;
    for (unsigned i = 0; i < WORLDS / 4; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_assessment *before = hand_assess(&world);
        for (size_t s = 0; s < before->scenario_count; s++) {
            const mds_scenario_result *result = &before->scenarios[s];
            for (size_t o = 0; o < result->option_count; o++) {
                const mds_option *option = &result->options[o];
                cr_assert_gt(option->factor, 1.005);
                cr_assert(o == 0 || option->factor <= option[-1].factor, "world %u", i);
                uint32_t fact = option->effect->fact;
                if (fact == MDS_NO_ORDINAL) {
                    continue;
                }
                mds_fact_value was = world.values[fact];
                world.values[fact] = (mds_fact_value){.truth = MDS_TRUE};
                const mds_result *after =
                    &hand_assess(&world)->scenarios[s].at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
                cr_assert(at_most(after->rrf, option->rrf_after) &&
                              at_most(option->rrf_after, after->rrf),
                          "world %u: %.17g promised, %.17g kept", i, option->rrf_after, after->rrf);
                world.values[fact] = was;
                kept++;
            }
        }
        hand_finish(&world);
    }
    cr_assert_gt(kept, 500);
}
