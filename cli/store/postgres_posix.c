/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_kind.h"

#include "base/strbuf.h"
#include "postgres_calls.h"
#include "postgres_values.h"
#include "schema.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OLDEST_SERVER = 150000, SAID_BYTES = 512, SQL_BYTES = 1 << 13 };

/* Changes of one tenant wait for each other, as those of a file do; a change of the schema for all.
 */
#define LOCK_TENANT                                                                                \
    "SELECT pg_advisory_xact_lock (1296323398, hashtext (current_setting ('mdsrisk.tenant')))"
#define LOCK_SCHEMA "SELECT pg_advisory_xact_lock (1296323398, 0)"

typedef struct postgres_store {
    store base;
    postgres_calls calls;
    PGconn *connection;
    PGresult *row; /* that store_next() is on */
    bool ready[SQL__COUNT];
    bool lost;
} postgres_store;

/* What the server said, on one line. */
static void one_line(char out[SAID_BYTES], const char *said)
{
    size_t n = 0;

    for (const char *p = said != NULL ? said : ""; *p != '\0' && n + 1 < SAID_BYTES; p++) {
        const bool blank = *p == '\n' || *p == '\t' || *p == ' ';
        if (!blank || (n > 0 && out[n - 1] != ' ')) {
            out[n++] = blank ? ' ' : *p;
        }
    }
    n -= n > 0 && out[n - 1] == ' ';
    out[n] = '\0';
}

static mds_status say(postgres_store *s, mds_diag_code code, const char *said)
{
    char line[SAID_BYTES];

    one_line(line, said);
    mds_diag_add(s->base.diags, code, s->base.address->shown, NULL, line, NULL);
    return MDS_EIO;
}

/* Says why a statement failed; the result is given back. */
static mds_status failed(postgres_store *s, PGresult *result)
{
    const char *state = s->calls.result_error_field(result, PG_DIAG_SQLSTATE);
    const char *message = s->calls.result_error_field(result, PG_DIAG_MESSAGE_PRIMARY);
    mds_status status = MDS_EIO;

    /* 57P is a server that is being stopped: the connection ends with what it said. */
    if (s->calls.status(s->connection) == CONNECTION_BAD ||
        (state != NULL && (strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0))) {
        s->lost = true;
        status = say(s, MDS_D_FLEET_CONNECTION_LOST,
                     message != NULL ? message : s->calls.error_message(s->connection));
    } else if (state != NULL && strcmp(state, "55P03") == 0) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_BUSY, s->base.address->shown, NULL, NULL);
    } else {
        status = say(s, MDS_D_FLEET_SERVER,
                     message != NULL ? message : s->calls.error_message(s->connection));
    }
    s->calls.clear(result);
    return status;
}

/* Rows that are left unread, and the one that is read. */
static void give_up(postgres_store *s)
{
    PGresult *left = NULL;

    s->calls.clear(s->row);
    s->row = NULL;
    while (s->base.asked < SQL__COUNT && (left = s->calls.get_result(s->connection)) != NULL) {
        s->calls.clear(left);
    }
    s->base.asked = SQL__COUNT;
}

static mds_status take(postgres_store *s, PGresult *result, char text[SAID_BYTES])
{
    const ExecStatusType said = s->calls.result_status(result);

    if (said != PGRES_TUPLES_OK && said != PGRES_COMMAND_OK) {
        return failed(s, result);
    }
    if (text != NULL) {
        const bool any = said == PGRES_TUPLES_OK && s->calls.ntuples(result) > 0;
        one_line(text, any ? s->calls.getvalue(result, 0, 0) : "");
    }
    s->calls.clear(result);
    return MDS_OK;
}

/* Carries out what has no values; the first value of the last row as text where it is wanted. */
static mds_status execute(postgres_store *s, const char *sql, char text[SAID_BYTES])
{
    give_up(s);
    return take(s, s->calls.exec(s->connection, sql), text);
}

static mds_status execute_with(postgres_store *s, const char *sql, const char *value)
{
    give_up(s);
    return take(s, s->calls.exec_params(s->connection, sql, 1, NULL, &value, NULL, NULL, 0), NULL);
}

