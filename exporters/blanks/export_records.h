/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the form of records, which every format of it shows. */
#ifndef MDS_EXPORTERS_RECORDS_H
#define MDS_EXPORTERS_RECORDS_H

#include "base/date.h"
#include "workbook.h"
#include <mdsrisk/export_plan.h>

enum { MDS_RECORDS_COLUMNS = 11 };
extern const char *const mds_records__columns[MDS_RECORDS_COLUMNS];

typedef struct mds_records_form {
    const mds_catalog *catalog;
    const mds_deployment *deployment;
    int32_t as_of;
    mds_lang lang;
    bool ids; /* ids in place of the language's words */
} mds_records_form;

typedef struct mds_records_row {
    uint32_t kind;
    const char *text[MDS_RECORDS_COLUMNS]; /* dates as text; "" when not given */
    char validated[MDS_DATE_SIZE], expires[MDS_DATE_SIZE];
} mds_records_row;

size_t mds_records__row_count(const mds_records_form *form);
/* Fills \p row, whose texts may point into itself: it must not be copied. */
void mds_records__row(const mds_records_form *form, size_t i, mds_records_row *row);
const char *mds_records__heading(const mds_records_form *form, size_t column);

/* The sheets of the form, into a workbook; \p payload is a mds_records_form. */
void mds_records__fill(mds_book *book, const void *payload);
MDS_NODISCARD mds_status mds_records__xlsx(const mds_records_form *form, const char *path,
                                           mds_diags *diags);

#endif
