/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the deployment says, held against the form, and words that are no evidence. */
#include "base/date.h"
#include "engine/evidence_words.h"
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <mdsrisk/lint.h>
#include <stdio.h>
#include <string.h>

enum { TODAY = 20500, ARENA_LIMIT = 512 << 20 };

static mds_catalog *catalog;
static mds_arena *arena;
static const mds_policy *policy;
static mds_deployment deployment;
static mds_diags *diags;

static void setup(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    policy = &catalog->policies[0];
    deployment = mds_deployment_default(policy);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(lint_deployment, .init = setup, .fini = teardown);

static mds_disclosure form_of(const char *edition, mds_answer_state state)
{
    const uint32_t f = mds_catalog_form(catalog, edition);
    cr_assert_neq(f, MDS_NO_ORDINAL);
    const size_t count = catalog->forms[f].question_count;
    mds_answer *answers = mds_arena_alloc(arena, count, sizeof *answers);
    cr_assert_not_null(answers);
    for (size_t q = 0; q < count; q++) {
        answers[q] = (mds_answer){.state = state,
                                  .response = "",
                                  .note_cell = "",
                                  .note = "",
                                  .where = "",
                                  .wording = ""};
    }
    return (mds_disclosure){.form = f, .file = edition, .answers = answers, .answer_count = count};
}

static bool said(mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        if (mds_diags_at(diags, i)->code == code) {
            return true;
        }
    }
    return false;
}

/* Derives, lints and assesses; returns the device's RRF. */
static double judge(const mds_disclosure *const *forms, size_t count)
{
    const mds_facts *facts = NULL;
    const mds_risk_assessment *as = NULL;
    diags = mds_diags_new(arena, 1000);
    cr_assert_not_null(diags);
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, policy, forms, count, &deployment, TODAY, diags),
        MDS_OK);
    cr_assert_eq(mds_lint_deployment(catalog, policy, facts, &deployment, TODAY, diags), MDS_OK);
    cr_assert_eq(mds_assess_device(&as, arena, catalog, policy, facts, &deployment, TODAY, diags),
                 MDS_OK);
    return as->now->at[MDS_STAGE_R2].rrf;
}

static double judge_one(const mds_disclosure *form)
{
    return judge(&form, 1);
}

Test(lint_deployment, a_zone_without_a_network_is_held_against_the_form)
{
    const mds_disclosure yes = form_of("mds2-2019", MDS_ANSWER_YES);
    const mds_disclosure no = form_of("mds2-2019", MDS_ANSWER_NO);
    uint32_t standalone = 0;
    while (policy->zones[standalone].without_basis == MDS_NO_ORDINAL) {
        standalone++;
    }
    (void)judge_one(&yes);
    cr_assert_not(said(MDS_D_LINT_ZONE_AGAINST_FORM));
    for (int basis = 0; basis < 2; basis++) {
        deployment.zone = standalone;
        deployment.zone_basis = basis ? (mds_basis){.by = "IT", .on = TODAY - 1, .evidence = "seen"}
                                      : (mds_basis){.by = "", .on = MDS_DAY_NONE, .evidence = ""};
        (void)judge_one(&yes);
        cr_assert(said(MDS_D_LINT_ZONE_AGAINST_FORM), "basis %d", basis);
        (void)judge_one(&no);
        cr_assert_not(said(MDS_D_LINT_ZONE_AGAINST_FORM), "basis %d", basis);
    }
}

