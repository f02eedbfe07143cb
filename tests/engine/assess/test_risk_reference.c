/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped catalog against numbers of an independent program: the examples, as the model's page
 * prints them, and drawn devices (draw_devices.py). */
#include "support/hand_world.h"
#include <mdsrisk/import.h>

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AS_OF = 20777 /* 2026-11-20 */, FOUND_ON = 20504 /* 2026-02-20 */, MOST = 64 };

static mds_catalog *catalog;
static mds_arena *arena;
static mds_diags *diags;
static const mds_policy *policy;

static void setup(void)
{
    arena = mds_arena_new((size_t)256 << 20, NULL);
    diags = mds_diags_new(arena, 10000);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, diags), MDS_OK);
    policy = &catalog->policies[0];
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(reference, .init = setup, .fini = teardown);

static void near(double found, double wanted, double within, const char *what, const char *of)
{
    cr_expect(fabs(found - wanted) <= within * fabs(wanted) + 1e-12, "%s of %s: %.12g, not %.12g",
              what, of, found, wanted);
}

static mds_source *source_of(const char *name)
{
    char path[512];
    mds_source *source = NULL;
    (void)snprintf(path, sizeof path, "%s/examples/%s", MDS_SOURCE_DIR, name);
    cr_assert_eq(mds_source_open(&source, path, (size_t)1 << 24, diags), MDS_OK, "%s", path);
    return source;
}

static const mds_risk_assessment *assess(const mds_disclosure *const *forms, size_t count,
                                         const mds_deployment *deployment)
{
    const mds_facts *facts = NULL;
    const mds_risk_assessment *found = NULL;
    cr_assert_eq(
        mds_facts_derive(&facts, arena, catalog, policy, forms, count, deployment, AS_OF, NULL),
        MDS_OK);
    cr_assert_eq(mds_assess_device(&found, arena, catalog, policy, facts, deployment, AS_OF, NULL),
                 MDS_OK);
    return found;
}

typedef struct example {
    const char *name, *forms[2], *deployment;
    bool basis; /* both findings of its deployment say who and when */
    double r0, r1, r2, sure, best, known;
    const char *patch;
    mds_verdict verdict, gate;
} example;

/* Columns as on the page. */
static const example examples[] = {
    {"monitor",
     {"bedside-monitor/form.csv"},
     "bedside-monitor/context.json",
     false,
     17.5208091,
     5.40262849,
     5.40262849,
     0.0549029478,
     1.86439108,
     0.652406417,
     "slow",
     MDS_VERDICT_NOT_ACCEPTABLE,
     MDS_VERDICT_ACCEPTABLE},
    {"CT",
     {"ct-workstation/form.xlsx"},
     "ct-workstation/context.csv",
     false,
     30.8966174,
     14.9062768,
     9.40387569,
     0.00952405306,
     9.40387569,
     1.0,
     "slow",
     MDS_VERDICT_NOT_ACCEPTABLE,
     MDS_VERDICT_NOT_ACCEPTABLE},
    {"pump",
     {"infusion-pump/form.xlsx"},
     "infusion-pump/context.json",
     true,
     28.4852819,
     3.06514003,
     2.37598321,
     0.342198841,
     2.35429429,
     0.989304813,
     "slow",
     MDS_VERDICT_REDUCE,
     MDS_VERDICT_ACCEPTABLE},
    {"analyser",
     {"lab-analyser/mds.xlsx", "lab-analyser/checklist.xlsx"},
     "lab-analyser/context.json",
     false,
     10.194363,
     4.73650374,
     3.45492373,
     0.0941287478,
     0.232653038,
     0.928571429,
     "slow",
     MDS_VERDICT_REDUCE,
     MDS_VERDICT_ACCEPTABLE},
    {"analyser alone",
     {"lab-analyser/mds.xlsx"},
     "lab-analyser/context.json",
     false,
     10.194363,
     4.73650374,
     3.45492373,
     0.0941287478,
     0.232653038,
     0.928571429,
     "slow",
     MDS_VERDICT_REDUCE,
     MDS_VERDICT_ACCEPTABLE},
    {"monitor beside a blank form",
     {"bedside-monitor/form.csv", "blank-mds-jp-4.1.xlsx"},
     "bedside-monitor/context.json",
     false,
     17.5208091,
     5.40262849,
     5.40262849,
     0.0549029478,
     1.86439108,
     0.652406417,
     "slow",
     MDS_VERDICT_NOT_ACCEPTABLE,
     MDS_VERDICT_ACCEPTABLE},
    {"PACS",
     {"pacs-software/form.csv"},
     "pacs-software/context.json",
     false,
     13.1461784,
     1.49803157,
     1.15830351,
     0.725726433,
     1.15440827,
     0.989304813,
     "declared",
     MDS_VERDICT_REDUCE,
     MDS_VERDICT_ACCEPTABLE},
};

