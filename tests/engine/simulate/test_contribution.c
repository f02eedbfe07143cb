/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contributions against sums by hand, and Shapley against its definition: the mean over every
 * order of the groups, each step by a whole assessment. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/contribution.h>
#include <string.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

static const mds_contributions *contributions(hand_world *world, uint32_t scenario)
{
    const mds_contributions *out = NULL;
    cr_assert_eq(
        mds_contributions_of(&out, world->arena, hand_assess(world), scenario, world->diags),
        MDS_OK);
    return out;
}

static double percent(double frequency, double impact)
{
    return 100.0 * (1.0 - exp(-frequency)) * impact;
}

/* T1: hardening .5 and segmentation .8; .495 a year of .45 * f. */
Test(contribution, worked_worm_by_hand)
{
    hand_world world;
    hand_pump(&world);
    const mds_contributions *c = contributions(&world, 0);
    double none = percent(0.45, 0.8);
    double os = percent(0.45 * 0.5, 0.8);
    double net = percent(0.45 * 0.2, 0.8);
    double both = percent(0.45 * 0.11, 0.8);
    NEAR(c->before, none, 1e-9);
    NEAR(c->after, both, 1e-9);
    cr_assert_eq(c->without_count, 2);
    NEAR(c->without[0].risk, os, 1e-9); /* without segmentation */
    cr_assert_eq(c->without[0].compensating, 0);
    NEAR(c->without[0].added, os - both, 1e-9);
    NEAR(c->without[1].risk, net, 1e-9);
    cr_assert_eq(c->share_count, 2);
    cr_assert_str_eq(c->shares[0].group, "net");
    NEAR(c->shares[0].value, 0.5 * ((none - net) + (os - both)), 1e-9);
    cr_assert_str_eq(c->shares[1].group, "os");
    NEAR(c->shares[1].value, 0.5 * ((none - os) + (net - both)), 1e-9);
    cr_assert_eq(c->swing_count, 0); /* the hand world's estimates are points */
    hand_finish(&world);
}

/* The worked pump as a whole: from R0 to R2. */
Test(contribution, device_goes_from_r0_to_r2)
{
    hand_world world;
    hand_pump(&world);
    const mds_contributions *c = contributions(&world, MDS_NO_ORDINAL);
    double sum = 0.0;
    NEAR(c->before, 42.751579, 5e-7);
    NEAR(c->after, 5.997430, 5e-7);
    cr_assert_eq(c->group_count, 6); /* os, net, id, rem, enc, phys */
    cr_assert_eq(c->share_count, 6);
    for (size_t i = 0; i < c->share_count; i++) {
        sum += c->shares[i].value;
        cr_assert_geq(c->shares[i].value, 0.0);
        cr_assert(i == 0 || c->shares[i].value <= c->shares[i - 1].value);
    }
    NEAR(sum, c->before - c->after, 1e-9);
    /* The unknown session control is the only thing that swings: the golden corners. */
    cr_assert_eq(c->swing_count, 1);
    cr_assert_eq(c->swings[0].input.kind, MDS_INPUT_UNKNOWN);
    NEAR(c->swings[0].risk_low, 6.748331, 5e-7);
    NEAR(c->swings[0].risk_high, 5.238922, 5e-7);
    hand_finish(&world);
}

Test(contribution, tornado_puts_one_input_at_its_ends)
{
    static const double impact[] = {0.5, 0.5, 0.5};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.1, 0.5, 1.0, impact);
    uint32_t other = hand_scenario(&world, "t", 0.1, 0.5, 1.0, impact);
    const mds_triple rate = {0.01, 0.1, 1.0}, v1 = {0.4, 0.5, 0.7};
    world.scenarios[s].rate_log10 = true;
    world.scenarios[s].rate[MDS_COUNTRY_JP].value = rate;
    world.scenarios[s].v1.value = v1;
    const mds_contributions *c = contributions(&world, s);
    const mds_triple on = {-2.0, -1.0, 0.0};
    cr_assert_eq(c->swing_count, 2);
    cr_assert_eq(c->swings[0].input.kind, MDS_INPUT_RATE);
    double low = pow(10.0, mds_pert_quantile(&on, 0.05));
    NEAR(c->swings[0].at_low, low, 1e-9);
    NEAR(c->swings[0].risk_low, percent(low * 0.5, 0.5), 1e-9);
    cr_assert_eq(c->swings[1].input.kind, MDS_INPUT_V1);
    NEAR(c->swings[1].risk_high, percent(0.1 * mds_pert_quantile(&v1, 0.95), 0.5), 1e-9);
    /* Of the device, beside a risk that does not move. */
    c = contributions(&world, MDS_NO_ORDINAL);
    cr_assert_eq(c->swing_count, 2);
    cr_assert_eq(c->swings[0].scenario, s);
    double still = percent(0.05, 0.5) / 100.0;
    NEAR(c->swings[0].risk_low,
         100.0 * (1.0 - (1.0 - percent(low * 0.5, 0.5) / 100.0) * (1.0 - still)), 1e-9);
    cr_assert_neq(other, s);
    hand_finish(&world);
}

