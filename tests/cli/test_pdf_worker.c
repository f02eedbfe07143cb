/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that reads PDF dies, hangs up or talks nonsense: a message, exit code 2, and nothing
 * half-written. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(pdf_worker, .init = scratch_begin, .fini = scratch_end);

#define BEGIN "%say mdsrisk-pdf 1\n%say P 59500 84200 0 10 0 0 1\n"
#define WORDS "%say W 3000 6500 4600 7300 800 0\tALOF-1\n%say W 9000 6500 9900 7300 800 0\011Yes\n"

/* The report starts the worker, so that what it says holds on this machine. */
Test(pdf_worker, doctor_says_what_confines_it)
{
    command_result r = command("doctor", "--lang=en", NULL);
    cr_expect_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "PDF is read by a program of its own: Poppler "), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "(seccomp"), "%s", r.out);
    cr_expect_not_null(strstr(r.out, "libxml-2.0 2."), "%s", r.out);
    release(r);
    r = shell(
        "mkdir bin && cp " MDS_COMMAND " bin/mdsrisk && printf '#!/bin/sh\\nexit 1\\n' "
        ">bin/mdsrisk-pdf-words && chmod +x bin/mdsrisk-pdf-words && bin/mdsrisk doctor --lang=en");
    cr_expect_eq(r.code, 0);
    cr_expect_not_null(strstr(r.out, "PDF cannot be read here"), "%s", r.out);
    release(r);
}

Test(pdf_worker, a_worker_that_ends_badly)
{
    static const struct {
        const char *name, *does;
    } workers[] = {
        {"killed at once", "%kill\n"},
        {"killed in the middle", BEGIN WORDS "%kill\n"},
        {"aborted behind its last line", BEGIN WORDS "%say E 1\n%abort\n"},
        {"ended early", BEGIN WORDS "%exit 0\n"},
        {"failed behind its last line", BEGIN WORDS "%say E 1\n%exit 1\n"},
        {"silent", "%exit 0\n"},
        {"nonsense", "%say ALOF-1 Yes\n"},
        {"endless", BEGIN "%repeat W 3000 6500 4600 7300 800 0\tALOF-1\n"},
    };

    command_result made = shell("mkdir bin && cp " MDS_COMMAND " bin/mdsrisk && "
                                "cp " MDS_STAND_IN " bin/mdsrisk-pdf-words");
    release(made);
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        char file[512];
        (void)snprintf(file, sizeof file, "%%PDF-1.7\n%s%%%%EOF\n", workers[i].does);
        spill("form.pdf", file);
        command_result r = shell("bin/mdsrisk import form.pdf -o out.json --lang en");
        cr_expect_eq(r.code, 2, "%s: %d", workers[i].name, r.code);
        cr_expect_not_null(strstr(r.out, "form.pdf"), "%s: %s", workers[i].name, r.out);
        cr_expect_not_null(strstr(r.out, "error MDS"), "%s: %s", workers[i].name, r.out);
        cr_expect_not(exists("out.json"), "%s", workers[i].name);
        release(r);
    }
    /* It would be believed if it ended well, so that the ends above are what is refused. */
    spill("form.pdf", "%PDF-1.7\n" BEGIN WORDS "%say E 1\n%exit 0\n");
    command_result r = shell("bin/mdsrisk import form.pdf -o out.json --lang en");
    cr_expect_null(strstr(r.out, "MDS1101"), "%s", r.out);
    release(r);
}
