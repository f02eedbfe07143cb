/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include <string.h>

const command *const all_commands[] = {&cmd_assess,
                                       &cmd_fleet,
                                       &cmd_explain,
                                       &cmd_simulate,
                                       &cmd_treat,
                                       &cmd_lifecycle,
                                       &cmd_compare,
                                       &cmd_import,
                                       &cmd_context,
                                       &cmd_form,
                                       &cmd_ask,
                                       &cmd_diff,
                                       &cmd_lint,
                                       &cmd_vulnerabilities,
                                       &cmd_guideline,
                                       &cmd_translate,
                                       &cmd_catalog,
                                       &cmd_doctor,
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

void print_overview(const run *r, FILE *to)
{
    (void)fprintf(to, "%s\n\n%s\n  mdsrisk %s\n\n%s\n", say(r, "cli.help.what"),
                  say(r, "cli.help.usage"), say(r, "cli.help.synopsis"),
                  say(r, "cli.help.commands"));
    for (const command *const *at = all_commands; *at != NULL; at++) {
        (void)fprintf(to, "  %-15s %s\n", (*at)->name, say(r, (*at)->summary));
    }
    (void)fprintf(to, "\n%s\n", say(r, "cli.help.more"));
}
