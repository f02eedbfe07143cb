/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Workbooks for tests, built from raw parts, so that what no spreadsheet program writes any more
 * or ever can be made too: furigana, missing strings, lying sizes.
 */
#ifndef MDS_TESTS_WORKBOOK_H
#define MDS_TESTS_WORKBOOK_H

#include "base/strbuf.h"

enum { WORKBOOK_PARTS = 40 };

/* A zip file while it is made. */
typedef struct workbook {
    struct {
        char name[128];
        mds_strbuf bytes;
        bool encrypted;
        bool old_name; /* in no encoding that the file names */
    } parts[WORKBOOK_PARTS];
    size_t count;
    size_t sheets;
    mds_strbuf sheet_list, relations;
    const char *properties; /* attributes of workbookPr, "" */
    unsigned char *bytes;   /* after workbook_finish() */
    size_t size;
} workbook;

/* With styles in which cell format 1 is the built-in date and format 2 is "yyyy\-mm\-dd". */
void workbook_init(workbook *book);
void workbook_free(workbook *book);
/* Adds or replaces a part. */
void workbook_part(workbook *book, const char *name, const char *content, size_t n);
void workbook_text(workbook *book, const char *name, const char *content);
/* Adds a sheet; \p content goes inside <worksheet>. \p state is "visible", "hidden", ... */
void workbook_sheet(workbook *book, const char *name, const char *state, const char *content);
/* Adds xl/sharedStrings.xml; \p content goes inside <sst>. */
void workbook_strings(workbook *book, const char *content);
/* Packs the parts into \c bytes; false when the zip library fails. */
bool workbook_finish(workbook *book);
/* A zip file of nothing but the parts that are added, and its packing. */
void archive_init(workbook *book);
bool archive_finish(workbook *book);

/* Appends text with &, < and > escaped. */
void xml_text(mds_strbuf *buf, const char *text);

#endif
