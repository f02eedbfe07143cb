/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Integrity of a loaded catalog. Loading has already resolved every reference and refused
 * duplicates, wrong types and wrong order; this finds what is there but leads nowhere. */
#include "check.h"

#include "loader.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct checking {
    const mds_catalog *catalog;
    mds_diags *diags;
    bool *fact_used; /* opens, raises, is derived from, or has an effect */
    bool *fact_fed;  /* from a crosswalk, a deployment or other facts */
    bool *cited;     /* evidence */
    mds_status status;
} checking;

static void found(checking *check)
{
    check->status = MDS_ECATALOG;
}

static void contradicts(checking *check, const char *file, const char *id, const char *member)
{
    mds_diag_add(check->diags, MDS_D_CATALOG_RANGE, file, id, file, id, member, NULL);
    found(check);
}

static void orphan(checking *check, const char *file, const char *kind, const char *id)
{
    mds_diag_add(check->diags, MDS_D_CATALOG_ORPHAN, file, id, kind, id, NULL);
    found(check);
}

static void mark(checking *check, const mds_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++) {
        for (size_t k = 0; k < condition->at[i].count; k++) {
            check->fact_used[condition->at[i].at[k].fact] = true;
        }
    }
}

static void mark_used(checking *check)
{
    const mds_catalog *catalog = check->catalog;

    for (size_t i = 0; i < catalog->scenario_count; i++) {
        mark(check, &catalog->scenarios[i].opens);
        for (size_t k = 0; k < catalog->scenarios[i].raise_count; k++) {
            mark(check, &catalog->scenarios[i].raises[k].when);
        }
    }
    for (size_t i = 0; i < catalog->effect_count; i++) {
        if (catalog->effects[i].fact != MDS_NO_ORDINAL) {
            check->fact_used[catalog->effects[i].fact] = true;
        }
    }
    for (size_t i = 0; i < catalog->route_count; i++) {
        mark(check, &catalog->routes[i].open_when);
        for (size_t k = 0; k < catalog->routes[i].raise_count; k++) {
            mark(check, &catalog->routes[i].raises[k].when);
        }
    }
    for (size_t i = 0; i < catalog->patch_state_count; i++) {
        for (size_t k = 0; k < catalog->patch_states[i].need_count; k++) {
            const mds_fact_set *set = &catalog->patch_states[i].needs[k];
            for (size_t m = 0; m < set->count; m++) {
                check->fact_used[set->at[m]] = true;
            }
        }
    }
    /* A derived fact passes its own use on to what it is derived from. */
    for (size_t i = 0; i < catalog->fact_count; i++) {
        if (check->fact_used[i]) {
            mark(check, &catalog->facts[i].derived);
        }
    }
}

static void check_forms(checking *check)
{
    const mds_catalog *catalog = check->catalog;

    for (size_t i = 0; i < catalog->form_count; i++) {
        const mds_form *form = &catalog->forms[i];
        const mds_crosswalk *crosswalk = &catalog->crosswalks[i];
        size_t row = 0;

        if (form->question_count != form->expected_questions) {
            char have[24];
            char want[24];
            (void)snprintf(have, sizeof have, "%zu", form->question_count);
            (void)snprintf(want, sizeof want, "%zu", form->expected_questions);
            mds_diag_add(check->diags, MDS_D_CATALOG_COUNT, form->edition, NULL, form->edition,
                         have, want, NULL);
            found(check);
        }
        /* A heading takes no answer, and a form of which only topics are known has no questions. */
        for (uint32_t q = 0; form->completeness != MDS_TOPICS && q < form->question_count; q++) {
            bool mapped = form->questions[q].kind == MDS_QUESTION_HEADING;
            for (; row < crosswalk->row_count && crosswalk->rows[row].question == q; row++) {
                check->fact_fed[crosswalk->rows[row].fact] = true;
                mapped = true;
            }
            const bool excused = crosswalk->unmapped != NULL && crosswalk->unmapped[q] != NULL;
            if (mapped == excused) { /* neither, or both */
                mds_diag_add(check->diags, MDS_D_CATALOG_UNMAPPED, form->edition,
                             form->questions[q].id, form->edition, form->questions[q].id, NULL);
                found(check);
            }
        }
    }
}

