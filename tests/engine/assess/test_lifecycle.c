/* SPDX-License-Identifier: GPL-3.0-or-later */
/* End of support after IMDRF N60 and N70: stages, decay, records and gates. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

enum { YEAR = 1461 }; /* four years in days: a whole number */

static const double negligible[MDS_PROPERTY__COUNT] = {0.01, 0.01, 0.01};
static const double serious[MDS_PROPERTY__COUNT] = {0.5, 0.5, 0.5};

Test(lifecycle, stage_by_dates)
{
    enum { NONE = INT32_MIN };
    static const struct {
        int32_t eol, eos; /* days from today */
        mds_lifecycle stage;
        bool warning;
    } cases[] = {
        {NONE, NONE, MDS_LIFECYCLE_UNKNOWN, false},
        {10, NONE, MDS_LIFECYCLE_SUPPORT, false},
        {-10, NONE, MDS_LIFECYCLE_LIMITED_SUPPORT, false},
        {0, NONE, MDS_LIFECYCLE_LIMITED_SUPPORT, false},
        {NONE, 5000, MDS_LIFECYCLE_SUPPORT, false},
        {NONE, 1096, MDS_LIFECYCLE_SUPPORT, false},
        {NONE, 1095, MDS_LIFECYCLE_SUPPORT, true},
        {-10, 1, MDS_LIFECYCLE_LIMITED_SUPPORT, true},
        {-10, 0, MDS_LIFECYCLE_END_OF_SUPPORT, false},
        {NONE, -10, MDS_LIFECYCLE_END_OF_SUPPORT, false},
        {10, -10, MDS_LIFECYCLE_END_OF_SUPPORT, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hand_world world;
        hand_init(&world);
        if (cases[i].eol != NONE) {
            world.deployment.end_of_life = world.as_of + cases[i].eol;
        }
        if (cases[i].eos != NONE) {
            world.deployment.end_of_support = world.as_of + cases[i].eos;
        }
        const mds_assessment *assessment = hand_assess(&world);
        cr_assert_eq(assessment->lifecycle, cases[i].stage, "case %zu", i);
        cr_assert_eq(assessment->eos_warning, cases[i].warning, "case %zu", i);
        cr_assert_eq(assessment->legacy, cases[i].stage == MDS_LIFECYCLE_END_OF_SUPPORT);
        cr_assert_eq(hand_said(&world, MDS_D_EOS_NOT_GIVEN), cases[i].eos == NONE);
        hand_finish(&world);
    }
}

Test(lifecycle, only_exploits_gain_and_only_vendor_updates_decay)
{
    hand_world world;
    hand_init(&world);
    uint32_t exploit = hand_scenario(&world, "exploit", 0.01, 1.0, 1.0, serious);
    uint32_t theft = hand_scenario(&world, "theft", 0.01, 1.0, 1.0, serious);
    world.scenarios[exploit].exploit = true;
    uint32_t patch = hand_fact(&world, MDS_FACT_CONTROL, "patch", "p", MDS_TRUE);
    uint32_t lock = hand_fact(&world, MDS_FACT_CONTROL, "lock", "l", MDS_TRUE);
    world.facts[patch].vendor_updates = true;
    hand_effect(&world, exploit, patch, MDS_ACTS_ON_V1, 0.5);
    hand_effect(&world, theft, lock, MDS_ACTS_ON_V1, 0.5);
    world.deployment.end_of_support = world.as_of - YEAR;
    world.policy.eos_half_life = 4.0;
    const mds_assessment *assessment = hand_assess(&world);
    NEAR(assessment->years_past_eos, 4.0, 1e-12);
    const mds_scenario_result *result = &assessment->scenarios[exploit];
    NEAR(result->eos_rate, 2.0, 1e-12);
    NEAR(result->lambda[MDS_CASE_EXPECTED], 0.02, 1e-12);
    NEAR(result->credits[0].decay, 0.5, 1e-12);
    NEAR(result->credits[0].x[MDS_CASE_EXPECTED], 0.5 * 0.5 * 0.7, 1e-12);
    result = &assessment->scenarios[theft];
    NEAR(result->eos_rate, 1.0, 0.0);
    NEAR(result->credits[0].decay, 1.0, 0.0);
    NEAR(result->credits[0].x[MDS_CASE_EXPECTED], 0.5 * 0.7, 1e-12);

    world.deployment.end_of_support = world.as_of - 3 * YEAR;
    NEAR(hand_assess(&world)->scenarios[exploit].eos_rate, 4.0, 0.0);
    hand_finish(&world);
}

Test(lifecycle, legacy_is_lifted_only_by_a_designation_on_paper)
{
    hand_world world;
    hand_init(&world);
    world.deployment.end_of_support = world.as_of - 1;
    world.deployment.designated_environment = true;
    cr_assert(hand_assess(&world)->legacy);
    cr_assert(hand_said(&world, MDS_D_EOS_DESIGNATION_NO_PAPER));
    world.deployment.designation_document = "Installation manual 4.2, section 7";
    cr_assert_not(hand_assess(&world)->legacy);
    hand_finish(&world);
}

/* Each of the seven members is needed; so are the dates. */
Test(lifecycle, record_gives_credit_only_when_complete_and_valid)
{
    for (unsigned i = 0; i < 12; i++) {
        hand_world world;
        hand_init(&world);
        uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
        uint32_t kind = hand_compensating(&world, "firewall", "net");
        hand_effect_compensating(&world, s, kind, MDS_ACTS_ON_V1, 0.5);
        mds_control_record *record = hand_record(&world, kind, MDS_ASSURANCE_VERIFIED);
        mds_record_state expected = i < 7 ? MDS_RECORD_INCOMPLETE : MDS_RECORD_CREDITED;
        const char **texts[] = {&record->constraint, &record->objective, &record->risk_covered,
                                &record->owner, &record->evidence};
        if (i < 5) {
            *texts[i] = "";
        }
        record->validated = i == 5 ? INT32_MIN : record->validated;
        record->expires = i == 6 ? INT32_MIN : record->expires;
        if (i == 7) {
            record->validated = world.as_of;
            record->expires = world.as_of;
        } else if (i == 8) {
            record->expires = world.as_of - 1;
            expected = MDS_RECORD_EXPIRED;
        } else if (i == 9) {
            record->validated = world.as_of + 1;
            expected = MDS_RECORD_NOT_YET_VALID;
        } else if (i == 10) {
            record->implementation = MDS_IMPLEMENTATION_NONE;
            expected = MDS_RECORD_NOT_IN_PLACE;
        } else if (i == 11) {
            record->implementation = MDS_IMPLEMENTATION_PARTIAL;
        }
        const mds_assessment *assessment = hand_assess(&world);
        cr_assert_eq(assessment->record_states[0], expected, "case %u", i);
        double credit = expected == MDS_RECORD_CREDITED ? i == 11 ? 0.25 : 0.5 : 0.0;
        NEAR(assessment->scenarios[s].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].f1, 1.0 - credit, 1e-12);
        cr_assert_eq(hand_said(&world, MDS_D_RECORD_INCOMPLETE), i < 7, "case %u", i);
        cr_assert_eq(hand_said(&world, MDS_D_RECORD_EXPIRED), i == 8, "case %u", i);
        cr_assert_eq(hand_said(&world, MDS_D_RECORD_NOT_YET_VALID), i == 9, "case %u", i);
        hand_finish(&world);
    }
}