enum { GROUPS = 5 };

/* Credits of the groups in \p set, by a whole assessment: a fact that does not hold has none. */
static double index_with(hand_world *world, const mds_truth *truth, unsigned set)
{
    for (uint32_t f = 0; f < GROUPS; f++) {
        world->values[f].truth = set >> f & 1U ? truth[f] : MDS_FALSE;
    }
    return hand_assess(world)->index[MDS_STAGE_R2][MDS_CASE_EXPECTED];
}

/* Heap's algorithm. */
static void permute(hand_world *world, const mds_truth *truth, unsigned *order, unsigned n,
                    double *sum, unsigned *count)
{
    if (n == 1) {
        unsigned set = 0;
        double before = index_with(world, truth, 0);
        for (unsigned i = 0; i < GROUPS; i++) {
            set |= 1U << order[i];
            double after = index_with(world, truth, set);
            sum[order[i]] += before - after;
            before = after;
        }
        *count += 1;
        return;
    }
    for (unsigned i = 0; i < n; i++) {
        permute(world, truth, order, n - 1, sum, count);
        unsigned k = n % 2 == 0 ? i : 0;
        unsigned kept = order[k];
        order[k] = order[n - 1];
        order[n - 1] = kept;
    }
}

Test(contribution, shapley_is_the_mean_over_all_orders)
{
    static const char *const names[GROUPS] = {"a", "b", "c", "d", ""};
    hand_random random = {.state = 21};
    for (unsigned w = 0; w < 6; w++) {
        hand_world world;
        mds_truth truth[GROUPS];
        unsigned order[GROUPS], count = 0;
        double sum[GROUPS] = {0};
        hand_init(&world);
        for (uint32_t f = 0; f < GROUPS; f++) {
            truth[f] = hand_below(&random, 3) == 0 ? MDS_UNKNOWN : MDS_TRUE;
            hand_fact(&world, MDS_FACT_CONTROL, "f", names[f], truth[f]);
            order[f] = f;
        }
        for (unsigned s = 0; s < 3; s++) {
            const double impact[] = {hand_unit(&random), hand_unit(&random), hand_unit(&random)};
            uint32_t scenario = hand_scenario(&world, "s", 2.0 * hand_unit(&random),
                                              hand_unit(&random), hand_unit(&random), impact);
            for (uint32_t f = 0; f < GROUPS; f++) {
                hand_effect(&world, scenario, f, (mds_acts_on)hand_below(&random, 2),
                            0.05 + 0.9 * hand_unit(&random));
            }
        }
        const mds_contributions *c = contributions(&world, MDS_NO_ORDINAL);
        permute(&world, truth, order, GROUPS, sum, &count);
        cr_assert_eq(count, 120);
        cr_assert_eq(c->share_count, GROUPS);
        for (size_t i = 0; i < GROUPS; i++) {
            NEAR(c->shares[i].value, sum[c->shares[i].fact] / count, 1e-9);
        }
        hand_finish(&world);
    }
}

/* What holds in every world: parts sum up, nothing added is negative, the ends are those of the
 * assessment. */
Test(contribution, laws)
{
    hand_random random = {.state = 22};
    for (unsigned i = 0; i < 300; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_assessment *as = hand_assess(&world);
        const mds_contributions *c = contributions(&world, MDS_NO_ORDINAL);
        double sum = 0.0;
        NEAR(c->before, as->index[MDS_STAGE_R0][MDS_CASE_EXPECTED], 1e-9);
        NEAR(c->after, as->index[MDS_STAGE_R2][MDS_CASE_EXPECTED], 1e-9);
        cr_assert_eq(c->share_count, c->group_count <= MDS_SHAPLEY_MOST ? c->group_count : 0);
        for (size_t k = 0; k < c->share_count; k++) {
            sum += c->shares[k].value;
        }
        if (c->share_count == c->group_count) {
            NEAR(sum, c->before - c->after, 1e-9);
        }
        for (size_t k = 0; k < c->without_count; k++) {
            cr_assert_geq(c->without[k].added, -1e-9);
        }
        for (size_t s = 0; s < as->scenario_count; s++) {
            const mds_contributions *one = contributions(&world, (uint32_t)s);
            NEAR(one->before, as->scenarios[s].at[MDS_STAGE_R0][MDS_CASE_EXPECTED].risk, 1e-9);
            NEAR(one->after, as->scenarios[s].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].risk, 1e-9);
        }
        hand_finish(&world);
    }
}

Test(contribution, scenario_that_does_not_exist)
{
    hand_world world;
    const mds_contributions *out = NULL;
    hand_pump(&world);
    cr_assert_eq(mds_contributions_of(&out, world.arena, hand_assess(&world), 3, world.diags),
                 MDS_EINVAL);
    cr_assert_null(out);
    hand_finish(&world);
}
