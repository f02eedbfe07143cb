/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One device made by hand, part by part: rate, credit, impacts, ranking, what is refused. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

static const double serious[MDS_PROPERTY__COUNT] = {0.5, 0.5, 0.5};

static const mds_risk_at *at(hand_world *world, uint32_t scenario, mds_stage stage)
{
    return &hand_assess_device(world)->now->risks[scenario].at[stage];
}

static double frequency(hand_world *world, uint32_t scenario)
{
    return at(world, scenario, MDS_STAGE_R2)->frequency;
}

Test(device, rate_is_mode_times_raises_times_hospital_factor)
{
    hand_world world;
    hand_init(&world);
    uint32_t yes = hand_fact(&world, MDS_FACT_EXPOSURE, "yes", "", MDS_TRUE);
    uint32_t no = hand_fact(&world, MDS_FACT_EXPOSURE, "no", "", MDS_FALSE);
    uint32_t open = hand_fact(&world, MDS_FACT_EXPOSURE, "open", "", MDS_UNKNOWN);
    uint32_t s = hand_scenario(&world, "s", 0.1, 1.0, 1.0, serious);
    const mds_raise raises[] = {{.when = hand_when(&world, yes, false), .factor = 2.0},
                                {.when = hand_when(&world, no, false), .factor = 3.0},
                                {.when = hand_when(&world, open, false), .factor = 5.0}};
    world.scenarios[s].raises = raises;
    world.scenarios[s].raise_count = 3;
    world.deployment.hospital_rate_factor = 0.5;
    const mds_risk_assessment *found = hand_assess_device(&world);
    const mds_risk *risk = &found->now->risks[s];
    NEAR(risk->raises[0], 2.0, 0.0);
    NEAR(risk->raises[1], 1.0, 0.0);
    NEAR(risk->raises[2], 5.0, 0.0);
    NEAR(risk->raised, 5.0, 1e-15);
    NEAR(risk->at[MDS_STAGE_R2].frequency, 0.5, 1e-12);
    NEAR(found->best->risks[s].at[MDS_STAGE_R2].frequency, 0.1, 1e-12); /* open: not at best */
    hand_finish(&world);
}

/* An anchored rate is a ratio to what reaches a hospital of the country; the others are the same
 * everywhere. */
Test(device, anchored_rate_is_that_of_the_country)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.5, 1.0, 1.0, serious);
    uint32_t own = hand_scenario(&world, "own", 0.5, 1.0, 1.0, serious);
    world.scenarios[s].anchored = true;
    for (unsigned c = 0; c < MDS_COUNTRY__COUNT; c++) {
        const mds_rate anchor = world.anchors[c];
        world.deployment.country = (mds_country)c;
        NEAR(frequency(&world, s), 0.5 * mds_model_rate(anchor.mode, anchor.spread).mean, 1e-12);
        NEAR(frequency(&world, own), 0.5, 1e-12);
    }
    hand_finish(&world);
}

Test(device, closed_scenario_does_not_apply_and_unknown_one_is_closed_only_at_best)
{
    hand_world world;
    hand_init(&world);
    uint32_t fact = hand_fact(&world, MDS_FACT_EXPOSURE, "wifi", "", MDS_FALSE);
    uint32_t s = hand_scenario(&world, "s", 0.1, 1.0, 1.0, serious);
    world.scenarios[s].opens = hand_when(&world, fact, false);
    const mds_risk_assessment *found = hand_assess_device(&world);
    cr_assert_not(found->now->risks[s].applies);
    cr_assert_eq(found->ranked_count, 0);
    NEAR(found->now->at[MDS_STAGE_R0].rrf, 0.0, 0.0);

    world.values[fact].truth = MDS_UNKNOWN;
    found = hand_assess_device(&world);
    cr_assert_eq(found->ranked_count, 1);
    NEAR(found->now->risks[s].at[MDS_STAGE_R2].frequency, 0.1, 1e-12);
    cr_assert_not(found->best->risks[s].applies);
    hand_finish(&world);
}

