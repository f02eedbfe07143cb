/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sum of one risk, in the order in which one would do it by hand (docs/method/model.md). */
#include "explain_internal.h"
#include <string.h>

enum { EXPLAIN_LIMIT = 1 << 22, OPTIONS_SHOWN = 10 };

static const char *const stage_names[MDS_STAGE__COUNT] = {
    [MDS_STAGE_R0] = "R0", [MDS_STAGE_R1] = "R1", [MDS_STAGE_R2] = "R2"};

static void put_head(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_assessment *as = r->as;
    mds_strbuf_printf(&x->out, "%s: %s\n", x->risk_id, mds_reg__in(r, &x->scenario->title));
    mds_explain__field(x, 2, mds_explain__label(x, "column.device"), mds_words__device(r));
    mds_explain__field(x, 2, mds_explain__label(x, "summary.as_of"), mds_reg__date(r, as->as_of));
    mds_explain__field(x, 2, mds_explain__label(x, "summary.model"), r->catalog->model);
    mds_explain__field(
        x, 2, mds_explain__label(x, "summary.catalog"),
        mds_reg__format(r, "catalog.name", r->catalog->id, r->catalog->version, NULL));
    mds_explain__field(x, 2, mds_explain__label(x, "summary.policy"), mds_words__policy(r));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.asset"),
                       mds_reg__in(r, &x->scenario->asset));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.threat"),
                       mds_reg__in(r, &x->scenario->threat));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.weakness"),
                       mds_reg__in(r, &x->scenario->weakness));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.consequence"),
                       mds_reg__in(r, &x->scenario->consequence));
    mds_strbuf opens;
    mds_strbuf_init(&opens, 1 << 16);
    mds_proof__append_condition(r, &opens, &x->scenario->opens);
    mds_explain__field(x, 2, mds_explain__label(x, "explain.opens"), mds_reg__copy(r, &opens));
    mds_strbuf_finish(&opens);
}

void mds_explain__cite(mds_explanation *x, mds_strbuf *text, const mds_estimate *estimate)
{
    for (size_t i = 0; i < estimate->evidence_count; i++) {
        uint32_t ordinal = estimate->evidence[i];
        mds_strbuf_printf(text, "%s%s", i == 0 ? "; " : ", ", x->r.catalog->evidence[ordinal].id);
        if (x->cited != NULL) {
            x->cited[ordinal] = 1;
        }
    }
    if (estimate->rationale[0] != '\0') {
        mds_strbuf_printf(text, "; %s", estimate->rationale);
    }
}

static void put_sources(mds_explanation *x)
{
    mds_explain__heading(x, "explain.sources_heading");
    for (size_t i = 0; i < x->r.catalog->evidence_count; i++) {
        const mds_evidence *evidence = &x->r.catalog->evidence[i];
        if (x->cited == NULL || x->cited[i] == 0) {
            continue;
        }
        mds_strbuf text;
        mds_strbuf_init(&text, 1 << 16);
        mds_strbuf_printf(&text, "%s: %s; %s", evidence->id, evidence->published, evidence->source);
        if (evidence->caveat[0] != '\0') {
            mds_strbuf_printf(&text, "; %s", evidence->caveat);
        }
        mds_explain__paragraph(x, 2, mds_reg__copy(&x->r, &text));
        mds_strbuf_finish(&text);
    }
}

