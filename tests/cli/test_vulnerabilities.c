/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files about vulnerabilities in the commands that take them. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(vulnerabilities, .init = scratch_begin, .fini = scratch_end);

#define SBOM                                                                                       \
    "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\": "      \
    "{\"name\": \"AL-300\", \"version\": \"4.1.2\"}}, \"components\": [{\"name\": \"libfoo\", "    \
    "\"version\": \"1.9\", \"publisher\": \"Foo\"}]}"
#define RECORD                                                                                     \
    "{\"dataType\": \"CVE_RECORD\", \"cveMetadata\": {\"cveId\": \"CVE-2020-0001\"}, "             \
    "\"containers\": {\"cna\": {\"affected\": [{\"vendor\": \"Foo\", \"product\": \"libfoo\", "    \
    "\"versions\": [{\"version\": \"0\", \"lessThan\": \"2\", \"status\": \"affected\"}]}], "      \
    "\"metrics\": [{\"cvssV3_1\": {\"vectorString\": "                                             \
    "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}}]}}}"
#define KEV "{\"catalogVersion\": \"1\", \"vulnerabilities\": [{\"cveID\": \"CVE-2020-0001\"}]}"
#define VEX                                                                                        \
    "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"author\": \"Aldermoor\", \"timestamp\": " \
    "\"2026-05-01T00:00:00Z\", \"statements\": [{\"vulnerability\": {\"name\": "                   \
    "\"CVE-2020-0001\"}, \"products\": [{\"@id\": \"pkg:generic/al-300@4.1.2\"}], \"status\": "    \
    "\"not_affected\", \"justification\": \"vulnerable_code_not_present\"}]}"

static void make_folder(void)
{
    cr_assert_eq(mkdir("data", 0777), 0);
    spill("data/a.json", SBOM);
    spill("data/b.json", RECORD);
    spill("data/c.json", KEV);
    spill("data/readme.txt", "not one of them");
}

static void clear_folder(void)
{
    static const char *const names[] = {"data/a.json", "data/b.json", "data/c.json", "data/d.json",
                                        "data/readme.txt"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)unlink(names[i]);
    }
    (void)rmdir("data");
}

Test(vulnerabilities, raise_the_risks_that_they_concern)
{
    make_folder();
    command_result without = command("assess", PUMP, "--context", PUMP_DEPLOYMENT, AS_OF, NULL);
    command_result with = command("assess", PUMP, "--context", PUMP_DEPLOYMENT,
                                  "--vulnerability-data", "data", AS_OF, NULL);
    cr_expect_eq(with.code, 0, "%s", with.err);
    cr_expect_not_null(strstr(without.out, "2.38 times"));
    cr_expect_not_null(strstr(with.out, "4.37 times"), "%s", with.out);
    cr_expect_not_null(strstr(with.out, "vulnerabilities raise the risk, CVE-"), "%s", with.out);
    cr_expect_not_null(strstr(with.err, "MDS2011"), "KEV is said: %s", with.err);
    cr_expect_not_null(strstr(with.err, "clause cvss-urgent"), "%s", with.err);
    cr_expect_not_null(strstr(with.err, "data/readme.txt: warning MDS2131"), "%s", with.err);

    /* what the maker denies, raises nothing, and the numbers are the same as without */
    spill("data/d.json", VEX);
    command_result denied = command("assess", PUMP, "--context", PUMP_DEPLOYMENT,
                                    "--vulnerability-data", "data", AS_OF, NULL);
    cr_expect_eq(strstr(denied.out, "Assumes") - denied.out,
                 strstr(without.out, "Assumes") - without.out);
    cr_expect_eq(
        strncmp(denied.out, without.out, (size_t)(strstr(without.out, "Assumes") - without.out)), 0,
        "%s", denied.out);
    cr_expect_str_eq(strstr(denied.out, "Not known"), strstr(without.out, "Not known"));
    cr_expect_not_null(strstr(denied.out, "no vulnerability in the data given raises a risk"));
    cr_expect_null(strstr(without.out, "vulnerabilit"));
    release(without);
    release(with);
    release(denied);
    clear_folder();
}

