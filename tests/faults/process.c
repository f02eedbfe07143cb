/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void set(const char *name, const char *value)
{
    if (value != NULL && setenv(name, value, 1) != 0) {
        _exit(126);
    }
}

static void child(int error_fd, char *const argv[], const process_setup *setup)
{
    const int null_fd = open("/dev/null", O_RDWR);

    if (null_fd < 0 || dup2(null_fd, 0) < 0 || dup2(null_fd, 1) < 0 || dup2(error_fd, 2) < 0) {
        _exit(126);
    }
    if (setup->file_size_limit >= 0) {
        const struct rlimit limit = {(rlim_t)setup->file_size_limit,
                                     (rlim_t)setup->file_size_limit};
        /* Without the signal the write itself fails, as on a full disk. */
        (void)signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) {
            _exit(126);
        }
    }
    set("MDS_FAULT", setup->fault);
    set("MDS_FAULT_COUNTS", setup->counts);
    set("LD_PRELOAD", setup->preload);
    (void)execv(argv[0], argv);
    _exit(127);
}

int process_run(process_result *out, char *const argv[], const process_setup *setup)
{
    int fds[2];
    char block[4096];
    ssize_t n;
    int status;

    *out = (process_result){0};
    if (pipe(fds) != 0) {
        return -1;
    }
    const pid_t pid = fork();
    if (pid == 0) {
        (void)close(fds[0]);
        child(fds[1], argv, setup);
    }
    (void)close(fds[1]);
    while (pid > 0 && (n = read(fds[0], block, sizeof block)) > 0) {
        const size_t room = sizeof out->error_start - 1;
        if (out->error_length < room) {
            const size_t left = room - out->error_length;
            memcpy(out->error_start + out->error_length, block,
                   (size_t)n < left ? (size_t)n : left);
        }
        out->error_length += (size_t)n;
    }
    (void)close(fds[0]);
    if (pid < 0 || waitpid(pid, &status, 0) != pid) {
        return -1;
    }
    out->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    out->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return 0;
}

char *file_read(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size;

    if (file == NULL) {
        return NULL;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 &&
        fseek(file, 0, SEEK_SET) == 0 && (bytes = calloc(1, (size_t)size + 1)) != NULL) {
        *n = fread(bytes, 1, (size_t)size, file);
    }
    (void)fclose(file);
    return bytes;
}

int file_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL) {
        return -1;
    }
    const int written = fputs(text, file);
    return fclose(file) != 0 || written < 0 ? -1 : 0;
}
