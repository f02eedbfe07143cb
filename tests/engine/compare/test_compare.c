/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing bids: published numbers, what can be worked out by hand, and the laws that must hold
 * whatever the catalog says. */
#include "compare_draws.h"
#include "engine/smaa.h"
#include "support/archetypes.h"
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/compare_report.h>
#include <mdsrisk/simulate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TODAY = 20500, ARENA_LIMIT = 1024 * 1024 * 1024 };

static mds_catalog *catalog;
static mds_arena *arena;
static const mds_policy *policy;

static void begin(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    policy = &catalog->policies[0];
}

static void end(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(compare, .init = begin, .fini = end);

static bool near(double a, double b, double within)
{
    return fabs(a - b) <= within;
}

Test(compare, ahp_gives_saatys_numbers)
{
    const double t = 1.0 / 3.0;
    const double matrix[] = {1,       4, 3, 7, 1.0 / 4, 1, t,       3,
                             1.0 / 3, 3, 1, 5, 1.0 / 7, t, 1.0 / 5, 1};
    const double expected[] = {.5476, .1266, .2700, .0559};
    mds_ahp ahp;

    cr_assert_eq(mds_ahp_weights(&ahp, arena, matrix, 4), MDS_OK);
    for (size_t i = 0; i < 4; i++) {
        cr_expect(near(ahp.weights[i], expected[i], .0001), "%zu: %g", i, ahp.weights[i]);
    }
    cr_expect(near(ahp.lambda_max, 4.11842, .000005), "%g", ahp.lambda_max);
    cr_expect(near(ahp.ri, .90, 1e-12));
    cr_expect(near(ahp.cr, .044, .0005), "%g", ahp.cr);
}

/* A perfectly consistent table gives back the weights that it was made from. */
Test(compare, ahp_finds_the_weights_of_a_consistent_table)
{
    hand_random random = {7};
    for (size_t n = 1; n <= MDS_AHP_MAX; n++) {
        double weights[MDS_AHP_MAX];
        double matrix[MDS_AHP_MAX * MDS_AHP_MAX];
        double sum = 0;
        mds_ahp ahp;
        for (size_t i = 0; i < n; i++) {
            weights[i] = .05 + hand_unit(&random);
            sum += weights[i];
        }
        for (size_t i = 0; i < n * n; i++) {
            matrix[i] = weights[i / n] / weights[i % n];
        }
        cr_assert_eq(mds_ahp_weights(&ahp, arena, matrix, n), MDS_OK);
        for (size_t i = 0; i < n; i++) {
            cr_expect(near(ahp.weights[i], weights[i] / sum, 1e-12));
        }
        cr_expect(near(ahp.lambda_max, (double)n, 1e-9));
        cr_expect(ahp.cr < 1e-9);
    }
}

Test(compare, ahp_names_the_judgement_that_does_not_fit)
{
    /* 2, 2 and then 1/9 where 4 would fit */
    const double matrix[] = {1, 2, 1.0 / 9, .5, 1, 2, 9, .5, 1};
    mds_ahp ahp;

    cr_assert_eq(mds_ahp_weights(&ahp, arena, matrix, 3), MDS_OK);
    cr_expect_gt(ahp.cr, MDS_AHP_CR_LIMIT);
    cr_expect(ahp.odd_row < ahp.odd_column);
}

Test(compare, ahp_refuses_what_is_no_table_of_judgements)
{
    const double negative[] = {1, -2, -.5, 1};
    const double mirrored[] = {1, 3, 3, 1};
    const double diagonal[] = {2, 3, 1.0 / 3, 1};
    const double infinite[] = {1, HUGE_VAL, 0, 1};
    mds_ahp ahp;

    cr_expect_eq(mds_ahp_weights(&ahp, arena, negative, 2), MDS_EINVAL);
    cr_expect_eq(mds_ahp_weights(&ahp, arena, mirrored, 2), MDS_EINVAL);
    cr_expect_eq(mds_ahp_weights(&ahp, arena, diagonal, 2), MDS_EINVAL);
    cr_expect_eq(mds_ahp_weights(&ahp, arena, infinite, 2), MDS_EINVAL);
    cr_expect_eq(mds_ahp_weights(&ahp, arena, diagonal, 0), MDS_EINVAL);
    cr_expect_eq(mds_ahp_weights(&ahp, arena, diagonal, MDS_AHP_MAX + 1), MDS_EINVAL);
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

Test(compare, pert_has_its_known_quantiles)
{
    enum { N = 200000 };
    const mds_triple triple = {1, 2, 9};
    double *x = mds_arena_alloc(arena, N, sizeof *x);
    cr_assert_not_null(x);
    cr_assert_eq(mds_pert_draws(x, N, &triple, 3, 0), MDS_OK);
    for (size_t i = 0; i < N; i++) {
        cr_assert(x[i] >= 1 && x[i] <= 9);
    }
    qsort(x, N, sizeof *x, ascending);
    cr_expect(near(x[N / 20], 1.291578, .01), "%g", x[N / 20]);
    cr_expect(near(x[N / 2], 2.768959, .02), "%g", x[N / 2]);
    cr_expect(near(x[N * 19 / 20], 5.502757, .04), "%g", x[N * 19 / 20]);
}

Test(compare, one_triple_beats_another_as_often_as_it_should)
{
    enum { N = 200000 };
    const mds_triple cap = {.6, .85, .98};
    const mds_triple cs = {.59, .84, .97};
    double *a = mds_arena_alloc(arena, N, sizeof *a);
    double *b = mds_arena_alloc(arena, N, sizeof *b);
    size_t above = 0;
    cr_assert(a != NULL && b != NULL);
    cr_assert_eq(mds_pert_draws(a, N, &cap, 4, 0), MDS_OK);
    cr_assert_eq(mds_pert_draws(b, N, &cs, 4, 1), MDS_OK);
    for (size_t i = 0; i < N; i++) {
        above += a[i] > b[i];
    }
    /* four standard errors */
    cr_expect(near((double)above / N, .539044, 4 * sqrt(.25 / N)), "%g", (double)above / N);
}

Test(compare, a_triple_without_width_is_its_mode)
{
    const mds_triple point = {.3, .3, .3};
    const mds_triple wrong = {.5, .3, .9};
    double x = 0;
    cr_expect_eq(mds_pert_draws(&x, 1, &point, 1, 0), MDS_OK);
    cr_expect(near(x, .3, 0));
    cr_expect_eq(mds_pert_draws(&x, 1, &wrong, 1, 0), MDS_EINVAL);
}

Test(compare, dirichlet_has_its_means_and_leaves_zeros)
{
    enum { N = 50000 };
    const double alpha[] = {1, 0, 3, 6};
    double sum[4] = {0, 0, 0, 0};
    double w[4];
    mds_random random = mds_random__stream(5, 0, 0);
    for (size_t i = 0; i < N; i++) {
        mds_random_dirichlet(&random, alpha, 4, w);
        cr_assert(near(w[0] + w[1] + w[2] + w[3], 1, 1e-12));
        cr_assert(near(w[1], 0, 0));
        for (size_t k = 0; k < 4; k++) {
            sum[k] += w[k] / N;
        }
    }
    cr_expect(near(sum[0], .1, .005) && near(sum[2], .3, .005) && near(sum[3], .6, .005));
}

typedef struct fixed_values {
    const double *values;
    size_t count;
} fixed_values;

static void same_values(void *payload, size_t draw, double *values)
{
    const fixed_values *from = payload;
    (void)draw;
    memcpy(values, from->values, from->count * sizeof *values);
}

static mds_smaa smaa(const double *values, size_t alternatives, size_t criteria, size_t draws)
{
    static const double alpha[] = {1, 1, 1, 1};
    fixed_values fixed = {values, alternatives * criteria};
    mds_smaa found;
    const mds_smaa_setup setup = {.alternatives = alternatives,
                                  .criteria = criteria,
                                  .draws = draws,
                                  .weights = mds_random__stream(11, 0, 0),
                                  .alpha = alpha,
                                  .draw = same_values,
                                  .payload = &fixed};
    cr_assert_eq(mds_smaa_run(&found, arena, &setup), MDS_OK);
    return found;
}

/* With w uniform on 0..1: the first is best when w > .6, the second when w < .4, the third in
 * between; the third is second otherwise, and never last. */
Test(compare, smaa_finds_areas_that_can_be_worked_out)
{
    enum { N = 100000 };
    const double values[] = {1, 0, 0, 1, .6, .6};
    const double expected[3][3] = {{.4, .1, .5}, {.4, .1, .5}, {.2, .8, 0}};
    const mds_smaa found = smaa(values, 3, 2, N);
    const double within = 4 * sqrt(.25 / N);

    for (size_t a = 0; a < 3; a++) {
        for (size_t r = 0; r < 3; r++) {
            cr_expect(near(found.rank_any[a * 3 + r], expected[a][r], within), "%zu %zu: %g", a, r,
                      found.rank_any[a * 3 + r]);
        }
    }
    cr_expect(near(found.better[0 * 3 + 1], .5, within));
    cr_expect(near(found.better[0 * 3 + 2], .4, within));
    /* mean of w over .6 .. 1 */
    cr_expect(near(found.central[0], .8, .01) && near(found.central[1], .2, .01));
}

Test(compare, smaa_is_even_among_equals_and_sure_of_dominance)
{
    const double even[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    const double same[] = {.5, .5, .5, .5};
    const double above[] = {.6, .5, .5, .5};
    const mds_smaa three = smaa(even, 3, 3, 60000);
    const mds_smaa tie = smaa(same, 2, 2, 100);
    const mds_smaa sure = smaa(above, 2, 2, 100);

    for (size_t a = 0; a < 3; a++) {
        cr_expect(near(three.rank_any[a * 3], 1.0 / 3, .01));
    }
    cr_expect(near(tie.rank[0], .5, 0) && near(tie.better[1], .5, 0) && near(tie.first[0], .5, 0));
    cr_expect(near(sure.rank[0], 1, 0) && near(sure.better[1], 1, 0));
}

/* A form of an edition: of a hundred questions so many yes, and so many left blank. */
static const mds_disclosure *form_of(hand_random *random, const char *edition, double yes,
                                     double blank)
{
    static int made;
    mds_disclosure *form = mds_arena_alloc(arena, 1, sizeof *form);
    const uint32_t ordinal = mds_catalog_form(catalog, edition);
    const mds_form *questions = &catalog->forms[ordinal];
    mds_answer *answers = mds_arena_alloc(arena, questions->question_count, sizeof *answers);
    cr_assert(form != NULL && answers != NULL);
    for (size_t q = 0; q < questions->question_count; q++) {
        const bool open = hand_unit(random) < blank;
        const bool good = hand_unit(random) < yes;
        answers[q] = (mds_answer){.state = questions->questions[q].kind != MDS_QUESTION_CHOICE
                                               ? MDS_ANSWER_TEXT
                                           : open ? MDS_ANSWER_UNANSWERED
                                           : good ? MDS_ANSWER_YES
                                                  : MDS_ANSWER_NO,
                                  .response = "",
                                  .note = "",
                                  .note_cell = "",
                                  .where = "",
                                  .wording = ""};
    }
    *form = (mds_disclosure){.form = ordinal,
                             .file = edition,
                             .answers = answers,
                             .answer_count = questions->question_count};
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        form->device[i] = "";
    }
    (void)snprintf(form->sha256, sizeof form->sha256, "%064d", ++made);
    return form;
}

static const mds_risk_assessment *assessed(const mds_disclosure *form, int32_t end_of_support)
{
    mds_deployment *deployment = mds_arena_alloc(arena, 1, sizeof *deployment);
    const mds_facts *facts = NULL;
    const mds_risk_assessment *assessment = NULL;
    cr_assert_not_null(deployment);
    *deployment = mds_deployment_default(policy);
    deployment->end_of_support = end_of_support;
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, policy, &form, 1, deployment, TODAY, NULL),
        MDS_OK);
    cr_assert_eq(
        mds_assess_device(&assessment, arena, catalog, policy, facts, deployment, TODAY, NULL),
        MDS_OK);
    return assessment;
}

