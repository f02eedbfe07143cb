/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the worker, hands it the bytes of the file and takes what it writes, within bounds. */
#include "doc.h"

#include "importers/pdf_worker.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "mdsrisk-pdf-words"

/* More than the worker may write; milliseconds without a sign of life. */
enum { MOST_OUTPUT = 64 << 20, MOST_WAIT = 120000 };

/* Where the worker may lie, seen from the folder of the running program: beside it or above (build
 * tree), or where both were installed. */
static const char *const places[] = {"/" PROGRAM, "/../libexec/mdsrisk/" PROGRAM, "/../" PROGRAM};

const char *mds_pdf_worker_program(mds_arena *arena)
{
    char self[4096];
    const ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

    for (size_t i = 0; n > 0 && i < sizeof places / sizeof *places; i++) {
        self[n] = '\0';
        char *slash = strrchr(self, '/');
        const size_t folder = slash != NULL ? (size_t)(slash - self) : 0;
        const size_t rest = strlen(places[i]);
        char *path = mds_arena_alloc(arena, folder + rest + 1, 1);
        if (path == NULL) {
            return NULL;
        }
        memcpy(path, self, folder);
        memcpy(path + folder, places[i], rest);
        if (access(path, X_OK) == 0) {
            return path;
        }
    }
    return access(MDS_LIBEXEC_DIR "/" PROGRAM, X_OK) == 0 ? MDS_LIBEXEC_DIR "/" PROGRAM : NULL;
}

typedef struct exchange {
    pid_t child;
    int in, out; /* what the worker reads and writes, this side */
    const unsigned char *bytes;
    size_t left;
    mds_strbuf lines;
} exchange;

static bool open_pipes(int to[2], int from[2])
{
    if (pipe(to) != 0) {
        return false;
    }
    if (pipe(from) != 0) {
        (void)close(to[0]);
        (void)close(to[1]);
        return false;
    }
    /* Another worker that starts meanwhile must not keep these ends open. */
    for (int i = 0; i < 2; i++) {
        (void)fcntl(to[i], F_SETFD, FD_CLOEXEC);
        (void)fcntl(from[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

static bool spawn(exchange *x, const char *program)
{
    char *const arguments[] = {(char *)(uintptr_t)PROGRAM, NULL};
    /* Poppler's answers must not depend on the user's surroundings. */
    char *const environment[] = {(char *)(uintptr_t) "LC_ALL=C.UTF-8", NULL};
    posix_spawn_file_actions_t actions;
    int to[2];
    int from[2];

    if (!open_pipes(to, from)) {
        return false;
    }
    bool ok = posix_spawn_file_actions_init(&actions) == 0;
    ok = ok && posix_spawn_file_actions_adddup2(&actions, to[0], 0) == 0 &&
         posix_spawn_file_actions_adddup2(&actions, from[1], 1) == 0 &&
         posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) == 0 &&
         posix_spawn(&x->child, program, &actions, NULL, arguments, environment) == 0;
    (void)posix_spawn_file_actions_destroy(&actions);
    (void)close(to[0]);
    (void)close(from[1]);
    x->in = to[1];
    x->out = from[0];
    (void)fcntl(x->in, F_SETFL, O_NONBLOCK);
    return ok;
}

static void close_end(int *end)
{
    if (*end >= 0) {
        (void)close(*end);
        *end = -1;
    }
}

static void feed(exchange *x)
{
    const ssize_t n = x->left > 0 ? write(x->in, x->bytes, x->left) : 0;

    if (n > 0) {
        x->bytes += n;
        x->left -= (size_t)n;
    }
    if (x->left == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
        close_end(&x->in);
    }
}

/* False at the end of the worker's lines, or when there are too many. */
static bool take(exchange *x)
{
    char part[1 << 15];
    const ssize_t n = read(x->out, part, sizeof part);

    if (n < 0) {
        return errno == EINTR;
    }
    mds_strbuf_append(&x->lines, part, (size_t)n);
    return n > 0 && x->lines.status == MDS_OK;
}

/* Both ways at once, since the worker may write before it has read all. */
static bool talk(exchange *x)
{
    for (;;) {
        struct pollfd ends[] = {{x->out, POLLIN, 0}, {x->in, POLLOUT, 0}};
        const int ready = poll(ends, x->in >= 0 ? 2 : 1, MOST_WAIT);
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (ready <= 0) {
            return false;
        }
        if (x->in >= 0 && ends[1].revents != 0) {
            feed(x);
        }
        if (ends[0].revents != 0 && !take(x)) {
            return x->lines.status == MDS_OK;
        }
    }
}

/* A worker that has died leaves a pipe that must not end this process. */
static bool block_pipe_signal(sigset_t *before)
{
    sigset_t pipes;

    return sigemptyset(&pipes) == 0 && sigaddset(&pipes, SIGPIPE) == 0 &&
           sigprocmask(SIG_BLOCK, &pipes, before) == 0;
}

static void restore_signals(const sigset_t *before)
{
    const struct timespec now = {0, 0};
    sigset_t pipes;

    (void)sigemptyset(&pipes);
    (void)sigaddset(&pipes, SIGPIPE);
    if (sigismember(before, SIGPIPE) == 0) {
        while (sigtimedwait(&pipes, NULL, &now) > 0) {
        }
    }
    (void)sigprocmask(SIG_SETMASK, before, NULL);
}

mds_status mds_pdf__run_worker(mds_sv *out, mds_arena *arena, const mds_source *source)
{
    exchange x = {
        .in = -1, .out = -1, .bytes = mds_source_bytes(source), .left = mds_source_size(source)};
    const char *program = mds_pdf_worker_program(arena);
    sigset_t before;
    int state = 0;

    if (program == NULL) {
        return mds_arena_status(arena) != MDS_OK ? mds_arena_status(arena) : MDS_ENOTFOUND;
    }
    if (!block_pipe_signal(&before)) {
        return MDS_ESANDBOX;
    }
    mds_strbuf_init(&x.lines, MOST_OUTPUT);
    bool ok = spawn(&x, program);
    if (ok) {
        ok = talk(&x);
        close_end(&x.in);
        close_end(&x.out);
        (void)kill(x.child, ok ? 0 : SIGKILL);
        while (waitpid(x.child, &state, 0) < 0 && errno == EINTR) {
        }
        ok = ok && WIFEXITED(state) && WEXITSTATUS(state) == 0;
    }
    close_end(&x.in);
    close_end(&x.out);
    restore_signals(&before);
    mds_status status = ok ? MDS_OK : MDS_ESANDBOX;
    if (ok) {
        const char *copy = mds_strbuf_copy(&x.lines, arena);
        *out = (mds_sv){copy, x.lines.n};
        status = copy != NULL ? MDS_OK : mds_arena_status(arena);
    }
    mds_strbuf_finish(&x.lines);
    return status;
}
