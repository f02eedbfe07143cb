/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole assessments of small worlds, against sums done by hand. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

static const double serious[MDS_PROPERTY__COUNT] = {0.5, 0.5, 0.5};

Test(assess, worked_pump_gives_its_nine_numbers)
{
    static const double golden[MDS_STAGE__COUNT][MDS_CASE__COUNT] = {
        {42.751579, 42.751579, 42.751579},
        {17.990982, 19.396897, 20.672416},
        {5.238922, 5.997430, 6.748331},
    };
    hand_world world;
    hand_pump(&world);
    const mds_assessment *assessment = hand_assess(&world);
    for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            NEAR(assessment->index[stage][c], golden[stage][c], 5e-7);
        }
    }
    const mds_scenario_result *worm = &assessment->scenarios[0];
    const mds_result *at = &worm->at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    NEAR(at->vres, 0.099, 1e-12);
    NEAR(at->frequency, 0.0495, 1e-12);
    NEAR(at->likelihood, 0.048295, 5e-7);
    NEAR(at->risk, 3.863587, 5e-7);
    NEAR(worm->headline, 0.8, 0.0);
    NEAR(at->rrf, 49.5, 1e-9);
    cr_assert_eq(worm->verdict, MDS_VERDICT_NOT_ACCEPTABLE);
    cr_assert_eq(assessment->verdict, MDS_VERDICT_NOT_ACCEPTABLE);
    hand_finish(&world);
}

Test(assess, worked_pump_is_sensitive_to_common_cause_as_stated)
{
    hand_world world;
    hand_pump(&world);
    world.policy.common_cause = 0.0;
    NEAR(hand_assess(&world)->index[MDS_STAGE_R2][MDS_CASE_HI], 6.3731, 5e-5);
    world.policy.common_cause = 1.0;
    NEAR(hand_assess(&world)->index[MDS_STAGE_R2][MDS_CASE_HI], 10.0443, 5e-5);
    hand_finish(&world);
}

/* The tolerability example of a layers-of-protection guideline: what ends at the same severity is
 * added up. */
Test(assess, exceedance_adds_frequencies_at_or_above_an_impact)
{
    static const double frequency[] = {1e-8, 1e-7, 1e-6, 1e-4, 1e-3};
    static const double severe[] = {0.9, 0.0, 0.0};
    static const double mild[] = {0.2, 0.0, 0.0};
    hand_world world;
    hand_init(&world);
    for (unsigned i = 0; i < 5; i++) {
        hand_scenario(&world, "s", frequency[i], 1.0, 1.0, i < 4 ? severe : mild);
    }
    const mds_assessment *assessment = hand_assess(&world);
    NEAR(mds_assessment_exceedance(assessment, MDS_CASE_EXPECTED, 0.9), 1.0111e-4, 1e-12);
    NEAR(mds_assessment_exceedance(assessment, MDS_CASE_EXPECTED, 0.2), 1.10111e-3, 1e-12);
    NEAR(mds_assessment_exceedance(assessment, MDS_CASE_EXPECTED, 0.95), 0.0, 0.0);
    hand_finish(&world);
}

Test(assess, rate_is_mode_times_raises_times_hospital_factor)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.1, 1.0, 1.0, serious);
    uint32_t yes = hand_fact(&world, MDS_FACT_EXPOSURE, "yes", "", MDS_TRUE);
    uint32_t maybe = hand_fact(&world, MDS_FACT_EXPOSURE, "maybe", "", MDS_UNKNOWN);
    uint32_t no = hand_fact(&world, MDS_FACT_EXPOSURE, "no", "", MDS_FALSE);
    const mds_raise raises[] = {{.when = hand_when(&world, yes, false), .factor = 2.0},
                                {.when = hand_when(&world, maybe, false), .factor = 3.0},
                                {.when = hand_when(&world, no, false), .factor = 5.0},
                                {.when = hand_when(&world, maybe, true), .factor = 0.5}};
    world.scenarios[s].raises = raises;
    world.scenarios[s].raise_count = 4;
    world.deployment.hospital_rate_factor = 10.0;
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    NEAR(result->rate, 0.1, 0.0);
    NEAR(result->lambda[MDS_CASE_LO], 0.1 * 10 * 2 * 0.5, 1e-12);
    NEAR(result->lambda[MDS_CASE_EXPECTED], 0.1 * 10 * 2 * 3, 1e-12);
    NEAR(result->lambda[MDS_CASE_HI], 0.1 * 10 * 2 * 3, 1e-12);
    NEAR(result->raise[MDS_CASE_LO][1], 1.0, 0.0);
    NEAR(result->raise[MDS_CASE_HI][1], 3.0, 0.0);
    NEAR(result->raise[MDS_CASE_HI][2], 1.0, 0.0);
    NEAR(result->raise[MDS_CASE_LO][3], 0.5, 0.0);
    hand_finish(&world);
}

