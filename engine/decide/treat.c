/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for sets of measures that are enough: docs/use/treat.md. Number and gate only fall as
 * kinds are added, so what all together cannot reach no set reaches, and a kind without which the
 * rest fails belongs to every set. */
#include "treat_parts.h"

#include "evaluation.h"

#include <stdlib.h>
#include <string.h>

const mds_deployment *mds_treat_deployment(mds_arena *arena, const mds_deployment *deployment,
                                           const uint32_t *kinds, size_t count, int32_t as_of)
{
    mds_deployment *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_control_record *records =
        mds_arena_alloc(arena, deployment->record_count + count, sizeof *records);
    if (made == NULL || records == NULL) {
        return NULL;
    }
    *made = *deployment;
    made->records = records;
    if (deployment->record_count > 0) {
        memcpy(records, deployment->records, deployment->record_count * sizeof *records);
    }
    for (size_t i = 0; i < count; i++) {
        records[made->record_count++] = (mds_control_record){
            .compensating = kinds[i],
            .implementation = MDS_IMPLEMENTATION_IN_PLACE,
            .assurance = MDS_ASSURANCE_VERIFIED,
            .constraint = "assumed",
            .objective = "assumed",
            .risk_covered = "assumed",
            .owner = "assumed",
            .evidence = "assumed",
            .validated = as_of,
            .expires = INT32_MAX,
            .where = "",
        };
    }
    return made;
}

void mds_treat__evaluate(mds_search *s, uint32_t set, mds_assurance assurance)
{
    memcpy(s->kinds, s->now, s->as->catalog->compensating_count * sizeof *s->kinds);
    for (size_t i = 0; i < s->candidate_count; i++) {
        const uint32_t kind = s->candidates[i];
        if ((set >> i & 1U) != 0) {
            s->kinds[kind] = mds_kind_in_place(s->policy, &s->now[kind], assurance);
        }
    }
    mds_device_evaluate(s->found, &s->device);
    s->evaluated++;
}

static bool is_enough(mds_search *s, uint32_t set)
{
    mds_treat__evaluate(s, set, MDS_ASSURANCE_VERIFIED);
    return mds_model_printed(s->found->at[MDS_STAGE_R2].rrf) <= s->options.level * (1.0 + 1e-12) &&
           s->found->verdict <= mds_model_judged(s->policy, s->options.level);
}

/* The parts of a set are smaller numbers, so they were looked at before it. */
static bool part_solved(const mds_search *s, uint32_t set)
{
    for (size_t i = 0; i < s->candidate_count; i++) {
        if ((set >> i & 1U) != 0 && s->solved[set ^ (1U << i)] != 0) {
            return true;
        }
    }
    return false;
}

/* Fills \p minimal (room for every set), returns how many. */
static size_t run(mds_search *s, uint32_t *minimal)
{
    const uint32_t full = (1U << s->candidate_count) - 1;
    uint32_t needed = 0;
    size_t count = 0;

    if (!is_enough(s, full)) {
        return 0;
    }
    for (size_t i = 0; i < s->candidate_count; i++) {
        if (!is_enough(s, full ^ (1U << i))) {
            needed |= 1U << i;
        }
    }
    for (uint32_t set = 0; set <= full; set++) {
        if ((set & needed) != needed) {
            continue;
        }
        if (part_solved(s, set)) {
            s->solved[set] = 1;
        } else if (is_enough(s, set)) {
            s->solved[set] = 1;
            minimal[count++] = set;
        }
    }
    return count;
}

