/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Calendar dates as day numbers, without a clock and without a time zone.
 */
#ifndef MDS_BASE_DATE_H
#define MDS_BASE_DATE_H

#include "base/strbuf.h"

/** Days since 1970-01-01 in the Gregorian calendar. */
typedef int32_t mds_day;
#define MDS_DAY_NONE INT32_MIN

enum { MDS_DATE_SIZE = 12 };

/** "2026-11-20" (also "20261120", and "2026/6/1" as a Japanese spreadsheet program saves it) to a
 *  day; false when it is no date between 1900 and 2200. */
bool mds_date_parse(mds_day *out, mds_sv text);
/** "2026-11-20"; "" for MDS_DAY_NONE. */
void mds_date_format(char out[MDS_DATE_SIZE], mds_day day);
/** A spreadsheet's date serial to a day (1900 system; 1904 when \p epoch_1904); false outside
 *  1900-03-01 to 2200. */
bool mds_date_from_serial(mds_day *out, double serial, bool epoch_1904);
/** Day number of a civil date; false when there is no such date between 1900 and 2200. */
bool mds_date_from_civil(mds_day *out, int year, int month, int day);
/** \p later - \p earlier in years of 365.25 days. */
double mds_date_years(mds_day earlier, mds_day later);

#endif