Test(assess, rate_is_that_of_the_country)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 0.1, 1.0, 1.0, serious);
    world.scenarios[s].rate[MDS_COUNTRY_US].value.mode = 0.4;
    NEAR(hand_frequency(&world, s), 0.1, 1e-15);
    world.deployment.country = MDS_COUNTRY_US;
    NEAR(hand_frequency(&world, s), 0.4, 1e-15);
    hand_finish(&world);
}

Test(assess, closed_scenario_does_not_apply_and_unknown_one_is_closed_only_for_lo)
{
    hand_world world;
    hand_init(&world);
    uint32_t fact = hand_fact(&world, MDS_FACT_EXPOSURE, "wifi", "", MDS_FALSE);
    uint32_t s = hand_scenario(&world, "s", 0.1, 1.0, 1.0, serious);
    world.scenarios[s].opens = hand_when(&world, fact, false);
    const mds_assessment *assessment = hand_assess(&world);
    cr_assert_eq(assessment->scenarios[s].open, MDS_FALSE);
    cr_assert_eq(assessment->ranked_count, 0);
    NEAR(assessment->index[MDS_STAGE_R0][MDS_CASE_HI], 0.0, 0.0);
    cr_assert_eq(assessment->verdict, MDS_VERDICT_ACCEPTABLE);

    world.values[fact].truth = MDS_UNKNOWN;
    assessment = hand_assess(&world);
    cr_assert_eq(assessment->ranked_count, 1);
    const mds_scenario_result *result = &assessment->scenarios[s];
    NEAR(result->at[MDS_STAGE_R2][MDS_CASE_LO].frequency, 0.0, 0.0);
    NEAR(result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].frequency, 0.1, 1e-15);
    NEAR(result->at[MDS_STAGE_R2][MDS_CASE_HI].frequency, 0.1, 1e-15);
    cr_assert_eq(assessment->verdict_at[MDS_CASE_LO], MDS_VERDICT_ACCEPTABLE);
    cr_assert_eq(assessment->verdict_at[MDS_CASE_HI], MDS_VERDICT_NOT_ACCEPTABLE);
    hand_finish(&world);
}

/* One control in each state: what it is credited, and why. */
Test(assess, credit_by_state_evidence_and_cap)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t c = hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_TRUE);
    hand_effect(&world, s, c, MDS_ACTS_ON_V1, 0.8);
    NEAR(hand_frequency(&world, s), 1 - 0.8 * 0.7, 1e-12);
    world.values[c].assurance = MDS_ASSURANCE_DOCUMENTED;
    NEAR(hand_frequency(&world, s), 1 - 0.8 * 0.85, 1e-12);
    world.values[c].assurance = MDS_ASSURANCE_VERIFIED;
    NEAR(hand_frequency(&world, s), 1 - 0.8, 1e-12);

    world.effects[0].effectiveness.value.mode = 1.0;
    NEAR(hand_frequency(&world, s), 0.0, 1e-12);
    world.policy.evidence_documented = 0.95;
    world.values[c].assurance = MDS_ASSURANCE_DOCUMENTED;
    NEAR(hand_frequency(&world, s), 1 - 0.9, 1e-12);

    world.effects[0].effectiveness.value.mode = 0.5;
    world.facts[c].unverified_factor = 0.32;
    NEAR(hand_frequency(&world, s), 1 - 0.5 * 0.32, 1e-12);
    world.values[c].assurance = MDS_ASSURANCE_VERIFIED;
    NEAR(hand_frequency(&world, s), 1 - 0.5, 1e-12);

    /* What is unknown counts as the self-declared answer that may come. */
    world.values[c].truth = MDS_UNKNOWN;
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    NEAR(result->at[MDS_STAGE_R1][MDS_CASE_LO].f1, 1 - 0.5 * 0.32, 1e-12);
    NEAR(result->at[MDS_STAGE_R1][MDS_CASE_EXPECTED].f1, 1 - 0.5 * 0.32 * 0.25, 1e-12);
    NEAR(result->at[MDS_STAGE_R1][MDS_CASE_HI].f1, 1.0, 0.0);
    hand_finish(&world);
}

