/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include "base/strbuf.h"
#include <ctype.h>
#include <mdsrisk/message.h>
#include <string.h>

enum { CODE_LENGTH = 7 }; /* "MDS1862" */

/* Whether \p text is a code, in any letters: "mds1862"; \p id gets it as the registry writes it. */
static bool is_code(char id[CODE_LENGTH + 1], const char *text)
{
    if (strlen(text) != CODE_LENGTH || strspn(text + 3, "0123456789") != CODE_LENGTH - 3) {
        return false;
    }
    for (size_t i = 0; i <= CODE_LENGTH; i++) {
        id[i] = (char)toupper((unsigned char)text[i]);
    }
    return strncmp(id, "MDS", 3) == 0;
}

static void print_arguments(const run *r, const mds_message *message)
{
    for (size_t i = 0; i < message->argument_count; i++) {
        const mds_message_argument *at = &message->arguments[i];
        char key[24];
        (void)snprintf(key, sizeof key, "argument.%s", mds_argument_kind_name(at->kind));
        printf("{%zu} %s: %s\n", i + 1, at->name, say(r, key));
    }
}

/* A text of a message with its places as they are. */
static const char *with_places(mds_strbuf *out, const char *template)
{
    static const char *const places[] = {"{1}", "{2}", "{3}", "{4}", "{5}",
                                         "{6}", "{7}", "{8}", "{9}"};

    mds_strbuf_clear(out);
    mds_strbuf_template(out, template, places, sizeof places / sizeof places[0]);
    return out->p;
}

/* In the language that was asked for, then in the other: a reviewer compares them. */
static void print_message(const run *r, const mds_message *message)
{
    char severity[24];
    mds_strbuf words;

    mds_strbuf_init(&words, 1 << 16);
    (void)snprintf(severity, sizeof severity, "cli.severity.%s",
                   mds_severity_name(message->severity));
    print_text(r, stdout, "cli.help.message", message->id, say(r, severity), message->since,
               message->name, NULL);
    printf("\n");
    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        const size_t lang = ((size_t)r->opt.lang + i) % MDS_LANG__COUNT;
        printf("\n%s\n", with_places(&words, message->text.in[lang]));
        print_wrapped(4, "", with_places(&words, message->hint.in[lang]));
    }
    mds_strbuf_finish(&words);
    if (message->argument_count > 0) {
        printf("\n");
        print_arguments(r, message);
    }
}

static mds_exit help_main(run *r)
{
    char id[CODE_LENGTH + 1];

    if (r->arg_count == 0) {
        print_overview(r, stdout);
        return EXIT_DONE;
    }
    if (is_code(id, r->args[0])) {
        const mds_message *message = mds_catalog_message(r->catalog, id);
        if (message == NULL) {
            return usage_error(r, "cli.error.message", r->args[0], NULL);
        }
        print_message(r, message);
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
                          "cli.help.help", help_options,          help_main,
                          .own_size = 0};
