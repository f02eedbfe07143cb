/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form of which something is missing: every result says so in its first line, and a form that
 * says almost nothing has no verdict. */
#include "support/command.h"
#include "support/files.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(partial, .init = scratch_begin, .fini = scratch_end);

/* The first questions of a form, all of them answered. */
static void write_form(const char *path, size_t count)
{
    static const char *const ids[] = {"DOC-1",  "MPII-1", "MPII-2", "MPII-3", "ALOF-1", "ALOF-2",
                                      "AUDT-1", "AUTH-1", "CONN-1", "CSUP-1", "DTBK-1", "EMRG-1",
                                      "IGAU-1", "MLDP-1", "NAUT-1", "PAUT-1", "PLOK-1", "SAHD-1",
                                      "SGUD-1", "STCF-1", "TXCF-1", "TXIG-1", "RMOT-1", "OTHR-1"};
    FILE *out = fopen(path, "wb");

    cr_assert_not_null(out);
    (void)fputs("Question ID,Question,Answer,Notes\n", out);
    for (size_t i = 0; i < count && i < sizeof ids / sizeof *ids; i++) {
        (void)fprintf(out, "%s,Does it?,%s,\n", ids[i], i == 0 ? "Maker" : i % 2 ? "Yes" : "No");
    }
    (void)fclose(out);
}

static const char *const judged[] = {
    "assess part.csv",   "lifecycle part.csv",         "ask part.csv",      "treat part.csv",
    "simulate part.csv", "compare part.csv other.csv", "explain part.csv 1"};
static const char *const shown[] = {"guideline part.csv", "translate part.csv --to jp-mds-4.1",
                                    "import part.csv -o seen.json"};

static command_result run(const char *arguments, const char *lang)
{
    char line[160];

    (void)snprintf(line, sizeof line, "mdsrisk %s --lang %s 2>errors.txt", arguments, lang);
    return shell(line);
}

static void expect_first(const char *arguments, const char *lang, const char *begin)
{
    const command_result r = run(arguments, lang);

    cr_expect(strncmp(r.out, begin, strlen(begin)) == 0, "%s: %.160s", arguments, r.out);
    release(r);
}

Test(partial, what_is_missing_is_the_first_line)
{
    static const char english[] = "Part of a form: 217 of 240 questions are not in part.csv;";
    static const char japanese[] = "様式の一部:part.csvには設問240件のうち217件がない。";

    write_form("part.csv", 23);
    write_form("other.csv", 22);
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        if (strncmp(judged[i], "explain", 7) != 0) { /* which has the risk of a register to name */
            expect_first(judged[i], "en", english);
            expect_first(judged[i], "ja", japanese);
        }
    }
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        expect_first(shown[i], "en", english);
        expect_first(shown[i], "ja", japanese);
    }
}

Test(partial, almost_nothing_has_no_verdict)
{
    write_form("part.csv", 6);
    write_form("other.csv", 7);
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        const command_result r = run(judged[i], "en");
        cr_expect_eq(r.code, 2, "%s: %d", judged[i], r.code);
        cr_expect_str_empty(r.out, "%s", judged[i]);
        release(r);
        char *errors = slurp("errors.txt", NULL);
        cr_expect_not_null(strstr(errors, "MDS1262"), "%s: %s", judged[i], errors);
        free(errors);
    }
}
