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
    mds_compile__begin_record("id", at->id);
    mds_compile__string_member("source", at->source);
    mds_compile__string_member("replaced_by", at->replaced_by);
    mds_compile__string_member("clause", at->clause);
    mds_compile__text_member("title", &at->title);
    mds_compile__put("},\n");
}

static void put_fact(const mds_fact *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__uint_member("kind", at->kind);
    mds_compile__uint_member("capability", at->capability);
    mds_compile__text_member("title", &at->title);
    mds_compile__string_member("group", at->group);
    mds_compile__uint_member("layer", at->layer);
    mds_compile__bool_member("vendor_updates", at->vendor_updates);
    mds_compile__bool_member("deployment", at->deployment);
    mds_compile__bool_member("hospital", at->hospital);
    (void)fprintf(out, ",.closes={%d,%d}", at->closes[false], at->closes[true]);
    name("derived");
    mds_compile__put_condition(&at->derived);
    name("nist_800_53");
    mds_compile__put_strings(at->nist_800_53);
    name("iso_27002");
    mds_compile__put_strings(at->iso_27002);
    name("iec_62443");
    mds_compile__put_strings(at->iec_62443);
    mds_compile__string_member("uncredited", at->uncredited);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__string_member("rationale", at->rationale);
    mds_compile__put("},\n");
}

