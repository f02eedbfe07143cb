/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulation against moments worked out on paper, against GSL's own distribution, and against
 * the assessment whose numbers it varies. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/simulate.h>
#include <stdlib.h>
#include <string.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

static const double serious[MDS_PROPERTY__COUNT] = {0.5, 0.5, 0.5};

static const mds_simulation *simulate(hand_world *world, size_t draws, uint64_t seed,
                                      unsigned threads)
{
    const mds_simulation_options options = {.draws = draws, .seed = seed, .threads = threads};
    const mds_simulation *simulation = NULL;
    cr_assert_eq(
        mds_simulate(&simulation, world->arena, hand_assess(world), &options, world->diags),
        MDS_OK);
    return simulation;
}

Test(simulate, pert_quantiles_and_mean_are_the_published_ones)
{
    const mds_triple triple = {1.0, 2.0, 9.0};
    NEAR(mds_pert_quantile(&triple, 0.05), 1.291578, 5e-7);
    NEAR(mds_pert_quantile(&triple, 0.50), 2.768959, 5e-7);
    NEAR(mds_pert_quantile(&triple, 0.95), 5.502757, 5e-7);
    NEAR(mds_pert_mean(&triple), 3.0, 0.0);
    const mds_triple point = {2.0, 2.0, 2.0};
    NEAR(mds_pert_quantile(&point, 0.3), 2.0, 0.0);
    const mds_triple wrong = {2.0, 1.0, 3.0};
    cr_assert(isnan(mds_pert_quantile(&wrong, 0.5)));
    cr_assert(isnan(mds_pert_quantile(&triple, 0.0)));
    cr_assert(isnan(mds_pert_quantile(&triple, 1.0)));
    double out[1];
    cr_assert_eq(mds_pert_draws(out, 1, &wrong, 1, 1), MDS_EINVAL);
}

/* Kolmogorov's distance of each shape to its own quantiles; 1.95 / sqrt(n) is exceeded by chance
 * once in a thousand. */
Test(simulate, draws_follow_the_distribution_for_every_shape)
{
    enum { DRAWS = 200000, BINS = 199 };
    double *draws = malloc(DRAWS * sizeof *draws);
    cr_assert_not_null(draws);
    for (int m = 0; m <= 20; m++) {
        const mds_triple triple = {-1.0, -1.0 + 3.0 * m / 20.0, 2.0};
        size_t below[BINS + 1] = {0};
        double edge[BINS + 1];
        double sum = 0.0, squares = 0.0;
        cr_assert_eq(mds_pert_draws(draws, DRAWS, &triple, 7, (uint64_t)m), MDS_OK);
        for (int k = 1; k <= BINS; k++) {
            edge[k] = mds_pert_quantile(&triple, k / (BINS + 1.0));
        }
        for (size_t i = 0; i < DRAWS; i++) {
            cr_assert(draws[i] >= -1.0 && draws[i] <= 2.0);
            sum += draws[i];
            squares += draws[i] * draws[i];
            int k = BINS;
            while (k >= 1 && draws[i] <= edge[k]) {
                below[k--]++;
            }
        }
        for (int k = 1; k <= BINS; k++) {
            NEAR((double)below[k] / DRAWS, k / (BINS + 1.0), 1.95 / sqrt(DRAWS));
        }
        double mean = mds_pert_mean(&triple);
        double variance = (mean + 1.0) * (2.0 - mean) / 7.0; /* Vose: alpha + beta + 1 = 7 */
        NEAR(sum / DRAWS, mean, 4.0 * sqrt(variance / DRAWS));
        NEAR(squares / DRAWS - sum / DRAWS * (sum / DRAWS), variance, 0.02 * variance);
    }
    free(draws);
}

Test(simulate, probability_that_one_pert_exceeds_another)
{
    enum { DRAWS = 1000000 };
    const mds_triple capacity = {0.6, 0.85, 0.98}, strength = {0.59, 0.84, 0.97};
    double *a = malloc(DRAWS * sizeof *a), *b = malloc(DRAWS * sizeof *b);
    size_t above = 0;
    cr_assert(a != NULL && b != NULL);
    cr_assert_eq(mds_pert_draws(a, DRAWS, &capacity, 3, 1), MDS_OK);
    cr_assert_eq(mds_pert_draws(b, DRAWS, &strength, 3, 2), MDS_OK);
    for (size_t i = 0; i < DRAWS; i++) {
        above += a[i] > b[i];
    }
    NEAR((double)above / DRAWS, 0.539044, 4.0 * 0.5 / 1000.0);
    free(a);
    free(b);
}

