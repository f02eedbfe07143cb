/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value of asking: docs/use/ask.md. Each answer is tried by assessing the device again. */
#include "engine/answers.h"

#include "base/utf8.h"
#include <mdsrisk/ask.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/lint.h>
#include <stdlib.h>
#include <string.h>

/* Below half a unit of the last digit that a person is shown an answer moves nothing. */
static const double worth_asking = 0.005;

static const char *const kind_names[MDS_ASK_KIND__COUNT] = {
    [MDS_ASK_UNKNOWN] = "unknown",
    [MDS_ASK_DOUBTFUL] = "doubtful",
    [MDS_ASK_QUALIFIED] = "qualified",
    [MDS_ASK_SELF_DECLARED] = "self_declared",
};

/* How an answer may turn out. */
typedef enum outcome {
    OUTCOME_AS_IS,
    OUTCOME_YES,
    OUTCOME_NO,
    OUTCOME_DOCUMENTED /* the yes stands, and a document shows it */
} outcome;

typedef struct candidate {
    mds_ask_item item;
    size_t disclosure; /* its number */
    outcome good, bad;
} candidate;

typedef struct asking {
    mds_arena *arena;
    const mds_assessment *as;
    candidate *list;
    size_t count;
    bool **taken; /* per disclosure and question: stands in the list */
    double *rrf;  /* scratch: per scenario, for the good and for the bad answer */
} asking;

/* A device with some answers turned out; in an arena of its own. */
typedef struct trial {
    mds_arena *arena;
    mds_answer **answers;    /* per disclosure: a copy */
    mds_verified_fact *told; /* the deployment's, and what is documented */
    size_t told_count;
} trial;

static bool settled_elsewhere(const mds_fact_value *value)
{
    for (size_t i = 0; i < value->proof_count; i++) {
        if (value->proofs[i].rule == MDS_PROOF_VERIFIED ||
            value->proofs[i].rule == MDS_PROOF_DEPLOYMENT) {
            return true;
        }
    }
    return false;
}

/* Rows by which a yes to the question makes a fact true or false. */
static bool yes_speaks(const mds_crosswalk_row *row)
{
    return row->relation == MDS_RELATION_EQUAL || row->relation == MDS_RELATION_SUBSET_OF;
}

/* A document behind a yes: the facts that it shows count as documented. What the hospital found
 * out itself, or the deployment states, stays as it is. */
static void document(const asking *a, trial *t, const candidate *c)
{
    const mds_catalog *catalog = a->as->catalog;
    const mds_crosswalk *crosswalk = &catalog->crosswalks[c->item.disclosure->form];
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        const mds_fact_value *value = &a->as->facts->at[row->fact];
        const mds_truth says = row->inverse ? MDS_FALSE : MDS_TRUE;
        if (row->question == c->item.question && yes_speaks(row) && value->truth == says &&
            !settled_elsewhere(value)) {
            t->told[t->told_count++] = (mds_verified_fact){.fact = row->fact,
                                                           .state = says == MDS_TRUE,
                                                           .assurance = MDS_ASSURANCE_DOCUMENTED,
                                                           .evidence = "asked",
                                                           .where = ""};
        }
    }
}

static void turn(const asking *a, trial *t, const candidate *c, outcome how)
{
    mds_answer *answer = &t->answers[c->disclosure][c->item.question];
    switch (how) {
    case OUTCOME_AS_IS:
        break;
    case OUTCOME_YES:
        answer->state = MDS_ANSWER_YES;
        break;
    case OUTCOME_NO:
        answer->state = MDS_ANSWER_NO;
        break;
    case OUTCOME_DOCUMENTED:
        document(a, t, c);
        break;
    }
}

static bool prepare(const asking *a, trial *t)
{
    const mds_facts *facts = a->as->facts;
    const mds_deployment *deployment = a->as->deployment;
    size_t rows = deployment->verified_count;
    t->answers = mds_arena_alloc(t->arena, facts->disclosure_count, sizeof *t->answers);
    for (size_t i = 0; t->answers != NULL && i < facts->disclosure_count; i++) {
        const mds_disclosure *d = facts->disclosures[i];
        rows += a->as->catalog->crosswalks[d->form].row_count;
        t->answers[i] = mds_arena_alloc(t->arena, d->answer_count, sizeof *t->answers[i]);
        if (t->answers[i] == NULL) {
            return false;
        }
        if (d->answer_count > 0) {
            memcpy(t->answers[i], d->answers, d->answer_count * sizeof *d->answers);
        }
    }
    t->told = mds_arena_alloc(t->arena, rows, sizeof *t->told);
    if (t->answers == NULL || t->told == NULL) {
        return false;
    }
    for (; t->told_count < deployment->verified_count; t->told_count++) {
        t->told[t->told_count] = deployment->verified[t->told_count];
    }
    return true;
}

