/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the page the worker is a WebAssembly module of its own, which script starts anew for each
 * file: page/script/pdf.js. */
#include "doc.h"

#include <emscripten.h>
#include <stdlib.h>

/* The worker's lines in memory of their own; NULL when it died, and \p n is then 1 when there is
 * none at all. */
EM_JS(char *, words_of, (const unsigned char *bytes, size_t size, size_t *n), {
    const read = Module["readPdf"];
    const lines = read ? read(HEAPU8.slice(bytes, bytes + size)) : null;
    HEAPU32[n >> 2] = lines ? lines.length : read ? 0 : 1;
    const copy = lines ? _malloc(lines.length + 1) : 0;
    if (copy) {
        HEAPU8.set(lines, copy);
    }
    return copy;
})

mds_status mds_pdf__run_worker(mds_sv *out, mds_arena *arena, const mds_source *source)
{
    size_t n = 0;
    char *lines = words_of(mds_source_bytes(source), mds_source_size(source), &n);

    if (lines == NULL) {
        return n == 1 ? MDS_ENOTFOUND : MDS_ESANDBOX;
    }
    *out = (mds_sv){mds_arena_strndup(arena, lines, n), n};
    free(lines);
    return mds_arena_status(arena);
}
