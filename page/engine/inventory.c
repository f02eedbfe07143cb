/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inventory with the forms that were read: which form is about which device, where it stands,
 * and which devices are alike, so that each kind is assessed once. */
#include "fleet.h"

#include "base/date.h"
#include "base/map.h"
#include "base/strbuf.h"
#include <mdsrisk/export_table.h>
#include <mdsrisk/fleet_report.h>
#include <mdsrisk/import_inventory.h>
#include <string.h>

enum { MOST_CLASSES = 1 << 20, MOST_SHOWN = 200 };

typedef struct joined {
    mds_page *page;
    mds_fleet_list fleet;
    mds_inventory inventory;
    const mds_settled *settled;
    size_t settled_count;
    const mds_table *const *tables;
} joined;

typedef mds_status reader(joined *j, const mds_source *source);

static mds_status take_inventory(joined *j, const mds_source *source)
{
    const mds_session *s = &j->page->session;
    const mds_status status =
        mds_import_inventory(&j->inventory, s->arena, s->catalog, source, s->diags);

    j->fleet.devices = j->inventory.devices;
    j->fleet.device_count = j->inventory.device_count;
    return status;
}

static mds_status take_zones(joined *j, const mds_source *source)
{
    const mds_session *s = &j->page->session;
    const mds_status status = mds_import_zones(&j->fleet.zones, &j->fleet.zone_count, s->arena,
                                               s->catalog, s->policy, source, s->diags);

    for (size_t i = 0; status == MDS_OK && i < j->fleet.zone_count; i++) {
        if (j->fleet.zones[i].context[0] != '\0') {
            mds_diag_add(s->diags, MDS_D_FLEET_CONTEXT_UNUSED, mds_page__string(j->page, "zones"),
                         j->fleet.zones[i].where, NULL);
            break;
        }
    }
    return status;
}

static mds_status take_matches(joined *j, const mds_source *source)
{
    const mds_session *s = &j->page->session;

    return mds_import_matches(&j->settled, &j->settled_count, s->arena, s->catalog, source,
                              s->diags);
}

/* Reads the file that a member of the request names, if it does. */
static mds_status read_named(joined *j, const char *member, reader *read)
{
    const char *path = mds_page__string(j->page, member);
    mds_source *source = NULL;

    if (path == NULL) {
        return MDS_OK;
    }
    mds_status status = mds_source_open(&source, path, 0, j->page->session.diags);
    if (status == MDS_OK) {
        status = read(j, source);
    }
    mds_source_free(source);
    return status;
}

static const char *member(const mds_json *of, const char *name)
{
    return mds_json_string(mds_json_member(of, name), "");
}

/* Of each form what the use case "fleet" said of it. The request lives as long as the fleet. */
static mds_status take_forms(joined *j)
{
    const mds_json *array = mds_json_member(j->page->request, "forms");
    const size_t n = array != NULL ? mds_json_count(array) : 0;
    mds_fleet_form *forms = mds_arena_alloc(j->page->session.arena, n + 1, sizeof *forms);
    size_t i = 0;

    if (forms == NULL) {
        return mds_arena_status(j->page->session.arena);
    }
    for (const mds_json *at = n > 0 ? mds_json_first(array) : NULL; at != NULL;
         at = mds_json_next(at)) {
        const char *date = member(at, "date");
        forms[i] = (mds_fleet_form){.path = member(at, "file"),
                                    .sha256 = "",
                                    .maker = member(at, "maker"),
                                    .model = member(at, "model"),
                                    .version = member(at, "version"),
                                    .edition = member(at, "edition"),
                                    .date = MDS_DAY_NONE};
        (void)mds_date_parse(&forms[i++].date, (mds_sv){date, strlen(date)});
    }
    j->fleet.forms = forms;
    j->fleet.form_count = n;
    return MDS_OK;
}

static mds_status join(joined *j)
{
    const mds_session *s = &j->page->session;
    mds_status status = take_forms(j);

    if (status == MDS_OK) {
        status = read_named(j, "inventory", take_inventory);
    }
    if (status == MDS_OK) {
        status = read_named(j, "zones", take_zones);
    }
    if (status == MDS_OK) {
        status = read_named(j, "matches", take_matches);
    }
    if (status == MDS_OK) {
        status = mds_fleet_identify(&j->fleet, s->arena, s->catalog);
    }
    if (status == MDS_OK) {
        status = mds_fleet_join(&j->fleet, s->arena, s->catalog, j->settled, j->settled_count);
    }
    if (status == MDS_OK) {
        mds_fleet_place(&j->fleet);
        mds_fleet_check_settled(&j->fleet, j->settled, j->settled_count,
                                mds_page__string(j->page, "matches"), s->diags);
        mds_fleet_check_rows(&j->fleet, mds_page__string(j->page, "inventory"), s->diags);
        status = mds_fleet_tables(&j->tables, s->arena, s->catalog, s->policy, &j->fleet,
                                  j->inventory.columns, j->inventory.column_count, s->language);
    }
    return status;
}

static const char *zone_id(const joined *j, const mds_fleet_device *device)
{
    return device->zone != MDS_NO_ORDINAL ? j->page->session.policy->zones[device->zone].id : "";
}

/* Same forms, same zone: the forms by their places in the request. */
static const char *class_key(const joined *j, const mds_fleet_device *device)
{
    const mds_fleet_product *product = &j->fleet.products[device->product];
    mds_arena *arena = j->page->session.arena;
    const char *key = zone_id(j, device);

    for (size_t i = 0; i < product->form_count && key != NULL; i++) {
        key = mds_arena_printf(arena, "%s %u", key, (unsigned)product->forms[i]);
    }
    return key;
}

