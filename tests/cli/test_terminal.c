/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a manufacturer writes into a form, or names a file, can neither begin a line on the terminal
 * nor steer it: every field, every command, both languages. */
#include "base/inert.h"
#include "base/utf8.h"
#include "support/command.h"
#include "support/hostile.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(terminal, .init = scratch_begin, .fini = scratch_end);

/* Each begins a line of its own, or clears the screen, where it gets through. */
static const char *const payloads[] = {
    "x\nFORGED: y",
    "x\rFORGED: y",
    "x\r\nFORGED: y",
    "x\v\fFORGED: y",
    "\x1B[2JFORGED",
    "\xC2\x9B"
    "2JFORGED",
    "x\xC2\x85"
    "FORGED: y",
    "x\xE2\x80\xA8"
    "FORGED: y",
    "\x7F\b\bFORGED",
    "x\xE9\xED\xA0\x80\nFORGED: y",
    "\xE2\x80\xAE"
    "DEGROF",
    "\xE2\x81\xA6"
    "FORGED",
    "\xD8\x9C"
    "FORGED",
};

static void expect_inert(const char *text, const char *what)
{
    for (const char *line = text; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        cr_expect_neq(strncmp(line, "FORGED", 6), 0, "%s: a forged line", what);
        for (const char *p = line; p < line + n; p += mds_utf8_next(p, NULL)) {
            if (mds_inert_steers(p) > 0) {
                cr_expect(false, "%s: %.*s", what, (int)n, line);
                break;
            }
        }
        line += n + (line[n] == '\n');
    }
}

static void run_inert(const char *script, const char *payload)
{
    command_result result = shell(script);
    char what[256];

    (void)snprintf(what, sizeof what, "%s with payload %zu", script, strcspn(payload, "F"));
    cr_expect_leq(result.code, 3, "%s: exit code %d", what, result.code);
    expect_inert(result.out, what);
    free(result.out);
    free(result.err);
}

Test(terminal, no_field_of_a_form_begins_a_line)
{
    static const char *const scripts[] = {
        "mdsrisk import form.csv -o form.json",
        "mdsrisk assess form.csv",
        "mdsrisk assess form.csv --lang ja",
        "mdsrisk ask form.csv",
        "mdsrisk ask form.csv -o letter.txt && cat letter.txt",
        "mdsrisk lint form.csv",
        "mdsrisk treat form.csv",
        "mdsrisk lifecycle form.csv",
        "mdsrisk simulate form.csv --draws 1000 --threads 1",
        "mdsrisk compare form.csv " PUMP " --draws 1000",
        "mdsrisk diff form.csv " PUMP,
        "mdsrisk guideline form.csv",
        "mdsrisk translate form.csv --to jp-mds-5.0",
        ("for s in network-exploit ransomware unauthorised-use; do mdsrisk explain form.csv $s; "
         "done"),
        "mdsrisk assess form.csv -q -o r.json && cat r.json",
        "mdsrisk assess form.csv -q -o r.csv && grep -v '^\"*FORGED' r.csv | tr -d '\\r'",
    };

    for (size_t p = 0; p < sizeof payloads / sizeof payloads[0]; p++) {
        hostile_form("form.csv", payloads[p]);
        for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
            run_inert(scripts[i], payloads[p]);
        }
    }
}

Test(terminal, no_file_name_begins_a_line)
{
    for (size_t p = 0; p < sizeof payloads / sizeof payloads[0]; p++) {
        hostile_form(payloads[p], "plain");
        run_inert("for f in *; do mdsrisk assess -- \"$f\"; mdsrisk import -- \"$f\"; "
                  "mdsrisk lint -- \"$f\"; mdsrisk assess --context \"$f\" -- \"$f\"; "
                  "mdsrisk assess -o \"$f\" -- \"$f\"; mdsrisk assess -o \"./$f.xml\" -- \"$f\"; "
                  "mdsrisk assess \"no-$f\"; mdsrisk \"$f\"; mdsrisk explain -- \"$f\" \"$f\"; "
                  "mdsrisk catalog show \"$f\"; mdsrisk assess --policy \"$f\" -- \"$f\"; done",
                  payloads[p]);
        cr_assert_eq(unlink(payloads[p]), 0);
    }
}

/* A name that is not UTF-8 comes out as text that is, from which it can be had back. */
Test(terminal, a_name_of_other_bytes_makes_readable_json)
{
    hostile_form("k\xE9strel\\.csv", "plain");
    command_result made = shell("mdsrisk import -o form.json -q -- k* && mdsrisk assess form.json");
    char *json = slurp("form.json", NULL);

    cr_expect_eq(made.code, 0, "%s", made.out);
    cr_assert_not_null(json);
    cr_expect_not_null(strstr(json, "k\\\\xE9strel\\\\\\\\.csv"), "%.300s", json);
    free(json);
    free(made.out);
    free(made.err);
}

Test(terminal, a_folder_that_is_no_catalog_is_refused)
{
    command_result empty = shell("mkdir none && mdsrisk version --catalog none");
    command_result devices = shell("mdsrisk version --catalog /dev");

    cr_expect_eq(empty.code, 2, "%s", empty.out);
    cr_expect_not_null(strstr(empty.out, "MDS1513"), "%s", empty.out);
    cr_expect_eq(devices.code, 2, "%s", devices.out);
    free(empty.out);
    free(empty.err);
    free(devices.out);
    free(devices.err);
}
