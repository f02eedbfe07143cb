/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of the model over devices drawn on the shipped catalog. */
#include "base/date.h"
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { AS_OF = 20777, DEVICES = 24 };

static mds_catalog *catalog;
static mds_arena *arena;
static const mds_policy *policy;

static void setup(void)
{
    arena = mds_arena_new((size_t)1 << 30, NULL);
    mds_diags *diags = mds_diags_new(arena, 1000);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, diags), MDS_OK);
    policy = &catalog->policies[0];
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(laws, .init = setup, .fini = teardown);

typedef struct drawn {
    mds_answer *answers;
    mds_disclosure form;
    mds_deployment deployment;
} drawn;

static drawn draw(hand_random *random)
{
    static const char *const editions[] = {"mds2-2019", "jp-mds-4.1", "jp-mds-3.0a"};
    const uint32_t form = mds_catalog_form(catalog, editions[hand_below(random, 3)]);
    const mds_form *edition = &catalog->forms[form];
    const uint32_t yes = 1 + hand_below(random, 9); /* of ten */
    drawn d = {.answers = mds_arena_alloc(arena, edition->question_count, sizeof(mds_answer)),
               .deployment = mds_deployment_default(policy)};
    cr_assert_not_null(d.answers);
    for (size_t q = 0; q < edition->question_count; q++) {
        const bool choice = edition->questions[q].kind == MDS_QUESTION_CHOICE;
        d.answers[q] = (mds_answer){.state = !choice                        ? MDS_ANSWER_TEXT
                                             : hand_below(random, 10) < yes ? MDS_ANSWER_YES
                                                                            : MDS_ANSWER_NO,
                                    .response = "",
                                    .note_cell = "",
                                    .note = "",
                                    .where = "",
                                    .wording = ""};
    }
    d.form = (mds_disclosure){.form = form,
                              .file = "drawn",
                              .answers = d.answers,
                              .answer_count = edition->question_count};
    d.deployment.profile = hand_below(random, (uint32_t)policy->profile_count);
    d.deployment.country = (mds_country)hand_below(random, MDS_COUNTRY__COUNT);
    if (hand_below(random, 2) == 0) {
        d.deployment.end_of_support = AS_OF - (int32_t)hand_below(random, 2000);
    }
    return d;
}

static const mds_risk_assessment *assess(const drawn *d)
{
    const mds_disclosure *list = &d->form;
    const mds_facts *facts = NULL;
    const mds_risk_assessment *found = NULL;
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, policy, &list, 1, &d->deployment, AS_OF, NULL),
        MDS_OK);
    cr_assert_eq(
        mds_assess_device(&found, arena, catalog, policy, facts, &d->deployment, AS_OF, NULL),
        MDS_OK);
    return found;
}

static double rrf(const mds_risk_assessment *found)
{
    return found->now->at[MDS_STAGE_R2].rrf;
}

/* Over all subsets of the kinds: one more never raises the number, the verdict or the gate. */
Test(laws, one_more_kind_is_never_worse)
{
    hand_random random = {.state = 21};
    const size_t kinds = catalog->compensating_count;
    double *rrfs = mds_arena_alloc(arena, (size_t)1 << kinds, sizeof *rrfs);
    mds_verdict *verdicts = mds_arena_alloc(arena, (size_t)1 << kinds, sizeof *verdicts);
    cr_assert(kinds == 9 && rrfs != NULL && verdicts != NULL);
    for (int n = 0; n < DEVICES; n++) {
        const drawn d = draw(&random);
        mds_device device = assess(&d)->device;
        const mds_kind_credit *now = device.kinds;
        mds_kind_credit with[9];
        mds_evaluation *found = NULL;
        cr_assert_eq(mds_evaluation_new(&found, arena, catalog), MDS_OK);
        device.kinds = with;
        device.from = MDS_STAGE_R2;
        for (uint32_t set = 0; set < 1U << kinds; set++) {
            for (size_t k = 0; k < kinds; k++) {
                with[k] = (set >> k & 1U) != 0
                              ? mds_kind_in_place(policy, &now[k], MDS_ASSURANCE_VERIFIED)
                              : now[k];
            }
            mds_device_evaluate(found, &device);
            rrfs[set] = found->at[MDS_STAGE_R2].rrf;
            verdicts[set] = found->verdict;
            for (size_t k = 0; k < kinds; k++) {
                const uint32_t less = set & ~(1U << k);
                cr_assert(rrfs[set] <= rrfs[less] * (1.0 + 1e-12), "device %d, set %u", n, set);
                cr_assert_leq(verdicts[set], verdicts[less]);
            }
        }
    }
}