/* A catalog number with its range, strength, sources and rationale. */
static void put_estimate(mds_explanation *x, const char *label, const mds_estimate *estimate)
{
    mds_reg *r = &x->r;
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_reg__append(r, &text, "explain.estimate", mds_explain__number(x, estimate->value.mode),
                    mds_explain__number(x, estimate->value.low),
                    mds_explain__number(x, estimate->value.high),
                    mds_words__strength(r, estimate->strength), NULL);
    mds_explain__cite(x, &text, estimate);
    mds_explain__field(x, 2, label, mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
}

static void put_raises(mds_explanation *x, mds_strbuf *product)
{
    mds_reg *r = &x->r;
    for (size_t i = 0; i < x->scenario->raise_count; i++) {
        const mds_raise *raise = &x->scenario->raises[i];
        double factor = x->result->raise[MDS_CASE_EXPECTED][i];
        mds_strbuf when;
        mds_strbuf_init(&when, 1 << 16);
        mds_proof__append_condition(r, &when, &raise->when);
        const char *condition = mds_reg__copy(r, &when);
        mds_strbuf_finish(&when);
        const char *value =
            factor != 1 ? mds_reg__format(r, "explain.raised", mds_explain__number(x, factor),
                                          condition, mds_words__strength(r, raise->strength), NULL)
                        : mds_reg__format(r, "explain.not_raised",
                                          mds_explain__number(x, raise->factor), condition, NULL);
        mds_explain__field(x, 2, mds_explain__label(x, "explain.raise"), value);
        if (factor != 1) {
            mds_strbuf_printf(product, " * %s", mds_explain__number(x, factor));
        }
    }
}

static void put_rate(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_deployment *deployment = r->as->deployment;
    const mds_policy *policy = r->as->policy;
    mds_explain__heading(x, "explain.rate_heading");
    const char *country = mds_reg__named(r, "country", mds_country_name(deployment->country));
    put_estimate(x, mds_reg__format(r, "explain.rate", country, NULL),
                 &x->scenario->rate[deployment->country]);
    mds_strbuf product;
    mds_strbuf_init(&product, 1 << 16);
    mds_strbuf_puts(&product, mds_explain__number(x, x->result->rate));
    put_raises(x, &product);
    if (x->result->eos_rate != 1) {
        mds_explain__field(x, 2, mds_explain__label(x, "explain.eos_rate"),
                           mds_reg__format(r, "explain.eos_rate_sum",
                                           mds_explain__number(x, policy->eos_rho),
                                           mds_explain__number(x, r->as->years_past_eos),
                                           mds_explain__number(x, policy->eos_rate_cap),
                                           mds_explain__number(x, x->result->eos_rate), NULL));
        mds_strbuf_printf(&product, " * %s", mds_explain__number(x, x->result->eos_rate));
    }
    if (deployment->hospital_rate_factor != 1) {
        const char *factor = mds_explain__number(x, deployment->hospital_rate_factor);
        mds_explain__field(x, 2, mds_explain__label(x, "summary.rate_factor"), factor);
        mds_strbuf_printf(&product, " * %s", factor);
    }
    if (strchr(product.p, '*') != NULL) {
        mds_strbuf_printf(&product, " = %s",
                          mds_explain__number(x, x->result->lambda[MDS_CASE_EXPECTED]));
    }
    mds_explain__field(x, 2, "lambda", mds_reg__copy(r, &product));
    mds_strbuf_finish(&product);
    mds_explain__field(x, 2, mds_explain__label(x, "explain.range"),
                       mds_reg__format(r, "explain.range_value",
                                       mds_explain__number(x, x->result->lambda[MDS_CASE_LO]),
                                       mds_explain__number(x, x->result->lambda[MDS_CASE_HI]),
                                       NULL));
}

static void put_impact(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_deployment *deployment = r->as->deployment;
    const mds_policy *policy = r->as->policy;
    double frequency = x->result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].frequency;
    mds_explain__heading(x, "explain.impact_heading");
    for (int p = 0; p < MDS_PROPERTY__COUNT; p++) {
        const mds_impact *impact = &x->scenario->impact[p];
        double scaled = x->result->impact[p];
        double tolerable = mds_model_tolerable(policy, scaled);
        const char *volume =
            p == MDS_PROPERTY_SECURITY
                ? mds_reg__format(r, "explain.times",
                                  mds_explain__number(
                                      x, policy->data_volumes[deployment->data_volume].data_scale),
                                  NULL)
                : "";
        const char *property = mds_reg__named(r, "property", mds_property_name((mds_property)p));
        const char *sum = mds_reg__format(
            r, scaled > 0 ? "explain.impact" : "explain.impact_none",
            mds_explain__number(x, impact->value),
            mds_explain__number(x, policy->profiles[deployment->profile].scale[p]), volume,
            mds_explain__number(x, scaled), mds_explain__number(x, tolerable),
            mds_explain__number(x, frequency), mds_explain__number(x, frequency / tolerable),
            mds_reg__in(r, &impact->reason), NULL);
        mds_explain__field(x, 2, property, sum);
    }
    const mds_result *at = &x->result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    mds_explain__field(x, 2, mds_explain__label(x, "explain.rrf"),
                       mds_reg__format(r, "explain.rrf_value", mds_explain__number(x, at->rrf),
                                       mds_words__verdict(r, at->verdict),
                                       mds_explain__number(x, policy->reduce_limit), NULL));
}

