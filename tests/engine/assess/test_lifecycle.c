/* SPDX-License-Identifier: GPL-3.0-or-later */
/* End of support after IMDRF N60 and N70: stages, records, decay and the gate. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>

#define NEAR(actual, expected, within)                                                             \
    cr_assert(fabs((actual) - (expected)) <= (within), "%.12g is not %.12g", (double)(actual),     \
              (double)(expected))

enum { YEAR = 1461 }; /* four years in days: a whole number */

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
        const mds_risk_assessment *assessment = hand_assess_device(&world);
        cr_assert_eq(assessment->lifecycle, cases[i].stage, "case %zu", i);
        cr_assert_eq(assessment->eos_warning, cases[i].warning, "case %zu", i);
        cr_assert_eq(assessment->legacy, cases[i].stage == MDS_LIFECYCLE_END_OF_SUPPORT);
        cr_assert_eq(hand_said(&world, MDS_D_EOS_NOT_GIVEN), cases[i].eos == NONE);
        hand_finish(&world);
    }
}

Test(lifecycle, legacy_is_lifted_only_by_a_designation_on_paper)
{
    hand_world world;
    hand_init(&world);
    world.deployment.end_of_support = world.as_of - 1;
    world.deployment.designated_environment = true;
    cr_assert(hand_assess_device(&world)->legacy);
    cr_assert(hand_said(&world, MDS_D_EOS_DESIGNATION_NO_PAPER));
    world.deployment.designation_document = "Installation manual 4.2, section 7";
    cr_assert_not(hand_assess_device(&world)->legacy);
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
        const mds_risk_assessment *assessment = hand_assess_device(&world);
        cr_assert_eq(assessment->record_states[0], expected, "case %u", i);
        double credit = expected == MDS_RECORD_CREDITED ? i == 11 ? 0.25 : 0.5 : 0.0;
        NEAR(assessment->now->risks[s].at[MDS_STAGE_R2].phi, 1.0 - credit, 1e-12);
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
    hand_assess_device(&world);
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
    const mds_layer_member *member = &hand_assess_device(&world)->now->risks[s].members[0];
    cr_assert_eq(member->record, &world.records[1]);
    NEAR(member->left, 1.0 - 0.8 * 0.85, 1e-12);
    hand_finish(&world);
}

/* After h years half of the credit that rests on updates is left; the patch factor grows. */
Test(lifecycle, only_what_rests_on_updates_decays)
{
    hand_world world;
    hand_init(&world);
    uint32_t exploit = hand_scenario(&world, "exploit", 0.01, 1.0, 1.0, serious);
    uint32_t theft = hand_scenario(&world, "theft", 0.01, 1.0, 1.0, serious);
    world.scenarios[exploit].patch_share = 1.0;
    uint32_t patch = hand_fact(&world, MDS_FACT_CONTROL, "patch", "p", MDS_TRUE);
    uint32_t lock = hand_fact(&world, MDS_FACT_CONTROL, "lock", "l", MDS_TRUE);
    world.facts[patch].vendor_updates = true;
    hand_effect(&world, exploit, patch, MDS_ACTS_ON_V1, 0.5);
    hand_effect(&world, theft, lock, MDS_ACTS_ON_V1, 0.5);
    world.deployment.end_of_support = world.as_of - YEAR;
    world.policy.eos_half_life = 4.0;
    const mds_evaluation *now = hand_assess_device(&world)->now;
    NEAR(now->risks[exploit].members[0].d, 0.5, 1e-12);
    NEAR(now->risks[exploit].members[0].left, 1.0 - 0.5 * 0.5 * 0.7, 1e-12);
    NEAR(now->risks[theft].members[0].d, 1.0, 0.0);
    NEAR(now->risks[theft].at[MDS_STAGE_R2].unpatched, 1.0, 0.0);
    /* u = 2 grows to min(2 + 4 * .25, 3.5) = 3, of which half a life has come. */
    NEAR(now->risks[exploit].at[MDS_STAGE_R2].unpatched, 2.5, 1e-12);
    hand_finish(&world);
}

/* A device past end of support of which hardly anything would be said by its number. */
static void past_eos(hand_world *world)
{
    static const double negligible[MDS_PROPERTY__COUNT] = {0.01, 0.01, 0.01};
    hand_init(world);
    hand_scenario(world, "exploit", 1e-6, 1.0, 1.0, negligible);
    world->deployment.end_of_support = world->as_of - 100;
}

/* IMDRF N70, 7.2, case by case of the page: depth documented at least, and either isolation or a
 * perimeter with depth, verified. */
