/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between two dates that change something, time can only make a verdict worse: past end of support
 * holes stay open and credits decay, before it nothing moves. So the first day with a verdict is
 * found exactly: by halving, within the first stretch whose last day has it. */
#include <mdsrisk/curve.h>

#include "base/date.h"
#include "lifecycle.h"
#include <mdsrisk/limits.h>

#include <stdlib.h>

static const char *const event_names[MDS_LIFE_EVENT__COUNT] = {
    [MDS_LIFE_STEP] = "step",
    [MDS_LIFE_TODAY] = "today",
    [MDS_LIFE_WARNING] = "warning",
    [MDS_LIFE_END_OF_LIFE] = "end_of_life",
    [MDS_LIFE_END_OF_SUPPORT] = "end_of_support",
    [MDS_LIFE_RECORD_VALID] = "record_valid",
    [MDS_LIFE_RECORD_EXPIRED] = "record_expired",
};

const char *mds_life_curve_event_name(mds_life_curve_event event)
{
    return (unsigned)event < MDS_LIFE_EVENT__COUNT ? event_names[event] : "";
}

typedef struct curve {
    const mds_catalog *catalog;
    const mds_policy *policy;
    const mds_facts *facts;
    mds_life_curve made;
    mds_life_curve_point *points;
    size_t capacity;
} curve;

static void fill(mds_life_curve_point *point, const mds_risk_assessment *as)
{
    const mds_device_at *now = &as->now->at[MDS_STAGE_R2];

    point->stage = as->lifecycle;
    point->warning = as->eos_warning;
    point->years_past_eos = as->device.years_past;
    for (size_t i = 0; i < as->deployment->record_count; i++) {
        point->credited += as->record_states[i] == MDS_RECORD_CREDITED;
    }
    point->rrf = now->rrf;
    point->sure = now->sure;
    point->rrf_best = as->best->at[MDS_STAGE_R2].rrf;
    point->leader = as->ranked_count > 0 ? as->ranking[0] : MDS_NO_ORDINAL;
    point->gate = as->now->gate;
    point->as_known = as->now->verdict;
    point->best = as->best->verdict;
    point->verdict = as->verdict;
}

/* The assessments of the way there are not kept: each has memory of its own. */
static mds_status assess_at(const curve *c, int32_t day, mds_life_curve_point *point)
{
    const mds_risk_assessment *as = NULL;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (arena == NULL) {
        return MDS_ENOMEM;
    }
    mds_status status = mds_assess_device(&as, arena, c->catalog, c->policy, c->facts,
                                          c->made.deployment, day, NULL);
    if (status == MDS_OK) {
        point->day = day;
        fill(point, as);
    }
    mds_arena_free(arena);
    return status;
}

static void add(curve *c, int64_t day, mds_life_curve_event event, uint32_t record)
{
    if (day >= c->made.begin && day <= c->made.end) {
        c->points[c->made.point_count++] =
            (mds_life_curve_point){.day = (int32_t)day, .event = event, .record = record};
    }
}

/* The same day of a later month; 31 January is followed by 28 February. */
static bool months_later(int32_t *out, int32_t begin, unsigned months)
{
    char text[MDS_DATE_SIZE];
    mds_date_format(text, begin);
    int year =
        (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
    int month = (text[5] - '0') * 10 + text[6] - '0' - 1 + (int)months;
    int day = (text[8] - '0') * 10 + text[9] - '0';
    year += month / 12;
    for (; day > 0; day--) {
        if (mds_date_from_civil(out, year, month % 12 + 1, day)) {
            return true;
        }
    }
    return false; /* beyond the calendar */
}

/* The last day of the span: that many years on, or where the calendar ends. */
static int32_t last_day(int32_t begin, unsigned years)
{
    int32_t end;
    if (!months_later(&end, begin, 12 * years) && !mds_date_from_civil(&end, 2200, 12, 31)) {
        end = begin;
    }
    return end;
}

static void add_events(curve *c)
{
    const mds_deployment *deployment = c->made.deployment;
    add(c, c->made.begin, MDS_LIFE_TODAY, MDS_NO_ORDINAL);
    if (deployment->end_of_life != MDS_DAY_NONE) {
        add(c, deployment->end_of_life, MDS_LIFE_END_OF_LIFE, MDS_NO_ORDINAL);
    }
    if (deployment->end_of_support != MDS_DAY_NONE) {
        add(c, mds_lifecycle__warning_day(c->policy, deployment->end_of_support), MDS_LIFE_WARNING,
            MDS_NO_ORDINAL);
        add(c, deployment->end_of_support, MDS_LIFE_END_OF_SUPPORT, MDS_NO_ORDINAL);
    }
    for (uint32_t i = 0; i < deployment->record_count; i++) {
        const mds_control_record *record = &deployment->records[i];
        /* What never counts at any date is no event. */
        if (record->expires == MDS_DAY_NONE ||
            mds_lifecycle__record(c->catalog, record, record->expires) != MDS_RECORD_CREDITED) {
            continue;
        }
        if (record->validated > c->made.begin) {
            add(c, record->validated, MDS_LIFE_RECORD_VALID, i);
        }
        add(c, (int64_t)record->expires + 1, MDS_LIFE_RECORD_EXPIRED, i);
    }
}

static int by_day(const void *a, const void *b)
{
    const mds_life_curve_point *x = a;
    const mds_life_curve_point *y = b;
    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    if (x->event != y->event) {
        return x->event < y->event ? -1 : 1;
    }
    return (x->record > y->record) - (x->record < y->record);
}

/* A step on a day that has an event says nothing more. */
static void drop_steps(curve *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->made.point_count; i++) {
        bool alone = i + 1 == c->made.point_count || c->points[i + 1].day != c->points[i].day;
        if (c->points[i].event != MDS_LIFE_STEP || alone) {
            c->points[kept++] = c->points[i];
        }
    }
    c->made.point_count = kept;
}

