/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/pdf_reader.h>

#include "doc.h"
#include <string.h>

/* The next word of the answer, up to a blank or the line's end. */
static const char *next_word(mds_arena *arena, const char **at)
{
    const size_t n = strcspn(*at, " \n");
    const char *word = mds_arena_strndup(arena, *at, n);

    *at += n + ((*at)[n] != '\0');
    return word;
}

mds_status mds_pdf_reader_about(mds_pdf_reader *out, mds_arena *arena)
{
    mds_source *nothing = NULL;
    mds_sv answer = {0};
    mds_status status = mds_source_from_memory(&nothing, "", "", 0);

    if (status == MDS_OK) {
        status = mds_pdf__run_worker(&answer, arena, nothing);
    }
    mds_source_free(nothing);
    if (status != MDS_OK) {
        return status;
    }
    if (answer.n < 2 || strncmp(answer.p, "A ", 2) != 0) {
        return MDS_ESANDBOX;
    }
    const char *at = answer.p + 2;
    *out = (mds_pdf_reader){.poppler = next_word(arena, &at), .qpdf = next_word(arena, &at)};
    out->confined = next_word(arena, &at);
    return mds_arena_status(arena);
}
