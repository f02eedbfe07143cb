/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_words.h"
#include <mdsrisk/curve.h>
#include <mdsrisk/fleet_plan_report.h>

#include <stdlib.h>
#include <string.h>

enum { LIST_BYTES = 1 << 16 };

/* A building of tables. */
typedef struct planning {
    mds_reg *r;
    const mds_fleet_plan *plan;
} planning;

/* Titles of kinds, joined. */
static const char *kinds_in_words(mds_reg *r, uint32_t kinds)
{
    mds_strbuf out;

    mds_strbuf_init(&out, LIST_BYTES);
    for (size_t k = 0; k < r->catalog->compensating_count; k++) {
        if ((kinds & 1U << k) != 0) {
            mds_strbuf_puts(&out, out.n > 0 ? "; " : "");
            mds_strbuf_puts(&out, mds_reg__in(r, &r->catalog->compensating[k].title));
        }
    }
    const char *text = mds_reg__copy(r, &out);
    mds_reg__drop(r, &out);
    return text;
}

/* A zone by its id, as people read it; "" where it is not known. */
static const char *zone_in_words(mds_reg *r, const char *id)
{
    for (size_t i = 0; i < r->policy->zone_count; i++) {
        if (strcmp(r->policy->zones[i].id, id) == 0) {
            return mds_reg__in(r, &r->policy->zones[i].title);
        }
    }
    return "";
}

/* The network of a device; the last one is of those without. */
static size_t network_of(const mds_fleet_plan *plan, const mds_plan_device *device)
{
    return device->network != MDS_NO_ORDINAL ? device->network : plan->network_count;
}

static const char *network_name(const planning *p, size_t network)
{
    return network < p->plan->network_count ? p->plan->networks[network]
                                            : mds_reg__text(p->r, "fleet.no_network");
}

enum {
    NETWORK_NAME,
    NETWORK_ZONE,
    NETWORK_DEVICES,
    NETWORK_NOT_ACCEPTABLE,
    NETWORK_UNJUDGED,
    NETWORK_REDUCE,
    NETWORK_ACCEPTABLE,
    NETWORK_NO_FORM,
    NETWORK_SHARED,
    NETWORK_COST,
    NETWORK_ALONE,
    NETWORK_LEFT
};

static void put_network(mds_table_builder *b, const planning *p, size_t network)
{
    static const size_t columns[MDS_VERDICT__COUNT] = {NETWORK_ACCEPTABLE, NETWORK_REDUCE,
                                                       NETWORK_NOT_ACCEPTABLE, NETWORK_UNJUDGED};
    const mds_fleet_plan *plan = p->plan;
    const mds_share_plan *share = &plan->plans[network];
    double devices = 0;
    double no_form = 0;
    double of[MDS_VERDICT__COUNT] = {0};

    for (size_t i = 0; i < plan->device_count; i++) {
        const mds_plan_device *device = &plan->devices[i];
        if (network_of(plan, device) == network) {
            devices += device->units;
            no_form += device->assessed ? 0 : device->units;
            of[device->verdict] += device->assessed ? device->units : 0;
        }
    }
    if (!(devices > 0) || !mds_table__row(b)) {
        return;
    }
    mds_table__text(b, NETWORK_NAME, network_name(p, network));
    mds_table__text(b, NETWORK_ZONE,
                    network < plan->network_count ? zone_in_words(p->r, plan->zones[network]) : "");
    mds_table__number(b, NETWORK_DEVICES, devices, MDS_NUMBER_INTEGER);
    for (size_t v = 0; v < MDS_VERDICT__COUNT; v++) {
        mds_table__number(b, columns[v], of[v], MDS_NUMBER_INTEGER);
    }
    mds_table__number(b, NETWORK_NO_FORM, no_form, MDS_NUMBER_INTEGER);
    mds_table__text(b, NETWORK_SHARED, kinds_in_words(p->r, share->shared));
    if (share->devices > 0) {
        mds_table__number(b, NETWORK_COST, share->cost, MDS_NUMBER_PLAIN);
        mds_table__number(b, NETWORK_ALONE, share->alone, MDS_NUMBER_PLAIN);
    }
    mds_table__number(b, NETWORK_LEFT, share->left, MDS_NUMBER_INTEGER);
}

