/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one leading signal, and what must stand beside it: what to do and who, what is assumed and
 * which of it is not the hospital's, what is not known, what changed since. */
#include "base/date.h"
#include "register_internal.h"

#include <stdio.h>
#include <string.h>

enum { COL_ITEM, COL_VALUE, COLUMN_COUNT };

static const mds_column_spec columns[COLUMN_COUNT] = {
    [COL_ITEM] = {"item", 14, true},
    [COL_VALUE] = {"value", 120, true},
};

static void line(mds_table_builder *b, const char *key, const char *value, mds_cell_mark mark)
{
    if (value[0] != '\0' && mds_table__row(b)) {
        mds_table__text(b, COL_ITEM, mds_reg__text(b->r, key));
        mds_table__marked(b, COL_VALUE, value, mark);
    }
}

static void next(const mds_reg *r, mds_strbuf *list)
{
    mds_strbuf_puts(list, list->n > 0 ? mds_reg__text(r, "list.clause") : "");
}

static const char *finish(mds_reg *r, mds_strbuf *list)
{
    const char *text = mds_reg__copy(r, list);

    mds_strbuf_finish(list);
    return text;
}

static const char *count_text(mds_reg *r, size_t count)
{
    char number[24];

    (void)snprintf(number, sizeof number, "%zu", count);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, number);
    return mds_reg__copy(r, &r->buf);
}

/* "2026-11-20, RM-2, CE-0417, Ward 3": what the sheet is of, behind the device's name. */
static const char *identity(mds_reg *r)
{
    static const mds_asset_field shown[] = {MDS_ASSET_TAG,      MDS_ASSET_SERIAL,
                                            MDS_ASSET_LOCATION, MDS_ASSET_DEPARTMENT,
                                            MDS_ASSET_QUANTITY, MDS_ASSET_CRITICALITY};
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 16);
    mds_strbuf_printf(&list, "%s, %s", mds_reg__date(r, r->as_of), r->catalog->model);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        const char *value = r->deployment->asset[shown[i]];
        if (value[0] != '\0') {
            mds_strbuf_puts(&list, mds_reg__text(r, "list.clause"));
            mds_reg__append(r, &list, "lead.asset",
                            mds_reg__named(r, "asset", mds_asset_name(shown[i])), value, NULL);
        }
    }
    return finish(r, &list);
}

/* What to do and who can do it; a kind that the texts do not know goes by its title. */
static const char *step_text(mds_reg *r, const mds_step *step)
{
    if (step->compensating == MDS_NO_ORDINAL) {
        return mds_reg__format(r, "do.ask", count_text(r, step->questions), NULL);
    }
    const mds_compensating *kind = &r->catalog->compensating[step->compensating];
    const char *text = mds_reg__named(r, "do", kind->id);
    return strncmp(text, "do.", 3) == 0 ? mds_reg__in(r, &kind->title) : text;
}

static const char *steps(mds_reg *r)
{
    mds_step list[MDS_STEPS_MAX];
    size_t count = 0;
    mds_strbuf text;
    const mds_status status = mds_assess_steps(list, &count, r->arena, r->as);
    bool enough = false;

    if (status != MDS_OK) {
        r->status = status;
        return "";
    }
    mds_strbuf_init(&text, 1 << 16);
    for (size_t i = 0; i < count; i++) {
        next(r, &text);
        mds_reg__append(r, &text, "do.step", count_text(r, i + 1), step_text(r, &list[i]),
                        mds_words__rrf(r, list[i].rrf_after), NULL);
        enough = enough || list[i].verdict == MDS_VERDICT_ACCEPTABLE;
    }
    if (count == 0) {
        mds_strbuf_puts(&text, mds_reg__text(r, "do.nothing"));
    } else if (!enough && r->as->verdict != MDS_VERDICT_ACCEPTABLE) {
        mds_strbuf_puts(&text, mds_reg__text(r, "do.not_enough"));
    }
    return finish(r, &text);
}

