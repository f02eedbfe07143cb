/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leave-one-out and Shapley over the credits of an assessment, at R2 and expected. */
#include "contribution_parts.h"

#include <math.h>
#include <string.h>

/* A control that fails alone is a group of its own, in every scenario the same. */
static bool same_group(const mds_share *group, const mds_credit *credit)
{
    if (credit->group[0] != '\0') {
        return strcmp(group->group, credit->group) == 0;
    }
    return group->group[0] == '\0' && group->fact == credit->effect->fact &&
           group->compensating == credit->effect->compensating;
}

static bool credited(const mds_credit *credit)
{
    return credit->x[MDS_CASE_EXPECTED] > 0.0;
}

/* Whether a credit counts in a what-if. */
typedef bool (*counts_test)(const void *payload, const mds_credit *credit);

/* Risk of scenario \p s when only the credits count that \p counts accepts. */
static double risk_with(const mds_contributing *c, size_t s, counts_test counts,
                        const void *payload)
{
    const mds_scenario_result *result = c->results[s];
    const mds_scenario *scenario = &c->assessment->catalog->scenarios[result->scenario];
    double f[MDS_ACTS_ON__COUNT];

    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        size_t groups = 0;
        for (size_t i = 0; i < result->credit_count; i++) {
            const mds_credit *credit = &result->credits[i];
            if (credit->effect->acts_on != on || !credited(credit) || !counts(payload, credit)) {
                continue;
            }
            size_t g = 0;
            while (g < groups &&
                   (credit->group[0] == '\0' || strcmp(c->names[g], credit->group) != 0)) {
                g++;
            }
            if (g == groups) {
                c->names[g] = credit->group;
                c->effects[g] = 0.0;
                groups++;
            }
            c->effects[g] = fmax(c->effects[g], credit->x[MDS_CASE_EXPECTED]);
        }
        f[on] = mds_model_layers(c->effects, groups, c->assessment->policy->common_cause);
    }
    double frequency = result->lambda[MDS_CASE_EXPECTED] * scenario->v1.value.mode *
                       f[MDS_ACTS_ON_V1] * scenario->v2.value.mode * f[MDS_ACTS_ON_V2];
    return mds_model_likelihood(frequency) * result->headline;
}

static double number_with(const mds_contributing *c, counts_test counts, const void *payload)
{
    double none = 1.0;
    for (size_t s = 0; s < c->count; s++) {
        none *= 1.0 - risk_with(c, s, counts, payload);
    }
    return 100.0 * (1.0 - none);
}

static bool all_count(const void *payload, const mds_credit *credit)
{
    (void)payload;
    (void)credit;
    return true;
}

static bool none_counts(const void *payload, const mds_credit *credit)
{
    (void)payload;
    (void)credit;
    return false;
}

static bool others_count(const void *payload, const mds_credit *credit)
{
    const mds_without *left_out = payload;
    return credit->effect->fact != left_out->fact ||
           credit->effect->compensating != left_out->compensating;
}

static size_t credit_total(const mds_contributing *c)
{
    size_t total = 0;
    for (size_t s = 0; s < c->count; s++) {
        total += c->results[s]->credit_count;
    }
    return total;
}

static mds_status find_without(mds_contributions *out, mds_contributing *c, mds_arena *arena)
{
    mds_without *list = mds_arena_alloc(arena, credit_total(c), sizeof *list);
    size_t count = 0;

    if (list == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t s = 0; s < c->count; s++) {
        for (size_t i = 0; i < c->results[s]->credit_count; i++) {
            const mds_credit *credit = &c->results[s]->credits[i];
            size_t k = 0;
            while (k < count && others_count(&list[k], credit)) {
                k++;
            }
            if (k == count && credited(credit)) {
                list[count++] = (mds_without){.fact = credit->effect->fact,
                                              .compensating = credit->effect->compensating};
            }
        }
    }
    for (size_t k = 0; k < count; k++) {
        mds_without found = list[k];
        size_t at = k;
        found.risk = number_with(c, others_count, &found);
        found.added = found.risk - out->after;
        for (; at > 0 && list[at - 1].added < found.added; at--) {
            list[at] = list[at - 1];
        }
        list[at] = found;
    }
    out->without = list;
    out->without_count = count;
    return MDS_OK;
}

