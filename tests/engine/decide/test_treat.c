/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The treatment search: worked by hand on the pump, and against brute force with mds_assess() as
 * the judge of every set. */
#include "support/hand_world.h"
#include <mdsrisk/treat.h>

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { ARENA = 64 * 1024 * 1024, WORLDS = 400, MOST_KINDS = 8 };

static const mds_treatment *treat(hand_world *world, double level, mds_case which)
{
    const mds_treatment *found = NULL;
    const mds_treat_options options = {.level = level, .which = which};
    cr_assert_eq(mds_treat(&found, world->arena, hand_assess(world), &options, world->diags),
                 MDS_OK);
    return found;
}

/* Without its records the pump has 225 (worm), 43.84 (remote; 64 at hi) and 55 (theft); with
 * segmentation the worm has 49.5, with the broker remote has 21.92 (32 at hi). */
Test(treat, the_pump_by_hand)
{
    hand_world world;
    hand_pump(&world);
    world.deployment.record_count = 0;
    world.compensating[0].default_cost = 3.0;
    world.compensating[1].default_cost = 2.0;
    const mds_treatment *expected = treat(&world, 55.5, MDS_CASE_EXPECTED);
    cr_assert_float_eq(expected->now.worst[MDS_CASE_EXPECTED], 225.0, 1e-9);
    cr_assert_float_eq(expected->now.rrf[1], 43.84, 1e-9);
    cr_assert_float_eq(expected->now.rrf[2], 55.0, 1e-9);
    cr_assert_eq(expected->set_count, 1);
    cr_assert(expected->sets[0].count == 1 && expected->sets[0].kinds[0] == 0);
    cr_assert_float_eq(expected->sets[0].rrf[0], 49.5, 1e-9);
    cr_assert_float_eq(expected->sets[0].cost, 3.0, 0.0);
    cr_assert_eq(expected->sets[0].leader, 2);
    cr_assert_eq(expected->sets[0].verdict, MDS_VERDICT_NOT_ACCEPTABLE);

    const mds_treatment *hi = treat(&world, 55.5, MDS_CASE_HI);
    cr_assert_eq(hi->set_count, 1);
    cr_assert_eq(hi->sets[0].count, 2);
    cr_assert_float_eq(hi->now.rrf[1], 64.0, 1e-9);
    cr_assert_float_eq(hi->sets[0].rrf[1], 32.0, 1e-9);
    cr_assert_float_eq(hi->sets[0].index[MDS_CASE_EXPECTED], 5.997430, 5e-7);
    cr_assert_float_eq(hi->sets[0].index[MDS_CASE_HI], 6.748331, 5e-7);
    hand_finish(&world);
}

Test(treat, none_suffices_and_what_is_left_is_said)
{
    hand_world world;
    hand_pump(&world);
    world.deployment.record_count = 0;
    const mds_treatment *found = treat(&world, 50.0, MDS_CASE_EXPECTED);
    cr_assert_eq(found->set_count, 0);
    cr_assert_eq(found->all.count, 2);
    cr_assert_eq(found->all.above, 1);
    cr_assert_eq(found->all.leader, 2);
    cr_assert_float_eq(found->all.worst[MDS_CASE_EXPECTED], 55.0, 1e-9);
    hand_finish(&world);
}

Test(treat, nothing_to_do_is_the_empty_set)
{
    hand_world world;
    hand_pump(&world);
    const mds_treatment *found = treat(&world, 1000.0, MDS_CASE_HI);
    cr_assert_eq(found->set_count, 1);
    cr_assert_eq(found->sets[0].count, 0);
    cr_assert_eq(found->kinds[0].state, MDS_TREAT_DONE);
    cr_assert_eq(found->kinds[1].state, MDS_TREAT_DONE);
    hand_finish(&world);
}

Test(treat, a_partial_measure_is_completed_and_a_ruled_out_one_is_not_used)
{
    hand_world world;
    hand_pump(&world);
    world.records[0].implementation = MDS_IMPLEMENTATION_PARTIAL;
    const mds_treatment *found = treat(&world, 55.5, MDS_CASE_EXPECTED);
    cr_assert_eq(found->kinds[0].state, MDS_TREAT_INCOMPLETE);
    cr_assert_eq(found->set_count, 1);
    cr_assert(found->sets[0].count == 1 && found->sets[0].kinds[0] == 0);

    const mds_treatment_cost cost = {.compensating = 0, .cost = -1.0, .ruled_out = true};
    world.deployment.costs = &cost;
    world.deployment.cost_count = 1;
    found = treat(&world, 55.5, MDS_CASE_EXPECTED);
    cr_assert_eq(found->kinds[0].state, MDS_TREAT_RULED_OUT);
    cr_assert_eq(found->set_count, 0);
    hand_finish(&world);
}

