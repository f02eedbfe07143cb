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

static const char *const kind_names[MDS_INPUT_KIND__COUNT] = {
    [MDS_INPUT_ANCHOR] = "anchor", [MDS_INPUT_MODEL] = "own_error",
    [MDS_INPUT_RATE] = "rate",     [MDS_INPUT_V1] = "v1",
    [MDS_INPUT_V2] = "v2",         [MDS_INPUT_EFFECT] = "effectiveness"};

static const struct {
    const char *name;
    size_t offset;
} spread_members[] = {
    {"mean", offsetof(mds_spread, mean)},
    {"standard_error", offsetof(mds_spread, error)},
    {"sd", offsetof(mds_spread, sd)},
    {"least", offsetof(mds_spread, least)},
    {"p05", offsetof(mds_spread, p05)},
    {"p50", offsetof(mds_spread, p50)},
    {"p95", offsetof(mds_spread, p95)},
    {"most", offsetof(mds_spread, most)},
    {"quantile", offsetof(mds_spread, quantile)},
};
enum { SPREAD_MEMBERS = sizeof spread_members / sizeof spread_members[0] };

static double spread_member(const mds_spread *spread, size_t i)
{
    double value;
    memcpy(&value, (const char *)spread + spread_members[i].offset, sizeof value);
    return value;
}

static void put_spread(put *p, const char *name, const mds_spread *spread)
{
    mds_jsonw_name(&p->w, name);
    mds_jsonw_inline_next(&p->w);
    mds_jsonw_object(&p->w);
    for (size_t i = 0; i < SPREAD_MEMBERS; i++) {
        mds_jsonw_member_number(&p->w, spread_members[i].name, spread_member(spread, i));
    }
    mds_jsonw_object_end(&p->w);
}

/* What draws and the closed form say of the same. */
static void put_check(put *p, const mds_spread *times, double within, double rrf, double sure)
{
    put_spread(p, "times_tolerable", times);
    mds_jsonw_member_number(&p->w, "share_within", within);
    mds_jsonw_name(&p->w, "closed_form");
    mds_jsonw_inline_next(&p->w);
    mds_jsonw_object(&p->w);
    mds_jsonw_member_number(&p->w, "rrf", rrf);
    mds_jsonw_member_number(&p->w, "sure", sure);
    mds_jsonw_object_end(&p->w);
}

/* Control of the device or of the hospital, by id and title; or the patch state. */
static void put_control(put *p, uint32_t fact, uint32_t compensating)
{
    const bool device = fact != MDS_NO_ORDINAL;

    if (!device && compensating == MDS_NO_ORDINAL) {
        mds_jsonw_member_string(&p->w, "control", "patch_state");
        return;
    }
    const mds_text *title =
        device ? &p->catalog->facts[fact].title : &p->catalog->compensating[compensating].title;
    mds_jsonw_member_string(&p->w, device ? "control" : "compensating_control",
                            device ? p->catalog->facts[fact].id
                                   : p->catalog->compensating[compensating].id);
    mds_jsonw_member_string(&p->w, "title", title->in[p->lang]);
}

