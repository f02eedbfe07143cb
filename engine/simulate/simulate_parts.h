/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the parts of the simulation share: the sampler of Beta-PERT, and a scenario as a function
 * of its uncertain inputs, worked out for a block of draws at once.
 */
#ifndef MDS_ENGINE_SIMULATE_PARTS_H
#define MDS_ENGINE_SIMULATE_PARTS_H

#include "engine/random.h"
#include <mdsrisk/simulate.h>

enum { MDS_SHARD = 1024, MDS_PERT_STRIPS = 512 };

/* One strip of the envelope. Every strip has the same area, so that one is picked by nine bits. */
typedef struct mds_pert_strip {
    double x; /* left edge */
    double width;
    double floor, ceiling; /* of the density over the strip */
} mds_pert_strip;

/* What most draws need of a strip, together in the cache. */
typedef struct mds_pert_step {
    double squeeze; /* floor / ceiling */
    double x;
    double slope; /* width / squeeze */
} mds_pert_step;

/* Beta(alpha, 6 - alpha) on 0..1, 1 <= alpha <= 5: every Beta-PERT is one, moved and stretched. */
typedef struct mds_pert_shape {
    double alpha;
    double log_peak;
    mds_pert_step steps[MDS_PERT_STRIPS];
    mds_pert_strip strips[MDS_PERT_STRIPS];
} mds_pert_shape;

void mds_pert__shape(mds_pert_shape *shape, double alpha);
double mds_pert__alpha(const mds_triple *triple);
bool mds_pert__valid(const mds_triple *triple);

/* A number that varies. Without a shape it is always \c low. */
typedef struct mds_varying {
    const mds_pert_shape *shape;
    double low, span, high;
    uint64_t stream;
} mds_varying;

void mds_pert__fill(const mds_varying *varying, mds_random *random, double *out, size_t count);

typedef struct mds_plan_input {
    mds_input what;
    mds_varying varying; /* MDS_INPUT_MODEL: low is sigma */
    double mean;
    mds_triple triple;
    bool log10;
} mds_plan_input;

/* A layer: the control that leads it, on one route or on several. */
typedef struct mds_plan_layer {
    size_t input;
    double factor;        /* of e: a d g */
    mds_route_bits paths; /* bit 1 << place among the plan's paths */
} mds_plan_layer;

/* One applicable scenario at R2, without the anchor and the model's own error. */
typedef struct mds_plan {
    uint32_t scenario;
    bool anchored;
    mds_plan_input *inputs; /* rate, v1, v2, effects */
    size_t input_count;
    mds_plan_layer *layers;
    size_t layer_count;
    double *weights; /* per open route: share times raise */
    size_t path_count;
    double rate_factor; /* K U */
    double common_cause;
    double tolerable;
} mds_plan;

enum { MDS_INPUT_AT_RATE, MDS_INPUT_AT_V1, MDS_INPUT_AT_V2, MDS_INPUT_AT_EFFECTS };

/* What all scenarios share. */
typedef struct mds_plan_common {
    mds_plan_input anchor, model;
} mds_plan_common;

/* Shapes made so far; scenarios share them. */
typedef struct mds_shapes {
    mds_arena *arena;
    const mds_pert_shape **at;
    size_t count, capacity;
} mds_shapes;

/* Streams: what an input is in the catalog, so that two devices share them. */
enum {
    MDS_STREAM_ANCHOR,
    MDS_STREAM_MODEL,
    MDS_STREAM_RATE,
    MDS_STREAM_V1,
    MDS_STREAM_V2,
    MDS_STREAM_EFFECT,
    MDS_STREAM_ROUTE_EFFECT,
    MDS_STREAM_WEIGHTS
};

static inline uint64_t mds_stream__of(unsigned kind, size_t ordinal)
{
    return ((uint64_t)kind << 32) | (uint64_t)ordinal;
}

/** Rate (what is anchored: the ratio), v1 and v2 of a scenario, three inputs. MDS_EINVAL with a
 * diagnostic when an estimate is no triple. */
MDS_NODISCARD mds_status mds_plan__estimates(mds_plan_input *inputs, mds_shapes *shapes,
                                             const mds_catalog *catalog, uint32_t scenario,
                                             mds_diags *diags);

/** The anchor and the model's own error. */
/* An order of inputs for those that weigh the same. */
int mds_input__compare(const mds_input *a, const mds_input *b);
MDS_NODISCARD mds_status mds_plan__common(mds_plan_common *out, mds_shapes *shapes,
                                          const mds_catalog *catalog, const mds_policy *policy,
                                          mds_country country);

/** Everything in \p arena. MDS_EINVAL with a diagnostic when an estimate is no triple. */
MDS_NODISCARD mds_status mds_plan__make(mds_plan *plan, mds_arena *arena, mds_shapes *shapes,
                                        const mds_risk_assessment *assessment, uint32_t scenario,
                                        mds_diags *diags);

/** \p count values of an input: either \p buffer, filled, or a place where they already are. */
typedef const double *(*mds_plan_fetch)(void *payload, size_t input, double *buffer, size_t count);

/** F without the anchor and the model's own error, for \p count <= MDS_SHARD draws. */
void mds_plan__frequencies(const mds_plan *plan, mds_plan_fetch fetch, void *payload, double *out,
                           size_t count);
/** An input from its own stream. */
void mds_plan__draw(const mds_plan_input *input, uint64_t seed, uint64_t shard, double *out,
                    size_t count);

/** Reorders \p values; \p confidence: of the quantile. */
void mds_spread__of(mds_spread *out, double *values, size_t count, double confidence);
/** The ceil(q*count)-th smallest of sorted or selected ranks: its position from 0. */
size_t mds_spread__rank(double q, size_t count);
double mds_spread__select(double *values, size_t count, size_t rank);

typedef void (*mds_task)(void *payload, size_t item);
/** Runs every item once, in any order, on up to \p threads threads of which this is one. Where the
 *  system gives none, this one does it all. */
void mds_tasks__run(unsigned threads, size_t count, mds_task task, void *payload);

#endif
