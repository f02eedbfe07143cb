/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands of `catalog` that take a new edition in. */
#ifndef MDS_CLI_CATALOG_LEARN_H
#define MDS_CLI_CATALOG_LEARN_H

#include "run.h"

typedef struct catalog_options {
    const char *edition;
    const char *family;
} catalog_options;

mds_exit catalog_learn(run *r);
/** The folder that takes what is learned. */
const char *learn_folder(const run *r);
mds_exit catalog_review(run *r);

extern const option_spec option_edition, option_family;

#endif
