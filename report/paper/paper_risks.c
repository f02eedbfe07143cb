/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register as a list, each risk with everything that is behind it, and the tables behind
 * the report. */
#include "paper_internal.h"

#include <stdio.h>

/* The columns in front of the register: what everybody reads. */
static const mds_table *front_columns(mds_paper_maker *m, const mds_table *all)
{
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    size_t count = 0;

    while (count < all->column_count && all->columns[count].group == MDS_GROUP_FRONT) {
        count++;
    }
    mds_cell *cells = mds_paper__room(m, count * all->row_count, sizeof *cells);
    if (table == NULL || cells == NULL) {
        return NULL;
    }
    *table = *all;
    table->column_count = count;
    table->cells = cells;
    for (size_t row = 0; row < all->row_count; row++) {
        for (size_t c = 0; c < count; c++) {
            cells[row * count + c] = all->cells[row * all->column_count + c];
        }
    }
    return table;
}

void mds_paper__register(mds_paper_maker *m)
{
    const mds_table *all = &m->reg->tables[MDS_TABLE_RISKS];
    mds_section *section = mds_paper__section(m, "register", MDS_SECTION_LIST);

    if (section != NULL) {
        section->table = front_columns(m, all);
    }
}

/* What the register holds of a risk behind its front, as names and values. */
static const mds_table *behind(mds_paper_maker *m, size_t row)
{
    enum { COL_ITEM, COL_VALUE, COLUMNS };
    static const mds_column_spec columns[COLUMNS] = {{"item", 24, true}, {"value", 80, true}};
    const mds_table *all = &m->reg->tables[MDS_TABLE_RISKS];
    const mds_cell *cells = &all->cells[row * all->column_count];
    mds_table *table = mds_paper__room(m, 1, sizeof *table);
    mds_table_builder b;

    if (table == NULL) {
        return NULL;
    }
    mds_table__init(&b, &m->r, "behind", columns, COLUMNS);
    for (size_t c = 0; c < all->column_count; c++) {
        if (all->columns[c].group == MDS_GROUP_FRONT || cells[c].kind == MDS_CELL_EMPTY ||
            !mds_table__row(&b)) {
            continue;
        }
        mds_table__text(&b, COL_ITEM, all->columns[c].title);
        b.row[COL_VALUE] = cells[c];
    }
    mds_table__finish(&b, table);
    return table;
}

static void put_risk(mds_paper_maker *m, size_t row)
{
    mds_reg *r = &m->r;
    const mds_risk *risk = &r->as->now->risks[r->as->ranking[row]];
    const mds_scenario *scenario = &r->catalog->scenarios[risk->scenario];
    const mds_risk_at *at = &risk->at[MDS_STAGE_R2];
    char number[32];
    const mds_table *sum = NULL;
    const mds_status status = mds_explain_table(&sum, r->arena, r->as, scenario->id, r->lang);

    (void)snprintf(number, sizeof number, "risk-%zu", row + 1);
    mds_section *section = mds_paper__section(m, "risk", MDS_SECTION_FOLDED);
    if (status != MDS_OK || section == NULL) {
        r->status = status != MDS_OK ? status : r->status;
        return;
    }
    section->depth = 1;
    section->id = mds_arena_strndup(r->arena, number, sizeof number);
    section->title = mds_reg__format(r, "paper.risk_title", number + sizeof "risk-" - 1,
                                     mds_reg__in(r, &scenario->title), mds_words__rrf(r, at->rrf),
                                     mds_words__one_in(r, at->frequency), NULL);
    mds_paper__line(m, section, mds_words__scenario(r, scenario));
    section->table = behind(m, row);
    section->sum = sum;
}

void mds_paper__risks(mds_paper_maker *m)
{
    if (m->r.as->ranked_count == 0) {
        return;
    }
    (void)mds_paper__section(m, "risks", MDS_SECTION_WIDE);
    for (size_t row = 0; row < m->r.as->ranked_count && m->r.status == MDS_OK; row++) {
        put_risk(m, row);
    }
}

void mds_paper__appendix(mds_paper_maker *m)
{
    static const struct {
        mds_table_kind kind;
        const char *id;
    } behind_it[] = {{MDS_TABLE_UNKNOWNS, "unknowns"},
                     {MDS_TABLE_SUMMARY, "summary"},
                     {MDS_TABLE_NOT_APPLICABLE, "not-applicable"},
                     {MDS_TABLE_LEFT, "left"},
                     {MDS_TABLE_EVIDENCE, "evidence"},
                     {MDS_TABLE_DIAGNOSTICS, "diagnostics"}};

    (void)mds_paper__section(m, "appendix", MDS_SECTION_WIDE);
    for (size_t i = 0; i < sizeof behind_it / sizeof behind_it[0]; i++) {
        const mds_table *table = &m->reg->tables[behind_it[i].kind];
        mds_section *section = table->row_count > 0
                                   ? mds_paper__section(m, behind_it[i].id, MDS_SECTION_FOLDED)
                                   : NULL;
        if (section != NULL) {
            section->depth = 1;
            section->title = table->title;
            section->table = table;
        }
    }
}

mds_status mds_paper_of_risk(const mds_paper **out, mds_arena *arena,
                             const mds_risk_assessment *assessment, const char *risk_id,
                             mds_lang lang)
{
    const mds_table *sum = NULL;
    mds_paper_maker m;
    const mds_status status = mds_explain_table(&sum, arena, assessment, risk_id, lang);

    if (status != MDS_OK) {
        return status;
    }
    mds_paper__begin(&m, arena, assessment, lang);
    mds_section *section = mds_paper__section(&m, "sum", MDS_SECTION_WIDE);
    if (section != NULL) {
        section->table = sum;
    }
    return mds_paper__finish(&m, "explain", mds_paper__title(&m, "explain.title_of"), NULL, out);
}