Test(assess, best_of_a_group_leads_and_groups_on_v1_and_v2_are_apart)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 0.5, 0.4, serious);
    uint32_t weak = hand_fact(&world, MDS_FACT_CONTROL, "weak", "g", MDS_TRUE);
    uint32_t strong = hand_fact(&world, MDS_FACT_CONTROL, "strong", "g", MDS_TRUE);
    hand_effect(&world, s, weak, MDS_ACTS_ON_V1, 0.2);
    hand_effect(&world, s, strong, MDS_ACTS_ON_V1, 0.6);
    hand_effect(&world, s, strong, MDS_ACTS_ON_V2, 0.3);
    world.policy.evidence_self_declared = 1.0;
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    const mds_result *at = &result->at[MDS_STAGE_R1][MDS_CASE_EXPECTED];
    NEAR(at->f1, 0.4, 1e-12);
    NEAR(at->f2, 0.7, 1e-12);
    NEAR(at->vres, 0.5 * 0.4 * 0.4 * 0.7, 1e-12);
    cr_assert_not(result->credits[0].leads[MDS_CASE_EXPECTED]);
    cr_assert(result->credits[1].leads[MDS_CASE_EXPECTED]);
    cr_assert(result->credits[2].leads[MDS_CASE_EXPECTED]);
    /* Of equals the first. */
    world.effects[0].effectiveness.value.mode = 0.6;
    result = &hand_assess(&world)->scenarios[s];
    cr_assert(result->credits[0].leads[MDS_CASE_EXPECTED]);
    cr_assert_not(result->credits[1].leads[MDS_CASE_EXPECTED]);
    hand_finish(&world);
}

/* The answer of a coarse form adds nothing to that of a finer one, whatever their groups. */
Test(assess, coarse_control_counts_only_where_no_finer_one_is_known)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 0.5, 0.4, serious);
    uint32_t coarse = hand_fact(&world, MDS_FACT_CONTROL, "coarse", "g", MDS_TRUE);
    uint32_t fine = hand_fact(&world, MDS_FACT_CONTROL, "fine", "h", MDS_TRUE);
    hand_effect(&world, s, coarse, MDS_ACTS_ON_V1, 0.2);
    hand_effect(&world, s, fine, MDS_ACTS_ON_V1, 0.6);
    world.facts[coarse].derived = hand_when(&world, fine, false);
    world.policy.evidence_self_declared = 1.0;
    world.policy.common_cause = 0.0;
    for (int stated = 0; stated < 2; stated++) {
        world.values[coarse].stated = stated == 1;
        world.values[fine].truth = MDS_TRUE;
        const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
        cr_assert_eq(result->credit_count, 1);
        NEAR(result->at[MDS_STAGE_R1][MDS_CASE_EXPECTED].f1, 0.4, 1e-12);
        /* Nobody knows of the finer one: the coarse one counts if a form states it. */
        world.values[fine].truth = MDS_UNKNOWN;
        result = &hand_assess(&world)->scenarios[s];
        NEAR(result->at[MDS_STAGE_R1][MDS_CASE_HI].f1, stated == 1 ? 0.8 : 1.0, 1e-12);
    }
    hand_finish(&world);
}

Test(assess, controls_without_a_group_fail_alone)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    hand_effect(&world, s, hand_fact(&world, MDS_FACT_CONTROL, "a", "", MDS_TRUE), MDS_ACTS_ON_V1,
                0.5);
    hand_effect(&world, s, hand_fact(&world, MDS_FACT_CONTROL, "b", "", MDS_TRUE), MDS_ACTS_ON_V1,
                0.5);
    world.policy.evidence_self_declared = 1.0;
    NEAR(hand_frequency(&world, s), 0.9 * 0.25 + 0.1 * 0.5, 1e-12);
    hand_finish(&world);
}

