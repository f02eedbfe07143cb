/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process for each processor. Process w does the pieces w, w + n, w + 2n, ... in order, and the
 * results are taken in the order of all pieces, so that each waits for the one whose turn it is. */
#include "jobs.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORKERS = 64, RESULT_LIMIT = 256 << 20 };

typedef struct worker {
    pid_t pid;
    FILE *results;
} worker;

static size_t worker_count(size_t pieces)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    const size_t count = processors < 1              ? 1
                         : processors > MOST_WORKERS ? MOST_WORKERS
                                                     : (size_t)processors;

    return count < pieces ? count : pieces;
}

/* A result is the number of its bytes, then the bytes; 0 ends a piece. */
struct job_sink {
    FILE *to;
};

static void send(FILE *to, const char *bytes, uint64_t n)
{
    if (fwrite(&n, sizeof n, 1, to) != 1 || fwrite(bytes, 1, n, to) != n) {
        _exit(1);
    }
}

mds_status job_give(job_sink *sink, const mds_strbuf *result)
{
    if (result->status != MDS_OK) {
        return result->status;
    }
    send(sink->to, result->p, result->n);
    return MDS_OK;
}

/* The life of a worker: the pieces from \p first on, each \p step behind the one before. */
static void work_off(const jobs *all, size_t first, size_t step, FILE *to)
{
    job_sink sink = {.to = to};

    for (size_t i = first; i < all->count; i += step) {
        if (all->work(all->payload, i, &sink) != MDS_OK) {
            _exit(1);
        }
        send(to, "", 0);
        if (fflush(to) != 0) {
            _exit(1);
        }
    }
    _exit(0);
}

static mds_status start(worker *w, const jobs *all, size_t first, size_t step)
{
    int ends[2];

    if (pipe(ends) != 0) {
        return MDS_EIO;
    }
    w->pid = fork();
    if (w->pid < 0) {
        (void)close(ends[0]);
        (void)close(ends[1]);
        return MDS_EIO;
    }
    if (w->pid == 0) {
        (void)close(ends[0]);
        FILE *to = fdopen(ends[1], "wb");
        if (to == NULL) {
            _exit(1);
        }
        work_off(all, first, step, to);
    }
    (void)close(ends[1]);
    w->results = fdopen(ends[0], "rb");
    if (w->results == NULL) {
        (void)close(ends[0]);
        return MDS_ENOMEM;
    }
    return MDS_OK;
}

/* Waits for the worker's end; one whose results nobody takes any more ends at its next. */
static void finish(worker *w)
{
    if (w->results != NULL) {
        (void)fclose(w->results);
        w->results = NULL;
    }
    while (w->pid > 0 && waitpid(w->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    w->pid = 0;
}

/* The next result of the worker, empty at the end of a piece; false when it died. */
static bool take(worker *w, mds_strbuf *out)
{
    uint64_t n = 0;
    char block[1 << 14];

    mds_strbuf_clear(out);
    if (fread(&n, sizeof n, 1, w->results) != 1) {
        return false;
    }
    while (n > 0) {
        const size_t want = n < sizeof block ? (size_t)n : sizeof block;
        const size_t got = fread(block, 1, want, w->results);
        if (got == 0) {
            return false;
        }
        mds_strbuf_append(out, block, got);
        n -= got;
    }
    return true;
}

/* All results of piece \p i. */
static mds_status take_piece(const jobs *all, size_t i, worker *w, mds_strbuf *result, bool *alive)
{
    mds_status status = MDS_OK;

    while (status == MDS_OK) {
        *alive = take(w, result);
        if (!*alive) {
            return all->done(all->payload, i, NULL, 0);
        }
        if (result->n == 0) {
            return result->status;
        }
        status = result->status == MDS_OK ? all->done(all->payload, i, result->p, result->n)
                                          : result->status;
    }
    return status;
}

static mds_status collect(const jobs *all, worker *workers, size_t count)
{
    mds_strbuf result;
    mds_status status = MDS_OK;

    mds_strbuf_init(&result, RESULT_LIMIT);
    for (size_t i = 0; i < all->count && status == MDS_OK; i++) {
        worker *w = &workers[i % count];
        bool alive = true;
        status = take_piece(all, i, w, &result, &alive);
        if (!alive && status == MDS_OK && i + count < all->count) {
            finish(w);
            status = start(w, all, i + count, count);
        }
    }
    mds_strbuf_finish(&result);
    return status;
}

mds_status run_jobs(const jobs *all)
{
    const size_t count = worker_count(all->count);
    worker workers[MOST_WORKERS] = {{0}};
    mds_status status = MDS_OK;

    (void)fflush(stdout);
    (void)fflush(stderr);
    for (size_t w = 0; w < count && status == MDS_OK; w++) {
        status = start(&workers[w], all, w, count);
    }
    if (status == MDS_OK) {
        status = collect(all, workers, count);
    }
    for (size_t w = 0; w < count; w++) {
        finish(&workers[w]);
    }
    return status;
}
