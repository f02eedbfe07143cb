/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each kind of store does in its own way; store.h says what each call means. */
#ifndef MDS_CLI_STORE_KIND_H
#define MDS_CLI_STORE_KIND_H

#include "store.h"

typedef struct store_kind {
    mds_status (*open)(store **out, const store_address *address, store_use use, mds_diags *diags);
    void (*close)(store *s);
    mds_status (*begin)(store *s);
    mds_status (*commit)(store *s);
    mds_status (*ask)(store *s, unsigned id, const store_value *values, size_t count);
    mds_status (*next)(store *s, unsigned id, bool *more);
    const char *(*text)(store *s, unsigned id, unsigned column);
    const char *(*bytes)(store *s, unsigned id, unsigned column, size_t *n);
    int64_t (*whole)(store *s, unsigned id, unsigned column);
    double (*real)(store *s, unsigned id, unsigned column);
    mds_status (*backup)(store *s, const char *path);
    /* of a server alone */
    bool (*is_lost)(const store *s);
    mds_status (*listen)(store *s);
    void (*wait)(store *s, int milliseconds);
    mds_status (*wake)(store *s);
} store_kind;

/* How a store of any kind begins. */
struct store {
    const store_kind *kind;
    const store_address *address;
    mds_diags *diags;
    store_use use;
    unsigned asked; /* the statement that is being read, SQL__COUNT for none */
};

extern const store_kind store_of_file, store_of_server;

#endif
