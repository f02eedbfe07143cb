/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "confine.h"

#include <mdsrisk/limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Japanese when the locale asks for it. The variables are read, not set: the library's output
 * must not depend on the process's locale. */
static mds_lang language_of_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && value[0] != '\0') {
            return strncmp(value, "ja", 2) == 0 ? MDS_LANG_JA : MDS_LANG_EN;
        }
    }
    return MDS_LANG_EN;
}

/* --lang and --catalog decide how everything else is said, so they are looked for first. */
static void peek_options(run *r, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strncmp(arg, "--lang", 6) == 0) {
            value = arg[6] == '=' ? arg + 7 : value;
            r->opt.lang = strcmp(value, "ja") == 0 ? MDS_LANG_JA : MDS_LANG_EN;
        } else if (strncmp(arg, "--catalog", 9) == 0) {
            r->opt.catalog = arg[9] == '=' ? arg + 10 : value;
        }
    }
    if (r->opt.catalog != NULL && r->opt.catalog[0] == '\0') {
        r->opt.catalog = NULL; /* the parser of options says that the value is missing */
        return;
    }
    if (r->opt.catalog == NULL) {
        const char *path = getenv("MDS_CATALOG_PATH");
        r->opt.catalog = path != NULL && path[0] != '\0' ? path : NULL;
    }
}

/* When the catalog that was asked for cannot be used, the compiled-in one still has the words to
 * say why. */
static mds_exit load_catalog(run *r)
{
    mds_status status = mds_catalog_load(&r->loaded, r->opt.catalog, r->diags);

    r->catalog = r->loaded;

    if (status == MDS_OK) {
        return EXIT_DONE;
    }
    if (status != MDS_ENOMEM && r->opt.catalog != NULL &&
        mds_catalog_load(&r->loaded, NULL, NULL) == MDS_OK) {
        r->catalog = r->loaded;
        print_diags(r);
        return EXIT_INPUT;
    }
    /* No texts: this alone is said in English only. */
    (void)fputs(status == MDS_ENOMEM ? "mdsrisk: out of memory\n"
                                     : "mdsrisk: the built-in catalog is damaged\n",
                stderr);
    return EXIT_INTERNAL;
}

static mds_exit run_command(run *r, int argc, char **argv)
{
    if (argc < 2) {
        print_overview(r, stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        name = "help";
    } else if (strcmp(name, "--version") == 0) {
        name = "version";
    }
    const command *cmd = find_command(name);
    if (cmd == NULL) {
        return usage_error(r, "cli.error.command", name, NULL);
    }
    r->command = cmd;
    mds_exit code = parse_options(r, argc - 2, argv + 2);
    if (code != EXIT_DONE) {
        return code;
    }
    if (r->opt.help) {
        print_command_help(r, cmd);
        return EXIT_DONE;
    }
    code = spare_inputs(r);
    if (code != EXIT_DONE) {
        return code;
    }
    confine_run(r);
    return cmd->main(r);
}

int main(int argc, char **argv)
{
    run r = {.opt = {.lang = language_of_locale()},
             .confined = confine_process(asks_server(argc, argv))};
    mds_exit code = EXIT_INTERNAL;

    (void)signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error, not a death */
    (void)signal(SIGXFSZ, SIG_IGN); /* and so is a file-size limit */
    r.color = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == NULL;
    r.progress = isatty(STDERR_FILENO) == 1;
    peek_options(&r, argc, argv);
    r.arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    r.diags = r.arena != NULL ? mds_diags_new(r.arena, MDS_LIMIT_DIAGS) : NULL;
    if (r.diags == NULL) {
        (void)fputs("mdsrisk: out of memory\n", stderr);
    } else {
        code = load_catalog(&r);
        if (code == EXIT_DONE) {
            code = run_command(&r, argc, argv);
        }
    }
    /* A full disk or a closed pipe shows at the latest here. */
    if ((fflush(stdout) != 0 || ferror(stdout) != 0) && code <= EXIT_ABOVE_TOLERANCE) {
        (void)fprintf(stderr, "mdsrisk: %s\n", say(&r, "cli.error.stdout"));
        code = EXIT_INPUT;
    }
    mds_catalog_free(r.loaded);
    mds_arena_free(r.arena);
    return (int)code;
}
