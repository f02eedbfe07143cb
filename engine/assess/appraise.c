/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment of one device: the verdict beside what it rests on, and what would help. */
#include "evaluation.h"
#include "lifecycle.h"

#include "base/date.h"
#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const unjudged_names[MDS_UNJUDGED__COUNT] = {
    [MDS_UNJUDGED_NOT] = "",
    [MDS_UNJUDGED_NO_FORM] = "no_form",
    [MDS_UNJUDGED_LITTLE_KNOWN] = "little_known",
    [MDS_UNJUDGED_RESTS_ON_OPEN] = "rests_on_open",
};

const char *mds_unjudged_name(mds_unjudged unjudged)
{
    return (unsigned)unjudged < MDS_UNJUDGED__COUNT ? unjudged_names[unjudged] : "";
}

static mds_status set_records(mds_risk_assessment *out, mds_arena *arena)
{
    const mds_deployment *deployment = out->deployment;
    mds_record_state *states = mds_arena_alloc(arena, deployment->record_count, sizeof *states);

    if (states == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < deployment->record_count; i++) {
        states[i] = mds_lifecycle__record(out->catalog, &deployment->records[i], out->as_of);
    }
    out->record_states = states;
    return MDS_OK;
}

static mds_status evaluate(const mds_evaluation **out, mds_arena *arena, const mds_device *device)
{
    mds_evaluation *made = NULL;
    const mds_status status = mds_evaluation_new(&made, arena, device->catalog);

    if (status == MDS_OK) {
        mds_device_evaluate(made, device);
        *out = made;
    }
    return status;
}

mds_device mds_evaluation__best_case(const mds_device *device, mds_lifecycle lifecycle)
{
    mds_device good = *device;

    /* Taken as good, what the forms name is still mended. */
    good.past = lifecycle == MDS_LIFECYCLE_END_OF_SUPPORT;
    good.years_past = good.past ? good.years_past : 0.0;
    good.unknowns = MDS_UNKNOWNS_AS_GOOD;
    return good;
}

/* Largest share first; equal ones stay in the catalog's order. */
static mds_status rank(mds_risk_assessment *out, mds_arena *arena)
{
    const mds_evaluation *now = out->now;
    uint32_t *ranking = mds_arena_alloc(arena, now->risk_count, sizeof *ranking);
    size_t count = 0;

    if (ranking == NULL) {
        return mds_arena_status(arena);
    }
    for (uint32_t s = 0; s < now->risk_count; s++) {
        if (!now->risks[s].applies) {
            continue;
        }
        const double part = now->risks[s].at[MDS_STAGE_R2].part;
        size_t i = count++;
        for (; i > 0 && now->risks[ranking[i - 1]].at[MDS_STAGE_R2].part < part; i--) {
            ranking[i] = ranking[i - 1];
        }
        ranking[i] = s;
    }
    out->ranking = ranking;
    out->ranked_count = count;
    return MDS_OK;
}

static mds_status count_known(mds_risk_assessment *out, mds_arena *arena)
{
    const mds_catalog *catalog = out->catalog;
    bool *used = mds_arena_alloc(arena, catalog->fact_count, sizeof *used);

    if (used == NULL) {
        return mds_arena_status(arena);
    }
    mds_facts_used(used, catalog);
    for (size_t f = 0; f < catalog->fact_count; f++) {
        const mds_fact_value *value = &out->facts->at[f];
        if (used[f] && (value->asked || value->found)) {
            out->asked++;
            out->open += value->open;
        }
    }
    out->known = out->asked > 0 ? 1.0 - (double)out->open / (double)out->asked : 0.0;
    return MDS_OK;
}

/* The same day of the next year; 28 February for 29 February. */
static int32_t next_year(int32_t day)
{
    char text[MDS_DATE_SIZE];
    char later[MDS_DATE_SIZE];
    mds_day next = MDS_DAY_NONE;

    for (int back = 0; back < 2 && next == MDS_DAY_NONE; back++) {
        uint64_t year = 0;
        mds_date_format(text, day - back);
        if (mds_num_parse_uint(&year, (mds_sv){text, 4}, 9999)) {
            (void)snprintf(later, sizeof later, "%04u%s", (unsigned)year + 1, text + 4);
            (void)mds_date_parse(&next, (mds_sv){later, strlen(later)});
        }
    }
    return next;
}

