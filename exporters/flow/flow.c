/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"

const char *mds_flow__say(const mds_paper *paper, const char *key)
{
    return mds_catalog_text(paper->catalog, paper->lang, key);
}

bool mds_flow__is_heading(const mds_table *table, size_t row)
{
    return table->column_count > 0 &&
           table->cells[row * table->column_count].mark == MDS_MARK_HEADING;
}

static void walk_body(const mds_flow *flow, const mds_paper *paper, const mds_section *section)
{
    for (size_t i = 0; i < section->line_count; i++) {
        flow->text(flow->to, MDS_FLOW_BODY, "", section->lines[i]);
    }
    if (section->picture != NULL && section->picture->shows[0] != '\0') {
        flow->text(flow->to, MDS_FLOW_BODY, "", section->picture->shows);
    }
    if (section->table != NULL) {
        flow->table(flow->to, section->table);
    }
    if (section->sum != NULL) {
        flow->text(flow->to, MDS_FLOW_BEHIND, "", mds_flow__say(paper, "paper.sum"));
        flow->table(flow->to, section->sum);
    }
}

/* Whether all that a section holds are parts to open. */
static bool is_folded(const mds_paper *paper, size_t i)
{
    const mds_section *section = &paper->sections[i];
    const bool has_parts = i + 1 < paper->section_count && paper->sections[i + 1].depth > 0;

    return section->look == MDS_SECTION_FOLDED ||
           (section->depth == 0 && has_parts && section->table == NULL &&
            paper->sections[i + 1].look == MDS_SECTION_FOLDED);
}

/* A section begins where the ones before it end with all their parts. */
static size_t widest(const mds_paper *paper, size_t first)
{
    size_t columns = 0;

    for (size_t i = first; i < paper->section_count; i++) {
        const mds_table *table = paper->sections[i].table;
        if (i > first && paper->sections[i].depth == 0) {
            break;
        }
        if (table != NULL && table->column_count > columns) {
            columns = table->column_count;
        }
    }
    return columns;
}

void mds_flow__walk(const mds_flow *flow, const mds_paper *paper)
{
    if (paper->front != NULL) {
        mds_flow__front(flow, paper);
    } else {
        if (flow->begin != NULL) {
            flow->begin(flow->to, widest(paper, 0));
        }
        flow->text(flow->to, MDS_FLOW_TITLE, "", paper->title);
    }
    for (size_t i = 0; i < paper->section_count; i++) {
        const mds_section *section = &paper->sections[i];
        if (flow->brief && is_folded(paper, i)) {
            continue;
        }
        if (section->depth == 0 && flow->begin != NULL) {
            flow->begin(flow->to, widest(paper, i));
        }
        if (section->title[0] != '\0') {
            flow->text(flow->to, section->depth == 0 ? MDS_FLOW_HEADING : MDS_FLOW_PART, "",
                       section->title);
        }
        walk_body(flow, paper, section);
    }
    if (paper->foot != NULL) {
        flow->text(flow->to, MDS_FLOW_SMALL, "", paper->foot);
    }
}
