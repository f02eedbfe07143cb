/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The curve over the coming years, against an assessment of every single day. */
#include "support/hand_world.h"
#include <mdsrisk/curve.h>
#include <mdsrisk/treat.h>

#include <criterion/criterion.h>

enum { YEARS = 2, WORLDS = 40, FIRST_80 = 1413, FIRST_90 = 612 };

static const mds_life_curve *build(hand_world *world, const mds_deployment *deployment,
                                   unsigned years, unsigned months)
{
    const mds_life_curve *curve = NULL;
    cr_assert_eq(mds_life_curve_build(&curve, world->arena, &world->catalog, &world->policy,
                                      &world->device, deployment, world->as_of, years, months),
                 MDS_OK);
    return curve;
}

/* One scenario whose rate hangs on holes, without patches: u is 2 until the end of support and
 * grows to 3.5. F_tol(.8) = .003 * 10^-.8, and at V = .25 the quantile at .8 is 1.344216 times the
 * mean: RRF = 1e-3 * .12 * 2 * 1.344216 / 4.754680e-4 = .678514 at first. */
static void old_device(hand_world *world)
{
    static const double impact[] = {0.8, 0.0, 0.0};

    hand_init(world);
    world->scenarios[hand_scenario(world, "s", 1e-3, 0.12, 1.0, impact)].patch_share = 1.0;
    world->routes[0].networked = false;
    world->deployment.end_of_life = world->as_of + 100;
    world->deployment.end_of_support = world->as_of + 1400;
}

Test(curve, the_day_on_which_a_device_is_no_longer_acceptable)
{
    hand_world world;

    old_device(&world);
    const mds_life_curve *curve = build(&world, &world.deployment, 10, 6);
    cr_assert_eq(curve->first[MDS_VERDICT_ACCEPTABLE], world.as_of);
    /* u passes 2.9624, where 1.005 is printed as 1.01, 1413 days past it. */
    cr_assert_eq(curve->first[MDS_VERDICT_REDUCE], world.as_of + 1400 + FIRST_80);
    cr_assert_eq(curve->first[MDS_VERDICT_NOT_ACCEPTABLE], INT32_MIN);
    cr_assert_eq(curve->points[0].day, world.as_of);
    cr_assert_eq(curve->points[0].event, MDS_LIFE_TODAY);
    cr_assert_float_eq(curve->points[0].rrf, 0.678514145, 1e-9);
    /* u stops at 3.5. */
    const mds_life_curve *later = build(&world, &world.deployment, 40, 12);
    cr_assert_float_eq(later->points[later->point_count - 1].rrf, 0.678514145 * 3.5 / 2.0, 1e-9);
    /* Who wants to be surer is told sooner. */
    world.policy.confidence = 0.9;
    curve = build(&world, &world.deployment, 10, 6);
    cr_assert_eq(curve->first[MDS_VERDICT_REDUCE], world.as_of + 1400 + FIRST_90);
    hand_finish(&world);
}

/* On a network the rule on end of support decides on that very day, whatever the number says. */
Test(curve, the_gate_closes_on_the_day_of_end_of_support)
{
    hand_world world;

    old_device(&world);
    world.routes[0].networked = true;
    const mds_life_curve *curve = build(&world, &world.deployment, 10, 12);
    cr_assert_eq(curve->first[MDS_VERDICT_REDUCE], world.as_of + 1400);
    cr_assert_eq(curve->first[MDS_VERDICT_NOT_ACCEPTABLE], world.as_of + 1400);
    cr_assert_eq(curve->first_best[MDS_VERDICT_NOT_ACCEPTABLE], world.as_of + 1400);
    cr_assert_eq(curve->points[0].gate, MDS_VERDICT_ACCEPTABLE);
    cr_assert_eq(curve->points[curve->point_count - 1].gate, MDS_VERDICT_NOT_ACCEPTABLE);
    hand_finish(&world);
}

/* A control that is open gives no credit as far as is known, and does in the best case. */
Test(curve, what_is_open_parts_the_best_case_from_what_is_known)
{
    hand_world world;

    old_device(&world);
    hand_effect(&world, 0, hand_fact(&world, MDS_FACT_CONTROL, "c", "", MDS_UNKNOWN),
                MDS_ACTS_ON_V1, 0.9);
    const mds_life_curve *curve = build(&world, &world.deployment, 10, 12);
    cr_assert_float_eq(curve->points[0].rrf, 0.678514145, 1e-9);
    cr_assert_float_eq(curve->points[0].rrf_best, 0.678514145 * (1.0 - 0.7 * 0.9), 1e-9);
    cr_assert_eq(curve->first[MDS_VERDICT_REDUCE], world.as_of + 1400 + FIRST_80);
    cr_assert_eq(curve->first_best[MDS_VERDICT_REDUCE], INT32_MIN);
    hand_finish(&world);
}

