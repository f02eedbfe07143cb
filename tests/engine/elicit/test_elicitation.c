/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classical model against a worked example, and its laws over drawn panels. */
#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/elicitation.h>
#include <stdint.h>
#include <stdio.h>

enum { MOST_QUESTIONS = 24, MOST_EXPERTS = 8 };

static mds_catalog *loaded;
static mds_catalog catalog; /* with the questions of a test */
static mds_arena *arena;

static void setup(void)
{
    arena = mds_arena_new((size_t)1 << 28, NULL);
    cr_assert_eq(mds_catalog_load(&loaded, NULL, NULL), MDS_OK);
    catalog = *loaded;
}

static void teardown(void)
{
    mds_catalog_free(loaded);
    mds_arena_free(arena);
}

TestSuite(elicitation, .init = setup, .fini = teardown);

/* A panel in the making. */
static mds_expert_question questions[MOST_QUESTIONS];
static mds_quantiles answers[MOST_EXPERTS][MOST_QUESTIONS];
static bool answered[MOST_EXPERTS][MOST_QUESTIONS];
static mds_expert people[MOST_EXPERTS];
static const mds_expert *list[MOST_EXPERTS];

static void use(size_t question_count, size_t expert_count)
{
    catalog.expert_questions = questions;
    catalog.expert_question_count = question_count;
    for (size_t i = 0; i < expert_count; i++) {
        people[i] =
            (mds_expert){.name = "x", .file = "x", .answers = answers[i], .answered = answered[i]};
        list[i] = &people[i];
    }
}

static const mds_elicitation *combine(size_t count, double alpha)
{
    const mds_elicitation *found = NULL;

    cr_assert_eq(
        mds_elicitation_combine(&found, arena, &catalog, &catalog.policies[0], list, count, alpha),
        MDS_OK);
    return found;
}

static mds_expert_question seed(bool log10, double realisation)
{
    return (mds_expert_question){.id = "s",
                                 .asks = MDS_ASKED_SEED,
                                 .log10 = log10,
                                 .least = log10 ? 1e-6 : 0,
                                 .most = 1e6,
                                 .realisation = realisation,
                                 .parameter = "",
                                 .of = "",
                                 .part = ""};
}

static mds_expert_question target(bool log10, const char *parameter, const char *of)
{
    return (mds_expert_question){.id = "t",
                                 .asks = MDS_ASKED_TARGET,
                                 .log10 = log10,
                                 .most = 1e6,
                                 .parameter = parameter,
                                 .of = of,
                                 .part = "",
                                 .per = 1000};
}

#define NEAR(a, b) cr_expect_float_eq(a, b, 1e-9 * fmax(1.0, fabs(b)), "%.12g, not %.12g", a, b)

/* Three experts, five seeds, two targets; the third leaves the last one out. */
static void make_example(void)
{
    static const double given[7][3][MDS_QUANTILES] = {
        {{10, 30, 60}, {20, 25, 30}, {35, 50, 90}},
        {{50, 150, 400}, {100, 120, 140}, {150, 300, 900}},
        {{30, 50, 80}, {60, 70, 75}, {10, 20, 40}},
        {{.5, 1.5, 4}, {.1, .2, .4}, {1.6, 3, 9}},
        {{5, 25, 50}, {18, 20, 24}, {22, 40, 70}},
        {{2, 6, 20}, {8, 9, 10}, {1, 2, 4}},
        {{10, 25, 50}, {30, 35, 40}, {0, 0, 0}},
    };
    const mds_expert_question all[] = {seed(false, 34),
                                       seed(true, 143),
                                       seed(false, 66),
                                       seed(true, 1.57),
                                       seed(false, 21),
                                       target(true, "anchor", "jp"),
                                       target(false, "policy", "common-cause")};

    for (size_t q = 0; q < 7; q++) {
        questions[q] = all[q];
        for (size_t i = 0; i < 3; i++) {
            answered[i][q] = q < 6 || i < 2;
            for (size_t k = 0; k < MDS_QUANTILES; k++) {
                answers[i][q].at[k] = given[q][i][k];
            }
        }
    }
    use(7, 3);
}

