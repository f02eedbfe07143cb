/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do about the fleet. */
#include "fleet_finding.h"
#include "fleet_list.h"
#include "fleet_store.h"

#include "base/map.h"
#include "base/num.h"
#include "base/strbuf.h"
#include "schema.h"
#include <mdsrisk/fleet_plan_report.h>
#include <string.h>

enum { MOST_SETS = 4096 };

/* Columns of SQL_RESULT_ALL. */
enum {
    ROW_CLASS = 8 + MDS_INVENTORY__COUNT,
    ROW_VERDICT,
    ROW_RRF,
    ROW_SURE,
    ROW_END_OF_SUPPORT,
    ROW_NEXT_DAY,
    ROW_NEXT_VERDICT,
    ROW_ANCHOR,
    ROW_TAKEN,
    ROW_OTHER,
    ROW_SETS,
    ROW_LINE,
    ROW_DAY = ROW_LINE + MDS_LANG__COUNT + 3,
    ROW_NEXT_EVENT
};

typedef struct reporting {
    run *r;
    store *s;
    mds_fleet_list fleet;
    mds_plan_device *devices;
    mds_share_member *members;
    size_t member_count, member_capacity;
    mds_map *known; /* members, by network and class */
    double anchor;
    fleet_days days;
} reporting;

/* The kinds of one set, "firewall=2 anti-malware=2;", and their costs; where it ends. */
static const char *read_set(const run *r, const char *text, uint32_t *kinds, double *costs)
{
    *kinds = 0;
    while (*text != '\0' && *text != ';') {
        char id[64];
        const size_t n = strcspn(text, "=;");
        (void)snprintf(id, sizeof id, "%.*s", n < sizeof id ? (int)n : 0, text);
        const uint32_t kind = mds_catalog_compensating(r->catalog, id);
        text += n + (text[n] == '=');
        const size_t digits = strcspn(text, " ;");
        if (kind != MDS_NO_ORDINAL) {
            *kinds |= 1U << kind;
            (void)mds_num_parse(&costs[kind], (mds_sv){text, digits});
        }
        text += digits + (text[digits] == ' ');
    }
    return *text == ';' ? text + 1 : text;
}

static mds_status read_sets(reporting *in, mds_share_member *out, const char *text)
{
    run *r = in->r;
    uint32_t *sets = mds_arena_alloc(r->arena, MOST_SETS, sizeof *sets);
    double *costs = mds_arena_alloc(r->arena, r->catalog->compensating_count, sizeof *costs);

    if (sets == NULL || costs == NULL) {
        return mds_arena_status(r->arena);
    }
    while (*text != '\0' && out->set_count < MOST_SETS) {
        text = read_set(r, text, &sets[out->set_count++], costs);
    }
    out->sets = sets;
    out->costs = costs;
    return MDS_OK;
}

/* The member that the device is of; devices of one class in one network are one. */
static mds_status find_member(reporting *in, mds_plan_device *device, uint32_t network)
{
    run *r = in->r;
    const char *key = mds_arena_printf(r->arena, "%u %s", (unsigned)network,
                                       store_text(in->s, SQL_RESULT_ALL, ROW_CLASS));
    uint32_t at = key != NULL ? mds_map_find(in->known, key) : MDS_MAP_NONE;

    if (at == MDS_MAP_NONE) {
        if (key == NULL || !mds_array_reserve(r->arena, &in->members, &in->member_capacity,
                                              in->member_count, sizeof *in->members)) {
            return mds_arena_status(r->arena);
        }
        at = (uint32_t)in->member_count++;
        in->members[at] =
            (mds_share_member){.network = network, .apart = network == in->fleet.zone_count};
        (void)mds_map_add(in->known, key, at);
        const mds_status status =
            read_sets(in, &in->members[at], store_text(in->s, SQL_RESULT_ALL, ROW_SETS));
        if (status != MDS_OK) {
            return status;
        }
    }
    in->members[at].units += device->units;
    device->member = at;
    return MDS_OK;
}

static const char *kept_text(reporting *in, unsigned column)
{
    const char *text = store_text(in->s, SQL_RESULT_ALL, column);

    return mds_arena_strndup(in->r->arena, text, strlen(text));
}

