/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(fleet_plan, .init = scratch_begin, .fini = scratch_end);

#define INVENTORY EXAMPLES "fleet/inventory.csv"
#define ZONES EXAMPLES "fleet/zones.csv"
#define SAYS(text, part)                                                                           \
    cr_assert(strstr((text), (part)) != NULL, "\"%s\" is in: %s", (part), (text))

static void make_fleet(void)
{
    release(shell("mkdir forms && cp " PUMP " forms/pump.xlsx && cp " MONITOR
                  " forms/monitor.csv && cp " CT " forms/ct.xlsx"));
    release(command("fleet", "import", INVENTORY, "--fleet", "fleet.db", "--forms", "forms",
                    "--zones", ZONES, AS_OF, NULL));
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
}

Test(fleet_plan, one_firewall_for_a_network)
{
    make_fleet();
    const command_result r = command("fleet", "report", "--fleet", "fleet.db", "-o", "plan.json",
                                     AS_OF, "--lang", "en", NULL);
    char *json = slurp("plan.json", NULL);

    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "An intrusion takes some of the fleet once in");
    SAYS(r.out, "VLAN 30, 7 devices: cost 2 instead of 10 device by device; once for all:");
    SAYS(json, "\"plan_order\": \"VLAN 30/firewall\"");
    SAYS(json, "\"plan_missing\": [");
    SAYS(json, "\"device_id\": \"F-0004\"");
    free(json);
    release(r);
}

Test(fleet_plan, as_a_workbook_and_a_page_in_japanese)
{
    make_fleet();
    command_result r = command("fleet", "report", "--fleet", "fleet.db", "-o", "plan.xlsx", AS_OF,
                               "--lang", "ja", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "共用する対策: ファイアウォール");
    release(r);
    r = command("fleet", "report", "--fleet", "fleet.db", "-o", "plan.html", AS_OF, "--lang", "ja",
                NULL);
    char *page = slurp("plan.html", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(page, "作業指示");
    free(page);
    release(r);
}

/* Long past the end of support nothing helps: a network without a cost is not passed over. */
Test(fleet_plan, what_no_measure_mends_is_said)
{
    make_fleet();
    command_result r =
        command("fleet", "report", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    cr_assert(strstr(r.out, "VLAN 30: no measures") == NULL, "%s", r.out);
    release(r);
    release(command("fleet", "update", "--fleet", "fleet.db", "--context", PUMP_DEPLOYMENT,
                    "--as-of", "2036-01-01", NULL));
    r = command("fleet", "report", "--fleet", "fleet.db", "-o", "plan.json", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "VLAN 40: no measures are enough for 1 device;");
    release(r);
    r = command("fleet", "report", "--fleet", "fleet.db", "--lang", "ja", NULL);
    SAYS(r.out, "VLAN 40: 1台は対策だけでは不足");
    release(r);
}

Test(fleet_plan, orders_have_ids_that_stay)
{
    make_fleet();
    release(command("fleet", "export", "--fleet", "fleet.db", "-o", "a.csv", AS_OF, NULL));
    release(command("fleet", "import", INVENTORY, "--fleet", "fleet.db", AS_OF, NULL));
    release(command("fleet", "update", "--fleet", "fleet.db", AS_OF, NULL));
    const command_result r =
        command("fleet", "export", "--fleet", "fleet.db", "-o", "b.csv", AS_OF, NULL);
    char *orders = slurp("a.csv", NULL);

    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(same_files("a.csv", "b.csv"));
    SAYS(orders, "F-0008/network-isolation");
    free(orders);
    release(r);
}

/* A worse verdict is said with its reason and who must act, and ends with 1; once. */
Test(fleet_plan, an_update_says_what_got_worse)
{
    make_fleet();
    command_result r = command("fleet", "update", "--fleet", "fleet.db", "--context", CT_DEPLOYMENT,
                               "--as-of", "2026-11-21", "--lang", "en", NULL);
    cr_assert_eq(r.code, 1, "%s%s", r.out, r.err);
    SAYS(r.out, "2026-11-21 F-0001: Reduce -> Not acceptable");
    SAYS(r.out, "Another context.");
    release(r);
    r = command("fleet", "update", "--fleet", "fleet.db", "--as-of", "2026-11-21", NULL);
    cr_assert_eq(r.code, 0);
    SAYS(r.out, "0 classes");
    release(r);
    r = command("fleet", "update", "--fleet", "fleet.db", "--as-of", "2026-11-22", "--lang", "en",
                NULL);
    cr_assert_eq(r.code, 0);
    SAYS(r.out, "Nothing got worse.");
    release(r);
    r = command("fleet", "update", "--fleet", "fleet.db", "--as-of", "2026-11-22", "--since",
                "2026-11-21", "--lang", "ja", NULL);
    cr_assert_eq(r.code, 0);
    SAYS(r.out, "2026-11-21 F-0001: ");
    SAYS(r.out, "設置環境が変わりました");
    release(r);
    r = command("fleet", "update", "--fleet", "fleet.db", "--since", "yesterday", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (const char *p = strstr(text, part); p != NULL; p = strstr(p + 1, part)) {
        count++;
    }
    return count;
}

/* A verdict that stays the same is there for a reason; each row has one. */
Test(fleet_plan, changes_have_their_reason)
{
    static const char *const words[][2] = {
        {"2027-01-01", "end of support"}, {"2030-01-01", "end of support within the warning time"}};
    char context[128];

    make_fleet();
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(context, sizeof context, "field,value,comment\nend_of_support,%s,letter\n",
                       words[i][0]);
        spill("context.csv", context);
        command_result r = command("fleet", "update", "--fleet", "fleet.db", "--context",
                                   "context.csv", AS_OF, NULL);
        cr_assert(r.code <= 1, "%s", r.err);
        release(r);
        r = command("fleet", "report", "--fleet", "fleet.db", "-o", "plan.json", AS_OF, "--lang",
                    "en", NULL);
        char *json = slurp("plan.json", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        SAYS(json, "\"plan_then\": \"");
        cr_assert_eq(count_of(json, "\"plan_then\": \""), count_of(json, "\"plan_why\": \""));
        cr_assert_eq(count_of(json, "\"plan_why\": null"), 0);
        SAYS(json, words[i][1]);
        free(json);
        release(r);
    }
}
