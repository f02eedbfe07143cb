/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of `translate` share. */
#ifndef MDS_CLI_TRANSLATE_VIEW_H
#define MDS_CLI_TRANSLATE_VIEW_H

#include "run.h"
#include <mdsrisk/export_filled.h>
#include <mdsrisk/translate_report.h>

typedef struct translate_options {
    const char *to;
    const char *template;
    const char *proof;
} translate_options;

/* Coverage, the entailed answers and what they rest on, and what is left. */
void print_translation(const run *r, const mds_translation_result *result,
                       const mds_translate_report *report);
typedef struct filled_copy {
    mds_filled filled;
    bool read_back; /* the copy, read again, says what was written and nothing else */
} filled_copy;

/* Fills a copy of --template in, at -o, and reads it again. */
mds_status fill_template(run *r, const mds_translation_result *result, filled_copy *out);
void print_filled(const run *r, const filled_copy *copy);

#endif
