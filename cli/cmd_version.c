/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <mdsrisk/version.h>

static mds_exit version_main(run *r)
{
    printf("mdsrisk %s\n", mds_version());
    printf("%s: %s\n", say(r, "cli.version.model"), r->catalog->model);
    printf("%s: %s %s\n  SHA-256 %s\n", say(r, "cli.version.catalog"), r->catalog->id,
           r->catalog->version, r->catalog->sha256);
    printf("%s\n", say(r, "cli.version.licence"));
    return EXIT_DONE;
}

static const option_spec *const version_options[] = {&option_catalog, &option_lang, &option_help,
                                                     NULL};

const command cmd_version = {"version",          "cli.version.usage", "cli.version.summary",
                             "cli.version.help", version_options,     version_main,
                             .own_size = 0};
