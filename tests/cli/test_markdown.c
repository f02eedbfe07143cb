/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as Markdown: what others wrote changes neither lines nor tables, and nothing in it is
 * markup. */
#include "base/strbuf.h"
#include "support/command.h"
#include "support/hostile.h"
#include "support/reports.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(markdown_reports, .init = scratch_begin, .fini = scratch_end);

static const char *const langs[] = {"en", "ja"};

static const char *const payloads[] = {
    "<script>alert(1)</script>",
    "![x](javascript:alert(1))",
    "[x]: http://example.org",
    "a | b | c",
    "```\ncode",
    "\n\n# FORGED\n\n| a |\n|---|\n",
    "**x** _y_ ~~z~~",
    "- item\n1. item\n> quote",
    "<!-- ",
    "\\",
    "$x$ {{ y }} &lt; http://example.org a@example.org",
};

/* Marks of ours that a line may hold are stepped over; any other that means something is a fault.
 * How many cells a line has, 0 for no row. */
static size_t cells_of(const char *line, size_t n, const char *what)
{
    const bool row = line[0] == '|';
    const bool rule = row && line[1] == '-';
    size_t bars = 0;
    size_t strong = 0;

    for (size_t i = strspn(line, "#"); i < n; i++) {
        if (line[i] == '\\') {
            i++;
        } else if (strncmp(&line[i], "**", 2) == 0) {
            strong++;
            i++;
        } else if (row && strncmp(&line[i], "<br>", 4) == 0) {
            i += 3;
        } else if (row && line[i] == '|') {
            bars++;
        } else if (!(rule && line[i] == '-')) {
            cr_expect_null(strchr("`*_[]<>|~&$#!@{}^", line[i]), "%s: %.*s", what, (int)n, line);
        }
    }
    cr_expect_eq(strong % 2, 0, "%s: %.*s", what, (int)n, line);
    return row ? bars - 1 : 0;
}

/* A line a line of the file: "##", "-", the count of cells, "" or "text". */
static void take_shape(mds_strbuf *shape, const char *file, const char *what)
{
    char *text = slurp(file, NULL);
    size_t columns = 0;

    cr_assert_not_null(text);
    mds_strbuf_init(shape, 1 << 22);
    for (const char *line = text; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        const size_t cells = cells_of(line, n, what);
        const size_t hashes = strspn(line, "#");
        if (cells > 0) {
            cr_expect(columns == 0 || columns == cells, "%s: %.*s", what, (int)n, line);
            mds_strbuf_printf(shape, "row %zu\n", cells);
        } else {
            mds_strbuf_printf(shape, "%zu %s\n", hashes,
                              n == 0                        ? ""
                              : strncmp(line, "- ", 2) == 0 ? "item"
                                                            : "text");
        }
        columns = cells;
        line += n + (line[n] == '\n');
    }
    cr_expect_eq(strncmp(text, "# ", 2), 0, "%s: %.40s", what, text);
    free(text);
}

static void make_decision(const char *payload, const char *lang)
{
    hostile_form("form.csv", payload);
    hostile_context("context.json", payload);
    command_result made = command("assess", "form.csv", "--context", "context.json", AS_OF,
                                  "--device-id", payload, "--lang", lang, "-q", "-o", "r.md", NULL);
    cr_assert_eq(made.code, 0, "%s: %s", payload, made.err);
    free(made.out);
    free(made.err);
}

Test(markdown_reports, no_field_of_the_decision_is_markup)
{
    for (size_t l = 0; l < 2; l++) {
        mds_strbuf plain;
        make_decision("plain words", langs[l]);
        take_shape(&plain, "r.md", "plain words");
        for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
            mds_strbuf shape;
            make_decision(payloads[i], langs[l]);
            take_shape(&shape, "r.md", payloads[i]);
            cr_expect_str_eq(shape.p, plain.p, "%s: other lines", payloads[i]);
            mds_strbuf_finish(&shape);
        }
        mds_strbuf_finish(&plain);
    }
}

Test(markdown_reports, every_command_writes_tables_that_hold)
{
    for (size_t p = 0; p < sizeof payloads / sizeof payloads[0]; p++) {
        hostile_form("form.csv", payloads[p]);
        for (size_t i = 0; i < REPORTS; i++) {
            mds_strbuf shape;
            command_result made = run_report(i, langs[p % 2], "o.md");
            cr_assert_eq(made.code, 0, "%s: %s", report_words(i), made.out);
            take_shape(&shape, "o.md", report_words(i));
            cr_expect_not_null(strstr(shape.p, "row "), "%s: no table", report_words(i));
            mds_strbuf_finish(&shape);
            free(made.out);
            free(made.err);
        }
    }
}

/* Every text of the page is in the other document too: both are views of one report. */
Test(markdown_reports, hold_the_headings_of_the_page)
{
    for (size_t l = 0; l < 2; l++) {
        char script[512];
        (void)snprintf(script, sizeof script,
                       "mdsrisk assess " MONITOR " --as-of 2026-11-20 --lang %s -q -o r.html && "
                       "mdsrisk assess " MONITOR " --as-of 2026-11-20 --lang %s -q -o r.md && "
                       "grep -o '<h2 id=\"[a-z0-9-]*-title\">[^<]*' r.html | sed 's/.*>//' > h && "
                       "test $(wc -l < h) -gt 8 && while read -r line; do "
                       "grep -qxF \"## $line\" r.md || { echo \"$line\"; exit 1; }; done < h",
                       langs[l], langs[l]);
        command_result made = shell(script);
        cr_expect_eq(made.code, 0, "%s", made.out);
        free(made.out);
        free(made.err);
    }
}
