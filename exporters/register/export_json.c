/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register with full digits, every stage and every case: register.schema.json. The texts of
 * the tables are in the register's language, all other names are stable. */
#include "base/date.h"
#include "base/json.h"
#include "export_internal.h"
#include <string.h>

static const char *const stage_names[MDS_STAGE__COUNT] = {
    [MDS_STAGE_R0] = "r0", [MDS_STAGE_R1] = "r1", [MDS_STAGE_R2] = "r2"};
static const char *const case_names[MDS_CASE__COUNT] = {
    [MDS_CASE_LO] = "lo", [MDS_CASE_EXPECTED] = "expected", [MDS_CASE_HI] = "hi"};
static const char *const gate_names[MDS_GATE_KIND__COUNT] = {
    [MDS_GATE_EOS_NETWORKED] = "eos_networked",
    [MDS_GATE_EOS_PERIMETER_ALONE] = "eos_perimeter_alone"};
static const char *const truth_names[] = {
    [MDS_FALSE] = "false", [MDS_UNKNOWN] = "unknown", [MDS_TRUE] = "true"};

static void member_day(mds_jsonw *w, const char *name, int32_t day)
{
    char text[MDS_DATE_SIZE];
    mds_date_format(text, day);
    mds_jsonw_member_string(w, name, day == MDS_DAY_NONE ? NULL : text);
}

static void member_cases(mds_jsonw *w, const char *name, const double values[MDS_CASE__COUNT])
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (int c = 0; c < MDS_CASE__COUNT; c++) {
        mds_jsonw_member_number(w, case_names[c], values[c]);
    }
    mds_jsonw_object_end(w);
}

static void put_input(mds_jsonw *w, const mds_assessment *as)
{
    mds_jsonw_name(w, "input");
    mds_jsonw_array(w);
    for (size_t i = 0; i < as->facts->disclosure_count; i++) {
        const mds_disclosure *d = as->facts->disclosures[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "file", d->file);
        mds_jsonw_member_string(w, "sha256", d->sha256);
        mds_jsonw_member_string(w, "edition", as->catalog->forms[d->form].edition);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

void mds_export__basis_members(mds_jsonw *w, const mds_assessment *as)
{
    mds_jsonw_member_string(w, "model", as->catalog->model);
    mds_jsonw_name(w, "catalog");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "id", as->catalog->id);
    mds_jsonw_member_string(w, "version", as->catalog->version);
    mds_jsonw_member_string(w, "sha256", as->catalog->sha256);
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "policy");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "id", as->policy->id);
    mds_jsonw_member_string(w, "version", as->policy->version);
    mds_jsonw_member_string(w, "sha256", as->policy->sha256);
    mds_jsonw_object_end(w);
    put_input(w, as);
}

static const char *zone_id(const mds_zone *zones, size_t count, uint32_t ordinal)
{
    return ordinal < count ? zones[ordinal].id : NULL;
}

static void put_deployment(mds_jsonw *w, const mds_assessment *as)
{
    const mds_deployment *c = as->deployment;
    const mds_policy *p = as->policy;
    mds_jsonw_name(w, "deployment");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "context", c->file);
    mds_jsonw_member_string(w, "sha256", c->sha256[0] != '\0' ? c->sha256 : NULL);
    mds_jsonw_member_string(w, "name", c->name);
    mds_jsonw_member_string(w, "clinical_profile",
                            c->profile < p->profile_count ? p->profiles[c->profile].id : NULL);
    mds_jsonw_member_string(w, "network_zone", zone_id(p->zones, p->zone_count, c->zone));
    mds_jsonw_member_string(w, "data_volume",
                            zone_id(p->data_volumes, p->data_volume_count, c->data_volume));
    mds_jsonw_member_string(w, "country", mds_country_name(c->country));
    member_day(w, "end_of_life", c->end_of_life);
    member_day(w, "end_of_support", c->end_of_support);
    mds_jsonw_member_string(w, "life_cycle", mds_lifecycle_name(as->lifecycle));
    mds_jsonw_member_bool(w, "legacy", as->legacy);
    mds_jsonw_member_number(w, "hospital_rate_factor", c->hospital_rate_factor);
    mds_jsonw_object_end(w);
}

