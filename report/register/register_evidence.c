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

typedef const char *(*evidence_member)(const mds_evidence *evidence);

static const char *member_id(const mds_evidence *evidence)
{
    return evidence->id;
}

static const char *member_published(const mds_evidence *evidence)
{
    return evidence->published;
}

static const char *member_source(const mds_evidence *evidence)
{
    return evidence->source;
}

static const char *member_caveat(const mds_evidence *evidence)
{
    return evidence->caveat;
}

static const char *joined(mds_reg *r, const mds_estimate *estimate, evidence_member member)
{
    if (estimate->evidence_count == 1) {
        return member(&r->catalog->evidence[estimate->evidence[0]]);
    }
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < estimate->evidence_count; i++) {
        if (i > 0) {
            mds_strbuf_putc(&list, '\n');
        }
        mds_strbuf_puts(&list, member(&r->catalog->evidence[estimate->evidence[i]]));
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static void put_estimate(evidence_table *t, const char *parameter, const char *applies,
                         const mds_estimate *estimate)
{
    mds_reg *r = t->b.r;
    if (!start(t, parameter, applies)) {
        return;
    }
    mds_table__number(&t->b, COL_low, estimate->value.low, MDS_NUMBER_PLAIN);
    mds_table__number(&t->b, COL_mode, estimate->value.mode, MDS_NUMBER_PLAIN);
    mds_table__number(&t->b, COL_high, estimate->value.high, MDS_NUMBER_PLAIN);
    mds_table__text(&t->b, COL_strength, mds_words__strength(r, estimate->strength));
    mds_table__text(&t->b, COL_rationale, estimate->rationale);
    if (estimate->evidence_count == 0) {
        return;
    }
    mds_table__text(&t->b, COL_evidence_id, joined(r, estimate, member_id));
    mds_table__text(&t->b, COL_published, joined(r, estimate, member_published));
    mds_table__text(&t->b, COL_source, joined(r, estimate, member_source));
    mds_table__text(&t->b, COL_caveat, joined(r, estimate, member_caveat));
}

static void put_raises(evidence_table *t, const mds_scenario_result *s)
{
    mds_reg *r = t->b.r;
    for (size_t i = 0; i < t->scenario->raise_count; i++) {
        const mds_raise *raise = &t->scenario->raises[i];
        mds_strbuf when;
        mds_strbuf_init(&when, 1 << 16);
        mds_proof__append_condition(r, &when, &raise->when);
        const char *condition = mds_reg__copy(r, &when);
        mds_strbuf_finish(&when);
        mds_truth truth = mds_condition_value(&raise->when, r->as->facts);
        bool applied = s->raise[MDS_CASE_EXPECTED][i] != 1;
        const char *state = truth == MDS_UNKNOWN && applied ? "applies.unknown"
                            : applied                       ? "applies.yes"
                                                            : "applies.no";
        if (!start(t, mds_reg__format(r, "parameter.raise", condition, NULL),
                   mds_reg__text(r, state))) {
            return;
        }
        mds_table__number(&t->b, COL_mode, raise->factor, MDS_NUMBER_PLAIN);
        mds_table__text(&t->b, COL_strength, mds_words__strength(r, raise->strength));
        mds_table__text(&t->b, COL_rationale, raise->rationale);
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
        mds_table__text(&t->b, COL_strength, mds_words__strength(r, MDS_STRENGTH_JUDGEMENT));
        mds_table__text(&t->b, COL_rationale, mds_reg__in(r, &impact->reason));
    }
}

/* Credited, would be credited if true, or absent and proposed. */
static const char *effect_state(const mds_credit *credit)
{
    if (credit->truth == MDS_UNKNOWN) {
        return "applies.effect_unknown";
    }
    if (credit->truth == MDS_FALSE) {
        return "applies.effect_absent";
    }
    return credit->x[MDS_CASE_EXPECTED] > 0 ? "applies.effect_credited" : "applies.effect_none";
}

/* Known to be absent and not proposed either: no number of the register rests on it. */
static bool is_unused(const mds_scenario_result *s, const mds_credit *credit)
{
    if (credit->truth != MDS_FALSE) {
        return false;
    }
    for (size_t i = 0; i < s->option_count && i < MDS_OPTIONS_SHOWN; i++) {
        if (s->options[i].effect == credit->effect) {
            return false;
        }
    }
    return true;
}

static void put_effects(evidence_table *t, const mds_scenario_result *s)
{
    mds_reg *r = t->b.r;
    for (size_t i = 0; i < s->credit_count; i++) {
        const mds_credit *credit = &s->credits[i];
        if (is_unused(s, credit)) {
            continue;
        }
        const char *key = credit->effect->acts_on == MDS_ACTS_ON_V1 ? "parameter.effect_v1"
                                                                    : "parameter.effect_v2";
        put_estimate(t, mds_reg__format(r, key, mds_words__effect_title(r, credit->effect), NULL),
                     mds_reg__text(r, effect_state(credit)), &credit->effect->effectiveness);
    }
}

void mds_register__evidence(mds_reg *r, mds_table *out)
{
    evidence_table t = {.risk_id = ""};
    mds_table__init(&t.b, r, "evidence", columns, COLUMN_COUNT);
    const char *applies = mds_reg__text(r, "applies.yes");
    for (size_t i = 0; i < r->as->ranked_count; i++) {
        const mds_scenario_result *s = &r->as->scenarios[r->as->ranking[i]];
        t.scenario = &r->catalog->scenarios[s->scenario];
        t.risk_id = mds_risk_id(r->arena, r->as, s->scenario);
        if (t.risk_id == NULL) {
            r->status = mds_arena_status(r->arena);
            break;
        }
        const char *country =
            mds_reg__named(r, "country", mds_country_name(r->as->deployment->country));
        put_estimate(&t, mds_reg__format(r, "parameter.rate", country, NULL), applies,
                     &t.scenario->rate[r->as->deployment->country]);
        put_raises(&t, s);
        put_estimate(&t, mds_reg__text(r, "parameter.v1"), applies, &t.scenario->v1);
        put_estimate(&t, mds_reg__text(r, "parameter.v2"), applies, &t.scenario->v2);
        put_impacts(&t);
        put_effects(&t, s);
    }
    mds_table__finish(&t.b, out);
}
