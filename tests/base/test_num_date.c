/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "base/date.h"
#include "base/num.h"
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse(double *out, const char *text)
{
    return mds_num_parse(out, (mds_sv){text, strlen(text)});
}

Test(num, exact_text_reads_back_as_the_same_number)
{
    static const double numbers[] = {0.1, 1.0 / 3, 1e-300, 123456789.123, -2.5, 5e-324, 1e22, 0.7};
    char text[MDS_NUM_SIZE];
    double back;

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        mds_num_exact(text, numbers[i]);
        cr_assert(parse(&back, text), "%s", text);
        cr_assert(back == numbers[i], "%s", text);
    }
    mds_num_exact(text, (double)NAN);
    cr_assert_str_eq(text, "null");
    mds_num_exact(text, 0.1);
    cr_assert_str_eq(text, "0.1");
}

/* Numbers of few decimals take a way of their own: it writes what the exact conversion writes. */
Test(num, short_text_is_the_exact_text)
{
    uint64_t state = 88172645463325252U;
    char text[MDS_NUM_SIZE];
    char exact[MDS_NUM_SIZE];

    for (int i = 0; i < 20000; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        double value =
            (double)(state % 2000000000U) / pow(10, (double)(state >> 32U) / 4294967296.0 * 12);
        value = i % 3 == 0 ? round(value * 1000) / 1000 : i % 3 == 1 ? round(value) : value;
        value = state % 2 == 0 ? value : -value;
        if (fabs(value) < 1e-4) {
            continue;
        }
        mds_num_exact(text, value);
        for (int digits = 15; digits <= 17; digits++) {
            (void)snprintf(exact, sizeof exact, "%.*g", digits, value);
            if (strtod(exact, NULL) == value) {
                break;
            }
        }
        cr_assert_str_eq(text, exact);
    }
}

/* Doubles of all kinds: any bits, few digits, powers of ten and two and their neighbours, halves.
 */
static double some_double(uint64_t state, int kind)
{
    const double part = (double)(state >> 11U) / 9007199254740992.0;
    double value;

    switch (kind) {
    case 0:
        memcpy(&value, &state, sizeof value);
        return isfinite(value) ? value : 1;
    case 1:
        return round(part * 1e4) / pow(10, (double)(state % 20));
    case 2:
        return exp((part - 0.5) * 80);
    case 3:
        return ldexp(1, (int)(state % 200) - 100);
    case 4:
        return ((double)(state % 100000) + 0.5) / (double)(1U << (state >> 59U));
    default:
        return nextafter(pow(10, (double)(state % 60) - 30), state >> 63U != 0 ? 1e300 : 0);
    }
}

/* What takes no call of the C library writes and reads what the call does. */
Test(num, writes_and_reads_as_the_c_library)
{
    uint64_t state = 88172645463325252U;
    char text[MDS_NUM_SIZE];
    char whole[400];

    for (int i = 0; i < 60000; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        const double value = some_double(state, i % 6);
        const double size = fabs(value);
        const int digits = (int)(state >> 33U) % 17;
        double back;
        mds_num_exact(text, value);
        for (int n = 15; n <= 17 && value != 0; n++) {
            (void)snprintf(whole, sizeof whole, "%.*g", n, value);
            if (strtod(whole, NULL) == value) {
                break;
            }
        }
        cr_assert(value == 0 || strcmp(text, whole) == 0, "%s %s", text, whole);
        cr_assert(parse(&back, text) && back == value, "%s", text);
        if (size < 1e15) {
            mds_num_fixed(text, size, digits);
            (void)snprintf(whole, sizeof whole, "%.*f", digits, size);
            cr_assert_str_eq(text, whole);
            cr_assert(parse(&back, whole) && back == strtod(whole, NULL), "%s", whole);
        }
        if (size > 0 && (size < 1e-4 || size >= 1e6)) {
            mds_num_significant(text, value, digits + 1);
            (void)snprintf(whole, sizeof whole, "%.*e", digits, value);
            cr_assert_str_eq(text, whole);
        }
    }
}

