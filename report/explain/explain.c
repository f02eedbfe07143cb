/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sum of one risk, in the order in which one would do it by hand: each line follows from the
 * lines above it. */
#include "explain_internal.h"
#include <string.h>

enum { EXPLAIN_LIMIT = 1 << 22 };

static const char *const stage_names[MDS_STAGE__COUNT] = {
    [MDS_STAGE_R0] = "R0", [MDS_STAGE_R1] = "R1", [MDS_STAGE_R2] = "R2"};

static void put_head(mds_explanation *x)
{
    mds_reg *r = &x->r;
    mds_strbuf_printf(&x->out, "%s: %s\n", x->risk_id, mds_reg__in(r, &x->scenario->title));
    mds_explain__field(x, 2, mds_explain__label(x, "column.device"), mds_words__device(r));
    mds_explain__field(x, 2, mds_explain__label(x, "summary.as_of"), mds_reg__date(r, r->as_of));
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

void mds_explain__cite(mds_explanation *x, mds_strbuf *text, const uint32_t *evidence, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_printf(text, "%s%s",
                          text->n == 0 ? ""
                          : i == 0     ? "; "
                                       : ", ",
                          x->r.catalog->evidence[evidence[i]].id);
        if (x->cited != NULL) {
            x->cited[evidence[i]] = 1;
        }
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
        mds_strbuf_printf(&text, "%s: %s; %s", evidence->id,
                          mds_reg__in(&x->r, &evidence->published), evidence->source);
        const char *caveat = mds_reg__in(&x->r, &evidence->caveat);
        if (caveat[0] != '\0') {
            mds_strbuf_printf(&text, "; %s", caveat);
        }
        mds_explain__paragraph(x, 2, mds_reg__copy(&x->r, &text));
        mds_strbuf_finish(&text);
    }
}

