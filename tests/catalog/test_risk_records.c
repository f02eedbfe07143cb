/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number of the risk model that is wrong is refused with its place. The wrong catalogs are
 * made from the compiled-in one, one change each, wherever the change fits. */
#include "changed.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In every record, the value behind \p key becomes \p value. */
typedef struct mutation {
    const char *what;
    const char *file;
    const char *key;
    const char *value;
    const char *member; /* that the diagnostic names */
    const char *reason;
    size_t least; /* so many places at least, so that no case is empty */
} mutation;

static const mutation mutations[] = {
    {"a spread that no strength has", "scenarios.json", "\"spread\": ", "7", "spread",
     "catalog.reason.spread_unknown", 18},
    {"a spread that no strength has", "anchors.json", "\"spread\": ", "2.5", "spread",
     "catalog.reason.spread_unknown", 3},
    {"a spread of another strength", "scenarios.json", "\"spread\": ", "4", "spread",
     "catalog.reason.spread_other", 18},
    {"a spread of another strength", "anchors.json", "\"spread\": ", "3", "spread",
     "catalog.reason.spread_other", 3},
    {"a negative rate", "scenarios.json", "\"base_rate\": {\"mode\": ", "-0.1", "mode",
     "catalog.reason.range", 18},
    {"a rate of nothing", "anchors.json", "\"mode\": ", "0", "mode", "catalog.reason.range", 3},
    {"a share of more than all", "scenarios.json", "\"patch_share\": {\"value\": ", "1.5", "value",
     "catalog.reason.range", 18},
    {"shares that do not sum", "scenarios.json", "\"shares\": {\"network\": ", "0.123", "routes",
     "catalog.reason.shares", 3},
    {"shares that do not sum", "scenarios.json", "\"shares\": {\"local\": ", "0.9", "routes",
     "catalog.reason.shares", 3},
    {"shares that do not sum", "scenarios.json", "\"shares\": {\"internal\": ", "0.999999",
     "routes", "catalog.reason.shares", 3},
    {"a negative share", "scenarios.json", "\"network\": ", "-0.1", "network",
     "catalog.reason.range", 9},
    {"a negative factor of a raise", "scenarios.json", "\"factor\": ", "-2", "factor",
     "catalog.reason.range", 10},
    {"a negative factor of a raise", "routes.json", "\"factor\": ", "-3", "factor",
     "catalog.reason.range", 3},
    {"a spread that narrows", "spreads.json", "\"factor\": ", "0.5", "factor",
     "catalog.reason.range", 5},
    {"a negative patch factor", "patch_states.json", "\"factor\": ", "-1", "factor",
     "catalog.reason.range", 4},
    {"a group that acts nowhere", "groups.json", "\"routes\": ", "[]", "routes",
     "catalog.reason.empty", 30},
    {"an effect above 1", "compensating.json", "\"high\": ", "1.2", "high", "catalog.reason.range",
     9},
    {"an effect whose values fall", "compensating.json", "\"low\": ", "0.999", "mode",
     "catalog.reason.triple_order", 9},
    {"a number without a source", "routes.json", "\"source\": ", "\"\"", "source",
     "catalog.reason.unfounded", 6},
    {"a number without a source", "groups.json", "\"source\": ", "\"\"", "source",
     "catalog.reason.unfounded", 30},
    {"a number of the policy without a source", "policies/default.json", "\"source\": ", "\"\"",
     "source", "catalog.reason.unfounded", 25},
    {"a negative factor of a profile", "policies/default.json", "\"safety\": ", "-1", "safety",
     "catalog.reason.range", 10},
    {"a negative factor of a data volume", "policies/default.json", "\"security_scale\": ", "-0.5",
     "security_scale", "catalog.reason.range", 3},
    {"a route that anybody closes who is nobody", "routes.json", "\"closed_by\": ", "[\"nobody\"]",
     "closed_by", "catalog.reason.unknown_word", 6},
    {"a route that is always open and closed by a form", "routes.json", "\"open_when\": ", "[]",
     "closed_by", "catalog.reason.closed_by", 4},
};