/* A value of the deployment; one that it does not state is flagged. */
static void assume(mds_reg *r, mds_strbuf *list, const char *value, bool stated)
{
    if (value[0] == '\0') {
        return;
    }
    next(r, list);
    if (stated) {
        mds_strbuf_puts(list, value);
    } else {
        mds_reg__append(r, list, "lead.default", value, NULL);
    }
}

static const char *support(mds_reg *r)
{
    const int32_t day = r->deployment->end_of_support;

    if (day == MDS_DAY_NONE) {
        return mds_reg__text(r, "lead.support_unknown");
    }
    return mds_reg__format(r, day <= r->as_of ? "lead.support_ended" : "lead.support_until",
                           mds_reg__date(r, day), NULL);
}

/* The hospital's measures that count, or that there is none. */
static void assume_measures(mds_reg *r, mds_strbuf *list)
{
    size_t counted = 0;

    for (size_t k = 0; k < r->catalog->compensating_count; k++) {
        const mds_kind_credit *kind = &r->as->device.kinds[k];
        if (kind->record != NULL && kind->credit > 0.0) {
            next(r, list);
            mds_reg__append(r, list, "lead.measure",
                            mds_reg__in(r, &r->catalog->compensating[k].title),
                            mds_reg__date(r, kind->record->expires), NULL);
            counted++;
        }
    }
    if (counted == 0) {
        next(r, list);
        mds_strbuf_puts(list, mds_reg__text(r, "lead.no_measures"));
    }
}

static const char *assumes(mds_reg *r)
{
    const mds_deployment *d = r->deployment;
    const mds_policy *p = r->policy;
    char confidence[MDS_NUM_SIZE];
    mds_strbuf list;

    mds_strbuf_init(&list, 1 << 16);
    assume(r, &list,
           d->profile < p->profile_count ? mds_reg__in(r, &p->profiles[d->profile].title) : "",
           (d->stated & MDS_STATED_PROFILE) != 0);
    assume(r, &list, mds_words__zone(r, p->zones, p->zone_count, d->zone),
           (d->stated & MDS_STATED_ZONE) != 0);
    if (r->as->zone_declared) {
        assume(r, &list, mds_reg__text(r, "assumed.zone_declared"), true);
    }
    assume(r, &list, mds_words__zone(r, p->data_volumes, p->data_volume_count, d->data_volume),
           (d->stated & MDS_STATED_DATA_VOLUME) != 0);
    assume(r, &list, mds_reg__named(r, "country", mds_country_name(d->country)),
           (d->stated & MDS_STATED_COUNTRY) != 0);
    assume(r, &list, support(r), true);
    assume_measures(r, &list);
    mds_num_fixed(confidence, 100.0 * p->confidence, 0);
    next(r, &list);
    mds_reg__append(r, &list, "lead.policy", mds_reg__in(r, &p->title), p->version, confidence,
                    NULL);
    return finish(r, &list);
}

static void not_given(mds_reg *r, mds_strbuf *list)
{
    for (size_t i = 0; i < r->facts->left_out_count; i++) {
        const mds_left_out *form = &r->facts->left_out[i];
        next(r, list);
        mds_reg__append(r, list, "assumed.not_given",
                        mds_reg__in(r, &r->catalog->forms[form->disclosure->form].title),
                        count_text(r, form->answered), count_text(r, form->questions), NULL);
    }
}

/* "form 4.2 years old": old answers are old knowledge. */
static void ages(mds_reg *r, mds_strbuf *list)
{
    for (size_t i = 0; i < r->facts->disclosure_count; i++) {
        const int32_t day = r->facts->disclosures[i]->document_day;
        if (day != MDS_DAY_NONE && day < r->as_of) {
            char years[MDS_NUM_SIZE];
            mds_num_fixed(years, mds_date_years(day, r->as_of), 1);
            next(r, list);
            mds_reg__append(r, list, "lead.age", years, NULL);
        }
    }
}

