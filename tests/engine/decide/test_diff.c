/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences between two forms against a plain repetition, and between two saved assessments. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <mdsrisk/diff.h>
#include <string.h>

enum { TODAY = 20500, ARENA_LIMIT = 512 << 20 };

static mds_catalog *catalog;
static mds_arena *arena;
static mds_deployment deployment;
static const mds_form *form;
static mds_disclosure sides[2];
static mds_answer *answers[2];

static void setup(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    deployment = mds_deployment_default(&catalog->policies[0]);
    const uint32_t f = mds_catalog_form(catalog, "mds2-2019");
    form = &catalog->forms[f];
    for (size_t k = 0; k < 2; k++) {
        answers[k] = mds_arena_alloc(arena, form->question_count, sizeof *answers[k]);
        cr_assert_not_null(answers[k]);
        for (size_t i = 0; i < form->question_count; i++) {
            answers[k][i] = (mds_answer){.state = i % 3 == 0 ? MDS_ANSWER_YES : MDS_ANSWER_NO,
                                         .response = "",
                                         .note_cell = "",
                                         .note = "",
                                         .where = "",
                                         .wording = ""};
        }
        sides[k] = (mds_disclosure){.form = f,
                                    .file = k == 0 ? "old" : "new",
                                    .answers = answers[k],
                                    .answer_count = form->question_count};
        for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
            sides[k].device[i] = "";
        }
    }
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(diff, .init = setup, .fini = teardown);

static uint32_t question(const char *id)
{
    const uint32_t q = mds_form_question(form, id);
    cr_assert_neq(q, MDS_NO_ORDINAL, "%s", id);
    return q;
}

static const mds_risk_assessment *assess(size_t side)
{
    const mds_disclosure *list = &sides[side];
    const mds_facts *facts = NULL;
    const mds_risk_assessment *assessment = NULL;
    cr_assert_eq(mds_facts_derive(&facts, arena, catalog, &catalog->policies[0], &list, 1,
                                  &deployment, TODAY, NULL),
                 MDS_OK);
    cr_assert_eq(mds_assess_device(&assessment, arena, catalog, &catalog->policies[0], facts,
                                   &deployment, TODAY, NULL),
                 MDS_OK);
    return assessment;
}

static const mds_diff *compare(void)
{
    const mds_diff *diff = NULL;
    cr_assert_eq(mds_diff_forms(&diff, arena, assess(0), assess(1)), MDS_OK);
    return diff;
}

Test(diff, the_same_form_differs_in_nothing)
{
    const mds_diff *diff = compare();
    cr_assert_eq(diff->answer_count, 0);
    cr_assert_eq(diff->risk_count, 0);
    cr_assert_eq(diff->regressions, 0);
}

/* Where one answer changed, it by itself explains all of what moved. */
Test(diff, one_answer_explains_everything)
{
    answers[0][question("MLDP-4")].state = MDS_ANSWER_YES;
    answers[1][question("MLDP-4")].state = MDS_ANSWER_NO;
    const mds_diff *diff = compare();
    cr_assert_eq(diff->answer_count, 1);
    cr_assert_gt(diff->risk_count, 0);
    cr_assert_eq(diff->regressions, diff->risk_count);
    cr_assert_float_eq(diff->answers[0].factor, diff->after->rrf / diff->before->rrf, 1e-12);
    double moved = 0.0;
    for (size_t s = 0; s < diff->before->risk_count; s++) {
        moved += diff->after->risks[s].part - diff->before->risks[s].part;
    }
    cr_assert_float_eq(moved, diff->after->sum - diff->before->sum, 1e-12, "the parts add up");
    for (size_t i = 0; i < diff->risk_count; i++) {
        const mds_risk_change *change = &diff->risks[i];
        cr_assert_eq(change->cause_count, 1);
        cr_assert_eq(change->causes[0].kind, MDS_CAUSE_ANSWER);
        cr_assert_float_eq(change->causes[0].after, change->after->rrf, 1e-9);
        cr_assert_gt(change->after->rrf, change->before->rrf);
    }
}

static int rank(const mds_saved_risk *risk)
{
    return risk->applies ? (int)risk->verdict : 0;
}

/* Drawn changes: nothing that moved is missing, regressions come first and the larger before the
 * smaller, and both directions mirror each other. */
