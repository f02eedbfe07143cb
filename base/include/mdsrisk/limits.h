/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Every bound on untrusted input, in one place. A bound is generous for the largest real form
 * (about 1 MB) and small enough that refusing is quick. Where a function takes a limit, 0 means
 * the default from here.
 */
#ifndef MDSRISK_LIMITS_H
#define MDSRISK_LIMITS_H

#include <stddef.h>

#define MDS_LIMIT_FILE_BYTES ((size_t)64 << 20)       /* any input file */
#define MDS_LIMIT_SBOM_BYTES ((size_t)160 << 20)      /* a list of components, or vulnerabilities */
#define MDS_LIMIT_TEXT_BYTES ((size_t)32 << 20)       /* a table of text, or JSON */
#define MDS_LIMIT_ARENA_BYTES ((size_t)512 << 20)     /* one import and its assessment */
#define MDS_LIMIT_CATALOG_BYTES ((size_t)64 << 20)    /* a loaded catalog */
#define MDS_LIMIT_DIAGS ((size_t)1000)                /* diagnostics kept; the rest are counted */
#define MDS_LIMIT_JSON_DEPTH 64                       /* nesting of objects and arrays */
#define MDS_LIMIT_JSON_VALUES 500000                  /* values of a document */
#define MDS_LIMIT_JSON_MEMBERS 256                    /* of the root of a large document */
#define MDS_LIMIT_XML_DEPTH 64                        /* nesting of elements */
#define MDS_LIMIT_XML_ATTRIBUTES 256                  /* attributes of a tag, xmlns included */
#define MDS_LIMIT_XML_NAMES 4000                      /* different names and namespaces */
#define MDS_LIMIT_XML_NAME_BYTES 1000                 /* of one name, or one namespace */
#define MDS_LIMIT_XML_TAG_BYTES ((size_t)1 << 20)     /* of one tag */
#define MDS_LIMIT_ZIP_ENTRIES 2000                    /* entries of a workbook */
#define MDS_LIMIT_ZIP_ENTRY_BYTES ((size_t)64 << 20)  /* one part, unpacked in memory */
#define MDS_LIMIT_ZIP_PART_BYTES ((size_t)512 << 20)  /* one part, unpacked while it is read */
#define MDS_LIMIT_ZIP_TOTAL_BYTES ((size_t)768 << 20) /* all parts read, unpacked */
#define MDS_LIMIT_ZIP_RATIO 200                       /* unpacked to packed, of a part over 1 MiB */
#define MDS_LIMIT_ARCHIVE_FILES 10000          /* entries of a zip of forms, inner zips too */
#define MDS_LIMIT_SHEETS 64                    /* sheets of a workbook */
#define MDS_LIMIT_ROWS 100000                  /* rows of a sheet that hold text */
#define MDS_LIMIT_COLUMNS 1024                 /* columns of a sheet that hold text */
#define MDS_LIMIT_CELLS 1000000                /* non-empty cells of a workbook */
#define MDS_LIMIT_CELL_BYTES ((size_t)1 << 20) /* one cell's text */
#define MDS_LIMIT_EXPERTS 200                  /* whose answers are combined */
#define MDS_LIMIT_STRINGS 1000000              /* shared strings of a workbook */

#endif
