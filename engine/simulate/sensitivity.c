/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One judged number after the other at its low and at its high value, over devices. */
#include "sensitivity_parts.h"

#include "evaluation.h"
#include <mdsrisk/limits.h>

#include <math.h>
#include <stdlib.h>

/* Names, and where in the catalog such numbers are. */
static const struct kind {
    const char *name, *file, *member;
} kinds[MDS_PARAMETER_KIND__COUNT] = {
    [MDS_PARAMETER_ANCHOR] = {"anchor", "anchors.json", "mode"},
    [MDS_PARAMETER_RATE] = {"rate", "scenarios.json", "base_rate"},
    [MDS_PARAMETER_V1] = {"v1", "scenarios.json", "v1"},
    [MDS_PARAMETER_V2] = {"v2", "scenarios.json", "v2"},
    [MDS_PARAMETER_IMPACT] = {"impact", "scenarios.json", "impact"},
    [MDS_PARAMETER_ROUTE_SHARE] = {"route_share", "scenarios.json", "routes"},
    [MDS_PARAMETER_PATCH_SHARE] = {"patch_share", "scenarios.json", "patch_share"},
    [MDS_PARAMETER_RAISE] = {"raise", "scenarios.json", "raises"},
    [MDS_PARAMETER_EFFECT] = {"effect", "effects.json", "e"},
    [MDS_PARAMETER_ROUTE_EFFECT] = {"route_effect", "compensating.json", "route_effects"},
    [MDS_PARAMETER_ROUTE_RAISE] = {"route_raise", "routes.json", "raises"},
    [MDS_PARAMETER_PATCH_STATE] = {"patch_state", "patch_states.json", "factor"},
    [MDS_PARAMETER_SPREAD] = {"spread", "spreads.json", "factor"},
    [MDS_PARAMETER_POLICY] = {"policy", "policies/default.json", "value"},
    [MDS_PARAMETER_TOLERABLE] = {"tolerable", "policies/default.json", "frequency"},
};

static const struct kind *kind_of(mds_parameter_kind kind)
{
    static const struct kind none = {"", "", ""};

    return (unsigned)kind < MDS_PARAMETER_KIND__COUNT ? &kinds[kind] : &none;
}

const char *mds_parameter_kind_name(mds_parameter_kind kind)
{
    return kind_of(kind)->name;
}

const char *mds_parameter_kind_file(mds_parameter_kind kind)
{
    return kind_of(kind)->file;
}

const char *mds_parameter_kind_member(mds_parameter_kind kind)
{
    return kind_of(kind)->member;
}

typedef struct playing {
    mds_movable world;
    const mds_risk_assessment *const *devices;
    size_t count;
    mds_evaluation *now, *best; /* rooms */
} playing;

/* The verdict case of a device with the numbers as they are now; p->now holds it. */
static mds_status play(playing *p, mds_verdict *verdict, mds_arena *scratch,
                       const mds_risk_assessment *device)
{
    mds_risk_assessment as = *device;
    mds_status status = mds_device_prepare(&as.device, scratch, &p->world.catalog, &p->world.policy,
                                           device->facts, device->deployment, device->as_of);

    if (status != MDS_OK) {
        return status;
    }
    as.policy = &p->world.policy;
    as.device.from = MDS_STAGE_R2;
    mds_device_evaluate(p->now, &as.device);
    const mds_device good = mds_evaluation__best_case(&as.device, device->lifecycle);
    mds_device_evaluate(p->best, &good);
    as.now = p->now;
    as.best = p->best;
    as.unjudged = MDS_UNJUDGED_NOT;
    mds_evaluation__judge(&as);
    *verdict = as.verdict;
    return MDS_OK;
}

