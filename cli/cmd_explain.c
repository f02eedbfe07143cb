/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "draws.h"

#include <mdsrisk/register.h>

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
    if (status == MDS_OK && own->draws != NULL) {
        status = add_uncertainty(r, &how, assessment, risk_id, &text);
    }
    if (status == MDS_OK) {
        print_diags(r);
        status = write_text(r, text);
    }
    return exit_of(r, status);
}

static const option_spec *const explain_options[] = {&option_draws,   &option_seed,
                                                     &option_threads, &option_output,
                                                     &option_context, &option_records,
                                                     &option_as_of,   &option_policy,
                                                     &option_sheet,   &option_catalog,
                                                     &option_lang,    &option_quiet,
                                                     &option_help,    NULL};

const command cmd_explain = {"explain",           "cli.explain.usage", "cli.explain.summary",
                             "cli.explain.help",  explain_options,     explain_main,
                             sizeof(draw_options)};
