/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Output files that appear whole or not at all.
 */
#ifndef MDS_BASE_FILE_H
#define MDS_BASE_FILE_H

#include "base/strbuf.h"
#include <mdsrisk/diag.h>

/** An output on its way: a temporary file in the folder of the target, made for this process. */
typedef struct mds_output mds_output;

/** Opens a temporary file beside \p path. Unwritable folder or a folder as target: a diagnostic
 *  and MDS_EIO. */
MDS_NODISCARD mds_status mds_output_begin(mds_output **out, const char *path, mds_diags *diags);
/** The temporary file's path, for a library that writes by name; lives as long as the output. */
const char *mds_output_path(const mds_output *output);
/** Writes all of the bytes. */
MDS_NODISCARD mds_status mds_output_write(mds_output *output, const void *bytes, size_t n,
                                          mds_diags *diags);
/** Flushes to disk, renames over the target, frees the output. On failure the temporary file is
 *  removed, the target is as it was, and a diagnostic says why. */
MDS_NODISCARD mds_status mds_output_commit(mds_output *output, mds_diags *diags);
/** Removes the temporary file and frees the output. NULL is allowed. */
void mds_output_abandon(mds_output *output);

/** Puts the finished file \p from, of the same file system, in the place of \p to, by the rules of
 *  mds_output_commit(). On failure a diagnostic says why, and both are as they were. */
MDS_NODISCARD mds_status mds_file_move(const char *from, const char *to, mds_diags *diags);

/** Begin, write, commit in one. */
MDS_NODISCARD mds_status mds_file_write(const char *path, const void *bytes, size_t n,
                                        mds_diags *diags);

#endif
