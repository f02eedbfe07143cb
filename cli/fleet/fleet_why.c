/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a device is where it is. */
#include "fleet_class.h"
#include "fleet_finding.h"
#include "fleet_store.h"

#include "base/strbuf.h"
#include "register_of.h"
#include "schema.h"
#include <mdsrisk/fleet_why_report.h>
#include <string.h>

enum { SHOWN = 5 };

typedef struct asking {
    run *r;
    store *s;
    const char *id;
    mds_fleet_list fleet;
    fleet_class at; /* key "": it is not assessed */
    mds_fleet_why why;
} asking;

static const char *copy(const asking *a, unsigned id, unsigned column)
{
    const char *text = store_text(a->s, id, column);

    return mds_arena_strndup(a->r->arena, text, strlen(text));
}

static mds_status find_device(asking *a)
{
    enum { PLACE = 1 + MDS_INVENTORY__COUNT, UNITS, USED, PROBLEMS, KEY = PLACE + 7 };
    const store_value values[] = {store_of_text(a->id)};
    mds_fleet_device *device = mds_arena_alloc(a->r->arena, 1, sizeof *device);
    bool more = false;
    mds_status status = store_ask(a->s, SQL_DEVICE_GET, values, 1);

    if (status == MDS_OK) {
        status = store_next(a->s, SQL_DEVICE_GET, &more);
    }
    if (status != MDS_OK || device == NULL) {
        return status != MDS_OK ? status : mds_arena_status(a->r->arena);
    }
    if (!more) {
        mds_diag_add(a->r->diags, MDS_D_FLEET_DEVICE_UNKNOWN, fleet_name(a->r), NULL, a->id, NULL);
        return MDS_ENOTFOUND;
    }
    *device = (mds_fleet_device){.id = a->id,
                                 .where = copy(a, SQL_DEVICE_GET, PLACE),
                                 .quantity = (uint32_t)store_whole(a->s, SQL_DEVICE_GET, UNITS),
                                 .use = (mds_device_use)store_whole(a->s, SQL_DEVICE_GET, USED),
                                 .problems = (unsigned)store_whole(a->s, SQL_DEVICE_GET, PROBLEMS)};
    for (unsigned i = 0; i < MDS_INVENTORY__COUNT; i++) {
        device->text[i] = copy(a, SQL_DEVICE_GET, i + 1);
    }
    a->fleet.devices = device;
    a->fleet.device_count = 1;
    a->at = (fleet_class){copy(a, SQL_DEVICE_GET, KEY),     copy(a, SQL_DEVICE_GET, KEY + 1),
                          copy(a, SQL_DEVICE_GET, KEY + 2), copy(a, SQL_DEVICE_GET, KEY + 3),
                          copy(a, SQL_DEVICE_GET, KEY + 4), a->r->as_of};
    return mds_arena_status(a->r->arena);
}

/* The form that a person settled for it. */
static mds_status find_settled(asking *a, const mds_settled **settled, size_t *count)
{
    const char *const *text = a->fleet.devices[0].text;
    const mds_status status = load_settled(a->r, a->s, settled, count);

    for (size_t i = 0; status == MDS_OK && i < *count; i++) {
        const mds_settled *at = &(*settled)[i];
        if (strcmp(at->maker, text[MDS_INVENTORY_MAKER]) == 0 &&
            strcmp(at->model, text[MDS_INVENTORY_MODEL]) == 0 &&
            strcmp(at->model_number, text[MDS_INVENTORY_MODEL_NUMBER]) == 0 &&
            strcmp(at->version, text[MDS_INVENTORY_VERSION]) == 0) {
            a->why.settled = at->form;
        }
    }
    return status;
}

/* Joined and placed as all devices were, by itself. */
static mds_status join_device(asking *a)
{
    run *r = a->r;
    const mds_settled *settled = NULL;
    mds_source *zones = NULL;
    size_t count = 0;
    mds_status status = load_forms(r, a->s, &a->fleet);

    if (status == MDS_OK) {
        status = find_settled(a, &settled, &count);
    }
    if (status == MDS_OK) {
        status = mds_fleet_join(&a->fleet, r->arena, r->catalog, settled, count);
    }
    if (status == MDS_OK) {
        status = load_named(r, a->s, "zones", &zones);
    }
    if (status == MDS_OK && zones != NULL) {
        status = mds_import_zones(&a->fleet.zones, &a->fleet.zone_count, r->arena, r->catalog,
                                  r->policy, zones, r->diags);
    }
    mds_source_free(zones);
    mds_fleet_place(&a->fleet);
    return status;
}

