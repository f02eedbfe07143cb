/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <mdsrisk/fleet.h>
#include <stdio.h>
#include <string.h>

static fixture f;

static void begin(void)
{
    fixture_init(&f);
}

static void end(void)
{
    fixture_free(&f);
}

TestSuite(fleet, .init = begin, .fini = end);

enum { FORMS = 7 };
static const mds_fleet_form forms[FORMS] = {
    {"pump", "", "Aldermoor Medical (fictional)", "AL-300", "4.1", "mds2", INT32_MIN},
    {"monitor", "", "Kestrel Vital Systems (fictional)", "KV-20", "", "mds2", INT32_MIN},
    {"ct", "", "Brightwell Imaging (fictional)", "Tomara 64 console", "", "mds2", INT32_MIN},
    {"analyser", "", "みどり計測株式会社(架空)", "検体検査装置 MK-700", "3.2", "mds", 10},
    {"analyser-old", "", "みどり計測株式会社(架空)", "検体検査装置 MK-700", "2.0", "mds", 20},
    {"analyser-list", "", "みどり計測株式会社(架空)", "検体検査装置 MK-700", "", "checklist", 5},
    {"pacs", "", "架空医療システム株式会社", "みどりPACS", "", "mds2", INT32_MIN}};

/* One device with these texts. */
static mds_fleet_list one(const char *maker, const char *model, const char *version)
{
    mds_fleet_list fleet = {.device_count = 1, .forms = forms, .form_count = FORMS};

    fleet.devices = mds_arena_alloc(f.arena, 1, sizeof *fleet.devices);
    for (size_t i = 0; i < MDS_INVENTORY__COUNT; i++) {
        fleet.devices->text[i] = "";
    }
    fleet.devices->text[MDS_INVENTORY_MAKER] = maker;
    fleet.devices->text[MDS_INVENTORY_MODEL] = model;
    fleet.devices->text[MDS_INVENTORY_VERSION] = version;
    fleet.devices->where = "L2:C1";
    fleet.devices->quantity = 1;
    return fleet;
}

static mds_fleet_product join(const char *maker, const char *model, const char *version)
{
    mds_fleet_list fleet = one(maker, model, version);

    cr_assert_eq(mds_fleet_join(&fleet, f.arena, f.catalog, NULL, 0), MDS_OK);
    return fleet.products[0];
}

static const char *joined(const mds_fleet_product *product)
{
    return product->form_count > 0 ? forms[product->forms[0]].path : "";
}

typedef struct join_case {
    const char *maker, *model, *version;
    mds_join_state state;
    const char *form;
} join_case;

