/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study of the numbers against whole assessments with an edited catalog, and its laws. */
#include "support/archetypes.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/sensitivity.h>
#include <string.h>

enum { DEVICES = 4 };

static mds_catalog *catalog;
static mds_arena *arena;
static const mds_risk_assessment *devices[DEVICES];
static const mds_number_study *study;

static void setup(void)
{
    static const char *const specs[DEVICES] = {
        "typical country=jp", "legacy-pump country=us zone=shared-network",
        "meter network-segmentation=verified", "half-silent country=jp volume=many"};

    arena = mds_arena_new((size_t)1 << 30, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    const archetypes *all = archetypes_open(catalog, arena);
    for (size_t i = 0; i < DEVICES; i++) {
        devices[i] = archetypes_assess(all, specs[i]);
    }
    cr_assert_eq(mds_sensitivity_of(&study, arena, devices, DEVICES), MDS_OK);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(sensitivity, .init = setup, .fini = teardown);

/* Adds what whole assessments with an edited catalog and policy say. */
static void assess_all(const mds_catalog *edited, const mds_policy *policy, size_t *moved,
                       double *change)
{
    *moved = 0;
    for (size_t i = 0; i < DEVICES; i++) {
        const mds_risk_assessment *then = NULL;
        const mds_risk_assessment *now = devices[i];
        cr_assert_eq(mds_assess_device(&then, arena, edited, policy, now->facts, now->deployment,
                                       now->as_of, NULL),
                     MDS_OK);
        const double ratio =
            then->now->at[MDS_STAGE_R2].sum.mean / now->now->at[MDS_STAGE_R2].sum.mean;
        *moved += then->verdict != now->verdict;
        *change = fmax(*change, fabs(log(ratio)));
    }
}

static mds_triple scaled(mds_triple from, double mean)
{
    const double by = mean / ((from.low + 4.0 * from.mode + from.high) / 6.0);
    return (mds_triple){from.low * by, from.mode * by, from.high * by};
}

/* Sets a number of a scenario's own members; false for a number of another kind. */
static bool edit(mds_scenario *to, mds_route_share *shares, const mds_parameter *at, double value)
{
    switch ((int)at->kind) {
    case MDS_PARAMETER_RATE:
        to->base_rate.mode = value;
        return true;
    case MDS_PARAMETER_V1:
        to->v1.value = scaled(to->v1.value, value);
        return true;
    case MDS_PARAMETER_V2:
        to->v2.value = scaled(to->v2.value, value);
        return true;
    case MDS_PARAMETER_IMPACT:
        for (unsigned p = 0; p < MDS_PROPERTY__COUNT; p++) {
            if (strcmp(mds_property_name((mds_property)p), at->part) == 0) {
                to->impact[p].value = value;
            }
        }
        return true;
    case MDS_PARAMETER_PATCH_SHARE:
        to->patch_share = value;
        return true;
    case MDS_PARAMETER_ROUTE_SHARE:
        for (size_t i = 0; i < to->route_count; i++) {
            const bool mine = strcmp(catalog->routes[shares[i].route].id, at->part) == 0;
            shares[i].share = mine ? value : shares[i].share * (1.0 - value) / (1.0 - at->now);
        }
        to->routes = shares;
        return true;
    default:
        return false;
    }
}

static bool edited_says(const mds_parameter *at, double value, size_t *moved, double *change)
{
    static mds_scenario scenarios[256];
    mds_route_share shares[MDS_ROUTE_LIMIT];
    const uint32_t s = mds_catalog_scenario(catalog, at->of);
    mds_catalog copy = *catalog;

    if (s == MDS_NO_ORDINAL) {
        return false;
    }
    cr_assert_leq(catalog->scenario_count, 256);
    memcpy(scenarios, catalog->scenarios, catalog->scenario_count * sizeof *scenarios);
    memcpy(shares, scenarios[s].routes, scenarios[s].route_count * sizeof *shares);
    if (!edit(&scenarios[s], shares, at, value)) {
        return false;
    }
    copy.scenarios = scenarios;
    assess_all(&copy, devices[0]->policy, moved, change);
    return true;
}

Test(sensitivity, is_what_an_edited_catalog_gives)
{
    size_t kinds[MDS_PARAMETER_KIND__COUNT] = {0};

    for (size_t i = 0; i < study->parameter_count; i++) {
        const mds_parameter *at = &study->parameters[i];
        size_t low = 0, high = 0;
        double change = 0.0;
        if (edited_says(at, at->low, &low, &change) && edited_says(at, at->high, &high, &change)) {
            kinds[at->kind]++;
            cr_expect(at->moved_low == low && at->moved_high == high, "%s %s %s: %zu %zu",
                      mds_parameter_kind_name(at->kind), at->of, at->part, low, high);
            cr_expect_float_eq(at->change, change, 1e-9 * (1.0 + change), "%s %s %s: %g, not %g",
                               mds_parameter_kind_name(at->kind), at->of, at->part, at->change,
                               change);
        }
    }
    for (mds_parameter_kind k = MDS_PARAMETER_RATE; k <= MDS_PARAMETER_PATCH_SHARE; k++) {
        cr_expect_gt(kinds[k], 0, "%s", mds_parameter_kind_name(k));
    }
}

/* Each kind of number is there, by a rule that leaves it within its own bounds. */
Test(sensitivity, ends_lie_about_the_number)
{
    size_t kinds[MDS_PARAMETER_KIND__COUNT] = {0};

    for (size_t i = 0; i < study->parameter_count; i++) {
        const mds_parameter *at = &study->parameters[i];
        kinds[at->kind]++;
        cr_expect(at->low <= at->now && at->now <= at->high && at->low < at->high, "%s %s %s",
                  mds_parameter_kind_name(at->kind), at->of, at->part);
        cr_expect_geq(at->low, 0.0);
        cr_expect(at->moved_low <= DEVICES && at->moved_high <= DEVICES);
        switch ((int)at->kind) {
        case MDS_PARAMETER_V1:
        case MDS_PARAMETER_V2:
        case MDS_PARAMETER_IMPACT:
        case MDS_PARAMETER_ROUTE_SHARE:
        case MDS_PARAMETER_PATCH_SHARE:
        case MDS_PARAMETER_EFFECT:
        case MDS_PARAMETER_ROUTE_EFFECT:
            cr_expect_leq(at->high, 1.0);
            break;
        case MDS_PARAMETER_RAISE:
        case MDS_PARAMETER_ROUTE_RAISE:
            cr_expect(at->now >= 1.0 ? at->low >= 1.0 : at->high <= 1.0);
            break;
        default:
            break;
        }
    }
    for (mds_parameter_kind k = 0; k < MDS_PARAMETER_KIND__COUNT; k++) {
        cr_expect_gt(kinds[k], 0, "%s", mds_parameter_kind_name(k));
        cr_expect_str_neq(mds_parameter_kind_name(k), "");
    }
    cr_expect_str_eq(mds_parameter_kind_name(MDS_PARAMETER_KIND__COUNT), "");
}

/* Known beforehand: a factor on every tolerable frequency divides T by it; the model's own error
 * leaves E[T]; an anchor moves the devices of its own country alone. */
Test(sensitivity, of_what_is_known_beforehand)
{
    double k = 0.0;
    size_t seen = 0;

    for (size_t i = 0; i < study->parameter_count; i++) {
        const mds_parameter *at = &study->parameters[i];
        if (at->kind == MDS_PARAMETER_TOLERABLE) {
            k = at->high;
            cr_expect_float_eq(at->change, log(k), 1e-9);
            cr_expect_float_eq(at->low * at->high, 1.0, 1e-12);
            seen++;
        } else if (at->kind == MDS_PARAMETER_POLICY && strcmp(at->of, "model-sd") == 0) {
            cr_expect_float_eq(at->change, 0.0, 1e-12);
            seen++;
        } else if (at->kind == MDS_PARAMETER_ANCHOR) {
            cr_expect_leq(at->change, log(at->high / at->now) + 1e-12);
            cr_expect_gt(at->change, 0.0, "%s", at->of);
            seen++;
        }
    }
    cr_expect_eq(seen, 2 + MDS_COUNTRY__COUNT);
}

Test(sensitivity, most_verdicts_stand_first_and_all_is_put_back)
{
    const mds_number_study *again = NULL;

    for (size_t i = 1; i < study->parameter_count; i++) {
        const mds_parameter *a = &study->parameters[i - 1], *b = &study->parameters[i];
        const size_t x = a->moved_low + a->moved_high, y = b->moved_low + b->moved_high;
        cr_expect(x > y || (x == y && a->change >= b->change));
    }
    cr_assert_eq(mds_sensitivity_of(&again, arena, devices, DEVICES), MDS_OK);
    cr_assert_eq(again->parameter_count, study->parameter_count);
    for (size_t i = 0; i < study->parameter_count; i++) {
        cr_expect_float_eq(again->parameters[i].change, study->parameters[i].change, 0.0);
        cr_expect_eq(again->parameters[i].of, study->parameters[i].of);
    }
    cr_expect_eq(study->device_count, DEVICES);
}

Test(sensitivity, refuses_no_device_and_devices_of_other_policies)
{
    const mds_number_study *out = NULL;
    mds_risk_assessment other = *devices[1];
    mds_policy policy = *devices[1]->policy;
    const mds_risk_assessment *const mixed[] = {devices[0], &other};

    other.policy = &policy;
    cr_expect_eq(mds_sensitivity_of(&out, arena, devices, 0), MDS_EINVAL);
    cr_expect_eq(mds_sensitivity_of(&out, arena, mixed, 2), MDS_EINVAL);
    cr_expect_null(out);
}

Test(sensitivity, says_when_memory_ends)
{
    const mds_number_study *out = NULL;
    mds_arena *small = mds_arena_new(4096, NULL);

    cr_expect_neq(mds_sensitivity_of(&out, small, devices, DEVICES), MDS_OK);
    cr_expect_null(out);
    mds_arena_free(small);
}
