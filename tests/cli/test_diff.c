/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(diff, .init = scratch_begin, .fini = scratch_end);

/* The example's form with one line's answer replaced. */
static void change(const char *to, const char *line, const char *with)
{
    char *text = slurp(MONITOR, NULL);
    cr_assert_not_null(text);
    char *at = strstr(text, line);
    cr_assert_not_null(at, "%s", line);
    char *changed = calloc(1, strlen(text) + strlen(with) + 1);
    cr_assert_not_null(changed);
    memcpy(changed, text, (size_t)(at - text));
    strcat(changed, with);
    strcat(changed, at + strlen(line));
    spill(to, changed);
    free(changed);
    free(text);
}

#define WORSE_LINE "PAUT-5,Every password can be changed,Yes"
#define WORSE_ANSWER "PAUT-5,Every password can be changed,No"

Test(diff, a_regression_is_named_with_its_answer)
{
    change("new.csv", WORSE_LINE, WORSE_ANSWER);
    command_result r = command("diff", MONITOR, "new.csv", "--context", MONITOR_DEPLOYMENT, AS_OF,
                               "--lang", "en", "-o", "diff.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(strstr(r.out, "worse: Abuse of guessed"), "%s", r.out);
    cr_assert_not_null(strstr(r.out, "PAUT-5: Yes -> No"), "%s", r.out);
    cr_assert_not_null(strstr(r.out, "1 answer changed"), "%s", r.out);
    release(r);
    char *json = slurp("diff.json", NULL);
    cr_assert_not_null(json);
    cr_assert_not_null(strstr(json, "\"kind\": \"diff\""));
    cr_assert_not_null(strstr(json, "changed_answers"));
    free(json);
    r = command("diff", "new.csv", MONITOR, "--context", MONITOR_DEPLOYMENT, AS_OF, "--lang", "en",
                NULL);
    cr_assert_null(strstr(r.out, "worse:"), "%s", r.out);
    cr_assert_not_null(strstr(r.out, "better: Abuse of guessed"), "%s", r.out);
    release(r);
}

static void write_register(const char *form, const char *to, const char *as_of)
{
    const command_result r = command("assess", form, "--context", MONITOR_DEPLOYMENT, "--as-of",
                                     as_of, "-q", "-o", to, NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    release(r);
}

Test(diff, registers_are_compared_as_they_were_saved)
{
    change("new.csv", WORSE_LINE, WORSE_ANSWER);
    write_register(MONITOR, "old.json", "2026-11-20");
    write_register("new.csv", "new.json", "2026-11-20");
    command_result r = command("diff", "old.json", "new.json", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(strstr(r.out, "worse: Abuse of guessed"), "%s", r.out);
    cr_assert_not_null(strstr(r.out, "Every password can be changed: credit"), "%s", r.out);
    cr_assert_null(strstr(r.err, "MDS1890"), "%s", r.err);
    release(r);
    write_register("new.csv", "later.json", "2027-11-20");
    r = command("diff", "new.json", "later.json", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0);
    cr_assert_not_null(strstr(r.err, "MDS1890"), "%s", r.err);
    cr_assert_not_null(strstr(r.out, "0 risks are worse, 0 better"), "%s", r.out);
    release(r);
}

/* Writes the csv \p from as \p to, the text of a line that begins with \p risk replaced. */
static void type_into(const char *from, const char *to, const char *risk, const char *what,
                      const char *with)
{
    char *text = slurp(from, NULL);
    cr_assert_not_null(text);
    char *row = strstr(text, risk);
    cr_assert_not_null(row, "%s", risk);
    char *at = strstr(row, what);
    cr_assert_not_null(at, "%s", what);
    char *typed = calloc(1, strlen(text) + strlen(with) + 1);
    cr_assert_not_null(typed);
    memcpy(typed, text, (size_t)(at - text));
    strcat(typed, with);
    strcat(typed, at + strlen(what));
    spill(to, typed);
    free(typed);
    free(text);
}

/* Each pair of formats tells the same: the numbers, and what somebody typed. */
Test(diff, registers_as_tables_are_compared_by_risk)
{
    static const char *const olds[] = {"old.csv", "old.xlsx", "old.json"};
    static const char *const news[] = {"typed.csv", "typed.xlsx"};

    change("new.csv", WORSE_LINE, WORSE_ANSWER);
    for (size_t i = 0; i < 3; i++) {
        write_register(MONITOR, olds[i], "2026-11-20");
    }
    write_register("new.csv", "fresh.csv", "2026-11-20");
    type_into("fresh.csv", "typed.csv", "Abuse of guessed", ",undecided,", ",accept,");
    release(command("assess", "new.csv", "--context", MONITOR_DEPLOYMENT, AS_OF, "-q", "--register",
                    "typed.csv", "-o", "typed.xlsx", NULL));
    for (size_t i = 0; i < 6; i++) {
        command_result r =
            command("diff", olds[i / 2], news[i % 2], "--lang", "en", "-o", "diff.csv", NULL);
        cr_assert_eq(r.code, 0, "%s %s: %s", olds[i / 2], news[i % 2], r.err);
        cr_expect_not_null(strstr(r.out, "grew: Abuse of guessed"), "%s", r.out);
        cr_expect_not_null(strstr(r.out, "Decision: undecided -> accept"), "%s", r.out);
        cr_expect_not_null(strstr(r.out, "Entries changed in 1 row."), "%s", r.out);
        release(r);
        char *csv = slurp("diff.csv", NULL);
        cr_assert_not_null(csv);
        cr_expect_not_null(strstr(csv, "diff_typed"), "%s", csv);
        free(csv);
        r = command("diff", news[i % 2], news[i % 2], "--lang", "en", NULL);
        cr_expect_not_null(strstr(r.out, "No risk has moved"), "%s", r.out);
        release(r);
    }
}

Test(diff, a_row_that_is_gone_new_or_there_twice_is_said)
{
    write_register(MONITOR, "old.csv", "2026-11-20");
    char *text = slurp("old.csv", NULL);
    char *row = strstr(text, "\r\n") + 2;
    char *rest = strstr(row, "\r\n") + 2;
    char *shorter = calloc(1, strlen(text) + 1);
    memcpy(shorter, text, (size_t)(row - text));
    strcat(shorter, rest);
    spill("shorter.csv", shorter);
    char *twice = calloc(1, 2 * strlen(text) + 1);
    memcpy(twice, text, (size_t)(rest - text));
    strncat(twice, row, (size_t)(rest - row));
    strcat(twice, rest);
    spill("twice.csv", twice);
    command_result r = command("diff", "old.csv", "shorter.csv", "--lang", "en", NULL);
    cr_expect_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "0 risks grew, 0 new, 0 fell, 1 gone"), "%s", r.out);
    release(r);
    r = command("diff", "shorter.csv", "old.csv", "--lang", "en", NULL);
    cr_expect_not_null(strstr(r.out, "0 risks grew, 1 new, 0 fell, 0 gone"), "%s", r.out);
    release(r);
    r = command("diff", "old.csv", "twice.csv", "--lang", "en", NULL);
    cr_expect_not_null(strstr(r.err, "MDS1350"), "%s", r.err);
    cr_expect_not_null(strstr(r.out, "No risk has moved"), "%s", r.out);
    release(r);
    r = command("diff", "old.csv", MONITOR, "--lang", "en", NULL);
    cr_expect_eq(r.code, 2);
    cr_expect_not_null(strstr(r.err, "MDS1891"), "%s", r.err);
    release(r);
    free(twice);
    free(shorter);
    free(text);
}

/* Another device's rows are compared by scenario, and it is said. */
Test(diff, registers_of_two_devices)
{
    write_register(MONITOR, "old.csv", "2026-11-20");
    write_register(PUMP, "new.csv", "2026-11-20");
    command_result r = command("diff", "old.csv", "new.csv", "--lang", "en", NULL);
    cr_expect_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.err, "The device is another one"), "%s", r.err);
    cr_expect_null(strstr(r.out, "0 risks grew, 0 new, 0 fell"), "%s", r.out);
    release(r);
}