Test(diff, drawn_changes_are_complete_and_ordered)
{
    hand_random random = {.state = 5};
    size_t moved = 0;
    for (int round = 0; round < 15; round++) {
        for (size_t q = 0; q < form->question_count; q++) {
            static const mds_answer_state states[] = {MDS_ANSWER_YES, MDS_ANSWER_NO,
                                                      MDS_ANSWER_SEE_NOTE};
            answers[0][q].state = states[hand_below(&random, 3)];
            answers[1][q].state =
                hand_below(&random, 8) == 0 ? states[hand_below(&random, 3)] : answers[0][q].state;
        }
        const mds_diff *diff = compare();
        size_t changed = 0;
        for (size_t q = 0; q < form->question_count; q++) {
            changed += answers[0][q].state != answers[1][q].state;
        }
        cr_assert_eq(diff->answer_count, changed);
        for (size_t i = 1; i < diff->answer_count; i++) {
            cr_assert_geq(diff->answers[i - 1].factor, diff->answers[i].factor);
        }
        bool better = false;
        for (size_t i = 0; i < diff->risk_count; i++) {
            const mds_risk_change *change = &diff->risks[i];
            cr_assert(!(better && change->worse), "a regression stands behind an improvement");
            better = better || !change->worse;
            const int steps = rank(change->after) - rank(change->before);
            cr_assert(change->worse ? steps >= 0 : steps <= 0);
            moved++;
        }
        const mds_diff *back = NULL;
        cr_assert_eq(mds_diff_forms(&back, arena, assess(1), assess(0)), MDS_OK);
        cr_assert_eq(back->risk_count, diff->risk_count);
        cr_assert_eq(back->regressions, diff->risk_count - diff->regressions);
    }
    cr_assert_gt(moved, 20);
}

Test(diff, a_changed_note_is_shown_and_moves_nothing)
{
    answers[1][question("PAUT-3")].note = "Only with release 4";
    const mds_diff *diff = compare();
    cr_assert_eq(diff->answer_count, 1);
    cr_assert(diff->answers[0].note_only);
    cr_assert_eq(diff->risk_count, 0);
}

/* The same comparison through what a register holds: same risks, same order; credits as causes. */
Test(diff, saved_assessments_tell_the_same)
{
    mds_diags *diags = mds_diags_new(arena, 20);
    const mds_diff *saved = NULL;
    answers[1][question("MLDP-4")].state = MDS_ANSWER_YES;
    answers[1][question("PAUT-3")].state = MDS_ANSWER_NO;
    answers[1][question("DTBK-5")].state = MDS_ANSWER_YES;
    const mds_diff *diff = compare();
    cr_assert_gt(diff->risk_count, 0);
    cr_assert_eq(mds_diff_saved(&saved, arena, catalog, diff->before, diff->after, diags), MDS_OK);
    cr_assert_eq(mds_diags_count(diags), 0);
    cr_assert_eq(saved->risk_count, diff->risk_count);
    for (size_t i = 0; i < saved->risk_count; i++) {
        cr_assert_str_eq(saved->risks[i].after->scenario, diff->risks[i].after->scenario);
        cr_assert_gt(saved->risks[i].cause_count, 0);
        for (size_t k = 0; k < saved->risks[i].cause_count; k++) {
            cr_assert_neq(saved->risks[i].causes[k].kind, MDS_CAUSE_ANSWER);
        }
    }
}

Test(diff, another_basis_is_said)
{
    mds_diags *diags = mds_diags_new(arena, 20);
    const mds_saved *old = mds_saved_of(arena, assess(0), "old");
    cr_assert_not_null(old);
    mds_saved new = *old;
    const mds_diff *diff = NULL;
    new.catalog = "another";
    new.as_of = "2030-01-01";
    cr_assert_eq(mds_diff_saved(&diff, arena, catalog, old, &new, diags), MDS_OK);
    cr_assert_eq(mds_diags_count(diags), 2);
    cr_assert_eq(mds_diags_at(diags, 0)->code, MDS_D_DIFF_BASIS);
    cr_assert_eq(diff->risk_count, 0);
}

/* A risk that opens is a regression, whatever its verdict. */
Test(diff, a_risk_that_opens_is_worse)
{
    static const mds_saved_risk closed = {.scenario = "x", .applies = false};
    static const mds_saved_risk open = {
        .scenario = "x", .applies = true, .verdict = MDS_VERDICT_ACCEPTABLE, .rrf = .1};
    const mds_saved old = {.device = "",
                           .model = "",
                           .catalog = "",
                           .policy = "",
                           .as_of = "",
                           .file = "",
                           .risks = &closed,
                           .risk_count = 1};
    mds_saved new = old;
    const mds_diff *diff = NULL;
    new.risks = &open;
    cr_assert_eq(mds_diff_saved(&diff, arena, catalog, &old, &new, NULL), MDS_OK);
    cr_assert_eq(diff->risk_count, 1);
    cr_assert_eq(diff->regressions, 1);
    cr_assert_eq(mds_diff_saved(&diff, arena, catalog, &new, &old, NULL), MDS_OK);
    cr_assert_eq(diff->regressions, 0);
    cr_assert_eq(diff->risk_count, 1);
}

Test(diff, without_a_form_there_is_nothing_to_compare)
{
    const mds_facts *facts = NULL;
    const mds_risk_assessment *empty = NULL;
    const mds_diff *diff = NULL;
    cr_assert_eq(mds_facts_derive(&facts, arena, catalog, &catalog->policies[0], NULL, 0,
                                  &deployment, TODAY, NULL),
                 MDS_OK);
    cr_assert_eq(mds_assess_device(&empty, arena, catalog, &catalog->policies[0], facts,
                                   &deployment, TODAY, NULL),
                 MDS_OK);
    cr_assert_eq(mds_diff_forms(&diff, arena, empty, assess(1)), MDS_EINVAL);
}