/* T1 at R2, B = 0: the analytic moments of the model's page. */
static void uncertain_worm(hand_world *world)
{
    hand_pump(world);
    world->policy.common_cause = 0.0;
    for (unsigned c = 0; c < MDS_COUNTRY__COUNT; c++) {
        world->scenarios[0].rate[c].value = (mds_triple){0.2, 0.5, 1.4};
    }
    for (size_t e = 0; e < world->catalog.effect_count; e++) {
        mds_effect *effect = &world->effects[e];
        if (effect->scenario == 0 && effect->fact == 1) {
            effect->effectiveness.value = (mds_triple){0.3, 0.5, 0.6};
        } else if (effect->scenario == 0 && effect->compensating == 0) {
            effect->effectiveness.value = (mds_triple){0.6, 0.8, 0.9};
        }
    }
}

static const mds_risk_spread *risk_of(const mds_simulation *simulation, uint32_t scenario)
{
    for (size_t i = 0; i < simulation->risk_count; i++) {
        if (simulation->risks[i].scenario == scenario) {
            return &simulation->risks[i];
        }
    }
    cr_assert_fail("no such risk");
    return NULL;
}

Test(simulate, moments_of_the_worked_pump_are_the_analytic_ones)
{
    hand_world world;
    uncertain_worm(&world);
    const mds_simulation *simulation = simulate(&world, 1000000, 20261120, 2);
    const mds_risk_spread *worm = risk_of(simulation, 0);
    NEAR(worm->frequency.error, 0.027969 / 1000.0, 0.01 * 0.027969 / 1000.0);
    NEAR(worm->frequency.mean, 0.060450, 4.0 * worm->frequency.error + 5e-7);
    NEAR(worm->frequency.sd, 0.027969, 0.01 * 0.027969);
    NEAR(worm->rrf.mean, worm->frequency.mean / 0.001, 1e-9);
    NEAR(worm->rrf.p95, worm->frequency.p95 / 0.001, 1e-9);
    NEAR(worm->risk.p95, 100.0 * (1.0 - exp(-worm->frequency.p95)) * 0.8, 1e-12);
    NEAR(worm->above_one, 1.0, 0.0);
    cr_assert_eq(simulation->draws, 1000000);
    cr_assert_eq(simulation->seed, 20261120);
    cr_assert_str_eq(simulation->generator, "xoshiro256++");
    hand_finish(&world);
}

/* lambda on a log10 scale: with nothing else F is lambda, and log10 of its median is the median of
 * a PERT. */
Test(simulate, rate_on_a_log_scale)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.03, 1.0, 1.0, serious);
    world.scenarios[s].rate_log10 = true;
    world.scenarios[s].rate[MDS_COUNTRY_JP].value = (mds_triple){0.001, 0.03, 1.1};
    const mds_risk_spread *risk = &simulate(&world, 200000, 5, 1)->risks[0];
    const mds_triple on = {log10(0.001), log10(0.03), log10(1.1)};
    NEAR(log10(risk->frequency.p05), mds_pert_quantile(&on, 0.05), 0.01);
    NEAR(log10(risk->frequency.p50), mds_pert_quantile(&on, 0.50), 0.01);
    NEAR(log10(risk->frequency.p95), mds_pert_quantile(&on, 0.95), 0.01);
    cr_assert_geq(risk->frequency.least, 0.001 * (1.0 - 1e-12));
    cr_assert_leq(risk->frequency.most, 1.1 * (1.0 + 1e-12));
    hand_finish(&world);
}

/* One unknown control of effect .4: F is .6 with probability pi, else 1. The same control in two
 * scenarios is there in both or in neither. */
Test(simulate, unknown_control_is_one_thing_and_there_with_the_policys_probability)
{
    hand_world world;
    hand_init(&world);
    world.policy.evidence_self_declared = 1.0;
    uint32_t c = hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_UNKNOWN);
    for (int i = 0; i < 2; i++) {
        hand_effect(&world, hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious), c, MDS_ACTS_ON_V1,
                    0.4);
    }
    const mds_simulation *simulation = simulate(&world, 100000, 9, 2);
    const mds_spread *f = &simulation->risks[0].frequency;
    NEAR(f->mean, 0.25 * 0.6 + 0.75, 4.0 * f->error);
    NEAR(f->sd, 0.4 * sqrt(0.25 * 0.75), 0.002);
    NEAR(f->p05, 0.6, 1e-12);
    NEAR(f->p50, 1.0, 1e-12);
    for (size_t i = 0; i < simulation->draws; i++) {
        double with = 100.0 * (1.0 - pow(1.0 - 0.5 * (1.0 - exp(-0.6)), 2.0));
        double without = 100.0 * (1.0 - pow(1.0 - 0.5 * (1.0 - exp(-1.0)), 2.0));
        double r = simulation->index_draws[i];
        cr_assert(fabs(r - with) < 1e-9 || fabs(r - without) < 1e-9, "%.12g", r);
    }
    hand_finish(&world);
}