/* Derivation. First expert: the realisations 34, 143, 66, 1.57, 21 fall above, below, above, above,
 * below the median and within 5 to 95 %, so hits 0 2 3 0 and s = 0, .4, .6, 0;
 *   2 N I(s, p) = 10 (.4 ln(.4 / .45) + .6 ln(.6 / .45)) = 1.2549603
 *   calibration = P(chi-square with 3 degrees of freedom > 1.2549603) = .73985495.
 * Information, first seed: answers and realisation span 10 to 90, the background 2 to 98;
 *   .05 ln(.05 * 96 / 8) + .45 ln(.45 * 96 / 20) + .45 ln(.45 * 96 / 30) + .05 ln(.05 * 96 / 38)
 *   = .38164831; on logarithms the same with ln of all. Mean of five: .35479024.
 * The other numbers come likewise from a program of its own that inverts the sums of the
 * distributions by halving, with scipy's chi-square and beta distributions. */
Test(elicitation, a_worked_example)
{
    make_example();
    const mds_elicitation *best = combine(3, MDS_ALPHA_BEST);
    static const double calibration[] = {.7398549479922024, .00862056059906563,
                                         1.5791578679120056e-05};
    static const double information[] = {.3547902357284058, 1.5787751879966656, .5185950530718164};
    static const double all[] = {.2881767939433848, 1.6001404956699445, .535342924619155};
    static const size_t hits[3][MDS_QUANTILE_PARTS] = {{0, 2, 3, 0}, {0, 1, 1, 3}, {4, 0, 0, 1}};

    for (size_t i = 0; i < 3; i++) {
        NEAR(best->scores[i].calibration, calibration[i]);
        NEAR(best->scores[i].information, information[i]);
        NEAR(best->scores[i].information_all, all[i]);
        cr_expect_arr_eq(best->scores[i].hits, hits[i], sizeof hits[i]);
    }
    /* of the three alphas the highest gives .2624933, the others .1203568 and .1203601 */
    NEAR(best->alpha, calibration[0]);
    cr_expect(best->alpha_chosen);
    NEAR(best->scores[0].weight, 1.0);
    NEAR(best->pooled_scores[MDS_POOLING_PERFORMANCE].weight, .2624933114029809);
    NEAR(best->pooled[5].at[MDS_POOLING_PERFORMANCE][1], 6.0);
}

Test(elicitation, a_worked_example_with_all_weights)
{
    static const double performance[2][MDS_QUANTILES] = {
        {2.007301112461168, 6.3904213596024375, 19.9039745797975},
        {10.071753675218597, 26.318310398071148, 49.89817320545681}};
    static const double equal[2][MDS_QUANTILES] = {
        {1.1152711768651884, 5.940229292753049, 16.854172675130513},
        {11.298701298701298, 33.33333333333333, 48.344370860927135}};

    make_example();
    const mds_elicitation *found = combine(3, 0.0);
    NEAR(found->scores[0].weight, .9506789099141439);
    NEAR(found->scores[1].weight, .0492914301958545);
    NEAR(found->scores[2].weight, 2.9659890001555572e-05);
    NEAR(found->pooled_scores[MDS_POOLING_PERFORMANCE].calibration, .3945557078683847);
    NEAR(found->pooled_scores[MDS_POOLING_PERFORMANCE].information, .3050437928976729);
    NEAR(found->pooled_scores[MDS_POOLING_EQUAL].calibration, .7398549479922024);
    NEAR(found->pooled_scores[MDS_POOLING_EQUAL].information, .12604634372228266);
    for (size_t t = 0; t < 2; t++) {
        for (size_t k = 0; k < MDS_QUANTILES; k++) {
            NEAR(found->pooled[5 + t].at[MDS_POOLING_PERFORMANCE][k], performance[t][k]);
            NEAR(found->pooled[5 + t].at[MDS_POOLING_EQUAL][k], equal[t][k]);
        }
    }
    cr_expect_eq(found->pooled[5].count, 3);
    cr_expect_eq(found->pooled[6].count, 2);
    /* 19.90397 / 2.007301, to the power of 1 / (2 (1 - 2 * .1892554)): Beta(3, 3) at 5 % */
    NEAR(found->pooled[5].fitted_spread, 6.332342258741692);
    cr_expect_eq(found->pooled[6].fitted_spread, 0.0);
    NEAR(found->pooled[5].number->mode, loaded->anchors[MDS_COUNTRY_JP].mode);
    NEAR(found->pooled[6].number->now, loaded->policies[0].common_cause);
}

static uint64_t state;

static double draw(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)(state >> 11) / 9007199254740992.0;
}