static void put_scenario(const mds_scenario *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__uint_member("capability", at->capability);
    mds_compile__text_member("title", &at->title);
    mds_compile__text_member("asset", &at->asset);
    mds_compile__text_member("threat", &at->threat);
    mds_compile__text_member("weakness", &at->weakness);
    mds_compile__text_member("consequence", &at->consequence);
    name("opens");
    mds_compile__put_condition(&at->opens);
    mds_compile__bool_member("anchored", at->anchored);
    name("base_rate");
    mds_compile__put_rate(&at->base_rate);
    name("routes");
    mds_compile__put_route_shares(at->routes, at->route_count);
    (void)fprintf(out, ",.route_count=%zu", at->route_count);
    name("route_grounds");
    mds_compile__put_grounds(&at->route_grounds);
    mds_compile__number_member("patch_share", at->patch_share);
    name("patch_grounds");
    mds_compile__put_grounds(&at->patch_grounds);
    name("raises");
    if (mds_compile__begin_list("mds_raise", at->raise_count)) {
        for (size_t i = 0; i < at->raise_count; i++) {
            mds_compile__put("{");
            mds_compile__put_condition(&at->raises[i].when);
            mds_compile__put(",");
            mds_compile__put_number(at->raises[i].factor);
            (void)fprintf(out, ",%d,", (int)at->raises[i].strength);
            mds_compile__put_text(&at->raises[i].rationale);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.raise_count=%zu,.v1=", at->raise_count);
    mds_compile__put_estimate(&at->v1);
    name("v2");
    mds_compile__put_estimate(&at->v2);
    mds_compile__put(",.impact={");
    for (size_t i = 0; i < MDS_PROPERTY__COUNT; i++) {
        mds_compile__put("{");
        mds_compile__put_number(at->impact[i].value);
        mds_compile__put(",");
        mds_compile__put_text(&at->impact[i].reason);
        mds_compile__put("},");
    }
    mds_compile__put("}");
    mds_compile__bool_member("no_recorded_event", at->no_recorded_event);
    name("references");
    if (mds_compile__begin_list("mds_reference", at->reference_count)) {
        for (size_t i = 0; i < at->reference_count; i++) {
            mds_compile__put("{");
            mds_compile__put_string(at->references[i].id);
            mds_compile__put(",");
            mds_compile__put_text(&at->references[i].title);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.reference_count=%zu", at->reference_count);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__put("},\n");
}

static void put_effect(const mds_effect *at)
{
    (void)fprintf(out, "{%luU,%luU,%luU,%d,", (unsigned long)at->scenario, (unsigned long)at->fact,
                  (unsigned long)at->compensating, (int)at->acts_on);
    mds_compile__put_estimate(&at->effectiveness);
    mds_compile__put("},\n");
}

static void put_compensating(const mds_compensating *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__text_member("title", &at->title);
    mds_compile__text_member("acts_on", &at->acts_on);
    mds_compile__string_member("group", at->group);
    mds_compile__uint_member("layer", at->layer);
    name("route_effects");
    mds_compile__put_route_effects(at->route_effects, at->route_effect_count);
    (void)fprintf(out, ",.route_effect_count=%zu", at->route_effect_count);
    mds_compile__bool_member("depth", at->depth);
    mds_compile__uint_member("gate_role", at->gate_role);
    mds_compile__uint_member("gate_closes", at->gate_closes);
    mds_compile__number_member("default_cost", at->default_cost);
    mds_compile__uint_member("certainty", at->certainty);
    mds_compile__text_member("rationale", &at->rationale);
    mds_compile__put("},\n");
}

static void put_evidence(const mds_evidence *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__string_member("subject", at->subject);
    mds_compile__string_member("parameter", at->parameter);
    mds_compile__text_member("published", &at->published);
    mds_compile__string_member("unit", at->unit);
    mds_compile__string_member("conversion", at->conversion);
    mds_compile__string_member("source", at->source);
    mds_compile__string_member("seen", at->seen);
    mds_compile__text_member("caveat", &at->caveat);
    name("value");
    mds_compile__put_triple(&at->value);
    mds_compile__bool_member("has_value", at->has_value);
    mds_compile__uint_member("strength", at->strength);
    mds_compile__put("},\n");
}

static void put_zones(const char *member, const mds_zone *list, size_t count)
{
    name(member);
    if (mds_compile__begin_list("mds_zone", count)) {
        for (size_t i = 0; i < count; i++) {
            mds_compile__put("{");
            mds_compile__put_string(list[i].id);
            mds_compile__put(",");
            mds_compile__put_text(&list[i].title);
            mds_compile__put(",");
            mds_compile__put_literals(list[i].facts, list[i].fact_count);
            mds_compile__put(",");
            mds_compile__put_number(list[i].data_scale);
            mds_compile__put(",");
            mds_compile__put_uint(list[i].without_basis);
            mds_compile__put(",");
            mds_compile__put_grounds(&list[i].grounds);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.%.*s_count=%zu", (int)strlen(member) - 1, member, count);
}

static void put_policy_numbers(const mds_policy_number *list, size_t count)
{
    name("numbers");
    if (mds_compile__begin_list("mds_policy_number", count)) {
        for (size_t i = 0; i < count; i++) {
            mds_compile__put("{");
            mds_compile__put_string(list[i].id);
            mds_compile__put(",");
            mds_compile__put_number(list[i].value);
            mds_compile__put(",");
            mds_compile__put_grounds(&list[i].grounds);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.number_count=%zu", count);
}

static void put_tolerable(const mds_tolerance *list, size_t count)
{
    name("tolerable");
    if (mds_compile__begin_list("mds_tolerance", count)) {
        for (size_t i = 0; i < count; i++) {
            mds_compile__put("{");
            mds_compile__put_number(list[i].impact);
            mds_compile__put(",");
            mds_compile__put_number(list[i].frequency);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
}

static void put_policy(const mds_policy *at)
{
    mds_compile__begin_record("id", at->id);
    mds_compile__string_member("version", at->version);
    mds_compile__text_member("title", &at->title);
    mds_compile__string_member("sha256", at->sha256);
    mds_compile__number_member("common_cause", at->common_cause);
    mds_compile__number_member("evidence_verified", at->evidence_verified);
    mds_compile__number_member("evidence_documented", at->evidence_documented);
    mds_compile__number_member("evidence_self_declared", at->evidence_self_declared);
    mds_compile__number_member("partial", at->partial);
    mds_compile__number_member("eos_half_life", at->eos_half_life);
    mds_compile__number_member("eos_warn_years", at->eos_warn_years);
    mds_compile__number_member("reduce_limit", at->reduce_limit);
    mds_compile__number_member("eos_growth", at->eos_growth);
    mds_compile__number_member("eos_cap", at->eos_cap);
    mds_compile__number_member("confidence", at->confidence);
    mds_compile__number_member("model_sd", at->model_sd);
    mds_compile__number_member("judge_share", at->judge_share);
    mds_compile__number_member("given_share", at->given_share);
    put_tolerable(at->tolerable, at->tolerable_count);
    (void)fprintf(out, ",.tolerable_count=%zu,.profiles=", at->tolerable_count);
    if (mds_compile__begin_list("mds_profile", at->profile_count)) {
        for (size_t i = 0; i < at->profile_count; i++) {
            mds_compile__put("{");
            mds_compile__put_string(at->profiles[i].id);
            mds_compile__put(",");
            mds_compile__put_text(&at->profiles[i].title);
            mds_compile__put(",{");
            for (size_t k = 0; k < MDS_PROPERTY__COUNT; k++) {
                mds_compile__put_number(at->profiles[i].scale[k]);
                mds_compile__put(",");
            }
            mds_compile__put("},");
            mds_compile__put_grounds(&at->profiles[i].grounds);
            mds_compile__put("},");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",.profile_count=%zu", at->profile_count);
    put_policy_numbers(at->numbers, at->number_count);
    put_zones("zones", at->zones, at->zone_count);
    put_zones("data_volumes", at->data_volumes, at->data_volume_count);
    mds_compile__uint_member("default_profile", at->default_profile);
    mds_compile__uint_member("default_zone", at->default_zone);
    mds_compile__uint_member("default_data_volume", at->default_data_volume);
    mds_compile__uint_member("default_country", at->default_country);
    mds_compile__put("},\n");
}

static void put_calibration(const mds_calibration *at)
{
    mds_compile__begin_record("id", at->id);
    name("facts");
    mds_compile__put_literals(at->facts, at->fact_count);
    name("compensating");
    mds_compile__put_ordinals(at->compensating, at->compensating_count);
    mds_compile__number_member("low", at->low);
    mds_compile__number_member("high", at->high);
    name("grounds");
    mds_compile__put_grounds(&at->grounds);
    mds_compile__put("},\n");
}

static void put_mark(const mds_mark *at)
{
    mds_compile__begin_record("sign", at->sign);
    mds_compile__uint_member("meaning", at->meaning);
    mds_compile__uint_member("place", at->place);
    mds_compile__uint_member("answer", (uint32_t)at->answer);
    mds_compile__string_member("ticked", at->ticked);
    mds_compile__string_member("empty", at->empty);
    mds_compile__put("},\n");
}

/* A table of records and its count, as members of mds_catalog. */
#define TABLE(member, count_member, type, put_one)                                                 \
    do {                                                                                           \
        (void)fprintf(out, "static const %s builtin_" #member "[] = {\n", #type);                  \
        for (size_t i = 0; i < catalog->count_member; i++) {                                       \
            put_one(&catalog->member[i]);                                                          \
        }                                                                                          \
        mds_compile__put("{0}};\n"); /* C has no empty array */                                    \
    } while (0)

static void put_tables(const mds_catalog *catalog)
{
    TABLE(capabilities, capability_count, mds_capability, put_capability);
    TABLE(facts, fact_count, mds_fact, put_fact);
    TABLE(spreads, spread_count, mds_rate_spread, mds_compile__put_spread);
    TABLE(anchors, anchor_count, mds_rate, mds_compile__put_anchor);
    TABLE(routes, route_count, mds_route, mds_compile__put_route);
    TABLE(groups, group_count, mds_group, mds_compile__put_group);
    TABLE(patch_states, patch_state_count, mds_patch_state, mds_compile__put_patch_state);
    TABLE(scenarios, scenario_count, mds_scenario, put_scenario);
    TABLE(effects, effect_count, mds_effect, put_effect);
    TABLE(compensating, compensating_count, mds_compensating, put_compensating);
    TABLE(evidence, evidence_count, mds_evidence, put_evidence);
    TABLE(policies, policy_count, mds_policy, put_policy);
    TABLE(calibrations, calibration_count, mds_calibration, put_calibration);
    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT; kind++) {
        if (mds_record_type_of(kind)->list != NULL) {
            mds_compile__put_list(kind, catalog);
        }
    }
    TABLE(marks, mark_count, mds_mark, put_mark);
    mds_compile__put("static const mds_crosswalk builtin_crosswalks[] = {\n");
    for (size_t i = 0; i < catalog->crosswalk_count; i++) {
        mds_compile__put_crosswalk(&catalog->crosswalks[i], &catalog->forms[i]);
    }
    mds_compile__put("};\nstatic const catalog_text builtin_texts[] = {\n");
    for (size_t i = 0; i < catalog->index->text_count; i++) {
        mds_compile__put("{");
        mds_compile__put_string(catalog->index->texts[i].key);
        mds_compile__put(",");
        mds_compile__put_text(&catalog->index->texts[i].text);
        mds_compile__put("},\n");
    }
    (void)fprintf(
        out, "};\nstatic const mds_catalog_index builtin_index = {NULL, builtin_texts, %zu};\n",
        catalog->index->text_count);
}

static void put_catalog(const mds_catalog *catalog)
{
    mds_compile__put("/* Generated by mds_catalog_compile from the files of catalog/. */\n"
                     "#include \"loader.h\"\n\n");
    put_tables(catalog);
    mds_compile__put("mds_catalog mds_catalog__builtin = {");
    (void)fprintf(out, ".index=&builtin_index");
    mds_compile__string_member("id", catalog->id);
    mds_compile__string_member("version", catalog->version);
    mds_compile__string_member("model", catalog->model);
    mds_compile__string_member("sha256", catalog->sha256);
#define MEMBER(table, count_member)                                                                \
    (void)fprintf(out, ",\n." #table "=builtin_" #table ",." #count_member "=%zu",                 \
                  catalog->count_member)
    MEMBER(capabilities, capability_count);
    MEMBER(facts, fact_count);
    MEMBER(crosswalks, crosswalk_count);
    MEMBER(spreads, spread_count);
    MEMBER(anchors, anchor_count);
    MEMBER(routes, route_count);
    MEMBER(groups, group_count);
    MEMBER(patch_states, patch_state_count);
    MEMBER(scenarios, scenario_count);
    MEMBER(effects, effect_count);
    MEMBER(compensating, compensating_count);
    MEMBER(evidence, evidence_count);
    MEMBER(policies, policy_count);
    MEMBER(calibrations, calibration_count);
    MEMBER(marks, mark_count);
#undef MEMBER
    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT; kind++) {
        const mds_record_type *type = mds_record_type_of(kind);
        if (type->list != NULL) {
            (void)fprintf(out, ",.%s=builtin_%s,.%s=%zu", type->list, type->list, type->counter,
                          mds_record_count(catalog, type));
        }
    }
    mds_compile__put(",\n.words={");
    for (size_t i = 0; i < MDS_WORDS__COUNT; i++) {
        mds_compile__put_strings(catalog->words[i]);
        mds_compile__put(",");
    }
    mds_compile__put("}};\n");
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
        const mds_status status = mds_catalog__load_files(&catalog, NULL, diags);
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