Test(assess, control_of_one_scenario_gives_no_credit_in_another)
{
    hand_world world;
    hand_init(&world);
    uint32_t a = hand_scenario(&world, "a", 1.0, 1.0, 1.0, serious);
    uint32_t b = hand_scenario(&world, "b", 1.0, 1.0, 1.0, serious);
    uint32_t c = hand_fact(&world, MDS_FACT_CONTROL, "c", "g", MDS_TRUE);
    hand_effect(&world, b, c, MDS_ACTS_ON_V1, 0.5);
    NEAR(hand_frequency(&world, a), 1.0, 0.0);
    NEAR(hand_frequency(&world, b), 0.65, 1e-12);
    hand_finish(&world);
}

Test(assess, impacts_are_scaled_by_profile_and_data_volume_up_to_one)
{
    static const double impact[] = {0.5, 0.4, 0.3};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, impact);
    world.profile.scale[MDS_PROPERTY_SAFETY] = 3.0;
    world.profile.scale[MDS_PROPERTY_EFFECTIVENESS] = 0.5;
    world.profile.scale[MDS_PROPERTY_SECURITY] = 1.5;
    world.volume.data_scale = 2.0;
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    NEAR(result->impact[MDS_PROPERTY_SAFETY], 1.0, 0.0);
    NEAR(result->impact[MDS_PROPERTY_EFFECTIVENESS], 0.2, 1e-15);
    NEAR(result->impact[MDS_PROPERTY_SECURITY], 0.9, 1e-15);
    NEAR(result->headline, 1.0, 0.0);
    NEAR(result->at[MDS_STAGE_R0][MDS_CASE_EXPECTED].rrf, 1e5, 1e-6);
    hand_finish(&world);
}

Test(assess, scenario_that_harms_nobody_needs_no_reduction)
{
    static const double none[] = {0.0, 0.0, 0.0};
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, none);
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    NEAR(result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf, 0.0, 0.0);
    cr_assert_eq(result->verdict, MDS_VERDICT_ACCEPTABLE);
    hand_finish(&world);
}

/* lambda 0.5 a year: initiation 39 moderate; vres .099: adverse 9.9 low; G-5 low; impact 80 high;
 * I-2 low. The number 3.86 is very low: they differ, and both are kept. */
Test(assess, words_stand_beside_the_number)
{
    hand_world world;
    hand_pump(&world);
    const mds_scenario_result *worm = &hand_assess(&world)->scenarios[0];
    cr_assert_eq(worm->initiation, MDS_LEVEL_MODERATE);
    cr_assert_eq(worm->adverse, MDS_LEVEL_LOW);
    cr_assert_eq(worm->likelihood_word, MDS_LEVEL_LOW);
    cr_assert_eq(worm->impact_word, MDS_LEVEL_HIGH);
    cr_assert_eq(worm->risk_word, MDS_LEVEL_LOW);
    cr_assert_eq(worm->number_word, MDS_LEVEL_VERY_LOW);
    cr_assert_eq(worm->level, MDS_LEVEL_LOW);
    cr_assert_not(worm->gated);
    hand_finish(&world);
}