Test(lifecycle, incomplete_record_names_what_is_missing)
{
    hand_world world;
    hand_init(&world);
    mds_control_record *record =
        hand_record(&world, hand_compensating(&world, "firewall", "net"), MDS_ASSURANCE_VERIFIED);
    *record = (mds_control_record){.implementation = MDS_IMPLEMENTATION_IN_PLACE,
                                   .constraint = "",
                                   .objective = "",
                                   .risk_covered = "",
                                   .owner = "",
                                   .evidence = "",
                                   .validated = INT32_MIN,
                                   .expires = INT32_MIN,
                                   .where = "here"};
    world.deployment.end_of_support = world.as_of + 5000;
    hand_assess(&world);
    cr_assert_eq(mds_diags_count(world.diags), 1);
    const mds_diag *diag = mds_diags_at(world.diags, 0);
    cr_assert_str_eq(diag->args[0], "firewall");
    cr_assert_str_eq(diag->args[1],
                     "constraint, objective, risk_covered, owner, evidence, validated, expires");
    cr_assert_str_eq(diag->where, "here");
    hand_finish(&world);
}

Test(lifecycle, best_of_several_records_of_a_kind_counts)
{
    hand_world world;
    hand_init(&world);
    uint32_t s = hand_scenario(&world, "s", 1.0, 1.0, 1.0, serious);
    uint32_t kind = hand_compensating(&world, "firewall", "net");
    hand_effect_compensating(&world, s, kind, MDS_ACTS_ON_V1, 0.8);
    hand_record(&world, kind, MDS_ASSURANCE_SELF_DECLARED);
    hand_record(&world, kind, MDS_ASSURANCE_DOCUMENTED);
    hand_record(&world, kind, MDS_ASSURANCE_VERIFIED)->expires = world.as_of - 1;
    const mds_assessment *assessment = hand_assess(&world);
    const mds_credit *credit = &assessment->scenarios[s].credits[0];
    cr_assert_eq(credit->record, &world.records[1]);
    NEAR(credit->x[MDS_CASE_EXPECTED], 0.8 * 0.85, 1e-12);
    hand_finish(&world);
}

