/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd.h"

#include "base/strbuf.h"
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#define VALUE(field) offsetof(options, field)

const option_spec option_as_of = {"--as-of", 0, VALUE(as_of), "cli.value.date", "cli.option.as_of"};
const option_spec option_catalog = {"--catalog", 0, VALUE(catalog), "cli.value.folder",
                                    "cli.option.catalog"};
const option_spec option_context = {"--context", 0, VALUE(deployment), "cli.value.file",
                                    "cli.option.context"};
const option_spec option_fail_on = {"--fail-on", 0, VALUE(fail_on), "cli.value.verdict",
                                    "cli.option.fail_on"};
const option_spec option_format = {"--format", 0, VALUE(format), "cli.value.format",
                                   "cli.option.format"};
const option_spec option_help = {"--help", 'h', VALUE(help), NULL, "cli.option.help"};
const option_spec option_lang = {"--lang", 0, VALUE(lang), "cli.value.lang", "cli.option.lang"};
const option_spec option_output = {"--output", 'o', VALUE(output), "cli.value.file",
                                   "cli.option.output"};
const option_spec option_policy = {"--policy", 0, VALUE(policy), "cli.value.id",
                                   "cli.option.policy"};
const option_spec option_records = {"--records", 0, VALUE(records), "cli.value.file",
                                    "cli.option.records"};
const option_spec option_quiet = {"--quiet", 'q', VALUE(quiet), NULL, "cli.option.quiet"};

/* The option that \p arg names, with the value behind "=" in *value. */
static const option_spec *match(const command *cmd, const char *arg, const char **value)
{
    *value = NULL;
    for (const option_spec *const *at = cmd->option_list; *at != NULL; at++) {
        const size_t n = strlen((*at)->name);
        if (strncmp(arg, (*at)->name, n) == 0 && (arg[n] == '\0' || arg[n] == '=')) {
            *value = arg[n] == '=' ? arg + n + 1 : NULL;
            return *at;
        }
        if (arg[0] == '-' && arg[1] != '\0' && arg[1] == (*at)->letter) {
            *value = arg[2] != '\0' ? arg + 2 : NULL;
            return *at;
        }
    }
    return NULL;
}

static mds_exit set_value(run *r, const option_spec *spec, const char *value)
{
    if (spec == &option_lang) {
        if (strcmp(value, "en") != 0 && strcmp(value, "ja") != 0) {
            return usage_error(r, "cli.error.value", spec->name, value, "en, ja", NULL);
        }
        r->opt.lang = strcmp(value, "ja") == 0 ? MDS_LANG_JA : MDS_LANG_EN;
        return EXIT_DONE;
    }
    memcpy((char *)&r->opt + spec->offset, &value, sizeof value);
    return EXIT_DONE;
}

mds_exit parse_options(run *r, const command *cmd, int argc, char **argv)
{
    const char **args = mds_arena_alloc(r->arena, (size_t)argc + 1, sizeof *args);
    bool only_arguments = false;

    if (args == NULL) {
        return exit_of(r, MDS_ENOMEM);
    }
    for (int i = 0; i < argc; i++) {
        const char *value;
        if (only_arguments || argv[i][0] != '-' || argv[i][1] == '\0') {
            args[r->arg_count++] = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            only_arguments = true;
            continue;
        }
        const option_spec *spec = match(cmd, argv[i], &value);
        if (spec == NULL) {
            return usage_error(r, "cli.error.option", argv[i], cmd->name, NULL);
        }
        if (spec->value == NULL) {
            if (value != NULL) {
                return usage_error(r, "cli.error.no_value", spec->name, NULL);
            }
            *((bool *)((char *)&r->opt + spec->offset)) = true;
            continue;
        }
        if (value == NULL) {
            if (i + 1 == argc) {
                return usage_error(r, "cli.error.value_missing", spec->name, NULL);
            }
            value = argv[++i];
        }
        if (value[0] == '\0') {
            return usage_error(r, "cli.error.value_missing", spec->name, NULL);
        }
        const mds_exit code = set_value(r, spec, value);
        if (code != EXIT_DONE) {
            return code;
        }
    }
    r->args = args;
    r->progress = r->progress && !r->opt.quiet;
    return EXIT_DONE;
}

static void print_option(const run *r, const option_spec *spec)
{
    char name[64];

    (void)snprintf(name, sizeof name, "%s%s%s", spec->name, spec->value != NULL ? " " : "",
                   spec->value != NULL ? say(r, spec->value) : "");
    if (spec->letter != 0) {
        printf("  -%c, %s\n", spec->letter, name);
    } else {
        printf("  %s\n", name);
    }
    printf("        %s\n", say(r, spec->help));
}

void print_command_help(const run *r, const command *cmd)
{
    printf("%s\n\n", say(r, cmd->summary));
    printf("%s\n%s\n\n", say(r, "cli.help.usage"), say(r, cmd->usage));
    printf("%s\n", say(r, cmd->help));
    if (*cmd->option_list != NULL) {
        printf("\n%s\n", say(r, "cli.help.options"));
        for (const option_spec *const *at = cmd->option_list; *at != NULL; at++) {
            print_option(r, *at);
        }
    }
    printf("\n%s\n", say(r, "cli.help.exit_codes"));
}

void print_overview(const run *r, FILE *to)
{
    (void)fprintf(to, "%s\n\n%s\n  mdsrisk %s\n\n%s\n", say(r, "cli.help.what"),
                  say(r, "cli.help.usage"), say(r, "cli.help.synopsis"),
                  say(r, "cli.help.commands"));
    for (const command *const *at = all_commands; *at != NULL; at++) {
        (void)fprintf(to, "  %-10s %s\n", (*at)->name, say(r, (*at)->summary));
    }
    (void)fprintf(to, "\n%s\n", say(r, "cli.help.more"));
}
