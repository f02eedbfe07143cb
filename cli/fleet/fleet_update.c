/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new goes into the fleet, is assessed, and what got worse is said. */
#include "fleet_assess.h"

#include "base/date.h"
#include "base/strbuf.h"
#include "fleet_finding.h"
#include "schema.h"
#include <mdsrisk/fleet_digest_report.h>
#include <string.h>

typedef struct news_list {
    mds_fleet_news *at;
    size_t count, capacity;
    bool fresh; /* one of them is of this run */
} news_list;

/* Columns of the history. */
enum { DAY, WHAT, SUBJECT, BEFORE, AFTER, WHY, SEQ };

static const char *copy(const run *r, store *s, unsigned column)
{
    const char *text = store_text(s, SQL_HISTORY_SINCE, column);

    return mds_arena_strndup(r->arena, text, strlen(text));
}

static bool verdict_named(const char *name, mds_verdict *out)
{
    for (unsigned v = 0; v < MDS_VERDICT__COUNT; v++) {
        if (strcmp(name, mds_verdict_name((mds_verdict)v)) == 0) {
            *out = (mds_verdict)v;
            return true;
        }
    }
    return false;
}

/* A line of the history about a vulnerability: from \p before, which may be "", to \p after. */
static bool finding_worse(const run *r, store *s, mds_fleet_news *out)
{
    mds_fleet_finding *lines = mds_arena_alloc(r->arena, 2, sizeof *lines);
    const char *before = store_text(s, SQL_HISTORY_SINCE, BEFORE);

    if (lines == NULL ||
        !read_finding(r->arena, store_text(s, SQL_HISTORY_SINCE, AFTER), &lines[0])) {
        return false;
    }
    out->found = &lines[0];
    out->former = before[0] != '\0' && read_finding(r->arena, before, &lines[1]) ? &lines[1] : NULL;
    return mds_fleet_finding_worse(out->former, out->found);
}

static bool is_worse(const run *r, store *s, mds_fleet_news *out)
{
    const char *what = store_text(s, SQL_HISTORY_SINCE, WHAT);

    if (strcmp(what, "vulnerability") == 0) {
        return finding_worse(r, s, out);
    }
    return strcmp(what, "verdict") == 0 &&
           verdict_named(store_text(s, SQL_HISTORY_SINCE, BEFORE), &out->before) &&
           verdict_named(store_text(s, SQL_HISTORY_SINCE, AFTER), &out->after) &&
           out->after > out->before;
}

/* What got worse since a day; without one, in this run. \p last: the last line of the history
 * before it. */
static mds_status find_news(const run *r, store *s, int32_t since, int64_t last, news_list *out)
{
    const fleet_options *own = r->own;
    const store_value values[] = {store_of_whole(since)};
    bool more = false;
    mds_status status = store_ask(s, SQL_HISTORY_SINCE, values, 1);

    while (status == MDS_OK && (status = store_next(s, SQL_HISTORY_SINCE, &more)) == MDS_OK &&
           more) {
        mds_fleet_news news = {.day = (int32_t)store_whole(s, SQL_HISTORY_SINCE, DAY)};
        const bool fresh = store_whole(s, SQL_HISTORY_SINCE, SEQ) > last;
        if ((!fresh && own->since == NULL) || !is_worse(r, s, &news)) {
            continue;
        }
        if (!mds_array_reserve(r->arena, &out->at, &out->capacity, out->count, sizeof *out->at)) {
            return mds_arena_status(r->arena);
        }
        news.subject = copy(r, s, SUBJECT);
        news.why = copy(r, s, WHY);
        out->at[out->count++] = news;
        out->fresh = out->fresh || fresh;
    }
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

static mds_status find_last(store *s, int64_t *out)
{
    bool more = false;
    mds_status status = store_ask(s, SQL_HISTORY_LAST, NULL, 0);

    if (status == MDS_OK) {
        status = store_next(s, SQL_HISTORY_LAST, &more);
    }
    *out = status == MDS_OK && more ? store_whole(s, SQL_HISTORY_LAST, 0) : 0;
    return status;
}

static void print_digest(const run *r, const mds_table *table, int32_t since)
{
    const fleet_options *own = r->own;
    char day[MDS_DATE_SIZE];

    for (size_t i = 0; i < table->row_count; i++) {
        const char *before = cell_text(r, table, i, "digest_before");
        print_paragraph(
            r, 0, "", before[0] != '\0' ? "cli.fleet.worse" : "cli.fleet.appeared",
            cell_text(r, table, i, "plan_day"), cell_text(r, table, i, "digest_subject"), before,
            cell_text(r, table, i, "digest_after"), cell_text(r, table, i, "digest_reason"), NULL);
        print_wrapped(4, "", cell_text(r, table, i, "digest_who"));
    }
    if (table->row_count == 0) {
        mds_date_format(day, since);
        print_paragraph(r, 0, "",
                        own->since != NULL ? "cli.fleet.none_worse" : "cli.fleet.none_worse_now",
                        day, NULL);
    }
}

static mds_exit read_since(const run *r, int32_t *out)
{
    const fleet_options *own = r->own;

    *out = r->as_of;
    return own->since == NULL || mds_date_parse(out, (mds_sv){own->since, strlen(own->since)})
               ? EXIT_DONE
               : usage_error(r, "cli.error.value", "--since", own->since, "YYYY-MM-DD", NULL);
}

static mds_status update(run *r, store **s, int32_t since, assessed *done, news_list *news)
{
    int64_t last = 0;
    mds_status status = find_last(*s, &last);

    if (status == MDS_OK) {
        status = take_news(r, *s);
    }
    if (status == MDS_OK) {
        status = assess_fleet(r, s, done);
    }
    return status == MDS_OK ? find_news(r, *s, since, last, news) : status;
}

static mds_status write_digest(run *r, const mds_table *table, mds_export_format format)
{
    const listing list = {"fleet_digest", "digest.title", fleet_name(r), &table, 1};

    return r->opt.output != NULL ? write_listing(r, &list, format, r->opt.output) : MDS_OK;
}

mds_exit fleet_update(run *r)
{
    mds_export_format format = MDS_EXPORT_XLSX;
    const mds_table *table = NULL;
    news_list news = {.at = NULL};
    assessed done;
    store *s = NULL;
    int32_t since;

    mds_exit code = read_since(r, &since);
    if (code == EXIT_DONE) {
        code = read_format(r, r->opt.output, TAKES_ALL, &format);
    }
    if (code == EXIT_DONE) {
        code = open_fleet(r, STORE_CHANGE, &s);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = update(r, &s, since, &done, &news);
    store_close(s);
    if (status == MDS_OK) {
        status = mds_fleet_digest(&table, r->arena, r->catalog, news.at, news.count, r->opt.lang);
    }
    if (status == MDS_OK) {
        print_diags(r);
        status = write_digest(r, table, format);
    }
    if (status == MDS_OK && !r->opt.quiet &&
        (r->opt.output == NULL || strcmp(r->opt.output, "-") != 0)) {
        print_assessed(r, &done);
        print_digest(r, table, since);
    }
    code = exit_of(r, status);
    return code == EXIT_DONE && news.fresh ? EXIT_ABOVE_TOLERANCE : code;
}