/* One control in each state: what it leaves. */
Test(device, credit_by_state_and_evidence)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t c = hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_TRUE);
    hand_effect(&world, s, c, MDS_ACTS_ON_V1, 0.8);
    NEAR(frequency(&world, s), 1 - 0.8 * 0.7, 1e-12);
    world.values[c].assurance = MDS_ASSURANCE_DOCUMENTED;
    NEAR(frequency(&world, s), 1 - 0.8 * 0.85, 1e-12);
    world.values[c].assurance = MDS_ASSURANCE_VERIFIED;
    NEAR(frequency(&world, s), 1 - 0.8, 1e-12);
    NEAR(at(&world, s, MDS_STAGE_R0)->frequency, 1.0, 1e-12);
    world.values[c].truth = MDS_FALSE;
    NEAR(frequency(&world, s), 1.0, 1e-12);
    /* Unknown is no credit, and at best the declaration that may come. */
    world.values[c].truth = MDS_UNKNOWN;
    const mds_risk_assessment *found = hand_assess_device(&world);
    NEAR(found->now->risks[s].at[MDS_STAGE_R1].frequency, 1.0, 1e-12);
    NEAR(found->best->risks[s].at[MDS_STAGE_R1].frequency, 1 - 0.8 * 0.7, 1e-12);
    hand_finish(&world);
}

/* The answer of a coarse form adds nothing to that of a finer one, whatever their groups. */
Test(device, coarse_control_counts_only_where_no_finer_one_is_known)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 0.5, 0.4, serious);
    uint32_t coarse = hand_fact(&world, MDS_FACT_CONTROL, "coarse", "g", MDS_TRUE);
    uint32_t fine = hand_fact(&world, MDS_FACT_CONTROL, "fine", "h", MDS_TRUE);
    hand_effect(&world, s, coarse, MDS_ACTS_ON_V1, 0.2);
    hand_effect(&world, s, fine, MDS_ACTS_ON_V1, 0.6);
    world.facts[coarse].derived = hand_when(&world, fine, false);
    world.policy.evidence_self_declared = 1.0;
    world.policy.common_cause = 0.0;
    for (int stated = 0; stated < 2; stated++) {
        world.values[coarse].stated = stated == 1;
        world.values[fine].truth = MDS_TRUE;
        const mds_risk *risk = &hand_assess_device(&world)->now->risks[s];
        cr_assert_eq(risk->member_count, 1);
        NEAR(risk->at[MDS_STAGE_R1].phi, 0.4, 1e-12);
        /* Nobody knows of the finer one: the coarse one counts if a form states it. */
        world.values[fine].truth = MDS_UNKNOWN;
        risk = &hand_assess_device(&world)->now->risks[s];
        NEAR(risk->at[MDS_STAGE_R1].phi, stated == 1 ? 0.8 : 1.0, 1e-12);
    }
    hand_finish(&world);
}

Test(device, control_of_one_scenario_gives_no_credit_in_another)
{
    hand_world world;
    hand_init(&world);
    uint32_t a = hand_scenario(&world, "a", 1.0, 1.0, 1.0, serious);
    uint32_t b = hand_scenario(&world, "b", 1.0, 1.0, 1.0, serious);
    uint32_t c = hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_TRUE);
    hand_effect(&world, b, c, MDS_ACTS_ON_V1, 0.5);
    NEAR(frequency(&world, a), 1.0, 1e-12);
    NEAR(frequency(&world, b), 0.65, 1e-12);
    hand_finish(&world);
}

Test(device, impacts_are_scaled_by_profile_and_data_volume_up_to_one)
{
    static const double impact[] = {0.5, 0.4, 0.3};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, impact);
    world.profile.scale[MDS_PROPERTY_SAFETY] = 3.0;
    world.profile.scale[MDS_PROPERTY_EFFECTIVENESS] = 0.5;
    world.profile.scale[MDS_PROPERTY_SECURITY] = 1.5;
    world.volume.data_scale = 2.0;
    const mds_risk *risk = &hand_assess_device(&world)->now->risks[s];
    NEAR(risk->impact[MDS_PROPERTY_SAFETY], 1.0, 0.0);
    NEAR(risk->impact[MDS_PROPERTY_EFFECTIVENESS], 0.2, 1e-15);
    NEAR(risk->impact[MDS_PROPERTY_SECURITY], 0.9, 1e-15);
    NEAR(risk->worst, 1.0, 0.0);
    NEAR(risk->tolerable, mds_model_tolerated(&world.policy, 1.0), 1e-18);
    hand_finish(&world);
}

