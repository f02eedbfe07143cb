/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a fleet is kept: an SQLite file, or a PostgreSQL server. This is the only door to either.
 * What is done to it is in schema.c. */
#ifndef MDS_CLI_STORE_H
#define MDS_CLI_STORE_H

#include <mdsrisk/diag.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct store store;

/** A value for a place of a statement, in its order. */
typedef struct store_value {
    enum { STORE_NULL, STORE_TEXT, STORE_BYTES, STORE_WHOLE, STORE_REAL } type;
    const char *text; /* of bytes too */
    size_t n;
    int64_t whole;
    double real;
} store_value;

/** Which fleet. */
typedef struct store_address {
    const char *name;   /* a path; of a server, what libpq takes */
    const char *shown;  /* the same without anything secret */
    const char *tenant; /* of a server: whose devices */
    bool server;
} store_address;

/** What it is opened for. */
typedef enum store_use {
    STORE_READ,   /* also where nothing may be written: a copy of others, a folder of others */
    STORE_CHANGE, /* it is there */
    STORE_MAKE    /* likewise, and is made where it is not, or holds nothing */
} store_use;

/** Opens it, checks that it is whole and brings it to the schema of this program. MDS_EIO,
 * MDS_EFORMAT (no fleet, damaged), MDS_EUNSUPPORTED (of a newer program, of an older one where
 * nothing may be written, or its library is not there), MDS_ENOMEM, each said. The address must
 * outlive it. */
MDS_NODISCARD mds_status store_open(store **out, const store_address *address, store_use use,
                                    mds_diags *diags);
/** NULL is allowed. What was begun and not committed is as if it had never been. */
void store_close(store *s);

/** Begins to change it: nobody else can until store_commit(). Waits for another process. When
 *  store_commit() has returned MDS_OK, nothing is lost, not even when the power fails. */
MDS_NODISCARD mds_status store_begin(store *s);
MDS_NODISCARD mds_status store_commit(store *s);

/** Carries statement \p id of schema.h out, which gives no rows. */
MDS_NODISCARD mds_status store_run(store *s, unsigned id, const store_value *values, size_t count);
/** Begins to read the rows of a statement; store_next() is then on the first of them. One
 *  statement is read at a time: rows that are left unread are given up by the next statement. */
MDS_NODISCARD mds_status store_ask(store *s, unsigned id, const store_value *values, size_t count);
MDS_NODISCARD mds_status store_next(store *s, unsigned id, bool *more);
/** Values of the row: valid until store_next(). "" for NULL. */
const char *store_text(store *s, unsigned id, unsigned column);
const char *store_bytes(store *s, unsigned id, unsigned column, size_t *n);
int64_t store_whole(store *s, unsigned id, unsigned column);
double store_real(store *s, unsigned id, unsigned column);

/** Whether a server keeps it, where several programs share the work. */
bool store_is_server(const store *s);
/** Whether the connection to the server broke: what was not committed is as if it had never been,
 *  and it can be opened again. */
bool store_is_lost(const store *s);
/** From now on store_wait() ends when any program on the server calls store_wake(), and after so
 *  long at the latest. On a server alone, as the next two. */
MDS_NODISCARD mds_status store_listen(store *s);
void store_wait(store *s, int milliseconds);
MDS_NODISCARD mds_status store_wake(store *s);

/** A whole copy at \p path, which must not be there yet. */
MDS_NODISCARD mds_status store_backup(store *s, const char *path);

store_value store_of_text(const char *text);
store_value store_of_bytes(const char *bytes, size_t n);
store_value store_of_whole(int64_t value);
store_value store_of_real(double value);

#endif
