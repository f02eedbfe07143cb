/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sobol indices from two independent samples A and B and, for each input, A with that input taken
 * from B. First order: Saltelli et al. 2010, table 2 (b); total: Jansen 1999, ibid. (f). */
#include "simulate_parts.h"
#include <mdsrisk/limits.h>

#include <math.h>

/* Seed of B: any other than A's gives independent streams. */
static const uint64_t other = UINT64_C(0xb5ad4eceda1ce2a9);

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

static void outputs(const mds_plan *plan, uint64_t seed, bool b, size_t changed, double *out,
                    size_t draws)
{
    source from = {.plan = plan, .seed = seed, .changed = changed, .b = b};
    for (size_t done = 0; done < draws; done += MDS_SHARD, from.shard++) {
        size_t count = draws - done < MDS_SHARD ? draws - done : MDS_SHARD;
        mds_plan__frequencies(plan, fetch, &from, out + done, count);
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

static bool varies(const mds_plan_input *input)
{
    return input->what.kind == MDS_INPUT_UNKNOWN ? input->expected > 0.0 && input->expected < 1.0
                                                 : input->varying.shape != NULL;
}

static void insert(mds_sensitivity *list, size_t count, mds_sensitivity found)
{
    size_t i = count;
    while (i > 0 && list[i - 1].total < found.total) {
        list[i] = list[i - 1];
        i--;
    }
    list[i] = found;
}

static mds_status indices(mds_sensitivity **out, size_t *count, mds_arena *arena,
                          mds_arena *scratch, const mds_assessment *assessment, uint32_t scenario,
                          size_t draws, uint64_t seed, mds_diags *diags)
{
    mds_shapes shapes = {.arena = scratch};
    mds_plan plan;
    mds_status status = mds_plan__make(&plan, scratch, &shapes, assessment, scenario, diags);

    if (status != MDS_OK) {
        return status;
    }
    double *a = mds_arena_alloc(scratch, draws, sizeof *a);
    double *b = mds_arena_alloc(scratch, draws, sizeof *b);
    double *ab = mds_arena_alloc(scratch, draws, sizeof *ab);
    if (a == NULL || b == NULL || ab == NULL) {
        return mds_arena_status(scratch);
    }
    mds_sensitivity *list = mds_arena_alloc(arena, plan.input_count, sizeof *list);
    if (list == NULL) {
        return mds_arena_status(arena);
    }
    outputs(&plan, seed, false, SIZE_MAX, a, draws);
    outputs(&plan, seed, true, SIZE_MAX, b, draws);
    *count = 0;
    for (size_t i = 0; i < plan.input_count; i++) {
        mds_sensitivity found = {.input = plan.inputs[i].what};
        if (!varies(&plan.inputs[i])) {
            continue;
        }
        outputs(&plan, seed, false, i, ab, draws);
        mds_sobol_indices(&found.first, &found.total, a, b, ab, draws);
        insert(list, (*count)++, found);
    }
    *out = list;
    return MDS_OK;
}

mds_status mds_sobol(const mds_sensitivity **out, size_t *count, mds_arena *arena,
                     const mds_assessment *assessment, uint32_t scenario, size_t draws,
                     uint64_t seed, mds_diags *diags)
{
    mds_sensitivity *list = NULL;
    size_t found = 0;

    if (draws < MDS_DRAWS_LEAST || draws > MDS_DRAWS_MOST ||
        scenario >= assessment->scenario_count) {
        return MDS_EINVAL;
    }
    if (assessment->scenarios[scenario].open == MDS_FALSE) {
        *out = NULL;
        *count = 0;
        return MDS_OK;
    }
    mds_arena *scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (scratch == NULL) {
        return MDS_ENOMEM;
    }
    const mds_status status =
        indices(&list, &found, arena, scratch, assessment, scenario, draws, seed, diags);
    mds_arena_free(scratch);
    if (status == MDS_OK) {
        *out = list;
        *count = found;
    }
    return status;
}