Test(assess, options_name_what_each_missing_measure_takes_off)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t have = hand_fact(&world, MDS_FACT_CONTROL, "have", "a", MDS_TRUE);
    uint32_t lack = hand_fact(&world, MDS_FACT_CONTROL, "lack", "b", MDS_FALSE);
    uint32_t same = hand_fact(&world, MDS_FACT_CONTROL, "same-group-no-better", "a", MDS_FALSE);
    uint32_t kind = hand_compensating(&world, "segmentation", "net");
    hand_effect(&world, s, have, MDS_ACTS_ON_V1, 0.5);
    hand_effect(&world, s, lack, MDS_ACTS_ON_V1, 0.5);
    hand_effect(&world, s, same, MDS_ACTS_ON_V1, 0.5);
    hand_effect_compensating(&world, s, kind, MDS_ACTS_ON_V1, 0.8);
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    double before = 1 - 0.35;
    double segmented = 0.9 * 0.65 * 0.2 + 0.1 * 0.2;
    double patched = 0.9 * 0.65 * 0.65 + 0.1 * 0.65;
    cr_assert_eq(result->option_count, 2);
    cr_assert_eq(result->options[0].effect->compensating, kind);
    NEAR(result->options[0].factor, before / segmented, 1e-9);
    NEAR(result->options[0].rrf_after, segmented / 1e-3, 1e-9);
    cr_assert_eq(result->options[1].effect->fact, lack);
    NEAR(result->options[1].factor, before / patched, 1e-9);

    /* The promise is kept: with the measure in place and verified, this is the RRF. */
    double promised = result->options[0].rrf_after;
    hand_record(&world, kind, MDS_ASSURANCE_VERIFIED);
    result = &hand_assess(&world)->scenarios[s];
    NEAR(result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf, promised, 1e-9);
    cr_assert_eq(result->option_count, 1);
    hand_finish(&world);
}

Test(assess, measure_that_the_hospital_rules_out_is_no_option)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t isolation = hand_compensating(&world, "isolation", "net");
    uint32_t firewall = hand_compensating(&world, "firewall", "net");
    const mds_treatment_cost costs[] = {{.compensating = isolation, .ruled_out = true},
                                        {.compensating = firewall, .cost = 2.0}};
    hand_effect_compensating(&world, s, isolation, MDS_ACTS_ON_V1, 0.9);
    hand_effect_compensating(&world, s, firewall, MDS_ACTS_ON_V1, 0.5);
    cr_assert_eq(hand_assess(&world)->scenarios[s].option_count, 2);
    world.deployment.costs = costs;
    world.deployment.cost_count = 2;
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    cr_assert_eq(result->option_count, 1);
    cr_assert_eq(result->options[0].effect->compensating, firewall);
    hand_finish(&world);
}

/* A control on v1 and on v2 is one measure, and a finding that it is absent does not make a future
 * declaration verified. */
Test(assess, option_counts_both_effects_of_a_control)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t lack = hand_fact(&world, MDS_FACT_CONTROL, "lack", "b", MDS_FALSE);
    world.values[lack].assurance = MDS_ASSURANCE_VERIFIED;
    hand_effect(&world, s, lack, MDS_ACTS_ON_V1, 0.5);
    hand_effect(&world, s, lack, MDS_ACTS_ON_V2, 0.4);
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    cr_assert_eq(result->option_count, 1);
    NEAR(result->options[0].factor, 1.0 / (0.65 * 0.72), 1e-9);
    hand_finish(&world);
}

Test(assess, measure_that_leaves_nothing_has_an_infinite_factor)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t kind = hand_compensating(&world, "isolation", "net");
    hand_effect_compensating(&world, s, kind, MDS_ACTS_ON_V1, 1.0);
    const mds_scenario_result *result = &hand_assess(&world)->scenarios[s];
    cr_assert_eq(result->option_count, 1);
    cr_assert(isinf(result->options[0].factor));
    NEAR(result->options[0].rrf_after, 0.0, 0.0);
    hand_finish(&world);
}

Test(assess, ranking_by_rrf_then_risk_then_order_with_unrecorded_last_by_impact)
{
    static const double mild[] = {0.3, 0.0, 0.0};
    static const double grave[] = {0.9, 0.0, 0.0};
    hand_world world;
    hand_init(&world);
    uint32_t unrecorded_mild = hand_scenario(&world, "a", 9.0, 1.0, 1.0, mild);
    uint32_t rare = hand_scenario(&world, "b", 0.001, 1.0, 1.0, serious);
    uint32_t same = hand_scenario(&world, "c", 0.001, 1.0, 1.0, serious);
    uint32_t unrecorded_grave = hand_scenario(&world, "d", 1e-9, 1.0, 1.0, grave);
    /* RRF 1000 both; the first at a tenth of the frequency, and so the smaller risk. */
    uint32_t graver = hand_scenario(&world, "e", 0.1, 1.0, 1.0, grave);
    uint32_t often = hand_scenario(&world, "f", 1.0, 1.0, 1.0, serious);
    world.scenarios[unrecorded_mild].no_recorded_event = true;
    world.scenarios[unrecorded_grave].no_recorded_event = true;
    const uint32_t expected[] = {often, graver, rare, same, unrecorded_grave, unrecorded_mild};
    const mds_assessment *assessment = hand_assess(&world);
    cr_assert_eq(assessment->ranked_count, 6);
    for (size_t i = 0; i < 6; i++) {
        cr_assert_eq(assessment->ranking[i], expected[i], "place %zu", i);
    }
    hand_finish(&world);
}

