/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of SQLite, which is loaded when a fleet is opened: linked, it would make the start of
 * every command a fifth slower (2.0 of 10.4 million instructions). */
#ifndef MDS_CLI_SQLITE_CALLS_H
#define MDS_CLI_SQLITE_CALLS_H

#include <sqlite3.h>
#include <stdbool.h>

typedef struct sqlite_calls {
    void *library;
    __typeof__(&sqlite3_bind_blob64) bind_blob64;
    __typeof__(&sqlite3_bind_double) bind_double;
    __typeof__(&sqlite3_bind_int64) bind_int64;
    __typeof__(&sqlite3_bind_null) bind_null;
    __typeof__(&sqlite3_bind_text) bind_text;
    __typeof__(&sqlite3_bind_text64) bind_text64;
    __typeof__(&sqlite3_busy_timeout) busy_timeout;
    __typeof__(&sqlite3_clear_bindings) clear_bindings;
    __typeof__(&sqlite3_close) close;
    __typeof__(&sqlite3_column_blob) column_blob;
    __typeof__(&sqlite3_column_bytes) column_bytes;
    __typeof__(&sqlite3_column_count) column_count;
    __typeof__(&sqlite3_column_double) column_double;
    __typeof__(&sqlite3_column_int64) column_int64;
    __typeof__(&sqlite3_column_text) column_text;
    __typeof__(&sqlite3_column_type) column_type;
    __typeof__(&sqlite3_db_config) db_config;
    __typeof__(&sqlite3_errstr) errstr;
    __typeof__(&sqlite3_exec) exec;
    __typeof__(&sqlite3_extended_result_codes) extended_result_codes;
    __typeof__(&sqlite3_finalize) finalize;
    __typeof__(&sqlite3_limit) limit;
    __typeof__(&sqlite3_open_v2) open_v2;
    __typeof__(&sqlite3_prepare_v2) prepare_v2;
    __typeof__(&sqlite3_prepare_v3) prepare_v3;
    __typeof__(&sqlite3_reset) reset;
    __typeof__(&sqlite3_step) step;
} sqlite_calls;

/** False when this machine has no SQLite; else to be given back by sqlite_unload(). */
bool sqlite_load(sqlite_calls *out);
void sqlite_unload(sqlite_calls *calls);

#endif