static size_t find_groups(const mds_contributing *c, mds_share *groups)
{
    size_t count = 0;
    for (size_t s = 0; s < c->count; s++) {
        for (size_t i = 0; i < c->results[s]->credit_count; i++) {
            const mds_credit *credit = &c->results[s]->credits[i];
            size_t g = 0;
            while (g < count && !same_group(&groups[g], credit)) {
                g++;
            }
            if (g == count && credited(credit)) {
                groups[count++] = (mds_share){.group = credit->group,
                                              .fact = credit->effect->fact,
                                              .compensating = credit->effect->compensating};
            }
        }
    }
    return count;
}

static size_t members(size_t set)
{
    size_t count = 0;
    for (; set != 0; set &= set - 1) {
        count++;
    }
    return count;
}

/* |S|! (n - |S| - 1)! / n!, for |S| = size. */
static double weight(size_t size, size_t count)
{
    double w = 1.0 / (double)count;
    for (size_t i = 1; i <= size; i++) {
        w *= (double)i / (double)(count - i);
    }
    return w;
}

/* What a group does in one scenario. */
typedef struct part {
    size_t group;
    mds_acts_on on;
    double effect;
} part;

/* The parts of scenario \p s: a group is in as a whole, so its effect there is its best member's.
 */
static size_t find_parts(const mds_contributing *c, size_t s, const mds_share *groups, part *parts)
{
    const mds_scenario_result *result = c->results[s];
    size_t count = 0;
    for (size_t i = 0; i < result->credit_count; i++) {
        const mds_credit *credit = &result->credits[i];
        size_t g = 0;
        if (!credited(credit)) {
            continue;
        }
        while (!same_group(&groups[g], credit)) {
            g++;
        }
        size_t k = 0;
        while (k < count && (parts[k].group != g || parts[k].on != credit->effect->acts_on)) {
            k++;
        }
        if (k == count) {
            parts[count++] = (part){.group = g, .on = credit->effect->acts_on};
        }
        parts[k].effect = fmax(parts[k].effect, credit->x[MDS_CASE_EXPECTED]);
    }
    return count;
}

static double set_risk(const mds_contributing *c, size_t s, const part *parts, size_t count,
                       size_t set)
{
    const mds_scenario_result *result = c->results[s];
    const mds_scenario *scenario = &c->assessment->catalog->scenarios[result->scenario];
    double f[MDS_ACTS_ON__COUNT];

    for (unsigned on = 0; on < MDS_ACTS_ON__COUNT; on++) {
        size_t in = 0;
        for (size_t k = 0; k < count; k++) {
            if (parts[k].on == on && (set >> parts[k].group & 1U) != 0) {
                c->effects[in++] = parts[k].effect;
            }
        }
        f[on] = mds_model_layers(c->effects, in, c->assessment->policy->common_cause);
    }
    double frequency = result->lambda[MDS_CASE_EXPECTED] * scenario->v1.value.mode *
                       f[MDS_ACTS_ON_V1] * scenario->v2.value.mode * f[MDS_ACTS_ON_V2];
    return mds_model_likelihood(frequency) * result->headline;
}

/* The number for every set of groups: bit g of the index is group g. */
static void number_sets(const mds_contributing *c, const mds_share *groups, size_t sets,
                        part *parts, double *number)
{
    for (size_t set = 0; set < sets; set++) {
        number[set] = 1.0;
    }
    for (size_t s = 0; s < c->count; s++) {
        size_t count = find_parts(c, s, groups, parts);
        for (size_t set = 0; set < sets; set++) {
            number[set] *= 1.0 - set_risk(c, s, parts, count, set);
        }
    }
    for (size_t set = 0; set < sets; set++) {
        number[set] = 100.0 * (1.0 - number[set]);
    }
}

