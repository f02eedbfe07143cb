/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Monte Carlo over one assessment (docs/method/simulation.md): it checks the closed form of the
 * risk model and decides nothing.
 *
 * Each draw takes the anchor and the model's own error once for the whole device, rate, v1 and v2
 * once a scenario, and the effectiveness of each control that is a layer; every other number is
 * that of the verdict case at R2. Each input of each shard of draws has a random stream of its
 * own, named by the seed, the input and the shard: the numbers depend neither on the threads nor
 * on the other inputs, so that two assessments simulated with one seed share their random numbers
 * draw by draw.
 */
#ifndef MDSRISK_SIMULATE_H
#define MDSRISK_SIMULATE_H

#include <mdsrisk/risk.h>

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

/** By how much draws and closed form may differ at a device: RRF, and certainty. */
#define MDS_DRAWS_OFF_RRF 0.12
#define MDS_DRAWS_OFF_SURE 0.05

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
    double quantile; /**< at the policy's confidence */
} mds_spread;

typedef struct mds_risk_spread {
    uint32_t scenario;
    mds_spread frequency; /**< F */
    mds_spread times;     /**< F / F_tol: its quantile is the RRF by draws */
    double within;        /**< share of the draws with F <= F_tol */
} mds_risk_spread;

/** In \c share of the draws T is at least \c times. */
typedef struct mds_curve_point {
    double share, times;
} mds_curve_point;

typedef struct mds_simulation {
    const mds_risk_assessment *assessment; /**< holds the closed form: now->at[R2] */
    size_t draws;
    uint64_t seed;
    const char *generator;        /**< "xoshiro256++" */
    const mds_risk_spread *risks; /**< the applicable ones, in the order of the ranking */
    size_t risk_count;
    mds_spread times; /**< T, the sum of F / F_tol: its quantile is the RRF by draws */
    double within;    /**< share of the draws with T <= 1 */
    mds_curve_point curve[MDS_CURVE_POINTS]; /**< share falling */
    const double *drawn;                     /**< T of each draw, in the order drawn */
} mds_simulation;

/** Simulates. \p arena owns the result, the assessment must outlive it; working memory is given
 *  back. MDS_EINVAL for options out of bounds, and with a diagnostic for an estimate that is no
 *  triple low <= mode <= high (on a log10 scale above 0). MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_simulate(const mds_simulation **out, mds_arena *arena,
                                              const mds_risk_assessment *assessment,
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

/** What an input is. */
typedef enum mds_input_kind {
    MDS_INPUT_ANCHOR, /**< of all scenarios */
    MDS_INPUT_MODEL,  /**< our own error, of all scenarios */
    MDS_INPUT_RATE,
    MDS_INPUT_V1,
    MDS_INPUT_V2,
    MDS_INPUT_EFFECT, /**< effectiveness of a control */
    MDS_INPUT_KIND__COUNT
} mds_input_kind;

typedef struct mds_input {
    mds_input_kind kind;
    uint32_t scenario;     /**< MDS_NO_ORDINAL: of all */
    uint32_t fact;         /**< MDS_INPUT_EFFECT: the control, or MDS_NO_ORDINAL */
    uint32_t compensating; /**< likewise */
} mds_input;

/** Variance-based sensitivity to one input: its share of the variance alone (first order), and
 *  with all its interactions (total). */
typedef struct mds_sensitivity {
    mds_input input;
    double first, total;
} mds_sensitivity;

/** Sobol indices of F of \p scenario, or of T when it is MDS_NO_ORDINAL, largest total first, from
 *  \p draws base samples (Saltelli's estimator for the first order, Jansen's for the total). Inputs
 *  that do not vary are left out. \p arena owns the list. As mds_simulate(); none when the scenario
 *  does not apply. */
MDS_NODISCARD MDS_API mds_status mds_sobol(const mds_sensitivity **out, size_t *count,
                                           mds_arena *arena, const mds_risk_assessment *assessment,
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
