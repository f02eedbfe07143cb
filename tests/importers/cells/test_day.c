/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "day.h"

#include "base/date.h"
#include "support/fixture.h"
#include <criterion/criterion.h>

Test(day, the_japanese_calendar)
{
    fixture f;
    static const struct {
        const char *key, *day;
    } days[] = {
        {"令和5年7月21日", "2023-07-21"},
        {"令和 5 年 7 月 21 日", "2023-07-21"},
        {"令和元年5月1日", "2019-05-01"},
        {"平成31年4月30日", "2019-04-30"},
        {"平成30年1月15日", "2018-01-15"},
        {"昭和64年1月7日", "1989-01-07"},
        {"r5.7.21", "2023-07-21"},
        {"r.5.7.21", "2023-07-21"},
        {"h31.4.1", "2019-04-01"},
        {"r05/07/21", "2023-07-21"},
        {"s63-12-31", "1988-12-31"},
        {"令和元年4月30日", ""},
        {"平成元年1月7日", ""},
        {"令和5年13月1日", ""},
        {"令和5年2月29日", ""},
        {"令和0年7月1日", ""},
        {"令和100年7月1日", ""},
        {"令和5年7月", ""},
        {"5年7月21日", ""},
        {"r5721", ""},
        {"令和5年7月21日頃", ""},
        {"x5.7.21", ""},
        {"", ""},
    };

    fixture_init(&f);
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        char text[MDS_DATE_SIZE];
        mds_day day = MDS_DAY_NONE;
        cr_expect_eq(mds_day__of_era(&day, f.catalog, days[i].key), days[i].day[0] != '\0', "%s",
                     days[i].key);
        mds_date_format(text, day);
        cr_expect_str_eq(text, days[i].day, "%s: %s", days[i].key, text);
    }
    fixture_free(&f);
}
