/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A summary: names and values, with a remark where one helps to read them. */
#ifndef MDS_ENGINE_SUMMARY_ROWS_H
#define MDS_ENGINE_SUMMARY_ROWS_H

#include "register_internal.h"

void mds_summary__init(mds_table_builder *b, mds_reg *r);
/* The text under a key, across the table. */
void mds_summary__heading(mds_table_builder *b, const char *key);
/* Nothing is written when \p value is "". */
void mds_summary__line(mds_table_builder *b, const char *item, const char *value,
                       const char *remark, mds_cell_mark mark);
void mds_summary__count(mds_table_builder *b, const char *item, size_t n, const char *remark,
                        mds_cell_mark mark);

#endif
