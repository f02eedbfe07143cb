/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate plan FORM                 prints the device's uncertain inputs as JSON, for numpy
 * simulate run FORM DRAWS THREADS    prints the nanoseconds of one simulation, of one draw of a
 *                                    PERT (in picoseconds) and of the pure generator (likewise) */
#include "base/num.h"
#include "simulate_parts.h"
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AS_OF = 20777 /* 2026-11-20 */, VALUES = 1 << 20, ROUNDS = 16 };

static double values[VALUES];

static long elapsed(const struct timespec *start)
{
    struct timespec end;

    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    return (end.tv_sec - start->tv_sec) * 1000000000L + end.tv_nsec - start->tv_nsec;
}

static void print_number(const char *before, double value)
{
    char number[MDS_NUM_SIZE];
    mds_num_exact(number, value);
    printf("%s%s", before, number);
}

static void print_triple(const char *name, const mds_triple *t)
{
    printf(",\"%s\":[", name);
    print_number("", t->low);
    print_number(",", t->mode);
    print_number(",", t->high);
    printf("]");
}

static void print_plan(const mds_plan *plan, bool first)
{
    printf("%s{\"anchored\":%s", first ? "" : ",\n", plan->anchored ? "true" : "false");
    print_triple("rate", &plan->inputs[MDS_INPUT_AT_RATE].triple);
    print_triple("v1", &plan->inputs[MDS_INPUT_AT_V1].triple);
    print_triple("v2", &plan->inputs[MDS_INPUT_AT_V2].triple);
    print_number(",\"factor\":", plan->rate_factor);
    print_number(",\"tolerable\":", plan->tolerable);
    printf(",\"weights\":[");
    for (size_t p = 0; p < plan->path_count; p++) {
        print_number(p > 0 ? "," : "", plan->weights[p]);
    }
    printf("],\"layers\":[");
    for (size_t i = 0; i < plan->layer_count; i++) {
        const mds_plan_layer *layer = &plan->layers[i];
        printf("%s{\"paths\":%lu", i > 0 ? "," : "", (unsigned long)layer->paths);
        print_triple("e", &plan->inputs[layer->input].triple);
        print_number(",\"k\":", layer->factor);
        printf("}");
    }
    printf("]}");
}

static mds_status print_plans(mds_arena *arena, const mds_risk_assessment *as)
{
    mds_shapes shapes = {.arena = arena};
    mds_plan_common common;
    mds_plan plan;
    mds_status status =
        mds_plan__common(&common, &shapes, as->catalog, as->policy, as->deployment->country);

    print_number("{\"common\":", as->policy->common_cause);
    print_number(",\"sigma\":", as->policy->model_sd);
    print_triple("anchor", &common.anchor.triple);
    printf(",\"scenarios\":[");
    for (size_t i = 0; i < as->ranked_count && status == MDS_OK; i++) {
        status = mds_plan__make(&plan, arena, &shapes, as, as->ranking[i], NULL);
        if (status == MDS_OK) {
            print_plan(&plan, i == 0);
        }
    }
    printf("]}\n");
    return status;
}

static mds_status measure(mds_arena *arena, const mds_risk_assessment *as, size_t draws,
                          unsigned threads)
{
    const mds_simulation_options options = {.draws = draws, .seed = 1, .threads = threads};
    const mds_simulation *simulation = NULL;
    const mds_triple triple = {0.1, 0.3, 0.6};
    mds_random random = mds_random__stream(1, 2, 3);
    struct timespec start;
    uint64_t all = 0;

    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    mds_status status = mds_simulate(&simulation, arena, as, &options, NULL);
    printf("%ld", elapsed(&start));
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    for (uint64_t i = 0; i < ROUNDS && status == MDS_OK; i++) {
        status = mds_pert_draws(values, VALUES, &triple, 1, i);
    }
    printf(" %ld", elapsed(&start) / (VALUES / 1000) / ROUNDS);
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    for (size_t i = 0; i < (size_t)VALUES * ROUNDS; i++) {
        all ^= mds_random__next(&random);
    }
    printf(" %ld\n", elapsed(&start) / (VALUES / 1000) / ROUNDS + (all == 0));
    return status;
}

int main(int argc, char **argv)
{
    mds_catalog *catalog = NULL;
    mds_source *source = NULL;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    const mds_disclosure *form = NULL;
    const mds_facts *facts = NULL;
    const mds_risk_assessment *as = NULL;
    mds_deployment deployment;
    mds_status status = MDS_EINVAL;

    if (arena != NULL && argc >= 3) {
        status = mds_catalog_load(&catalog, NULL, NULL);
    }
    if (status == MDS_OK) {
        deployment = mds_deployment_default(&catalog->policies[0]);
        status = mds_source_open(&source, argv[2], MDS_LIMIT_FILE_BYTES, NULL);
    }
    if (status == MDS_OK) {
        status = mds_import_form(&form, arena, catalog, source, NULL);
    }
    if (status == MDS_OK) {
        status = mds_facts_derive(&facts, arena, catalog, &catalog->policies[0], &form, 1,
                                  &deployment, AS_OF, NULL);
    }
    if (status == MDS_OK) {
        status = mds_assess_device(&as, arena, catalog, &catalog->policies[0], facts, &deployment,
                                   AS_OF, NULL);
    }
    if (status == MDS_OK) {
        status = strcmp(argv[1], "plan") == 0 ? print_plans(arena, as)
                                              : measure(arena, as, strtoul(argv[3], NULL, 10),
                                                        (unsigned)strtoul(argv[4], NULL, 10));
    }
    mds_source_free(source);
    mds_catalog_free(catalog);
    mds_arena_free(arena);
    return status == MDS_OK ? 0 : 2;
}