static void check_fact(checking *check, size_t i)
{
    const mds_fact *fact = &check->catalog->facts[i];
    const bool derived = fact->derived.count > 0;
    const bool excused = fact->uncredited[0] != '\0';

    if (fact->kind == MDS_FACT_CONTROL && check->fact_used[i] == excused) {
        mds_diag_add(check->diags, MDS_D_CATALOG_UNCREDITED, "facts.json", fact->id, fact->id,
                     NULL);
        found(check);
    }
    if (fact->kind == MDS_FACT_EXPOSURE && !check->fact_used[i]) {
        orphan(check, "facts.json", "exposure", fact->id);
    }
    if (!derived && !fact->deployment && !fact->hospital && !check->fact_fed[i]) {
        orphan(check, "facts.json", "fact", fact->id);
    }
    /* A coarse fact that a form asks for may follow from finer ones as well. */
    if (fact->deployment && (derived || check->fact_fed[i])) {
        contradicts(check, "facts.json", fact->id, derived ? "derived" : "deployment");
    }
    if (fact->hospital && (derived || fact->deployment || check->fact_fed[i])) {
        contradicts(check, "facts.json", fact->id, "hospital");
    }
    /* Derivation is one step: no chain, hence no cycle and no order to obey. */
    for (size_t k = 0; k < fact->derived.count; k++) {
        for (size_t m = 0; m < fact->derived.at[k].count; m++) {
            if (check->catalog->facts[fact->derived.at[k].at[m].fact].derived.count > 0) {
                contradicts(check, "facts.json", fact->id, "derived");
            }
        }
    }
}

static void check_scenarios(checking *check)
{
    const mds_catalog *catalog = check->catalog;

    for (size_t i = 0; i < catalog->scenario_count; i++) {
        bool has_effect = false;
        for (size_t k = 0; k < catalog->effect_count && !has_effect; k++) {
            has_effect = catalog->effects[k].scenario == i;
        }
        if (!has_effect) {
            orphan(check, "scenarios.json", "scenario", catalog->scenarios[i].id);
        }
    }
}

static mds_route_bits routes_of(const mds_scenario *scenario)
{
    mds_route_bits bits = 0;

    for (size_t i = 0; i < scenario->route_count; i++) {
        bits |= (mds_route_bits)1 << scenario->routes[i].route;
    }
    return bits;
}

static bool is_group_used(const mds_catalog *catalog, size_t group)
{
    for (size_t i = 0; i < catalog->fact_count; i++) {
        if (catalog->facts[i].layer == group) {
            return true;
        }
    }
    for (size_t i = 0; i < catalog->compensating_count; i++) {
        if (catalog->compensating[i].layer == group) {
            return true;
        }
    }
    return false;
}

