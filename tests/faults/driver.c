/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fault_driver alloc|output RUNS COMMAND PRELOAD OUTPUT|- ARGUMENTS...
 *
 * Runs the command once undisturbed, and then once for each fault: the n-th allocation, or the
 * n-th operation on an output file. Whatever happens, the command must end by itself with one of
 * its exit codes, must say what was wrong when it failed, must leave the target as it was, and
 * must leave no other file behind. When it reports success, the output must be the good one. A
 * command that fails behind its output, where it words a report, may leave the good one too. */
#include "process.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_ARGUMENTS = 32, PATH_SIZE = 1024 };

static const char old_content[] = "what stood here before\n";

typedef struct driver {
    char folder[64];
    char target[PATH_SIZE]; /* "" when the command writes no file */
    char counts[PATH_SIZE];
    char *argv[MAX_ARGUMENTS];
    const char *preload;
    char *good; /* output of the undisturbed run */
    size_t good_size;
    unsigned long runs, failures, complaints;
    unsigned long finished; /* of the failures: those with a good output all the same */
} driver;

static void complain(driver *d, const char *fault, const char *what, const process_result *result)
{
    if (++d->complaints <= 20) {
        printf("%s: %s (exit code %d, signal %d, message: %.300s)\n", fault, what,
               result->exit_code, result->signal, result->error_start);
    }
}

static unsigned long count_of(driver *d, const char *kind)
{
    size_t n = 0;
    char *text = file_read(d->counts, &n);
    unsigned long count = 0;
    const size_t name = strlen(kind);

    for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, kind, name) == 0 && line[name] == ' ') {
            count = strtoul(line + name, NULL, 10);
        }
    }
    free(text);
    return count;
}

/* Any file in the folder but the target is one that the command should have removed. */
static int leftover(driver *d)
{
    const char *target = strrchr(d->target, '/');
    DIR *folder = opendir(d->folder);
    int found = 0;

    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        const int expected = entry->d_name[0] == '.' || strcmp(entry->d_name, "counts") == 0 ||
                             (target != NULL && strcmp(entry->d_name, target + 1) == 0);
        if (!expected) {
            char path[PATH_SIZE];
            found = 1;
            printf("left behind: %s\n", entry->d_name);
            (void)snprintf(path, sizeof path, "%s/%s", d->folder, entry->d_name);
            (void)unlink(path);
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    return found;
}

static void judge_target(driver *d, const char *fault, const process_result *result, int was_there)
{
    size_t n = 0;
    char *now = file_read(d->target, &n);
    const int good = now != NULL && n == d->good_size && memcmp(now, d->good, n) == 0;

    if (result->exit_code == 0 || result->exit_code == 1) {
        if (!good) {
            complain(d, fault, "reported success, and the output is not the good one", result);
        }
    } else if (good) {
        ++d->finished;
    } else if (!was_there && now != NULL) {
        complain(d, fault, "failed, and wrote an output", result);
    } else if (was_there && (now == NULL || strcmp(now, old_content) != 0)) {
        complain(d, fault, "failed, and the target is not as it was", result);
    }
    free(now);
}

static void run_with(driver *d, const char *fault, long size_limit, int target_exists)
{
    const process_setup setup = {d->preload, fault, NULL, size_limit};
    const char *name = fault != NULL ? fault : "file size limit";
    process_result result;

    if (d->target[0] != '\0') {
        (void)unlink(d->target);
        if (target_exists && file_write(d->target, old_content) != 0) {
            target_exists = 0;
        }
    }
    if (process_run(&result, d->argv, &setup) != 0) {
        complain(d, name, "could not be started", &result);
        return;
    }
    ++d->runs;
    if (result.signal != 0 || result.exit_code > 4) {
        complain(d, name, "did not end by itself with one of its exit codes", &result);
        (void)leftover(d);
        return;
    }
    d->failures += result.exit_code >= 2;
    if (result.exit_code >= 2 && result.error_length == 0) {
        complain(d, name, "failed without a word", &result);
    }
    if (d->target[0] != '\0') {
        judge_target(d, name, &result, target_exists);
    }
    if (leftover(d)) {
        complain(d, name, "left a file behind", &result);
    }
}

/* \p budget runs spread evenly over first..last, both ends included. */
static void sweep(driver *d, const char *kind, const char *stays, unsigned long first,
                  unsigned long last, unsigned long budget)
{
    const unsigned long span = last - first + 1;
    const unsigned long runs = span < budget ? span : budget;
    char fault[64];

    for (unsigned long i = 0; i < runs; ++i) {
        const unsigned long n = runs > 1 ? first + i * (span - 1) / (runs - 1) : last;
        (void)snprintf(fault, sizeof fault, "%s:%lu%s", kind, n, stays);
        run_with(d, fault, -1, 1);
    }
}

static void sweep_allocations(driver *d, unsigned long budget)
{
    const unsigned long total = count_of(d, "alloc");

    if (total == 0) {
        complain(d, "alloc", "no allocation was seen", &(process_result){0});
        return;
    }
    printf("%lu allocations\n", total);
    sweep(d, "alloc", "", 1, total, budget);
    sweep(d, "alloc", "+", 1, total, budget / 8 + 1);
}

static void sweep_output(driver *d, unsigned long budget)
{
    static const char *const kinds[] = {"write", "fwrite", "fflush", "fsync",
                                        "close", "fclose", "rename"};
    unsigned long written = 0;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
        const unsigned long total = count_of(d, kinds[i]);
        const unsigned long failures = d->failures;
        /* A stream that lost one write in the middle exists on no disk: a full one stays full. */
        const int stream = strcmp(kinds[i], "fwrite") == 0 || strcmp(kinds[i], "fflush") == 0;
        if (total > 0 && !stream) {
            sweep(d, kinds[i], "", 1, total, budget);
        }
        if (total > 0) {
            sweep(d, kinds[i], "+", 1, total, stream ? budget : budget / 8 + 1);
        }
        printf("%s: %lu calls, %lu runs failed\n", kinds[i], total, d->failures - failures);
        written += strstr(kinds[i], "write") != NULL ? total : 0;
        const int must_matter = strcmp(kinds[i], "fsync") == 0 || strcmp(kinds[i], "rename") == 0;
        if (must_matter && d->failures == failures) {
            complain(d, kinds[i], "no such fault made the command fail", &(process_result){0});
        }
    }
    if (written == 0) {
        complain(d, "write", "no output was seen being written", &(process_result){0});
    }
    const long size = (long)d->good_size;
    const long limits[] = {0, 1, 512, 4096, size / 2, size - 1};
    const unsigned long failures = d->failures;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; ++i) {
        if (limits[i] < size) {
            run_with(d, NULL, limits[i], (int)(i % 2));
        }
    }
    if (d->failures == failures) {
        complain(d, "file size limit", "never made the command fail", &(process_result){0});
    }
}