static const mds_risk_assessment *device(hand_random *random, double yes, double blank,
                                         int32_t end_of_support)
{
    return assessed(form_of(random, "mds2-2019", yes, blank), end_of_support);
}

static mds_compare_options options_of(size_t draws)
{
    return (mds_compare_options){.weights = mds_compare_default_weights(arena, catalog),
                                 .weights_file = "",
                                 .draws = draws,
                                 .seed = 1,
                                 .horizon = INT32_MIN};
}

static const mds_comparison *compared(const mds_bid *bids, size_t count, size_t draws)
{
    const mds_compare_options options = options_of(draws);
    const mds_comparison *comparison = NULL;
    cr_assert_eq(mds_compare(&comparison, arena, bids, count, &options), MDS_OK);
    return comparison;
}

/* The draws against the closed form: P(T of one < T of the other) counted, and the quantile. */
Test(compare, odds_are_what_common_draws_count)
{
    hand_random random = {21};
    enum { DRAWS = 20000 };
    for (int k = 0; k < 6; k++) {
        const mds_bid bids[] = {{.label = "A", .assessment = device(&random, .5, .1, TODAY + 900)},
                                {.label = "B", .assessment = device(&random, .5, .1, TODAY + 900)}};
        mds_world_draws world;
        double safer = 0.0;
        double counted = 0.0;
        double mean = 0.0;
        double drawn[2 * MDS_SUM__COUNT];
        cr_assert_eq(mds_world__draws_new(&world, arena, bids, 2, 7, DRAWS), MDS_OK);
        for (size_t i = 0; i < DRAWS; i++) {
            mds_world__draw(drawn, &world, i);
            counted += drawn[0] < drawn[MDS_SUM__COUNT] ? 1.0 / DRAWS : 0.0;
            mean += drawn[0] / DRAWS;
            for (size_t p = 1; p < MDS_SUM__COUNT; p++) {
                cr_assert_leq(drawn[p], drawn[0] * (1.0 + 1e-12));
            }
        }
        cr_assert_eq(mds_bid__safer(&safer, arena, bids[0].assessment, bids[1].assessment), MDS_OK);
        cr_expect(near(safer, counted, .1), "%d: %g, %g counted", k, safer, counted);
        const double expected = bids[0].assessment->now->at[MDS_STAGE_R2].sum.mean;
        cr_expect(near(mean, expected, .04 * expected), "%d: %g, %g", k, mean, expected);
    }
}