static void loosen(mds_estimate *estimate, hand_random *random, double most)
{
    mds_triple *t = &estimate->value;
    t->low = t->mode * hand_unit(random);
    t->high = t->mode + (most - t->mode) * hand_unit(random);
}

/* Every estimate as a triple around its mode. */
static void loosen_world(hand_world *world, hand_random *random)
{
    for (size_t s = 0; s < world->catalog.scenario_count; s++) {
        mds_scenario *scenario = &world->scenarios[s];
        loosen(&scenario->v1, random, 1.0);
        loosen(&scenario->v2, random, 1.0);
        scenario->rate_log10 = hand_below(random, 2) == 0;
        for (unsigned c = 0; c < MDS_COUNTRY__COUNT; c++) {
            scenario->rate[c].value.mode += 1e-6;
            loosen(&scenario->rate[c], random, 3.0);
            scenario->rate[c].value.low += 1e-9;
        }
    }
    for (size_t e = 0; e < world->catalog.effect_count; e++) {
        loosen(&world->effects[e].effectiveness, random, 1.0);
    }
}

Test(simulate, every_draw_lies_within_lo_and_hi_when_only_unknowns_vary)
{
    hand_random random = {.state = 11};
    for (unsigned i = 0; i < 300; i++) {
        hand_world world;
        hand_draw(&world, &random);
        const mds_assessment *as = hand_assess(&world);
        const mds_simulation *simulation = simulate(&world, 200, i, 1);
        const double *index = as->index[MDS_STAGE_R2];
        cr_assert_geq(simulation->index.least, index[MDS_CASE_LO] - 1e-9, "world %u", i);
        cr_assert_leq(simulation->index.most, index[MDS_CASE_HI] + 1e-9, "world %u", i);
        cr_assert_eq(simulation->risk_count, as->ranked_count);
        for (size_t k = 0; k < simulation->risk_count; k++) {
            const mds_risk_spread *risk = &simulation->risks[k];
            const mds_result *at = as->scenarios[risk->scenario].at[MDS_STAGE_R2];
            cr_assert_eq(risk->scenario, as->ranking[k]);
            cr_assert_geq(risk->frequency.least, at[MDS_CASE_LO].frequency * (1.0 - 1e-9));
            cr_assert_leq(risk->frequency.most, at[MDS_CASE_HI].frequency * (1.0 + 1e-9));
        }
        hand_finish(&world);
    }
}

static void assert_ordered(const mds_spread *s)
{
    cr_assert(s->least <= s->p05 && s->p05 <= s->p50 && s->p50 <= s->p95 && s->p95 <= s->most);
    cr_assert(s->least <= s->mean * (1.0 + 1e-12) && s->mean <= s->most * (1.0 + 1e-12));
    cr_assert(s->sd >= 0.0 && s->error <= s->sd);
}

static void assert_same(const mds_simulation *a, const mds_simulation *b)
{
    cr_assert_eq(a->risk_count, b->risk_count);
    cr_assert_eq(memcmp(a->risks, b->risks, a->risk_count * sizeof *a->risks), 0);
    cr_assert_eq(
        memcmp(a->exceedances, b->exceedances, a->exceedance_count * sizeof *a->exceedances), 0);
    cr_assert_eq(memcmp(a->curve, b->curve, sizeof a->curve), 0);
    cr_assert_eq(memcmp(&a->index, &b->index, sizeof a->index), 0);
    cr_assert_eq(memcmp(a->index_draws, b->index_draws, a->draws * sizeof *a->index_draws), 0);
    cr_assert_eq(memcmp(&a->above_one, &b->above_one, sizeof a->above_one), 0);
}

Test(simulate, same_seed_same_bytes_whatever_the_threads)
{
    hand_random random = {.state = 12};
    for (unsigned i = 0; i < 20; i++) {
        hand_world world;
        hand_draw(&world, &random);
        loosen_world(&world, &random);
        const mds_simulation *one = simulate(&world, 5000, 42, 1);
        assert_same(one, simulate(&world, 5000, 42, 2));
        assert_same(one, simulate(&world, 5000, 42, 7));
        for (size_t k = 0; k < one->risk_count; k++) {
            assert_ordered(&one->risks[k].frequency);
            assert_ordered(&one->risks[k].risk);
        }
        assert_ordered(&one->index);
        for (size_t t = 1; t < one->exceedance_count; t++) {
            cr_assert_geq(one->exceedances[t].frequency.mean,
                          one->exceedances[t - 1].frequency.mean);
        }
        for (size_t k = 1; k < MDS_CURVE_POINTS; k++) {
            cr_assert_geq(one->curve[k].index, one->curve[k - 1].index);
        }
        /* A longer run begins with the same draws. */
        const mds_simulation *longer = simulate(&world, 6000, 42, 2);
        cr_assert_eq(memcmp(one->index_draws, longer->index_draws, 5000 * sizeof(double)), 0);
        if (one->index.sd > 0.0) {
            const mds_simulation *another = simulate(&world, 5000, 43, 1);
            cr_assert_neq(memcmp(one->index_draws, another->index_draws, 5000 * sizeof(double)), 0);
        }
        hand_finish(&world);
    }
}

