/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Source: the only way bytes enter the library. It has a name for messages, a byte budget, and
 * its content in memory; the content may hold NUL bytes.
 */
#ifndef MDSRISK_SOURCE_H
#define MDSRISK_SOURCE_H

#include <mdsrisk/diag.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mds_source mds_source;

/** Which of several forms in the file is meant, from 1: "two.pdf#2"; 0 when none was named. */
MDS_API uint32_t mds_source_part(const mds_source *source);

/** Reads the file at \p path, at most \p limit bytes (0: MDS_LIMIT_FILE_BYTES). Directory,
 * unreadable, empty or too large: a diagnostic and MDS_EIO, MDS_EFORMAT or MDS_ELIMIT. Where
 * there is no such file, "#2" at its end names a part of the file before it. Free with
 * mds_source_free(). */
MDS_NODISCARD MDS_API mds_status mds_source_open(mds_source **out, const char *path, size_t limit,
                                                 mds_diags *diags);

/** A source over a copy of \p n bytes; \p name is what messages call it. In a name that is not
 *  UTF-8 each byte that is none becomes "\\xE9", and each backslash two. */
MDS_NODISCARD MDS_API mds_status mds_source_from_memory(mds_source **out, const char *name,
                                                        const void *bytes, size_t n);

/** NULL is allowed. */
MDS_API void mds_source_free(mds_source *source);

/** All three live as long as the source. */
MDS_API const char *mds_source_name(const mds_source *source);
MDS_API const unsigned char *mds_source_bytes(const mds_source *source);
MDS_API size_t mds_source_size(const mds_source *source);
/** SHA-256 of the content, 64 lower-case hexadecimal digits and NUL. */
MDS_API void mds_source_sha256(const mds_source *source, char out[65]);

#ifdef __cplusplus
}
#endif
#endif
