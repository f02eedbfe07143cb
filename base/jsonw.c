/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "base/num.h"
#include <inttypes.h>

void mds_jsonw_init(mds_jsonw *w, mds_strbuf *buf)
{
    *w = (mds_jsonw){.buf = buf, .first = true};
}

void mds_jsonw_inline_next(mds_jsonw *w)
{
    if (w->inline_depth == 0) {
        w->inline_depth = w->depth + 1;
    }
}

static bool on_one_line(const mds_jsonw *w)
{
    return w->inline_depth != 0 && w->depth >= w->inline_depth;
}

static void new_line(const mds_jsonw *w)
{
    mds_strbuf_putc(w->buf, '\n');
    for (uint32_t i = 0; i < w->depth; i++) {
        mds_strbuf_append(w->buf, "  ", 2);
    }
}

/* What stands before a value or a name: nothing after a name, else a comma and a break. */
static void before(mds_jsonw *w)
{
    if (w->after_name) {
        w->after_name = false;
        return;
    }
    if (!w->first) {
        mds_strbuf_putc(w->buf, ',');
    }
    if (w->depth > 0) {
        if (!on_one_line(w)) {
            new_line(w);
        } else if (!w->first) {
            mds_strbuf_putc(w->buf, ' ');
        }
    }
    w->first = false;
}

static void begin(mds_jsonw *w, char bracket)
{
    before(w);
    mds_strbuf_putc(w->buf, bracket);
    w->depth++;
    w->first = true;
}

static void end(mds_jsonw *w, char bracket)
{
    const bool empty = w->first;
    const bool one_line = on_one_line(w);

    if (w->depth == w->inline_depth) {
        w->inline_depth = 0;
    }
    w->depth--;
    if (!empty && !one_line) {
        new_line(w);
    }
    mds_strbuf_putc(w->buf, bracket);
    w->first = false;
}

void mds_jsonw_object(mds_jsonw *w)
{
    begin(w, '{');
}

void mds_jsonw_object_end(mds_jsonw *w)
{
    end(w, '}');
}

void mds_jsonw_array(mds_jsonw *w)
{
    begin(w, '[');
}

void mds_jsonw_array_end(mds_jsonw *w)
{
    end(w, ']');
}

static void quoted(mds_strbuf *buf, const char *text)
{
    mds_strbuf_putc(buf, '"');
    const char *from = text;
    const char *at = text;
    for (; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) {
            continue;
        }
        mds_strbuf_append(buf, from, (size_t)(at - from));
        from = at + 1;
        switch (c) {
        case '"':
            mds_strbuf_puts(buf, "\\\"");
            break;
        case '\\':
            mds_strbuf_puts(buf, "\\\\");
            break;
        case '\n':
            mds_strbuf_puts(buf, "\\n");
            break;
        case '\r':
            mds_strbuf_puts(buf, "\\r");
            break;
        case '\t':
            mds_strbuf_puts(buf, "\\t");
            break;
        default:
            mds_strbuf_printf(buf, "\\u%04x", (unsigned)c);
        }
    }
    mds_strbuf_append(buf, from, (size_t)(at - from));
    mds_strbuf_putc(buf, '"');
}

void mds_jsonw_name(mds_jsonw *w, const char *name)
{
    before(w);
    quoted(w->buf, name);
    mds_strbuf_append(w->buf, ": ", 2);
    w->after_name = true;
}

void mds_jsonw_string(mds_jsonw *w, const char *text)
{
    if (text == NULL) {
        mds_jsonw_null(w);
        return;
    }
    before(w);
    quoted(w->buf, text);
}

void mds_jsonw_number(mds_jsonw *w, double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_exact(text, value);
    before(w);
    mds_strbuf_puts(w->buf, text);
}

static void write_uint(mds_jsonw *w, uint64_t value)
{
    before(w);
    mds_strbuf_printf(w->buf, "%" PRIu64, value);
}

void mds_jsonw_bool(mds_jsonw *w, bool value)
{
    before(w);
    mds_strbuf_puts(w->buf, value ? "true" : "false");
}

void mds_jsonw_null(mds_jsonw *w)
{
    before(w);
    mds_strbuf_puts(w->buf, "null");
}

void mds_jsonw_member_string(mds_jsonw *w, const char *name, const char *text)
{
    mds_jsonw_name(w, name);
    mds_jsonw_string(w, text);
}

void mds_jsonw_member_number(mds_jsonw *w, const char *name, double value)
{
    mds_jsonw_name(w, name);
    mds_jsonw_number(w, value);
}

void mds_jsonw_member_uint(mds_jsonw *w, const char *name, uint64_t value)
{
    mds_jsonw_name(w, name);
    write_uint(w, value);
}

void mds_jsonw_member_bool(mds_jsonw *w, const char *name, bool value)
{
    mds_jsonw_name(w, name);
    mds_jsonw_bool(w, value);
}