Test(assess, weakest_evidence_is_that_of_what_counts)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t have = hand_fact(&world, MDS_FACT_CONTROL, "have", "a", MDS_TRUE);
    uint32_t lack = hand_fact(&world, MDS_FACT_CONTROL, "lack", "b", MDS_FALSE);
    hand_effect(&world, s, have, MDS_ACTS_ON_V1, 0.5);
    hand_effect(&world, s, lack, MDS_ACTS_ON_V1, 0.5);
    world.effects[1].effectiveness.strength = MDS_STRENGTH_JUDGEMENT;
    const mds_assessment *assessment = hand_assess(&world);
    cr_assert_eq(assessment->scenarios[s].weakest, MDS_STRENGTH_DIRECT);
    NEAR(assessment->judgement_share, 0.0, 0.0);

    world.effects[0].effectiveness.strength = MDS_STRENGTH_PROXY;
    cr_assert_eq(hand_assess(&world)->scenarios[s].weakest, MDS_STRENGTH_PROXY);
    world.values[lack].truth = MDS_TRUE;
    assessment = hand_assess(&world);
    cr_assert_eq(assessment->scenarios[s].weakest, MDS_STRENGTH_JUDGEMENT);
    NEAR(assessment->judgement_share, 1.0, 0.0);

    hand_scenario(&world, "t", 1.0, 1.0, 1.0, serious);
    assessment = hand_assess(&world);
    double r0 = assessment->scenarios[0].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].risk;
    double r1 = assessment->scenarios[1].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].risk;
    NEAR(assessment->judgement_share, r0 / (r0 + r1), 1e-12);

    const mds_raise raise = {.factor = 2.0, .strength = MDS_STRENGTH_JUDGEMENT};
    world.scenarios[1].raises = &raise;
    world.scenarios[1].raise_count = 1;
    cr_assert_eq(hand_assess(&world)->scenarios[1].weakest, MDS_STRENGTH_JUDGEMENT);
    hand_finish(&world);
}

Test(assess, refuses_a_deployment_that_does_not_fit)
{
    hand_world world;
    hand_init(&world);
    hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    const mds_assessment *kept = hand_assess(&world);
    const mds_assessment *out = kept;
    for (unsigned i = 0; i < 5; i++) {
        mds_deployment deployment = world.deployment;
        switch (i) {
        case 0:
            deployment.profile = 7;
            break;
        case 1:
            deployment.data_volume = 7;
            break;
        case 2:
            deployment.hospital_rate_factor = -1.0;
            break;
        case 3:
            deployment.hospital_rate_factor = (double)NAN;
            break;
        case 4:
            deployment.record_count = 1;
            world.records[0].compensating = 7;
            break;
        }
        cr_assert_eq(mds_assess(&out, world.arena, &world.catalog, &world.policy, &world.device,
                                &deployment, world.as_of, world.diags),
                     MDS_EINVAL, "case %u", i);
        cr_assert_eq(out, kept);
    }
    hand_finish(&world);
}

Test(assess, short_memory_is_an_error_at_every_allocation)
{
    hand_world world;
    hand_pump(&world);
    const mds_assessment *kept = hand_assess(&world);
    mds_status status = MDS_ELIMIT;
    size_t limit = 1;
    for (; status != MDS_OK && limit < 65536; limit += 16) {
        const mds_assessment *out = kept;
        mds_arena *arena = mds_arena_new(limit, NULL);
        status = mds_assess(&out, arena, &world.catalog, &world.policy, &world.device,
                            &world.deployment, world.as_of, NULL);
        cr_assert(status == MDS_OK || (status == MDS_ELIMIT && out == kept));
        mds_arena_free(arena);
    }
    cr_assert_eq(status, MDS_OK);
    cr_assert_gt(limit, 1000);
    hand_finish(&world);
}
