/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text_width.h"

void mds_text_blanks(mds_strbuf *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_putc(out, ' ');
    }
}

/* Japanese punctuation that may not begin a line. */
static bool closes(uint32_t code)
{
    return code == 0x3001 || code == 0x3002 || code == 0x300D || code == 0xFF09 || code == 0xFF0C;
}

/* The next piece that stays together: a word with the blanks behind it, or one wide character
 * with the punctuation behind it. */
static size_t piece(const char *text, size_t *width)
{
    uint32_t code = 0;
    size_t n = mds_text_decode(text, &code);
    *width = mds_text_is_wide(code) ? 2 : 1;
    bool wide = mds_text_is_wide(code);
    bool blank = code == ' ';
    while (text[n] != '\0' && text[n] != '\n') {
        size_t size = mds_text_decode(text + n, &code);
        if (wide ? !closes(code) : blank ? code != ' ' : mds_text_is_wide(code)) {
            break;
        }
        blank = blank || code == ' ';
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
