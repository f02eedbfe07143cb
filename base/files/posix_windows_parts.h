/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the calls for files and those for folders share on Windows.
 */
#ifndef MDS_BASE_POSIX_WINDOWS_PARTS_H
#define MDS_BASE_POSIX_WINDOWS_PARTS_H

#include "base/posix_windows.h"

#include <wchar.h>

/* How many names a temporary file or folder tries. */
enum { MDS_POSIX_TRIES = 100 };

/* -1, with errno for an error of the system. */
int mds_posix__fail_as(unsigned long error);
/* The whole path in UTF-16, marked as long where it is; the caller frees it. NULL with errno. */
wchar_t *mds_posix__widen(const char *path);
/* Fills the six letters at the end of a pattern anew. */
void mds_posix__fill_pattern(char *pattern, unsigned attempt);

#endif
