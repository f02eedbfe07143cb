/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids of risks. They are how entries of a hospital find their risk again, so they must stay when a
 * maker writes "NW-7" where it wrote "nw 7" before. */
#include "base/sha256.h"
#include "base/utf8.h"
#include <mdsrisk/risk.h>

#include <string.h>

enum { DIGITS = 6 };

/* The letters and digits of a name, and every character beyond ASCII, as match keys have them. */
static size_t letters_of(char *out, const char *key)
{
    size_t n = 0;

    for (const char *p = key; *p != '\0'; p++) {
        const bool letter = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
        if (letter || (unsigned char)*p >= 0x80) {
            out[n++] = *p;
        }
    }
    return n;
}

const char *mds_device_key(mds_arena *arena, const mds_facts *facts,
                           const mds_deployment *deployment)
{
    const mds_disclosure *d = facts->disclosure_count > 0 ? facts->disclosures[0] : NULL;
    const char *maker = mds_utf8_key(arena, d != NULL ? d->device[MDS_DEVICE_MANUFACTURER] : "");
    const char *model = mds_utf8_key(arena, d != NULL ? d->device[MDS_DEVICE_MODEL] : "");
    char hash[65];

    if (deployment->asset[MDS_ASSET_DEVICE_ID][0] != '\0') {
        return deployment->asset[MDS_ASSET_DEVICE_ID];
    }
    if (maker == NULL || model == NULL) {
        return NULL;
    }
    char *bytes = mds_arena_alloc(arena, strlen(maker) + strlen(model) + 1, 1);
    if (bytes == NULL) {
        return NULL;
    }
    size_t n = letters_of(bytes, maker);
    bytes[n++] = '\0'; /* keeps "A" + "BC" apart from "AB" + "C" */
    n += letters_of(bytes + n, model);
    mds_sha256_hex(hash, bytes, n);
    return mds_arena_strndup(arena, hash, sizeof hash - 1);
}

const char *mds_risk_id(mds_arena *arena, const mds_catalog *catalog, const mds_facts *facts,
                        const mds_deployment *deployment, uint32_t scenario)
{
    const bool named = deployment->asset[MDS_ASSET_DEVICE_ID][0] != '\0';
    const char *id = catalog->scenarios[scenario].id;
    const char *device = mds_device_key(arena, facts, deployment);

    if (device == NULL) {
        return NULL;
    }
    const size_t size = strlen(id);
    const size_t rest = named ? strlen(device) : DIGITS;
    char *out = mds_arena_alloc(arena, size + 1 + rest + 1, 1);
    if (out == NULL) {
        return NULL;
    }
    memcpy(out, id, size);
    out[size] = '-';
    memcpy(out + size + 1, device, rest);
    return out;
}