/* Two ways to one end: the cheaper one first, and the prices can be turned round. */
Test(treat, cheapest_first_and_half_given_costs_are_said)
{
    static const double impact[] = {0.8, 0.0, 0.0};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.01, 1.0, 1.0, impact);
    for (uint32_t k = 0; k < 3; k++) {
        hand_compensating(&world, "kind", k == 0 ? "a" : k == 1 ? "b" : "c");
        world.compensating[k].default_cost = 2.0 + k;
    }
    hand_effect_compensating(&world, s, 0, MDS_ACTS_ON_V1, 0.95);
    hand_effect_compensating(&world, s, 1, MDS_ACTS_ON_V1, 0.95);
    hand_effect_compensating(&world, s, 2, MDS_ACTS_ON_V2, 0.2);
    const mds_treatment *found = treat(&world, 1.0, MDS_CASE_EXPECTED);
    cr_assert_eq(found->set_count, 2);
    cr_assert(found->sets[0].kinds[0] == 0 && found->sets[1].kinds[0] == 1);
    cr_assert_not(hand_said(&world, MDS_D_TREAT_COST_MIXED));

    const mds_treatment_cost cost = {.compensating = 0, .cost = 5000.0};
    world.deployment.costs = &cost;
    world.deployment.cost_count = 1;
    found = treat(&world, 1.0, MDS_CASE_EXPECTED);
    cr_assert(found->sets[0].kinds[0] == 1 && found->sets[1].kinds[0] == 0);
    cr_assert(found->kinds[0].cost_given && !found->kinds[1].cost_given);
    cr_assert(hand_said(&world, MDS_D_TREAT_COST_MIXED));
    hand_finish(&world);
}

/* Past end of support the cheapest number is not enough: segmentation alone closes a gate. */
Test(treat, the_gates_are_satisfied_too)
{
    static const double impact[] = {0.8, 0.0, 0.0};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1e-4, 1.0, 1.0, impact);
    world.scenarios[s].exploit = true;
    hand_fact(&world, MDS_FACT_EXPOSURE, "network-connected", "", MDS_TRUE);
    uint32_t segmentation = hand_compensating(&world, "segmentation", "a");
    uint32_t monitoring = hand_compensating(&world, "monitoring", "b");
    world.compensating[segmentation].isolates = true;
    world.compensating[segmentation].insufficient_alone = true;
    world.compensating[segmentation].default_cost = 1.0;
    world.compensating[monitoring].default_cost = 4.0;
    world.deployment.end_of_support = world.as_of - 100;
    const mds_treatment *found = treat(&world, 1.0, MDS_CASE_EXPECTED);
    cr_assert_lt(found->now.worst[MDS_CASE_EXPECTED], 1.0);
    cr_assert(found->now.gate[MDS_GATE_EOS_NETWORKED]);
    cr_assert_eq(found->set_count, 1);
    cr_assert_eq(found->sets[0].count, 2);
    cr_assert_float_eq(found->sets[0].cost, 5.0, 0.0);
    cr_assert_eq(found->sets[0].verdict, MDS_VERDICT_ACCEPTABLE);
    hand_finish(&world);
}

Test(treat, unusable_arguments_are_refused)
{
    hand_world world;
    hand_pump(&world);
    const mds_assessment *assessment = hand_assess(&world);
    const mds_treatment *found = NULL;
    const mds_treat_options bad[] = {{.level = 0.0, .which = MDS_CASE_HI},
                                     {.level = -1.0, .which = MDS_CASE_HI},
                                     {.level = (double)NAN, .which = MDS_CASE_HI},
                                     {.level = 1.0, .which = MDS_CASE__COUNT}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_assert_eq(mds_treat(&found, world.arena, assessment, &bad[i], NULL), MDS_EINVAL);
    }
    for (uint32_t i = 0; i < 21; i++) {
        hand_compensating(&world, "more", "");
    }
    const mds_treat_options good = {.level = 1.0, .which = MDS_CASE_HI};
    cr_assert_eq(mds_treat(&found, world.arena, hand_assess(&world), &good, world.diags),
                 MDS_ELIMIT);
    cr_assert(hand_said(&world, MDS_D_TREAT_TOO_MANY));
    cr_assert_null(found);
    hand_finish(&world);
}

/* The judge: the whole assessment of the device with the set as records. */
static const mds_assessment *judge(mds_arena *arena, const mds_assessment *as,
                                   const uint32_t *kinds, size_t count)
{
    const mds_assessment *with = NULL;
    const mds_deployment *deployment =
        mds_treat_deployment(arena, as->deployment, kinds, count, as->as_of);
    cr_assert_not_null(deployment);
    cr_assert_eq(
        mds_assess(&with, arena, as->catalog, as->policy, as->facts, deployment, as->as_of, NULL),
        MDS_OK);
    return with;
}

