/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small tables of a comparison: csv as it stands, JSON as the csv that would say the same. */
#ifndef MDS_IMPORTERS_COMPARE_TABLE_H
#define MDS_IMPORTERS_COMPARE_TABLE_H

#include <mdsrisk/import_compare.h>

typedef struct small_cell {
    const char *text; /* trimmed, "" when empty */
    const char *where;
} small_cell;

/* Row 0 is the heading. */
typedef struct small_table {
    const char *file;
    mds_diags *diags;
    small_cell *cells; /* row by row */
    size_t rows, columns;
} small_table;

/* MDS_EFORMAT, and said, when the file is neither; or another status. */
mds_status mds_small__table_read(small_table *out, mds_arena *arena, const mds_source *source,
                                 mds_diags *diags);
const small_cell *mds_small__table_at(const small_table *table, size_t row, size_t column);
/* The column under a heading (ASCII case apart), or the number of columns. */
size_t mds_small__table_column(const small_table *table, const char *heading);

#endif
