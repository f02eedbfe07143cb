/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that others wrote can be shown: no line of its own, no control, no turn of direction. */
#include "base/inert.h"
#include "base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

static char *shown(const char *text, bool one_line)
{
    mds_strbuf out;

    mds_strbuf_init(&out, 1 << 16);
    (one_line ? mds_inert_line : mds_inert_lines)(&out, text);
    cr_assert_eq(out.status, MDS_OK);
    return mds_strbuf_release(&out);
}

Test(inert, shows_what_steers_by_its_code)
{
    static const struct {
        const char *text, *line, *lines;
    } cases[] = {
        {"KV-20", "KV-20", "KV-20"},
        {"ベッドサイドモニタ ½ é 🩺", "ベッドサイドモニタ ½ é 🩺",
         "ベッドサイドモニタ ½ é 🩺"},
        {"Kestrel\nVerdict: Acceptable", "Kestrel / Verdict: Acceptable",
         "Kestrel\nVerdict: Acceptable"},
        {"\r\n a \r\n\r\n  b\n", "a  / b", "\r\n a \r\n\r\n  b\n"},
        {"a\xE2\x80\xA8"
         "b",
         "a / b", "a[U+2028]b"},
        {"a\tb", "a b", "a\tb"},
        {"\x1B[2Jx", "[U+001B][2Jx", "[U+001B][2Jx"},
        {"\xC2\x9B"
         "2Jx",
         "[U+009B]2Jx", "[U+009B]2Jx"},
        {"a\xE2\x80\xAE"
         "b",
         "a[U+202E]b", "a[U+202E]b"},
        {"a\xE9"
         "b",
         "a[xE9]b", "a[xE9]b"},
        {"\xED\xA0\x80", "[xED][xA0][x80]", "[xED][xA0][x80]"}, /* half of a surrogate pair */
        {"a\x85", "a[x85]", "a[x85]"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *line = shown(cases[i].text, true);
        char *lines = shown(cases[i].text, false);
        cr_expect_str_eq(line, cases[i].line, "case %zu: %s", i, line);
        cr_expect_str_eq(lines, cases[i].lines, "case %zu: %s", i, lines);
        free(line);
        free(lines);
    }
}

/* Bytes of all kinds in any order: what comes out steers nothing, and is as it was when nothing
 * had to change. */
Test(inert, no_bytes_get_through)
{
    mds_arena *arena = mds_arena_new((size_t)64 << 20, NULL);
    uint32_t state = 1;

    for (size_t round = 0; round < 20000; round++) {
        char text[24];
        size_t n = 0;
        while (n < sizeof text - 1) {
            state = state * 1664525U + 1013904223U;
            static const unsigned char heads[] = {0xC2, 0xD8, 0xE2, 0x80, 0x81, 0xA8, 0xAE, 0x9B};
            const unsigned char byte = (unsigned char)(state >> 24);
            text[n++] = (char)(state & 0x10000U ? heads[byte % 8] : byte);
        }
        text[n] = '\0';
        const char *line = mds_inert_text(arena, text);
        bool clean = true;
        for (const char *p = text; *p != '\0'; p += mds_utf8_next(p, NULL)) {
            clean = clean && mds_inert_steers(p) == 0;
        }
        cr_assert_not_null(line);
        cr_assert(mds_utf8_valid(line, strlen(line), NULL), "round %zu", round);
        cr_assert(!clean || strcmp(line, text) == 0, "round %zu", round);
        for (const char *p = line; *p != '\0'; p += mds_utf8_next(p, NULL)) {
            cr_assert_eq(mds_inert_steers(p), 0, "round %zu: %s", round, line);
        }
    }
    mds_arena_free(arena);
}