/* "0.6 (k 3)", its mean, what it rests on. */
static void put_rate(mds_explanation *x, const char *label, const mds_rate *rate,
                     mds_moments moments)
{
    mds_reg *r = &x->r;
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_reg__append(r, &text, "explain.rate_value", mds_explain__number(x, rate->mode),
                    mds_explain__number(x, rate->spread), mds_explain__number(x, moments.mean),
                    mds_words__strength(r, rate->grounds.strength), NULL);
    mds_explain__cite(x, &text, rate->grounds.evidence, rate->grounds.evidence_count);
    mds_strbuf_printf(&text, "; %s", mds_reg__in(r, &rate->grounds.rationale));
    mds_explain__field(x, 2, label, mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
}

/* A catalog number with its range, strength, sources and rationale. */
static void put_chance(mds_explanation *x, const char *label, const mds_estimate *estimate,
                       mds_moments moments)
{
    mds_reg *r = &x->r;
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_reg__append(
        r, &text, "explain.chance_value", mds_explain__number(x, estimate->value.low),
        mds_explain__number(x, estimate->value.mode), mds_explain__number(x, estimate->value.high),
        mds_explain__number(x, moments.mean), mds_words__strength(r, estimate->strength), NULL);
    mds_explain__cite(x, &text, estimate->evidence, estimate->evidence_count);
    const char *rationale = mds_reg__in(r, &estimate->rationale);
    if (rationale[0] != '\0') {
        mds_strbuf_printf(&text, "; %s", rationale);
    }
    mds_explain__field(x, 2, label, mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
}

/* V, by the worst vulnerability that concerns the scenario; nothing where no file was given. */
static void put_threat(mds_explanation *x)
{
    mds_reg *r = &x->r;

    if (r->as->device.threats == NULL) {
        return;
    }
    const mds_threat *threat = &r->as->device.threats[x->risk->scenario];
    if (threat->possible_class == MDS_NO_ORDINAL) {
        mds_explain__field(x, 2, mds_explain__label(x, "explain.vulnerability"),
                           mds_reg__text(r, "explain.no_vulnerability"));
        return;
    }
    const mds_vulnerability_class *of = &r->catalog->vulnerability_classes[threat->possible_class];
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_reg__append(r, &text,
                    threat->known < threat->possible ? "explain.vulnerability_may_stand"
                                                     : "explain.vulnerability_stands",
                    threat->possible_by, mds_reg__in(r, &of->title),
                    mds_words__strength(r, of->grounds.strength), NULL);
    mds_explain__cite(x, &text, of->grounds.evidence, of->grounds.evidence_count);
    mds_strbuf_printf(&text, "; %s", mds_reg__in(r, &of->grounds.rationale));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.vulnerability"),
                       mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
    mds_explain__field(x, 2, "V = 1 - n + n * k",
                       mds_reg__format(r, "explain.unpatched",
                                       mds_explain__number(x, x->scenario->patch_share),
                                       mds_explain__number(x, of->factor),
                                       mds_explain__number(x, x->risk->threat), NULL));
}

static void put_raises(mds_explanation *x)
{
    mds_reg *r = &x->r;
    for (size_t i = 0; i < x->scenario->raise_count; i++) {
        const mds_raise *raise = &x->scenario->raises[i];
        const double factor = x->risk->raises[i];
        const bool counts = factor < 1.0 || factor > 1.0;
        mds_strbuf when;
        mds_strbuf_init(&when, 1 << 16);
        mds_proof__append_condition(r, &when, &raise->when);
        const char *condition = mds_reg__copy(r, &when);
        mds_strbuf_finish(&when);
        mds_explain__field(
            x, 2, mds_explain__label(x, "explain.raise"),
            counts ? mds_reg__format(r, "explain.raised", mds_explain__number(x, factor), condition,
                                     mds_words__strength(r, raise->strength), NULL)
                   : mds_reg__format(r, "explain.not_raised", mds_explain__number(x, raise->factor),
                                     condition, NULL));
    }
    put_threat(x);
    if (r->deployment->hospital_rate_factor < 1.0 || r->deployment->hospital_rate_factor > 1.0) {
        mds_explain__field(x, 2, mds_explain__label(x, "summary.rate_factor"),
                           mds_explain__number(x, r->deployment->hospital_rate_factor));
    }
    mds_explain__field(x, 2, "K", mds_explain__number(x, x->risk->raised));
}

static void put_patch(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_risk_at *at = &x->risk->at[MDS_STAGE_R2];
    const mds_patch_state *state = &r->catalog->patch_states[r->as->now->patch];
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_puts(&text, mds_reg__in(r, &state->title));
    if (r->as->device.past) {
        mds_reg__append(r, &text, "explain.years_past",
                        mds_explain__number(x, r->as->device.years_past), NULL);
    }
    mds_strbuf_printf(&text, "; u = %s", mds_explain__number(x, at->patch));
    mds_explain__field(x, 2, mds_explain__label(x, "summary.patch"), mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
    mds_explain__field(x, 2, "U = 1 - n + n * u",
                       mds_reg__format(r, "explain.unpatched",
                                       mds_explain__number(x, x->scenario->patch_share),
                                       mds_explain__number(x, at->patch),
                                       mds_explain__number(x, at->unpatched), NULL));
}

static void put_rates(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_country country = r->deployment->country;

    mds_explain__heading(x, "explain.rate_heading");
    if (x->scenario->anchored) {
        put_rate(x,
                 mds_reg__format(r, "explain.anchor",
                                 mds_reg__named(r, "country", mds_country_name(country)), NULL),
                 &r->catalog->anchors[country], r->as->device.anchor);
    }
    put_rate(x, mds_explain__label(x, x->scenario->anchored ? "explain.ratio" : "explain.own_rate"),
             &x->scenario->base_rate, x->risk->constants->rate);
    put_raises(x);
    put_patch(x);
    mds_explain__heading(x, "explain.chance_heading");
    put_chance(x, "v1", &x->scenario->v1, x->risk->constants->v1);
    put_chance(x, "v2", &x->scenario->v2, x->risk->constants->v2);
}

/* phi and E[F] as products of the lines above. */
static void put_frequency(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_risk *risk = x->risk;
    const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
    mds_strbuf text;

    mds_explain__heading(x, "explain.frequency_heading");
    mds_strbuf_init(&text, 1 << 16);
    for (size_t i = 0; i < risk->path_count; i++) {
        const mds_path *path = &risk->paths[i];
        if (path->open) {
            mds_strbuf_printf(&text, "%s%s * %s * %s", text.n > 0 ? " + " : "",
                              mds_explain__number(x, path->share),
                              mds_explain__number(x, path->raise),
                              mds_explain__number(x, path->f[MDS_STAGE_R2]));
        }
    }
    mds_strbuf_printf(&text, " = %s", mds_explain__number(x, at->phi));
    mds_explain__field(x, 2, "phi = w * q * f + ..", mds_reg__copy(r, &text));
    mds_strbuf_clear(&text);
    if (x->scenario->anchored) {
        mds_strbuf_printf(&text, "%s * ", mds_explain__number(x, r->as->device.anchor.mean));
    }
    mds_strbuf_printf(&text, "%s * %s * %s * ", mds_explain__number(x, risk->constants->rate.mean),
                      mds_explain__number(x, risk->raised), mds_explain__number(x, at->unpatched));
    mds_strbuf_printf(&text, "%s * %s * %s = %s", mds_explain__number(x, risk->constants->v1.mean),
                      mds_explain__number(x, risk->constants->v2.mean),
                      mds_explain__number(x, at->phi), mds_explain__number(x, at->frequency));
    mds_strbuf_printf(&text, " (%s)", mds_words__frequency(r, at->frequency));
    mds_explain__field(
        x, 2, x->scenario->anchored ? "E[F] = A rate K U v1 v2 phi" : "E[F] = rate K U v1 v2 phi",
        mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
    mds_explain__field(x, 2, "V", mds_explain__number(x, risk->constants->variance));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.quantile"),
                       mds_reg__format(r, "explain.product", mds_explain__number(x, at->frequency),
                                       mds_explain__number(x, risk->constants->factor),
                                       mds_explain__number(x, at->quantile), NULL));
}

static void put_impact(mds_explanation *x)
{
    mds_reg *r = &x->r;
    const mds_risk *risk = x->risk;
    const mds_risk_at *at = &risk->at[MDS_STAGE_R2];

    mds_explain__heading(x, "explain.impact_heading");
    for (int p = 0; p < MDS_PROPERTY__COUNT; p++) {
        const mds_impact *impact = &x->scenario->impact[p];
        const char *property = mds_reg__named(r, "property", mds_property_name((mds_property)p));
        mds_explain__field(x, 2, property,
                           mds_reg__format(r, "explain.impact",
                                           mds_explain__number(x, impact->value),
                                           mds_explain__number(x, r->as->device.scale[p]),
                                           mds_explain__number(x, risk->impact[p]),
                                           mds_reg__in(r, &impact->reason), NULL));
    }
    mds_explain__field(x, 2, "F_tol(I)",
                       mds_reg__format(r, "explain.tolerable", mds_explain__number(x, risk->worst),
                                       mds_explain__number(x, risk->tolerable), NULL));
    mds_explain__field(x, 2, mds_explain__label(x, "explain.rrf"),
                       mds_reg__format(r, "explain.rrf_value", mds_explain__number(x, at->quantile),
                                       mds_explain__number(x, risk->tolerable),
                                       mds_words__rrf(r, at->rrf), mds_words__level(r, risk->word),
                                       mds_words__verdict(r, risk->verdict), NULL));
    mds_explain__field(x, 2, "P(F > F_tol)", mds_explain__number(x, at->exceeds));
    mds_explain__field(
        x, 2, mds_explain__label(x, "column.share"),
        mds_reg__format(r, "explain.share", mds_explain__number(x, at->part),
                        mds_explain__number(x, r->as->now->at[MDS_STAGE_R2].sum.mean),
                        mds_explain__number(x, 100.0 * at->share), NULL));
    mds_explain__field(x, 2, mds_explain__label(x, "column.weakest_evidence"),
                       mds_words__strength(r, risk->weakest));
}

static void put_stages(mds_explanation *x)
{
    static const char *const heads[] = {"u", "U", "phi", "E[F]", "RRF", "P"};

    mds_explain__heading(x, "explain.stages_heading");
    mds_strbuf_puts(&x->out, "      ");
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        mds_explain__pad(x, heads[i], 12, true);
    }
    mds_strbuf_putc(&x->out, '\n');
    for (int stage = 0; stage < MDS_STAGE__COUNT; stage++) {
        const mds_risk_at *at = &x->risk->at[stage];
        const double numbers[] = {at->patch,     at->unpatched, at->phi,
                                  at->frequency, at->rrf,       at->exceeds};
        mds_strbuf text;
        mds_strbuf_init(&text, 1 << 12);
        mds_strbuf_printf(&x->out, "  %s  ", stage_names[stage]);
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            mds_explain__pad(x, mds_explain__number(x, numbers[i]), 12, true);
            mds_strbuf_printf(&text, "%s%s %s", i > 0 ? ", " : "", heads[i],
                              mds_explain__number(x, numbers[i]));
        }
        mds_explain__row(x, stage_names[stage], mds_reg__copy(&x->r, &text));
        mds_reg__drop(&x->r, &text);
        mds_strbuf_putc(&x->out, '\n');
    }
    mds_explain__paragraph(x, 2, mds_words__response(&x->r, x->risk));
}

static void put_all(mds_explanation *x)
{
    put_head(x);
    if (!x->risk->applies) {
        mds_explain__paragraph(x, 2, mds_words__not_applicable(&x->r, x->risk));
        return;
    }
    put_rates(x);
    mds_explain__heading(x, "explain.routes_heading");
    mds_explain__routes(x);
    put_frequency(x);
    put_impact(x);
    put_stages(x);
    put_sources(x);
}

/* The scenario by its own id or by its risk's id; MDS_NO_ORDINAL when there is none. */
static uint32_t find(mds_arena *arena, const mds_risk_assessment *assessment, const char *id,
                     const char **risk_id)
{
    const mds_catalog *catalog = assessment->catalog;

    for (uint32_t s = 0; s < catalog->scenario_count; s++) {
        const char *name = catalog->scenarios[s].id;
        if (strncmp(id, name, strlen(name)) != 0) {
            continue;
        }
        *risk_id = mds_risk_id(arena, catalog, assessment->facts, assessment->deployment, s);
        if (*risk_id == NULL || strcmp(id, name) == 0 || strcmp(id, *risk_id) == 0) {
            return s;
        }
    }
    return MDS_NO_ORDINAL;
}

static mds_status explain(const char **text, mds_table *table, mds_arena *arena,
                          const mds_risk_assessment *assessment, const char *risk_id, mds_lang lang)
{
    static const mds_column_spec columns[] = {{"item", 34, true}, {"value", 90, true}};
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
    x.risk = &assessment->now->risks[found];
    x.scenario = &assessment->catalog->scenarios[found];
    mds_table__init(&x.b, &x.r, "explanation", columns, sizeof columns / sizeof columns[0]);
    put_all(&x);
    mds_table__finish(&x.b, table);
    *text = mds_reg__copy(&x.r, &x.out);
    mds_status status = x.r.status;
    mds_strbuf_finish(&x.out);
    mds_reg__finish(&x.r);
    return status;
}

mds_status mds_explain(const char **out, mds_arena *arena, const mds_risk_assessment *assessment,
                       const char *risk_id, mds_lang lang)
{
    const char *text = NULL;
    mds_table table;
    const mds_status status = explain(&text, &table, arena, assessment, risk_id, lang);

    if (status == MDS_OK) {
        *out = text;
    }
    return status;
}

mds_status mds_explain_table(const mds_table **out, mds_arena *arena,
                             const mds_risk_assessment *assessment, const char *risk_id,
                             mds_lang lang)
{
    const char *text = NULL;
    mds_table *table = mds_arena_alloc(arena, 1, sizeof *table);
    const mds_status status = table != NULL
                                  ? explain(&text, table, arena, assessment, risk_id, lang)
                                  : mds_arena_status(arena);

    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}