static mds_status assess_trial(const asking *a, trial *t, const mds_assessment **out)
{
    const mds_facts *facts = a->as->facts;
    mds_disclosure *copies = mds_arena_alloc(t->arena, facts->disclosure_count, sizeof *copies);
    const mds_disclosure **list = mds_arena_alloc(t->arena, facts->disclosure_count, sizeof *list);
    mds_deployment *deployment = mds_arena_alloc(t->arena, 1, sizeof *deployment);
    const mds_facts *derived = NULL;
    if (copies == NULL || list == NULL || deployment == NULL) {
        return mds_arena_status(t->arena);
    }
    for (size_t i = 0; i < facts->disclosure_count; i++) {
        copies[i] = *facts->disclosures[i];
        copies[i].answers = t->answers[i];
        list[i] = &copies[i];
    }
    *deployment = *a->as->deployment;
    deployment->verified = t->told;
    deployment->verified_count = t->told_count;
    mds_status status = mds_facts_derive(&derived, t->arena, a->as->catalog, a->as->policy, list,
                                         facts->disclosure_count, deployment, a->as->as_of, NULL);
    if (status == MDS_OK) {
        status = mds_assess(out, t->arena, a->as->catalog, a->as->policy, derived, deployment,
                            a->as->as_of, NULL);
    }
    return status;
}

/* What is kept of a trial. */
typedef struct tried {
    double index;
    double *rrf; /* per scenario; may be NULL */
    mds_verdict verdict_at[MDS_CASE__COUNT];
} tried;

/* The device with the first \p count candidates turned out well, or badly. */
static mds_status try_list(const asking *a, const candidate *list, size_t count, bool good,
                           tried *out)
{
    trial t = {.arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL)};
    const mds_assessment *found = NULL;
    if (t.arena == NULL) {
        return MDS_ENOMEM;
    }
    mds_status status = prepare(a, &t) ? MDS_OK : mds_arena_status(t.arena);
    if (status == MDS_OK) {
        for (size_t i = 0; i < count; i++) {
            turn(a, &t, &list[i], good ? list[i].good : list[i].bad);
        }
        status = assess_trial(a, &t, &found);
    }
    if (status == MDS_OK) {
        out->index = found->index[MDS_STAGE_R2][MDS_CASE_EXPECTED];
        memcpy(out->verdict_at, found->verdict_at, sizeof out->verdict_at);
        for (size_t s = 0; out->rrf != NULL && s < found->scenario_count; s++) {
            out->rrf[s] = found->scenarios[s].at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf;
        }
    }
    mds_arena_free(t.arena);
    return status;
}

/* The scenario whose required reduction the answer moves by the largest factor. Where it would be
 * acceptable either way a factor means little, so that the scale begins at 1. */
static void find_scenario(mds_ask_item *item, const double *good, const double *bad, size_t count)
{
    double most = 0.0;
    item->scenario = MDS_NO_ORDINAL;
    for (uint32_t s = 0; s < count; s++) {
        const double low = good[s] < bad[s] ? good[s] : bad[s];
        const double high = good[s] < bad[s] ? bad[s] : good[s];
        const double moved = (high + 1.0) / (low + 1.0) - 1.0;
        if (moved > most) {
            most = moved;
            item->scenario = s;
            item->rrf_good = good[s];
            item->rrf_bad = bad[s];
        }
    }
}

/* Both ways; the one with the lower index is the good one. */
static mds_status weigh(const asking *a, candidate *c)
{
    const size_t scenarios = a->as->scenario_count;
    const double now = a->as->index[MDS_STAGE_R2][MDS_CASE_EXPECTED];
    tried good = {.rrf = a->rrf};
    tried bad = {.rrf = a->rrf + scenarios};
    mds_status status = try_list(a, c, 1, true, &good);
    if (status == MDS_OK) {
        status = try_list(a, c, 1, false, &bad);
    }
    if (status == MDS_OK && good.index > bad.index) {
        const tried swapped = good;
        const outcome how = c->good;
        good = bad;
        bad = swapped;
        c->good = c->bad;
        c->bad = how;
    }
    if (status == MDS_OK) {
        c->item.yes_is_good = c->good != OUTCOME_NO && c->good != OUTCOME_AS_IS;
        c->item.index_good = good.index;
        c->item.index_bad = bad.index;
        c->item.fall = now - good.index;
        c->item.rise = bad.index - now;
        find_scenario(&c->item, good.rrf, bad.rrf, scenarios);
    }
    return status;
}

