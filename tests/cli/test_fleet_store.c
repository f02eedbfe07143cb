/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a fleet: what is said to be stored is there, whatever ends the program. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(fleet_store, .init = scratch_begin, .fini = scratch_end);

#define INVENTORY EXAMPLES "fleet/inventory.csv"
#define ZONES EXAMPLES "fleet/zones.csv"
#define SAYS(text, part)                                                                           \
    cr_assert(strstr((text), (part)) != NULL, "\"%s\" is in: %s", (part), (text))

static void make_forms(void)
{
    release(shell("mkdir forms && cp " PUMP " forms/pump.xlsx && cp " MONITOR
                  " forms/monitor.csv && cp " CT " forms/ct.xlsx"));
}

static command_result import(const char *inventory, const char *forms)
{
    return command("fleet", "import", inventory, "--fleet", "fleet.db", "--forms", forms, "--zones",
                   ZONES, AS_OF, "--lang", "en", NULL);
}

/* An inventory of so many pumps, numbered from 1, in a file of that name. */
static void make_inventory(const char *name, unsigned count)
{
    FILE *out = fopen(name, "w");

    cr_assert_not_null(out);
    (void)fprintf(out, "Asset tag,Manufacturer,Model,Serial,IP address\n");
    for (unsigned i = 1; i <= count; i++) {
        (void)fprintf(out, "%s-%05u,Aldermoor Medical,AL-300,AL%u,10.20.30.%u\n", name, i, i,
                      i % 250);
    }
    cr_assert_eq(fclose(out), 0);
}

/* How many devices are stored; 0 where there is no fleet yet. */
static unsigned stored(void)
{
    unsigned count = 0;
    const command_result r =
        command("fleet", "import", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);

    cr_assert(r.code == 0 || !exists("fleet.db") || strstr(r.err, "MDS2124") != NULL, "%s", r.err);
    for (const char *p = r.out; *p >= '0' && *p <= '9'; p++) {
        count = count * 10 + (unsigned)(*p - '0');
    }
    release(r);
    return count;
}

Test(fleet_store, a_fleet_is_stored_assessed_and_listed)
{
    make_forms();
    command_result r = import(INVENTORY, "forms");
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "Stored: fleet.db");
    release(r);
    r = command("fleet", "list", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    cr_assert_eq(r.code, 2);
    SAYS(r.err, "MDS2128");
    release(r);
    r = command("fleet", "assess", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "3 classes of devices assessed, 6 rows of the inventory with a new result");
    release(r);
    r = command("fleet", "assess", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    SAYS(r.out, "0 classes of devices assessed, 0 rows of the inventory with a new result");
    release(r);
    r = command("fleet", "list", "--fleet", "fleet.db", "-o", "list.csv", AS_OF, "--lang", "en",
                NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "times the tolerable");
    SAYS(r.out, "F-0008\n");
    SAYS(r.out, "Devices: 10. Not acceptable 1, cannot be judged 0, to reduce 9,");
    SAYS(r.out, "without a form 6");
    cr_assert(exists("list.csv"));
    release(r);
}

/* One device has the same numbers as by itself. */
Test(fleet_store, a_device_of_a_fleet_is_a_device)
{
    make_forms();
    spill("i.csv", "Asset tag,Manufacturer,Model\nX,Brightwell Imaging,Tomara 64 console\n");
    release(command("fleet", "import", "i.csv", "--fleet", "fleet.db", "--forms", "forms",
                    "--context", CT_DEPLOYMENT, AS_OF, NULL));
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
    release(command("fleet", "list", "--fleet", "fleet.db", "-o", "list.json", AS_OF, NULL));
    spill("b.csv", "form,device_id,context\nforms/ct.xlsx,X," CT_DEPLOYMENT "\n");
    release(command("assess", "--batch", "b.csv", "-o", "out", "--format", "json", AS_OF, NULL));
    char *fleet = slurp("list.json", NULL);
    char *alone = slurp("out/summary.json", NULL);
    static const char *const members[] = {
        "\"devices_rrf\": ", "\"devices_sure\": ", "\"devices_risk\": ", "\"devices_ask\": "};

    cr_assert_not_null(fleet);
    cr_assert_not_null(alone);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *a = strstr(fleet, members[i]);
        const char *b = strstr(alone, members[i]);
        cr_assert(a != NULL && b != NULL, "%s", members[i]);
        cr_assert_eq(strncmp(a, b, strcspn(a, "\n,}")), 0, "%s", members[i]);
    }
    free(fleet);
    free(alone);
}

