/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vulnerabilities of a fleet: what is raises its devices, and what is new is said once. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(fleet_vulnerabilities, .init = scratch_begin, .fini = scratch_end);

#define SBOM(device, version, component)                                                           \
    "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\": "      \
    "{\"name\": \"" device "\", \"version\": \"" version "\"}}, \"components\": [{\"name\": "      \
    "\"libfoo\", \"version\": \"" component "\", \"publisher\": \"Foo\"}]}"
#define RECORD                                                                                     \
    "{\"dataType\": \"CVE_RECORD\", \"cveMetadata\": {\"cveId\": \"CVE-2020-0001\"}, "             \
    "\"containers\": {\"cna\": {\"affected\": [{\"vendor\": \"Foo\", \"product\": \"libfoo\", "    \
    "\"versions\": [{\"version\": \"0\", \"lessThan\": \"2\", \"status\": \"affected\"}]}], "      \
    "\"metrics\": [{\"cvssV3_1\": {\"vectorString\": "                                             \
    "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}}]}}}"
#define KEV(id)                                                                                    \
    "{\"catalogVersion\": \"1\", \"vulnerabilities\": [{\"cveID\": \"" id                          \
    "\", \"dateAdded\": \"2026-11-01\", \"dueDate\": \"2026-11-22\"}]}"
#define VEX                                                                                        \
    "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"author\": \"Aldermoor\", \"timestamp\": " \
    "\"2026-05-01T00:00:00Z\", \"statements\": [{\"vulnerability\": {\"name\": "                   \
    "\"CVE-2020-0001\"}, \"products\": [{\"@id\": \"pkg:generic/al-300@4.1\"}], \"status\": "      \
    "\"not_affected\", \"justification\": \"vulnerable_code_not_present\"}]}"
#define INVENTORY                                                                                  \
    "Asset tag,Manufacturer,Model,Version\nA-1,Aldermoor Medical,AL-300,\n"                        \
    "A-2,Aldermoor Medical,AL-300,\nB-1,Brightwell Imaging,Tomara 64 console,\n"
#define SAYS(text, part)                                                                           \
    cr_assert(strstr((text), (part)) != NULL, "\"%s\" is in: %s", (part), (text))
#define SAYS_NOT(text, part)                                                                       \
    cr_assert(strstr((text), (part)) == NULL, "\"%s\" is not in: %s", (part), (text))

