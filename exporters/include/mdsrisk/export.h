/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Exporters: views of a register, and the canonical forms of what was imported. A file appears
 * whole or not at all. Nothing written starts a formula in a spreadsheet program.
 */
#ifndef MDSRISK_EXPORT_H
#define MDSRISK_EXPORT_H

#include <mdsrisk/disclosure.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_export_format {
    MDS_EXPORT_XLSX,
    MDS_EXPORT_CSV,  /**< UTF-8 with BOM; the register table alone */
    MDS_EXPORT_JSON, /**< register.schema.json */
    MDS_EXPORT_HTML, /**< a page to read; not of every function, nor is what follows */
    MDS_EXPORT_MD,   /**< the same as Markdown */
    MDS_EXPORT_DOCX, /**< and as a document of Word */
    MDS_EXPORT_FORMAT__COUNT
} mds_export_format;

/** Format by the ending of \p path; MDS_EXPORT_FORMAT__COUNT when it is none of them. */
MDS_API mds_export_format mds_export_format_of(const char *path);

/** Whether it is a document to read, which mds_export_paper() writes and nothing reads again. */
MDS_API bool mds_export_is_document(mds_export_format format);

/** Its ending, ".xlsx"; "" for MDS_EXPORT_FORMAT__COUNT. */
MDS_API const char *mds_export_ending(mds_export_format format);

/** Writes the register to \p path. MDS_EINVAL for a document (export_paper.h); MDS_EIO with a
 * diagnostic when it cannot be written; the target is then as it was. The bytes depend on the
 * register alone. */
MDS_NODISCARD MDS_API mds_status mds_export_register(const mds_register *reg,
                                                     mds_export_format format, const char *path,
                                                     mds_diags *diags);

/** The register as JSON on one line that ends with a line feed, in \p arena: the same members as
 * the file's. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_export_register_line(const char **out, mds_arena *arena,
                                                          const mds_register *reg);

/** The canonical disclosure JSON (disclosure.schema.json) as text in \p arena: the answers, how the
 *  file was understood, and what \p diags, unless NULL, says of that file. */
MDS_NODISCARD MDS_API mds_status mds_export_disclosure(const char **out, mds_arena *arena,
                                                       const mds_catalog *catalog,
                                                       const mds_disclosure *disclosure,
                                                       const mds_diags *diags);

/** A commented template of a deployment, JSON or csv, in \p lang, as text in \p arena. */
MDS_NODISCARD MDS_API mds_status mds_export_deployment_template(const char **out, mds_arena *arena,
                                                                const mds_catalog *catalog,
                                                                const mds_policy *policy,
                                                                mds_export_format format,
                                                                mds_lang lang);

/** The same as a workbook to fill in: lists to choose from, what moves the numbers first, facts by
 *  their titles. MDS_EIO with a diagnostic when it cannot be written. */
MDS_NODISCARD MDS_API mds_status mds_export_deployment_form(const char *path,
                                                            const mds_catalog *catalog,
                                                            const mds_policy *policy, int32_t as_of,
                                                            mds_lang lang, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
