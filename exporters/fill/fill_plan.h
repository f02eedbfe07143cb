/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells of a template change, and how. */
#ifndef MDS_EXPORTERS_FILL_PLAN_H
#define MDS_EXPORTERS_FILL_PLAN_H

#include "fill_text.h"
#include <mdsrisk/export_filled.h>

/* One change, and for whose sake: a question, a header field behind the questions, or behind those
 * a question's note. */
typedef struct mds_fill_edit {
    uint32_t sheet;
    uint32_t owner;
    mds_cell_edit cell;
} mds_fill_edit;

typedef struct mds_fill_plan {
    const mds_translation_result *result;
    const mds_form_places *places;
    const mds_template_book *book;
    mds_fill_edit *edits; /* by sheet, row and column once the plan is made */
    size_t count, capacity;
    size_t locked;            /* cells that must change and cannot */
    const char *locked_where; /* the first of them */
    mds_strbuf kept, cleared; /* names of texts that stay, of questions whose answer goes */
    size_t kept_count;
    mds_strbuf notes; /* names of questions whose note has no place */
    size_t notes_left;
    uint32_t listed;       /* remarks in the list that explains numbers */
    bool *written, *noted; /* per question */
    mds_filled *filled;
    mds_diags *diags;
} mds_fill_plan;

/* Says what cannot be written, what is taken out and what stays. MDS_EUNSUPPORTED with a
 * diagnostic when answer cells are locked; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD mds_status mds_fill__plan(mds_fill_plan *plan);

/* Adds the formulas that look at a changed cell, directly or through others. */
MDS_NODISCARD mds_status mds_fill__forget_values(mds_fill_plan *plan);

/* Appends an edit. */
MDS_NODISCARD mds_status mds_fill__add(mds_fill_plan *plan, uint32_t sheet, uint32_t owner,
                                       mds_cell_edit cell);
/* Puts the edits into the order of the sheets' cells. */
void mds_fill__sort(mds_fill_plan *plan);

#endif
