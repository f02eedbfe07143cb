/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario as a function of its uncertain inputs: docs/method/model.md, sections 3 to 6, with
 * numbers drawn in place of means. Everything that is fixed comes from the evaluation. */
#include "base/strbuf.h"
#include "simulate_parts.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

static const mds_pert_shape *shape_of(mds_shapes *shapes, double alpha)
{
    for (size_t i = 0; i < shapes->count; i++) {
        if (fabs(shapes->at[i]->alpha - alpha) < 1e-12) {
            return shapes->at[i];
        }
    }
    mds_pert_shape *shape = mds_arena_alloc(shapes->arena, 1, sizeof *shape);
    if (shape == NULL || !mds_array_reserve(shapes->arena, &shapes->at, &shapes->capacity,
                                            shapes->count, sizeof(mds_pert_shape *))) {
        return NULL;
    }
    mds_pert__shape(shape, alpha);
    shapes->at[shapes->count++] = shape;
    return shape;
}

/* MDS_EINVAL when it is no triple. */
static mds_status set_input(mds_plan_input *input, mds_shapes *shapes, mds_triple triple,
                            bool log10_scale, uint64_t stream)
{
    mds_triple on = triple;

    if (log10_scale) {
        on = (mds_triple){log10(triple.low), log10(triple.mode), log10(triple.high)};
    }
    if (!mds_pert__valid(&triple) || !mds_pert__valid(&on)) {
        return MDS_EINVAL;
    }
    input->triple = triple;
    input->mean = log10_scale ? mds_model_log_pert(triple).mean : mds_model_pert(triple).mean;
    input->log10 = log10_scale && on.low < on.high;
    input->varying = (mds_varying){.low = triple.low, .high = triple.high, .stream = stream};
    if (on.low < on.high) {
        input->varying.low = on.low;
        input->varying.span = on.high - on.low;
        input->varying.high = on.high;
        input->varying.shape = shape_of(shapes, mds_pert__alpha(&on));
        if (input->varying.shape == NULL) {
            return mds_arena_status(shapes->arena);
        }
    }
    return MDS_OK;
}

static mds_triple around(const mds_rate *rate)
{
    return (mds_triple){rate->mode / rate->spread, rate->mode, rate->mode * rate->spread};
}

static mds_status refuse(const mds_catalog *catalog, uint32_t scenario, const char *what,
                         mds_status status, mds_diags *diags)
{
    if (status == MDS_EINVAL) {
        mds_diag_add(diags, MDS_D_SIMULATE_NO_TRIPLE, NULL, NULL, catalog->scenarios[scenario].id,
                     what, NULL);
    }
    return status;
}

mds_status mds_plan__estimates(mds_plan_input *inputs, mds_shapes *shapes,
                               const mds_catalog *catalog, uint32_t scenario, mds_diags *diags)
{
    const mds_scenario *of = &catalog->scenarios[scenario];
    const mds_triple triples[] = {around(&of->base_rate), of->v1.value, of->v2.value};
    static const char *const names[] = {"rate", "v1", "v2"};
    mds_status status = MDS_OK;

    for (unsigned i = 0; i < 3 && status == MDS_OK; i++) {
        inputs[i].what = (mds_input){.kind = (mds_input_kind)(MDS_INPUT_RATE + i),
                                     .scenario = scenario,
                                     .fact = MDS_NO_ORDINAL,
                                     .compensating = MDS_NO_ORDINAL};
        status = set_input(&inputs[i], shapes, triples[i], i == MDS_INPUT_AT_RATE,
                           mds_stream__of(MDS_STREAM_RATE + i, scenario));
        if (status != MDS_OK) {
            return refuse(catalog, scenario, names[i], status, diags);
        }
    }
    return status;
}

mds_status mds_plan__common(mds_plan_common *out, mds_shapes *shapes, const mds_catalog *catalog,
                            const mds_policy *policy, mds_country country)
{
    const mds_input none = {
        .scenario = MDS_NO_ORDINAL, .fact = MDS_NO_ORDINAL, .compensating = MDS_NO_ORDINAL};

    *out = (mds_plan_common){.anchor = {.what = none}, .model = {.what = none, .mean = 1.0}};
    out->anchor.what.kind = MDS_INPUT_ANCHOR;
    out->model.what.kind = MDS_INPUT_MODEL;
    out->model.varying =
        (mds_varying){.low = policy->model_sd, .stream = mds_stream__of(MDS_STREAM_MODEL, 0)};
    return set_input(&out->anchor, shapes, around(&catalog->anchors[country]), true,
                     mds_stream__of(MDS_STREAM_ANCHOR, country));
}

