/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many devices: assess --batch. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(assess_batch, .init = scratch_begin, .fini = scratch_end);

#define ASSESS "mdsrisk assess --lang=en --as-of 2026-11-20 "

static size_t count(const char *all, const char *text)
{
    size_t n = 0;

    for (const char *p = strstr(all, text); p != NULL; p = strstr(p + 1, text)) {
        n++;
    }
    return n;
}

/* Runs a script that must end with \p code; what it said. */
static command_result must(int code, const char *script)
{
    command_result r = shell(script);

    cr_assert_eq(r.code, code, "%s: %d\n%s", script, r.code, r.out);
    return r;
}

/* Forms of one name in several folders, a Japanese name, and what is no form. */
static void make_folder(void)
{
    release(must(0, "mkdir -p in/a in/b in/院内 && cp " EXAMPLES "infusion-pump/form.xlsx in/a/ && "
                    "cp " EXAMPLES "ct-workstation/form.xlsx in/b/ && "
                    "cp " EXAMPLES "bedside-monitor/form.csv in/b/ && "
                    "cp " EXAMPLES "bedside-monitor/form.csv 'in/院内/生体情報 モニタ.csv' && "
                    "printf 'no form' >in/c.txt && printf 'PK\\003\\004' >in/d.xlsx"));
}

Test(assess_batch, a_folder_becomes_registers_and_a_summary)
{
    make_folder();
    command_result r = must(0, ASSESS "--batch in -o out");
    cr_expect_not_null(strstr(r.out, "Devices: 6. "), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "not read 2."), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "in/c.txt\n"), "%s", r.out);
    release(r);
    r = must(0, "ls out | grep -c '^form-[0-9a-f]*.xlsx$'; ls out | grep '^生体情報-モニタ-'; "
                "ls out | wc -l");
    cr_expect_not_null(strstr(r.out, "3\n"), "three forms of one name: %s", r.out);
    cr_expect_not_null(strstr(r.out, ".xlsx\n5\n"), "four registers and the summary: %s", r.out);
    release(r);
}

/* Each register is what assess alone writes. */
Test(assess_batch, a_register_is_the_one_of_assess)
{
    make_folder();
    release(must(0, ASSESS "-q --batch in -o out --format json --context " PUMP_DEPLOYMENT));
    release(must(0, ASSESS "-q in/a/form.xlsx -o one.json --context " PUMP_DEPLOYMENT));
    release(must(0, "for f in out/form-*.json; do cmp -s $f one.json && exit 0; done; exit 1"));
}

Test(assess_batch, the_summary_ranks)
{
    make_folder();
    release(must(0, ASSESS "-q --batch in -o out --format csv"));
    char *csv = slurp("out/summary.csv", NULL);
    cr_assert_not_null(csv);
    cr_expect_eq(count(csv, "\n"), 7u, "%s", csv);
    double before = 1e9;
    unsigned rank = 0;
    for (const char *line = strchr(csv, '\n'); line != NULL && line[1] != '\0';
         line = strchr(line + 1, '\n')) {
        char verdict[64] = "";
        unsigned number = 0;
        double rrf = 0;
        if (sscanf(line + 1, "%u,%63[^,],%lf", &number, verdict, &rrf) == 3) {
            cr_expect_leq(rrf, before, "%s", csv);
            cr_expect_gt(number, rank, "%s", csv);
            before = rrf;
            rank = number;
        }
    }
    cr_expect_eq(rank, 4u, "%s", csv);
    free(csv);
}

Test(assess_batch, a_list_gives_each_device_its_context)
{
    make_folder();
    spill("list.csv", "Device ID,Context,Form\n"
                      "PUMP-1," PUMP_DEPLOYMENT ",in/a/form.xlsx\n"
                      "PUMP-2,,in/a/form.xlsx\n"
                      "pump-1,,in/b/form.csv\n"
                      "X/1,gone.json,in/b/form.xlsx\n"
                      "NUL,,in/b/form.csv\n"
                      "Y,,\n"
                      "# a remark,,\n");
    command_result r = must(0, ASSESS "--batch list.csv -o out --format json");
    cr_expect_not_null(strstr(r.out, "MDS1762"), "the same id twice: %s", r.out);
    cr_expect_not_null(strstr(r.out, "MDS1763"), "a row without form: %s", r.out);
    cr_expect_not_null(strstr(r.out, "not read 3."), "%s", r.out);
    release(r);
    cr_expect(exists("out/PUMP-1.json"));
    cr_expect(exists("out/PUMP-2.json"));
    cr_expect_not(exists("out/NUL.json"));
    cr_expect_not(same_files("out/PUMP-1.json", "out/PUMP-2.json"));
    release(must(0, ASSESS "-q in/a/form.xlsx -o one.json --device-id PUMP-1 "
                           "--context " PUMP_DEPLOYMENT));
    cr_expect(same_files("out/PUMP-1.json", "one.json"));
}

