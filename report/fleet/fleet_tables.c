/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_words.h"
#include <mdsrisk/fleet_report.h>

#include <string.h>

enum { LIST_BYTES = 1 << 16 };

enum {
    DEVICE_ID,
    DEVICE_CATEGORY,
    DEVICE_MAKER,
    DEVICE_MODEL,
    DEVICE_MODEL_NUMBER,
    DEVICE_VERSION,
    DEVICE_SERIAL,
    DEVICE_NAME,
    DEVICE_QUANTITY,
    DEVICE_USE,
    DEVICE_SYSTEM,
    DEVICE_MAC,
    DEVICE_IP,
    DEVICE_VLAN,
    DEVICE_ZONE,
    DEVICE_CONTEXT,
    DEVICE_LOCATION,
    DEVICE_DEPARTMENT,
    DEVICE_MATCH,
    DEVICE_FORM,
    DEVICE_PROBLEMS,
    DEVICE_ROW
};

/* The texts of an inventory as columns show them. */
static const struct {
    size_t column;
    mds_inventory_field field;
} shown[] = {{DEVICE_CATEGORY, MDS_INVENTORY_CATEGORY},
             {DEVICE_MAKER, MDS_INVENTORY_MAKER},
             {DEVICE_MODEL, MDS_INVENTORY_MODEL},
             {DEVICE_MODEL_NUMBER, MDS_INVENTORY_MODEL_NUMBER},
             {DEVICE_VERSION, MDS_INVENTORY_VERSION},
             {DEVICE_SERIAL, MDS_INVENTORY_SERIAL},
             {DEVICE_NAME, MDS_INVENTORY_NAME},
             {DEVICE_SYSTEM, MDS_INVENTORY_SYSTEM},
             {DEVICE_MAC, MDS_INVENTORY_MAC},
             {DEVICE_IP, MDS_INVENTORY_IP},
             {DEVICE_VLAN, MDS_INVENTORY_VLAN},
             {DEVICE_LOCATION, MDS_INVENTORY_LOCATION},
             {DEVICE_DEPARTMENT, MDS_INVENTORY_DEPARTMENT}};

static const char *path_of(const mds_fleet_list *fleet, const mds_fleet_product *product)
{
    return product->form_count > 0 ? fleet->forms[product->forms[0]].path : "";
}

static void put_device(mds_table_builder *b, const mds_policy *policy, const mds_fleet_list *fleet,
                       const mds_fleet_device *device)
{
    const mds_fleet_product *product = &fleet->products[device->product];
    mds_reg *r = b->r;

    mds_table__text(b, DEVICE_ID, device->id);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        mds_table__text(b, shown[i].column, device->text[shown[i].field]);
    }
    mds_table__number(b, DEVICE_QUANTITY, device->quantity, MDS_NUMBER_INTEGER);
    mds_table__text(b, DEVICE_USE,
                    mds_reg__named(r, "fleet.use", mds_device_use_name(device->use)));
    if (device->zone != MDS_NO_ORDINAL) {
        mds_table__text(b, DEVICE_ZONE,
                        mds_words__zone(r, policy->zones, policy->zone_count, device->zone));
        mds_table__text(b, DEVICE_CONTEXT, fleet->zones[device->zone_line].context);
    }
    mds_table__text(b, DEVICE_MATCH,
                    mds_reg__named(r, "fleet.match", mds_join_state_name(product->state)));
    mds_table__text(b, DEVICE_FORM, path_of(fleet, product));
    mds_table__text(b, DEVICE_PROBLEMS,
                    mds_fleet_words__bits(r, "fleet.problem", device->problems, MDS_ROW_BITS,
                                          mds_row_problem_name));
    mds_table__text(b, DEVICE_ROW, device->where);
}

