/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulation_view.h"

#include "base/num.h"
#include <string.h>
#include <unistd.h>

/* A seed is kept exactly by every reader of JSON. */
#define SEED_MOST ((uint64_t)1 << 53)

enum { SOBOL_DRAWS = 8192 };

#define VALUE(field) offsetof(options, field)

const option_spec option_draws = {"--draws", 0, VALUE(draws), "cli.value.number",
                                  "cli.option.draws"};
const option_spec option_seed = {"--seed", 0, VALUE(seed), "cli.value.number", "cli.option.seed"};
const option_spec option_threads = {"--threads", 0, VALUE(threads), "cli.value.number",
                                    "cli.option.threads"};
const option_spec option_sobol = {"--sobol", 0, VALUE(sobol), NULL, "cli.option.sobol"};

static mds_exit read_number(const run *r, const option_spec *spec, const char *given,
                            uint64_t least, uint64_t most, uint64_t *out)
{
    char bounds[64];

    if (given == NULL) {
        return EXIT_DONE;
    }
    if (mds_num_parse_uint(out, (mds_sv){given, strlen(given)}, most) && *out >= least) {
        return EXIT_DONE;
    }
    (void)snprintf(bounds, sizeof bounds, "%llu .. %llu", (unsigned long long)least,
                   (unsigned long long)most);
    return usage_error(r, "cli.error.value", spec->name, given, bounds, NULL);
}

static void tell_progress(void *payload, size_t done, size_t total)
{
    const run *r = payload;
    char text[64];

    (void)snprintf(text, sizeof text, "%zu / %zu", done, total);
    show_progress(r, done < total ? text : "");
}

mds_exit read_simulation_options(run *r, mds_simulation_options *out)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    mds_simulation_options how = MDS_SIMULATION_OPTIONS_INIT;
    uint64_t draws = how.draws;
    uint64_t threads = processors < 1                  ? 1
                       : processors > MDS_THREADS_MOST ? MDS_THREADS_MOST
                                                       : (uint64_t)processors;

    mds_exit code =
        read_number(r, &option_draws, r->opt.draws, MDS_DRAWS_LEAST, MDS_DRAWS_MOST, &draws);
    if (code == EXIT_DONE) {
        code = read_number(r, &option_seed, r->opt.seed, 0, SEED_MOST, &how.seed);
    }
    if (code == EXIT_DONE) {
        code = read_number(r, &option_threads, r->opt.threads, 1, MDS_THREADS_MOST, &threads);
    }
    how.draws = (size_t)draws;
    how.threads = (unsigned)threads;
    how.progress = tell_progress;
    how.payload = r;
    *out = how;
    return code;
}

static mds_status find_sensitivities(run *r, mds_simulation_report *report)
{
    const mds_simulation *simulation = report->simulation;
    mds_sensitivities *list = mds_arena_alloc(r->arena, simulation->risk_count, sizeof *list);
    mds_status status = list != NULL ? MDS_OK : mds_arena_status(r->arena);

    for (size_t i = 0; i < simulation->risk_count && status == MDS_OK; i++) {
        tell_progress(r, i, simulation->risk_count);
        list[i].draws = SOBOL_DRAWS;
        status = mds_sobol(&list[i].at, &list[i].count, r->arena, simulation->assessment,
                           simulation->risks[i].scenario, SOBOL_DRAWS, simulation->seed, r->diags);
    }
    show_progress(r, "");
    report->sensitivities = list;
    return status;
}

/* The risk of the simulation with the id, its own or the scenario's; risk_count when there is
 * none: a scenario that does not apply has no draws. */
static size_t find_risk(run *r, const mds_simulation *simulation, const char *risk_id)
{
    size_t i = 0;
    for (; i < simulation->risk_count; i++) {
        const uint32_t scenario = simulation->risks[i].scenario;
        const char *id = mds_risk_id(r->arena, simulation->assessment->catalog,
                                     simulation->assessment->facts, scenario);
        if (strcmp(r->catalog->scenarios[scenario].id, risk_id) == 0 ||
            (id != NULL && strcmp(id, risk_id) == 0)) {
            break;
        }
    }
    return i;
}