static bool is_said(const char *file, const char *record, const char *member, const char *reason)
{
    for (size_t i = 0; i < mds_diags_count(changed_diags); i++) {
        const mds_diag *at = mds_diags_at(changed_diags, i);
        if (at->code == MDS_D_CATALOG_RECORD && strcmp(at->args[0], file) == 0 &&
            strcmp(at->args[1], record) == 0 && strcmp(at->args[2], member) == 0 &&
            strcmp(at->args[3], reason) == 0) {
            return true;
        }
    }
    return false;
}

/* The id of the record, which begins its line, that holds the byte at \p at. */
static void record_of(char id[80], const char *text, const char *at)
{
    static const char mark[] = "{\"id\": \"";
    const char *line = at;

    while (line > text && line[-1] != '\n') {
        line--;
    }
    cr_assert_eq(strncmp(line, mark, sizeof mark - 1), 0, "%.40s", line);
    (void)snprintf(id, 80, "%.*s", (int)strcspn(line + sizeof mark - 1, "\""),
                   line + sizeof mark - 1);
}

/* The length of the JSON value at \p at: a list, a text or a number. */
static size_t value_length(const char *at)
{
    size_t depth = 0;
    size_t n = 0;

    if (*at == '"') {
        return strcspn(at + 1, "\"") + 2;
    }
    do {
        depth += at[n] == '[';
        depth -= at[n] == ']';
        n++;
    } while (depth > 0 || strchr(",}]", at[n]) == NULL);
    return n;
}

static void try_at(const mutation *at, const char *text, const char *place)
{
    char id[80];
    mds_catalog *catalog = NULL;

    record_of(id, text, place);
    changed_put(at->file, text, place, value_length(place), at->value);
    cr_expect_eq(mds_catalog_load(&catalog, changed_folder, changed_diags), MDS_ECATALOG,
                 "%s: %s %s", at->what, at->file, id);
    cr_expect(is_said(at->file, id, at->member, at->reason), "%s: %s %s", at->what, at->file, id);
    mds_catalog_free(catalog);
    changed_forget();
}

Test(risk_records, that_are_wrong_are_refused_with_their_place, .init = changed_setup,
     .fini = changed_teardown)
{
    for (size_t i = 0; i < sizeof mutations / sizeof mutations[0]; i++) {
        const mutation *at = &mutations[i];
        char *text = changed_original(at->file);
        size_t tried = 0;
        for (const char *p = strstr(text, at->key); p != NULL; p = strstr(p + 1, at->key)) {
            const char *place = p + strlen(at->key);
            const size_t length = value_length(place);
            if (length != strlen(at->value) || strncmp(place, at->value, length) != 0) {
                try_at(at, text, place);
                tried++;
            }
        }
        cr_expect_geq(tried, at->least, "%s: %s", at->what, at->key);
        free(text);
    }
}

