/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The directory of a zip file, checked before the library opens it: what other programs read too
 * is let pass (bytes behind the archive, time stamps that differ, a name that is there twice);
 * what two programs would read differently is not.
 */
#ifndef MDS_IMPORTERS_ZIP_DIRECTORY_H
#define MDS_IMPORTERS_ZIP_DIRECTORY_H

#include <mdsrisk/status.h>
#include <stddef.h>

typedef struct mds_zip_directory {
    size_t size;        /* bytes of the archive: what is behind it is not looked at */
    size_t count;       /* entries */
    const char *reason; /* why it is damaged, in English; NULL */
} mds_zip_directory;

/* MDS_EFORMAT with a reason; MDS_ELIMIT when it has more entries than MDS_LIMIT_ZIP_ENTRIES. */
MDS_NODISCARD mds_status mds_zip_directory__check(mds_zip_directory *out,
                                                  const unsigned char *bytes, size_t n);

#endif
