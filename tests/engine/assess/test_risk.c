/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worked pump of the model's page, and the laws of the sum on devices made by hand. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>

static void expect(const char *what, double found, double wanted)
{
    cr_expect(fabs(found - wanted) <= 1e-8 * fabs(wanted), "%s: %.10g, not %.10g", what, found,
              wanted);
}

static uint32_t scenario(hand_world *world, const char *id, bool anchored, double mode,
                         double spread, mds_triple v1, mds_triple v2, double impact)
{
    const double impacts[] = {impact, 0.0, 0.0};
    const uint32_t s = hand_scenario(world, id, mode, 1.0, 1.0, impacts);
    world->scenarios[s].anchored = anchored;
    world->scenarios[s].base_rate.spread = spread;
    world->scenarios[s].v1.value = v1;
    world->scenarios[s].v2.value = v2;
    return s;
}

static void control(hand_world *world, uint32_t s, const char *id, const char *group, mds_triple e,
                    mds_assurance assurance)
{
    const uint32_t fact = hand_fact(world, MDS_FACT_CONTROL, id, group, MDS_TRUE);
    world->values[fact].assurance = assurance;
    hand_effect(world, s, fact, MDS_ACTS_ON_V1, 0.0);
    world->effects[world->catalog.effect_count - 1].effectiveness.value = e;
}

static void make_pump(hand_world *world)
{
    hand_init(world);
    world->policy.common_cause = 0.25;
    world->policy.reduce_limit = 5.0;
    world->deployment.country = MDS_COUNTRY_US;
    const uint32_t t1 = scenario(world, "worm", true, 0.6, 3.0, (mds_triple){0.3, 0.58, 0.9},
                                 (mds_triple){0.44, 0.7, 0.8}, 0.7);
    world->scenarios[t1].patch_share = 1.0;
    control(world, t1, "hardening", "os", (mds_triple){0.3, 0.5, 0.6}, MDS_ASSURANCE_SELF_DECLARED);
    control(world, t1, "segmentation", "net", (mds_triple){0.3, 0.6, 0.9}, MDS_ASSURANCE_VERIFIED);
    const uint32_t t2 = scenario(world, "remote", true, 0.3, 3.0, (mds_triple){0.5, 0.8, 0.95},
                                 (mds_triple){0.44, 0.7, 0.8}, 0.63);
    control(world, t2, "accounts", "id", (mds_triple){0.3, 0.6, 0.66}, MDS_ASSURANCE_VERIFIED);
    const uint32_t t3 =
        scenario(world, "discarded", false, 0.1, 2.0, (mds_triple){0.36, 0.62, 0.82},
                 (mds_triple){0.001, 0.004, 0.015}, 0.5);
    control(world, t3, "encryption", "enc", (mds_triple){0.75, 0.95, 0.99},
            MDS_ASSURANCE_DOCUMENTED);
    control(world, t3, "lock", "phys", (mds_triple){0.2, 0.5, 0.7}, MDS_ASSURANCE_SELF_DECLARED);
}

/* Two years past end of support to the day: the page reckons y = 2. */
static mds_device pump_device(hand_world *world)
{
    mds_device device;
    cr_assert_eq(mds_device_prepare(&device, world->arena, &world->catalog, &world->policy,
                                    &world->device, &world->deployment, world->as_of),
                 MDS_OK);
    device.past = true;
    device.years_past = 2.0;
    return device;
}

Test(risk, the_pump_of_the_page)
{
    static const double wanted[3][7] = {
        /* f, E[F], F_tol, V, factor, RRF, P */
        {0.2985, 0.0039200586, 0.000878593369, 0.706634339, 1.42498693, 6.35792675, 0.912893929},
        {0.44, 0.00154598075, 0.00135037562, 0.681411596, 1.42480196, 1.63118792, 0.401733607},
        {0.160568125, 5.40549768e-5, 0.003, 0.527758233, 1.41557133, 0.025506225, 1.90956581e-9},
    };
    hand_world world;
    mds_evaluation *found = NULL;
    make_pump(&world);
    const mds_device device = pump_device(&world);
    cr_assert_eq(mds_evaluation_new(&found, world.arena, &world.catalog), MDS_OK);
    mds_device_evaluate(found, &device);
    expect("u", found->patch_factor, 2.46875);
    expect("E[A]", device.anchor.mean, 0.0206067198);
    for (size_t s = 0; s < 3; s++) {
        const mds_risk *risk = &found->risks[s];
        const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
        expect("f", risk->paths[0].f[MDS_STAGE_R2], wanted[s][0]);
        expect("E[F]", at->frequency, wanted[s][1]);
        expect("F_tol", risk->tolerable, wanted[s][2]);
        expect("V", risk->constants->variance, wanted[s][3]);
        expect("factor", risk->constants->factor, wanted[s][4]);
        expect("RRF", at->rrf, wanted[s][5]);
        expect("P", at->exceeds, wanted[s][6]);
    }
    const mds_device_at *at = &found->at[MDS_STAGE_R2];
    expect("E[T]", at->sum.mean, 5.6246146);
    expect("E[T^2]", at->sum.second, 60.0311995);
    expect("RRF", at->rrf, 8.00818312);
    expect("sure", at->sure, 0.0393888542);
    hand_finish(&world);
}

