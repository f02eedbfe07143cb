/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number behind every applicable risk, with what it rests on. */
#include "register_internal.h"

/* clang-format off */
#define EVIDENCE_COLUMNS(X)                                                                       \
    X(risk_id, 28, false)     X(scenario_title, 30, true) X(parameter, 34, true)                  \
    X(applies, 18, true)      X(low, 9, false)            X(mode, 9, false)                       \
    X(high, 9, false)         X(strength, 18, true)       X(evidence_id, 10, true)                \
    X(published, 40, true)    X(source, 44, true)         X(caveat, 36, true)                     \
    X(rationale, 50, true)
/* clang-format on */

enum {
#define X(id, width, wrap) COL_##id,
    EVIDENCE_COLUMNS(X)
#undef X
        COLUMN_COUNT
};

static const mds_column_spec columns[] = {
#define X(id, width, wrap) {#id, width, wrap},
    EVIDENCE_COLUMNS(X)
#undef X
};

typedef struct evidence_table {
    mds_table_builder b;
    const char *risk_id;
    const mds_scenario *scenario;
} evidence_table;

static bool start(evidence_table *t, const char *parameter, const char *applies)
{
    if (!mds_table__row(&t->b)) {
        return false;
    }
    mds_table__text(&t->b, COL_risk_id, t->risk_id);
    mds_table__text(&t->b, COL_scenario_title, mds_reg__in(t->b.r, &t->scenario->title));
    mds_table__text(&t->b, COL_parameter, parameter);
    mds_table__text(&t->b, COL_applies, applies);
    return true;
}

typedef const char *(*evidence_member)(const mds_reg *r, const mds_evidence *evidence);

static const char *member_id(const mds_reg *r, const mds_evidence *evidence)
{
    (void)r;
    return evidence->id;
}

static const char *member_published(const mds_reg *r, const mds_evidence *evidence)
{
    return mds_reg__in(r, &evidence->published);
}

static const char *member_source(const mds_reg *r, const mds_evidence *evidence)
{
    (void)r;
    return evidence->source;
}

static const char *member_caveat(const mds_reg *r, const mds_evidence *evidence)
{
    return mds_reg__in(r, &evidence->caveat);
}

static const char *joined(mds_reg *r, const uint32_t *evidence, size_t count,
                          evidence_member member)
{
    if (count == 1) {
        return member(r, &r->catalog->evidence[evidence[0]]);
    }
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            mds_strbuf_putc(&list, '\n');
        }
        mds_strbuf_puts(&list, member(r, &r->catalog->evidence[evidence[i]]));
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static void put_triple(evidence_table *t, mds_triple value)
{
    mds_table__number(&t->b, COL_low, value.low, MDS_NUMBER_PLAIN);
    mds_table__number(&t->b, COL_mode, value.mode, MDS_NUMBER_PLAIN);
    mds_table__number(&t->b, COL_high, value.high, MDS_NUMBER_PLAIN);
}

static void put_sources(evidence_table *t, mds_strength strength, const uint32_t *evidence,
                        size_t count, const char *rationale)
{
    mds_reg *r = t->b.r;
    mds_table__text(&t->b, COL_strength, mds_words__strength(r, strength));
    mds_table__text(&t->b, COL_rationale, rationale);
    if (count == 0) {
        return;
    }
    mds_table__text(&t->b, COL_evidence_id, joined(r, evidence, count, member_id));
    mds_table__text(&t->b, COL_published, joined(r, evidence, count, member_published));
    mds_table__text(&t->b, COL_source, joined(r, evidence, count, member_source));
    mds_table__text(&t->b, COL_caveat, joined(r, evidence, count, member_caveat));
}

static void put_grounds(evidence_table *t, const mds_grounds *grounds)
{
    mds_reg *r = t->b.r;
    put_sources(t, grounds->strength, grounds->evidence, grounds->evidence_count,
                mds_reg__in(r, &grounds->rationale));
    if (grounds->evidence_count == 0) {
        mds_table__text(&t->b, COL_source, grounds->source);
    }
}

static void put_rate(evidence_table *t, const char *parameter, const char *applies,
                     const mds_rate *rate)
{
    if (start(t, parameter, applies)) {
        put_triple(t,
                   (mds_triple){rate->mode / rate->spread, rate->mode, rate->mode * rate->spread});
        put_grounds(t, &rate->grounds);
    }
}

static void put_estimate(evidence_table *t, const char *parameter, const char *applies,
                         const mds_estimate *estimate)
{
    if (start(t, parameter, applies)) {
        put_triple(t, estimate->value);
        put_sources(t, estimate->strength, estimate->evidence, estimate->evidence_count,
                    mds_reg__in(t->b.r, &estimate->rationale));
    }
}

