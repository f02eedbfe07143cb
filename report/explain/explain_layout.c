/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/inert.h"
#include "base/text_width.h"
#include "explain_internal.h"

/* A value may be of the form, and must not begin a line of its own. */
static void wrap(mds_explanation *x, size_t column, size_t hang, const char *text)
{
    mds_strbuf line;

    mds_strbuf_init(&line, x->out.limit);
    mds_inert_line(&line, text);
    mds_text_wrap(&x->out, MDS_EXPLAIN_LINE, column, hang, line.p);
    mds_strbuf_inherit(&x->out, &line);
    mds_strbuf_finish(&line);
}

enum { COL_ITEM, COL_VALUE };

void mds_explain__row(mds_explanation *x, const char *item, const char *value)
{
    if (mds_table__row(&x->b)) {
        mds_table__marked(&x->b, COL_ITEM, item,
                          value[0] == '\0' ? MDS_MARK_HEADING : MDS_MARK_NONE);
        mds_table__text(&x->b, COL_VALUE, value);
    }
}

void mds_explain__paragraph(mds_explanation *x, size_t indent, const char *text)
{
    mds_explain__row(x, "", text);
    mds_text_blanks(&x->out, indent);
    wrap(x, indent, indent + 2, text);
}

void mds_explain__pad(mds_explanation *x, const char *text, size_t columns, bool right)
{
    size_t width = mds_text_width(text);
    size_t missing = width < columns ? columns - width : 0;
    if (right) {
        mds_text_blanks(&x->out, missing);
    }
    mds_strbuf_puts(&x->out, text);
    if (!right) {
        mds_text_blanks(&x->out, missing);
    }
}

void mds_explain__field(mds_explanation *x, size_t indent, const char *label, const char *value)
{
    mds_explain__row(x, label, value);
    mds_text_blanks(&x->out, indent);
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
    mds_explain__row(x, mds_reg__text(&x->r, key), "");
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