Test(diff, what_cannot_be_compared)
{
    write_register(MONITOR, "old.json", "2026-11-20");
    command_result r = command("diff", "old.json", MONITOR, "--lang", "en", NULL);
    cr_assert_eq(r.code, 2);
    cr_assert_not_null(strstr(r.err, "MDS1891"), "%s", r.err);
    release(r);
    r = command("diff", MONITOR, NULL);
    cr_assert_eq(r.code, 3);
    release(r);
    r = command("diff", MONITOR, CT, "-o", "diff.pdf", NULL);
    cr_assert_eq(r.code, 3);
    release(r);
    r = command("diff", MONITOR, "nowhere.csv", NULL);
    cr_assert_eq(r.code, 2);
    release(r);
    spill("cut.json", "{\"kind\": \"register\", \"format_version\": 2, \"risks\": [{}]}");
    r = command("diff", "cut.json", "old.json", "--lang", "en", NULL);
    cr_assert_eq(r.code, 2);
    cr_assert_not_null(strstr(r.err, "MDS1011"), "%s", r.err);
    release(r);
    spill("later.json", "{\"kind\": \"register\", \"format_version\": 9, \"risks\": []}");
    r = command("diff", "later.json", "old.json", "--lang", "en", NULL);
    cr_assert_eq(r.code, 2);
    cr_assert_not_null(strstr(r.err, "MDS1013"), "%s", r.err);
    cr_assert_not_null(strstr(r.err, "version 9"), "%s", r.err);
    release(r);
}

