/* SPDX-License-Identifier: GPL-3.0-or-later */
/* throughput assess|import-assess|register FORM COUNT OUTPUT
 *
 * Loads the catalog once and then does the same work COUNT times in one process, and prints the
 * nanoseconds of one:
 *
 *   assess          facts and assessment of a form that was read before
 *   import-assess   reading the form, facts, assessment
 *   register        the same, and the register written to OUTPUT as xlsx */
#include <mdsrisk/export.h>
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct bench {
    mds_catalog *catalog;
    const mds_policy *policy;
    mds_deployment deployment;
    mds_source *source;
    const char *output; /* NULL: no register */
} bench;

enum { AS_OF = 20777 }; /* 2026-11-20 */

static mds_status one(const bench *b, const mds_disclosure *read_before)
{
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, MDS_LIMIT_DIAGS) : NULL;
    const mds_disclosure *disclosure = read_before;
    const mds_facts *facts = NULL;
    const mds_risk_assessment *assessment = NULL;
    const mds_register *reg = NULL;
    mds_status status = diags != NULL ? MDS_OK : MDS_ENOMEM;

    if (status == MDS_OK && disclosure == NULL) {
        status = mds_import_form(&disclosure, arena, b->catalog, b->source, diags);
    }
    if (status == MDS_OK) {
        status = mds_facts_derive(&facts, arena, b->catalog, b->policy, &disclosure, 1,
                                  &b->deployment, AS_OF, diags);
    }
    if (status == MDS_OK) {
        status = mds_assess_device(&assessment, arena, b->catalog, b->policy, facts, &b->deployment,
                                   AS_OF, diags);
    }
    if (status == MDS_OK && b->output != NULL) {
        status = mds_register_build(&reg, arena, assessment, NULL, diags, MDS_LANG_EN);
    }
    if (reg != NULL) {
        status = mds_export_register(reg, MDS_EXPORT_XLSX, b->output, diags);
    }
    mds_arena_free(arena);
    return status;
}

static long elapsed(const struct timespec *start)
{
    struct timespec end;

    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    return (end.tv_sec - start->tv_sec) * 1000000000L + end.tv_nsec - start->tv_nsec;
}

int main(int argc, char **argv)
{
    bench b = {0};
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, MDS_LIMIT_DIAGS) : NULL;
    const mds_disclosure *disclosure = NULL;
    struct timespec start;
    const long count = argc == 5 ? strtol(argv[3], NULL, 10) : 0;
    mds_status status = MDS_EINVAL;

    if (count > 0 && diags != NULL) {
        status = mds_catalog_load(&b.catalog, NULL, diags);
    }
    if (status == MDS_OK) {
        b.policy = &b.catalog->policies[0];
        b.deployment = mds_deployment_default(b.policy);
        b.output = strcmp(argv[1], "register") == 0 ? argv[4] : NULL;
        status = mds_source_open(&b.source, argv[2], MDS_LIMIT_FILE_BYTES, diags);
    }
    if (status == MDS_OK && strcmp(argv[1], "assess") == 0) {
        status = mds_import_form(&disclosure, arena, b.catalog, b.source, diags);
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    for (long i = 0; i < count && status == MDS_OK; ++i) {
        status = one(&b, disclosure);
    }
    if (status == MDS_OK) {
        printf("%ld\n", elapsed(&start) / count);
    }
    mds_source_free(b.source);
    mds_catalog_free(b.catalog);
    mds_arena_free(arena);
    return status == MDS_OK ? 0 : 2;
}
