/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every formula against numbers that were worked out elsewhere: published examples, and sums that
 * a pocket calculator gives. */
#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/assess.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

Test(model, layers_without_groups_take_nothing_off)
{
    NEAR(mds_model_layers(NULL, 0, 0.1), 1.0, 0.0);
    const double zero[] = {0.0, 0.0, 0.0};
    NEAR(mds_model_layers(zero, 3, 0.1), 1.0, 0.0);
}

Test(model, layers_of_the_worked_pump)
{
    const double effect[] = {0.5, 0.0, 0.8};
    NEAR(mds_model_layers(effect, 3, 0.1), 0.11, 1e-15);
    NEAR(mds_model_layers(effect, 3, 0.0), 0.1, 1e-15);
    NEAR(mds_model_layers(effect, 3, 1.0), 0.2, 1e-15);
}

/* Russell and Norvig's fever: each cause is inhibited with its own probability. */
Test(model, independent_layers_are_a_noisy_or)
{
    const double all[] = {1 - 0.6, 1 - 0.2, 1 - 0.1};
    NEAR(1.0 - mds_model_layers(all, 3, 0.0), 0.988, 1e-12);
    const double cold_and_malaria[] = {1 - 0.6, 1 - 0.1};
    NEAR(1.0 - mds_model_layers(cold_and_malaria, 2, 0.0), 0.94, 1e-12);
    const double cold_and_flu[] = {1 - 0.6, 1 - 0.2};
    NEAR(1.0 - mds_model_layers(cold_and_flu, 2, 0.0), 0.88, 1e-12);
    const double ones[] = {1.0, 1.0, 1.0};
    NEAR(mds_model_index(all, ones, 3), 98.8, 1e-10);
}

Test(model, likelihood_keeps_the_digits_of_rare_events)
{
    NEAR(mds_model_likelihood(0.0), 0.0, 0.0);
    NEAR(mds_model_likelihood(0.0495), 0.048295, 5e-7);
    NEAR(mds_model_likelihood(1e-12) / 1e-12, 1.0, 1e-9);
    NEAR(mds_model_likelihood(1000.0), 1.0, 0.0);
}

Test(model, index_of_nothing_is_nothing)
{
    NEAR(mds_model_index(NULL, NULL, 0), 0.0, 0.0);
    const double likelihood[] = {1.0, 0.5};
    const double impact[] = {1.0, 0.3};
    NEAR(mds_model_index(likelihood, impact, 2), 100.0, 0.0);
}

Test(model, decay_halves_each_half_life)
{
    NEAR(mds_model_decay(-1.0, 0.5), 1.0, 0.0);
    NEAR(mds_model_decay(0.0, 0.5), 1.0, 0.0);
    NEAR(mds_model_decay(0.5, 0.5), 0.5, 1e-15);
    NEAR(mds_model_decay(2.0, 0.5), 0.0625, 1e-15);
    NEAR(mds_model_decay(1.9, 1.9), 0.5, 1e-15);
    NEAR(mds_model_decay(1.0, 0.0), 0.0, 0.0);
}

Test(model, rate_grows_past_end_of_support_up_to_the_cap)
{
    NEAR(mds_model_eos_rate(-2.0, 0.25, 4.0), 1.0, 0.0);
    NEAR(mds_model_eos_rate(0.0, 0.25, 4.0), 1.0, 0.0);
    NEAR(mds_model_eos_rate(2.0, 0.25, 4.0), 1.5, 1e-15);
    NEAR(mds_model_eos_rate(12.0, 0.25, 4.0), 4.0, 1e-15);
    NEAR(mds_model_eos_rate(40.0, 0.25, 4.0), 4.0, 0.0);
}

static const double bands[4] = {5.0, 21.0, 80.0, 96.0};

Test(model, bands_include_their_lower_end)
{
    const struct {
        double value;
        mds_level level;
    } cases[] = {{0.0, MDS_LEVEL_VERY_LOW},   {4.999, MDS_LEVEL_VERY_LOW},
                 {5.0, MDS_LEVEL_LOW},        {20.999, MDS_LEVEL_LOW},
                 {21.0, MDS_LEVEL_MODERATE},  {79.999, MDS_LEVEL_MODERATE},
                 {80.0, MDS_LEVEL_HIGH},      {95.999, MDS_LEVEL_HIGH},
                 {96.0, MDS_LEVEL_VERY_HIGH}, {100.0, MDS_LEVEL_VERY_HIGH}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_assert_eq(mds_model_level(bands, cases[i].value), cases[i].level, "case %zu", i);
    }
}

