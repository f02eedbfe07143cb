/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/export_simulation.h>

#include "base/date.h"
#include "base/num.h"
#include "export_internal.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct put {
    mds_jsonw w;
    const mds_simulation_report *report;
    const mds_catalog *catalog;
    mds_arena *arena;
    mds_lang lang;
} put;

static const char *const kind_names[MDS_INPUT_KIND__COUNT] = {[MDS_INPUT_RATE] = "rate",
                                                              [MDS_INPUT_V1] = "v1",
                                                              [MDS_INPUT_V2] = "v2",
                                                              [MDS_INPUT_EFFECT] = "effectiveness",
                                                              [MDS_INPUT_UNKNOWN] =
                                                                  "unknown_control"};

static const struct {
    const char *name;
    size_t offset;
} spread_members[] = {
    {"mean", offsetof(mds_spread, mean)}, {"standard_error", offsetof(mds_spread, error)},
    {"sd", offsetof(mds_spread, sd)},     {"least", offsetof(mds_spread, least)},
    {"p05", offsetof(mds_spread, p05)},   {"p50", offsetof(mds_spread, p50)},
    {"p95", offsetof(mds_spread, p95)},   {"most", offsetof(mds_spread, most)},
};
enum { SPREAD_MEMBERS = sizeof spread_members / sizeof spread_members[0] };

static double spread_member(const mds_spread *spread, size_t i)
{
    double value;
    memcpy(&value, (const char *)spread + spread_members[i].offset, sizeof value);
    return value;
}

static void put_spread_members(put *p, const mds_spread *spread)
{
    for (size_t i = 0; i < SPREAD_MEMBERS; i++) {
        mds_jsonw_member_number(&p->w, spread_members[i].name, spread_member(spread, i));
    }
}

static void put_spread(put *p, const char *name, const mds_spread *spread)
{
    mds_jsonw_name(&p->w, name);
    mds_jsonw_inline_next(&p->w);
    mds_jsonw_object(&p->w);
    put_spread_members(p, spread);
    mds_jsonw_object_end(&p->w);
}

/* Control of the device or of the hospital, by id and title. */
static void put_control(put *p, uint32_t fact, uint32_t compensating)
{
    bool device = fact != MDS_NO_ORDINAL;
    const mds_text *title =
        device ? &p->catalog->facts[fact].title : &p->catalog->compensating[compensating].title;
    mds_jsonw_member_string(&p->w, device ? "control" : "compensating_control",
                            device ? p->catalog->facts[fact].id
                                   : p->catalog->compensating[compensating].id);
    mds_jsonw_member_string(&p->w, "title", title->in[p->lang]);
}

static void put_input(put *p, const mds_input *input)
{
    mds_jsonw_member_string(&p->w, "input", kind_names[input->kind]);
    if (input->effect != NULL) {
        put_control(p, input->effect->fact, input->effect->compensating);
        mds_jsonw_member_string(&p->w, "acts_on",
                                input->effect->acts_on == MDS_ACTS_ON_V1 ? "v1" : "v2");
    } else if (input->fact != MDS_NO_ORDINAL) {
        put_control(p, input->fact, MDS_NO_ORDINAL);
    }
}

static void begin_item(put *p)
{
    mds_jsonw_inline_next(&p->w);
    mds_jsonw_object(&p->w);
}