static void put_networks(const planning *p, mds_table *out)
{
    static const mds_column_spec columns[] = {
        {"plan_network", 24, true},     {"plan_zone", 24, true},
        {"plan_devices", 9, false},     {"plan_not_acceptable", 11, false},
        {"plan_unjudged", 11, false},   {"plan_reduce", 11, false},
        {"plan_acceptable", 11, false}, {"plan_no_form", 11, false},
        {"plan_shared", 36, true},      {"plan_cost", 9, false},
        {"plan_alone", 9, false},       {"plan_left", 11, false}};
    mds_table_builder b;

    mds_table__init(&b, p->r, "plan_networks", columns, sizeof columns / sizeof *columns);
    for (size_t n = 0; n <= p->plan->network_count; n++) {
        put_network(&b, p, n);
    }
    mds_table__finish(&b, out);
}

enum {
    ORDER_ID,
    ORDER_KIND,
    ORDER_NETWORK,
    ORDER_DEVICE,
    ORDER_MAKER,
    ORDER_MODEL,
    ORDER_LOCATION,
    ORDER_DEVICES,
    ORDER_MEASURE,
    ORDER_ACTS_ON
};

static void put_order(mds_table_builder *b, const planning *p, size_t network,
                      const mds_plan_device *device, uint32_t kind, uint32_t units)
{
    mds_reg *r = p->r;
    const mds_compensating *of = &r->catalog->compensating[kind];
    const char *name = network_name(p, network);
    const char *id =
        mds_arena_printf(r->arena, "%s/%s", device != NULL ? device->id : name, of->id);

    if (!mds_table__row(b)) {
        return;
    }
    mds_table__text(b, ORDER_ID, id != NULL ? id : "");
    mds_table__text(
        b, ORDER_KIND,
        mds_reg__text(r, device == NULL ? "fleet.order.network" : "fleet.order.device"));
    mds_table__text(b, ORDER_NETWORK, name);
    if (device != NULL) {
        mds_table__text(b, ORDER_DEVICE, device->id);
        mds_table__text(b, ORDER_MAKER, device->manufacturer);
        mds_table__text(b, ORDER_MODEL, device->model);
        mds_table__text(b, ORDER_LOCATION, device->location);
    }
    mds_table__number(b, ORDER_DEVICES, units, MDS_NUMBER_INTEGER);
    mds_table__text(b, ORDER_MEASURE, mds_reg__in(r, &of->title));
    mds_table__text(b, ORDER_ACTS_ON, mds_reg__in(r, &of->acts_on));
}

/* What is put in place once for the network. */
static void put_shared_orders(mds_table_builder *b, const planning *p, size_t network)
{
    const mds_share_plan *share = &p->plan->plans[network];

    for (uint32_t k = 0; k < p->r->catalog->compensating_count; k++) {
        if ((share->shared & 1U << k) != 0) {
            put_order(b, p, network, NULL, k, share->devices);
        }
    }
}

/* What a device needs besides. */
static void put_device_orders(mds_table_builder *b, const planning *p,
                              const mds_plan_device *device)
{
    const mds_fleet_plan *plan = p->plan;
    const size_t network = network_of(plan, device);

    if (device->member == MDS_NO_ORDINAL || plan->chosen[device->member] == MDS_NO_ORDINAL) {
        return;
    }
    const uint32_t set = plan->members[device->member].sets[plan->chosen[device->member]];
    for (uint32_t k = 0; k < p->r->catalog->compensating_count; k++) {
        if ((set & ~plan->plans[network].shared & 1U << k) != 0) {
            put_order(b, p, network, device, k, device->units);
        }
    }
}

