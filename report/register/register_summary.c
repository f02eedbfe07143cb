/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet: what is the matter, what helps most, and what all of it rests on. */
#include "base/date.h"
#include "register_internal.h"

enum { COL_ITEM, COL_VALUE, COL_LOW, COL_HIGH, COL_REMARK, COLUMN_COUNT };

enum { TOP_RISKS = 5 };

static const mds_column_spec columns[COLUMN_COUNT] = {
    [COL_ITEM] = {"item", 30, true},     [COL_VALUE] = {"value", 44, true},
    [COL_LOW] = {"best_case", 18, true}, [COL_HIGH] = {"worst_case", 18, true},
    [COL_REMARK] = {"remark", 70, true},
};

static void heading(mds_table_builder *b, const char *key)
{
    if (mds_table__row(b)) {
        mds_table__marked(b, COL_ITEM, mds_reg__text(b->r, key), MDS_MARK_HEADING);
    }
}

/* A row with its item; the caller fills the rest. */
static bool item(mds_table_builder *b, const char *key)
{
    if (!mds_table__row(b)) {
        return false;
    }
    mds_table__text(b, COL_ITEM, mds_reg__text(b->r, key));
    return true;
}

static void fact(mds_table_builder *b, const char *key, const char *value, const char *remark)
{
    if (item(b, key)) {
        mds_table__text(b, COL_VALUE, value);
        mds_table__text(b, COL_REMARK, remark);
    }
}

static void count(mds_table_builder *b, const char *title, size_t n, mds_cell_mark mark,
                  const char *remark)
{
    if (mds_table__row(b)) {
        mds_table__marked(b, COL_ITEM, title, mark);
        mds_table__number(b, COL_VALUE, (double)n, MDS_NUMBER_INTEGER);
        mds_table__text(b, COL_REMARK, remark);
    }
}

static void put_verdicts(mds_table_builder *b)
{
    mds_reg *r = b->r;
    const mds_assessment *as = r->as;
    heading(b, "summary.result");
    if (item(b, "summary.verdict")) {
        mds_verdict lo = as->verdict_at[MDS_CASE_LO];
        mds_verdict hi = as->verdict_at[MDS_CASE_HI];
        mds_table__marked(b, COL_VALUE, mds_words__verdict(r, as->verdict),
                          mds_verdict_mark(as->verdict));
        mds_table__marked(b, COL_LOW, mds_words__verdict(r, lo), mds_verdict_mark(lo));
        mds_table__marked(b, COL_HIGH, mds_words__verdict(r, hi), mds_verdict_mark(hi));
        mds_table__text(b, COL_REMARK, mds_reg__text(r, "summary.verdict_remark"));
    }
    static const char *const gates[MDS_GATE_KIND__COUNT] = {
        [MDS_GATE_EOS_NETWORKED] = "gate.eos_networked",
        [MDS_GATE_EOS_PERIMETER_ALONE] = "gate.eos_perimeter_alone",
    };
    for (int g = 0; g < MDS_GATE_KIND__COUNT; g++) {
        if (as->gate[g] && item(b, "summary.gate")) {
            mds_table__marked(b, COL_VALUE, mds_reg__text(r, gates[g]), MDS_MARK_NOTICE);
        }
    }
}

static void put_counts(mds_table_builder *b)
{
    mds_reg *r = b->r;
    size_t verdicts[MDS_VERDICT__COUNT] = {0};
    size_t levels[MDS_LEVEL__COUNT] = {0};
    for (size_t i = 0; i < r->as->ranked_count; i++) {
        const mds_scenario_result *s = &r->as->scenarios[r->as->ranking[i]];
        verdicts[s->verdict]++;
        levels[s->level]++;
    }
    heading(b, "summary.counts");
    for (int v = MDS_VERDICT__COUNT - 1; v >= 0; v--) {
        mds_verdict verdict = (mds_verdict)v;
        count(b, mds_words__verdict(r, verdict), verdicts[v], mds_verdict_mark(verdict),
              mds_reg__named(r, "verdict_means", mds_verdict_name(verdict)));
    }
    for (int l = MDS_LEVEL__COUNT - 1; l >= 0; l--) {
        mds_level level = (mds_level)l;
        count(b, mds_words__level(r, level), levels[l], mds_level_mark(level),
              mds_reg__text(r, "summary.level_remark"));
    }
    count(b, mds_reg__text(r, "summary.not_applicable"),
          r->as->scenario_count - r->as->ranked_count, MDS_MARK_NONE, "");
}

