/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A translation on the terminal. */
#ifndef MDS_CLI_TRANSLATE_VIEW_H
#define MDS_CLI_TRANSLATE_VIEW_H

#include "cmd.h"
#include <mdsrisk/export_filled.h>
#include <mdsrisk/translate_report.h>

/* Coverage, the entailed answers and what they rest on, and what is left. */
void print_translation(const run *r, const mds_translation_result *result,
                       const mds_translate_report *report);
/* What was written into the copy of a template. */
void print_filled(const run *r, const mds_filled *filled);

#endif
