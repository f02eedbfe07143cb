/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a fleet, and every statement that is carried out on it. Both kinds of store have
 * the same tables and columns. */
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
    SQL_DEVICE_GET, /* one of them, with the class that it is of */
    SQL_DECISION_PUT,
    SQL_DECISION_ALL,
    SQL_CLASS_PUT,
    SQL_CLASS_OPEN, /* without a result under this catalog, policy, model and day: a page */
    SQL_CLASS_COUNT,
    SQL_RESULT_PUT,    /* and on a server, the work is done */
    SQL_MOVED_COUNT,   /* devices that have another result than before, and those that got worse */
    SQL_MOVED_HISTORY, /* another verdict */
    SQL_MOVED_KEEP,
    SQL_RESULT_ALL,
    SQL_RESULT_OF, /* the class that a device is of */
    SQL_HISTORY_PUT,
    SQL_HISTORY_SINCE,
    SQL_HISTORY_LAST,
    SQL_HISTORY_OF,    /* a device */
    SQL_EVIDENCE_DROP, /* of a path, and of what is in that folder */
    SQL_EVIDENCE_DROP_KIND,
    SQL_EVIDENCE_PUT,
    SQL_EVIDENCE_ALL,
    SQL_FINDING_PUT,
    SQL_FINDING_GET,
    SQL_SUBJECT_LEAVE, /* before the fleet is stored */
    SQL_SUBJECT_GET,
    SQL_SUBJECT_PUT,
    SQL_SUBJECT_ALL,
    SQL_META_PUT,
    SQL_META_GET,
    /* On a server alone: classes that programs share between them. */
    SQL_WORK_PUT,
    SQL_WORK_TAKE,
    SQL_WORK_LEFT,
    SQL__COUNT
} schema_statement;

/** For SQLite. For PostgreSQL its own where it has one, else the same with "?1" as "$1" and the
 *  tenant before the columns of a conflict. */
extern const char *const schema_statements[SQL__COUNT];
/** A row where a number stands for nothing: ?1 last verdict, ?2 last use, ?3 and ?4 first and last
 *  day, ?5 most units. */
extern const char schema_unknown[];

/** The same as schema_versions, for PostgreSQL: all in the schema "mdsrisk". */
extern const char *const schema_server_versions[];
extern const int schema_server_version_count;
extern const char *const schema_server_statements[SQL__COUNT];

#endif
