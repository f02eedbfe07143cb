/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Tables that are no register (findings, questions, differences) as JSON, csv or a workbook.
 */
#ifndef MDSRISK_EXPORT_TABLE_H
#define MDSRISK_EXPORT_TABLE_H

#include <mdsrisk/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A name and what is under it at the head of a document. */
typedef struct mds_head {
    const char *name, *value;
} mds_head;

typedef struct mds_document {
    const char *kind; /**< "lint": the member "kind" of the JSON */
    mds_lang lang;
    const char *title;    /**< of a workbook's pages, and its first row; NULL: none */
    int32_t as_of;        /**< date of making of a workbook: same input, same bytes */
    const mds_head *head; /**< JSON alone */
    size_t head_count;
    const mds_table *const *tables; /**< JSON: a member each, by the table's id; csv: the first;
                                         a workbook: a sheet each, "summary" as names and values */
    size_t table_count;
} mds_document;

enum { MDS_DOCUMENT_FORMAT_VERSION = 1 };

/** The document as text in \p arena. MDS_EINVAL for another format than JSON or csv, or when there
 *  is no table; MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_export_document(const char **out, mds_arena *arena,
                                                     const mds_document *document,
                                                     mds_export_format format);

/** Writes the document to \p path. MDS_EINVAL when there is no table; MDS_EIO with a diagnostic
 *  when it cannot be written, the target is then as it was; MDS_ENOMEM, MDS_ELIMIT. The bytes
 *  depend on the document alone. */
MDS_NODISCARD MDS_API mds_status mds_export_document_file(const mds_document *document,
                                                          mds_export_format format,
                                                          const char *path, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
