/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands and the list of them. */
#ifndef MDS_CLI_COMMANDS_H
#define MDS_CLI_COMMANDS_H

#include "run.h"

extern const command cmd_ask, cmd_assess, cmd_catalog, cmd_compare, cmd_context, cmd_diff,
    cmd_doctor, cmd_explain, cmd_fleet, cmd_form, cmd_guideline, cmd_help, cmd_import,
    cmd_lifecycle, cmd_lint, cmd_simulate, cmd_translate, cmd_treat, cmd_version,
    cmd_vulnerabilities;
/** All commands in the order of the help, ended by NULL. */
extern const command *const all_commands[];

/** The command by name, or NULL. */
const command *find_command(const char *name);
/** main() of the command, where another program calls it: in the page and on Windows. */
int mds_command_main(int argc, char **argv);
/** What the program is for, and a line a command. */
void print_overview(const run *r, FILE *to);

#endif
