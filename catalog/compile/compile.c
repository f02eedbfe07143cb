/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Build tool: reads the catalog's files and writes them as C initialisers, so that the command
 * starts with its catalog ready instead of parsing it at every run.
 *
 * usage: mds_catalog_compile OUT.c */
#include "compile.h"

#include <stdio.h>
#include <string.h>

static void put_capability(const mds_capability *at)
{
    begin_record("id", at->id);
    string_member("source", at->source);
    string_member("clause", at->clause);
    text_member("title", &at->title);
    put("},\n");
}

static void put_fact(const mds_fact *at)
{
    begin_record("id", at->id);
    uint_member("kind", at->kind);
    uint_member("capability", at->capability);
    text_member("title", &at->title);
    string_member("group", at->group);
    bool_member("vendor_updates", at->vendor_updates);
    bool_member("deployment", at->deployment);
    number_member("unverified_factor", at->unverified_factor);
    name("derived");
    put_condition(&at->derived);
    name("nist_800_53");
    put_strings(at->nist_800_53);
    name("iso_27002");
    put_strings(at->iso_27002);
    name("iec_62443");
    put_strings(at->iec_62443);
    string_member("uncredited", at->uncredited);
    uint_member("certainty", at->certainty);
    string_member("rationale", at->rationale);
    put("},\n");
}

static void put_scenario(const mds_scenario *at)
{
    begin_record("id", at->id);
    uint_member("capability", at->capability);
    text_member("title", &at->title);
    text_member("asset", &at->asset);
    text_member("threat", &at->threat);
    text_member("weakness", &at->weakness);
    text_member("consequence", &at->consequence);
    name("opens");
    put_condition(&at->opens);
    put(",.rate={");
    for (size_t i = 0; i < MDS_COUNTRY__COUNT; i++) {
        put_estimate(&at->rate[i]);
        put(",");
    }
    put("}");
    bool_member("rate_log10", at->rate_log10);
    name("raises");
    if (begin_list("mds_raise", at->raise_count)) {
        for (size_t i = 0; i < at->raise_count; i++) {
            put("{");
            put_condition(&at->raises[i].when);
            put(",");
            put_number(at->raises[i].factor);
            (void)fprintf(out, ",%d,", (int)at->raises[i].strength);
            put_string(at->raises[i].rationale);
            put("},");
        }
        put("}");
    }
    (void)fprintf(out, ",.raise_count=%zu,.v1=", at->raise_count);
    put_estimate(&at->v1);
    name("v2");
    put_estimate(&at->v2);
    put(",.impact={");
    for (size_t i = 0; i < MDS_PROPERTY__COUNT; i++) {
        put("{");
        put_number(at->impact[i].value);
        put(",");
        put_text(&at->impact[i].reason);
        put("},");
    }
    put("}");
    bool_member("exploit", at->exploit);
    bool_member("no_recorded_event", at->no_recorded_event);
    name("references");
    if (begin_list("mds_reference", at->reference_count)) {
        for (size_t i = 0; i < at->reference_count; i++) {
            put("{");
            put_string(at->references[i].id);
            put(",");
            put_string(at->references[i].title);
            put("},");
        }
        put("}");
    }
    (void)fprintf(out, ",.reference_count=%zu", at->reference_count);
    uint_member("certainty", at->certainty);
    put("},\n");
}

static void put_effect(const mds_effect *at)
{
    (void)fprintf(out, "{%luU,%luU,%luU,%d,", (unsigned long)at->scenario, (unsigned long)at->fact,
                  (unsigned long)at->compensating, (int)at->acts_on);
    put_estimate(&at->effectiveness);
    put("},\n");
}

static void put_compensating(const mds_compensating *at)
{
    begin_record("id", at->id);
    text_member("title", &at->title);
    text_member("acts_on", &at->acts_on);
    string_member("group", at->group);
    bool_member("isolates", at->isolates);
    bool_member("insufficient_alone", at->insufficient_alone);
    number_member("default_cost", at->default_cost);
    uint_member("certainty", at->certainty);
    string_member("rationale", at->rationale);
    put("},\n");
}

