/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/uuid.h"

#include <nettle/sha1.h>
#include <stdio.h>
#include <string.h>

/* RFC 9562, 6.6: 6ba7b811-9dad-11d1-80b4-00c04fd430c8. */
static const uint8_t namespace_url[16] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                          0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};

void mds_uuid_of_name(char out[MDS_UUID_SIZE], const char *name)
{
    struct sha1_ctx context;
    uint8_t d[SHA1_DIGEST_SIZE];

    sha1_init(&context);
    sha1_update(&context, sizeof namespace_url, namespace_url);
    sha1_update(&context, strlen(name), (const uint8_t *)name);
    sha1_digest(&context, sizeof d, d);
    d[6] = (uint8_t)((d[6] & 0x0F) | 0x50);
    d[8] = (uint8_t)((d[8] & 0x3F) | 0x80);
    (void)snprintf(out, MDS_UUID_SIZE,
                   "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0],
                   d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11], d[12], d[13],
                   d[14], d[15]);
}
