/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A register that was written as JSON, read back as far as a diff needs it.
 */
#ifndef MDSRISK_IMPORT_REGISTER_H
#define MDSRISK_IMPORT_REGISTER_H

#include <mdsrisk/diff.h>
#include <mdsrisk/source.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Whether the source is a JSON document of kind "register". */
MDS_API bool mds_import_is_register(const mds_source *source);

/** Reads it. What is missing or of another type is a diagnostic and MDS_EFORMAT; MDS_ENOMEM or
 *  MDS_ELIMIT. \p arena owns the result. */
MDS_NODISCARD MDS_API mds_status mds_import_register(const mds_saved **out, mds_arena *arena,
                                                     const mds_source *source, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