static void add(asking *a, size_t disclosure, uint32_t question, mds_ask_kind kind,
                const mds_lint_rule *rule)
{
    const mds_disclosure *d = a->as->facts->disclosures[disclosure];
    if (question >= d->answer_count || a->taken[disclosure][question]) {
        return;
    }
    a->taken[disclosure][question] = true;
    candidate *c = &a->list[a->count++];
    *c = (candidate){.item = {.kind = kind, .disclosure = d, .question = question, .rule = rule},
                     .disclosure = disclosure};
    switch (kind) {
    case MDS_ASK_UNKNOWN:
    case MDS_ASK_DOUBTFUL:
        c->good = OUTCOME_YES;
        c->bad = OUTCOME_NO;
        break;
    case MDS_ASK_QUALIFIED:
        c->good = OUTCOME_DOCUMENTED;
        c->bad = OUTCOME_NO;
        break;
    case MDS_ASK_SELF_DECLARED:
        c->good = OUTCOME_DOCUMENTED;
        c->bad = OUTCOME_AS_IS;
        break;
    case MDS_ASK_KIND__COUNT:
        break;
    }
}

static bool is_unknown(mds_statement statement)
{
    return statement == MDS_STATEMENT_NOTHING || statement == MDS_STATEMENT_NA_OPEN ||
           statement == MDS_STATEMENT_YES_GATED;
}

static const mds_lint *lint_of(const mds_catalog *catalog, uint32_t form)
{
    for (size_t i = 0; i < catalog->lint_count; i++) {
        if (catalog->lints[i].form == form) {
            return &catalog->lints[i];
        }
    }
    return NULL;
}

static void add_doubtful(asking *a, size_t disclosure)
{
    const mds_disclosure *d = a->as->facts->disclosures[disclosure];
    const mds_lint *lint = lint_of(a->as->catalog, d->form);
    for (size_t i = 0; lint != NULL && i < lint->rule_count; i++) {
        const mds_lint_rule *rule = &lint->rules[i];
        const mds_lint_case *found =
            rule->severity == MDS_SEVERITY_WARNING ? mds_lint_applies(rule, d) : NULL;
        for (size_t k = 0; found != NULL && k < found->count; k++) {
            if (!found->at[k].other) {
                add(a, disclosure, found->at[k].question, MDS_ASK_DOUBTFUL, rule);
            }
        }
    }
    for (size_t f = 0; f < a->as->facts->count; f++) {
        const mds_fact_value *value = &a->as->facts->at[f];
        for (size_t i = 0; value->contradicted && i < value->proof_count; i++) {
            const mds_proof *proof = &value->proofs[i];
            if (proof->disclosure == d && proof->rule == MDS_PROOF_ANSWER) {
                add(a, disclosure, proof->question, MDS_ASK_DOUBTFUL, NULL);
            }
        }
    }
}