static bool is_basis(const asking *a, const char *catalog)
{
    return strcmp(store_text(a->s, SQL_RESULT_OF, 5), catalog) == 0 &&
           strcmp(store_text(a->s, SQL_RESULT_OF, 6), a->r->policy->sha256) == 0 &&
           strcmp(store_text(a->s, SQL_RESULT_OF, 7), a->r->catalog->model) == 0;
}

static mds_status find_results(asking *a)
{
    run *r = a->r;
    const store_value values[] = {store_of_text(a->id)};
    const char *catalog = basis_catalog(r);
    mds_fleet_result *list = NULL;
    size_t capacity = 0;
    bool more = false;
    mds_status status = catalog != NULL ? store_ask(a->s, SQL_RESULT_OF, values, 1) : MDS_ENOMEM;

    while (status == MDS_OK && (status = store_next(a->s, SQL_RESULT_OF, &more)) == MDS_OK &&
           more) {
        if (!mds_array_reserve(r->arena, &list, &capacity, a->why.result_count, sizeof *list)) {
            return mds_arena_status(r->arena);
        }
        list[a->why.result_count++] =
            (mds_fleet_result){.day = (int32_t)store_whole(a->s, SQL_RESULT_OF, 1),
                               .verdict = (mds_verdict)store_whole(a->s, SQL_RESULT_OF, 2),
                               .rrf = store_real(a->s, SQL_RESULT_OF, 3),
                               .sure = store_real(a->s, SQL_RESULT_OF, 4),
                               .same_basis = is_basis(a, catalog)};
    }
    a->why.results = list;
    return status;
}

static mds_status find_changes(asking *a)
{
    enum { DAY, WHAT, SUBJECT, BEFORE, AFTER, WHY };
    run *r = a->r;
    const store_value values[] = {store_of_text(a->id)};
    mds_fleet_change *list = NULL;
    size_t capacity = 0;
    bool more = false;
    mds_status status = store_ask(a->s, SQL_HISTORY_OF, values, 1);

    while (status == MDS_OK && (status = store_next(a->s, SQL_HISTORY_OF, &more)) == MDS_OK &&
           more) {
        if (strcmp(store_text(a->s, SQL_HISTORY_OF, WHAT), "verdict") != 0) {
            continue;
        }
        if (!mds_array_reserve(r->arena, &list, &capacity, a->why.change_count, sizeof *list)) {
            return mds_arena_status(r->arena);
        }
        list[a->why.change_count++] =
            (mds_fleet_change){.day = (int32_t)store_whole(a->s, SQL_HISTORY_OF, DAY),
                               .before = copy(a, SQL_HISTORY_OF, BEFORE),
                               .after = copy(a, SQL_HISTORY_OF, AFTER),
                               .why = copy(a, SQL_HISTORY_OF, WHY)};
    }
    a->why.changes = list;
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

/* Works it out again on the day of what is said of it now: numbers alone are kept of a result. What
 * cannot be assessed has no register, and the diagnostics say why. */
static mds_status work_out(asking *a)
{
    run *r = a->r;
    const mds_risk_assessment *assessment = NULL;
    class_parts parts;

    a->why.context = "";
    if (a->at.key[0] == '\0') {
        return MDS_OK;
    }
    r->as_of = a->why.result_count > 0 ? a->why.results[0].day : r->as_of;
    mds_status status =
        load_findings(r, a->s, a->at.finding, &a->why.findings, &a->why.finding_count);
    if (status == MDS_OK) {
        status = load_class(r, a->s, &a->at, &parts);
    }
    if (status == MDS_OK) {
        a->why.context = parts.context_path;
        status = assess_forms(r, parts.forms, parts.form_count, parts.deployment, &assessment);
    }
    if (status == MDS_OK) {
        status = build_register(r, assessment, NULL, NULL, &a->why.reg);
    }
    return status == MDS_EFORMAT || status == MDS_EUNSUPPORTED ? MDS_OK : status;
}

static mds_status answer(asking *a)
{
    mds_status (*const steps[])(asking *) = {find_device, join_device, find_results, find_changes,
                                             work_out};
    mds_status status = MDS_OK;

    a->why.fleet = &a->fleet;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == MDS_OK; i++) {
        status = steps[i](a);
    }
    return status;
}

