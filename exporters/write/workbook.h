/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every workbook of ours has in common: a face that has the language's characters, text that
 * never starts a formula, a fixed date of making, and parts that are read back before the file
 * takes its place. */
#ifndef MDS_EXPORTERS_WORKBOOK_H
#define MDS_EXPORTERS_WORKBOOK_H

#include "export_internal.h"
#include <xlsxwriter.h>

enum {
    MDS_BOOK_CELL_UNITS = 32767,  /* most that a cell holds */
    MDS_BOOK_SERIAL_1970 = 25569, /* 1970-01-01 as a spreadsheet's date serial */
    MDS_BOOK_PAPER_A3 = 8,
    MDS_BOOK_PAPER_A4 = 9
};

typedef struct mds_book {
    lxw_workbook *file;
    mds_lang lang;
    mds_strbuf scratch, plain;
    lxw_error error; /* the first one */
} mds_book;

/* Keeps the first failure. */
void mds_book__note(mds_book *book, lxw_error error);
/* A lack of memory that the buffer met is the book's failure. */
void mds_book__check(mds_book *book, const mds_strbuf *buf);

/* A cell format in the book's face, 10 points, text at the top; NULL, and noted, when memory is
 * short. */
lxw_format *mds_book__format(mds_book *book);
/* Makes \p format that of headings: white on dark blue. */
void mds_book__heading(lxw_format *format);
/* A sheet by the name that its tab shows; NULL, and noted, when memory is short. */
lxw_worksheet *mds_book__sheet(mds_book *book, const char *name);
/* Text that stays text; what a cell cannot hold is cut visibly. */
void mds_book__text(mds_book *book, lxw_worksheet *sheet, size_t row, size_t column,
                    const char *text, lxw_format *format);

/* Writes the sheets. Failures are noted in the book. */
typedef void (*mds_book_fill_fn)(mds_book *book, const void *payload);

/* A workbook made on \p day, at \p path, whole or not at all. */
MDS_NODISCARD mds_status mds_book__write(const char *path, mds_lang lang, int32_t day,
                                         mds_book_fill_fn fill, const void *payload,
                                         mds_diags *diags);

#endif
