/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Systems and components that a form names in its own words, and when their security updates end.
 * Nobody has confirmed that the device still runs them: the date asks, and gives no credit.
 */
#ifndef MDSRISK_PLATFORM_H
#define MDSRISK_PLATFORM_H

#include <mdsrisk/deployment.h>
#include <mdsrisk/disclosure.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A platform of the catalog, where a form names it first. */
typedef struct mds_named_platform {
    uint32_t platform; /**< of the catalog */
    const mds_disclosure *disclosure;
    uint32_t question; /**< in whose answer or note; MDS_NO_ORDINAL: in the header */
    const char *said;  /**< as the form writes it */
    int32_t end;       /**< earliest day on which free security updates may end, or MDS_DAY_NONE */
    uint32_t end_of;   /**< which of the platform's ends that is; MDS_NO_ORDINAL */
    bool ended;        /**< they have ended, on a day that nobody gives */
} mds_named_platform;

typedef struct mds_named_platforms {
    const mds_named_platform *at;
    size_t count;
} mds_named_platforms;

/** Finds what the forms name, each platform once. A name that editions share ("windows-10") counts
 *  no more once a reply names an edition, whose id begins with its own. \p arena owns the result.
 *  MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_platforms_find(mds_named_platforms *out, mds_arena *arena,
                                                    const mds_catalog *catalog,
                                                    const mds_disclosure *const *disclosures,
                                                    size_t count);

/** Whether a text names one. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_platform_in_text(bool *out, mds_arena *arena,
                                                      const mds_catalog *catalog, const char *text);

/** Whether its end says something beside what the deployment states: there is no end of support, or
 *  a later one. */
MDS_API bool mds_platform_bears(const mds_named_platform *platform,
                                const mds_deployment *deployment);

/** The earliest end of them, or MDS_DAY_NONE. */
MDS_API int32_t mds_platforms_end(const mds_named_platforms *platforms);
/** Whether one of them has ended on a day that nobody gives. */
MDS_API bool mds_platforms_ended(const mds_named_platforms *platforms);

#ifdef __cplusplus
}
#endif
#endif
