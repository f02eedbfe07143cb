/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "plan.h"

#include <mdsrisk/export_plan.h>
#include <string.h>

typedef struct context_options {
    const char *format;
} context_options;

static const option_spec option_format = {
    "--format",          0,          offsetof(context_options, format), "cli.value.format",
    "cli.option.format", .own = true};

/* The format by --format, else by the output's ending, else JSON. */
static mds_exit choose_format(const run *r, mds_export_format *out)
{
    const context_options *own = r->own;
    const char *ending = own->format;
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
    return usage_error(r, "cli.error.ending", own->format != NULL ? ending : path,
                       ".xlsx, .json, .csv", NULL);
}

/* Whether --format does not say otherwise and the output is a workbook. */
static bool is_workbook(const run *r)
{
    const context_options *own = r->own;

    return own->format == NULL && r->opt.output != NULL &&
           mds_export_format_of(r->opt.output) == MDS_EXPORT_XLSX;
}

static mds_exit write_template(run *r)
{
    mds_export_format format = MDS_EXPORT_XLSX;
    const char *text;
    mds_exit code = is_workbook(r) ? EXIT_DONE : choose_format(r, &format);

    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = spare_existing(r);
    if (status == MDS_OK && format == MDS_EXPORT_XLSX) {
        status = mds_export_deployment_form(r->opt.output, r->catalog, r->policy, r->as_of,
                                            r->opt.lang, r->diags);
    } else if (status == MDS_OK) {
        status = mds_export_deployment_template(&text, r->arena, r->catalog, r->policy, format,
                                                r->opt.lang);
    }
    if (status == MDS_OK && format != MDS_EXPORT_XLSX) {
        status = write_text(r, text);
    }
    return exit_of(r, status);
}

static const option_spec *const deployment_options[] = {
    &option_output, &option_format,  &option_context, &option_records, &option_as_of,
    &option_policy, &option_catalog, &option_lang,    &option_help,    NULL};

/* The records of --deployment and --records as a form; of neither: an empty one. */
static mds_exit write_records(run *r)
{
    mds_export_format format = MDS_EXPORT_XLSX;
    const mds_deployment *deployment;
    const char *text;
    mds_exit code = is_workbook(r) ? EXIT_DONE : choose_format(r, &format);

    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = read_deployment(r, &deployment);
    if (status == MDS_OK && format == MDS_EXPORT_XLSX) {
        status = mds_export_records(r->opt.output, r->catalog, deployment, r->as_of, r->opt.lang,
                                    r->diags);
    } else if (status == MDS_OK) {
        status =
            mds_export_records_text(&text, r->arena, r->catalog, deployment, format, r->opt.lang);
        status = status == MDS_OK ? write_text(r, text) : status;
    }
    if (status == MDS_OK) {
        print_diags(r);
    }
    return exit_of(r, status);
}

static mds_exit context_main(run *r)
{
    if (r->arg_count == 1 && strcmp(r->args[0], "new") == 0) {
        return write_template(r);
    }
    if (r->arg_count == 1 && strcmp(r->args[0], "records") == 0) {
        return write_records(r);
    }
    return usage_error(r, "cli.error.context_verb", NULL);
}

const command cmd_context = {"context",
                             "cli.context.usage",
                             "cli.context.summary",
                             "cli.context.help",
                             deployment_options,
                             context_main,
                             .own_size = sizeof(context_options)};
