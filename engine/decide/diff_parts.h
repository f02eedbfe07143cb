/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_ENGINE_DIFF_PARTS_H
#define MDS_ENGINE_DIFF_PARTS_H

#include <mdsrisk/diff.h>

/** Fills the risks of \p diff, whose sides, form and answers are set. False when \p arena is
 *  exhausted. */
bool mds_diff__risks(mds_arena *arena, mds_diff *diff);

/** Fills what is known of one side of \p diff alone. False when \p arena is exhausted. */
bool mds_diff__known(mds_arena *arena, mds_diff *diff);

#endif