static const mds_risk_assessment *assess_example(const example *e)
{
    const mds_disclosure *forms[2] = {NULL, NULL};
    const mds_deployment *read = NULL;
    size_t count = 0;
    for (; count < 2 && e->forms[count] != NULL; count++) {
        mds_source *source = source_of(e->forms[count]);
        cr_assert_eq(mds_import_form(&forms[count], arena, catalog, source, diags), MDS_OK);
        mds_source_free(source);
    }
    mds_source *source = source_of(e->deployment);
    cr_assert_eq(mds_import_deployment(&read, arena, catalog, policy, source, diags), MDS_OK);
    mds_source_free(source);
    mds_deployment *deployment = mds_arena_alloc(arena, 1, sizeof *deployment);
    mds_verified_fact *found = mds_arena_alloc(arena, read->verified_count, sizeof *found);
    cr_assert(deployment != NULL && found != NULL);
    *deployment = *read;
    for (size_t i = 0; i < read->verified_count; i++) {
        found[i] = read->verified[i];
        found[i].by = e->basis ? "Biomedical engineering" : "";
        found[i].on = FOUND_ON;
    }
    deployment->verified = found;
    return assess(forms, count, deployment);
}

Test(reference, the_examples_of_the_page)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const example *e = &examples[i];
        const mds_risk_assessment *found = assess_example(e);
        near(found->now->at[MDS_STAGE_R0].rrf, e->r0, 5e-9, "R0", e->name);
        near(found->now->at[MDS_STAGE_R1].rrf, e->r1, 5e-9, "R1", e->name);
        near(found->now->at[MDS_STAGE_R2].rrf, e->r2, 5e-9, "R2", e->name);
        near(found->now->at[MDS_STAGE_R2].sure, e->sure, 5e-9, "sure", e->name);
        near(found->best->at[MDS_STAGE_R2].rrf, e->best, 5e-9, "best case", e->name);
        near(found->known, e->known, 5e-9, "known", e->name);
        cr_expect_str_eq(catalog->patch_states[found->now->patch].id, e->patch, "%s", e->name);
        cr_expect_eq(found->verdict, e->verdict, "%s", e->name);
        cr_expect_eq(found->now->gate, e->gate, "%s", e->name);
    }
}

Test(reference, two_risks_of_the_page_in_full)
{
    const mds_risk_assessment *pump = assess_example(&examples[2]);
    const mds_risk *exploit = &pump->now->risks[mds_catalog_scenario(catalog, "network-exploit")];
    const mds_risk_at *at = &exploit->at[MDS_STAGE_R2];
    near(exploit->paths[0].f[MDS_STAGE_R2], 0.103334731, 5e-9, "f", "the exploit");
    near(at->frequency, 0.000549689478, 5e-9, "E[F]", "the exploit");
    near(at->quantile, 0.000783300325, 5e-9, "quantile", "the exploit");
    near(at->rrf, 0.89153908, 5e-9, "RRF", "the exploit");
    near(at->exceeds, 0.163988948, 5e-9, "P", "the exploit");
    near(at->share, 0.371129822, 5e-9, "share", "the exploit");
    near(pump->now->at[MDS_STAGE_R2].sum.mean, 1.68579069, 5e-9, "E[T]", "the pump");
    near(pump->now->at[MDS_STAGE_R2].sum.second, 4.59632268, 5e-9, "E[T^2]", "the pump");
    const mds_risk_assessment *analyser = assess_example(&examples[4]);
    const mds_risk *loss =
        &analyser->now->risks[mds_catalog_scenario(catalog, "loss-without-recovery")];
    near(loss->at[MDS_STAGE_R2].phi, 0.702226131, 5e-9, "phi", "the loss");
    near(loss->at[MDS_STAGE_R2].rrf, 0.451353497, 5e-9, "RRF", "the loss");
    near(loss->at[MDS_STAGE_R2].share, 0.128363089, 5e-9, "share", "the loss");
}

