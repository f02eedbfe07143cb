/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_kind.h"

mds_status store_open(store **out, const store_address *address, store_use use, mds_diags *diags)
{
    const store_kind *kind = address->server ? &store_of_server : &store_of_file;

    return kind->open(out, address, use, diags);
}

void store_close(store *s)
{
    if (s != NULL) {
        s->kind->close(s);
    }
}

mds_status store_begin(store *s)
{
    return s->kind->begin(s);
}

mds_status store_commit(store *s)
{
    return s->kind->commit(s);
}

mds_status store_ask(store *s, unsigned id, const store_value *values, size_t count)
{
    return s->kind->ask(s, id, values, count);
}

mds_status store_next(store *s, unsigned id, bool *more)
{
    return s->kind->next(s, id, more);
}

mds_status store_run(store *s, unsigned id, const store_value *values, size_t count)
{
    bool more = false;
    const mds_status status = store_ask(s, id, values, count);

    return status == MDS_OK ? store_next(s, id, &more) : status;
}

const char *store_bytes(store *s, unsigned id, unsigned column, size_t *n)
{
    return s->kind->bytes(s, id, column, n);
}

const char *store_text(store *s, unsigned id, unsigned column)
{
    return s->kind->text(s, id, column);
}

int64_t store_whole(store *s, unsigned id, unsigned column)
{
    return s->kind->whole(s, id, column);
}

double store_real(store *s, unsigned id, unsigned column)
{
    return s->kind->real(s, id, column);
}

bool store_is_server(const store *s)
{
    return s->address->server;
}

bool store_is_lost(const store *s)
{
    return s->kind->is_lost != NULL && s->kind->is_lost(s);
}

mds_status store_listen(store *s)
{
    return s->kind->listen(s);
}

void store_wait(store *s, int milliseconds)
{
    s->kind->wait(s, milliseconds);
}

mds_status store_wake(store *s)
{
    return s->kind->wake(s);
}

mds_status store_backup(store *s, const char *path)
{
    return s->kind->backup(s, path);
}