/* A device against itself, and against one that is worse in everything. */
Test(compare, odds_have_their_ends)
{
    const archetypes *all = archetypes_open(catalog, arena);
    const mds_risk_assessment *a = archetypes_assess(all, "best-practice");
    const mds_risk_assessment *b = archetypes_assess(all, "all-no");
    double same = 0.0;
    double ab = 0.0;
    double ba = 0.0;
    cr_assert_eq(mds_bid__safer(&same, arena, a, a), MDS_OK);
    cr_assert_eq(mds_bid__safer(&ab, arena, a, b), MDS_OK);
    cr_assert_eq(mds_bid__safer(&ba, arena, b, a), MDS_OK);
    cr_expect(near(same, .5, 0));
    cr_expect_gt(ab, .95);
    cr_expect(near(ab + ba, 1, 1e-12));
}

/* The same answers on a short form and on a long one: the short one must not come out safer, nor
 * be worth more, because less was asked; and neither is said to be safer for certain. */
Test(compare, a_short_form_does_not_pay)
{
    hand_random random = {32};
    static const char *const forms[] = {"jp-mds-4.1", "jp-mds-3.0a"};
    for (int k = 0; k < 8; k++) {
        const bool yes = k % 2 == 0;
        const mds_bid bids[] = {
            {.label = "A", .assessment = device(&random, yes, 0, TODAY + 900)},
            {.label = "B",
             .assessment = assessed(form_of(&random, forms[k / 2 % 2], yes, 0), TODAY + 900)}};
        const mds_comparison *comparison = compared(bids, 2, 100);
        const mds_bid_result *longer = &comparison->bids[0];
        const mds_bid_result *shorter = &comparison->bids[1];
        const uint32_t transparency = mds_compare_criterion(catalog, "transparency");
        cr_expect_geq(longer->scores[transparency].value[0],
                      shorter->scores[transparency].value[0]);
        cr_expect(near(longer->safer[1] + shorter->safer[0], 1, 1e-12));
        if (yes) {
            cr_expect_gt(longer->total[0], shorter->total[0]);
            cr_expect_geq(longer->safer[1], .5);
        }
    }
}

