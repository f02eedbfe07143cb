/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Status codes and the marks that every public function carries.
 *
 * A function that can fail returns mds_status; its outputs are untouched on failure. What went
 * wrong with the user's data, and where, is a diagnostic (diag.h): the status only says which
 * kind of failure it was. The library never prints and never ends the process.
 */
#ifndef MDSRISK_STATUS_H
#define MDSRISK_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define MDS_API __attribute__((visibility("default")))
#define MDS_NODISCARD __attribute__((warn_unused_result))
#else
#define MDS_API
#define MDS_NODISCARD
#endif

typedef enum mds_status {
    MDS_OK = 0,
    MDS_ENOMEM = -1,       /**< the system has no memory left */
    MDS_EIO = -2,          /**< a file could not be read or written */
    MDS_EFORMAT = -3,      /**< the input is not what it should be */
    MDS_ELIMIT = -4,       /**< the input exceeds a bound of limits.h */
    MDS_ENOTFOUND = -5,    /**< no such file, question, scenario, ... */
    MDS_EUNSUPPORTED = -6, /**< a known thing that is not handled (encrypted, legacy .xls) */
    MDS_EINVAL = -7,       /**< the caller's argument is wrong */
    MDS_ECATALOG = -8,     /**< the catalog is damaged or inconsistent */
    MDS_ESANDBOX = -9      /**< a confined reader could not be started, or died */
} mds_status;

/** Languages in which everything that a user sees exists. */
typedef enum mds_lang { MDS_LANG_EN, MDS_LANG_JA, MDS_LANG__COUNT } mds_lang;

/** A text in every language; each member is non-NULL, UTF-8 and owned by what holds the struct. */
typedef struct mds_text {
    const char *in[MDS_LANG__COUNT];
} mds_text;

#ifdef __cplusplus
}
#endif
#endif
