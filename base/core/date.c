/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include "base/num.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Days before 1 January of \p year, counted from 1 January of year 1. */
static int days_before_year(int year)
{
    const int y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400;
}

bool mds_date_from_civil(mds_day *out, int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return false;
    }
    int days = days_before_year(year) - days_before_year(1970) + day - 1;
    for (int m = 1; m < month; m++) {
        days += days_in_month(year, m);
    }
    *out = days;
    return true;
}

/* Length of the number that ends at the separator or at the end of \p text, one digit or two. */
static size_t short_number(mds_sv text, size_t at, char separator)
{
    size_t n = 0;
    while (at + n < text.n && text.p[at + n] != separator) {
        n++;
    }
    return n == 1 || n == 2 ? n : 0;
}

bool mds_date_parse(mds_day *out, mds_sv text)
{
    uint64_t year;
    uint64_t month;
    uint64_t day;
    const char *p = text.p;
    size_t month_at = 4;
    size_t month_size = 2;
    size_t day_at = 6;
    size_t day_size = 2;

    if (text.n < 8 || text.n > 10) {
        return false;
    }
    if (p[4] == '-' || p[4] == '/') {
        month_at = 5;
        month_size = short_number(text, month_at, p[4]);
        day_at = month_at + month_size + 1;
        day_size = month_size == 0 ? 0 : short_number(text, day_at, p[4]);
        if (day_size == 0 || day_at + day_size != text.n) {
            return false;
        }
    } else if (text.n != 8) {
        return false;
    }
    return mds_num_parse_uint(&year, (mds_sv){p, 4}, LAST_YEAR) &&
           mds_num_parse_uint(&month, (mds_sv){p + month_at, month_size}, 12) &&
           mds_num_parse_uint(&day, (mds_sv){p + day_at, day_size}, 31) &&
           mds_date_from_civil(out, (int)year, (int)month, (int)day);
}

void mds_date_format(char out[MDS_DATE_SIZE], mds_day day)
{
    const int32_t first = days_before_year(FIRST_YEAR) - days_before_year(1970);
    const int32_t after = days_before_year(LAST_YEAR + 1) - days_before_year(1970);

    if (day < first || day >= after) {
        out[0] = '\0';
        return;
    }
    int year = 1970 + (int)(day / 365.2425) - 1;
    while (days_before_year(year + 1) - days_before_year(1970) <= day) {
        year++;
    }
    int rest = day - (days_before_year(year) - days_before_year(1970));
    int month = 1;
    while (rest >= days_in_month(year, month)) {
        rest -= days_in_month(year, month);
        month++;
    }
    (void)snprintf(out, MDS_DATE_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000U,
                   (unsigned)month % 100U, (unsigned)(rest + 1) % 100U);
}

bool mds_date_from_serial(mds_day *out, double serial, bool epoch_1904)
{
    /* Serial 61 of the 1900 system is 1900-03-01: the days before it are off by one, because the
     * system believes in 1900-02-29. */
    const double first = epoch_1904 ? 0 : 61;
    const int epoch_offset = epoch_1904 ? 24107 : 25569; /* serial of 1970-01-01 */
    const int after = days_before_year(LAST_YEAR + 1) - days_before_year(1970);

    if (!isfinite(serial) || serial < first || serial >= (double)after + epoch_offset) {
        return false;
    }
    *out = (mds_day)floor(serial) - epoch_offset;
    return true;
}

double mds_date_years(mds_day earlier, mds_day later)
{
    return ((double)later - (double)earlier) / 365.25;
}
