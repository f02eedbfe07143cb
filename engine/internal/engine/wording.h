/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * How alike two texts are, by their pairs of neighbouring characters: works for languages without
 * blanks between words. Pairs that most texts share count little.
 */
#ifndef MDS_ENGINE_WORDING_H
#define MDS_ENGINE_WORDING_H

#include "base/strbuf.h"

/** The different pairs of a text, in order. */
typedef struct mds_wording {
    const uint64_t *at;
    const double *weight; /**< per pair, after mds_wordings_weigh() */
    double total;
    size_t count;
} mds_wording;

/** The pairs of \p text after NFKC, letters and digits alone; what is in brackets and has a
 *  digit, such as a clause, is left out. False when \p arena is exhausted. */
bool mds_wording_of(mds_wording *out, mds_arena *arena, const char *text);
/** Weighs the pairs of all texts by how few of the texts have them. False when \p arena is
 *  exhausted. */
bool mds_wordings_weigh(mds_wording *list, size_t count, mds_arena *arena);
/** Weighted share of common pairs (Dice), 0 .. 1. Both must have been weighed in one list. */
double mds_wording_likeness(const mds_wording *a, const mds_wording *b);

#endif
