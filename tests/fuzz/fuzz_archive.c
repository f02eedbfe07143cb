/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zips of forms: the input as it is, or as the parts of a zip within a zip. */
#include "fuzz.h"
#include "parts.h"

#include <mdsrisk/archive.h>
#include <mdsrisk/limits.h>
#include <stdlib.h>

static mds_status count(void *payload, const char *name, const mds_source *file)
{
    size_t *bytes = payload;

    if (name[0] == '\0') {
        abort();
    }
    *bytes += file != NULL ? mds_source_size(file) : 0;
    return *bytes < MDS_LIMIT_FILE_BYTES ? MDS_OK : MDS_ELIMIT;
}

static void read_bytes(const unsigned char *bytes, size_t n)
{
    mds_arena *arena = mds_arena_new((size_t)64 << 20, NULL);
    mds_diags *diags = mds_diags_new(arena, 100);
    mds_source *source = NULL;
    size_t total = 0;

    if (mds_source_from_memory(&source, "mail.zip", bytes, n) == MDS_OK &&
        mds_source_is_archive(source)) {
        const mds_status status = mds_archive_read(source, count, &total, diags);
        if (status != MDS_OK && total < MDS_LIMIT_FILE_BYTES &&
            mds_diags_count_of(diags, MDS_SEVERITY_ERROR) == 0) {
            abort(); /* refused without a word */
        }
    }
    mds_source_free(source);
    mds_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    workbook inner;

    read_bytes(data, size);
    if (parts_pack_archive(&inner, data, size)) {
        workbook outer;
        archive_init(&outer);
        workbook_part(&outer, "inner.zip", (const char *)inner.bytes, inner.size);
        if (archive_finish(&outer)) {
            read_bytes(outer.bytes, outer.size);
        }
        workbook_free(&outer);
    }
    workbook_free(&inner);
    return 0;
}
