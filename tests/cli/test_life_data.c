/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A life-cycle file of the user's in every command that assesses. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(life_data, .init = scratch_begin, .fini = scratch_end);

#define FORM "ID,Question,Answer,Comments\nALOF-1,a,Yes,Runs Windows 10 22H2\nALOF-2,b,No,\n"
#define MORE "AUDT-1,c,No,\nAUDT-2,c,No,\nCONN-7,d,No,\nCSUP-2,e,Yes,\nAUTH-1,f,Yes,\n"
#define DATA "[{\"cycle\":\"10-22h2\",\"eol\":\"%s\"}]"

static void write_form(const char *path)
{
    char text[8192] = FORM MORE;

    for (int i = 1; i <= 40; i++) {
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "SAHD-%d,s,Yes,\n", i);
    }
    spill(path, text);
}

static void write_data(const char *day)
{
    char text[128];

    (void)snprintf(text, sizeof text, DATA, day);
    spill("windows.json", text);
}

Test(life_data, every_command_names_the_file_beside_the_day)
{
    static const char *const commands[] = {"assess",   "lifecycle", "ask",  "lint",
                                           "simulate", "treat",     "diff", "compare"};

    write_form("form.csv");
    spill("other.csv", FORM MORE "SAHD-1,s,No,\n");
    write_data("2026-10-13");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const bool two = strcmp(commands[i], "diff") == 0 || strcmp(commands[i], "compare") == 0;
        const command_result r =
            command(commands[i], "form.csv", "--lifecycle-data", "windows.json", AS_OF, "--lang",
                    "en", two ? "other.csv" : NULL, NULL);
        const char *said = strcmp(commands[i], "lint") == 0 ? r.out : r.err;
        cr_expect_not_null(strstr(said, "2026-10-13 (windows.json: [0])"), "%s: %s", commands[i],
                           r.err);
        cr_expect_not_null(strstr(said, "2025-10-14"), "%s", commands[i]);
        release(r);
    }
}

Test(life_data, the_register_names_it_with_its_digest)
{
    write_form("form.csv");
    write_data("2026-10-13");
    const command_result r =
        command("assess", "form.csv", "--lifecycle-data=windows.json", "--lifecycle-data",
                "windows=windows.json", AS_OF, "--lang", "en", "-o", "register.json", NULL);
    char *text = slurp("register.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(text);
    const char *file = strstr(text, "\"life_cycle_data\"");
    cr_assert_not_null(file);
    cr_expect_not_null(strstr(file, "{\"file\": \"windows.json\", \"sha256\": \""));
    free(text);
    release(r);
}

Test(life_data, a_bad_file_ends_the_run)
{
    write_form("form.csv");
    spill("bad.json", "{\"end_of_life\":\"2025-11-19T16:00:00Z\",\"end_of_security_support\":"
                      "\"2025-12-31T12:00:00Z\"}");
    command_result r =
        command("assess", "form.csv", "--lifecycle-data", "bad.json", AS_OF, "--lang", "ja", NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(strstr(r.err, "bad.json:end_of_security_support"), "%s", r.err);
    release(r);
    r = command("assess", "form.csv", "--lifecycle-data", "none.json", AS_OF, NULL);
    cr_expect_eq(r.code, 2);
    release(r);
    /* what is read is never written over */
    r = command("assess", "form.csv", "--lifecycle-data", "bad.json", AS_OF, "-o", "bad.json",
                NULL);
    cr_expect_eq(r.code, 3);
    release(r);
}