static bool names_deployment(const mds_catalog *catalog, const mds_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++) {
        for (size_t k = 0; k < condition->at[i].count; k++) {
            if (catalog->facts[condition->at[i].at[k].fact].deployment) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a zone can close the route: its condition follows from what a zone sets. */
static bool is_zoned(const mds_catalog *catalog, const mds_route *route)
{
    bool zoned = names_deployment(catalog, &route->open_when);

    for (size_t i = 0; i < route->open_when.count && !zoned; i++) {
        for (size_t k = 0; k < route->open_when.at[i].count && !zoned; k++) {
            const mds_fact *fact = &catalog->facts[route->open_when.at[i].at[k].fact];
            zoned = names_deployment(catalog, &fact->derived);
        }
    }
    return zoned;
}

static void check_routes(checking *check)
{
    const mds_catalog *catalog = check->catalog;
    mds_route_bits shared = 0;

    for (size_t i = 0; i < catalog->scenario_count; i++) {
        shared |= routes_of(&catalog->scenarios[i]);
    }
    for (size_t i = 0; i < catalog->route_count; i++) {
        const mds_route *route = &catalog->routes[i];
        if ((shared >> i & 1) == 0) {
            orphan(check, "routes.json", "route", route->id);
        }
        if (route->closed_by[MDS_CLOSER_ZONE] != is_zoned(catalog, route)) {
            contradicts(check, "routes.json", route->id, "closed_by");
        }
    }
    for (size_t i = 0; i < catalog->group_count; i++) {
        if (!is_group_used(catalog, i)) {
            orphan(check, "groups.json", "group", catalog->groups[i].id);
        }
    }
}

static mds_route_bits routes_of_layer(const mds_catalog *catalog, uint32_t layer)
{
    return layer == MDS_NO_ORDINAL ? 0 : catalog->groups[layer].routes;
}

/* An effect on a scenario none of whose routes the control acts on does nothing, and one beside an
 * effect for each route would count twice. */
static void check_effects(checking *check)
{
    const mds_catalog *catalog = check->catalog;

    for (size_t i = 0; i < catalog->effect_count; i++) {
        const mds_effect *effect = &catalog->effects[i];
        const bool by_hospital = effect->fact == MDS_NO_ORDINAL;
        const mds_compensating *kind =
            by_hospital ? &catalog->compensating[effect->compensating] : NULL;
        const mds_fact *fact = by_hospital ? NULL : &catalog->facts[effect->fact];
        const uint32_t layer = by_hospital ? kind->layer : fact->layer;
        const mds_scenario *scenario = &catalog->scenarios[effect->scenario];
        if ((routes_of_layer(catalog, layer) & routes_of(scenario)) == 0 ||
            (by_hospital && kind->route_effect_count > 0)) {
            contradicts(check, "effects.json", scenario->id, by_hospital ? kind->id : fact->id);
        }
    }
}

static bool is_spread_used(const mds_catalog *catalog, size_t spread)
{
    for (size_t i = 0; i < catalog->anchor_count; i++) {
        if (catalog->anchors[i].basis == spread) {
            return true;
        }
    }
    for (size_t i = 0; i < catalog->scenario_count; i++) {
        if (catalog->scenarios[i].base_rate.basis == spread) {
            return true;
        }
    }
    return false;
}

static void check_spreads(checking *check)
{
    for (size_t i = 0; i < check->catalog->spread_count; i++) {
        if (!is_spread_used(check->catalog, i)) {
            orphan(check, "spreads.json", "spread", check->catalog->spreads[i].id);
        }
    }
}

/* A figure that nothing rests on is a claim without use. */
static void check_evidence(checking *check)
{
    for (size_t i = 0; i < check->catalog->evidence_count; i++) {
        if (!check->cited[i]) {
            orphan(check, "evidence.json", "evidence", check->catalog->evidence[i].id);
        }
    }
}

/* A diagnostic without its wording would reach the user as a bare code. */
static void check_messages(checking *check)
{
    static const mds_diag_code codes[] = {
#define MDS_X(name, number, severity, arguments) MDS_D_##name,
        MDS_DIAG_CODES(MDS_X)
#undef MDS_X
    };
    char id[12];

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        mds_diag_code_name(codes[i], id);
        if (mds_catalog_message(check->catalog, id) == NULL) {
            mds_diag_add(check->diags, MDS_D_CATALOG_TEXT_MISSING, NULL, NULL, id, NULL);
            found(check);
        }
    }
}

/* The placeholders of a text must be the same in every language. */
static void check_pair(checking *check, const char *key, const char *en, const char *ja)
{
    char token[] = "{1}";

    for (; token[1] <= '9'; token[1]++) {
        if ((strstr(en, token) != NULL) != (strstr(ja, token) != NULL)) {
            mds_diag_add(check->diags, MDS_D_CATALOG_RANGE, "text", key, "text", key, token, NULL);
            found(check);
        }
    }
}

static void check_placeholders(checking *check)
{
    const mds_catalog *catalog = check->catalog;

    for (size_t i = 0; i < mds_catalog_text_count(catalog); i++) {
        const char *key = mds_catalog_text_key(catalog, i);
        check_pair(check, key, mds_catalog_text(catalog, MDS_LANG_EN, key),
                   mds_catalog_text(catalog, MDS_LANG_JA, key));
    }
    for (size_t i = 0; i < catalog->message_count; i++) {
        const mds_message *at = &catalog->messages[i];
        check_pair(check, at->id, at->text.in[MDS_LANG_EN], at->text.in[MDS_LANG_JA]);
        check_pair(check, at->id, at->hint.in[MDS_LANG_EN], at->hint.in[MDS_LANG_JA]);
    }
}

mds_status mds_catalog_check(const mds_catalog *catalog, mds_diags *diags)
{
    checking check = {.catalog = catalog, .diags = diags, .status = MDS_OK};

    check.fact_used = calloc(catalog->fact_count + 1, sizeof *check.fact_used);
    check.fact_fed = calloc(catalog->fact_count + 1, sizeof *check.fact_fed);
    check.cited = calloc(catalog->evidence_count + 1, sizeof *check.cited);
    if (check.fact_used == NULL || check.fact_fed == NULL || check.cited == NULL) {
        check.status = MDS_ENOMEM;
    } else {
        mark_used(&check);
        check_forms(&check);
        for (size_t i = 0; i < catalog->fact_count; i++) {
            check_fact(&check, i);
        }
        check_scenarios(&check);
        check_routes(&check);
        check_spreads(&check);
        check_effects(&check);
        mds_check__cited(check.cited, catalog);
        check_evidence(&check);
        check_messages(&check);
        check_placeholders(&check);
    }
    free(check.fact_used);
    free(check.fact_fed);
    free(check.cited);
    return check.status;
}
