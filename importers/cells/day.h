/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Days as people write them in a cell.
 */
#ifndef MDS_IMPORTERS_DAY_H
#define MDS_IMPORTERS_DAY_H

#include <mdsrisk/catalog.h>

/* "2019-10-08", "8 October 2019", "20/11/2026" and "11/20/2026", which can be one day only, with
 * the signs for year, month and day, by the Japanese calendar
 * ("R5.7.21", or with the era's name), or a spreadsheet's serial. What may mean two days is none.
 * False too when \p scratch is exhausted. */
bool mds_day__read(int32_t *day, mds_arena *scratch, const mds_catalog *catalog, const char *text,
                   bool epoch_1904);

/* Whether it may mean two days, the day first or the month first: which they are. */
bool mds_day__is_two(int32_t days[2], mds_arena *scratch, const mds_catalog *catalog,
                     const char *text);
/* A day by the Japanese calendar; \p key is a match key. False when it is none, or before its
 * era. */
bool mds_day__of_era(int32_t *day, const mds_catalog *catalog, const char *key);
/* The year of the common era at \p *p of a match key, "r6" or with the era's name; \p *p is moved
 * behind it. False, without moving, when none is there. */
bool mds_day__era_year(int *year, const mds_catalog *catalog, const char **p);

#endif