/* A panel of three to eight, each with its own bias and width. */
static size_t draw_panel(uint64_t from)
{
    const size_t seeds = 5 + (size_t)(from % 9);
    const size_t all = seeds + 2;

    state = from;
    const size_t experts = 3 + (size_t)(draw() * 6.0);
    for (size_t q = 0; q < all; q++) {
        questions[q] = q < seeds ? seed(q % 2 == 1, 1.0 + 1000.0 * draw())
                                 : target(q % 2 == 1, "anchor", q % 2 == 1 ? "jp" : "us");
    }
    for (size_t i = 0; i < experts; i++) {
        const double bias = exp(2.0 * draw() - 1.0);
        const double width = 1.02 + 4.0 * draw();
        for (size_t q = 0; q < all; q++) {
            const double near = bias * (q < seeds ? questions[q].realisation : 50.0);
            const double middle = near * exp(draw() - .5);
            answers[i][q] = (mds_quantiles){{middle / width, middle, middle * width}};
            answered[i][q] = true;
        }
    }
    use(all, experts);
    return experts;
}

Test(elicitation, pooled_quantiles_lie_within_those_of_the_experts_and_weights_sum_to_one)
{
    for (uint64_t from = 1; from <= 200; from++) {
        const size_t count = draw_panel(from);
        const mds_elicitation *found = combine(count, MDS_ALPHA_BEST);
        double weights = 0.0;
        for (size_t i = 0; i < count; i++) {
            weights += found->scores[i].weight;
            cr_expect_geq(found->scores[i].information, 0.0);
            cr_expect(found->scores[i].calibration >= 0 && found->scores[i].calibration <= 1);
            cr_expect(found->scores[i].calibration >= found->alpha || found->scores[i].weight <= 0);
        }
        NEAR(weights, 1.0);
        for (size_t q = 0; q < catalog.expert_question_count; q++) {
            for (size_t k = 0; k < MDS_QUANTILES; k++) {
                double least = HUGE_VAL;
                double most = 0.0;
                for (size_t i = 0; i < count; i++) {
                    least = fmin(least, answers[i][q].at[k]);
                    most = fmax(most, answers[i][q].at[k]);
                }
                for (unsigned p = 0; p < MDS_POOLING__COUNT; p++) {
                    const double at = found->pooled[q].at[p][k];
                    cr_expect(at >= least * (1 - 1e-9) && at <= most * (1 + 1e-9),
                              "panel %d question %zu: %g not in %g .. %g", (int)from, q, at, least,
                              most);
                }
            }
        }
    }
}

Test(elicitation, the_chosen_alpha_is_the_best)
{
    for (uint64_t from = 1; from <= 60; from++) {
        const size_t count = draw_panel(from);
        const double best =
            combine(count, MDS_ALPHA_BEST)->pooled_scores[MDS_POOLING_PERFORMANCE].weight;
        for (size_t i = 0; i < count; i++) {
            const double alpha = combine(count, 0.0)->scores[i].calibration;
            cr_expect_leq(combine(count, alpha)->pooled_scores[MDS_POOLING_PERFORMANCE].weight,
                          best * (1 + 1e-12));
        }
    }
}

Test(elicitation, equal_experts_have_equal_weights_and_are_pooled_to_themselves)
{
    for (uint64_t from = 1; from <= 60; from++) {
        const size_t count = draw_panel(from);
        for (size_t i = 1; i < count; i++) {
            for (size_t q = 0; q < catalog.expert_question_count; q++) {
                answers[i][q] = answers[0][q];
            }
        }
        const mds_elicitation *found = combine(count, MDS_ALPHA_BEST);
        for (size_t i = 0; i < count; i++) {
            NEAR(found->scores[i].weight, 1.0 / (double)count);
        }
        for (size_t q = 0; q < catalog.expert_question_count; q++) {
            for (size_t k = 0; k < MDS_QUANTILES; k++) {
                NEAR(found->pooled[q].at[MDS_POOLING_PERFORMANCE][k], answers[0][q].at[k]);
                NEAR(found->pooled[q].at[MDS_POOLING_EQUAL][k], answers[0][q].at[k]);
            }
        }
    }
}

/* 20 seeds: 1, 9, 9 and 1 in the four parts are what 5, 45, 45 and 5 % promise. The others are as
 * wide, and have one seed after the other on the wrong side. */
Test(elicitation, perfect_calibration_outranks_every_other)
{
    enum { SEEDS = 20, PANEL = 6 };
    static const double shift[SEEDS] = {-2, -.5, -.5, -.5, -.5, -.5, -.5, -.5, -.5, -.5,
                                        .5, .5,  .5,  .5,  .5,  .5,  .5,  .5,  .5,  2};

    for (size_t q = 0; q < SEEDS; q++) {
        questions[q] = seed(false, 100);
        for (size_t i = 0; i < PANEL; i++) {
            const double by = i > 0 && q >= 2 && q < 2 + 3 * i ? 2.0 : shift[q];
            const double middle = 100.0 - 10.0 * by;
            answers[i][q] = (mds_quantiles){{middle - 10, middle, middle + 10}};
            answered[i][q] = true;
        }
    }
    use(SEEDS, PANEL);
    const mds_elicitation *found = combine(PANEL, 0.0);
    NEAR(found->scores[0].calibration, 1.0);
    for (size_t i = 1; i < PANEL; i++) {
        cr_expect_lt(found->scores[i].calibration, found->scores[i - 1].calibration);
        cr_expect_lt(found->scores[i].weight, found->scores[i - 1].weight);
    }
}

