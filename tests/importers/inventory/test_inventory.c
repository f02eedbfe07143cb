/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <mdsrisk/import_inventory.h>
#include <stdio.h>
#include <string.h>

static fixture f;
static mds_inventory in;

static void begin(void)
{
    fixture_init(&f);
}

static void end(void)
{
    fixture_free(&f);
}

TestSuite(inventory, .init = begin, .fini = end);

static mds_source *source_of(const char *name, const char *text)
{
    mds_source *source = NULL;

    f.diags = mds_diags_new(f.arena, 1000);
    cr_assert_eq(mds_source_from_memory(&source, name, text, strlen(text)), MDS_OK);
    return source;
}

static void import(const char *text)
{
    mds_source *source = source_of("i.csv", text);

    in = (mds_inventory){.device_count = 0};
    f.status = mds_import_inventory(&in, f.arena, f.catalog, source, f.diags);
    mds_source_free(source);
}

static const char *at(size_t device, mds_inventory_field field)
{
    cr_assert_lt(device, in.device_count);
    return in.devices[device].text[field];
}

/* The field that the column under a heading gives; MDS_INVENTORY__COUNT for none. */
static mds_inventory_field taken(const char *heading)
{
    for (size_t i = 0; i < in.column_count; i++) {
        if (strcmp(in.columns[i].heading, heading) == 0) {
            return in.columns[i].used ? in.columns[i].field : MDS_INVENTORY__COUNT;
        }
    }
    cr_assert_fail("no column %s", heading);
    return MDS_INVENTORY__COUNT;
}

/* What tools print over their columns, and what must come of it: heading=field, "-" for none. */
static const char *const shapes[] = {
    /* Snipe-IT */
    "Company=-|Name=name|Asset "
    "Tag=asset_tag|Category=category|Supplier=-|Manufacturer=manufacturer|"
    "Location=location|Model=model|Model Notes=-|Model Number=model_number|Asset Notes=note|"
    "Checked Out To: Location=-|Asset EOL Date=-|Serial=serial|Status=status",
    "Item Name=name|Serial Number=serial|Model name=model|Quantity=quantity|Department=department",
    /* NetBox */
    "name=name|role=category|tenant=-|manufacturer=manufacturer|device_type=model|platform=system|"
    "serial=serial|asset_tag=asset_tag|status=status|site=-|location=location|comments=note",
    /* GLPI */
    "Name=name|Serial number=serial|Inventory number=asset_tag|OS Product Key=-|OS=system|"
    "OS Version=-|Location=location|Contact=-",
    "Name=name|Type=category|Model=model|Manufactuer=manufacturer|serial=serial",
    "Nom=name|Statut=status|Fabricant=manufacturer|Num\xC3\xA9ro de s\xC3\xA9rie=serial|"
    "Type=category|Mod\xC3\xA8le=model|Syst\xC3\xA8me d'exploitation - Nom=system|Lieu=location",
    /* Accruent TMS */
    "ID Number=asset_tag|Item Identifier=name|Area=location|Meter Type=-|Date Retired=-",
    /* ServiceNow */
    "Display name=name|Asset tag=asset_tag|Model category=category|State=status|Assigned to=-",
    "common.manufacturer=manufacturer|common.model=model|common.os_version=-|"
    "common.SerialNumber=serial|common.wifi_mac_address=mac|common.owner=-",
    /* Axonius */
    "assetname=name|deviceserialnumber=serial|vendor=manufacturer",
    /* Claroty xDome */
    "uid=asset_tag|device_name=name|ip_list=ip|mac_list=mac|site_name=location|risk_score=-|"
    "manufacturer=manufacturer|device_category=category",
    /* Armis */
    "id=asset_tag|name=name|category=category|type=-|manufacturer=manufacturer|model=model|"
    "operatingSystem=system|operatingSystemVersion=-|macAddress=mac|ipAddress=ip|riskLevel=-",
    /* Fiix */
    "Asset Code=asset_tag|Asset Name=name|Site=location|Parent=-",
    /* Archibus */
    "Equipment Code=asset_tag|Asset ID=-|Comments=note|Manufacturer=manufacturer",
    /* Lansweeper */
    "AssetName=name|AssetType=category|Serialnumber=serial|Manufacturer=manufacturer|Model=model|"
    "IPAddress=ip|Mac=mac|OS=system|Domain=-|Lastseen=-|Location=location",
    /* a maintenance system in German */
    "Inventarnr.=asset_tag|Bezeichnung=category|Hersteller=manufacturer|Typ=model|"
    "Serien-Nr.=serial|Standort=location|Kostenstelle=department|Anschaffung=-|"
    "Betriebssystem=system|VLAN=vlan|Anzahl=quantity",
    /* Japanese ledgers */
    "筐体名=name|申請者=-|OS=system|支払区分=-|機器名=model|MACアドレス=mac|IP アドレス=ip",
    "資産番号=asset_tag|機器名=name|メーカー=manufacturer|型式=model_number|製品名=model|"
    "製造番号=serial|設置場所=location|部署=department|台数=quantity|使用状況=status|備考=note"};

