/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices that were assessed one by one, as the list that a person reads from the top. */
#include "fleet.h"

#include "batch_files.h"
#include <mdsrisk/export.h>
#include <mdsrisk/export_table.h>
#include <string.h>

enum { MOST_SHOWN = 500, TITLE_BYTES = 1 << 16 };

typedef struct ranking {
    mds_page *page;
    mds_batch_device *kinds; /* a line each */
    size_t kind_count;
    mds_batch_device *devices;
    size_t count;
    size_t of_verdict[MDS_VERDICT__COUNT], units, unread;
} ranking;

mds_status mds_page__write_listing(mds_page *page, const char *kind, const char *title,
                                   const char *of, const mds_table *const *tables, size_t count)
{
    const mds_session *s = &page->session;
    const mds_head head[] = {{"catalog", s->catalog->sha256}, {"policy", s->policy->sha256}};
    const char *const *paths = NULL;
    size_t path_count = 0;
    mds_strbuf text;

    mds_strbuf_init(&text, TITLE_BYTES);
    mds_strbuf_template(&text, title, &of, 1);
    const mds_document document = {.kind = kind,
                                   .lang = s->language,
                                   .title = text.p,
                                   .as_of = s->as_of,
                                   .head = head,
                                   .head_count = sizeof head / sizeof *head,
                                   .tables = tables,
                                   .table_count = count};
    mds_status status = text.status;
    if (status == MDS_OK) {
        status = mds_page__strings(&paths, &path_count, page, "outputs");
    }
    for (size_t i = 0; i < path_count && status == MDS_OK; i++) {
        status =
            mds_export_document_file(&document, mds_export_format_of(paths[i]), paths[i], s->diags);
    }
    mds_strbuf_finish(&text);
    return status;
}

static mds_status read_kinds(ranking *all)
{
    mds_arena *arena = all->page->session.arena;
    const char *const *lines = NULL;

    mds_status status = mds_page__strings(&lines, &all->kind_count, all->page, "lines");
    if (status == MDS_OK) {
        all->kinds = mds_arena_alloc(arena, all->kind_count + 1, sizeof *all->kinds);
        status = all->kinds != NULL ? MDS_OK : mds_arena_status(arena);
    }
    for (size_t i = 0; i < all->kind_count && status == MDS_OK; i++) {
        status = read_device_line(&all->kinds[i], arena, lines[i], strlen(lines[i]));
    }
    return status;
}

static void count_device(ranking *all, const mds_batch_device *device, size_t units)
{
    all->units += units;
    if (device->done) {
        all->of_verdict[device->verdict] += units;
    } else {
        all->unread += units;
    }
}

/* A device of an inventory: [line, id, zone, units]. */
static void take_device(ranking *all, const mds_json *entry)
{
    const mds_json *line = mds_json_first(entry);
    const mds_json *id = line != NULL ? mds_json_next(line) : NULL;
    const mds_json *zone = id != NULL ? mds_json_next(id) : NULL;
    const mds_json *units = zone != NULL ? mds_json_next(zone) : NULL;
    const double at = mds_json_number(line, -1);

    if (units != NULL && at >= 0 && at < (double)all->kind_count) {
        mds_batch_device *device = &all->devices[all->count++];
        *device = all->kinds[(size_t)at];
        device->device_id = mds_json_string(id, "");
        device->context = mds_json_string(zone, "");
        count_device(all, device, (size_t)mds_json_number(units, 1));
    }
}

/* Without an inventory each line is one device. */
static mds_status take_devices(ranking *all)
{
    const mds_json *array = mds_json_member(all->page->request, "devices");
    const size_t n = array != NULL ? mds_json_count(array) : all->kind_count;
    mds_arena *arena = all->page->session.arena;

    all->devices = mds_arena_alloc(arena, n + 1, sizeof *all->devices);
    if (all->devices == NULL) {
        return mds_arena_status(arena);
    }
    for (const mds_json *at = array != NULL && n > 0 ? mds_json_first(array) : NULL; at != NULL;
         at = mds_json_next(at)) {
        take_device(all, at);
    }
    for (size_t i = 0; array == NULL && i < n; i++) {
        all->devices[all->count++] = all->kinds[i];
        count_device(all, &all->kinds[i], 1);
    }
    return MDS_OK;
}

static void put_counts(const ranking *all)
{
    mds_jsonw *out = &all->page->out;
    const size_t counts[] = {all->units,
                             all->of_verdict[MDS_VERDICT_NOT_ACCEPTABLE],
                             all->of_verdict[MDS_VERDICT_CANNOT_BE_JUDGED],
                             all->of_verdict[MDS_VERDICT_REDUCE],
                             all->of_verdict[MDS_VERDICT_ACCEPTABLE],
                             all->unread};

    mds_jsonw_name(out, "counts");
    mds_jsonw_array(out);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        mds_jsonw_number(out, (double)counts[i]);
    }
    mds_jsonw_array_end(out);
    mds_jsonw_member_number(out, "rows", (double)all->count);
}

static mds_status show(ranking *all)
{
    mds_session *s = &all->page->session;
    const char *of = mds_page__string(all->page, "of");
    const mds_table *const *tables = NULL;

    mds_status status = mds_batch_rank(all->devices, all->count, s->arena);
    if (status == MDS_OK) {
        status = mds_devices_tables(&tables, s->arena, s->catalog, all->devices, all->count,
                                    s->language);
    }
    if (status != MDS_OK) {
        return status;
    }
    mds_table first = *tables[MDS_BATCH_FILES];
    first.row_count = first.row_count < MOST_SHOWN ? first.row_count : MOST_SHOWN;
    put_counts(all);
    mds_page__table(all->page, "devices", &first);
    return mds_page__write_listing(
        all->page, "devices",
        mds_catalog_text(s->catalog, s->language, of != NULL ? "devices.title" : "page.fleet"),
        of != NULL ? of : "", tables, MDS_BATCH_TABLE__COUNT);
}

const char *mds_page_ranked(const char *request)
{
    mds_page page;
    ranking all = {.page = &page};

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = read_kinds(&all);
    }
    if (status == MDS_OK) {
        status = take_devices(&all);
    }
    if (status == MDS_OK) {
        status = show(&all);
    }
    return mds_page__end(&page, status);
}
