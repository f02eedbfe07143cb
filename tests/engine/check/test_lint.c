/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules on the shipped catalog: each fires on what it describes and on nothing less. */
#include "support/hand_world.h"

#include "base/date.h"
#include <criterion/criterion.h>
#include <mdsrisk/lint_report.h>
#include <stdio.h>
#include <string.h>

enum { TODAY = 20500, ARENA_LIMIT = 64 << 20, MIN_RULES = 40 };

static mds_catalog *catalog;
static mds_arena *arena;
static const mds_form *form;
static const mds_lint *lint;
static mds_answer *answers;
static mds_disclosure disclosure;
static mds_diags *diags;

static void clear(void)
{
    for (size_t i = 0; i < form->question_count; i++) {
        answers[i] = (mds_answer){.response = "", .note_cell = "", .note = "", .where = ""};
    }
    diags = mds_diags_new(arena, 1000);
    cr_assert_not_null(diags);
}

static void open_form(const mds_lint *of)
{
    lint = of;
    form = &catalog->forms[lint->form];
    answers = mds_arena_alloc(arena, form->question_count, sizeof *answers);
    cr_assert_not_null(answers);
    disclosure = (mds_disclosure){.form = lint->form,
                                  .file = "form",
                                  .answers = answers,
                                  .answer_count = form->question_count,
                                  .document_day = TODAY - 1};
    clear();
}

/* Most tests are about MDS2; what holds of every edition goes through all of them. */
static void setup(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    for (size_t i = 0; i < catalog->lint_count; i++) {
        if (strcmp(catalog->forms[catalog->lints[i].form].edition, "mds2-2019") == 0) {
            open_form(&catalog->lints[i]);
        }
    }
    cr_assert_not_null(lint);
    cr_assert_geq(lint->rule_count, MIN_RULES);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(lint, .init = setup, .fini = teardown);

static const mds_answer_state states[MDS_LINT_ANSWER__COUNT] = {MDS_ANSWER_YES, MDS_ANSWER_NO,
                                                                MDS_ANSWER_NA};

static void set(const char *question, mds_answer_state state)
{
    const uint32_t q = mds_form_question(form, question);
    cr_assert_neq(q, MDS_NO_ORDINAL, "%s", question);
    answers[q].state = state;
}

/* "SBOM-1=no SBOM-2=yes" */
static void set_all(const char *text)
{
    char question[32];
    char word[8];
    int used = 0;
    for (; sscanf(text, " %31[^=]=%7s%n", question, word, &used) == 2; text += used) {
        set(question, strcmp(word, "yes") == 0  ? MDS_ANSWER_YES
                      : strcmp(word, "no") == 0 ? MDS_ANSWER_NO
                                                : MDS_ANSWER_NA);
    }
}

static const mds_diag *find(mds_diag_code code, const char *argument)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *at = mds_diags_at(diags, i);
        for (uint32_t k = 0; at->code == code && k < at->arg_count; k++) {
            if (strcmp(at->args[k], argument) == 0) {
                return at;
            }
        }
        if (at->code == code && argument[0] == '\0') {
            return at;
        }
    }
    return NULL;
}

static void check(void)
{
    cr_assert_eq(mds_lint_check(catalog, &disclosure, TODAY, diags), MDS_OK);
}

static const mds_lint_rule *rule_of(const char *id)
{
    for (size_t i = 0; i < lint->rule_count; i++) {
        if (strcmp(lint->rules[i].id, id) == 0) {
            return &lint->rules[i];
        }
    }
    return NULL;
}

/* As described it holds, with any one answer taken back it does not. */
static void assert_minimal(const mds_lint_rule *rule, const mds_lint_case *at)
{
    size_t positive = 0;
    clear();
    for (size_t k = 0; k < at->count; k++) {
        if (!at->at[k].other) {
            answers[at->at[k].question].state = states[at->at[k].answer];
            positive++;
        }
    }
    cr_expect_geq(positive, 2, "%s blames one answer alone", rule->id);
    cr_expect_not_null(mds_lint_applies(rule, &disclosure), "%s", rule->id);
    for (size_t k = 0; k < at->count; k++) {
        mds_answer_state *state = &answers[at->at[k].question].state;
        const mds_answer_state kept = *state;
        *state = at->at[k].other ? states[at->at[k].answer] : MDS_ANSWER_SEE_NOTE;
        cr_expect_neq(mds_lint_applies(rule, &disclosure), at, "%s needs %s", rule->id,
                      form->questions[at->at[k].question].id);
        *state = kept;
    }
}