static void put_stage(mds_explanation *x, mds_stage stage)
{
    mds_reg *r = &x->r;
    const mds_result *at = &x->result->at[stage][MDS_CASE_EXPECTED];
    const char *v1 = mds_explain__number(x, x->scenario->v1.value.mode);
    const char *v2 = mds_explain__number(x, x->scenario->v2.value.mode);
    const char *vres = mds_explain__number(x, at->vres);
    const char *frequency = mds_explain__number(x, at->frequency);
    const char *likelihood = mds_explain__number(x, at->likelihood);
    static const char *const titles[MDS_STAGE__COUNT] = {[MDS_STAGE_R0] = "summary.r0",
                                                         [MDS_STAGE_R1] = "summary.r1",
                                                         [MDS_STAGE_R2] = "summary.r2"};
    mds_explain__paragraph(x, 2, mds_reg__text(r, titles[stage]));
    if (stage != MDS_STAGE_R0) {
        mds_explain__layers(x, stage, MDS_ACTS_ON_V1);
        mds_explain__layers(x, stage, MDS_ACTS_ON_V2);
    }
    mds_explain__field(x, 4, "vres = v1 * f1 * v2 * f2",
                       mds_reg__format(r, "explain.vres", v1, mds_explain__number(x, at->f1), v2,
                                       mds_explain__number(x, at->f2), vres, NULL));
    mds_explain__field(x, 4, "F = lambda * vres",
                       mds_reg__format(r, "explain.product",
                                       mds_explain__number(x, x->result->lambda[MDS_CASE_EXPECTED]),
                                       vres, frequency, mds_words__frequency(r, at->frequency),
                                       NULL));
    mds_explain__field(x, 4, "L = 1 - exp(-F)",
                       mds_reg__format(r, "explain.likelihood", frequency, likelihood, NULL));
    mds_explain__field(x, 4, "r = 100 * L * I",
                       mds_reg__format(r, "explain.risk", likelihood,
                                       mds_explain__number(x, x->result->headline),
                                       mds_explain__number(x, at->risk), NULL));
}

static void put_words(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_scenario_result *s = x->result;
    const mds_result *at = &s->at[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    double initiation = 100 * mds_model_likelihood(s->lambda[MDS_CASE_EXPECTED]);
    mds_explain__heading(x, "explain.words_heading");
    mds_explain__field(x, 2, mds_explain__label(x, "explain.initiation"),
                       mds_reg__format(r, "explain.word", mds_explain__number(x, initiation),
                                       mds_words__level(r, s->initiation), NULL));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.adverse"),
                       mds_reg__format(r, "explain.word", mds_explain__number(x, 100 * at->vres),
                                       mds_words__level(r, s->adverse), NULL));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.table_g5"),
                       mds_words__level(r, s->likelihood_word));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.impact_word"),
                       mds_reg__format(r, "explain.word", mds_explain__number(x, 100 * s->headline),
                                       mds_words__level(r, s->impact_word), NULL));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.table_i2"),
                       mds_words__level(r, s->risk_word));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.number_word"),
                       mds_reg__format(r, "explain.word", mds_explain__number(x, at->risk),
                                       mds_words__level(r, s->number_word), NULL));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.gates"),
                       mds_reg__text(r, s->gated ? "explain.gated" : "explain.not_gated"));
    mds_explain__field(x, 2, mds_explain__label(x, "column.level"), mds_words__level(r, s->level));
    mds_explain__field(x, 2, mds_explain__label(x, "column.verdict"),
                       mds_words__verdict(r, s->verdict));
    mds_explain__field(x, 2, mds_explain__label(x, "column.weakest_evidence"),
                       mds_words__strength(r, s->weakest));
}

