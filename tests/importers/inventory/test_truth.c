/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inventories of invented hospitals and what is true of each of their rows, ../shared/data. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <mdsrisk/import_inventory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INVENTORIES MDS_SOURCE_DIR "/../shared/data/inventories/"

enum { COLUMNS = 9, LINE = 1024, FORMS = 6 };
enum { SHEET, ROW, KIND, PRODUCT, FORM, VERSION, SERIAL, QUANTITY, FLAGS };

static fixture f;
static mds_fleet_form forms[FORMS];
static size_t form_count;
static mds_inventory inventory;
static mds_fleet_list fleet;

/* One form of each example, called by its folder. */
static const char *const examples[][2] = {
    {"infusion-pump", "form.xlsx"},  {"bedside-monitor", "form.csv"},
    {"ct-workstation", "form.xlsx"}, {"pacs-software", "form.csv"},
    {"lab-analyser", "mds.xlsx"},    {"lab-analyser", "checklist.xlsx"}};

static void read_examples(void)
{
    for (size_t i = 0; i < FORMS; i++) {
        const mds_disclosure *form = NULL;
        mds_source *source = NULL;
        char path[512];
        (void)snprintf(path, sizeof path, "%s/examples/%s/%s", MDS_SOURCE_DIR, examples[i][0],
                       examples[i][1]);
        cr_assert_eq(mds_source_open(&source, path, 0, f.diags), MDS_OK);
        cr_assert_eq(mds_import_form(&form, f.arena, f.catalog, source, f.diags), MDS_OK);
        mds_source_free(source);
        forms[form_count++] =
            (mds_fleet_form){.path = examples[i][0],
                             .sha256 = "",
                             .maker = form->device[MDS_DEVICE_MANUFACTURER],
                             .model = form->device[MDS_DEVICE_MODEL],
                             .version = form->device[MDS_DEVICE_VERSION],
                             .edition = f.catalog->forms[form->form].title.in[MDS_LANG_EN],
                             .date = INT32_MIN};
    }
}

static void read_inventory(const char *name)
{
    mds_source *source = NULL;
    char path[512];

    (void)snprintf(path, sizeof path, INVENTORIES "%s", name);
    FILE *there = fopen(path, "rb");
    if (there == NULL) {
        cr_skip_test("the inventories are not beside the source folder");
    }
    (void)fclose(there);
    fixture_init(&f);
    read_examples();
    f.diags = mds_diags_new(f.arena, 1000);
    cr_assert_eq(mds_source_open(&source, path, 0, f.diags), MDS_OK);
    cr_assert_eq(mds_import_inventory(&inventory, f.arena, f.catalog, source, f.diags), MDS_OK);
    mds_source_free(source);
    fleet = (mds_fleet_list){.devices = inventory.devices,
                             .device_count = inventory.device_count,
                             .forms = forms,
                             .form_count = form_count};
    cr_assert_eq(mds_fleet_identify(&fleet, f.arena, f.catalog), MDS_OK);
    cr_assert_eq(mds_fleet_join(&fleet, f.arena, f.catalog, NULL, 0), MDS_OK);
}

/* The cells of a line, in place. */
static void split(char *line, char *cells[COLUMNS])
{
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t i = 0; i < COLUMNS; i++) {
        cells[i] = line;
        line += strcspn(line, "\t");
        if (*line == '\t') {
            *line++ = '\0';
        }
    }
}

static const mds_fleet_device *device_at(unsigned long row)
{
    for (size_t i = 0; i < fleet.device_count; i++) {
        if (fleet.devices[i].row == row) {
            return &fleet.devices[i];
        }
    }
    return NULL;
}

static bool flagged(char *const *truth, const char *flag)
{
    return strstr(truth[FLAGS], flag) != NULL;
}