static mds_verdict verdict_of(const mds_life_curve_point *point, bool best)
{
    return best ? point->best : point->as_known;
}

/* Within (\p low, \p high], where \p low has not the verdict and \p high has it. */
static mds_status halve(const curve *c, int32_t low, int32_t high, mds_verdict verdict, bool best,
                        int32_t *out)
{
    while (high - low > 1) {
        mds_life_curve_point point = {0};
        int32_t middle = low + (high - low) / 2;
        mds_status status = assess_at(c, middle, &point);
        if (status != MDS_OK) {
            return status;
        }
        if (verdict_of(&point, best) >= verdict) {
            high = middle;
        } else {
            low = middle;
        }
    }
    *out = high;
    return MDS_OK;
}

/* Points are the only dates on which a verdict can become better; what happens between two of
 * them shows on the day before the second. */
static mds_status find_first(const curve *c, mds_verdict verdict, bool best, int32_t *out)
{
    *out = MDS_DAY_NONE;
    for (size_t i = 0; i < c->made.point_count; i++) {
        const mds_life_curve_point *at = &c->points[i];
        if (verdict_of(at, best) >= verdict) {
            *out = at->day;
            return MDS_OK;
        }
        int32_t last = i + 1 < c->made.point_count ? c->points[i + 1].day - 1 : c->made.end;
        if (last <= at->day) {
            continue;
        }
        mds_life_curve_point point = {0};
        mds_status status = assess_at(c, last, &point);
        if (status != MDS_OK) {
            return status;
        }
        if (verdict_of(&point, best) >= verdict) {
            return halve(c, at->day, last, verdict, best, out);
        }
    }
    return MDS_OK;
}

static mds_status find_firsts(curve *c)
{
    mds_status status = MDS_OK;
    for (unsigned v = 0; v <= MDS_VERDICT_NOT_ACCEPTABLE && status == MDS_OK; v++) {
        status = find_first(c, (mds_verdict)v, false, &c->made.first[v]);
        if (status == MDS_OK) {
            status = find_first(c, (mds_verdict)v, true, &c->made.first_best[v]);
        }
    }
    return status;
}

mds_status mds_life_curve_build(const mds_life_curve **out, mds_arena *arena,
                                const mds_catalog *catalog, const mds_policy *policy,
                                const mds_facts *facts, const mds_deployment *deployment,
                                int32_t begin, unsigned years, unsigned step_months)
{
    curve c = {.catalog = catalog,
               .policy = policy,
               .facts = facts,
               .made = {.begin = begin, .deployment = deployment}};
    if (years == 0 || years > MDS_LIFE_MAX_YEARS || step_months == 0 || step_months > 12) {
        return MDS_EINVAL;
    }
    c.made.end = last_day(begin, years);
    size_t steps = 12 * years / step_months;
    c.points = mds_arena_alloc(arena, steps + 5 + 2 * deployment->record_count, sizeof *c.points);
    mds_life_curve *made = mds_arena_alloc(arena, 1, sizeof *made);
    if (c.points == NULL || made == NULL) {
        return mds_arena_status(arena);
    }
    for (unsigned i = 1; i <= steps; i++) {
        int32_t day;
        if (months_later(&day, begin, i * step_months)) {
            add(&c, day, MDS_LIFE_STEP, MDS_NO_ORDINAL);
        }
    }
    add_events(&c);
    qsort(c.points, c.made.point_count, sizeof *c.points, by_day);
    drop_steps(&c);
    mds_status status = MDS_OK;
    for (size_t i = 0; i < c.made.point_count && status == MDS_OK; i++) {
        status = assess_at(&c, c.points[i].day, &c.points[i]);
    }
    if (status == MDS_OK) {
        status = find_firsts(&c);
    }
    if (status == MDS_OK) {
        c.made.points = c.points;
        *made = c.made;
        *out = made;
    }
    return status;
}

const mds_deployment *mds_life_curve_renewed(mds_arena *arena, const mds_catalog *catalog,
                                             const mds_deployment *deployment, int32_t as_of)
{
    mds_deployment *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_control_record *records = mds_arena_alloc(arena, deployment->record_count, sizeof *records);
    if (made == NULL || records == NULL) {
        return NULL;
    }
    *made = *deployment;
    made->records = records;
    for (size_t i = 0; i < deployment->record_count; i++) {
        records[i] = deployment->records[i];
        if (mds_lifecycle__record(catalog, &records[i], as_of) == MDS_RECORD_CREDITED) {
            records[i].expires = INT32_MAX;
        }
    }
    return made;
}