static void put_evidence(const mds_evidence *at)
{
    begin_record("id", at->id);
    string_member("subject", at->subject);
    string_member("parameter", at->parameter);
    string_member("published", at->published);
    string_member("unit", at->unit);
    string_member("conversion", at->conversion);
    string_member("source", at->source);
    string_member("seen", at->seen);
    string_member("caveat", at->caveat);
    name("value");
    put_triple(&at->value);
    bool_member("has_value", at->has_value);
    uint_member("strength", at->strength);
    put("},\n");
}

static void put_zones(const char *member, const mds_zone *list, size_t count)
{
    name(member);
    if (begin_list("mds_zone", count)) {
        for (size_t i = 0; i < count; i++) {
            put("{");
            put_string(list[i].id);
            put(",");
            put_text(&list[i].title);
            put(",");
            put_literals(list[i].facts, list[i].fact_count);
            put(",");
            put_number(list[i].data_scale);
            put(",");
            put_string(list[i].rationale);
            put("},");
        }
        put("}");
    }
    (void)fprintf(out, ",.%.*s_count=%zu", (int)strlen(member) - 1, member, count);
}

static void put_policy_numbers(const mds_policy_number *list, size_t count)
{
    name("numbers");
    if (begin_list("mds_policy_number", count)) {
        for (size_t i = 0; i < count; i++) {
            put("{");
            put_string(list[i].id);
            put(",");
            put_number(list[i].value);
            (void)fprintf(out, ",%d,", (int)list[i].strength);
            put_ordinals(list[i].evidence, list[i].evidence_count);
            put(",");
            put_string(list[i].rationale);
            put("},");
        }
        put("}");
    }
    (void)fprintf(out, ",.number_count=%zu", count);
}

static void put_policy(const mds_policy *at)
{
    begin_record("id", at->id);
    string_member("version", at->version);
    text_member("title", &at->title);
    string_member("sha256", at->sha256);
    number_member("common_cause", at->common_cause);
    number_member("evidence_verified", at->evidence_verified);
    number_member("evidence_documented", at->evidence_documented);
    number_member("evidence_self_declared", at->evidence_self_declared);
    number_member("layer_cap", at->layer_cap);
    number_member("partial", at->partial);
    number_member("unknown_alpha", at->unknown_alpha);
    number_member("unknown_beta", at->unknown_beta);
    number_member("eos_half_life", at->eos_half_life);
    number_member("eos_rho", at->eos_rho);
    number_member("eos_rate_cap", at->eos_rate_cap);
    number_member("eos_warn_years", at->eos_warn_years);
    number_member("reduce_limit", at->reduce_limit);
    put(",.bands={");
    for (size_t i = 0; i < 4; i++) {
        put_number(at->bands[i]);
        put(",");
    }
    put("},.tolerances=");
    if (begin_list("mds_tolerance", at->tolerance_count)) {
        for (size_t i = 0; i < at->tolerance_count; i++) {
            put("{");
            put_number(at->tolerances[i].impact);
            put(",");
            put_number(at->tolerances[i].frequency);
            put("},");
        }
        put("}");
    }
    (void)fprintf(out, ",.tolerance_count=%zu,.profiles=", at->tolerance_count);
    if (begin_list("mds_profile", at->profile_count)) {
        for (size_t i = 0; i < at->profile_count; i++) {
            put("{");
            put_string(at->profiles[i].id);
            put(",");
            put_text(&at->profiles[i].title);
            put(",{");
            for (size_t k = 0; k < MDS_PROPERTY__COUNT; k++) {
                put_number(at->profiles[i].scale[k]);
                put(",");
            }
            put("},");
            put_string(at->profiles[i].rationale);
            put("},");
        }
        put("}");
    }
    (void)fprintf(out, ",.profile_count=%zu", at->profile_count);
    put_policy_numbers(at->numbers, at->number_count);
    put_zones("zones", at->zones, at->zone_count);
    put_zones("data_volumes", at->data_volumes, at->data_volume_count);
    uint_member("default_profile", at->default_profile);
    uint_member("default_zone", at->default_zone);
    uint_member("default_data_volume", at->default_data_volume);
    uint_member("default_country", at->default_country);
    put("},\n");
}

