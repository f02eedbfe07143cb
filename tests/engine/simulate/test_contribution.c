/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contributions against sums by hand and the register, and Shapley against its definition: the mean
 * over every order of the layers, each step by a whole assessment. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/contribution.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

static const double serious[] = {0.5, 0.5, 0.5};

static const mds_contributions *contributions(hand_world *world, uint32_t scenario)
{
    const mds_contributions *out = NULL;
    cr_assert_eq(
        mds_contributions_of(&out, world->arena, hand_assess_device(world), scenario, world->diags),
        MDS_OK);
    return out;
}

/* Two layers of .5 and .8 and nothing else: F_tol(.5) = .003, F = .003, patch state none. */
Test(contribution, two_layers_by_hand)
{
    hand_world world;
    hand_init(&world);
    world.policy.common_cause = 0.1;
    world.policy.evidence_self_declared = 1.0;
    uint32_t s = hand_scenario(&world, "s", 0.003, 1.0, 1.0, serious);
    uint32_t os = hand_fact(&world, MDS_FACT_CONTROL, "os", "os", MDS_TRUE);
    uint32_t net = hand_compensating(&world, "net", "net");
    hand_effect(&world, s, os, MDS_ACTS_ON_V1, 0.5);
    hand_effect_compensating(&world, s, net, MDS_ACTS_ON_V1, 0.8);
    hand_record(&world, net, MDS_ASSURANCE_VERIFIED);
    const mds_contributions *c = contributions(&world, s);
    const double both = 0.9 * 0.5 * 0.2 + 0.1 * 0.2;
    NEAR(c->before, 1.0, 1e-9);
    NEAR(c->after, both, 1e-9);
    cr_assert_eq(c->without_count, 2);
    cr_assert_eq(c->without[0].compensating, net);
    NEAR(c->without[0].times, 0.5, 1e-9);
    NEAR(c->without[0].added, 0.5 - both, 1e-9);
    NEAR(c->without[1].times, 0.2, 1e-9);
    cr_assert_eq(c->share_count, 2);
    cr_assert_str_eq(world.catalog.groups[c->shares[0].group].id, "net");
    NEAR(c->shares[0].value, 0.5 * (0.8 + (0.5 - both)), 1e-9);
    NEAR(c->shares[1].value, 0.5 * (0.5 + (0.2 - both)), 1e-9);
    cr_assert_eq(c->swing_count, 1); /* our own error: the rest are points */
    cr_assert_eq(c->swings[0].input.kind, MDS_INPUT_MODEL);
    NEAR(c->swings[0].times_low, both * exp(0.5 * -1.6448536270 - 0.125), 1e-7);
    NEAR(c->swings[0].times_high, both * exp(0.5 * 1.6448536270 - 0.125), 1e-7);
    hand_finish(&world);
}

/* The better patch state is a player too, and leaves with the first that leaves. */
Test(contribution, patch_state_is_a_player)
{
    hand_world world;
    hand_init(&world);
    world.policy.evidence_self_declared = 1.0;
    world.policy.common_cause = 0.0;
    world.patch_states[0] = (mds_patch_state){.id = "slow", .factor = 1.0};
    world.patch_states[1] = (mds_patch_state){.id = "none", .factor = 2.0};
    world.catalog.patch_state_count = 2;
    uint32_t s = hand_scenario(&world, "s", 0.003, 1.0, 1.0, serious);
    world.scenarios[s].patch_share = 1.0;
    hand_effect(&world, s, hand_fact(&world, MDS_FACT_CONTROL, "c", "", MDS_TRUE), MDS_ACTS_ON_V1,
                0.5);
    const mds_contributions *c = contributions(&world, s);
    NEAR(c->before, 2.0, 1e-9);
    NEAR(c->after, 0.5, 1e-9);
    cr_assert_eq(c->share_count, 2);
    for (size_t i = 0; i < 2; i++) {
        NEAR(c->shares[i].value, 0.75, 1e-9); /* (1 + .5) / 2 each */
        NEAR(c->without[i].times, 1.0, 1e-9);
        cr_assert_eq(c->shares[i].group, MDS_NO_ORDINAL);
    }
    hand_finish(&world);
}

