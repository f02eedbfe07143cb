/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formulas of the model against numbers that were worked out by another program. */
#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/risk.h>

static const mds_tolerance points[] = {
    {0.02, 3e-1}, {0.125, 3e-2}, {0.5, 3e-3}, {0.875, 3e-4}, {0.98, 3e-5}};

static const mds_policy policy = {
    .reduce_limit = 5.0,
    .eos_half_life = 0.5,
    .eos_growth = 0.25,
    .eos_cap = 3.5,
    .tolerable = points,
    .tolerable_count = 5,
};

static void expect(const char *what, double found, double wanted)
{
    cr_expect(fabs(found - wanted) <= 1e-8 * fabs(wanted), "%s: %.10g, not %.10g", what, found,
              wanted);
}

Test(moments, of_pert_and_of_rates)
{
    const mds_moments pert = mds_model_pert((mds_triple){0.3, 0.5, 0.6});
    expect("PERT mean", pert.mean, 0.48333333333333334);
    expect("PERT second", pert.second, 0.23666666666666666);
    expect("log-PERT mean", mds_model_log_pert((mds_triple){0.001, 0.03, 1.1}).mean, 0.0698898179);
    static const double rates[][3] = {{2, 1.03477943, 1.14481776},
                                      {3, 1.08915444, 1.3946328},
                                      {4, 1.14481776, 1.68105836},
                                      {5, 1.19886917, 1.99009876},
                                      {10, 1.43919819, 3.76163342}};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        const mds_moments rate = mds_model_rate(1.0, rates[i][0]);
        expect("mean of a rate", rate.mean, rates[i][1]);
        expect("second moment of a rate", rate.second, rates[i][2]);
    }
}

Test(moments, a_value_without_a_spread_is_itself)
{
    const mds_moments pert = mds_model_pert((mds_triple){0.4, 0.4, 0.4});
    const mds_moments rate = mds_model_log_pert((mds_triple){0.4, 0.4, 0.4});
    expect("PERT", pert.second, pert.mean * pert.mean);
    expect("rate", rate.second, rate.mean * rate.mean);
    expect("rate", rate.mean, 0.4);
}

Test(moments, of_the_normal_and_the_lognormal)
{
    expect("z(.8)", mds_model_normal_quantile(0.8), 0.841621234);
    expect("z(.5)", 1.0 + mds_model_normal_quantile(0.5), 1.0);
    for (double p = 0.01; p < 1.0; p += 0.07) {
        expect("Phi of its inverse", mds_model_normal(mds_model_normal_quantile(p)), p);
    }
    const mds_moments m = {.mean = 0.02, .second = 0.0006};
    expect("q80", mds_model_quantile(m, mds_model_normal_quantile(0.8)), 0.0279079516);
    expect("P above", mds_model_exceeds(m, 0.03), 0.169752912);
    /* the quantile at c is exceeded with probability 1 - c */
    expect("P above the quantile",
           mds_model_exceeds(m, mds_model_quantile(m, mds_model_normal_quantile(0.9))), 0.1);
    expect("nothing", 1.0 + mds_model_exceeds((mds_moments){0.0, 0.0}, 1.0), 1.0);
}

Test(moments, tolerable_frequencies_fall_without_a_step)
{
    static const double wanted[][2] = {
        {0.0, 0.465154734},    {0.1, 0.0519058722},   {0.45, 0.00407806917}, {0.5, 0.003},
        {0.8, 0.000475467958}, {0.9, 0.000173390787}, {1.0, 1.93484003e-5}};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        expect("F_tol", mds_model_tolerated(&policy, wanted[i][0]), wanted[i][1]);
    }
    for (int i = 0; i < 1000; i++) {
        const double low = mds_model_tolerated(&policy, (i + 1) / 1000.0);
        const double high = mds_model_tolerated(&policy, i / 1000.0);
        cr_assert(low < high && high / low < 1.03, "a step at %d", i);
    }
}

Test(moments, patches_age_past_end_of_support)
{
    expect("declared, y 0", mds_model_patch(&policy, 0.7, 2.0, true, 0.0), 0.7);
    expect("declared, y 1", mds_model_patch(&policy, 0.7, 2.0, true, 1.0), 1.8625);
    expect("none, y 1", mds_model_patch(&policy, 2.0, 2.0, true, 1.0), 2.1875);
    expect("timely, y 6", mds_model_patch(&policy, 0.35, 2.0, true, 6.0), 3.49923096);
    expect("none, y 6", mds_model_patch(&policy, 2.0, 2.0, true, 6.0), 3.49963379);
    expect("supported", mds_model_patch(&policy, 0.35, 2.0, false, 0.0), 0.35);
    for (int i = 0; i < 400; i++) {
        const double y = i / 20.0;
        cr_assert_leq(mds_model_patch(&policy, 0.7, 2.0, true, y),
                      mds_model_patch(&policy, 0.7, 2.0, true, y + 0.05) + 1e-12);
    }
}

Test(moments, layers)
{
    const double left[] = {0.5, 0.2, 0.9};
    expect("f", mds_model_layers_left(left, 3, 0.25), 0.1175);
    expect("no layer", mds_model_layers_left(NULL, 0, 0.25), 1.0);
    expect("one layer", mds_model_layers_left(left, 1, 0.25), 0.5);
}

Test(moments, what_is_printed_decides)
{
    expect("1.005", mds_model_printed(1.005), 1.01);
    expect("1.0049", mds_model_printed(1.0049), 1.0);
    expect("10.04", mds_model_printed(10.04), 10.0);
    expect("10", mds_model_printed(10.000000000000002), 10.0);
    expect(".0001234", mds_model_printed(0.00012345), 0.000123);
    cr_expect_eq(mds_model_judged(&policy, 1.0049), MDS_VERDICT_ACCEPTABLE);
    cr_expect_eq(mds_model_judged(&policy, 1.0051), MDS_VERDICT_REDUCE);
    cr_expect_eq(mds_model_judged(&policy, 5.0049), MDS_VERDICT_REDUCE);
    cr_expect_eq(mds_model_judged(&policy, 5.0051), MDS_VERDICT_NOT_ACCEPTABLE);
    cr_expect_eq(mds_model_judged(&policy, HUGE_VAL), MDS_VERDICT_NOT_ACCEPTABLE);
    cr_expect_eq(mds_model_judged(&policy, (double)NAN), MDS_VERDICT_NOT_ACCEPTABLE);
}

Test(moments, word_and_verdict_never_differ)
{
    static const mds_level words[] = {MDS_LEVEL_VERY_LOW, MDS_LEVEL_LOW, MDS_LEVEL_MODERATE,
                                      MDS_LEVEL_HIGH, MDS_LEVEL_VERY_HIGH};
    static const double rrfs[] = {0.1, 1.0, 5.0, 50.0, 51.0};
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(mds_model_word(&policy, rrfs[i]), words[i]);
    }
    for (double rrf = 0.001; rrf < 1000.0; rrf *= 1.0173) {
        const mds_level word = mds_model_word(&policy, rrf);
        const mds_verdict verdict = mds_model_judged(&policy, rrf);
        cr_assert_eq(word <= MDS_LEVEL_LOW, verdict == MDS_VERDICT_ACCEPTABLE);
        cr_assert_eq(word == MDS_LEVEL_MODERATE, verdict == MDS_VERDICT_REDUCE);
    }
}
