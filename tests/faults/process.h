/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Runs a program to its end and keeps what it said.
 */
#ifndef MDS_TESTS_FAULTS_PROCESS_H
#define MDS_TESTS_FAULTS_PROCESS_H

#include <stddef.h>

typedef struct process_result {
    int exit_code;         /* -1 when it ended by a signal */
    int signal;            /* 0 when it ended by itself */
    size_t error_length;   /* bytes that it wrote to standard error */
    char error_start[400]; /* their beginning */
} process_result;

/** What a run adds to the environment; NULL members are left out. */
typedef struct process_setup {
    const char *preload, *fault, *counts;
    long file_size_limit; /* RLIMIT_FSIZE in bytes; -1 none */
} process_setup;

/** Standard output goes to nowhere. 0, or -1 when it could not be started. */
int process_run(process_result *out, char *const argv[], const process_setup *setup);

/** A whole file in memory of its own (NUL added), or NULL when there is none. */
char *file_read(const char *path, size_t *n);
int file_write(const char *path, const char *text);

#endif
