/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crosswalks as C initialisers: why a question maps to nothing is kept by question. */
#include "compile.h"

void mds_compile__put_crosswalk(const mds_crosswalk *at, const mds_form *form)
{
    (void)fprintf(out, "{.form=%lu,.row_count=%zu,.rows=(const mds_crosswalk_row[]){\n",
                  (unsigned long)at->form, at->row_count);
    for (size_t i = 0; i < at->row_count; i++) {
        mds_compile__put_record(MDS_RECORD_CROSSWALK_ROW, &at->rows[i]);
        mds_compile__put(",\n");
    }
    mds_compile__put("{0}},.unmapped=(const char *const[]){");
    for (size_t i = 0; i < form->question_count; i++) {
        mds_compile__put_string(at->unmapped != NULL ? at->unmapped[i] : NULL);
        mds_compile__put(",");
    }
    mds_compile__put("NULL}},\n");
}
