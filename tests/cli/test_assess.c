/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(assess, .init = scratch_begin, .fini = scratch_end);

Test(assess, every_example_in_every_format_and_language)
{
    static const char *const devices[][2] = {{PUMP, PUMP_DEPLOYMENT},
                                             {CT, CT_DEPLOYMENT},
                                             {MONITOR, MONITOR_DEPLOYMENT},
                                             {PACS, PACS_DEPLOYMENT}};
    static const char *const outputs[] = {"out.xlsx", "out.csv", "out.json"};
    static const char *const langs[] = {"en", "ja"};

    for (size_t i = 0; i < 24; ++i) {
        const char *const *device = devices[i / 6];
        const char *output = outputs[i / 2 % 3];
        command_result r = command("assess", device[0], "--context", device[1], AS_OF, "--lang",
                                   langs[i % 2], "-o", output, NULL);
        size_t n = 0;
        char *bytes = slurp(output, &n);
        cr_assert_eq(r.code, 0, "%s: %s", device[0], r.err);
        cr_assert(bytes != NULL && n > 1000, "%s: %zu bytes", device[0], n);
        cr_assert_eq(remove(output), 0);
        cr_assert_eq(files_here(), 0);
        free(bytes);
        release(r);
    }
}

Test(assess, the_same_input_gives_the_same_bytes)
{
    static const char *const outputs[][2] = {
        {"a.xlsx", "b.xlsx"}, {"a.csv", "b.csv"}, {"a.json", "b.json"}};

    for (size_t i = 0; i < 3; ++i) {
        command_result a =
            command("assess", CT, "--context", CT_DEPLOYMENT, AS_OF, "-o", outputs[i][0], NULL);
        command_result b =
            command("assess", CT, "--context", CT_DEPLOYMENT, AS_OF, "-o", outputs[i][1], NULL);
        cr_assert(a.code == 0 && b.code == 0);
        cr_assert(same_files(outputs[i][0], outputs[i][1]), "%s", outputs[i][0]);
        release(a);
        release(b);
    }
}

Test(assess, without_an_output_it_says_the_result)
{
    command_result en = command("assess", CT, "--context", CT_DEPLOYMENT, AS_OF, NULL);
    command_result ja =
        command("assess", CT, "--context", CT_DEPLOYMENT, AS_OF, "--lang", "ja", NULL);
    cr_assert_eq(en.code, 0, "%s", en.err);
    cr_assert_gt(strlen(en.out), 100);
    cr_assert_not_null(strstr(en.out, "Brightwell"));
    cr_assert(has_non_ascii(ja.out));
    cr_assert_eq(files_here(), 0);
    release(en);
    release(ja);
}

Test(assess, fail_on_turns_a_verdict_into_an_exit_code)
{
    command_result off = command("assess", CT, "--context", CT_DEPLOYMENT, AS_OF, NULL);
    command_result on = command("assess", CT, "--context", CT_DEPLOYMENT, AS_OF, "--fail-on",
                                "not_acceptable", "-o", "out.json", NULL);
    cr_assert_eq(off.code, 0);
    cr_assert_eq(on.code, 1, "%s", on.err);
    cr_assert(exists("out.json"), "the register is written all the same");
    release(off);
    release(on);
}