Test(laws, stages_fall_and_parts_stay_below_the_whole)
{
    hand_random random = {.state = 22};
    for (int n = 0; n < 4 * DEVICES; n++) {
        const drawn d = draw(&random);
        const mds_risk_assessment *found = assess(&d);
        const mds_device_at *at = found->now->at;
        double sum = 0.0;
        cr_assert_geq(at[MDS_STAGE_R0].rrf, at[MDS_STAGE_R1].rrf * (1.0 - 1e-12));
        cr_assert_geq(at[MDS_STAGE_R1].rrf, at[MDS_STAGE_R2].rrf * (1.0 - 1e-12));
        for (size_t i = 0; i < found->ranked_count; i++) {
            const mds_risk *risk = &found->now->risks[found->ranking[i]];
            sum += risk->at[MDS_STAGE_R2].share;
            cr_assert_leq(risk->at[MDS_STAGE_R2].part, at[MDS_STAGE_R2].sum.mean * (1.0 + 1e-12));
        }
        cr_assert_float_eq(sum, 1.0, 1e-9);
        cr_assert_eq(mds_model_judged(policy, rrf(found)) == MDS_VERDICT_ACCEPTABLE,
                     found->now->by_number == MDS_VERDICT_ACCEPTABLE);
        cr_assert_leq(found->best->at[MDS_STAGE_R2].rrf, rrf(found) * (1.0 + 1e-12));
    }
}

/* Nothing jumps on the day of end of support, and from there it only gets worse. */
Test(laws, end_of_support_has_no_step_and_age_never_helps)
{
    hand_random random = {.state = 23};
    for (int n = 0; n < DEVICES; n++) {
        drawn d = draw(&random);
        d.deployment.end_of_support = MDS_DAY_NONE;
        const double supported = rrf(assess(&d));
        double last = supported;
        for (int days = 0; days < 2500; days += 250) {
            d.deployment.end_of_support = AS_OF - days;
            const double past = rrf(assess(&d));
            if (days == 0) {
                cr_assert_float_eq(past, supported, 1e-9 * supported);
            }
            cr_assert_geq(past, last * (1.0 - 1e-12), "device %d after %d days", n, days);
            last = past;
        }
    }
}

/* A blank answer is never better than both Yes and No. */
Test(laws, a_blank_never_beats_yes_and_no)
{
    hand_random random = {.state = 24};
    for (int n = 0; n < DEVICES / 2; n++) {
        const drawn d = draw(&random);
        for (int tries = 0; tries < 6; tries++) {
            const size_t q = hand_below(&random, (uint32_t)d.form.answer_count);
            const mds_answer_state kept = d.answers[q].state;
            double value[3];
            static const mds_answer_state states[] = {MDS_ANSWER_UNANSWERED, MDS_ANSWER_YES,
                                                      MDS_ANSWER_NO};
            if (kept == MDS_ANSWER_TEXT) {
                continue;
            }
            bool contradicted = false;
            for (size_t i = 0; i < 3; i++) {
                d.answers[q].state = states[i];
                const mds_risk_assessment *found = assess(&d);
                value[i] = rrf(found);
                for (size_t f = 0; f < catalog->fact_count; f++) {
                    contradicted = contradicted || found->facts->at[f].contradicted;
                }
            }
            d.answers[q].state = kept;
            if (!contradicted) {
                cr_assert_geq(value[0], fmin(value[1], value[2]) * (1.0 - 1e-9), "device %d, %s", n,
                              catalog->forms[d.form.form].questions[q].id);
            }
        }
    }
}

