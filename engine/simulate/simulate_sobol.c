/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sobol indices from two independent samples A and B and, for each input, A with that input taken
 * from B. First order: Saltelli et al. 2010, table 2 (b); total: Jansen 1999, ibid. (f). */
#include "simulate_parts.h"
#include <mdsrisk/limits.h>

#include <math.h>
#include <stdlib.h>

/* Seed of B: any other than A's gives independent streams. */
static const uint64_t other = UINT64_C(0xb5ad4eceda1ce2a9);

/* T = M (A X + Y) of both samples, and each part of the first. */
typedef struct samples {
    const mds_risk_assessment *assessment;
    uint64_t seed;
    size_t draws;
    mds_plan_common common;
    mds_plan *plans;
    size_t plan_count;
    double **parts;      /* [plan]: F / F_tol of the first sample, without A and M */
    double *anchored[2]; /* X */
    double *other[2];    /* Y */
    double *anchor[2], *model[2];
    double *total[2]; /* T */
    double *mixed;    /* T of the first sample with one input of the second */
} samples;

typedef struct source {
    const mds_plan *plan;
    uint64_t seed, shard;
    size_t changed; /* this input comes from B; SIZE_MAX: none */
    bool b;         /* all come from B */
} source;

static const double *fetch(void *payload, size_t input, double *buffer, size_t count)
{
    const source *from = payload;
    bool b = from->b || input == from->changed;
    mds_plan__draw(&from->plan->inputs[input], from->seed ^ (b ? other : 0), from->shard, buffer,
                   count);
    return buffer;
}

static void outputs(const samples *s, const mds_plan *plan, bool b, size_t changed, double *out)
{
    source from = {.plan = plan, .seed = s->seed, .changed = changed, .b = b};
    for (size_t done = 0; done < s->draws; done += MDS_SHARD, from.shard++) {
        size_t count = s->draws - done < MDS_SHARD ? s->draws - done : MDS_SHARD;
        mds_plan__frequencies(plan, fetch, &from, out + done, count);
    }
    for (size_t i = 0; i < s->draws; i++) {
        out[i] /= plan->tolerable;
    }
}

static void draw_all(const samples *s, const mds_plan_input *input, bool b, double *out)
{
    for (size_t done = 0, shard = 0; done < s->draws; done += MDS_SHARD, shard++) {
        size_t count = s->draws - done < MDS_SHARD ? s->draws - done : MDS_SHARD;
        mds_plan__draw(input, s->seed ^ (b ? other : 0), shard, out + done, count);
    }
}

void mds_sobol_indices(double *first, double *total, const double *a, const double *b,
                       const double *ab, size_t count)
{
    const double n = (double)count;
    double mean = 0.0, variance = 0.0, alone = 0.0, all = 0.0;

    for (size_t i = 0; i < count; i++) {
        mean += a[i] + b[i];
    }
    mean /= 2.0 * n;
    for (size_t i = 0; i < count; i++) {
        double x = a[i] - mean, y = b[i] - mean;
        variance += x * x + y * y;
        /* f(B) about the mean: the same expectation, and less noise. */
        alone += y * (ab[i] - a[i]);
        all += (a[i] - ab[i]) * (a[i] - ab[i]);
    }
    variance /= 2.0 * n;
    *first = variance > 0.0 ? alone / n / variance : 0.0;
    *total = variance > 0.0 ? all / (2.0 * n) / variance : 0.0;
}

static int weightier(const void *a, const void *b)
{
    const mds_sensitivity *x = a;
    const mds_sensitivity *y = b;

    if (x->total < y->total || x->total > y->total) {
        return x->total > y->total ? -1 : 1;
    }
    return mds_input__compare(&x->input, &y->input);
}

static bool reserve(samples *s, mds_arena *scratch)
{
    double **const rows[] = {&s->anchored[0], &s->anchored[1], &s->other[0], &s->other[1],
                             &s->anchor[0],   &s->anchor[1],   &s->model[0], &s->model[1],
                             &s->total[0],    &s->total[1],    &s->mixed};
    bool made = true;

    s->parts = mds_arena_alloc(scratch, s->plan_count, sizeof *s->parts);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] && made; i++) {
        *rows[i] = mds_arena_alloc(scratch, s->draws, sizeof(double));
        made = *rows[i] != NULL;
    }
    for (size_t k = 0; k < s->plan_count && s->parts != NULL && made; k++) {
        s->parts[k] = mds_arena_alloc(scratch, s->draws, sizeof(double));
        made = s->parts[k] != NULL;
    }
    return made && s->parts != NULL;
}

static void sum_sample(samples *s, int b)
{
    draw_all(s, &s->common.anchor, b != 0, s->anchor[b]);
    draw_all(s, &s->common.model, b != 0, s->model[b]);
    for (size_t k = 0; k < s->plan_count; k++) {
        double *part = b == 0 ? s->parts[k] : s->mixed;
        double *sum = s->plans[k].anchored ? s->anchored[b] : s->other[b];
        outputs(s, &s->plans[k], b != 0, SIZE_MAX, part);
        for (size_t i = 0; i < s->draws; i++) {
            sum[i] += part[i];
        }
    }
    for (size_t i = 0; i < s->draws; i++) {
        s->total[b][i] = s->model[b][i] * (s->anchor[b][i] * s->anchored[b][i] + s->other[b][i]);
    }
}