static void put_top(mds_table_builder *b)
{
    mds_reg *r = b->r;
    heading(b, "summary.top");
    for (size_t i = 0; i < r->as->ranked_count && i < TOP_RISKS; i++) {
        const mds_scenario_result *s = &r->as->scenarios[r->as->ranking[i]];
        if (!mds_table__row(b)) {
            return;
        }
        mds_table__text(b, COL_ITEM, mds_reg__in(r, &r->catalog->scenarios[s->scenario].title));
        mds_table__marked(b, COL_VALUE, mds_words__level(r, s->level), mds_level_mark(s->level));
        mds_table__number(b, COL_LOW, s->at[MDS_STAGE_R2][MDS_CASE_LO].rrf, MDS_NUMBER_FACTOR);
        mds_table__number(b, COL_HIGH, s->at[MDS_STAGE_R2][MDS_CASE_HI].rrf, MDS_NUMBER_FACTOR);
        mds_table__text(b, COL_REMARK, mds_words__response(r, s));
    }
    if (r->as->ranked_count > 0) {
        fact(b, "summary.top_note", mds_reg__text(r, "summary.top_note_value"), "");
    }
}

static void put_index(mds_table_builder *b)
{
    mds_reg *r = b->r;
    static const char *const stages[MDS_STAGE__COUNT] = {[MDS_STAGE_R0] = "summary.r0",
                                                         [MDS_STAGE_R1] = "summary.r1",
                                                         [MDS_STAGE_R2] = "summary.r2"};
    heading(b, "summary.index");
    for (int s = 0; s < MDS_STAGE__COUNT; s++) {
        if (!item(b, stages[s])) {
            return;
        }
        mds_table__number(b, COL_VALUE, r->as->index[s][MDS_CASE_EXPECTED], MDS_NUMBER_RISK);
        mds_table__number(b, COL_LOW, r->as->index[s][MDS_CASE_LO], MDS_NUMBER_RISK);
        mds_table__number(b, COL_HIGH, r->as->index[s][MDS_CASE_HI], MDS_NUMBER_RISK);
        mds_table__text(b, COL_REMARK,
                        s == MDS_STAGE_R0 ? mds_reg__text(r, "summary.index_remark") : "");
    }
    if (item(b, "summary.judgement")) {
        mds_table__number(b, COL_VALUE, r->as->judgement_share, MDS_NUMBER_SHARE);
        mds_table__text(b, COL_REMARK, mds_reg__text(r, "summary.judgement_remark"));
    }
    mds_completeness_count c = mds_disclosures_count(r->catalog, r->as->facts->disclosures,
                                                     r->as->facts->disclosure_count);
    if (item(b, "summary.answered")) {
        mds_table__number(b, COL_VALUE, (double)c.answered, MDS_NUMBER_INTEGER);
    }
    if (item(b, "summary.unknown")) {
        mds_table__number(b, COL_VALUE, (double)c.unknown, MDS_NUMBER_INTEGER);
        mds_table__text(b, COL_REMARK, mds_reg__text(r, "summary.unknown_remark"));
    }
}

static void put_device(mds_table_builder *b)
{
    mds_reg *r = b->r;
    static const char *const fields[MDS_DEVICE_FIELD__COUNT] = {
        [MDS_DEVICE_MANUFACTURER] = "device.manufacturer",
        [MDS_DEVICE_DESCRIPTION] = "device.description",
        [MDS_DEVICE_MODEL] = "device.model",
        [MDS_DEVICE_VERSION] = "device.version",
        [MDS_DEVICE_DOCUMENT_ID] = "device.document_id",
        [MDS_DEVICE_CONTACT] = "device.contact",
        [MDS_DEVICE_INTENDED_USE] = "device.intended_use",
        [MDS_DEVICE_DOCUMENT_DATE] = "device.document_date",
    };
    heading(b, "summary.device");
    for (size_t i = 0; i < r->as->facts->disclosure_count; i++) {
        const mds_disclosure *d = r->as->facts->disclosures[i];
        for (int f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
            if (f == MDS_DEVICE_DOCUMENT_DATE && d->document_day != MDS_DAY_NONE) {
                if (item(b, fields[f])) {
                    mds_table__date(b, COL_VALUE, d->document_day);
                }
            } else if (d->device[f][0] != '\0') {
                fact(b, fields[f], d->device[f], "");
            }
        }
        const mds_form *form = &r->catalog->forms[d->form];
        fact(b, "summary.edition", mds_reg__in(r, &form->title), form->edition);
        fact(b, "summary.file", d->file, mds_reg__format(r, "sha256", d->sha256, NULL));
    }
}