Test(num, is_the_same_in_a_locale_with_a_decimal_comma)
{
    char text[MDS_NUM_SIZE];
    double value;

    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL) {
        cr_log_info("de_DE.UTF-8 is not installed: only the C locale is tested");
    }
    mds_num_fixed(text, 1234.5, 2);
    cr_assert_str_eq(text, "1234.50");
    cr_assert(parse(&value, "2.5"));
    cr_assert(value == 2.5);
    cr_assert_not(parse(&value, "2,5"));
}

Test(num, rounds_for_people)
{
    char text[MDS_NUM_SIZE];

    mds_num_significant(text, 0.048295, 3);
    cr_assert_str_eq(text, "0.0483");
    mds_num_significant(text, 49.5, 2);
    cr_assert_str_eq(text, "50");
    mds_num_significant(text, 1234.4, 3);
    cr_assert_str_eq(text, "1234");
    mds_num_significant(text, 2.0, 3);
    cr_assert_str_eq(text, "2");
    mds_num_significant(text, 1.23e-7, 2);
    cr_assert_str_eq(text, "1.2e-07");
    mds_num_fixed(text, -0.0001, 2);
    cr_assert_str_eq(text, "0.00");
}

Test(num, refuses_what_is_no_plain_decimal)
{
    static const char *const bad[] = {"",    " 1",    "1 ",    "0x10", "nan",
                                      "inf", "1e999", "1.2.3", "--1"};
    double value;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cr_assert_not(parse(&value, bad[i]), "'%s'", bad[i]);
    }
}

Test(date, round_trips_every_day_of_three_centuries)
{
    char text[MDS_DATE_SIZE];
    mds_day first;
    mds_day last;
    mds_day back;

    cr_assert(mds_date_from_civil(&first, 1900, 1, 1));
    cr_assert(mds_date_from_civil(&last, 2200, 12, 31));
    for (mds_day day = first; day <= last; day++) {
        mds_date_format(text, day);
        cr_assert(mds_date_parse(&back, (mds_sv){text, strlen(text)}), "%s", text);
        cr_assert_eq(back, day, "%s", text);
    }
    cr_assert_eq(last - first + 1, 109938); /* 301 years, 73 leap days */
}

Test(date, knows_the_calendar)
{
    static const char *const bad[] = {"2023-02-29", "2026-13-01", "2026-00-10", "1899-12-31",
                                      "2026-11/20", "20261",      "2201-01-01", "2026-1-",
                                      "2026--1-1",  "2026/001/1", "2026/1/1/1", "2026/1/32",
                                      "2026/1 /1",  "26/11/2026"};
    mds_day day;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cr_assert_not(mds_date_parse(&day, (mds_sv){bad[i], strlen(bad[i])}), "%s", bad[i]);
    }
    cr_assert(mds_date_parse(&day, (mds_sv){"1970-01-01", 10}));
    cr_assert_eq(day, 0);
    cr_assert(mds_date_parse(&day, (mds_sv){"20240229", 8}));
    cr_assert_eq(day, 19782);
    cr_assert(mds_date_parse(&day, (mds_sv){"2024/2/29", 9}));
    cr_assert_eq(day, 19782);
    cr_assert(mds_date_parse(&day, (mds_sv){"1970-1-2", 8}));
    cr_assert_eq(day, 1);
    mds_day serial;
    cr_assert(mds_date_from_serial(&serial, 43747, false));
    char text[MDS_DATE_SIZE];
    mds_date_format(text, serial);
    cr_assert_str_eq(text, "2019-10-09");
    cr_assert(mds_date_from_serial(&serial, 0, true));
    mds_date_format(text, serial);
    cr_assert_str_eq(text, "1904-01-01");
    cr_assert_not(mds_date_from_serial(&serial, 60, false), "the day that never was");
    mds_date_format(text, MDS_DAY_NONE);
    cr_assert_str_eq(text, "");
}
