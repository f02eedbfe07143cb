/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Documents that are due at the milestones of a device's life, and which are missing
 * (docs/use/lifecycle.md).
 */
#ifndef MDSRISK_DOCUMENTS_H
#define MDSRISK_DOCUMENTS_H

#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_document_state {
    MDS_DOCUMENT_HELD,    /**< the deployment names where it is */
    MDS_DOCUMENT_STATED,  /**< a form says that it exists; the hospital does not hold it */
    MDS_DOCUMENT_MISSING, /**< due, and neither */
    MDS_DOCUMENT_NOT_DUE, /**< its milestone is still to come */
    MDS_DOCUMENT_NO_DATE, /**< nobody gave the date of its milestone */
    MDS_DOCUMENT_STATE__COUNT
} mds_document_state;

typedef struct mds_document_status {
    uint32_t document;
    mds_document_state state;
    int32_t due;           /**< day; INT32_MIN: from the beginning, or no date */
    const char *reference; /**< where it is; "" */
} mds_document_status;

/** One status per document of the catalog, in the catalog's order, at the assessment's date.
 *  \p arena owns them. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_documents_due(const mds_document_status **out, size_t *count,
                                                   mds_arena *arena,
                                                   const mds_risk_assessment *assessment);

MDS_API const char *mds_document_state_name(mds_document_state state);

#ifdef __cplusplus
}
#endif
#endif