static void date_item(mds_table_builder *b, const char *key, int32_t day, const char *remark)
{
    if (!item(b, key)) {
        return;
    }
    if (day == MDS_DAY_NONE) {
        mds_table__text(b, COL_VALUE, mds_reg__text(b->r, "not_given"));
    } else {
        mds_table__date(b, COL_VALUE, day);
    }
    mds_table__text(b, COL_REMARK, remark);
}

static void put_deployment(mds_table_builder *b)
{
    mds_reg *r = b->r;
    const mds_deployment *deployment = r->as->deployment;
    const mds_policy *policy = r->as->policy;
    heading(b, "summary.deployment");
    fact(b, "summary.context",
         deployment->file[0] != '\0' ? deployment->file
                                     : mds_reg__text(r, "summary.context_default"),
         deployment->sha256[0] != '\0' ? mds_reg__format(r, "sha256", deployment->sha256, NULL)
                                       : "");
    if (deployment->name[0] != '\0') {
        fact(b, "summary.place", deployment->name, "");
    }
    fact(b, "summary.profile",
         deployment->profile < policy->profile_count
             ? mds_reg__in(r, &policy->profiles[deployment->profile].title)
             : "",
         "");
    fact(b, "summary.zone", mds_words__zone(r, policy->zones, policy->zone_count, deployment->zone),
         "");
    fact(b, "summary.data_volume",
         mds_words__zone(r, policy->data_volumes, policy->data_volume_count,
                         deployment->data_volume),
         "");
    fact(b, "summary.country", mds_reg__named(r, "country", mds_country_name(deployment->country)),
         "");
    if (deployment->hospital_rate_factor != 1 && item(b, "summary.rate_factor")) {
        mds_table__number(b, COL_VALUE, deployment->hospital_rate_factor, MDS_NUMBER_PLAIN);
    }
    date_item(b, "summary.end_of_life", deployment->end_of_life, "");
    date_item(b, "summary.end_of_support", deployment->end_of_support,
              r->as->eos_warning ? mds_reg__text(r, "summary.eos_warning") : "");
    fact(b, "summary.lifecycle",
         mds_reg__named(r, "lifecycle", mds_lifecycle_name(r->as->lifecycle)),
         r->as->legacy ? mds_reg__text(r, "summary.legacy") : "");
}

static void put_basis(mds_table_builder *b)
{
    mds_reg *r = b->r;
    const mds_catalog *catalog = r->catalog;
    heading(b, "summary.basis");
    date_item(b, "summary.as_of", r->as->as_of, "");
    fact(b, "summary.model", catalog->model, "");
    fact(b, "summary.catalog",
         mds_reg__format(r, "catalog.name", catalog->id, catalog->version, NULL),
         mds_reg__format(r, "sha256", catalog->sha256, NULL));
    fact(b, "summary.policy", mds_words__policy(r),
         mds_reg__format(r, "sha256", r->as->policy->sha256, NULL));
    for (int s = 0; s < MDS_STRENGTH__COUNT; s++) {
        fact(b, "summary.strength", mds_words__strength(r, (mds_strength)s),
             mds_reg__named(r, "strength_means", mds_strength_name((mds_strength)s)));
    }
}

void mds_register__summary(mds_reg *r, mds_table *out)
{
    mds_table_builder b;
    mds_table__init(&b, r, "summary", columns, COLUMN_COUNT);
    if (mds_table__row(&b)) {
        mds_table__text(&b, COL_ITEM, mds_reg__text(r, "summary.about"));
        mds_table__marked(&b, COL_VALUE, mds_words__device(r), MDS_MARK_HEADING);
        mds_table__marked(&b, COL_REMARK, mds_reg__text(r, "summary.notice"), MDS_MARK_NOTICE);
    }
    put_verdicts(&b);
    put_top(&b);
    put_counts(&b);
    put_index(&b);
    put_device(&b);
    put_deployment(&b);
    put_basis(&b);
    mds_table__finish(&b, out);
}