void mds_evaluation__judge(mds_risk_assessment *out)
{
    out->verdict = out->now->verdict;
    if (!out->facts->given) {
        out->unjudged = MDS_UNJUDGED_NO_FORM;
    } else if (out->known < out->policy->judge_share) {
        out->unjudged = MDS_UNJUDGED_LITTLE_KNOWN;
    } else if (out->best->verdict == MDS_VERDICT_ACCEPTABLE &&
               out->now->verdict == MDS_VERDICT_NOT_ACCEPTABLE) {
        out->unjudged = MDS_UNJUDGED_RESTS_ON_OPEN;
    }
    if (out->unjudged != MDS_UNJUDGED_NOT) {
        out->verdict = MDS_VERDICT_CANNOT_BE_JUDGED;
    }
    out->supported_until_at_least = MDS_DAY_NONE;
    if (out->verdict == MDS_VERDICT_ACCEPTABLE && !out->support_known && out->now->networked) {
        out->supported_until_at_least = next_year(out->as_of);
    }
}

/* All that the verdict rests on. */
static mds_status weigh(mds_risk_assessment *out, mds_arena *arena)
{
    mds_status status = mds_device_prepare(&out->device, arena, out->catalog, out->policy,
                                           out->facts, out->deployment, out->as_of);

    if (status == MDS_OK) {
        status = evaluate(&out->now, arena, &out->device);
    }
    if (status == MDS_OK) {
        const mds_device good = mds_evaluation__best_case(&out->device, out->lifecycle);
        status = evaluate(&out->best, arena, &good);
    }
    return status == MDS_OK ? count_known(out, arena) : status;
}

static mds_status appraise(mds_risk_assessment *out, mds_arena *arena)
{
    mds_status status = weigh(out, arena);

    if (status == MDS_OK) {
        status = set_records(out, arena);
    }
    if (status == MDS_OK) {
        status = rank(out, arena);
    }
    return status == MDS_OK ? mds_evaluation__helps(out, arena) : status;
}

mds_status mds_evaluation__verdict(mds_verdict *out, mds_arena *arena,
                                   const mds_risk_assessment *as, const mds_facts *facts)
{
    mds_risk_assessment other = *as;

    other.facts = facts;
    other.zone_declared = facts->zone_declared;
    other.unjudged = MDS_UNJUDGED_NOT;
    other.asked = other.open = 0;
    const mds_status status = weigh(&other, arena);
    if (status == MDS_OK) {
        mds_evaluation__judge(&other);
        *out = other.verdict;
    }
    return status;
}

mds_status mds_assess_device(const mds_risk_assessment **out, mds_arena *arena,
                             const mds_catalog *catalog, const mds_policy *policy,
                             const mds_facts *facts, const mds_deployment *deployment,
                             int32_t as_of, mds_diags *diags)
{
    const mds_lifespan span = mds_lifecycle__of(policy, deployment, as_of);
    mds_risk_assessment *made = mds_arena_alloc(arena, 1, sizeof *made);

    if (made == NULL) {
        return mds_arena_status(arena);
    }
    *made = (mds_risk_assessment){
        .catalog = catalog,
        .policy = policy,
        .facts = facts,
        .deployment = deployment,
        .as_of = as_of,
        .lifecycle = span.stage,
        .eos_warning = span.warning,
        .support_known = deployment->end_of_support != MDS_DAY_NONE,
        .zone_declared = facts->zone_declared,
    };
    const bool designated =
        deployment->designated_environment && deployment->designation_document[0] != '\0';
    made->legacy = span.stage == MDS_LIFECYCLE_END_OF_SUPPORT && !designated;
    const mds_status status = appraise(made, arena);
    if (status != MDS_OK) {
        return status;
    }
    mds_evaluation__judge(made);
    mds_lifecycle__report(catalog, deployment, made->record_states, diags);
    *out = made;
    return MDS_OK;
}

mds_fleet mds_assess_fleet(const mds_risk_assessment *assessment, double count)
{
    const mds_device *device = &assessment->device;
    const double anchor = device->anchor.mean * device->rate_factor;
    double taken = 0.0;
    double other = 0.0;

    for (size_t s = 0; s < assessment->now->risk_count; s++) {
        const double frequency = assessment->now->risks[s].at[MDS_STAGE_R2].frequency;
        if (assessment->catalog->scenarios[s].anchored) {
            taken += frequency;
        } else {
            other += frequency;
        }
    }
    const double p = anchor > 0.0 ? fmin(1.0, taken / anchor) : 0.0;
    const double hit = 1.0 - pow(1.0 - p, count);
    return (mds_fleet){
        .years = hit > 0.0 ? 1.0 / (anchor * hit) : HUGE_VAL,
        .taken = hit > 0.0 ? count * p / hit : 0.0,
        .other = count * other,
    };
}
