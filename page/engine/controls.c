/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess.h"

#include <mdsrisk/treat.h>

/* Kinds that the switches add, one flag a kind of the catalog. */
typedef struct switches {
    bool *on;
    uint32_t *kinds; /* room for those that are on */
    size_t count;    /* kinds of the catalog */
} switches;

static mds_status read_switches(switches *out, mds_page *page)
{
    const mds_catalog *catalog = page->session.catalog;
    const char *const *ids = NULL;
    size_t n = 0;

    const mds_status status = mds_page__strings(&ids, &n, page, "added");
    out->count = catalog->compensating_count;
    out->on = mds_arena_alloc(page->session.arena, out->count + 1, sizeof *out->on);
    out->kinds = mds_arena_alloc(page->session.arena, out->count + 1, sizeof *out->kinds);
    if (status != MDS_OK || out->on == NULL || out->kinds == NULL) {
        return status != MDS_OK ? status : mds_arena_status(page->session.arena);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t kind = mds_catalog_compensating(catalog, ids[i]);
        if (kind != MDS_NO_ORDINAL) {
            out->on[kind] = true;
        }
    }
    return MDS_OK;
}

/* The device with these switches, as the treatment search reckons a measure. */
static mds_status assess_with(const mds_risk_assessment **out, mds_page *page,
                              const page_assessment *a, const switches *with)
{
    const mds_session *s = &page->session;
    size_t n = 0;

    for (size_t i = 0; i < with->count; i++) {
        if (with->on[i]) {
            with->kinds[n++] = (uint32_t)i;
        }
    }
    const mds_deployment *deployment =
        mds_treat_deployment(s->arena, a->now->deployment, with->kinds, n, s->as_of);
    if (deployment == NULL) {
        return mds_arena_status(s->arena);
    }
    return mds_assess_device(out, s->arena, s->catalog, s->policy, a->now->facts, deployment,
                             s->as_of, NULL);
}

/* What the switch of one kind does from here: the number without it over the number with it. */
static mds_status factor_of(double *out, mds_page *page, const page_assessment *a, switches *with,
                            size_t kind, double here)
{
    const mds_risk_assessment *other = NULL;
    const bool on = with->on[kind];

    with->on[kind] = !on;
    const mds_status status = assess_with(&other, page, a, with);
    with->on[kind] = on;
    if (status == MDS_OK) {
        const double there = other->now->at[MDS_STAGE_R2].rrf;
        *out = on ? there / here : here / there;
    }
    return status;
}

static mds_status put_kinds(mds_page *page, const page_assessment *a, switches *with,
                            const mds_treatment *treatment, double here)
{
    const mds_catalog *catalog = page->session.catalog;
    mds_jsonw *out = &page->out;
    mds_status status = MDS_OK;

    mds_jsonw_name(out, "controls");
    mds_jsonw_array(out);
    for (size_t i = 0; i < with->count && status == MDS_OK; i++) {
        const mds_treat_state state = treatment->kinds[i].state;
        double factor = 1.0;
        if (state == MDS_TREAT_MISSING || state == MDS_TREAT_INCOMPLETE) {
            status = factor_of(&factor, page, a, with, i, here);
        }
        mds_jsonw_object(out);
        mds_jsonw_member_string(out, "id", catalog->compensating[i].id);
        mds_page__text(page, "title", &catalog->compensating[i].title);
        mds_jsonw_member_string(out, "state", mds_treat_state_name(state));
        mds_jsonw_member_bool(out, "on", with->on[i]);
        mds_jsonw_member_number(out, "factor", factor);
        mds_jsonw_object_end(out);
    }
    mds_jsonw_array_end(out);
    return status;
}

/* Of the sets that are enough the one with the fewest kinds, then with the smallest number. */
static void put_fewest(mds_page *page, const mds_treatment *treatment)
{
    const mds_treat_set *best = NULL;

    for (size_t i = 0; i < treatment->set_count; i++) {
        const mds_treat_set *set = &treatment->sets[i];
        if (best == NULL || set->count < best->count ||
            (set->count == best->count && set->rrf < best->rrf)) {
            best = set;
        }
    }
    mds_jsonw_name(&page->out, "fewest");
    if (best == NULL) {
        mds_jsonw_null(&page->out);
        return;
    }
    mds_jsonw_inline_next(&page->out);
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < best->count; i++) {
        mds_jsonw_string(&page->out, page->session.catalog->compensating[best->kinds[i]].id);
    }
    mds_jsonw_array_end(&page->out);
}

mds_status mds_page__put_controls(mds_page *page, const page_assessment *a)
{
    const mds_treat_options options = MDS_TREAT_OPTIONS_INIT;
    const mds_treatment *treatment = NULL;
    const mds_risk_assessment *then = NULL;
    switches with = {NULL, NULL, 0};

    mds_status status = read_switches(&with, page);
    if (status == MDS_OK) {
        status = mds_treat(&treatment, page->session.arena, a->now, &options, NULL);
    }
    if (status == MDS_OK) {
        status = assess_with(&then, page, a, &with);
    }
    if (status == MDS_OK) {
        status = mds_page__put_verdict(page, "then", then);
    }
    if (status == MDS_OK) {
        status = put_kinds(page, a, &with, treatment, then->now->at[MDS_STAGE_R2].rrf);
    }
    if (status == MDS_OK) {
        put_fewest(page, treatment);
    }
    return status;
}