/* An inventory is stored as a whole or not at all; what was said to be stored is there. */
Test(fleet_store, killed_at_any_moment)
{
    char script[256];
    unsigned before = 0;

    make_forms();
    release(command("fleet", "import", INVENTORY, "--fleet", "fleet.db", "--forms", "forms", AS_OF,
                    NULL));
    before = stored();
    cr_assert_eq(before, 12);
    for (unsigned i = 1; i <= 24; i++) {
        const unsigned count = 1000 + i;
        make_inventory("many.csv", count);
        (void)snprintf(script, sizeof script,
                       "timeout -s KILL 0.%03u mdsrisk fleet import many.csv --fleet fleet.db "
                       "--lang en "
                       "--as-of 2026-11-20 >said 2>&1; cat said",
                       10 + i * 7);
        const command_result r = shell(script);
        const bool said = strstr(r.out, "Stored: fleet.db") != NULL;
        const unsigned now = stored();
        cr_assert(now == count || (!said && now == before), "%u, not %u or %u: %s", now, count,
                  before, r.out);
        before = now;
        release(r);
    }
}

/* Two at once: each is stored as a whole, one behind the other. */
Test(fleet_store, two_programs_at_once)
{
    make_forms();
    make_inventory("a.csv", 500);
    make_inventory("b.csv", 700);
    release(import(INVENTORY, "forms"));
    command_result r = shell("for i in 1 2 3; do "
                             "mdsrisk fleet import a.csv --fleet fleet.db >/dev/null 2>ea & p=$!;"
                             "mdsrisk fleet import b.csv --fleet fleet.db >/dev/null 2>eb & q=$!;"
                             "wait $p || cat ea; wait $q || cat eb; done");
    cr_assert_str_eq(r.out, "");
    release(r);
    const unsigned now = stored();
    cr_assert(now == 500 || now == 700, "%u", now);
    r = shell("mdsrisk fleet assess --fleet fleet.db --as-of 2026-11-21 >/dev/null 2>ea & p=$!;"
              "mdsrisk fleet assess --fleet fleet.db --as-of 2026-11-21 >/dev/null 2>eb & q=$!;"
              "wait $p || cat ea; wait $q || cat eb;"
              "mdsrisk fleet list --fleet fleet.db --lang en");
    SAYS(r.out, now == 500 ? "Devices: 500." : "Devices: 700.");
    release(r);
}

/* Changes \p n bytes of the file from \p at on. */
static void patch(long at, const char *bytes, size_t n)
{
    FILE *file = fopen("fleet.db", "r+b");

    cr_assert_not_null(file);
    cr_assert_eq(fseek(file, at, SEEK_SET), 0);
    cr_assert_eq(fwrite(bytes, 1, n, file), n);
    cr_assert_eq(fclose(file), 0);
}

static void expect_refused(const char *code)
{
    const command_result r =
        command("fleet", "list", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);

    cr_assert_eq(r.code, 2, "%s", r.err);
    SAYS(r.err, code);
    release(r);
}

Test(fleet_store, a_newer_schema_is_refused_and_left_alone)
{
    enum { USER_VERSION = 60 /* in the head of the file */ };

    make_forms();
    release(import(INVENTORY, "forms"));
    patch(USER_VERSION, "\0\0\0\77", 4);
    size_t n = 0;
    size_t m = 0;
    char *before = slurp("fleet.db", &n);
    expect_refused("MDS2125");
    const command_result r = import(INVENTORY, "forms");
    cr_assert_eq(r.code, 2);
    SAYS(r.err, "MDS2125");
    release(r);
    char *after = slurp("fleet.db", &m);
    cr_assert(n == m && memcmp(before, after, n) == 0);
    free(before);
    free(after);
}

