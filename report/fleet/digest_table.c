/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_words.h"
#include <mdsrisk/fleet_digest_report.h>

#include <stdio.h>
#include <string.h>

enum { DAY, SUBJECT, BEFORE, AFTER, REASON, WHO, COLUMN_COUNT };

static void put_verdict(mds_table_builder *b, const mds_fleet_news *news)
{
    mds_reg *r = b->r;
    char first[48];

    mds_table__marked(b, BEFORE, mds_reg__named(r, "signal", mds_verdict_name(news->before)),
                      mds_verdict_mark(news->before));
    mds_table__marked(b, AFTER, mds_reg__named(r, "signal", mds_verdict_name(news->after)),
                      mds_verdict_mark(news->after));
    mds_table__text(b, REASON, mds_fleet_words__reasons(r, news->why));
    /* the first of the reasons says who must act */
    (void)snprintf(first, sizeof first, "%.*s", (int)strcspn(news->why, " "), news->why);
    mds_table__text(b, WHO, mds_reg__named(r, "fleet.act", first));
}

static void put_finding(mds_table_builder *b, const mds_fleet_news *news)
{
    mds_reg *r = b->r;

    mds_table__text(b, BEFORE,
                    news->former != NULL ? mds_fleet_words__standing(r, news->former) : "");
    mds_table__text(b, AFTER, mds_fleet_words__standing(r, news->found));
    mds_table__text(b, REASON, mds_fleet_words__finding(r, news->found));
    mds_table__text(b, WHO, mds_fleet_words__who_acts(r, news->found));
}

mds_status mds_fleet_digest(const mds_table **out, mds_arena *arena, const mds_catalog *catalog,
                            const mds_fleet_news *news, size_t count, mds_lang lang)
{
    static const mds_column_spec columns[COLUMN_COUNT] = {
        {"plan_day", 12, true},     {"digest_subject", 26, true}, {"digest_before", 22, true},
        {"digest_after", 26, true}, {"digest_reason", 36, true},  {"digest_who", 60, true}};
    mds_reg r = {.arena = arena, .catalog = catalog, .lang = lang};
    mds_table *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_table_builder b;

    if (made == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 20);
    mds_table__init(&b, &r, "digest", columns, COLUMN_COUNT);
    for (size_t i = 0; i < count && mds_table__row(&b); i++) {
        mds_table__date(&b, DAY, news[i].day);
        mds_table__text(&b, SUBJECT, news[i].subject);
        if (news[i].found != NULL) {
            put_finding(&b, &news[i]);
        } else {
            put_verdict(&b, &news[i]);
        }
    }
    mds_table__finish(&b, made);
    mds_strbuf_finish(&r.buf);
    *out = made;
    return r.status != MDS_OK ? r.status : mds_arena_status(arena);
}