/* Standalone with a basis closes the routes; without one it is isolation, self-declared. */
Test(laws, standalone_needs_a_basis)
{
    hand_random random = {.state = 25};
    uint32_t standalone = 0;
    while (policy->zones[standalone].without_basis == MDS_NO_ORDINAL) {
        standalone++;
    }
    uint32_t isolation = 0;
    while (catalog->compensating[isolation].gate_role != MDS_GATE_ROLE_ISOLATION) {
        isolation++;
    }
    for (int n = 0; n < DEVICES; n++) {
        drawn d = draw(&random);
        d.deployment.zone = standalone;
        d.deployment.zone_basis = (mds_basis){.by = "b", .on = AS_OF - 1, .evidence = "e"};
        const mds_risk_assessment *based = assess(&d);
        d.deployment.zone_basis = (mds_basis){.by = "", .on = MDS_DAY_NONE, .evidence = ""};
        const mds_risk_assessment *declared = assess(&d);
        cr_assert(declared->zone_declared && !based->zone_declared);
        cr_assert_leq(rrf(based), rrf(declared) * (1.0 + 1e-12));
        d.deployment.zone = policy->zones[standalone].without_basis;
        const mds_risk_assessment *plain = assess(&d);
        mds_device device = plain->device;
        mds_kind_credit kinds[9];
        mds_evaluation *found = NULL;
        memcpy(kinds, device.kinds, sizeof kinds);
        kinds[isolation] =
            mds_kind_in_place(policy, &kinds[isolation], MDS_ASSURANCE_SELF_DECLARED);
        device.kinds = kinds;
        cr_assert_eq(mds_evaluation_new(&found, arena, catalog), MDS_OK);
        mds_device_evaluate(found, &device);
        cr_assert_float_eq(found->at[MDS_STAGE_R2].rrf, rrf(declared), 1e-9 * rrf(declared));
    }
}

static double with_forms(const drawn *d, const mds_disclosure *first, const mds_disclosure *second)
{
    const mds_disclosure *list[] = {first, second};
    const mds_facts *facts = NULL;
    const mds_risk_assessment *found = NULL;
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, policy, list, 2, &d->deployment, AS_OF, NULL),
        MDS_OK);
    cr_assert_eq(
        mds_assess_device(&found, arena, catalog, policy, facts, &d->deployment, AS_OF, NULL),
        MDS_OK);
    return rrf(found);
}

static mds_control_record record_of(uint32_t kind, mds_assurance assurance)
{
    return (mds_control_record){.compensating = kind,
                                .implementation = MDS_IMPLEMENTATION_IN_PLACE,
                                .assurance = assurance,
                                .constraint = "c",
                                .objective = "o",
                                .risk_covered = "r",
                                .owner = "w",
                                .evidence = "e",
                                .validated = AS_OF - 10,
                                .expires = AS_OF + 10,
                                .file = "",
                                .where = ""};
}

/* Of forms, records and findings. */
Test(laws, order_does_not_matter)
{
    hand_random random = {.state = 26};
    for (int n = 0; n < DEVICES; n++) {
        drawn d = draw(&random);
        const drawn other = draw(&random);
        mds_control_record records[3];
        mds_verified_fact findings[2];
        for (uint32_t i = 0; i < 3; i++) {
            records[i] = record_of(hand_below(&random, 9),
                                   (mds_assurance)hand_below(&random, MDS_ASSURANCE__COUNT));
        }
        for (uint32_t i = 0; i < 2; i++) {
            findings[i] = (mds_verified_fact){
                .fact = 2 * hand_below(&random, (uint32_t)catalog->fact_count / 2) + i,
                .state = hand_below(&random, 2) == 0,
                .assurance = MDS_ASSURANCE_DOCUMENTED,
                .by = "b",
                .on = AS_OF - 1,
                .evidence = "e",
                .where = ""};
        }
        d.deployment.records = records;
        d.deployment.record_count = 3;
        d.deployment.verified = findings;
        d.deployment.verified_count = 2;
        const double before = with_forms(&d, &d.form, &other.form);
        cr_assert_float_eq(with_forms(&d, &other.form, &d.form), before, 1e-12 * before);
        const mds_control_record record = records[0];
        records[0] = records[2];
        records[2] = record;
        const mds_verified_fact finding = findings[0];
        findings[0] = findings[1];
        findings[1] = finding;
        cr_assert_float_eq(with_forms(&d, &d.form, &other.form), before, 1e-9 * before);
    }
}