/* What the manufacturer is to do about a vulnerability. */
static void put_finding_order(mds_table_builder *b, const mds_plan_finding *at)
{
    mds_reg *r = b->r;
    const mds_contract_clause *clause = mds_fleet_words__clause(r, at->finding);
    const char *id = mds_arena_printf(r->arena, "%s/%s%s%s", at->finding->id, at->model,
                                      at->version[0] != '\0' ? " " : "", at->version);

    if (!mds_fleet_finding_calls(at->finding) || !mds_table__row(b)) {
        return;
    }
    mds_table__text(b, ORDER_ID, id != NULL ? id : "");
    mds_table__text(b, ORDER_KIND, mds_reg__text(r, "fleet.order.manufacturer"));
    mds_table__text(b, ORDER_MAKER, at->manufacturer);
    mds_table__text(b, ORDER_MODEL, at->model);
    mds_table__number(b, ORDER_DEVICES, at->units, MDS_NUMBER_INTEGER);
    mds_table__text(b, ORDER_MEASURE,
                    clause != NULL ? mds_reg__in(r, &clause->title)
                                   : mds_fleet_words__standing(r, at->finding));
    mds_table__text(b, ORDER_ACTS_ON,
                    mds_reg__format(r, "fleet.order.about",
                                    mds_fleet_words__finding(r, at->finding),
                                    mds_fleet_words__who_acts(r, at->finding), NULL));
}

static void put_orders(const planning *p, mds_table *out)
{
    static const mds_column_spec columns[] = {
        {"plan_order", 28, true},     {"plan_kind", 12, true},    {"plan_network", 20, true},
        {"device_id", 14, true},      {"fleet_maker", 20, true},  {"fleet_model", 18, true},
        {"fleet_location", 18, true}, {"plan_devices", 9, false}, {"plan_measure", 28, true},
        {"plan_acts_on", 44, true}};
    mds_table_builder b;

    mds_table__init(&b, p->r, "plan_orders", columns, sizeof columns / sizeof *columns);
    for (size_t n = 0; n < p->plan->network_count; n++) {
        put_shared_orders(&b, p, n);
    }
    for (size_t i = 0; i < p->plan->device_count; i++) {
        put_device_orders(&b, p, &p->plan->devices[i]);
    }
    for (size_t i = 0; i < p->plan->finding_count; i++) {
        put_finding_order(&b, &p->plan->findings[i]);
    }
    mds_table__finish(&b, out);
}

static void put_vulnerabilities(const planning *p, mds_table *out)
{
    static const mds_column_spec columns[] = {
        {"vuln_id", 18, false},      {"vuln_component", 22, true}, {"vuln_version", 12, true},
        {"vuln_standing", 26, true}, {"fleet_maker", 20, true},    {"fleet_model", 18, true},
        {"fleet_version", 10, true}, {"plan_devices", 9, false},   {"plan_clause", 30, true},
        {"digest_who", 60, true}};
    mds_table_builder b;

    mds_table__init(&b, p->r, "plan_vulnerabilities", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < p->plan->finding_count && mds_table__row(&b); i++) {
        const mds_plan_finding *at = &p->plan->findings[i];
        const mds_contract_clause *clause = mds_fleet_words__clause(p->r, at->finding);
        mds_table__text(&b, 0, at->finding->id);
        mds_table__text(&b, 1, at->finding->component);
        mds_table__text(&b, 2, at->finding->version);
        mds_table__text(&b, 3, mds_fleet_words__standing(p->r, at->finding));
        mds_table__text(&b, 4, at->manufacturer);
        mds_table__text(&b, 5, at->model);
        mds_table__text(&b, 6, at->version);
        mds_table__number(&b, 7, at->units, MDS_NUMBER_INTEGER);
        mds_table__text(&b, 8, clause != NULL ? mds_reg__in(p->r, &clause->title) : "");
        mds_table__text(&b, 9,
                        mds_fleet_finding_calls(at->finding)
                            ? mds_fleet_words__who_acts(p->r, at->finding)
                            : mds_reg__text(p->r, "vuln.watch"));
    }
    mds_table__finish(&b, out);
}

static void put_missing(const planning *p, mds_table *out)
{
    static const mds_column_spec columns[] = {{"device_id", 14, true},
                                              {"fleet_maker", 22, true},
                                              {"fleet_model", 22, true},
                                              {"fleet_location", 20, true},
                                              {"plan_devices", 9, false}};
    mds_table_builder b;

    mds_table__init(&b, p->r, "plan_missing", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < p->plan->device_count; i++) {
        const mds_plan_device *device = &p->plan->devices[i];
        if (device->assessed || !mds_table__row(&b)) {
            continue;
        }
        mds_table__text(&b, 0, device->id);
        mds_table__text(&b, 1, device->manufacturer);
        mds_table__text(&b, 2, device->model);
        mds_table__text(&b, 3, device->location);
        mds_table__number(&b, 4, device->units, MDS_NUMBER_INTEGER);
    }
    mds_table__finish(&b, out);
}

