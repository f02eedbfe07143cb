/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 32, PATH_SIZE = 512 };

extern char **environ;

static char scratch[PATH_SIZE];

void scratch_begin(void)
{
    (void)snprintf(scratch, sizeof scratch, "%s/cli-test.XXXXXX", MDS_BINARY_DIR);
    cr_assert_not_null(mkdtemp(scratch));
    cr_assert_eq(chdir(scratch), 0);
    /* The language must come from the test, not from who runs it. */
    cr_assert_eq(setenv("LC_ALL", "C.UTF-8", 1), 0);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);

    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        char child[PATH_SIZE * 2];
        struct stat info;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        (void)snprintf(child, sizeof child, "%s/%s", path, entry->d_name);
        if (lstat(child, &info) == 0 && S_ISDIR(info.st_mode)) {
            remove_folder(child);
        } else {
            (void)unlink(child);
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    (void)rmdir(path);
}

void scratch_end(void)
{
    cr_assert_eq(chdir(MDS_BINARY_DIR), 0);
    remove_folder(scratch);
}

/* Both streams go to files: no pipe can fill up, and no order of reading matters. The files are
 * beside the scratch folder, so that a test may count what the command leaves in it. */
static command_result run(const char *program, char *const argv[], bool together)
{
    command_result result = {0};
    char out[PATH_SIZE + 8], err[PATH_SIZE + 8];
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;

    (void)snprintf(out, sizeof out, "%s.out", scratch);
    (void)snprintf(err, sizeof err, "%s.err", scratch);
    cr_assert_eq(posix_spawn_file_actions_init(&actions), 0);
    cr_assert_eq(posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0), 0);
    cr_assert_eq(posix_spawn_file_actions_addopen(&actions, 1, out,
                                                  O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600),
                 0);
    if (together) {
        cr_assert_eq(posix_spawn_file_actions_adddup2(&actions, 1, 2), 0);
    } else {
        cr_assert_eq(
            posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0600),
            0);
    }
    cr_assert_eq(posix_spawn(&pid, program, &actions, NULL, argv, environ), 0, "cannot run %s",
                 program);
    (void)posix_spawn_file_actions_destroy(&actions);
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.out = slurp(out, NULL);
    result.err = together ? calloc(1, 1) : slurp(err, NULL);
    (void)unlink(out);
    (void)unlink(err);
    cr_assert(result.out != NULL && result.err != NULL);
    return result;
}

command_result command(const char *first, ...)
{
    char *argv[MAX_ARGUMENTS] = {0};
    size_t n = 0;
    va_list args;

    argv[n++] = strdup(MDS_COMMAND);
    va_start(args, first);
    for (const char *arg = first; arg != NULL; arg = va_arg(args, const char *)) {
        cr_assert_lt(n, MAX_ARGUMENTS - 1);
        argv[n++] = strdup(arg);
    }
    va_end(args);
    const command_result result = run(MDS_COMMAND, argv, false);
    for (size_t i = 0; i < n; ++i) {
        free(argv[i]);
    }
    return result;
}

command_result shell(const char *script)
{
    char folder[PATH_SIZE] = MDS_COMMAND, path[PATH_SIZE * 8];
    char sh[] = "sh", option[] = "-c";
    char *text = strdup(script);
    char *const argv[] = {sh, option, text, NULL};

    *strrchr(folder, '/') = '\0';
    if (strncmp(getenv("PATH"), folder, strlen(folder)) != 0) {
        (void)snprintf(path, sizeof path, "%s:%s", folder, getenv("PATH"));
        cr_assert_eq(setenv("PATH", path, 1), 0);
    }
    const command_result result = run("/bin/sh", argv, true);
    free(text);
    return result;
}

void release(command_result r)
{
    free(r.out);
    free(r.err);
}

char *slurp(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    char *bytes = NULL;

    if (file == NULL) {
        return NULL;
    }
    if (fstat(fileno(file), &info) == 0 && (bytes = calloc(1, (size_t)info.st_size + 1)) != NULL) {
        const size_t got = fread(bytes, 1, (size_t)info.st_size, file);
        if (n != NULL) {
            *n = got;
        }
    }
    (void)fclose(file);
    return bytes;
}

void spill(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    cr_assert_not_null(file);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

bool exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

bool same_files(const char *a, const char *b)
{
    size_t n = 0, m = 0;
    char *left = slurp(a, &n), *right = slurp(b, &m);
    const bool same = left != NULL && right != NULL && n == m && memcmp(left, right, n) == 0;

    free(left);
    free(right);
    return same;
}

size_t files_here(void)
{
    DIR *folder = opendir(".");
    size_t count = 0;

    cr_assert_not_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    (void)closedir(folder);
    return count;
}

bool has_non_ascii(const char *text)
{
    for (; *text != '\0'; ++text) {
        if ((unsigned char)*text >= 0x80) {
            return true;
        }
    }
    return false;
}
