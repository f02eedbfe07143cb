/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Every diagnostic code with its severity. Codes are stable: a retired one is never used again.
 * The wording stands in catalog/data/text/, keyed "MDS<number>" and "MDS<number>.hint".
 *
 * 1000 files and containers, 1200 forms, 1300 deployments, 1400 facts and assessment,
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
    X(ZIP_DAMAGED,                1030, ERROR)    /* {1} library's reason */                      \
    X(ZIP_ENCRYPTED,              1031, ERROR)    /* {1} part */                                  \
    X(ZIP_ENTRIES,                1032, ERROR)    /* {1} limit */                                 \
    X(ZIP_BOMB,                   1033, ERROR)    /* {1} part */                                  \
    X(XLSX_PART_MISSING,          1034, ERROR)    /* {1} part */                                  \
    X(FORMAT_OLE,                 1035, ERROR)                                                    \
    X(FORMAT_NOT_XLSX,            1036, ERROR)    /* {1} format's name */                         \
    X(XLSX_MACROS,                1037, NOTE)                                                     \
    X(SHEET_SHEETS,               1038, ERROR)    /* {1} limit */                                 \
    X(SHEET_ROWS,                 1039, ERROR)    /* {1} limit */                                 \
    X(SHEET_COLUMNS,              1040, ERROR)    /* {1} limit */                                 \
    X(SHEET_CELLS,                1041, ERROR)    /* {1} limit */                                 \
    X(SHEET_CELL_BYTES,           1042, ERROR)    /* {1} limit */                                 \
    X(SHEET_STRINGS,              1043, ERROR)    /* {1} limit */                                 \
    X(SHARED_STRING_MISSING,      1044, WARNING)  /* {1} index */                                 \
    X(FORMULA_NO_VALUE,           1045, WARNING)  /* {1} count on the sheet */                    \
    X(CSV_QUOTE_OPEN,             1046, WARNING)                                                  \
    X(TEXT_CONTROLS,              1047, WARNING)  /* {1} count */                                 \
    /* forms */                                                                                   \
    X(FORM_NOT_RECOGNISED,        1201, ERROR)    /* {1} editions known */                        \
    X(FORM_QUESTIONS_MISSING,     1202, WARNING)  /* {1} count {2} total {3} examples */          \
    X(FORM_MOSTLY_MISSING,        1203, WARNING)  /* {1} found {2} total */                       \
    X(FORM_QUESTION_UNKNOWN,      1204, WARNING)  /* {1} id {2} edition */                        \
    X(FORM_ANSWER_UNREADABLE,     1205, WARNING)  /* {1} question {2} text */                     \
    X(FORM_NOTE_UNRESOLVED,       1206, WARNING)  /* {1} question {2} number */                   \
    X(FORM_QUESTION_TWICE,        1207, NOTE)     /* {1} question {2} other place */              \
    X(FORM_QUESTION_CONFLICT,     1208, WARNING)  /* {1} question {2} answer {3} other place {4} its answer */\
    X(FORM_HIDDEN_SHEET,          1209, NOTE)     /* {1} questions */                             \
    X(FORM_HIDDEN_ROWS,           1210, NOTE)     /* {1} questions {2} first */                   \
    X(FORM_NO_ANSWER_COLUMN,      1211, WARNING)  /* {1} questions */                             \
    X(FORM_TWO_ANSWER_COLUMNS,    1212, WARNING)  /* {1} column read {2} other column */          \
    X(FORM_DATE_UNREADABLE,       1213, WARNING)  /* {1} question {2} text */                     \
    X(FORM_NOTE_TWICE,            1214, WARNING)  /* {1} number {2} other place */                \
    X(FORM_UNANSWERED,            1215, NOTE)     /* {1} count {2} examples */                    \
    X(FORM_OTHER_EDITION,         1216, WARNING)  /* {1} edition read {2} count */                     \
    X(FORM_NUMBER_DAY,            1230, NOTE)     /* {1} what stands there {2} question */        \
    X(FORM_EDITION_UNSURE,        1231, WARNING)  /* {1} edition read {2} other edition */        \
    X(FORM_TOPICS_ONLY,           1232, ERROR)    /* {1} editions that the title names */         \
    X(FORM_ANSWER_NOT_OFFERED,    1233, WARNING)  /* {1} question {2} text {3} offered answers */ \
    X(FORM_TWO_MARKS,             1234, WARNING)  /* {1} question {2} what stands there */        \
    X(FORM_MARKS_LOST,            1235, WARNING)  /* {1} count {2} first question */              \
    X(FORM_CLAUSES_FOREIGN,       1236, ERROR)    /* {1} count {2} nearest edition */             \
    X(FORM_CLAUSES_DIFFER,        1237, WARNING)  /* {1} count {2} first question {3} edition {4} other edition or "-" */\
    X(FORM_BESIDE,                1238, WARNING)  /* {1} edition read {2} other edition {3} its questions */\
    X(PLACES_NOT_XLSX,            1239, ERROR)                                                    \
    X(FORM_TITLE_DIFFERS,         1240, WARNING)  /* {1} edition read {2} what the title names */ \
    X(FORM_TITLE_UNKNOWN,         1242, ERROR)    /* {1} what the title names */                  \
    X(FORM_SAMPLE_SHEET,          1243, NOTE)     /* */                                            \
    X(FORM_SHEET_FOREIGN,         1245, WARNING)  /* {1} edition read {2} items on the sheet */   \
    X(FORM_ITEMS_FOREIGN,         1246, ERROR)    /* {1} count {2} nearest edition */             \
    X(FORM_SIDES_DIFFER,          1244, WARNING)  /* {1} question {2} input {3} what is printed */ \
    X(FORM_OTHER_DEVICE,          1241, WARNING)  /* {1} model here {2} model there {3} other place */\
    /* deployments */                                                                     \
    X(DEPLOYMENT_FIELD_UNKNOWN,      1301, WARNING)  /* {1} path {2} nearest */                      \
    X(DEPLOYMENT_VALUE,              1302, ERROR)    /* {1} path {2} value {3} allowed */            \
    X(DEPLOYMENT_DATE,               1303, ERROR)    /* {1} path {2} value */                        \
    X(DEPLOYMENT_NUMBER,             1304, ERROR)    /* {1} path {2} value {3} low {4} high */       \
    X(DEPLOYMENT_DATE_ORDER,         1305, WARNING)  /* {1} path {2} value {3} later path {4} value */\
    X(DEPLOYMENT_TWICE,              1306, ERROR)    /* {1} path {2} other place */                  \
    X(DEPLOYMENT_UNNAMED,            1307, ERROR)    /* {1} path of the missing name */              \
    X(DEPLOYMENT_NOT_ONE,            1308, ERROR)    /* not a deployment */                             \
    X(DEPLOYMENT_FACT,               1309, ERROR)    /* {1} path {2} value {3} nearest */            \
    X(FACT_NA_OPEN,               1401, WARNING) /* {1} question {2} gate's answer */             \
    X(FACT_NA_UNGATED,            1402, WARNING) /* {1} question */                               \
    X(FACT_YES_GATED,             1403, WARNING) /* {1} question {2} gate's answer */             \
    X(FACT_CONTRADICTED,          1404, WARNING) /* {1} fact {2} says yes {3} says no {4} where */\
    X(FACT_VERIFIED_OVERRIDES,    1405, NOTE)    /* {1} fact {2} form's value {3} found */        \
    X(FACT_VERIFIED_TWICE,        1406, WARNING) /* {1} fact */                                   \
    X(FACT_VERIFIED_NO_EVIDENCE,  1407, WARNING) /* {1} fact */                                   \
    X(FACT_DEPLOYMENT_CLASH,      1408, WARNING) /* {1} fact {2} zone {3} data volume */          \
    X(FACT_NA_BEHIND,             1409, WARNING) /* {1} question {2} count {3} first {4} last */  \
    X(RECORD_INCOMPLETE,          1420, WARNING) /* {1} kind {2} members */                       \
    X(RECORD_EXPIRED,             1421, WARNING) /* {1} kind {2} day */                           \
    X(RECORD_NOT_YET_VALID,       1422, WARNING) /* {1} kind {2} day */                           \
    X(EOS_NOT_GIVEN,              1430, NOTE)                                                     \
    X(EOS_DESIGNATION_NO_PAPER,   1431, WARNING)                                                  \
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
    X(OUTPUT_FORMAT,            1602, ERROR)   /* {1} extension */                                \
    X(OUTPUT_INCOMPLETE,        1603, ERROR)                                                      \
    /* command line */                                                                            \
    X(RISK_UNKNOWN,             1701, ERROR)   /* {1} risk id */                                  \
    X(CATALOG_ID_UNKNOWN,       1702, ERROR)   /* {1} id */                                       \
    X(EXPORT_EXISTS,            1703, ERROR) \
    X(TEMPLATE_EXISTS,          1704, ERROR) \
    /* treatment and life cycle */                                                                \
    X(TREAT_COST_MIXED,         1820, WARNING) /* {1} first kind without a cost */                \
    X(TREAT_TOO_MANY,           1821, ERROR) \
    X(RECORDS_NOT_ONE,          1822, ERROR)   /* not a table of records */ \
    X(RECORDS_COLUMN,           1823, WARNING) /* {1} heading */ \
    /* comparing bids */                                                                          \
    X(COMPARE_NAME_SHARED,      1878, ERROR)   /* {1} name */                                     \
    X(COMPARE_VERIFIED_LEFT_OUT, 1879, WARNING) /* {1} count */                                   \
    X(COMPARE_SAME_BID,         1880, ERROR)   /* {1} other file */                               \
    X(COMPARE_NAME_UNKNOWN,     1881, ERROR)   /* {1} name {2} known ones */                      \
    X(COMPARE_VALUE,            1882, ERROR)   /* {1} name {2} value {3} allowed */               \
    X(COMPARE_NAME_TWICE,       1883, ERROR)   /* {1} name {2} first place */                     \
    X(COMPARE_WEIGHT_SUM,       1884, WARNING) /* {1} sum */                                      \
    X(COMPARE_WEIGHTS_ZERO,     1885, ERROR)                                                      \
    X(COMPARE_WEIGHT_MISSING,   1886, WARNING) /* {1} criteria */                                 \
    X(COMPARE_NOT_ONE,          1887, ERROR)   /* {1} what is expected */                         \
    X(COMPARE_RECIPROCAL,       1888, ERROR)   /* {1} row {2} column {3} value {4} mirror */      \
    X(COMPARE_INCONSISTENT,     1889, WARNING) /* {1} CR {2} limit {3} odd judgement */           \
    /* answers to questions that were asked */                                                    \
    X(ANSWERS_TAKEN,            1840, NOTE)    /* {1} count {2} form */                           \
    X(ANSWER_REPLACED,          1841, WARNING) /* {1} old answer {2} new answer {3} form */       \
    /* differences */                                                                             \
    X(DIFF_BASIS,               1890, WARNING) /* {1} key of what {2} before {3} after */         \
    X(DIFF_MIXED,               1891, ERROR)                                                      \
    X(DIFF_EDITIONS,            1892, ERROR)   /* {1} before {2} after */                         \
    /* quality of a form */                                                                       \
    X(LINT_CONTRADICTION,       1860, WARNING) /* {1} reason's key {2} answers {3} rule */        \
    X(LINT_REMARK,              1861, NOTE)    /* {1} reason's key {2} answers {3} rule */        \
    X(LINT_STALE,               1862, WARNING) /* {1} date {2} years */                           \
    X(LINT_UNDATED,             1863, WARNING)                                                    \
    X(LINT_FROM_THE_FUTURE,     1864, WARNING) /* {1} date {2} assessment's */                    \
    X(LINT_OPEN,                1865, WARNING) /* {1} open {2} total */                           \
    X(LINT_SAME_ANSWERS,        1866, NOTE)    /* {1} section {2} count {3} answer's key */ \
    /* translation */                                                                             \
    X(TRANSLATE_CONTRADICTED,   1900, WARNING) /* {1} target question {2} answer {3} other */     \
    X(TRANSLATE_UNRELATED,      1901, ERROR)   /* {1} from {2} to {3} editions that can be reached */ \
    X(TRANSLATE_TOPICS,         1902, ERROR)   /* {1} edition */                                  \
    X(TRANSLATE_GATED,          1903, WARNING) /* {1} target question {2} answer {3} gate {4} answer */ \
    /* filling an official workbook */                                                            \
    X(TEMPLATE_PART,            1910, ERROR)   /* {1} part */                                     \
    X(TEMPLATE_EDITION,         1911, ERROR)   /* {1} edition found {2} edition asked for */      \
    X(TEMPLATE_LOCKED,          1912, ERROR)   /* {1} how many cells */                           \
    X(TEMPLATE_MACROS,          1913, ERROR)                                                      \
    X(TEMPLATE_SIGNED,          1914, WARNING)                                                    \
    X(TEMPLATE_NO_PLACE,        1915, WARNING) /* {1} question {2} answer {3} reason's key */     \
    X(TEMPLATE_CLEARED,         1916, WARNING) /* {1} count {2} questions */                      \
    X(TEMPLATE_TEXT_KEPT,       1917, WARNING) /* {1} count {2} questions */                      \
    X(TEMPLATE_READ_BACK,       1918, WARNING) /* {1} count {2} questions */                      \
    X(TEMPLATE_FIELD_KEPT,      1919, WARNING) /* {1} field's key {2} template's {3} source's */  \
    /* several forms about one device, and the guideline */                                       \
    X(CONSISTENCY_CONTRADICTION, 1950, WARNING) /* {1} reason's key {2} answers {3} rule */       \
    X(CONSISTENCY_REMARK,       1951, NOTE)    /* {1} reason's key {2} answers {3} rule */        \
    X(CONSISTENCY_MISSING,      1952, WARNING) /* {1} reason's key {2} answers {3} rule */        \
    X(CONSISTENCY_TRANSLATED,   1953, WARNING) /* {1} answer {2} other answers {3} what they leave {4} row */ \
    X(CONSISTENCY_DEVICE,       1954, WARNING) /* {1} field's key {2} value {3} other value {4} other file */ \
    X(CONSISTENCY_DATE,         1955, WARNING) /* {1} date {2} other date {3} years {4} other file */ \
    X(GUIDELINE_NONE,           1960, ERROR)                                                      \
    X(GUIDELINE_NO_CLAUSES,     1961, NOTE)    /* {1} edition */                                  \
    /* learning an edition from an empty form */                                                  \
    X(LEARN_NO_ANSWERS,         1930, ERROR)   /* {1} numbered rows */                            \
    X(LEARN_FEW,                1931, ERROR)                                                      \
    X(LEARN_FAMILY,             1932, ERROR)   /* {1} title {2} kinds */                          \
    X(LEARN_EDITION,            1933, ERROR)   /* {1} id or "" {2} title */                       \
    X(LEARN_TWO_FORMS,          1934, ERROR)   /* {1} sheet {2} other sheet */                    \
    X(LEARN_TWICE,              1935, WARNING) /* {1} number {2} id */                            \
    X(LEARN_ORDER,              1936, WARNING) /* {1} number {2} id */                            \
    X(LEARN_FILLED,             1937, WARNING) /* {1} count */                                    \
    X(LEARN_GUIDELINE,          1938, WARNING) /* {1} title */                                    \
    X(LEARN_NOT_OURS,           1939, ERROR)                                                      \
    X(LEARN_KNOWN_MISSING,      1940, WARNING) /* {1} edition {2} count {3} items */              \
    X(LEARN_OTHER_EDITION,      1941, ERROR)   /* {1} edition {2} count {3} total */              \
    X(REVIEW_NOT_ONE,           1942, ERROR)   /* {1} headings that are needed */                 \
    X(REVIEW_VALUE,             1943, ERROR)   /* {1} column {2} value {3} allowed */             \
    X(REVIEW_ROW_UNKNOWN,       1944, ERROR)   /* {1} row {2} edition {3} known edition */        \
    X(REVIEW_TWICE,             1945, ERROR)   /* {1} row {2} first place */                      \
    X(LEARN_MANY,               1946, ERROR)   /* {1} limit */                                    \
    X(SIMULATE_NO_TRIPLE,       1801, ERROR)   /* {1} scenario, {2} estimate */
/* clang-format on */

typedef enum mds_diag_code {
#define MDS_X(name, number, severity) MDS_D_##name = number,
    MDS_DIAG_CODES(MDS_X)
#undef MDS_X
} mds_diag_code;

#endif