/* What the truth says of the join. */
static void check_join(char *const *truth, const mds_fleet_device *device)
{
    const mds_fleet_product *product = &fleet.products[device->product];
    const char *form = product->form_count > 0 ? fleet.forms[product->forms[0]].path : "";

    if (strcmp(truth[FORM], "ask") == 0) {
        cr_expect_eq(product->state, MDS_JOIN_ASK, "row %s", truth[ROW]);
        cr_expect_gt(product->candidate_count, 0, "row %s", truth[ROW]);
        cr_expect_eq(product->form_count, 0, "row %s", truth[ROW]);
    } else if (strcmp(truth[FORM], "none") == 0 || strcmp(truth[FORM], "not-medical") == 0) {
        cr_expect_eq(product->form_count, 0, "row %s joined to %s", truth[ROW], form);
    } else {
        cr_expect_str_eq(form, truth[FORM], "row %s: %s", truth[ROW],
                         mds_join_state_name(product->state));
    }
    const bool versioned = device->text[MDS_INVENTORY_VERSION][0] != '\0';
    if ((versioned && flagged(truth, "version-differs-from-form")) ||
        flagged(truth, "maker-of-the-network-chip")) {
        cr_expect_eq(product->state, MDS_JOIN_DOUBTFUL, "row %s", truth[ROW]);
    }
}

static void check_device(char *const *truth, const mds_fleet_device *device)
{
    const char *serial = device->text[MDS_INVENTORY_SERIAL];

    cr_expect_str_eq(serial, truth[SERIAL], "row %s", truth[ROW]);
    cr_expect_eq(device->quantity, strtoul(truth[QUANTITY], NULL, 10), "row %s", truth[ROW]);
    cr_expect_eq((device->problems & MDS_ROW_SERIAL_TWICE) != 0, flagged(truth, "serial-twice"),
                 "row %s", truth[ROW]);
    cr_expect_eq((device->problems & MDS_ROW_MAC_TWICE) != 0, flagged(truth, "mac-twice"), "row %s",
                 truth[ROW]);
    cr_expect_eq((device->problems & MDS_ROW_NO_MODEL) != 0, flagged(truth, "no-model"), "row %s",
                 truth[ROW]);
    const mds_device_use use = flagged(truth, "to-be-retired") ? MDS_USE_TO_BE_RETIRED
                               : flagged(truth, "retired")     ? MDS_USE_RETIRED
                                                               : MDS_USE_ACTIVE;
    cr_expect_eq(device->use, use, "row %s", truth[ROW]);
    if (device->text[MDS_INVENTORY_VERSION][0] != '\0') {
        cr_expect_str_eq(device->text[MDS_INVENTORY_VERSION], truth[VERSION], "row %s", truth[ROW]);
    }
    check_join(truth, device);
}

/* Reads the inventory and holds each of its rows against the truth. */
static void check(const char *name, const char *truth_name, size_t rows, size_t units)
{
    char path[512];
    char line[LINE];
    size_t devices = 0;
    size_t all = 0;

    read_inventory(name);
    (void)snprintf(path, sizeof path, INVENTORIES "%s", truth_name);
    FILE *truth = fopen(path, "r");
    cr_assert_not_null(truth);
    while (fgets(line, sizeof line, truth) != NULL) {
        char *cells[COLUMNS];
        split(line, cells);
        if (strcmp(cells[KIND], "device") != 0) {
            cr_expect_null(device_at(strtoul(cells[ROW], NULL, 10)), "row %s is a %s", cells[ROW],
                           cells[KIND]);
            continue;
        }
        const mds_fleet_device *device = device_at(strtoul(cells[ROW], NULL, 10));
        cr_assert_not_null(device, "row %s is a device", cells[ROW]);
        check_device(cells, device);
        devices++;
    }
    (void)fclose(truth);
    for (size_t i = 0; i < fleet.device_count; i++) {
        all += fleet.devices[i].quantity;
    }
    cr_assert_eq(devices, rows);
    cr_assert_eq(fleet.device_count, rows);
    cr_assert_eq(all, units);
    fixture_free(&f);
}

Test(inventory_truth, of_an_asset_tool_in_english)
{
    check("snipeit-export-en.csv", "snipeit-export-en.truth.tsv", 42, 42);
}

Test(inventory_truth, of_a_source_of_truth_of_networks)
{
    check("netbox-devices-en.csv", "netbox-devices-en.truth.tsv", 45, 45);
}

Test(inventory_truth, of_a_japanese_ledger)
{
    check("ledger-ja.xlsx", "ledger-ja.truth.tsv", 40, 40);
}

Test(inventory_truth, of_a_german_maintenance_system)
{
    check("cmms-de-cp1252.csv", "cmms-de-cp1252.truth.tsv", 50, 68);
}
