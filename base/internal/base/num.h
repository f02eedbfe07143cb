/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Numbers to and from text, the same in every locale. Nothing else in the project formats or
 * parses a floating point number.
 */
#ifndef MDS_BASE_NUM_H
#define MDS_BASE_NUM_H

#include "base/strbuf.h"

enum { MDS_NUM_SIZE = 40 };

/** Shortest text that reads back as the same double ("0.1", "1e-05"); "0" for -0, "null" when it
 *  is not finite. For JSON. */
void mds_num_exact(char out[MDS_NUM_SIZE], double value);
/** \p digits significant digits, without an exponent between 1e-4 and 1e6, trailing zeros cut. */
void mds_num_significant(char out[MDS_NUM_SIZE], double value, int digits);
/** \p digits significant digits with trailing zeros: "1.00", "10.0", "0.000123". */
void mds_num_digits(char out[MDS_NUM_SIZE], double value, int digits);
/** \p decimals digits after the point. */
void mds_num_fixed(char out[MDS_NUM_SIZE], double value, int decimals);
/** A decimal number that fills \p text whole; false otherwise. */
bool mds_num_parse(double *out, mds_sv text);
/** An unsigned decimal integer, at most \p max, that fills \p text whole. */
bool mds_num_parse_uint(uint64_t *out, mds_sv text, uint64_t max);

bool mds_size_add(size_t *out, size_t a, size_t b);
bool mds_size_mul(size_t *out, size_t a, size_t b);

#endif
