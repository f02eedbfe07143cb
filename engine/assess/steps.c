/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three things to do: greedy, since a committee takes one step after the other; the cheapest
 * set that is enough is the search of treat. */
#include "evaluation.h"

#include <string.h>

/* A step that leaves more than this of the number is not worth a line. */
static const double worth_a_step = 1.0 / 1.005;

typedef struct plan {
    const mds_risk_assessment *as;
    mds_device device; /* as the steps taken so far make it */
    mds_kind_credit *kinds;
    mds_fact_value *facts;
    mds_evaluation *with;
    double now;
    const mds_answer_worth *worths;
    size_t worth_count;
    mds_step *steps;
    size_t count;
} plan;

static mds_status make(plan *p, mds_arena *arena, const mds_risk_assessment *as)
{
    const mds_catalog *catalog = as->catalog;
    mds_status status = mds_evaluation_new(&p->with, arena, catalog);

    p->as = as;
    p->device = as->device;
    p->device.from = MDS_STAGE_R2;
    p->kinds = mds_arena_alloc(arena, catalog->compensating_count + 1, sizeof *p->kinds);
    p->facts = mds_arena_alloc(arena, catalog->fact_count + 1, sizeof *p->facts);
    if (status != MDS_OK || p->kinds == NULL || p->facts == NULL) {
        return mds_arena_status(arena);
    }
    if (catalog->compensating_count > 0) {
        memcpy(p->kinds, as->device.kinds, catalog->compensating_count * sizeof *p->kinds);
    }
    memcpy(p->facts, as->facts->at, catalog->fact_count * sizeof *p->facts);
    p->device.kinds = p->kinds;
    p->device.facts = p->facts;
    p->now = as->now->at[MDS_STAGE_R2].rrf;
    return mds_answers_worth(&p->worths, &p->worth_count, arena, as, MDS_WORTH_OPEN);
}

static void take(plan *p, uint32_t compensating, size_t questions)
{
    mds_device_evaluate(p->with, &p->device);
    p->now = p->with->at[MDS_STAGE_R2].rrf;
    p->steps[p->count++] = (mds_step){.compensating = compensating,
                                      .questions = questions,
                                      .rrf_after = p->now,
                                      .sure_after = p->with->at[MDS_STAGE_R2].sure,
                                      .verdict = p->with->verdict};
}

/* The measure that leaves least, on top of those taken. */
static void take_measure(plan *p)
{
    uint32_t best = MDS_NO_ORDINAL;
    double least = p->now * worth_a_step;

    for (size_t i = 0; i < p->as->help_count; i++) {
        const uint32_t k = p->as->helps[i].compensating;
        const mds_kind_credit before = p->kinds[k];
        p->kinds[k] = mds_kind_in_place(p->as->policy, &before, MDS_ASSURANCE_VERIFIED);
        mds_device_evaluate(p->with, &p->device);
        p->kinds[k] = before;
        if (p->with->at[MDS_STAGE_R2].rrf < least) {
            least = p->with->at[MDS_STAGE_R2].rrf;
            best = k;
        }
    }
    if (best != MDS_NO_ORDINAL) {
        p->kinds[best] = mds_kind_in_place(p->as->policy, &p->kinds[best], MDS_ASSURANCE_VERIFIED);
        take(p, best, 0);
    }
}

static void take_questions(plan *p)
{
    size_t questions = 0;

    for (size_t i = 0; i < p->worth_count && questions < MDS_STEPS_QUESTIONS; i++) {
        if (p->worths[i].asked) {
            mds_evaluation__answer_well(p->facts, p->as->catalog, p->worths[i].fact);
            questions++;
        }
    }
    if (questions > 0) {
        take(p, MDS_NO_ORDINAL, questions);
    }
}

mds_status mds_assess_steps(mds_step out[MDS_STEPS_MAX], size_t *count, mds_arena *arena,
                            const mds_risk_assessment *assessment)
{
    plan p = {.steps = out};
    const mds_status status = make(&p, arena, assessment);
    const bool ask_first = assessment->unjudged != MDS_UNJUDGED_NOT;

    if (status != MDS_OK) {
        return status;
    }
    if (ask_first) {
        take_questions(&p);
    }
    take_measure(&p);
    take_measure(&p);
    if (!ask_first) {
        take_questions(&p);
    }
    if (p.count < MDS_STEPS_MAX) {
        take_measure(&p);
    }
    *count = p.count;
    return MDS_OK;
}
