/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_file.h"

#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* NUL bytes without the mark of UTF-16 are no text in any encoding. */
static bool is_binary(const mds_source *source)
{
    const unsigned char *bytes = mds_source_bytes(source);
    const size_t n = mds_source_size(source);
    const bool utf16 = n >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) ||
                                  (bytes[0] == 0xFE && bytes[1] == 0xFF));

    return !utf16 && n > 0 && memchr(bytes, 0, n) != NULL;
}

mds_status mds_text_file__decode(mds_sv *out, const mds_grid *grid, const mds_source *source)
{
    mds_decoded decoded = {0};
    char limit[24];

    if (mds_source_size(source) > MDS_LIMIT_TEXT_BYTES) {
        (void)snprintf(limit, sizeof limit, "%zu", MDS_LIMIT_TEXT_BYTES);
        mds_diag_add(grid->diags, MDS_D_TEXT_TOO_LARGE, grid->file, NULL, limit, NULL);
        return MDS_ELIMIT;
    }
    const mds_status status =
        mds_utf8_decode(&decoded, grid->arena, mds_source_bytes(source), mds_source_size(source));
    if (status == MDS_EFORMAT) {
        mds_diag_add(grid->diags,
                     is_binary(source) ? MDS_D_FILE_UNKNOWN_FORMAT : MDS_D_TEXT_ENCODING,
                     grid->file, NULL, NULL);
        return status;
    }
    if (status != MDS_OK) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    if (decoded.guessed) {
        mds_diag_add(grid->diags,
                     decoded.unsure ? MDS_D_TEXT_ENCODING_UNSURE : MDS_D_TEXT_ENCODING_GUESSED,
                     grid->file, NULL, decoded.encoding, NULL);
    }
    *out = decoded.text;
    return MDS_OK;
}
