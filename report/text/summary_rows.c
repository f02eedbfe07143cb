/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "summary_rows.h"

enum { COL_ITEM, COL_VALUE, COL_REMARK, COLUMN_COUNT };

static const mds_column_spec columns[COLUMN_COUNT] = {
    [COL_ITEM] = {"item", 34, true},
    [COL_VALUE] = {"value", 50, true},
    [COL_REMARK] = {"remark", 80, true},
};

void mds_summary__init(mds_table_builder *b, mds_reg *r)
{
    mds_table__init(b, r, "summary", columns, COLUMN_COUNT);
}

void mds_summary__heading(mds_table_builder *b, const char *key)
{
    if (mds_table__row(b)) {
        mds_table__marked(b, COL_ITEM, mds_reg__text(b->r, key), MDS_MARK_HEADING);
    }
}

void mds_summary__line(mds_table_builder *b, const char *item, const char *value,
                       const char *remark, mds_cell_mark mark)
{
    if (value[0] != '\0' && mds_table__row(b)) {
        mds_table__text(b, COL_ITEM, item);
        mds_table__marked(b, COL_VALUE, value, mark);
        mds_table__text(b, COL_REMARK, remark);
    }
}

void mds_summary__count(mds_table_builder *b, const char *item, size_t n, const char *remark,
                        mds_cell_mark mark)
{
    if (mds_table__row(b)) {
        mds_table__marked(b, COL_ITEM, item, mark);
        mds_table__number(b, COL_VALUE, (double)n, MDS_NUMBER_INTEGER);
        mds_table__text(b, COL_REMARK, remark);
    }
}
