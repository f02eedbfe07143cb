/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What changed between two registers as a hospital keeps them, workbook or csv: risks by their ids,
 * and what was typed beside them (docs/use/diff.md).
 */
#ifndef MDSRISK_DIFF_ENTRIES_H
#define MDSRISK_DIFF_ENTRIES_H

#include <mdsrisk/entries.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What became of a risk; in the order in which a reader wants them. */
typedef enum mds_row_move {
    MDS_ROW_GREW, /**< the printed number is larger */
    MDS_ROW_NEW,
    MDS_ROW_FELL,
    MDS_ROW_GONE, /**< no row, or kept apart as an entry without a risk */
    MDS_ROW_SAME,
    MDS_ROW_OTHER, /**< of another risk model, or without a number: none is compared */
    MDS_ROW__COUNT
} mds_row_move;

/** A risk that is not what it was. */
typedef struct mds_row_change {
    const mds_entry *before, *after; /**< one is NULL where a register has no such row */
    uint32_t scenario;               /**< MDS_NO_ORDINAL: none that the catalog has */
    mds_row_move move;
    unsigned fields; /**< bit 1 << mds_entry_field: that cell says something else */
    size_t own;      /**< cells of the hospital's own columns that say something else */
} mds_row_change;

/** A column of the hospital's own; SIZE_MAX where a register has none of that heading. */
typedef struct mds_own_column {
    const char *title;
    size_t before, after;
} mds_own_column;

typedef struct mds_rows_diff {
    const mds_catalog *catalog;
    const mds_entries *before, *after;
    const mds_row_change *at; /**< by move, then as they stand */
    size_t count;
    const mds_own_column *own;
    size_t own_count;
    size_t moved[MDS_ROW__COUNT]; /**< of all risks, those that stay included */
    size_t retyped;               /**< rows in which a cell of the hospital says something else */
} mds_rows_diff;

/** Compares two registers. Another device, risk model or date, and a risk that occurs twice, are
 *  diagnostics. \p arena owns the result; what is passed in must outlive it. MDS_ENOMEM,
 *  MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_diff_entries(const mds_rows_diff **out, mds_arena *arena,
                                                  const mds_catalog *catalog,
                                                  const mds_entries *before,
                                                  const mds_entries *after, mds_diags *diags);

/** "grew", "new". */
MDS_API const char *mds_row_move_name(mds_row_move move);

/** The cell of a column of mds_own_column; an empty one where there is no row or no column. */
MDS_API const mds_typed *mds_row_own(const mds_entry *entry, size_t column);

/** Whether two cells say the same: a number or a day may be written otherwise. */
MDS_API bool mds_typed_same(const mds_typed *a, const mds_typed *b);

#ifdef __cplusplus
}
#endif
#endif