/* A measure of the hospital has one effect on all routes on which it is equally strong. */
static uint64_t stream_of(const mds_catalog *catalog, uint32_t scenario,
                          const mds_layer_member *member)
{
    const size_t controls = catalog->fact_count + catalog->compensating_count;

    if (member->fact != MDS_NO_ORDINAL) {
        return mds_stream__of(MDS_STREAM_EFFECT, scenario * controls + member->fact);
    }
    const size_t control = scenario * controls + catalog->fact_count + member->compensating;
    if (member->rationale != NULL) {
        return mds_stream__of(MDS_STREAM_EFFECT, control);
    }
    const mds_compensating *kind = &catalog->compensating[member->compensating];
    size_t i = 0;
    while (i < kind->route_effect_count &&
           memcmp(&kind->route_effects[i].effectiveness, &member->effectiveness,
                  sizeof(mds_triple)) != 0) {
        i++;
    }
    return mds_stream__of(MDS_STREAM_ROUTE_EFFECT, control * (kind->route_effect_count + 1) + i);
}

/* The layer of the same draw of the same control, or a new one. */
static mds_plan_layer *layer_of(mds_plan *plan, const mds_layer_member *member, uint64_t stream)
{
    size_t i = 0;

    while (i < plan->layer_count && plan->inputs[plan->layers[i].input].varying.stream != stream) {
        i++;
    }
    if (i == plan->layer_count) {
        plan->layers[plan->layer_count++] = (mds_plan_layer){
            .input = plan->input_count++, .factor = member->a * member->d * member->g};
    }
    return &plan->layers[i];
}

/* Only the control that leads a layer counts there, as in the closed form. */
static mds_status add_layers(mds_plan *plan, mds_shapes *shapes, const mds_catalog *catalog,
                             const mds_risk *risk, mds_diags *diags)
{
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        const mds_route_bits leads = member->leads[MDS_STAGE_R2];
        if (leads == 0) {
            continue;
        }
        const uint64_t stream = stream_of(catalog, risk->scenario, member);
        mds_plan_layer *layer = layer_of(plan, member, stream);
        mds_plan_input *input = &plan->inputs[layer->input];
        input->what = (mds_input){.kind = MDS_INPUT_EFFECT,
                                  .scenario = risk->scenario,
                                  .fact = member->fact,
                                  .compensating = member->compensating};
        const mds_status status = set_input(input, shapes, member->effectiveness, false, stream);
        if (status != MDS_OK) {
            return refuse(catalog, risk->scenario,
                          member->fact != MDS_NO_ORDINAL
                              ? catalog->facts[member->fact].id
                              : catalog->compensating[member->compensating].id,
                          status, diags);
        }
        for (size_t p = 0, bit = 0; p < risk->path_count; p++) {
            if (risk->paths[p].open) {
                layer->paths |= (leads >> risk->paths[p].route & 1U) << bit++;
            }
        }
    }
    return MDS_OK;
}

mds_status mds_plan__make(mds_plan *plan, mds_arena *arena, mds_shapes *shapes,
                          const mds_risk_assessment *assessment, uint32_t scenario,
                          mds_diags *diags)
{
    const mds_catalog *catalog = assessment->catalog;
    const mds_risk *risk = &assessment->now->risks[scenario];
    const size_t most = MDS_INPUT_AT_EFFECTS + risk->member_count;

    *plan = (mds_plan){.scenario = scenario,
                       .anchored = catalog->scenarios[scenario].anchored,
                       .inputs = mds_arena_alloc(arena, most, sizeof *plan->inputs),
                       .input_count = MDS_INPUT_AT_EFFECTS,
                       .layers = mds_arena_alloc(arena, most, sizeof *plan->layers),
                       .weights = mds_arena_alloc(arena, risk->path_count, sizeof(double)),
                       .rate_factor = risk->raised * risk->at[MDS_STAGE_R2].unpatched,
                       .common_cause = assessment->policy->common_cause,
                       .tolerable = risk->tolerable};
    if (plan->inputs == NULL || plan->layers == NULL || plan->weights == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t p = 0; p < risk->path_count; p++) {
        if (risk->paths[p].open) {
            plan->weights[plan->path_count++] = risk->paths[p].share * risk->paths[p].raise;
        }
    }
    const mds_status status = mds_plan__estimates(plan->inputs, shapes, catalog, scenario, diags);
    return status == MDS_OK ? add_layers(plan, shapes, catalog, risk, diags) : status;
}