Test(fleet, joins)
{
    static const join_case cases[] = {
        {"Aldermoor Medical Ltd.", "AL-300", "", MDS_JOIN_CERTAIN, "pump"},
        {"ALDERMOOR", "al 300 ", "4.1.2", MDS_JOIN_CERTAIN, "pump"},
        {"Aldermoor", "AL300", "v4.1", MDS_JOIN_CERTAIN, "pump"},
        {"Aldermoor", "AL300", "4.10", MDS_JOIN_DOUBTFUL, "pump"},
        {"Aldermoor", "AL300", "5.0", MDS_JOIN_DOUBTFUL, "pump"},
        {"", "ALDERMOOR MEDICAL LTD AL‑300", "", MDS_JOIN_CERTAIN, "pump"},
        {"", "AL-300", "", MDS_JOIN_PROBABLE, "pump"},
        {"Intel Corporate", "AL-300", "", MDS_JOIN_DOUBTFUL, "pump"},
        {"Hollis and Brandt", "AL-300", "", MDS_JOIN_ASK, ""},
        {"Aldermoor Dental", "AL-300", "", MDS_JOIN_ASK, ""},
        {"Aldermoor", "AL-310", "", MDS_JOIN_NONE, ""},
        {"Aldermoor", "AL-30", "", MDS_JOIN_NONE, ""},
        {"Aldermoor", "AL-3000", "", MDS_JOIN_NONE, ""},
        {"Aldermoor", "AL-30 0", "", MDS_JOIN_NONE, ""},
        {"Aldermoor", "AL-300 plus", "", MDS_JOIN_ASK, ""},
        {"Aldermoor", "", "", MDS_JOIN_ASK, ""},
        {"Somebody", "", "", MDS_JOIN_NONE, ""},
        {"Kestrel Vital Sys.", "KV–20", "", MDS_JOIN_CERTAIN, "monitor"},
        {"Kestrel", "KV-200", "", MDS_JOIN_NONE, ""},
        {"Brightwell", "TOMARA64", "", MDS_JOIN_CERTAIN, "ct"},
        {"Brightwell", "Tomara-64 Konsole", "", MDS_JOIN_CERTAIN, "ct"},
        {"Brightwell", "tomara-128-console", "", MDS_JOIN_NONE, ""},
        {"Brightwell", "Tomara", "", MDS_JOIN_ASK, ""},
        {"", "Brightwell Imaging GmbH Tomara", "", MDS_JOIN_ASK, ""},
        {"みどり計測㈱", "ＭＫ－７００", "3.2", MDS_JOIN_CERTAIN, "analyser"},
        {"みどり計測株式会社", "検体検査装置 MK-700", "2.0", MDS_JOIN_CERTAIN, "analyser-old"},
        {"Midori Keisoku", "MK700", "3.2", MDS_JOIN_PROBABLE, "analyser"},
        {"みどり計測㈱", "免疫測定装置 MK-700", "3.2", MDS_JOIN_ASK, ""},
        {"Kakuu Medical Systems", "Midori PACS", "", MDS_JOIN_PROBABLE, "pacs"},
        {"㈱架空医療システム", "ミドリPACS", "", MDS_JOIN_CERTAIN, "pacs"},
        {"", "midori-pacs", "", MDS_JOIN_PROBABLE, "pacs"},
        {"", "PACS", "", MDS_JOIN_NONE, ""},
        {"", "", "", MDS_JOIN_NONE, ""}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const join_case *c = &cases[i];
        const mds_fleet_product product = join(c->maker, c->model, c->version);
        cr_expect_str_eq(mds_join_state_name(product.state), mds_join_state_name(c->state),
                         "%s / %s / %s", c->maker, c->model, c->version);
        cr_expect_str_eq(joined(&product), c->form, "%s / %s", c->maker, c->model);
        if (product.state == MDS_JOIN_ASK) {
            cr_expect_gt(product.candidate_count, 0, "%s / %s", c->maker, c->model);
        }
    }
}

/* A spelling that changes signs, blanks and capitals changes no join; a digit does. */
Test(fleet, a_spelling_changes_no_join)
{
    static const char *const signs[] = {"", "-", " ", "–", "‑", "_", "/", ".", " - "};
    static const char *const letters[] = {"AL", "al", "Al", "ＡＬ"};

    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++) {
        for (size_t l = 0; l < sizeof letters / sizeof *letters; l++) {
            for (unsigned number = 290; number <= 310; number++) {
                char model[64];
                (void)snprintf(model, sizeof model, "%s%s%u", letters[l], signs[s], number);
                const mds_fleet_product product = join("Aldermoor", model, "");
                cr_expect_str_eq(joined(&product), number == 300 ? "pump" : "", "%s", model);
            }
        }
    }
}

Test(fleet, one_form_of_each_edition)
{
    const mds_fleet_product product = join("みどり計測", "MK-700", "");

    cr_assert_eq(product.form_count, 2);
    cr_assert_str_eq(forms[product.forms[0]].path, "analyser-old", "the newest");
    cr_assert_str_eq(forms[product.forms[1]].path, "analyser-list");
    cr_assert_eq(product.candidate_count, 1);
    cr_assert_neq(product.why & MDS_WHY_SEVERAL, 0);
}

Test(fleet, what_is_settled_holds)
{
    const mds_settled settled[] = {{"Brightwell", "Tomara", "", "", "ct", "L2"},
                                   {"Aldermoor", "AL-300", "", "", "", "L3"}};
    mds_fleet_list fleet = one("BRIGHTWELL", "tomara", "");

    cr_assert_eq(mds_fleet_join(&fleet, f.arena, f.catalog, settled, 2), MDS_OK);
    cr_assert_eq(fleet.products[0].state, MDS_JOIN_SETTLED);
    cr_assert_str_eq(joined(&fleet.products[0]), "ct");
    fleet = one("Aldermoor", "AL-300", "");
    cr_assert_eq(mds_fleet_join(&fleet, f.arena, f.catalog, settled, 2), MDS_OK);
    cr_assert_eq(fleet.products[0].state, MDS_JOIN_SETTLED);
    cr_assert_eq(fleet.products[0].form_count, 0);
}

