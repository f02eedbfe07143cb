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
        mds_simulate(&simulation, world->arena, hand_assess_device(world), &options, world->diags),
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

/* One risk, anchored, with one layer and B = 0: every factor is independent, so the moments of F
 * are products of those of its factors. */
Test(simulate, moments_of_a_product_are_the_analytic_ones)
{
    hand_world world;
    hand_init(&world);
    world.policy.common_cause = 0.0;
    world.policy.evidence_self_declared = 1.0;
    const mds_triple v1 = {0.2, 0.5, 0.9}, e = {0.3, 0.5, 0.6};
    uint32_t s = hand_scenario(&world, "s", 0.3, 0.5, 1.0, serious);
    world.scenarios[s].anchored = true;
    world.scenarios[s].base_rate.spread = 3.0;
    world.scenarios[s].v1.value = v1;
    hand_effect(&world, s, hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_TRUE), MDS_ACTS_ON_V1,
                0.5);
    world.effects[0].effectiveness.value = e;
    const mds_simulation *simulation = simulate(&world, 1000000, 20261120, 2);
    const mds_spread *f = &simulation->risks[0].frequency;
    const mds_moments parts[] = {mds_model_rate(0.006, 4.0), mds_model_rate(0.3, 3.0),
                                 mds_model_pert(v1), mds_model_pert(e)};
    const double left = 1.0 - parts[3].mean;
    double mean = left;
    double second = left * left + parts[3].second - parts[3].mean * parts[3].mean;
    for (size_t i = 0; i < 3; i++) {
        mean *= parts[i].mean;
        second *= parts[i].second;
    }
    second *= exp(0.25); /* our own error: mean 1, sigma .5 */
    NEAR(f->mean, mean, 4.0 * f->error);
    NEAR(f->sd, sqrt(second - mean * mean), 0.03 * mean);
    NEAR(risk_of(simulation, s)->times.mean, f->mean / 0.003, 1e-9);
    NEAR(simulation->times.mean, f->mean / 0.003, 1e-9);
    NEAR(simulation->times.quantile, f->quantile / 0.003, 1e-9 * simulation->times.quantile);
    NEAR(simulation->within, simulation->risks[0].within, 0.0);
    cr_assert_eq(simulation->draws, 1000000);
    cr_assert_eq(simulation->seed, 20261120);
    cr_assert_str_eq(simulation->generator, "xoshiro256++");
    hand_finish(&world);
}

/* With nothing else F is the rate times our own error, which is there once for all risks. */
Test(simulate, anchor_and_own_error_are_common_to_all_risks)
{
    hand_world world;
    hand_init(&world);
    world.policy.model_sd = 0.0;
    for (int i = 0; i < 2; i++) {
        world.scenarios[hand_scenario(&world, "s", 0.5, 1.0, 1.0, serious)].anchored = true;
    }
    const mds_simulation *simulation = simulate(&world, 20000, 9, 2);
    const mds_triple on = {log10(0.0015), log10(0.006), log10(0.024)};
    /* two risks that are each half an anchor: their sum is one anchor, draw by draw */
    NEAR(log10(simulation->times.p50 * 0.003), mds_pert_quantile(&on, 0.50), 0.02);
    NEAR(simulation->times.p95, 2.0 * simulation->risks[0].times.p95, 1e-9);
    NEAR(simulation->times.sd, 2.0 * simulation->risks[1].times.sd, 1e-9);
    world.policy.model_sd = 0.5;
    simulation = simulate(&world, 20000, 9, 2);
    NEAR(simulation->times.p05, 2.0 * simulation->risks[0].times.p05, 1e-9);
    cr_assert_leq(simulation->risks[0].frequency.least, 0.5 * 0.024);
    hand_finish(&world);
}

static void loosen(mds_triple *t, hand_random *random, double most)
{
    t->low = t->mode * hand_unit(random);
    t->high = t->mode + (most - t->mode) * hand_unit(random);
}

