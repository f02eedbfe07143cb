/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <math.h>
#include <mdsrisk/fleet_share.h>
#include <stdlib.h>

enum { MEMBERS = 4, SETS = 4 };

static fixture f;

static void begin(void)
{
    fixture_init(&f);
}

static void end(void)
{
    fixture_free(&f);
}

TestSuite(fleet_share, .init = begin, .fini = end);

/* The least cost over every choice of a set for each member, worked out one by one. */
static double least(const mds_share_member *members, size_t count, size_t at, uint32_t shared,
                    double own)
{
    const size_t kinds = f.catalog->compensating_count;
    double best = HUGE_VAL;

    if (at == count) {
        double sum = own;
        for (size_t k = 0; k < kinds; k++) {
            double most = 0.0;
            for (size_t i = 0; i < count; i++) {
                most = fmax(most, members[i].costs[k]);
            }
            sum += (shared & 1U << k) != 0 ? most : 0.0;
        }
        return sum;
    }
    if (members[at].set_count == 0) {
        return least(members, count, at + 1, shared, own);
    }
    for (size_t s = 0; s < members[at].set_count; s++) {
        uint32_t more = 0;
        double sum = 0.0;
        for (size_t k = 0; k < kinds; k++) {
            if ((members[at].sets[s] & 1U << k) != 0 && f.catalog->compensating[k].shared) {
                more |= 1U << k;
            } else if ((members[at].sets[s] & 1U << k) != 0) {
                sum += members[at].costs[k];
            }
        }
        best =
            fmin(best, least(members, count, at + 1, shared | more, own + sum * members[at].units));
    }
    return best;
}

/* The plan costs what the best of all choices costs, for any sets and prices. */
Test(fleet_share, the_plan_is_the_least)
{
    const size_t kinds = f.catalog->compensating_count;
    size_t shares = 0;

    srand(11);
    for (unsigned round = 0; round < 400; round++) {
        mds_share_member members[MEMBERS];
        uint32_t sets[MEMBERS][SETS];
        double costs[MEMBERS][32];
        uint32_t chosen[MEMBERS];
        mds_share_plan plan;
        const size_t count = 1 + (size_t)rand() % MEMBERS;
        for (size_t i = 0; i < count; i++) {
            members[i] = (mds_share_member){.units = 1 + (uint32_t)rand() % 40,
                                            .sets = sets[i],
                                            .set_count = (size_t)rand() % (SETS + 1),
                                            .costs = costs[i]};
            for (size_t s = 0; s < SETS; s++) {
                sets[i][s] = 1 + (uint32_t)rand() % ((1U << kinds) - 1);
            }
            for (size_t k = 0; k < kinds; k++) {
                costs[i][k] = rand() % 10;
            }
        }
        cr_assert_eq(mds_fleet_share(&plan, 1, chosen, f.catalog, members, count), MDS_OK);
        cr_expect_float_eq(plan.cost, least(members, count, 0, 0, 0.0), 1e-9, "round %u", round);
        shares += plan.shared != 0;
        for (size_t i = 0; i < count; i++) {
            cr_expect_eq(chosen[i] == MDS_NO_ORDINAL, members[i].set_count == 0);
        }
    }
    cr_assert_gt(shares, 0, "some plan shares something");
}

/* One firewall for forty devices against forty controls of their own; networks are apart. */
Test(fleet_share, one_for_forty)
{
    const uint32_t firewall = 1U << mds_catalog_compensating(f.catalog, "firewall");
    const uint32_t malware = 1U << mds_catalog_compensating(f.catalog, "anti-malware");
    const uint32_t sets[] = {malware, firewall};
    double costs[32];
    mds_share_plan plans[2];
    uint32_t chosen[2];

    for (size_t k = 0; k < 32; k++) {
        costs[k] = 5;
    }
    costs[mds_catalog_compensating(f.catalog, "anti-malware")] = 1;
    const mds_share_member members[] = {{0, 40, false, sets, 2, costs},
                                        {1, 2, false, sets, 2, costs}};
    cr_assert_eq(mds_fleet_share(plans, 2, chosen, f.catalog, members, 2), MDS_OK);
    cr_assert_eq(plans[0].shared, firewall);
    cr_assert_float_eq(plans[0].cost, 5, 1e-12);
    cr_assert_float_eq(plans[0].alone, 40, 1e-12);
    cr_assert_eq(plans[1].shared, 0);
    cr_assert_float_eq(plans[1].cost, 2, 1e-12);
    cr_assert_eq(mds_fleet_share(plans, 1, chosen, f.catalog, members, 2), MDS_EINVAL);
    const mds_share_member apart = {0, 40, true, sets, 2, costs};
    cr_assert_eq(mds_fleet_share(plans, 1, chosen, f.catalog, &apart, 1), MDS_OK);
    cr_assert_eq(plans[0].shared, 0, "nobody knows that they share a network");
    cr_assert_float_eq(plans[0].cost, 40, 1e-12);
}