static void put_input(put *p, const mds_input *input)
{
    mds_jsonw_member_string(
        &p->w, "scenario",
        input->scenario != MDS_NO_ORDINAL ? p->catalog->scenarios[input->scenario].id : NULL);
    mds_jsonw_member_string(&p->w, "input", kind_names[input->kind]);
    if (input->kind == MDS_INPUT_EFFECT) {
        put_control(p, input->fact, input->compensating);
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
        mds_jsonw_member_number(&p->w, "times", c->without[i].times);
        mds_jsonw_member_number(&p->w, "added", c->without[i].added);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_shares(put *p, const mds_contributions *c)
{
    mds_jsonw_name(&p->w, "shapley");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < c->share_count; i++) {
        const mds_share *share = &c->shares[i];
        begin_item(p);
        if (share->group != MDS_NO_ORDINAL) {
            mds_jsonw_member_string(&p->w, "group", p->catalog->groups[share->group].id);
            mds_jsonw_member_string(&p->w, "title",
                                    p->catalog->groups[share->group].title.in[p->lang]);
        } else {
            put_control(p, share->fact, share->compensating);
        }
        mds_jsonw_member_number(&p->w, "value", share->value);
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
        put_input(p, &s->input);
        mds_jsonw_member_number(&p->w, "at_low", s->at_low);
        mds_jsonw_member_number(&p->w, "at_high", s->at_high);
        mds_jsonw_member_number(&p->w, "times_low", s->times_low);
        mds_jsonw_member_number(&p->w, "times_high", s->times_high);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_contributions(put *p)
{
    const mds_contributions *c = p->report->contributions;
    mds_jsonw_name(&p->w, "contributions");
    mds_jsonw_object(&p->w);
    mds_jsonw_member_number(&p->w, "mean_r0", c->before);
    mds_jsonw_member_number(&p->w, "mean_r2", c->after);
    put_without(p, c);
    put_shares(p, c);
    put_swings(p, c);
    mds_jsonw_object_end(&p->w);
}

static void put_sensitivities(put *p)
{
    const mds_sensitivities *s = p->report->sensitivities;

    if (s == NULL) {
        return;
    }
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

static const mds_risk *closed_form(const mds_simulation *sim, const mds_risk_spread *risk)
{
    return &sim->assessment->now->risks[risk->scenario];
}

static void put_risks(put *p)
{
    const mds_simulation *sim = p->report->simulation;
    mds_jsonw_name(&p->w, "risks");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < sim->risk_count; i++) {
        const mds_risk_spread *risk = &sim->risks[i];
        const mds_risk *form = closed_form(sim, risk);
        const mds_scenario *scenario = &p->catalog->scenarios[risk->scenario];
        mds_jsonw_object(&p->w);
        mds_jsonw_member_string(&p->w, "risk_id",
                                mds_risk_id(p->arena, sim->assessment->catalog,
                                            sim->assessment->facts, sim->assessment->deployment,
                                            risk->scenario));
        mds_jsonw_member_string(&p->w, "scenario", scenario->id);
        mds_jsonw_member_string(&p->w, "title", scenario->title.in[p->lang]);
        mds_jsonw_member_string(&p->w, "weakest_evidence", mds_strength_name(form->weakest));
        mds_jsonw_member_bool(&p->w, "no_recorded_event", scenario->no_recorded_event);
        put_spread(p, "frequency", &risk->frequency);
        put_check(p, &risk->times, risk->within, form->at[MDS_STAGE_R2].rrf,
                  1.0 - form->at[MDS_STAGE_R2].exceeds);
        mds_jsonw_object_end(&p->w);
    }
    mds_jsonw_array_end(&p->w);
}

static void put_device(put *p)
{
    const mds_simulation *sim = p->report->simulation;
    const mds_device_at *at = &sim->assessment->now->at[MDS_STAGE_R2];

    put_check(p, &sim->times, sim->within, at->rrf, at->sure);
    mds_jsonw_member_number(&p->w, "confidence", sim->assessment->policy->confidence);
    mds_jsonw_name(&p->w, "curve");
    mds_jsonw_array(&p->w);
    for (size_t i = 0; i < MDS_CURVE_POINTS; i++) {
        begin_item(p);
        mds_jsonw_member_number(&p->w, "share_of_draws", sim->curve[i].share);
        mds_jsonw_member_number(&p->w, "times_at_least", sim->curve[i].times);
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
    mds_jsonw_member_uint(&p->w, "format_version", 2);
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
    put_sensitivities(p);
    mds_jsonw_object_end(&p->w);
    mds_strbuf_putc(buf, '\n');
}

static void csv_number(mds_strbuf *buf, double value)
{
    char number[MDS_NUM_SIZE];
    mds_num_exact(number, value);
    mds_strbuf_printf(buf, ",%s", number);
}

/* A row: what it is about, its spread, the closed form, and what the draws rest on. */
static void csv_row(put *p, mds_strbuf *buf, const char *const about[4], const mds_spread *spread,
                    const double checks[3])
{
    const mds_simulation *sim = p->report->simulation;
    for (size_t i = 0; i < 4; i++) {
        mds_strbuf_puts(buf, i > 0 ? "," : "");
        mds_export__csv_text(buf, about[i]);
    }
    for (size_t i = 0; i < SPREAD_MEMBERS; i++) {
        csv_number(buf, spread_member(spread, i));
    }
    for (size_t i = 0; i < 3; i++) {
        csv_number(buf, checks[i]);
    }
    mds_strbuf_printf(buf, ",%zu,%llu,%s,%s,%s,%s\r\n", sim->draws, (unsigned long long)sim->seed,
                      sim->generator, p->catalog->model, p->catalog->sha256,
                      sim->assessment->policy->sha256);
}

static void put_csv(put *p, mds_strbuf *buf)
{
    const mds_simulation *sim = p->report->simulation;
    const mds_device_at *at = &sim->assessment->now->at[MDS_STAGE_R2];

    mds_strbuf_puts(buf, "\xEF\xBB\xBF"
                         "quantity,risk_id,scenario,title");
    for (size_t i = 0; i < SPREAD_MEMBERS; i++) {
        mds_strbuf_printf(buf, ",%s", spread_members[i].name);
    }
    mds_strbuf_puts(buf, ",share_within,closed_form_rrf,closed_form_sure,draws,seed,generator,"
                         "model,catalog_sha256,policy_sha256\r\n");
    const char *const device[4] = {"times_tolerable", "", "", ""};
    const double checks[3] = {sim->within, at->rrf, at->sure};
    csv_row(p, buf, device, &sim->times, checks);
    for (size_t i = 0; i < sim->risk_count; i++) {
        const mds_risk_spread *risk = &sim->risks[i];
        const mds_risk_at *form = &closed_form(sim, risk)->at[MDS_STAGE_R2];
        const mds_scenario *scenario = &p->catalog->scenarios[risk->scenario];
        const char *id = mds_risk_id(p->arena, sim->assessment->catalog, sim->assessment->facts,
                                     sim->assessment->deployment, risk->scenario);
        const char *const about[4] = {"times_tolerable", id != NULL ? id : "", scenario->id,
                                      scenario->title.in[p->lang]};
        const double of_risk[3] = {risk->within, form->rrf, 1.0 - form->exceeds};
        csv_row(p, buf, about, &risk->times, of_risk);
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
