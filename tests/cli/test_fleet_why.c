/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a device is where it is. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(fleet_why, .init = scratch_begin, .fini = scratch_end);

#define INVENTORY EXAMPLES "fleet/inventory.csv"
#define ZONES EXAMPLES "fleet/zones.csv"
#define SAYS(text, part)                                                                           \
    cr_assert(strstr((text), (part)) != NULL, "\"%s\" is in: %s", (part), (text))

static void make_fleet(const char *inventory)
{
    release(shell("mkdir forms && cp " PUMP " forms/pump.xlsx && cp " CT " forms/ct.xlsx"));
    release(command("fleet", "import", inventory, "--fleet", "fleet.db", "--forms", "forms",
                    "--zones", ZONES, AS_OF, NULL));
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
}

static command_result why(const char *device)
{
    return command("fleet", "why", device, "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
}

Test(fleet_why, form_zone_verdict_and_risks)
{
    make_fleet(INVENTORY);
    command_result r = why("F-0008");
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "Result: Not acceptable:");
    SAYS(r.out, "Match: certain");
    SAYS(r.out, "Form: forms/ct.xlsx");
    SAYS(r.out, "by VLAN 40");
    SAYS(r.out, "Exploit of unpatched software");
    SAYS(r.out, "assessed for the first time");
    release(r);
    r = why("F-0004");
    SAYS(r.out, "no form is about it");
    release(r);
    r = why("F-9999");
    cr_assert_eq(r.code, 2);
    SAYS(r.err, "MDS2127");
    release(r);
    r = command("fleet", "why", "--fleet", "fleet.db", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
}

/* The list and the reason say the same of a device, also when a person settled its form. */
Test(fleet_why, what_changed_and_who_settled_it)
{
    spill("i.csv", "Asset tag,Manufacturer,Model,IP address\nP-1,Northmill,Tomara,10.20.30.7\n");
    spill("m.csv", "Manufacturer,Model,Model number,Version,Settled form\n"
                   "Northmill,Tomara,,,forms/pump.xlsx\n");
    make_fleet("i.csv");
    command_result r = command("fleet", "update", "--fleet", "fleet.db", "--matches", "m.csv",
                               "--as-of", "2026-11-21", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    spill("old.json",
          "{\"format_version\": 1, \"kind\": \"context\", \"end_of_support\": \"2016-06-30\"}");
    spill("z.csv", "zone,cidr,context\ninternet-reachable,10.20.30.0/24,old.json\n");
    r = command("fleet", "update", "--fleet", "fleet.db", "--zones", "z.csv", "--as-of",
                "2026-11-22", NULL);
    cr_assert_eq(r.code, 1, "%s", r.err);
    release(r);
    r = why("P-1");
    SAYS(r.out, "Match: settled by a person");
    SAYS(r.out, "Settled form: forms/pump.xlsx");
    SAYS(r.out, "Assessed as of: 2026-11-22");
    SAYS(r.out, "What else changed: another context; another zone; another day");
    release(r);
    r = command("fleet", "why", "P-1", "--fleet", "fleet.db", "-o", "why.json", AS_OF, "--lang",
                "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    release(command("fleet", "list", "--fleet", "fleet.db", "-o", "list.json", AS_OF, NULL));
    char *reason = slurp("why.json", NULL);
    char *list = slurp("list.json", NULL);
    const char *a = strstr(reason, "\"devices_rrf\": ");
    const char *b = strstr(list, "\"devices_rrf\": ");
    cr_assert(a != NULL && b != NULL);
    cr_assert_eq(strncmp(a, b, strcspn(a, "\n,}")), 0);
    SAYS(reason, "\"why_risks\": [");
    free(reason);
    free(list);
}

Test(fleet_why, in_japanese_as_a_workbook_and_a_page)
{
    make_fleet(INVENTORY);
    static const char *const names[] = {"why.xlsx", "why.html", "why.docx", "why.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const command_result r = command("fleet", "why", "F-0001", "--fleet", "fleet.db", "-o",
                                         names[i], AS_OF, "--lang", "ja", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        release(r);
    }
    char *page = slurp("why.html", NULL);
    SAYS(page, "リスクと根拠の回答");
    free(page);
}
