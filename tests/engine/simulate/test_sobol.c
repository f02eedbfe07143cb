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

static const double serious[] = {0.5, 0.5, 0.5};

/* F = rate * v1 * M: with c2 = variance over the square of the mean of each factor, one factor
 * alone has c2 of the variance, and with its interactions c2 times the others' 1 + c2. */
Test(sobol, product_of_three_inputs)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.5, 0.5, 1.0, serious);
    world.scenarios[s].base_rate.spread = 3.0;
    world.scenarios[s].v1.value = (mds_triple){0.1, 0.2, 0.9};
    const mds_risk_assessment *as = hand_assess_device(&world);
    const mds_moments of[] = {
        mds_model_rate(0.5, 3.0), mds_model_pert(world.scenarios[s].v1.value), {1.0, exp(0.25)}};
    const mds_input_kind kinds[] = {MDS_INPUT_RATE, MDS_INPUT_V1, MDS_INPUT_MODEL};
    double all = 1.0;
    for (size_t i = 0; i < 3; i++) {
        all *= of[i].second / (of[i].mean * of[i].mean);
    }
    for (int device = 0; device < 2; device++) {
        const mds_sensitivity *list = NULL;
        size_t count = 0;
        cr_assert_eq(mds_sobol(&list, &count, world.arena, as, device ? MDS_NO_ORDINAL : s, 200000,
                               3, world.diags),
                     MDS_OK);
        cr_assert_eq(count, 3);
        for (size_t i = 0; i < count; i++) {
            size_t k = 0;
            while (kinds[k] != list[i].input.kind) {
                k++;
                cr_assert_lt(k, 3);
            }
            const double c2 = of[k].second / (of[k].mean * of[k].mean) - 1.0;
            NEAR(list[i].first, c2 / (all - 1.0), 0.04);
            NEAR(list[i].total, c2 / (1.0 + c2) * all / (all - 1.0), 0.04);
            cr_assert(i == 0 || list[i].total <= list[i - 1].total);
        }
    }
    hand_finish(&world);
}

/* Of two risks alike the anchor moves both: it is there once, and an input of one risk has its
 * share of T alone. */
Test(sobol, shared_inputs_are_there_once)
{
    hand_world world;
    hand_init(&world);
    world.policy.model_sd = 0.0;
    for (int i = 0; i < 2; i++) {
        const uint32_t s = hand_scenario(&world, "s", 0.5, 0.5, 1.0, serious);
        world.scenarios[s].anchored = true;
        world.scenarios[s].v1.value = (mds_triple){0.1, 0.2, 0.9};
    }
    const mds_risk_assessment *as = hand_assess_device(&world);
    const mds_sensitivity *list = NULL;
    size_t count = 0;
    cr_assert_eq(mds_sobol(&list, &count, world.arena, as, MDS_NO_ORDINAL, 100000, 3, world.diags),
                 MDS_OK);
    cr_assert_eq(count, 3);
    cr_assert_eq(list[0].input.kind, MDS_INPUT_ANCHOR);
    cr_assert_eq(list[0].input.scenario, MDS_NO_ORDINAL);
    const mds_moments anchor = mds_model_rate(0.006, 4.0);
    const mds_moments v1 = mds_model_pert((mds_triple){0.1, 0.2, 0.9});
    const double a2 = anchor.second / (anchor.mean * anchor.mean) - 1.0;
    const double v2 = (v1.second / (v1.mean * v1.mean) - 1.0) / 2.0; /* of the mean of two */
    const double all = a2 + v2 + a2 * v2;
    NEAR(list[0].first, a2 / all, 0.04);
    NEAR(list[0].total, (a2 + a2 * v2) / all, 0.04);
    NEAR(list[1].first, v2 / 2.0 / all, 0.03);
    NEAR(list[2].total, (v2 + a2 * v2) / 2.0 / all, 0.03);
    cr_assert_eq(mds_sobol(&list, &count, world.arena, as, 2, 20000, 3, world.diags), MDS_EINVAL);
    cr_assert_eq(mds_sobol(&list, &count, world.arena, as, 0, 1, 3, world.diags), MDS_EINVAL);
    hand_finish(&world);
}
