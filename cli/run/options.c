/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "base/strbuf.h"
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#define VALUE(field) offsetof(options, field)

const option_spec option_as_of = {
    "--as-of", 0, VALUE(as_of), "cli.value.date", "cli.option.as_of", OPTION_NO_FILE, false};
const option_spec option_catalog = {
    "--catalog",    0,    VALUE(catalog), "cli.value.folder", "cli.option.catalog",
    OPTION_NO_FILE, false};
const option_spec option_context = {
    "--context", 0, VALUE(deployment), "cli.value.file", "cli.option.context", OPTION_READS, false};
const option_spec option_help = {"--help",       'h',  VALUE(help), NULL, "cli.option.help",
                                 OPTION_NO_FILE, false};
const option_spec option_lang = {
    "--lang", 0, VALUE(lang), "cli.value.lang", "cli.option.lang", OPTION_NO_FILE, false};
const option_spec option_life = {
    "--lifecycle-data", 0, VALUE(life), "cli.value.life", "cli.option.life", OPTION_READS, false};
const option_spec option_vulnerability = {"--vulnerability-data",
                                          0,
                                          VALUE(vulnerability),
                                          "cli.value.file_or_folder",
                                          "cli.option.vulnerability",
                                          OPTION_READS,
                                          false};
const option_spec option_output = {
    "--output", 'o', VALUE(output), "cli.value.file", "cli.option.output", OPTION_WRITES, false};
const option_spec option_policy = {
    "--policy", 0, VALUE(policy), "cli.value.id", "cli.option.policy", OPTION_NO_FILE, false};
const option_spec option_records = {
    "--records", 0, VALUE(records), "cli.value.file", "cli.option.records", OPTION_READS, false};
const option_spec option_quiet = {"--quiet",      'q',  VALUE(quiet), NULL, "cli.option.quiet",
                                  OPTION_NO_FILE, false};
/* Of a command that writes its tables in every format. */
const option_spec option_report = {
    "--output", 'o', VALUE(output), "cli.value.file", "cli.option.report", OPTION_WRITES, false};
const option_spec option_sheet = {
    "--sheet", 0, VALUE(sheet), "cli.value.name", "cli.option.sheet", OPTION_NO_FILE, false};

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

/* Where the value of an option goes. */
static char *slot_of(run *r, void *own, const option_spec *spec)
{
    return (spec->own ? (char *)own : (char *)&r->opt) + spec->offset;
}

static mds_exit set_value(run *r, void *own, const option_spec *spec, const char *value)
{
    if (spec == &option_lang) {
        if (strcmp(value, "en") != 0 && strcmp(value, "ja") != 0) {
            return usage_error(r, "cli.error.value", spec->name, value, "en, ja", NULL);
        }
        r->opt.lang = strcmp(value, "ja") == 0 ? MDS_LANG_JA : MDS_LANG_EN;
        return EXIT_DONE;
    }
    if (spec == &option_life || spec == &option_vulnerability) {
        const bool life = spec == &option_life;
        const char **list = life ? r->opt.life : r->opt.vulnerability;
        size_t *count = life ? &r->opt.life_count : &r->opt.vulnerability_count;
        if (*count == MOST_LIFE_FILES) {
            return usage_error(r, "cli.error.value", spec->name, value, "1 .. 64", NULL);
        }
        list[(*count)++] = value;
        return EXIT_DONE;
    }
    memcpy(slot_of(r, own, spec), &value, sizeof value);
    return EXIT_DONE;
}

mds_exit parse_options(run *r, int argc, char **argv)
{
    const command *cmd = r->command;
    const char **args = mds_arena_alloc(r->arena, (size_t)argc + 1, sizeof *args);
    void *own = mds_arena_alloc(r->arena, 1, cmd->own_size > 0 ? cmd->own_size : 1);
    bool only_arguments = false;

    if (args == NULL || own == NULL) {
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
            *(bool *)slot_of(r, own, spec) = true;
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
        const mds_exit code = set_value(r, own, spec, value);
        if (code != EXIT_DONE) {
            return code;
        }
    }
    r->args = args;
    r->own = own;
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

static void print_formats(const run *r, const command *cmd)
{
    bool any = false;

    for (size_t i = 0; mds_exchange_format_at(i) != NULL; i++) {
        const mds_exchange_format *format = mds_exchange_format_at(i);
        if (writes_exchange(cmd, format)) {
            printf("%s%s%s", any ? "" : "\n", any ? "" : say(r, "cli.help.formats"),
                   any ? "" : "\n");
            printf("  %s\n        %s\n", format->name, say(r, format->title));
            any = true;
        }
    }
}

const char *exit_codes_of(const command *cmd)
{
    return cmd->exit_codes != NULL ? cmd->exit_codes : "cli.help.exit_codes";
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
    print_formats(r, cmd);
    printf("\n%s\n", say(r, exit_codes_of(cmd)));
}
