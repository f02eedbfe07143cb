/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A form of one edition as a workbook: empty to type into, for a scan and for a manufacturer
 * without the official one; or with the answers of a disclosure. Questions are in the catalog's
 * own short titles.
 */
#ifndef MDSRISK_EXPORT_FORM_H
#define MDSRISK_EXPORT_FORM_H

#include <mdsrisk/disclosure.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes the form with ordinal \p form to \p path, a workbook dated \p as_of: the fields of the
 *  device, a row a question with the edition's words to choose from, and room for notes; titles
 *  in \p lang, words as the edition prints them. mds_import_form() reads it like any other.
 *  MDS_EINVAL when the catalog knows only what the edition is about (MDS_TOPICS) or no question;
 *  MDS_EIO, with a diagnostic, when it cannot be written. */
MDS_NODISCARD MDS_API mds_status mds_export_blank_form(const char *path, const mds_catalog *catalog,
                                                       uint32_t form, int32_t as_of, mds_lang lang,
                                                       mds_diags *diags);

/** The same with the answers, notes and fields of the device that \p answers holds. Yes, no and
 *  n/a are there in the edition's words, a note with its text. A question that occurred twice with
 *  two answers stays empty. Errors as above. */
MDS_NODISCARD MDS_API mds_status mds_export_form(const char *path, const mds_catalog *catalog,
                                                 const mds_disclosure *answers, int32_t as_of,
                                                 mds_lang lang, mds_diags *diags);

/** Whether the catalog knows the edition well enough for both. */
MDS_API bool mds_form_is_writable(const mds_catalog *catalog, uint32_t form);

#ifdef __cplusplus
}
#endif
#endif