static void assert_same_bid(const mds_bid_result *a, const mds_bid_result *b)
{
    for (size_t k = 0; k < MDS_UNKNOWNS__COUNT; k++) {
        cr_expect(near(a->total[k], b->total[k], 0));
    }
    cr_expect(near(a->mean, b->mean, 0) && near(a->p05, b->p05, 0) && near(a->p50, b->p50, 0) &&
              near(a->p95, b->p95, 0));
    for (size_t i = 0; i < catalog->criterion_count; i++) {
        cr_expect(near(a->scores[i].value[MDS_UNKNOWNS_AS_NO],
                       b->scores[i].value[MDS_UNKNOWNS_AS_NO], 0));
    }
}

/* To the last bit, the draws included; and the order of the others stays. */
Test(compare, another_bid_changes_no_bids_value)
{
    hand_random random = {23};
    mds_bid bids[6];
    static const char *const names[] = {"A", "B", "C", "D", "E", "F"};
    for (size_t i = 0; i < 6; i++) {
        bids[i] = (mds_bid){
            .label = names[i],
            .assessment = device(&random, .15 * (double)(i + 1), .1, TODAY + 500 * (int32_t)i)};
    }
    const mds_comparison *all = compared(bids, 6, 200);
    for (size_t n = 2; n < 6; n++) {
        const mds_comparison *some = compared(bids, n, 200);
        for (size_t i = 0; i < n; i++) {
            assert_same_bid(&all->bids[i], &some->bids[i]);
            for (size_t k = 0; k < n; k++) {
                cr_expect(near(all->bids[i].better[k], some->bids[i].better[k], 0));
                cr_expect(near(all->bids[i].safer[k], some->bids[i].safer[k], 0));
            }
        }
        size_t at = 0;
        for (size_t i = 0; i < 6; i++) {
            if (all->order[i] < n) {
                cr_expect_eq(all->order[i], some->order[at++]);
            }
        }
    }
}

