/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_work.h"

#include "base/num.h"
#include "schema.h"
#include <mdsrisk/limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum {
    PAGE = 64,       /* classes that go into one change of a file */
    SHARE = 4,       /* classes that a worker takes at a time */
    LEASE = 60,      /* seconds that it has for them */
    LOOK_MS = 1000,  /* leases run out without a word */
    MOST_TRIES = 60, /* to reach a lost server, a second each */
    KEY_BYTES = 65
};

/* Classes in an arena of their own, so that memory stays flat. */
typedef struct page {
    mds_arena *arena;
    fleet_class at[PAGE];
    size_t count;
} page;

fleet_basis basis_of(run *r)
{
    return (fleet_basis){
        .catalog = basis_catalog(r), .policy = r->policy->sha256, .model = r->catalog->model};
}

void basis_values(store_value out[4], const fleet_basis *basis, int32_t day)
{
    out[0] = store_of_text(basis->catalog);
    out[1] = store_of_text(basis->policy);
    out[2] = store_of_text(basis->model);
    out[3] = store_of_whole(day);
}

static const char *copy(const page *p, store *s, unsigned id, unsigned column)
{
    const char *text = store_text(s, id, column);

    return mds_arena_strndup(p->arena, text, strlen(text));
}

/* To be given back with its arena. */
static mds_status read_page(page *out, store *s, unsigned id, const store_value *values,
                            size_t count)
{
    bool more = false;
    mds_status status = store_ask(s, id, values, count);

    *out = (page){.arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL)};
    if (out->arena == NULL) {
        return MDS_ENOMEM;
    }
    while (status == MDS_OK && (status = store_next(s, id, &more)) == MDS_OK && more &&
           out->count < PAGE) {
        out->at[out->count++] = (fleet_class){.key = copy(out, s, id, 0),
                                              .forms = copy(out, s, id, 1),
                                              .context = copy(out, s, id, 2),
                                              .zone = copy(out, s, id, 3),
                                              .finding = copy(out, s, id, 4),
                                              .day = (int32_t)store_whole(s, id, 5)};
    }
    return status == MDS_OK ? mds_arena_status(out->arena) : status;
}

static mds_status count_of(store *s, unsigned id, const fleet_basis *basis, int32_t day,
                           size_t *out)
{
    store_value values[4];
    bool more = false;

    basis_values(values, basis, day);
    mds_status status = store_ask(s, id, values, 4);
    if (status == MDS_OK) {
        status = store_next(s, id, &more);
    }
    *out = status == MDS_OK && more ? (size_t)store_whole(s, id, 0) : 0;
    return status;
}

static void show_done(const run *r, size_t done, size_t all)
{
    char line[64];

    (void)snprintf(line, sizeof line, "%zu / %zu", done, all);
    show_progress(r, line);
}

static mds_status assess_page(run *r, store *s, const fleet_basis *basis, const page *p)
{
    mds_status status = MDS_OK;

    for (size_t i = 0; i < p->count && status == MDS_OK; i++) {
        status = assess_class(r, s, basis, &p->at[i]);
    }
    return status;
}

/* A page of classes is one change: a run that is ended goes on where it stopped. */
static mds_status keep_page(run *r, store *s, const fleet_basis *basis, char last[KEY_BYTES],
                            size_t *done)
{
    store_value values[6];
    page p;

    basis_values(values, basis, r->as_of);
    values[4] = store_of_text(last);
    values[5] = store_of_whole(PAGE);
    mds_status status = read_page(&p, s, SQL_CLASS_OPEN, values, 6);
    if (status == MDS_OK && p.count > 0) {
        status = store_begin(s);
    }
    if (status == MDS_OK) {
        status = assess_page(r, s, basis, &p);
    }
    if (status == MDS_OK && p.count > 0) {
        (void)snprintf(last, KEY_BYTES, "%s", p.at[p.count - 1].key);
        status = store_commit(s);
    }
    *done = status == MDS_OK ? p.count : 0;
    mds_arena_free(p.arena);
    return status;
}

static mds_status work_alone(run *r, store *s, const fleet_basis *basis, size_t all)
{
    char last[KEY_BYTES] = "";
    size_t before = 0;
    size_t done = 0;
    mds_status status = MDS_OK;

    do {
        show_done(r, before, all);
        status = keep_page(r, s, basis, last, &done);
        before += done;
    } while (status == MDS_OK && done > 0);
    return status;
}

/* Takes a share of the work and does it; each result is stored as it is made. */
static mds_status take_share(run *r, store *s, const fleet_basis *basis, size_t *done)
{
    const fleet_options *own = r->own;
    uint64_t lease = LEASE;
    store_value values[5];
    page p;

    if (own->lease != NULL) {
        (void)mds_num_parse_uint(&lease, (mds_sv){own->lease, strlen(own->lease)}, INT32_MAX);
    }
    basis_values(values, basis, r->as_of);
    values[3] = store_of_whole((int64_t)lease);
    values[4] = store_of_whole(SHARE);
    mds_status status = read_page(&p, s, SQL_WORK_TAKE, values, 5);
    if (status == MDS_OK) {
        status = assess_page(r, s, basis, &p);
    }
    *done = status == MDS_OK ? p.count : 0;
    mds_arena_free(p.arena);
    return status == MDS_OK && *done > 0 ? store_wake(s) : status;
}

