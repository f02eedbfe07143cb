/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and statements in PostgreSQL's way. All values go in binary: numbers stay what they are to
 * the last bit. */
#ifndef MDS_CLI_POSTGRES_VALUES_H
#define MDS_CLI_POSTGRES_VALUES_H

#include "base/strbuf.h"
#include "store.h"

enum { POSTGRES_MOST_VALUES = 32 };

typedef struct postgres_values {
    char numbers[POSTGRES_MOST_VALUES][8];
    const char *at[POSTGRES_MOST_VALUES];
    int lengths[POSTGRES_MOST_VALUES];
    int formats[POSTGRES_MOST_VALUES];
} postgres_values;

/** For a call; texts are the caller's. Values beyond the most are left out. */
void postgres_bind(postgres_values *out, const store_value *values, size_t count);
/** A whole number or a truth of 1 to 8 bytes; 0 for NULL. */
int64_t postgres_whole(const char *value, size_t n);
double postgres_real(const char *value, size_t n);

/** A statement of SQLite's: "?1" becomes "$1", and what is unique is so within a tenant. */
void postgres_statement(mds_strbuf *out, const char *sql);

#endif
