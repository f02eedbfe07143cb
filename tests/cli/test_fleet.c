/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(cli_fleet, .init = scratch_begin, .fini = scratch_end);

#define INVENTORY EXAMPLES "fleet/inventory.csv"
#define ZONES EXAMPLES "fleet/zones.csv"
#define SAYS(text, part)                                                                           \
    cr_assert(strstr((text), (part)) != NULL, "\"%s\" is in: %s", (part), (text))

/* A folder with a form of each example. */
static void make_forms(void)
{
    release(shell("mkdir forms && cp " PUMP " forms/pump.xlsx && cp " MONITOR
                  " forms/monitor.csv && cp " CT " forms/ct.xlsx"));
    cr_assert(exists("forms/pump.xlsx") && exists("forms/monitor.csv") && exists("forms/ct.xlsx"));
}

Test(cli_fleet, an_inventory_is_read_and_joined)
{
    make_forms();
    const command_result r = command("fleet", "import", INVENTORY, "--forms", "forms", "--zones",
                                     ZONES, AS_OF, "--lang", "en", NULL);

    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "12 rows of 16 devices");
    SAYS(r.out, "not joined, to be settled: Brightwell Imaging Tomara");
    SAYS(r.out, "Candidates: forms/ct.xlsx");
    SAYS(r.err, "MDS2103");
    SAYS(r.err, "MDS2104");
    SAYS(r.err, "MDS2106");
    release(r);
}

Test(cli_fleet, in_japanese)
{
    make_forms();
    const command_result r =
        command("fleet", "import", INVENTORY, "--forms", "forms", AS_OF, "--lang", "ja", NULL);

    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "12行、16台");
    SAYS(r.out, "未対応(要確定)");
    release(r);
}

Test(cli_fleet, what_is_settled_is_read_back)
{
    make_forms();
    spill("matches.csv", "Manufacturer,Model,Model number,Version,Settled form\n"
                         "Brightwell Imaging,Tomara,,,forms/ct.xlsx\n"
                         "Nobody,X1,,,forms/gone.xlsx\n");
    const command_result r =
        command("fleet", "import", INVENTORY, "--forms", "forms", "--matches", "matches.csv", "-o",
                "fleet.json", AS_OF, "--lang", "en", NULL);
    char *json = slurp("fleet.json", NULL);

    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "1 row: settled by a person");
    SAYS(r.err, "MDS2116");
    SAYS(json, "\"fleet_settled\": \"forms/ct.xlsx\"");
    free(json);
    release(r);
}

/* The workbook that was written is read as the table of matches, in either language. */
Test(cli_fleet, a_workbook_carries_what_was_settled)
{
    static const char *const langs[] = {"en", "ja"};

    make_forms();
    for (size_t i = 0; i < 2; i++) {
        spill("matches.csv", "Manufacturer,Model,Settled form\n"
                             "Brightwell Imaging,Tomara,forms/ct.xlsx\n"
                             "Aldermoor Medical,AL-310,none\n");
        release(command("fleet", "import", INVENTORY, "--forms", "forms", "--matches",
                        "matches.csv", "-o", "a.xlsx", AS_OF, "--lang", langs[i], NULL));
        command_result r = command("fleet", "import", INVENTORY, "--forms", "forms", "--matches",
                                   "a.xlsx", "-o", "a.xlsx", AS_OF, "--lang", langs[i], NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        release(r);
        r = command("fleet", "import", INVENTORY, "--forms", "forms", "--matches", "a.xlsx", "-o",
                    "b.json", AS_OF, "--lang", "en", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        SAYS(r.out, "2 rows: settled by a person");
        char *json = slurp("b.json", NULL);
        SAYS(json, "\"fleet_settled\": \"forms/ct.xlsx\"");
        SAYS(json, "\"fleet_settled\": \"none\"");
        free(json);
        release(r);
    }
}

/* The list of devices is one that assess --batch takes; what has no form is set aside there. */
Test(cli_fleet, devices_are_a_list_to_assess)
{
    make_forms();
    release(command("fleet", "import", INVENTORY, "--forms", "forms", "-o", "devices.csv", AS_OF,
                    NULL));
    const command_result r =
        command("assess", "--batch", "devices.csv", AS_OF, "--lang", "en", NULL);

    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "Devices: 12.");
    SAYS(r.out, "MDS1763");
    SAYS(r.out, "F-0001");
    release(r);
}

Test(cli_fleet, usage)
{
    command_result r = command("fleet", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
    r = command("fleet", "import", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
    r = command("fleet", "import", INVENTORY, "-o", "x.html", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
    spill("none.csv", "a,b,c\n1,2,3\n");
    r = command("fleet", "import", "none.csv", "-o", "x.csv", NULL);
    cr_assert_eq(r.code, 2);
    SAYS(r.err, "MDS2100");
    cr_assert(!exists("x.csv"));
    release(r);
}

/* A form that is read is no place for the list of forms; a list of before is. */
Test(cli_fleet, no_form_is_overwritten)
{
    static const char *const langs[] = {"en", "ja"};

    make_forms();
    for (size_t i = 0; i < 4; i++) {
        const bool fleet = i < 2;
        const char *lang = langs[i % 2];
        for (size_t k = 0; k < 3; k++) {
            const char *output = k == 0 ? "forms/pump.xlsx" : "forms/list.xlsx";
            const command_result r =
                fleet ? command("fleet", "import", INVENTORY, "--forms", "forms", "-o", output,
                                AS_OF, "--lang", lang, NULL)
                      : command("import", "./forms", "-o", output, "--lang", lang, NULL);
            cr_assert_eq(r.code, k == 0 ? 2 : 0, "%zu: %s", i, r.err);
            cr_assert_eq(strstr(r.err, "MDS1704") != NULL, k == 0, "%zu: %s", i, r.err);
            release(r);
        }
        cr_assert(same_files("forms/pump.xlsx", PUMP));
    }
}
