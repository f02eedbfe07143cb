/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register as a workbook, a sheet a table; the signal is above the risks. */
#include "table_sheet.h"

static const mds_sheet_layout layouts[MDS_TABLE_KIND__COUNT] = {
    [MDS_TABLE_RISKS] = {.paper = MDS_BOOK_PAPER_A4, .pages_wide = 1, .frozen = 2, .most_lines = 6},
    [MDS_TABLE_SUMMARY] =
        {.paper = MDS_BOOK_PAPER_A4, .pages_wide = 1, .frozen = 1, .most_lines = 8, .names = true},
    [MDS_TABLE_UNKNOWNS] = {.paper = MDS_BOOK_PAPER_A3,
                            .pages_wide = 1,
                            .frozen = 1,
                            .most_lines = 8},
    [MDS_TABLE_SUMS] = {.paper = MDS_BOOK_PAPER_A4, .pages_wide = 1, .frozen = 2, .most_lines = 8},
    [MDS_TABLE_EVIDENCE] = {.paper = MDS_BOOK_PAPER_A3,
                            .pages_wide = 1,
                            .frozen = 1,
                            .most_lines = 8},
    [MDS_TABLE_NOT_APPLICABLE] = {.paper = MDS_BOOK_PAPER_A4,
                                  .pages_wide = 1,
                                  .frozen = 1,
                                  .most_lines = 8},
    [MDS_TABLE_LEFT] = {.paper = MDS_BOOK_PAPER_A3, .pages_wide = 1, .frozen = 3, .most_lines = 8},
    [MDS_TABLE_DIAGNOSTICS] = {.paper = MDS_BOOK_PAPER_A4,
                               .pages_wide = 1,
                               .frozen = 1,
                               .most_lines = 8},
};

static void fill(mds_book *book, const void *payload)
{
    const mds_register *reg = payload;
    mds_sheets sheets;

    mds_sheets__begin(&sheets, book, reg->assessment->catalog, reg->title);
    for (size_t kind = 0; kind < MDS_TABLE_KIND__COUNT; kind++) {
        mds_sheet_layout layout = layouts[kind];
        const bool is_left_empty = kind == MDS_TABLE_LEFT && reg->tables[kind].row_count == 0;
        if (kind == MDS_TABLE_LEAD || is_left_empty) {
            continue;
        }
        layout.lead = kind == MDS_TABLE_RISKS ? &reg->tables[MDS_TABLE_LEAD] : NULL;
        mds_sheets__write(&sheets, &reg->tables[kind], &layout);
    }
    mds_sheets__finish(&sheets);
}

mds_status mds_export__xlsx(const mds_register *reg, const char *path, mds_diags *diags)
{
    return mds_book__write(path, reg->lang, reg->assessment->as_of, fill, reg, diags);
}
