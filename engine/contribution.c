/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leave-one-out and Shapley over the credits of an assessment, at R2 and expected. */
#include "contribution_parts.h"

#include <math.h>
#include <string.h>

enum { SETS_MOST = 1 << MDS_SHAPLEY_MOST };

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

/* Numbers of scenario \p s when the credits that \p counts refuses are worth nothing. */
static double risk_with(const mds_contributing *c, size_t s, mds_counts counts, const void *payload)
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

double mds_contributing__number(const mds_contributing *c, mds_counts counts, const void *payload)
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

typedef struct subset {
    const mds_share *groups;
    size_t count;
    unsigned in;
} subset;

static bool subset_counts(const void *payload, const mds_credit *credit)
{
    const subset *s = payload;
    for (size_t g = 0; g < s->count; g++) {
        if (same_group(&s->groups[g], credit)) {
            return (s->in >> g & 1U) != 0;
        }
    }
    return false;
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
        found.risk = mds_contributing__number(c, others_count, &found);
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

static size_t members(unsigned set)
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

static void shapley(mds_contributions *out, mds_contributing *c, mds_share *groups, double *number)
{
    size_t count = out->group_count;
    for (unsigned set = 0; set < 1U << count; set++) {
        subset s = {groups, count, set};
        number[set] = mds_contributing__number(c, subset_counts, &s);
    }
    for (size_t g = 0; g < count; g++) {
        double value = 0.0;
        for (unsigned set = 0; set < 1U << count; set++) {
            if ((set >> g & 1U) == 0) {
                value += weight(members(set), count) * (number[set] - number[set | 1U << g]);
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
    double *number = mds_arena_alloc(arena, SETS_MOST, sizeof *number);
    if (number == NULL) {
        return mds_arena_status(arena);
    }
    shapley(out, c, groups, number);
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
        found->before = mds_contributing__number(&c, none_counts, NULL);
        found->after = mds_contributing__number(&c, all_count, NULL);
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
