/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forms about one device must not say together, on the shipped catalog. */
#include "support/jp_forms.h"

#include <criterion/criterion.h>
#include <mdsrisk/consistency.h>
#include <mdsrisk/facts.h>
#include <stdio.h>
#include <string.h>

enum { ARENA_LIMIT = 256 << 20, TODAY = 20500 };

static mds_catalog *catalog;
static mds_arena *arena;
static mds_diags *diags;

static void setup(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    diags = mds_diags_new(arena, 1000);
    cr_assert_not_null(diags);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(consistency, .init = setup, .fini = teardown);

static void check(const mds_disclosure *const *forms, size_t count)
{
    cr_assert_eq(mds_consistency_check(arena, catalog, forms, count, diags), MDS_OK);
}

static size_t count_of(mds_diag_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        count += mds_diags_at(diags, i)->code == code;
    }
    return count;
}

static const mds_diag *first_of(mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        if (mds_diags_at(diags, i)->code == code) {
            return mds_diags_at(diags, i);
        }
    }
    return NULL;
}

Test(consistency, remote_maintenance_wants_the_service_provider_s_form)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds.xlsx");
    fill_answers(&mds, "12=yes 12.4=yes");
    const mds_disclosure *forms[2] = {&mds.disclosure, NULL};
    check(forms, 1);
    const mds_diag *found = first_of(MDS_D_CONSISTENCY_MISSING);
    cr_assert_not_null(found);
    cr_assert_str_eq(found->file, "mds.xlsx");
    cr_assert_str_eq(found->args[1], "12.4 = 該当");
    cr_assert_str_eq(found->args[2], "sds-due");
    cr_assert_eq(mds_diags_count(diags), 1);

    diags = mds_diags_new(arena, 1000);
    filled sds = fill_form(arena, catalog, "jp-sds-5.0", "sds.xlsx");
    forms[1] = &sds.disclosure;
    check(forms, 2);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_MISSING), 0);

    diags = mds_diags_new(arena, 1000);
    fill_answers(&mds, "12=no 12.4=no");
    check(forms, 1);
    cr_assert_eq(mds_diags_count(diags), 0);
}

Test(consistency, both_forms_of_a_contradiction_are_named_with_their_places)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds.xlsx");
    filled list = fill_form(arena, catalog, "checklist-r5-hospital", "checklist.xlsx");
    const mds_disclosure *forms[] = {&list.disclosure, &mds.disclosure};
    fill_answers(&mds, "4.3=no");
    fill_answers(&list, "2(6)=yes");
    check(forms, 2);
    const mds_diag *found = first_of(MDS_D_CONSISTENCY_CONTRADICTION);
    cr_assert_not_null(found);
    cr_assert_str_eq(found->file, "mds.xlsx");
    cr_assert_str_eq(found->where, mds.answers[mds_form_question(mds.form, "4.3")].where);
    cr_assert_not_null(strstr(found->args[1], "4.3 = いいえ"), "%s", found->args[1]);
    cr_assert_not_null(strstr(found->args[1], "2(6) = はい (checklist.xlsx Sheet!F"), "%s",
                       found->args[1]);
    fill_answers(&mds, "4.3=yes");
    diags = mds_diags_new(arena, 1000);
    check(forms, 2);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_CONTRADICTION), 0);
}

/* The checklist asks whether somebody has looked, and not what was found. */
Test(consistency, a_confirmation_contradicts_neither_answer)
{
    static const char *const answers[] = {"12=yes 12.4=yes", "12=yes 12.4=no", "12=no 12.4=na"};
    static const char *const confirmed[] = {"2(2)=yes", "2(2)=no"};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        for (size_t k = 0; k < sizeof confirmed / sizeof *confirmed; k++) {
            filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
            filled list = fill_form(arena, catalog, "checklist-r5-vendor", "list");
            const mds_disclosure *forms[] = {&mds.disclosure, &list.disclosure};
            fill_answers(&mds, answers[i]);
            fill_answers(&list, confirmed[k]);
            check(forms, 2);
        }
    }
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_CONTRADICTION), 0);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_REMARK), 0);
}

static mds_answer_state state_of(mds_answer_bits bits)
{
    return (bits & MDS_MAY_YES) != 0  ? MDS_ANSWER_YES
           : (bits & MDS_MAY_NO) != 0 ? MDS_ANSWER_NO
                                      : MDS_ANSWER_NA;
}

/* The newest form of the family that holds the question: a rule may be about some editions. */
static const mds_form *form_for(const mds_family_literal *literal)
{
    const mds_form *found = NULL;
    for (size_t i = 0; i < catalog->form_count; i++) {
        const mds_form *form = &catalog->forms[i];
        if (strcmp(form->family, literal->family) == 0 && form->completeness != MDS_TOPICS &&
            mds_form_question(form, literal->question) != MDS_NO_ORDINAL) {
            found = form;
        }
    }
    return found;
}

enum { MOST_FORMS = 4 };