static mds_status begin(store *at)
{
    postgres_store *s = (postgres_store *)at;
    const mds_status status = execute(s, "BEGIN", NULL);

    return status == MDS_OK ? execute(s, LOCK_TENANT, NULL) : status;
}

static mds_status commit(store *at)
{
    return execute((postgres_store *)at, "COMMIT", NULL);
}

static mds_status unsupported(postgres_store *s, mds_diag_code code, const char *said)
{
    (void)say(s, code, said);
    return MDS_EUNSUPPORTED;
}

/* 0 where the schema is not there. */
static mds_status read_version(postgres_store *s, int *version)
{
    char text[SAID_BYTES];
    mds_status status = execute(s, "SELECT to_regclass ('mdsrisk.version')", text);

    *version = 0;
    if (status == MDS_OK && text[0] != '\0') {
        status = execute(s, "SELECT max (version) FROM mdsrisk.version", text);
        *version = status == MDS_OK ? (int)strtol(text, NULL, 10) : 0;
    }
    return status;
}

/* In one step that happens as a whole or not at all; another program may have done it meanwhile. */
static mds_status migrate(postgres_store *s)
{
    char sql[SAID_BYTES];
    int version = 0;
    mds_status status = execute(s, "BEGIN", NULL);

    if (status == MDS_OK) {
        status = execute(s, LOCK_SCHEMA, NULL);
    }
    if (status == MDS_OK) {
        status = read_version(s, &version);
    }
    if (status == MDS_OK && version == 0) {
        status = execute(s, "CREATE SCHEMA IF NOT EXISTS mdsrisk", NULL);
    }
    for (int v = version; v < schema_server_version_count && status == MDS_OK; v++) {
        status = execute(s, schema_server_versions[v], NULL);
        (void)snprintf(sql, sizeof sql, "INSERT INTO version VALUES (%d)", v + 1);
        if (status == MDS_OK) {
            status = execute(s, sql, NULL);
        }
    }
    return status == MDS_OK ? commit(&s->base) : status;
}

static mds_status check_version(postgres_store *s)
{
    int version = 0;
    char number[24];
    char ours[24];
    const mds_status status = read_version(s, &version);

    if (status != MDS_OK) {
        return status;
    }
    if (version > schema_server_version_count) {
        (void)snprintf(number, sizeof number, "%d", version);
        (void)snprintf(ours, sizeof ours, "%d", schema_server_version_count);
        mds_diag_add(s->base.diags, MDS_D_FLEET_NEWER, s->base.address->shown, NULL, number, ours,
                     NULL);
        return MDS_EUNSUPPORTED;
    }
    if (version == 0 && s->base.use != STORE_MAKE) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_NOT_THERE, s->base.address->shown, NULL, NULL);
        return MDS_EFORMAT;
    }
    if (version < schema_server_version_count && s->base.use == STORE_READ) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_OLDER, s->base.address->shown, NULL, NULL);
        return MDS_EUNSUPPORTED;
    }
    return version < schema_server_version_count ? migrate(s) : MDS_OK;
}

/* A server that has all of it, and a role that the separation of tenants holds for. */
static mds_status check_server(postgres_store *s)
{
    const char *encoding = s->calls.parameter_status(s->connection, "server_encoding");
    char text[SAID_BYTES];

    if (s->calls.server_version(s->connection) < OLDEST_SERVER) {
        return unsupported(s, MDS_D_FLEET_SERVER_OLD,
                           s->calls.parameter_status(s->connection, "server_version"));
    }
    if (encoding == NULL || strcmp(encoding, "UTF8") != 0) {
        return unsupported(s, MDS_D_FLEET_ENCODING, encoding);
    }
    const mds_status status = execute(
        s,
        "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)",
        text);
    return status == MDS_OK && text[0] != '\0' ? unsupported(s, MDS_D_FLEET_ROLE, text) : status;
}

/* What is read is one state of the fleet, whatever others write meanwhile. */
static mds_status begin_to_read(postgres_store *s)
{
    return s->base.use == STORE_READ
               ? execute(s, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL)
               : MDS_OK;
}