static void put_device(mds_jsonw *w, const mds_register *reg)
{
    const mds_facts *facts = reg->assessment->facts;
    mds_jsonw_name(w, "device");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "label", reg->device_label);
    if (facts->disclosure_count > 0) {
        mds_export__device_members(w, facts->disclosures[0]);
    }
    mds_jsonw_object_end(w);
}

static void put_summary(mds_jsonw *w, const mds_register *reg)
{
    const mds_assessment *as = reg->assessment;
    mds_jsonw_name(w, "summary");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(as->verdict));
    for (int c = 0; c < MDS_CASE__COUNT; c += MDS_CASE_HI) {
        mds_jsonw_member_string(w, c == MDS_CASE_LO ? "verdict_lo" : "verdict_hi",
                                mds_verdict_name(as->verdict_at[c]));
    }
    for (int s = 0; s < MDS_STAGE__COUNT; s++) {
        member_cases(w, stage_names[s], as->index[s]);
    }
    mds_jsonw_member_number(w, "judgement_share", as->judgement_share);
    mds_jsonw_member_uint(w, "answered", reg->answered);
    mds_jsonw_member_uint(w, "unknown", reg->unknown);
    mds_jsonw_name(w, "gates");
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (int g = 0; g < MDS_GATE_KIND__COUNT; g++) {
        if (as->gate[g]) {
            mds_jsonw_string(w, gate_names[g]);
        }
    }
    mds_jsonw_array_end(w);
    mds_jsonw_object_end(w);
}

static void put_result(mds_jsonw *w, const char *name, const mds_result *at)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_number(w, "f1", at->f1);
    mds_jsonw_member_number(w, "f2", at->f2);
    mds_jsonw_member_number(w, "vres", at->vres);
    mds_jsonw_member_number(w, "frequency", at->frequency);
    mds_jsonw_member_number(w, "likelihood", at->likelihood);
    mds_jsonw_member_number(w, "risk", at->risk);
    mds_jsonw_member_number(w, "rrf", at->rrf);
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(at->verdict));
    mds_jsonw_object_end(w);
}

static const char *effect_id(const mds_catalog *catalog, const mds_effect *effect)
{
    return effect->fact != MDS_NO_ORDINAL ? catalog->facts[effect->fact].id
                                          : catalog->compensating[effect->compensating].id;
}

