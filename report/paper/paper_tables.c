/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that are there already as a report, one a section. */
#include "paper_internal.h"

mds_status mds_paper_of_tables(const mds_paper **out, mds_arena *arena, const mds_paper *head,
                               const mds_table *const *tables, size_t count)
{
    mds_paper *paper = mds_arena_alloc(arena, 1, sizeof *paper);
    mds_section *sections = mds_arena_alloc(arena, count > 0 ? count : 1, sizeof *sections);

    if (paper == NULL || sections == NULL) {
        return mds_arena_status(arena);
    }
    *paper = *head;
    for (size_t i = 0; i < count; i++) {
        sections[paper->section_count++] = (mds_section){.id = tables[i]->id,
                                                         .title = tables[i]->title,
                                                         .look = MDS_SECTION_LIST,
                                                         .table = tables[i]};
    }
    paper->sections = sections;
    *out = paper;
    return MDS_OK;
}
