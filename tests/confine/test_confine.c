/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command gives up, tried from within: each try works before main() and is refused to the
 * command itself, whatever it was told to do; and the command does its work all the same. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(confine, .init = scratch_begin, .fini = scratch_end);

/* Tries that this machine may refuse to anybody. */
static const char *const privileged[] = {"io_uring", "bpf", "perf", "keyctl", "mount", "loader"};

static const struct {
    const char *arguments;
    bool folder; /* of which all may be read: a link in it may lead anywhere */
} cases[] = {
    {"assess " PUMP " -o out/r.xlsx", false},
    {"assess " MONITOR " -o out/r.csv --context " MONITOR_DEPLOYMENT, false},
    {"assess " MONITOR " -o out/r.html", false},
    {"assess " MONITOR " -o out/r.docx", false},
    {"assess " MONITOR, false},
    {"explain " PUMP " network-exploit", false},
    {"simulate " MONITOR " --draws 200 --threads 3 -o out/s.json", false},
    {"treat " MONITOR " -o out/t.xlsx", false},
    {"lifecycle " MONITOR " -o out/l.csv", false},
    {"compare " PUMP " " MONITOR " --draws 50 -o out/c.xlsx", false},
    {"import " PUMP " -o out/i.json", false},
    {"import out -o out/b.json", true},
    {"context new -o out/x.json", false},
    {"form new --edition jp-mds-4.1 -o out/f.xlsx", false},
    {"ask " MONITOR " -o out/a.xlsx", false},
    {"diff " MONITOR " " PUMP " -o out/d.json", false},
    {"lint " PACS " -o out/n.csv", false},
    {"guideline " EXAMPLES "lab-analyser/mds.xlsx -o out/g.xlsx", false},
    {"translate " MONITOR " --to jp-mds-4.1 --template " EXAMPLES
     "blank-mds-jp-4.1.xlsx -o out/m.xlsx --proof out/p.csv",
     false},
    {"catalog check", false},
    {"catalog export out/catalog", false},
    {"catalog learn " EXAMPLES "blank-mds-jp-4.1.xlsx --edition jp-mds-9.9 -o out/own", false},
    {"catalog terms -o out/w.csv", false},
    {"doctor", false},
    {"version", false},
    {"help", false},
};