Test(elicitation, order_of_experts_is_irrelevant_and_narrower_is_more_informative)
{
    for (uint64_t from = 1; from <= 40; from++) {
        const size_t count = draw_panel(from);
        const mds_elicitation *found = combine(count, 0.0);
        for (size_t i = 0; i < count; i++) {
            list[i] = &people[count - 1 - i];
        }
        const mds_elicitation *turned = combine(count, 0.0);
        for (size_t i = 0; i < count; i++) {
            NEAR(found->scores[i].weight, turned->scores[count - 1 - i].weight);
        }
        NEAR(found->pooled[0].at[MDS_POOLING_PERFORMANCE][1],
             turned->pooled[0].at[MDS_POOLING_PERFORMANCE][1]);
        use(catalog.expert_question_count, count);
        const double before = combine(count, 0.0)->scores[1].information;
        for (size_t q = 0; q < catalog.expert_question_count; q++) {
            double *at = answers[1][q].at;
            at[0] += .5 * (at[1] - at[0]);
            at[2] -= .5 * (at[2] - at[1]);
        }
        cr_expect_gt(combine(count, 0.0)->scores[1].information, before);
    }
}

Test(elicitation, what_cannot_be_combined_is_refused)
{
    const mds_elicitation *none = NULL;
    const mds_policy *policy = &loaded->policies[0];

    make_example();
    cr_expect_eq(mds_elicitation_combine(&none, arena, &catalog, policy, list, 0, 0), MDS_EINVAL);
    cr_expect_eq(mds_elicitation_combine(&none, arena, &catalog, policy, list, 3, 1.1), MDS_EINVAL);
    cr_expect_eq(mds_elicitation_combine(&none, arena, &catalog, policy, list, 3, .9),
                 MDS_ENOTFOUND);
    answered[1][0] = false;
    cr_expect_eq(mds_elicitation_combine(&none, arena, &catalog, policy, list, 3, 0), MDS_EINVAL);
    answered[1][0] = true;
    questions[6].of = "common-sense";
    cr_expect_eq(mds_elicitation_combine(&none, arena, &catalog, policy, list, 3, 0), MDS_ECATALOG);
    cr_expect_eq(mds_elicitation_check(&catalog, NULL), MDS_ECATALOG);
    catalog.expert_question_count = 5;
    cr_expect_eq(mds_elicitation_check(&catalog, NULL), MDS_OK);
    catalog.expert_questions += 5;
    catalog.expert_question_count = 1;
    cr_expect_eq(mds_elicitation_combine(&none, arena, &catalog, policy, list, 3, 0), MDS_EINVAL);
    cr_expect_null(none);
    cr_expect_eq(mds_elicitation_check(loaded, NULL), MDS_OK);
}

/* Answers as close as doubles can be, at the ends of what is allowed: no number that is none. */
Test(elicitation, extreme_answers_give_numbers)
{
    for (size_t q = 0; q < 6; q++) {
        questions[q] = q < 5 ? seed(q % 2 == 1, 1e6) : target(true, "anchor", "jp");
        for (size_t i = 0; i < 3; i++) {
            const double from = i == 0 ? 1e-6 : i == 1 ? 1.0 : nextafter(1e6, 0) * .5;
            const double next = nextafter(from, HUGE_VAL);
            answers[i][q] = (mds_quantiles){{from, next, nextafter(next, HUGE_VAL)}};
            answered[i][q] = true;
        }
    }
    use(6, 3);
    const mds_elicitation *found = combine(3, 0.0);
    for (size_t i = 0; i < 3; i++) {
        cr_expect(isfinite(found->scores[i].information) && found->scores[i].information > 0);
        cr_expect(isfinite(found->scores[i].weight));
    }
    for (size_t k = 0; k < MDS_QUANTILES; k++) {
        cr_expect(isfinite(found->pooled[5].at[MDS_POOLING_PERFORMANCE][k]));
        cr_expect(isfinite(found->pooled[5].at[MDS_POOLING_EQUAL][k]));
    }
}
