/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells that a formula looks at, so that one whose last value is no longer true can be told.
 * What cannot be followed counts as looking at anything. */
#ifndef MDS_EXPORTERS_FORMULA_REFS_H
#define MDS_EXPORTERS_FORMULA_REFS_H

#include "sheet_xml.h"

/* An area of a sheet. The ends that are not fixed by "$" move with a shared formula. */
typedef struct mds_ref {
    uint32_t sheet;
    mds_area area;
    bool fixed_first_row, fixed_last_row, fixed_first_column, fixed_last_column;
} mds_ref;

typedef struct mds_refs {
    mds_ref *at;
    size_t count, capacity;
    bool anything;
} mds_refs;

/* The sheets that a formula may name. */
typedef struct mds_ref_scope {
    const char *const *sheets;
    uint32_t sheet_count;
    uint32_t own; /* the sheet that the formula is on */
} mds_ref_scope;

/* \p text as it stands in the XML. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_refs__read(mds_refs *out, mds_arena *arena, mds_sv text,
                                        const mds_ref_scope *scope);
/* The area when the formula is moved by so many rows and columns; false when it leaves the sheet.
 */
bool mds_ref__moved(mds_area *out, const mds_ref *ref, int64_t rows, int64_t columns);

#endif