Test(assess, fail_on_passes_a_device_without_open_paths)
{
    spill("context.json", "{\"format_version\": 1, \"kind\": \"context\", \"network_zone\": "
                          "\"standalone\", \"data_volume\": \"none\"}");
    char *table = slurp(EXAMPLES "infusion-pump/answers.tsv", NULL);
    FILE *form = fopen("form.csv", "w");
    cr_assert(table != NULL && form != NULL);
    cr_assert_geq(fputs("ID,Answer\n", form), 0);
    /* Every question of the form, answered No: no interface, no data, nothing to update. */
    for (char *line = strtok(table, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        const size_t n = strcspn(line, "\t");
        if (strncmp(line, "Note ", 5) != 0 && strncmp(line, "question", 8) != 0) {
            cr_assert_gt(fprintf(form, "%.*s,No\n", (int)n, line), 0);
        }
    }
    cr_assert_eq(fclose(form), 0);
    command_result r = command("assess", "form.csv", "--context", "context.json", AS_OF,
                               "--fail-on", "not_acceptable", "-o", "out.json", NULL);
    cr_assert_eq(r.code, 0, "%s%s", r.out, r.err);
    free(table);
    release(r);
}

/* Each must end with exit code 2, name the file, and write nothing. */
static void refused(const char *form, const char *deployment, const char *named)
{
    command_result en, ja;

    if (deployment != NULL) {
        en = command("assess", form, "--context", deployment, AS_OF, "-o", "out.xlsx", NULL);
        ja = command("assess", form, "--context", deployment, AS_OF, "--lang", "ja", "-o",
                     "out.xlsx", NULL);
    } else {
        en = command("assess", form, AS_OF, "-o", "out.xlsx", NULL);
        ja = command("assess", form, AS_OF, "--lang", "ja", "-o", "out.xlsx", NULL);
    }
    cr_assert_eq(en.code, 2, "%s: exit code %d, %s", form, en.code, en.err);
    cr_assert_eq(ja.code, 2);
    cr_assert_not_null(strstr(en.err, named), "%s is not named: %s", named, en.err);
    cr_assert_not_null(strstr(en.err, "MDS1"), "no code: %s", en.err);
    cr_assert(has_non_ascii(ja.err), "%s", ja.err);
    cr_assert(!exists("out.xlsx"));
    release(en);
    release(ja);
}

Test(assess, unusable_input_is_exit_code_2)
{
    cr_assert_eq(mkdir("folder", 0700), 0);
    spill("empty.xlsx", "");
    spill("garbage.xlsx", "\x01\x02\x03 no form at all \xff\xfe\xfd");
    spill("prose.csv", "dear,reader\nthis,is\nno,form\n");
    spill("cut.json", "{\"format_version\": 1, \"kind\": \"disclosure\", \"answ");
    spill("wrong.json",
          "{\"format_version\": 1, \"kind\": \"context\", \"network_zone\": \"moon\"}");
    spill("later.json", "{\"format_version\": 999, \"kind\": \"context\"}");

    refused("missing.xlsx", NULL, "missing.xlsx");
    refused("folder", NULL, "folder");
    refused("empty.xlsx", NULL, "empty.xlsx");
    refused("garbage.xlsx", NULL, "garbage.xlsx");
    refused("prose.csv", NULL, "prose.csv");
    refused("cut.json", NULL, "cut.json");
    refused(PUMP, "missing.json", "missing.json");
    refused(PUMP, "empty.xlsx", "empty.xlsx");
    refused(PUMP, "cut.json", "cut.json");
    refused(PUMP, "wrong.json", "moon");
    refused(PUMP, "later.json", "999");
    refused(PUMP, PUMP, "form.xlsx");
}

Test(assess, an_unwritable_output_is_a_failure_that_leaves_nothing)
{
    static const char *const outputs[] = {"missing/out.xlsx", "missing/out.csv", "missing/out.json",
                                          "folder.json"};
    cr_assert_eq(mkdir("folder.json", 0700), 0);
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; ++i) {
        command_result r = command("assess", MONITOR, AS_OF, "-o", outputs[i], NULL);
        cr_assert_eq(r.code, 2, "%s: exit code %d", outputs[i], r.code);
        cr_assert_not_null(strstr(r.err, "MDS1601"), "%s: %s", outputs[i], r.err);
        cr_assert_eq(files_here(), 1);
        release(r);
    }
}

Test(assess, an_unknown_ending_is_refused_before_work)
{
    command_result r = command("assess", MONITOR, AS_OF, "-o", "out.pdf", NULL);
    cr_assert(r.code == 2 || r.code == 3, "exit code %d", r.code);
    cr_assert_not_null(strstr(r.err, "out.pdf"), "%s", r.err);
    cr_assert_eq(files_here(), 0);
    release(r);
}

