/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which facts bear on a number of the model. */
#include <mdsrisk/facts.h>

/* Marks the facts of a condition; true when one was new. */
static bool mark(bool *used, const mds_condition *condition)
{
    bool changed = false;

    for (size_t i = 0; i < condition->count; i++) {
        for (size_t j = 0; j < condition->at[i].count; j++) {
            bool *fact = &used[condition->at[i].at[j].fact];
            changed = changed || !*fact;
            *fact = true;
        }
    }
    return changed;
}

static void mark_patching(bool *used, const mds_catalog *catalog)
{
    for (size_t s = 0; s < catalog->patch_state_count; s++) {
        const mds_patch_state *state = &catalog->patch_states[s];
        for (size_t i = 0; i < state->need_count && !state->found; i++) {
            for (size_t j = 0; j < state->needs[i].count; j++) {
                used[state->needs[i].at[j]] = true;
            }
        }
    }
}

void mds_facts_used(bool *used, const mds_catalog *catalog)
{
    bool changed = true;

    for (size_t f = 0; f < catalog->fact_count; f++) {
        used[f] = false;
    }
    for (size_t i = 0; i < catalog->effect_count; i++) {
        if (catalog->effects[i].fact != MDS_NO_ORDINAL) {
            used[catalog->effects[i].fact] = true;
        }
    }
    mark_patching(used, catalog);
    for (size_t r = 0; r < catalog->route_count; r++) {
        (void)mark(used, &catalog->routes[r].open_when);
        for (size_t i = 0; i < catalog->routes[r].raise_count; i++) {
            (void)mark(used, &catalog->routes[r].raises[i].when);
        }
    }
    for (size_t s = 0; s < catalog->scenario_count; s++) {
        (void)mark(used, &catalog->scenarios[s].opens);
        for (size_t i = 0; i < catalog->scenarios[s].raise_count; i++) {
            (void)mark(used, &catalog->scenarios[s].raises[i].when);
        }
    }
    while (changed) {
        changed = false;
        for (size_t f = 0; f < catalog->fact_count; f++) {
            changed = (used[f] && mark(used, &catalog->facts[f].derived)) || changed;
        }
    }
}