static void put_without(put *p, const mds_contributions *c)
{
    mds_jsonw_name(&p->w, "without");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < c->without_count; i++) {
        begin_item(p);
        put_control(p, c->without[i].fact, c->without[i].compensating);
        mds_jsonw_member_number(&p->w, "index", c->without[i].risk);
        mds_jsonw_member_number(&p->w, "added", c->without[i].added);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_shares(put *p, const mds_contributions *c)
{
    mds_jsonw_member_uint(&p->w, "groups", c->group_count);
    mds_jsonw_name(&p->w, "shapley");
    if (c->share_count < c->group_count) {
        mds_jsonw_null(&p->w);
        return;
    }
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < c->share_count; i++) {
        begin_item(p);
        mds_jsonw_member_string(&p->w, "group", c->shares[i].group);
        put_control(p, c->shares[i].fact, c->shares[i].compensating);
        mds_jsonw_member_number(&p->w, "value", c->shares[i].value);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_swings(put *p, const mds_contributions *c)
{
    mds_jsonw_name(&p->w, "tornado");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < c->swing_count; i++) {
        const mds_swing *s = &c->swings[i];
        begin_item(p);
        mds_jsonw_member_string(
            &p->w, "scenario",
            s->scenario != MDS_NO_ORDINAL ? p->catalog->scenarios[s->scenario].id : NULL);
        put_input(p, &s->input);
        mds_jsonw_member_number(&p->w, "at_low", s->at_low);
        mds_jsonw_member_number(&p->w, "at_high", s->at_high);
        mds_jsonw_member_number(&p->w, "index_low", s->risk_low);
        mds_jsonw_member_number(&p->w, "index_high", s->risk_high);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_contributions(put *p)
{
    const mds_contributions *c = p->report->contributions;
    mds_jsonw_name(&p->w, "contributions");
    mds_jsonw_object(&p->w);
    mds_jsonw_member_number(&p->w, "index_r0_expected", c->before);
    mds_jsonw_member_number(&p->w, "index_r2_expected", c->after);
    put_without(p, c);
    put_shares(p, c);
    put_swings(p, c);
    mds_jsonw_object_end(&p->w);
}

static void put_sensitivities(put *p, size_t risk)
{
    if (p->report->sensitivities == NULL) {
        return;
    }
    const mds_sensitivities *s = &p->report->sensitivities[risk];
    mds_jsonw_member_uint(&p->w, "sobol_draws", s->draws);
    mds_jsonw_name(&p->w, "sobol");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < s->count; i++) {
        begin_item(p);
        put_input(p, &s->at[i].input);
        mds_jsonw_member_number(&p->w, "first", s->at[i].first);
        mds_jsonw_member_number(&p->w, "total", s->at[i].total);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_risks(put *p)
{
    const mds_simulation *sim = p->report->simulation;
    mds_jsonw_name(&p->w, "risks");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < sim->risk_count; i++) {
        const mds_risk_spread *risk = &sim->risks[i];
        const mds_scenario *scenario = &p->catalog->scenarios[risk->scenario];
        mds_jsonw_object(&p->w);
        mds_jsonw_member_string(&p->w, "risk_id",
                                mds_risk_id(p->arena, sim->assessment->catalog,
                                            sim->assessment->facts, risk->scenario));
        mds_jsonw_member_string(&p->w, "scenario", scenario->id);
        mds_jsonw_member_string(&p->w, "title", scenario->title.in[p->lang]);
        mds_jsonw_member_string(
            &p->w, "weakest_evidence",
            mds_strength_name(sim->assessment->scenarios[risk->scenario].weakest));
        mds_jsonw_member_bool(&p->w, "no_recorded_event", scenario->no_recorded_event);
        put_spread(p, "frequency", &risk->frequency);
        put_spread(p, "risk", &risk->risk);
        put_spread(p, "rrf", &risk->rrf);
        mds_jsonw_member_number(&p->w, "share_rrf_above_1", risk->above_one);
        mds_jsonw_member_number(&p->w, "share_rrf_above_limit", risk->above_limit);
        put_sensitivities(p, i);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_device(put *p)
{
    const mds_simulation *sim = p->report->simulation;
    put_spread(p, "index", &sim->index);
    mds_jsonw_member_number(&p->w, "share_rrf_above_1", sim->above_one);
    mds_jsonw_member_number(&p->w, "share_rrf_above_limit", sim->above_limit);
    mds_jsonw_member_number(&p->w, "reduce_limit", sim->assessment->policy->reduce_limit);
    mds_jsonw_name(&p->w, "curve");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < MDS_CURVE_POINTS; i++) {
        begin_item(p);
        mds_jsonw_member_number(&p->w, "share_of_draws", sim->curve[i].share);
        mds_jsonw_member_number(&p->w, "index_at_least", sim->curve[i].index);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
    mds_jsonw_name(&p->w, "exceedance");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < sim->exceedance_count; i++) {
        begin_item(p);
        mds_jsonw_member_number(&p->w, "impact_at_least", sim->exceedances[i].impact);
        mds_jsonw_member_number(&p->w, "tolerable", sim->exceedances[i].tolerable);
        put_spread_members(p, &sim->exceedances[i].frequency);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_json(put *p, mds_strbuf *buf)
{
    const mds_simulation *sim = p->report->simulation;
    char day[MDS_DATE_SIZE];

    mds_date_format(day, sim->assessment->as_of);
    mds_jsonw_init(&p->w, buf);
    mds_jsonw_object(&p->w);
    mds_jsonw_member_uint(&p->w, "format_version", 1);
    mds_jsonw_member_string(&p->w, "kind", "simulation");
    mds_jsonw_member_string(&p->w, "as_of", day);
    mds_export__basis_members(&p->w, sim->assessment->catalog, sim->assessment->policy,
                              sim->assessment->facts);
    mds_jsonw_member_string(&p->w, "generator", sim->generator);
    mds_jsonw_member_uint(&p->w, "seed", sim->seed);
    mds_jsonw_member_uint(&p->w, "draws", sim->draws);
    put_device(p);
    put_risks(p);
    put_contributions(p);
    mds_jsonw_object_end(&p->w);
    mds_strbuf_putc(buf, '\n');
}

static void csv_number(mds_strbuf *buf, double value)
{
    char number[MDS_NUM_SIZE];
    mds_num_exact(number, value);
    mds_strbuf_printf(buf, ",%s", number);
}

/* A row: what it is about, its spread, and what the draws rest on. A negative share is none. */
static void csv_row(put *p, mds_strbuf *buf, const char *const about[4], const mds_spread *spread,
                    double above_one, double above_limit)
{
    const mds_simulation *sim = p->report->simulation;
    for (size_t i = 0; i < 4; i++) {
        mds_strbuf_puts(buf, i > 0 ? "," : "");
        mds_export__csv_text(buf, about[i]);
    }
    for (size_t i = 0; i < SPREAD_MEMBERS; i++) {
        csv_number(buf, spread_member(spread, i));
    }
    if (above_one >= 0.0) {
        csv_number(buf, above_one);
        csv_number(buf, above_limit);
    } else {
        mds_strbuf_puts(buf, ",,");
    }
    mds_strbuf_printf(buf, ",%zu,%llu,%s,%s,%s,%s\r\n", sim->draws, (unsigned long long)sim->seed,
                      sim->generator, p->catalog->model, p->catalog->sha256,
                      sim->assessment->policy->sha256);
}

static void put_csv(put *p, mds_strbuf *buf)
{
    const mds_simulation *sim = p->report->simulation;

    mds_strbuf_puts(buf, "\xEF\xBB\xBF"
                         "quantity,risk_id,scenario,title");
    for (size_t i = 0; i < SPREAD_MEMBERS; i++) {
        mds_strbuf_printf(buf, ",%s", spread_members[i].name);
    }
    mds_strbuf_puts(buf, ",share_rrf_above_1,share_rrf_above_limit,draws,seed,generator,model,"
                         "catalog_sha256,policy_sha256\r\n");
    const char *const index[4] = {"index", "", "", ""};
    csv_row(p, buf, index, &sim->index, sim->above_one, sim->above_limit);
    for (size_t i = 0; i < sim->exceedance_count; i++) {
        char name[MDS_NUM_SIZE + 32];
        char impact[MDS_NUM_SIZE];
        mds_num_exact(impact, sim->exceedances[i].impact);
        (void)snprintf(name, sizeof name, "frequency_impact_at_least_%s", impact);
        const char *const about[4] = {name, "", "", ""};
        csv_row(p, buf, about, &sim->exceedances[i].frequency, -1.0, -1.0);
    }
    for (size_t i = 0; i < sim->risk_count; i++) {
        const mds_risk_spread *risk = &sim->risks[i];
        const mds_scenario *scenario = &p->catalog->scenarios[risk->scenario];
        const char *id =
            mds_risk_id(p->arena, sim->assessment->catalog, sim->assessment->facts, risk->scenario);
        const struct {
            const char *name;
            const mds_spread *spread;
        } rows[] = {{"frequency", &risk->frequency}, {"risk", &risk->risk}, {"rrf", &risk->rrf}};
        for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
            const char *const about[4] = {rows[k].name, id != NULL ? id : "", scenario->id,
                                          scenario->title.in[p->lang]};
            csv_row(p, buf, about, rows[k].spread, risk->above_one, risk->above_limit);
        }
    }
}

mds_status mds_export_simulation(const char **out, mds_arena *arena,
                                 const mds_simulation_report *report, mds_export_format format,
                                 mds_lang lang)
{
    put p = {.report = report,
             .catalog = report->simulation->assessment->catalog,
             .arena = arena,
             .lang = lang};
    mds_strbuf buf;

    if (format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) {
        return MDS_EINVAL;
    }
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    if (format == MDS_EXPORT_JSON) {
        put_json(&p, &buf);
    } else {
        put_csv(&p, &buf);
    }
    mds_status status = buf.status;
    const char *text = status == MDS_OK ? mds_strbuf_copy(&buf, arena) : NULL;
    if (status == MDS_OK && text == NULL) {
        status = mds_arena_status(arena);
    }
    mds_strbuf_finish(&buf);
    if (status == MDS_OK) {
        *out = text;
    }
    return status;
}
