/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_kind.h"

#include "base/num.h"
#include "base/strbuf.h"
#include "schema.h"
#include "sqlite_calls.h"
#include "store_check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    WAIT_MS = 60000,
    MOST_BYTES = 256 << 20 /* of one value */,
    TEXT_BYTES = 256,
    PATH_BYTES = 1 << 16
};

typedef struct sqlite_store {
    store base;
    sqlite_calls calls;
    sqlite3 *db;
    const char *path;
    bool fixed; /* nothing may be written where it lies */
    sqlite3_stmt *ready[SQL__COUNT];
    bool begun;
} sqlite_store;

/* Says what SQLite said. */
static mds_status failed(sqlite_store *s, int code)
{
    const int kind = code & 0xFF;

    if (kind == SQLITE_NOMEM) {
        mds_diag_add(s->base.diags, MDS_D_OUT_OF_MEMORY, s->path, NULL, NULL);
        return MDS_ENOMEM;
    }
    if (kind == SQLITE_NOTADB) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_NOT_ONE, s->path, NULL, NULL);
        return MDS_EFORMAT;
    }
    if (kind == SQLITE_CORRUPT) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_DAMAGED, s->path, NULL, s->calls.errstr(code),
                     NULL);
        return MDS_EFORMAT;
    }
    if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_BUSY, s->path, NULL, NULL);
        return MDS_EIO;
    }
    mds_diag_add(s->base.diags, MDS_D_FLEET_IO, s->path, NULL, s->calls.errstr(code), NULL);
    return MDS_EIO;
}

static mds_status execute(sqlite_store *s, const char *sql)
{
    const int code = s->calls.exec(s->db, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? MDS_OK : failed(s, code);
}

/* Rows that are being read are a view of the past, on which no change can follow: SQLite would not
 * even wait for others. */
static void give_up(sqlite_store *s)
{
    if (s->base.asked < SQL__COUNT) {
        (void)s->calls.reset(s->ready[s->base.asked]);
    }
    s->base.asked = SQL__COUNT;
}

static mds_status begin(store *at)
{
    sqlite_store *s = (sqlite_store *)at;

    give_up(s);
    const mds_status status = execute(s, "BEGIN IMMEDIATE");
    s->begun = status == MDS_OK;
    return status;
}

static mds_status commit(store *at)
{
    sqlite_store *s = (sqlite_store *)at;

    give_up(s);
    const mds_status status = execute(s, "COMMIT");
    if (status != MDS_OK && s->begun) {
        (void)s->calls.exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    }
    s->begun = false;
    return status;
}

/* The first value of a pragma as text; "" without one. */
static mds_status pragma(sqlite_store *s, const char *sql, char out[TEXT_BYTES])
{
    sqlite3_stmt *statement = NULL;
    int code = s->calls.prepare_v2(s->db, sql, -1, &statement, NULL);

    out[0] = '\0';
    if (code == SQLITE_OK) {
        code = s->calls.step(statement);
    }
    if (code == SQLITE_ROW) {
        const char *text = (const char *)s->calls.column_text(statement, 0);
        (void)snprintf(out, TEXT_BYTES, "%s", text != NULL ? text : "");
        code = SQLITE_OK;
    }
    (void)s->calls.finalize(statement);
    return code == SQLITE_OK || code == SQLITE_DONE ? MDS_OK : failed(s, code);
}

static mds_status pragma_number(sqlite_store *s, const char *sql, int64_t *out)
{
    char text[TEXT_BYTES];
    const mds_status status = pragma(s, sql, text);

    *out = (int64_t)strtoll(text, NULL, 10);
    return status;
}

/* What is common to all that open it: a commit is on the disk when it returns, a file of others
 * runs no code of its own. */
static mds_status configure(sqlite_store *s)
{
    (void)s->calls.extended_result_codes(s->db, 1);
    (void)s->calls.busy_timeout(s->db, WAIT_MS);
    (void)s->calls.limit(s->db, SQLITE_LIMIT_LENGTH, MOST_BYTES);
    (void)s->calls.db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)s->calls.db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return execute(s, "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
                      "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;");
}

