/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalog sensitivity: the command, and what it says of a wrong table. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARCHETYPES MDS_SOURCE_DIR "/examples/archetypes/"
#define HEAD "id\tdevice\tedition\tprofile\tcontrols\tfacts\tpast_support\n"

TestSuite(catalog_sensitivity, .init = scratch_begin, .fini = scratch_end);

static void write_table(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    cr_assert_not_null(file);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

static void write_two_devices(void)
{
    write_table("two.tsv",
                HEAD "meter\tMeter\tmds2-2019\thome-use\tsecure-wipe\tkeeps-personal-data\t-1825\n"
                     "pump\tPump\tmds2-2019\tgeneral\taccount physical\tethernet-port\t\n");
}

Test(catalog_sensitivity, a_terminal_sees_what_moves_a_verdict_and_a_file_all)
{
    write_two_devices();
    command_result r =
        command("catalog", "sensitivity", "two.tsv", ARCHETYPES "clinical-network-japan.json",
                ARCHETYPES "segmented-monitored.json", AS_OF, "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "How many of 4 verdicts change"), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "Tolerable frequencies, as a factor: 1 (0.2 to 5)"));
    for (const char *line = r.out; *line != '\0'; line += line[strcspn(line, "\n")] == '\n') {
        const size_t n = strcspn(line, "\n");
        cr_expect_leq(n, 80, "%.*s", (int)n, line);
        line += n;
    }
    release(r);
    r = command("catalog", "sensitivity", "two.tsv", AS_OF, "--lang", "ja", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "許容頻度(倍率)"), "%s", r.out);
    release(r);
    static const char *const files[] = {"s.xlsx", "s.csv", "s.json", "s.html"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        r = command("catalog", "sensitivity", "two.tsv", AS_OF, "--lang", "en", "-o", files[i],
                    NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_expect_str_eq(r.out, "");
        cr_expect(exists(files[i]));
        release(r);
    }
    char *json = slurp("s.json", NULL);
    cr_expect_not_null(strstr(json, "common-cause"));
    cr_expect_not_null(strstr(json, "eos-growth"));
    free(json);
}

/* Every column with a word that is not known there, every column left out, and no device. */
Test(catalog_sensitivity, a_wrong_table_is_refused_with_its_place)
{
    static const struct {
        const char *text, *said, *where;
    } wrong[] = {
        {HEAD "a\tA\tmds2-1999\tgeneral\tnone\t\t\n", "\"mds2-1999\"", "2"},
        {HEAD "a\tA\tmds2-2019\tcooking\tnone\t\t\n", "\"cooking\"", "2"},
        {HEAD "a\tA\tmds2-2019\tgeneral\tpassword rain\t\t\n", "\"password\"", "2"},
        {HEAD "a\tA\tmds2-2019\tgeneral\tnone\tsunshine\t\n", "\"sunshine\"", "2"},
        {HEAD "a\tA\tmds2-2019\tgeneral\tnone\t\tsoon\n", "\"soon\"", "2"},
        {HEAD "a\tA\tmds2-2019\tgeneral\tnone\t\t99999999999\n", "\"99999999999\"", "2"},
        {HEAD, "no device", ""},
        {"", "", ""},
        {"device\tedition\tprofile\tcontrols\tfacts\tpast_support\na\tb\tc\td\tx\t1\n", "\"id\"",
         ""},
        {"id\tprofile\tcontrols\tfacts\tpast_support\na\tb\tc\td\t1\n", "\"edition\"", ""},
        {"id\tedition\tcontrols\tfacts\tpast_support\na\tb\tc\td\t1\n", "\"profile\"", ""},
        {"id\tedition\tprofile\tfacts\tpast_support\na\tb\tc\td\t1\n", "\"controls\"", ""},
        {"id\tedition\tprofile\tcontrols\tpast_support\na\tb\tc\td\t1\n", "\"facts\"", ""},
        {"id\tedition\tprofile\tcontrols\tfacts\na\tb\tc\td\tx\n", "\"past_support\"", ""},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        write_table("wrong.tsv", wrong[i].text);
        command_result r = command("catalog", "sensitivity", "wrong.tsv", AS_OF, "--lang", "en",
                                   "-o", "out.csv", NULL);
        cr_expect_eq(r.code, 2, "%zu: %d %s", i, r.code, r.err);
        cr_expect_not_null(strstr(r.err, wrong[i].said), "%zu: %s", i, r.err);
        cr_expect_not_null(strstr(r.err, wrong[i].where), "%zu: %s", i, r.err);
        cr_expect_not_null(strstr(r.err, "wrong.tsv"), "%zu: %s", i, r.err);
        cr_expect_not(exists("out.csv"));
        release(r);
    }
}

Test(catalog_sensitivity, wrong_use)
{
    write_two_devices();
    command_result r = command("catalog", "sensitivity", "--lang", "en", NULL);
    cr_expect_eq(r.code, 3);
    cr_expect_not_null(strstr(r.err, "archetypes.tsv"), "%s", r.err);
    release(r);
    r = command("catalog", "sensitivity", "two.tsv", "-o", "two.pdf", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    r = command("catalog", "sensitivity", "absent.tsv", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
    r = command("catalog", "sensitivity", "two.tsv", "absent.json", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
}
