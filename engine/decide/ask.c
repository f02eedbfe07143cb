/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value of asking: docs/use/ask.md. Each answer is tried by assessing the device again. */
#include "ask_parts.h"
#include "engine/answers.h"

#include "base/utf8.h"
#include <mdsrisk/lint.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A smaller factor is not worth a question. */
static const double worth_asking = 1.005;

static const char *const kind_names[MDS_ASK_KIND__COUNT] = {
    [MDS_ASK_UNKNOWN] = "unknown",     [MDS_ASK_DOUBTFUL] = "doubtful",
    [MDS_ASK_QUALIFIED] = "qualified", [MDS_ASK_SELF_DECLARED] = "self_declared",
    [MDS_ASK_SYSTEM] = "system",
};

typedef struct asking {
    mds_arena *arena;
    const mds_risk_assessment *as;
    mds_ask_trial *trial;
    mds_ask_candidate *list;
    size_t count;
    bool **taken;  /* per disclosure and question: is in the list */
    double *risks; /* scratch: per scenario, for the one answer and for the other */
} asking;

/* The scenario whose part of the sum the answer moves most. */
static void find_scenario(mds_ask_item *item, const asking *a, const double *good)
{
    double most = 0.0;

    item->scenario = MDS_NO_ORDINAL;
    for (uint32_t s = 0; s < a->as->now->risk_count; s++) {
        const mds_risk *risk = &a->as->now->risks[s];
        const double now = risk->at[MDS_STAGE_R2].rrf;
        const double moved = fabs(now - good[s]) / risk->constants->factor;
        if (moved > most) {
            most = moved;
            item->scenario = s;
            item->risk_now = now;
            item->risk_after = good[s];
        }
    }
}

static double ratio(double above, double below)
{
    return below > 0.0 ? above / below : above > 0.0 ? HUGE_VAL : 1.0;
}

/* Of an answer that is open or in doubt the one with the lower RRF is the good one. */
static mds_status weigh(const asking *a, mds_ask_candidate *c)
{
    const size_t scenarios = a->as->now->risk_count;
    const double now = a->as->now->at[MDS_STAGE_R2].rrf;
    mds_ask_tried good = {.risks = a->risks};
    mds_ask_tried bad = {.risks = a->risks + scenarios};
    mds_status status = mds_ask__try(a->trial, c, c->good, &good);

    if (status == MDS_OK) {
        status = mds_ask__try(a->trial, c, c->bad, &bad);
    }
    if (status != MDS_OK) {
        return status;
    }
    const bool either = c->item.kind == MDS_ASK_UNKNOWN || c->item.kind == MDS_ASK_DOUBTFUL;
    if (either && good.rrf > bad.rrf) {
        const mds_ask_tried swapped = good;
        const mds_ask_outcome how = c->good;
        good = bad;
        bad = swapped;
        c->good = c->bad;
        c->bad = how;
    }
    c->item.yes_is_good = c->good != MDS_ASK_OUTCOME_NO;
    c->item.rrf_after = good.rrf;
    c->item.factor = ratio(now, good.rrf);
    c->item.rrf_if_no = bad.rrf;
    c->item.rise = c->item.kind == MDS_ASK_QUALIFIED ? ratio(bad.rrf, now) : 1.0;
    find_scenario(&c->item, a, good.risks);
    return MDS_OK;
}