mds_status add_uncertainty(run *r, const mds_simulation_options *how,
                           const mds_assessment *assessment, const char *risk_id, const char **text)
{
    const mds_simulation *simulation = NULL;
    const mds_contributions *contributions = NULL;
    mds_sensitivities sensitivities = {.draws = SOBOL_DRAWS};
    mds_status status = mds_simulate(&simulation, r->arena, assessment, how, r->diags);

    if (status != MDS_OK) {
        return status;
    }
    const size_t risk = find_risk(r, simulation, risk_id);
    if (risk == simulation->risk_count) {
        return MDS_OK;
    }
    const uint32_t scenario = simulation->risks[risk].scenario;
    status = mds_contributions_of(&contributions, r->arena, assessment, scenario, r->diags);
    if (status == MDS_OK) {
        status = mds_sobol(&sensitivities.at, &sensitivities.count, r->arena, assessment, scenario,
                           SOBOL_DRAWS, how->seed, r->diags);
    }
    if (status != MDS_OK) {
        return status;
    }
    mds_strbuf out;
    mds_strbuf_init(&out, (size_t)1 << 24);
    mds_strbuf_puts(&out, *text);
    view_risk(r, &out, simulation, risk);
    view_contributions(r, &out, contributions);
    view_sensitivities(r, &out, &sensitivities);
    const char *whole = mds_strbuf_copy(&out, r->arena);
    status = whole != NULL          ? MDS_OK
             : out.status != MDS_OK ? out.status
                                    : mds_arena_status(r->arena);
    mds_strbuf_finish(&out);
    if (status == MDS_OK) {
        *text = whole;
    }
    return status;
}

static mds_status make_report(run *r, const mds_simulation_options *how,
                              mds_simulation_report *report)
{
    const mds_assessment *assessment = NULL;
    mds_status status = assess_forms(r, r->args, r->arg_count, &assessment);

    if (status == MDS_OK) {
        status = mds_simulate(&report->simulation, r->arena, assessment, how, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_contributions_of(&report->contributions, r->arena, assessment, MDS_NO_ORDINAL,
                                      r->diags);
    }
    if (status == MDS_OK && r->opt.sobol) {
        status = find_sensitivities(r, report);
    }
    return status;
}

static mds_status print_report(const run *r, const mds_simulation_report *report)
{
    const mds_simulation *simulation = report->simulation;
    mds_strbuf out;

    mds_strbuf_init(&out, (size_t)1 << 24);
    view_simulation(r, &out, simulation);
    view_contributions(r, &out, report->contributions);
    for (size_t i = 0; i < simulation->risk_count && report->sensitivities != NULL; i++) {
        mds_strbuf_printf(
            &out, "\n%zu. %s", i + 1,
            r->catalog->scenarios[simulation->risks[i].scenario].title.in[r->opt.lang]);
        view_sensitivities(r, &out, &report->sensitivities[i]);
    }
    (void)fputs(out.p, stdout);
    const mds_status status = out.status;
    mds_strbuf_finish(&out);
    return status;
}

/* --output - is the table alone; a file is JSON or csv by its ending. */
static mds_exit simulate_main(run *r)
{
    const bool file = r->opt.output != NULL && strcmp(r->opt.output, "-") != 0;
    const mds_export_format format =
        file ? mds_export_format_of(r->opt.output) : MDS_EXPORT_FORMAT__COUNT;
    mds_simulation_options how;
    mds_simulation_report report = {0};
    const char *text = NULL;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    if (file && format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) {
        return usage_error(r, "cli.error.ending", r->opt.output, ".json, .csv", NULL);
    }
    mds_exit code = read_simulation_options(r, &how);
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
        status = mds_export_simulation(&text, r->arena, &report, format, r->opt.lang);
        if (status == MDS_OK) {
            status = write_text(r, text);
        }
    }
    return exit_of(r, status);
}

static const option_spec *const simulate_options[] = {
    &option_output,  &option_draws, &option_seed,   &option_threads, &option_sobol, &option_context,
    &option_records, &option_as_of, &option_policy, &option_catalog, &option_lang,  &option_quiet,
    &option_help,    NULL};

const command cmd_simulate = {"simulate",          "cli.simulate.usage", "cli.simulate.summary",
                              "cli.simulate.help", simulate_options,     simulate_main};