Test(assess_batch, a_path_a_line_is_a_list)
{
    make_folder();
    spill("list.txt", "in/a/form.xlsx\n"
                      "in/b/form.csv\n");
    command_result r = must(0, ASSESS "--batch list.txt");
    cr_expect_not_null(strstr(r.out, "Devices: 2. "), "%s", r.out);
    release(r);
    r = must(2, ASSESS "--batch in/a/form.xlsx");
    cr_expect_not_null(strstr(r.out, "MDS1760"), "%s", r.out);
    release(r);
    spill("none.csv", "form,context\n");
    r = must(2, ASSESS "--batch none.csv");
    cr_expect_not_null(strstr(r.out, "MDS1761"), "%s", r.out);
    release(r);
}

/* The second run passes over what is there, and does again what changed. */
Test(assess_batch, a_second_run_does_what_changed)
{
    make_folder();
    release(must(0, ASSESS "-q --batch in -o out --format json && cp -a out before && "
                           "touch -d 2001-01-01 out/*.json && "
                           "cp " EXAMPLES "pacs-software/form.csv in/b/form.csv && " ASSESS
                           "-q --batch in -o out --format json"));
    command_result r = must(0, "find out -maxdepth 1 -name 'form-*' -newermt 2002-01-01 | wc -l; "
                               "find out -maxdepth 1 ! -newermt 2002-01-01 -type f | wc -l");
    cr_expect_str_eq(r.out, "1\n3\n", "%s", r.out);
    release(r);
    r = must(0, ASSESS "-q --batch in -o out --format json --as-of 2026-11-21 && "
                       "find out -maxdepth 1 ! -newermt 2002-01-01 -type f | wc -l");
    cr_expect_str_eq(r.out, "0\n", "another day is another assessment: %s", r.out);
    release(r);
}

/* Another file of --lifecycle-data, or another content of the same one. */
Test(assess_batch, other_days_of_systems_make_another_assessment)
{
    static const char *const changes[] = {"", "--lifecycle-data a.json ",
                                          "--lifecycle-data windows=a.json ",
                                          "--lifecycle-data windows=b.json "};

    release(must(0, "mkdir in && cp " EXAMPLES "ct-workstation/form.xlsx in/ && "
                    "printf '[{\"cycle\":\"7\",\"eol\":\"2026-10-13\"}]' >a.json && "
                    "printf '[{\"cycle\":\"7\",\"eol\":\"2026-10-14\"}]' >b.json"));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char script[1024];
        (void)snprintf(script, sizeof script,
                       ASSESS
                       "-q --batch in -o out --format json %s&& touch -d 2001-01-01 out/form-* "
                       "&& " ASSESS "-q --batch in -o out --format json %s&& "
                       "find out -name 'form-*' ! -newermt 2002-01-01 | wc -l",
                       changes[i], changes[i]);
        command_result r = must(0, script);
        cr_expect_str_eq(r.out, "1\n", "the same is not made again: %s%s", changes[i], r.out);
        release(r);
        (void)snprintf(script, sizeof script,
                       ASSESS "-q --batch in -o out --format json %s&& "
                              "find out -name 'form-*' ! -newermt 2002-01-01 | wc -l",
                       changes[(i + 1) % (sizeof changes / sizeof *changes)]);
        r = must(0, script);
        cr_expect_str_eq(r.out, "0\n", "other days: %s%s", changes[i], r.out);
        release(r);
    }
}

Test(assess_batch, what_was_typed_is_carried)
{
    make_folder();
    release(must(0, ASSESS "-q --batch in -o out --format csv && f=$(ls out/form-* | head -1) && "
                           "/usr/bin/python3 - $f <<'E'\n"
                           "import csv, sys\n"
                           "rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig')))\n"
                           "rows[1][rows[0].index('remark')] = 'kept by the ward'\n"
                           "csv.writer(open(sys.argv[1], 'w', encoding='utf-8')).writerows(rows)\n"
                           "E\n"));
    command_result r = must(0, ASSESS "-q --batch in -o out --format csv && "
                                      "grep -l 'kept by the ward' out/form-*");
    release(r);
    r = must(0, ASSESS "-q --batch in -o out --format csv --as-of 2026-11-21 && "
                       "grep -l 'kept by the ward' out/form-*");
    release(r);
    /* What is there is no register: it is not replaced, and the exit code says so. */
    release(must(0, "for f in out/form-*; do echo mine >$f; break; done"));
    r = must(2, ASSESS "--batch in -o out --format csv --as-of 2026-11-22; c=$?; "
                       "grep -l '^mine$' out/form-* || exit 9; exit $c");
    cr_expect_not_null(strstr(r.out, "4 "), "%s", r.out);
    release(r);
}

