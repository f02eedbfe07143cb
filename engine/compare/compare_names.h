/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_ENGINE_COMPARE_NAMES_H
#define MDS_ENGINE_COMPARE_NAMES_H

#include <mdsrisk/compare.h>

/** Names each bid by its model, by maker and model, or by model and version: the first of them that
 *  no other bid has and that fits beside a chart; else by its label. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_compare__names(mds_bid_result *bids, size_t count, mds_arena *arena);

#endif
