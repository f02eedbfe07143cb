/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Files that a test makes and looks into.
 */
#ifndef TEST_EXPORTERS_FILES_H
#define TEST_EXPORTERS_FILES_H

#include <stddef.h>

/** A folder of this test alone; empty at the end, or something was left behind. */
typedef struct folder {
    char path[64];
} folder;

void folder_make(folder *f);
/** Path of a file in it, until the next call. */
const char *in_folder(const folder *f, const char *name);
size_t folder_count(const folder *f);
/** Removes the file and the folder. */
void folder_remove(const folder *f, const char *name);
/** The bytes and a NUL; to be freed. */
char *read_file(const char *path, size_t *size);
/** One part of a workbook, unpacked; to be freed. */
char *part_of(const char *path, const char *name);

#endif
