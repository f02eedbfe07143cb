/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many devices, a line each, the most urgent first. */
#include "batch_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEVICE_RANK,
    DEVICE_VERDICT,
    DEVICE_RRF,
    DEVICE_SURE,
    DEVICE_ID,
    DEVICE_MANUFACTURER,
    DEVICE_MODEL,
    DEVICE_RISK,
    DEVICE_ASK,
    DEVICE_REGISTER,
    DEVICE_FILE,
    DEVICE_CONTEXT,
    DEVICE_CODE,
    DEVICE_PROBLEM,
    DEVICE_WAY_OUT
};

/* The text of a cell by its column's id; "" where there is none. */
static const char *text_at(const mds_table *table, size_t row, const char *column)
{
    for (size_t i = 0; i < table->column_count && row < table->row_count; i++) {
        if (strcmp(table->columns[i].id, column) == 0) {
            return table->cells[row * table->column_count + i].text;
        }
    }
    return "";
}

/* What the summary says to ask first, else the open question of which an answer brings most. */
static const char *ask_first(mds_arena *arena, const mds_register *reg)
{
    const mds_table *summary = &reg->tables[MDS_TABLE_SUMMARY];
    const mds_table *unknowns = &reg->tables[MDS_TABLE_UNKNOWNS];
    const char *item = mds_catalog_text(reg->assessment->catalog, reg->lang, "summary.ask_first");

    for (size_t row = 0; row < summary->row_count; row++) {
        if (strcmp(text_at(summary, row, "item"), item) == 0) {
            return text_at(summary, row, "value");
        }
    }
    const char *id = text_at(unknowns, 0, "question");
    const char *title = text_at(unknowns, 0, "question_title");
    const char *text = id[0] != '\0' ? mds_arena_printf(arena, "%s %s", id, title) : title;
    return text != NULL ? text : "";
}

static void take_register(mds_batch_device *out, mds_arena *arena, const mds_register *reg)
{
    const mds_risk_assessment *as = reg->assessment;
    const mds_device_at *at = &as->now->at[MDS_STAGE_R2];

    out->done = true;
    out->verdict = as->verdict;
    out->rrf = at->rrf;
    out->sure = at->sure;
    if (as->facts->disclosure_count > 0) {
        const mds_disclosure *form = as->facts->disclosures[0];
        out->manufacturer = form->device[MDS_DEVICE_MANUFACTURER];
        out->model = form->device[MDS_DEVICE_MODEL];
    }
    if (as->ranked_count > 0) {
        const uint32_t scenario = as->now->risks[as->ranking[0]].scenario;
        out->risk = as->catalog->scenarios[scenario].title.in[reg->lang];
    }
    out->ask = ask_first(arena, reg);
}

/* The problem, with its place where that is not the form. */
static const char *placed(mds_arena *arena, const mds_batch_problem *problem, const char *form)
{
    if (problem->file[0] == '\0' || strcmp(problem->file, form) == 0) {
        return problem->text;
    }
    return mds_arena_printf(arena, "%s%s%s: %s", problem->file,
                            problem->where[0] != '\0' ? ":" : "", problem->where, problem->text);
}

mds_status mds_batch_device_of(mds_batch_device *out, mds_arena *arena, const mds_catalog *catalog,
                               const char *file, const mds_register *reg, const mds_diags *diags,
                               mds_lang lang)
{
    const mds_batch_problem problem = mds_batch__problem(arena, catalog, diags, lang);

    *out = (mds_batch_device){.file = mds_arena_strndup(arena, file, strlen(file)),
                              .context = "",
                              .device_id = "",
                              .register_name = "",
                              .manufacturer = "",
                              .model = "",
                              .risk = "",
                              .ask = "",
                              .code = problem.code,
                              .problem = placed(arena, &problem, file),
                              .way_out = problem.way_out};
    if (reg != NULL) {
        take_register(out, arena, reg);
    }
    return mds_arena_status(arena);
}

typedef struct ranked {
    mds_batch_device device;
    size_t order;
} ranked;

static int urgency(const mds_batch_device *device)
{
    return !device->done ? 2 : device->verdict == MDS_VERDICT_CANNOT_BE_JUDGED ? 1 : 0;
}