/* Every estimate as a triple around its mode, two routes, and groups that act on one of them. */
static void loosen_world(hand_world *world, hand_random *random)
{
    static const double spreads[] = {1.0, 2.0, 3.0, 4.0, 5.0, 10.0};
    mds_route_share *shares = mds_arena_alloc(world->arena, 2, sizeof *shares);
    cr_assert_not_null(shares);
    shares[0] = (mds_route_share){.route = 0, .share = 0.6};
    shares[1] = (mds_route_share){.route = 1, .share = 0.4};
    world->routes[1] = (mds_route){.id = "other"};
    world->catalog.route_count = 2;
    for (size_t g = 0; g < world->catalog.group_count; g++) {
        world->groups[g].routes = 1U + hand_below(random, 3);
    }
    for (size_t s = 0; s < world->catalog.scenario_count; s++) {
        mds_scenario *scenario = &world->scenarios[s];
        scenario->routes = shares;
        scenario->route_count = 2;
        scenario->anchored = hand_below(random, 2) == 0;
        scenario->base_rate.mode += 1e-6;
        scenario->base_rate.spread = spreads[hand_below(random, 6)];
        loosen(&scenario->v1.value, random, 1.0);
        loosen(&scenario->v2.value, random, 1.0);
    }
    for (size_t e = 0; e < world->catalog.effect_count; e++) {
        loosen(&world->effects[e].effectiveness.value, random, 1.0);
    }
}

/* Where nothing varies, every draw is the closed form itself. */
Test(simulate, draws_of_what_does_not_vary_are_the_closed_form)
{
    hand_random random = {.state = 11};
    for (unsigned i = 0; i < 300; i++) {
        hand_world world;
        hand_draw(&world, &random);
        world.policy.model_sd = 0.0;
        for (unsigned c = 0; c < MDS_COUNTRY__COUNT; c++) {
            world.anchors[c].spread = 1.0;
        }
        for (size_t g = 0; g < world.catalog.group_count; g++) {
            world.groups[g].routes = 1U + hand_below(&random, 3);
        }
        const mds_risk_assessment *as = hand_assess_device(&world);
        const mds_simulation *simulation = simulate(&world, 200, i, 1);
        const mds_device_at *at = &as->now->at[MDS_STAGE_R2];
        NEAR(simulation->times.least, at->sum.mean, 1e-9 * at->sum.mean);
        NEAR(simulation->times.most, at->rrf, 1e-7 * at->rrf); /* V is a rounding, its root not */
        cr_assert_eq(simulation->risk_count, as->ranked_count);
        for (size_t k = 0; k < simulation->risk_count; k++) {
            const mds_risk_spread *risk = &simulation->risks[k];
            const mds_risk_at *form = &as->now->risks[risk->scenario].at[MDS_STAGE_R2];
            cr_assert_eq(risk->scenario, as->ranking[k]);
            NEAR(risk->frequency.p50, form->frequency, 1e-9 * form->frequency);
            NEAR(risk->times.quantile, form->rrf, 1e-7 * form->rrf);
        }
        hand_finish(&world);
    }
}

static void assert_ordered(const mds_spread *s)
{
    cr_assert(s->least <= s->p05 && s->p05 <= s->p50 && s->p50 <= s->p95 && s->p95 <= s->most);
    cr_assert(s->p50 <= s->quantile && s->quantile <= s->p95);
    cr_assert(s->least <= s->mean * (1.0 + 1e-12) && s->mean <= s->most * (1.0 + 1e-12));
    cr_assert(s->sd >= 0.0 && s->error <= s->sd);
}

static void assert_same(const mds_simulation *a, const mds_simulation *b)
{
    cr_assert_eq(a->risk_count, b->risk_count);
    cr_assert_eq(memcmp(a->risks, b->risks, a->risk_count * sizeof *a->risks), 0);
    cr_assert_eq(memcmp(a->curve, b->curve, sizeof a->curve), 0);
    cr_assert_eq(memcmp(&a->times, &b->times, sizeof a->times), 0);
    cr_assert_eq(memcmp(a->drawn, b->drawn, a->draws * sizeof *a->drawn), 0);
    cr_assert_eq(memcmp(&a->within, &b->within, sizeof a->within), 0);
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
            assert_ordered(&one->risks[k].times);
        }
        assert_ordered(&one->times);
        for (size_t k = 1; k < MDS_CURVE_POINTS; k++) {
            cr_assert_geq(one->curve[k].times, one->curve[k - 1].times);
        }
        /* A longer run begins with the same draws. */
        const mds_simulation *longer = simulate(&world, 6000, 42, 2);
        cr_assert_eq(memcmp(one->drawn, longer->drawn, 5000 * sizeof(double)), 0);
        if (one->times.sd > 0.0) {
            const mds_simulation *another = simulate(&world, 5000, 43, 1);
            cr_assert_neq(memcmp(one->drawn, another->drawn, 5000 * sizeof(double)), 0);
        }
        hand_finish(&world);
    }
}