Test(assess, an_existing_register_is_replaced_whole)
{
    release(command("assess", MONITOR, AS_OF, "--lang", "ja", "-o", "out.json", NULL));
    command_result r = command("assess", MONITOR, AS_OF, "-o", "out.json", NULL);
    char *text = slurp("out.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(text[0] == '{' && strlen(text) > 1000);
    cr_assert_eq(files_here(), 1);
    free(text);
    release(r);
}

/* When almost nothing of a form is there, there is no verdict, and the reason comes first. */
Test(assess, almost_nothing_is_no_form)
{
    spill("a.csv", "ID,Answer\nALOF-1,Yes\nPAUT-3,Yes\nCONN-1,Yes\n");
    command_result r = command("assess", "a.csv", AS_OF, "-o", "out.json", NULL);
    cr_assert_eq(r.code, 2, "%s", r.err);
    cr_assert_not_null(strstr(r.err, "MDS1262"), "%s", r.err);
    cr_expect(strstr(r.err, "MDS1262") < strstr(r.err, "MDS1202"), "%s", r.err);
    cr_expect_null(strstr(r.out, "Verdict"));
    cr_expect_eq(files_here(), 1);
    release(r);
}

Test(assess, two_forms_of_one_device_are_merged_and_their_contradiction_reported)
{
    spill("a.csv", "ID,Answer\nALOF-1,Yes\nPAUT-3,Yes\nCONN-1,Yes\nAUTH-1,Yes\nAUTH-1.1,No\n"
                   "AUTH-2,No\nAUTH-3,No\nAUDT-1,Yes\nPAUT-1,No\nPAUT-2,No\nPLOK-1,No\n"
                   "TXCF-1,No\nTXCF-2,No\n");
    spill("b.csv", "ID,Answer\nALOF-1,No\nPAUT-8,Yes\nCONN-1,Yes\n");
    command_result r = command("assess", "a.csv", "b.csv", AS_OF, "-o", "out.json", NULL);
    char *text = slurp("out.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(strstr(r.err, "ALOF-1"), "%s", r.err);
    cr_assert(strstr(text, "a.csv") != NULL && strstr(text, "b.csv") != NULL);
    free(text);
    release(r);
}

/* What a hospital typed into the csv, as an editor saves it. */
static void decide(const char *path, const char *decision, const char *owner)
{
    char *text = slurp(path, NULL);
    char *at = text != NULL ? strstr(text, ",undecided,,") : NULL;
    cr_assert_not_null(at, "%s", path);
    FILE *out = fopen(path, "w");
    cr_assert_not_null(out);
    *at = '\0';
    fprintf(out, "%s,%s,%s,%s", text, decision, owner, at + strlen(",undecided,,"));
    fclose(out);
    free(text);
}

static void expect_in(const char *path, const char *needle)
{
    char *text = slurp(path, NULL);
    cr_assert_not_null(text, "%s", path);
    cr_expect_not_null(strstr(text, needle), "%s is not in %s", needle, path);
    free(text);
}

Test(assess, a_register_that_is_written_again_keeps_what_was_typed)
{
    release(command("assess", MONITOR, AS_OF, "-q", "-o", "r.csv", NULL));
    decide("r.csv", "reduce", "\"Sato, K.\"");
    command_result r = command("assess", MONITOR, AS_OF, "-q", "-o", "r.csv", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    expect_in("r.csv", ",reduce,\"Sato, K.\",");
    /* Another name, another format, and back. */
    r = command("assess", MONITOR, AS_OF, "-q", "--register", "r.csv", "-o", "s.xlsx", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    release(command("assess", MONITOR, AS_OF, "-q", "--register", "s.xlsx", "-o", "t.json", NULL));
    expect_in("t.json", "\"owner\": \"Sato, K.\"");
    release(command("assess", MONITOR, AS_OF, "-q", "--register", "t.json", "-o", "u.csv", NULL));
    expect_in("u.csv", ",reduce,\"Sato, K.\",");
    /* In a folder where nothing is written, which a confined command must be let into. */
    cr_assert_eq(mkdir("old", 0777), 0);
    cr_assert_eq(rename("u.csv", "old/u.csv"), 0);
    release(
        command("assess", MONITOR, AS_OF, "-q", "--register", "old/u.csv", "-o", "v.csv", NULL));
    expect_in("v.csv", ",reduce,\"Sato, K.\",");
}

Test(assess, an_output_that_cannot_be_carried_is_left_alone)
{
    spill("r.csv", "our,own,table\n1,2,3\n");
    command_result r = command("assess", MONITOR, AS_OF, "-o", "r.csv", NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(strstr(r.err, "MDS1532"), "%s", r.err);
    release(r);
    expect_in("r.csv", "our,own,table");
    /* One that holds entries is not replaced by those of another. */
    release(command("assess", MONITOR, AS_OF, "-q", "-o", "a.csv", NULL));
    release(command("assess", MONITOR, AS_OF, "-q", "-o", "b.csv", NULL));
    decide("b.csv", "accept", "us");
    r = command("assess", MONITOR, AS_OF, "--register", "a.csv", "-o", "b.csv", NULL);
    cr_expect_eq(r.code, 2);
    release(r);
    expect_in("b.csv", ",accept,us,");
}

Test(assess, a_deployment_as_a_workbook_is_read_back)
{
    command_result r = command("context", "new", "-o", "deployment.xlsx", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
    r = command("assess", MONITOR, AS_OF, "--context", "deployment.xlsx", NULL);
    cr_expect_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "(default, not yours)"), "%s", r.out);
    release(r);
}

/* Written before risk model RM-2: it knows no basis. It is read as it is, and each member whose
 * meaning changed is named. */
Test(assess, a_context_of_before_is_read_and_what_changed_its_meaning_is_said)
{
    spill("before.json",
          "{\"format_version\": 1, \"kind\": \"context\", \"name\": \"Ward\",\n"
          "\"network_zone\": \"standalone\", \"data_volume\": \"few\", \"country\": \"us\",\n"
          "\"verified_facts\": [\n"
          "{\"fact\": \"usb-ports\", \"state\": false, \"assurance\": \"verified\",\n"
          " \"evidence\": \"Ports found switched off\"},\n"
          "{\"fact\": \"stores-patient-data\", \"state\": false, \"assurance\": \"verified\",\n"
          " \"evidence\": \"Looked at the disk\"},\n"
          "{\"fact\": \"account-lockout\", \"state\": true, \"assurance\": \"verified\",\n"
          " \"evidence\": \"Locked after 5 wrong PINs\"}]}\n");
    command_result r = command("assess", PUMP, AS_OF, "--context", "before.json", "--lang", "en",
                               "-o", "register.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.err, "before.json: warning MDS1442: The device is said to have no "
                                     "network"),
                       "%s", r.err);
    cr_expect_not_null(strstr(r.err, "before.json:verified_facts[0]: warning MDS1441"), "%s",
                       r.err);
    cr_expect_not_null(strstr(r.out, "standalone only declared"), "%s", r.out);
    /* what rules nothing out means what it meant */
    cr_expect_null(strstr(r.err, "before.json:verified_facts[2]"), "%s", r.err);
    release(r);
    r = command("assess", MONITOR, AS_OF, "--context", "before.json", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.err, "before.json:verified_facts[1]: warning MDS1440"), "%s",
                       r.err);
    release(r);
}

/* A document on standard output is alone, whatever its format. */
Test(assess, a_format_of_others_on_standard_output_stands_alone)
{
    static const char *const names[][2] = {{"oscal-poam", "out.json"},
                                           {"oscal-results", "out.json"},
                                           {"sarif", "out.json"},
                                           {"iso14971", "out.csv"},
                                           {"ciso-assistant", "out.csv"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        command_result r = command("assess", PUMP, "--context", PUMP_DEPLOYMENT, AS_OF, "--lang",
                                   "en", "--format", names[i][0], "-o", "-", NULL);
        cr_assert_eq(r.code, 0, "%s: %s", names[i][0], r.err);
        release(command("assess", PUMP, "--context", PUMP_DEPLOYMENT, AS_OF, "--lang", "en",
                        "--format", names[i][0], "-o", names[i][1], NULL));
        char *file = slurp(names[i][1], NULL);
        cr_assert_not_null(file);
        cr_assert_str_eq(r.out, file, "%s", names[i][0]);
        cr_assert_eq(remove(names[i][1]), 0);
        free(file);
        release(r);
    }
}
