/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Entries of a register while they are read, whichever file they come from.
 */
#ifndef MDS_IMPORTERS_ENTRIES_BUILD_H
#define MDS_IMPORTERS_ENTRIES_BUILD_H

#include "base/map.h"
#include <mdsrisk/import_entries.h>

/* Columns that mdsrisk writes and that the reader needs or passes over. The hospital's come first,
 * in the order of mds_entry_field. */
enum {
    MDS_COLUMN_RISK_ID = MDS_ENTRY__COUNT,
    MDS_COLUMN_RISK,
    MDS_COLUMN_RANK,
    MDS_COLUMN_RRF,
    MDS_COLUMN_DEVICE,
    MDS_COLUMN_ASSESSED_ON,
    MDS_COLUMN_MODEL,
    MDS_COLUMN_ACCEPTED_AT,
    MDS_COLUMN_ACCEPTED_AS,
    MDS_COLUMN_LEFT_WHY,
    MDS_COLUMN_LEFT_OTHER,
    MDS_COLUMN_PASSED_OVER
};

/* No heading of ours; as a map has it, which is no value of an enumeration in ISO C. */
#define MDS_COLUMN_NONE UINT32_MAX

typedef struct mds_entries_build {
    mds_arena *arena;
    const mds_catalog *catalog;
    const char *file;
    mds_diags *diags;
    mds_map *headings; /* match key to column */
    mds_map *decisions;
    mds_map *titles;   /* match key of a risk's title to its scenario */
    const char *words; /* of the decisions, for messages */
    mds_entries out;
    mds_entry *rows;
    size_t capacity;
    mds_typed *own; /* of the row begun last */
    const char **own_titles;
    size_t own_capacity;
    mds_status status; /* the first failure */
} mds_entries_build;

/* Of a heading, by id or title in any language; MDS_COLUMN_NONE. */
uint32_t mds_entries__column(mds_entries_build *b, const char *heading);
const char *mds_entries__column_id(uint32_t column);
/* The number of the column of the hospital's own with this heading, its \p nth. */
size_t mds_entries__own(mds_entries_build *b, const char *title, size_t nth);
/* A row without anything in it yet; NULL when memory is short. */
mds_entry *mds_entries__row(mds_entries_build *b, const char *where);
/* Puts a cell of one of our columns. */
void mds_entries__put(mds_entries_build *b, mds_entry *row, uint32_t column, mds_typed typed,
                      const char *where);
/* Puts a cell of a column of the hospital's own into the row begun last. */
void mds_entries__put_own(mds_entries_build *b, size_t own, mds_typed typed);
/* Ends a row: an empty one is dropped. */
void mds_entries__end_row(mds_entries_build *b, mds_entry *row);
void mds_entries__no_memory(mds_entries_build *b);

void mds_entries__read_grid(mds_entries_build *b, const mds_source *source);
void mds_entries__read_json(mds_entries_build *b, const mds_source *source);

#endif
