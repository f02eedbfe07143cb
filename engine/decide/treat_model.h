/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A device as the treatment search sees it: what does not change is worked out once, so that a
 * set of added kinds costs a few products a scenario. The numbers are those of mds_assess(), bit
 * by bit.
 */
#ifndef MDS_ENGINE_TREAT_MODEL_H
#define MDS_ENGINE_TREAT_MODEL_H

#include <mdsrisk/treat.h>

/** What one added kind does in one scenario. */
typedef struct treat_lever {
    uint32_t kind; /* compensating control */
    mds_acts_on on;
    uint32_t layer;
    double x; /* its credit once it is in place and verified */
} treat_lever;

typedef struct treat_scenario {
    const mds_scenario_result *result;
    bool exploit; /* open and exploits software: the gates concern it */
    double v1, v2, tolerance;
    double *base[MDS_CASE__COUNT][MDS_ACTS_ON__COUNT]; /* E per layer as it is now */
    size_t layer_count[MDS_ACTS_ON__COUNT];
    const treat_lever *levers;
    size_t lever_count;
} treat_scenario;

typedef struct treat_model {
    mds_arena *arena;
    const mds_assessment *assessment;
    treat_scenario *scenarios;
    size_t scenario_count;
    bool gates_apply[MDS_GATE_KIND__COUNT]; /* past EOS; and, for the first, networked */
    bool isolated;                          /* by what is in place */
    size_t credited, insufficient;          /* records that count now */
    double *effect;                         /* scratch: E per layer */
    double *likelihood, *impact;            /* scratch: per scenario */
} treat_model;

/** MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_treat__build(treat_model *model, mds_arena *arena,
                                          const mds_assessment *assessment);

/** RRF of a scenario at R2 with the kinds that \p added marks (one flag per kind). */
double mds_treat__rrf(const treat_model *model, size_t scenario, mds_case which, const bool *added,
                      double *frequency);

void mds_treat__gates(const treat_model *model, const bool *added, bool gate[MDS_GATE_KIND__COUNT]);

/** Fills everything but kinds, count and cost. */
MDS_NODISCARD mds_status mds_treat__outcome(const treat_model *model,
                                            const mds_treat_options *options, const bool *added,
                                            mds_treat_set *out);

#endif