/* All devices with the number at \p value. */
static mds_status play_all(playing *p, const mds_moving *moving, double value, size_t *moved,
                           double *change)
{
    mds_arena *scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_status status = scratch != NULL ? MDS_OK : MDS_ENOMEM;

    mds_movable__set(&p->world, moving, value);
    for (size_t i = 0; i < p->count && status == MDS_OK; i++) {
        const double before = p->devices[i]->now->at[MDS_STAGE_R2].sum.mean;
        mds_verdict verdict = MDS_VERDICT_ACCEPTABLE;
        status = play(p, &verdict, scratch, p->devices[i]);
        const double after = p->now->at[MDS_STAGE_R2].sum.mean;
        if (status == MDS_OK) {
            *moved += verdict != p->devices[i]->verdict;
            *change =
                before > 0.0 && after > 0.0 ? fmax(*change, fabs(log(after / before))) : *change;
        }
    }
    mds_movable__restore(&p->world, moving);
    mds_arena_free(scratch);
    return status;
}

/* Most verdicts first, then the largest change; equal ones stay as they were. */
static int by_effect(const void *a, const void *b)
{
    const mds_moving *x = a, *y = b;
    const size_t moved_x = x->what.moved_low + x->what.moved_high;
    const size_t moved_y = y->what.moved_low + y->what.moved_high;

    if (moved_x != moved_y) {
        return moved_x > moved_y ? -1 : 1;
    }
    if (x->what.change > y->what.change || x->what.change < y->what.change) {
        return x->what.change > y->what.change ? -1 : 1;
    }
    return x->place < y->place ? -1 : 1;
}

static mds_status copy_numbers(const mds_parameter **out, mds_arena *arena, const mds_moving *list,
                               size_t count)
{
    mds_parameter *made = mds_arena_alloc(arena, count, sizeof *made);

    if (made == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < count; i++) {
        made[i] = list[i].what;
    }
    *out = made;
    return MDS_OK;
}

static mds_status collect(const mds_number_study **out, mds_arena *arena, mds_moving *list,
                          size_t count, size_t devices)
{
    mds_number_study *made = mds_arena_alloc(arena, 1, sizeof *made);

    if (made == NULL) {
        return mds_arena_status(arena);
    }
    qsort(list, count, sizeof *list, by_effect);
    *made = (mds_number_study){.device_count = devices, .parameter_count = count};
    *out = made;
    return copy_numbers(&made->parameters, arena, list, count);
}

static bool alike(const mds_risk_assessment *const *devices, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (devices[i]->catalog != devices[0]->catalog ||
            devices[i]->policy != devices[0]->policy) {
            return false;
        }
    }
    return count > 0;
}

mds_status mds_sensitivity_of(const mds_number_study **out, mds_arena *arena,
                              const mds_risk_assessment *const *devices, size_t count)
{
    playing p = {.devices = devices, .count = count};
    mds_moving *list = NULL;
    size_t numbers = 0;

    if (!alike(devices, count)) {
        return MDS_EINVAL;
    }
    mds_status status = mds_movable__make(&p.world, arena, devices[0]->catalog, devices[0]->policy);
    if (status == MDS_OK) {
        status = mds_movable__list(&list, &numbers, arena, &p.world, devices[0]->policy);
    }
    if (status == MDS_OK) {
        status = mds_evaluation_new(&p.now, arena, devices[0]->catalog);
    }
    if (status == MDS_OK) {
        status = mds_evaluation_new(&p.best, arena, devices[0]->catalog);
    }
    for (size_t i = 0; i < numbers && status == MDS_OK; i++) {
        mds_parameter *what = &list[i].what;
        list[i].place = i;
        status = play_all(&p, &list[i], what->low, &what->moved_low, &what->change);
        if (status == MDS_OK) {
            status = play_all(&p, &list[i], what->high, &what->moved_high, &what->change);
        }
    }
    return status == MDS_OK ? collect(out, arena, list, numbers, count) : status;
}

mds_status mds_sensitivity_numbers(const mds_parameter **out, size_t *count, mds_arena *arena,
                                   const mds_catalog *catalog, const mds_policy *policy)
{
    mds_movable world;
    mds_moving *list = NULL;
    size_t numbers = 0;

    mds_status status = mds_movable__make(&world, arena, catalog, policy);
    if (status == MDS_OK) {
        status = mds_movable__list(&list, &numbers, arena, &world, policy);
    }
    if (status == MDS_OK) {
        status = copy_numbers(out, arena, list, numbers);
    }
    if (status == MDS_OK) {
        *count = numbers;
    }
    return status;
}