/* The mean of many draws is the closed form's mean, but for the layers' true least, which can only
 * lie below the least of the means. */
Test(simulate, means_agree_with_the_closed_form)
{
    hand_random random = {.state = 14};
    for (unsigned i = 0; i < 30; i++) {
        hand_world world;
        hand_draw(&world, &random);
        loosen_world(&world, &random);
        const mds_risk_assessment *as = hand_assess_device(&world);
        const double mean = as->now->at[MDS_STAGE_R2].sum.mean;
        const mds_spread *t = &simulate(&world, 20000, i, 2)->times;
        cr_assert_leq(t->mean, mean + 5.0 * t->error, "world %u: %g, %g", i, t->mean, mean);
        world.policy.common_cause = 0.0;
        as = hand_assess_device(&world);
        t = &simulate(&world, 20000, i, 2)->times;
        NEAR(t->mean, as->now->at[MDS_STAGE_R2].sum.mean, 5.0 * t->error + 1e-12);
        hand_finish(&world);
    }
}

Test(simulate, curve_and_shares_are_counts_of_draws)
{
    hand_random random = {.state = 15};
    hand_world world;
    hand_draw(&world, &random);
    loosen_world(&world, &random);
    const mds_simulation *simulation = simulate(&world, 10000, 4, 2);
    size_t within = 0;
    for (size_t k = 0; k < MDS_CURVE_POINTS; k++) {
        size_t at_least = 0;
        for (size_t i = 0; i < simulation->draws; i++) {
            at_least += simulation->drawn[i] >= simulation->curve[k].times;
        }
        NEAR((double)at_least / 10000.0, simulation->curve[k].share, 1e-4);
    }
    for (size_t i = 0; i < simulation->draws; i++) {
        within += simulation->drawn[i] <= 1.0;
    }
    NEAR(simulation->within, (double)within / 10000.0, 1e-12);
    hand_finish(&world);
}

/* Two devices with one seed share what they have in common. */
Test(simulate, random_numbers_are_common_to_two_assessments)
{
    hand_random random = {.state = 16};
    for (unsigned i = 0; i < 20; i++) {
        hand_world world;
        hand_pump(&world);
        loosen_world(&world, &random);
        const mds_simulation *with = simulate(&world, 5000, 4, 1);
        world.deployment.records = &world.records[1]; /* without segmentation */
        world.deployment.record_count = 1;
        const mds_simulation *without = simulate(&world, 5000, 4, 1);
        for (size_t k = 0; k < with->draws; k++) {
            cr_assert_leq(with->drawn[k], without->drawn[k] * (1.0 + 1e-12));
        }
        NEAR(risk_of(with, 1)->frequency.mean, risk_of(without, 1)->frequency.mean, 0.0);
        hand_finish(&world);
    }
}

Test(simulate, options_and_estimates_out_of_bounds_are_refused)
{
    hand_world world;
    hand_pump(&world);
    const mds_risk_assessment *as = hand_assess_device(&world);
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
    as = hand_assess_device(&world);
    cr_assert_eq(mds_simulate(&out, world.arena, as, &right, world.diags), MDS_EINVAL);
    cr_assert(hand_said(&world, MDS_D_SIMULATE_NO_TRIPLE));
    world.effects[1].effectiveness.value.low = 0.5;
    world.scenarios[0].base_rate.mode = 0.0; /* on a log scale */
    as = hand_assess_device(&world);
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
    cr_assert_eq(mds_simulate(&out, world.arena, hand_assess_device(&world), &options, world.diags),
                 MDS_OK);
    cr_assert_eq(out->risk_count, 0);
    NEAR(out->times.most, 0.0, 0.0);
    NEAR(out->within, 1.0, 0.0);
    cr_assert_geq(calls, 1);
    hand_finish(&world);
}