static void put_calibration(const mds_calibration *at)
{
    begin_record("id", at->id);
    uint_member("scenario", at->scenario);
    uint_member("country", at->country);
    name("facts");
    put_literals(at->facts, at->fact_count);
    name("compensating");
    put_ordinals(at->compensating, at->compensating_count);
    number_member("low", at->low);
    number_member("high", at->high);
    string_member("rationale", at->rationale);
    put("},\n");
}

static void put_document(const mds_life_document *at)
{
    begin_record("id", at->id);
    uint_member("milestone", at->milestone);
    bool_member("from_hospital", at->from_hospital);
    text_member("title", &at->title);
    text_member("purpose", &at->purpose);
    uint_member("fact", at->fact);
    uint_member("certainty", at->certainty);
    string_member("rationale", at->rationale);
    put("},\n");
}

static void put_criterion(const mds_criterion *at)
{
    begin_record("id", at->id);
    text_member("title", &at->title);
    text_member("measured", &at->measured);
    uint_member("measure", at->measure);
    bool_member("log10", at->log10);
    number_member("worst", at->worst);
    number_member("best", at->best);
    number_member("weight", at->weight);
    uint_member("certainty", at->certainty);
    string_member("rationale", at->rationale);
    put(",.facts=");
    if (begin_list("uint32_t", at->fact_count)) {
        for (size_t i = 0; i < at->fact_count; i++) {
            put_uint(at->facts[i]);
            put(",");
        }
        put("}");
    }
    (void)fprintf(out, ",.fact_count=%zu},\n", at->fact_count);
}

static void put_lint_rule(const mds_lint_rule *at)
{
    begin_record("id", at->id);
    uint_member("severity", at->severity);
    text_member("reason", &at->reason);
    string_member("reason_key", at->reason_key);
    uint_member("certainty", at->certainty);
    (void)fprintf(out, ",.when_count=%zu,.when=(const mds_lint_case[]){", at->when_count);
    for (size_t i = 0; i < at->when_count; i++) {
        put("{(const mds_lint_literal[]){");
        for (size_t k = 0; k < at->when[i].count; k++) {
            const mds_lint_literal *literal = &at->when[i].at[k];
            (void)fprintf(out, "{%luU,%d,%d},", (unsigned long)literal->question,
                          (int)literal->answer, literal->other);
        }
        (void)fprintf(out, "},%zu},", at->when[i].count);
    }
    put("}},\n");
}

static void put_lint(const mds_lint *at)
{
    (void)fprintf(out, "{.form=%lu,.rule_count=%zu,.same_answers=%zu", (unsigned long)at->form,
                  at->rule_count, at->same_answers);
    number_member("stale_years", at->stale_years);
    number_member("open_share", at->open_share);
    name("qualifiers");
    put_strings(at->qualifiers);
    put(",.rules=(const mds_lint_rule[]){\n");
    for (size_t i = 0; i < at->rule_count; i++) {
        put_lint_rule(&at->rules[i]);
    }
    put("{0}}},\n");
}

static void put_term(const mds_term *at)
{
    begin_record("id", at->id);
    text_member("title", &at->title);
    text_member("source", &at->source);
    uint_member("certainty", at->certainty);
    text_member("note", &at->note);
    name("english");
    put_strings(at->english);
    name("japanese");
    put_strings(at->japanese);
    name("exceptions");
    put_strings(at->exceptions);
    put("},\n");
}

