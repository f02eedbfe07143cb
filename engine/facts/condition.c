/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kleene's strong three-valued logic: and is the minimum, or the maximum of false < unknown <
 * true. */
#include <mdsrisk/facts.h>

static mds_truth literal_value(const mds_literal *literal, const mds_facts *facts)
{
    mds_truth truth = literal->fact < facts->count ? facts->at[literal->fact].truth : MDS_UNKNOWN;
    return literal->negated ? (mds_truth)(MDS_TRUE - truth) : truth;
}

mds_truth mds_condition_value(const mds_condition *condition, const mds_facts *facts)
{
    mds_truth any = condition->count == 0 ? MDS_TRUE : MDS_FALSE;
    for (size_t i = 0; i < condition->count && any != MDS_TRUE; i++) {
        mds_truth all = MDS_TRUE;
        for (size_t j = 0; j < condition->at[i].count && all != MDS_FALSE; j++) {
            mds_truth value = literal_value(&condition->at[i].at[j], facts);
            if (value < all) {
                all = value;
            }
        }
        if (all > any) {
            any = all;
        }
    }
    return any;
}
