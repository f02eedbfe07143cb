/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_class.h"

#include "base/num.h"
#include "base/strbuf.h"
#include "batch_files.h"
#include "batch_make.h"
#include "register_of.h"
#include "schema.h"
#include <mdsrisk/curve.h>
#include <mdsrisk/treat.h>
#include <mdsrisk/version.h>
#include <string.h>

enum { LINE_BYTES = 1 << 20, SETS_BYTES = 1 << 18 };

/* One class in the making. */
typedef struct making {
    run own;
    store *s;
    const fleet_class *at;
    class_parts parts;
    const mds_risk_assessment *assessment; /* NULL: it could not be assessed */
    mds_strbuf line[MDS_LANG__COUNT];
    mds_strbuf sets;
    int32_t next_day;
    mds_verdict next_verdict;
    const char *next_event; /* of the curve, or "step": only time passes */
} making;

/* When the verdict, or what it rests on, changes next within a year. */
static mds_status find_next(making *m)
{
    const mds_risk_assessment *as = m->assessment;
    const mds_life_curve *curve = NULL;
    const mds_status status = mds_life_curve_build(&curve, m->own.arena, as->catalog, as->policy,
                                                   as->facts, as->deployment, m->own.as_of, 1, 12);

    if (status != MDS_OK) {
        return status;
    }
    for (size_t i = 0; i < curve->point_count; i++) {
        const mds_life_curve_point *at = &curve->points[i];
        if (at->day > m->own.as_of && at->event > MDS_LIFE_TODAY && m->next_day == INT32_MIN) {
            m->next_day = at->day;
            m->next_verdict = at->verdict;
            m->next_event = mds_life_curve_event_name(at->event);
        }
    }
    for (unsigned v = MDS_VERDICT_REDUCE; v <= MDS_VERDICT_NOT_ACCEPTABLE; v++) {
        if (curve->first[v] > m->own.as_of &&
            (m->next_day == INT32_MIN || curve->first[v] < m->next_day)) {
            m->next_day = curve->first[v];
            m->next_verdict = (mds_verdict)v;
            m->next_event = mds_life_curve_event_name(MDS_LIFE_STEP);
        }
    }
    return MDS_OK;
}

/* "cost kind kind;", every minimal set that is enough. */
static mds_status find_sets(making *m)
{
    const mds_treat_options enough = MDS_TREAT_OPTIONS_INIT;
    const mds_treatment *treatment = NULL;

    if (m->assessment->verdict != MDS_VERDICT_REDUCE &&
        m->assessment->verdict != MDS_VERDICT_NOT_ACCEPTABLE) {
        return MDS_OK;
    }
    const mds_status status =
        mds_treat(&treatment, m->own.arena, m->assessment, &enough, m->own.diags);
    for (size_t i = 0; status == MDS_OK && i < treatment->set_count; i++) {
        const mds_treat_set *set = &treatment->sets[i];
        for (size_t k = 0; k < set->count; k++) {
            const mds_treat_kind *kind = &treatment->kinds[set->kinds[k]];
            char cost[MDS_NUM_SIZE];
            mds_num_exact(cost, kind->cost);
            mds_strbuf_printf(&m->sets, "%s%s=%s", k > 0 ? " " : "",
                              m->own.catalog->compensating[set->kinds[k]].id, cost);
        }
        mds_strbuf_puts(&m->sets, ";");
    }
    return status == MDS_OK ? m->sets.status : status;
}

/* What lists say of it, in a language. */
static mds_status describe(making *m, mds_lang lang)
{
    const mds_register *reg = NULL;
    mds_batch_device device;
    mds_status status = MDS_OK;

    m->own.opt.lang = lang;
    if (m->assessment != NULL) {
        status = build_register(&m->own, m->assessment, NULL, NULL, &reg);
    }
    if (status == MDS_OK) {
        status = mds_batch_device_of(&device, m->own.arena, m->own.catalog, m->parts.path, reg,
                                     m->own.diags, lang);
    }
    if (status == MDS_OK) {
        put_device_line(&m->line[lang], &device, NULL, NULL);
        status = m->line[lang].status;
    }
    return status;
}

