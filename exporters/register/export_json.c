/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register with full digits, every stage and every case: register.schema.json. The texts of
 * the tables are in the register's language, all other names are stable. */
#include "base/date.h"
#include "base/json.h"
#include "base/num.h"
#include "export_internal.h"
#include <string.h>

static const char *const stage_names[MDS_STAGE__COUNT] = {
    [MDS_STAGE_R0] = "r0", [MDS_STAGE_R1] = "r1", [MDS_STAGE_R2] = "r2"};
static const char *const support_names[] = {"unknown", "supported", "past"};

/* Nine digits: what two programs can agree on. */
static void member_nine(mds_jsonw *w, const char *name, double value)
{
    char text[MDS_NUM_SIZE];
    double nine = value;
    mds_num_significant(text, value, 9);
    (void)mds_num_parse(&nine, (mds_sv){text, strlen(text)});
    mds_jsonw_member_number(w, name, nine);
}

static void member_day(mds_jsonw *w, const char *name, int32_t day)
{
    char text[MDS_DATE_SIZE];
    mds_date_format(text, day);
    mds_jsonw_member_string(w, name, day == MDS_DAY_NONE ? NULL : text);
}

static void put_input(mds_jsonw *w, const mds_catalog *catalog, const mds_facts *facts)
{
    mds_jsonw_name(w, "input");
    mds_jsonw_array(w);
    for (size_t i = 0; i < facts->disclosure_count; i++) {
        const mds_disclosure *d = facts->disclosures[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "file", d->file);
        mds_jsonw_member_string(w, "sha256", d->sha256);
        mds_jsonw_member_string(w, "edition", catalog->forms[d->form].edition);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

/* What has refreshed the catalog's ends of systems. */
static void put_life_files(mds_jsonw *w, const mds_catalog *catalog)
{
    if (catalog->life_file_count == 0) {
        return;
    }
    mds_jsonw_name(w, "life_cycle_data");
    mds_jsonw_array(w);
    for (size_t i = 0; i < catalog->life_file_count; i++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "file", catalog->life_files[i].file);
        mds_jsonw_member_string(w, "sha256", catalog->life_files[i].sha256);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

void mds_export__basis_members(mds_jsonw *w, const mds_catalog *catalog, const mds_policy *policy,
                               const mds_facts *facts)
{
    mds_jsonw_member_string(w, "model", catalog->model);
    mds_jsonw_name(w, "catalog");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "id", catalog->id);
    mds_jsonw_member_string(w, "version", catalog->version);
    mds_jsonw_member_string(w, "sha256", catalog->sha256);
    put_life_files(w, catalog);
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "policy");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "id", policy->id);
    mds_jsonw_member_string(w, "version", policy->version);
    mds_jsonw_member_string(w, "sha256", policy->sha256);
    mds_jsonw_object_end(w);
    put_input(w, catalog, facts);
}

static const char *zone_id(const mds_zone *zones, size_t count, uint32_t ordinal)
{
    return ordinal < count ? zones[ordinal].id : NULL;
}

/* The files about vulnerabilities by which its risks are raised. */
static void put_vulnerability_files(mds_jsonw *w, const mds_deployment *deployment)
{
    if (deployment->vulnerability_file_count == 0) {
        return;
    }
    mds_jsonw_name(w, "vulnerability_data");
    mds_jsonw_array(w);
    for (size_t i = 0; i < deployment->vulnerability_file_count; i++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "file", deployment->vulnerability_files[i].name);
        mds_jsonw_member_string(w, "sha256", deployment->vulnerability_files[i].sha256);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_deployment(mds_jsonw *w, const mds_risk_assessment *as)
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
    for (int f = 0; f < MDS_ASSET__COUNT; f++) {
        mds_jsonw_member_string(w, mds_asset_name((mds_asset_field)f), c->asset[f]);
    }
    member_day(w, "end_of_life", c->end_of_life);
    member_day(w, "end_of_support", c->end_of_support);
    mds_jsonw_member_bool(w, "zone_declared", as->zone_declared);
    mds_jsonw_member_string(w, "life_cycle", mds_lifecycle_name(as->lifecycle));
    mds_jsonw_member_bool(w, "legacy", as->legacy);
    mds_jsonw_member_number(w, "hospital_rate_factor", c->hospital_rate_factor);
    put_vulnerability_files(w, c);
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

static void put_device_at(mds_jsonw *w, const char *name, const mds_device_at *at)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    member_nine(w, "mean", at->sum.mean);
    member_nine(w, "second_moment", at->sum.second);
    member_nine(w, "rrf", at->rrf);
    member_nine(w, "sure", at->sure);
    mds_jsonw_object_end(w);
}

