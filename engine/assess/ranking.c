/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess_parts.h"

static double rrf(const mds_scenario_result *result)
{
    return result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].rrf;
}

static double risk(const mds_scenario_result *result)
{
    return result->at[MDS_STAGE_R2][MDS_CASE_EXPECTED].risk;
}

/* A scenario of which no event is on record has an upper limit for a rate: it must not be ranked
 * by that, so it comes after the others, by consequence. */
static bool before(const mds_catalog *catalog, const mds_scenario_result *a,
                   const mds_scenario_result *b)
{
    bool a_unrecorded = catalog->scenarios[a->scenario].no_recorded_event;
    bool b_unrecorded = catalog->scenarios[b->scenario].no_recorded_event;
    if (a_unrecorded != b_unrecorded) {
        return b_unrecorded;
    }
    if (a_unrecorded) {
        return a->headline > b->headline;
    }
    /* What a rule on end of support made unacceptable stands with what is so by its number. */
    if (a->verdict != b->verdict) {
        return a->verdict > b->verdict;
    }
    if (rrf(a) > rrf(b) || rrf(a) < rrf(b)) {
        return rrf(a) > rrf(b);
    }
    return risk(a) > risk(b);
}

size_t mds_ranking__of(const mds_catalog *catalog, const mds_scenario_result *results,
                       uint32_t *out)
{
    size_t count = 0;
    for (uint32_t s = 0; s < catalog->scenario_count; s++) {
        if (results[s].open == MDS_FALSE) {
            continue;
        }
        size_t i = count++;
        while (i > 0 && before(catalog, &results[s], &results[out[i - 1]])) {
            out[i] = out[i - 1];
            i--;
        }
        out[i] = s;
    }
    return count;
}