/* Belton and Gear 1983: in the distributive AHP a copy of B puts A before B. Their numbers first,
 * to show the flaw; then the same values on fixed scales, where nothing turns. */
Test(compare, a_copied_bid_turns_no_order)
{
    const double raw[4][3] = {{1, 9, 8}, {9, 1, 9}, {1, 1, 1}, {9, 1, 9}};
    double shared[2][4] = {{0, 0, 0, 0}, {0, 0, 0, 0}};
    double fixed[12];
    for (size_t n = 3; n <= 4; n++) {
        for (size_t c = 0; c < 3; c++) {
            double matrix[16];
            mds_ahp ahp;
            for (size_t i = 0; i < n * n; i++) {
                matrix[i] = raw[i / n][c] / raw[i % n][c];
            }
            cr_assert_eq(mds_ahp_weights(&ahp, arena, matrix, n), MDS_OK);
            for (size_t i = 0; i < n; i++) {
                shared[n - 3][i] += ahp.weights[i] / 3;
            }
        }
    }
    cr_expect(near(shared[0][0], .45, .005) && near(shared[0][1], .47, .005));
    cr_expect(near(shared[1][0], .37, .005) && near(shared[1][1], .29, .005));
    for (size_t i = 0; i < 12; i++) {
        fixed[i] = (raw[i / 3][i % 3] - 1) / 8;
    }
    const mds_smaa three = smaa(fixed, 3, 3, 20000);
    const mds_smaa four = smaa(fixed, 4, 3, 20000);
    cr_expect(near(three.better[0 * 3 + 1], four.better[0 * 4 + 1], 0));
    cr_expect(near(four.better[1 * 4 + 3], .5, 0));
    cr_expect(near(three.mean[0], four.mean[0], 0) && near(three.mean[1], four.mean[1], 0));
}