static const char *unknown(mds_reg *r)
{
    const mds_answer_worth *worths = NULL;
    size_t count = 0;
    size_t asked = 0;
    char share[MDS_NUM_SIZE];
    mds_strbuf list;
    const mds_status status = mds_answers_worth(&worths, &count, r->arena, r->as, MDS_WORTH_OPEN);

    if (status != MDS_OK) {
        r->status = status;
        return "";
    }
    for (size_t i = 0; i < count; i++) {
        asked += worths[i].asked;
    }
    mds_strbuf_init(&list, 1 << 16);
    mds_num_fixed(share, 100.0 * (1.0 - r->as->known), 0);
    if (r->as->open == 0) {
        mds_strbuf_puts(&list, mds_reg__text(r, "lead.all_known"));
    } else {
        mds_reg__append(r, &list, "lead.open_share", share, NULL);
    }
    if (asked > 0) {
        next(r, &list);
        mds_reg__append(r, &list, "lead.open_questions", count_text(r, asked), NULL);
    }
    not_given(r, &list);
    ages(r, &list);
    return finish(r, &list);
}

/* What changed since the former register. */
static const char *changes(mds_reg *r)
{
    static const struct {
        mds_since since;
        const char *key;
    } words[] = {
        {MDS_SINCE_GREW, "lead.grew"}, {MDS_SINCE_FELL, "lead.fell"}, {MDS_SINCE_NEW, "lead.new"}};
    mds_strbuf list;

    if (r->carried == NULL || r->carried->former == NULL) {
        return "";
    }
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t count = r->carried->counts[words[i].since];
        if (count > 0) {
            next(r, &list);
            mds_reg__append(r, &list, words[i].key, count_text(r, count), NULL);
        }
    }
    if (r->carried->left_count > 0) {
        next(r, &list);
        mds_reg__append(r, &list, "lead.left", count_text(r, r->carried->left_count), NULL);
    }
    if (r->carried->flagged > 0) {
        next(r, &list);
        mds_reg__append(r, &list, "lead.flagged", count_text(r, r->carried->flagged), NULL);
    }
    if (list.n == 0) {
        mds_strbuf_puts(&list, mds_reg__text(r, "lead.unchanged"));
    }
    return finish(r, &list);
}

void mds_register__lead(mds_reg *r, mds_table *out)
{
    const mds_risk_assessment *as = r->as;
    mds_table_builder b;

    mds_table__init(&b, r, "lead", columns, COLUMN_COUNT);
    const char *device = mds_words__device(r);
    if (mds_table__row(&b)) {
        mds_table__marked(&b, COL_ITEM,
                          device[0] == '\0' ? mds_reg__text(r, "register.title")
                                            : mds_reg__format(r, "register.title_of", device, NULL),
                          MDS_MARK_HEADING);
        mds_table__text(&b, COL_VALUE, identity(r));
    }
    line(&b, "summary.verdict", mds_words__device_signal(r), mds_verdict_mark(as->verdict));
    line(&b, "summary.unjudged", mds_words__unjudged(r), MDS_MARK_NOTICE);
    if (as->now->gate > MDS_VERDICT_ACCEPTABLE) {
        line(&b, "summary.gate", mds_reg__named(r, "gate", mds_verdict_name(as->now->gate)),
             MDS_MARK_NOTICE);
    }
    line(&b, "lead.do", steps(r), MDS_MARK_NONE);
    line(&b, "lead.assumes", assumes(r), MDS_MARK_NONE);
    line(&b, "lead.not_known", unknown(r), MDS_MARK_NONE);
    const char *changed = changes(r);
    line(&b, "lead.changed", changed,
         changed[0] != '\0' && r->carried->flagged > 0 ? MDS_MARK_NOTICE : MDS_MARK_NONE);
    mds_table__finish(&b, out);
}
