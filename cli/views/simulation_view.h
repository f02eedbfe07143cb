/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation and its contributions as a person reads them on a terminal. */
#ifndef MDS_CLI_SIMULATION_VIEW_H
#define MDS_CLI_SIMULATION_VIEW_H

#include "base/strbuf.h"
#include "run.h"
#include <mdsrisk/export_simulation.h>

/** The spread of the device and of each risk. */
void view_simulation(const run *r, mds_strbuf *out, const mds_simulation *simulation);
/** The spread of one risk of the simulation. */
void view_risk(const run *r, mds_strbuf *out, const mds_simulation *simulation, size_t risk);
/** Leave-one-out, Shapley shares and tornado. */
void view_contributions(const run *r, mds_strbuf *out, const mds_contributions *contributions);
/** Sobol indices of one risk, or of the device. */
void view_sensitivities(const run *r, mds_strbuf *out, const mds_sensitivities *sensitivities);

#endif
