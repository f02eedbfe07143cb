/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/fleet_share.h>

#include <math.h>

enum { MOST_KINDS = 32 };

typedef struct sharing {
    const mds_catalog *catalog;
    const mds_share_member *members;
    size_t count;
    uint32_t can_share; /* kinds, bits */
} sharing;

static double cost_of(const sharing *in, uint32_t kinds, const double *costs)
{
    double sum = 0.0;

    for (size_t k = 0; k < in->catalog->compensating_count; k++) {
        sum += (kinds & 1U << k) != 0 ? costs[k] : 0.0;
    }
    return sum;
}

/* The kinds that the devices of a member can share, bits. */
static uint32_t shares_of(const sharing *in, const mds_share_member *member)
{
    return member->apart ? 0 : in->can_share;
}

/* The cheapest set of a member of which the kinds to share are among \p shared, and the cost of the
 * others; MDS_NO_ORDINAL without one. */
static uint32_t best_set(const sharing *in, const mds_share_member *member, uint32_t shared,
                         double *cost)
{
    const uint32_t can_share = shares_of(in, member);
    uint32_t best = MDS_NO_ORDINAL;

    for (uint32_t i = 0; i < member->set_count; i++) {
        const double sum = cost_of(in, member->sets[i] & ~can_share, member->costs);
        if ((member->sets[i] & can_share & ~shared) == 0 &&
            (best == MDS_NO_ORDINAL || sum < *cost)) {
            best = i;
            *cost = sum;
        }
    }
    return best;
}

/* What a device costs that is treated as if it were alone. */
static double cost_alone(const sharing *in, const mds_share_member *member)
{
    double best = HUGE_VAL;

    for (size_t i = 0; i < member->set_count; i++) {
        best = fmin(best, cost_of(in, member->sets[i], member->costs));
    }
    return best;
}

/* What a kind costs that is put in place once. */
static double shared_cost(const sharing *in, uint32_t network, uint32_t kinds)
{
    double sum = 0.0;

    for (size_t k = 0; k < in->catalog->compensating_count; k++) {
        double most = 0.0;
        for (size_t i = 0; i < in->count && (kinds & 1U << k) != 0; i++) {
            if (in->members[i].network == network && in->members[i].costs[k] > most) {
                most = in->members[i].costs[k];
            }
        }
        sum += most;
    }
    return sum;
}

/* The cost of a network with these shared kinds; false when a device that could be helped is not.
 */
static bool try_shared(const sharing *in, uint32_t network, uint32_t shared, double *cost)
{
    *cost = shared_cost(in, network, shared);
    for (size_t i = 0; i < in->count; i++) {
        const mds_share_member *member = &in->members[i];
        double own = 0.0;
        if (member->network != network || member->set_count == 0) {
            continue;
        }
        if (best_set(in, member, shared, &own) == MDS_NO_ORDINAL) {
            return false;
        }
        *cost += own * member->units;
    }
    return true;
}

static void plan_network(mds_share_plan *out, const sharing *in, uint32_t network, uint32_t *chosen)
{
    uint32_t used = 0; /* kinds to share that a set has */
    double cost;

    *out = (mds_share_plan){.cost = HUGE_VAL};
    for (size_t i = 0; i < in->count; i++) {
        const mds_share_member *member = &in->members[i];
        if (member->network != network) {
            continue;
        }
        for (size_t k = 0; k < member->set_count; k++) {
            used |= member->sets[k] & shares_of(in, member);
        }
        out->devices += member->set_count > 0 ? member->units : 0;
        out->left += member->set_count == 0 ? member->units : 0;
        out->alone += member->set_count > 0 ? cost_alone(in, member) * member->units : 0.0;
    }
    /* every part of what is used, all of it first: of equal costs the one with fewer kinds */
    for (uint32_t shared = used;; shared = (shared - 1) & used) {
        if (try_shared(in, network, shared, &cost) && cost <= out->cost) {
            out->cost = cost;
            out->shared = shared;
        }
        if (shared == 0) {
            break;
        }
    }
    for (size_t i = 0; i < in->count; i++) {
        if (in->members[i].network == network) {
            chosen[i] = best_set(in, &in->members[i], out->shared, &cost);
        }
    }
}

mds_status mds_fleet_share(mds_share_plan *plans, size_t network_count, uint32_t *chosen,
                           const mds_catalog *catalog, const mds_share_member *members,
                           size_t count)
{
    sharing in = {.catalog = catalog, .members = members, .count = count};

    if (catalog->compensating_count > MOST_KINDS) {
        return MDS_ELIMIT;
    }
    for (size_t k = 0; k < catalog->compensating_count; k++) {
        in.can_share |= catalog->compensating[k].shared ? 1U << k : 0U;
    }
    for (size_t i = 0; i < count; i++) {
        if (members[i].network >= network_count) {
            return MDS_EINVAL;
        }
    }
    for (size_t n = 0; n < network_count; n++) {
        plan_network(&plans[n], &in, (uint32_t)n, chosen);
    }
    return MDS_OK;
}