/* A fleet of rows: tag, serial, mac and name of each. */
static mds_fleet_list many(const char *const (*rows)[4], size_t count)
{
    static const mds_inventory_field fields[] = {MDS_INVENTORY_TAG, MDS_INVENTORY_SERIAL,
                                                 MDS_INVENTORY_MAC, MDS_INVENTORY_NAME};
    mds_fleet_list fleet = {.device_count = count};

    fleet.devices = mds_arena_alloc(f.arena, count, sizeof *fleet.devices);
    for (size_t i = 0; i < count; i++) {
        char where[24];
        for (size_t k = 0; k < MDS_INVENTORY__COUNT; k++) {
            fleet.devices[i].text[k] = "";
        }
        for (size_t k = 0; k < 4; k++) {
            fleet.devices[i].text[fields[k]] = rows[i][k];
        }
        (void)snprintf(where, sizeof where, "L%zu:C1", i + 2);
        fleet.devices[i].where = mds_arena_strndup(f.arena, where, strlen(where));
        fleet.devices[i].quantity = 1;
    }
    cr_assert_eq(mds_fleet_identify(&fleet, f.arena, f.catalog), MDS_OK);
    return fleet;
}

Test(fleet, each_device_has_an_id_of_its_own)
{
    static const char *const rows[][4] = {
        {"T1", "S1", "", ""},  {"T1", "S2", "", ""},       {"", "S1", "M1", "pump"},
        {"", "N/A", "M2", ""}, {"", "n/a", "m2", "probe"}, {"", "", "", "pump"},
        {"S2", "", "", ""},    {"T9", "S9", "M9", "n"},    {"", "", "", ""}};
    static const char *const ids[] = {"L2:C1", "L3:C1", "M1", "L5:C1", "probe",
                                      "L7:C1", "S2",    "T9", "L10:C1"};
    const mds_fleet_list fleet = many(rows, sizeof rows / sizeof *rows);

    for (size_t i = 0; i < fleet.device_count; i++) {
        cr_expect_str_eq(fleet.devices[i].id, ids[i], "%zu", i);
        for (size_t k = 0; k < i; k++) {
            cr_expect_str_neq(fleet.devices[i].id, fleet.devices[k].id);
        }
    }
    cr_assert_eq(fleet.devices[2].twin, 0);
    cr_assert_neq(fleet.devices[0].problems & MDS_ROW_SERIAL_TWICE, 0);
    cr_assert_eq(fleet.devices[3].problems & MDS_ROW_SERIAL_TWICE, 0, "N/A is no serial");
    cr_assert_neq(fleet.devices[4].problems & MDS_ROW_MAC_TWICE, 0);
}

Test(fleet, the_longest_prefix_wins_and_the_vlan_before_it)
{
    static const mds_zone_line zones[] = {
        {.vlan = "", .net = 0x0A000000, .bits = 8, .has_net = true, .zone = 0},
        {.vlan = "30", .net = 0x0A141E00, .bits = 24, .has_net = true, .zone = 1},
        {.vlan = "Lab", .zone = 2}};
    static const struct {
        const char *vlan, *ip;
        uint32_t line;
        unsigned problems;
    } cases[] = {{"", "10.20.30.4", 1, 0},
                 {"", "10.9.9.9", 0, 0},
                 {"", "fe80::1, 10.9.9.9", 0, 0},
                 {"", "DHCP", MDS_NO_ORDINAL, 0},
                 {"", "192.168.1.1", MDS_NO_ORDINAL, MDS_ROW_ZONE_UNKNOWN},
                 {"VLAN 30", "", 1, 0},
                 {"Med-30", "", 1, 0},
                 {"300", "", MDS_NO_ORDINAL, MDS_ROW_ZONE_UNKNOWN},
                 {"30-3", "", MDS_NO_ORDINAL, MDS_ROW_ZONE_UNKNOWN},
                 {"lab", "10.20.30.4", 2, MDS_ROW_ZONE_CLASH},
                 {"99", "10.20.30.4", 1, MDS_ROW_ZONE_UNKNOWN},
                 {"", "", MDS_NO_ORDINAL, 0}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mds_fleet_list fleet = one("A", "B", "");
        fleet.zones = zones;
        fleet.zone_count = 3;
        fleet.devices->text[MDS_INVENTORY_VLAN] = cases[i].vlan;
        fleet.devices->text[MDS_INVENTORY_IP] = cases[i].ip;
        mds_fleet_place(&fleet);
        cr_expect_eq(fleet.devices->zone_line, cases[i].line, "%zu", i);
        cr_expect_eq(fleet.devices->problems, cases[i].problems, "%zu", i);
    }
}
