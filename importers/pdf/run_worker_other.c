/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of PDF is a program of its own, made for Linux: elsewhere there is none. */
#include "doc.h"

mds_status mds_pdf__run_worker(mds_sv *out, mds_arena *arena, const mds_source *source)
{
    (void)out;
    (void)arena;
    (void)source;
    return MDS_ENOTFOUND;
}