Test(compare, the_same_seed_gives_the_same_and_another_differs)
{
    hand_random random = {24};
    const mds_bid bids[] = {{.label = "A", .assessment = device(&random, .6, .3, TODAY + 900)},
                            {.label = "B", .assessment = device(&random, .6, .3, INT32_MIN)}};
    mds_compare_options options = options_of(500);
    const mds_comparison *a = NULL;
    const mds_comparison *b = NULL;
    const mds_comparison *c = NULL;
    cr_assert_eq(mds_compare(&a, arena, bids, 2, &options), MDS_OK);
    cr_assert_eq(mds_compare(&b, arena, bids, 2, &options), MDS_OK);
    options.seed = 2;
    cr_assert_eq(mds_compare(&c, arena, bids, 2, &options), MDS_OK);
    assert_same_bid(&a->bids[0], &b->bids[0]);
    assert_same_bid(&a->bids[1], &b->bids[1]);
    cr_expect_not(near(a->bids[1].mean, c->bids[1].mean, 0));
}

/* Gates are behind what passes, and what cannot be judged behind them, whatever its value. */
Test(compare, gates_dominance_and_order)
{
    const archetypes *all = archetypes_open(catalog, arena);
    const mds_bid bids[] = {
        {.label = "A", .assessment = archetypes_assess(all, "all-no country=us past=-5000")},
        {.label = "B", .assessment = archetypes_assess(all, "half-silent country=us past=-5000")},
        {.label = "C", .assessment = archetypes_assess(all, "best-practice country=us past=-3000")},
        {.label = "D", .assessment = archetypes_assess(all, "best-practice country=us past=1")}};
    mds_compare_options options = options_of(200);
    const mds_comparison *comparison = NULL;
    options.horizon = ARCHETYPE_AS_OF + 1000;
    cr_assert_eq(mds_compare(&comparison, arena, bids, 4, &options), MDS_OK);
    const mds_bid_result *found = comparison->bids;
    cr_expect(found[0].gate[MDS_BID_GATE_VERDICT] && !found[0].gate[MDS_BID_GATE_HORIZON]);
    cr_expect(found[1].gate[MDS_BID_GATE_UNJUDGED]);
    cr_expect(found[2].eligible);
    cr_expect(found[3].gate[MDS_BID_GATE_HORIZON] && found[3].gate[MDS_BID_GATE_EOS]);
    cr_expect_eq(comparison->order[0], 2);
    cr_expect_eq(comparison->order[3], 1);
    cr_expect_eq(comparison->eligible_count, 1);
    for (size_t i = 0; i < 4; i++) {
        if (found[i].dominated_by == MDS_NO_ORDINAL) {
            continue;
        }
        const mds_bid_result *other = &found[found[i].dominated_by];
        for (size_t k = 0; k < catalog->criterion_count; k++) {
            cr_expect(other->scores[k].value[0] >= found[i].scores[k].value[0]);
        }
    }
}