Test(device, ranking_is_by_share_then_order)
{
    hand_world world;
    hand_init(&world);
    uint32_t small = hand_scenario(&world, "a", 0.001, 1.0, 1.0, serious);
    uint32_t same = hand_scenario(&world, "b", 0.001, 1.0, 1.0, serious);
    uint32_t large = hand_scenario(&world, "c", 1.0, 1.0, 1.0, serious);
    const uint32_t expected[] = {large, small, same};
    const mds_risk_assessment *found = hand_assess_device(&world);
    cr_assert_eq(found->ranked_count, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(found->ranking[i], expected[i], "place %zu", i);
    }
    hand_finish(&world);
}

Test(device, weakest_evidence_is_that_of_what_counts)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t have = hand_fact(&world, MDS_FACT_CONTROL, "have", "a", MDS_TRUE);
    uint32_t lack = hand_fact(&world, MDS_FACT_CONTROL, "lack", "b", MDS_FALSE);
    hand_effect(&world, s, have, MDS_ACTS_ON_V1, 0.5);
    hand_effect(&world, s, lack, MDS_ACTS_ON_V1, 0.5);
    world.effects[1].effectiveness.strength = MDS_STRENGTH_JUDGEMENT;
    cr_assert_eq(hand_assess_device(&world)->now->risks[s].weakest, MDS_STRENGTH_DIRECT);
    world.effects[0].effectiveness.strength = MDS_STRENGTH_PROXY;
    cr_assert_eq(hand_assess_device(&world)->now->risks[s].weakest, MDS_STRENGTH_PROXY);
    world.values[lack].truth = MDS_TRUE;
    cr_assert_eq(hand_assess_device(&world)->now->risks[s].weakest, MDS_STRENGTH_JUDGEMENT);

    uint32_t t = hand_scenario(&world, "t", 1.0, 1.0, 1.0, serious);
    const mds_raise raise = {.factor = 2.0, .strength = MDS_STRENGTH_JUDGEMENT};
    cr_assert_eq(hand_assess_device(&world)->now->risks[t].weakest, MDS_STRENGTH_DIRECT);
    world.scenarios[t].raises = &raise;
    world.scenarios[t].raise_count = 1;
    cr_assert_eq(hand_assess_device(&world)->now->risks[t].weakest, MDS_STRENGTH_JUDGEMENT);
    hand_finish(&world);
}

Test(device, refuses_a_deployment_that_does_not_fit)
{
    hand_world world;
    hand_init(&world);
    hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    const mds_risk_assessment *kept = hand_assess_device(&world);
    const mds_risk_assessment *out = kept;
    for (unsigned i = 0; i < 6; i++) {
        mds_deployment deployment = world.deployment;
        switch (i) {
        case 0:
            deployment.profile = 7;
            break;
        case 1:
            deployment.data_volume = 7;
            break;
        case 2:
            deployment.hospital_rate_factor = -1.0;
            break;
        case 3:
            deployment.hospital_rate_factor = (double)NAN;
            break;
        case 4:
            deployment.country = MDS_COUNTRY__COUNT;
            break;
        case 5:
            deployment.record_count = 1;
            world.records[0].compensating = 7;
            break;
        }
        cr_assert_eq(mds_assess_device(&out, world.arena, &world.catalog, &world.policy,
                                       &world.device, &deployment, world.as_of, world.diags),
                     MDS_EINVAL, "case %u", i);
        cr_assert_eq(out, kept);
    }
    hand_finish(&world);
}

Test(device, short_memory_is_an_error_at_every_allocation)
{
    hand_random random = {.state = 31};
    hand_world world;
    hand_draw(&world, &random);
    const mds_risk_assessment *kept = hand_assess_device(&world);
    mds_status status = MDS_ELIMIT;
    size_t limit = 1;
    for (; status != MDS_OK && limit < (1 << 20); limit += 64) {
        const mds_risk_assessment *out = kept;
        mds_arena *arena = mds_arena_new(limit, NULL);
        status = mds_assess_device(&out, arena, &world.catalog, &world.policy, &world.device,
                                   &world.deployment, world.as_of, NULL);
        cr_assert(status == MDS_OK || (status == MDS_ELIMIT && out == kept));
        mds_arena_free(arena);
    }
    cr_assert_eq(status, MDS_OK);
    cr_assert_gt(limit, 1000);
    hand_finish(&world);
}