/* What single values do not show. */
static const struct {
    const char *what, *file, *from, *to, *record, *member, *reason;
} wholes[] = {
    {"a confidence below one half", "policies/default.json",
     "\"confidence\", \"type\": \"parameter\", \"value\": 0.8",
     "\"confidence\", \"type\": "
     "\"parameter\", \"value\": 0.499",
     "confidence", "value", "catalog.reason.range"},
    {"a confidence that is certainty", "policies/default.json",
     "\"confidence\", \"type\": \"parameter\", \"value\": 0.8",
     "\"confidence\", \"type\": "
     "\"parameter\", \"value\": 0.991",
     "confidence", "value", "catalog.reason.range"},
    {"a policy without a confidence", "policies/default.json", "\"id\": \"confidence\"",
     "\"id\": \"confidences\"", "default", "confidence", "catalog.reason.missing"},
    {"a tolerance that rises with the impact", "policies/default.json",
     "\"impact\": 0.5, \"frequency\": 0.003", "\"impact\": 0.5, \"frequency\": 0.03", "default",
     "tolerable", "catalog.reason.tolerable_order"},
    {"two tolerances at one impact", "policies/default.json",
     "\"impact\": 0.5, \"frequency\": 0.003", "\"impact\": 0.875, \"frequency\": 0.003", "default",
     "tolerable", "catalog.reason.tolerable_order"},
    {"no tolerance at all", "policies/default.json", "\"type\": \"tolerable\"",
     "\"type\": \"tolerables\"", "tolerable-1-negligible", "type", "catalog.reason.unknown_word"},
    {"routes out of order", "scenarios.json", "{\"network\": 0.7, \"service\": 0.3}",
     "{\"service\": 0.3, \"network\": 0.7}", "credential-abuse", "routes",
     "catalog.reason.route_order"},
    {"a control on a route of another group", "compensating.json", "{\"route\": \"network\", ",
     "{\"route\": \"media\", ", "firewall", "route_effects", "catalog.reason.route_of_group"},
    {"patch states of one factor", "patch_states.json", "\"factor\": 0.7", "\"factor\": 1", "slow",
     "factor", "catalog.reason.duplicate"},
    {"no patch state that always holds", "patch_states.json", "\"factor\": 2, \"needs\": []",
     "\"factor\": 0.1, \"needs\": []", "", "needs", "catalog.reason.patch_floor"},
    {"a need without facts", "patch_states.json", "[[\"patches-in-time\"]]", "[[]]", "timely",
     "needs", "catalog.reason.empty"},
    {"a rationale in one language", "anchors.json",
     "\"rationale\": {\"en\": ", "\"rationale\": {\"fr\": ", "jp", "en", "catalog.reason.missing"},
    {"a country without an anchor", "anchors.json", "{\"id\": \"jp\"", "{\"id\": \"fr\"", "", "jp",
     "catalog.reason.missing"},
    {"a seed whose answer nobody knows", "elicitation.json", "\"realisation\": 34, ", "",
     "seed-nhs-trusts", "realisation", "catalog.reason.missing"},
    {"a seed without a source", "elicitation.json", "\"evidence\": [\"EV-009\"]",
     "\"evidence\": []", "seed-nhs-trusts", "evidence", "catalog.reason.missing"},
    {"an answer beyond what is possible", "elicitation.json", "\"most\": 236", "\"most\": 33",
     "seed-nhs-trusts", "realisation", "catalog.reason.range"},
    {"a logarithmic scale from nothing", "elicitation.json", "\"log10\", \"least\": 0.001",
     "\"log10\", \"least\": 0", "seed-drive-failure", "least", "catalog.reason.range"},
    {"a target whose answer is known", "elicitation.json", "\"per\": 1000",
     "\"per\": 1000, \"realisation\": 6", "target-anchor-jp", "realisation",
     "catalog.reason.unknown_member"},
    {"a target for no number", "elicitation.json", "\"parameter\": \"anchor\", ", "",
     "target-anchor-jp", "parameter", "catalog.reason.missing"},
    {"a target in no unit", "elicitation.json", "\"per\": 1000", "\"per\": 0", "target-anchor-jp",
     "per", "catalog.reason.missing"},
    {"a role at the gate that is none", "compensating.json", "\"gate_role\": \"perimeter\"",
     "\"gate_role\": \"parameter\"", "firewall", "gate_role", "catalog.reason.unknown_word"},
};

Test(risk_records, that_do_not_hold_together_are_refused, .init = changed_setup,
     .fini = changed_teardown)
{
    for (size_t i = 0; i < sizeof wholes / sizeof wholes[0]; i++) {
        char *text = changed_original(wholes[i].file);
        mds_catalog *catalog = NULL;
        char *from = strstr(text, wholes[i].from);
        cr_assert_not_null(from, "%s", wholes[i].what);
        changed_put(wholes[i].file, text, from, strlen(wholes[i].from), wholes[i].to);
        cr_expect_eq(mds_catalog_load(&catalog, changed_folder, changed_diags), MDS_ECATALOG, "%s",
                     wholes[i].what);
        cr_expect(is_said(wholes[i].file, wholes[i].record, wholes[i].member, wholes[i].reason),
                  "%s", wholes[i].what);
        mds_catalog_free(catalog);
        changed_forget();
        free(text);
    }
}

