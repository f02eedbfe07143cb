/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interleave ROUNDS COMMAND... -- COMMAND... -- ...
 *
 * Runs the commands in turn (A B C A B C ...), so that a slow moment of the machine falls on all
 * of them, and prints for each a line: median, 5th and 95th percentile in microseconds from start
 * to end, and the largest memory in KiB. Standard output of the commands goes to nowhere. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "usage.h"

enum { MAX_COMMANDS = 8, MAX_ROUNDS = 10000 };

extern char **environ;

typedef struct timed {
    char **argv;
    long micros[MAX_ROUNDS];
    long kib;
} timed;

static int by_value(const void *a, const void *b)
{
    const long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

static long run(timed *t, posix_spawn_file_actions_t *actions)
{
    struct timespec start, end;
    pid_t pid;
    int status;
    long kib;

    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    if (posix_spawnp(&pid, t->argv[0], actions, NULL, t->argv, environ) != 0 ||
        wait_usage(pid, &status, &kib) != 0 || status != 0) {
        return -1;
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    t->kib = kib > t->kib ? kib : t->kib;
    return (end.tv_sec - start.tv_sec) * 1000000L + (end.tv_nsec - start.tv_nsec) / 1000L;
}

int main(int argc, char **argv)
{
    static timed commands[MAX_COMMANDS];
    posix_spawn_file_actions_t actions;
    int count = 0;
    const long rounds = argc > 2 ? strtol(argv[1], NULL, 10) : 0;

    for (int i = 2, first = 2; i <= argc && rounds > 0; ++i) {
        if (i == argc || strcmp(argv[i], "--") == 0) {
            if (count == MAX_COMMANDS || i == first) {
                return 3;
            }
            argv[i] = NULL;
            commands[count++].argv = argv + first;
            first = i + 1;
        }
    }
    if (count == 0 || rounds > MAX_ROUNDS || posix_spawn_file_actions_init(&actions) != 0 ||
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) != 0 ||
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) != 0) {
        return 3;
    }
    for (long round = -1; round < rounds; ++round) { /* round -1 warms the caches */
        for (int c = 0; c < count; ++c) {
            const long micros = run(&commands[c], &actions);
            if (micros < 0) {
                (void)fprintf(stderr, "interleave: %s failed\n", commands[c].argv[0]);
                return 2;
            }
            if (round >= 0) {
                commands[c].micros[round] = micros;
            }
        }
    }
    for (int c = 0; c < count; ++c) {
        long *m = commands[c].micros;
        qsort(m, (size_t)rounds, sizeof *m, by_value);
        printf("%ld %ld %ld %ld\n", m[rounds / 2], m[rounds / 20], m[rounds - 1 - rounds / 20],
               commands[c].kib);
    }
    return 0;
}
