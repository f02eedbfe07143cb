/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Every diagnostic code with its severity. Codes are stable: a retired one is never used again.
 * The wording stands in catalog/text/, keyed "MDS<number>" and "MDS<number>.hint".
 *
 * 1000 files and containers, 1200 forms, 1300 contexts, 1400 facts and assessment,
 * 1500 catalog, 1600 output, 1700 command line.
 */
#ifndef MDSRISK_DIAG_CODES_H
#define MDSRISK_DIAG_CODES_H

/* clang-format off */
#define MDS_DIAG_CODES(X)                                                                         \
    /* files and containers */                                                                    \
    X(FILE_UNREADABLE,          1001, ERROR)   /* {1} system's reason */                          \
    X(FILE_IS_DIRECTORY,        1002, ERROR)                                                      \
    X(FILE_EMPTY,               1003, ERROR)                                                      \
    X(FILE_TOO_LARGE,           1004, ERROR)   /* {1} limit in bytes */                           \
    X(FILE_UNKNOWN_FORMAT,      1005, ERROR)                                                      \
    X(OUT_OF_MEMORY,            1006, ERROR)                                                      \
    X(INPUT_OVER_BUDGET,        1007, ERROR)   /* the arena's limit */                            \
    X(JSON_INVALID,             1010, ERROR)   /* {1} reason key */                               \
    X(JSON_MEMBER_MISSING,      1011, ERROR)   /* {1} path */                                     \
    X(JSON_MEMBER_TYPE,         1012, ERROR)   /* {1} path {2} expected */                        \
    X(JSON_VERSION,             1013, ERROR)   /* {1} found {2} supported */                      \
    X(JSON_MEMBER_UNKNOWN,      1014, WARNING) /* {1} path */                                     \
    X(JSON_VALUE,               1015, ERROR)   /* {1} path {2} value {3} allowed */               \
    X(XML_INVALID,              1020, ERROR)   /* {1} part {2} reason */                          \
    X(TEXT_ENCODING,            1021, ERROR)   /* not UTF-8, UTF-16 or CP932 */                   \
    X(CATALOG_UNREADABLE,       1501, ERROR)   /* {1} file */                                     \
    X(CATALOG_RECORD,           1502, ERROR)   /* {1} file {2} record id {3} member {4} reason */ \
    X(CATALOG_DUPLICATE,        1503, ERROR)   /* {1} file {2} id */                              \
    X(CATALOG_REFERENCE,        1504, ERROR)   /* {1} file {2} record {3} unresolved id */        \
    X(CATALOG_ORDER,            1505, ERROR)   /* {1} file {2} id */                              \
    X(CATALOG_COUNT,            1506, ERROR)   /* {1} edition {2} found {3} expected */           \
    X(CATALOG_UNMAPPED,         1507, ERROR)   /* {1} edition {2} question */                     \
    X(CATALOG_UNCREDITED,       1508, ERROR)   /* {1} fact */                                     \
    X(CATALOG_ORPHAN,           1509, ERROR)   /* {1} kind {2} id */                              \
    X(CATALOG_RANGE,            1510, ERROR)   /* {1} file {2} record {3} member */               \
    X(CATALOG_TEXT_MISSING,     1511, ERROR)   /* {1} key */                                      \
    X(CATALOG_CALIBRATION,      1512, ERROR)   /* {1} id {2} value {3} low {4} high */            \
    X(OUTPUT_UNWRITABLE,        1601, ERROR)   /* {1} system's reason */                          \
    X(OUTPUT_FORMAT,            1602, ERROR)   /* {1} extension */
/* clang-format on */

typedef enum mds_diag_code {
#define MDS_X(name, number, severity) MDS_D_##name = number,
    MDS_DIAG_CODES(MDS_X)
#undef MDS_X
} mds_diag_code;

#endif
