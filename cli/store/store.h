/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a fleet: one SQLite database. This is the only door to SQLite. What is done to it
 * stands in schema.c. */
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

/** What it is opened for. */
typedef enum store_use {
    STORE_READ,   /* also where nothing may be written: a copy of others, a folder of others */
    STORE_CHANGE, /* it is there */
    STORE_MAKE    /* likewise, and is made where it is not, or holds nothing */
} store_use;

/** Opens the file, checks that it is whole and brings it to the schema of this program. MDS_EIO,
 * MDS_EFORMAT (no fleet, damaged), MDS_EUNSUPPORTED (of a newer program, of an older one where
 * nothing may be written, or there is no SQLite in this build), MDS_ENOMEM, each said. */
MDS_NODISCARD mds_status store_open(store **out, const char *path, store_use use, mds_diags *diags);
/** NULL is allowed. What was begun and not committed is as if it had never been. */
void store_close(store *s);

/** Begins to change it: nobody else can until store_commit(). Waits for another process. When
 *  store_commit() has returned MDS_OK, nothing is lost, not even when the power fails. */
MDS_NODISCARD mds_status store_begin(store *s);
MDS_NODISCARD mds_status store_commit(store *s);

/** Carries statement \p id of schema.h out, which gives no rows. */
MDS_NODISCARD mds_status store_run(store *s, unsigned id, const store_value *values, size_t count);
/** Begins to read the rows of a statement; store_next() then stands on the first of them. Rows of
 *  one statement that are left unread are given up by asking it again, and by store_begin(). */
MDS_NODISCARD mds_status store_ask(store *s, unsigned id, const store_value *values, size_t count);
MDS_NODISCARD mds_status store_next(store *s, unsigned id, bool *more);
/** Values of the row: valid until store_next(). "" for NULL. */
const char *store_text(store *s, unsigned id, unsigned column);
const char *store_bytes(store *s, unsigned id, unsigned column, size_t *n);
int64_t store_whole(store *s, unsigned id, unsigned column);
double store_real(store *s, unsigned id, unsigned column);

/** A whole copy at \p path, which must not be there yet. */
MDS_NODISCARD mds_status store_backup(store *s, const char *path);

store_value store_of_text(const char *text);
store_value store_of_bytes(const char *bytes, size_t n);
store_value store_of_whole(int64_t value);
store_value store_of_real(double value);

#endif
