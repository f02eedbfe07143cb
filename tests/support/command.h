/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Runs the built command as a user would, in a folder of its own, and keeps what it said.
 * Failures to run it at all are failures of the test.
 */
#ifndef MDS_TESTS_CLI_COMMAND_H
#define MDS_TESTS_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#define EXAMPLES MDS_SOURCE_DIR "/examples/"
#define PUMP EXAMPLES "infusion-pump/form.xlsx"
#define PUMP_DEPLOYMENT EXAMPLES "infusion-pump/context.json"
#define CT EXAMPLES "ct-workstation/form.xlsx"
#define CT_DEPLOYMENT EXAMPLES "ct-workstation/context.csv"
#define MONITOR EXAMPLES "bedside-monitor/form.csv"
#define MONITOR_DEPLOYMENT EXAMPLES "bedside-monitor/context.json"
#define PACS EXAMPLES "pacs-software/form.csv"
#define PACS_DEPLOYMENT EXAMPLES "pacs-software/context.json"
#define AS_OF "--as-of", "2026-11-20"

typedef struct command_result {
    int code;  /* exit code; 128 + number when a signal ended it */
    char *out; /* standard output, NUL-terminated */
    char *err; /* standard error */
} command_result;

/** Makes a folder and goes there; removes it again. For a suite's .init and .fini. */
void scratch_begin(void);
void scratch_end(void);

/** Runs the command with the arguments that follow, ended by NULL. */
command_result command(const char *first, ...);
/** Runs \p script in sh with the command's folder first in PATH; \p out holds both streams. */
command_result shell(const char *script);
/** Frees what a command printed. */
void release(command_result r);

/** A whole file, NUL-terminated; *\p n its size, if not NULL. NULL when there is none. */
char *slurp(const char *path, size_t *n);
void spill(const char *path, const char *text);
bool exists(const char *path);
bool same_files(const char *a, const char *b);
/** Files in the present folder. */
size_t files_here(void);
bool has_non_ascii(const char *text);

#endif
