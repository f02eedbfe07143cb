/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_check.h"

#include "base/utf8.h"
#include "schema.h"
#include <mdsrisk/fleet.h>
#include <mdsrisk/risk.h>
#include <string.h>

/* Statistics alone may be there besides: they are SQLite's own. */
static const char layout[] = "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema"
                             " WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')"
                             " ORDER BY name, type";
enum { LAYOUT_COLUMNS = 4 };

static bool same_row(const sqlite_calls *calls, sqlite3_stmt *a, sqlite3_stmt *b)
{
    bool same = true;

    for (int i = 0; i < LAYOUT_COLUMNS && same; i++) {
        const char *x = (const char *)calls->column_text(a, i);
        const char *y = (const char *)calls->column_text(b, i);
        same = x != NULL && y != NULL && strcmp(x, y) == 0;
    }
    return same;
}

/* Both are read in step; the first row that only one of them has ends it. */
static int compare(const sqlite_calls *calls, sqlite3_stmt *a, sqlite3_stmt *b, bool *same)
{
    int x = SQLITE_ROW;
    int y = SQLITE_ROW;

    *same = true;
    while (*same && x == SQLITE_ROW) {
        x = calls->step(a);
        y = calls->step(b);
        *same = x == y && (x != SQLITE_ROW || same_row(calls, a, b));
    }
    return x != SQLITE_ROW && x != SQLITE_DONE ? x : y;
}

int store_check_layout(const sqlite_calls *calls, sqlite3 *db, int version, bool *same)
{
    sqlite3 *ours = NULL;
    sqlite3_stmt *a = NULL;
    sqlite3_stmt *b = NULL;
    int code = calls->open_v2(
        ":memory:", &ours, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

    *same = false;
    for (int v = 0; v < version && code == SQLITE_OK; v++) {
        code = calls->exec(ours, schema_versions[v], NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) {
        code = calls->prepare_v2(db, layout, -1, &a, NULL);
    }
    if (code == SQLITE_OK) {
        code = calls->prepare_v2(ours, layout, -1, &b, NULL);
    }
    if (code == SQLITE_OK) {
        code = compare(calls, a, b, same);
    }
    (void)calls->finalize(a);
    (void)calls->finalize(b);
    (void)calls->close(ours);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

int store_check_numbers(const sqlite_calls *calls, sqlite3 *db, bool *known)
{
    static const int64_t most[] = {MDS_VERDICT__COUNT - 1, MDS_USE_RETIRED, INT32_MIN, INT32_MAX,
                                   UINT32_MAX};
    sqlite3_stmt *statement = NULL;
    int code = calls->prepare_v2(db, schema_unknown, -1, &statement, NULL);

    for (size_t i = 0; i < sizeof most / sizeof *most && code == SQLITE_OK; i++) {
        code = calls->bind_int64(statement, (int)i + 1, most[i]);
    }
    if (code == SQLITE_OK) {
        code = calls->step(statement);
    }
    *known = code == SQLITE_DONE;
    (void)calls->finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

bool store_check_texts(const sqlite_calls *calls, sqlite3_stmt *statement)
{
    const int columns = calls->column_count(statement);

    for (int i = 0; i < columns; i++) {
        const char *text = calls->column_type(statement, i) == SQLITE_TEXT
                               ? (const char *)calls->column_text(statement, i)
                               : NULL;
        if (text != NULL && !mds_utf8_printable(text, (size_t)calls->column_bytes(statement, i))) {
            return false;
        }
    }
    return true;
}