Test(curve, what_happens_on_the_way_stands_in_it)
{
    hand_world world;
    old_device(&world);
    uint32_t kind = hand_compensating(&world, "k", "");
    hand_record(&world, kind, MDS_ASSURANCE_VERIFIED); /* expires after 300 days */
    const mds_life_curve *curve = build(&world, &world.deployment, 5, 12);
    static const mds_life_curve_event expected[] = {
        MDS_LIFE_TODAY, MDS_LIFE_END_OF_LIFE, MDS_LIFE_RECORD_EXPIRED, MDS_LIFE_WARNING,
        MDS_LIFE_STEP,  MDS_LIFE_STEP,        MDS_LIFE_STEP,           MDS_LIFE_END_OF_SUPPORT,
        MDS_LIFE_STEP,  MDS_LIFE_STEP};
    cr_assert_eq(curve->point_count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < curve->point_count; i++) {
        cr_assert_eq(curve->points[i].event, expected[i], "point %zu", i);
    }
    cr_assert_eq(curve->points[1].day, world.as_of + 100);
    cr_assert_eq(curve->points[2].day, world.as_of + 301);
    cr_assert_eq(curve->points[3].day, world.as_of + 1400 - 1095);
    cr_assert(curve->points[3].warning && !curve->points[2].warning);
    cr_assert(curve->points[1].credited == 1 && curve->points[2].credited == 0);
    cr_assert_eq(curve->points[1].stage, MDS_LIFECYCLE_LIMITED_SUPPORT);
    cr_assert_eq(curve->points[7].stage, MDS_LIFECYCLE_END_OF_SUPPORT);

    const mds_deployment *renewed =
        mds_life_curve_renewed(world.arena, &world.catalog, &world.deployment, world.as_of);
    cr_assert_not_null(renewed);
    const mds_life_curve *kept = build(&world, renewed, 5, 12);
    cr_assert_eq(kept->points[kept->point_count - 1].credited, 1);
    hand_finish(&world);
}

Test(curve, a_month_end_stays_one)
{
    hand_world world;
    hand_init(&world);
    world.as_of = 20484; /* 2026-01-31 */
    const mds_life_curve *curve = build(&world, &world.deployment, 1, 1);
    cr_assert_eq(curve->point_count, 13);
    cr_assert_eq(curve->points[1].day, 20484 + 28); /* 2026-02-28 */
    cr_assert_eq(curve->points[2].day, 20484 + 59); /* 2026-03-31 */
    cr_assert_eq(curve->points[12].day, 20484 + 365);
    hand_finish(&world);
}

Test(curve, spans_and_steps_out_of_range_are_refused)
{
    hand_world world;
    hand_init(&world);
    static const unsigned bad[][2] = {{0, 6}, {51, 6}, {5, 0}, {5, 13}};
    const mds_life_curve *curve = NULL;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_assert_eq(mds_life_curve_build(&curve, world.arena, &world.catalog, &world.policy,
                                          &world.device, &world.deployment, world.as_of, bad[i][0],
                                          bad[i][1]),
                     MDS_EINVAL);
    }
    cr_assert_null(curve);
    hand_finish(&world);
}

enum { VERDICTS = MDS_VERDICT_NOT_ACCEPTABLE + 1 };

/* First day with each verdict, by looking at every day. */
static void scan(hand_world *world, int32_t end, int32_t first[2][VERDICTS])
{
    for (unsigned v = 0; v < VERDICTS; v++) {
        first[0][v] = first[1][v] = INT32_MIN;
    }
    for (int32_t day = world->as_of; day <= end; day++) {
        mds_arena *arena = mds_arena_new((size_t)1 << 24, NULL);
        const mds_risk_assessment *as = NULL;
        cr_assert_eq(mds_assess_device(&as, arena, &world->catalog, &world->policy, &world->device,
                                       &world->deployment, day, NULL),
                     MDS_OK);
        const mds_verdict seen[2] = {as->now->verdict, as->best->verdict};
        for (unsigned best = 0; best < 2; best++) {
            for (unsigned v = 0; v <= (unsigned)seen[best]; v++) {
                if (first[best][v] == INT32_MIN) {
                    first[best][v] = day;
                }
            }
        }
        mds_arena_free(arena);
    }
}

/* Rates that hang on holes, so that the years count; half of the devices are alone, so that the
 * gate does not hide the number. */
static void draw_aging(hand_world *world, hand_random *random)
{
    hand_draw(world, random);
    world->routes[0].networked = hand_below(random, 2) == 0;
    for (size_t s = 0; s < world->catalog.scenario_count; s++) {
        world->scenarios[s].patch_share = hand_unit(random);
        world->scenarios[s].base_rate.spread = 1.0 + 4.0 * hand_unit(random);
    }
    for (size_t k = 0; k < world->catalog.compensating_count; k++) {
        world->compensating[k].depth = hand_below(random, 2) == 0;
    }
}

Test(curve, the_first_day_is_the_one_that_every_day_shows)
{
    hand_random random = {.state = 5150};
    unsigned within = 0;
    for (unsigned i = 0; i < WORLDS; i++) {
        hand_world world;
        int32_t first[2][VERDICTS];
        draw_aging(&world, &random);
        /* So many attempts that the device is just below a verdict and the years decide. */
        world.deployment.hospital_rate_factor = 1.0;
        world.deployment.end_of_support = INT32_MIN;
        const double now = hand_assess_device(&world)->now->at[MDS_STAGE_R2].rrf;
        const double limit = hand_below(&random, 2) == 0 ? 1.0 : world.policy.reduce_limit;
        const double target = limit * (0.6 + 0.4 * hand_unit(&random));
        world.deployment.hospital_rate_factor = now > 0.0 ? target / now : 1.0;
        world.deployment.end_of_support = world.as_of + (int32_t)hand_below(&random, 700) - 100;
        for (size_t r = 0; r < world.deployment.record_count; r++) {
            world.records[r].validated += (int32_t)hand_below(&random, 400);
        }
        const mds_life_curve *curve = build(&world, &world.deployment, YEARS, 3);
        scan(&world, curve->end, first);
        for (unsigned v = 0; v < VERDICTS; v++) {
            cr_assert_eq(curve->first[v], first[0][v], "world %u verdict %u", i, v);
            cr_assert_eq(curve->first_best[v], first[1][v], "world %u verdict %u, best", i, v);
            within += first[0][v] > world.as_of;
        }
        hand_finish(&world);
    }
    cr_assert_gt(within, WORLDS / 4, "hardly put to the test: %u", within);
}
