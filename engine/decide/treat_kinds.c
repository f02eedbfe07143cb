/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of compensating controls that a search may add, and what they cost. */
#include "treat_parts.h"

#include <math.h>

static const char *const state_names[MDS_TREAT_STATE__COUNT] = {
    [MDS_TREAT_MISSING] = "missing",     [MDS_TREAT_INCOMPLETE] = "incomplete",
    [MDS_TREAT_DONE] = "done",           [MDS_TREAT_RULED_OUT] = "ruled_out",
    [MDS_TREAT_NO_EFFECT] = "no_effect",
};

const char *mds_treat_state_name(mds_treat_state state)
{
    return (unsigned)state < MDS_TREAT_STATE__COUNT ? state_names[state] : "";
}

/* The state of a kind by what its records come to. */
static mds_treat_state state_of(const mds_search *s, uint32_t kind)
{
    const mds_kind_credit *now = &s->now[kind];

    if (now->verified && now->credit >= s->policy->evidence_verified) {
        return MDS_TREAT_DONE;
    }
    return now->credit > 0.0 ? MDS_TREAT_INCOMPLETE : MDS_TREAT_MISSING;
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

static void report_costs(const mds_search *s, mds_diags *diags)
{
    size_t given = 0;
    const char *first = NULL;

    for (size_t i = 0; i < s->candidate_count; i++) {
        const mds_treat_kind *kind = &s->list[s->candidates[i]];
        given += kind->cost_given;
        if (!kind->cost_given && first == NULL) {
            first = s->as->catalog->compensating[kind->compensating].id;
        }
    }
    if (given > 0 && first != NULL) {
        mds_diag_add(diags, MDS_D_TREAT_COST_MIXED, s->as->deployment->file, "treatment_costs",
                     first, NULL);
    }
}

mds_status mds_treat__kinds(mds_search *s, mds_diags *diags)
{
    const size_t count = s->as->catalog->compensating_count;
    size_t candidates = 0;

    s->list = mds_arena_alloc(s->arena, count, sizeof *s->list);
    if (s->list == NULL) {
        return mds_arena_status(s->arena);
    }
    for (uint32_t k = 0; k < count; k++) {
        s->list[k] = (mds_treat_kind){.compensating = k,
                                      .state = state_of(s, k),
                                      .cost = s->as->catalog->compensating[k].default_cost};
        apply_costs(s->as->deployment, &s->list[k]);
        const bool open =
            s->list[k].state == MDS_TREAT_MISSING || s->list[k].state == MDS_TREAT_INCOMPLETE;
        if (open && candidates < MDS_TREAT_MAX_CANDIDATES) {
            s->candidates[s->candidate_count++] = k;
        }
        candidates += open;
    }
    if (candidates > MDS_TREAT_MAX_CANDIDATES) {
        mds_diag_add(diags, MDS_D_TREAT_TOO_MANY, s->as->deployment->file, NULL, NULL);
        return MDS_ELIMIT;
    }
    report_costs(s, diags);
    return MDS_OK;
}

/* Whether the rule on end of support may ask for the kind. */
static bool is_for_gate(const mds_search *s, uint32_t kind, mds_verdict gate)
{
    const mds_compensating *of = &s->as->catalog->compensating[kind];

    return gate > MDS_VERDICT_ACCEPTABLE && (of->depth || of->gate_role != MDS_GATE_ROLE_NONE);
}

/* Takes out the kinds that change nothing: a firewall of a device without a network is no proposal.
 * One that lowers no number by itself lowers none beside others. */
void mds_treat__drop_idle(mds_search *s)
{
    uint32_t idle = 0;
    size_t kept = 0;

    mds_treat__evaluate(s, 0, MDS_ASSURANCE_VERIFIED);
    const double rrf = s->found->at[MDS_STAGE_R2].rrf;
    const mds_verdict gate = s->found->gate;
    for (size_t i = 0; i < s->candidate_count; i++) {
        mds_treat__evaluate(s, 1U << i, MDS_ASSURANCE_VERIFIED);
        if (!is_for_gate(s, s->candidates[i], gate) &&
            fabs(s->found->at[MDS_STAGE_R2].rrf - rrf) <= 1e-12 * rrf) {
            idle |= 1U << i;
        }
    }
    for (size_t i = 0; i < s->candidate_count; i++) {
        if ((idle >> i & 1U) != 0) {
            s->list[s->candidates[i]].state = MDS_TREAT_NO_EFFECT;
        } else {
            s->candidates[kept++] = s->candidates[i];
        }
    }
    s->candidate_count = kept;
}
