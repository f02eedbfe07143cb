/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * An edition that was learned, as the files of a catalog's folder (docs/inside/catalog.md).
 */
#ifndef MDSRISK_EXPORT_EDITION_H
#define MDSRISK_EXPORT_EDITION_H

#include <mdsrisk/adopt.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The member that marks a file as made by learning a form; its text says from what. */
#define MDS_LEARNED_MARK "// learned"

/** Where an edition was learned from. */
typedef struct mds_edition_source {
    const char *file;
    const char *sha256; /**< "" for none */
    const char *notice; /**< what its files say to whoever opens them */
} mds_edition_source;

/** Each gives the text of one file in \p arena, one record a line; MDS_ENOMEM or MDS_ELIMIT. The
 *  bytes depend on the arguments alone. */
MDS_NODISCARD MDS_API mds_status mds_export_edition_form(const char **out, mds_arena *arena,
                                                         const mds_catalog *catalog,
                                                         const mds_form *form,
                                                         const mds_edition_source *source);
MDS_NODISCARD MDS_API mds_status mds_export_edition_crosswalk(const char **out, mds_arena *arena,
                                                              const mds_catalog *catalog,
                                                              const mds_adopted *adopted,
                                                              const mds_edition_source *source);
MDS_NODISCARD MDS_API mds_status mds_export_edition_pair(const char **out, mds_arena *arena,
                                                         const mds_adopted_pair *pair,
                                                         const mds_edition_source *source);

/** A guideline's file with \p clauses, by id, added to those of \p json (its \p n bytes, as the
 *  folder or the command has it). MDS_EFORMAT with a diagnostic when \p json cannot be read. */
MDS_NODISCARD MDS_API mds_status mds_export_edition_guideline(const char **out, mds_arena *arena,
                                                              const char *name, const char *json,
                                                              size_t n, const mds_clause *clauses,
                                                              size_t count, mds_diags *diags);

/** A file of a catalog's folder. */
typedef struct mds_edition_file {
    const char *name; /**< "forms/jp-mds-5.0.json" */
    const char *kind; /**< "form", as the manifest says it */
} mds_edition_file;

/** The manifest \p json with those of \p files that it lacks, each behind the last of its kind.
 *  MDS_EFORMAT likewise. */
MDS_NODISCARD MDS_API mds_status mds_export_edition_manifest(const char **out, mds_arena *arena,
                                                             const char *name, const char *json,
                                                             size_t n,
                                                             const mds_edition_file *files,
                                                             size_t count, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