/* T with one input of plan \p k from B. */
static void mix(samples *s, size_t k, size_t input)
{
    outputs(s, &s->plans[k], false, input, s->mixed);
    for (size_t i = 0; i < s->draws; i++) {
        const double scale = s->model[0][i] * (s->plans[k].anchored ? s->anchor[0][i] : 1.0);
        s->mixed[i] = s->total[0][i] + scale * (s->mixed[i] - s->parts[k][i]);
    }
}

static size_t add(samples *s, const mds_input *input, mds_sensitivity *list, size_t count)
{
    mds_sensitivity found = {.input = *input};

    mds_sobol_indices(&found.first, &found.total, s->total[0], s->total[1], s->mixed, s->draws);
    if (found.total > 0.0) {
        list[count++] = found;
    }
    return count;
}

/* The inputs that all scenarios share. */
static size_t add_common(samples *s, mds_sensitivity *list, size_t count)
{
    for (size_t i = 0; i < s->draws; i++) {
        s->mixed[i] = s->model[0][i] * (s->anchor[1][i] * s->anchored[0][i] + s->other[0][i]);
    }
    count = add(s, &s->common.anchor.what, list, count);
    for (size_t i = 0; i < s->draws; i++) {
        s->mixed[i] = s->model[1][i] * (s->anchor[0][i] * s->anchored[0][i] + s->other[0][i]);
    }
    return add(s, &s->common.model.what, list, count);
}

static mds_status make_plans(samples *s, mds_arena *scratch, uint32_t scenario, mds_diags *diags)
{
    const mds_risk_assessment *as = s->assessment;
    const bool one = scenario != MDS_NO_ORDINAL;
    mds_shapes shapes = {.arena = scratch};

    s->plan_count = one ? 1 : as->ranked_count;
    s->plans = mds_arena_alloc(scratch, s->plan_count, sizeof *s->plans);
    if (s->plans == NULL) {
        return mds_arena_status(scratch);
    }
    mds_status status =
        mds_plan__common(&s->common, &shapes, as->catalog, as->policy, as->deployment->country);
    for (size_t k = 0; k < s->plan_count && status == MDS_OK; k++) {
        status = mds_plan__make(&s->plans[k], scratch, &shapes, as, one ? scenario : as->ranking[k],
                                diags);
    }
    if (status == MDS_OK && !reserve(s, scratch)) {
        status = mds_arena_status(scratch);
    }
    return status;
}

static mds_status indices(mds_sensitivity **out, size_t *count, mds_arena *arena, samples *s)
{
    size_t most = 2;

    for (size_t k = 0; k < s->plan_count; k++) {
        most += s->plans[k].input_count;
    }
    mds_sensitivity *list = mds_arena_alloc(arena, most, sizeof *list);
    if (list == NULL) {
        return mds_arena_status(arena);
    }
    sum_sample(s, 0);
    sum_sample(s, 1);
    size_t found = add_common(s, list, 0);
    for (size_t k = 0; k < s->plan_count; k++) {
        for (size_t i = 0; i < s->plans[k].input_count; i++) {
            if (s->plans[k].inputs[i].varying.shape != NULL) {
                mix(s, k, i);
                found = add(s, &s->plans[k].inputs[i].what, list, found);
            }
        }
    }
    qsort(list, found, sizeof *list, weightier);
    *out = list;
    *count = found;
    return MDS_OK;
}

mds_status mds_sobol(const mds_sensitivity **out, size_t *count, mds_arena *arena,
                     const mds_risk_assessment *assessment, uint32_t scenario, size_t draws,
                     uint64_t seed, mds_diags *diags)
{
    samples s = {.assessment = assessment, .seed = seed, .draws = draws};
    const size_t scenarios = assessment->now->risk_count;
    mds_sensitivity *list = NULL;
    size_t found = 0;

    if (draws < MDS_DRAWS_LEAST || draws > MDS_DRAWS_MOST ||
        (scenario != MDS_NO_ORDINAL && scenario >= scenarios)) {
        return MDS_EINVAL;
    }
    if (scenario != MDS_NO_ORDINAL && !assessment->now->risks[scenario].applies) {
        *out = NULL;
        *count = 0;
        return MDS_OK;
    }
    mds_arena *scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (scratch == NULL) {
        return MDS_ENOMEM;
    }
    mds_status status = make_plans(&s, scratch, scenario, diags);
    if (status == MDS_OK) {
        status = indices(&list, &found, arena, &s);
    }
    mds_arena_free(scratch);
    if (status == MDS_OK) {
        *out = list;
        *count = found;
    }
    return status;
}