/* A device past EOS with one negligible exploit scenario and one that is none. */
static void past_eos(hand_world *world, mds_truth networked)
{
    hand_init(world);
    hand_fact(world, MDS_FACT_EXPOSURE, "network-connected", "", networked);
    uint32_t exploit = hand_scenario(world, "exploit", 1e-6, 1.0, 1.0, negligible);
    hand_scenario(world, "theft", 1e-6, 1.0, 1.0, negligible);
    world->scenarios[exploit].exploit = true;
    world->deployment.end_of_support = world->as_of - 100;
}

Test(lifecycle, networked_past_eos_is_at_least_high)
{
    for (unsigned truth = MDS_FALSE; truth <= MDS_TRUE; truth++) {
        hand_world world;
        past_eos(&world, (mds_truth)truth);
        bool fires = truth != MDS_FALSE;
        const mds_assessment *assessment = hand_assess(&world);
        const mds_scenario_result *exploit = &assessment->scenarios[0];
        cr_assert_eq(assessment->gate[MDS_GATE_EOS_NETWORKED], fires);
        cr_assert_eq(exploit->gated, fires);
        cr_assert_eq(exploit->level, fires ? MDS_LEVEL_HIGH : MDS_LEVEL_VERY_LOW);
        cr_assert_eq(exploit->verdict, fires ? MDS_VERDICT_REDUCE : MDS_VERDICT_ACCEPTABLE);
        cr_assert_eq(exploit->risk_word, MDS_LEVEL_VERY_LOW);
        cr_assert_eq(assessment->verdict, exploit->verdict);
        cr_assert_eq(assessment->verdict_at[MDS_CASE_LO], exploit->verdict);
        cr_assert_not(assessment->scenarios[1].gated);
        world.deployment.end_of_support = world.as_of + 100;
        cr_assert_not(hand_assess(&world)->gate[MDS_GATE_EOS_NETWORKED]);
        hand_finish(&world);
    }
}