void mds_plan__draw(const mds_plan_input *input, uint64_t seed, uint64_t shard, double *out,
                    size_t count)
{
    mds_random random = mds_random__stream(seed, input->varying.stream, shard);

    if (input->what.kind == MDS_INPUT_MODEL) {
        const double sigma = input->varying.low;
        for (size_t i = 0; i < count; i++) {
            /* in the middle of a step: neither 0 nor 1 */
            const double u = mds_random__unit(&random) + 0x1p-54;
            out[i] = exp(sigma * gsl_cdf_ugaussian_Pinv(u) - 0.5 * sigma * sigma);
        }
        return;
    }
    mds_pert__fill(&input->varying, &random, out, count);
    for (size_t i = 0; input->log10 && i < count; i++) {
        out[i] = exp(M_LN10 * out[i]);
    }
}

enum { PATHS_AT_ONCE = 4 };

/* What the layers of some routes leave, while the layers are gone through. */
typedef struct walk {
    double product[PATHS_AT_ONCE][MDS_SHARD], least[PATHS_AT_ONCE][MDS_SHARD];
} walk;

static void put_layer(double *restrict product, double *restrict least, const double *restrict e,
                      double factor, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const double left = 1.0 - factor * e[i];
        product[i] *= left;
        least[i] = left < least[i] ? left : least[i];
    }
}

/* Adds w q f of the routes [first, first + paths) to \p phi. */
static void add_paths(const mds_plan *plan, size_t first, size_t paths, mds_plan_fetch fetch,
                      void *payload, double *restrict phi, size_t count)
{
    const double common = plan->common_cause;
    double buffer[MDS_SHARD];
    walk on;

    for (size_t p = 0; p < paths; p++) {
        for (size_t i = 0; i < count; i++) {
            on.product[p][i] = 1.0;
            on.least[p][i] = 1.0;
        }
    }
    for (size_t k = 0; k < plan->layer_count; k++) {
        const mds_plan_layer *layer = &plan->layers[k];
        const mds_route_bits here = layer->paths >> first & ((1U << paths) - 1U);
        const double *e = here != 0 ? fetch(payload, layer->input, buffer, count) : NULL;
        for (size_t p = 0; p < paths && e != NULL; p++) {
            if ((here >> p & 1U) != 0) {
                put_layer(on.product[p], on.least[p], e, layer->factor, count);
            }
        }
    }
    for (size_t p = 0; p < paths; p++) {
        const double weight = plan->weights[first + p];
        for (size_t i = 0; i < count; i++) {
            phi[i] += weight * ((1.0 - common) * on.product[p][i] + common * on.least[p][i]);
        }
    }
}

void mds_plan__frequencies(const mds_plan *plan, mds_plan_fetch fetch, void *payload, double *out,
                           size_t count)
{
    double buffer[MDS_SHARD];

    memset(out, 0, count * sizeof *out);
    for (size_t first = 0; first < plan->path_count; first += PATHS_AT_ONCE) {
        const size_t left = plan->path_count - first;
        add_paths(plan, first, left < PATHS_AT_ONCE ? left : PATHS_AT_ONCE, fetch, payload, out,
                  count);
    }
    for (size_t i = 0; i < count; i++) {
        out[i] *= plan->rate_factor;
    }
    for (size_t input = MDS_INPUT_AT_RATE; input < MDS_INPUT_AT_EFFECTS; input++) {
        const double *values = fetch(payload, input, buffer, count);
        for (size_t i = 0; i < count; i++) {
            out[i] *= values[i];
        }
    }
}

static int compare_uint(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

int mds_input__compare(const mds_input *a, const mds_input *b)
{
    const int by[] = {compare_uint(a->scenario, b->scenario), compare_uint(a->kind, b->kind),
                      compare_uint(a->fact, b->fact),
                      compare_uint(a->compensating, b->compensating)};

    for (size_t i = 0; i < sizeof by / sizeof by[0]; i++) {
        if (by[i] != 0) {
            return by[i];
        }
    }
    return 0;
}