Test(contribution, tornado_puts_one_input_at_its_ends)
{
    hand_world world;
    hand_init(&world);
    world.policy.model_sd = 0.0;
    uint32_t s = hand_scenario(&world, "s", 0.03, 0.5, 1.0, serious);
    (void)hand_scenario(&world, "still", 0.03, 0.5, 1.0, serious);
    const mds_triple v1 = {0.4, 0.5, 0.7};
    const double rate = mds_model_rate(0.03, 3.0).mean / 0.003;
    world.scenarios[s].base_rate.spread = 3.0;
    world.scenarios[s].v1.value = v1;
    const mds_contributions *c = contributions(&world, s);
    const mds_triple on = {log10(0.01), log10(0.03), log10(0.09)};
    cr_assert_eq(c->swing_count, 2);
    cr_assert_eq(c->swings[0].input.kind, MDS_INPUT_RATE);
    double low = pow(10.0, mds_pert_quantile(&on, 0.05));
    NEAR(c->swings[0].at_low, low, 1e-9);
    NEAR(c->swings[0].times_low, low / 0.003 * mds_pert_mean(&v1), 1e-9);
    cr_assert_eq(c->swings[1].input.kind, MDS_INPUT_V1);
    NEAR(c->swings[1].times_high, rate * mds_pert_quantile(&v1, 0.95), 1e-9);
    /* Of the device, beside a risk that does not move. */
    c = contributions(&world, MDS_NO_ORDINAL);
    cr_assert_eq(c->swing_count, 2);
    cr_assert_eq(c->swings[0].input.scenario, s);
    NEAR(c->swings[0].times_low, low / 0.003 * mds_pert_mean(&v1) + 5.0, 1e-9);
    hand_finish(&world);
}

enum { GROUPS = 5 };

/* E[T] with the controls in \p set, by a whole assessment: a fact that does not hold is none. */
static double times_with(hand_world *world, unsigned set)
{
    for (uint32_t f = 0; f < GROUPS; f++) {
        world->values[f].truth = (set >> f & 1U) != 0 ? MDS_TRUE : MDS_FALSE;
    }
    return hand_assess_device(world)->now->at[MDS_STAGE_R2].sum.mean;
}

/* Heap's algorithm. */
static void permute(hand_world *world, unsigned *order, unsigned n, double *sum, unsigned *count)
{
    if (n == 1) {
        unsigned set = 0;
        double before = times_with(world, 0);
        for (unsigned i = 0; i < GROUPS; i++) {
            set |= 1U << order[i];
            double after = times_with(world, set);
            sum[order[i]] += before - after;
            before = after;
        }
        *count += 1;
        return;
    }
    for (unsigned i = 0; i < n; i++) {
        permute(world, order, n - 1, sum, count);
        unsigned k = n % 2 == 0 ? i : 0;
        unsigned kept = order[k];
        order[k] = order[n - 1];
        order[n - 1] = kept;
    }
}

static void two_routes(hand_world *world, hand_random *random)
{
    mds_route_share *shares = mds_arena_alloc(world->arena, 2, sizeof *shares);
    cr_assert_not_null(shares);
    shares[0] = (mds_route_share){.route = 0, .share = 0.7};
    shares[1] = (mds_route_share){.route = 1, .share = 0.3};
    world->routes[1] = (mds_route){.id = "other"};
    world->catalog.route_count = 2;
    for (size_t g = 0; g < world->catalog.group_count; g++) {
        world->groups[g].routes = 1U + hand_below(random, 3);
    }
    for (size_t s = 0; s < world->catalog.scenario_count; s++) {
        world->scenarios[s].routes = shares;
        world->scenarios[s].route_count = 2;
        world->scenarios[s].anchored = hand_below(random, 2) == 0;
    }
}

