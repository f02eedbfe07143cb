/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/import.h>

#include "deployment_build.h"

#include <string.h>

/* JSON begins with a brace, behind a byte order mark and blanks. */
bool mds_deployment__is_json(const mds_source *source)
{
    const unsigned char *bytes = mds_source_bytes(source);
    const size_t n = mds_source_size(source);
    size_t i = n >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;

    while (i < n && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n')) {
        i++;
    }
    return i < n && (bytes[i] == '{' || bytes[i] == '[');
}

static bool is_book(const mds_source *source)
{
    const unsigned char *bytes = mds_source_bytes(source);

    return mds_source_size(source) >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

mds_status mds_import_deployment(const mds_deployment **out, mds_arena *arena,
                                 const mds_catalog *catalog, const mds_policy *policy,
                                 const mds_source *source, mds_diags *diags)
{
    mds_deployment_build b = mds_deployment__build_start(arena, catalog, policy, source, diags);

    if (b.failed == MDS_OK) {
        if (mds_deployment__is_json(source)) {
            mds_deployment__read_json(&b, source);
        } else if (is_book(source)) {
            mds_deployment__read_book(&b, source);
        } else {
            mds_deployment__read_csv(&b, source);
        }
    }
    return mds_deployment__build_end(out, &b);
}
