/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "draws.h"
#include "simulation_view.h"

#include <string.h>

static mds_status find_sensitivities(run *r, mds_simulation_report *report)
{
    const mds_simulation *simulation = report->simulation;
    mds_sensitivities *found = mds_arena_alloc(r->arena, 1, sizeof *found);

    if (found == NULL) {
        return mds_arena_status(r->arena);
    }
    found->scenario = MDS_NO_ORDINAL;
    found->draws = SOBOL_DRAWS;
    report->sensitivities = found;
    return mds_sobol(&found->at, &found->count, r->arena, simulation->assessment, MDS_NO_ORDINAL,
                     SOBOL_DRAWS, simulation->seed, r->diags);
}

static mds_status make_report(run *r, const mds_simulation_options *how,
                              mds_simulation_report *report)
{
    const draw_options *own = r->own;
    const mds_risk_assessment *assessment = NULL;
    mds_status status = assess_device(r, r->args, r->arg_count, &assessment);

    if (status == MDS_OK) {
        status = mds_simulate(&report->simulation, r->arena, assessment, how, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_contributions_of(&report->contributions, r->arena, assessment, MDS_NO_ORDINAL,
                                      r->diags);
    }
    if (status == MDS_OK && own->sobol) {
        status = find_sensitivities(r, report);
    }
    return status;
}

static mds_status print_report(const run *r, const mds_simulation_report *report)
{
    mds_strbuf out;

    mds_strbuf_init(&out, (size_t)1 << 24);
    view_simulation(r, &out, report->simulation);
    view_contributions(r, &out, report->contributions);
    if (report->sensitivities != NULL) {
        view_sensitivities(r, &out, report->sensitivities);
    }
    print_missing(r, stdout);
    (void)fputs(out.p, stdout);
    const mds_status status = out.status;
    mds_strbuf_finish(&out);
    return status;
}

static mds_status write_report(run *r, const mds_simulation_report *report,
                               mds_export_format format)
{
    const mds_sensitivities *s = report->sensitivities;
    const mds_paper *paper = NULL;
    const char *text = NULL;

    if (format == MDS_EXPORT_JSON || format == MDS_EXPORT_CSV) {
        const mds_status status =
            mds_export_simulation(&text, r->arena, report, format, r->opt.lang);
        return status == MDS_OK ? write_text(r, text) : status;
    }
    const mds_status status =
        mds_paper_of_simulation(&paper, r->arena, report->simulation, report->contributions,
                                s != NULL ? s->at : NULL, s != NULL ? s->count : 0, r->opt.lang);
    return status == MDS_OK ? mds_export_paper(paper, format, r->opt.output, r->diags) : status;
}

/* --output - is the table alone; a file is of the format that its ending says. */
static mds_exit simulate_main(run *r)
{
    const bool file = r->opt.output != NULL && strcmp(r->opt.output, "-") != 0;
    mds_export_format format = MDS_EXPORT_JSON;
    mds_simulation_options how;
    mds_simulation_report report = {0};

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    mds_exit code = read_format(r, file ? r->opt.output : NULL, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = read_simulation_options(r, &how);
    }
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = make_report(r, &how, &report);
    if (status == MDS_OK) {
        print_diags(r);
        status = r->opt.quiet ? MDS_OK : print_report(r, &report);
    }
    if (status == MDS_OK && file) {
        status = write_report(r, &report, format);
    }
    return exit_of(r, status);
}

static const option_spec *const simulate_options[] = {&option_report,
                                                      &option_draws,
                                                      &option_seed,
                                                      &option_threads,
                                                      &option_sobol,
                                                      &option_context,
                                                      &option_records,
                                                      &option_life,
                                                      &option_vulnerability,
                                                      &option_as_of,
                                                      &option_policy,
                                                      &option_sheet,
                                                      &option_catalog,
                                                      &option_lang,
                                                      &option_quiet,
                                                      &option_help,
                                                      NULL};

const command cmd_simulate = {
    "simulate",       "cli.simulate.usage", "cli.simulate.summary",          "cli.simulate.help",
    simulate_options, simulate_main,        .own_size = sizeof(draw_options)};
