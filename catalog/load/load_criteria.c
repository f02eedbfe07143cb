/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Criteria for comparing bids: what no single member shows. */
#include "loader.h"

static void check_facts(const record *at, const mds_criterion *criterion)
{
    if ((criterion->measure == MDS_MEASURE_FACT_SHARE) != (criterion->fact_count > 0)) {
        mds_record__fault(at, "facts",
                          criterion->fact_count > 0 ? "catalog.reason.unknown_member"
                                                    : "catalog.reason.missing");
    }
}

/* The direction says again what the anchors say, so that a reader need not compare them. */
static void check_scale(const record *at, const mds_criterion *criterion)
{
    static const char *const directions[] = {"lower", "higher"};
    const bool higher = mds_record__enum(at, "direction", directions, 2) == 1;

    if (higher ? criterion->best <= criterion->worst : criterion->best >= criterion->worst) {
        mds_record__fault(at, "direction", "catalog.reason.triple_order");
    }
    if (criterion->log10 && (criterion->worst <= 0 || criterion->best <= 0)) {
        mds_record__fault(at, "scale", "catalog.reason.range");
    }
}

void mds_finish__criterion(const record *at, void *criterion)
{
    check_facts(at, criterion);
    check_scale(at, criterion);
}