static const struct {
    const char *what, *file, *from, *to;
    mds_diag_code code;
    const char *place;
} loads[] = {
    {"a route that is not there", "scenarios.json", "\"shares\": {\"network\"",
     "\"shares\": {\"netwark\"", MDS_D_CATALOG_REFERENCE, "credential-abuse"},
    {"a group that is not there", "facts.json", "\"group\": \"session\"", "\"group\": \"sessions\"",
     MDS_D_CATALOG_REFERENCE, "automatic-logoff"},
    {"a kind's group that is not there", "compensating.json", "\"group\": \"site-backup\"",
     "\"group\": \"sites-backup\"", MDS_D_CATALOG_REFERENCE, "backup-and-restore"},
    {"a strength that is not there", "scenarios.json",
     "\"base_rate\": {\"mode\": 0.6, \"spread\": 3, \"strength\": \"proxy\"",
     "\"base_rate\": {\"mode\": 0.6, \"spread\": 3, \"strength\": \"prox\"",
     MDS_D_CATALOG_REFERENCE, "network-exploit"},
    {"a fact of a patch state that is not there", "patch_states.json", "update-notices",
     "update-notice", MDS_D_CATALOG_REFERENCE, "declared"},
    {"a zone without a basis that is not there", "policies/default.json",
     "\"without_basis\": \"clinical-network\"", "\"without_basis\": \"clinic\"",
     MDS_D_CATALOG_REFERENCE, "standalone"},
    {"a route that the gate cannot close", "compensating.json", "\"gate_closes\": \"service\"",
     "\"gate_closes\": \"services\"", MDS_D_CATALOG_REFERENCE, "remote-access-removal"},
};

Test(risk_records, that_name_what_is_not_there_are_refused, .init = changed_setup,
     .fini = changed_teardown)
{
    for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
        char *text = changed_original(loads[i].file);
        mds_catalog *catalog = NULL;
        char *from = strstr(text, loads[i].from);
        cr_assert_not_null(from, "%s", loads[i].what);
        changed_put(loads[i].file, text, from, strlen(loads[i].from), loads[i].to);
        cr_expect_eq(mds_catalog_load(&catalog, changed_folder, changed_diags), MDS_ECATALOG, "%s",
                     loads[i].what);
        cr_expect(changed_said(loads[i].code, loads[i].file, loads[i].place), "%s", loads[i].what);
        mds_catalog_free(catalog);
        changed_forget();
        free(text);
    }
}

/* Loads, but leads nowhere. */
static const struct {
    const char *what, *file, *from, *to;
    mds_diag_code code;
    const char *place;
} checks[] = {
    {"a figure that nothing rests on", "evidence.json", "{\"id\": \"EV-001\"",
     "{\"id\": \"EV-000\", \"subject\": \"s\", \"parameter\": \"p\", \"published\": {\"en\": "
     "\"f\", "
     "\"ja\": \"f\"}, \"strength\": \"direct\", \"source\": \"us\"},\n{\"id\": \"EV-001\"",
     MDS_D_CATALOG_ORPHAN, "EV-000"},
    {"a spread that no rate has", "spreads.json", "{\"id\": \"disagreeing\"",
     "{\"id\": \"d\", \"title\": {\"en\": \"d\", \"ja\": \"d\"}, \"factor\": 9, \"strength\": "
     "\"direct\", \"source\": \"us\", \"rationale\": {\"en\": \"d\", \"ja\": \"d\"}},\n"
     "{\"id\": \"disagreeing\"",
     MDS_D_CATALOG_ORPHAN, "d"},
    {"a group without a control", "groups.json", "{\"id\": \"backup\"",
     "{\"id\": \"b\", \"title\": {\"en\": \"b\", \"ja\": \"b\"}, \"routes\": [\"radio\"], "
     "\"strength\": \"judgement\", \"source\": \"us\", \"rationale\": {\"en\": \"b\", \"ja\": "
     "\"b\"}},\n{\"id\": \"backup\"",
     MDS_D_CATALOG_ORPHAN, "b"},
    {"a route by which nothing comes", "routes.json", "{\"id\": \"service\"",
     "{\"id\": \"s\", \"title\": {\"en\": \"s\", \"ja\": \"s\"}, \"open_when\": [], \"closed_by\": "
     "[], \"strength\": \"judgement\", \"source\": \"us\", \"rationale\": {\"en\": \"s\", \"ja\": "
     "\"s\"}},\n{\"id\": \"service\"",
     MDS_D_CATALOG_ORPHAN, "s"},
    {"a route that a zone is said to close and does not", "routes.json",
     "\"closed_by\": [\"form\", \"hospital\"]", "\"closed_by\": [\"form\", \"zone\"]",
     MDS_D_CATALOG_RANGE, "media"},
    {"a route that a zone closes without saying so", "routes.json",
     "\"closed_by\": [\"form\", \"hospital\", \"zone\"]", "\"closed_by\": [\"form\", \"hospital\"]",
     MDS_D_CATALOG_RANGE, "network"},
    {"an effect on no route of its scenario", "effects.json",
     "{\"scenario\": \"unattended-session\", \"control\": \"sign-in-required\"",
     "{\"scenario\": \"unattended-session\", \"control\": \"tls\"", MDS_D_CATALOG_RANGE,
     "unattended-session"},
    {"an effect by scenario of a control that has one for each route", "effects.json",
     "{\"scenario\": \"network-exploit\", \"control\": \"firewall-rules-documented\"",
     "{\"scenario\": \"network-exploit\", \"control\": \"firewall\"", MDS_D_CATALOG_RANGE,
     "network-exploit"},
    {"a fact that only the hospital finds and a form asks", "facts.json",
     "\"fact_kind\": \"control\", \"capability\": \"PAUT\"",
     "\"fact_kind\": \"control\", \"hospital\": true, \"capability\": \"PAUT\"",
     MDS_D_CATALOG_RANGE, "account-lockout"},
};