static bool satisfies(const mds_assessment *as, double level, mds_case which)
{
    bool gated = false;
    for (size_t s = 0; s < as->scenario_count; s++) {
        if (!(as->scenarios[s].at[MDS_STAGE_R2][which].rrf <= level)) {
            return false;
        }
        gated = gated || (as->catalog->scenarios[s].exploit && as->scenarios[s].open != MDS_FALSE);
    }
    return !gated || (!as->gate[0] && !as->gate[1]);
}

static void assert_same_numbers(const mds_treat_set *set, const mds_assessment *as, mds_case which,
                                unsigned i)
{
    for (size_t s = 0; s < as->scenario_count; s++) {
        cr_assert(set->rrf[s] == as->scenarios[s].at[MDS_STAGE_R2][which].rrf, "world %u", i);
    }
    for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
        cr_assert(set->index[c] == as->index[MDS_STAGE_R2][c], "world %u", i);
    }
    cr_assert_eq(set->verdict, as->verdict, "world %u", i);
    cr_assert_eq(set->verdict_hi, as->verdict_at[MDS_CASE_HI], "world %u", i);
    cr_assert(memcmp(set->gate, as->gate, sizeof set->gate) == 0, "world %u", i);
}

/* Kinds without a record, some of them ruled out, beside those that hand_draw() made. */
static void add_kinds(hand_world *world, hand_random *random, mds_treatment_cost *costs)
{
    static const char *const groups[] = {"a", "b", "x", "y", ""};
    while (world->catalog.compensating_count < MOST_KINDS && hand_below(random, 6) > 0) {
        uint32_t kind = hand_compensating(world, "more", groups[hand_below(random, 5)]);
        world->compensating[kind].isolates = hand_below(random, 2) == 0;
        world->compensating[kind].insufficient_alone = hand_below(random, 2) == 0;
        for (uint32_t s = 0; s < world->catalog.scenario_count; s++) {
            if (hand_below(random, 2) == 0 && world->catalog.effect_count < 4 * HAND_MAX - 1) {
                hand_effect_compensating(world, s, kind, (mds_acts_on)hand_below(random, 2),
                                         hand_unit(random));
            }
        }
    }
    for (uint32_t k = 0; k < world->catalog.compensating_count; k++) {
        world->compensating[k].default_cost = 1.0 + hand_below(random, 5);
        if (hand_below(random, 4) == 0) {
            costs[world->deployment.cost_count++] =
                (mds_treatment_cost){.compensating = k,
                                     .cost = 10.0 * hand_unit(random),
                                     .ruled_out = hand_below(random, 3) == 0,
                                     .reason = "",
                                     .where = ""};
        }
    }
    world->deployment.costs = costs;
}

typedef struct count_of {
    unsigned none, empty, several, sets;
} count_of;

static void compare_with_brute_force(hand_world *world, double level, mds_case which, unsigned i,
                                     count_of *seen)
{
    const mds_treatment *found = treat(world, level, which);
    const mds_assessment *as = found->assessment;
    uint32_t candidates[MOST_KINDS];
    size_t n = 0;
    for (uint32_t k = 0; k < found->kind_count; k++) {
        if (found->kinds[k].state == MDS_TREAT_MISSING ||
            found->kinds[k].state == MDS_TREAT_INCOMPLETE) {
            candidates[n++] = k;
        }
    }
    bool good[1 << MOST_KINDS];
    size_t minimal = 0;
    for (uint32_t set = 0; set < 1U << n; set++) {
        mds_arena *arena = mds_arena_new(ARENA, NULL);
        uint32_t kinds[MOST_KINDS];
        size_t count = 0;
        for (size_t b = 0; b < n; b++) {
            if (set >> b & 1U) {
                kinds[count++] = candidates[b];
            }
        }
        const mds_assessment *with = judge(arena, as, kinds, count);
        good[set] = satisfies(with, level, which);
        bool part = false;
        for (uint32_t sub = 0; sub < set; sub++) {
            part = part || ((sub & set) == sub && good[sub]);
        }
        if (good[set] && !part) {
            minimal++;
            const mds_treat_set *match = NULL;
            for (size_t k = 0; k < found->set_count; k++) {
                if (found->sets[k].count == count &&
                    memcmp(found->sets[k].kinds, kinds, count * sizeof *kinds) == 0) {
                    match = &found->sets[k];
                }
            }
            cr_assert_not_null(match, "world %u: a minimal set was not found", i);
            assert_same_numbers(match, with, which, i);
        }
        if (set == 0) {
            assert_same_numbers(&found->now, with, which, i);
        }
        if (set == (1U << n) - 1) {
            assert_same_numbers(&found->all, with, which, i);
        }
        mds_arena_free(arena);
    }
    cr_assert_eq(found->set_count, minimal, "world %u: %zu sets, brute force %zu", i,
                 found->set_count, minimal);
    for (size_t k = 1; k < found->set_count; k++) {
        cr_assert(found->sets[k - 1].cost <= found->sets[k].cost, "world %u", i);
    }
    seen->none += minimal == 0;
    seen->empty += minimal == 1 && found->sets[0].count == 0;
    seen->several += minimal > 1;
    seen->sets += 1U << n;
    cr_assert_leq(found->evaluated, ((size_t)1 << n) + n + 1);
}