#define RM1(risks, unknowns)                                                                       \
    "{\"kind\": \"register\", \"format_version\": 1, \"device\": {\"label\": \"x\"}, "             \
    "\"as_of\": \"2026-11-20\", \"model\": \"RM-1\", \"catalog\": {\"sha256\": \"c\"}, "           \
    "\"policy\": {\"sha256\": \"p\"}, \"summary\": {\"verdict\": \"acceptable\"}, "                \
    "\"risks\": " risks ", \"unknowns\": " unknowns "}"
#define RM1_RISK(credits)                                                                          \
    "[{\"scenario\": \"credential-abuse\", \"applies\": true, \"credits\": " credits "}]"

/* A register of RM-1 beside one of RM-2: what it knew of the device, and no number. */
Test(diff, a_register_of_the_model_before_is_compared_by_what_is_known)
{
    write_register(MONITOR, "new.json", "2026-11-20");
    spill("old.json", RM1(RM1_RISK("[{\"control\": \"kiosk-mode\", \"state\": \"true\"}, "
                                   "{\"control\": \"account-lockout\", \"state\": \"unknown\"}]"),
                          "[{\"question\": \"GONE-1\"}]"));
    command_result r =
        command("diff", "old.json", "new.json", "--lang", "en", "-o", "diff.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(strstr(r.err, "MDS1480"), "%s", r.err);
    cr_assert_null(strstr(r.err, "the catalog"), "%s", r.err);
    cr_assert_not_null(strstr(r.out, "by risk model RM-1"), "%s", r.out);
    cr_assert_not_null(strstr(r.out, "question: GONE-1: open -> not open"), "%s", r.out);
    cr_assert_null(strstr(r.out, "times"), "%s", r.out);
    release(r);
    char *json = slurp("diff.json", NULL);
    cr_assert_not_null(json);
    cr_assert_not_null(strstr(json, "\"model_before\": \"RM-1\""));
    cr_assert_not_null(strstr(json, "changed_known"));
    cr_assert_null(strstr(json, "rrf"));
    free(json);
    r = command("diff", "new.json", "old.json", "--lang", "ja", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(strstr(r.out, "RM-1"), "%s", r.out);
    release(r);
}

Test(diff, a_damaged_register_of_the_model_before_says_what_is_wrong)
{
    static const char *const cases[][2] = {
        {RM1("7", "[]"), "old.json:risks: error MDS1012"},
        {RM1(RM1_RISK("[{\"control\": \"a\"}]"), "[]"), "state: error MDS1011"},
        {RM1(RM1_RISK("[{\"state\": \"true\"}]"), "[]"), "control: error MDS1011"},
        {RM1(RM1_RISK("[{\"control\": 7, \"state\": \"true\"}]"), "[]"), "control: error MDS1012"},
        {RM1("[]", "7"), "old.json:unknowns: error MDS1012"},
        {RM1("[]", "[{}]"), "old.json:unknowns.question: error MDS1011"},
    };
    write_register(MONITOR, "new.json", "2026-11-20");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        spill("old.json", cases[i][0]);
        const command_result r = command("diff", "old.json", "new.json", "--lang", "en", NULL);
        cr_expect_eq(r.code, 2, "case %zu: exit code %d", i, r.code);
        cr_expect_not_null(strstr(r.err, cases[i][1]), "case %zu: %s", i, r.err);
        release(r);
    }
}

/* A register with a fault is told by its fault, not taken for a form. */
Test(diff, a_damaged_register_says_what_is_wrong_with_it)
{
#define REGISTER "{\"kind\": \"register\", \"format_version\": 2, \"risks\": "
    static const char *const cases[][2] = {
        {REGISTER "[", "bad.json:L1: error MDS1010"},
        {REGISTER "7}", "bad.json:risks: error MDS1012"},
        {REGISTER "[{\"scenario\": 7}]}", "bad.json:risks.scenario: error MDS1012"},
        {REGISTER "[{\"scenario\": \"a\"}, {\"scenario\": \"b\"}, {\"scenario\": \"a\"}]}",
         "bad.json:risks[2]: error MDS1306"},
    };
    write_register(MONITOR, "old.json", "2026-11-20");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        spill("bad.json", cases[i][0]);
        const command_result r = command("diff", "old.json", "bad.json", "--lang", "en", NULL);
        cr_expect_eq(r.code, 2, "case %zu: exit code %d", i, r.code);
        cr_expect_not_null(strstr(r.err, cases[i][1]), "case %zu: %s", i, r.err);
        cr_expect_null(strstr(r.err, "MDS1891"), "case %zu: %s", i, r.err);
        release(r);
    }
}