Test(fleet_store, what_is_no_fleet_is_refused)
{
    enum { APPLICATION = 68 };
    static const char zeros[4096] = {0};

    make_forms();
    spill("fleet.db", "Asset tag,Model\nthis is a table, and long enough to be read as a file\n");
    expect_refused("MDS2124");
    cr_assert_eq(remove("fleet.db"), 0);
    expect_refused("MDS2123");
    cr_assert_not(exists("fleet.db"));
    release(import(INVENTORY, "forms"));
    patch(APPLICATION, "\0\0\0\1", 4);
    expect_refused("MDS2124");
    cr_assert_eq(remove("fleet.db"), 0);
    release(import(INVENTORY, "forms"));
    patch(8192, zeros, sizeof zeros);
    patch(12288, zeros, sizeof zeros);
    expect_refused("MDS2121");
}

/* Only what imports an inventory makes a fleet of an empty file. */
Test(fleet_store, an_empty_file_is_no_fleet)
{
    static const char *const verbs[] = {"assess", "list",   "report", "export",
                                        "update", "backup", "import"};

    make_forms();
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        spill("fleet.db", "");
        const command_result r = command("fleet", verbs[i], "--fleet", "fleet.db", "-o", "out.csv",
                                         AS_OF, "--lang", i % 2 == 0 ? "en" : "ja", NULL);
        size_t n = 1;
        char *left = slurp("fleet.db", &n);
        if (strcmp(verbs[i], "report") == 0) {
            cr_assert_eq(r.code, 3, "csv is no format of it");
        } else {
            cr_assert_eq(r.code, 2, "%s: %s", verbs[i], r.err);
            SAYS(r.err, "MDS2124");
            SAYS(r.err, i % 2 == 0 ? "This file is no fleet." : "機器群のファイルではありません");
        }
        cr_assert_eq(n, 0, "%s left it alone", verbs[i]);
        cr_assert_not(exists("out.csv"));
        free(left);
        release(r);
    }
    const command_result r = import(INVENTORY, "forms");
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_eq(stored(), 12);
    release(r);
}

/* Who runs the tests as root may write everywhere, but for this. */
static const char *as_nobody(void)
{
    return geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : "";
}