/* Makes the forms of one case, and checks them with one literal spoilt, or none. */
static bool case_fires(const mds_consistency_rule *rule, const mds_family_case *at, size_t spoilt)
{
    filled forms[MOST_FORMS];
    const mds_disclosure *disclosures[MOST_FORMS];
    size_t count = 0;
    diags = mds_diags_new(arena, 1000);
    for (size_t i = 0; i < at->count; i++) {
        const mds_form *form = form_for(&at->at[i]);
        size_t k = 0;
        cr_assert_not_null(form, "%s: %s", rule->id, at->at[i].question);
        while (k < count && forms[k].form != form) {
            k++;
        }
        if (k == count) {
            cr_assert_lt(count, MOST_FORMS);
            forms[count++] = fill_form(arena, catalog, form->edition, form->edition);
        }
        const uint32_t question = mds_form_question(form, at->at[i].question);
        forms[k].answers[question].state =
            i == spoilt ? MDS_ANSWER_UNANSWERED : state_of(at->at[i].answers);
    }
    for (size_t k = 0; k < count; k++) {
        disclosures[k] = &forms[k].disclosure;
    }
    check(disclosures, count);
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *diag = mds_diags_at(diags, i);
        if (diag->arg_count >= 3 && strcmp(diag->args[2], rule->id) == 0) {
            return true;
        }
    }
    return false;
}

Test(consistency, every_case_of_every_rule_fires_and_none_of_its_answers_is_idle)
{
    size_t cases = 0;
    for (size_t i = 0; i < catalog->consistency_count; i++) {
        const mds_consistency_rule *rule = &catalog->consistency[i];
        for (size_t k = 0; k < rule->when_count; k++, cases++) {
            const mds_family_case *at = &rule->when[k];
            cr_expect(case_fires(rule, at, SIZE_MAX), "%s, case %zu", rule->id, k);
            for (size_t l = 0; l < at->count; l++) {
                cr_expect(!case_fires(rule, at, l), "%s, case %zu without %s", rule->id, k,
                          at->at[l].question);
            }
        }
    }
    cr_assert_gt(cases, 20);
}

Test(consistency, what_one_form_entails_is_held_against_the_other_once)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds.xlsx");
    filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2.xlsx");
    const mds_disclosure *forms[] = {&mds.disclosure, &mds2.disclosure};
    fill_answers(&mds, "3=no");
    fill_answers(&mds2, "ALOF-1=yes");
    check(forms, 2);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_TRANSLATED), 1);
    const mds_diag *found = first_of(MDS_D_CONSISTENCY_TRANSLATED);
    cr_assert_not_null(found);
    const bool mds_first = strcmp(found->file, "mds.xlsx") == 0;
    cr_assert_str_eq(found->args[0], mds_first ? "3 = いいえ" : "ALOF-1 = Yes");
    cr_assert_not_null(strstr(found->args[1], mds_first ? "ALOF-1 = Yes (mds2.xlsx Sheet!F"
                                                        : "3 = いいえ (mds.xlsx Sheet!F"));
    cr_assert_str_eq(found->args[3], "3:ALOF-1");

    const mds_disclosure *turned[] = {&mds2.disclosure, &mds.disclosure};
    diags = mds_diags_new(arena, 1000);
    check(turned, 2);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_TRANSLATED), 1);

    fill_answers(&mds, "3=yes");
    diags = mds_diags_new(arena, 1000);
    check(forms, 2);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_TRANSLATED), 0);
}

/* A No of MDS2 leaves 対象外 possible, so that it denies neither. */
Test(consistency, what_is_not_entailed_contradicts_nothing)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds.xlsx");
    filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2.xlsx");
    const mds_disclosure *forms[] = {&mds.disclosure, &mds2.disclosure};
    fill_answers(&mds2, "ALOF-1=no");
    fill_answers(&mds, "3=yes");
    check(forms, 2);
    fill_answers(&mds, "3=na");
    check(forms, 2);
    cr_assert_eq(mds_diags_count(diags), 0);
}

typedef struct names {
    const char *one, *other;
    bool differ;
} names;

Test(consistency, forms_of_two_devices_are_told_apart_by_their_names)
{
    static const names pairs[] = {
        {"AL-300", "al 300", false},
        {"AL-300", "AL-310", true},
        {"AL-300", "AL-3000", true},
        {"Kestrel Vital Systems", "Kestrel Vital Systems, Inc.", false},
        {"Infusion pump AL-300", "AL-300", false},
        {"検体検査装置 MK-700", "MK700 analyser", false},
        {"検体検査装置 MK-700", "MK-710 analyser", true},
        {"検体検査装置", "Analyser", false}, /* one is the other's translation, or not */
        {"みどりPACS", "あおばRIS", true},
        {"ＭＫ－７００", "MK-700", false},
        {"", "MK-700", false},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
        filled list = fill_form(arena, catalog, "mds2-2019", "mds2");
        const mds_disclosure *forms[] = {&mds.disclosure, &list.disclosure};
        mds.disclosure.device[MDS_DEVICE_MODEL] = pairs[i].one;
        list.disclosure.device[MDS_DEVICE_MODEL] = pairs[i].other;
        diags = mds_diags_new(arena, 1000);
        check(forms, 2);
        cr_expect_eq(count_of(MDS_D_CONSISTENCY_DEVICE), pairs[i].differ ? 1 : 0, "%s / %s",
                     pairs[i].one, pairs[i].other);
    }
}

