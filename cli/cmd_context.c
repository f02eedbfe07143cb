/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd.h"

#include <mdsrisk/export.h>
#include <string.h>

/* The format by --format, else by the output's ending, else JSON. */
static mds_exit choose_format(const run *r, mds_export_format *out)
{
    const char *ending = r->opt.format;
    const char *path = r->opt.output;

    if (ending == NULL && path != NULL && strcmp(path, "-") != 0) {
        const char *dot = strrchr(path, '.');
        ending = dot != NULL ? dot + 1 : "";
    }
    if (ending == NULL || strcmp(ending, "json") == 0) {
        *out = MDS_EXPORT_JSON;
        return EXIT_DONE;
    }
    if (strcmp(ending, "csv") == 0) {
        *out = MDS_EXPORT_CSV;
        return EXIT_DONE;
    }
    return usage_error(r, "cli.error.ending", r->opt.format != NULL ? ending : path, ".json, .csv",
                       NULL);
}

static mds_exit context_main(run *r)
{
    mds_export_format format;
    const char *text;

    if (r->arg_count != 1 || strcmp(r->args[0], "new") != 0) {
        return usage_error(r, "cli.error.context_verb", NULL);
    }
    mds_exit code = choose_format(r, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status =
        mds_export_context_template(&text, r->arena, r->catalog, r->policy, format, r->opt.lang);
    if (status == MDS_OK) {
        status = write_text(r, text);
    }
    return exit_of(r, status);
}

static const option_spec *const context_options[] = {&option_output,
                                                     &option_format,
                                                     &option_policy,
                                                     &option_catalog,
                                                     &option_lang,
                                                     &option_help,
                                                     NULL};

const command cmd_context = {"context",          "cli.context.usage", "cli.context.summary",
                             "cli.context.help", context_options,     context_main};