Test(risk_records, that_lead_nowhere_are_found, .init = changed_setup, .fini = changed_teardown)
{
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        char *text = changed_original(checks[i].file);
        mds_catalog *catalog = NULL;
        char *from = strstr(text, checks[i].from);
        cr_assert_not_null(from, "%s", checks[i].what);
        changed_put(checks[i].file, text, from, strlen(checks[i].from), checks[i].to);
        cr_assert_eq(mds_catalog_load(&catalog, changed_folder, changed_diags), MDS_OK, "%s",
                     checks[i].what);
        cr_expect_eq(mds_catalog_check(catalog, changed_diags), MDS_ECATALOG, "%s", checks[i].what);
        cr_expect(changed_said(checks[i].code, checks[i].file, checks[i].place), "%s",
                  checks[i].what);
        mds_catalog_free(catalog);
        changed_forget();
        free(text);
    }
}

/* Each kind of place that can name evidence was the only one to name some. */
Test(risk_records, that_leave_a_figure_unused_are_found, .init = changed_setup,
     .fini = changed_teardown)
{
    static const struct {
        const char *file, *from, *to, *unused;
    } last[] = {
        {"scenarios.json", "\"EV-104\"", "\"EV-103\"", "EV-104"},   /* of an impact */
        {"scenarios.json", "\"EV-028\", ", "", "EV-028"},           /* of a rate */
        {"elicitation.json", "\"EV-125\"", "\"EV-009\"", "EV-125"}, /* of a seed */
        {"policies/default.json", "\"EV-003\", \"EV-089\"", "\"EV-003\"", "EV-089"},
        {"patch_states.json", ", \"EV-099\"", "", "EV-099"},
        {"calibration.json", "\"EV-001\", ", "", "EV-001"},
        {"anchors.json", "\"EV-004\", ", "", "EV-004"},
    };

    for (size_t i = 0; i < sizeof last / sizeof last[0]; i++) {
        char *text = changed_original(last[i].file);
        mds_catalog *catalog = NULL;
        char *from = strstr(text, last[i].from);
        cr_assert_not_null(from, "%s", last[i].unused);
        changed_put(last[i].file, text, from, strlen(last[i].from), last[i].to);
        cr_assert_eq(mds_catalog_load(&catalog, changed_folder, changed_diags), MDS_OK, "%s",
                     last[i].unused);
        cr_expect_eq(mds_catalog_check(catalog, changed_diags), MDS_ECATALOG, "%s", last[i].unused);
        cr_expect(changed_said(MDS_D_CATALOG_ORPHAN, "evidence.json", last[i].unused), "%s",
                  last[i].unused);
        mds_catalog_free(catalog);
        changed_forget();
        free(text);
    }
}