static mds_status outcome(mds_search *s, uint32_t set, mds_treat_set *out)
{
    const mds_evaluation *found = s->found;
    uint32_t *kinds = mds_arena_alloc(s->arena, s->candidate_count, sizeof *kinds);
    double *risks = mds_arena_alloc(s->arena, found->risk_count, sizeof *risks);

    if (kinds == NULL || risks == NULL) {
        return mds_arena_status(s->arena);
    }
    *out = (mds_treat_set){.kinds = kinds, .risks = risks, .leader = MDS_NO_ORDINAL};
    for (size_t i = 0; i < s->candidate_count; i++) {
        if ((set >> i & 1U) != 0) {
            kinds[out->count++] = s->candidates[i];
            out->cost += s->list[s->candidates[i]].cost;
        }
    }
    mds_treat__evaluate(s, set, MDS_ASSURANCE_DOCUMENTED);
    out->rrf_documented = found->at[MDS_STAGE_R2].rrf;
    mds_treat__evaluate(s, set, MDS_ASSURANCE_VERIFIED);
    out->rrf = found->at[MDS_STAGE_R2].rrf;
    out->sure = found->at[MDS_STAGE_R2].sure;
    out->gate = found->gate;
    out->verdict = found->verdict;
    for (uint32_t i = 0; i < found->risk_count; i++) {
        const double part = found->risks[i].at[MDS_STAGE_R2].part;
        risks[i] = found->risks[i].at[MDS_STAGE_R2].rrf;
        if (found->risks[i].applies && (out->leader == MDS_NO_ORDINAL ||
                                        part > found->risks[out->leader].at[MDS_STAGE_R2].part)) {
            out->leader = i;
        }
    }
    return MDS_OK;
}

static int cheaper(const void *a, const void *b)
{
    const mds_treat_set *x = a;
    const mds_treat_set *y = b;

    if (x->cost < y->cost || x->cost > y->cost) {
        return x->cost < y->cost ? -1 : 1;
    }
    if (x->count != y->count) {
        return x->count < y->count ? -1 : 1;
    }
    if (x->rrf < y->rrf || x->rrf > y->rrf) {
        return x->rrf < y->rrf ? -1 : 1;
    }
    for (size_t i = 0; i < x->count; i++) {
        if (x->kinds[i] != y->kinds[i]) {
            return x->kinds[i] < y->kinds[i] ? -1 : 1;
        }
    }
    return 0;
}

/* A copy of the facts; NULL without memory. */
static mds_fact_value *copy_facts(const mds_search *s)
{
    const size_t count = s->as->catalog->fact_count;
    mds_fact_value *copy = mds_arena_alloc(s->arena, count, sizeof *copy);

    if (copy != NULL && count > 0) {
        memcpy(copy, s->device.facts, count * sizeof *copy);
    }
    return copy;
}

/* What the best patch state would make of a set: the facts that it needs, found and verified. */
static mds_status patched(mds_search *s, uint32_t set, double *rrf)
{
    const mds_catalog *catalog = s->as->catalog;
    const mds_fact_value *facts = s->device.facts;
    const mds_patch_state *state = catalog->patch_state_count > 0 ? catalog->patch_states : NULL;
    mds_fact_value *better = copy_facts(s);

    if (better == NULL) {
        return mds_arena_status(s->arena);
    }
    if (state == NULL || !state->found) {
        return MDS_OK;
    }
    for (size_t i = 0; i < state->need_count; i++) {
        mds_fact_value *value = &better[state->needs[i].at[0]];
        value->truth = MDS_TRUE;
        value->found = true;
        value->assurance = MDS_ASSURANCE_VERIFIED;
    }
    s->device.facts = better;
    mds_treat__evaluate(s, set, MDS_ASSURANCE_VERIFIED);
    s->device.facts = facts;
    *rrf = s->found->at[MDS_STAGE_R2].rrf;
    return MDS_OK;
}

/* What the manufacturer's answers could still make of a set: the open ones turn out well, and a
 * document comes with each that counts. */
static mds_status settled(mds_search *s, uint32_t set, mds_treat_set *out)
{
    const mds_catalog *catalog = s->as->catalog;
    const mds_device device = s->device;
    mds_fact_value *better = copy_facts(s);

    if (better == NULL) {
        return mds_arena_status(s->arena);
    }
    for (size_t i = 0; i < catalog->fact_count; i++) {
        const bool control = catalog->facts[i].kind == MDS_FACT_CONTROL;
        if (control && better[i].asked && better[i].truth != MDS_FALSE &&
            better[i].assurance == MDS_ASSURANCE_SELF_DECLARED) {
            better[i].truth = MDS_TRUE;
            better[i].stated = true;
            better[i].assurance = MDS_ASSURANCE_DOCUMENTED;
        }
    }
    s->device = mds_evaluation__best_case(&s->device, s->as->lifecycle);
    s->device.facts = better;
    const mds_status status = outcome(s, set, out);
    s->device = device;
    return status;
}

