/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exhaustive search with two bounds, docs/use/treat.md. More kinds never raise an RRF, so
 * - when every kind together leaves an RRF above the level, no set does better;
 * - a kind without which all the others together fail belongs to every set.
 * The gates are not monotone: segmentation added to nothing closes one. They are therefore looked
 * at for each set by itself. */
#include "treat_model.h"

#include <math.h>
#include <mdsrisk/limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_names[MDS_TREAT_STATE__COUNT] = {
    [MDS_TREAT_MISSING] = "missing",
    [MDS_TREAT_INCOMPLETE] = "incomplete",
    [MDS_TREAT_DONE] = "done",
    [MDS_TREAT_RULED_OUT] = "ruled_out",
};

const char *mds_treat_state_name(mds_treat_state state)
{
    return (unsigned)state < MDS_TREAT_STATE__COUNT ? state_names[state] : "";
}

typedef struct search {
    treat_model model;
    mds_treat_options options;
    mds_treat_kind *kinds;
    uint32_t candidates[MDS_TREAT_MAX_CANDIDATES]; /* ordinals, ascending */
    size_t candidate_count;
    bool *added;           /* per kind */
    bool gated;            /* some applicable scenario is one that the gates concern */
    size_t last_failed;    /* where a set fails, its neighbour likely fails too */
    unsigned char *solved; /* per set: it, or a part of it, satisfies */
    size_t evaluated;
    double *p95;       /* per scenario, of the set drawn last */
    mds_status status; /* first failure of a drawing */
    mds_diags *diags;
} search;

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

/* The state of a kind by its records alone. */
static mds_treat_state state_of(const mds_assessment *as, uint32_t kind)
{
    mds_treat_state state = MDS_TREAT_MISSING;
    for (size_t i = 0; i < as->deployment->record_count; i++) {
        const mds_control_record *record = &as->deployment->records[i];
        if (record->compensating != kind || as->record_states[i] != MDS_RECORD_CREDITED) {
            continue;
        }
        if (record->implementation == MDS_IMPLEMENTATION_IN_PLACE &&
            record->assurance == MDS_ASSURANCE_VERIFIED) {
            return MDS_TREAT_DONE;
        }
        state = MDS_TREAT_INCOMPLETE;
    }
    return state;
}

static void apply_costs(const mds_deployment *deployment, mds_treat_kind *kind)
{
    for (size_t i = 0; i < deployment->cost_count; i++) {
        const mds_treatment_cost *cost = &deployment->costs[i];
        if (cost->compensating != kind->compensating) {
            continue;
        }
        if (cost->cost >= 0.0) {
            kind->cost = cost->cost;
            kind->cost_given = true;
        }
        if (cost->ruled_out && kind->state != MDS_TREAT_DONE) {
            kind->state = MDS_TREAT_RULED_OUT;
        }
    }
}

static void report_costs(const search *s, mds_diags *diags)
{
    const mds_assessment *as = s->model.assessment;
    size_t given = 0;
    const char *first = NULL;
    for (size_t i = 0; i < s->candidate_count; i++) {
        const mds_treat_kind *kind = &s->kinds[s->candidates[i]];
        given += kind->cost_given;
        if (!kind->cost_given && first == NULL) {
            first = as->catalog->compensating[kind->compensating].id;
        }
    }
    if (given > 0 && first != NULL) {
        mds_diag_add(diags, MDS_D_TREAT_COST_MIXED, as->deployment->file, "treatment_costs", first,
                     NULL);
    }
}

static mds_status set_kinds(search *s, mds_diags *diags)
{
    const mds_assessment *as = s->model.assessment;
    size_t count = as->catalog->compensating_count;
    size_t candidates = 0;
    s->kinds = mds_arena_alloc(s->model.arena, count, sizeof *s->kinds);
    s->added = mds_arena_alloc(s->model.arena, count, sizeof *s->added);
    if (s->kinds == NULL || s->added == NULL) {
        return mds_arena_status(s->model.arena);
    }
    for (uint32_t k = 0; k < count; k++) {
        s->kinds[k] = (mds_treat_kind){.compensating = k,
                                       .state = state_of(as, k),
                                       .cost = as->catalog->compensating[k].default_cost};
        apply_costs(as->deployment, &s->kinds[k]);
        bool open =
            s->kinds[k].state == MDS_TREAT_MISSING || s->kinds[k].state == MDS_TREAT_INCOMPLETE;
        if (open && candidates < MDS_TREAT_MAX_CANDIDATES) {
            s->candidates[s->candidate_count++] = k;
        }
        candidates += open;
    }
    if (candidates > MDS_TREAT_MAX_CANDIDATES) {
        mds_diag_add(diags, MDS_D_TREAT_TOO_MANY, as->deployment->file, NULL, NULL);
        return MDS_ELIMIT;
    }
    report_costs(s, diags);
    return MDS_OK;
}

