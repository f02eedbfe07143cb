/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine on the shipped catalog: known frequencies are reproduced, and the devices at the ends
 * of the scale are where they must. No number of the catalog is repeated here. */
#include "support/hand_world.h"
#include <mdsrisk/calibrate.h>

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

static const mds_risk_assessment *assess(const mds_disclosure *disclosure,
                                         const mds_deployment *deployment)
{
    const mds_facts *facts = NULL;
    const mds_risk_assessment *assessment = NULL;
    cr_assert_eq(mds_facts_derive(&facts, arena, catalog, policy, &disclosure,
                                  disclosure != NULL ? 1 : 0, deployment, TODAY, NULL),
                 MDS_OK);
    cr_assert_eq(
        mds_assess_device(&assessment, arena, catalog, policy, facts, deployment, TODAY, NULL),
        MDS_OK);
    return assessment;
}

Test(shipped, a_typical_device_lets_through_what_reaches_a_hospital)
{
    cr_assert_gt(catalog->calibration_count, 0);
    for (size_t i = 0; i < catalog->calibration_count; i++) {
        double value = 0.0;
        cr_assert_eq(mds_calibration_value(&value, catalog, policy, &catalog->calibrations[i]),
                     MDS_OK);
        cr_assert(value >= catalog->calibrations[i].low && value <= catalog->calibrations[i].high,
                  "%g", value);
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
            cr_assert_eq(
                mds_facts_derive(&less, own, catalog, policy, list, 1, &deployment, TODAY, NULL),
                MDS_OK);
            answers[q].state = hand_below(&random, 2) == 0 ? MDS_ANSWER_YES : MDS_ANSWER_NO;
            cr_assert_eq(
                mds_facts_derive(&more, own, catalog, policy, list, 1, &deployment, TODAY, NULL),
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

/* An empty form has no verdict. */
Test(shipped, empty_form_says_nothing)
{
    mds_deployment deployment = mds_deployment_default(policy);
    const mds_form *form = &catalog->forms[mds_catalog_form(catalog, "mds2-2019")];
    mds_answer *answers = mds_arena_alloc(arena, form->question_count, sizeof *answers);
    cr_assert_not_null(answers);
    for (size_t i = 0; i < form->question_count; i++) {
        answers[i] = (mds_answer){.response = "", .note = "", .where = ""};
    }
    const mds_disclosure empty = {
        .file = "empty", .answers = answers, .answer_count = form->question_count};
    const mds_risk_assessment *found = assess(&empty, &deployment);
    cr_assert_eq(found->verdict, MDS_VERDICT_CANNOT_BE_JUDGED);
    cr_assert_eq(found->unjudged, MDS_UNJUDGED_NO_FORM);
}
