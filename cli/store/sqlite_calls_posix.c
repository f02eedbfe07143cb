/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sqlite_calls.h"

#include "library.h"

static const library_call calls_by_name[] = {
    {"sqlite3_bind_blob64", offsetof(sqlite_calls, bind_blob64)},
    {"sqlite3_bind_double", offsetof(sqlite_calls, bind_double)},
    {"sqlite3_bind_int64", offsetof(sqlite_calls, bind_int64)},
    {"sqlite3_bind_null", offsetof(sqlite_calls, bind_null)},
    {"sqlite3_bind_text", offsetof(sqlite_calls, bind_text)},
    {"sqlite3_bind_text64", offsetof(sqlite_calls, bind_text64)},
    {"sqlite3_busy_timeout", offsetof(sqlite_calls, busy_timeout)},
    {"sqlite3_clear_bindings", offsetof(sqlite_calls, clear_bindings)},
    {"sqlite3_close", offsetof(sqlite_calls, close)},
    {"sqlite3_column_blob", offsetof(sqlite_calls, column_blob)},
    {"sqlite3_column_bytes", offsetof(sqlite_calls, column_bytes)},
    {"sqlite3_column_count", offsetof(sqlite_calls, column_count)},
    {"sqlite3_column_double", offsetof(sqlite_calls, column_double)},
    {"sqlite3_column_int64", offsetof(sqlite_calls, column_int64)},
    {"sqlite3_column_text", offsetof(sqlite_calls, column_text)},
    {"sqlite3_column_type", offsetof(sqlite_calls, column_type)},
    {"sqlite3_db_config", offsetof(sqlite_calls, db_config)},
    {"sqlite3_errstr", offsetof(sqlite_calls, errstr)},
    {"sqlite3_exec", offsetof(sqlite_calls, exec)},
    {"sqlite3_extended_result_codes", offsetof(sqlite_calls, extended_result_codes)},
    {"sqlite3_finalize", offsetof(sqlite_calls, finalize)},
    {"sqlite3_limit", offsetof(sqlite_calls, limit)},
    {"sqlite3_open_v2", offsetof(sqlite_calls, open_v2)},
    {"sqlite3_prepare_v2", offsetof(sqlite_calls, prepare_v2)},
    {"sqlite3_prepare_v3", offsetof(sqlite_calls, prepare_v3)},
    {"sqlite3_reset", offsetof(sqlite_calls, reset)},
    {"sqlite3_step", offsetof(sqlite_calls, step)},
};

bool sqlite_load(sqlite_calls *out)
{
    out->library = library_load("libsqlite3.so.0", out, calls_by_name,
                                sizeof calls_by_name / sizeof *calls_by_name);
    return out->library != NULL;
}

void sqlite_unload(sqlite_calls *calls)
{
    library_unload(calls->library);
    *calls = (sqlite_calls){.library = NULL};
}
