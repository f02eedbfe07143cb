/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd.h"

#include <string.h>

const command *const all_commands[] = {&cmd_assess,
                                       &cmd_explain,
                                       &cmd_simulate,
                                       &cmd_treat,
                                       &cmd_lifecycle,
                                       &cmd_compare,
                                       &cmd_import,
                                       &cmd_context,
                                       &cmd_ask,
                                       &cmd_diff,
                                       &cmd_lint,
                                       &cmd_guideline,
                                       &cmd_translate,
                                       &cmd_catalog,
                                       &cmd_version,
                                       &cmd_help,
                                       NULL};

const command *find_command(const char *name)
{
    for (const command *const *at = all_commands; *at != NULL; at++) {
        if (strcmp((*at)->name, name) == 0) {
            return *at;
        }
    }
    return NULL;
}
