/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Archives: zip files that hold forms, as a mail brings them.
 */
#ifndef MDSRISK_ARCHIVE_H
#define MDSRISK_ARCHIVE_H

#include <mdsrisk/source.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Called for each file of an archive, in its order. \p file is NULL when it could not be unpacked,
 *  which the diagnostics since the last call say; it lives until the call returns. \p name is that
 *  of the archive, a slash, and that of the file in it: "mail.zip/pump/form.xlsx". Anything but
 *  MDS_OK ends the reading. */
typedef mds_status (*mds_archive_fn)(void *payload, const char *name, const mds_source *file);

/** Whether the bytes are a zip file that is itself no workbook and no document. */
MDS_API bool mds_source_is_archive(const mds_source *source);

/** Unpacks an archive file by file, archives within it too (two levels). Folders and what programs
 *  leave beside the files (mds_file_is_clutter()) are passed over. Bounded by
 *  MDS_LIMIT_ARCHIVE_FILES and by MDS_LIMIT_FILE_BYTES a file. MDS_EFORMAT, MDS_EUNSUPPORTED or
 *  MDS_ELIMIT, with a diagnostic, when the archive as a whole cannot be read; MDS_ENOMEM; or what
 *  \p each returned. */
MDS_NODISCARD MDS_API mds_status mds_archive_read(const mds_source *source, mds_archive_fn each,
                                                  void *payload, mds_diags *diags);

/** Whether a path names what a program leaves beside the files: a lock file ("~$form.xlsx"), a
 *  name that begins with a dot, a folder "__MACOSX", "Thumbs.db" or "desktop.ini". */
MDS_API bool mds_file_is_clutter(const char *path);

#ifdef __cplusplus
}
#endif
#endif