Test(contribution, shapley_is_the_mean_over_all_orders)
{
    static const char *const names[GROUPS] = {"a", "b", "c", "d", ""};
    hand_random random = {.state = 21};
    for (unsigned w = 0; w < 6; w++) {
        hand_world world;
        unsigned order[GROUPS], count = 0;
        double sum[GROUPS] = {0};
        hand_init(&world);
        world.policy.common_cause = hand_unit(&random);
        for (uint32_t f = 0; f < GROUPS; f++) {
            hand_fact(&world, MDS_FACT_CONTROL, "f", names[f], MDS_TRUE);
            order[f] = f;
        }
        for (unsigned s = 0; s < 3; s++) {
            const double impact[] = {hand_unit(&random), hand_unit(&random), hand_unit(&random)};
            uint32_t scenario = hand_scenario(&world, "s", 2.0 * hand_unit(&random),
                                              hand_unit(&random), hand_unit(&random), impact);
            for (uint32_t f = 0; f < GROUPS; f++) {
                hand_effect(&world, scenario, f, MDS_ACTS_ON_V1, 0.05 + 0.9 * hand_unit(&random));
            }
        }
        two_routes(&world, &random);
        const mds_contributions *c = contributions(&world, MDS_NO_ORDINAL);
        permute(&world, order, GROUPS, sum, &count);
        cr_assert_eq(count, 120);
        cr_assert_eq(c->share_count, GROUPS);
        for (size_t i = 0; i < GROUPS; i++) {
            const mds_share *share = &c->shares[i];
            const uint32_t player = share->group != MDS_NO_ORDINAL ? share->group : share->fact;
            NEAR(share->value, sum[player] / count, 1e-9 * c->before);
        }
        hand_finish(&world);
    }
}

/* What holds in every world: the ends are the register's, parts sum up, nothing added is negative,
 * and what is added is what a whole assessment without the control says. */
Test(contribution, laws)
{
    hand_random random = {.state = 22};
    for (unsigned i = 0; i < 300; i++) {
        hand_world world;
        hand_draw(&world, &random);
        two_routes(&world, &random);
        const mds_risk_assessment *as = hand_assess_device(&world);
        const mds_device_at *at = as->now->at;
        const mds_contributions *c = contributions(&world, MDS_NO_ORDINAL);
        double sum = 0.0;
        NEAR(c->before, at[MDS_STAGE_R0].sum.mean, 1e-9 * c->before);
        NEAR(c->after, at[MDS_STAGE_R2].sum.mean, 1e-9 * c->before);
        for (size_t k = 0; k < c->share_count; k++) {
            sum += c->shares[k].value;
            cr_assert(k == 0 || c->shares[k].value <= c->shares[k - 1].value);
        }
        NEAR(sum, c->before - c->after, 1e-9 * c->before);
        for (size_t k = 0; k < c->without_count; k++) {
            cr_assert_geq(c->without[k].added, -1e-9 * c->before);
        }
        for (uint32_t s = 0; s < world.catalog.scenario_count; s++) {
            const mds_risk *risk = &as->now->risks[s];
            const mds_contributions *one = contributions(&world, s);
            NEAR(one->before, risk->at[MDS_STAGE_R0].part, 1e-9 * one->before);
            NEAR(one->after, risk->at[MDS_STAGE_R2].part, 1e-9 * one->before);
        }
        for (size_t k = 0; k < c->without_count && k < 4; k++) {
            const mds_without without = c->without[k];
            if (without.fact != MDS_NO_ORDINAL) {
                mds_fact_value kept = world.values[without.fact];
                world.values[without.fact].truth = MDS_FALSE;
                NEAR(hand_assess_device(&world)->now->at[MDS_STAGE_R2].sum.mean, without.times,
                     1e-9 * c->before);
                world.values[without.fact] = kept;
            }
        }
        hand_finish(&world);
    }
}

Test(contribution, scenario_that_does_not_exist)
{
    hand_world world;
    const mds_contributions *out = NULL;
    hand_pump(&world);
    cr_assert_eq(
        mds_contributions_of(&out, world.arena, hand_assess_device(&world), 3, world.diags),
        MDS_EINVAL);
    cr_assert_null(out);
    hand_finish(&world);
}