/* The curve and the exceedances against a count of the draws themselves. */
Test(simulate, curve_and_shares_are_counts_of_draws)
{
    hand_world world;
    uncertain_worm(&world);
    const mds_simulation *simulation = simulate(&world, 10000, 4, 2);
    for (size_t k = 0; k < MDS_CURVE_POINTS; k++) {
        size_t at_least = 0;
        for (size_t i = 0; i < simulation->draws; i++) {
            at_least += simulation->index_draws[i] >= simulation->curve[k].index;
        }
        cr_assert_geq((double)at_least / 10000.0, simulation->curve[k].share);
        cr_assert_leq((double)at_least / 10000.0, simulation->curve[k].share + 0.26);
    }
    /* worm I = .8, remote .8, theft .9: above .875 stands theft alone, above .5 all three. */
    cr_assert_eq(simulation->exceedance_count, 5);
    NEAR(simulation->exceedances[0].frequency.mean, 0.0, 0.0);
    NEAR(simulation->exceedances[1].frequency.mean, risk_of(simulation, 2)->frequency.mean, 1e-12);
    NEAR(simulation->exceedances[2].frequency.mean,
         risk_of(simulation, 0)->frequency.mean + risk_of(simulation, 1)->frequency.mean +
             risk_of(simulation, 2)->frequency.mean,
         1e-9);
    hand_finish(&world);
}

/* Two devices with one seed share what they have in common. */
Test(simulate, random_numbers_are_common_to_two_assessments)
{
    hand_world world;
    uncertain_worm(&world);
    const mds_simulation *with = simulate(&world, 10000, 4, 1);
    world.deployment.record_count = 1; /* without the session broker */
    const mds_simulation *without = simulate(&world, 10000, 4, 1);
    for (size_t i = 0; i < with->draws; i++) {
        cr_assert_leq(with->index_draws[i], without->index_draws[i] + 1e-12);
    }
    NEAR(risk_of(with, 0)->frequency.mean, risk_of(without, 0)->frequency.mean, 0.0);
    hand_finish(&world);
}

Test(simulate, options_and_estimates_out_of_bounds_are_refused)
{
    hand_world world;
    hand_pump(&world);
    const mds_assessment *as = hand_assess(&world);
    const mds_simulation *out = NULL;
    const mds_simulation_options wrong[] = {{.draws = MDS_DRAWS_LEAST - 1, .threads = 1},
                                            {.draws = MDS_DRAWS_MOST + 1, .threads = 1},
                                            {.draws = 1000, .threads = 0},
                                            {.draws = 1000, .threads = MDS_THREADS_MOST + 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cr_assert_eq(mds_simulate(&out, world.arena, as, &wrong[i], world.diags), MDS_EINVAL);
    }
    const mds_simulation_options right = {.draws = 1000, .threads = 1};
    world.effects[1].effectiveness.value.low = 0.7; /* above its mode */
    cr_assert_eq(mds_simulate(&out, world.arena, as, &right, world.diags), MDS_EINVAL);
    cr_assert(hand_said(&world, MDS_D_SIMULATE_NO_TRIPLE));
    world.effects[1].effectiveness.value.low = 0.5;
    world.scenarios[0].rate_log10 = true;
    world.scenarios[0].rate[MDS_COUNTRY_JP].value.low = 0.0;
    cr_assert_eq(mds_simulate(&out, world.arena, as, &right, world.diags), MDS_EINVAL);
    cr_assert_null(out);
    hand_finish(&world);
}

static void count_calls(void *payload, size_t done, size_t total)
{
    size_t *calls = payload;
    cr_assert_leq(done, total);
    *calls += 1;
}

Test(simulate, device_without_a_risk_and_progress)
{
    hand_world world;
    size_t calls = 0;
    const mds_simulation *out = NULL;
    hand_init(&world);
    const mds_simulation_options options = {
        .draws = 100, .threads = 4, .progress = count_calls, .payload = &calls};
    cr_assert_eq(mds_simulate(&out, world.arena, hand_assess(&world), &options, world.diags),
                 MDS_OK);
    cr_assert_eq(out->risk_count, 0);
    NEAR(out->index.most, 0.0, 0.0);
    NEAR(out->above_one, 0.0, 0.0);
    cr_assert_geq(calls, 1);
    hand_finish(&world);
}