/* A table of records and its count, as members of mds_catalog. */
#define TABLE(member, count_member, type, put_one)                                                 \
    do {                                                                                           \
        (void)fprintf(out, "static const %s builtin_" #member "[] = {\n", #type);                  \
        for (size_t i = 0; i < catalog->count_member; i++) {                                       \
            put_one(&catalog->member[i]);                                                          \
        }                                                                                          \
        put("{0}};\n"); /* C has no empty array */                                                 \
    } while (0)

static void put_tables(const mds_catalog *catalog)
{
    TABLE(capabilities, capability_count, mds_capability, put_capability);
    TABLE(facts, fact_count, mds_fact, put_fact);
    TABLE(forms, form_count, mds_form, put_form);
    TABLE(scenarios, scenario_count, mds_scenario, put_scenario);
    TABLE(effects, effect_count, mds_effect, put_effect);
    TABLE(compensating, compensating_count, mds_compensating, put_compensating);
    TABLE(evidence, evidence_count, mds_evidence, put_evidence);
    TABLE(policies, policy_count, mds_policy, put_policy);
    TABLE(calibrations, calibration_count, mds_calibration, put_calibration);
    TABLE(criteria, criterion_count, mds_criterion, put_criterion);
    TABLE(lints, lint_count, mds_lint, put_lint);
    TABLE(documents, document_count, mds_life_document, put_document);
    TABLE(guidelines, guideline_count, mds_guideline, put_guideline);
    TABLE(translations, translation_count, mds_translation, put_translation);
    TABLE(consistency, consistency_count, mds_consistency_rule, put_consistency);
    TABLE(responsibilities, responsibility_count, mds_responsibility_mark, put_responsibility);
    TABLE(contract, contract_count, mds_contract_clause, put_contract_clause);
    TABLE(terms, term_count, mds_term, put_term);
    put("static const mds_crosswalk builtin_crosswalks[] = {\n");
    for (size_t i = 0; i < catalog->crosswalk_count; i++) {
        put_crosswalk(&catalog->crosswalks[i], &catalog->forms[i]);
    }
    put("};\nstatic const catalog_text builtin_texts[] = {\n");
    for (size_t i = 0; i < catalog->index->text_count; i++) {
        put("{");
        put_string(catalog->index->texts[i].key);
        put(",");
        put_text(&catalog->index->texts[i].text);
        put("},\n");
    }
    (void)fprintf(
        out, "};\nstatic const mds_catalog_index builtin_index = {NULL, builtin_texts, %zu};\n",
        catalog->index->text_count);
}

static void put_catalog(const mds_catalog *catalog)
{
    put("/* Generated by mds_catalog_compile from the files of catalog/. */\n"
        "#include \"loader.h\"\n\n");
    put_tables(catalog);
    put("mds_catalog builtin_catalog = {");
    (void)fprintf(out, ".index=&builtin_index");
    string_member("id", catalog->id);
    string_member("version", catalog->version);
    string_member("model", catalog->model);
    string_member("sha256", catalog->sha256);
#define MEMBER(table, count_member)                                                                \
    (void)fprintf(out, ",\n." #table "=builtin_" #table ",." #count_member "=%zu",                 \
                  catalog->count_member)
    MEMBER(capabilities, capability_count);
    MEMBER(facts, fact_count);
    MEMBER(forms, form_count);
    MEMBER(crosswalks, crosswalk_count);
    MEMBER(scenarios, scenario_count);
    MEMBER(effects, effect_count);
    MEMBER(compensating, compensating_count);
    MEMBER(evidence, evidence_count);
    MEMBER(policies, policy_count);
    MEMBER(calibrations, calibration_count);
    MEMBER(criteria, criterion_count);
    MEMBER(lints, lint_count);
    MEMBER(documents, document_count);
    MEMBER(guidelines, guideline_count);
    MEMBER(translations, translation_count);
    MEMBER(consistency, consistency_count);
    MEMBER(responsibilities, responsibility_count);
    MEMBER(contract, contract_count);
    MEMBER(terms, term_count);
#undef MEMBER
    put("};\n");
}

static void print_faults(const mds_diags *diags)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *at = mds_diags_at(diags, i);
        (void)fprintf(stderr, "catalog/%s:%s: MDS%u", at->file, at->where, (unsigned)at->code);
        for (uint32_t k = 0; k < at->arg_count; k++) {
            (void)fprintf(stderr, " %s", at->args[k]);
        }
        (void)fprintf(stderr, "\n");
    }
}

int main(int argc, char **argv)
{
    mds_arena *arena = mds_arena_new(1 << 20, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, 50) : NULL;
    mds_catalog *catalog = NULL;
    int code = 1;

    if (argc == 2 && diags != NULL) {
        const mds_status status = catalog_load_files(&catalog, NULL, diags);
        print_faults(diags);
        out = status == MDS_OK ? fopen(argv[1], "w") : NULL;
    }
    if (out != NULL) {
        put_catalog(catalog);
        code = ferror(out) != 0;
        code = fclose(out) != 0 || code;
    }
    mds_catalog_free(catalog);
    mds_arena_free(arena);
    return code;
}