Test(lint_deployment, patches_in_time_need_evidence_and_a_maker)
{
    const mds_disclosure form = form_of("mds2-2019", MDS_ANSWER_YES);
    mds_verified_fact found = {.fact = mds_catalog_fact(catalog, "patches-in-time"),
                               .state = true,
                               .assurance = MDS_ASSURANCE_VERIFIED,
                               .evidence = "update log",
                               .by = "IT",
                               .on = TODAY - 1,
                               .where = ""};
    cr_assert_neq(found.fact, MDS_NO_ORDINAL);
    deployment.verified = &found;
    deployment.verified_count = 1;
    const double shown = judge_one(&form);
    cr_assert_not(said(MDS_D_LINT_PATCHES_NOT_SHOWN) || said(MDS_D_LINT_PATCHES_PAST_END));
    found.evidence = "TBD";
    cr_assert_gt(judge_one(&form), shown);
    cr_assert(said(MDS_D_LINT_PATCHES_NOT_SHOWN));
    found.evidence = "update log";
    deployment.end_of_support = TODAY - 10;
    (void)judge_one(&form);
    cr_assert(said(MDS_D_LINT_PATCHES_PAST_END) && !said(MDS_D_LINT_PATCHES_NOT_SHOWN));
}

static mds_control_record record_of(const char *kind)
{
    return (mds_control_record){.compensating = mds_catalog_compensating(catalog, kind),
                                .implementation = MDS_IMPLEMENTATION_IN_PLACE,
                                .assurance = MDS_ASSURANCE_VERIFIED,
                                .constraint = "none",
                                .objective = "keep worms out",
                                .risk_covered = "network exploit",
                                .owner = "Clinical engineering",
                                .evidence = "scan report 12",
                                .validated = TODAY - 30,
                                .expires = TODAY + 300,
                                .where = ""};
}

Test(lint_deployment, a_measure_in_depth_that_the_gate_does_not_count_is_said)
{
    const mds_disclosure form = form_of("mds2-2019", MDS_ANSWER_YES);
    mds_control_record record = record_of("network-monitoring");
    deployment.records = &record;
    deployment.record_count = 1;
    for (int past = 0; past < 2; past++) {
        deployment.end_of_support = past ? TODAY - 400 : TODAY + 400;
        record.assurance = MDS_ASSURANCE_VERIFIED;
        record.implementation = MDS_IMPLEMENTATION_IN_PLACE;
        (void)judge_one(&form);
        cr_assert_not(said(MDS_D_LINT_DEPTH_NOT_COUNTED));
        record.assurance = MDS_ASSURANCE_SELF_DECLARED;
        (void)judge_one(&form);
        cr_assert_eq(said(MDS_D_LINT_DEPTH_NOT_COUNTED), past == 1);
        record.assurance = MDS_ASSURANCE_VERIFIED;
        record.implementation = MDS_IMPLEMENTATION_PARTIAL;
        (void)judge_one(&form);
        cr_assert_eq(said(MDS_D_LINT_DEPTH_NOT_COUNTED), past == 1);
    }
}

Test(lint_deployment, a_second_form_that_leaves_open_what_the_first_answers)
{
    const mds_disclosure first = form_of("mds2-2019", MDS_ANSWER_YES);
    const mds_disclosure open = form_of("jp-mds-4.1", MDS_ANSWER_SEE_NOTE);
    const mds_disclosure answered = form_of("jp-mds-4.1", MDS_ANSWER_YES);
    (void)judge((const mds_disclosure *[]){&first, &answered}, 2);
    cr_assert_not(said(MDS_D_LINT_SECOND_FORM_OPEN));
    (void)judge((const mds_disclosure *[]){&first, &open}, 2);
    cr_assert(said(MDS_D_LINT_SECOND_FORM_OPEN));
    (void)judge_one(&open);
    cr_assert_not(said(MDS_D_LINT_SECOND_FORM_OPEN));
}

static const char *const nothing[] = {"",
                                      " ",
                                      "TBD",
                                      "tbd.",
                                      "(T.B.D.)",
                                      "none",
                                      "None yet",
                                      "N/A",
                                      "?",
                                      "???",
                                      "-",
                                      "--",
                                      "...",
                                      "\xEF\xBC\x9F",                         /* ? */
                                      "\xE6\x9C\xAA\xE5\xAE\x9A",             /* undecided */
                                      "\xE6\x9C\xAA\xE5\xAE\x9A\xE3\x80\x82", /* undecided. */
                                      "\xE3\x80\x8C\xE4\xB8\x8D\xE6\x98\x8E\xE3\x80\x8D",
                                      "\xE7\x89\xB9\xE3\x81\xAB\xE3\x81\xAA\xE3\x81\x97",
                                      "\xEF\xBC\xB4\xEF\xBC\xA2\xEF\xBC\xA4", /* TBD, wide */
                                      "Unknown",
                                      "to be confirmed",
                                      "pending",
                                      "xxx"};