static void share_out(mds_contributions *out, mds_share *groups, const double *number)
{
    size_t count = out->group_count;
    for (size_t g = 0; g < count; g++) {
        size_t bit = (size_t)1 << g;
        double value = 0.0;
        for (size_t set = 0; set < (size_t)1 << count; set++) {
            if ((set & bit) == 0) {
                value += weight(members(set), count) * (number[set] - number[set | bit]);
            }
        }
        groups[g].value = value;
    }
    for (size_t i = 1; i < count; i++) {
        mds_share moved = groups[i];
        size_t at = i;
        for (; at > 0 && groups[at - 1].value < moved.value; at--) {
            groups[at] = groups[at - 1];
        }
        groups[at] = moved;
    }
    out->shares = groups;
    out->share_count = count;
}

static mds_status find_shares(mds_contributions *out, mds_contributing *c, mds_arena *arena)
{
    mds_share *groups = mds_arena_alloc(arena, credit_total(c), sizeof *groups);

    if (groups == NULL) {
        return mds_arena_status(arena);
    }
    out->group_count = find_groups(c, groups);
    if (out->group_count > MDS_SHAPLEY_MOST) {
        return MDS_OK;
    }
    size_t sets = (size_t)1 << out->group_count;
    double *number = mds_arena_alloc(arena, sets, sizeof *number);
    part *parts = mds_arena_alloc(arena, credit_total(c), sizeof *parts);
    if (number == NULL || parts == NULL) {
        return mds_arena_status(arena);
    }
    number_sets(c, groups, sets, parts, number);
    share_out(out, groups, number);
    return MDS_OK;
}

static mds_status begin(mds_contributing *c, mds_arena *arena, uint32_t scenario)
{
    const mds_assessment *as = c->assessment;
    size_t most = 0;

    c->results = mds_arena_alloc(arena, as->scenario_count, sizeof *c->results);
    if (c->results == NULL) {
        return mds_arena_status(arena);
    }
    /* In the catalog's order, as the index is multiplied up. */
    for (uint32_t s = 0; s < as->scenario_count; s++) {
        if ((scenario == MDS_NO_ORDINAL || scenario == s) && as->scenarios[s].open != MDS_FALSE) {
            c->results[c->count++] = &as->scenarios[s];
            most = as->scenarios[s].credit_count > most ? as->scenarios[s].credit_count : most;
        }
    }
    c->names = mds_arena_alloc(arena, most, sizeof *c->names);
    c->effects = mds_arena_alloc(arena, most, sizeof *c->effects);
    return c->names != NULL && c->effects != NULL ? MDS_OK : mds_arena_status(arena);
}

mds_status mds_contributions_of(const mds_contributions **out, mds_arena *arena,
                                const mds_assessment *assessment, uint32_t scenario,
                                mds_diags *diags)
{
    mds_contributing c = {.assessment = assessment};

    if (scenario != MDS_NO_ORDINAL && scenario >= assessment->scenario_count) {
        return MDS_EINVAL;
    }
    mds_contributions *found = mds_arena_alloc(arena, 1, sizeof *found);
    mds_status status = found != NULL ? begin(&c, arena, scenario) : mds_arena_status(arena);
    if (status == MDS_OK) {
        found->scenario = scenario;
        found->before = number_with(&c, none_counts, NULL);
        found->after = number_with(&c, all_count, NULL);
        status = find_without(found, &c, arena);
    }
    if (status == MDS_OK) {
        status = find_shares(found, &c, arena);
    }
    if (status == MDS_OK) {
        status = mds_contributing__swings(found, &c, arena, diags);
    }
    if (status == MDS_OK) {
        *out = found;
    }
    return status;
}
