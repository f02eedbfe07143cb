/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_ENGINE_DIFF_PARTS_H
#define MDS_ENGINE_DIFF_PARTS_H

#include <mdsrisk/diff.h>

/** Fills the risks of \p diff, whose sides, form and answers are set. False when \p arena is
 *  exhausted. */
bool mds_diff__risks(mds_arena *arena, mds_diff *diff);

/** Fills what is known of one side of \p diff alone. False when \p arena is exhausted. */
bool mds_diff__known(mds_arena *arena, mds_diff *diff);

/** Says that what both sides rest on is another, where \p before and \p after differ. \p what is a
 *  text key under "diff.basis.". */
void mds_diff__basis(const char *what, const char *before, const char *after, const char *file,
                     mds_diags *diags);

#endif