/* Whether it is a fleet of a schema that is known here. An empty file is version 0: only what makes
 * a fleet may begin with it. */
static mds_status check_version(sqlite_store *s, int64_t *version)
{
    int64_t application;
    int64_t tables;
    char number[24];

    mds_status status = pragma_number(s, "PRAGMA user_version", version);
    if (status == MDS_OK) {
        status = pragma_number(s, "PRAGMA application_id", &application);
    }
    if (status == MDS_OK) {
        status = pragma_number(s, "SELECT count(*) FROM sqlite_schema", &tables);
    }
    if (status != MDS_OK) {
        return status;
    }
    if (tables > 0 ? application != SCHEMA_APPLICATION
                   : *version != 0 || s->base.use != STORE_MAKE) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_NOT_ONE, s->path, NULL, NULL);
        return MDS_EFORMAT;
    }
    if (*version > schema_version_count) {
        (void)snprintf(number, sizeof number, "%lld", (long long)*version);
        char ours[24];
        (void)snprintf(ours, sizeof ours, "%d", schema_version_count);
        mds_diag_add(s->base.diags, MDS_D_FLEET_NEWER, s->path, NULL, number, ours, NULL);
        return MDS_EUNSUPPORTED;
    }
    return MDS_OK;
}

static mds_status check_whole(sqlite_store *s)
{
    char said[TEXT_BYTES];
    const mds_status status = pragma(s, "PRAGMA quick_check(1)", said);

    if (status == MDS_OK && strcmp(said, "ok") != 0) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_DAMAGED, s->path, NULL, said, NULL);
        return MDS_EFORMAT;
    }
    return status;
}

/* Brings it to this program's schema in one step that happens as a whole or not at all. Another
 * process may have done it meanwhile. */
static mds_status migrate(sqlite_store *s)
{
    char sql[TEXT_BYTES];
    int64_t version;
    mds_status status = begin(&s->base);

    if (status == MDS_OK) {
        status = check_version(s, &version);
    }
    for (int64_t v = status == MDS_OK ? version : 0; v < schema_version_count && status == MDS_OK;
         v++) {
        status = execute(s, schema_versions[v]);
    }
    if (status == MDS_OK) {
        (void)snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                       (int)SCHEMA_APPLICATION, schema_version_count);
        status = execute(s, sql);
    }
    return status == MDS_OK ? commit(&s->base) : status;
}

static mds_status damaged(sqlite_store *s, const char *what)
{
    mds_diag_add(s->base.diags, MDS_D_FLEET_DAMAGED, s->path, NULL, what, NULL);
    return MDS_EFORMAT;
}

/* That it holds nothing but what this program lays out, before any of it is carried out. */
static mds_status check_layout(sqlite_store *s, int64_t version)
{
    bool same = true;
    const int code = store_check_layout(&s->calls, s->db, (int)version, &same);

    if (code != SQLITE_OK) {
        return failed(s, code);
    }
    return same ? MDS_OK : damaged(s, "sqlite_schema");
}

static mds_status check_numbers(sqlite_store *s)
{
    bool known = true;
    const int code = store_check_numbers(&s->calls, s->db, &known);

    if (code != SQLITE_OK) {
        return failed(s, code);
    }
    return known ? MDS_OK : damaged(s, "verdict, day, units");
}

static mds_status too_old(sqlite_store *s)
{
    mds_diag_add(s->base.diags, MDS_D_FLEET_OLDER, s->path, NULL, NULL);
    return MDS_EUNSUPPORTED;
}