static int compare_urgency(const void *a, const void *b)
{
    const ranked *x = a;
    const ranked *y = b;
    const int more = urgency(&y->device) - urgency(&x->device);

    if (more != 0) {
        return more;
    }
    if (x->device.rrf > y->device.rrf || x->device.rrf < y->device.rrf) {
        return x->device.rrf > y->device.rrf ? -1 : 1;
    }
    return x->order < y->order ? -1 : x->order > y->order;
}

mds_status mds_batch_rank(mds_batch_device *devices, size_t count, mds_arena *arena)
{
    ranked *list = mds_arena_alloc(arena, count + 1, sizeof *list);

    if (list == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = (ranked){.device = devices[i], .order = i};
    }
    qsort(list, count, sizeof *list, compare_urgency);
    for (size_t i = 0; i < count; i++) {
        devices[i] = list[i].device;
    }
    return MDS_OK;
}

static void put_result(mds_table_builder *b, const mds_batch_device *device, size_t rank)
{
    mds_table__number(b, DEVICE_RANK, (double)rank, MDS_NUMBER_INTEGER);
    mds_table__marked(b, DEVICE_VERDICT,
                      mds_reg__named(b->r, "signal", mds_verdict_name(device->verdict)),
                      mds_verdict_mark(device->verdict));
    if (device->verdict != MDS_VERDICT_CANNOT_BE_JUDGED) {
        mds_table__number(b, DEVICE_RRF, device->rrf, MDS_NUMBER_RRF);
        mds_table__number(b, DEVICE_SURE, device->sure, MDS_NUMBER_SHARE);
    }
    mds_table__text(b, DEVICE_MANUFACTURER, device->manufacturer);
    mds_table__text(b, DEVICE_MODEL, device->model);
    mds_table__text(b, DEVICE_RISK, device->risk);
    mds_table__text(b, DEVICE_ASK, device->ask);
    mds_table__text(b, DEVICE_REGISTER, device->register_name);
}

static void put_devices(mds_reg *r, mds_table *out, const char *id, const mds_batch_device *devices,
                        size_t count, bool all)
{
    static const mds_column_spec columns[] = {
        {"devices_rank", 7, false},   {"devices_verdict", 16, true},
        {"devices_rrf", 11, false},   {"devices_sure", 9, false},
        {"devices_id", 14, true},     {"devices_manufacturer", 20, true},
        {"devices_model", 18, true},  {"devices_risk", 36, true},
        {"devices_ask", 44, true},    {"devices_register", 32, true},
        {"devices_file", 36, true},   {"devices_context", 24, true},
        {"devices_code", 9, true},    {"devices_problem", 44, true},
        {"devices_way_out", 44, true}};
    mds_table_builder b;
    size_t rank = 0;

    mds_table__init(&b, r, id, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        const mds_batch_device *device = &devices[i];
        if ((!all && device->done) || !mds_table__row(&b)) {
            continue;
        }
        if (device->done) {
            put_result(&b, device, ++rank);
        }
        mds_table__text(&b, DEVICE_ID, device->device_id);
        mds_table__text(&b, DEVICE_FILE, device->file);
        mds_table__text(&b, DEVICE_CONTEXT, device->context);
        mds_table__text(&b, DEVICE_CODE, device->code);
        mds_table__text(&b, DEVICE_PROBLEM, device->problem);
        mds_table__text(&b, DEVICE_WAY_OUT, device->way_out);
    }
    mds_table__finish(&b, out);
}

mds_status mds_devices_tables(const mds_table *const **out, mds_arena *arena,
                              const mds_catalog *catalog, const mds_batch_device *devices,
                              size_t count, mds_lang lang)
{
    mds_batch_pair pair;
    mds_status status = mds_batch__begin(&pair, arena, catalog, lang);

    if (status == MDS_OK) {
        put_devices(&pair.r, &pair.tables[MDS_BATCH_FILES], "devices", devices, count, true);
        put_devices(&pair.r, &pair.tables[MDS_BATCH_REJECTED], "devices_rejected", devices, count,
                    false);
        status = mds_batch__end(out, &pair);
    }
    return status;
}
