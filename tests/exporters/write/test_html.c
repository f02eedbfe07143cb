/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of a page: its policy names the style by hash, and text stays text. */
#include "html.h"
#include <criterion/criterion.h>
#include <string.h>

/* Digests by another program, of "" and of "abc". */
Test(html, names_the_style_by_its_hash)
{
    static const struct {
        const char *style, *policy;
    } cases[] = {{"", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"},
                 {"abc", "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"}};

    for (size_t i = 0; i < 2; i++) {
        mds_strbuf page;
        mds_strbuf_init(&page, 1 << 16);
        mds_html__begin(&page, MDS_LANG_EN, "t", cases[i].style, NULL);
        mds_html__end(&page, NULL);
        cr_expect_not_null(strstr(page.p, cases[i].policy), "%s", page.p);
        mds_strbuf_finish(&page);
    }
}

Test(html, names_a_script_by_its_hash_and_puts_it_last)
{
    mds_strbuf page;

    mds_strbuf_init(&page, 1 << 16);
    mds_html__begin(&page, MDS_LANG_JA, "t", "", "abc");
    mds_html__end(&page, "abc");
    cr_expect_not_null(
        strstr(page.p, "script-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"));
    cr_expect_not_null(strstr(page.p, "<script>abc</script>\n</body>"));
    mds_strbuf_finish(&page);
}

Test(html, text_stays_text)
{
    static const struct {
        const char *text, *html;
    } cases[] = {{"a < b && c > \"d\"", "a &lt; b &amp;&amp; c &gt; &quot;d&quot;"},
                 {"it's", "it&#39;s"},
                 {"line\nnext\tcell", "line\nnext\tcell"},
                 {"\x01\x1B[31m", "  [31m"},
                 {"\xEF\xBF\xBE\xEF\xBF\xBF", "  "}, /* no characters of XML */
                 {"\xE2\x80\xAE"
                  "cba",
                  " cba"},
                 {"\xE3\x81\xAF\xE3\x81\x84", "\xE3\x81\xAF\xE3\x81\x84"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mds_strbuf out;
        mds_strbuf_init(&out, 1 << 16);
        mds_html__text(&out, cases[i].text);
        cr_expect_str_eq(out.p, cases[i].html);
        mds_strbuf_finish(&out);
    }
}