static void put_devices(mds_reg *r, mds_table *out, const mds_policy *policy,
                        const mds_fleet_list *fleet)
{
    static const mds_column_spec columns[] = {
        {"device_id", 14, true},          {"fleet_category", 18, true},
        {"fleet_maker", 20, true},        {"fleet_model", 18, true},
        {"fleet_model_number", 16, true}, {"fleet_version", 10, true},
        {"fleet_serial", 14, true},       {"fleet_name", 18, true},
        {"fleet_quantity", 9, false},     {"fleet_use", 12, true},
        {"fleet_system", 20, true},       {"fleet_mac", 18, true},
        {"fleet_ip", 15, true},           {"fleet_vlan", 10, true},
        {"fleet_zone", 24, true},         {"context", 18, true},
        {"fleet_location", 18, true},     {"fleet_department", 18, true},
        {"fleet_match", 14, true},        {"form", 36, true},
        {"fleet_problems", 36, true},     {"fleet_row", 14, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "fleet_devices", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < fleet->device_count; i++) {
        if (mds_table__row(&b)) {
            put_device(&b, policy, fleet, &fleet->devices[i]);
        }
    }
    mds_table__finish(&b, out);
}

enum {
    MATCH_STATE,
    MATCH_UNITS,
    MATCH_MAKER,
    MATCH_MODEL,
    MATCH_MODEL_NUMBER,
    MATCH_VERSION,
    MATCH_CATEGORY,
    MATCH_SETTLED,
    MATCH_FORM,
    MATCH_CANDIDATES,
    MATCH_WHY,
    MATCH_ROW
};

static const char *paths_in_words(mds_reg *r, const mds_fleet_list *fleet, const uint32_t *forms,
                                  size_t count)
{
    mds_strbuf out;

    mds_strbuf_init(&out, LIST_BYTES);
    for (size_t i = 0; i < count; i++) {
        const mds_fleet_form *form = &fleet->forms[forms[i]];
        mds_strbuf_puts(&out, i > 0 ? "\n" : "");
        mds_strbuf_puts(&out, form->path);
        if (form->model[0] != '\0') {
            mds_strbuf_printf(&out, " (%s %s%s%s)", form->maker, form->model,
                              form->version[0] != '\0' ? " " : "", form->version);
        }
    }
    const char *text = mds_reg__copy(r, &out);
    mds_reg__drop(r, &out);
    return text;
}

static void put_match(mds_table_builder *b, const mds_fleet_list *fleet,
                      const mds_fleet_product *product)
{
    mds_reg *r = b->r;
    const char *path = path_of(fleet, product);

    mds_table__text(b, MATCH_STATE,
                    mds_reg__named(r, "fleet.match", mds_join_state_name(product->state)));
    mds_table__number(b, MATCH_UNITS, product->units, MDS_NUMBER_INTEGER);
    mds_table__text(b, MATCH_MAKER, product->text[MDS_INVENTORY_MAKER]);
    mds_table__text(b, MATCH_MODEL, product->text[MDS_INVENTORY_MODEL]);
    mds_table__text(b, MATCH_MODEL_NUMBER, product->text[MDS_INVENTORY_MODEL_NUMBER]);
    mds_table__text(b, MATCH_VERSION, product->text[MDS_INVENTORY_VERSION]);
    mds_table__text(b, MATCH_CATEGORY, product->text[MDS_INVENTORY_CATEGORY]);
    if (product->state == MDS_JOIN_SETTLED) {
        mds_table__text(b, MATCH_SETTLED, path[0] != '\0' ? path : mds_reg__text(r, "fleet.none"));
    }
    mds_table__text(b, MATCH_FORM, paths_in_words(r, fleet, product->forms, product->form_count));
    mds_table__text(b, MATCH_CANDIDATES,
                    paths_in_words(r, fleet, product->candidates, product->candidate_count));
    mds_table__text(
        b, MATCH_WHY,
        mds_fleet_words__bits(r, "fleet.why", product->why, MDS_WHY_BITS, mds_join_why_name));
    mds_table__text(b, MATCH_ROW, fleet->devices[product->first].where);
}

static void put_matches(mds_reg *r, mds_table *out, const mds_fleet_list *fleet)
{
    /* what a person must look at comes first */
    static const mds_join_state order[MDS_JOIN__COUNT] = {MDS_JOIN_ASK,     MDS_JOIN_DOUBTFUL,
                                                          MDS_JOIN_NONE,    MDS_JOIN_PROBABLE,
                                                          MDS_JOIN_CERTAIN, MDS_JOIN_SETTLED};
    static const mds_column_spec columns[] = {{"fleet_match", 14, true},
                                              {"fleet_units", 9, false},
                                              {"fleet_maker", 20, true},
                                              {"fleet_model", 20, true},
                                              {"fleet_model_number", 16, true},
                                              {"fleet_version", 10, true},
                                              {"fleet_category", 18, true},
                                              {"fleet_settled", 30, true},
                                              {"form", 36, true},
                                              {"fleet_candidates", 44, true},
                                              {"fleet_why", 40, true},
                                              {"fleet_row", 14, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "fleet_matches", columns, sizeof columns / sizeof *columns);
    for (size_t s = 0; s < MDS_JOIN__COUNT; s++) {
        for (size_t i = 0; i < fleet->product_count; i++) {
            if (fleet->products[i].state == order[s] && mds_table__row(&b)) {
                put_match(&b, fleet, &fleet->products[i]);
            }
        }
    }
    mds_table__finish(&b, out);
}

enum { COLUMN_SHEET, COLUMN_PLACE, COLUMN_HEADING, COLUMN_TAKEN, COLUMN_BY };

static void put_columns(mds_reg *r, mds_table *out, const mds_inventory_column *columns,
                        size_t count)
{
    static const mds_column_spec specs[] = {{"fleet_sheet", 16, true},
                                            {"fleet_place", 8, true},
                                            {"fleet_heading", 30, true},
                                            {"fleet_taken", 24, true},
                                            {"fleet_by", 16, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "fleet_columns", specs, sizeof specs / sizeof *specs);
    for (size_t i = 0; i < count; i++) {
        const mds_inventory_column *column = &columns[i];
        if (!mds_table__row(&b)) {
            continue;
        }
        mds_table__text(&b, COLUMN_SHEET, column->sheet);
        mds_table__text(&b, COLUMN_PLACE, column->place);
        mds_table__text(&b, COLUMN_HEADING, column->heading);
        if (column->used) {
            mds_table__text(
                &b, COLUMN_TAKEN,
                mds_reg__named(r, "fleet.field", mds_inventory_field_name(column->field)));
            mds_table__text(
                &b, COLUMN_BY,
                mds_reg__text(r, column->by_content ? "fleet.by.content" : "fleet.by.heading"));
        } else {
            mds_table__text(&b, COLUMN_TAKEN, mds_reg__text(r, "fleet.not_used"));
        }
    }
    mds_table__finish(&b, out);
}

mds_status mds_fleet_tables(const mds_table *const **out, mds_arena *arena,
                            const mds_catalog *catalog, const mds_policy *policy,
                            const mds_fleet_list *fleet, const mds_inventory_column *columns,
                            size_t column_count, mds_lang lang)
{
    mds_reg r = {.arena = arena, .catalog = catalog, .policy = policy, .lang = lang};
    mds_table *tables = mds_arena_alloc(arena, MDS_FLEET_TABLE__COUNT, sizeof *tables);
    const mds_table **list = mds_arena_alloc(arena, MDS_FLEET_TABLE__COUNT, sizeof *list);

    if (tables == NULL || list == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 20);
    put_devices(&r, &tables[MDS_FLEET_DEVICES], policy, fleet);
    put_matches(&r, &tables[MDS_FLEET_MATCHES], fleet);
    put_columns(&r, &tables[MDS_FLEET_COLUMNS], columns, column_count);
    mds_strbuf_finish(&r.buf);
    for (size_t i = 0; i < MDS_FLEET_TABLE__COUNT; i++) {
        list[i] = &tables[i];
    }
    if (r.status == MDS_OK) {
        *out = list;
    }
    return r.status;
}