static mds_status take_row(reporting *in, size_t i)
{
    const mds_fleet_device *of = &in->fleet.devices[i];
    mds_plan_device *out = &in->devices[i];
    const char *number = of->text[MDS_INVENTORY_MODEL_NUMBER];
    const uint32_t network =
        of->zone_line != MDS_NO_ORDINAL ? of->zone_line : (uint32_t)in->fleet.zone_count;

    *out = (mds_plan_device){
        .id = of->id,
        .manufacturer = of->text[MDS_INVENTORY_MAKER],
        .model = number[0] != '\0' ? number : of->text[MDS_INVENTORY_MODEL],
        .location = of->text[MDS_INVENTORY_LOCATION],
        .network = of->zone_line,
        .units = of->quantity,
        .assessed = store_text(in->s, SQL_RESULT_ALL, ROW_LINE)[0] != '\0',
        .verdict = (mds_verdict)store_whole(in->s, SQL_RESULT_ALL, ROW_VERDICT),
        .member = MDS_NO_ORDINAL,
        .taken = store_real(in->s, SQL_RESULT_ALL, ROW_TAKEN),
        .other = store_real(in->s, SQL_RESULT_ALL, ROW_OTHER),
        .next_day = (int32_t)store_whole(in->s, SQL_RESULT_ALL, ROW_NEXT_DAY),
        .next_verdict = (mds_verdict)store_whole(in->s, SQL_RESULT_ALL, ROW_NEXT_VERDICT),
        .next_event = kept_text(in, ROW_NEXT_EVENT)};
    if (!out->assessed || out->next_event == NULL) {
        return mds_arena_status(in->r->arena);
    }
    in->anchor = store_real(in->s, SQL_RESULT_ALL, ROW_ANCHOR);
    see_day(&in->days, (int32_t)store_whole(in->s, SQL_RESULT_ALL, ROW_DAY));
    return out->verdict == MDS_VERDICT_REDUCE || out->verdict == MDS_VERDICT_NOT_ACCEPTABLE
               ? find_member(in, out, network)
               : MDS_OK;
}

/* Devices and results come in the same order; those that are retired are left out. */
static mds_status read_results(reporting *in, size_t *count)
{
    bool more = false;
    size_t kept = 0;
    size_t i = 0;
    mds_status status = store_ask(in->s, SQL_RESULT_ALL, NULL, 0);

    while (status == MDS_OK && (status = store_next(in->s, SQL_RESULT_ALL, &more)) == MDS_OK &&
           more && i < in->fleet.device_count) {
        const char *id = store_text(in->s, SQL_RESULT_ALL, 0);
        in->fleet.devices[i].id = mds_arena_strndup(in->r->arena, id, strlen(id));
        if (in->fleet.devices[i].use != MDS_USE_RETIRED) {
            in->fleet.devices[kept] = in->fleet.devices[i];
            status = take_row(in, kept++);
        }
        i++;
    }
    *count = kept;
    return status == MDS_OK ? mds_arena_status(in->r->arena) : status;
}