static void put_raises(evidence_table *t, const mds_risk *s)
{
    mds_reg *r = t->b.r;
    for (size_t i = 0; i < t->scenario->raise_count; i++) {
        const mds_raise *raise = &t->scenario->raises[i];
        mds_strbuf when;
        mds_strbuf_init(&when, 1 << 16);
        mds_proof__append_condition(r, &when, &raise->when);
        const char *condition = mds_reg__copy(r, &when);
        mds_strbuf_finish(&when);
        mds_truth truth = mds_condition_value(&raise->when, r->facts);
        bool applied = s->raises[i] != 1;
        const char *state = truth == MDS_UNKNOWN && applied ? "applies.unknown"
                            : applied                       ? "applies.yes"
                                                            : "applies.no";
        if (!start(t, mds_reg__format(r, "parameter.raise", condition, NULL),
                   mds_reg__text(r, state))) {
            return;
        }
        mds_table__number(&t->b, COL_mode, raise->factor, MDS_NUMBER_PLAIN);
        mds_table__text(&t->b, COL_strength, mds_words__strength(r, raise->strength));
        mds_table__text(&t->b, COL_rationale, mds_reg__in(r, &raise->rationale));
    }
}

static void put_impacts(evidence_table *t)
{
    mds_reg *r = t->b.r;
    for (int p = 0; p < MDS_PROPERTY__COUNT; p++) {
        const mds_impact *impact = &t->scenario->impact[p];
        const char *property = mds_reg__named(r, "property", mds_property_name((mds_property)p));
        if (!start(t, mds_reg__format(r, "parameter.impact", property, NULL),
                   mds_reg__text(r, "applies.yes"))) {
            return;
        }
        mds_table__number(&t->b, COL_mode, impact->value, MDS_NUMBER_PLAIN);
        put_sources(t, MDS_STRENGTH_JUDGEMENT, impact->evidence, impact->evidence_count,
                    mds_reg__in(r, &impact->reason));
    }
}

/* Each route with a share: w q, and whether it is open. */
static void put_routes(evidence_table *t, const mds_risk *risk)
{
    mds_reg *r = t->b.r;
    for (size_t i = 0; i < risk->path_count; i++) {
        const mds_path *path = &risk->paths[i];
        const char *title = mds_reg__in(r, &r->catalog->routes[path->route].title);
        if (!start(t, mds_reg__format(r, "parameter.share", title, NULL),
                   mds_reg__text(r, path->open ? "applies.yes" : "applies.closed"))) {
            return;
        }
        mds_table__number(&t->b, COL_mode, path->share * path->raise, MDS_NUMBER_PLAIN);
        put_grounds(t, &t->scenario->route_grounds);
    }
}

/* Credited, or there but no better than another of its layer. */
static void put_members(evidence_table *t, const mds_risk *risk)
{
    mds_reg *r = t->b.r;
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        const char *title = mds_words__control(r, member->fact, member->compensating);
        const bool leads = member->leads[MDS_STAGE_R2] != 0;
        if (!start(t, mds_reg__format(r, "parameter.effect", title, NULL),
                   mds_reg__text(r, leads ? "applies.effect_credited" : "applies.effect_beside"))) {
            return;
        }
        put_triple(t, member->effectiveness);
        put_sources(t, member->strength, member->evidence, member->evidence_count,
                    member->rationale != NULL ? mds_reg__in(r, member->rationale) : "");
    }
}

static void put_risk(evidence_table *t, const mds_risk *risk)
{
    mds_reg *r = t->b.r;
    const char *applies = mds_reg__text(r, "applies.yes");
    const mds_country country = r->deployment->country;
    if (t->scenario->anchored) {
        const char *where = mds_reg__named(r, "country", mds_country_name(country));
        put_rate(t, mds_reg__format(r, "parameter.anchor", where, NULL), applies,
                 &r->catalog->anchors[country]);
    }
    put_rate(t, mds_reg__text(r, t->scenario->anchored ? "parameter.ratio" : "parameter.own_rate"),
             applies, &t->scenario->base_rate);
    put_raises(t, risk);
    put_routes(t, risk);
    put_estimate(t, mds_reg__text(r, "parameter.v1"), applies, &t->scenario->v1);
    put_estimate(t, mds_reg__text(r, "parameter.v2"), applies, &t->scenario->v2);
    put_impacts(t);
    put_members(t, risk);
}

void mds_register__evidence(mds_reg *r, mds_table *out)
{
    evidence_table t = {.risk_id = ""};
    mds_table__init(&t.b, r, "evidence", columns, COLUMN_COUNT);
    for (size_t i = 0; i < r->as->ranked_count; i++) {
        const mds_risk *risk = &r->as->now->risks[r->as->ranking[i]];
        t.scenario = &r->catalog->scenarios[risk->scenario];
        t.risk_id = mds_risk_id(r->arena, r->catalog, r->facts, r->deployment, risk->scenario);
        if (t.risk_id == NULL) {
            r->status = mds_arena_status(r->arena);
            break;
        }
        put_risk(&t, risk);
    }
    mds_table__finish(&t.b, out);
}
