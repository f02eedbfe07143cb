/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine on the shipped catalog: known frequencies are reproduced, and the devices at the ends
 * of the scale stand where they must. No number of the catalog is repeated here. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>

enum { TODAY = 20500, ARENA_LIMIT = 64 * 1024 * 1024 };

static mds_catalog *catalog;
static mds_arena *arena;
static const mds_policy *policy;

static void open_catalog(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    mds_diags *diags = mds_diags_new(arena, 100);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, diags), MDS_OK);
    cr_assert_gt(catalog->policy_count, 0);
    policy = &catalog->policies[0];
}

static void close_catalog(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(shipped, .init = open_catalog, .fini = close_catalog);

static const mds_assessment *assess(const mds_disclosure *disclosure,
                                    const mds_deployment *deployment)
{
    const mds_facts *facts = NULL;
    const mds_assessment *assessment = NULL;
    cr_assert_eq(mds_facts_derive(&facts, arena, catalog, policy, &disclosure,
                                  disclosure != NULL ? 1 : 0, deployment, NULL),
                 MDS_OK);
    cr_assert_eq(mds_assess(&assessment, arena, catalog, policy, facts, deployment, TODAY, NULL),
                 MDS_OK);
    return assessment;
}

/* A record as complete as it must be. */
static mds_control_record full_record(uint32_t kind)
{
    return (mds_control_record){.compensating = kind,
                                .implementation = MDS_IMPLEMENTATION_IN_PLACE,
                                .assurance = MDS_ASSURANCE_VERIFIED,
                                .constraint = "c",
                                .objective = "o",
                                .risk_covered = "r",
                                .owner = "w",
                                .evidence = "e",
                                .validated = TODAY - 1,
                                .expires = TODAY + 1,
                                .where = ""};
}

static void assert_calibrated(const mds_calibration *record)
{
    mds_deployment deployment = mds_deployment_default(policy);
    mds_verified_fact *told = mds_arena_alloc(arena, record->fact_count, sizeof *told);
    mds_control_record *records =
        mds_arena_alloc(arena, record->compensating_count, sizeof *records);
    cr_assert(told != NULL && records != NULL);
    for (size_t i = 0; i < record->fact_count; i++) {
        /* As a manufacturer would declare it: the victims' devices were not verified either. */
        told[i] = (mds_verified_fact){.fact = record->facts[i].fact,
                                      .state = !record->facts[i].negated,
                                      .assurance = MDS_ASSURANCE_SELF_DECLARED,
                                      .evidence = "",
                                      .where = ""};
    }
    for (size_t i = 0; i < record->compensating_count; i++) {
        records[i] = full_record(record->compensating[i]);
    }
    deployment.country = record->country;
    deployment.verified = told;
    deployment.verified_count = record->fact_count;
    deployment.records = records;
    deployment.record_count = record->compensating_count;
    const mds_scenario *scenario = &catalog->scenarios[record->scenario];
    double frequency = assess(NULL, &deployment)
                           ->scenarios[record->scenario]
                           .at[MDS_STAGE_R2][MDS_CASE_EXPECTED]
                           .frequency;
    double hospital = frequency / (scenario->v1.value.mode * scenario->v2.value.mode);
    cr_expect(hospital >= record->low && hospital <= record->high, "%s: %g is not in %g .. %g",
              record->id, hospital, record->low, record->high);
}

Test(shipped, known_frequencies_are_reproduced)
{
    cr_assert_gt(catalog->calibration_count, 0);
    for (size_t i = 0; i < catalog->calibration_count; i++) {
        assert_calibrated(&catalog->calibrations[i]);
    }
}

/* A device whose every control, or none of them, is there; exposures likewise; what is derived
 * follows. */
static const mds_assessment *device(mds_truth controls, bool exposures)
{
    mds_deployment deployment = mds_deployment_default(policy);
    mds_verified_fact *told = mds_arena_alloc(arena, catalog->fact_count, sizeof *told);
    cr_assert_not_null(told);
    for (uint32_t i = 0; i < catalog->fact_count; i++) {
        const mds_fact *fact = &catalog->facts[i];
        bool control = fact->kind == MDS_FACT_CONTROL;
        bool skipped = fact->derived.count > 0 || fact->deployment ||
                       (control && controls == MDS_UNKNOWN) || fact->kind == MDS_FACT_CONTEXT;
        if (!skipped) {
            told[deployment.verified_count++] =
                (mds_verified_fact){.fact = i,
                                    .state = control ? controls == MDS_TRUE : exposures,
                                    .evidence = "",
                                    .where = ""};
        }
    }
    deployment.verified = told;
    return assess(NULL, &deployment);
}

static double index_of(const mds_assessment *assessment, mds_stage stage)
{
    return assessment->index[stage][MDS_CASE_EXPECTED];
}

Test(shipped, every_control_unknown_stands_between_all_and_none)
{
    const mds_assessment *all = device(MDS_TRUE, true);
    const mds_assessment *unknown = device(MDS_UNKNOWN, true);
    const mds_assessment *none = device(MDS_FALSE, true);
    cr_assert_gt(none->ranked_count, 0);
    cr_assert_eq(unknown->ranked_count, catalog->scenario_count);
    for (size_t s = 0; s < catalog->scenario_count; s++) {
        /* Where a control raises another scenario's rate the ends may cross: there only the
         * effect of the layers is compared. */
        const mds_result *a = &all->scenarios[s].at[MDS_STAGE_R1][MDS_CASE_EXPECTED];
        const mds_result *u = &unknown->scenarios[s].at[MDS_STAGE_R1][MDS_CASE_EXPECTED];
        const mds_result *n = &none->scenarios[s].at[MDS_STAGE_R1][MDS_CASE_EXPECTED];
        if (all->scenarios[s].open != MDS_FALSE && none->scenarios[s].open != MDS_FALSE) {
            cr_expect(a->vres < u->vres && u->vres < n->vres, "%s: %g %g %g",
                      catalog->scenarios[s].id, a->vres, u->vres, n->vres);
        }
    }
    cr_assert_lt(index_of(all, MDS_STAGE_R1), index_of(unknown, MDS_STAGE_R1));
    cr_assert_lt(index_of(unknown, MDS_STAGE_R1), index_of(none, MDS_STAGE_R1));
    cr_assert_leq(all->verdict, none->verdict);
    /* A device that does everything has risks that are acceptable; one that does nothing has
     * risks that are not. */
    size_t acceptable = 0;
    for (size_t i = 0; i < all->ranked_count; i++) {
        acceptable += all->scenarios[all->ranking[i]].verdict == MDS_VERDICT_ACCEPTABLE;
    }
    cr_assert_gt(acceptable, 0);
    cr_assert_eq(none->verdict, MDS_VERDICT_NOT_ACCEPTABLE);
}

Test(shipped, device_of_which_nothing_is_known_has_the_widest_interval)
{
    mds_deployment deployment = mds_deployment_default(policy);
    const mds_assessment *nothing = assess(NULL, &deployment);
    cr_assert_lt(nothing->index[MDS_STAGE_R1][MDS_CASE_LO],
                 nothing->index[MDS_STAGE_R1][MDS_CASE_EXPECTED]);
    cr_assert_lt(nothing->index[MDS_STAGE_R1][MDS_CASE_EXPECTED],
                 nothing->index[MDS_STAGE_R1][MDS_CASE_HI]);
    cr_assert_neq(nothing->verdict, MDS_VERDICT_ACCEPTABLE);
}

Test(shipped, each_kind_of_compensating_control_lowers_the_risk_of_the_plain_device)
{
    mds_deployment deployment = mds_deployment_default(policy);
    double before = index_of(assess(NULL, &deployment), MDS_STAGE_R2);
    for (uint32_t kind = 0; kind < catalog->compensating_count; kind++) {
        mds_control_record record = full_record(kind);
        deployment.records = &record;
        deployment.record_count = 1;
        cr_expect_lt(index_of(assess(NULL, &deployment), MDS_STAGE_R2), before, "%s",
                     catalog->compensating[kind].id);
    }
}

Test(shipped, end_of_support_makes_the_plain_device_worse_each_year)
{
    mds_deployment deployment = mds_deployment_default(policy);
    double before = index_of(assess(NULL, &deployment), MDS_STAGE_R1);
    for (int32_t years = 1; years <= 5; years++) {
        deployment.end_of_support = TODAY - 365 * years;
        double after = index_of(assess(NULL, &deployment), MDS_STAGE_R1);
        cr_assert_gt(after, before, "%d years", years);
        before = after;
    }
}

/* Answers drawn for a whole form, three of them swapped at a time. */
static void draw_answers(mds_answer *answers, size_t count, hand_random *random)
{
    static const mds_answer_state states[] = {
        MDS_ANSWER_YES,     MDS_ANSWER_NO,  MDS_ANSWER_NA,       MDS_ANSWER_SEE_NOTE,
        MDS_ANSWER_MISSING, MDS_ANSWER_YES, MDS_ANSWER_CONFLICT, MDS_ANSWER_UNANSWERED};
    for (size_t i = 0; i < count; i++) {
        answers[i] = (mds_answer){.state = states[hand_below(random, 8)],
                                  .response = "",
                                  .note_cell = "",
                                  .note = "",
                                  .where = "",
                                  .wording = ""};
    }
}

/* Learning one more answer may make a fact known, or expose a contradiction; it never turns a yes
 * into a no. */
Test(shipped, one_more_answer_never_turns_a_fact_round)
{
    hand_random random = {.state = 10};
    const mds_deployment deployment = mds_deployment_default(policy);
    size_t learned = 0;
    for (uint32_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        mds_answer *answers = mds_arena_alloc(arena, form->question_count, sizeof *answers);
        cr_assert_not_null(answers);
        if (form->completeness == MDS_TOPICS) {
            continue; /* takes no answers */
        }
        mds_disclosure disclosure = {
            .form = f, .file = "drawn", .answers = answers, .answer_count = form->question_count};
        for (unsigned i = 0; i < 100; i++) {
            mds_arena *own = mds_arena_new(ARENA_LIMIT, NULL);
            const mds_disclosure *list[] = {&disclosure};
            const mds_facts *less = NULL;
            const mds_facts *more = NULL;
            draw_answers(answers, form->question_count, &random);
            uint32_t q = hand_below(&random, (uint32_t)form->question_count);
            answers[q].state = MDS_ANSWER_SEE_NOTE;
            cr_assert_eq(mds_facts_derive(&less, own, catalog, policy, list, 1, &deployment, NULL),
                         MDS_OK);
            answers[q].state = hand_below(&random, 2) == 0 ? MDS_ANSWER_YES : MDS_ANSWER_NO;
            cr_assert_eq(mds_facts_derive(&more, own, catalog, policy, list, 1, &deployment, NULL),
                         MDS_OK);
            for (size_t k = 0; k < catalog->fact_count; k++) {
                mds_truth a = less->at[k].truth;
                mds_truth b = more->at[k].truth;
                cr_assert(a == b || a == MDS_UNKNOWN || b == MDS_UNKNOWN, "%s by %s",
                          catalog->facts[k].id, form->questions[q].id);
                learned += a == MDS_UNKNOWN && b != MDS_UNKNOWN;
            }
            mds_arena_free(own);
        }
    }
    cr_assert_gt(learned, 10);
}

/* A form without a single answer is the same device as no form at all. */
Test(shipped, empty_form_says_nothing)
{
    mds_deployment deployment = mds_deployment_default(policy);
    const mds_form *form = &catalog->forms[0];
    mds_answer *answers = mds_arena_alloc(arena, form->question_count, sizeof *answers);
    cr_assert_not_null(answers);
    for (size_t i = 0; i < form->question_count; i++) {
        answers[i] = (mds_answer){.response = "", .where = ""};
    }
    const mds_disclosure empty = {
        .file = "empty", .answers = answers, .answer_count = form->question_count};
    const mds_assessment *with = assess(&empty, &deployment);
    const mds_assessment *without = assess(NULL, &deployment);
    for (unsigned stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        for (unsigned c = 0; c < MDS_CASE__COUNT; c++) {
            cr_assert(fabs(with->index[stage][c] - without->index[stage][c]) <= 0.0);
        }
    }
}
