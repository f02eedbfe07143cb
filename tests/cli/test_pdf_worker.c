/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that reads PDF dies, hangs up or talks nonsense: a message, exit code 2, and nothing
 * half-written. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(pdf_worker, .init = scratch_begin, .fini = scratch_end);

#define BEGIN "#!/bin/sh\nprintf 'mdsrisk-pdf 1\\nP 59500 84200 0 10 0 0 1\\n'\n"
#define WORDS                                                                                      \
    "printf 'W 3000 6500 4600 7300 800 0\\tALOF-1\\nW 9000 6500 9900 7300 800 0\\011Yes\\n'\n"

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
        const char *name, *program;
    } workers[] = {
        {"killed at once", "#!/bin/sh\nkill -KILL $$\n"},
        {"killed in the middle", BEGIN WORDS "kill -KILL $$\n"},
        {"aborted behind its last line", BEGIN WORDS "printf 'E 1\\n'\nkill -ABRT $$\n"},
        {"ended early", BEGIN WORDS "exit 0\n"},
        {"failed behind its last line", BEGIN WORDS "printf 'E 1\\n'\nexit 1\n"},
        {"silent", "#!/bin/sh\nexit 0\n"},
        {"nonsense", "#!/bin/sh\nprintf 'ALOF-1 Yes\\n'\n"},
        {"endless", BEGIN "exec yes 'W 3000 6500 4600 7300 800 0\tALOF-1'\n"},
    };

    spill("form.pdf", "%PDF-1.7\n%%EOF\n");
    command_result made = shell("mkdir bin && cp " MDS_COMMAND " bin/mdsrisk");
    release(made);
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        spill("bin/mdsrisk-pdf-words", workers[i].program);
        command_result r = shell("chmod +x bin/mdsrisk-pdf-words && "
                                 "bin/mdsrisk import form.pdf -o out.json --lang en");
        cr_expect_eq(r.code, 2, "%s: %d", workers[i].name, r.code);
        cr_expect_not_null(strstr(r.out, "form.pdf"), "%s: %s", workers[i].name, r.out);
        cr_expect_not_null(strstr(r.out, "error MDS"), "%s: %s", workers[i].name, r.out);
        cr_expect_not(exists("out.json"), "%s", workers[i].name);
        release(r);
    }
}
