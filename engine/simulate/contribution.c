/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would be without one control, and the ends of the way from R0 to R2. */
#include "contribution_parts.h"

/* A control, or the patch state. */
typedef struct control {
    uint32_t fact, compensating;
} control;

static bool same(const mds_layer_member *member, const control *out)
{
    return member->fact == out->fact && member->compensating == out->compensating;
}

static bool one_layer(const mds_catalog *catalog, const mds_layer_member *a,
                      const mds_layer_member *b)
{
    return a->layer < catalog->group_count
               ? a->layer == b->layer
               : a->fact == b->fact && a->compensating == b->compensating;
}

double mds_contributing__times(const mds_contributing *c, const mds_risk *risk, double unpatched,
                               double phi)
{
    const mds_risk_constants *k = risk->constants;
    const bool anchored = c->assessment->catalog->scenarios[risk->scenario].anchored;
    const double anchor = anchored ? c->assessment->device.anchor.mean : 1.0;

    return anchor * k->rate.mean * risk->raised * unpatched * k->v1.mean * k->v2.mean * phi /
           risk->tolerable;
}

/* f of one route without a control; \p left has room for each member. */
static double path_without(const mds_contributing *c, const mds_risk *risk, const mds_path *path,
                           const control *out, double *left)
{
    const mds_catalog *catalog = c->assessment->catalog;
    const mds_route_bits bit = (mds_route_bits)1 << path->route;
    size_t layers = 0;

    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *first = &risk->members[i];
        bool earlier = (first->routes & bit) == 0 || same(first, out);
        for (size_t k = 0; k < i && !earlier; k++) {
            const mds_layer_member *other = &risk->members[k];
            earlier =
                (other->routes & bit) != 0 && !same(other, out) && one_layer(catalog, first, other);
        }
        if (earlier) {
            continue;
        }
        left[layers] = first->left;
        for (size_t k = i + 1; k < risk->member_count; k++) {
            const mds_layer_member *other = &risk->members[k];
            if ((other->routes & bit) != 0 && !same(other, out) &&
                one_layer(catalog, first, other) && other->left < left[layers]) {
                left[layers] = other->left;
            }
        }
        layers++;
    }
    return mds_model_layers_left(left, layers, c->assessment->policy->common_cause);
}

static double risk_without(const mds_contributing *c, const mds_risk *risk, const control *out,
                           double *left)
{
    const bool patches = out->fact == MDS_NO_ORDINAL && out->compensating == MDS_NO_ORDINAL;
    double phi = 0.0;

    if (patches) {
        return mds_contributing__times(c, risk, risk->at[MDS_STAGE_R0].unpatched,
                                       risk->at[MDS_STAGE_R2].phi);
    }
    for (size_t p = 0; p < risk->path_count; p++) {
        const mds_path *path = &risk->paths[p];
        phi +=
            path->open ? path->share * path->raise * path_without(c, risk, path, out, left) : 0.0;
    }
    return mds_contributing__times(c, risk, risk->at[MDS_STAGE_R2].unpatched, phi);
}

static bool acts_on(const mds_risk *risk, const control *out)
{
    bool acts = out->fact == MDS_NO_ORDINAL && out->compensating == MDS_NO_ORDINAL;

    for (size_t i = 0; i < risk->member_count && !acts; i++) {
        acts = same(&risk->members[i], out);
    }
    return acts;
}

static void add_without(mds_contributions *found, const mds_contributing *c, const control *out,
                        mds_without *list, double *left)
{
    mds_without one = {.fact = out->fact, .compensating = out->compensating};

    for (size_t s = 0; s < c->count; s++) {
        const mds_risk *risk = c->risks[s];
        one.times +=
            acts_on(risk, out) ? risk_without(c, risk, out, left) : risk->at[MDS_STAGE_R2].part;
    }
    one.added = one.times - found->after;
    size_t at = found->without_count++;
    for (; at > 0 && list[at - 1].added < one.added; at--) {
        list[at] = list[at - 1];
    }
    list[at] = one;
}

static bool acts_anywhere(const mds_contributing *c, const control *out)
{
    for (size_t s = 0; s < c->count; s++) {
        if (acts_on(c->risks[s], out)) {
            return true;
        }
    }
    return false;
}

static mds_status find_without(mds_contributions *out, const mds_contributing *c, mds_arena *arena)
{
    const mds_catalog *catalog = c->assessment->catalog;
    const mds_evaluation *now = c->assessment->now;
    const size_t controls = catalog->fact_count + catalog->compensating_count;
    mds_without *list = mds_arena_alloc(arena, controls + 1, sizeof *list);
    double *left = mds_arena_alloc(arena, c->most_members, sizeof *left);
    control one = {MDS_NO_ORDINAL, MDS_NO_ORDINAL};

    if (list == NULL || left == NULL) {
        return mds_arena_status(arena);
    }
    if (now->patch_factor < now->patch_none) {
        add_without(out, c, &one, list, left);
    }
    for (uint32_t i = 0; i < controls; i++) {
        const bool fact = i < catalog->fact_count;
        one.fact = fact ? i : MDS_NO_ORDINAL;
        one.compensating = fact ? MDS_NO_ORDINAL : i - (uint32_t)catalog->fact_count;
        if (acts_anywhere(c, &one)) {
            add_without(out, c, &one, list, left);
        }
    }
    out->without = list;
    return MDS_OK;
}

static mds_status begin(mds_contributing *c, mds_contributions *out, mds_arena *arena,
                        uint32_t scenario)
{
    const mds_evaluation *now = c->assessment->now;

    c->risks = mds_arena_alloc(arena, now->risk_count, sizeof *c->risks);
    if (c->risks == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t s = 0; s < now->risk_count; s++) {
        const mds_risk *risk = &now->risks[s];
        if (risk->applies && (scenario == MDS_NO_ORDINAL || scenario == s)) {
            c->risks[c->count++] = risk;
            out->before += risk->at[MDS_STAGE_R0].part;
            out->after += risk->at[MDS_STAGE_R2].part;
            c->most_members =
                risk->member_count > c->most_members ? risk->member_count : c->most_members;
        }
    }
    return MDS_OK;
}

mds_status mds_contributions_of(const mds_contributions **out, mds_arena *arena,
                                const mds_risk_assessment *assessment, uint32_t scenario,
                                mds_diags *diags)
{
    mds_contributing c = {.assessment = assessment};

    if (scenario != MDS_NO_ORDINAL && scenario >= assessment->now->risk_count) {
        return MDS_EINVAL;
    }
    mds_contributions *found = mds_arena_alloc(arena, 1, sizeof *found);
    if (found == NULL) {
        return mds_arena_status(arena);
    }
    found->scenario = scenario;
    mds_status status = begin(&c, found, arena, scenario);
    if (status == MDS_OK) {
        status = find_without(found, &c, arena);
    }
    if (status == MDS_OK) {
        status = mds_contributing__shares(found, &c, arena);
    }
    if (status == MDS_OK) {
        status = mds_contributing__swings(found, &c, arena, diags);
    }
    if (status == MDS_OK) {
        *out = found;
    }
    return status;
}
