/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog_view.h"

#include "base/num.h"
#include "catalog_members.h"
#include <string.h>

void view_field(const run *r, const char *key, const char *value)
{
    if (value != NULL && value[0] != '\0') {
        printf("%s: %s\n", say(r, key), value);
    }
}

/* Both languages: a reviewer compares them. */
const char *strength_of(const run *r, mds_strength strength)
{
    char key[32];

    (void)snprintf(key, sizeof key, "strength.%s", mds_strength_name(strength));
    return r->opt.lang == MDS_LANG_JA ? say(r, key) : mds_strength_name(strength);
}

void view_text(const run *r, const char *key, const mds_text *text)
{
    printf("%s: %s\n", say(r, key), text->in[MDS_LANG_EN]);
    printf("%s: %s\n", say(r, key), text->in[MDS_LANG_JA]);
}

static void strings_field(const run *r, const char *key, mds_strings list)
{
    if (list.count > 0) {
        printf("%s:", say(r, key));
        for (size_t i = 0; i < list.count; i++) {
            printf("%s %s", i > 0 ? "," : "", list.at[i]);
        }
        printf("\n");
    }
}

void view_condition(const run *r, const char *key, const mds_condition *condition)
{
    if (condition->count == 0) {
        return;
    }
    printf("%s:", say(r, key));
    for (size_t i = 0; i < condition->count; i++) {
        printf("%s", i > 0 ? " |" : "");
        for (size_t k = 0; k < condition->at[i].count; k++) {
            const mds_literal *literal = &condition->at[i].at[k];
            printf(" %s%s%s", k > 0 ? "& " : "", literal->negated ? "!" : "",
                   r->catalog->facts[literal->fact].id);
        }
    }
    printf("\n");
}

/* " EV-012 EV-013" */
static void print_evidence(const run *r, const uint32_t *evidence, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        printf(" %s", r->catalog->evidence[evidence[i]].id);
    }
}

static void print_estimate(const run *r, const char *label, const mds_estimate *estimate)
{
    char number[3][MDS_NUM_SIZE];

    mds_num_significant(number[0], estimate->value.low, 4);
    mds_num_significant(number[1], estimate->value.mode, 4);
    mds_num_significant(number[2], estimate->value.high, 4);
    printf("  %-34s %s / %s / %s  %s", label, number[0], number[1], number[2],
           strength_of(r, estimate->strength));
    print_evidence(r, estimate->evidence, estimate->evidence_count);
    if (estimate->rationale.in[r->opt.lang][0] != '\0') {
        printf("\n      %s", estimate->rationale.in[r->opt.lang]);
    }
    printf("\n");
}

static const char *control_id(const run *r, const mds_effect *effect)
{
    return effect->fact != MDS_NO_ORDINAL ? r->catalog->facts[effect->fact].id
                                          : r->catalog->compensating[effect->compensating].id;
}

/* Effects of the scenario, the fact or the compensating control (the others MDS_NO_ORDINAL). */
static void print_effects(const run *r, uint32_t scenario, uint32_t fact, uint32_t compensating)
{
    printf("%s:\n", say(r, "cli.catalog.effects"));
    for (size_t i = 0; i < r->catalog->effect_count; i++) {
        const mds_effect *at = &r->catalog->effects[i];
        if ((scenario != MDS_NO_ORDINAL && at->scenario == scenario) ||
            (fact != MDS_NO_ORDINAL && at->fact == fact) ||
            (compensating != MDS_NO_ORDINAL && at->compensating == compensating)) {
            char label[96];
            (void)snprintf(label, sizeof label, "%s %s",
                           at->acts_on == MDS_ACTS_ON_V1 ? "v1" : "v2",
                           scenario != MDS_NO_ORDINAL ? control_id(r, at)
                                                      : r->catalog->scenarios[at->scenario].id);
            print_estimate(r, label, &at->effectiveness);
        }
    }
}