/* Table G-5 as one reads it: a row per likelihood of initiation, very low first. */
Test(model, overall_likelihood_is_table_g5)
{
    static const char *const rows[] = {"00111", "01122", "11223", "12234", "12344"};
    for (unsigned i = 0; i < MDS_LEVEL__COUNT; i++) {
        for (unsigned j = 0; j < MDS_LEVEL__COUNT; j++) {
            cr_assert_eq(mds_model_overall_likelihood((mds_level)i, (mds_level)j),
                         (mds_level)(rows[i][j] - '0'), "row %u column %u", i, j);
        }
    }
}

/* Table I-2 likewise, and its known quarrel with arithmetic: the product of the bands' midpoints
 * gives another word in 7 of 25 cells, which is why neither is derived from the other. */
Test(model, risk_word_is_table_i2_and_disagrees_with_midpoints_in_seven_cells)
{
    static const char *const rows[] = {"00011", "01112", "01223", "01234", "01234"};
    static const double midpoint[] = {2.0, 12.5, 50.0, 87.5, 98.0};
    unsigned disagreements = 0;
    for (unsigned i = 0; i < MDS_LEVEL__COUNT; i++) {
        for (unsigned j = 0; j < MDS_LEVEL__COUNT; j++) {
            mds_level word = mds_model_risk_level((mds_level)i, (mds_level)j);
            cr_assert_eq(word, (mds_level)(rows[i][j] - '0'), "row %u column %u", i, j);
            disagreements += mds_model_level(bands, midpoint[i] * midpoint[j] / 100.0) != word;
        }
    }
    cr_assert_eq(disagreements, 7);
}

static const mds_tolerance tolerances[] = {
    {0.98, 1e-5}, {0.875, 1e-4}, {0.5, 1e-3}, {0.125, 1e-2}, {0.0, 1e-1}};

Test(model, tolerance_falls_by_bands_of_impact)
{
    mds_policy policy = {.tolerances = tolerances, .tolerance_count = 5, .reduce_limit = 10.0};
    NEAR(mds_model_tolerable(&policy, 1.0), 1e-5, 0.0);
    NEAR(mds_model_tolerable(&policy, 0.98), 1e-5, 0.0);
    NEAR(mds_model_tolerable(&policy, 0.979), 1e-4, 0.0);
    NEAR(mds_model_tolerable(&policy, 0.5), 1e-3, 0.0);
    NEAR(mds_model_tolerable(&policy, 0.499), 1e-2, 0.0);
    NEAR(mds_model_tolerable(&policy, 0.01), 1e-1, 0.0);
    policy.tolerance_count = 1;
    NEAR(mds_model_tolerable(&policy, 0.5), 0.0, 0.0);
}

Test(model, verdict_by_required_reduction)
{
    const mds_policy policy = {.reduce_limit = 10.0};
    cr_assert_eq(mds_model_verdict(&policy, 0.0), MDS_VERDICT_ACCEPTABLE);
    cr_assert_eq(mds_model_verdict(&policy, 1.0), MDS_VERDICT_ACCEPTABLE);
    cr_assert_eq(mds_model_verdict(&policy, 1.0000001), MDS_VERDICT_REDUCE);
    cr_assert_eq(mds_model_verdict(&policy, 10.0), MDS_VERDICT_REDUCE);
    cr_assert_eq(mds_model_verdict(&policy, 10.0000001), MDS_VERDICT_NOT_ACCEPTABLE);
    cr_assert_eq(mds_model_verdict(&policy, HUGE_VAL), MDS_VERDICT_NOT_ACCEPTABLE);
    cr_assert_eq(mds_model_verdict(&policy, (double)NAN), MDS_VERDICT_NOT_ACCEPTABLE);
}

Test(model, names_read_back)
{
    for (unsigned i = 0; i < MDS_ANSWER_STATE__COUNT; i++) {
        mds_answer_state state = (mds_answer_state)i;
        cr_assert_eq(mds_answer_state_from_name(mds_answer_state_name(state)), state);
    }
    cr_assert_eq(mds_answer_state_from_name("perhaps"), MDS_ANSWER_STATE__COUNT);
    cr_assert_str_eq(mds_answer_state_name(MDS_ANSWER_SEE_NOTE), "see_note");
    cr_assert_str_eq(mds_level_name(MDS_LEVEL_VERY_HIGH), "very_high");
    cr_assert_str_eq(mds_verdict_name(MDS_VERDICT_NOT_ACCEPTABLE), "not_acceptable");
    cr_assert_str_eq(mds_lifecycle_name(MDS_LIFECYCLE_END_OF_SUPPORT), "end_of_support");
    cr_assert_str_eq(mds_record_state_name(MDS_RECORD_NOT_YET_VALID), "not_yet_valid");
    cr_assert_str_eq(mds_assurance_name(MDS_ASSURANCE_SELF_DECLARED), "self_declared");
    cr_assert_str_eq(mds_implementation_name(MDS_IMPLEMENTATION_IN_PLACE), "in_place");
}