static void mark(search *s, uint32_t set)
{
    for (size_t i = 0; i < s->candidate_count; i++) {
        s->added[s->candidates[i]] = (set >> i & 1U) != 0;
    }
}

static bool fails(const search *s, size_t scenario)
{
    double rrf = mds_treat__rrf(&s->model, scenario, s->options.which, s->added, NULL);
    return !(rrf <= s->options.level);
}

/* Draws the device with the set in place. The random numbers belong to the inputs, so that more
 * kinds never raise an RRF in any draw, and the bounds hold for a percentile too. */
static mds_status draw(search *s, uint32_t set)
{
    const mds_assessment *as = s->model.assessment;
    const mds_assessment *with = NULL;
    const mds_simulation *simulation = NULL;
    mds_simulation_options how = *s->options.simulation;
    uint32_t kinds[MDS_TREAT_MAX_CANDIDATES];
    size_t count = 0;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (arena == NULL) {
        return MDS_ENOMEM;
    }
    for (size_t i = 0; i < s->candidate_count; i++) {
        if ((set >> i & 1U) != 0) {
            kinds[count++] = s->candidates[i];
        }
    }
    const mds_deployment *deployment =
        mds_treat_deployment(arena, as->deployment, kinds, count, as->as_of);
    mds_status status = deployment == NULL ? mds_arena_status(arena)
                                           : mds_assess(&with, arena, as->catalog, as->policy,
                                                        as->facts, deployment, as->as_of, NULL);
    how.progress = NULL;
    if (status == MDS_OK) {
        status = mds_simulate(&simulation, arena, with, &how, s->diags);
    }
    for (size_t i = 0; i < s->model.scenario_count && status == MDS_OK; i++) {
        s->p95[i] = 0.0;
    }
    for (size_t i = 0; status == MDS_OK && i < simulation->risk_count; i++) {
        s->p95[simulation->risks[i].scenario] = simulation->risks[i].rrf.p95;
    }
    mds_arena_free(arena);
    return status;
}

/* Likewise by the draws; false also when they fail, which ends the search. */
static bool low_enough_drawn(search *s, uint32_t set)
{
    const mds_simulation_options *how = s->options.simulation;
    if (s->status == MDS_OK) {
        s->status = draw(s, set);
    }
    if (how->progress != NULL) {
        how->progress(how->payload, s->evaluated, (size_t)1 << s->candidate_count);
    }
    for (size_t i = 0; i < s->model.scenario_count && s->status == MDS_OK; i++) {
        if (!(s->p95[i] <= s->options.level)) {
            return false;
        }
    }
    return s->status == MDS_OK;
}

/* Whether every RRF is low enough. */
static bool low_enough(search *s, uint32_t set)
{
    mark(s, set);
    s->evaluated++;
    if (s->options.simulation != NULL) {
        return low_enough_drawn(s, set);
    }
    if (s->last_failed < s->model.scenario_count && fails(s, s->last_failed)) {
        return false;
    }
    for (size_t i = 0; i < s->model.scenario_count; i++) {
        if (i != s->last_failed && fails(s, i)) {
            s->last_failed = i;
            return false;
        }
    }
    return true;
}

/* Of the set that is marked. */
static bool gates_open(const search *s)
{
    bool gate[MDS_GATE_KIND__COUNT];
    mds_treat__gates(&s->model, s->added, gate);
    return !s->gated || (!gate[MDS_GATE_EOS_NETWORKED] && !gate[MDS_GATE_EOS_PERIMETER_ALONE]);
}

/* The parts of a set are smaller numbers, so they were looked at before it. */
static bool part_solved(const search *s, uint32_t set)
{
    for (size_t i = 0; i < s->candidate_count; i++) {
        if ((set >> i & 1U) != 0 && s->solved[set ^ (1U << i)] != 0) {
            return true;
        }
    }
    return false;
}

/* Fills \p minimal (room for every set), returns how many. */
static size_t run(search *s, uint32_t *minimal)
{
    const uint32_t full = (1U << s->candidate_count) - 1;
    uint32_t needed = 0;
    size_t count = 0;
    if (!low_enough(s, full)) {
        return 0;
    }
    for (size_t i = 0; i < s->candidate_count; i++) {
        if (!low_enough(s, full ^ (1U << i))) {
            needed |= 1U << i;
        }
    }
    for (uint32_t set = 0; set <= full && s->status == MDS_OK; set++) {
        if ((set & needed) != needed) {
            continue;
        }
        if (part_solved(s, set)) {
            s->solved[set] = 1;
        } else if (low_enough(s, set) && gates_open(s)) {
            s->solved[set] = 1;
            minimal[count++] = set;
        }
    }
    return count;
}

