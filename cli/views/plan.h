/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about treatment and life cycle share. */
#ifndef MDS_CLI_PLAN_H
#define MDS_CLI_PLAN_H

#include "base/num.h"
#include "run.h"
#include <mdsrisk/export.h>
#include <mdsrisk/plan_report.h>

/* Manufacturer and model as the first form names them, else its file. In the run's arena. */
const char *device_name(run *r, const mds_facts *facts);
/* A number as a person reads it. */
const char *shown(char out[MDS_NUM_SIZE], double value);
/* Each as a paragraph, so far from the left. */
void print_sentences(const mds_sentences *list, size_t indent);
/* Title of a scenario; a dash when there is none. */
const char *scenario_title(const run *r, uint32_t scenario);
/* The format of -o; JSON when it is not given or "-". EXIT_USAGE, and said, when there is none. */
mds_exit plan_format(const run *r, mds_export_format *out);
/* An unsigned number of an option within [low, high]; \p otherwise when it is not given. */
mds_exit read_count(const run *r, const char *name, const char *given, unsigned low, unsigned high,
                    unsigned otherwise, unsigned *out);

#endif
