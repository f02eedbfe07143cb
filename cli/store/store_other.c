/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds without SQLite: no file of a fleet can be opened, so that nothing else is ever called. */
#include "store.h"

mds_status store_open(store **out, const char *path, store_use use, mds_diags *diags)
{
    (void)out;
    (void)use;
    mds_diag_add(diags, MDS_D_FLEET_NO_STORE, path, NULL, NULL);
    return MDS_EUNSUPPORTED;
}

void store_close(store *s)
{
    (void)s;
}

mds_status store_begin(store *s)
{
    (void)s;
    return MDS_EUNSUPPORTED;
}

mds_status store_commit(store *s)
{
    (void)s;
    return MDS_EUNSUPPORTED;
}

mds_status store_run(store *s, unsigned id, const store_value *values, size_t count)
{
    (void)s;
    (void)id;
    (void)values;
    (void)count;
    return MDS_EUNSUPPORTED;
}

mds_status store_ask(store *s, unsigned id, const store_value *values, size_t count)
{
    return store_run(s, id, values, count);
}

mds_status store_next(store *s, unsigned id, bool *more)
{
    (void)s;
    (void)id;
    *more = false;
    return MDS_EUNSUPPORTED;
}

const char *store_text(store *s, unsigned id, unsigned column)
{
    (void)s;
    (void)id;
    (void)column;
    return "";
}

const char *store_bytes(store *s, unsigned id, unsigned column, size_t *n)
{
    *n = 0;
    return store_text(s, id, column);
}

int64_t store_whole(store *s, unsigned id, unsigned column)
{
    (void)s;
    (void)id;
    (void)column;
    return 0;
}

double store_real(store *s, unsigned id, unsigned column)
{
    return (double)store_whole(s, id, column);
}

mds_status store_backup(store *s, const char *path)
{
    (void)s;
    (void)path;
    return MDS_EUNSUPPORTED;
}