static void show_fact(const run *r, uint32_t ordinal)
{
    const mds_fact *fact = &r->catalog->facts[ordinal];

    printf("%s (%s)\n", fact->id, mds_fact_kind_name(fact->kind));
    view_text(r, "cli.catalog.title", &fact->title);
    view_field(r, "cli.catalog.capability", r->catalog->capabilities[fact->capability].id);
    view_field(r, "cli.catalog.group", fact->group);
    view_field(r, "cli.catalog.vendor_updates", fact->vendor_updates ? "true" : "");
    view_condition(r, "cli.catalog.derived", &fact->derived);
    strings_field(r, "cli.catalog.nist", fact->nist_800_53);
    strings_field(r, "cli.catalog.iso", fact->iso_27002);
    strings_field(r, "cli.catalog.iec", fact->iec_62443);
    view_field(r, "cli.catalog.uncredited", fact->uncredited);
    view_field(r, "cli.catalog.certainty", mds_certainty_name(fact->certainty));
    view_field(r, "cli.catalog.rationale", fact->rationale);
    printf("%s:\n", say(r, "cli.catalog.crosswalk"));
    for (size_t f = 0; f < r->catalog->crosswalk_count; f++) {
        const mds_crosswalk *crosswalk = &r->catalog->crosswalks[f];
        for (size_t i = 0; i < crosswalk->row_count; i++) {
            const mds_crosswalk_row *row = &crosswalk->rows[i];
            if (row->fact == ordinal) {
                printf("  %s %-12s %s%s: %s\n", r->catalog->forms[f].edition,
                       r->catalog->forms[f].questions[row->question].id,
                       mds_relation_name(row->relation), row->inverse ? " !" : "", row->rationale);
            }
        }
    }
    if (fact->kind == MDS_FACT_CONTROL) {
        print_effects(r, MDS_NO_ORDINAL, ordinal, MDS_NO_ORDINAL);
    }
}

static void show_raises(const run *r, const mds_scenario *scenario)
{
    for (size_t i = 0; i < scenario->raise_count; i++) {
        char factor[MDS_NUM_SIZE];
        mds_num_significant(factor, scenario->raises[i].factor, 3);
        view_condition(r, "cli.catalog.raised_by", &scenario->raises[i].when);
        printf("  x %s  %s\n      %s\n", factor, strength_of(r, scenario->raises[i].strength),
               scenario->raises[i].rationale.in[r->opt.lang]);
    }
}

static void show_scenario(const run *r, uint32_t ordinal)
{
    const mds_scenario *scenario = &r->catalog->scenarios[ordinal];

    printf("%s\n", scenario->id);
    view_text(r, "cli.catalog.title", &scenario->title);
    view_text(r, "cli.catalog.asset", &scenario->asset);
    view_text(r, "cli.catalog.threat", &scenario->threat);
    view_text(r, "cli.catalog.weakness", &scenario->weakness);
    view_text(r, "cli.catalog.consequence", &scenario->consequence);
    view_field(r, "cli.catalog.capability", r->catalog->capabilities[scenario->capability].id);
    view_condition(r, "cli.catalog.opens", &scenario->opens);
    view_occurrence(r, scenario);
    show_raises(r, scenario);
    printf("%s:\n", say(r, "cli.catalog.numbers"));
    print_estimate(r, "v1", &scenario->v1);
    print_estimate(r, "v2", &scenario->v2);
    for (size_t i = 0; i < MDS_PROPERTY__COUNT; i++) {
        char value[MDS_NUM_SIZE];
        mds_num_significant(value, scenario->impact[i].value, 3);
        printf("  I %-13s %s ", mds_property_name((mds_property)i), value);
        print_evidence(r, scenario->impact[i].evidence, scenario->impact[i].evidence_count);
        printf(" %s\n", scenario->impact[i].reason.in[r->opt.lang]);
    }
    print_effects(r, ordinal, MDS_NO_ORDINAL, MDS_NO_ORDINAL);
    for (size_t i = 0; i < scenario->reference_count; i++) {
        printf("%s: %s, %s\n", say(r, "cli.catalog.reference"), scenario->references[i].id,
               scenario->references[i].title.in[r->opt.lang]);
    }
}