/* What the draws say takes the place of the case's numbers. */
static mds_status take_draws(search *s, uint32_t set, mds_treat_set *out)
{
    size_t count = s->model.scenario_count;
    double *rrf = mds_arena_alloc(s->model.arena, count, sizeof *rrf);
    mds_status status = rrf == NULL ? mds_arena_status(s->model.arena) : draw(s, set);
    if (status != MDS_OK) {
        return status;
    }
    out->leader = MDS_NO_ORDINAL;
    out->above = 0;
    for (uint32_t i = 0; i < count; i++) {
        rrf[i] = s->p95[i];
        out->above += !(rrf[i] <= s->options.level);
        if (rrf[i] > out->p95) {
            out->p95 = rrf[i];
            out->leader = i;
        }
    }
    out->rrf = rrf;
    return MDS_OK;
}

static mds_status outcome(search *s, uint32_t set, mds_treat_set *out)
{
    uint32_t *kinds = mds_arena_alloc(s->model.arena, s->candidate_count, sizeof *kinds);
    if (kinds == NULL) {
        return mds_arena_status(s->model.arena);
    }
    *out = (mds_treat_set){.kinds = kinds};
    for (size_t i = 0; i < s->candidate_count; i++) {
        if ((set >> i & 1U) != 0) {
            kinds[out->count++] = s->candidates[i];
            out->cost += s->kinds[s->candidates[i]].cost;
        }
    }
    mark(s, set);
    mds_status status = mds_treat__outcome(&s->model, &s->options, s->added, out);
    return status == MDS_OK && s->options.simulation != NULL ? take_draws(s, set, out) : status;
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
    for (size_t i = 0; i < x->count; i++) {
        if (x->kinds[i] != y->kinds[i]) {
            return x->kinds[i] < y->kinds[i] ? -1 : 1;
        }
    }
    return 0;
}

static mds_status collect(search *s, mds_treatment *out)
{
    const size_t all = (size_t)1 << s->candidate_count;
    uint32_t *minimal = mds_arena_alloc(s->model.arena, all, sizeof *minimal);
    s->solved = mds_arena_alloc(s->model.arena, all, sizeof *s->solved);
    if (minimal == NULL || s->solved == NULL) {
        return mds_arena_status(s->model.arena);
    }
    size_t count = run(s, minimal);
    if (s->status != MDS_OK) {
        return s->status;
    }
    mds_treat_set *sets = mds_arena_alloc(s->model.arena, count, sizeof *sets);
    if (sets == NULL) {
        return mds_arena_status(s->model.arena);
    }
    mds_status status = outcome(s, 0, &out->now);
    if (status == MDS_OK) {
        status = outcome(s, (uint32_t)(all - 1), &out->all);
    }
    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        status = outcome(s, minimal[i], &sets[i]);
    }
    if (status == MDS_OK && count > 1) {
        qsort(sets, count, sizeof *sets, cheaper);
    }
    out->sets = sets;
    out->set_count = count;
    return status;
}

mds_status mds_treat(const mds_treatment **out, mds_arena *arena, const mds_assessment *assessment,
                     const mds_treat_options *options, mds_diags *diags)
{
    search s = {.options = *options, .last_failed = SIZE_MAX, .diags = diags};
    mds_treatment *made = mds_arena_alloc(arena, 1, sizeof *made);
    if (!(options->level > 0.0) || (unsigned)options->which >= MDS_CASE__COUNT) {
        return MDS_EINVAL;
    }
    if (made == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = mds_treat__build(&s.model, arena, assessment);
    if (status == MDS_OK) {
        status = set_kinds(&s, diags);
    }
    for (size_t i = 0; i < s.model.scenario_count && status == MDS_OK; i++) {
        s.gated = s.gated || s.model.scenarios[i].exploit;
    }
    if (status == MDS_OK) {
        s.p95 = mds_arena_alloc(arena, s.model.scenario_count, sizeof *s.p95);
        status = s.p95 == NULL ? mds_arena_status(arena) : collect(&s, made);
    }
    if (status != MDS_OK) {
        return status;
    }
    made->assessment = assessment;
    made->options = *options;
    made->kinds = s.kinds;
    made->kind_count = assessment->catalog->compensating_count;
    made->evaluated = s.evaluated;
    *out = made;
    return MDS_OK;
}