static mds_status prepare_file(sqlite_store *s)
{
    int64_t version = 0;
    mds_status status = configure(s);

    if (status == MDS_OK) {
        status = check_version(s, &version);
    }
    if (status == MDS_OK) {
        status = check_layout(s, version);
    }
    if (status == MDS_OK) {
        status = check_whole(s);
    }
    if (status == MDS_OK && !s->fixed) {
        status = execute(s, "PRAGMA journal_mode = WAL");
    }
    if (status == MDS_OK && version < schema_version_count) {
        status = s->fixed ? too_old(s) : migrate(s);
    }
    return status == MDS_OK ? check_numbers(s) : status;
}

/* Whether the file or its folder may not be written: the log beside it could not be made. */
static mds_status find_fixed(sqlite_store *s)
{
    const char *slash = strrchr(s->path, '/');
    mds_strbuf folder;

    mds_strbuf_init(&folder, PATH_BYTES);
    mds_strbuf_printf(&folder, "%.*s.", slash != NULL ? (int)(slash - s->path) + 1 : 0, s->path);
    if (folder.status == MDS_OK) {
        s->fixed = access(s->path, F_OK) == 0 &&
                   (access(s->path, W_OK) != 0 || access(folder.p, W_OK) != 0);
    }
    const mds_status status = folder.status;
    mds_strbuf_finish(&folder);
    return status;
}

/* The name by which SQLite opens a file that nobody changes. Where a log lies beside it somebody
 * does, and it is read as well. */
static mds_status open_fixed(sqlite_store *s, int *code)
{
    mds_strbuf uri;
    mds_strbuf log;

    mds_strbuf_init(&uri, PATH_BYTES);
    mds_strbuf_init(&log, PATH_BYTES);
    mds_strbuf_printf(&log, "%s-wal", s->path);
    mds_strbuf_puts(&uri, "file:");
    for (const char *p = s->path; *p != '\0'; p++) {
        mds_strbuf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*p);
    }
    mds_strbuf_inherit(&uri, &log);
    if (uri.status == MDS_OK) {
        mds_strbuf_puts(&uri, access(log.p, F_OK) != 0 ? "?immutable=1" : "");
        *code = s->calls.open_v2(
            uri.p, &s->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    }
    const mds_status status = uri.status;
    mds_strbuf_finish(&uri);
    mds_strbuf_finish(&log);
    return status;
}

static mds_status open_file(sqlite_store *s)
{
    const int make = s->base.use == STORE_MAKE ? SQLITE_OPEN_CREATE : 0;
    int code = SQLITE_OK;
    mds_status status = s->base.use == STORE_READ ? find_fixed(s) : MDS_OK;

    if (status == MDS_OK && s->fixed) {
        status = open_fixed(s, &code);
    } else if (status == MDS_OK) {
        code = s->calls.open_v2(s->path, &s->db, make | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                                NULL);
    }
    if (status == MDS_OK && code != SQLITE_OK) {
        status = failed(s, code);
    }
    return status == MDS_OK ? prepare_file(s) : status;
}

static void close_file(store *at)
{
    sqlite_store *s = (sqlite_store *)at;

    for (size_t i = 0; i < SQL__COUNT; i++) {
        (void)s->calls.finalize(s->ready[i]);
    }
    (void)s->calls.close(s->db);
    sqlite_unload(&s->calls);
    free(s);
}

static mds_status open_store(store **out, const store_address *address, store_use use,
                             mds_diags *diags)
{
    sqlite_store *s = calloc(1, sizeof *s);

    if (s == NULL) {
        mds_diag_add(diags, MDS_D_OUT_OF_MEMORY, address->name, NULL, NULL);
        return MDS_ENOMEM;
    }
    s->base = (store){&store_of_file, address, diags, use, SQL__COUNT};
    s->path = address->name;
    if (!sqlite_load(&s->calls)) {
        mds_diag_add(diags, MDS_D_FLEET_NO_STORE, s->path, NULL, NULL);
        free(s);
        return MDS_EUNSUPPORTED;
    }
    const mds_status status = open_file(s);
    if (status != MDS_OK) {
        close_file(&s->base);
        return status;
    }
    *out = &s->base;
    return MDS_OK;
}

