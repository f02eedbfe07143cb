/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the PDF worker writes: it has read a hostile file, and is not trusted. */
#include "form.h"
#include "fuzz.h"
#include "pdf.h"

#include <stdlib.h>

enum { ARENA = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    mds_arena *arena = mds_arena_new(ARENA, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, 1000) : NULL;
    const mds_disclosure *form = NULL;
    mds_source *source = NULL;
    mds_grid grid;

    if (diags == NULL || mds_source_from_memory(&source, "form.pdf", data, size) != MDS_OK) {
        abort();
    }
    mds_grid__init(&grid, arena, "form.pdf", diags);
    mds_status status = mds_pdf__read_lines(&grid, (mds_sv){(const char *)data, size});
    if (status == MDS_OK) {
        status = mds_form__from_grid(&form, arena, fuzz_catalog(), &grid, source, NULL);
    }
    if (status == MDS_OK) {
        fuzz_check_form(form, diags);
    } else if (mds_diags_count_of(diags, MDS_SEVERITY_ERROR) == 0) {
        abort();
    }
    mds_source_free(source);
    mds_arena_free(arena);
    return 0;
}