Test(vulnerabilities, are_explained)
{
    make_folder();
    command_result r = command("explain", PUMP, "network-exploit", "--context", PUMP_DEPLOYMENT,
                               "--vulnerability-data", "data", AS_OF, NULL);
    cr_expect_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "CVE-2020-0001, libfoo 1.9 applies"), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "V = 1 - n + n * k"), "%s", r.out);
    release(r);
    clear_folder();
}

Test(vulnerabilities, are_listed_in_both_languages)
{
    make_folder();
    command_result en = command("vulnerabilities", "--vulnerability-data", "data", AS_OF, NULL);
    command_result ja =
        command("vulnerabilities", "--vulnerability-data", "data", AS_OF, "--lang", "ja", NULL);
    cr_expect_eq(en.code, 0, "%s", en.err);
    cr_expect_not_null(strstr(en.out, "CVE-2020-0001  applies, score 9.8"), "%s", en.out);
    cr_expect_not_null(strstr(en.out, "Version matched: within a range"), "%s", en.out);
    cr_expect_not_null(strstr(en.out, "Known to be exploited: yes\n"), "%s", en.out);
    cr_expect_not_null(strstr(ja.out, "CVE-2020-0001  該当、深刻度 9.8"), "%s", ja.out);
    release(en);
    release(ja);
    clear_folder();
}

Test(vulnerabilities, are_written_in_every_format)
{
    static const char *const names[] = {"v.json", "v.csv", "v.xlsx", "v.html", "v.md", "v.docx"};

    make_folder();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        command_result r = command("vulnerabilities", PUMP, "--vulnerability-data", "data", AS_OF,
                                   "-o", names[i], NULL);
        cr_expect_eq(r.code, 0, "%s: %s", names[i], r.err);
        cr_expect(exists(names[i]));
        release(r);
        (void)unlink(names[i]);
    }
    clear_folder();
}

/* A file of the folder that was read is not overwritten; the list of before is. */
Test(vulnerabilities, are_not_written_over_their_files)
{
    static const struct {
        const char *output;
        int code;
    } cases[] = {{"data/a.json", 2},
                 {"./data/c.json", 2},
                 {"data/../data/b.json", 2},
                 {"data/d.json", 0},
                 {"data/d.json", 0}};

    make_folder();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const command_result r =
            command("vulnerabilities", PUMP, "--vulnerability-data", "data", AS_OF, "--lang",
                    i % 2 == 0 ? "en" : "ja", "-o", cases[i].output, NULL);
        cr_expect_eq(r.code, cases[i].code, "%s: %s", cases[i].output, r.err);
        cr_expect_eq(strstr(r.err, "MDS1704") != NULL, cases[i].code == 2, "%s", r.err);
        release(r);
    }
    char *kept = slurp("data/a.json", NULL);
    cr_expect_str_eq(kept, SBOM);
    free(kept);
    clear_folder();
}

Test(vulnerabilities, of_a_folder_without_any)
{
    cr_assert_eq(mkdir("data", 0777), 0);
    for (size_t i = 0; i < 4; i++) {
        const command_result r = command("vulnerabilities", PUMP, "--vulnerability-data", "data",
                                         AS_OF, "--lang", i % 2 == 0 ? "en" : "ja", NULL);
        cr_expect_eq(r.code, 0, "%s", r.err);
        cr_expect_not_null(strstr(r.err, i % 2 == 0 ? "data: warning MDS2132" : "MDS2132"), "%s",
                           r.err);
        cr_expect_eq(strstr(r.err, "data/a.json:L1:") != NULL, i >= 1, "%s", r.err);
        cr_expect_null(strstr(r.err, "error"), "%s", r.err);
        release(r);
        spill("data/a.json", "{\"bomFormat\": \"CycloneDX\", \"components\": [");
    }
    clear_folder();
}

Test(vulnerabilities, what_cannot_be_used)
{
    spill("bad.json", "{\"bomFormat\": \"CycloneDX\", \"components\": [");
    command_result r = command("assess", PUMP, "--vulnerability-data", "bad.json", AS_OF, NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(strstr(r.err, "bad.json:L1"), "%s", r.err);
    release(r);
    r = command("vulnerabilities", PUMP, NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    r = command("vulnerabilities", PUMP, "--vulnerability-data", "none", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
    r = command("assess", PUMP, "--vulnerability-data", "bad.json", "-o", "bad.json", NULL);
    cr_expect_eq(r.code, 3, "an input is not overwritten");
    release(r);
    (void)unlink("bad.json");
}
