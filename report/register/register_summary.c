/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet: what is the matter, what helps most, and what all of it rests on. */
#include "base/date.h"
#include "register_internal.h"

enum { COL_ITEM, COL_VALUE, COL_BEST, COL_REMARK, COLUMN_COUNT };

enum { TOP = 3 };

static const mds_column_spec columns[COLUMN_COUNT] = {
    [COL_ITEM] = {"item", 34, true},
    [COL_VALUE] = {"value", 48, true},
    [COL_BEST] = {"best_case", 20, true},
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

static void notice(mds_table_builder *b, const char *key, const char *text, const char *remark)
{
    if (text[0] != '\0' && item(b, key)) {
        mds_table__marked(b, COL_VALUE, text, MDS_MARK_NOTICE);
        mds_table__text(b, COL_REMARK, remark);
    }
}

static void put_signal(mds_table_builder *b)
{
    mds_reg *r = b->r;
    const mds_risk_assessment *as = r->as;
    const mds_device_at *best = &as->best->at[MDS_STAGE_R2];

    heading(b, "summary.result");
    if (item(b, "summary.verdict")) {
        mds_table__marked(b, COL_VALUE, mds_words__device_signal(r), mds_verdict_mark(as->verdict));
        mds_table__marked(b, COL_BEST,
                          mds_words__signal(r, as->best->verdict, best->rrf, best->sure),
                          mds_verdict_mark(as->best->verdict));
        mds_table__text(b, COL_REMARK, mds_reg__text(r, "summary.verdict_remark"));
    }
    notice(b, "summary.unjudged", mds_words__unjudged(r), "");
    notice(b, "summary.assumed", mds_words__assumptions(r), "");
    if (as->supported_until_at_least != MDS_DAY_NONE) {
        notice(b, "summary.ask_first",
               mds_reg__format(r, "question.support",
                               mds_reg__date(r, as->supported_until_at_least), NULL),
               "");
    } else if (!as->support_known) {
        notice(b, "summary.ask_first", mds_reg__text(r, "question.support_date"), "");
    }
    if (as->now->gate > MDS_VERDICT_ACCEPTABLE) {
        notice(b, "summary.gate", mds_reg__named(r, "gate", mds_verdict_name(as->now->gate)), "");
    }
}

static void put_shares(mds_table_builder *b)
{
    mds_reg *r = b->r;

    heading(b, "summary.top");
    for (size_t i = 0; i < r->as->ranked_count && i < TOP && mds_table__row(b); i++) {
        const mds_risk *risk = &r->as->now->risks[r->as->ranking[i]];
        const mds_scenario *scenario = &r->catalog->scenarios[risk->scenario];
        const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
        mds_table__text(b, COL_ITEM, mds_reg__in(r, &scenario->title));
        mds_table__number(b, COL_VALUE, at->share, MDS_NUMBER_SHARE);
        mds_table__text(b, COL_REMARK,
                        mds_reg__format(r, "summary.share", mds_words__rrf(r, at->rrf),
                                        mds_words__frequency(r, at->frequency), NULL));
    }
}

static void put_helps(mds_table_builder *b)
{
    mds_reg *r = b->r;

    heading(b, "summary.helps");
    for (size_t i = 0; i < r->as->help_count && mds_table__row(b); i++) {
        const mds_help *help = &r->as->helps[i];
        mds_table__text(b, COL_ITEM, mds_words__control(r, MDS_NO_ORDINAL, help->compensating));
        mds_table__number(b, COL_VALUE, help->rrf_after, MDS_NUMBER_RRF);
        mds_table__marked(b, COL_REMARK, mds_words__verdict(r, help->verdict),
                          mds_verdict_mark(help->verdict));
    }
    if (r->as->help_count == 0) {
        fact(b, "summary.no_help", "", "");
    }
}

static void put_questions(mds_table_builder *b)
{
    mds_reg *r = b->r;
    const mds_answer_worth *worth = NULL;
    size_t count = 0;
    const mds_status status = mds_answers_worth(&worth, &count, r->arena, r->as, MDS_WORTH_OPEN);

    if (status != MDS_OK) {
        r->status = status;
        return;
    }
    heading(b, "summary.questions");
    for (size_t i = 0; i < count && i < TOP && mds_table__row(b); i++) {
        mds_strbuf ids;
        mds_strbuf_init(&ids, 1 << 16);
        mds_proof__append_questions(r, &ids, &r->facts->at[worth[i].fact]);
        mds_table__text(b, COL_ITEM, mds_reg__in(r, &r->catalog->facts[worth[i].fact].title));
        mds_table__text(b, COL_VALUE,
                        worth[i].asked ? mds_reg__copy(r, &ids)
                                       : mds_reg__text(r, "summary.look_yourself"));
        mds_table__text(b, COL_REMARK,
                        mds_reg__format(r, "summary.answer_worth",
                                        mds_words__factor(r, worth[i].factor),
                                        mds_words__rrf(r, worth[i].rrf_after), NULL));
        mds_reg__drop(r, &ids);
    }
}

static void put_counts(mds_table_builder *b)
{
    mds_reg *r = b->r;
    size_t levels[MDS_LEVEL__COUNT] = {0};

    for (size_t i = 0; i < r->as->ranked_count; i++) {
        levels[r->as->now->risks[r->as->ranking[i]].word]++;
    }
    heading(b, "summary.counts");
    for (int l = MDS_LEVEL__COUNT - 1; l >= 0; l--) {
        const mds_level level = (mds_level)l;
        count(b, mds_words__level(r, level), levels[l], mds_level_mark(level),
              mds_reg__named(r, "level_means", mds_level_name(level)));
    }
    count(b, mds_reg__text(r, "summary.not_applicable"),
          r->as->now->risk_count - r->as->ranked_count, MDS_MARK_NONE, "");
}

static void put_stages(mds_table_builder *b)
{
    mds_reg *r = b->r;
    static const char *const stages[MDS_STAGE__COUNT] = {[MDS_STAGE_R0] = "summary.r0",
                                                         [MDS_STAGE_R1] = "summary.r1",
                                                         [MDS_STAGE_R2] = "summary.r2"};

    heading(b, "summary.stages");
    for (int s = 0; s < MDS_STAGE__COUNT && item(b, stages[s]); s++) {
        const mds_device_at *at = &r->as->now->at[s];
        mds_table__number(b, COL_VALUE, at->rrf, MDS_NUMBER_RRF);
        mds_table__number(b, COL_BEST, r->as->best->at[s].rrf, MDS_NUMBER_RRF);
        mds_table__text(b, COL_REMARK,
                        mds_reg__format(r, "summary.sure", mds_words__sure(r, at->sure), NULL));
    }
    if (item(b, "summary.patch")) {
        const mds_patch_state *state = &r->catalog->patch_states[r->as->now->patch];
        mds_table__text(b, COL_VALUE, mds_reg__in(r, &state->title));
        mds_table__text(b, COL_REMARK,
                        mds_reg__format(r, "summary.patch_factor",
                                        mds_reg__significant(r, r->as->now->patch_factor, 3),
                                        NULL));
    }
}

static void put_known(mds_table_builder *b)
{
    mds_reg *r = b->r;
    const mds_completeness_count c =
        mds_disclosures_count(r->catalog, r->facts->disclosures, r->facts->disclosure_count);

    if (item(b, "summary.known")) {
        mds_table__number(b, COL_VALUE, r->as->known, MDS_NUMBER_SHARE);
        mds_table__text(b, COL_REMARK, mds_reg__text(r, "summary.known_remark"));
    }
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
    for (size_t i = 0; i < r->facts->disclosure_count; i++) {
        const mds_disclosure *d = r->facts->disclosures[i];
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

static const char *zone_basis(mds_reg *r)
{
    const mds_basis *basis = &r->deployment->zone_basis;
    const mds_policy *policy = r->policy;

    return r->deployment->zone < policy->zone_count &&
                   policy->zones[r->deployment->zone].without_basis < policy->zone_count
               ? mds_words__basis(r, basis->by, basis->on, basis->evidence)
               : "";
}

/* Findings of the hospital that switch something off, each with its basis. */
static void put_findings(mds_table_builder *b)
{
    mds_reg *r = b->r;

    for (size_t i = 0; i < r->deployment->verified_count; i++) {
        const mds_verified_fact *found = &r->deployment->verified[i];
        const mds_fact *what = &r->catalog->facts[found->fact];
        if (what->closes[found->state]) {
            fact(b, "summary.finding",
                 mds_reg__format(r, found->state ? "finding.true" : "finding.false",
                                 mds_reg__in(r, &what->title), NULL),
                 mds_words__basis(r, found->by, found->on, found->evidence));
        }
    }
}

static void put_deployment(mds_table_builder *b)
{
    mds_reg *r = b->r;
    const mds_deployment *deployment = r->deployment;
    const mds_policy *policy = r->policy;
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
         zone_basis(r));
    put_findings(b);
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
    date_item(b, "summary.as_of", r->as_of, "");
    fact(b, "summary.model", catalog->model, "");
    fact(b, "summary.catalog",
         mds_reg__format(r, "catalog.name", catalog->id, catalog->version, NULL),
         mds_reg__format(r, "sha256", catalog->sha256, NULL));
    for (size_t i = 0; i < catalog->life_file_count; i++) {
        fact(b, "summary.life_file", catalog->life_files[i].file,
             mds_reg__format(r, "sha256", catalog->life_files[i].sha256, NULL));
    }
    for (size_t i = 0; i < r->deployment->vulnerability_file_count; i++) {
        const mds_vulnerability_file *file = &r->deployment->vulnerability_files[i];
        fact(b, "summary.vulnerability_file", file->name,
             mds_reg__format(r, "sha256", file->sha256, NULL));
    }
    fact(b, "summary.policy", mds_words__policy(r),
         mds_reg__format(r, "sha256", r->policy->sha256, NULL));
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
    put_signal(&b);
    put_shares(&b);
    put_helps(&b);
    put_questions(&b);
    put_stages(&b);
    put_known(&b);
    put_counts(&b);
    put_device(&b);
    put_deployment(&b);
    put_basis(&b);
    mds_table__drop_idle_headings(&b);
    mds_table__finish(&b, out);
}