/* By day, those of one day as they stand. */
static int compare_days(const void *a, const void *b)
{
    const mds_plan_device *x = *(const mds_plan_device *const *)a;
    const mds_plan_device *y = *(const mds_plan_device *const *)b;

    if (x->next_day != y->next_day) {
        return x->next_day < y->next_day ? -1 : 1;
    }
    return x < y ? -1 : x > y;
}

/* Past the end of support the numbers grow with time alone. */
static const char *why_then(const mds_table_builder *b, const mds_plan_device *device)
{
    const char *event = device->next_event;

    if (event[0] == '\0') {
        return "";
    }
    return strcmp(event, mds_life_curve_event_name(MDS_LIFE_STEP)) == 0
               ? mds_reg__text(b->r, "plan.by_time")
               : mds_reg__named(b->r, "curve.event", event);
}

static void put_change(mds_table_builder *b, const mds_plan_device *device)
{
    mds_table__date(b, 0, device->next_day);
    mds_table__text(b, 1, device->id);
    mds_table__text(b, 2, device->manufacturer);
    mds_table__text(b, 3, device->model);
    mds_table__marked(b, 4, mds_reg__named(b->r, "signal", mds_verdict_name(device->verdict)),
                      mds_verdict_mark(device->verdict));
    mds_table__marked(b, 5, mds_reg__named(b->r, "signal", mds_verdict_name(device->next_verdict)),
                      mds_verdict_mark(device->next_verdict));
    mds_table__text(b, 6, why_then(b, device));
}

static void put_changes(const planning *p, mds_table *out)
{
    static const mds_column_spec columns[] = {{"plan_day", 12, true},     {"device_id", 14, true},
                                              {"fleet_maker", 20, true},  {"fleet_model", 18, true},
                                              {"plan_verdict", 18, true}, {"plan_then", 18, true},
                                              {"plan_why", 30, true}};
    const size_t count = p->plan->device_count;
    const mds_plan_device **list = mds_arena_alloc(p->r->arena, count + 1, sizeof(void *));
    size_t n = 0;
    mds_table_builder b;

    mds_table__init(&b, p->r, "plan_changes", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count && list != NULL; i++) {
        if (p->plan->devices[i].assessed && p->plan->devices[i].next_day != INT32_MIN) {
            list[n++] = &p->plan->devices[i];
        }
    }
    if (n > 0) {
        qsort(list, n, sizeof *list, compare_days);
    }
    for (size_t i = 0; i < n; i++) {
        if (mds_table__row(&b)) {
            put_change(&b, list[i]);
        }
    }
    mds_table__finish(&b, out);
}

mds_status mds_plan_tables(const mds_table *const **out, mds_arena *arena,
                           const mds_catalog *catalog, const mds_policy *policy,
                           const mds_fleet_plan *plan, mds_lang lang)
{
    mds_reg r = {.arena = arena, .catalog = catalog, .policy = policy, .lang = lang};
    const planning p = {&r, plan};
    mds_table *tables = mds_arena_alloc(arena, MDS_PLAN_TABLE__COUNT, sizeof *tables);
    const mds_table **list = mds_arena_alloc(arena, MDS_PLAN_TABLE__COUNT, sizeof *list);

    if (tables == NULL || list == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 20);
    put_networks(&p, &tables[MDS_PLAN_NETWORKS]);
    put_orders(&p, &tables[MDS_PLAN_ORDERS]);
    put_vulnerabilities(&p, &tables[MDS_PLAN_VULNERABILITIES]);
    put_missing(&p, &tables[MDS_PLAN_MISSING]);
    put_changes(&p, &tables[MDS_PLAN_CHANGES]);
    mds_strbuf_finish(&r.buf);
    for (size_t i = 0; i < MDS_PLAN_TABLE__COUNT; i++) {
        list[i] = &tables[i];
    }
    if (r.status == MDS_OK) {
        *out = list;
    }
    return r.status != MDS_OK ? r.status : mds_arena_status(arena);
}