Test(lifecycle, only_verified_isolation_in_place_opens_the_network_gate)
{
    static const struct {
        bool isolates;
        mds_assurance assurance;
        mds_implementation implementation;
        bool fires;
    } cases[] = {
        {true, MDS_ASSURANCE_VERIFIED, MDS_IMPLEMENTATION_IN_PLACE, false},
        {true, MDS_ASSURANCE_DOCUMENTED, MDS_IMPLEMENTATION_IN_PLACE, true},
        {true, MDS_ASSURANCE_VERIFIED, MDS_IMPLEMENTATION_PARTIAL, true},
        {true, MDS_ASSURANCE_VERIFIED, MDS_IMPLEMENTATION_NONE, true},
        {false, MDS_ASSURANCE_VERIFIED, MDS_IMPLEMENTATION_IN_PLACE, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hand_world world;
        past_eos(&world, MDS_TRUE);
        uint32_t kind = hand_compensating(&world, "isolation", "net");
        world.compensating[kind].isolates = cases[i].isolates;
        hand_record(&world, kind, cases[i].assurance)->implementation = cases[i].implementation;
        cr_assert_eq(hand_assess(&world)->gate[MDS_GATE_EOS_NETWORKED], cases[i].fires, "case %zu",
                     i);
        hand_finish(&world);
    }
}

/* N70 7.2: a perimeter is not enough on its own. */
Test(lifecycle, perimeter_alone_past_eos_is_not_acceptable)
{
    hand_world world;
    past_eos(&world, MDS_TRUE);
    uint32_t segmentation = hand_compensating(&world, "segmentation", "net");
    uint32_t firewall = hand_compensating(&world, "firewall", "net");
    uint32_t monitoring = hand_compensating(&world, "monitoring", "watch");
    world.compensating[segmentation].insufficient_alone = true;
    world.compensating[segmentation].isolates = true;
    world.compensating[firewall].insufficient_alone = true;
    cr_assert_not(hand_assess(&world)->gate[MDS_GATE_EOS_PERIMETER_ALONE]);

    hand_record(&world, segmentation, MDS_ASSURANCE_VERIFIED);
    hand_record(&world, firewall, MDS_ASSURANCE_VERIFIED);
    const mds_assessment *assessment = hand_assess(&world);
    cr_assert(assessment->gate[MDS_GATE_EOS_PERIMETER_ALONE]);
    cr_assert_not(assessment->gate[MDS_GATE_EOS_NETWORKED]);
    cr_assert_eq(assessment->scenarios[0].verdict, MDS_VERDICT_NOT_ACCEPTABLE);
    cr_assert_eq(assessment->scenarios[1].verdict, MDS_VERDICT_ACCEPTABLE);
    cr_assert_eq(assessment->verdict_at[MDS_CASE_LO], MDS_VERDICT_NOT_ACCEPTABLE);

    mds_control_record *watch = hand_record(&world, monitoring, MDS_ASSURANCE_VERIFIED);
    assessment = hand_assess(&world);
    cr_assert_not(assessment->gate[MDS_GATE_EOS_PERIMETER_ALONE]);
    cr_assert_eq(assessment->verdict, MDS_VERDICT_ACCEPTABLE);
    watch->expires = world.as_of - 1;
    cr_assert(hand_assess(&world)->gate[MDS_GATE_EOS_PERIMETER_ALONE]);
    hand_finish(&world);
}

Test(lifecycle, what_a_gate_made_unacceptable_is_ranked_before_a_larger_number)
{
    hand_world world;
    past_eos(&world, MDS_TRUE);
    uint32_t kind = hand_compensating(&world, "firewall", "net");
    uint32_t larger = hand_scenario(&world, "larger", 0.005, 1.0, 1.0, serious);
    world.compensating[kind].insufficient_alone = true;
    hand_record(&world, kind, MDS_ASSURANCE_VERIFIED);
    const mds_assessment *assessment = hand_assess(&world);
    const mds_result *gated = &assessment->scenarios[0].at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    const mds_result *plain = &assessment->scenarios[larger].at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    cr_assert_lt(gated->rrf, plain->rrf);
    cr_assert_eq(assessment->scenarios[larger].verdict, MDS_VERDICT_REDUCE);
    cr_assert_eq(assessment->ranking[0], 0, "gated to not acceptable");
    cr_assert_eq(assessment->ranking[1], larger);
    hand_finish(&world);
}

Test(lifecycle, gate_does_not_touch_a_closed_scenario)
{
    hand_world world;
    past_eos(&world, MDS_TRUE);
    uint32_t wifi = hand_fact(&world, MDS_FACT_EXPOSURE, "wifi", "", MDS_FALSE);
    world.scenarios[0].opens = hand_when(&world, wifi, false);
    const mds_assessment *assessment = hand_assess(&world);
    cr_assert(assessment->gate[MDS_GATE_EOS_NETWORKED]);
    cr_assert_not(assessment->scenarios[0].gated);
    cr_assert_eq(assessment->verdict, MDS_VERDICT_ACCEPTABLE);
    /* Unknown: closed in the best case only. */
    world.values[wifi].truth = MDS_UNKNOWN;
    assessment = hand_assess(&world);
    cr_assert_eq(assessment->verdict_at[MDS_CASE_LO], MDS_VERDICT_ACCEPTABLE);
    cr_assert_eq(assessment->verdict_at[MDS_CASE_EXPECTED], MDS_VERDICT_REDUCE);
    hand_finish(&world);
}
