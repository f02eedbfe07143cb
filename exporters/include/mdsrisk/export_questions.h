/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The questions to a manufacturer as a file to fill in and to import again.
 */
#ifndef MDSRISK_EXPORT_QUESTIONS_H
#define MDSRISK_EXPORT_QUESTIONS_H

#include <mdsrisk/ask_report.h>
#include <mdsrisk/export.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mds_worksheet {
    const mds_table *table; /**< of mds_ask_worksheet() */
    const char *words;      /**< of mds_ask_choices() */
    const mds_catalog *catalog;
    const char *title; /**< the device */
    mds_lang lang;
    int32_t as_of; /**< date of making: same input, same bytes */
} mds_worksheet;

/** Writes the worksheet to \p path, xlsx or csv. MDS_EINVAL for another format; MDS_EIO with a
 *  diagnostic when it cannot be written, the target is then as it was; MDS_ENOMEM. */
MDS_NODISCARD MDS_API mds_status mds_export_questions(const mds_worksheet *worksheet,
                                                      mds_export_format format, const char *path,
                                                      mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