Test(inventory, headings_of_tools)
{
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        char text[2048] = "";
        char heads[2048];
        char *save;
        (void)snprintf(heads, sizeof heads, "%s", shapes[s]);
        for (char *part = strtok_r(heads, "|", &save); part != NULL;
             part = strtok_r(NULL, "|", &save)) {
            part[strcspn(part, "=")] = '\0';
            (void)snprintf(text + strlen(text), sizeof text - strlen(text), "\"%s\";", part);
        }
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "\nA1;B2;C3;D4;E5\n");
        import(text);
        cr_assert_eq(f.status, MDS_OK, "%s", shapes[s]);
        (void)snprintf(heads, sizeof heads, "%s", shapes[s]);
        for (char *part = strtok_r(heads, "|", &save); part != NULL;
             part = strtok_r(NULL, "|", &save)) {
            char *field = strchr(part, '=') + 1;
            part[strcspn(part, "=")] = '\0';
            const mds_inventory_field got = taken(part);
            cr_expect_str_eq(got < MDS_INVENTORY__COUNT ? mds_inventory_field_name(got) : "-",
                             field, "%s", part);
        }
    }
}

Test(inventory, addresses_are_known_by_content)
{
    import("Asset tag,Maker,Model,Address,Where,Remark\n"
           "1,A,B,02:BD:A5:54:16:70,\"10.1.2.3, 10.1.2.4\",vlan 30\n"
           "2,A,B,02-bd-a5-54-16-71,DHCP,VLAN31\n"
           "3,A,B,02bd.a554.1672,10.1.2.5,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_eq(taken("Address"), MDS_INVENTORY_MAC);
    cr_assert_eq(taken("Where"), MDS_INVENTORY_IP);
    cr_assert_eq(taken("Remark"), MDS_INVENTORY_VLAN);
    cr_assert(in.columns[3].by_content);
    cr_assert_not(in.columns[1].by_content);
    cr_assert_str_eq(at(1, MDS_INVENTORY_VLAN), "VLAN31");
}

Test(inventory, content_corrects_a_heading)
{
    import("Asset tag,Model,IP address,MAC address\n"
           "1,B,02:BD:A5:54:16:70,10.1.2.3\n"
           "2,B,02:BD:A5:54:16:71,10.1.2.4\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_str_eq(at(0, MDS_INVENTORY_MAC), "02:BD:A5:54:16:70");
    cr_assert_str_eq(at(0, MDS_INVENTORY_IP), "10.1.2.3");
}

Test(inventory, what_is_no_device)
{
    import("Inventory of a hospital\n"
           "as of 2026-04-01\n"
           "\n"
           "Asset tag,Manufacturer,Model,Serial number,Quantity,Price\n"
           "Ward 3,,,,,\n"
           "1,A,B,S1,,10\n"
           "Total 1,,,,,10\n"
           ",Subtotal of ward 3,,,1,10\n"
           "Asset tag,Manufacturer,Model,Serial number,Quantity,Price\n"
           "2,TotalCare Ltd,P500,S2,2 pcs,10\n"
           "printed 2026-04-02,,,,,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_eq(in.device_count, 2);
    cr_assert_eq(in.devices[0].row, 6);
    cr_assert_eq(in.devices[1].row, 10);
    cr_assert_eq(in.devices[1].quantity, 2);
}

Test(inventory, quantities)
{
    static const struct {
        const char *text;
        uint32_t quantity;
        bool good;
    } cases[] = {{"", 1, true},        {"1", 1, true},
                 {"5", 5, true},       {"12 Stk.", 12, true},
                 {"many", 1, false},   {"0", 1, false},
                 {"-3", 1, false},     {"1.5", 1, false},
                 {"1,5", 1, false},    {"100000", 100000, true},
                 {"100001", 1, false}, {"99999999999999999999", 1, false}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        (void)snprintf(text, sizeof text, "Asset tag;Model;Serial;Qty\n1;B;S;\"%s\"\n",
                       cases[i].text);
        import(text);
        cr_assert_eq(f.status, MDS_OK);
        cr_expect_eq(in.devices[0].quantity, cases[i].quantity, "%s", cases[i].text);
        cr_expect_eq((in.devices[0].problems & MDS_ROW_QUANTITY) == 0, cases[i].good, "%s",
                     cases[i].text);
    }
}

Test(inventory, use_of_a_device)
{
    import("Asset tag,Model,Status,Notes\n"
           "1,B,In use,\n"
           "2,B,RETIR,\n"
           "3,B,除却済み,\n"
           "4,B,使用中,令和9年に廃棄予定\n"
           "5,B,active,replaces a retired pump\n");
    cr_assert_eq(f.status, MDS_OK);
    static const mds_device_use use[] = {MDS_USE_ACTIVE, MDS_USE_RETIRED, MDS_USE_RETIRED,
                                         MDS_USE_TO_BE_RETIRED, MDS_USE_ACTIVE};
    for (size_t i = 0; i < in.device_count; i++) {
        cr_expect_eq(in.devices[i].use, use[i], "%zu", i + 1);
    }
    cr_assert_eq(in.device_count, 5);
}

Test(inventory, files_that_are_none)
{
    import("a,b,c\n1,2,3\n");
    cr_assert_eq(f.status, MDS_EFORMAT);
    (void)fixture_expect(&f, MDS_D_INVENTORY_NOT_ONE);
    import("Asset tag,Manufacturer,Model\n,,\n");
    cr_assert_eq(f.status, MDS_EFORMAT);
    (void)fixture_expect(&f, MDS_D_INVENTORY_EMPTY);
}

static const mds_zone_line *zones;
static size_t zone_count;

static void import_zones(const char *text)
{
    mds_source *source = source_of("z.csv", text);

    zone_count = 0;
    f.status = mds_import_zones(&zones, &zone_count, f.arena, f.catalog, &f.catalog->policies[0],
                                source, f.diags);
    mds_source_free(source);
}

static const char *zone(size_t i)
{
    return f.catalog->policies[0].zones[zones[i].zone].id;
}

Test(inventory, zones)
{
    import_zones("cidr,vlan,zone,note\n"
                 "10.20.30.0/24,30,clinical,wards\n"
                 "10.0.0.0/8,,shared-network,\n"
                 ",Gäste,事務系,\n"
                 "10.20.30.5/24,30,office,the same subnet again\n"
                 "10.20.300.0/24,31,clinical,\n"
                 "10.20.31.0/24,31,moon,\n"
                 ",,,a remark\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_eq(zone_count, 3);
    cr_assert_str_eq(zone(0), "clinical-network");
    cr_assert_str_eq(zone(1), "shared-network");
    cr_assert_str_eq(zone(2), "shared-network");
    cr_assert_eq(zones[1].bits, 8);
    cr_assert_eq(fixture_count(&f, MDS_D_ZONES_TWICE), 1);
    cr_assert_eq(fixture_count(&f, MDS_D_ZONES_SUBNET), 1);
    cr_assert_eq(fixture_count(&f, MDS_D_ZONES_ZONE), 1);
    import_zones("a,b\n1,2\n");
    cr_assert_eq(f.status, MDS_EFORMAT);
    (void)fixture_expect(&f, MDS_D_ZONES_NOT_ONE);
}

static const mds_settled *settled;
static size_t settled_count;

static void import_matches(const char *text)
{
    mds_source *source = source_of("m.csv", text);

    settled_count = 0;
    f.status = mds_import_matches(&settled, &settled_count, f.arena, f.catalog, source, f.diags);
    mds_source_free(source);
}

Test(inventory, matches)
{
    import_matches("Manufacturer,Model,Model number,Version,Settled form,Form\n"
                   "A,B,,1,forms/b.xlsx,forms/other.xlsx\n"
                   "A,C,,,none,\n"
                   "A,D,,,,forms/d.xlsx\n"
                   "a,b,,1,forms/e.xlsx,\n");
    cr_assert_eq(f.status, MDS_OK);
    cr_assert_eq(settled_count, 2);
    cr_assert_str_eq(settled[0].form, "forms/b.xlsx");
    cr_assert_str_eq(settled[1].form, "");
    cr_assert_eq(fixture_count(&f, MDS_D_MATCHES_TWICE), 1);
    import_matches("Manufacturer,Model,Form\nA,B,C\n");
    cr_assert_eq(f.status, MDS_EFORMAT);
    (void)fixture_expect(&f, MDS_D_MATCHES_NOT_ONE);
}
