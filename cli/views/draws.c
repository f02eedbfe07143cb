/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draws.h"

#include "base/num.h"
#include "simulation_view.h"
#include <string.h>
#include <unistd.h>

/* A seed is kept exactly by every reader of JSON. */
#define SEED_MOST ((uint64_t)1 << 53)

#define VALUE(field) offsetof(draw_options, field)

const option_spec option_draws = {"--draws",          0,          VALUE(draws), "cli.value.number",
                                  "cli.option.draws", .own = true};
const option_spec option_seed = {"--seed",          0,          VALUE(seed), "cli.value.number",
                                 "cli.option.seed", .own = true};
const option_spec option_threads = {
    "--threads", 0, VALUE(threads), "cli.value.number", "cli.option.threads", .own = true};
const option_spec option_sobol = {"--sobol",          0,          VALUE(sobol), NULL,
                                  "cli.option.sobol", .own = true};

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

void show_draws(void *payload, size_t done, size_t total)
{
    const run *r = payload;
    char text[64];

    (void)snprintf(text, sizeof text, "%zu / %zu", done, total);
    show_progress(r, done < total ? text : "");
}

mds_exit read_simulation_options(run *r, mds_simulation_options *out)
{
    const draw_options *own = r->own;
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    mds_simulation_options how = MDS_SIMULATION_OPTIONS_INIT;
    uint64_t draws = how.draws;
    uint64_t threads = processors < 1                  ? 1
                       : processors > MDS_THREADS_MOST ? MDS_THREADS_MOST
                                                       : (uint64_t)processors;

    mds_exit code =
        read_number(r, &option_draws, own->draws, MDS_DRAWS_LEAST, MDS_DRAWS_MOST, &draws);
    if (code == EXIT_DONE) {
        code = read_number(r, &option_seed, own->seed, 0, SEED_MOST, &how.seed);
    }
    if (code == EXIT_DONE) {
        code = read_number(r, &option_threads, own->threads, 1, MDS_THREADS_MOST, &threads);
    }
    how.draws = (size_t)draws;
    how.threads = (unsigned)threads;
    how.progress = show_draws;
    how.payload = r;
    *out = how;
    return code;
}

/* The risk of the simulation with the id, its own or the scenario's; risk_count when there is
 * none: a scenario that does not apply has no draws. */
static size_t find_risk(run *r, const mds_simulation *simulation, const char *risk_id)
{
    size_t i = 0;
    for (; i < simulation->risk_count; i++) {
        const uint32_t scenario = simulation->risks[i].scenario;
        const char *id =
            mds_risk_id(r->arena, simulation->assessment->catalog, simulation->assessment->facts,
                        simulation->assessment->deployment, scenario);
        if (strcmp(r->catalog->scenarios[scenario].id, risk_id) == 0 ||
            (id != NULL && strcmp(id, risk_id) == 0)) {
            break;
        }
    }
    return i;
}

mds_status add_uncertainty(run *r, const mds_simulation_options *how,
                           const mds_risk_assessment *assessment, const char *risk_id,
                           const char **text)
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
    sensitivities.scenario = scenario;
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