static void print_values(const run *r, const mds_table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        if (table_cell(table, i, "item")->mark == MDS_MARK_HEADING) {
            printf("%s%s\n", i > 0 ? "\n" : "", cell_text(r, table, i, "item"));
        } else {
            const char *remark = cell_text(r, table, i, "remark");
            print_paragraph(
                r, 2, "", remark[0] != '\0' ? "cli.fleet.why_remark" : "cli.fleet.why_line",
                cell_text(r, table, i, "item"), cell_text(r, table, i, "value"), remark, NULL);
        }
    }
}

/* The title of a table that has rows, and how many of them are shown. */
static size_t begin_rows(const mds_table *table)
{
    if (table->row_count > 0) {
        printf("\n%s\n", table->title);
    }
    return table->row_count < SHOWN ? table->row_count : SHOWN;
}

static void end_rows(const run *r, const mds_table *table)
{
    char more[24];

    if (table->row_count > SHOWN) {
        (void)snprintf(more, sizeof more, "%zu", table->row_count - SHOWN);
        print_paragraph(r, 2, "", "cli.fleet.why_more", more, NULL);
    }
}

static void print_risks(const run *r, const mds_table *table)
{
    const size_t shown = begin_rows(table);

    for (size_t i = 0; i < shown; i++) {
        print_paragraph(r, 2, "- ", "cli.fleet.why_risk", cell_text(r, table, i, "risk"),
                        cell_text(r, table, i, "share"), cell_text(r, table, i, "rrf"),
                        cell_text(r, table, i, "helps_most"), NULL);
    }
    end_rows(r, table);
    print_paragraph(r, 2, "", "cli.fleet.why_behind", NULL);
}

static void print_answers(const run *r, const mds_table *table)
{
    const size_t shown = begin_rows(table);

    for (size_t i = 0; i < shown; i++) {
        print_paragraph(r, 2, "- ", "cli.fleet.why_answer", cell_text(r, table, i, "question"),
                        cell_text(r, table, i, "question_title"),
                        cell_text(r, table, i, "answer_state"), NULL);
    }
    end_rows(r, table);
}

/* Each row as its cells with their headings. */
static void print_history(const run *r, const mds_table *table)
{
    const size_t shown = begin_rows(table);

    for (size_t i = 0; i < shown; i++) {
        const mds_cell *cells = &table->cells[i * table->column_count];
        print_wrapped(2, "- ", shown_text(r, cells[0].text));
        for (size_t c = 1; c < table->column_count; c++) {
            if (cells[c].kind != MDS_CELL_EMPTY && cells[c].text[0] != '\0') {
                print_paragraph(r, 4, "", "cli.fleet.why_line", table->columns[c].title,
                                shown_text(r, cells[c].text), NULL);
            }
        }
    }
    end_rows(r, table);
}

static void print_why(const run *r, const mds_table *const *tables, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const mds_table *table = tables[i];
        if (strcmp(table->id, "summary") == 0) {
            print_values(r, table);
        } else if (strcmp(table->id, "why_risks") == 0) {
            print_risks(r, table);
        } else if (strcmp(table->id, "why_answers") == 0) {
            print_answers(r, table);
        } else {
            print_history(r, table);
        }
    }
}

mds_exit fleet_why(run *r)
{
    asking a = {.r = r, .id = r->arg_count > 1 ? r->args[1] : NULL};
    mds_export_format format = MDS_EXPORT_XLSX;
    const mds_table *const *tables = NULL;
    size_t count = 0;

    if (a.id == NULL) {
        return usage_error(r, "cli.error.fleet_device", NULL);
    }
    mds_exit code = read_format(r, r->opt.output, TAKES_ALL & ~TAKES(MDS_EXPORT_CSV), &format);
    if (code == EXIT_DONE) {
        code = open_fleet(r, STORE_READ, &a.s);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = answer(&a);
    store_close(a.s);
    if (status == MDS_OK) {
        status = mds_fleet_why_tables(&tables, &count, r->arena, r->catalog, r->policy, &a.why,
                                      r->opt.lang);
    }
    if (status == MDS_OK && r->opt.output != NULL) {
        const listing list = {"fleet_why", "why.title", a.id, tables, count};
        status = write_listing(r, &list, format, r->opt.output);
    }
    if (status == MDS_OK && r->opt.output == NULL) {
        print_why(r, tables, count);
    }
    return exit_of(r, status);
}
