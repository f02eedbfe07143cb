/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sha256.h"

#include <nettle/sha2.h>

void mds_sha256_hex(char out[65], const void *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_init(&context);
    sha256_update(&context, n, bytes);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15U];
    }
    out[64] = '\0';
}