/* Killed at any moment, it leaves whole files, and the next run makes the same as one alone. */
Test(assess_batch, a_killed_run_is_resumed, .timeout = 300)
{
    make_folder();
    release(must(
        0, "rm in/*/*.xlsx; for i in 1 2 3 4 5 6; do cp in/b/form.csv in/b/$i.csv; done; " ASSESS
           "-q --batch in -o whole --format json"));
    for (unsigned turn = 1; turn <= 4; turn++) {
        char script[1024];
        (void)snprintf(script, sizeof script,
                       "rm -rf out; setsid " ASSESS "-q --batch in -o out --format json & p=$!; "
                       "sleep 0.%u; kill -9 -- -$p; wait $p; "
                       "for f in out/*.json; do [ ! -e $f ] || cmp $f whole/${f#out/} || exit 7; "
                       "done; exit 0",
                       turn * turn);
        release(must(0, script));
        release(must(0, ASSESS "-q --batch in -o out --format json && diff -r out whole && "
                               "! ls out/.mdsrisk | grep -v 'json$'"));
    }
}

/* Between the two moves of a register and its record, only the register says which run was last. */
Test(assess_batch, a_run_that_ended_between_two_moves_is_settled)
{
    make_folder();
    release(must(0,
                 ASSESS "-q --batch in -o whole --format json && cp -a whole out && "
                        "for f in out/.mdsrisk/*.json; do mv $f ${f%.json}.next; done && "
                        "touch -d 2001-01-01 out/*.json && " ASSESS
                        "-q --batch in -o out --format json && diff -r out whole && "
                        "[ $(find out -maxdepth 1 -name '*-*' -newermt 2002-01-01 | wc -l) = 0 ]"));
    release(must(0, "for f in out/.mdsrisk/*.json; do cp $f ${f%.json}.next; done && "
                    "rm out/form-*.json && " ASSESS
                    "-q --batch in -o out --format json && diff -r out whole"));
}

Test(assess_batch, lines_of_json)
{
    make_folder();
    command_result r = must(0, ASSESS "-q --batch in -o - >lines && wc -l <lines && "
                                      "grep -c '\"kind\": \"register\"' lines && "
                                      "grep -c '\"kind\": \"batch_device\"' lines && "
                                      "/usr/bin/python3 -c \"import json; "
                                      "[json.loads(l) for l in open('lines')]\"");
    cr_expect_str_eq(r.out, "6\n4\n2\n", "%s", r.out);
    release(r);
}

/* Forms in one archive are one row; two of one name in it are two devices. */
Test(assess_batch, an_archive_of_forms)
{
    make_folder();
    release(must(0, "/usr/bin/python3 -W ignore - <<'E'\n"
                    "import zipfile\n"
                    "z = zipfile.ZipFile('mail.zip', 'w')\n"
                    "z.write('in/a/form.xlsx', 'form.xlsx')\n"
                    "z.write('in/b/form.csv', 'sub/form.csv')\n"
                    "E\n"));
    command_result r = must(0, ASSESS "--batch mail.zip -o out --format json && ls out | wc -l");
    cr_expect_not_null(strstr(r.out, "Devices: 2. "), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "\n3\n"), "%s", r.out);
    release(r);
}

Test(assess_batch, exit_codes)
{
    make_folder();
    spill("file", "x");
    release(must(1, ASSESS "-q --batch in --fail-on reduce"));
    release(must(3, ASSESS "-q --batch in in/a/form.xlsx"));
    release(must(3, ASSESS "-q --batch in --device-id X"));
    release(must(3, ASSESS "-q --batch in --format pdf"));
    release(must(3, ASSESS "-q in/a/form.xlsx --format csv"));
    release(must(3, ASSESS "-q --batch in -o in"));
    release(must(3, ASSESS "-q --batch in -o file"));
    release(must(2, ASSESS "-q --batch in -o gone/out"));
    release(must(2, ASSESS "-q --batch gone -o out"));
    release(must(2, ASSESS "-q --batch in --context gone.json"));
}

/* Registers among the forms are not read as forms again. */
Test(assess_batch, the_folder_of_registers_is_passed_over)
{
    make_folder();
    release(must(0, ASSESS "-q --batch in -o in/registers"));
    command_result r = must(0, ASSESS "--batch in -o in/registers");
    cr_expect_not_null(strstr(r.out, "Devices: 6. "), "%s", r.out);
    release(r);
}

Test(assess_batch, japanese)
{
    make_folder();
    command_result r = must(0, "mdsrisk assess --lang=ja --as-of 2026-11-20 --batch in -o out");
    cr_expect_not_null(strstr(r.out, "6台: "), "%s", r.out);
    release(r);
}