static const char *const something[] = {"Nakamura",
                                        "No. 12",
                                        "scan report 12",
                                        "none of the ports answers, scan 3",
                                        "SOP-7",
                                        "\xE4\xB8\xAD\xE6\x9D\x91", /* a name */
                                        "\xE5\x86\x99\xE7\x9C\x9F", /* photograph */
                                        "w",
                                        "7",
                                        "TBD Medical Ltd, certificate 7"};

Test(lint_deployment, some_words_name_nothing)
{
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        cr_assert_not(mds_evidence_named(catalog, nothing[i]), "\"%s\"", nothing[i]);
    }
    for (size_t i = 0; i < sizeof something / sizeof *something; i++) {
        cr_assert(mds_evidence_named(catalog, something[i]), "\"%s\"", something[i]);
    }
    char longer[2000];
    memset(longer, 'a', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    cr_assert(mds_evidence_named(catalog, longer));
}

/* A record in which such a word is found is worth what none is; so is a finding without a basis. */
Test(lint_deployment, words_that_name_nothing_give_no_credit)
{
    const mds_disclosure form = form_of("mds2-2019", MDS_ANSWER_YES);
    const double none = judge_one(&form);
    mds_control_record record = record_of("network-isolation");
    deployment.records = &record;
    deployment.record_count = 1;
    const double credited = judge_one(&form);
    cr_assert_lt(credited, none);
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        const char **const members[] = {&record.owner, &record.evidence, &record.objective,
                                        &record.risk_covered};
        for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
            const char *kept = *members[m];
            *members[m] = nothing[i];
            cr_assert_float_eq(judge_one(&form), none, 1e-12, "\"%s\", member %zu", nothing[i], m);
            cr_assert(said(MDS_D_RECORD_INCOMPLETE));
            *members[m] = kept;
        }
        const mds_basis good = {.by = "IT", .on = TODAY - 1, .evidence = "seen"};
        mds_basis basis = good;
        basis.by = nothing[i];
        cr_assert_not(mds_finding_has_basis(catalog, basis.by, basis.on, basis.evidence, TODAY));
        basis = good;
        basis.evidence = nothing[i];
        cr_assert_not(mds_finding_has_basis(catalog, basis.by, basis.on, basis.evidence, TODAY));
    }
    for (size_t i = 0; i < sizeof something / sizeof *something; i++) {
        record.owner = something[i];
        cr_assert_float_eq(judge_one(&form), credited, 1e-12, "\"%s\"", something[i]);
    }
    record.validated = TODAY + 1;
    cr_assert_float_eq(judge_one(&form), none, 1e-12);
}

/* Nobody has found tomorrow what is true today. */
Test(lint_deployment, a_finding_of_the_future_is_a_declaration)
{
    const mds_disclosure form = form_of("mds2-2019", MDS_ANSWER_YES);
    mds_verified_fact found = {.fact = mds_catalog_fact(catalog, "account-lockout"),
                               .state = true,
                               .assurance = MDS_ASSURANCE_SELF_DECLARED,
                               .evidence = "tried it",
                               .by = "IT",
                               .on = TODAY,
                               .where = ""};
    cr_assert_neq(found.fact, MDS_NO_ORDINAL);
    deployment.verified = &found;
    deployment.verified_count = 1;
    const double declared = judge_one(&form);
    found.assurance = MDS_ASSURANCE_VERIFIED;
    const double verified = judge_one(&form);
    cr_assert_neq(declared, verified);
    cr_assert_not(said(MDS_D_FACT_FINDING_TO_COME));
    found.on = TODAY + 1;
    cr_assert_float_eq(judge_one(&form), declared, 1e-12);
    cr_assert(said(MDS_D_FACT_FINDING_TO_COME));
}

