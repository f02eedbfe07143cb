/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog_view.h"

#include "base/num.h"
#include <string.h>

static const char *in(const run *r, const mds_text *text)
{
    return text->in[r->opt.lang];
}

static void list_capabilities(const run *r)
{
    for (size_t i = 0; i < r->catalog->capability_count; i++) {
        const mds_capability *at = &r->catalog->capabilities[i];
        printf("%-5s %-24s %-22s %s\n", at->id, at->source, at->replaced_by, in(r, &at->title));
    }
}

static void list_facts(const run *r)
{
    for (size_t i = 0; i < r->catalog->fact_count; i++) {
        const mds_fact *at = &r->catalog->facts[i];
        printf("%-34s %-9s %-5s %s\n", at->id, mds_fact_kind_name(at->kind),
               r->catalog->capabilities[at->capability].id, in(r, &at->title));
    }
}

static void list_forms(const run *r)
{
    for (size_t i = 0; i < r->catalog->form_count; i++) {
        const mds_form *at = &r->catalog->forms[i];
        printf("%-14s %5zu  %s\n", at->edition, at->question_count, in(r, &at->title));
    }
}

static void list_scenarios(const run *r)
{
    for (size_t i = 0; i < r->catalog->scenario_count; i++) {
        const mds_scenario *at = &r->catalog->scenarios[i];
        printf("%-26s %-5s %s\n", at->id, r->catalog->capabilities[at->capability].id,
               in(r, &at->title));
    }
}

static void list_compensating(const run *r)
{
    for (size_t i = 0; i < r->catalog->compensating_count; i++) {
        const mds_compensating *at = &r->catalog->compensating[i];
        printf("%-26s %s\n", at->id, in(r, &at->title));
    }
}

static void list_evidence(const run *r)
{
    for (size_t i = 0; i < r->catalog->evidence_count; i++) {
        const mds_evidence *at = &r->catalog->evidence[i];
        printf("%-7s %-9s %s: %s\n", at->id, strength_of(r, at->strength), at->subject,
               at->published.in[r->opt.lang]);
    }
}

/* "windows-7 high 2020-01-14 Windows 7 SP1"; of several ends the first. */
static void list_platforms(const run *r)
{
    for (size_t i = 0; i < r->catalog->platform_count; i++) {
        const mds_platform *at = &r->catalog->platforms[i];
        printf("%-28s %-8s %-10s%s %s\n", at->id, mds_sure_name(at->sure),
               at->security_ends.count > 0 ? at->security_ends.at[0] : "-",
               at->security_ends.count > 1 ? "+" : " ", at->name);
    }
}

static void list_expert_questions(const run *r)
{
    for (size_t i = 0; i < r->catalog->expert_question_count; i++) {
        const mds_expert_question *at = &r->catalog->expert_questions[i];
        printf("%-28s %s\n", at->id, in(r, &at->question));
    }
}

static void list_lint(const run *r)
{
    for (size_t i = 0; i < r->catalog->lint_count; i++) {
        for (size_t k = 0; k < r->catalog->lints[i].rule_count; k++) {
            const mds_lint_rule *at = &r->catalog->lints[i].rules[k];
            printf("%-36s %s\n", at->id, in(r, &at->reason));
        }
    }
}

static size_t count_lint(const mds_catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->lint_count; i++) {
        count += catalog->lints[i].rule_count;
    }
    return count;
}

static void list_policies(const run *r)
{
    for (size_t i = 0; i < r->catalog->policy_count; i++) {
        const mds_policy *at = &r->catalog->policies[i];
        printf("%-14s %-8s %s\n", at->id, at->version, in(r, &at->title));
        for (size_t k = 0; k < at->profile_count; k++) {
            printf("  %-22s %s\n", at->profiles[k].id, in(r, &at->profiles[k].title));
        }
        for (size_t k = 0; k < at->zone_count; k++) {
            printf("  %-22s %s\n", at->zones[k].id, in(r, &at->zones[k].title));
        }
        for (size_t k = 0; k < at->data_volume_count; k++) {
            printf("  %-22s %s\n", at->data_volumes[k].id, in(r, &at->data_volumes[k].title));
        }
        for (size_t k = 0; k < at->number_count; k++) {
            char number[MDS_NUM_SIZE];
            mds_num_significant(number, at->numbers[k].value, 6);
            printf("  %-26s %s\n", at->numbers[k].id, number);
        }
    }
}

static void list_questions(const run *r, const mds_form *form)
{
    for (size_t i = 0; i < form->question_count; i++) {
        printf("%-12s %s\n", form->questions[i].id, in(r, &form->questions[i].title));
    }
}

typedef struct kind {
    const char *name;
    const char *title; /* text key */
    size_t (*count)(const mds_catalog *catalog);
    void (*list)(const run *r);
} kind;

#define COUNT(member)                                                                              \
    static size_t count_##member(const mds_catalog *catalog)                                       \
    {                                                                                              \
        return catalog->member##_count;                                                            \
    }
COUNT(capability)
COUNT(fact)
COUNT(form)
COUNT(scenario)
COUNT(compensating)
COUNT(evidence)
COUNT(expert_question)
COUNT(policy)
COUNT(spread)
COUNT(anchor)
COUNT(route)
COUNT(group)
COUNT(patch_state)
COUNT(platform)
#undef COUNT

static const kind kinds[] = {
    {"capabilities", "cli.catalog.capabilities", count_capability, list_capabilities},
    {"facts", "cli.catalog.facts", count_fact, list_facts},
    {"forms", "cli.catalog.forms", count_form, list_forms},
    {"spreads", "cli.catalog.spreads", count_spread, list_spreads},
    {"anchors", "cli.catalog.anchors", count_anchor, list_anchors},
    {"routes", "cli.catalog.routes", count_route, list_routes},
    {"groups", "cli.catalog.groups", count_group, list_groups},
    {"patch_states", "cli.catalog.patch_states", count_patch_state, list_patch_states},
    {"scenarios", "cli.catalog.scenarios", count_scenario, list_scenarios},
    {"compensating", "cli.catalog.compensating", count_compensating, list_compensating},
    {"evidence", "cli.catalog.evidence", count_evidence, list_evidence},
    {"elicitation", "cli.catalog.expert_questions", count_expert_question, list_expert_questions},
    {"platforms", "cli.catalog.platforms", count_platform, list_platforms},
    {"policies", "cli.catalog.policies", count_policy, list_policies},
    {"lint", "cli.catalog.lint", count_lint, list_lint},
};
enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

void view_counts(const run *r)
{
    print_text(r, stdout, "cli.catalog.head", r->catalog->id, r->catalog->version,
               r->catalog->model, r->catalog->sha256, NULL);
    printf("\n");
    for (size_t i = 0; i < KIND_COUNT; i++) {
        printf("%6zu  %-13s %s\n", kinds[i].count(r->catalog), kinds[i].name,
               say(r, kinds[i].title));
    }
    size_t rows = 0;
    for (size_t i = 0; i < r->catalog->crosswalk_count; i++) {
        rows += r->catalog->crosswalks[i].row_count;
    }
    printf("%6zu  %-13s %s\n", rows, "crosswalk", say(r, "cli.catalog.crosswalk"));
    printf("%6zu  %-13s %s\n", r->catalog->effect_count, "effects", say(r, "cli.catalog.effects"));
}

bool view_list(const run *r, const char *name)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            kinds[i].list(r);
            return true;
        }
    }
    const uint32_t form = mds_catalog_form(r->catalog, name);
    if (form == MDS_NO_ORDINAL) {
        return false;
    }
    list_questions(r, &r->catalog->forms[form]);
    return true;
}
