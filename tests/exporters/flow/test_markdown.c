/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in Markdown is text: nothing in it means anything, and it reads as it was written. */
#include "base/inert.h"
#include "flow.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *escaped(const char *text)
{
    mds_strbuf out;

    mds_strbuf_init(&out, 1 << 20);
    mds_markdown__text(&out, text, " / ");
    cr_assert_eq(out.status, MDS_OK);
    char *copy = strdup(out.p);
    mds_strbuf_finish(&out);
    return copy;
}

/* A backslash before a mark of ASCII is taken away by a reader; before anything else it stays. */
static void unescape(char *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", p[1])) {
            p++;
        }
        *out++ = *p;
    }
    *out = '\0';
}

static void expect_inert(const char *text)
{
    char *made = escaped(text);
    char read[256];

    unescape(read, made);
    cr_expect_str_eq(read, text, "%s became %s", text, made);
    for (const char *p = made; *p != '\0'; p++) {
        if (*p == '\\') {
            p++;
        } else {
            cr_expect_null(strchr("`*_[]<>|~&$#!@{}^", *p), "%s became %s", text, made);
            cr_expect_neq(strncmp(p, ":/", 2), 0, "%s became %s", text, made);
            cr_expect_neq(strncmp(p, "www.", 4), 0, "%s became %s", text, made);
        }
    }
    cr_expect_null(strchr("-+=:%", made[0]), "%s became %s", text, made);
    const size_t digits = strspn(made, "0123456789");
    const char *behind = made + digits;
    cr_expect_not(digits > 0 && (*behind == '.' || *behind == ')') &&
                      (behind[1] == ' ' || behind[1] == '\0'),
                  "%s became %s", text, made);
    free(made);
}

/* Every pair of printable characters, alone, before words and within them. */
Test(markdown, no_pair_of_characters_means_anything)
{
    for (char a = '!'; a <= '~'; a++) {
        for (char b = '!'; b <= '~'; b++) {
            const char alone[] = {a, b, '\0'};
            const char before[] = {a, b, ' ', 'x', '\0'};
            const char within[] = {'x', ' ', a, b, a, b, 'x', '\0'};
            const char apart[] = {a, ' ', b, a, '\0'};
            expect_inert(alone);
            expect_inert(before);
            expect_inert(within);
            expect_inert(apart);
        }
    }
}

Test(markdown, no_construct_means_anything)
{
    static const char *const texts[] = {"# heading",    "- item",       "+ item",
                                        "1. item",      "12) item",     "---",
                                        "===",          "> quote",      "```c",
                                        "~~~",          "| a | b |",    "[x](http://a)",
                                        "![x](y)",      "<b>x</b>",     "<!-- x -->",
                                        "http://a.b/c", "www.a.b",      "a@b.c",
                                        "&lt;",         "$x^2$",        "a_b_c",
                                        "**x**",        "[^1]: note",   ": definition",
                                        "% title",      "{{ x }}",      "{#id .class}",
                                        "#12 @name",    "\\",           "a\\|b",
                                        "javascript:x", "mailto:a@b.c", "WWW.a.b https://x",
                                        "1.",           "\\*x\\*"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect_inert(texts[i]);
    }
}

/* No line of a text begins a line of the file; what steers is shown by its code. */
Test(markdown, text_is_one_line)
{
    static const struct {
        const char *text, *made;
    } cases[] = {{"a\n# b", "a / \\# b"},
                 {"a\r\n- b\n", "a / \\- b"},
                 {"    code", "code"},
                 {"\tcode  ", "code"},
                 {"a\tb", "a b"},
                 {"\n\n", ""},
                 {"5.40 at 10:30", "5.40 at 10:30"},
                 {"", ""},
                 {"\xE2\x80\xAE"
                  "a",
                  "\\[U+202E\\]a"},
                 {"\xE3\x81\xAF\xE3\x81\x84", "\xE3\x81\xAF\xE3\x81\x84"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *made = escaped(cases[i].text);
        cr_expect_str_eq(made, cases[i].made);
        free(made);
    }
}