/* A word without evidence, written as people write it. */
static const char *spelt(char *out, size_t size, const char *word, int how)
{
    static const char *const frames[] = {"%s",
                                         "%s.",
                                         "(%s)",
                                         "  %s  ",
                                         "\"%s\"",
                                         "* %s !",
                                         "%s ...",
                                         "%s\xE3\x80\x82",             /* full stop, wide */
                                         "\xE3\x80\x80%s\xE3\x80\x80", /* blanks, wide */
                                         "\xE3\x80\x8C%s\xE3\x80\x8D", /* in brackets */
                                         "%s\xE3\x81\xA7\xE3\x81\x99", /* polite */
                                         "%s\xE3\x81\xA7\xE3\x81\x99\xE3\x80\x82",
                                         "\xE3\x81\xBE\xE3\x81\xA0%s", /* still */
                                         "\xE3\x81\xBE\xE3\x81\xA0 %s \xE3\x81\xA7\xE3\x81\x99",
                                         "still %s",
                                         "Currently: %s",
                                         "%s at the moment.",
                                         "%s, for now"};
    enum { FRAMES = sizeof frames / sizeof *frames };

    if (how >= FRAMES) {
        return NULL;
    }
    const char *place = strstr(frames[how], "%s");
    (void)snprintf(out, size, "%.*s%s%s", (int)(place - frames[how]), frames[how], word, place + 2);
    return out;
}

/* "t. b. d.", "T.B.D", "TBD" of "tbd"; what is no plain word stays as it is. */
static void dress(char *out, const char *word, int how)
{
    static const char *const between[] = {"", "", ".", ". ", " "};
    const bool plain =
        strspn(word, "abcdefghijklmnopqrstuvwxyz") == strlen(word) && strlen(word) <= 4;

    *out = '\0';
    for (; *word != '\0'; word++) {
        const char letter[] = {how > 0 ? (char)toupper((unsigned char)*word) : *word, '\0'};
        strcat(out, letter);
        strcat(out, plain && word[1] != '\0' ? between[how] : "");
    }
}

Test(lint_deployment, such_a_word_names_nothing_however_written)
{
    const mds_strings *words = &catalog->words[MDS_WORDS_NO_EVIDENCE];
    size_t tried = 0;

    for (size_t i = 0; i < words->count; i++) {
        for (int letters = 0; letters < 5; letters++) {
            char word[256];
            char text[512];
            dress(word, words->at[i], letters);
            for (int how = 0; spelt(text, sizeof text, word, how) != NULL; how++, tried++) {
                cr_expect_not(mds_evidence_named(catalog, text), "\"%s\"", text);
            }
        }
    }
    cr_assert_gt(tried, 10000);
}

Test(lint_deployment, a_name_stays_a_name_however_written)
{
    static const char *const names[] = {"Noon",
                                        "N. Okada",
                                        "Dr. No, head of IT",
                                        "O. K. Tanaka",
                                        "Unknown Ltd",
                                        "Tba Systems",
                                        "pending ticket 12",
                                        "\xE6\x9C\xAA\xE5\xAE\x9A\xE5\xAD\x90", /* a name */
                                        "\xE6\x9D\xBE\xE7\x94\xB0"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[512];
        for (int how = 0; spelt(text, sizeof text, names[i], how) != NULL; how++) {
            cr_expect(mds_evidence_named(catalog, text), "\"%s\"", text);
        }
    }
}

Test(lint_deployment, no_length_of_signs_or_blanks_makes_a_name)
{
    char text[3000];

    memset(text, ' ', sizeof text);
    memcpy(text + 1000, "tbd", 3);
    memset(text + 1003, '.', 1000);
    text[sizeof text - 1] = '\0';
    cr_expect_not(mds_evidence_named(catalog, text));
    memset(text, '?', sizeof text - 1);
    cr_expect_not(mds_evidence_named(catalog, text));
}