static mds_status keep_result(const making *m, const fleet_basis *basis)
{
    const mds_risk_assessment *as = m->assessment;
    const mds_device_at *at = as != NULL ? &as->now->at[MDS_STAGE_R2] : NULL;
    const mds_fleet one = as != NULL ? mds_assess_fleet(as, 1) : (mds_fleet){.years = 0};
    const double anchor = as != NULL ? as->device.anchor.mean * as->device.rate_factor : 0;
    const double taken = as != NULL && anchor > 0 && one.taken > 0 ? 1 / (one.years * anchor) : 0;
    const store_value values[] = {
        store_of_text(m->at->key),
        store_of_text(basis->catalog),
        store_of_text(basis->policy),
        store_of_text(basis->model),
        store_of_whole(m->own.as_of),
        store_of_whole(as != NULL ? as->verdict : MDS_VERDICT_CANNOT_BE_JUDGED),
        store_of_real(at != NULL ? at->rrf : 0),
        store_of_real(at != NULL ? at->sure : 0),
        store_of_whole(m->parts.deployment != NULL ? m->parts.deployment->end_of_support
                                                   : INT32_MIN),
        store_of_whole(m->next_day),
        store_of_whole(m->next_verdict),
        store_of_real(anchor),
        store_of_real(taken),
        store_of_real(one.other),
        store_of_text(m->sets.p),
        store_of_text(m->line[MDS_LANG_EN].p),
        store_of_text(m->line[MDS_LANG_JA].p),
        store_of_text(m->next_event)};

    return store_run(m->s, SQL_RESULT_PUT, values, sizeof values / sizeof *values);
}

/* From what is stored to numbers. What speaks against it is said in the class's own list. */
static mds_status work_out(making *m)
{
    mds_status status = load_class(&m->own, m->s, m->at, &m->parts);

    if (status == MDS_OK) {
        status = assess_forms(&m->own, m->parts.forms, m->parts.form_count, m->parts.deployment,
                              &m->assessment);
    }
    if (status == MDS_OK) {
        status = find_next(m);
    }
    return status == MDS_OK ? find_sets(m) : status;
}

const char *basis_catalog(run *r)
{
    const mds_catalog *catalog = r->catalog;
    const char *text = mds_arena_printf(r->arena, "%s %s", catalog->sha256, mds_version());

    for (size_t i = 0; i < catalog->life_file_count && text != NULL; i++) {
        text = mds_arena_printf(r->arena, "%s %s", text, catalog->life_files[i].sha256);
    }
    return text;
}

mds_status assess_class(run *r, store *s, const fleet_basis *basis, const fleet_class *at)
{
    making m = {.s = s, .at = at, .parts = {.path = ""}, .next_day = INT32_MIN, .next_event = ""};
    mds_status status = begin_own(&m.own, r) ? MDS_OK : MDS_ENOMEM;

    m.own.as_of = at->day;
    mds_strbuf_init(&m.sets, SETS_BYTES);
    for (unsigned lang = 0; lang < MDS_LANG__COUNT; lang++) {
        mds_strbuf_init(&m.line[lang], LINE_BYTES);
    }
    if (status == MDS_OK) {
        status = work_out(&m);
        if (status != MDS_OK && status != MDS_EIO && status != MDS_ENOMEM) {
            m.assessment = NULL;
            status = MDS_OK;
        }
    }
    for (unsigned lang = 0; lang < MDS_LANG__COUNT && status == MDS_OK; lang++) {
        status = describe(&m, (mds_lang)lang);
    }
    if (status == MDS_OK) {
        status = keep_result(&m, basis);
    }
    for (unsigned lang = 0; lang < MDS_LANG__COUNT; lang++) {
        mds_strbuf_finish(&m.line[lang]);
    }
    mds_strbuf_finish(&m.sets);
    mds_arena_free(m.own.arena);
    return status;
}
