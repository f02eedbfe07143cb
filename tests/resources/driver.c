/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file of a shape costs the command: memory of a large one, instructions of small ones of
 * three sizes. Instructions, and not time, so that the same program always gives the
 * same figure.
 *
 * usage: resource_driver memory|growth SHAPE MDSRISK VALGRIND FOLDER */
#include "shapes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Memory that any command may take, in KiB as the kernel counts. */
#define MOST_KIB ((long)256 << 10)
/* What the step from 4 n to 16 n may cost, in parts of the step before: linear is 4, and the
 * logarithm of a sort and the doubling of an array are let pass. */
#define MOST_GROWTH 5.5
enum { MOST_ARGUMENTS = 16, PATH_BYTES = 512 };

typedef struct outcome {
    int code;    /* -1: a signal ended it */
    long kib;    /* peak, of this run and those before */
    long errors; /* bytes of standard error */
} outcome;

static char *error_path(const char *folder, char out[PATH_BYTES])
{
    (void)snprintf(out, PATH_BYTES, "%s/errors", folder);
    return out;
}

/* Runs it with standard error in a file. */
static bool run(char *const argv[], const char *folder, outcome *out)
{
    char errors[PATH_BYTES];
    struct rusage used;
    int status = 0;
    const pid_t child = fork();

    if (child == 0) {
        const int nothing = open("/dev/null", O_RDWR);
        const int kept = open(error_path(folder, errors), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (chdir(folder) != 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 ||
            dup2(kept, 2) < 0) {
            _exit(127);
        }
        (void)execv(argv[0], argv);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child ||
        getrusage(RUSAGE_CHILDREN, &used) != 0) {
        return false;
    }
    FILE *file = fopen(error_path(folder, errors), "rb");
    out->errors = file != NULL && fseek(file, 0, SEEK_END) == 0 ? ftell(file) : 0;
    if (file != NULL) {
        (void)fclose(file);
    }
    out->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    out->kib = used.ru_maxrss;
    return out->code != 127;
}

static void add_command(char *argv[], size_t used, const shape *at, char *path)
{
    for (size_t i = 0; at->command[i] != NULL; i++) {
        argv[used++] = (char *)(size_t)at->command[i];
    }
    argv[used++] = path;
    argv[used] = NULL;
}

static bool check_end(const shape *at, size_t n, const outcome *o)
{
    if (o->code < 0 || o->code > 3) {
        printf("%s, n = %zu: ended with %d\n", at->name, n, o->code);
        return false;
    }
    if (o->code == 2 && o->errors == 0) {
        printf("%s, n = %zu: refused without a word\n", at->name, n);
        return false;
    }
    return true;
}

static bool check_memory(const shape *at, char *command, char *path, const char *folder)
{
    char *argv[MOST_ARGUMENTS] = {command};
    outcome o;

    add_command(argv, 1, at, path);
    if (!shape_write(at, at->large, path) || !run(argv, folder, &o)) {
        printf("%s could not be run\n", at->name);
        return false;
    }
    printf("%s, n = %zu: %ld MiB, exit code %d\n", at->name, at->large, o.kib >> 10, o.code);
    return check_end(at, at->large, &o) && o.kib <= MOST_KIB;
}

/* The count that callgrind prints at its end. */
static double counted(const char *folder)
{
    char path[PATH_BYTES];
    char line[512];
    double count = 0;
    FILE *file = fopen(error_path(folder, path), "rb");

    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const char *at = strstr(line, "Collected : ");
        if (at != NULL) {
            count = strtod(at + strlen("Collected : "), NULL);
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return count;
}

static double instructions(const shape *at, size_t n, char *command, char *valgrind, char *path,
                           const char *folder)
{
    char tool[] = "--tool=callgrind";
    char no_file[] = "--callgrind-out-file=/dev/null";
    char *argv[MOST_ARGUMENTS] = {valgrind, tool, no_file, command};
    outcome o;

    add_command(argv, 4, at, path);
    if (!shape_write(at, n, path) || !run(argv, folder, &o) || !check_end(at, n, &o)) {
        return 0;
    }
    return counted(folder);
}

/* Steps, and not totals: what every run costs is in none of them. A file that is refused for its
 * size may cost less than a smaller one. */
static bool check_growth(const shape *at, char *command, char *valgrind, char *path,
                         const char *folder)
{
    double cost[3];

    printf("%s:", at->name);
    for (size_t i = 0, n = at->small; i < 3; i++, n *= 4) {
        cost[i] = instructions(at, n, command, valgrind, path, folder);
        printf(" %.1f million instructions for n = %zu%s", cost[i] / 1e6, n, i < 2 ? "," : "\n");
        if (cost[i] <= 0) {
            return false;
        }
    }
    const double step = cost[1] > cost[0] ? cost[1] - cost[0] : 0;
    return cost[2] - cost[1] <= MOST_GROWTH * step + cost[0] * .05;
}

int main(int argc, char **argv)
{
    char path[PATH_BYTES];

    if (argc != 6) {
        return 2;
    }
    for (size_t i = 0; i < shape_count; i++) {
        if (strcmp(shapes[i].name, argv[2]) == 0) {
            (void)snprintf(path, sizeof path, "%s/%s", argv[5], shapes[i].file);
            const bool held = strcmp(argv[1], "memory") == 0
                                  ? check_memory(&shapes[i], argv[3], path, argv[5])
                                  : check_growth(&shapes[i], argv[3], argv[4], path, argv[5]);
            (void)unlink(path);
            return held ? 0 : 1;
        }
    }
    printf("no shape is called %s\n", argv[2]);
    return 2;
}
