/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Diagnostics: what could not be read, what contradicts itself, what was assumed.
 *
 * A diagnostic has a stable code ("MDS1101"), a severity, the file and the place in it, and up to
 * MDS_DIAG_ARGS arguments. Its wording lives in the catalog's texts, in every language, under the
 * code, and the way out under the code followed by ".hint" (mds_catalog_text()).
 */
#ifndef MDSRISK_DIAG_H
#define MDSRISK_DIAG_H

#include <mdsrisk/arena.h>
#include <mdsrisk/diag_codes.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MDS_DIAG_ARGS = 4 };

typedef enum mds_severity {
    MDS_SEVERITY_NOTE,    /**< worth knowing; nothing was lost */
    MDS_SEVERITY_WARNING, /**< something is unknown or assumed because of it */
    MDS_SEVERITY_ERROR    /**< the input, or a part of it, could not be used */
} mds_severity;

/** One diagnostic; every pointer lives in the arena of its mds_diags. */
typedef struct mds_diag {
    mds_diag_code code;
    mds_severity severity;
    const char *file;  /**< name as the user gave it, or "" */
    const char *where; /**< "mds2-form!C24", "line 12", or "" */
    const char *args[MDS_DIAG_ARGS];
    uint32_t arg_count;
} mds_diag;

/** A bounded, append-only list of diagnostics. */
typedef struct mds_diags mds_diags;

/** An empty list in \p arena; NULL when that is exhausted. It keeps at most \p max errors
 *  (0: MDS_LIMIT_DIAGS) and \p max others, besides the first of each code, and counts the rest; an
 * error is kept even when the arena is exhausted. It dies with the arena. */
MDS_API mds_diags *mds_diags_new(mds_arena *arena, size_t max);

/** Appends a copy. \p file and \p where may be NULL; up to MDS_DIAG_ARGS further `const char *`
 *  follow, ended by NULL. \p diags NULL: nothing is recorded. When memory is short all but
 *  errors are only counted. */
MDS_API void mds_diag_add(mds_diags *diags, mds_diag_code code, const char *file, const char *where,
                          ...);

/** Entries kept, in order of arrival. */
MDS_API size_t mds_diags_count(const mds_diags *diags);
/** Entry \p i < mds_diags_count(). */
MDS_API const mds_diag *mds_diags_at(const mds_diags *diags, size_t i);
/** Entries that were counted but not kept. */
MDS_API size_t mds_diags_omitted(const mds_diags *diags);
/** How many entries of \p code were added, kept or not. */
MDS_API size_t mds_diags_count_of_code(const mds_diags *diags, mds_diag_code code);
/** How many entries of \p severity were added, kept or not. */
MDS_API size_t mds_diags_count_of(const mds_diags *diags, mds_severity severity);
/** "MDS1101"; static storage is not used: \p out needs 12 bytes. */
MDS_API void mds_diag_code_name(mds_diag_code code, char out[12]);
/** The severity that belongs to a code. */
MDS_API mds_severity mds_diag_severity(mds_diag_code code);

#ifdef __cplusplus
}
#endif
#endif