static mds_status read_networks(reporting *in, mds_fleet_plan *out)
{
    run *r = in->r;
    mds_source *zones = NULL;
    mds_status status = load_named(r, in->s, "zones", &zones);

    if (status == MDS_OK && zones != NULL) {
        status = mds_import_zones(&in->fleet.zones, &in->fleet.zone_count, r->arena, r->catalog,
                                  r->policy, zones, r->diags);
    }
    mds_source_free(zones);
    mds_fleet_place(&in->fleet);
    const size_t count = in->fleet.zone_count;
    const char **names = mds_arena_alloc(r->arena, count + 1, sizeof *names);
    const char **ids = mds_arena_alloc(r->arena, count + 1, sizeof *ids);
    for (size_t i = 0; i < count && names != NULL && ids != NULL; i++) {
        const mds_zone_line *line = &in->fleet.zones[i];
        names[i] = line->vlan[0] != '\0'
                       ? mds_arena_printf(r->arena, "VLAN %s", line->vlan)
                       : mds_arena_printf(r->arena, "%u.%u.%u.%u/%u", line->net >> 24,
                                          line->net >> 16 & 255, line->net >> 8 & 255,
                                          line->net & 255, line->bits);
        ids[i] = r->policy->zones[line->zone].id;
    }
    out->networks = names;
    out->zones = ids;
    out->network_count = count;
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

static mds_status share_measures(reporting *in, mds_fleet_plan *out)
{
    run *r = in->r;
    mds_share_plan *plans = mds_arena_alloc(r->arena, out->network_count + 1, sizeof *plans);
    uint32_t *chosen = mds_arena_alloc(r->arena, in->member_count + 1, sizeof *chosen);

    if (plans == NULL || chosen == NULL) {
        return mds_arena_status(r->arena);
    }
    out->plans = plans;
    out->chosen = chosen;
    out->members = in->members;
    return mds_fleet_share(plans, out->network_count + 1, chosen, r->catalog, in->members,
                           in->member_count);
}

typedef struct plan_findings {
    mds_plan_finding *at;
    size_t count, capacity;
} plan_findings;

static const char *subject_text(run *r, store *s, unsigned column)
{
    const char *text = store_text(s, SQL_SUBJECT_ALL, column);

    return mds_arena_strndup(r->arena, text, strlen(text));
}

/* A product, and what is on it. */
typedef struct subject {
    mds_plan_finding of;
    const char *key;
} subject;

static mds_status read_subjects(run *r, store *s, subject **out, size_t *count)
{
    size_t capacity = 0;
    bool more = false;
    mds_status status = store_ask(s, SQL_SUBJECT_ALL, NULL, 0);

    while (status == MDS_OK && (status = store_next(s, SQL_SUBJECT_ALL, &more)) == MDS_OK && more) {
        if (!mds_array_reserve(r->arena, out, &capacity, *count, sizeof **out)) {
            return mds_arena_status(r->arena);
        }
        (*out)[(*count)++] = (subject){{.manufacturer = subject_text(r, s, 0),
                                        .model = subject_text(r, s, 1),
                                        .version = subject_text(r, s, 2),
                                        .units = (uint32_t)store_whole(s, SQL_SUBJECT_ALL, 3)},
                                       subject_text(r, s, 4)};
    }
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

static mds_status add_subject(run *r, store *s, const subject *at, plan_findings *list)
{
    const mds_fleet_finding *findings = NULL;
    size_t count = 0;
    const mds_status status = load_findings(r, s, at->key, &findings, &count);

    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        if (!mds_array_reserve(r->arena, &list->at, &list->capacity, list->count,
                               sizeof *list->at)) {
            return mds_arena_status(r->arena);
        }
        list->at[list->count] = at->of;
        list->at[list->count++].finding = &findings[i];
    }
    return status;
}

/* Of every product; those that call for action first. */
static mds_status read_findings_of_all(run *r, store *s, mds_fleet_plan *out)
{
    plan_findings list = {.at = NULL};
    subject *subjects = NULL;
    size_t count = 0;
    mds_status status = read_subjects(r, s, &subjects, &count);

    for (size_t i = 0; i < count && status == MDS_OK; i++) {
        status = add_subject(r, s, &subjects[i], &list);
    }
    mds_plan_finding *ordered = mds_arena_alloc(r->arena, list.count + 1, sizeof *ordered);
    if (status != MDS_OK || ordered == NULL) {
        return status != MDS_OK ? status : mds_arena_status(r->arena);
    }
    for (size_t i = 0; i < 2 * list.count; i++) {
        const mds_plan_finding *at = &list.at[i % list.count];
        if (mds_fleet_finding_calls(at->finding) == (i < list.count)) {
            ordered[out->finding_count++] = *at;
        }
    }
    out->findings = ordered;
    return MDS_OK;
}

static mds_status make_plan(run *r, store *s, mds_fleet_plan *out, fleet_days *days)
{
    reporting in = {.r = r, .s = s};
    mds_status status = load_devices(r, s, &in.fleet);

    *out = (mds_fleet_plan){.device_count = 0};
    if (status == MDS_OK && in.fleet.device_count == 0) {
        mds_diag_add(r->diags, MDS_D_FLEET_EMPTY, fleet_name(r), NULL, NULL);
        status = MDS_EFORMAT;
    }
    in.devices = mds_arena_alloc(r->arena, in.fleet.device_count + 1, sizeof *in.devices);
    in.known = mds_map_new(r->arena, in.fleet.device_count + 1);
    if (status == MDS_OK && (in.devices == NULL || in.known == NULL)) {
        status = mds_arena_status(r->arena);
    }
    if (status == MDS_OK) {
        status = read_networks(&in, out);
    }
    if (status == MDS_OK) {
        status = read_results(&in, &out->device_count);
    }
    if (status == MDS_OK) {
        status = read_findings_of_all(r, s, out);
    }
    out->devices = in.devices;
    out->anchor = in.anchor;
    *days = in.days;
    return status == MDS_OK ? share_measures(&in, out) : status;
}

static mds_status write_plan(run *r, const mds_table *const *tables, size_t count,
                             mds_export_format format)
{
    const listing list = {"fleet_plan", "fleet.plan_title", fleet_name(r), tables, count};

    return write_listing(r, &list, format, r->opt.output);
}

static void print_findings(const run *r, const mds_fleet_plan *plan)
{
    char all[24];
    char calling[24];
    size_t calls = 0;

    while (calls < plan->finding_count && mds_fleet_finding_calls(plan->findings[calls].finding)) {
        calls++;
    }
    (void)snprintf(all, sizeof all, "%zu", plan->finding_count);
    (void)snprintf(calling, sizeof calling, "%zu", calls);
    if (plan->finding_count > 0) {
        print_paragraph(r, 0, "", "cli.fleet.vulnerabilities", all, calling, NULL);
    }
}

/* One intrusion takes a share of the fleet; then the measures of each network. */
static void print_plan(const run *r, const mds_fleet_plan *plan, const mds_table *networks)
{
    const mds_fleet fleet = mds_plan_fleet(plan);
    char text[3][MDS_NUM_SIZE];

    mds_num_digits(text[0], fleet.years, 3);
    mds_num_digits(text[1], fleet.taken, 3);
    mds_num_digits(text[2], fleet.other, 3);
    print_findings(r, plan);
    print_paragraph(r, 0, "", "cli.fleet.view", text[0], text[1], text[2], NULL);
    for (size_t i = 0; i < networks->row_count; i++) {
        if (table_cell(networks, i, "plan_cost")->text[0] != '\0') {
            const char *shared = cell_text(r, networks, i, "plan_shared");
            print_paragraph(r, 0, "", shared[0] != '\0' ? "cli.fleet.shared" : "cli.fleet.unshared",
                            cell_text(r, networks, i, "plan_network"),
                            cell_text(r, networks, i, "plan_devices"),
                            cell_text(r, networks, i, "plan_cost"),
                            cell_text(r, networks, i, "plan_alone"), shared, NULL);
        }
        if (table_cell(networks, i, "plan_left")->number > 0.0) {
            print_paragraph(r, 0, "", "cli.fleet.left", cell_text(r, networks, i, "plan_network"),
                            cell_text(r, networks, i, "plan_left"), NULL);
        }
    }
}

/* The tables of the plan. */
static mds_exit plan_fleet(run *r, mds_fleet_plan *plan, const mds_table *const **tables,
                           fleet_days *days)
{
    store *s = NULL;
    const mds_exit code = open_fleet(r, STORE_READ, &s);

    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = make_plan(r, s, plan, days);
    store_close(s);
    if (status == MDS_OK) {
        status = mds_plan_tables(tables, r->arena, r->catalog, r->policy, plan, r->opt.lang);
    }
    return exit_of(r, status);
}

mds_exit fleet_report(run *r)
{
    mds_export_format format = MDS_EXPORT_XLSX;
    const mds_table *const *tables = NULL;
    mds_fleet_plan plan;
    fleet_days days;

    mds_exit code = read_format(
        r, r->opt.output, TAKES(MDS_EXPORT_XLSX) | TAKES(MDS_EXPORT_JSON) | TAKES(MDS_EXPORT_HTML),
        &format);
    if (code == EXIT_DONE) {
        code = plan_fleet(r, &plan, &tables, &days);
    }
    if (code == EXIT_DONE && r->opt.output != NULL) {
        code = exit_of(r, write_plan(r, tables, MDS_PLAN_TABLE__COUNT, format));
    }
    if (code == EXIT_DONE && !r->opt.quiet &&
        (r->opt.output == NULL || strcmp(r->opt.output, "-") != 0)) {
        print_plan(r, &plan, tables[MDS_PLAN_NETWORKS]);
        print_days(r, &days);
    }
    return code;
}

/* Orders of work alone, for the systems that carry them out. */
mds_exit fleet_export(run *r)
{
    mds_export_format format = MDS_EXPORT_CSV;
    const mds_table *const *tables = NULL;
    mds_fleet_plan plan;
    fleet_days days;

    if (r->opt.output == NULL) {
        return usage_error(r, "cli.error.output_missing", NULL);
    }
    mds_exit code = read_format(
        r, r->opt.output, TAKES(MDS_EXPORT_XLSX) | TAKES(MDS_EXPORT_CSV) | TAKES(MDS_EXPORT_JSON),
        &format);
    if (code == EXIT_DONE) {
        code = plan_fleet(r, &plan, &tables, &days);
    }
    if (code == EXIT_DONE) {
        code = exit_of(r, write_plan(r, &tables[MDS_PLAN_ORDERS], 1, format));
    }
    if (code == EXIT_DONE && !r->opt.quiet && strcmp(r->opt.output, "-") != 0) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", tables[MDS_PLAN_ORDERS]->row_count);
        print_text(r, stdout, "cli.fleet.orders", r->opt.output, count, NULL);
        printf("\n");
    }
    return code;
}