Test(lint, each_case_of_each_rule_needs_all_of_its_answers)
{
    for (size_t i = 0; i < catalog->lint_count; i++) {
        open_form(&catalog->lints[i]);
        for (size_t k = 0; k < lint->rule_count; k++) {
            const mds_lint_rule *rule = &lint->rules[k];
            cr_assert(rule->reason.in[MDS_LANG_EN][0] != '\0' &&
                      rule->reason.in[MDS_LANG_JA][0] != '\0');
            for (size_t c = 0; c < rule->when_count; c++) {
                assert_minimal(rule, &rule->when[c]);
            }
        }
    }
}

/* A rule's reason is found by its id alone. */
Test(lint, ids_of_rules_are_those_of_one_edition)
{
    for (size_t i = 0; i < catalog->lint_count; i++) {
        for (size_t k = 0; k < catalog->lints[i].rule_count; k++) {
            for (size_t j = i + 1; j < catalog->lint_count; j++) {
                lint = &catalog->lints[j];
                cr_expect_null(rule_of(catalog->lints[i].rules[k].id), "%s",
                               catalog->lints[i].rules[k].id);
            }
        }
    }
}

/* Written by hand, apart from the catalog's file: answers that contradict each other, and the
 * nearest that do not. */
static const struct {
    const char *rule, *contradicts, *agrees;
} by_hand[] = {
    {"sbom-denied", "SBOM-1=no SBOM-2.1=yes", "SBOM-1=no SBOM-2.1=na"},
    {"sbom-denied", "SBOM-1=no SBOM-4=yes", "SBOM-1=yes SBOM-4=yes"},
    {"plok-software-only", "DOC-11=yes PLOK-1=no", "DOC-11=yes PLOK-1=yes"},
    {"plok-software-only", "DOC-11=no PLOK-1=yes", "DOC-11=no PLOK-1=no"},
    {"rmot-without-outside", "RMOT-1=yes CONN-4=no", "RMOT-1=yes CONN-4=yes"},
    {"txcf-secure-protocol-without-tls", "TXCF-5=yes CONN-7=no", "TXCF-5=no CONN-7=no"},
    {"txcf-encrypts-without-tls", "TXCF-2=yes TXCF-5=no CONN-7=no",
     "TXCF-2=yes TXCF-5=no CONN-7=yes"},
    {"mpii-network-without-port", "MPII-3.5=yes CONN-1.2.1=no DOC-11=no",
     "MPII-3.5=yes CONN-1.2.1=no DOC-11=yes"},
    {"mpii-wireless-without-wireless", "MPII-3.6=yes CONN-1.1=no", "MPII-3.6=no CONN-1.1=no"},
    {"mpii-permanent-but-lost", "MPII-2.2=yes MPII-2.7=no", "MPII-2.2=no MPII-2.7=no"},
    {"audt-user-without-id", "AUDT-1.1=yes PAUT-1=no", "AUDT-1.1=yes PAUT-1=yes"},
    {"audt-emergency-without-access", "AUDT-2.9=yes EMRG-1=no", "AUDT-2.9=no EMRG-1=no"},
    {"csup-owner-and-vendor-only", "CSUP-5.1=yes CSUP-5.2=yes", "CSUP-5.1=yes CSUP-4.2=yes"},
    {"auth-roles-disagree", "AUTH-2=no SAHD-5.1=yes", "AUTH-2=yes SAHD-5.1=yes"},
    {"alof-idle-time-without-lock", "ALOF-1=no ALOF-2=yes", "ALOF-1=yes ALOF-2=no"},
    {"conn-kinds-none", "CONN-1=yes CONN-1.1=no CONN-1.2=no",
     "CONN-1=yes CONN-1.1=no CONN-1.2=yes"},
};

Test(lint, contradictions_written_by_hand)
{
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++) {
        const mds_lint_rule *rule = rule_of(by_hand[i].rule);
        cr_assert_not_null(rule, "%s", by_hand[i].rule);
        clear();
        set_all(by_hand[i].contradicts);
        check();
        cr_expect_not_null(
            find(rule->severity == MDS_SEVERITY_NOTE ? MDS_D_LINT_REMARK : MDS_D_LINT_CONTRADICTION,
                 rule->id),
            "%s: %s", rule->id, by_hand[i].contradicts);
        clear();
        set_all(by_hand[i].agrees);
        check();
        cr_expect_null(find(MDS_D_LINT_CONTRADICTION, rule->id), "%s: %s", rule->id,
                       by_hand[i].agrees);
        cr_expect_null(find(MDS_D_LINT_REMARK, rule->id), "%s: %s", rule->id, by_hand[i].agrees);
    }
}

