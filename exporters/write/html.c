/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "html.h"

#include "base/inert.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include <string.h>

enum { SHA256_BYTES = 32 };

static unsigned nibble(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* The digest as a policy names it. */
static void put_base64(mds_strbuf *out, const char hex[65])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char bytes[SHA256_BYTES + 1] = {0};

    for (size_t i = 0; i < SHA256_BYTES; i++) {
        bytes[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
    }
    for (size_t i = 0; i < SHA256_BYTES; i += 3) {
        const unsigned left = SHA256_BYTES - i < 3 ? (unsigned)(SHA256_BYTES - i) : 3;
        const unsigned group = (unsigned)bytes[i] << 16 | (unsigned)bytes[i + 1] << 8 |
                               (left == 3 ? (unsigned)bytes[i + 2] : 0);
        for (unsigned k = 0; k < 4; k++) {
            mds_strbuf_putc(out, k <= left ? digits[group >> (18 - 6 * k) & 63] : '=');
        }
    }
}

/* U+FFFE and U+FFFF, which XML does not have. */
static bool is_no_character(const char *p)
{
    return strncmp(p, "\xEF\xBF\xBE", 3) == 0 || strncmp(p, "\xEF\xBF\xBF", 3) == 0;
}

void mds_html__text(mds_strbuf *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p += mds_utf8_next(p, NULL)) {
        if ((*p != '\n' && *p != '\t' && mds_inert_steers(p) > 0) || is_no_character(p)) {
            mds_strbuf_putc(out, ' ');
            continue;
        }
        switch (*p) {
        case '&':
            mds_strbuf_puts(out, "&amp;");
            break;
        case '<':
            mds_strbuf_puts(out, "&lt;");
            break;
        case '>':
            mds_strbuf_puts(out, "&gt;");
            break;
        case '"':
            mds_strbuf_puts(out, "&quot;");
            break;
        case '\'':
            mds_strbuf_puts(out, "&#39;");
            break;
        default:
            mds_strbuf_append(out, p, mds_utf8_next(p, NULL));
        }
    }
}

void mds_html__element(mds_strbuf *out, const char *name, const char *class, const char *text)
{
    mds_strbuf_printf(out, "<%s", name);
    if (class != NULL) {
        mds_strbuf_printf(out, " class=\"%s\"", class);
    }
    mds_strbuf_putc(out, '>');
    mds_html__text(out, text);
    mds_strbuf_printf(out, "</%s>\n", name);
}

/* "style-src 'sha256-...'; " */
static void put_source(mds_strbuf *out, const char *directive, const char *text)
{
    char hex[65];

    mds_sha256_hex(hex, text, strlen(text));
    mds_strbuf_printf(out, "%s 'sha256-", directive);
    put_base64(out, hex);
    mds_strbuf_puts(out, "'; ");
}

void mds_html__begin(mds_strbuf *out, mds_lang lang, const char *title, const char *style,
                     const char *script)
{
    mds_strbuf_printf(out,
                      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n",
                      lang == MDS_LANG_JA ? "ja" : "en");
    mds_strbuf_puts(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                         "'none'; ");
    put_source(out, "style-src", style);
    if (script != NULL) {
        put_source(out, "script-src", script);
    }
    mds_strbuf_puts(out, "base-uri 'none'; form-action 'none'\"/>\n"
                         "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\"/>\n");
    mds_html__element(out, "title", NULL, title);
    mds_strbuf_puts(out, "<style>");
    mds_strbuf_puts(out, style);
    mds_strbuf_puts(out, "</style>\n</head>\n<body>\n");
}

void mds_html__end(mds_strbuf *out, const char *script)
{
    if (script != NULL) {
        mds_strbuf_printf(out, "<script>%s</script>\n", script);
    }
    mds_strbuf_puts(out, "</body>\n</html>\n");
}
