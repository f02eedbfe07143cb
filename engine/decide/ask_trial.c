/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A device with some of its answers turned out otherwise: facts derived and numbers worked out
 * again, in memory of its own. */
#include "ask_parts.h"

#include <mdsrisk/limits.h>

#include <string.h>

typedef struct trial {
    mds_arena *arena;
    const mds_risk_assessment *as;
    mds_answer **answers; /* per disclosure: a copy */
    const mds_disclosure **list;
} trial;

static void turn(trial *t, const mds_ask_candidate *candidate, mds_ask_outcome how)
{
    mds_answer *answer = &t->answers[candidate->disclosure][candidate->item.question];

    switch (how) {
    case MDS_ASK_OUTCOME_AS_IS:
        break;
    case MDS_ASK_OUTCOME_YES:
        answer->state = MDS_ANSWER_YES;
        break;
    case MDS_ASK_OUTCOME_NO:
        answer->state = MDS_ANSWER_NO;
        break;
    case MDS_ASK_OUTCOME_DOCUMENTED:
        answer->documented = true;
        break;
    }
}

static mds_status begin(trial *t, const mds_risk_assessment *as)
{
    const mds_facts *facts = as->facts;

    t->as = as;
    t->arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (t->arena == NULL) {
        return MDS_ENOMEM;
    }
    mds_disclosure *copies = mds_arena_alloc(t->arena, facts->disclosure_count, sizeof *copies);
    t->answers = mds_arena_alloc(t->arena, facts->disclosure_count, sizeof *t->answers);
    t->list = mds_arena_alloc(t->arena, facts->disclosure_count, sizeof *t->list);
    if (copies == NULL || t->answers == NULL || t->list == NULL) {
        return mds_arena_status(t->arena);
    }
    for (size_t i = 0; i < facts->disclosure_count; i++) {
        const mds_disclosure *d = facts->disclosures[i];
        t->answers[i] = mds_arena_alloc(t->arena, d->answer_count, sizeof *t->answers[i]);
        if (t->answers[i] == NULL) {
            return mds_arena_status(t->arena);
        }
        if (d->answer_count > 0) {
            memcpy(t->answers[i], d->answers, d->answer_count * sizeof *d->answers);
        }
        copies[i] = *d;
        copies[i].answers = t->answers[i];
        t->list[i] = &copies[i];
    }
    return MDS_OK;
}

static mds_status derive(const trial *t, const mds_facts **out)
{
    const mds_risk_assessment *as = t->as;

    return mds_facts_derive(out, t->arena, as->catalog, as->policy, t->list,
                            as->facts->disclosure_count, as->deployment, as->as_of, NULL);
}

static void keep(mds_ask_tried *out, const mds_evaluation *found)
{
    out->rrf = found->at[MDS_STAGE_R2].rrf;
    for (size_t s = 0; out->risks != NULL && s < found->risk_count; s++) {
        out->risks[s] = found->risks[s].at[MDS_STAGE_R2].rrf;
    }
}

mds_status mds_ask__try_first(const mds_risk_assessment *as, const mds_ask_candidate *list,
                              size_t count, mds_ask_tried *out)
{
    trial t;
    const mds_facts *facts = NULL;
    const mds_risk_assessment *found = NULL;
    mds_status status = begin(&t, as);

    if (status == MDS_OK) {
        for (size_t i = 0; i < count; i++) {
            turn(&t, &list[i], list[i].good);
        }
        status = derive(&t, &facts);
    }
    if (status == MDS_OK) {
        status = mds_assess_device(&found, t.arena, as->catalog, as->policy, facts, as->deployment,
                                   as->as_of, NULL);
    }
    if (status == MDS_OK) {
        keep(out, found->now);
        out->verdict = found->verdict;
    }
    mds_arena_free(t.arena);
    return status;
}

mds_status mds_ask__try(const mds_risk_assessment *as, const mds_ask_candidate *candidate,
                        mds_ask_outcome how, mds_ask_tried *out)
{
    trial t;
    const mds_facts *facts = NULL;
    mds_evaluation *found = NULL;
    mds_device device = as->device;
    mds_status status = begin(&t, as);

    if (status == MDS_OK) {
        turn(&t, candidate, how);
        status = derive(&t, &facts);
    }
    if (status == MDS_OK) {
        status = mds_evaluation_new(&found, t.arena, as->catalog);
    }
    if (status == MDS_OK) {
        device.facts = facts->at;
        device.from = MDS_STAGE_R2;
        mds_device_evaluate(found, &device);
        keep(out, found);
    }
    mds_arena_free(t.arena);
    return status;
}
