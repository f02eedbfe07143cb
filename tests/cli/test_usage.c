/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(usage, .init = scratch_begin, .fini = scratch_end);

static const char *const commands[] = {"assess", "import",  "explain", "context",
                                       "form",   "catalog", "version", "help"};
enum { COMMANDS = sizeof commands / sizeof *commands };

Test(usage, version_is_one_line)
{
    command_result r = command("version", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert(strncmp(r.out, "mdsrisk ", 8) == 0, "%s", r.out);
    cr_assert_eq(strlen(r.err), 0);
    release(r);
}

Test(usage, help_lists_every_command)
{
    command_result r = command("help", NULL);
    cr_assert_eq(r.code, 0);
    for (size_t i = 0; i < COMMANDS; ++i) {
        cr_assert_not_null(strstr(r.out, commands[i]), "%s is missing", commands[i]);
    }
    release(r);
}

Test(usage, every_command_has_help_in_both_languages)
{
    for (size_t i = 0; i < COMMANDS; ++i) {
        command_result en = command(commands[i], "--help", "--lang", "en", NULL);
        command_result ja = command(commands[i], "--help", "--lang", "ja", NULL);
        command_result help = command("help", commands[i], "--lang", "en", NULL);
        cr_assert_eq(en.code, 0, "%s: %s", commands[i], en.err);
        cr_assert_eq(ja.code, 0, "%s: %s", commands[i], ja.err);
        cr_assert(!has_non_ascii(en.out) && strlen(en.out) > 40, "%s: %s", commands[i], en.out);
        cr_assert(has_non_ascii(ja.out), "%s: %s", commands[i], ja.out);
        cr_assert_not_null(strstr(en.out, commands[i]));
        cr_assert_not_null(strstr(en.out, "Exit codes: 0"), "%s: %s", commands[i], en.out);
        cr_assert_str_eq(help.out, en.out, "help %s differs from its --help", commands[i]);
        release(en);
        release(ja);
        release(help);
    }
}

Test(usage, the_locale_chooses_the_language)
{
    command_result en = command("help", NULL);
    cr_assert_eq(setenv("LC_ALL", "ja_JP.UTF-8", 1), 0);
    command_result ja = command("help", NULL);
    command_result forced = command("help", "--lang", "en", NULL);
    cr_assert(!has_non_ascii(en.out));
    cr_assert(has_non_ascii(ja.out), "%s", ja.out);
    cr_assert_str_eq(forced.out, en.out);
    release(en);
    release(ja);
    release(forced);
}

Test(usage, wrong_usage_is_exit_code_3_and_says_why)
{
    static const char *const cases[][5] = {
        {"assses", "x.xlsx"},
        {"assess"},
        {"import"},
        {"explain"},
        {"explain", PUMP},
        {"context"},
        {"form"},
        {"form", "new"},
        {"form", "new", "--edition=mds2-2019"},
        {"form", "new", "--edition=mds2-2019", "-o=f.csv"},
        {"form", "new", "--edition=jp-mds-5.0", "-o=f.xlsx"},
        {"catalog"},
        {"catalog", "polish"},
        {"assess", PUMP, "--no-such-option"},
        {"assess", PUMP, "--lang", "fr"},
        {"assess", PUMP, "--as-of", "tomorrow"},
        {"assess", PUMP, "--as-of", "2026-02-30"},
        {"assess", PUMP, "--fail-on", "sometimes"},
        {"assess", PUMP, "--context"},
        {"assess", PUMP, "--context="},
        {"assess", PUMP, "--catalog"},
        {"assess", PUMP, "--catalog="},
        {"help", "polish"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
        const char *const *c = cases[i];
        command_result r = command(c[0], c[1], c[2], c[3], c[4], NULL);
        cr_assert_eq(r.code, 3, "%s %s %s: exit code %d, %s", c[0], c[1] ? c[1] : "",
                     c[2] ? c[2] : "", r.code, r.err);
        cr_assert_gt(strlen(r.err), 0, "%s: no word", c[0]);
        cr_assert_eq(files_here(), 0);
        release(r);
    }
    command_result none = command(NULL);
    cr_assert_eq(none.code, 3);
    cr_assert_gt(strlen(none.err) + strlen(none.out), 0);
    release(none);
}

Test(usage, a_form_that_exists_is_left_alone)
{
    release(command("form", "new", "--edition=mds2-2019", "-o", "form.xlsx", NULL));
    command_result r = command("form", "new", "--edition=mds2-2013", "-o", "form.xlsx", NULL);
    cr_assert_eq(r.code, 2, "%s", r.err);
    cr_assert_not_null(strstr(r.err, "MDS1704"), "%s", r.err);
    release(r);
    r = command("import", "form.xlsx", "-o", "form.json", "--lang=en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_assert_not_null(strstr(r.out, "2019"), "%s", r.out);
    release(r);
}

Test(usage, usage_messages_exist_in_japanese)
{
    command_result r = command("assess", PUMP, "--lang", "ja", "--fail-on", "sometimes", NULL);
    cr_assert_eq(r.code, 3);
    cr_assert(has_non_ascii(r.err), "%s", r.err);
    release(r);
}

Test(usage, an_output_that_cannot_be_written_is_a_failure)
{
    static const char *const scripts[] = {
        "mdsrisk help >/dev/full",
        "mdsrisk catalog list >/dev/full",
        "mdsrisk assess " MONITOR " --as-of 2026-11-20 >/dev/full",
        "mdsrisk import " MONITOR " >/dev/full",
        "mdsrisk context new >/dev/full",
        "mdsrisk version >&-",
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; ++i) {
        command_result r = shell(scripts[i]);
        cr_assert(r.code == 2 || r.code == 4, "%s: exit code %d, %s", scripts[i], r.code, r.out);
        cr_assert_gt(strlen(r.out), 0, "%s: no word", scripts[i]);
        release(r);
    }
}

Test(usage, a_message_is_explained_in_both_languages)
{
    command_result en = command("help", "MDS1862", "--lang", "en", NULL);
    command_result ja = command("help", "mds1862", "--lang", "ja", NULL);
    cr_assert_eq(en.code, 0, "%s", en.err);
    cr_assert_eq(ja.code, 0, "%s", ja.err);
    const char *english = strstr(en.out, "The form is dated {1}");
    const char *japanese = strstr(en.out, "開示書の発行日は {1}");
    cr_assert(strncmp(en.out, "MDS1862: warning", 16) == 0, "%s", en.out);
    cr_assert(english != NULL && japanese != NULL && english < japanese, "%s", en.out);
    cr_assert_not_null(strstr(en.out, "{2} years: a number"), "%s", en.out);
    english = strstr(ja.out, "The form is dated {1}");
    japanese = strstr(ja.out, "開示書の発行日は {1}");
    cr_assert(strncmp(ja.out, "MDS1862: 警告", 15) == 0, "%s", ja.out);
    cr_assert(english != NULL && japanese != NULL && japanese < english, "%s", ja.out);
    release(en);
    release(ja);
}

Test(usage, a_code_that_is_none_is_told)
{
    static const char *const codes[] = {"MDS9999", "MDS0000", "mds1008"};

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        command_result r = command("help", codes[i], "--lang", "en", NULL);
        cr_expect_eq(r.code, 3, "%s", r.out);
        cr_expect_str_eq(r.out, "");
        cr_expect_not_null(strstr(r.err, codes[i]), "%s", r.err);
        release(r);
    }
}

/* A disk that is full after some files: none of them stays, and a folder from before does. */
Test(usage, a_catalog_is_exported_whole_or_not_at_all)
{
    command_result r = shell("ulimit -f 16 && ! mdsrisk catalog export new 2>said && "
                             "grep -q MDS1601 said && test ! -e new && mkdir old && : >old/mine && "
                             "! mdsrisk catalog export old 2>said && ls old");
    cr_expect_eq(r.code, 0, "%s", r.out);
    cr_expect_str_eq(r.out, "mine\n");
    release(r);
}
