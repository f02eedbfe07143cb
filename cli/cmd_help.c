/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd.h"

static mds_exit help_main(run *r)
{
    if (r->arg_count == 0) {
        print_overview(r, stdout);
        return EXIT_DONE;
    }
    const command *cmd = find_command(r->args[0]);
    if (cmd == NULL) {
        return usage_error(r, "cli.error.command", r->args[0], NULL);
    }
    print_command_help(r, cmd);
    return EXIT_DONE;
}

static const option_spec *const help_options[] = {&option_lang, &option_catalog, &option_help,
                                                  NULL};

const command cmd_help = {"help",          "cli.help.usage_line", "cli.help.summary",
                          "cli.help.help", help_options,          help_main};
