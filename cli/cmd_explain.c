/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "draws.h"

#include <mdsrisk/register.h>

static bool is_tables(mds_export_format format)
{
    return mds_export_is_document(format) || format == MDS_EXPORT_XLSX;
}

/* A page or a workbook; any other file is the text. */
static mds_status write_tables(run *r, const mds_risk_assessment *assessment, const char *risk_id)
{
    const mds_paper *paper = NULL;
    const mds_status status = mds_paper_of_risk(&paper, r->arena, assessment, risk_id, r->opt.lang);

    return status == MDS_OK ? mds_export_paper(paper, mds_export_format_of(r->opt.output),
                                               r->opt.output, r->diags)
                            : status;
}

static mds_exit explain_main(run *r)
{
    const draw_options *own = r->own;
    const mds_risk_assessment *assessment;
    mds_simulation_options how;
    const char *text;

    if (r->arg_count < 2) {
        return usage_error(r, "cli.error.explain_arguments", NULL);
    }
    mds_exit code = read_simulation_options(r, &how);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    const mds_export_format format =
        r->opt.output != NULL ? mds_export_format_of(r->opt.output) : MDS_EXPORT_FORMAT__COUNT;
    if (code == EXIT_DONE && (format == MDS_EXPORT_CSV || format == MDS_EXPORT_JSON)) {
        code = usage_error(r, "cli.error.ending", r->opt.output, ".txt, .xlsx, .html, .md, .docx",
                           NULL);
    }
    const bool tables = is_tables(format);
    if (code != EXIT_DONE) {
        return code;
    }
    const size_t forms = r->arg_count - 1;
    const char *risk_id = r->args[forms];
    mds_status status = assess_device(r, r->args, forms, &assessment);
    if (status == MDS_OK) {
        status = mds_explain(&text, r->arena, assessment, risk_id, r->opt.lang);
        if (status == MDS_ENOTFOUND) {
            mds_diag_add(r->diags, MDS_D_RISK_UNKNOWN, NULL, NULL, risk_id, NULL);
        }
    }
    if (status == MDS_OK && tables) {
        print_diags(r);
        return exit_of(r, write_tables(r, assessment, risk_id));
    }
    if (status == MDS_OK && own->draws != NULL) {
        status = add_uncertainty(r, &how, assessment, risk_id, &text);
    }
    if (status == MDS_OK) {
        print_diags(r);
        if (r->opt.output == NULL) {
            print_missing(r, stdout);
        }
        status = write_text(r, text);
    }
    return exit_of(r, status);
}

static const option_spec *const explain_options[] = {
    &option_draws,   &option_seed,    &option_threads, &option_output,
    &option_context, &option_records, &option_life,    &option_vulnerability,
    &option_as_of,   &option_policy,  &option_sheet,   &option_catalog,
    &option_lang,    &option_quiet,   &option_help,    NULL};

const command cmd_explain = {
    "explain",       "cli.explain.usage", "cli.explain.summary",           "cli.explain.help",
    explain_options, explain_main,        .own_size = sizeof(draw_options)};
