/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Systems and components that forms name, with the days on which their updates end. */
#include "loader.h"

#include "base/date.h"
#include <string.h>

static void check_day(const record *at, const char *member, const char *text)
{
    mds_day day = MDS_DAY_NONE;

    if (text != NULL && text[0] != '\0' && !mds_date_parse(&day, (mds_sv){text, strlen(text)})) {
        mds_record__fault(at, member, "catalog.reason.range");
    }
}

void mds_finish__platform(const record *at, void *out)
{
    mds_platform *platform = out;

    platform->ended = platform->supported = "";
    check_day(at, "mainstream_end", platform->mainstream_end);
    check_day(at, "paid_end", platform->paid_end);
    for (size_t i = 0; i < platform->security_ends.count; i++) {
        check_day(at, "security_ends", platform->security_ends.at[i]);
    }
    const size_t ends = platform->security_ends.count;
    if (ends > MDS_PLATFORM_ENDS) {
        mds_record__fault(at, "security_ends", "catalog.reason.range");
    }
    if (platform->cycles.count > (ends > 0 ? ends : 1)) {
        mds_record__fault(at, "cycles", "catalog.reason.range");
    }
    for (size_t i = 0; i < platform->words.count; i++) {
        if (platform->words.at[i][0] == '\0') {
            mds_record__fault(at, "words", "catalog.reason.range");
        }
    }
}
