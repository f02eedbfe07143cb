/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MDS_BASE_SHA256_H
#define MDS_BASE_SHA256_H

#include <stddef.h>

/** SHA-256 of \p n bytes as 64 lower-case hexadecimal digits and NUL. */
void mds_sha256_hex(char out[65], const void *bytes, size_t n);

#endif
