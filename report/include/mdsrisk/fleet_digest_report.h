/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What got worse in a fleet, why, and who must act.
 */
#ifndef MDSRISK_FLEET_DIGEST_REPORT_H
#define MDSRISK_FLEET_DIGEST_REPORT_H

#include <mdsrisk/fleet_finding.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Something that got worse; strings are never NULL. */
typedef struct mds_fleet_news {
    int32_t day;
    const char *subject;             /**< id of the device, or name of the product */
    mds_verdict before, after;       /**< of the device */
    const char *why;                 /**< what else changed, parted by blanks: "form zone" */
    const mds_fleet_finding *found;  /**< of the product; NULL: it is about a verdict */
    const mds_fleet_finding *former; /**< NULL: it was not there */
} mds_fleet_news;

/** The table "digest", with headings in \p lang. \p arena owns it; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_fleet_digest(const mds_table **out, mds_arena *arena,
                                                  const mds_catalog *catalog,
                                                  const mds_fleet_news *news, size_t count,
                                                  mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