/* The next field of a line, ended by \p end or the line's end. */
static char *field(char **at, char end)
{
    char *begin = *at;
    char *stop = strchr(begin, end);
    if (stop != NULL) {
        *stop = '\0';
        *at = stop + 1;
    } else {
        *at = begin + strlen(begin);
    }
    return begin;
}

static mds_disclosure drawn_form(char *text)
{
    const uint32_t form = mds_catalog_form(catalog, field(&text, ':'));
    const mds_form *edition = &catalog->forms[form];
    mds_answer *answers = mds_arena_alloc(arena, edition->question_count, sizeof *answers);
    cr_assert(answers != NULL);
    for (size_t q = 0; q < edition->question_count; q++) {
        mds_answer_state state = MDS_ANSWER_MISSING;
        if (edition->questions[q].kind == MDS_QUESTION_CHOICE) {
            const char letter = *text++;
            state = letter == 'y'   ? MDS_ANSWER_YES
                    : letter == 'n' ? MDS_ANSWER_NO
                    : letter == 'a' ? MDS_ANSWER_NA
                    : letter == 's' ? MDS_ANSWER_SEE_NOTE
                                    : MDS_ANSWER_UNANSWERED;
        }
        answers[q] = (mds_answer){.state = state,
                                  .response = "",
                                  .note_cell = "",
                                  .note = "",
                                  .where = "",
                                  .wording = ""};
    }
    return (mds_disclosure){.form = form,
                            .file = edition->edition,
                            .answers = answers,
                            .answer_count = edition->question_count};
}

static uint32_t zone_of(const mds_zone *zones, size_t count, const char *id)
{
    uint32_t z = 0;
    while (z + 1 < count && strcmp(zones[z].id, id) != 0) {
        z++;
    }
    return z;
}

static uint32_t profile_of(const char *id)
{
    uint32_t p = 0;
    while (p + 1 < policy->profile_count && strcmp(policy->profiles[p].id, id) != 0) {
        p++;
    }
    return p;
}

static mds_assurance assurance_of(const char *name)
{
    return strcmp(name, "verified") == 0     ? MDS_ASSURANCE_VERIFIED
           : strcmp(name, "documented") == 0 ? MDS_ASSURANCE_DOCUMENTED
                                             : MDS_ASSURANCE_SELF_DECLARED;
}

static size_t drawn_records(mds_control_record *out, char *text)
{
    size_t count = 0;
    while (*text != '\0' && *text != '-') {
        char *one = field(&text, ',');
        const uint32_t kind = mds_catalog_compensating(catalog, field(&one, ':'));
        const char *how = field(&one, ':');
        out[count++] = (mds_control_record){
            .compensating = kind,
            .implementation = strcmp(how, "in_place") == 0  ? MDS_IMPLEMENTATION_IN_PLACE
                              : strcmp(how, "partial") == 0 ? MDS_IMPLEMENTATION_PARTIAL
                                                            : MDS_IMPLEMENTATION_NONE,
            .assurance = assurance_of(one),
            .constraint = "c",
            .objective = "o",
            .risk_covered = "r",
            .owner = "w",
            .evidence = "e",
            .validated = AS_OF - 100,
            .expires = AS_OF + 100,
            .where = ""};
    }
    return count;
}

