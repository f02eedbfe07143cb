/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws as commands ask for them. */
#ifndef MDS_CLI_DRAWS_H
#define MDS_CLI_DRAWS_H

#include "run.h"
#include <mdsrisk/simulate.h>

enum { SOBOL_DRAWS = 8192 };

/** The own options of the commands that draw. */
typedef struct draw_options {
    const char *draws;
    const char *seed;
    const char *threads;
    bool sobol; /* of simulate alone */
} draw_options;

extern const option_spec option_draws, option_seed, option_threads, option_sobol;

/** Shows how many of the draws are done; \p payload is the run. */
void show_draws(void *payload, size_t done, size_t total);
/** --draws, --seed and --threads. EXIT_USAGE, and said, when one is out of bounds. */
mds_exit read_simulation_options(run *r, mds_simulation_options *out);

/** \p text, an explanation of a risk, with how far the risk may vary and why behind it. */
mds_status add_uncertainty(run *r, const mds_simulation_options *how,
                           const mds_risk_assessment *assessment, const char *risk_id,
                           const char **text);

#endif