static void make_fleet(void)
{
    release(shell("mkdir forms data && cp " PUMP " forms/pump.xlsx && cp " CT " forms/ct.xlsx"));
    spill("i.csv", INVENTORY);
    spill("data/pump.json", SBOM("AL-300", "4.1", "1.9"));
    spill("data/record.json", RECORD);
    spill("data/readme.txt", "not one of them");
    const command_result r = command("fleet", "import", "i.csv", "--fleet", "fleet.db", "--forms",
                                     "forms", "--context", PUMP_DEPLOYMENT, AS_OF, NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
}

/* An update with the folder or a file; also says how many classes were assessed. */
static command_result update(const char *data)
{
    return command("fleet", "update", "--fleet", "fleet.db", "--vulnerability-data", data, AS_OF,
                   "--lang", "en", NULL);
}

static void expect(const char *data, int code, const char *classes, const char *news)
{
    const command_result r = update(data);

    cr_assert_eq(r.code, code, "%s%s", r.out, r.err);
    SAYS(r.out, classes);
    SAYS(r.out, news);
    release(r);
}

/* What is before "times the tolerable", in thousandths. */
static long times(const char *text)
{
    const char *end = strstr(text, " times the tolerable");

    cr_assert(end != NULL && end - text > 5, "%s", text);
    while (end[-1] != ' ') {
        end--;
    }
    return lround(1000 * strtod(end, NULL));
}

/* Only what is touched is assessed again, and what was said is not said again. */
Test(fleet_vulnerabilities, what_is_new_is_said_once)
{
    make_fleet();
    expect("data", 1, "2 classes of devices", "CVE-2020-0001: libfoo 1.9:");
    expect("data", 0, "0 classes of devices", "Nothing got worse.");
    spill("kev.json", KEV("CVE-2020-0001"));
    expect("kev.json", 1, "1 class of devices", "known to be exploited since 2026-11-01");
    spill("kev-2.json", KEV("CVE-1999-0001"));
    expect("kev-2.json", 0, "0 classes of devices", "");
    spill("data/vex.json", VEX);
    expect("data", 0, "1 class of devices", "Nothing got worse.");
    command_result r = command("fleet", "report", "--fleet", "fleet.db", "-o", "plan.json", AS_OF,
                               "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS_NOT(r.out, "Vulnerabilities:");
    release(r);
}

/* A device of a fleet has the numbers that it has by itself, and no other device's files. */
Test(fleet_vulnerabilities, a_device_has_its_own)
{
    make_fleet();
    spill("data/ct.json", SBOM("Tomara 64", "9", "3.0"));
    spill("data/other.json", SBOM("Nothing 1", "1", "1.0"));
    spill("data/kev.json", KEV("CVE-2020-0001"));
    command_result r = update("data");
    cr_assert_eq(r.code, 1);
    SAYS(r.err, "MDS2140");
    SAYS(r.err, "other.json");
    release(r);
    r = command("assess", PUMP, "--context", PUMP_DEPLOYMENT, "--vulnerability-data",
                "data/pump.json", "--vulnerability-data", "data/record.json",
                "--vulnerability-data", "data/kev.json", AS_OF, "--lang", "en", NULL);
    command_result in_fleet =
        command("fleet", "why", "A-1", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    cr_assert_eq(times(r.out), times(in_fleet.out), "%s%s", r.out, in_fleet.out);
    release(in_fleet);
    release(r);
    r = command("fleet", "why", "A-2", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    SAYS(r.out, "CVE-2020-0001");
    release(r);
    r = command("fleet", "why", "B-1", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    SAYS_NOT(r.out, "CVE-2020-0001");
    release(r);
}

Test(fleet_vulnerabilities, orders_and_a_digest_in_japanese)
{
    make_fleet();
    command_result r = command("fleet", "update", "--fleet", "fleet.db", "--vulnerability-data",
                               "data", "-o", "digest.html", AS_OF, "--lang", "ja", NULL);
    cr_assert_eq(r.code, 1);
    SAYS(r.out, "CVSS 9.8");
    SAYS(r.out, "[1]営業日以内に緊急に通知");
    release(r);
    char *page = slurp("digest.html", NULL);
    SAYS(page, "CVE-2020-0001: libfoo 1.9");
    free(page);
    r = command("fleet", "export", "--fleet", "fleet.db", "-o", "orders.csv", AS_OF, "--lang", "en",
                NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    char *orders = slurp("orders.csv", NULL);
    SAYS(orders, "CVE-2020-0001/AL-300");
    SAYS(orders, "Urgent notice of critical vulnerabilities");
    free(orders);
}

/* Results with another day of the life cycle are others. */
Test(fleet_vulnerabilities, with_life_cycle_data_and_as_a_page)
{
    make_fleet();
    spill("windows.json", "[{\"cycle\":\"10-22h2\",\"eol\":\"2026-10-13\"}]");
    command_result r =
        command("fleet", "assess", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    SAYS(r.out, "2 classes of devices");
    release(r);
    r = command("fleet", "assess", "--fleet", "fleet.db", "--lifecycle-data", "windows.json", AS_OF,
                "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.out, "2 classes of devices");
    release(r);
    r = command("fleet", "list", "--fleet", "fleet.db", "-o", "list.html", AS_OF, "--lang", "ja",
                NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    char *page = slurp("list.html", NULL);
    SAYS(page, "A-1");
    free(page);
}

/* Every command that assesses one device takes the files, and they change what it says. */
Test(fleet_vulnerabilities, in_the_other_commands)
{
    static const char *const commands[] = {"ask", "lifecycle", "simulate"};

    make_fleet();
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        command_result without =
            command(commands[i], PUMP, "--context", PUMP_DEPLOYMENT, AS_OF, "--lang", "en", NULL);
        command_result with = command(commands[i], PUMP, "--context", PUMP_DEPLOYMENT,
                                      "--vulnerability-data", "data", AS_OF, "--lang", "en", NULL);
        cr_assert_eq(with.code, without.code, "%s: %s", commands[i], with.err);
        cr_assert_str_neq(with.out, without.out, "%s", commands[i]);
        release(without);
        release(with);
    }
}

/* What cannot be used is said with the file; the rest is done, and nothing of before is lost. */
Test(fleet_vulnerabilities, files_that_cannot_be_used)
{
    make_fleet();
    release(update("data"));
    spill("bad.json", "{\"vulnerabilities\": [{\"id\": 1}]}");
    command_result r = update("bad.json");
    cr_assert_eq(r.code, 2);
    SAYS(r.err, "bad.json");
    release(r);
    spill("data/bad.json", "{\"bomFormat\": \"CycloneDX\"");
    r = update("data");
    cr_assert_eq(r.code, 0, "%s", r.err);
    SAYS(r.err, "MDS2131");
    release(r);
    r = command("fleet", "why", "A-1", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
    SAYS(r.out, "CVE-2020-0001");
    release(r);
}

/* Files that were stored and what follows from them are two steps: a program that is killed between
 * them leaves the second one to the next. */
Test(fleet_vulnerabilities, killed_at_any_moment)
{
    enum { TIMES = 14 };
    char script[512];

    make_fleet();
    release(update("data"));
    spill("kev-0.json", KEV("CVE-1999-0001"));
    spill("kev-1.json", KEV("CVE-2020-0001"));
    for (unsigned i = 0; i < TIMES; i++) {
        (void)snprintf(script, sizeof script,
                       "timeout -s KILL 0.%03u mdsrisk fleet update --fleet fleet.db -q "
                       "--vulnerability-data kev-%u.json --as-of 2026-11-20 >/dev/null 2>&1;"
                       "mdsrisk fleet assess --fleet fleet.db -q --as-of 2026-11-20 --lang en;"
                       "sqlite3 fleet.db \"SELECT count (*) FROM evidence WHERE "
                       "path = 'kev-1.json'\" 2>/dev/null || echo none",
                       20 + i * 60, (i + 1) % 2);
        command_result r = shell(script);
        const bool stored = strchr(r.out, '1') != NULL;
        const bool told = strstr(r.out, "none") == NULL;
        release(r);
        r = command("fleet", "why", "A-1", "--fleet", "fleet.db", AS_OF, "--lang", "en", NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        SAYS(r.out, "CVE-2020-0001");
        if (told) {
            cr_assert_eq(strstr(r.out, "known to be exploited") != NULL, stored, "%u: %s", i,
                         r.out);
        }
        release(r);
    }
}