/* Whether the note takes a part of the answer back. False, and *status set, without memory. */
static bool is_qualified(asking *a, const mds_lint *lint, const mds_answer *answer,
                         mds_status *status)
{
    if (lint == NULL || answer->note == NULL || answer->note[0] == '\0') {
        return false;
    }
    const char *key = mds_utf8_key(a->arena, answer->note);
    if (key == NULL) {
        *status = mds_arena_status(a->arena);
        return false;
    }
    for (size_t i = 0; i < lint->qualifiers.count; i++) {
        if (strstr(key, lint->qualifiers.at[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static mds_status collect(asking *a, size_t disclosure)
{
    const mds_catalog *catalog = a->as->catalog;
    const mds_disclosure *d = a->as->facts->disclosures[disclosure];
    const mds_form *form = &catalog->forms[d->form];
    const mds_lint *lint = lint_of(catalog, d->form);
    mds_status status = MDS_OK;
    for (uint32_t q = 0; q < d->answer_count && q < form->question_count; q++) {
        const mds_statement statement = mds_answers_read(form, d, q).statement;
        if (form->questions[q].kind == MDS_QUESTION_CHOICE && is_unknown(statement)) {
            add(a, disclosure, q, MDS_ASK_UNKNOWN, NULL);
        }
    }
    add_doubtful(a, disclosure);
    for (uint32_t q = 0; q < d->answer_count && q < form->question_count && status == MDS_OK; q++) {
        if (mds_answers_read(form, d, q).statement == MDS_STATEMENT_YES) {
            const bool qualified = is_qualified(a, lint, &d->answers[q], &status);
            add(a, disclosure, q, qualified ? MDS_ASK_QUALIFIED : MDS_ASK_SELF_DECLARED, NULL);
        }
    }
    return status;
}

static mds_status collect_all(asking *a)
{
    const mds_facts *facts = a->as->facts;
    size_t most = 0;
    mds_status status = MDS_OK;
    a->taken = mds_arena_alloc(a->arena, facts->disclosure_count, sizeof *a->taken);
    for (size_t i = 0; a->taken != NULL && i < facts->disclosure_count; i++) {
        const size_t answers = facts->disclosures[i]->answer_count;
        most += answers;
        a->taken[i] = mds_arena_alloc(a->arena, answers, sizeof *a->taken[i]);
        if (a->taken[i] == NULL) {
            return mds_arena_status(a->arena);
        }
    }
    a->list = mds_arena_alloc(a->arena, most, sizeof *a->list);
    if (a->taken == NULL || a->list == NULL) {
        return mds_arena_status(a->arena);
    }
    for (size_t i = 0; i < facts->disclosure_count && status == MDS_OK; i++) {
        status = collect(a, i);
    }
    return status;
}

static int by_value(const void *left, const void *right)
{
    const candidate *x = left;
    const candidate *y = right;
    const double a = x->item.index_bad - x->item.index_good;
    const double b = y->item.index_bad - y->item.index_good;
    if (a > b || a < b) {
        return a > b ? -1 : 1;
    }
    if (x->disclosure != y->disclosure) {
        return x->disclosure < y->disclosure ? -1 : 1;
    }
    return x->item.question < y->item.question ? -1 : 1;
}

/* Keeps what is worth asking; the rest is counted where it is unknown. */
static void drop_idle(asking *a, size_t *idle)
{
    size_t kept = 0;
    *idle = 0;
    for (size_t i = 0; i < a->count; i++) {
        const mds_ask_item *item = &a->list[i].item;
        if (item->index_bad - item->index_good >= worth_asking) {
            a->list[kept++] = a->list[i];
        } else {
            *idle += item->kind == MDS_ASK_UNKNOWN;
        }
    }
    a->count = kept;
}

/* How many answers, all good or all bad, until lo and hi agree. */
static mds_status settle(const asking *a, bool good, mds_ask_settled *out)
{
    *out = (mds_ask_settled){.settles = false};
    for (size_t n = 0; n <= a->count; n++) {
        tried t = {.rrf = NULL};
        const mds_status status = try_list(a, a->list, n, good, &t);
        if (status != MDS_OK) {
            return status;
        }
        out->verdict = t.verdict_at[MDS_CASE_EXPECTED];
        out->questions = n;
        if (t.verdict_at[MDS_CASE_LO] == t.verdict_at[MDS_CASE_HI]) {
            out->settles = true;
            return MDS_OK;
        }
    }
    return MDS_OK;
}

mds_status mds_ask_rank(const mds_ask **out, mds_arena *arena, const mds_assessment *assessment)
{
    asking a = {.arena = arena, .as = assessment};
    mds_ask *ask = mds_arena_alloc(arena, 1, sizeof *ask);
    a.rrf = mds_arena_alloc(arena, 2 * assessment->scenario_count, sizeof *a.rrf);
    if (ask == NULL || a.rrf == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = collect_all(&a);
    for (size_t i = 0; i < a.count && status == MDS_OK; i++) {
        status = weigh(&a, &a.list[i]);
    }
    if (status != MDS_OK) {
        return status;
    }
    drop_idle(&a, &ask->idle);
    if (a.count > 0) {
        qsort(a.list, a.count, sizeof *a.list, by_value);
    }
    status = settle(&a, true, &ask->if_good);
    if (status == MDS_OK) {
        status = settle(&a, false, &ask->if_bad);
    }
    mds_ask_item *items = mds_arena_alloc(arena, a.count, sizeof *items);
    if (status != MDS_OK || items == NULL) {
        return status != MDS_OK ? status : mds_arena_status(arena);
    }
    for (size_t i = 0; i < a.count; i++) {
        items[i] = a.list[i].item;
    }
    ask->assessment = assessment;
    ask->items = items;
    ask->count = a.count;
    *out = ask;
    return MDS_OK;
}

const char *mds_ask_kind_name(mds_ask_kind kind)
{
    return (unsigned)kind < MDS_ASK_KIND__COUNT ? kind_names[kind] : "";
}
