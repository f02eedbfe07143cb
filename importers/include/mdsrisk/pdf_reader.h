/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The program that reads PDF, and what it may do here: for a report of what protects the readers.
 */
#ifndef MDSRISK_PDF_READER_H
#define MDSRISK_PDF_READER_H

#include <mdsrisk/arena.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mds_pdf_reader {
    const char *poppler, *qpdf; /**< versions of its libraries */
    /** What confines it: "landlock" (and seccomp), "seccomp" alone, "job" of Windows, "page". */
    const char *confined;
} mds_pdf_reader;

/** Starts it, confined as for a file, and asks. Strings live in \p arena. MDS_ENOTFOUND when there
 *  is none; MDS_ESANDBOX when it cannot be started or confined here; MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_pdf_reader_about(mds_pdf_reader *out, mds_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
