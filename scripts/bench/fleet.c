/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet COUNT SEED FORM...
 *
 * A hospital's devices in one process: reads the forms once, varies their answers from the seed
 * into COUNT disclosures, and derives facts and assesses each in an arena of its own. Prints the
 * nanoseconds of one device, the largest memory in KiB, and how many are not acceptable, which
 * shows that the work was done. */
#include "engine/random.h"
#include "usage.h"
#include <inttypes.h>
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/risk.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_FORMS = 8, AS_OF = 20777 /* 2026-11-20 */ };

typedef struct fleet {
    mds_catalog *catalog;
    mds_deployment deployment;
    const mds_disclosure *forms[MOST_FORMS];
    size_t form_count;
    mds_random random;
    size_t above;
} fleet;

/* Every fourth answer becomes another; what is no choice stays. */
static mds_answer varied(mds_answer answer, mds_random *random)
{
    static const mds_answer_state states[] = {
        MDS_ANSWER_YES, MDS_ANSWER_YES,      MDS_ANSWER_NO,       MDS_ANSWER_NO,
        MDS_ANSWER_NA,  MDS_ANSWER_SEE_NOTE, MDS_ANSWER_SEE_NOTE, MDS_ANSWER_UNANSWERED};
    const uint64_t bits = mds_random__next(random);

    if (bits >> 62 == 0 && answer.state != MDS_ANSWER_TEXT) {
        answer.state = states[bits & 7];
    }
    return answer;
}

static mds_status one(fleet *f, size_t device)
{
    const mds_disclosure *form = f->forms[device % f->form_count];
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_answer *answers =
        arena != NULL ? mds_arena_alloc(arena, form->answer_count, sizeof *answers) : NULL;
    mds_disclosure disclosure = *form;
    const mds_disclosure *of = &disclosure;
    const mds_policy *policy = &f->catalog->policies[0];
    const mds_facts *facts = NULL;
    const mds_risk_assessment *assessment = NULL;
    mds_status status = answers != NULL ? MDS_OK : MDS_ENOMEM;

    for (size_t i = 0; i < form->answer_count && status == MDS_OK; i++) {
        answers[i] = varied(form->answers[i], &f->random);
    }
    disclosure.answers = answers;
    if (status == MDS_OK) {
        status = mds_facts_derive(&facts, arena, f->catalog, policy, &of, 1, &f->deployment, AS_OF,
                                  NULL);
    }
    if (status == MDS_OK) {
        status = mds_assess_device(&assessment, arena, f->catalog, policy, facts, &f->deployment,
                                   AS_OF, NULL);
    }
    if (status == MDS_OK) {
        f->above += assessment->verdict == MDS_VERDICT_NOT_ACCEPTABLE;
    }
    mds_arena_free(arena);
    return status;
}

static mds_status read_forms(fleet *f, mds_arena *arena, char **paths, int count)
{
    mds_status status = count > 0 && count <= MOST_FORMS ? MDS_OK : MDS_EINVAL;

    for (int i = 0; i < count && status == MDS_OK; i++) {
        mds_source *source = NULL;
        status = mds_source_open(&source, paths[i], MDS_LIMIT_FILE_BYTES, NULL);
        if (status == MDS_OK) {
            status = mds_import_form(&f->forms[f->form_count++], arena, f->catalog, source, NULL);
        }
        mds_source_free(source);
    }
    return status;
}

int main(int argc, char **argv)
{
    fleet f = {0};
    struct timespec start, end;
    const size_t count = argc > 3 ? strtoul(argv[1], NULL, 10) : 0;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_status status = MDS_EINVAL;

    if (count > 0 && arena != NULL) {
        status = mds_catalog_load(&f.catalog, NULL, NULL);
    }
    if (status == MDS_OK) {
        f.deployment = mds_deployment_default(&f.catalog->policies[0]);
        f.random = mds_random__stream(strtoul(argv[2], NULL, 10), 0, 0);
        status = read_forms(&f, arena, argv + 3, argc - 3);
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        status = one(&f, i);
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    if (status == MDS_OK) {
        const int64_t nanos =
            (end.tv_sec - start.tv_sec) * INT64_C(1000000000) + end.tv_nsec - start.tv_nsec;
        printf("%" PRId64 " %ld %zu\n", nanos / (int64_t)count, peak_kib(), f.above);
    }
    mds_catalog_free(f.catalog);
    mds_arena_free(arena);
    return status == MDS_OK ? 0 : 2;
}