/* Does what nobody else does, until all of it is done. */
static mds_status work_together(run *r, store *s, const fleet_basis *basis, size_t *all)
{
    store_value values[4];
    size_t left = 0;

    basis_values(values, basis, r->as_of);
    mds_status status = store_listen(s);
    if (status == MDS_OK) {
        status = store_run(s, SQL_WORK_PUT, values, 4);
    }
    if (status == MDS_OK) {
        status = store_wake(s);
    }
    while (status == MDS_OK) {
        size_t done = 0;
        status = take_share(r, s, basis, &done);
        if (status == MDS_OK) {
            status = count_of(s, SQL_WORK_LEFT, basis, r->as_of, &left);
        }
        if (status != MDS_OK || left == 0) {
            break;
        }
        show_done(r, *all > left ? *all - left : 0, *all);
        if (done == 0) {
            store_wait(s, LOOK_MS);
        }
    }
    return status;
}

/* A server that was stopped comes back within a minute, or it is not waited for. */
static mds_status begin_again(run *r, store **s)
{
    mds_status status = MDS_EIO;

    print_diags(r);
    store_close(*s);
    *s = NULL;
    for (unsigned i = 0; i < MOST_TRIES && status == MDS_EIO; i++) {
        (void)sleep(1);
        status = try_fleet(r, STORE_CHANGE, s, NULL);
    }
    if (status == MDS_OK) {
        store_close(*s);
        *s = NULL;
    }
    status = try_fleet(r, STORE_CHANGE, s, r->diags); /* says why it is not there */
    if (status == MDS_OK) {
        mds_diag_add(r->diags, MDS_D_FLEET_CONNECTION_BACK, fleet_name(r), NULL, NULL);
        print_diags(r);
    }
    return status;
}

/* Whether the work can be begun again. */
static bool is_lost(mds_status status, const store *s)
{
    return status == MDS_EIO && s != NULL && store_is_lost(s);
}

typedef mds_status work(run *r, store *s, const fleet_basis *basis, size_t *all);

/* Works, through a server that is lost and comes back. */
static mds_status work_through(run *r, store **s, const fleet_basis *basis, size_t *all, work *how)
{
    mds_status status = how(r, *s, basis, all);

    while (is_lost(status, *s)) {
        status = begin_again(r, s);
        if (status == MDS_OK) {
            status = how(r, *s, basis, all);
        }
    }
    return status;
}

mds_status work_off(run *r, store **s, const fleet_basis *basis, size_t *classes)
{
    mds_status status = count_of(*s, SQL_CLASS_COUNT, basis, r->as_of, classes);

    if (status == MDS_OK && !store_is_server(*s)) {
        status = work_alone(r, *s, basis, *classes);
    } else if (status == MDS_OK) {
        status = work_through(r, s, basis, classes, work_together);
    }
    show_progress(r, "");
    return status;
}

/* Set when somebody wants this worker to end. */
static volatile sig_atomic_t ended;

static void end(int number)
{
    (void)number;
    ended = 1;
}

static mds_status work_on(run *r, store *s, const fleet_basis *basis, size_t *all)
{
    mds_status status = store_listen(s);
    char line[32];

    while (status == MDS_OK && !ended) {
        size_t done = 0;
        status = take_share(r, s, basis, &done);
        *all += done;
        (void)snprintf(line, sizeof line, "%zu", *all);
        show_progress(r, line);
        if (status == MDS_OK && done == 0 && !ended) {
            store_wait(s, LOOK_MS);
        }
    }
    return status;
}

mds_exit fleet_work(run *r)
{
    const fleet_options *own = r->own;
    const fleet_basis basis = basis_of(r);
    size_t all = 0;
    char count[24];
    store *s = NULL;

    if (own->fleet != NULL && !names_server(own->fleet)) {
        mds_diag_add(r->diags, MDS_D_FLEET_NO_WORKERS, own->fleet, NULL, NULL);
        return exit_of(r, MDS_EUNSUPPORTED);
    }
    (void)signal(SIGTERM, end);
    (void)signal(SIGINT, end);
    const mds_exit code = open_fleet(r, STORE_CHANGE, &s);
    if (code != EXIT_DONE) {
        return code;
    }
    const mds_status status =
        basis.catalog != NULL ? work_through(r, &s, &basis, &all, work_on) : MDS_ENOMEM;
    store_close(s);
    show_progress(r, "");
    if (status == MDS_OK && !r->opt.quiet) {
        (void)snprintf(count, sizeof count, "%zu", all);
        print_text(r, stdout, "cli.fleet.worked", count, NULL);
        printf("\n");
    }
    return exit_of(r, status);
}