Test(consistency, a_form_much_older_than_another_is_named)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2");
    const mds_disclosure *forms[] = {&mds.disclosure, &mds2.disclosure};
    mds.disclosure.document_day = TODAY;
    mds2.disclosure.document_day = TODAY - 300;
    check(forms, 2);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_DATE), 0);
    mds2.disclosure.document_day = TODAY - 3000;
    check(forms, 2);
    cr_assert_eq(count_of(MDS_D_CONSISTENCY_DATE), 1);
    cr_assert_str_eq(first_of(MDS_D_CONSISTENCY_DATE)->file, "mds2");
}

/* A supplement is in the list of forms without answers: it is no form of its own. */
Test(consistency, a_file_whose_answers_went_elsewhere_is_no_form)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    mds_disclosure rest = mds.disclosure;
    rest.file = "answers";
    rest.answer_count = 0;
    rest.device[MDS_DEVICE_MODEL] = "another";
    mds.disclosure.device[MDS_DEVICE_MODEL] = "AL-300";
    const mds_disclosure *forms[] = {&mds.disclosure, &rest};
    check(forms, 2);
    cr_assert_eq(mds_diags_count(diags), 0);
}

Test(consistency, a_form_that_the_catalog_lacks_is_refused)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    mds.disclosure.form = (uint32_t)catalog->form_count;
    const mds_disclosure *forms[] = {&mds.disclosure};
    cr_assert_eq(mds_consistency_check(arena, catalog, forms, 1, diags), MDS_EINVAL);
}

/* One device, three forms, one set of facts. */
Test(consistency, three_forms_make_one_set_of_facts_with_every_proof)
{
    filled mds = fill_form(arena, catalog, "jp-mds-4.1", "mds");
    filled mds2 = fill_form(arena, catalog, "mds2-2019", "mds2");
    filled list = fill_form(arena, catalog, "checklist-r5-vendor", "list");
    const mds_disclosure *forms[] = {&mds.disclosure, &mds2.disclosure, &list.disclosure};
    const mds_deployment deployment = mds_deployment_default(&catalog->policies[0]);
    const uint32_t fact = mds_catalog_fact(catalog, "remote-service");
    mds_policy policy = catalog->policies[0];
    const mds_facts *facts = NULL;
    cr_assert_neq(fact, MDS_NO_ORDINAL);
    fill_answers(&mds, "12=yes 12.4=yes");
    fill_answers(&mds2, "RMOT-1=yes");
    fill_answers(&list, "2(2)=yes");
    policy.given_share = 0.0; /* a few answers are enough here */
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, &policy, forms, 3, &deployment, TODAY, diags),
        MDS_OK);
    const mds_fact_value *value = &facts->at[fact];
    cr_assert_eq(value->truth, MDS_TRUE);
    bool by_mds = false;
    bool by_mds2 = false;
    for (size_t i = 0; i < value->proof_count; i++) {
        const mds_proof *proof = &value->proofs[i];
        by_mds = by_mds || (proof->disclosure == &mds.disclosure && proof->says == MDS_TRUE);
        by_mds2 = by_mds2 || (proof->disclosure == &mds2.disclosure && proof->says == MDS_TRUE);
    }
    cr_assert(by_mds && by_mds2);

    fill_answers(&mds2, "RMOT-1=no");
    diags = mds_diags_new(arena, 1000);
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, &policy, forms, 3, &deployment, TODAY, diags),
        MDS_OK);
    cr_assert(facts->at[fact].contradicted);
    cr_assert_eq(facts->at[fact].truth, MDS_UNKNOWN);
    const mds_diag *said = NULL;
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *at = mds_diags_at(diags, i);
        if (at->code == MDS_D_FACT_CONTRADICTED && strcmp(at->args[0], "remote-service") == 0) {
            said = at;
        }
    }
    cr_assert_not_null(said);
    cr_assert_str_eq(said->file, "mds");
    cr_assert_str_eq(said->args[1], "12.4 = 該当");
    cr_assert_str_eq(said->args[2], "RMOT-1 = no");
    cr_assert_not_null(strstr(said->args[3], "mds2 Sheet!F"));

    /* The same two answers are not reported a second time, by another road. */
    check(forms, 3);
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *at = mds_diags_at(diags, i);
        cr_expect(at->code != MDS_D_CONSISTENCY_TRANSLATED ||
                      strstr(at->args[3], "12.4:RMOT-1") == NULL,
                  "%s", at->args[3]);
    }
}
