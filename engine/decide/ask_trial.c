/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A device with some of its answers turned out otherwise: facts derived and numbers worked out
 * again. What hangs on no answer is worked out once for all trials. */
#include "ask_parts.h"
#include "evaluation.h"
#include "findings.h"

#include "base/arena_internal.h"
#include <mdsrisk/limits.h>

#include <stdlib.h>
#include <string.h>

struct mds_ask_trial {
    mds_arena *arena;
    const mds_risk_assessment *as;
    mds_answer **answers; /* per disclosure: a copy */
    const mds_disclosure **list;
    mds_findings findings;
    mds_evaluation *evaluation;
};

static mds_answer *answer_of(const mds_ask_trial *t, const mds_ask_candidate *candidate)
{
    return &t->answers[candidate->disclosure][candidate->item.question];
}

static void turn(mds_answer *answer, mds_ask_outcome how)
{
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

/* The answer as the form gives it. */
static void turn_back(const mds_ask_trial *t, const mds_ask_candidate *candidate)
{
    const mds_disclosure *given = t->as->facts->disclosures[candidate->disclosure];

    *answer_of(t, candidate) = given->answers[candidate->item.question];
}

static mds_status copy_forms(mds_ask_trial *t)
{
    const mds_facts *facts = t->as->facts;
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

static mds_status begin(mds_ask_trial *t)
{
    const mds_risk_assessment *as = t->as;

    t->arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (t->arena == NULL) {
        return MDS_ENOMEM;
    }
    mds_status status = copy_forms(t);
    if (status == MDS_OK) {
        status = mds_findings__weigh(&t->findings, t->arena, as->catalog, as->policy,
                                     as->deployment, as->as_of);
    }
    return status == MDS_OK ? mds_evaluation_new(&t->evaluation, t->arena, as->catalog) : status;
}

mds_ask_trial *mds_ask__trial_new(const mds_risk_assessment *as, mds_status *status)
{
    mds_ask_trial *made = calloc(1, sizeof *made);

    if (made == NULL) {
        *status = MDS_ENOMEM;
        return NULL;
    }
    made->as = as;
    *status = begin(made);
    if (*status != MDS_OK) {
        mds_ask__trial_free(made);
        return NULL;
    }
    return made;
}

void mds_ask__trial_free(mds_ask_trial *trial)
{
    if (trial != NULL) {
        mds_arena_free(trial->arena);
        free(trial);
    }
}

static mds_status judge(mds_ask_trial *t, mds_verdict *out)
{
    const mds_risk_assessment *as = t->as;
    const mds_facts *facts = NULL;
    mds_status status =
        mds_facts_derive(&facts, t->arena, as->catalog, as->policy, t->list,
                         as->facts->disclosure_count, as->deployment, as->as_of, NULL);

    return status == MDS_OK ? mds_evaluation__verdict(out, t->arena, as, facts) : status;
}

mds_status mds_ask__try_first(mds_ask_trial *trial, const mds_ask_candidate *list, size_t count,
                              mds_verdict *out)
{
    const mds_arena_mark before = mds_arena_marked(trial->arena);

    for (size_t i = 0; i < count; i++) {
        turn(answer_of(trial, &list[i]), list[i].good);
    }
    const mds_status status = judge(trial, out);
    for (size_t i = 0; i < count; i++) {
        turn_back(trial, &list[i]);
    }
    mds_arena_rewind(trial->arena, before);
    return status;
}

static void keep(mds_ask_tried *out, const mds_evaluation *found)
{
    out->rrf = found->at[MDS_STAGE_R2].rrf;
    for (size_t s = 0; s < found->risk_count; s++) {
        out->risks[s] = found->risks[s].at[MDS_STAGE_R2].rrf;
    }
}

/* Whether some fact bears otherwise on the numbers. */
static bool differ(const mds_facts *a, const mds_facts *b)
{
    for (size_t f = 0; f < a->count; f++) {
        const mds_fact_value *x = &a->at[f];
        const mds_fact_value *y = &b->at[f];
        if (x->truth != y->truth || x->stated != y->stated || x->assurance != y->assurance) {
            return true;
        }
    }
    return false;
}

mds_status mds_ask__try(mds_ask_trial *trial, const mds_ask_candidate *candidate,
                        mds_ask_outcome how, mds_ask_tried *out)
{
    const mds_risk_assessment *as = trial->as;
    const mds_arena_mark before = mds_arena_marked(trial->arena);
    const mds_facts *facts = NULL;
    mds_device device = as->device;

    if (how == MDS_ASK_OUTCOME_AS_IS) {
        keep(out, as->now);
        return MDS_OK;
    }
    turn(answer_of(trial, candidate), how);
    const mds_status status =
        mds_facts__again(&facts, trial->arena, as->catalog, as->policy, trial->list,
                         as->facts->disclosure_count, as->deployment, as->as_of, &trial->findings);
    if (status == MDS_OK && !differ(facts, as->facts)) {
        keep(out, as->now);
    } else if (status == MDS_OK) {
        device.facts = facts->at;
        device.from = MDS_STAGE_R2;
        mds_device_evaluate(trial->evaluation, &device);
        keep(out, trial->evaluation);
    }
    turn_back(trial, candidate);
    mds_arena_rewind(trial->arena, before);
    return status;
}
