/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands of `catalog` that have options of their own. */
#ifndef MDS_CLI_CATALOG_LEARN_H
#define MDS_CLI_CATALOG_LEARN_H

#include "run.h"

typedef struct catalog_options {
    const char *edition;
    const char *family;
    const char *alpha;
} catalog_options;

mds_exit catalog_elicit(run *r);
mds_exit catalog_learn(run *r);
/** The folder that takes what is learned. */
const char *learn_folder(const run *r);
mds_exit catalog_review(run *r);

extern const option_spec option_alpha, option_edition, option_family;

#endif