static void put_table(mds_explanation *x)
{
    static const char *const cases[MDS_CASE__COUNT] = {[MDS_CASE_LO] = "column.best_case",
                                                       [MDS_CASE_EXPECTED] = "explain.expected",
                                                       [MDS_CASE_HI] = "column.worst_case"};
    static const char *const heads[] = {"F", "L", "r", "RRF"};
    mds_explain__heading(x, "explain.table_heading");
    mds_strbuf_puts(&x->out, "  ");
    mds_explain__pad(x, "", 20, false);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        mds_explain__pad(x, heads[i], 13, true);
    }
    mds_strbuf_putc(&x->out, '\n');
    for (int stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        for (int c = 0; c < MDS_CASE__COUNT; c++) {
            const mds_result *at = &x->result->at[stage][c];
            const double numbers[] = {at->frequency, at->likelihood, at->risk, at->rrf};
            mds_strbuf_printf(&x->out, "  %s  ", stage_names[stage]);
            mds_explain__pad(x, mds_reg__text(&x->r, cases[c]), 16, false);
            for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
                mds_explain__pad(x, mds_explain__number(x, numbers[i]), 13, true);
            }
            mds_strbuf_printf(&x->out, "  %s\n", mds_words__verdict(&x->r, at->verdict));
        }
    }
}

static void put_options(mds_explanation *x)
{
    mds_reg *r = &x->r;
    mds_explain__heading(x, "explain.options_heading");
    for (size_t i = 0; i < x->result->option_count && i < OPTIONS_SHOWN; i++) {
        const mds_option *option = &x->result->options[i];
        mds_explain__paragraph(x, 2,
                               mds_reg__format(r, "explain.option",
                                               mds_words__effect_title(r, option->effect),
                                               mds_explain__number(x, option->factor),
                                               mds_explain__number(x, option->rrf_after), NULL));
    }
    if (x->result->option_count == 0) {
        mds_explain__paragraph(x, 2, mds_reg__text(r, "explain.no_options"));
    }
    mds_explain__paragraph(x, 2, mds_words__response(r, x->result));
}

static void put_all(mds_explanation *x)
{
    put_head(x);
    if (x->result->open == MDS_FALSE) {
        mds_explain__paragraph(x, 2, mds_words__not_applicable(&x->r, x->scenario));
        return;
    }
    put_rate(x);
    mds_explain__heading(x, "explain.chance_heading");
    put_estimate(x, "v1", &x->scenario->v1);
    put_estimate(x, "v2", &x->scenario->v2);
    mds_explain__heading(x, "explain.measures_heading");
    mds_explain__measures(x);
    mds_explain__heading(x, "explain.stages_heading");
    for (int stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        put_stage(x, (mds_stage)stage);
    }
    put_impact(x);
    put_words(x);
    put_table(x);
    put_options(x);
    put_sources(x);
}

/* The scenario by its own id or by its risk's id; MDS_NO_ORDINAL when there is none. */
static uint32_t find(mds_arena *arena, const mds_assessment *assessment, const char *id,
                     const char **risk_id)
{
    for (size_t i = 0; i < assessment->scenario_count; i++) {
        uint32_t scenario = assessment->scenarios[i].scenario;
        const char *name = assessment->catalog->scenarios[scenario].id;
        if (strncmp(id, name, strlen(name)) != 0) {
            continue;
        }
        *risk_id = mds_risk_id(arena, assessment, scenario);
        if (*risk_id == NULL || strcmp(id, name) == 0 || strcmp(id, *risk_id) == 0) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

mds_status mds_explain(const char **out, mds_arena *arena, const mds_assessment *assessment,
                       const char *risk_id, mds_lang lang)
{
    mds_explanation x = {.risk_id = NULL};
    uint32_t found = find(arena, assessment, risk_id, &x.risk_id);
    if (found == MDS_NO_ORDINAL) {
        return MDS_ENOTFOUND;
    }
    if (x.risk_id == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&x.r, arena, assessment, lang);
    mds_strbuf_init(&x.out, EXPLAIN_LIMIT);
    x.cited = mds_arena_alloc(arena, assessment->catalog->evidence_count + 1, 1);
    if (x.cited == NULL) {
        x.r.status = mds_arena_status(arena);
    }
    x.result = &assessment->scenarios[found];
    x.scenario = &assessment->catalog->scenarios[x.result->scenario];
    put_all(&x);
    const char *text = mds_reg__copy(&x.r, &x.out);
    mds_status status = x.r.status;
    mds_strbuf_finish(&x.out);
    mds_reg__finish(&x.r);
    if (status == MDS_OK) {
        *out = text;
    }
    return status;
}
