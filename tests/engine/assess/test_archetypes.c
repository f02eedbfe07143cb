/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fictional devices as a reviewer knows them: their table, what must come before what, and laws
 * over all of them. */
#include "support/archetypes.h"
#include "support/files.h"

#include "base/num.h"
#include "base/strbuf.h"
#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/simulate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static mds_catalog *catalog;
static mds_arena *arena;
static archetypes *all;

/* Where the devices are. */
static const struct {
    const char *name, *words;
} deployments[] = {
    {"clinical network, Japan", "country=jp"},
    {"shared network, many patients, US", "country=us zone=shared-network volume=many"},
    {"segmented and monitored, verified",
     "network-segmentation=verified network-monitoring=verified"},
};
enum { DEPLOYMENTS = sizeof deployments / sizeof deployments[0] };

static void setup(void)
{
    arena = mds_arena_new((size_t)1 << 30, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    all = archetypes_open(catalog, arena);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(archetypes, .init = setup, .fini = teardown);

static const mds_risk_assessment *at(size_t device, size_t deployment)
{
    char spec[256];

    (void)snprintf(spec, sizeof spec, "%s %s", archetypes_id(all, device),
                   deployments[deployment].words);
    return archetypes_assess(all, spec);
}

static void put_row(mds_strbuf *out, const char *id, const mds_risk_assessment *as)
{
    const mds_device_at *device = &as->now->at[MDS_STAGE_R2];
    char rrf[MDS_NUM_SIZE];

    mds_num_digits(rrf, mds_model_printed(device->rrf), 3);
    mds_strbuf_printf(out, "%-15s%-18s%7s%5d %%%5d %% ", id, mds_verdict_name(as->verdict), rrf,
                      (int)floor(100.0 * device->sure), (int)floor(100.0 * as->known + 0.5));
    for (size_t i = 0; i < as->ranked_count && i < 3; i++) {
        const mds_risk *risk = &as->now->risks[as->ranking[i]];
        mds_strbuf_printf(out, " %s %d", catalog->scenarios[risk->scenario].id,
                          (int)floor(100.0 * risk->at[MDS_STAGE_R2].share + 0.5));
    }
    mds_strbuf_putc(out, '\n');
}

/* scripts/archetypes.sh writes the table anew. */
Test(archetypes, table_is_the_golden_one)
{
    static const char path[] = MDS_SOURCE_DIR "/tests/golden/archetypes.txt";
    mds_strbuf out;
    size_t size = 0;

    mds_strbuf_init(&out, 1 << 16);
    for (size_t d = 0; d < DEPLOYMENTS; d++) {
        mds_strbuf_printf(&out, "%s%s\n%-15s%-18s%7s%7s%7s  %s\n", d > 0 ? "\n" : "",
                          deployments[d].name, "device", "verdict", "RRF", "sure", "known",
                          "largest shares, %");
        for (size_t i = 0; i < archetypes_count(all); i++) {
            put_row(&out, archetypes_id(all, i), at(i, d));
        }
    }
    if (getenv("MDS_UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "w");
        cr_assert_not_null(file);
        cr_assert_eq(fwrite(out.p, 1, out.n, file), out.n);
        cr_assert_eq(fclose(file), 0);
    }
    char *golden = read_file(path, &size);
    cr_assert_not_null(golden);
    cr_expect_str_eq(golden, out.p);
    free(golden);
    mds_strbuf_finish(&out);
}

static bool holds(const char *sign, const mds_risk_assessment *better,
                  const mds_risk_assessment *worse)
{
    const double a = better->now->at[MDS_STAGE_R2].rrf;
    const double b = worse->now->at[MDS_STAGE_R2].rrf;

    return strcmp(sign, "<") == 0     ? a < b * (1.0 - 1e-9)
           : strcmp(sign, "<=") == 0  ? a <= b * (1.0 + 1e-9)
           : strcmp(sign, "=") == 0   ? fabs(a - b) <= 1e-9 * b
           : strcmp(sign, "v<") == 0  ? better->verdict < worse->verdict
           : strcmp(sign, "v<=") == 0 ? better->verdict <= worse->verdict
                                      : false;
}

/* tests/data/orderings.tsv: what an expert would demand, each with a sentence. */
Test(archetypes, experts_orderings_hold)
{
    size_t size = 0;
    char *text = read_file(MDS_TEST_DATA "/orderings.tsv", &size);
    size_t lines = 0;

    cr_assert_not_null(text);
    for (char *line = strchr(text, '\n') + 1; *line != '\0'; lines++) {
        char *column[4];
        char *next = line + strcspn(line, "\n");
        *next = '\0';
        for (size_t c = 0; c < 4; c++) {
            column[c] = line;
            line += strcspn(line, "\t");
            cr_assert_eq(*line == '\t', c < 3, "line %zu", lines + 2);
            *line++ = '\0';
        }
        const mds_risk_assessment *better = archetypes_assess(all, column[0]);
        const mds_risk_assessment *worse = archetypes_assess(all, column[2]);
        cr_expect(holds(column[1], better, worse), "%s\n%s: %g %s\n%s: %g %s", column[3], column[0],
                  better->now->at[MDS_STAGE_R2].rrf, mds_verdict_name(better->verdict), column[2],
                  worse->now->at[MDS_STAGE_R2].rrf, mds_verdict_name(worse->verdict));
        line = next + 1;
    }
    cr_assert_geq(lines, 42);
    free(text);
}

/* Law 1: over all 2^9 subsets of the kinds one more never raises number, verdict or gate. */
Test(archetypes, one_more_kind_is_never_worse)
{
    enum { KINDS = 9, SETS = 1 << KINDS };
    static double rrf[SETS];
    static mds_verdict verdict[SETS], gate[SETS];
    mds_evaluation *found = NULL;
    size_t steps = 0;

    cr_assert_eq(catalog->compensating_count, KINDS);
    cr_assert_eq(mds_evaluation_new(&found, arena, catalog), MDS_OK);
    for (size_t i = 0; i < DEPLOYMENTS * archetypes_count(all); i++) {
        const mds_risk_assessment *as = at(i / DEPLOYMENTS, i % DEPLOYMENTS);
        mds_device device = as->device;
        mds_kind_credit with[KINDS];
        device.kinds = with;
        device.from = MDS_STAGE_R2;
        for (uint32_t set = 0; set < SETS; set++) {
            for (size_t k = 0; k < KINDS; k++) {
                with[k] = (set >> k & 1U) != 0 ? mds_kind_in_place(as->policy, &as->device.kinds[k],
                                                                   MDS_ASSURANCE_VERIFIED)
                                               : as->device.kinds[k];
            }
            mds_device_evaluate(found, &device);
            rrf[set] = found->at[MDS_STAGE_R2].rrf;
            verdict[set] = found->verdict;
            gate[set] = found->gate;
            for (uint32_t bit = 1; bit < SETS; bit <<= 1) {
                const uint32_t less = set & ~bit;
                cr_assert(rrf[set] <= rrf[less] * (1.0 + 1e-12), "%s, set %u",
                          archetypes_id(all, i / DEPLOYMENTS), set);
                cr_assert(verdict[set] <= verdict[less] && gate[set] <= gate[less]);
                steps += less != set;
            }
        }
    }
    cr_assert_eq(steps, DEPLOYMENTS * archetypes_count(all) * KINDS * SETS / 2);
}

/* Law 3. */
Test(archetypes, nothing_past_support_is_worst_and_never_patched_close_to_it)
{
    for (size_t i = 0; i < archetypes_count(all); i++) {
        char spec[128];
        (void)snprintf(spec, sizeof spec, "%s past=700", archetypes_id(all, i));
        const mds_risk_assessment *nothing = archetypes_assess(all, spec);
        (void)snprintf(spec, sizeof spec, "%s past=700 firewall=verified", archetypes_id(all, i));
        const mds_risk_assessment *firewall = archetypes_assess(all, spec);
        cr_expect_geq(nothing->now->verdict, firewall->now->verdict);
        cr_expect_geq(nothing->now->at[MDS_STAGE_R2].rrf,
                      firewall->now->at[MDS_STAGE_R2].rrf * (1.0 - 1e-12));
        (void)snprintf(spec, sizeof spec, "%s -vendor-update", archetypes_id(all, i));
        const mds_risk_assessment *never = archetypes_assess(all, spec);
        (void)snprintf(spec, sizeof spec, "%s past=365", archetypes_id(all, i));
        const double ratio = archetypes_assess(all, spec)->now->at[MDS_STAGE_R2].rrf /
                             never->now->at[MDS_STAGE_R2].rrf;
        if (strcmp(archetypes_id(all, i), "never-patched") == 0) {
            cr_expect(ratio > 1.0 / 1.5 && ratio < 1.5, "%g", ratio);
        }
    }
}

/* Law 9: the draws confirm the closed form of every device in every deployment. */
Test(archetypes, draws_confirm_the_closed_form)
{
    const mds_simulation_options how = {.draws = 10000, .seed = 1, .threads = 2};

    for (size_t i = 0; i < DEPLOYMENTS * archetypes_count(all); i++) {
        const char *id = archetypes_id(all, i / DEPLOYMENTS);
        const mds_risk_assessment *as = at(i / DEPLOYMENTS, i % DEPLOYMENTS);
        const mds_device_at *device = &as->now->at[MDS_STAGE_R2];
        const mds_simulation *drawn = NULL;
        cr_assert_eq(mds_simulate(&drawn, arena, as, &how, NULL), MDS_OK);
        cr_expect(fabs(drawn->times.quantile / device->rrf - 1.0) < MDS_DRAWS_OFF_RRF,
                  "%s: %g by draws, %g", id, drawn->times.quantile, device->rrf);
        cr_expect(fabs(drawn->within - device->sure) < MDS_DRAWS_OFF_SURE, "%s: %g by draws, %g",
                  id, drawn->within, device->sure);
        for (size_t k = 0; k < drawn->risk_count; k++) {
            const mds_risk_spread *risk = &drawn->risks[k];
            const mds_risk_at *form = &as->now->risks[risk->scenario].at[MDS_STAGE_R2];
            cr_expect(fabs(risk->within - (1.0 - form->exceeds)) < 0.07, "%s, %s: %g, %g", id,
                      catalog->scenarios[risk->scenario].id, risk->within, 1.0 - form->exceeds);
            cr_expect(fabs(risk->times.quantile / form->rrf - 1.0) < MDS_DRAWS_OFF_RRF,
                      "%s, %s: %g, %g", id, catalog->scenarios[risk->scenario].id,
                      risk->times.quantile, form->rrf);
        }
    }
}
