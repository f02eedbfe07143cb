/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text_width.h"
#include "explain_internal.h"
#include <string.h>

/* Japanese punctuation that may not begin a line. */
static bool closes(uint32_t code)
{
    return code == 0x3001 || code == 0x3002 || code == 0x300D || code == 0xFF09 || code == 0xFF0C;
}

static void blanks(mds_explanation *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        mds_strbuf_putc(&x->out, ' ');
    }
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

/* Appends \p text, whose first line begins at \p column and whose others begin at \p hang. */
static void wrap(mds_explanation *x, size_t column, size_t hang, const char *text)
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
        if (*text == '\n' || (at > hang && at + needed > MDS_EXPLAIN_LINE)) {
            while (x->out.n > 0 && x->out.p[x->out.n - 1] == ' ') {
                x->out.p[--x->out.n] = '\0';
            }
            mds_strbuf_putc(&x->out, '\n');
            blanks(x, hang);
            at = hang;
        }
        if (*text != '\n') {
            mds_strbuf_append(&x->out, text, n);
            at += width;
        }
        text += n;
    }
    while (x->out.n > 0 && x->out.p[x->out.n - 1] == ' ') {
        x->out.p[--x->out.n] = '\0';
    }
    mds_strbuf_putc(&x->out, '\n');
}

void mds_explain__paragraph(mds_explanation *x, size_t indent, const char *text)
{
    blanks(x, indent);
    wrap(x, indent, indent + 2, text);
}

void mds_explain__pad(mds_explanation *x, const char *text, size_t columns, bool right)
{
    size_t width = mds_text_width(text);
    size_t missing = width < columns ? columns - width : 0;
    if (right) {
        blanks(x, missing);
    }
    mds_strbuf_puts(&x->out, text);
    if (!right) {
        blanks(x, missing);
    }
}

void mds_explain__field(mds_explanation *x, size_t indent, const char *label, const char *value)
{
    blanks(x, indent);
    mds_explain__pad(x, label, MDS_EXPLAIN_LABEL - indent, false);
    size_t column = indent + mds_text_width(label);
    if (column < MDS_EXPLAIN_LABEL) {
        column = MDS_EXPLAIN_LABEL;
    } else {
        mds_strbuf_putc(&x->out, ' ');
        column++;
    }
    wrap(x, column, MDS_EXPLAIN_LABEL, value);
}

void mds_explain__heading(mds_explanation *x, const char *key)
{
    mds_strbuf_putc(&x->out, '\n');
    mds_strbuf_puts(&x->out, mds_reg__text(&x->r, key));
    mds_strbuf_putc(&x->out, '\n');
}

const char *mds_explain__number(mds_explanation *x, double value)
{
    return mds_reg__significant(&x->r, value, MDS_EXPLAIN_DIGITS);
}

const char *mds_explain__label(mds_explanation *x, const char *key)
{
    return mds_reg__text(&x->r, key);
}