/* A copy of others is read where nothing may be written, and nothing is left beside it. */
Test(fleet_store, what_may_not_be_written_is_read)
{
    static const struct {
        const char *may_write, *command;
    } cases[] = {{"chmod 555 copy", "list --fleet 'copy/a #1%20?.db' -o list.csv"},
                 {"chmod 444 copy/*", "list --fleet 'copy/a #1%20?.db' -o list.csv"},
                 {"chmod 555 copy", "report --fleet 'copy/a #1%20?.db' -o plan.json"},
                 {"chmod 555 copy", "export --fleet 'copy/a #1%20?.db' -o orders.csv"},
                 {"chmod 555 copy", "backup --fleet 'copy/a #1%20?.db' -o back.db"}};
    char script[512];

    make_forms();
    release(import(INVENTORY, "forms"));
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
    release(shell("chmod 777 . && mkdir copy && cp fleet.db 'copy/a #1%20?.db'"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        (void)snprintf(
            script, sizeof script,
            "chmod 755 copy; chmod 644 copy/*; %s;"
            "%s mdsrisk fleet %s --as-of 2026-11-20 --lang en 2>&1; echo code $?; ls copy",
            cases[i].may_write, as_nobody(), cases[i].command);
        const command_result r = shell(script);
        SAYS(r.out, "code 0\na #1%20?.db\n");
        release(r);
    }
    release(shell("chmod 755 copy"));
    const command_result r =
        command("fleet", "list", "--fleet", "back.db", AS_OF, "--lang", "en", NULL);
    SAYS(r.out, "Devices: 10.");
    release(r);
}

/* One of an older program is brought to the present schema, but not where nothing may be written.
 */
Test(fleet_store, an_older_schema)
{
    make_forms();
    release(import(INVENTORY, "forms"));
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
    command_result r =
        shell("sqlite3 fleet.db 'ALTER TABLE result DROP COLUMN next_event;"
              "ALTER TABLE class DROP COLUMN finding; DROP TABLE evidence; DROP TABLE finding;"
              "DROP TABLE subject;"
              "PRAGMA user_version = 1' && mkdir copy && cp fleet.db copy/ && echo made");
    if (strstr(r.out, "made") == NULL) {
        release(r);
        cr_skip("there is no sqlite3 to make an older fleet with");
    }
    release(r);
    char script[256];
    (void)snprintf(script, sizeof script,
                   "chmod 555 copy; %s mdsrisk fleet list --fleet copy/fleet.db --lang en; echo $?;"
                   "chmod 755 copy",
                   as_nobody());
    r = shell(script);
    SAYS(r.out, "MDS2134");
    SAYS(r.out, "\n2\n");
    release(r);
    for (size_t i = 0; i < 2; i++) {
        r = command("fleet", "report", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        SAYS(r.out, "Results of 2026-11-20.");
        release(r);
    }
}

/* Half an inventory would set the rest of the devices aside. */
Test(fleet_store, an_inventory_over_the_bound_is_refused)
{
    enum { MOST = MDS_LIMIT_ROWS - 1 /* the headings are a row */ };

    make_forms();
    release(import(INVENTORY, "forms"));
    make_inventory("many.csv", MOST + 1);
    for (size_t i = 0; i < 2; i++) {
        const command_result r = command("fleet", "import", "many.csv", "--fleet", "fleet.db",
                                         AS_OF, "--lang", i == 0 ? "en" : "ja", NULL);
        cr_assert_eq(r.code, 2, "%s", r.err);
        SAYS(r.err, "many.csv:L100001:C1: ");
        SAYS(r.err, i == 0 ? "From here on 5 cells would be missing." : "ここから5個のセル");
        release(r);
    }
    cr_assert_eq(stored(), 12);
    make_inventory("many.csv", MOST);
    const command_result r = command("fleet", "import", "many.csv", AS_OF, "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "99999 rows of 99999 devices");
    release(r);
}

/* No room for more: said, and what was stored before is as it was. */
Test(fleet_store, a_full_disk)
{
    make_forms();
    release(import(INVENTORY, "forms"));
    make_inventory("many.csv", 20000);
    command_result r = shell("trap '' XFSZ; ulimit -f 1000;"
                             "mdsrisk fleet import many.csv --fleet fleet.db --lang en; echo $?");
    SAYS(r.out, "MDS2123");
    SAYS(r.out, "\n2\n");
    cr_assert(strstr(r.out, "Stored") == NULL);
    release(r);
    cr_assert_eq(stored(), 12);
    make_inventory("few.csv", 20);
    release(import("few.csv", "forms"));
    cr_assert_eq(stored(), 20);
}

Test(fleet_store, a_backup_is_a_fleet)
{
    make_forms();
    release(import(INVENTORY, "forms"));
    command_result r =
        command("fleet", "backup", "--fleet", "fleet.db", "-o", "copy.db", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    release(command("fleet", "assess", "--fleet", "copy.db", AS_OF, NULL));
    r = command("fleet", "list", "--fleet", "copy.db", AS_OF, "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "Devices: 10.");
    release(r);
    expect_refused("MDS2128");
    r = command("fleet", "backup", "--fleet", "fleet.db", "-o", "fleet.db", "--lang", "en", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
    r = command("fleet", "list", "--fleet", "fleet.db", "-o", "fleet.db", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
}

/* What cannot be read as a context or is no folder changes no device. */
Test(fleet_store, what_cannot_be_used_stays_out)
{
    static const struct {
        const char *verb, *option, *value, *code;
        int exit;
    } cases[] = {{"update", "--context", PUMP, "MDS1308", 2},
                 {"import", "--context", INVENTORY, "MDS13", 2},
                 {"import", "--context", "b.csv", "MDS13", 2},
                 {"update", "--zones", "bad-zones.csv", "MDS13", 2},
                 {"update", "--forms", "gone", "MDS1001", 2},
                 {"import", "--forms", INVENTORY, "MDS2117", 0}};

    make_forms();
    spill("b.csv", "a,b\n1,2\n");
    spill("bad-zones.csv", "zone,vlan,context\nclinical-network,30,b.csv\n");
    release(import(INVENTORY, "forms"));
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
    command_result before =
        command("fleet", "list", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        command_result r = command("fleet", cases[i].verb, "--fleet", "fleet.db", cases[i].option,
                                   cases[i].value, AS_OF, "--lang", "en", NULL);
        cr_assert_eq(r.code, cases[i].exit, "%s %s: %s", cases[i].option, cases[i].value, r.err);
        SAYS(r.err, cases[i].code);
        release(r);
        release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
        r = command("fleet", "list", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
        cr_assert_str_eq(r.out, before.out, "%s %s", cases[i].option, cases[i].value);
        release(r);
    }
    release(before);
}

/* Orders are said with their file and number; what has no maker or model has no blank for it. */
Test(fleet_store, what_was_written_is_said)
{
    make_forms();
    command_result r = import(INVENTORY, "forms");
    SAYS(r.out, "to be settled: Aldermoor Medical (first at L13:C1)");
    release(r);
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
    r = command("fleet", "export", "--fleet", "fleet.db", "-o", "orders.csv", AS_OF, "--lang", "en",
                NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    size_t lines = 0;
    char *orders = slurp("orders.csv", NULL);
    for (const char *p = orders; *p != '\0'; p++) {
        lines += *p == '\n';
    }
    char want[48];
    (void)snprintf(want, sizeof want, "Orders: orders.csv (%zu)\n", lines - 1);
    cr_assert_str_eq(r.out, want);
    free(orders);
    release(r);
}

/* Results say of which day they are, and where they differ, of which at the oldest. */
Test(fleet_store, results_have_their_day)
{
    static const char *const verbs[] = {"list", "report"};

    make_forms();
    release(import(INVENTORY, "forms"));
    release(command("fleet", "assess", "--fleet", "fleet.db", "--as-of", "2025-01-02", NULL));
    for (size_t i = 0; i < 2; i++) {
        command_result r =
            command("fleet", verbs[i], "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
        SAYS(r.out, "Results of 2025-01-02.");
        release(r);
        r = command("fleet", verbs[i], "--fleet", "fleet.db", AS_OF, "--lang", "ja", NULL);
        SAYS(r.out, "評価日: 2025-01-02\n");
        release(r);
    }
    spill("one.csv", "Asset tag,Manufacturer,Model\nF-0001,Aldermoor Medical,AL-300\n");
    release(import("one.csv", "forms"));
    release(command("fleet", "assess", "--fleet", "fleet.db", AS_OF, NULL));
    release(command("fleet", "import", INVENTORY, "--fleet", "fleet.db", AS_OF, NULL));
    const command_result r =
        command("fleet", "list", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    SAYS(r.out, "the oldest of 2025-01-02, the newest of 2026-11-20.");
    release(r);
}

/* What is named and has no effect is said. */
Test(fleet_store, a_context_without_a_fleet)
{
    spill("zones.csv", "zone,vlan,context\nclinical-network,30," PUMP_DEPLOYMENT "\n");
    for (size_t i = 0; i < 2; i++) {
        command_result r = command("fleet", "import", INVENTORY, "--context", PUMP_DEPLOYMENT,
                                   AS_OF, "--lang", i == 0 ? "en" : "ja", NULL);
        SAYS(r.err, "context.json: ");
        SAYS(r.err, i == 0 ? "The context was not used" : "設置環境は使用していません");
        release(r);
        r = command("fleet", "import", INVENTORY, "--zones", "zones.csv", AS_OF, "--lang", "en",
                    NULL);
        SAYS(r.err, "zones.csv: warning MDS2133");
        release(r);
        r = command("fleet", "import", INVENTORY, "--zones", ZONES, AS_OF, NULL);
        cr_assert_null(strstr(r.err, "MDS2133"), "%s", r.err);
        release(r);
    }
}

/* Only what reads an inventory takes one; --quiet leaves errors alone. */
Test(fleet_store, arguments_and_quiet)
{
    static const char *const verbs[] = {"assess", "list", "report", "export", "backup"};

    make_forms();
    release(import(INVENTORY, "forms"));
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const command_result r = command("fleet", verbs[i], INVENTORY, "--fleet", "fleet.db", "-o",
                                         "out.json", AS_OF, "--lang", "en", NULL);
        cr_assert_eq(r.code, 3, "%s: %s", verbs[i], r.err);
        SAYS(r.err, "is one argument too many");
        SAYS(r.err, "Try: mdsrisk help fleet\n");
        release(r);
    }
    for (size_t i = 0; i < 2; i++) {
        const command_result r = command("fleet", i == 0 ? "update" : "assess", "--fleet",
                                         "fleet.db", "-q", AS_OF, "--lang", "en", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_assert_str_eq(r.out, "");
        release(r);
    }
}