static void put_helps(mds_jsonw *w, const mds_risk_assessment *as)
{
    mds_jsonw_name(w, "helps");
    mds_jsonw_array(w);
    for (size_t i = 0; i < as->help_count; i++) {
        const mds_help *help = &as->helps[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "kind", as->catalog->compensating[help->compensating].id);
        member_nine(w, "rrf_after", help->rrf_after);
        member_nine(w, "factor", help->factor);
        mds_jsonw_member_string(w, "verdict", mds_verdict_name(help->verdict));
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

/* What the verdict rests on. */
static void put_known(mds_jsonw *w, const mds_risk_assessment *as)
{
    const bool past = as->lifecycle == MDS_LIFECYCLE_END_OF_SUPPORT;
    mds_jsonw_member_string(w, "support", support_names[!as->support_known ? 0 : past ? 2 : 1]);
    member_day(w, "supported_until_at_least", as->supported_until_at_least);
    member_nine(w, "known", as->known);
    mds_jsonw_member_uint(w, "facts_asked", as->asked);
    mds_jsonw_member_uint(w, "facts_open", as->open);
    mds_jsonw_member_string(w, "patch_state", as->catalog->patch_states[as->now->patch].id);
    member_nine(w, "patch_factor", as->now->patch_factor);
    mds_jsonw_member_bool(w, "networked", as->now->networked);
    mds_jsonw_name(w, "not_given");
    mds_jsonw_array(w);
    for (size_t i = 0; i < as->facts->left_out_count; i++) {
        const mds_left_out *form = &as->facts->left_out[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "edition", as->catalog->forms[form->disclosure->form].edition);
        mds_jsonw_member_string(w, "file", form->disclosure->file);
        mds_jsonw_member_uint(w, "answered", form->answered);
        mds_jsonw_member_uint(w, "questions", form->questions);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_summary(mds_jsonw *w, const mds_register *reg)
{
    const mds_risk_assessment *as = reg->assessment;
    const mds_device_at *best = &as->best->at[MDS_STAGE_R2];
    mds_jsonw_name(w, "summary");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(as->verdict));
    member_nine(w, "rrf", as->now->at[MDS_STAGE_R2].rrf);
    member_nine(w, "sure", as->now->at[MDS_STAGE_R2].sure);
    mds_jsonw_member_string(w, "verdict_by_number", mds_verdict_name(as->now->by_number));
    mds_jsonw_member_string(w, "gate", mds_verdict_name(as->now->gate));
    mds_jsonw_member_string(w, "not_judged_because",
                            as->unjudged == MDS_UNJUDGED_NOT ? NULL
                                                             : mds_unjudged_name(as->unjudged));
    mds_jsonw_member_string(w, "verdict_best", mds_verdict_name(as->best->verdict));
    member_nine(w, "rrf_best", best->rrf);
    member_nine(w, "sure_best", best->sure);
    put_known(w, as);
    mds_jsonw_name(w, "stages");
    mds_jsonw_object(w);
    for (int s = 0; s < MDS_STAGE__COUNT; s++) {
        put_device_at(w, stage_names[s], &as->now->at[s]);
    }
    mds_jsonw_object_end(w);
    member_nine(w, "anchor_mean", as->device.anchor.mean);
    member_nine(w, "anchor_second_moment", as->device.anchor.second);
    mds_jsonw_member_uint(w, "answered", reg->answered);
    mds_jsonw_member_uint(w, "unknown", reg->unknown);
    put_helps(w, as);
    mds_jsonw_object_end(w);
}

static void put_stage(mds_jsonw *w, const char *name, const mds_risk_at *at)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    member_nine(w, "patch_factor", at->patch);
    member_nine(w, "unpatched", at->unpatched);
    member_nine(w, "phi", at->phi);
    member_nine(w, "frequency", at->frequency);
    member_nine(w, "quantile", at->quantile);
    member_nine(w, "rrf", at->rrf);
    member_nine(w, "exceeds", at->exceeds);
    member_nine(w, "part", at->part);
    member_nine(w, "share", at->share);
    mds_jsonw_object_end(w);
}

static void put_paths(mds_jsonw *w, const mds_catalog *catalog, const mds_risk *risk)
{
    mds_jsonw_name(w, "routes");
    mds_jsonw_array(w);
    for (size_t i = 0; i < risk->path_count; i++) {
        const mds_path *path = &risk->paths[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "route", catalog->routes[path->route].id);
        mds_jsonw_member_bool(w, "open", path->open);
        member_nine(w, "share", path->share);
        member_nine(w, "raise", path->raise);
        for (int s = 0; s < MDS_STAGE__COUNT && path->open; s++) {
            static const char *const names[] = {"f_r0", "f_r1", "f_r2"};
            member_nine(w, names[s], path->f[s]);
        }
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_route_ids(mds_jsonw *w, const char *name, const mds_catalog *catalog,
                          mds_route_bits bits)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (size_t r = 0; r < catalog->route_count; r++) {
        if ((bits >> r & 1U) != 0) {
            mds_jsonw_string(w, catalog->routes[r].id);
        }
    }
    mds_jsonw_array_end(w);
}

static void put_members(mds_jsonw *w, const mds_catalog *catalog, const mds_risk *risk)
{
    mds_jsonw_name(w, "controls");
    mds_jsonw_array(w);
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "control",
                                member->fact != MDS_NO_ORDINAL
                                    ? catalog->facts[member->fact].id
                                    : catalog->compensating[member->compensating].id);
        mds_jsonw_member_string(
            w, "layer",
            member->layer < catalog->group_count ? catalog->groups[member->layer].id : NULL);
        member_nine(w, "e", member->mean);
        member_nine(w, "a", member->a);
        member_nine(w, "d", member->d);
        member_nine(w, "g", member->g);
        member_nine(w, "left", member->left);
        put_route_ids(w, "routes", catalog, member->routes);
        put_route_ids(w, "leads", catalog, member->leads[MDS_STAGE_R2]);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_numbers(mds_jsonw *w, const mds_catalog *catalog, const mds_risk *risk)
{
    const mds_scenario *scenario = &catalog->scenarios[risk->scenario];
    const mds_risk_constants *c = risk->constants;
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(risk->verdict));
    mds_jsonw_member_string(w, "level", mds_level_name(risk->word));
    mds_jsonw_member_string(w, "weakest_evidence", mds_strength_name(risk->weakest));
    mds_jsonw_member_bool(w, "anchored", scenario->anchored);
    member_nine(w, "rate_mode", scenario->base_rate.mode);
    member_nine(w, "rate_spread", scenario->base_rate.spread);
    member_nine(w, "rate_mean", c->rate.mean);
    member_nine(w, "raised", risk->raised);
    member_nine(w, "patch_share", scenario->patch_share);
    member_nine(w, "v1", c->v1.mean);
    member_nine(w, "v2", c->v2.mean);
    member_nine(w, "rho", c->rho);
    member_nine(w, "variance", c->variance);
    member_nine(w, "factor", c->factor);
    mds_jsonw_name(w, "impact");
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (int p = 0; p < MDS_PROPERTY__COUNT; p++) {
        member_nine(w, mds_property_name((mds_property)p), risk->impact[p]);
    }
    mds_jsonw_object_end(w);
    member_nine(w, "tolerable", risk->tolerable);
    mds_jsonw_name(w, "stages");
    mds_jsonw_object(w);
    for (int s = 0; s < MDS_STAGE__COUNT; s++) {
        put_stage(w, stage_names[s], &risk->at[s]);
    }
    mds_jsonw_object_end(w);
    put_paths(w, catalog, risk);
    put_members(w, catalog, risk);
}

static size_t column_of(const mds_table *table, const char *id)
{
    size_t c = 0;
    while (c + 1 < table->column_count && strcmp(table->columns[c].id, id) != 0) {
        c++;
    }
    return c;
}

static void put_risk(mds_jsonw *w, const mds_register *reg, const mds_risk *risk,
                     const mds_table *table, size_t row)
{
    const mds_catalog *catalog = reg->assessment->catalog;
    const mds_scenario *scenario = &catalog->scenarios[risk->scenario];
    const size_t id = column_of(table, "risk_id");

    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "risk_id", table->cells[row * table->column_count + id].text);
    mds_jsonw_member_string(w, "scenario", scenario->id);
    mds_jsonw_member_bool(w, "applies", risk->applies);
    mds_jsonw_member_bool(w, "no_recorded_event", scenario->no_recorded_event);
    if (risk->applies) {
        put_numbers(w, catalog, risk);
    }
    mds_jsonw_name(w, "row");
    mds_export__row(w, table, row);
    mds_jsonw_object_end(w);
}

/* The risks that apply in ranking order, then the others in the catalog's order. */
static void put_risks(mds_jsonw *w, const mds_register *reg)
{
    const mds_risk_assessment *as = reg->assessment;
    size_t row = 0;

    mds_jsonw_name(w, "risks");
    mds_jsonw_array(w);
    for (size_t i = 0; i < as->ranked_count; i++) {
        put_risk(w, reg, &as->now->risks[as->ranking[i]], &reg->tables[MDS_TABLE_RISKS], i);
    }
    for (size_t i = 0; i < as->now->risk_count; i++) {
        if (!as->now->risks[i].applies) {
            put_risk(w, reg, &as->now->risks[i], &reg->tables[MDS_TABLE_NOT_APPLICABLE], row++);
        }
    }
    mds_jsonw_array_end(w);
}

void mds_export__json(mds_strbuf *out, const mds_register *reg, bool line)
{
    const mds_risk_assessment *as = reg->assessment;
    mds_jsonw w;
    mds_jsonw_init(&w, out);
    if (line) {
        mds_jsonw_inline_next(&w);
    }
    mds_jsonw_object(&w);
    mds_jsonw_member_uint(&w, "format_version", MDS_REGISTER_FORMAT_VERSION);
    mds_jsonw_member_string(&w, "kind", "register");
    mds_jsonw_member_string(&w, "lang", mds_lang_name(reg->lang));
    mds_jsonw_member_string(&w, "title", reg->title);
    put_device(&w, reg);
    member_day(&w, "as_of", as->as_of);
    mds_export__basis_members(&w, as->catalog, as->policy, as->facts);
    put_deployment(&w, as);
    put_summary(&w, reg);
    mds_export__table(&w, &reg->tables[MDS_TABLE_LEAD]);
    put_risks(&w, reg);
    mds_export__table(&w, &reg->tables[MDS_TABLE_LEFT]);
    mds_export__table(&w, &reg->tables[MDS_TABLE_EVIDENCE]);
    mds_export__table(&w, &reg->tables[MDS_TABLE_UNKNOWNS]);
    mds_export__table(&w, &reg->tables[MDS_TABLE_DIAGNOSTICS]);
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(out, '\n');
}