Test(lint, a_finding_names_its_answers_and_its_reason_in_both_languages)
{
    set_all("SBOM-1=yes SBOM-2.1=no");
    check();
    const mds_diag *found = find(MDS_D_LINT_CONTRADICTION, "sbom-without-names");
    cr_assert_not_null(found);
    cr_assert_str_eq(found->args[1], "SBOM-1 = yes, SBOM-2.1 = no");
    const mds_lint_rule *rule = rule_of("sbom-without-names");
    cr_assert_not_null(rule);
    for (int lang = 0; rule != NULL && lang < MDS_LANG__COUNT; lang++) {
        const char *text = mds_diag_message(arena, catalog, found, (mds_lang)lang);
        cr_assert_not_null(strstr(text, rule->reason.in[lang]), "%s", text);
    }
}

/* What the derivation of facts has said of the same answers is not said twice. */
Test(lint, one_contradiction_is_reported_once)
{
    const mds_deployment deployment = mds_deployment_default(&catalog->policies[0]);
    const mds_disclosure *list[] = {&disclosure};
    const mds_facts *facts = NULL;
    set_all("DOC-11=no PLOK-1=yes SBOM-1=no SBOM-2=yes");
    cr_assert_eq(mds_facts_derive(&facts, arena, catalog, &catalog->policies[0], list, 1,
                                  &deployment, TODAY, diags),
                 MDS_OK);
    cr_assert_not_null(find(MDS_D_FACT_CONTRADICTED, "software-only"));
    cr_assert_not_null(find(MDS_D_FACT_YES_GATED, "SBOM-2"));
    check();
    cr_assert_null(find(MDS_D_LINT_CONTRADICTION, "plok-software-only"));
    cr_assert_null(find(MDS_D_LINT_CONTRADICTION, "sbom-denied"));
}

Test(lint, age_of_the_document)
{
    static const struct {
        int32_t day;
        mds_diag_code code; /* 0: nothing is said */
    } cases[] = {{TODAY, 0},
                 {TODAY - 2 * 365, 0},
                 {TODAY - 3 * 366, MDS_D_LINT_STALE},
                 {TODAY + 1, MDS_D_LINT_FROM_THE_FUTURE},
                 {MDS_DAY_NONE, MDS_D_LINT_UNDATED}};
    static const mds_diag_code all[] = {MDS_D_LINT_STALE, MDS_D_LINT_FROM_THE_FUTURE,
                                        MDS_D_LINT_UNDATED};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clear();
        disclosure.document_day = cases[i].day;
        check();
        for (size_t k = 0; k < 3; k++) {
            cr_expect_eq(find(all[k], "") != NULL, cases[i].code == all[k], "case %zu code %d", i,
                         (int)all[k]);
        }
    }
}

Test(lint, silence_is_counted)
{
    check();
    cr_assert_not_null(find(MDS_D_LINT_OPEN, ""));
    clear();
    for (size_t i = 0; i < form->question_count; i++) {
        answers[i].state = MDS_ANSWER_NO;
    }
    check();
    cr_assert_null(find(MDS_D_LINT_OPEN, ""));
}

Test(lint, copied_sections)
{
    const uint32_t first = mds_form_question(form, "PAUT-1");
    for (uint32_t q = first; form->questions[q].section == form->questions[first].section; q++) {
        answers[q].state = MDS_ANSWER_NO;
    }
    check();
    cr_assert_not_null(find(MDS_D_LINT_SAME_ANSWERS, "PAUT"));
    /* ALOF has two questions: two equal answers are no pattern. */
    set_all("ALOF-1=no ALOF-2=no");
    check();
    cr_assert_null(find(MDS_D_LINT_SAME_ANSWERS, "ALOF"));
    clear();
    for (uint32_t q = first; form->questions[q].section == form->questions[first].section; q++) {
        answers[q].state = MDS_ANSWER_NO;
    }
    set("PAUT-5", MDS_ANSWER_YES);
    check();
    cr_assert_null(find(MDS_D_LINT_SAME_ANSWERS, "PAUT"));
}

Test(lint, a_form_of_another_catalog_is_refused)
{
    disclosure.form = (uint32_t)catalog->form_count;
    cr_assert_eq(mds_lint_check(catalog, &disclosure, TODAY, diags), MDS_EINVAL);
}