static mds_status check_tenant(postgres_store *s)
{
    char text[SAID_BYTES];
    const mds_status status = execute(s, "SELECT mdsrisk.tenant ()", text);

    return status == MDS_OK && text[0] == '\0'
               ? unsupported(s, MDS_D_FLEET_TENANT, s->base.address->tenant)
               : status;
}

static mds_status prepare_connection(postgres_store *s)
{
    mds_status status = check_server(s);

    if (status == MDS_OK) {
        status = execute(s,
                         "SET lock_timeout = '60s'; SET search_path = mdsrisk, pg_temp;"
                         "SET client_min_messages = error",
                         NULL);
    }
    if (status == MDS_OK) {
        status = execute_with(s, "SELECT set_config ('mdsrisk.tenant', $1, false)",
                              s->base.address->tenant);
    }
    if (status == MDS_OK) {
        status = check_version(s);
    }
    if (status == MDS_OK) {
        status = check_tenant(s);
    }
    return status == MDS_OK ? begin_to_read(s) : status;
}

/* Of one of the servers that a string names. Its errors are not repeated: they quote the string. */
static mds_status check_address(postgres_store *s)
{
    char *said = NULL;
    PQconninfoOption *parts = s->calls.conninfo_parse(s->base.address->name, &said);

    s->calls.freemem(said);
    if (parts == NULL) {
        mds_diag_add(s->base.diags, MDS_D_FLEET_ADDRESS, s->base.address->shown, NULL, NULL);
        return MDS_EFORMAT;
    }
    s->calls.conninfo_free(parts);
    return MDS_OK;
}

static void keep_silent(void *payload, const char *notice)
{
    (void)payload;
    (void)notice;
}

static mds_status connect_to(postgres_store *s)
{
    /* The address may set what is before it. */
    static const char *const names[] = {"connect_timeout", "fallback_application_name", "dbname",
                                        "client_encoding", NULL};
    const char *const values[] = {"10", "mdsrisk", s->base.address->name, "UTF8", NULL};

    s->connection = s->calls.connectdb_params(names, values, 1);
    if (s->calls.status(s->connection) != CONNECTION_OK) {
        return say(s, MDS_D_FLEET_CONNECT, s->calls.error_message(s->connection));
    }
    (void)s->calls.set_notice_processor(s->connection, keep_silent, NULL);
    return prepare_connection(s);
}

static void close_server(store *at)
{
    postgres_store *s = (postgres_store *)at;

    s->calls.clear(s->row);
    s->calls.finish(s->connection);
    postgres_unload(&s->calls);
    free(s);
}

static mds_status open_server(store **out, const store_address *address, store_use use,
                              mds_diags *diags)
{
    postgres_store *s = calloc(1, sizeof *s);

    if (s == NULL) {
        mds_diag_add(diags, MDS_D_OUT_OF_MEMORY, address->shown, NULL, NULL);
        return MDS_ENOMEM;
    }
    s->base = (store){&store_of_server, address, diags, use, SQL__COUNT};
    if (!postgres_load(&s->calls)) {
        mds_diag_add(diags, MDS_D_FLEET_NO_LIBPQ, address->shown, NULL, NULL);
        free(s);
        return MDS_EUNSUPPORTED;
    }
    mds_status status = check_address(s);
    if (status == MDS_OK) {
        status = connect_to(s);
    }
    if (status != MDS_OK) {
        close_server(&s->base);
        return status;
    }
    *out = &s->base;
    return MDS_OK;
}

static void name_of(char name[16], unsigned id)
{
    (void)snprintf(name, 16, "s%u", id);
}

static mds_status prepare(postgres_store *s, unsigned id)
{
    char name[16];
    mds_strbuf sql;
    mds_status status = MDS_OK;

    if (s->ready[id]) {
        return MDS_OK;
    }
    mds_strbuf_init(&sql, SQL_BYTES);
    postgres_statement(&sql, schema_server_statements[id] != NULL ? schema_server_statements[id]
                                                                  : schema_statements[id]);
    name_of(name, id);
    status = sql.status;
    if (status == MDS_OK) {
        status = take(s, s->calls.prepare(s->connection, name, sql.p, 0, NULL), NULL);
    }
    mds_strbuf_finish(&sql);
    s->ready[id] = status == MDS_OK;
    return status;
}