static bool is_privileged(const char *name)
{
    for (size_t i = 0; i < sizeof privileged / sizeof *privileged; i++) {
        if (strcmp(privileged[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_refusal(int error)
{
    return error == EPERM || error == EACCES || error == ENOSYS;
}

/* Whether this kernel has all of it; the command says so itself. */
static bool has_both(void)
{
    command_result r = command("doctor", "--lang=en", NULL);
    const bool both = strstr(r.out, "The command itself may reach no network") != NULL &&
                      strstr(r.out, "(seccomp, Landlock).\nPDF") != NULL;

    release(r);
    return both;
}

/* Runs the command with the tries in it; what they wrote is then in the file "tries". */
static command_result probe(const char *arguments)
{
    char script[2048];

    (void)snprintf(script, sizeof script,
                   "mkdir -p out elsewhere && printf abcd >elsewhere/file && "
                   "MDS_PROBE_TO=$PWD/tries MDS_PROBE_FILE=$PWD/elsewhere/file "
                   "LD_PRELOAD=" MDS_PROBE " mdsrisk %s",
                   arguments);
    return shell(script);
}

/* A line of "tries": "after socket 1". */
static void judge(const char *line, const char *arguments, bool folder, size_t seen[2])
{
    char when[16] = "";
    char name[32] = "";
    char result[16] = "";

    cr_assert_eq(sscanf(line, "%15s %31s %15s", when, name, result), 3, "%s", line);
    const bool worked = strcmp(result, "ok") == 0;
    if (strcmp(when, "before") == 0) {
        seen[0]++;
        cr_expect(worked || is_privileged(name), "%s: %s", arguments, line);
    } else if (folder && (strcmp(name, "read") == 0 || strcmp(name, "loader") == 0)) {
        /* The loader of the worker then starts what it may read, as confined as this. */
        seen[1]++;
        cr_expect(worked || is_privileged(name), "%s: %s", arguments, line);
    } else {
        seen[1]++;
        cr_expect(!worked && is_refusal((int)strtol(result, NULL, 10)), "%s: %s", arguments, line);
    }
}

Test(confine, of_no_command_is_more_to_be_had)
{
    if (!has_both()) {
        cr_skip_test("this kernel lacks seccomp or Landlock");
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t seen[2] = {0, 0};
        const command_result r = probe(cases[i].arguments);
        cr_expect(r.code == 0 || r.code == 1, "%s: %d, %s", cases[i].arguments, r.code, r.out);
        release(r);
        char *lines = slurp("tries", NULL);
        cr_assert_not_null(lines, "%s", cases[i].arguments);
        for (char *line = strtok(lines, "\n"); line != NULL; line = strtok(NULL, "\n")) {
            judge(line, cases[i].arguments, cases[i].folder, seen);
        }
        free(lines);
        cr_expect_eq(seen[0], 20, "%s: %zu", cases[i].arguments, seen[0]);
        cr_expect_eq(seen[1], 20, "%s: %zu", cases[i].arguments, seen[1]);
    }
    char *kept = slurp("elsewhere/file", NULL);
    cr_expect_str_eq(kept, "abcd");
    free(kept);
}

/* A fleet on a server alone has sockets, and no more than that. */
Test(confine, a_fleet_on_a_server_has_sockets)
{
    static const struct {
        const char *arguments;
        bool server;
    } runs[] = {
        {"fleet list --fleet 'postgresql:///x?host=/nowhere'", true},
        {"fleet list --fleet='host=/nowhere dbname=x'", true},
        {"fleet list --fleet nowhere.db", false},
        {"assess " MONITOR " -o 'postgresql://x'", false},
        {"import " MONITOR " --fleet postgresql://x", false},
    };

    if (!has_both()) {
        cr_skip_test("this kernel lacks seccomp or Landlock");
    }
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        size_t sockets = 0;
        size_t others = 0;
        release(probe(runs[i].arguments));
        char *lines = slurp("tries", NULL);
        cr_assert_not_null(lines, "%s", runs[i].arguments);
        for (char *line = strtok(lines, "\n"); line != NULL; line = strtok(NULL, "\n")) {
            const bool of_network =
                strstr(line, "socket") != NULL || strstr(line, "connect") != NULL;
            if (strncmp(line, "after", 5) == 0 && strstr(line, " ok") != NULL) {
                sockets += of_network;
                others += !of_network;
            }
        }
        free(lines);
        cr_expect_eq(sockets, runs[i].server ? 3 : 0, "%s: %zu", runs[i].arguments, sockets);
        cr_expect(!runs[i].server || others == 0, "%s: %zu", runs[i].arguments, others);
    }
}

/* A link to a form elsewhere, an output through a link, pipes and devices, a file in the folder
 * above, names with a number: all that a shell can name works as without. */
Test(confine, nothing_that_is_named_breaks)
{
    static const char *const scripts[] = {
        "mkdir in && ln -s " PUMP " in/form.xlsx && mdsrisk import in -o list.json -q && "
        "grep -q AL-300 list.json",
        "ln -s " PUMP " form.xlsx && mdsrisk assess form.xlsx -q -o r.json",
        "mkdir far && : >far/r.json && ln -s far/r.json link.json && "
        "mdsrisk assess " MONITOR " -q -o link.json && test -s far/r.json && test -L link.json",
        "mdsrisk import " MONITOR " -q >form.json && mdsrisk assess form.json -q -o r.xlsx",
        "cat " MONITOR " | mdsrisk assess /dev/stdin -q -o r.csv",
        "mdsrisk import - -q <" MONITOR " || mdsrisk import /dev/stdin -q <" MONITOR,
        "mkfifo pipe && (cat " PUMP " >pipe &) && mdsrisk assess pipe -q -o r.json",
        "mdsrisk import " MONITOR " -q -o /dev/stdout | grep -q KV-20",
        "mdsrisk import " MONITOR " -q -o /dev/null",
        "mkdir sub && cd sub && mdsrisk assess ../"
        "../../../examples/bedside-monitor/form.csv "
        "-q -o ../r.json || mdsrisk assess " MONITOR " -q -o ../r.json",
        "cp " MONITOR " 'a#2' && mdsrisk import 'a#2' -q -o b.json",
        "mdsrisk catalog export own >/dev/null && mdsrisk assess " MONITOR
        " --catalog own -q -o r.json",
        "TMPDIR=/nowhere mdsrisk assess " MONITOR " -q -o r.xlsx",
        "TZ=Asia/Tokyo mdsrisk assess " MONITOR " -q -o r.json",
        "! mdsrisk assess nothing.xlsx 2>said && grep -q 'No such file' said",
        "! mdsrisk assess " MONITOR " -o nowhere/r.json 2>said && grep -q 'No such file' said",
        "! mdsrisk assess " MONITOR " -o . 2>said",
    };

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        char script[1024];
        (void)snprintf(script, sizeof script, "rm -rf case && mkdir case && cd case && %s",
                       scripts[i]);
        command_result r = shell(script);
        cr_expect_eq(r.code, 0, "%s: %d, %s", scripts[i], r.code, r.out);
        release(r);
    }
}

/* Where the kernel lacks something the command does without and says so. */
Test(confine, does_without)
{
    static const struct {
        const char *lacking, *said;
        bool pdf; /* it never goes without seccomp */
    } kernels[] = {
        {"landlock", "Landlock, which would bound its", true},
        {"seccomp", "seccomp, which would keep it from", false},
        {"both", "The command itself is not confined", false},
    };

    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++) {
        char script[1024];
        (void)snprintf(script, sizeof script,
                       MDS_WITHOUT " %s " MDS_COMMAND " doctor --lang=en && " MDS_WITHOUT
                                   " %s " MDS_COMMAND " assess " PUMP " -q -o out.xlsx",
                       kernels[i].lacking, kernels[i].lacking);
        command_result r = shell(script);
        cr_expect_eq(r.code, 0, "%s: %s", kernels[i].lacking, r.out);
        for (char *p = strchr(r.out, '\n'); p != NULL; p = strchr(p, '\n')) {
            *p = ' ';
        }
        cr_expect_not_null(strstr(r.out, kernels[i].said), "%s: %s", kernels[i].lacking, r.out);
        cr_expect_eq(strstr(r.out, "PDF cannot be read here") == NULL, kernels[i].pdf, "%s: %s",
                     kernels[i].lacking, r.out);
        release(r);
    }
}