/* Numbers of another model would be taken for something else: they are refused before any record.
 */
Test(risk_records, of_another_model_are_refused, .init = changed_setup, .fini = changed_teardown)
{
    static const struct {
        const char *file, *to;
    } models[] = {{"manifest.json", "\"model\": \"RM-1\""},
                  {"manifest.json", "\"model\": \"RM-3\""},
                  {"manifest.json", "\"// model\": \"RM-2\""},
                  {"policies/default.json", "\"model\": \"RM-1\""},
                  {"policies/default.json", "\"// model\": \"RM-2\""}};

    for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
        static const char from[] = "\"model\": \"RM-2\"";
        char *text = changed_original(models[i].file);
        mds_catalog *catalog = NULL;
        char *at = strstr(text, from);
        cr_assert_not_null(at, "%s", models[i].file);
        changed_put(models[i].file, text, at, strlen(from), models[i].to);
        cr_expect_eq(mds_catalog_load(&catalog, changed_folder, changed_diags), MDS_ECATALOG, "%s",
                     models[i].to);
        cr_expect(changed_said(MDS_D_CATALOG_MODEL, models[i].file, "model"), "%s: %s",
                  models[i].file, models[i].to);
        mds_catalog_free(catalog);
        changed_forget();
        free(text);
    }
}

/* A few numbers of the published model, so that a slip of a file is seen. */
Test(risk_records, are_those_of_the_model)
{
    mds_arena *arena = mds_arena_new(16 << 20, NULL);
    mds_catalog *catalog = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, mds_diags_new(arena, 10)), MDS_OK);
    cr_expect_float_eq(catalog->anchors[MDS_COUNTRY_JP].mode, .006, 1e-12);
    cr_expect_float_eq(catalog->anchors[MDS_COUNTRY_US].mode, .018, 1e-12);
    cr_expect_float_eq(catalog->anchors[MDS_COUNTRY_OTHER].spread, 4, 1e-12);
    cr_expect_eq(catalog->route_count, 6);
    cr_expect_eq(catalog->patch_state_count, 4);
    cr_expect_float_eq(catalog->patch_states[0].factor, .35, 1e-12);
    cr_expect(catalog->patch_states[0].found);
    cr_expect_float_eq(catalog->patch_states[3].factor, 2, 1e-12);
    double anchored = 0;
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        anchored += catalog->scenarios[i].anchored ? catalog->scenarios[i].base_rate.mode : 0;
    }
    cr_expect_float_eq(anchored, 1.55, 1e-12); /* the shares of A, as the model page says */
    const mds_policy *policy = &catalog->policies[0];
    cr_expect_float_eq(policy->confidence, .8, 1e-12);
    cr_expect_eq(policy->tolerable_count, 5);
    cr_expect_float_eq(policy->tolerable[4].frequency, 3e-5, 1e-15);
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

static bool closes(const mds_catalog *catalog, const char *fact, bool state)
{
    return catalog->facts[mds_catalog_fact(catalog, fact)].closes[state];
}

/* Which findings need a basis: those that work against a condition, however deep it is derived. */
Test(risk_records, say_which_findings_close_a_route_or_a_scenario)
{
    static const struct {
        const char *fact;
        bool found_false, found_true;
    } cases[] = {{"ethernet-port", true, false},
                 {"usb-ports", true, false},
                 {"network-connected", true, false},
                 {"software-only", true, true},
                 {"wi-fi", true, false},
                 {"sign-in-required", true, false},
                 {"event-log", false, false},
                 {"deployed-standalone", false, false},
                 {"stores-patient-data", true, false}};
    mds_arena *arena = mds_arena_new(16 << 20, NULL);
    mds_catalog *catalog = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, mds_diags_new(arena, 10)), MDS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(closes(catalog, cases[i].fact, false), cases[i].found_false, "%s",
                     cases[i].fact);
        cr_expect_eq(closes(catalog, cases[i].fact, true), cases[i].found_true, "%s",
                     cases[i].fact);
    }
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}
