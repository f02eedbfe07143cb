/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Proposals for a learned edition as tables for a person.
 */
#ifndef MDSRISK_ADOPT_REPORT_H
#define MDSRISK_ADOPT_REPORT_H

#include <mdsrisk/adopt.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What waits for a person, as tables in \p lang: how to fill it in ("summary"), and a proposal a
 *  row ("review"), to be filled in and read again. \p proposals give the scores; those of relations
 *  without one stay empty. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_adopt_tables(const mds_table *const **out, size_t *count,
                                                  mds_arena *arena, const mds_catalog *catalog,
                                                  const mds_adopted *adopted,
                                                  const mds_proposals *proposals, mds_lang lang);

#ifdef __cplusplus
}
#endif
#endif
