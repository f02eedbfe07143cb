/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a database that others may have written holds what this program would have written: what
 * SQLite itself finds whole can be a view that never ends, or a number that stands for nothing. */
#ifndef MDS_CLI_STORE_CHECK_H
#define MDS_CLI_STORE_CHECK_H

#include "sqlite_calls.h"

/** Whether tables, indexes and triggers are those of schema version \p version, no more and no
 *  less. A code of SQLite. */
int store_check_layout(const sqlite_calls *calls, sqlite3 *db, int version, bool *same);
/** Whether each number of it is one that this program knows: what choices stand for, days, units.
 *  Of the newest version. A code of SQLite. */
int store_check_numbers(const sqlite_calls *calls, sqlite3 *db, bool *known);
/** Whether each text of the row that \p statement is on is text. */
bool store_check_texts(const sqlite_calls *calls, sqlite3_stmt *statement);

#endif
