/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of the README are run, and what it shows is what they print.
 *
 * A fence "```console" holds commands, each after "$ ", with their whole output below; a line
 * "..." stands for any lines. A fence "```sh" holds commands that must succeed, unless the line
 * before it is "<!-- not run -->". All run in one folder, from first to last, with the examples at
 * hand. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(readme, .init = scratch_begin, .fini = scratch_end);

enum { TEXT_SIZE = 65536 };

static const char *line_end(const char *p)
{
    return p + strcspn(p, "\n");
}

static const char *next_line(const char *p)
{
    p = line_end(p);
    return *p == '\n' ? p + 1 : p;
}

static bool same_line(const char *a, const char *b)
{
    const size_t n = (size_t)(line_end(a) - a);
    return n == (size_t)(line_end(b) - b) && memcmp(a, b, n) == 0;
}

/* Whether \p actual has the lines of \p shown, where "..." stands for any number of lines. */
static bool matches(const char *shown, const char *actual)
{
    while (*shown != '\0') {
        if (strncmp(shown, "...\n", 4) == 0) {
            shown += 4;
            if (*shown == '\0') {
                return true;
            }
            for (; *actual != '\0'; actual = next_line(actual)) {
                if (same_line(shown, actual) && matches(shown, actual)) {
                    return true;
                }
            }
            return false;
        }
        if (*actual == '\0' || !same_line(shown, actual)) {
            return false;
        }
        shown = next_line(shown);
        actual = next_line(actual);
    }
    return *actual == '\0';
}

static void append(char *text, const char *from, const char *to)
{
    const size_t n = strlen(text);

    cr_assert_lt(n + (size_t)(to - from) + 1, TEXT_SIZE);
    memcpy(text + n, from, (size_t)(to - from));
    text[n + (size_t)(to - from)] = '\0';
}

static void check(const char *document, const char *script, const char *shown)
{
    command_result r = shell(script);

    cr_assert(r.code == 0 || (r.code == 1 && strstr(script, "--fail-on") != NULL),
              "%s: exit code %d from\n%s\n%s", document, r.code, script, r.out);
    if (shown != NULL && !matches(shown, r.out)) {
        cr_assert(false, "%s: %s\nshown:\n%s\nprinted:\n%s", document, script, shown, r.out);
    }
    free(r.out);
    free(r.err);
}

/* Runs a console fence that begins at \p at; gives its end. */
static const char *console(const char *document, const char *at, size_t *runs)
{
    static char script[TEXT_SIZE], shown[TEXT_SIZE];

    while (strncmp(at, "```", 3) != 0) {
        cr_assert(strncmp(at, "$ ", 2) == 0, "%s: no command: %.60s", document, at);
        script[0] = shown[0] = '\0';
        append(script, at + 2, line_end(at));
        for (at = next_line(at); strncmp(at, "$ ", 2) != 0 && strncmp(at, "```", 3) != 0;
             at = next_line(at)) {
            cr_assert(*at != '\0', "%s: a fence is left open", document);
            append(shown, at, next_line(at));
        }
        check(document, script, shown);
        ++*runs;
    }
    return at;
}

static size_t run_document(const char *name)
{
    static const char not_run[] = "<!-- not run -->\n", prologue[] = "set -e\n";
    static char script[TEXT_SIZE];
    char path[512];
    size_t runs = 0;

    (void)snprintf(path, sizeof path, "%s/%s", MDS_SOURCE_DIR, name);
    char *text = slurp(path, NULL);
    cr_assert_not_null(text, "%s is missing", name);
    const char *before = "";
    for (const char *at = text; *at != '\0'; before = at, at = next_line(at)) {
        const bool run = strncmp(before, not_run, sizeof not_run - 1) != 0;
        if (strncmp(at, "```console\n", 11) == 0) {
            at = console(name, next_line(at), &runs);
        } else if (strncmp(at, "```sh\n", 6) == 0) {
            const char *end = strstr(at, "\n```\n");
            cr_assert_not_null(end, "%s: a fence is left open", name);
            memcpy(script, prologue, sizeof prologue);
            append(script, next_line(at), end + 1);
            if (run) {
                check(name, script, NULL);
                ++runs;
            }
            at = end + 1;
        }
    }
    free(text);
    return runs;
}

Test(readme, its_commands_run_and_print_what_it_shows)
{
    cr_assert_eq(symlink(MDS_SOURCE_DIR "/examples", "examples"), 0);
    cr_assert_geq(run_document("README.md"), 4);
    (void)run_document("examples/README.md");
    (void)run_document("docs/use/first-hour.md");
    (void)run_document("docs/use/first-hour.ja.md");
    (void)run_document("docs/use/context.md");
    (void)run_document("docs/inside/editing-the-catalog.md");
}

Test(readme, a_difference_is_noticed)
{
    cr_assert(matches("a\nb\n", "a\nb\n"));
    cr_assert(matches("a\n...\nd\n", "a\nb\nc\nd\n"));
    cr_assert(matches("...\n", "a\n"));
    cr_assert(!matches("a\n", "a\nb\n"));
    cr_assert(!matches("a\nb\n", "a\n"));
    cr_assert(!matches("a\n...\nd\n", "a\nb\nc\n"));
}