static void put_credits(mds_jsonw *w, const mds_catalog *catalog, const mds_scenario_result *s)
{
    mds_jsonw_name(w, "credits");
    mds_jsonw_array(w);
    for (size_t i = 0; i < s->credit_count; i++) {
        const mds_credit *credit = &s->credits[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "control", effect_id(catalog, credit->effect));
        mds_jsonw_member_string(w, "acts_on",
                                credit->effect->acts_on == MDS_ACTS_ON_V1 ? "v1" : "v2");
        mds_jsonw_member_string(w, "group", credit->group);
        mds_jsonw_member_string(w, "state", truth_names[credit->truth]);
        mds_jsonw_member_number(w, "e", credit->e);
        mds_jsonw_member_number(w, "g", credit->g);
        mds_jsonw_member_number(w, "decay", credit->decay);
        mds_jsonw_member_number(w, "cap", credit->cap);
        member_cases(w, "a", credit->a);
        member_cases(w, "x", credit->x);
        mds_jsonw_member_bool(w, "leads", credit->leads[MDS_CASE_EXPECTED]);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_options(mds_jsonw *w, const mds_catalog *catalog, const mds_scenario_result *s)
{
    mds_jsonw_name(w, "options");
    mds_jsonw_array(w);
    for (size_t i = 0; i < s->option_count; i++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "control", effect_id(catalog, s->options[i].effect));
        mds_jsonw_member_number(w, "rrf_after", s->options[i].rrf_after);
        mds_jsonw_member_number(w, "factor", s->options[i].factor);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_numbers(mds_jsonw *w, const mds_catalog *catalog, const mds_scenario_result *s)
{
    mds_jsonw_member_string(w, "level", mds_level_name(s->level));
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(s->verdict));
    mds_jsonw_member_bool(w, "gated", s->gated);
    mds_jsonw_member_string(w, "sp80030_word", mds_level_name(s->risk_word));
    mds_jsonw_member_string(w, "number_word", mds_level_name(s->number_word));
    mds_jsonw_member_string(w, "weakest_evidence", mds_strength_name(s->weakest));
    mds_jsonw_member_number(w, "rate", s->rate);
    mds_jsonw_member_number(w, "eos_rate", s->eos_rate);
    member_cases(w, "lambda", s->lambda);
    mds_jsonw_name(w, "impact");
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (int p = 0; p < MDS_PROPERTY__COUNT; p++) {
        mds_jsonw_member_number(w, mds_property_name((mds_property)p), s->impact[p]);
    }
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "stages");
    mds_jsonw_object(w);
    for (int stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        mds_jsonw_name(w, stage_names[stage]);
        mds_jsonw_object(w);
        for (int c = 0; c < MDS_CASE__COUNT; c++) {
            put_result(w, case_names[c], &s->at[stage][c]);
        }
        mds_jsonw_object_end(w);
    }
    mds_jsonw_object_end(w);
    put_credits(w, catalog, s);
    put_options(w, catalog, s);
}

static size_t column_of(const mds_table *table, const char *id)
{
    size_t c = 0;
    while (c + 1 < table->column_count && strcmp(table->columns[c].id, id) != 0) {
        c++;
    }
    return c;
}

/* The rows of the register table stand in ranking order, then come the scenarios that do not
 * apply in the catalog's order (register.h). */
static void put_risks(mds_jsonw *w, const mds_register *reg)
{
    const mds_assessment *as = reg->assessment;
    const mds_table *table = &reg->tables[MDS_TABLE_RISKS];
    size_t id_column = column_of(table, "risk_id");
    size_t next = 0;
    mds_jsonw_name(w, "risks");
    mds_jsonw_array(w);
    for (size_t i = 0; i < table->row_count; i++) {
        bool applies = i < as->ranked_count;
        while (!applies && as->scenarios[next].open != MDS_FALSE) {
            next++;
        }
        const mds_scenario_result *s = &as->scenarios[applies ? as->ranking[i] : next++];
        const mds_scenario *scenario = &as->catalog->scenarios[s->scenario];
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "risk_id",
                                table->cells[i * table->column_count + id_column].text);
        mds_jsonw_member_string(w, "scenario", scenario->id);
        mds_jsonw_member_bool(w, "applies", applies);
        mds_jsonw_member_bool(w, "no_recorded_event", scenario->no_recorded_event);
        if (applies) {
            put_numbers(w, as->catalog, s);
        }
        mds_jsonw_name(w, "row");
        mds_export__row(w, table, i);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

void mds_export__json(mds_strbuf *out, const mds_register *reg)
{
    const mds_assessment *as = reg->assessment;
    mds_jsonw w;
    mds_jsonw_init(&w, out);
    mds_jsonw_object(&w);
    mds_jsonw_member_uint(&w, "format_version", MDS_REGISTER_FORMAT_VERSION);
    mds_jsonw_member_string(&w, "kind", "register");
    mds_jsonw_member_string(&w, "lang", mds_lang_name(reg->lang));
    mds_jsonw_member_string(&w, "title", reg->title);
    put_device(&w, reg);
    member_day(&w, "as_of", as->as_of);
    mds_export__basis_members(&w, as);
    put_deployment(&w, as);
    put_summary(&w, reg);
    put_risks(&w, reg);
    mds_export__table(&w, &reg->tables[MDS_TABLE_EVIDENCE]);
    mds_export__table(&w, &reg->tables[MDS_TABLE_UNKNOWNS]);
    mds_export__table(&w, &reg->tables[MDS_TABLE_DIAGNOSTICS]);
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(out, '\n');
}