static size_t drawn_findings(mds_verified_fact *out, char *text)
{
    size_t count = 0;
    while (*text != '\0' && *text != '-') {
        char *one = field(&text, ',');
        const uint32_t fact = mds_catalog_fact(catalog, field(&one, ':'));
        const bool state = *field(&one, ':') == '1';
        const mds_assurance assurance = assurance_of(field(&one, ':'));
        const bool seen = *field(&one, ':') == '1';
        const bool basis = *one == '1';
        cr_assert_neq(fact, MDS_NO_ORDINAL);
        out[count++] = (mds_verified_fact){.fact = fact,
                                           .state = state,
                                           .assurance = assurance,
                                           .evidence = seen ? "e" : "",
                                           .by = basis ? "b" : "",
                                           .on = basis ? FOUND_ON : INT32_MIN,
                                           .where = ""};
    }
    return count;
}

static void check_numbers(const mds_risk_assessment *found, char *text, const char *of)
{
    cr_expect_str_eq(mds_verdict_name(found->verdict), field(&text, '\t'), "%s", of);
    cr_expect_eq((int)found->now->gate, atoi(field(&text, '\t')), "%s", of);
    cr_expect_str_eq(catalog->patch_states[found->now->patch].id, field(&text, '\t'), "%s", of);
    const double numbers[] = {
        found->now->at[MDS_STAGE_R0].rrf,      found->now->at[MDS_STAGE_R1].rrf,
        found->now->at[MDS_STAGE_R2].rrf,      found->now->at[MDS_STAGE_R2].sure,
        found->now->at[MDS_STAGE_R2].sum.mean, found->now->at[MDS_STAGE_R2].sum.second,
        found->best->at[MDS_STAGE_R2].rrf,     found->known};
    static const char *const names[] = {"R0",   "R1",     "R2",        "sure",
                                        "E[T]", "E[T^2]", "best case", "known"};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        near(numbers[i], strtod(field(&text, '\t'), NULL), 1e-9, names[i], of);
    }
}

Test(reference, drawn_devices)
{
    FILE *file = fopen(MDS_SOURCE_DIR "/tests/data/drawn_devices.tsv", "r");
    char line[8192];
    char of[32];
    size_t count = 0;
    cr_assert_not_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        mds_control_record records[MOST];
        mds_verified_fact findings[MOST];
        mds_disclosure forms[2];
        const mds_disclosure *list[2] = {&forms[0], &forms[1]};
        size_t form_count = 0;
        char *at = line;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#') {
            continue;
        }
        for (char *text = field(&at, '\t'); *text != '\0' && form_count < 2;) {
            forms[form_count++] = drawn_form(field(&text, '+'));
        }
        mds_deployment deployment = mds_deployment_default(policy);
        deployment.profile = profile_of(field(&at, '\t'));
        deployment.zone = zone_of(policy->zones, policy->zone_count, field(&at, '\t'));
        deployment.data_volume =
            zone_of(policy->data_volumes, policy->data_volume_count, field(&at, '\t'));
        const char *country = field(&at, '\t');
        deployment.country = strcmp(country, "jp") == 0   ? MDS_COUNTRY_JP
                             : strcmp(country, "us") == 0 ? MDS_COUNTRY_US
                                                          : MDS_COUNTRY_OTHER;
        deployment.hospital_rate_factor = strtod(field(&at, '\t'), NULL);
        const char *eos = field(&at, '\t');
        if (strcmp(eos, "-") != 0) {
            deployment.end_of_support = AS_OF + atoi(eos);
        }
        if (*field(&at, '\t') == '1') {
            deployment.zone_basis = (mds_basis){.by = "b", .on = FOUND_ON, .evidence = "e"};
        }
        deployment.records = records;
        deployment.record_count = drawn_records(records, field(&at, '\t'));
        deployment.verified = findings;
        deployment.verified_count = drawn_findings(findings, field(&at, '\t'));
        (void)snprintf(of, sizeof of, "device %zu", ++count);
        check_numbers(assess(list, form_count, &deployment), at, of);
    }
    cr_assert_eq(fclose(file), 0);
    cr_assert_geq(count, 60);
}
