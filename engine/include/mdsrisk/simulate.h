/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Monte Carlo over one assessment (docs/method/simulation.md): how far the estimates of the catalog
 * and the unknown answers let each risk and the device vary at stage R2.
 *
 * Rates, v1, v2 and effectiveness are Beta-PERT (Vose), unknown controls are present with the
 * policy's probability, and every other number is that of the assessment. Each input of each shard
 * of draws has a random stream of its own, named by the seed, the input and the shard: the numbers
 * depend neither on the threads nor on the other inputs, so that two assessments simulated with
 * one seed share their random numbers draw by draw.
 */
#ifndef MDSRISK_SIMULATE_H
#define MDSRISK_SIMULATE_H

#include <mdsrisk/assess.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    MDS_DRAWS_LEAST = 100,
    MDS_DRAWS_DEFAULT = 10000,
    MDS_DRAWS_MOST = 1000000,
    MDS_THREADS_MOST = 64,
    MDS_CURVE_POINTS = 9
};

typedef struct mds_simulation_options {
    size_t draws; /**< MDS_DRAWS_LEAST .. MDS_DRAWS_MOST */
    uint64_t seed;
    unsigned threads; /**< 1 .. MDS_THREADS_MOST; has no influence on any number */
    void (*progress)(void *payload, size_t done, size_t total); /**< NULL: none; this thread */
    void *payload;
} mds_simulation_options;

/** The command's defaults, on one thread. */
#define MDS_SIMULATION_OPTIONS_INIT                                                                \
    {                                                                                              \
        MDS_DRAWS_DEFAULT, 1, 1, NULL, NULL                                                        \
    }

/** What the draws of one quantity say. The quantile q is the ceil(q*n)-th smallest draw. */
typedef struct mds_spread {
    double mean;
    double error; /**< standard error of the mean: sd / sqrt(n) */
    double sd;    /**< n - 1 in the denominator */
    double least, p05, p50, p95, most;
} mds_spread;

typedef struct mds_risk_spread {
    uint32_t scenario;
    mds_spread frequency; /**< F */
    mds_spread risk;      /**< r */
    mds_spread rrf;
    double above_one;   /**< share of the draws with RRF > 1 */
    double above_limit; /**< ... with RRF above the policy's reduce_limit */
} mds_risk_spread;

/** Sum of F over the scenarios whose headline impact is at least \c impact. */
typedef struct mds_exceedance {
    double impact;    /**< of the policy's tolerance */
    double tolerable; /**< frequency that it tolerates */
    mds_spread frequency;
} mds_exceedance;

/** In \c share of the draws the index is at least \c index. */
typedef struct mds_curve_point {
    double share, index;
} mds_curve_point;

typedef struct mds_simulation {
    const mds_assessment *assessment;
    size_t draws;
    uint64_t seed;
    const char *generator;        /**< "xoshiro256++" */
    const mds_risk_spread *risks; /**< the applicable ones, in the order of the ranking */
    size_t risk_count;
    mds_spread index;                  /**< R */
    double above_one;                  /**< share of the draws in which some RRF > 1 */
    double above_limit;                /**< ... some RRF above the policy's reduce_limit */
    const mds_exceedance *exceedances; /**< one per tolerance of the policy, impact descending */
    size_t exceedance_count;
    mds_curve_point curve[MDS_CURVE_POINTS]; /**< share falling */
    const double *index_draws;               /**< R of each draw, in the order drawn */
} mds_simulation;

/** Simulates. \p arena owns the result, the assessment must outlive it; working memory is given
 *  back. MDS_EINVAL for options out of bounds, and with a diagnostic for an estimate that is no
 *  triple low <= mode <= high (on a log10 scale above 0). MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_simulate(const mds_simulation **out, mds_arena *arena,
                                              const mds_assessment *assessment,
                                              const mds_simulation_options *options,
                                              mds_diags *diags);

/** Quantile of a Beta-PERT (Vose: alpha = 1+4(m-a)/(b-a), beta = 1+4(b-m)/(b-a)) for 0 < p < 1.
 *  NaN when the triple is not low <= mode <= high or p is out of bounds. */
MDS_API double mds_pert_quantile(const mds_triple *triple, double p);
/** (low + 4*mode + high) / 6. */
MDS_API double mds_pert_mean(const mds_triple *triple);
/** Draws \p count values of stream \p stream; the same seed and stream give the same values.
 *  MDS_EINVAL when the triple is not low <= mode <= high. */
MDS_NODISCARD MDS_API mds_status mds_pert_draws(double *out, size_t count, const mds_triple *triple,
                                                uint64_t seed, uint64_t stream);

/** What an input of a risk is. */
typedef enum mds_input_kind {
    MDS_INPUT_RATE,
    MDS_INPUT_V1,
    MDS_INPUT_V2,
    MDS_INPUT_EFFECT,  /**< effectiveness of a control */
    MDS_INPUT_UNKNOWN, /**< whether a control is there */
    MDS_INPUT_KIND__COUNT
} mds_input_kind;

typedef struct mds_input {
    mds_input_kind kind;
    const mds_effect *effect; /**< MDS_INPUT_EFFECT, else NULL */
    uint32_t fact;            /**< MDS_INPUT_UNKNOWN, else MDS_NO_ORDINAL */
} mds_input;

/** Variance-based sensitivity of F at R2 to one input: its share of the variance alone (first
 *  order), and with all its interactions (total). */
typedef struct mds_sensitivity {
    mds_input input;
    double first, total;
} mds_sensitivity;

/** Sobol indices of one risk, largest total first, from \p draws base samples (draws * (inputs +
 *  2) evaluations; Saltelli's estimator for the first order, Jansen's for the total). Inputs that
 *  do not vary are left out. \p arena owns the list. As mds_simulate(); none when the scenario
 *  does not apply. */
MDS_NODISCARD MDS_API mds_status mds_sobol(const mds_sensitivity **out, size_t *count,
                                           mds_arena *arena, const mds_assessment *assessment,
                                           uint32_t scenario, size_t draws, uint64_t seed,
                                           mds_diags *diags);

/** The estimators behind it, from outputs of any model: \p a and \p b of two independent samples,
 *  \p ab of the first with one input taken from the second. */
MDS_API void mds_sobol_indices(double *first, double *total, const double *a, const double *b,
                               const double *ab, size_t count);

#ifdef __cplusplus
}
#endif
#endif