static void add(asking *a, size_t disclosure, uint32_t question, mds_ask_kind kind,
                const mds_lint_rule *rule)
{
    const mds_disclosure *d = a->as->facts->disclosures[disclosure];
    if (question >= d->answer_count || a->taken[disclosure][question]) {
        return;
    }
    a->taken[disclosure][question] = true;
    mds_ask_candidate *c = &a->list[a->count++];
    *c = (mds_ask_candidate){
        .item = {.kind = kind, .disclosure = d, .question = question, .rule = rule},
        .disclosure = disclosure};
    switch (kind) {
    case MDS_ASK_UNKNOWN:
    case MDS_ASK_DOUBTFUL:
        c->good = MDS_ASK_OUTCOME_YES;
        c->bad = MDS_ASK_OUTCOME_NO;
        break;
    case MDS_ASK_QUALIFIED:
        c->good = MDS_ASK_OUTCOME_DOCUMENTED;
        c->bad = MDS_ASK_OUTCOME_NO;
        break;
    case MDS_ASK_SELF_DECLARED:
        c->good = MDS_ASK_OUTCOME_DOCUMENTED;
        c->bad = MDS_ASK_OUTCOME_AS_IS;
        break;
    case MDS_ASK_SYSTEM: /* never tried: no figure hangs on it alone */
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
        if (mds_answers_read(form, d, q).statement == MDS_STATEMENT_YES &&
            !d->answers[q].documented) {
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
    const mds_ask_candidate *x = left;
    const mds_ask_candidate *y = right;

    if (x->item.factor > y->item.factor || x->item.factor < y->item.factor) {
        return x->item.factor > y->item.factor ? -1 : 1;
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
        if (item->factor >= worth_asking || item->rise >= worth_asking) {
            a->list[kept++] = a->list[i];
        } else {
            *idle += item->kind == MDS_ASK_UNKNOWN;
        }
    }
    a->count = kept;
}

/* The least number of answers, all turned out well, until there is a verdict, and until it is
 * acceptable. */
static mds_status settle(const asking *a, mds_ask *out)
{
    out->judged_after = MDS_ASK_NEVER;
    out->acceptable_after = MDS_ASK_NEVER;
    for (size_t n = 0; n <= a->count && out->acceptable_after == MDS_ASK_NEVER; n++) {
        mds_verdict verdict = MDS_VERDICT_CANNOT_BE_JUDGED;
        const mds_status status = mds_ask__try_first(a->trial, a->list, n, &verdict);
        if (status != MDS_OK) {
            return status;
        }
        if (verdict != MDS_VERDICT_CANNOT_BE_JUDGED && out->judged_after == MDS_ASK_NEVER) {
            out->judged_after = n;
        }
        if (verdict == MDS_VERDICT_ACCEPTABLE) {
            out->acceptable_after = n;
        }
    }
    return MDS_OK;
}

/* What each answer is worth, and how many settle the verdict. */
static mds_status try_all(asking *a, mds_ask *out)
{
    for (size_t i = 0; i < a->count; i++) {
        const mds_status status = weigh(a, &a->list[i]);
        if (status != MDS_OK) {
            return status;
        }
    }
    drop_idle(a, &out->idle);
    if (a->count > 0) {
        qsort(a->list, a->count, sizeof *a->list, by_value);
    }
    return settle(a, out);
}

static mds_status hand_out(mds_ask *ask, const asking *a)
{
    mds_ask_item *items = mds_arena_alloc(a->arena, a->count, sizeof *items);

    if (items == NULL) {
        return mds_arena_status(a->arena);
    }
    for (size_t i = 0; i < a->count; i++) {
        items[i] = a->list[i].item;
    }
    ask->items = items;
    ask->count = a->count;
    return MDS_OK;
}

bool mds_ask_about(const mds_risk_assessment *as, const mds_named_platform *named)
{
    const size_t ends = as->catalog->platforms[named->platform].security_ends.count;

    return mds_platform_bears(named, as->deployment) &&
           (ends != 1 || named->ended || named->end <= as->as_of);
}

/* One item for each answer that names one of them. What a header names belongs to no question. */
static mds_status find_systems(mds_ask *ask, mds_arena *arena)
{
    const mds_named_platforms *named = &ask->assessment->facts->platforms;
    mds_ask_item *items = mds_arena_alloc(arena, named->count, sizeof *items);

    if (items == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < named->count; i++) {
        const mds_named_platform *at = &named->at[i];
        const mds_ask_item *last = ask->system_count > 0 ? &items[ask->system_count - 1] : NULL;
        const bool again =
            last != NULL && last->disclosure == at->disclosure && last->question == at->question;
        if (at->question != MDS_NO_ORDINAL && !again && mds_ask_about(ask->assessment, at)) {
            items[ask->system_count++] = (mds_ask_item){.kind = MDS_ASK_SYSTEM,
                                                        .disclosure = at->disclosure,
                                                        .question = at->question,
                                                        .factor = 1,
                                                        .rise = 1,
                                                        .scenario = MDS_NO_ORDINAL};
        }
    }
    ask->systems = items;
    return MDS_OK;
}

mds_status mds_ask_rank(const mds_ask **out, mds_arena *arena,
                        const mds_risk_assessment *assessment)
{
    asking a = {.arena = arena, .as = assessment};
    mds_ask *ask = mds_arena_alloc(arena, 1, sizeof *ask);
    a.risks = mds_arena_alloc(arena, 2 * assessment->now->risk_count, sizeof *a.risks);
    if (ask == NULL || a.risks == NULL) {
        return mds_arena_status(arena);
    }
    ask->assessment = assessment;
    mds_status status = collect_all(&a);
    if (status == MDS_OK) {
        a.trial = mds_ask__trial_new(assessment, &status);
    }
    if (status == MDS_OK) {
        status = try_all(&a, ask);
    }
    mds_ask__trial_free(a.trial);
    if (status == MDS_OK) {
        status = hand_out(ask, &a);
    }
    if (status == MDS_OK) {
        status =
            mds_answers_worth(&ask->looks, &ask->look_count, arena, assessment, MDS_WORTH_LOOKS);
    }
    if (status == MDS_OK) {
        status =
            mds_answers_worth(&ask->extras, &ask->extra_count, arena, assessment, MDS_WORTH_EXTRAS);
    }
    if (status == MDS_OK) {
        status = find_systems(ask, arena);
    }
    if (status == MDS_OK) {
        *out = ask;
    }
    return status;
}

const char *mds_ask_kind_name(mds_ask_kind kind)
{
    return (unsigned)kind < MDS_ASK_KIND__COUNT ? kind_names[kind] : "";
}