static int prepare(driver *d, int argc, char **argv)
{
    static char output_option[] = "-o";
    process_result result;
    int n = 0;

    (void)snprintf(d->folder, sizeof d->folder, "/tmp/mdsfault.XXXXXX");
    if (argc > MAX_ARGUMENTS || mkdtemp(d->folder) == NULL) {
        return -1;
    }
    (void)snprintf(d->counts, sizeof d->counts, "%s/counts", d->folder);
    d->argv[n++] = argv[3];
    d->preload = argv[4];
    for (int i = 6; i < argc; ++i) {
        d->argv[n++] = argv[i];
    }
    if (strcmp(argv[5], "-") != 0) {
        (void)snprintf(d->target, sizeof d->target, "%s/%s", d->folder, argv[5]);
        d->argv[n++] = output_option;
        d->argv[n++] = d->target;
    }
    const process_setup setup = {d->preload, NULL, d->counts, -1};
    if (process_run(&result, d->argv, &setup) != 0 || result.exit_code != 0) {
        printf("the undisturbed run failed: exit code %d, %s\n", result.exit_code,
               result.error_start);
        return -1;
    }
    if (d->target[0] != '\0') {
        d->good = file_read(d->target, &d->good_size);
        return d->good != NULL && d->good_size > 0 ? 0 : -1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    driver d = {0};

    if (argc < 7) {
        (void)fprintf(
            stderr, "usage: fault_driver alloc|output RUNS COMMAND PRELOAD OUTPUT|- ARGUMENT...\n");
        return 3;
    }
    const int ready = prepare(&d, argc, argv) == 0;
    if (ready && strcmp(argv[1], "alloc") == 0) {
        sweep_allocations(&d, strtoul(argv[2], NULL, 10));
    } else if (ready) {
        sweep_output(&d, strtoul(argv[2], NULL, 10));
    }
    printf("%lu runs, %lu of them failed as they should, %lu behind the output, %lu complaints\n",
           d.runs, d.failures, d.finished, d.complaints);
    (void)unlink(d.target);
    (void)unlink(d.counts);
    (void)rmdir(d.folder);
    free(d.good);
    return ready && d.complaints == 0 && d.failures > 0 ? 0 : 1;
}
