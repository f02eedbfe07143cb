/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of text, and lines that fit into them. */
#include "base/text_width.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(text, full_width_takes_two_columns_and_a_combining_mark_none)
{
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"abc", 3},
        {"日本a", 5},
        {"ｶﾅ", 2},             /* half-width kana */
        {"か\xE3\x82\x99", 2}, /* a kana and its voicing mark, as macOS writes file names */
        {"e\xCC\x81", 1},      /* a letter and its accent */
        {"（）", 4},
        {"①☐", 2},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(mds_text_width(cases[i].text), cases[i].width, "%s", cases[i].text);
    }
}

static void expect_wrapped(size_t line, const char *text, const char *expected)
{
    mds_strbuf out;

    mds_strbuf_init(&out, 1 << 16);
    mds_text_wrap(&out, line, 0, 0, text);
    cr_expect_str_eq(out.p, expected, "got:\n%s", out.p);
    mds_strbuf_finish(&out);
}

Test(text, small_kana_and_closing_signs_begin_no_line)
{
    expect_wrapped(10, "ファイアウォール", "ファイア\nウォール\n");
    expect_wrapped(8, "サーバー室", "サーバー\n室\n");
    expect_wrapped(6, "サーバー", "サー\nバー\n");
    expect_wrapped(6, "日本語。日本", "日本\n語。日\n本\n");
    expect_wrapped(6, "「あ」『い』", "「あ」\n『い』\n");
    expect_wrapped(6, "あいう【え】", "あいう\n【え】\n");
    expect_wrapped(6, "ちょっと", "ちょっ\nと\n");
    expect_wrapped(4, "人々が", "人々\nが\n");
}

Test(text, words_of_latin_letters_stay_whole)
{
    expect_wrapped(9, "use --as-of here", "use\n--as-of\nhere\n");
    expect_wrapped(8, "MDS2/SDS の版", "MDS2/SDS\nの版\n");
    expect_wrapped(6, "版mds2です", "版mds2\nです\n");
}

/* Whatever is wrapped, its characters stay as they are, and no line begins with a sign that may
 * not. */
Test(text, wrapping_loses_nothing_and_begins_no_line_wrongly)
{
    static const char *const pieces[] = {"ア", "ァ", "ー", "、", "。", "「", "」", "漢", "々",
                                         "x",  "12", "（", "）", "っ", "』", "・", "ｯ"};
    static const char *const never[] = {"ァ", "ー", "、", "。", "」", "々", "）", "っ", "』", "ｯ"};
    const size_t kinds = sizeof pieces / sizeof pieces[0];
    uint32_t seed = 1;

    for (int round = 0; round < 2000; round++) {
        char text[256] = "x";
        mds_strbuf out;
        for (size_t n = 0; n < 24; n++) {
            seed = seed * 1664525u + 1013904223u;
            const char *next = pieces[(seed >> 16) % kinds];
            memcpy(text + strlen(text), next, strlen(next) + 1);
        }
        mds_strbuf_init(&out, 1 << 16);
        mds_text_wrap(&out, 12, 0, 0, text);
        const char *from = text;
        for (const char *p = out.p; *p != '\0'; p++) {
            if (*p != '\n') {
                cr_assert_eq(*p, *from++, "%s", text);
            }
        }
        for (const char *p = strchr(out.p, '\n'); p != NULL; p = strchr(p + 1, '\n')) {
            for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
                cr_assert_neq(strncmp(p + 1, never[i], strlen(never[i])), 0, "%s", out.p);
            }
        }
        mds_strbuf_finish(&out);
    }
}

/* Whether the text fits into what is there already or not, and whatever the limit. */
Test(text, printed_text_is_whole_or_refused)
{
    static const char digits[] = "0123456789012345678901234567890123456789";

    for (size_t limit = 0; limit < 40; limit++) {
        for (int first = 0; first < 40; first++) {
            for (int second = 0; second < 40; second += 3) {
                mds_strbuf buf;
                char expected[128];
                const int n =
                    snprintf(expected, sizeof expected, "%.*s%.*s", first, digits, second, digits);
                mds_strbuf_init(&buf, limit);
                mds_strbuf_printf(&buf, "%.*s", first, digits);
                mds_strbuf_printf(&buf, "%.*s", second, digits);
                cr_assert_eq(buf.status, (size_t)n <= limit ? MDS_OK : MDS_ELIMIT);
                cr_assert_eq(buf.n, strlen(buf.p));
                cr_assert_eq(strncmp(buf.p, expected, buf.n), 0);
                cr_assert(buf.status != MDS_OK || buf.n == (size_t)n);
                mds_strbuf_finish(&buf);
            }
        }
    }
}
