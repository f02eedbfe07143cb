/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided beside the number: the state of the patches, and the gate past end of support
 * (IMDRF N70, 7.2). */
#include "evaluation.h"

static bool is_there(const mds_device *device, uint32_t fact, bool found)
{
    const mds_fact_value *value = &device->facts[fact];

    if (found) {
        return value->found && value->truth == MDS_TRUE &&
               value->assurance != MDS_ASSURANCE_SELF_DECLARED;
    }
    return value->truth == MDS_TRUE ||
           (value->truth == MDS_UNKNOWN && device->unknowns == MDS_UNKNOWNS_AS_GOOD);
}

static bool needs_met(const mds_device *device, const mds_patch_state *state)
{
    for (size_t i = 0; i < state->need_count; i++) {
        bool any = false;
        for (size_t j = 0; j < state->needs[i].count && !any; j++) {
            any = is_there(device, state->needs[i].at[j], state->found);
        }
        if (!any) {
            return false;
        }
    }
    return true;
}

/* No question bears on any fact that a form can tell, and the hospital found none. */
static bool nobody_asked(const mds_device *device)
{
    const mds_catalog *catalog = device->catalog;

    for (size_t s = 0; s < catalog->patch_state_count; s++) {
        const mds_patch_state *state = &catalog->patch_states[s];
        for (size_t i = 0; i < state->need_count && !state->found; i++) {
            for (size_t j = 0; j < state->needs[i].count; j++) {
                const mds_fact_value *value = &device->facts[state->needs[i].at[j]];
                if (value->asked || value->found) {
                    return false;
                }
            }
        }
    }
    return true;
}

uint32_t mds_evaluation__patch(const mds_device *device)
{
    const mds_catalog *catalog = device->catalog;

    for (uint32_t s = 0; s < catalog->patch_state_count; s++) {
        const mds_patch_state *state = &catalog->patch_states[s];
        if (needs_met(device, state) || (state->when_not_asked && nobody_asked(device))) {
            return s;
        }
    }
    return catalog->patch_state_count > 0 ? (uint32_t)catalog->patch_state_count - 1
                                          : MDS_NO_ORDINAL;
}

/* A network or a service route is open, and no measure that was tested shuts it. */
static bool gate_applies(const mds_device *device, const mds_evaluation *evaluation)
{
    const mds_catalog *catalog = device->catalog;

    for (uint32_t r = 0; r < catalog->route_count && device->past; r++) {
        bool shut =
            !catalog->routes[r].networked || !mds_evaluation__holds(device, evaluation->opens[r]);
        for (size_t k = 0; k < catalog->compensating_count && !shut; k++) {
            shut = device->kinds[k].verified && catalog->compensating[k].gate_closes == r;
        }
        if (!shut) {
            return true;
        }
    }
    return false;
}

mds_verdict mds_evaluation__gate(const mds_device *device, const mds_evaluation *evaluation)
{
    const mds_catalog *catalog = device->catalog;
    bool deep = false;
    bool deep_verified = false;
    bool perimeter = false;
    bool isolated = false;

    if (!gate_applies(device, evaluation)) {
        return MDS_VERDICT_ACCEPTABLE;
    }
    for (size_t k = 0; k < catalog->compensating_count; k++) {
        const mds_compensating *kind = &catalog->compensating[k];
        const mds_kind_credit *credit = &device->kinds[k];
        deep = deep || (kind->depth && credit->documented);
        deep_verified = deep_verified || (kind->depth && credit->verified);
        perimeter = perimeter || (kind->gate_role == MDS_GATE_ROLE_PERIMETER && credit->verified);
        isolated = isolated || (kind->gate_role == MDS_GATE_ROLE_ISOLATION && credit->verified);
    }
    if (!deep) {
        return MDS_VERDICT_NOT_ACCEPTABLE;
    }
    return isolated || (perimeter && deep_verified) ? MDS_VERDICT_ACCEPTABLE : MDS_VERDICT_REDUCE;
}
