/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_width.h"

void mds_text_blanks(mds_strbuf *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_putc(out, ' ');
    }
}

/* What may not begin a line of Japanese. */
static bool closes(uint32_t code)
{
    return code == 0x3001 || code == 0x3002 || code == 0x300D || code == 0xFF09 || code == 0xFF0C ||
           code == ')' || code == ']' || code == ';' || code == ':' || code == ',' || code == '.';
}

/* What may not end one. */
static bool opens(uint32_t code)
{
    return code == 0x300C || code == 0xFF08 || code == '(' || code == '[';
}

/* Lines break behind blanks and around wide characters. */
static bool may_break(uint32_t before, uint32_t after)
{
    if (before == ' ' || after == ' ') {
        return before == ' ' && after != ' ';
    }
    return (mds_text_is_wide(before) || mds_text_is_wide(after)) && !opens(before) &&
           !closes(after);
}

/* The next piece that stays together. */
static size_t piece(const char *text, size_t *width)
{
    uint32_t code = 0;
    size_t n = mds_text_decode(text, &code);
    *width = mds_text_is_wide(code) ? 2 : 1;
    while (text[n] != '\0' && text[n] != '\n') {
        uint32_t after = 0;
        size_t size = mds_text_decode(text + n, &after);
        if (may_break(code, after)) {
            break;
        }
        code = after;
        n += size;
        *width += mds_text_is_wide(code) ? 2 : 1;
    }
    return n;
}

static void trim(mds_strbuf *out)
{
    while (out->n > 0 && out->p[out->n - 1] == ' ') {
        out->p[--out->n] = '\0';
    }
}

void mds_text_wrap(mds_strbuf *out, size_t line, size_t column, size_t hang, const char *text)
{
    size_t at = column;
    while (*text != '\0') {
        size_t width = 0;
        size_t n = *text == '\n' ? 1 : piece(text, &width);
        size_t trimmed = n;
        while (trimmed > 0 && text[trimmed - 1] == ' ') {
            trimmed--;
        }
        size_t needed = width - (n - trimmed);
        if (*text == '\n' || (at > hang && at + needed > line)) {
            trim(out);
            mds_strbuf_putc(out, '\n');
            mds_text_blanks(out, hang);
            at = hang;
        }
        if (*text != '\n') {
            mds_strbuf_append(out, text, n);
            at += width;
        }
        text += n;
    }
    trim(out);
    mds_strbuf_putc(out, '\n');
}
