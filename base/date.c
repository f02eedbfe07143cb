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

/* A number of one or two digits at \p *p, with the blanks around it. */
static bool take_number(int *out, const char **p)
{
    const char *at = *p + strspn(*p, " ");
    const size_t n = strspn(at, "0123456789");
    uint64_t value = 0;

    if (n == 0 || n > 2 || !mds_num_parse_uint(&value, (mds_sv){at, n}, 99)) {
        return false;
    }
    *p = at + n + strspn(at + n, " ");
    *out = (int)value;
    return true;
}

/* One of two signs at \p *p: the Japanese one, or a point, a slash or a dash. */
static bool take_sign(const char **p, const char *sign)
{
    const size_t n = strlen(sign);

    if (strncmp(*p, sign, n) == 0) {
        *p += n;
        return true;
    }
    if (**p != '\0' && strchr("./-", **p) != NULL) {
        ++*p;
        return true;
    }
    return false;
}

bool mds_date_parse_era(mds_day *out, const char *key)
{
    static const struct {
        const char *name;
        char letter;
        int before; /* the year before its first */
        int first_year, first_month, first_day;
    } eras[] = {
        {"令和", 'r', 2018, 2019, 5, 1},
        {"平成", 'h', 1988, 1989, 1, 8},
        {"昭和", 's', 1925, 1926, 12, 25},
    };
    int year = 0;
    int month = 0;
    int day = 0;
    mds_day first;
    mds_day found;

    for (size_t i = 0; i < sizeof eras / sizeof eras[0]; i++) {
        const size_t n = strlen(eras[i].name);
        const char *p = key;
        if (strncmp(p, eras[i].name, n) == 0) {
            p += n;
        } else if (*p == eras[i].letter) {
            p += p[1] == '.' ? 2 : 1;
        } else {
            continue;
        }
        p += strspn(p, " ");
        if (strncmp(p, "元", strlen("元")) == 0) {
            year = 1;
            p += strlen("元");
        } else if (!take_number(&year, &p)) {
            return false;
        }
        if (year < 1 || !take_sign(&p, "年") || !take_number(&month, &p) || !take_sign(&p, "月") ||
            !take_number(&day, &p)) {
            return false;
        }
        if (strncmp(p, "日", strlen("日")) == 0) {
            p += strlen("日");
        }
        if (*p != '\0' || !mds_date_from_civil(&found, eras[i].before + year, month, day) ||
            !mds_date_from_civil(&first, eras[i].first_year, eras[i].first_month,
                                 eras[i].first_day) ||
            found < first) {
            return false;
        }
        *out = found;
        return true;
    }
    return false;
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