Test(lifecycle, gate_asks_for_depth_and_for_isolation_or_a_perimeter)
{
    enum {
        NO = -1,
        SELF = MDS_ASSURANCE_SELF_DECLARED,
        DOC = MDS_ASSURANCE_DOCUMENTED,
        VER = MDS_ASSURANCE_VERIFIED
    };
    static const struct {
        int isolation, perimeter, depth; /* isolation gives depth too */
        bool partial;
        mds_verdict gate;
    } cases[] = {
        {NO, NO, NO, false, MDS_VERDICT_NOT_ACCEPTABLE},
        {NO, VER, NO, false, MDS_VERDICT_NOT_ACCEPTABLE},
        {NO, VER, SELF, false, MDS_VERDICT_NOT_ACCEPTABLE},
        {NO, VER, VER, true, MDS_VERDICT_NOT_ACCEPTABLE},
        {SELF, NO, NO, false, MDS_VERDICT_NOT_ACCEPTABLE},
        {NO, NO, DOC, false, MDS_VERDICT_REDUCE},
        {NO, VER, DOC, false, MDS_VERDICT_REDUCE},
        {NO, DOC, VER, false, MDS_VERDICT_REDUCE},
        {DOC, NO, NO, false, MDS_VERDICT_REDUCE},
        {VER, NO, NO, true, MDS_VERDICT_NOT_ACCEPTABLE},
        {NO, VER, VER, false, MDS_VERDICT_ACCEPTABLE},
        {VER, NO, NO, false, MDS_VERDICT_ACCEPTABLE},
        {VER, VER, VER, false, MDS_VERDICT_ACCEPTABLE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hand_world world;
        past_eos(&world);
        const int assurance[] = {cases[i].isolation, cases[i].perimeter, cases[i].depth};
        for (size_t k = 0; k < 3; k++) {
            const uint32_t kind = hand_compensating(&world, "kind", "net");
            world.compensating[kind].depth = k != 1;
            world.compensating[kind].gate_role = k == 0   ? MDS_GATE_ROLE_ISOLATION
                                                 : k == 1 ? MDS_GATE_ROLE_PERIMETER
                                                          : MDS_GATE_ROLE_NONE;
            if (assurance[k] != NO) {
                hand_record(&world, kind, (mds_assurance)assurance[k])->implementation =
                    cases[i].partial && k != 1 ? MDS_IMPLEMENTATION_PARTIAL
                                               : MDS_IMPLEMENTATION_IN_PLACE;
            }
        }
        const mds_evaluation *now = hand_assess_device(&world)->now;
        cr_assert_eq(now->gate, cases[i].gate, "case %zu", i);
        cr_assert_eq(now->by_number, MDS_VERDICT_ACCEPTABLE, "case %zu", i);
        cr_assert_eq(now->verdict, cases[i].gate, "case %zu", i);
        world.deployment.end_of_support = world.as_of + 1;
        cr_assert_eq(hand_assess_device(&world)->now->gate, MDS_VERDICT_ACCEPTABLE, "case %zu", i);
        hand_finish(&world);
    }
}

/* A route shut by a finding, or by a measure that was tested, is none to the gate. */
Test(lifecycle, gate_is_for_open_networked_routes)
{
    for (unsigned truth = MDS_FALSE; truth <= MDS_TRUE; truth++) {
        hand_world world;
        past_eos(&world);
        const uint32_t fact =
            hand_fact(&world, MDS_FACT_EXPOSURE, "remote-access-path", "", (mds_truth)truth);
        world.routes[0].open_when = hand_when(&world, fact, false);
        const uint32_t removal = hand_compensating(&world, "removal", "net");
        world.compensating[removal].gate_closes = 0;
        const mds_verdict open =
            truth == MDS_FALSE ? MDS_VERDICT_ACCEPTABLE : MDS_VERDICT_NOT_ACCEPTABLE;
        cr_assert_eq(hand_assess_device(&world)->now->gate, open, "%u", truth);
        mds_control_record *record = hand_record(&world, removal, MDS_ASSURANCE_DOCUMENTED);
        cr_assert_eq(hand_assess_device(&world)->now->gate, open, "%u", truth);
        record->assurance = MDS_ASSURANCE_VERIFIED;
        cr_assert_eq(hand_assess_device(&world)->now->gate, MDS_VERDICT_ACCEPTABLE, "%u", truth);
        record->expires = world.as_of - 1;
        cr_assert_eq(hand_assess_device(&world)->now->gate, open, "%u", truth);
        hand_finish(&world);
    }
}
