/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sobol indices against the Ishigami function, whose indices are known, and against a product of
 * two inputs worked out on paper. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/simulate.h>
#include <stdlib.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

static double ishigami(const double x[3])
{
    return sin(x[0]) + 7.0 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4.0) * sin(x[0]);
}

Test(sobol, ishigami)
{
    enum { DRAWS = 1 << 18 };
    static const double first[] = {0.3139, 0.4424, 0.0}, total[] = {0.5576, 0.4424, 0.2437};
    hand_random random = {.state = 1};
    double *a = malloc(DRAWS * sizeof *a), *b = malloc(DRAWS * sizeof *b);
    double *ab[3];
    for (int k = 0; k < 3; k++) {
        ab[k] = malloc(DRAWS * sizeof *ab[k]);
        cr_assert_not_null(ab[k]);
    }
    cr_assert(a != NULL && b != NULL);
    for (size_t i = 0; i < DRAWS; i++) {
        double x[3], y[3];
        for (int k = 0; k < 3; k++) {
            x[k] = (2.0 * hand_unit(&random) - 1.0) * acos(-1.0);
            y[k] = (2.0 * hand_unit(&random) - 1.0) * acos(-1.0);
        }
        a[i] = ishigami(x);
        b[i] = ishigami(y);
        for (int k = 0; k < 3; k++) {
            double kept = x[k];
            x[k] = y[k];
            ab[k][i] = ishigami(x);
            x[k] = kept;
        }
    }
    for (int k = 0; k < 3; k++) {
        double s, t;
        mds_sobol_indices(&s, &t, a, b, ab[k], DRAWS);
        NEAR(s, first[k], 0.01);
        NEAR(t, total[k], 0.01);
        free(ab[k]);
    }
    free(a);
    free(b);
}

/* F = lambda * v1: with c = sd/mean of each, the shares of the variance are
 * c1^2, c2^2 and c1^2*c2^2 over their sum. */
Test(sobol, product_of_two_inputs)
{
    static const double impact[] = {0.5, 0.5, 0.5};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.5, 0.5, 1.0, impact);
    world.scenarios[s].rate[MDS_COUNTRY_JP].value = (mds_triple){0.2, 0.5, 1.4};
    world.scenarios[s].v1.value = (mds_triple){0.1, 0.2, 0.9};
    const mds_sensitivity *list = NULL;
    size_t count = 0;
    cr_assert_eq(
        mds_sobol(&list, &count, world.arena, hand_assess(&world), s, 100000, 3, world.diags),
        MDS_OK);
    double c[2];
    const mds_triple *triples[] = {&world.scenarios[s].rate[MDS_COUNTRY_JP].value,
                                   &world.scenarios[s].v1.value};
    for (int i = 0; i < 2; i++) {
        double mean = mds_pert_mean(triples[i]);
        c[i] = (mean - triples[i]->low) * (triples[i]->high - mean) / 7.0 / (mean * mean);
    }
    double sum = c[0] + c[1] + c[0] * c[1];
    cr_assert_eq(count, 2);
    cr_assert_eq(list[0].input.kind, MDS_INPUT_V1);
    NEAR(list[0].first, c[1] / sum, 0.02);
    NEAR(list[0].total, (c[1] + c[0] * c[1]) / sum, 0.02);
    cr_assert_eq(list[1].input.kind, MDS_INPUT_RATE);
    NEAR(list[1].first, c[0] / sum, 0.02);
    NEAR(list[1].total, (c[0] + c[0] * c[1]) / sum, 0.02);
    hand_finish(&world);
}

/* A single unknown control is all of the variance. */
Test(sobol, unknown_control_is_an_input)
{
    static const double impact[] = {0.5, 0.5, 0.5};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.5, 0.5, 1.0, impact);
    uint32_t c = hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_UNKNOWN);
    hand_effect(&world, s, c, MDS_ACTS_ON_V1, 0.4);
    hand_effect(&world, s, c, MDS_ACTS_ON_V2, 0.4);
    const mds_sensitivity *list = NULL;
    size_t count = 0;
    const mds_assessment *as = hand_assess(&world);
    cr_assert_eq(mds_sobol(&list, &count, world.arena, as, s, 20000, 3, world.diags), MDS_OK);
    cr_assert_eq(count, 1);
    cr_assert_eq(list[0].input.kind, MDS_INPUT_UNKNOWN);
    cr_assert_eq(list[0].input.fact, c);
    NEAR(list[0].first, 1.0, 0.03);
    NEAR(list[0].total, 1.0, 0.03);
    cr_assert_eq(mds_sobol(&list, &count, world.arena, as, s + 1, 20000, 3, world.diags),
                 MDS_EINVAL);
    cr_assert_eq(mds_sobol(&list, &count, world.arena, as, s, 1, 3, world.diags), MDS_EINVAL);
    hand_finish(&world);
}