static mds_status ask(store *at, unsigned id, const store_value *values, size_t count)
{
    postgres_store *s = (postgres_store *)at;
    postgres_values bound;
    char name[16];

    give_up(s);
    const mds_status status = prepare(s, id);
    if (status != MDS_OK) {
        return status;
    }
    postgres_bind(&bound, values, count);
    name_of(name, id);
    if (s->calls.send_query_prepared(s->connection, name, (int)count, bound.at, bound.lengths,
                                     bound.formats, 1) == 0) {
        s->lost = s->calls.status(s->connection) == CONNECTION_BAD;
        return say(s, s->lost ? MDS_D_FLEET_CONNECTION_LOST : MDS_D_FLEET_SERVER,
                   s->calls.error_message(s->connection));
    }
    (void)s->calls.set_single_row_mode(s->connection);
    at->asked = id;
    return MDS_OK;
}

static mds_status next(store *at, unsigned id, bool *more)
{
    postgres_store *s = (postgres_store *)at;
    (void)id;

    s->calls.clear(s->row);
    s->row = s->calls.get_result(s->connection);
    const ExecStatusType said = s->calls.result_status(s->row);
    *more = said == PGRES_SINGLE_TUPLE;
    if (*more) {
        return MDS_OK;
    }
    if (said != PGRES_TUPLES_OK && said != PGRES_COMMAND_OK) {
        PGresult *result = s->row;
        s->row = NULL;
        const mds_status status = failed(s, result);
        give_up(s);
        return status;
    }
    give_up(s);
    return MDS_OK;
}

static const char *bytes(store *at, unsigned id, unsigned column, size_t *n)
{
    const postgres_store *s = (postgres_store *)at;
    (void)id;

    *n = (size_t)s->calls.getlength(s->row, 0, (int)column);
    return s->calls.getvalue(s->row, 0, (int)column);
}

/* libpq ends every value with NUL. */
static const char *text(store *at, unsigned id, unsigned column)
{
    size_t n;

    return bytes(at, id, column, &n);
}

static int64_t whole(store *at, unsigned id, unsigned column)
{
    size_t n;
    const char *value = bytes(at, id, column, &n);

    return postgres_whole(value, n);
}

static double real(store *at, unsigned id, unsigned column)
{
    size_t n;
    const char *value = bytes(at, id, column, &n);

    return postgres_real(value, n);
}

static mds_status backup(store *at, const char *path)
{
    (void)path;
    mds_diag_add(at->diags, MDS_D_FLEET_BACKUP, at->address->shown, NULL, NULL);
    return MDS_EUNSUPPORTED;
}

static bool is_lost(const store *at)
{
    return ((const postgres_store *)at)->lost;
}

static void wait_for(store *at, int milliseconds)
{
    postgres_store *s = (postgres_store *)at;
    struct pollfd ready = {.fd = s->calls.socket(s->connection), .events = POLLIN};
    PGnotify *note = NULL;

    if (poll(&ready, 1, milliseconds) > 0) {
        (void)s->calls.consume_input(s->connection);
    }
    while ((note = s->calls.notifies(s->connection)) != NULL) {
        s->calls.freemem(note);
    }
}

static mds_status listen_for(store *at)
{
    return execute((postgres_store *)at, "LISTEN mdsrisk", NULL);
}

static mds_status wake(store *at)
{
    return execute((postgres_store *)at, "NOTIFY mdsrisk", NULL);
}

const store_kind store_of_server = {
    .open = open_server,
    .close = close_server,
    .begin = begin,
    .commit = commit,
    .ask = ask,
    .next = next,
    .text = text,
    .bytes = bytes,
    .whole = whole,
    .real = real,
    .backup = backup,
    .is_lost = is_lost,
    .listen = listen_for,
    .wait = wait_for,
    .wake = wake,
};