static void show_compensating(const run *r, uint32_t ordinal)
{
    const mds_compensating *at = &r->catalog->compensating[ordinal];

    printf("%s\n", at->id);
    view_text(r, "cli.catalog.title", &at->title);
    view_text(r, "cli.catalog.acts_on", &at->acts_on);
    view_field(r, "cli.catalog.group", at->group);
    view_route_effects(r, at);
    view_field(r, "cli.catalog.certainty", mds_certainty_name(at->certainty));
    view_text(r, "cli.catalog.rationale", &at->rationale);
    print_effects(r, MDS_NO_ORDINAL, MDS_NO_ORDINAL, ordinal);
}

static void show_evidence(const run *r, const mds_evidence *at)
{
    printf("%s (%s)\n", at->id, strength_of(r, at->strength));
    view_field(r, "cli.catalog.subject", at->subject);
    view_field(r, "cli.catalog.parameter", at->parameter);
    view_field(r, "cli.catalog.published", at->published.in[r->opt.lang]);
    view_field(r, "cli.catalog.unit", at->unit);
    view_field(r, "cli.catalog.conversion", at->conversion);
    if (at->has_value) {
        char number[3][MDS_NUM_SIZE];
        mds_num_significant(number[0], at->value.low, 4);
        mds_num_significant(number[1], at->value.mode, 4);
        mds_num_significant(number[2], at->value.high, 4);
        printf("%s: %s / %s / %s\n", say(r, "cli.catalog.numbers"), number[0], number[1],
               number[2]);
    }
    view_field(r, "cli.catalog.source", at->source);
    view_field(r, "cli.catalog.seen", at->seen);
    view_field(r, "cli.catalog.caveat", at->caveat.in[r->opt.lang]);
}

static void show_question(const run *r, const mds_form *form, uint32_t ordinal)
{
    const mds_question *question = &form->questions[ordinal];
    const mds_crosswalk *crosswalk = &r->catalog->crosswalks[form - r->catalog->forms];

    printf("%s (%s)\n", question->id, form->edition);
    view_text(r, "cli.catalog.title", &question->title);
    if (question->gate.question != MDS_NO_ORDINAL) {
        printf("%s: %s = %s (%s)\n", say(r, "cli.catalog.gate"),
               form->questions[question->gate.question].id,
               say(r, question->gate.yes ? "answer.yes" : "answer.no"),
               question->gate.printed ? "printed" : "implied");
    }
    strings_field(r, "cli.catalog.aliases", question->aliases);
    view_field(r, "cli.catalog.printed_iec", question->printed_iec_80001_2_2);
    view_field(r, "cli.catalog.printed_nist", question->printed_nist_800_53);
    view_field(r, "cli.catalog.printed_iso", question->printed_iso_27002);
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        if (row->question == ordinal) {
            printf("%s: %s%s%s: %s\n", say(r, "cli.catalog.says"), mds_relation_name(row->relation),
                   row->inverse ? " !" : " ", r->catalog->facts[row->fact].id, row->rationale);
        }
    }
    if (crosswalk->unmapped != NULL) {
        view_field(r, "cli.catalog.unmapped", crosswalk->unmapped[ordinal]);
    }
}

static bool show_question_by_id(const run *r, const char *id)
{
    for (size_t i = 0; i < r->catalog->form_count; i++) {
        const uint32_t question = mds_form_question(&r->catalog->forms[i], id);
        if (question != MDS_NO_ORDINAL) {
            show_question(r, &r->catalog->forms[i], question);
            return true;
        }
    }
    return false;
}

static bool show_capability(const run *r, const char *id)
{
    for (size_t i = 0; i < r->catalog->capability_count; i++) {
        const mds_capability *at = &r->catalog->capabilities[i];
        if (strcmp(at->id, id) == 0) {
            printf("%s\n", at->id);
            view_text(r, "cli.catalog.title", &at->title);
            view_field(r, "cli.catalog.source", at->source);
            view_field(r, "cli.catalog.replaced_by", at->replaced_by);
            return true;
        }
    }
    return false;
}