static bool is_assessed(const joined *j, const mds_fleet_device *device)
{
    return device->use != MDS_USE_RETIRED && j->fleet.products[device->product].form_count > 0;
}

static void put_class(const joined *j, const mds_fleet_device *device)
{
    const mds_fleet_product *product = &j->fleet.products[device->product];
    mds_jsonw *out = &j->page->out;

    mds_jsonw_inline_next(out);
    mds_jsonw_object(out);
    mds_jsonw_member_string(out, "zone", zone_id(j, device));
    mds_jsonw_name(out, "forms");
    mds_jsonw_array(out);
    for (size_t i = 0; i < product->form_count; i++) {
        mds_jsonw_string(out, j->fleet.forms[product->forms[i]].path);
    }
    mds_jsonw_array_end(out);
    mds_jsonw_object_end(out);
}

/* The classes in the order of the inventory; \p of: that of each device. */
static mds_status put_classes(const joined *j, uint32_t *of)
{
    mds_arena *arena = j->page->session.arena;
    mds_map *known = mds_map_new(arena, MOST_CLASSES);
    uint32_t count = 0;

    mds_jsonw_name(&j->page->out, "classes");
    mds_jsonw_array(&j->page->out);
    for (size_t i = 0; i < j->fleet.device_count && known != NULL; i++) {
        const mds_fleet_device *device = &j->fleet.devices[i];
        const char *key = is_assessed(j, device) ? class_key(j, device) : NULL;
        of[i] = key != NULL ? mds_map_find(known, key) : MDS_MAP_NONE;
        if (key != NULL && of[i] == MDS_MAP_NONE) {
            put_class(j, device);
            of[i] = count;
            (void)mds_map_add(known, key, count++);
        }
    }
    mds_jsonw_array_end(&j->page->out);
    return mds_arena_status(arena);
}

/* Forms that no device of the inventory has. */
static size_t unused_forms(const joined *j)
{
    const mds_fleet_list *fleet = &j->fleet;
    size_t unused = 0;

    for (size_t f = 0; f < fleet->form_count; f++) {
        bool used = false;
        for (size_t p = 0; p < fleet->product_count && !used; p++) {
            for (size_t i = 0; i < fleet->products[p].form_count; i++) {
                used = used || fleet->products[p].forms[i] == f;
            }
        }
        unused += !used;
    }
    return unused;
}

/* [class, id, zone, units] of each device that has one, and how many have none. */
static void put_devices(const joined *j, const uint32_t *of)
{
    const mds_session *s = &j->page->session;
    mds_jsonw *out = &j->page->out;
    size_t without = 0;
    size_t retired = 0;
    size_t units = 0;

    mds_jsonw_name(out, "devices");
    mds_jsonw_array(out);
    for (size_t i = 0; i < j->fleet.device_count; i++) {
        const mds_fleet_device *device = &j->fleet.devices[i];
        units += device->quantity;
        retired += device->use == MDS_USE_RETIRED ? device->quantity : 0;
        without += device->use != MDS_USE_RETIRED && of[i] == MDS_MAP_NONE ? device->quantity : 0;
        if (of[i] != MDS_MAP_NONE) {
            mds_jsonw_inline_next(out);
            mds_jsonw_array(out);
            mds_jsonw_number(out, of[i]);
            mds_jsonw_string(out, device->id);
            mds_jsonw_string(out, device->zone != MDS_NO_ORDINAL
                                      ? s->policy->zones[device->zone].title.in[s->language]
                                      : "");
            mds_jsonw_number(out, device->quantity);
            mds_jsonw_array_end(out);
        }
    }
    mds_jsonw_array_end(out);
    mds_jsonw_member_number(out, "units", (double)units);
    mds_jsonw_member_number(out, "without", (double)without);
    mds_jsonw_member_number(out, "retired", (double)retired);
    mds_jsonw_member_number(out, "unused", (double)unused_forms(j));
}

static mds_status write_outputs(joined *j)
{
    const mds_session *s = &j->page->session;
    const char *inventory = mds_page__string(j->page, "inventory");

    return mds_page__write_listing(
        j->page, "fleet", mds_catalog_text(s->catalog, s->language, "fleet.title"),
        inventory != NULL ? inventory : "", j->tables, MDS_FLEET_TABLE__COUNT);
}

static mds_status show(joined *j)
{
    uint32_t *of = mds_arena_alloc(j->page->session.arena, j->fleet.device_count + 1, sizeof *of);
    mds_table matches = *j->tables[MDS_FLEET_MATCHES];

    mds_status status = of != NULL ? put_classes(j, of) : mds_arena_status(j->page->session.arena);
    if (status != MDS_OK) {
        return status;
    }
    put_devices(j, of);
    matches.row_count = matches.row_count < MOST_SHOWN ? matches.row_count : MOST_SHOWN;
    mds_page__table(j->page, "matches", &matches);
    return write_outputs(j);
}

const char *mds_page_inventory(const char *request)
{
    mds_page page;
    joined j = {.page = &page};

    mds_status status = mds_page__begin(&page, request);
    if (status == MDS_OK) {
        status = join(&j);
    }
    if (status == MDS_OK) {
        status = show(&j);
    }
    return mds_page__end(&page, status);
}