Test(risk, a_fleet_of_pumps)
{
    hand_world world;
    mds_evaluation *found = NULL;
    make_pump(&world);
    mds_risk_assessment assessment = *hand_assess_device(&world);
    assessment.device = pump_device(&world);
    cr_assert_eq(mds_evaluation_new(&found, world.arena, &world.catalog), MDS_OK);
    mds_device_evaluate(found, &assessment.device);
    assessment.now = found;
    const mds_fleet fleet = mds_assess_fleet(&assessment, 24.0);
    expect("years", fleet.years, 48.5576127);
    expect("taken", fleet.taken, 6.37002771);
    expect("other", fleet.other, 0.00129731944);
    hand_finish(&world);
}

/* A group is one layer, whether its members act on v1 or on v2: only the least m counts. */
Test(risk, members_of_a_group_are_one_layer)
{
    hand_world world;
    make_pump(&world);
    const double before = hand_assess_device(&world)->now->at[MDS_STAGE_R2].rrf;
    control(&world, 0, "weaker", "os", (mds_triple){0.1, 0.2, 0.3}, MDS_ASSURANCE_SELF_DECLARED);
    world.effects[world.catalog.effect_count - 1].acts_on = MDS_ACTS_ON_V2;
    const mds_risk_assessment *with = hand_assess_device(&world);
    expect("RRF", with->now->at[MDS_STAGE_R2].rrf, before);
    hand_finish(&world);
}

/* A scenario of fixed F in two parts leaves E[T] as it was. */
Test(risk, splitting_a_scenario_leaves_the_sum)
{
    hand_world world;
    make_pump(&world);
    const double before = hand_assess_device(&world)->now->at[MDS_STAGE_R2].sum.mean;
    mds_scenario *whole = &world.scenarios[2];
    whole->base_rate.mode *= 0.25;
    world.scenarios[3] = *whole;
    world.scenarios[3].base_rate.mode *= 3.0;
    world.catalog.scenario_count = 4;
    for (size_t i = 0, n = world.catalog.effect_count; i < n; i++) {
        if (world.effects[i].scenario == 2) {
            world.effects[world.catalog.effect_count] = world.effects[i];
            world.effects[world.catalog.effect_count++].scenario = 3;
        }
    }
    expect("E[T]", hand_assess_device(&world)->now->at[MDS_STAGE_R2].sum.mean, before);
    hand_finish(&world);
}

Test(risk, the_requirement_rises_strictly_with_the_impact)
{
    hand_world world;
    make_pump(&world);
    double last = 0.0;
    for (int i = 1; i <= 100; i++) {
        world.scenarios[0].impact[MDS_PROPERTY_SAFETY].value = i / 100.0;
        const double rrf = hand_assess_device(&world)->now->risks[0].at[MDS_STAGE_R2].rrf;
        cr_assert_gt(rrf, last, "at %d", i);
        last = rrf;
    }
    hand_finish(&world);
}

Test(risk, nothing_that_applies_is_nothing_to_reduce)
{
    hand_world world;
    hand_init(&world);
    const mds_risk_assessment *found = hand_assess_device(&world);
    cr_expect_eq(found->now->at[MDS_STAGE_R2].rrf, 0.0);
    cr_expect_eq(found->now->at[MDS_STAGE_R2].sure, 1.0);
    cr_expect_eq(found->verdict, MDS_VERDICT_CANNOT_BE_JUDGED, "no form is given");
    cr_expect_eq(found->unjudged, MDS_UNJUDGED_NO_FORM);
    hand_finish(&world);
}