static void show_number(const run *r, const mds_policy *policy, const mds_policy_number *at)
{
    char number[MDS_NUM_SIZE];

    mds_num_significant(number, at->value, 6);
    printf("%s (%s %s)\n", at->id, say(r, "cli.catalog.policy"), policy->id);
    view_field(r, "cli.catalog.value", number);
    view_grounds(r, &at->grounds);
}

static bool show_zone(const run *r, const mds_zone *zones, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(zones[i].id, id) == 0) {
            char number[MDS_NUM_SIZE];
            mds_num_significant(number, zones[i].data_scale, 6);
            printf("%s\n", id);
            view_text(r, "cli.catalog.title", &zones[i].title);
            for (size_t k = 0; k < zones[i].fact_count; k++) {
                printf("%s: %s%s\n", say(r, "cli.catalog.says"),
                       zones[i].facts[k].negated ? "!" : "",
                       r->catalog->facts[zones[i].facts[k].fact].id);
            }
            view_field(r, "cli.catalog.security_scale", number);
            view_grounds(r, &zones[i].grounds);
            return true;
        }
    }
    return false;
}

static bool show_profile(const run *r, const mds_policy *policy, const char *id)
{
    for (size_t i = 0; i < policy->profile_count; i++) {
        const mds_profile *at = &policy->profiles[i];
        if (strcmp(at->id, id) == 0) {
            char number[MDS_PROPERTY__COUNT][MDS_NUM_SIZE];
            for (size_t p = 0; p < MDS_PROPERTY__COUNT; p++) {
                mds_num_significant(number[p], at->scale[p], 6);
            }
            printf("%s\n", id);
            view_text(r, "cli.catalog.title", &at->title);
            printf("%s: %s / %s / %s\n", say(r, "cli.catalog.scale"), number[MDS_PROPERTY_SAFETY],
                   number[MDS_PROPERTY_EFFECTIVENESS], number[MDS_PROPERTY_SECURITY]);
            view_grounds(r, &at->grounds);
            return true;
        }
    }
    return false;
}

/* Every policy that has a record of that name. */
static bool show_policy_record(const run *r, const char *id)
{
    bool found = false;

    for (size_t i = 0; i < r->catalog->policy_count; i++) {
        const mds_policy *policy = &r->catalog->policies[i];
        for (size_t k = 0; k < policy->number_count; k++) {
            if (strcmp(policy->numbers[k].id, id) == 0) {
                show_number(r, policy, &policy->numbers[k]);
                found = true;
            }
        }
        found = show_profile(r, policy, id) || found;
        found = show_zone(r, policy->zones, policy->zone_count, id) || found;
        found = show_zone(r, policy->data_volumes, policy->data_volume_count, id) || found;
    }
    return found;
}

bool view_record(const run *r, const char *id)
{
    const uint32_t fact = mds_catalog_fact(r->catalog, id);
    const uint32_t scenario = mds_catalog_scenario(r->catalog, id);
    const uint32_t compensating = mds_catalog_compensating(r->catalog, id);

    if (fact != MDS_NO_ORDINAL) {
        show_fact(r, fact);
        return true;
    }
    if (scenario != MDS_NO_ORDINAL) {
        show_scenario(r, scenario);
        return true;
    }
    if (compensating != MDS_NO_ORDINAL) {
        show_compensating(r, compensating);
        return true;
    }
    for (size_t i = 0; i < r->catalog->evidence_count; i++) {
        if (strcmp(r->catalog->evidence[i].id, id) == 0) {
            show_evidence(r, &r->catalog->evidence[i]);
            return true;
        }
    }
    const bool in_model = view_model_record(r, id); /* "none" is a patch state and a data volume */
    return show_policy_record(r, id) || in_model || show_question_by_id(r, id) ||
           show_capability(r, id) || view_members(r, id);
}