/* The minimal sets for the level at hand, cheapest first. */
static mds_status find_sets(mds_search *s, const mds_treat_set **out, size_t *count)
{
    const size_t all = (size_t)1 << s->candidate_count;
    uint32_t *minimal = mds_arena_alloc(s->arena, all, sizeof *minimal);
    mds_status status = MDS_OK;

    s->solved = mds_arena_alloc(s->arena, all, sizeof *s->solved);
    if (minimal == NULL || s->solved == NULL) {
        return mds_arena_status(s->arena);
    }
    *count = run(s, minimal);
    mds_treat_set *sets = mds_arena_alloc(s->arena, *count, sizeof *sets);
    if (sets == NULL) {
        return mds_arena_status(s->arena);
    }
    for (size_t i = 0; i < *count && status == MDS_OK; i++) {
        status = outcome(s, minimal[i], &sets[i]);
    }
    if (status == MDS_OK && *count > 1) {
        qsort(sets, *count, sizeof *sets, cheaper);
    }
    *out = sets;
    return status;
}

/* Where no set is enough: the cheapest for what may be reduced. */
static mds_status relax(mds_search *s, mds_treatment *out)
{
    const mds_treat_set *sets = NULL;
    size_t count = 0;

    if (out->set_count > 0 || !(s->options.level < s->policy->reduce_limit)) {
        return MDS_OK;
    }
    s->options.level = s->policy->reduce_limit;
    const mds_status status = find_sets(s, &sets, &count);
    if (status == MDS_OK && count > 0 && sets[0].count > 0) {
        out->relaxed = sets;
    }
    return status;
}

static mds_status collect(mds_search *s, mds_treatment *out)
{
    mds_treat__drop_idle(s);
    const uint32_t full = (1U << s->candidate_count) - 1;
    mds_status status = outcome(s, 0, &out->now);

    if (status == MDS_OK) {
        status = outcome(s, full, &out->all);
    }
    if (status == MDS_OK) {
        status = patched(s, full, &out->rrf_patched);
    }
    if (status == MDS_OK) {
        status = settled(s, full, &out->best);
    }
    if (status == MDS_OK) {
        status = find_sets(s, &out->sets, &out->set_count);
    }
    out->evaluated = s->evaluated;
    return status == MDS_OK ? relax(s, out) : status;
}

/* The device as assessed, at the confidence and in the case asked for. */
static mds_status prepare(mds_search *s)
{
    const mds_risk_assessment *as = s->as;
    mds_status status = MDS_OK;

    s->policy = mds_arena_alloc(s->arena, 1, sizeof *s->policy);
    s->kinds = mds_arena_alloc(s->arena, as->catalog->compensating_count, sizeof *s->kinds);
    if (s->policy == NULL || s->kinds == NULL) {
        return mds_arena_status(s->arena);
    }
    *s->policy = *as->policy;
    if (s->options.confidence > 0.0) {
        s->policy->confidence = s->options.confidence;
    }
    status = mds_device_prepare(&s->device, s->arena, as->catalog, s->policy, as->facts,
                                as->deployment, as->as_of);
    if (status == MDS_OK) {
        status = mds_evaluation_new(&s->found, s->arena, as->catalog);
    }
    s->now = s->device.kinds;
    s->device.kinds = s->kinds;
    s->device.from = MDS_STAGE_R2;
    s->device.unknowns = s->options.unknowns;
    return status;
}

mds_status mds_treat(const mds_treatment **out, mds_arena *arena,
                     const mds_risk_assessment *assessment, const mds_treat_options *options,
                     mds_diags *diags)
{
    mds_search s = {.arena = arena, .as = assessment, .options = *options};
    mds_treatment *made = mds_arena_alloc(arena, 1, sizeof *made);
    const bool usual = !(options->confidence > 0.0);

    if (!(options->level > 0.0) || (unsigned)options->unknowns >= MDS_UNKNOWNS__COUNT ||
        (!usual && !(options->confidence >= 0.5 && options->confidence <= 0.99))) {
        return MDS_EINVAL;
    }
    if (made == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = prepare(&s);
    if (status == MDS_OK) {
        status = mds_treat__kinds(&s, diags);
    }
    if (status == MDS_OK) {
        status = collect(&s, made);
    }
    if (status != MDS_OK) {
        return status;
    }
    made->assessment = assessment;
    made->options = *options;
    made->kinds = s.list;
    made->kind_count = assessment->catalog->compensating_count;
    *out = made;
    return MDS_OK;
}