static int bind(const sqlite_store *s, sqlite3_stmt *statement, int place, const store_value *value)
{
    switch (value->type) {
    case STORE_TEXT:
        return s->calls.bind_text64(statement, place, value->text, value->n, SQLITE_TRANSIENT,
                                    SQLITE_UTF8);
    case STORE_BYTES:
        return s->calls.bind_blob64(statement, place, value->text, value->n, SQLITE_TRANSIENT);
    case STORE_WHOLE:
        return s->calls.bind_int64(statement, place, value->whole);
    case STORE_REAL:
        return s->calls.bind_double(statement, place, value->real);
    case STORE_NULL:
    default:
        return s->calls.bind_null(statement, place);
    }
}

static mds_status ask(store *at, unsigned id, const store_value *values, size_t count)
{
    sqlite_store *s = (sqlite_store *)at;
    int code = SQLITE_OK;

    give_up(s);
    if (s->ready[id] == NULL) {
        code = s->calls.prepare_v3(s->db, schema_statements[id], -1, SQLITE_PREPARE_PERSISTENT,
                                   &s->ready[id], NULL);
    } else {
        (void)s->calls.clear_bindings(s->ready[id]);
    }
    for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
        code = bind(s, s->ready[id], (int)i + 1, &values[i]);
    }
    at->asked = code == SQLITE_OK ? id : SQL__COUNT;
    return code == SQLITE_OK ? MDS_OK : failed(s, code);
}

static mds_status next(store *at, unsigned id, bool *more)
{
    sqlite_store *s = (sqlite_store *)at;
    const int code = s->calls.step(s->ready[id]);

    *more = code == SQLITE_ROW;
    if (code != SQLITE_ROW) {
        give_up(s);
    }
    if (code == SQLITE_ROW && !store_check_texts(&s->calls, s->ready[id])) {
        return damaged(s, "UTF-8");
    }
    return code == SQLITE_ROW || code == SQLITE_DONE ? MDS_OK : failed(s, code);
}

static const char *text(store *at, unsigned id, unsigned column)
{
    const sqlite_store *s = (sqlite_store *)at;
    const char *found = (const char *)s->calls.column_text(s->ready[id], (int)column);

    return found != NULL ? found : "";
}

static const char *bytes(store *at, unsigned id, unsigned column, size_t *n)
{
    const sqlite_store *s = (sqlite_store *)at;
    const char *found = s->calls.column_blob(s->ready[id], (int)column);

    *n = (size_t)s->calls.column_bytes(s->ready[id], (int)column);
    return found != NULL ? found : "";
}

static int64_t whole(store *at, unsigned id, unsigned column)
{
    const sqlite_store *s = (sqlite_store *)at;

    return s->calls.column_int64(s->ready[id], (int)column);
}

static double real(store *at, unsigned id, unsigned column)
{
    const sqlite_store *s = (sqlite_store *)at;

    return s->calls.column_double(s->ready[id], (int)column);
}

static mds_status backup(store *at, const char *path)
{
    sqlite_store *s = (sqlite_store *)at;
    sqlite3_stmt *statement = NULL;
    int code = s->calls.prepare_v2(s->db, "VACUUM INTO ?1", -1, &statement, NULL);

    if (code == SQLITE_OK) {
        code = s->calls.bind_text(statement, 1, path, -1, SQLITE_TRANSIENT);
    }
    if (code == SQLITE_OK) {
        code = s->calls.step(statement);
    }
    (void)s->calls.finalize(statement);
    return code == SQLITE_DONE ? MDS_OK : failed(s, code);
}

const store_kind store_of_file = {
    .open = open_store,
    .close = close_file,
    .begin = begin,
    .commit = commit,
    .ask = ask,
    .next = next,
    .text = text,
    .bytes = bytes,
    .whole = whole,
    .real = real,
    .backup = backup,
};
