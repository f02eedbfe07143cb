/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_list.h"

#include "base/date.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "batch_files.h"
#include "schema.h"
#include <string.h>

enum { SHOWN = 10, MOST_CLASSES = 1 << 20 };

/* Columns of SQL_RESULT_ALL. */
enum {
    ROW_ID,
    ROW_UNITS = 2 + MDS_INVENTORY__COUNT,
    ROW_USED,
    ROW_ZONE = ROW_USED + 2,
    ROW_CLASS = ROW_ZONE + 3,
    ROW_VERDICT,
    ROW_SETS = ROW_VERDICT + 9,
    ROW_LINE,
    ROW_DAY = ROW_LINE + MDS_LANG__COUNT + 3,
};

void see_day(fleet_days *days, int32_t day)
{
    days->first = days->any && days->first < day ? days->first : day;
    days->last = days->any && days->last > day ? days->last : day;
    days->any = true;
}

void print_days(const run *r, const fleet_days *days)
{
    char first[MDS_DATE_SIZE];
    char last[MDS_DATE_SIZE];

    if (days->any) {
        mds_date_format(first, days->first);
        mds_date_format(last, days->last);
        print_paragraph(r, 0, "",
                        days->first == days->last ? "cli.fleet.of_day" : "cli.fleet.of_days", first,
                        last, NULL);
    }
}

typedef struct reading {
    run *r;
    store *s;
    mds_map *known; /* classes, by key */
    mds_batch_device *classes;
    size_t class_count, class_capacity;
    size_t capacity;
} reading;

/* What is said of the row's class: read once. */
static mds_status class_of(reading *in, mds_batch_device *out)
{
    run *r = in->r;
    const char *text = store_text(in->s, SQL_RESULT_ALL, ROW_CLASS);
    const char *key = mds_arena_strndup(r->arena, text, strlen(text));
    uint32_t at = key != NULL ? mds_map_find(in->known, key) : MDS_MAP_NONE;

    if (at == MDS_MAP_NONE) {
        const char *line = store_text(in->s, SQL_RESULT_ALL, ROW_LINE + (unsigned)r->opt.lang);
        if (key == NULL || !mds_array_reserve(r->arena, &in->classes, &in->class_capacity,
                                              in->class_count, sizeof *in->classes)) {
            return mds_arena_status(r->arena);
        }
        const mds_status status =
            read_device_line(&in->classes[in->class_count], r->arena, line, strlen(line));
        if (status != MDS_OK) {
            mds_diag_add(r->diags, MDS_D_FLEET_DAMAGED, fleet_name(r), NULL, "result", NULL);
            return status;
        }
        at = (uint32_t)in->class_count++;
        (void)mds_map_add(in->known, key, at);
    }
    *out = in->classes[at];
    return MDS_OK;
}

static mds_status add_row(reading *in, fleet_rows *out)
{
    run *r = in->r;

    const size_t units = (size_t)store_whole(in->s, SQL_RESULT_ALL, ROW_UNITS);
    if (store_whole(in->s, SQL_RESULT_ALL, ROW_USED) == MDS_USE_RETIRED) {
        out->retired++;
        return MDS_OK;
    }
    if (store_text(in->s, SQL_RESULT_ALL, ROW_LINE)[0] == '\0') {
        out->unassessed += units;
        return MDS_OK;
    }
    if (!mds_array_reserve(r->arena, &out->at, &in->capacity, out->count, sizeof *out->at)) {
        return mds_arena_status(r->arena);
    }
    mds_batch_device *row = &out->at[out->count];
    const mds_status status = class_of(in, row);
    if (status == MDS_OK) {
        const char *id = store_text(in->s, SQL_RESULT_ALL, ROW_ID);
        const char *zone = store_text(in->s, SQL_RESULT_ALL, ROW_ZONE);
        row->device_id = mds_arena_strndup(r->arena, id, strlen(id));
        row->context = mds_arena_strndup(r->arena, zone, strlen(zone));
        see_day(&out->days, (int32_t)store_whole(in->s, SQL_RESULT_ALL, ROW_DAY));
        out->count++;
        out->units += units;
        out->of[row->done ? row->verdict : MDS_VERDICT_CANNOT_BE_JUDGED] += units;
    }
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

mds_status load_rows(run *r, store *s, fleet_rows *out)
{
    reading in = {.r = r, .s = s, .known = mds_map_new(r->arena, MOST_CLASSES)};
    bool more = false;
    mds_status status =
        in.known != NULL ? store_ask(s, SQL_RESULT_ALL, NULL, 0) : mds_arena_status(r->arena);

    *out = (fleet_rows){.at = NULL};
    while (status == MDS_OK && (status = store_next(s, SQL_RESULT_ALL, &more)) == MDS_OK && more) {
        status = add_row(&in, out);
    }
    if (status == MDS_OK && out->count == 0) {
        mds_diag_add(r->diags, out->unassessed > 0 ? MDS_D_FLEET_NOT_ASSESSED : MDS_D_FLEET_EMPTY,
                     fleet_name(r), NULL, NULL);
        status = MDS_EFORMAT;
    }
    return status == MDS_OK ? mds_batch_rank(out->at, out->count, r->arena) : status;
}

static void print_rows(const run *r, const fleet_rows *rows, const mds_table *table)
{
    char text[6][24];
    const size_t *of = rows->of;

    for (size_t i = 0; i < rows->count && i < SHOWN; i++) {
        const bool judged = rows->at[i].done && rows->at[i].verdict != MDS_VERDICT_CANNOT_BE_JUDGED;
        print_paragraph(r, 0, "", judged ? "cli.batch.line" : "cli.batch.line_open",
                        judged ? table_cell(table, i, "devices_verdict")->text
                               : say(r, "signal.cannot_be_judged"),
                        judged ? table_cell(table, i, "devices_rrf")->text : rows->at[i].device_id,
                        table_cell(table, i, "devices_sure")->text, rows->at[i].device_id, NULL);
    }
    const size_t numbers[] = {rows->units,
                              of[MDS_VERDICT_NOT_ACCEPTABLE],
                              of[MDS_VERDICT_CANNOT_BE_JUDGED],
                              of[MDS_VERDICT_REDUCE],
                              of[MDS_VERDICT_ACCEPTABLE],
                              rows->unassessed};
    for (size_t i = 0; i < 6; i++) {
        (void)snprintf(text[i], sizeof text[i], "%zu", numbers[i]);
    }
    print_text(r, stdout, "cli.fleet.counts", text[0], text[1], text[2], text[3], text[4], text[5],
               NULL);
    printf("\n");
    print_days(r, &rows->days);
}

mds_exit fleet_list(run *r)
{
    mds_export_format format = MDS_EXPORT_XLSX;
    const mds_table *const *tables = NULL;
    fleet_rows rows;
    store *s = NULL;

    mds_exit code = read_format(r, r->opt.output, TAKES_ALL, &format);
    if (code == EXIT_DONE) {
        code = open_fleet(r, STORE_READ, &s);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = load_rows(r, s, &rows);
    store_close(s);
    if (status == MDS_OK) {
        status =
            mds_devices_tables(&tables, r->arena, r->catalog, rows.at, rows.count, r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        const listing list = {"devices", "devices.title", fleet_name(r), tables,
                              MDS_BATCH_TABLE__COUNT};
        status = write_listing(r, &list, format, r->opt.output);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (!r->opt.quiet && (r->opt.output == NULL || strcmp(r->opt.output, "-") != 0)) {
        print_rows(r, &rows, tables[MDS_BATCH_FILES]);
    }
    return EXIT_DONE;
}