Test(compare, values_stay_on_their_scale_and_rise_in_the_best_case)
{
    hand_random random = {26};
    for (int k = 0; k < 30; k++) {
        const mds_bid bids[] = {
            {.label = "A",
             .assessment = device(&random, hand_unit(&random), hand_unit(&random), INT32_MIN)},
            {.label = "B", .assessment = device(&random, hand_unit(&random), 0, TODAY + 400)}};
        const mds_comparison *comparison = compared(bids, 2, 20);
        for (size_t i = 0; i < 2; i++) {
            for (size_t c = 0; c < catalog->criterion_count; c++) {
                for (size_t n = 0; n < MDS_UNKNOWNS__COUNT; n++) {
                    const double value = comparison->bids[i].scores[c].value[n];
                    cr_expect(value >= 0 && value <= 1, "%g", value);
                }
            }
            cr_expect(comparison->bids[i].p05 <= comparison->bids[i].p95);
            cr_expect(comparison->bids[i].total[MDS_UNKNOWNS_AS_GOOD] <= 1 + 1e-12);
            cr_expect(comparison->bids[i].total[MDS_UNKNOWNS_AS_GOOD] >=
                      comparison->bids[i].total[MDS_UNKNOWNS_AS_NO] - 1e-12);
        }
    }
}

Test(compare, refuses_what_cannot_be_compared)
{
    hand_random random = {27};
    const mds_bid bids[] = {{.label = "A", .assessment = device(&random, .5, 0, INT32_MIN)},
                            {.label = "B", .assessment = device(&random, .5, 0, INT32_MIN)}};
    double *weights = mds_arena_alloc(arena, catalog->criterion_count, sizeof *weights);
    const mds_comparison *comparison = NULL;
    mds_compare_options options = options_of(10);
    cr_expect_eq(mds_compare(&comparison, arena, bids, 1, &options), MDS_EINVAL);
    options.draws = 0;
    cr_expect_eq(mds_compare(&comparison, arena, bids, 2, &options), MDS_EINVAL);
    options.draws = 10;
    options.weights = weights; /* all 0 */
    cr_expect_eq(mds_compare(&comparison, arena, bids, 2, &options), MDS_EINVAL);
    weights[0] = -1;
    weights[1] = 2;
    cr_expect_eq(mds_compare(&comparison, arena, bids, 2, &options), MDS_EINVAL);
    weights[0] = HUGE_VAL;
    cr_expect_eq(mds_compare(&comparison, arena, bids, 2, &options), MDS_EINVAL);
    cr_expect_null(comparison);
}

Test(compare, the_report_speaks_both_languages)
{
    hand_random random = {28};
    const mds_bid bids[] = {{.label = "A", .assessment = device(&random, .3, .2, TODAY + 100)},
                            {.label = "B", .assessment = device(&random, .7, .2, INT32_MIN)}};
    const mds_comparison *comparison = compared(bids, 2, 50);
    for (mds_lang lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const mds_compare_report *report = NULL;
        cr_assert_eq(mds_compare_report_build(&report, arena, comparison, lang), MDS_OK);
        cr_expect_gt(report->note_count, 3);
        for (size_t t = 0; t < MDS_COMPARE_TABLE__COUNT; t++) {
            const mds_table *table = &report->tables[t];
            cr_expect_eq(strstr(table->title, "compare."), NULL, "%s", table->title);
            for (size_t i = 0; i < table->column_count; i++) {
                cr_expect_eq(strstr(table->columns[i].title, "compare."), NULL, "%s",
                             table->columns[i].title);
            }
        }
        cr_expect_eq(report->tables[MDS_COMPARE_VERDICT].row_count, 2);
        cr_expect_eq(report->tables[MDS_COMPARE_CRITERIA].row_count, catalog->criterion_count + 1);
    }
}
