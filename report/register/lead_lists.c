/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one leading signal, and what must be beside it: what to do and who, what is assumed and
 * which of it is not the hospital's, what is not known, what changed since. */
#include "base/date.h"
#include "register_internal.h"

#include <stdio.h>
#include <string.h>

/* A list in the making. */
typedef struct lines {
    mds_reg *r;
    mds_lead_line *at;
    size_t count, capacity;
} lines;

static void add(lines *l, const char *name, const char *text, mds_lead_flag flag)
{
    if (text[0] == '\0') {
        return;
    }
    if (!mds_array_reserve(l->r->arena, &l->at, &l->capacity, l->count, sizeof *l->at)) {
        l->r->status = mds_arena_status(l->r->arena);
        return;
    }
    l->at[l->count++] = (mds_lead_line){.name = name, .text = text, .flag = flag};
}

static mds_lead_list done(const lines *l)
{
    return (mds_lead_list){.at = l->at, .count = l->count};
}

static const char *count_text(mds_reg *r, size_t count)
{
    char number[24];

    (void)snprintf(number, sizeof number, "%zu", count);
    mds_strbuf_clear(&r->buf);
    mds_strbuf_puts(&r->buf, number);
    return mds_reg__copy(r, &r->buf);
}

/* Date, model and what the hospital knows of its device. */
static mds_lead_list identity(mds_reg *r)
{
    lines l = {.r = r};

    add(&l, "", mds_reg__date(r, r->as_of), MDS_LEAD_PLAIN);
    add(&l, "", r->catalog->model, MDS_LEAD_PLAIN);
    for (int f = MDS_ASSET_TAG; f < MDS_ASSET__COUNT; f++) {
        add(&l, mds_reg__named(r, "asset", mds_asset_name((mds_asset_field)f)),
            r->deployment->asset[f], MDS_LEAD_PLAIN);
    }
    return done(&l);
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

static void put_steps(mds_reg *r, mds_lead *out)
{
    mds_step list[MDS_STEPS_MAX];
    size_t count = 0;
    const mds_status status = mds_assess_steps(list, &count, r->arena, r->as);

    out->conclusion = "";
    if (status != MDS_OK) {
        r->status = status;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        out->steps[i] = (mds_lead_step){.text = step_text(r, &list[i]),
                                        .rrf = mds_words__rrf(r, list[i].rrf_after),
                                        .sure = mds_words__sure(r, list[i].sure_after),
                                        .rrf_after = list[i].rrf_after,
                                        .verdict = list[i].verdict};
        if (out->enough == 0 && list[i].verdict == MDS_VERDICT_ACCEPTABLE) {
            out->enough = i + 1;
        }
    }
    out->step_count = count;
    if (count == 0) {
        out->conclusion = mds_reg__text(r, "do.nothing");
    } else if (out->enough == 0 && r->as->verdict != MDS_VERDICT_ACCEPTABLE) {
        out->conclusion = mds_reg__text(r, "do.not_enough");
    }
}

/* A value of the deployment; one that it does not state is flagged. */
static void assume(lines *l, const char *name, const char *value, unsigned stated)
{
    add(l, mds_reg__text(l->r, name), value,
        (l->r->deployment->stated & stated) != 0 ? MDS_LEAD_PLAIN : MDS_LEAD_DEFAULT);
}

static void assume_support(lines *l)
{
    mds_reg *r = l->r;
    const int32_t day = r->deployment->end_of_support;
    const char *name = mds_reg__text(r, "summary.end_of_support");

    if (day == MDS_DAY_NONE) {
        add(l, name, mds_reg__text(r, "lead.support_unknown"), MDS_LEAD_CHECK);
        return;
    }
    add(l, name,
        mds_reg__format(r, day <= r->as_of ? "lead.support_ended" : "lead.support_until",
                        mds_reg__date(r, day), NULL),
        MDS_LEAD_PLAIN);
}

/* The hospital's measures that count, or that there is none. */
static void assume_measures(lines *l)
{
    mds_reg *r = l->r;
    const char *name = mds_reg__text(r, "column.compensating_controls");
    const size_t before = l->count;

    for (size_t k = 0; k < r->catalog->compensating_count; k++) {
        const mds_kind_credit *kind = &r->as->device.kinds[k];
        if (kind->record != NULL && kind->credit > 0.0) {
            add(l, name,
                mds_reg__format(r, "lead.measure",
                                mds_reg__in(r, &r->catalog->compensating[k].title),
                                mds_reg__date(r, kind->record->expires), NULL),
                MDS_LEAD_PLAIN);
        }
    }
    if (l->count == before) {
        add(l, name, mds_reg__text(r, "lead.no_measures"), MDS_LEAD_PLAIN);
    }
}

/* What files about vulnerabilities add: the one that raises a risk most, if any does. */
static void assume_vulnerabilities(lines *l)
{
    mds_reg *r = l->r;
    const mds_threat *threats = r->deployment->threats;
    const mds_threat *worst = NULL;

    if (threats == NULL) {
        return;
    }
    for (size_t s = 0; s < r->catalog->scenario_count; s++) {
        if (threats[s].possible > 1.0 &&
            (worst == NULL || threats[s].known > worst->known ||
             (threats[s].known >= worst->known && threats[s].possible > worst->possible))) {
            worst = &threats[s];
        }
    }
    const char *name = mds_reg__text(r, "summary.vulnerability_file");
    if (worst == NULL) {
        add(l, name, mds_reg__text(r, "lead.no_vulnerability"), MDS_LEAD_PLAIN);
    } else if (worst->known > 1.0) {
        add(l, name, mds_reg__format(r, "lead.vulnerability", worst->known_by, NULL),
            MDS_LEAD_PLAIN);
    } else {
        add(l, name, mds_reg__format(r, "lead.vulnerability_may", worst->possible_by, NULL),
            MDS_LEAD_PLAIN);
    }
}

static mds_lead_list assumes(mds_reg *r)
{
    const mds_deployment *d = r->deployment;
    const mds_policy *p = r->policy;
    char confidence[MDS_NUM_SIZE];
    lines l = {.r = r};

    assume(&l, "summary.profile",
           d->profile < p->profile_count ? mds_reg__in(r, &p->profiles[d->profile].title) : "",
           MDS_STATED_PROFILE);
    assume(&l, "summary.zone", mds_words__zone(r, p->zones, p->zone_count, d->zone),
           MDS_STATED_ZONE);
    if (r->as->zone_declared) {
        add(&l, mds_reg__text(r, "summary.zone"), mds_reg__text(r, "assumed.zone_declared"),
            MDS_LEAD_PLAIN);
    }
    assume(&l, "summary.data_volume",
           mds_words__zone(r, p->data_volumes, p->data_volume_count, d->data_volume),
           MDS_STATED_DATA_VOLUME);
    assume(&l, "summary.country", mds_reg__named(r, "country", mds_country_name(d->country)),
           MDS_STATED_COUNTRY);
    assume_support(&l);
    assume_measures(&l);
    assume_vulnerabilities(&l);
    mds_num_fixed(confidence, 100.0 * p->confidence, 0);
    add(&l, mds_reg__text(r, "summary.policy"),
        mds_reg__format(r, "lead.policy", mds_reg__in(r, &p->title), p->version, confidence, NULL),
        MDS_LEAD_PLAIN);
    return done(&l);
}

static void add_not_given(lines *l)
{
    mds_reg *r = l->r;

    for (size_t i = 0; i < r->facts->left_out_count; i++) {
        const mds_left_out *form = &r->facts->left_out[i];
        add(l, "",
            mds_reg__format(r, "assumed.not_given",
                            mds_reg__in(r, &r->catalog->forms[form->disclosure->form].title),
                            count_text(r, form->answered), count_text(r, form->questions), NULL),
            MDS_LEAD_PLAIN);
    }
}

/* "form 4.2 years old": old answers are old knowledge. */
static void add_ages(lines *l)
{
    mds_reg *r = l->r;

    for (size_t i = 0; i < r->facts->disclosure_count; i++) {
        const int32_t day = r->facts->disclosures[i]->document_day;
        if (day != MDS_DAY_NONE && day < r->as_of) {
            char years[MDS_NUM_SIZE];
            mds_num_fixed(years, mds_date_years(day, r->as_of), 1);
            add(l, "", mds_reg__format(r, "lead.age", years, NULL), MDS_LEAD_PLAIN);
        }
    }
}

static mds_lead_list unknown(mds_reg *r)
{
    const mds_answer_worth *worths = NULL;
    size_t count = 0;
    size_t asked = 0;
    char share[MDS_NUM_SIZE];
    lines l = {.r = r};
    const mds_status status = mds_answers_worth(&worths, &count, r->arena, r->as, MDS_WORTH_OPEN);

    if (status != MDS_OK) {
        r->status = status;
        return done(&l);
    }
    for (size_t i = 0; i < count; i++) {
        asked += worths[i].asked;
    }
    mds_num_fixed(share, 100.0 * (1.0 - r->as->known), 0);
    add(&l, "",
        r->as->open == 0 ? mds_reg__text(r, "lead.all_known")
                         : mds_reg__format(r, "lead.open_share", share, NULL),
        MDS_LEAD_PLAIN);
    if (asked > 0) {
        add(&l, "", mds_reg__format(r, "lead.open_questions", count_text(r, asked), NULL),
            MDS_LEAD_PLAIN);
    }
    add_not_given(&l);
    add_ages(&l);
    return done(&l);
}

static void add_count(lines *l, const char *key, size_t count)
{
    if (count > 0) {
        add(l, "", mds_reg__format(l->r, key, count_text(l->r, count), NULL), MDS_LEAD_PLAIN);
    }
}

/* What changed since the former register. */
static mds_lead_list changes(mds_reg *r)
{
    lines l = {.r = r};

    if (r->carried == NULL || r->carried->former == NULL) {
        return done(&l);
    }
    add_count(&l, "lead.grew", r->carried->counts[MDS_SINCE_GREW]);
    add_count(&l, "lead.fell", r->carried->counts[MDS_SINCE_FELL]);
    add_count(&l, "lead.new", r->carried->counts[MDS_SINCE_NEW]);
    add_count(&l, "lead.left", r->carried->left_count);
    add_count(&l, "lead.flagged", r->carried->flagged);
    if (l.count == 0) {
        add(&l, "", mds_reg__text(r, "lead.unchanged"), MDS_LEAD_PLAIN);
    }
    return done(&l);
}

const mds_lead *mds_register__lead_lists(mds_reg *r)
{
    mds_lead *out = mds_arena_alloc(r->arena, 1, sizeof *out);

    if (out == NULL) {
        r->status = mds_arena_status(r->arena);
        return NULL;
    }
    const mds_verdict gate = r->as->now->gate;
    const mds_status status = mds_signal_of(&out->signal, r->arena, r->as, r->lang);
    if (status != MDS_OK) {
        r->status = status;
        return NULL;
    }
    out->device = mds_words__device(r);
    out->title = out->device[0] == '\0'
                     ? mds_reg__text(r, "register.title")
                     : mds_reg__format(r, "register.title_of", out->device, NULL);
    out->gate =
        gate > MDS_VERDICT_ACCEPTABLE ? mds_reg__named(r, "gate", mds_verdict_name(gate)) : "";
    out->identity = identity(r);
    put_steps(r, out);
    out->assumes = assumes(r);
    out->unknown = unknown(r);
    out->changed = changes(r);
    return out;
}
