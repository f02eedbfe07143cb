/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a fleet, and every statement that is carried out on it. */
#ifndef MDS_CLI_SCHEMA_H
#define MDS_CLI_SCHEMA_H

/* "MDSF" in the file's head, by which it is known. */
enum { SCHEMA_APPLICATION = 0x4D445346 };

/* Each brings a file from the version before to its own: 1, 2, ... They are never changed. */
extern const char *const schema_versions[];
extern const int schema_version_count;

typedef enum schema_statement {
    SQL_FORM_LEAVE, /* a form of this path was replaced */
    SQL_FORM_PUT,
    SQL_FORM_GET,
    SQL_FORM_ALL,
    SQL_CONTEXT_PUT,
    SQL_CONTEXT_GET,
    SQL_DEVICE_LEAVE, /* before an inventory is stored */
    SQL_DEVICE_PUT,
    SQL_DEVICE_ALL,
    SQL_DEVICE_RESULT,
    SQL_DECISION_PUT,
    SQL_DECISION_ALL,
    SQL_CLASS_PUT,
    SQL_CLASS_OPEN, /* without a result under this catalog, policy, model and day */
    SQL_RESULT_PUT,
    SQL_RESULT_MOVED, /* of which devices it is another one than before */
    SQL_RESULT_ALL,
    SQL_HISTORY_PUT,
    SQL_HISTORY_SINCE,
    SQL_META_PUT,
    SQL_META_GET,
    SQL__COUNT
} schema_statement;

extern const char *const schema_statements[SQL__COUNT];

#endif