Test(treat, every_minimal_set_as_brute_force_finds_it)
{
    hand_random random = {.state = 77};
    count_of seen = {0};
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        mds_treatment_cost costs[HAND_MAX];
        hand_draw(&world, &random);
        add_kinds(&world, &random, costs);
        const mds_assessment *now = hand_assess(&world);
        mds_case which = hand_below(&random, 2) == 0 ? MDS_CASE_EXPECTED : MDS_CASE_HI;
        double worst = 1.0;
        for (size_t s = 0; s < now->scenario_count; s++) {
            worst = fmax(worst, now->scenarios[s].at[MDS_STAGE_R2][which].rrf);
        }
        /* Levels where the answer is not plain: between a hundredth of the worst and all of it. */
        compare_with_brute_force(&world, worst * pow(10.0, -2.0 * hand_unit(&random)), which, i,
                                 &seen);
        hand_finish(&world);
    }
    cr_assert(seen.none > 20 && seen.empty > 5 && seen.several > 20,
              "hardly put to the test: %u without, %u done, %u with several", seen.none, seen.empty,
              seen.several);
}

/* Simulates the device with every set, and compares with what the search found. */
Test(treat, the_percentile_decides_when_it_is_asked_to)
{
    hand_random random = {.state = 4711};
    const mds_simulation_options draws = {.draws = 200, .seed = 9, .threads = 1};
    unsigned several = 0;
    for (unsigned i = 0; i < 60; i++) {
        hand_world world;
        mds_treatment_cost costs[HAND_MAX];
        hand_draw(&world, &random);
        add_kinds(&world, &random, costs);
        world.catalog.compensating_count =
            world.catalog.compensating_count < 5 ? world.catalog.compensating_count : 5;
        for (size_t e = 0; e < world.catalog.effect_count; e++) {
            mds_triple *value = &world.effects[e].effectiveness.value;
            *value = (mds_triple){0.6 * value->mode, value->mode, fmin(1.0, 1.2 * value->mode)};
            if (world.effects[e].compensating != MDS_NO_ORDINAL &&
                world.effects[e].compensating >= world.catalog.compensating_count) {
                world.effects[e] = world.effects[--world.catalog.effect_count];
                e--;
            }
        }
        world.deployment.cost_count = 0;
        const mds_assessment *now = hand_assess(&world);
        double worst = 1.0;
        for (size_t s = 0; s < now->scenario_count; s++) {
            worst = fmax(worst, now->scenarios[s].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf);
        }
        const mds_treat_options options = {.level = worst * (0.3 + 0.7 * hand_unit(&random)),
                                           .which = MDS_CASE_EXPECTED,
                                           .simulation = &draws};
        const mds_treatment *found = NULL;
        cr_assert_eq(mds_treat(&found, world.arena, now, &options, world.diags), MDS_OK);
        size_t minimal = 0;
        bool good[1 << 5] = {false};
        for (uint32_t set = 0; set < 1U << found->all.count; set++) {
            mds_arena *arena = mds_arena_new(ARENA, NULL);
            const mds_simulation *simulation = NULL;
            uint32_t kinds[5];
            size_t count = 0;
            bool part = false;
            for (size_t b = 0; b < found->all.count; b++) {
                if (set >> b & 1U) {
                    kinds[count++] = found->all.kinds[b];
                }
            }
            const mds_assessment *with = judge(arena, now, kinds, count);
            cr_assert_eq(mds_simulate(&simulation, arena, with, &draws, NULL), MDS_OK);
            good[set] = satisfies(with, HUGE_VAL, MDS_CASE_EXPECTED);
            for (size_t k = 0; k < simulation->risk_count; k++) {
                good[set] = good[set] && simulation->risks[k].rrf.p95 <= options.level;
            }
            for (uint32_t sub = 0; sub < set; sub++) {
                part = part || ((sub & set) == sub && good[sub]);
            }
            minimal += good[set] && !part;
            mds_arena_free(arena);
        }
        cr_assert_eq(found->set_count, minimal, "world %u: %zu sets, %zu expected", i,
                     found->set_count, minimal);
        for (size_t k = 0; k < found->set_count; k++) {
            cr_assert_leq(found->sets[k].p95, options.level);
        }
        several += minimal > 1;
        hand_finish(&world);
    }
    cr_assert_gt(several, 1, "hardly put to the test");
}
