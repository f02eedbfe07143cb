/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The credits of one risk, group by group, and the layers that the groups form. */
#include "explain_internal.h"
#include <string.h>

static const char *const truth_keys[] = {
    [MDS_FALSE] = "truth.false", [MDS_UNKNOWN] = "truth.unknown", [MDS_TRUE] = "truth.true"};

static bool same_layer(const mds_credit *a, const mds_credit *b)
{
    return a->effect->acts_on == b->effect->acts_on && strcmp(a->group, b->group) == 0;
}

static bool counts_at(const mds_credit *credit, mds_stage stage)
{
    return stage == MDS_STAGE_R2 || credit->effect->fact != MDS_NO_ORDINAL;
}

/* Whether no earlier credit that counts at the stage belongs to the same layer. */
static bool first_of_layer(const mds_scenario_result *s, size_t i, mds_stage stage)
{
    for (size_t k = 0; k < i; k++) {
        if (counts_at(&s->credits[k], stage) && same_layer(&s->credits[k], &s->credits[i])) {
            return false;
        }
    }
    return true;
}

static double layer_effect(const mds_scenario_result *s, size_t first, mds_stage stage)
{
    double best = 0;
    for (size_t k = first; k < s->credit_count; k++) {
        const mds_credit *credit = &s->credits[k];
        if (counts_at(credit, stage) && same_layer(credit, &s->credits[first]) &&
            credit->x[MDS_CASE_EXPECTED] > best) {
            best = credit->x[MDS_CASE_EXPECTED];
        }
    }
    return best;
}

static void put_source(mds_explanation *x, const mds_credit *credit)
{
    mds_reg *r = &x->r;
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    if (credit->effect->fact != MDS_NO_ORDINAL) {
        const mds_fact_value *value = &r->as->facts->at[credit->effect->fact];
        mds_reg__append(r, &text, "explain.state", mds_reg__text(r, truth_keys[credit->truth]),
                        NULL);
        mds_proof__append_all(r, &text, value, credit->truth);
    } else if (credit->record != NULL) {
        mds_reg__append(r, &text, "compensating.line", mds_words__effect_title(r, credit->effect),
                        mds_words__record_state(r, credit->record), credit->record->owner,
                        mds_reg__date(r, credit->record->expires), NULL);
    } else {
        mds_strbuf_puts(&text, mds_reg__text(r, "explain.no_record"));
    }
    mds_explain__paragraph(x, 8, mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
}

static void put_evidence(mds_explanation *x, const mds_estimate *estimate)
{
    mds_reg *r = &x->r;
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_reg__append(r, &text, "explain.evidence", mds_words__strength(r, estimate->strength),
                    mds_explain__number(x, estimate->value.low),
                    mds_explain__number(x, estimate->value.high), NULL);
    mds_explain__cite(x, &text, estimate);
    mds_explain__paragraph(x, 8, mds_reg__copy(r, &text));
    mds_strbuf_finish(&text);
}

static void put_credit(mds_explanation *x, const mds_credit *credit)
{
    mds_reg *r = &x->r;
    const char *title = mds_words__effect_title(r, credit->effect);
    const char *key = credit->leads[MDS_CASE_EXPECTED] && credit->x[MDS_CASE_EXPECTED] > 0
                          ? "explain.measure_best"
                          : "explain.measure";
    mds_explain__paragraph(x, 6, mds_reg__format(r, key, title, NULL));
    mds_explain__paragraph(x, 8,
                           mds_reg__format(r, "explain.credit", mds_explain__number(x, credit->e),
                                           mds_explain__number(x, credit->a[MDS_CASE_EXPECTED]),
                                           mds_explain__number(x, credit->decay),
                                           mds_explain__number(x, credit->g),
                                           mds_explain__number(x, credit->cap),
                                           mds_explain__number(x, credit->x[MDS_CASE_EXPECTED]),
                                           mds_explain__number(x, credit->x[MDS_CASE_LO]),
                                           mds_explain__number(x, credit->x[MDS_CASE_HI]), NULL));
    put_source(x, credit);
    put_evidence(x, &credit->effect->effectiveness);
}

static void put_group(mds_explanation *x, size_t first)
{
    const mds_scenario_result *s = x->result;
    const mds_credit *head = &s->credits[first];
    mds_explain__paragraph(
        x, 4,
        mds_reg__format(&x->r, "explain.group", head->group,
                        head->effect->acts_on == MDS_ACTS_ON_V1 ? "v1" : "v2",
                        mds_explain__number(x, layer_effect(s, first, MDS_STAGE_R2)), NULL));
    for (size_t k = first; k < s->credit_count; k++) {
        if (same_layer(&s->credits[k], head)) {
            put_credit(x, &s->credits[k]);
        }
    }
}

void mds_explain__measures(mds_explanation *x)
{
    mds_explain__paragraph(x, 2, mds_explain__label(x, "explain.credit_formula"));
    for (size_t i = 0; i < x->result->credit_count; i++) {
        if (first_of_layer(x->result, i, MDS_STAGE_R2)) {
            put_group(x, i);
        }
    }
    if (x->result->credit_count == 0) {
        mds_explain__paragraph(x, 2, mds_explain__label(x, "explain.no_measures"));
    }
}

void mds_explain__layers(mds_explanation *x, mds_stage stage, mds_acts_on on)
{
    const mds_scenario_result *s = x->result;
    const mds_result *at = &s->at[stage][MDS_CASE_EXPECTED];
    double common = x->r.as->policy->common_cause;
    double best = 0;
    size_t groups = 0;
    mds_strbuf text;
    mds_strbuf_init(&text, 1 << 16);
    mds_strbuf_printf(&text, "(1-%s)", mds_explain__number(x, common));
    for (size_t i = 0; i < s->credit_count; i++) {
        if (s->credits[i].effect->acts_on != on || !counts_at(&s->credits[i], stage) ||
            !first_of_layer(s, i, stage)) {
            continue;
        }
        double effect = layer_effect(s, i, stage);
        best = effect > best ? effect : best;
        groups++;
        if (effect > 0) { /* a group without effect is a factor 1 */
            mds_strbuf_printf(&text, " * (1-%s)", mds_explain__number(x, effect));
        }
    }
    mds_strbuf_printf(&text, " + %s * (1-%s)", mds_explain__number(x, common),
                      mds_explain__number(x, best));
    double f = on == MDS_ACTS_ON_V1 ? at->f1 : at->f2;
    mds_strbuf_printf(&text, " = %s", mds_explain__number(x, f));
    const char *sum =
        groups == 0 ? mds_explain__label(x, "explain.no_layer") : mds_reg__copy(&x->r, &text);
    mds_explain__field(x, 4, on == MDS_ACTS_ON_V1 ? "f1" : "f2", sum);
    mds_strbuf_finish(&text);
}
